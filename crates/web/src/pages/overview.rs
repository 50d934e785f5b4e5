//! A relationship at a glance: what it is worth, to whom, and what needs the visitor.

use askama::Template;
use domain::Moment;
use domain::act;
use domain::ids::*;
use domain::needs::Need;
use domain::view::{ContributionView, Matter, OutcomeView, ValuePage};

use crate::ask::{Answer, Ask, page};
use crate::figures::{self, Silent, Table};
use crate::layout::Layout;
use crate::names::{Names, PartyLabel};
use crate::pages::dialogue::cards::Cards;
use crate::pages::features::card::Card;
use crate::problem::Problem;
use crate::room::Room;
use crate::{chart, markdown};

/// Outcomes on the overview; the value page has all.
const OUTCOMES_SHOWN: usize = 6;
/// Things that need somebody, at most: the most consequential ones.
pub const NEEDS_SHOWN: usize = 5;
/// Characters of a word that somebody is asked about.
const EXCERPT: usize = 90;
/// Parties below the name, where there are many; their page has all.
const PARTIES_SHOWN: usize = 6;
/// Words on the overview.
const WORDS_SHOWN: usize = 6;

#[derive(Template)]
#[template(path = "overview.html")]
struct Page {
    layout: Layout,
    name: String,
    purpose: String,
    purpose_by: String,
    parties: Vec<PartyLabel>,
    /// “7 more parties”; empty where all are shown.
    more_parties: String,
    needs: Vec<Todo>,
    table: Option<Table>,
    outcomes: usize,
    spoken: Vec<Spoken>,
    silent: Option<Silent>,
    better_off: Vec<BetterOff>,
    words: Vec<Words>,
    cards: Cards,
    mix: Card,
    may_speak: bool,
    may_add: bool,
    facts: Vec<(String, String)>,
}

/// One thing that needs somebody, one tap from done.
pub struct Todo {
    /// What to do.
    pub what: String,
    /// Why now.
    pub why: String,
    /// Where it is done.
    pub href: String,
}

struct Spoken {
    party: PartyLabel,
    count: String,
    bar: String,
}

struct BetterOff {
    party: PartyLabel,
    answer: String,
    statement: String,
    note: String,
}

struct Words {
    id: ContributionId,
    party: PartyLabel,
    who: String,
    kind: String,
    at: Moment,
    html: String,
    audience: String,
    /// Its author may take it back still.
    fresh: bool,
}

/// `GET /r/{relationship}`
///
/// # Errors
/// When the database fails.
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let value = room.seen.value();
    let words: Vec<ContributionView> = room.seen.words().take(WORDS_SHOWN).collect();
    let parties = room.frame.parties.iter();
    let speakers = parties.filter_map(|party| party.better_off.as_ref().map(|said| said.person));
    let people: Vec<PersonId> = words
        .iter()
        .map(|word| word.person)
        .chain(speakers)
        .collect();
    room.name(people)?;
    let name = room.called();
    let layout = room.layout(name.clone())?;
    let around = layout.relationship.as_ref().ok_or(Problem::NotFound)?;
    let needs = room.seen.needs_with(around.turns.clone(), ask.now);
    let purpose = room.frame.purpose.as_ref();
    let shown = shown(&value);
    let caption = room.say.text("overview-caption");
    let (spoken, silent) = spoken(&room, value.outcomes.len());
    let seated = room.names.seated().count();
    let parties_shown = figures::named(seated, PARTIES_SHOWN);
    page(&Page {
        name,
        purpose: purpose
            .map(|purpose| room.or_erased(purpose.words.as_ref()))
            .unwrap_or_default(),
        purpose_by: purpose
            .filter(|purpose| purpose.party != room.frame.consumer)
            .map(|purpose| {
                room.say
                    .one("purpose-by", "party", room.short(purpose.party))
            })
            .unwrap_or_default(),
        more_parties: match seated - parties_shown {
            0 => String::new(),
            more => room.say.count("overview-parties-more", more),
        },
        parties: room.names.seated().take(parties_shown).cloned().collect(),
        needs: todos(&room.names, &room.base, &room.seen.matters(needs)),
        table: (!shown.is_empty()).then(|| figures::table(&room, caption, &shown)),
        outcomes: value.outcomes.len(),
        spoken,
        silent,
        better_off: better_off(&room),
        words: words.iter().map(|word| view_words(&room, word)).collect(),
        cards: Cards::of(&room),
        mix: Card::of(&room),
        facts: facts(&room, &value),
        may_speak: room.seen.may::<act::Say>(()),
        may_add: room.seen.may::<act::AddOutcome>(()),
        layout,
    })
}

/// The outcomes that want attention first: guesses far off, then those most valued by those they are
/// for, as far as the visitor may see.
fn shown(value: &ValuePage) -> Vec<&OutcomeView> {
    use domain::view::{Figure, GuessView};
    let weight = |outcome: &OutcomeView| {
        let gap = match outcome.guess {
            GuessView::Revealed { gap: Some(gap), .. } => gap.abs(),
            GuessView::YourTurn => 10.0,
            _ => 0.0,
        };
        let worth = outcome
            .figures
            .iter()
            .find_map(|figure| match &figure.figure {
                Figure::Said(said) if figure.party == outcome.for_party => Some(said.worth),
                _ => None,
            });
        gap * 2.0 + worth.unwrap_or(0.0)
    };
    let mut outcomes: Vec<_> = value.outcomes.iter().collect();
    outcomes.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    outcomes.truncate(OUTCOMES_SHOWN);
    outcomes
}

/// Of how many outcomes each party has said what they are worth; and who has of none.
fn spoken(room: &Room<'_>, outcomes: usize) -> (Vec<Spoken>, Option<Silent>) {
    let seated = room
        .frame
        .parties
        .iter()
        .filter(|party| party.left.is_none());
    let (spoken, silent): (Vec<_>, Vec<_>) = seated.partition(|party| party.outcomes_valued > 0);
    let silent = silent
        .iter()
        .map(|party| room.names.party(party.id).short.as_str());
    let silent = Silent::of(room, "silent", silent);
    let spoken = spoken
        .into_iter()
        .map(|party| {
            let label = room.names.party(party.id).clone();
            let (done, total) = (party.outcomes_valued.to_string(), outcomes.to_string());
            let count = room.say.two("count-of", ("done", &done), ("total", &total));
            let title = room.say.with(
                "spoken-title",
                &[
                    ("party", label.short.clone()),
                    ("done", done),
                    ("total", total),
                ],
            );
            let class = format!("party-{}", label.look);
            let bar = chart::progress(party.outcomes_valued, outcomes, &class, &title);
            Spoken {
                party: label,
                count,
                bar,
            }
        })
        .collect();
    (spoken, silent)
}

fn better_off(room: &Room<'_>) -> Vec<BetterOff> {
    let said = room
        .frame
        .parties
        .iter()
        .filter_map(|party| Some((party, party.better_off.as_ref()?)));
    said.map(|(party, said)| BetterOff {
        party: room.names.party(party.id).clone(),
        answer: room.say.text(&format!("answer-{}", said.answer.word())),
        statement: room.or_erased(said.statement.as_ref()),
        note: if said.shared {
            String::new()
        } else {
            room.say.text("better-off-private")
        },
    })
    .collect()
}

fn view_words(room: &Room<'_>, word: &ContributionView) -> Words {
    use domain::words::Audience;
    let say = room.say;
    let audience = match &word.audience {
        Audience::WholeTable => say.text("audience-whole_table"),
        Audience::OwnParty => say.text("audience-own_party"),
        Audience::OnlyMe => say.text("audience-only_me"),
        Audience::Parties(parties) => {
            let mut all: Vec<_> = parties
                .iter()
                .map(|id| room.short(*id).to_owned())
                .collect();
            all.push(room.short(word.party).to_owned());
            all.sort();
            all.dedup();
            say.one("audience-parties", "parties", all.join(", "))
        }
    };
    Words {
        id: word.id,
        fresh: word
            .take_back_until
            .is_some_and(|until| room.ask.now < until)
            && room.seen.may::<act::TakeBack>(word.id),
        party: room.names.party(word.party).clone(),
        who: room.names.person(word.person),
        kind: say.text(&format!("contribution-{}", word.kind.word())),
        at: word.at,
        html: match &word.words {
            Some(words) => markdown::to_html(words),
            None => markdown::to_html(&say.text("text-erased")),
        },
        audience,
    }
}

fn facts(room: &Room<'_>, value: &ValuePage) -> Vec<(String, String)> {
    let valued = value
        .outcomes
        .iter()
        .filter(|outcome| outcome.consumer_spoke)
        .count();
    let open = value
        .outcomes
        .iter()
        .filter(|o| matches!(o.guess, domain::view::GuessView::Revealed { .. }))
        .count();
    let seated = room
        .frame
        .parties
        .iter()
        .filter(|party| party.left.is_none());
    let (seated, here): (Vec<_>, usize) = {
        let seated: Vec<_> = seated.collect();
        let here = seated.iter().filter(|party| party.taken_up).count();
        (seated, here)
    };
    let of = |done: usize, total: usize| room.say.two("count-of", ("done", done), ("total", total));
    vec![
        (
            room.say.text("fact-valued"),
            of(valued, value.outcomes.len()),
        ),
        (room.say.text("fact-parties"), of(here, seated.len())),
        (room.say.text("fact-guesses"), open.to_string()),
    ]
}

/// What needs somebody, as sentences with a place to do it.
pub fn todos(names: &Names, base: &str, matters: &[Matter]) -> Vec<Todo> {
    let say = names.say();
    let statement = |matter: &Matter| {
        let statement = matter.about.clone();
        statement.unwrap_or_else(|| say.text("text-erased"))
    };
    let consumer = names.consumer();
    let words = |key: &str, waiting: &[ContributionId], matter: &Matter| {
        let first = waiting.first().copied();
        let quoted = matter.about.as_deref().unwrap_or_default();
        Todo {
            what: say.count(key, matter.count),
            why: markdown::excerpt(quoted, EXCERPT),
            href: first.map_or_else(
                || format!("{base}/dialogue"),
                |id| format!("{base}/dialogue/{id}"),
            ),
        }
    };
    let todo = |what: String, why: String, path: String| Todo {
        what,
        why,
        href: path,
    };
    matters
        .iter()
        .take(NEEDS_SHOWN)
        .map(|matter| match &matter.need {
            Need::AnswerClosing { parties } => {
                let who = parties.first().map(|id| names.party(*id).short.clone());
                todo(
                    say.text("need-closing"),
                    say.one("need-closing-why", "party", who.unwrap_or_default()),
                    format!("{base}/settings"),
                )
            }
            Need::ShareFigures { parties } => {
                let party = parties.first().map(|id| names.party(*id).short.clone());
                let party = party.unwrap_or_default();
                todo(
                    say.one("need-share", "party", &party),
                    say.one("need-share-why", "party", &party),
                    format!("{base}/parties#figures"),
                )
            }
            Need::ConfirmSpokenWords { contributions } => {
                words("need-spoken", contributions, matter)
            }
            Need::ConfirmReflections { contributions } => {
                words("need-said_back", contributions, matter)
            }
            Need::AcknowledgeCorrections { contributions } => {
                words("need-corrected", contributions, matter)
            }
            Need::ConfirmAnswers { contributions } => words("need-answered", contributions, matter),
            Need::NodToBuilds { contributions } => words("need-built_on", contributions, matter),
            Need::SayBack { contributions } => words("need-say_back", contributions, matter),
            Need::Answer { contributions } => words("need-answer", contributions, matter),
            Need::Reply { contributions } => words("need-reply", contributions, matter),
            Need::Rate { .. } => todo(
                say.count("need-rate", matter.count),
                statement(matter),
                format!("{base}/rate"),
            ),
            Need::Guess { spoken, .. } => todo(
                say.with(
                    "need-guess",
                    &[
                        ("party", consumer.to_owned()),
                        ("count", matter.count.to_string()),
                    ],
                ),
                if *spoken > 0 {
                    say.one("need-guess-spoken", "party", consumer)
                } else {
                    say.text("need-guess-why")
                },
                format!("{base}/guess"),
            ),
            Need::RateAgain { days, .. } => todo(
                say.count("need-again", matter.count),
                say.count("need-again-why", usize::try_from(*days).unwrap_or(0)),
                format!("{base}/rate?again=1"),
            ),
            Need::SayPurpose => todo(
                say.text("need-purpose"),
                say.text("need-purpose-why"),
                format!("{base}/parties#purpose"),
            ),
            Need::SayTerms => todo(
                say.text("need-terms"),
                say.text("need-terms-why"),
                format!("{base}/parties#terms"),
            ),
            Need::SayBetterOff => todo(
                say.text("need-better-off"),
                say.text("need-better-off-why"),
                format!("{base}/better-off"),
            ),
            Need::InviteParty { party, invited } => {
                let name = &names.party(*party).short;
                let (what, why) = if invited.is_some() {
                    ("need-invite-again", "need-invite-waits")
                } else {
                    ("need-invite", "need-invite-why")
                };
                todo(
                    say.one(what, "party", name),
                    say.one(why, "party", name),
                    format!("{base}/invite?party={party}"),
                )
            }
            Need::SeatDependency { .. } => todo(
                say.one("need-supplier", "name", statement(matter)),
                say.text("need-supplier-why"),
                format!("{base}/parties#suppliers"),
            ),
            Need::TalkAboutGap {
                outcome,
                guessed,
                gap,
            } => todo(
                say.one("need-talk", "outcome", statement(matter)),
                say.with(
                    "need-talk-why",
                    &[
                        ("party", consumer.to_owned()),
                        ("guess", format!("{guessed:.0}")),
                        ("said", format!("{:.0}", guessed + gap)),
                    ],
                ),
                format!("{base}/outcomes/{outcome}"),
            ),
            Need::PriceFeatures { .. } => todo(
                say.count("need-price", matter.count),
                say.text("need-price-why"),
                format!("{base}/features#unpriced"),
            ),
            Need::RateForMix { outcomes } => todo(
                say.count("need-rate-mix", matter.count),
                say.text("need-rate-mix-why"),
                outcomes
                    .first()
                    .map_or_else(|| format!("{base}/rate"), |id| format!("{base}/rate/{id}")),
            ),
            Need::AddOutcome => todo(
                say.text("need-outcome"),
                say.text("need-outcome-why"),
                format!("{base}/value#add"),
            ),
            Need::ClaimSeat => todo(
                say.text("need-claim"),
                say.text("need-claim-why"),
                format!("{base}/claim"),
            ),
        })
        .collect()
}
