//! A mix on record: what was asked, what it came to, and whether it comes to the same today.

use askama::Template;
use domain::act::MixAsked;
use domain::ids::*;
use domain::words::*;

use crate::ask::{Answer, Ask, page};
use crate::figures::Silent;
use crate::layout::Layout;
use crate::money::Money;
use crate::problem::Problem;

use super::mixing::Row;
use super::telling::{Fair, Gets, Telling, fold};

#[derive(Template)]
#[template(path = "mix.html")]
struct Page {
    layout: Layout,
    base: String,
    stay: String,
    title: String,
    said: String,
    note: String,
    provisional: String,
    budget: String,
    summary: String,
    proof: String,
    rows: Vec<Row>,
    /// Those that are out beyond the first handful.
    folded: Vec<Row>,
    gets: Vec<Gets>,
    not_rated: Option<Silent>,
    fair: Option<Fair>,
    facts: Vec<(String, String)>,
    again: String,
    again_href: String,
    same: bool,
    inputs: String,
}

/// `GET …/features/mixes/{mix}`; with `?again` it is computed anew from the same entry of the record
/// and compared.
///
/// # Errors
/// [`Problem::NotFound`] for a mix that is not there, or that the visitor may not see yet.
pub fn show(ask: &Ask) -> Answer {
    let id: MixId = ask.param("mix")?;
    let (seen, say) = (ask.seen()?, ask.say);
    let features = seen.features();
    let mix = features.mixes.iter().find(|mix| mix.id == id);
    let mix = mix.ok_or(Problem::NotFound)?.clone();
    let money = Money::new(say, &seen.frame().currency);
    let title = say.two(
        "mix-recorded-title",
        ("rule", say.text(&format!("mix-rule-{}", mix.rule.word()))),
        ("budget", money.text(mix.budget)),
    );
    let (layout, telling) = Telling::around(ask, &seen, features, [mix.person], title.clone())?;
    let Telling {
        names, base, stay, ..
    } = &telling;
    // Who was to bear what when it was recorded: that may have changed since, as prices may.
    let (table, person) = (ask.table()?, ask.person()?);
    let then = ask.back_then(mix.at)?;
    let then = table.today.seen_by(person, &then);
    let then = then.map_or_else(Vec::new, |seen| seen.features().features);
    let row = |mixed: &MixedFeature, chosen: bool| {
        let (backed, backed_words) = telling.backed(&mixed.backed);
        let feature = then.iter().find(|feature| feature.id == mixed.feature);
        let bearers = feature.map(|feature| feature.bearers.clone());
        Row {
            chosen,
            href: format!("{base}/features/{}{stay}", mixed.feature),
            name: telling.name(mixed.feature),
            why: String::new(),
            cost: money.text(mixed.price),
            cost_from: String::new(),
            backed,
            backed_words,
            borne: telling.borne(&bearers.unwrap_or_default()),
        }
    };
    let result = &mix.result;
    let find = |id: &FeatureId| result.features.iter().find(|mixed| mixed.feature == *id);
    let chosen = result.selected.iter().filter_map(find);
    let out = result.features.iter();
    let out = out.filter(|mixed| !result.selected.contains(&mixed.feature));
    let weights = result.endowments.iter().map(|one| {
        let party = &names.party(one.party).short;
        format!("{party} {}", one.weight)
    });
    let equal = result
        .endowments
        .windows(2)
        .all(|pair| pair[0].weight == pair[1].weight);
    let weights = if equal {
        say.text("endowments-equal")
    } else {
        weights.collect::<Vec<_>>().join(" : ")
    };
    let facts = vec![
        (say.text("mix-fact-cost"), money.text(result.cost)),
        (say.text("mix-fact-voices"), weights),
        (
            say.text("mix-fact-read"),
            say.one("mix-read-at", "sequence", mix.read_at),
        ),
        (say.text("mix-fact-engine"), mix.engine.clone()),
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
                (say.one(key, "engine", now.engine), same)
            }
            Err(app::Refused::Rule(refusal)) => {
                (say.text(&format!("rule-{}", refusal.rule())), false)
            }
            Err(other) => return Err(other.into()),
        }
    } else {
        (String::new(), false)
    };
    let again_href = if stay.is_empty() {
        format!("{base}/features/mixes/{id}?again=1")
    } else {
        format!("{base}/features/mixes/{id}{stay}&again=1")
    };
    let mut rows: Vec<Row> = chosen
        .map(|mixed| row(mixed, true))
        .chain(out.map(|mixed| row(mixed, false)))
        .collect();
    let folded = fold(&mut rows, |row| row.chosen);
    page(&Page {
        title,
        said: say.two(
            "mix-recorded-by",
            ("who", names.person(mix.person)),
            ("moment", ask.dates().exact(mix.at)),
        ),
        note: mix.note.clone().unwrap_or_default(),
        provisional: telling.provisional(result),
        budget: telling.money.text(mix.budget),
        summary: telling.summary(mix.budget, result),
        proof: telling.proof(mix.rule, result, false),
        rows,
        folded,
        gets: telling.gets(result),
        not_rated: telling.not_rated(result),
        fair: result
            .fairness
            .as_ref()
            .map(|one| telling.fair(mix.rule, one)),
        facts,
        again,
        again_href,
        same,
        inputs: mix.inputs.clone(),
        layout,
        base: base.clone(),
        stay: stay.clone(),
    })
}
