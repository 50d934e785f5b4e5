//! The sentence with which the review begins, and what stands beside it.

use axum::http::StatusCode;
use domain::ids::MeasureId;
use domain::measure::Reading;
use domain::stage::{STAGE_PACKS, Staged};
use domain::words::{Aim, Quality, ReadingSource};
use domain::{Fact, Moment, act};

use crate::world::{NOW, World, do_at};

fn review(world: &World) -> String {
    let path = format!("/r/{}/review", world.table);
    world.get(&path, world.visitor("customer")).text()
}

/// The customer rates the outcome again, as low as can be.
fn rates_low(world: &World) {
    let rate = format!("/r/{}/rate/{}", world.table, world.outcome);
    let form = world.get(&rate, world.visitor("customer")).text();
    let wording = form.split_once("name=\"wording\" value=\"");
    let wording = wording.and_then(|(_, rest)| rest.split('"').next());
    let marks = ["benefit", "usefulness", "importance"].map(|mark| (mark, "1"));
    let said = [
        ("form", "rate"),
        ("stage", "realised"),
        ("answer", "rate"),
        ("wording", wording.unwrap()),
    ];
    let fields: Vec<(&str, &str)> = marks.into_iter().chain(said).collect();
    let reply = world.form(&rate, world.visitor("customer"), &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
}

#[test]
fn in_a_table_younger_than_the_time_looked_back_over_a_fall_is_told() {
    let world = World::new();
    let before = review(&world);
    assert!(!before.contains("says less than before"), "{before}");
    assert!(!before.contains("less content"), "{before}");
    assert!(before.contains("Worth asking"), "{before}");
    rates_low(&world);
    let after = review(&world);
    for told in [
        "less content than before",
        "1 of 1 who rated again now says less",
        "had said nothing by",
    ] {
        assert!(after.contains(told), "{told}: {after}");
    }
}

#[test]
fn the_next_best_step_is_said_to_each_as_they_can_do_it() {
    let world = World::new();
    let made = act::MakeCommitment {
        to: world.consumer,
        words: "Draw the small cells".to_owned(),
        due: Moment(NOW + 20 * Moment::DAY).day_in_utc(),
        contribution: None,
        proposal: None,
        outcomes: Vec::new(),
    };
    let made = do_at(&world.app, world.table, world.ines, made);
    let commitment = made.facts.iter().find_map(|fact| match fact {
        Fact::CommitmentMade(made) => Some(made.commitment),
        _ => None,
    });
    let place = act::PlaceAtStage {
        about: Staged::Commitment(commitment.expect("it is made")),
        stage: Some(STAGE_PACKS[0].stages[1].id),
    };
    do_at(&world.app, world.table, world.ines, place);
    let step = |visitor: &str| {
        let path = format!("/r/{}/stages", world.table);
        let page = world.get(&path, world.visitor(visitor)).text();
        let step = page.split_once("<h2 id=\"next\">").expect("a step").1;
        let step = step.split_once("</section>").expect("its end").0;
        step.to_owned()
    };
    let plans = format!("/r/{}/meetings", world.table);
    for (visitor, said, may_plan) in [
        ("provider, not guessed", "Ask Northwind", true),
        ("customer", "Your party took no part", true),
        ("user", "Your party took no part", false),
    ] {
        let told = step(visitor);
        assert!(told.contains(said), "{visitor}: {told}");
        assert_eq!(told.contains(&plans), may_plan, "{visitor}: {told}");
        let asks = told.contains("Say what you need");
        assert_eq!(asks, !may_plan, "{visitor}: {told}");
    }
}

/// Readings of a measure on so many days before today.
fn reads(world: &World, measure: MeasureId, days: impl Iterator<Item = (i64, i64)>) {
    let reading = |(back, value): (i64, i64)| Reading {
        at: Moment(NOW - back * Moment::DAY),
        value,
    };
    let take = act::TakeReadings {
        measure,
        source: ReadingSource::Program,
        readings: days.map(reading).collect(),
        unread: Vec::new(),
    };
    do_at(&world.app, world.table, world.ines, take);
}

#[test]
fn the_first_sentence_counts_the_readings_of_which_it_tells_and_what_the_agreement_promises() {
    let world = World::new();
    let named = act::NameMeasure {
        outcome: world.outcome,
        quality: Quality::Warranty,
        name: "Minutes until somebody answers".to_owned(),
        unit: "min".to_owned(),
        how: String::new(),
        aim: Aim::AtMost,
        target: 2_000,
    };
    let named = do_at(&world.app, world.table, world.ines, named);
    let sparse = named.facts.iter().find_map(|fact| match fact {
        Fact::MeasureNamed(named) => Some(named.measure),
        _ => None,
    });
    let sparse = sparse.expect("it is named");
    let value = |back: i64| if back < 3 { 98_000 } else { 99_700 };
    reads(
        &world,
        world.measure,
        (1..10).map(|back| (back, value(back))),
    );
    // Of eighty days forty were read, so nobody knows.
    let days = (1..=20).chain(61..=80);
    reads(&world, sparse, days.map(|back| (back, 1_000)));
    let told = review(&world);
    assert!(told.contains("7 of 9 readings"), "{told}");
    let title = told.split_once("<h2 id=\"headline\">").expect("a title").1;
    let title = title.split_once("</h2>").expect("its end").0;
    assert!(!title.contains("40"), "{title}");
    // Both are measured, and neither is in the agreement.
    rates_low(&world);
    let told = review(&world);
    assert!(told.contains("not in the agreement"), "{told}");
    assert!(
        told.contains("No measured target was promised for it."),
        "{told}"
    );
}
