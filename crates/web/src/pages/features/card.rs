//! The mix at a glance, for the overview: the one recorded last, or what is next to do.

use domain::act::AddFeatures;
use domain::mix::Standing;
use domain::view::FeaturesPage;
use domain::words::PartyKind;

use crate::glance;
use crate::room::Room;

/// What the overview says of the mix.
pub(crate) struct Card {
    /// The mix recorded last, as facts.
    pub facts: Vec<(String, String)>,
    /// What the reader's party pays of it.
    pub pays: String,
    /// That a party's voice is missing from it.
    pub provisional: String,
    /// What stands, or what is next to do.
    pub said: String,
    /// Where to go, and what to do there.
    pub href: String,
    pub link: String,
    /// Where all of it stands.
    pub all: String,
}

impl Card {
    pub(crate) fn of(room: &Room<'_>) -> Self {
        let (say, page) = (room.say, room.seen.features());
        let all = room.to("features");
        let card = |said: String, href: String, link: &str| Card {
            facts: Vec::new(),
            pays: String::new(),
            provisional: String::new(),
            said,
            href,
            link: say.text(link),
            all: all.clone(),
        };
        let in_play = |page: &FeaturesPage| {
            let standing = page.features.iter().map(|feature| feature.standing);
            standing.filter(|one| *one == Standing::InPlay).count()
        };
        let short = |id| room.short(id).to_owned();
        if let Some(mix) = page.mixes.first() {
            let result = &mix.result;
            let chosen = say.with(
                "mix-card-in",
                &[
                    ("count", result.selected.len().to_string()),
                    ("all", result.features.len().to_string()),
                ],
            );
            let silent: Vec<String> = result.silent.iter().map(|id| short(*id)).collect();
            let sum = room
                .seen
                .borne_by_now(result)
                .borne_by(room.frame.you.party);
            return Card {
                pays: glance::paid(&room.money, say, &sum),
                facts: vec![
                    (say.text("mix-budget"), room.money.text(mix.budget)),
                    (say.text("mix-card-chosen"), chosen),
                    (say.text("mix-fact-cost"), room.money.text(result.cost)),
                    (
                        say.text("mix-card-rule"),
                        super::room::rule_name(room, mix.rule, &result.endowments),
                    ),
                    (say.text("mix-card-recorded"), room.dates.day(mix.at)),
                ],
                provisional: super::room::provisional(
                    room,
                    &page.features,
                    &silent,
                    result.endowments.len(),
                ),
                href: room.to(format_args!("features/mixes/{}", mix.id)),
                ..card(String::new(), String::new(), "mix-card-open")
            };
        }
        let priced = in_play(&page);
        if page.features.is_empty() {
            let said = say.text("mix-card-empty");
            let may_add = room.seen.may::<AddFeatures>(1);
            let go = if may_add {
                "feature-add"
            } else {
                "mix-card-go"
            };
            return card(said, all.clone(), go);
        }
        if priced == 0 {
            return card(say.text("mix-card-unpriced"), all.clone(), "mix-card-go");
        }
        if !page.guess_first.is_empty() && room.seen.frame().you.kind != PartyKind::Provider {
            return card(say.text("mix-closed"), all.clone(), "mix-card-go");
        }
        if !page.guess_first.is_empty() {
            let said = say.count("mix-card-guess", page.guess_first.len());
            return card(said, all.clone(), "mix-card-guess-go");
        }
        let silent: Vec<String> = page.silent.iter().map(|id| short(*id)).collect();
        Card {
            provisional: super::room::provisional(
                room,
                &page.features,
                &silent,
                page.endowments.endowments.len(),
            ),
            ..card(
                say.count("mix-card-ready", priced),
                all.clone(),
                "mix-card-go",
            )
        }
    }
}
