//! The quarterly pack: a frozen point of the record that everybody reads the same, and that holds only what the whole
//! table may see.

use std::collections::BTreeSet;

use crate::world::*;
use domain::ids::*;
use domain::needs::Need;
use domain::view::*;
use domain::words::*;
use domain::{Fact, Moment, Refusal, Relationship, act};
use proptest::prelude::*;

/// The record of a world up to an entry.
fn back(world: &World, entry: u64) -> Relationship {
    let until = world.record.iter();
    let until = until.take_while(|(stamp, _)| stamp.sequence <= entry);
    fold(&until.cloned().collect::<Vec<_>>())
}

fn made(world: &mut World, person: PersonId) -> PackId {
    let facts = world.does(person, act::MakePack {});
    match &facts[..] {
        [Fact::PackMade(made)] => made.pack,
        other => panic!("{other:?}"),
    }
}

fn read(world: &World, person: PersonId, pack: PackId, version: Option<u64>) -> Option<PackView> {
    let seen = world.seen_by(person);
    let back = back(world, seen.pack_entry(pack)?);
    seen.pack(pack, version, &back)
}

fn latest(world: &World, person: PersonId, pack: PackId) -> PackView {
    read(world, person, pack, None).expect("it is there")
}

fn writes(pack: PackId, words: &str) -> act::WritePackPage {
    let words = words.to_owned();
    act::WritePackPage { pack, words }
}

fn worth(figure: &Option<Figure>) -> Option<f64> {
    match figure {
        Some(Figure::Said(said)) => Some(said.worth),
        _ => None,
    }
}

/// An outcome for Northwind that Mara rated, and that everybody of Meridian has skipped.
fn open_outcome(world: &mut World) -> OutcomeId {
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    for person in [INES, PAUL, OLGA] {
        world.does(person, act::SkipGuess { outcome });
    }
    world.does(MARA, rate_realised(outcome, [8, 8, 8]));
    outcome
}

#[test]
fn what_comes_later_is_not_in_it() {
    let mut world = World::seated();
    let outcome = open_outcome(&mut world);
    let pack = made(&mut world, INES);
    world.does(MARA, rate_realised(outcome, [2, 2, 2]));
    for person in [INES, MARA, TOM, OLGA, driver(0)] {
        let view = latest(&world, person, pack);
        assert_eq!(worth(&view.outcomes[0].figure), Some(8.0), "{person}");
    }
}

#[test]
fn a_value_that_one_person_of_the_provider_may_not_see_is_in_nobodys() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    world.does(INES, act::SkipGuess { outcome });
    // Paul has come and has not guessed.
    world.says(PAUL, Audience::WholeTable, "I am here");
    world.does(MARA, rate_realised(outcome, [8, 8, 8]));
    let pack = made(&mut world, INES);
    for person in [INES, MARA, TOM] {
        let view = latest(&world, person, pack);
        assert_eq!(view.outcomes[0].figure, None, "{person}");
        assert_eq!((view.outcomes[0].before, view.left_out), (None, 1));
    }
}

#[test]
fn whoever_comes_later_and_has_not_guessed_reads_no_value_in_an_old_pack() {
    let mut world = World::seated();
    open_outcome(&mut world);
    let pack = made(&mut world, INES);
    let provider = world.provider;
    world.admits(INES, IDA, provider, &[Role::ServiceOwner], Since::Start);
    assert_eq!(latest(&world, IDA, pack).outcomes[0].figure, None);
    assert!(latest(&world, PAUL, pack).outcomes[0].figure.is_some());
}

#[test]
fn each_party_writes_its_own_page_and_every_change_is_another_version() {
    let mut world = World::seated();
    let pack = made(&mut world, MARA);
    let asks = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs.contains(&Need::WritePackPage { pack })
    };
    assert!(asks(&world, INES) && asks(&world, TOM) && !asks(&world, PAUL));
    world.does(INES, writes(pack, "We were late"));
    assert!(!asks(&world, INES));
    world.does(MARA, writes(pack, "The nights are better"));
    world.does(INES, writes(pack, "We were late, and say so now"));
    let pages = |version| -> Vec<(PartyId, String)> {
        let view = read(&world, TOM, pack, version).expect("it is there");
        let pages = view.own_pages.into_iter();
        pages
            .map(|page| (page.party, page.words.expect("it is there")))
            .collect()
    };
    let (ours, theirs) = (world.provider, world.consumer);
    assert_eq!(pages(Some(1)), []);
    assert_eq!(pages(Some(2)), [(ours, "We were late".into())]);
    let last = [
        (ours, "We were late, and say so now".into()),
        (theirs, "The nights are better".into()),
    ];
    assert_eq!(pages(None), last);
    assert_eq!(pages(Some(4)), last);
    assert_eq!(read(&world, TOM, pack, Some(5)), None);
    assert_eq!(read(&world, TOM, pack, Some(0)), None);
    // Taken out again; what it said stays in the versions before.
    world.does(MARA, writes(pack, ""));
    assert_eq!(latest(&world, INES, pack).own_pages.len(), 1);
    let before = read(&world, INES, pack, Some(4)).expect("it is there");
    assert_eq!(before.own_pages.len(), 2);
    world.refuses(
        INES,
        writes(pack, "We were late, and say so now"),
        Refusal::NothingNew,
    );
    world.refuses(TOM, writes(pack, ""), Refusal::Blank { field: "words" });
}

#[test]
fn packs_are_a_day_apart_and_take_pages_for_thirty_days() {
    let mut world = World::seated();
    let pack = made(&mut world, INES);
    world.refuses(MARA, act::MakePack {}, Refusal::PackJustMade);
    let offered = world.seen_by(MARA).packs(world.now);
    let next = offered.packs[0].at.0 + Moment::DAY;
    assert_eq!(
        (offered.may_make, offered.next),
        (false, Some(Moment(next)))
    );
    assert!(world.seen_by(MARA).packs(Moment(next)).may_make);
    let speaks = "customer, sponsor, service owner, relationship manager, representative";
    world.refuses(
        PAUL,
        act::MakePack {},
        Refusal::NotEntitled { roles: speaks },
    );
    world.days_pass(1);
    let next = made(&mut world, MARA);
    // The other one stays open: making a new one silences nobody.
    world.does(TOM, writes(pack, "Eleven masts, one night"));
    world.days_pass(30);
    world.refuses(TOM, writes(pack, "late"), Refusal::PackClosed { days: 30 });
    world.refuses(TOM, writes(next, "late"), Refusal::PackClosed { days: 30 });
    let packs = world.seen_by(TOM).packs(world.now).packs;
    let numbers: Vec<u64> = packs.iter().map(|it| it.number).collect();
    assert_eq!(numbers, [2, 1]);
    // However soon after the one before, it looks back over a quarter.
    let quarter = Moment(packs[0].point.0 - 90 * Moment::DAY);
    assert_eq!(packs[0].before, Some(pack));
    assert!(packs[0].since <= quarter, "{:?}", packs[0].since);
    for n in 0..30 {
        world.now = Moment(packs[0].at.0 + n);
        world.does(MARA, writes(next, &format!("word {n}")));
    }
    let full = Refusal::Full {
        what: "times that one party writes its page of a pack",
        limit: 30,
    };
    world.refuses(MARA, writes(next, "once more"), full);
}

#[test]
fn what_was_open_last_time_comes_with_its_fate() {
    let mut world = World::seated();
    let promise = |world: &mut World, words: &str| {
        let due = Moment(world.now.0 + 7 * Moment::DAY).day_in_utc();
        let to = world.consumer;
        let made = act::MakeCommitment {
            to,
            words: words.into(),
            due,
            contribution: None,
            proposal: None,
            outcomes: Vec::new(),
        };
        match &world.does(INES, made)[..] {
            [Fact::CommitmentMade(made)] => made.commitment,
            other => panic!("{other:?}"),
        }
    };
    let kept = promise(&mut world, "A second number");
    let late = promise(&mut world, "An alarm");
    let first = made(&mut world, INES);
    assert!(latest(&world, MARA, first).actions.is_empty());
    let words = String::from("done");
    let commitment = kept;
    world.does(INES, act::ReportKept { commitment, words });
    world.does(
        MARA,
        act::AnswerKept {
            commitment,
            kept: true,
            words: String::new(),
        },
    );
    let new = promise(&mut world, "A third one");
    world.days_pass(10);
    let second = made(&mut world, MARA);
    let view = latest(&world, INES, second);
    let told =
        |all: &[PackAction]| -> Vec<_> { all.iter().map(|it| (it.commitment, it.state)).collect() };
    let fates = [(kept, CommitmentState::Kept), (late, CommitmentState::Late)];
    assert_eq!(told(&view.actions), fates);
    assert_eq!(told(&view.promised), [(new, CommitmentState::Late)]);
    // The first pack still says what it said.
    assert_eq!(
        told(&latest(&world, MARA, first).promised)[0].1,
        CommitmentState::Open
    );
}

#[test]
fn what_the_pack_before_told_as_repaired_does_not_come_again() {
    let mut world = World::seated();
    let of = world.provider;
    let happened = String::from("Two nights without Elm Pass");
    let cost = String::from("Eleven drivers waited");
    let opens = act::OpenRepair {
        of,
        happened,
        cost,
        outcomes: Vec::new(),
    };
    let repair = match &world.does(MARA, opens)[..] {
        [Fact::RepairOpened(opened), Fact::RepairCostSaid(_)] => opened.repair,
        other => panic!("{other:?}"),
    };
    world.days_pass(10);
    let accepts = act::AcceptRepair {
        repair,
        accepted: true,
        words: String::new(),
    };
    world.does(MARA, accepts);
    let first = made(&mut world, INES);
    assert_eq!(latest(&world, TOM, first).repairs.len(), 1);
    world.days_pass(10);
    let second = made(&mut world, INES);
    assert_eq!(latest(&world, TOM, second).repairs, vec![]);
    // After a quarter it looks back to the one before, whatever is in force since when.
    world.days_pass(100);
    let point = latest(&world, TOM, second).pack.point;
    let third = made(&mut world, INES);
    assert_eq!(latest(&world, TOM, third).pack.since, point);
}

#[test]
fn an_old_reading_is_told_with_its_day_and_nothing_is_said_of_the_target() {
    let mut world = World::seated();
    let outcome = open_outcome(&mut world);
    let named = act::NameMeasure {
        outcome,
        quality: Quality::Warranty,
        name: "Answer time".into(),
        unit: "ms".into(),
        how: String::new(),
        aim: Aim::AtMost,
        target: 1_000_000,
    };
    let measure = match &world.does(INES, named)[..] {
        [Fact::MeasureNamed(named)] => named.measure,
        other => panic!("{other:?}"),
    };
    let at = world.now;
    let read = act::TakeReadings {
        measure,
        source: ReadingSource::Hand,
        readings: vec![domain::measure::Reading { at, value: 990_000 }],
        unread: Vec::new(),
    };
    world.does(INES, read);
    world.days_pass(300);
    let pack = made(&mut world, INES);
    let view = latest(&world, MARA, pack);
    let [told] = &view.outcomes[0].measures[..] else {
        panic!("{:?}", view.outcomes)
    };
    let page = world
        .seen_by(MARA)
        .review(Some(view.pack.since), view.pack.point);
    assert_eq!(told.measured, page.outcomes[0].measures[0]);
    let nothing = Measured::NotMeasured { last: Some(at) };
    assert_eq!(told.measured.measured, nothing);
    assert_eq!(told.latest.map(|it| (it.value, it.at)), Some((990_000, at)));
}

#[test]
fn what_the_agreement_promises_is_in_it_whoever_drops_its_measure() {
    let (mut world, outcome) = crate::agreements::in_force();
    let measure = world.seen_by(INES).measures(outcome)[0].id;
    let at = world.now;
    let value = 99_000;
    let read = act::TakeReadings {
        measure,
        source: ReadingSource::Hand,
        readings: vec![domain::measure::Reading { at, value }],
        unread: Vec::new(),
    };
    world.does(INES, read);
    world.does(INES, act::DropMeasure { measure });
    world.days_pass(300);
    let pack = made(&mut world, INES);
    let view = latest(&world, MARA, pack);
    let [told] = &view.outcomes[0].measures[..] else {
        panic!("{:?}", view.outcomes)
    };
    let by = told.measured.dropped.map(|it| it.party);
    assert_eq!(by, Some(world.provider));
    let measured = &told.measured.measured;
    assert!(matches!(measured, Measured::Read { .. }), "{measured:?}");
}

/// Everybody whom a text for programs names.
fn named(value: &serde_json::Value) -> BTreeSet<String> {
    match value {
        serde_json::Value::Object(all) => {
            let own = all.get("person").and_then(|it| it.as_str());
            let own = own.map(str::to_owned).into_iter();
            own.chain(all.values().flat_map(named)).collect()
        }
        serde_json::Value::Array(all) => all.iter().flat_map(named).collect(),
        _ => BTreeSet::new(),
    }
}

#[test]
fn everybody_whom_it_names_is_among_its_people() {
    let mut world = World::seated();
    let outcome = open_outcome(&mut world);
    let opens = act::OpenRepair {
        of: world.provider,
        happened: "Two nights without Elm Pass".into(),
        cost: String::new(),
        outcomes: Vec::new(),
    };
    let repair = match &world.does(MARA, opens)[..] {
        [Fact::RepairOpened(opened)] => opened.repair,
        other => panic!("{other:?}"),
    };
    let words = || "Eleven drivers waited".to_owned();
    world.does(
        driver(0),
        act::SayRepairCost {
            repair,
            words: words(),
        },
    );
    world.does(
        INES,
        act::AnswerRepair {
            repair,
            words: words(),
        },
    );
    world.does(
        MARA,
        act::AcceptRepair {
            repair,
            accepted: false,
            words: words(),
        },
    );
    let pack = made(&mut world, INES);
    world.does(TOM, writes(pack, "The nights are better"));
    let view = latest(&world, MARA, pack);
    let told = named(&serde_json::to_value(&view).expect("it is told"));
    let people: BTreeSet<String> = view.people().map(|it| it.to_string()).collect();
    assert_eq!(told, people);
    assert!(
        [MARA, driver(0), INES, TOM]
            .iter()
            .all(|it| told.contains(&it.to_string()))
    );
    assert_eq!(view.outcomes[0].id, outcome);
}

#[test]
fn a_round_that_had_ended_at_its_point_is_told_so() {
    let mut world = World::seated();
    let outcome = open_outcome(&mut world);
    let opens = crate::proposals::opening(&world, outcome);
    world.does(INES, opens);
    let over = |world: &mut World| {
        let pack = made(world, INES);
        latest(world, TOM, pack).decisions[0].over
    };
    assert!(!over(&mut world));
    world.days_pass(60);
    assert!(over(&mut world));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A figure in a pack is that of the page as of its point, and is one that everybody may see.
    #[test]
    fn a_figure_in_a_pack_is_that_of_the_page_as_of_its_point(
        ratings in proptest::collection::vec((0u128..7, 0usize..3, 0u8..11), 1..40),
        skips in proptest::collection::vec(0usize..9, 0..9),
        later in proptest::collection::vec((0u128..7, 0usize..3, 0u8..11), 0..20),
    ) {
        let mut world = World::seated();
        world.says(PAUL, Audience::WholeTable, "I am here");
        let outcomes = ["calls", "bills", "maps"].map(|words| world.adds_outcome(MARA, words));
        for skip in skips {
            let person = [INES, PAUL, OLGA][skip / 3];
            let _ = world.tries(person, act::SkipGuess { outcome: outcomes[skip % 3] });
        }
        let rates = |world: &mut World, all: &[(u128, usize, u8)]| {
            for (who, which, mark) in all {
                let who = match who {
                    5 => MARA,
                    6 => LEA,
                    n => driver(*n),
                };
                world.does(who, rate_realised(outcomes[*which], [*mark; 3]));
                world.days_pass(1);
            }
        };
        rates(&mut world, &ratings);
        let pack = made(&mut world, INES);
        let entry = world.seen_by(INES).pack_entry(pack).expect("it is there");
        rates(&mut world, &later);
        let then = back(&world, entry);
        for person in [INES, PAUL, OLGA, MARA, LEA, TOM, driver(0)] {
            let view = latest(&world, person, pack);
            let seen = world.relationship.seen_by(person, &then).expect("seated");
            let page = seen.value();
            for told in &view.outcomes {
                let outcome = page.outcomes.iter().find(|it| it.id == told.id).expect("on its page");
                let figures = outcome.figures.iter();
                let own = figures.filter(|it| it.party == told.for_party);
                let own: Vec<_> = own.map(|it| it.figure.clone()).collect();
                if let Some(figure) = &told.figure {
                    prop_assert_eq!(&own[0], figure);
                    prop_assert!(!matches!(figure, Figure::GuessFirst));
                }
            }
            // What is left out is left out for everybody; whoever has not come guesses first besides.
            let customers = latest(&world, MARA, pack);
            for (told, whole) in view.outcomes.iter().zip(&customers.outcomes) {
                let guesses = [PAUL, OLGA].contains(&person);
                prop_assert!(told.figure == whole.figure || guesses && told.figure.is_none());
            }
        }
    }

    /// Two packs with one more user between them say of every outcome what the first said.
    #[test]
    fn one_joiner_between_two_packs_moves_nothing(marks in proptest::collection::vec(0u8..11, 5), joins in 0u8..11) {
        let mut told = Vec::new();
        for joins in [joins, 10 - joins] {
            let mut world = World::seated();
            let outcome = world.adds_outcome(MARA, "calls");
            for person in [INES, PAUL, OLGA] {
                world.does(person, act::SkipGuess { outcome });
            }
            for (n, mark) in (0..).zip(&marks) {
                world.does(driver(n), rate_realised(outcome, [*mark; 3]));
            }
            let first = made(&mut world, INES);
            world.days_pass(2);
            let consumer = world.consumer;
            world.admits(MARA, driver(7), consumer, &[Role::User], Since::Start);
            world.does(driver(7), rate_realised(outcome, [joins; 3]));
            let second = made(&mut world, INES);
            let read = [first, second].map(|pack| latest(&world, MARA, pack).outcomes);
            prop_assert_eq!(&read[0][0].figure, &read[1][0].figure);
            told.push(read);
        }
        prop_assert_eq!(&told[0], &told[1]);
    }
}
