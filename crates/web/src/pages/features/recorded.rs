//! A mix on record: what was asked, what it came to, and whether it comes to the same today.

use askama::Template;
use domain::act::MixAsked;
use domain::ids::*;
use domain::words::*;

use crate::ask::{Answer, Ask, page};
use crate::figures::Silent;
use crate::layout::Layout;
use crate::pages::tables;
use crate::problem::Problem;

use super::mixing::Row;
use super::room::{Fair, FeaturesRoom, Gets, fold};

#[derive(Template)]
#[template(path = "mix.html")]
struct Page {
    layout: Layout,
    title: String,
    said: String,
    note: String,
    provisional: String,
    /// Whose word on how things turned out was read.
    realised: String,
    budget: String,
    summary: String,
    proof: String,
    rows: Vec<Row>,
    /// Those that are out beyond the first handful.
    folded: Vec<Row>,
    gets: Vec<Gets>,
    /// What each party pays in all, and what nobody has said yet.
    pays: Vec<(String, String)>,
    /// The same as a table to take away.
    csv: String,
    not_rated: Option<Silent>,
    fair: Option<Fair>,
    facts: Vec<(String, String)>,
    again: String,
    again_href: String,
    same: bool,
    inputs: String,
}

/// `GET …/features/mixes/{mix}`; with `?again` it is computed again from the same entry of the record
/// and compared.
///
/// # Errors
/// [`Problem::NotFound`] for a mix that is not there, or that the visitor may not see yet.
pub fn show(ask: &Ask) -> Answer {
    let id: MixId = ask.param("mix")?;
    let mut room = ask.room()?;
    let features = room.seen.features();
    let mix = features.mixes.iter().find(|mix| mix.id == id);
    let mix = mix.ok_or(Problem::NotFound)?.clone();
    room.name([mix.person])?;
    let title = room.say.two(
        "mix-recorded-title",
        (
            "rule",
            room.say.text(&format!("mix-rule-{}", mix.rule.word())),
        ),
        ("budget", room.money.text(mix.budget)),
    );
    let layout = room.layout(title.clone())?;
    let shown = FeaturesRoom {
        then: mix.other_words.clone(),
        ..FeaturesRoom::of(room, features)
    };
    let room = &shown.room;
    // Who was to bear what when it was recorded: that may have changed since, as prices may.
    let (table, person) = (ask.table()?, ask.person()?);
    let then = ask.back_then(mix.at)?;
    let then = table.today.seen_by(person, &then);
    let then = then.map_or_else(Vec::new, |seen| seen.features().features);
    let row = |mixed: &MixedFeature, chosen: bool| {
        let (backed, backed_words) = shown.backed(&mixed.backed);
        let feature = then.iter().find(|feature| feature.id == mixed.feature);
        let bearers = feature.map(|feature| feature.bearers.clone());
        Row {
            chosen,
            href: room.to(format_args!("features/{}", mixed.feature)),
            name: shown.name(mixed.feature),
            why: if shown.then.iter().any(|then| then.feature == mixed.feature) {
                let now = shown.name_now(mixed.feature);
                room.say.one("mix-now-called", "name", now)
            } else {
                String::new()
            },
            cost: room.money.text(mixed.price),
            cost_from: String::new(),
            backed,
            backed_words,
            borne: shown.borne(&bearers.unwrap_or_default()),
        }
    };
    let result = &mix.result;
    let bearers = |id: FeatureId| {
        let feature = then.iter().find(|feature| feature.id == id);
        feature
            .map(|feature| feature.bearers.clone())
            .unwrap_or_default()
    };
    let sums = tables::sums(result, bearers);
    let said = sums
        .iter()
        .map(|(_, sum)| *sum)
        .fold(0, u64::saturating_add);
    let mut pays: Vec<(String, String)> = sums
        .iter()
        .map(|(party, sum)| (room.short(*party).to_owned(), room.money.text(*sum)))
        .collect();
    if said < result.cost {
        let open = room.money.text(result.cost - said);
        pays.push((room.say.text("borne-unsaid"), open));
    }
    let find = |id: &FeatureId| result.features.iter().find(|mixed| mixed.feature == *id);
    let chosen = result.selected.iter().filter_map(find);
    let out = result.features.iter();
    let out = out.filter(|mixed| !result.selected.contains(&mixed.feature));
    let weights = result.endowments.iter().map(|one| {
        let party = room.short(one.party);
        format!("{party} {}", one.weight)
    });
    let equal = result
        .endowments
        .windows(2)
        .all(|pair| pair[0].weight == pair[1].weight);
    let weights = if equal {
        room.say.text("endowments-equal")
    } else {
        weights.collect::<Vec<_>>().join(" : ")
    };
    let facts = vec![
        (room.say.text("mix-fact-cost"), room.money.text(result.cost)),
        (room.say.text("mix-fact-voices"), weights),
        (
            room.say.text("mix-fact-read"),
            room.say.one("mix-read-at", "sequence", mix.read_at),
        ),
        (room.say.text("mix-fact-engine"), mix.engine.clone()),
    ];
    let (again, same) = if ask.query.has("again") {
        let asked = MixAsked {
            rule: mix.rule,
            budget: mix.budget,
            read_at: mix.read_at,
        };
        let app = ask.web.app();
        match app.compute_mix(table.id, person, asked) {
            Ok(mut now) => {
                // What an earlier release did not say.
                if result.fairness.is_none() {
                    now.result.fairness = None;
                }
                if result.room.is_none() {
                    now.result.room = None;
                }
                let same = now.inputs == mix.inputs && now.result == mix.result;
                let key = if same {
                    "mix-again-same"
                } else if now.inputs == mix.inputs {
                    "mix-again-otherwise"
                } else {
                    "mix-again-inputs"
                };
                (room.say.one(key, "engine", now.engine), same)
            }
            Err(app::Refused::Rule(refusal)) => {
                (room.say.text(&format!("rule-{}", refusal.rule())), false)
            }
            Err(other) => return Err(other.into()),
        }
    } else {
        (String::new(), false)
    };
    let before = if room.stay.is_empty() { '?' } else { '&' };
    let again_href = format!(
        "{}{before}again=1",
        room.to(format_args!("features/mixes/{id}"))
    );
    let mut rows: Vec<Row> = chosen
        .map(|mixed| row(mixed, true))
        .chain(out.map(|mixed| row(mixed, false)))
        .collect();
    let folded = fold(&mut rows, |row| row.chosen);
    page(&Page {
        title,
        said: room.say.two(
            "mix-recorded-by",
            ("who", room.names.person(mix.person)),
            ("moment", ask.dates().exact(mix.at)),
        ),
        note: mix.note.clone().unwrap_or_default(),
        provisional: shown.provisional(result),
        realised: shown.realised(result),
        budget: room.money.text(mix.budget),
        summary: shown.summary(mix.budget, result),
        proof: shown.proof(mix.rule, result, false),
        rows,
        folded,
        gets: shown.gets(result),
        pays,
        csv: room.to(format_args!("features/mixes/{id}/mix.csv")),
        not_rated: shown.not_rated(result),
        fair: result
            .fairness
            .as_ref()
            .map(|one| shown.fair(mix.rule, one)),
        facts,
        again,
        again_href,
        same,
        inputs: mix.inputs.clone(),
        layout,
    })
}
