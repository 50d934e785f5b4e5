//! Looking back: promised, measured and perceived, each party's own word, and whether a change is more than noise.

use crate::world::*;
use domain::ids::*;
use domain::measure::{Measured, Reading};
use domain::needs::Need;
use domain::view::*;
use domain::words::*;
use domain::{Day, Fact, Moment, Refusal, act};

fn judge(world: &World, outcome: OutcomeId, came_true: CameTrue, words: &str) -> act::JudgeOutcome {
    let value = world.seen_by(MARA).value();
    let mut outcomes = value.outcomes.into_iter();
    let it = outcomes.find(|it| it.id == outcome).expect("it is there");
    act::JudgeOutcome {
        outcome,
        came_true,
        words: words.into(),
        wording: it.wording,
    }
}

fn reviewed(world: &World, person: PersonId, outcome: OutcomeId, days: i64) -> ReviewedOutcome {
    let since = Moment(world.now.0 - days * Moment::DAY);
    let page = world.seen_by(person).review(Some(since), world.now);
    let mut outcomes = page.outcomes.into_iter();
    outcomes.find(|it| it.id == outcome).expect("it is there")
}

fn shift(world: &World, person: PersonId, outcome: OutcomeId, days: i64) -> Option<ShiftView> {
    let shifts = reviewed(world, person, outcome, days).shifts.into_iter();
    let mut of = shifts.filter(|shift| shift.party == world.consumer);
    of.next()
}

/// Northwind's outcome, and drivers of Northwind who stand under their role.
fn drivers(count: u128) -> (World, OutcomeId, Vec<PersonId>) {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let drivers: Vec<PersonId> = (10..10 + count).map(driver).collect();
    for driver in &drivers {
        world.admits(MARA, *driver, world.consumer, &[Role::User], Since::Start);
    }
    (world, outcome, drivers)
}

fn measured(world: &mut World, outcome: OutcomeId) -> MeasureId {
    measured_by(world, INES, outcome)
}

fn measured_by(world: &mut World, person: PersonId, outcome: OutcomeId) -> MeasureId {
    let named = world.does(
        person,
        act::NameMeasure {
            outcome,
            quality: Quality::Warranty,
            name: "Calls held, each day".into(),
            unit: "%".into(),
            how: String::new(),
            aim: Aim::AtLeast,
            target: 99_500,
        },
    );
    match named.as_slice() {
        [Fact::MeasureNamed(named)] => named.measure,
        other => panic!("{other:?}"),
    }
}

fn readings(world: &World, measure: MeasureId, values: &[(i64, i64)]) -> act::TakeReadings {
    let reading = |(days, value): &(i64, i64)| Reading {
        at: Moment(world.now.0 - days * Moment::DAY),
        value: *value,
    };
    act::TakeReadings {
        measure,
        source: ReadingSource::Csv,
        readings: values.iter().map(reading).collect(),
        unread: Vec::new(),
    }
}

#[test]
fn how_a_measure_is_read_is_kept_with_its_name_and_erased_with_it() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let how = "Each month, day and night.\nWhat is still looked into counts as dropped.";
    let named = world.does(
        INES,
        act::NameMeasure {
            outcome,
            quality: Quality::Warranty,
            name: "Calls held".into(),
            unit: "%".into(),
            how: format!(" {how}\n"),
            aim: Aim::AtLeast,
            target: 99_500,
        },
    );
    let [Fact::MeasureNamed(named)] = named.as_slice() else {
        panic!("{named:?}")
    };
    let told = |world: &World| {
        let view = world.seen_by(MARA).measure_now(named.measure);
        view.expect("a measure").how
    };
    assert_eq!(told(&world).as_deref(), Some(how));
    let entry = world.sequence();
    world.does(INES, erase(entry));
    assert_eq!(told(&world), None);
    let silent = measured_by(&mut world, INES, outcome);
    let view = world.seen_by(MARA).measure_now(silent);
    assert_eq!(view.expect("a measure").how, None);
}

#[test]
fn only_the_party_that_an_outcome_is_for_says_whether_it_came_true() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let met = judge(&world, outcome, CameTrue::Met, "");
    world.refuses(INES, met.clone(), Refusal::OnlyTheirsJudges);
    let partly = judge(&world, outcome, CameTrue::Partly, "");
    world.refuses(MARA, partly, Refusal::CameTrueWhy);
    world.does(MARA, met);
    world.does(
        MARA,
        judge(&world, outcome, CameTrue::Not, "Not at Elm Pass"),
    );
    let judged = reviewed(&world, INES, outcome, 30)
        .judged
        .expect("it was said");
    assert_eq!(judged.came_true, CameTrue::Not);
    assert_eq!(judged.words.as_deref(), Some("Not at Elm Pass"));
}

#[test]
fn two_of_three_who_say_less_are_counted_and_nothing_is_said_of_chance() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let colleagues = [driver(10), driver(11)];
    for person in colleagues {
        world.admits(
            MARA,
            person,
            world.consumer,
            &[Role::Customer],
            Since::Start,
        );
    }
    let people = [MARA, colleagues[0], colleagues[1]];
    for person in people {
        world.does(person, rate_realised(outcome, [9, 9, 9]));
    }
    world.days_pass(40);
    for (person, mark) in people.into_iter().zip([6, 8, 9]) {
        world.does(person, rate_realised(outcome, [mark; 3]));
    }
    let shift = shift(&world, MARA, outcome, 20).expect("they rated twice");
    let less = MovedView {
        people: 2,
        by: Some([1, 3]),
    };
    assert_eq!(
        (shift.people, shift.less, shift.more),
        (3, Some(less), None)
    );
    assert_eq!((shift.chance, shift.shift, shift.same), (None, None, 1));
    assert!(shift.fell);
    let day = world.now.day_in_utc();
    assert_eq!((shift.first, shift.last), (Some(day), Some(day)));
}

#[test]
fn ten_users_who_all_say_less_are_a_shift_and_fewer_than_five_are_seen_of_nobody() {
    let (mut world, outcome, drivers) = drivers(10);
    for driver in &drivers {
        world.does(*driver, rate_realised(outcome, [8, 8, 8]));
    }
    world.days_pass(40);
    for driver in &drivers[..4] {
        world.does(*driver, rate_realised(outcome, [5, 5, 5]));
    }
    // Four are no step: nobody sees anything of it yet.
    let before = shift(&world, MARA, outcome, 20);
    assert!(before.is_none_or(|shift| shift.people == 0), "{before:?}");
    world.does(drivers[4], rate_realised(outcome, [5, 5, 5]));
    let five = shift(&world, MARA, outcome, 20).expect("five stepped");
    assert_eq!(five.less.map(|less| less.people), Some(5));
    assert_eq!(five.chance, None, "five are too few to test");
    for driver in &drivers[5..] {
        world.does(*driver, rate_realised(outcome, [5, 5, 5]));
    }
    let ten = shift(&world, MARA, outcome, 20).expect("ten stepped");
    assert_eq!(ten.chance.map(|chance| chance.once_in), Some(512));
    assert_eq!(ten.shift, Some(ShiftWay::Less));
    let by = ten.less.and_then(|less| less.by);
    assert_eq!(by, Some([3, 3]));
}

#[test]
fn six_named_people_who_all_say_less_are_a_shift_once_in_thirty_two() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let mut people = vec![MARA];
    for n in 0..5 {
        let person = driver(10 + n);
        world.admits(
            MARA,
            person,
            world.consumer,
            &[Role::Customer],
            Since::Start,
        );
        people.push(person);
    }
    for person in &people {
        world.does(*person, rate_realised(outcome, [8, 8, 8]));
    }
    world.days_pass(40);
    for person in &people {
        world.does(*person, rate_realised(outcome, [5, 6, 4]));
    }
    let shift = shift(&world, MARA, outcome, 20).expect("they rated twice");
    let once = ChanceView {
        once_in: 32,
        once_in_all: 32,
        drawn: false,
    };
    assert_eq!(shift.chance, Some(once));
    assert_eq!(shift.shift, Some(ShiftWay::Less));
    let page = world
        .seen_by(MARA)
        .review(Some(Moment(world.now.0 - 20 * Moment::DAY)), world.now);
    assert_eq!(page.tested, 1);
}

#[test]
fn the_fall_with_the_strongest_evidence_is_told_first_and_one_person_is_not_their_party() {
    let mut world = World::seated();
    let outcomes = [
        "Keep a driver",
        "Calls hold",
        "Hear of works",
        "Find the way",
    ]
    .map(|statement| world.adds_outcome(MARA, statement));
    let [kept, calls, works, way] = outcomes;
    let mut people = vec![MARA];
    for n in 0..7 {
        let person = driver(10 + n);
        let consumer = world.consumer;
        world.admits(MARA, person, consumer, &[Role::Customer], Since::Start);
        people.push(person);
    }
    let rates = |world: &mut World, people: &[PersonId], outcome, mark| {
        for person in people {
            world.does(*person, rate_realised(outcome, [mark; 3]));
        }
    };
    for outcome in [kept, calls, works] {
        rates(&mut world, &people, outcome, 9);
    }
    rates(&mut world, &people[..1], way, 9);
    world.days_pass(40);
    rates(&mut world, &people[1..2], kept, 6);
    rates(&mut world, &people[1..3], calls, 8);
    rates(&mut world, &people[3..6], calls, 7);
    rates(&mut world, &people, works, 8);
    rates(&mut world, &people[..1], way, 1);
    let since = Some(Moment(world.now.0 - 20 * Moment::DAY));
    let page = world.seen_by(MARA).review(since, world.now);
    let all = |it: &&ReviewedOutcome| it.shifts.iter().any(|shift| shift.fell);
    assert_eq!(page.outcomes.iter().filter(all).count(), 4);
    let told: Vec<_> = page.falls().iter().map(|(it, _)| it.id).collect();
    assert_eq!(told, [works, calls, way]);
}

#[test]
fn in_a_young_table_what_is_said_again_is_compared_with_what_was_said_first() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let provider = world.provider;
    let first = world.now.day_in_utc();
    world.does(LEA, rate_realised(outcome, [10, 10, 10]));
    world.does(INES, act::SkipGuess { outcome });
    world.does(INES, rate_realised(outcome, [6, 6, 6]));
    // Nobody said anything else yet.
    assert_eq!(shift(&world, MARA, outcome, 90), None);
    assert_eq!(reviewed(&world, MARA, outcome, 90).before, None);
    world.days_pass(3);
    world.does(LEA, rate_realised(outcome, [6, 6, 6]));
    world.does(INES, rate_realised(outcome, [4, 4, 4]));
    for days in [90, 182, 365] {
        let told = reviewed(&world, MARA, outcome, days);
        assert_eq!((told.before, told.before_since), (Some(10.0), Some(first)));
        let own = shift(&world, MARA, outcome, days).expect("it is compared");
        assert_eq!((own.people, own.fell), (1, true));
        assert_eq!(own.less.and_then(|less| less.by), Some([4, 4]));
        assert_eq!(
            (own.from, own.last),
            (Some(first), Some(world.now.day_in_utc()))
        );
        let theirs = told.shifts.iter().find(|it| it.party == provider);
        assert_eq!(theirs.map(|it| (it.people, it.fell)), Some((1, true)));
    }
    // With what was said by then, where that is known.
    let own = shift(&world, MARA, outcome, 1).expect("it is compared");
    assert_eq!((own.people, own.from), (1, None));
    assert_eq!(reviewed(&world, MARA, outcome, 1).before_since, None);
}

#[test]
fn in_a_young_table_users_are_compared_with_their_first_step_and_from_five_on() {
    let (mut world, outcome, drivers) = drivers(5);
    let first = world.now.day_in_utc();
    for driver in &drivers {
        world.does(*driver, rate_realised(outcome, [8; 3]));
    }
    world.days_pass(3);
    for driver in &drivers[..4] {
        world.does(*driver, rate_realised(outcome, [3; 3]));
    }
    let four = shift(&world, MARA, outcome, 90);
    assert!(four.is_none_or(|shift| shift.people == 0), "{four:?}");
    world.does(drivers[4], rate_realised(outcome, [3; 3]));
    let five = shift(&world, MARA, outcome, 90).expect("five stepped");
    assert_eq!(five.less.map(|less| less.people), Some(5));
    assert_eq!((five.from, five.fell), (Some(first), true));
}

#[test]
fn a_promise_that_serves_no_outcome_is_listed_until_it_ends() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let due = Moment(world.now.0 + 7 * Moment::DAY).day_in_utc();
    let mut promise = |outcomes: Vec<OutcomeId>| {
        let made = act::MakeCommitment {
            to: world.consumer,
            words: "A second number".into(),
            due,
            contribution: None,
            proposal: None,
            outcomes,
        };
        match &world.does(INES, made)[..] {
            [Fact::CommitmentMade(made)] => made.commitment,
            other => panic!("{other:?}"),
        }
    };
    let idle = promise(Vec::new());
    promise(vec![outcome]);
    let page = world.seen_by(MARA).review(None, world.now);
    assert_eq!(page.promised_for_nothing, [idle]);
}

#[test]
fn what_changed_is_closed_to_whoever_has_not_guessed() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    world.does(MARA, rate_realised(outcome, [9, 9, 9]));
    world.days_pass(40);
    world.does(MARA, rate_realised(outcome, [4, 4, 4]));
    assert_eq!(shift(&world, INES, outcome, 20), None);
    let closed = reviewed(&world, INES, outcome, 20);
    assert_eq!((closed.figure, closed.before), (Figure::GuessFirst, None));
    world.does(INES, act::SkipGuess { outcome });
    assert!(shift(&world, INES, outcome, 20).is_some_and(|shift| shift.people == 1));
    assert_eq!(reviewed(&world, INES, outcome, 20).before, Some(9.0));
}

#[test]
fn what_is_compared_is_what_others_saw_then_and_see_now() {
    let (mut world, outcome, drivers) = drivers(10);
    for driver in &drivers {
        world.does(*driver, rate_realised(outcome, [8; 3]));
    }
    world.days_pass(10);
    let then = world.said(MARA, outcome, world.consumer);
    world.days_pass(10);
    for driver in &drivers[..8] {
        world.does(*driver, rate_realised(outcome, [3; 3]));
    }
    let shift = shift(&world, MARA, outcome, 5).expect("five stepped");
    // Three more have said less and are not seen.
    assert_eq!(shift.less.map(|less| less.people), Some(5));
    assert_eq!(shift.more, None);
    assert_eq!(reviewed(&world, MARA, outcome, 5).before, Some(then.worth));
}

#[test]
fn a_step_is_not_taken_apart_into_who_rated_again_and_who_rated_first() {
    let (mut world, outcome, drivers) = drivers(12);
    for driver in &drivers {
        world.does(*driver, rate_realised(outcome, [8; 3]));
    }
    world.days_pass(20);
    // Two of the twelve wait: with three who rate again they are a step.
    for driver in &drivers[..3] {
        world.does(*driver, rate_realised(outcome, [3; 3]));
    }
    assert_eq!(world.said(MARA, outcome, world.consumer).raters, 12);
    let shift = shift(&world, MARA, outcome, 5);
    assert!(shift.is_none_or(|shift| shift.people == 0), "{shift:?}");
}

#[test]
fn a_reading_meets_the_target_or_not_and_the_same_file_twice_adds_nothing() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let measure = measured(&mut world, outcome);
    let file = readings(&world, measure, &[(3, 99_700), (2, 99_400), (1, 99_600)]);
    let facts = world.does(INES, file.clone());
    assert_eq!(facts.len(), 1, "one entry for all");
    world.refuses(INES, file.clone(), Refusal::NothingNew);
    let mut more = file;
    more.readings.push(Reading {
        at: world.now,
        value: 99_500,
    });
    let facts = world.does(INES, more);
    let [Fact::ReadingsTaken(taken)] = facts.as_slice() else {
        panic!("{facts:?}")
    };
    assert_eq!(taken.readings, 1);
    let read = reviewed(&world, INES, outcome, 10).measures[0].measured;
    let Measured::Read {
        value,
        met,
        readings,
        reached,
        ..
    } = read
    else {
        panic!("{read:?}")
    };
    assert_eq!((value, met, readings, reached), (99_500, true, 4, 3));
}

#[test]
fn what_the_agreement_promises_is_read_and_counted_whoever_drops_its_measure() {
    let (mut world, outcome) = crate::agreements::in_force();
    let measure = world.seen_by(INES).measures(outcome)[0].id;
    world.days_pass(40);
    world.does(INES, readings(&world, measure, &[(2, 99_000), (1, 99_100)]));
    let before = reviewed(&world, MARA, outcome, 30).measures;
    world.does(INES, act::DropMeasure { measure });
    let review = world.seen_by(MARA).review(None, world.now);
    assert!(!review.unmeasured.contains(&outcome));
    let after = reviewed(&world, MARA, outcome, 30).measures;
    assert_eq!(after[0].measured, before[0].measured);
    let by = after[0].dropped.map(|it| it.party);
    assert_eq!(by, Some(world.provider));
    let page = world.seen_by(MARA).measure(measure, world.now);
    let page = page.expect("it is there");
    assert!(page.promised && page.may_take);
    world.does(MARA, readings(&world, measure, &[(0, 99_200)]));
    // The next version has it only where somebody names it once more, and what nobody promised is gone.
    assert_eq!(world.seen_by(MARA).measures(outcome), []);
    let measure = measured(&mut world, outcome);
    world.does(INES, act::DropMeasure { measure });
    let told = reviewed(&world, MARA, outcome, 30).measures;
    assert!(told.iter().all(|it| it.measure.id != measure));
    let reads = readings(&world, measure, &[(0, 99_200)]);
    world.refuses(INES, reads, Refusal::MeasureDropped);
}

#[test]
fn no_time_and_no_count_is_less_than_nothing() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let mut takes = |unit: &str| {
        let named = act::NameMeasure {
            outcome,
            quality: Quality::Warranty,
            name: format!("In {unit}"),
            unit: unit.into(),
            how: String::new(),
            aim: Aim::AtMost,
            target: 8_000,
        };
        let measure = match &world.does(INES, named)[..] {
            [Fact::MeasureNamed(named)] => named.measure,
            other => panic!("{other:?}"),
        };
        let least = domain::measure::possible_in(unit);
        world.does(INES, readings(&world, measure, &[(2, 0)]));
        let taken = world.tries(INES, readings(&world, measure, &[(1, -7_500)]));
        assert_eq!(taken.is_ok(), least.contains(&-7_500), "{unit}");
        taken
    };
    let refused = Refusal::NoReading.within("readings", 0);
    for unit in [
        "h",
        " Min. ",
        "minutes per call",
        "Std/Monat",
        "Tickets",
        "calls a day",
        "%",
    ] {
        assert_eq!(takes(unit).err(), Some(refused.clone()), "{unit}");
    }
    for unit in ["°C", "points", "hours saved", "€", ""] {
        assert!(takes(unit).is_ok(), "{unit}");
    }
}

#[test]
fn readings_of_two_parties_stand_beside_each_other_and_neither_replaces_the_others() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let measure = measured_by(&mut world, MARA, outcome);
    let days = |value| [(4, value), (3, value), (2, value), (1, value)];
    let told = readings(&world, measure, &days(40_000));
    world.does(MARA, told);
    let other = readings(&world, measure, &days(99_900));
    world.does(INES, other.clone());
    world.refuses(INES, other, Refusal::NothingNew);
    let page = world.seen_by(TOM).measure(measure, world.now);
    let page = page.expect("it is there");
    assert_eq!(page.read_by, Some(world.consumer));
    assert_eq!(page.measure.named_by, world.consumer);
    assert!(page.readings.iter().all(|reading| reading.value == 40_000));
    let [other] = page.others.as_slice() else {
        panic!("{:?}", page.others)
    };
    assert_eq!(
        (other.party, other.count, other.differ),
        (world.provider, 4, 4)
    );
    let met = |measured| match measured {
        Measured::Read { met, reached, .. } => (met, reached),
        other => panic!("{other:?}"),
    };
    let rows = reviewed(&world, TOM, outcome, 10).measures;
    let rows: Vec<_> = rows
        .iter()
        .map(|it| (it.read_by, met(it.measured)))
        .collect();
    let expected = [
        (Some(world.consumer), (false, 0)),
        (Some(world.provider), (true, 4)),
    ];
    assert_eq!(rows, expected);
    // A reading a minute later does not become the consumer's last one, either.
    let later = act::TakeReadings {
        measure,
        source: ReadingSource::Hand,
        readings: vec![Reading {
            at: world.now,
            value: 99_900,
        }],
        unread: Vec::new(),
    };
    world.does(TOM, later.clone());
    let page = world.seen_by(MARA).measure(measure, world.now);
    let page = page.expect("it is there");
    assert_eq!((met(page.measured), page.others.len()), ((false, 0), 2));
    // Whoever is here by a link alone reads for nobody.
    world.calls(GUS, NORTHWIND);
    world.admits(MARA, GUS, world.consumer, &[Role::Customer], Since::Start);
    world.refuses(GUS, later, Refusal::GuestMustClaim);
    let drop = act::DropMeasure { measure };
    world.refuses(INES, drop, Refusal::MeasureOfAnother);
    world.does(MARA, act::DropMeasure { measure });
}

#[test]
fn what_is_listed_is_counted_whatever_clock_it_was_read_by() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let measure = measured(&mut world, outcome);
    let at = |ahead: i64, value| Reading {
        at: Moment(world.now.0 + ahead),
        value,
    };
    let typed = act::TakeReadings {
        measure,
        source: ReadingSource::Hand,
        readings: vec![at(0, 99_800), at(50_000, 98_000)],
        unread: Vec::new(),
    };
    world.does(INES, typed);
    let page = world.seen_by(INES).measure(measure, world.now);
    let page = page.expect("it is there");
    let Measured::Read {
        value,
        met,
        readings,
        ..
    } = page.measured
    else {
        panic!("{:?}", page.measured)
    };
    assert_eq!((value, met, readings), (98_000, false, 2));
    assert_eq!(page.count, 2);
}

#[test]
fn two_readings_of_one_moment_that_differ_are_refused_and_so_is_what_lies_ahead() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let measure = measured(&mut world, outcome);
    let differ = readings(&world, measure, &[(1, 1), (1, 2)]);
    let refusal = world.tries(INES, differ).expect_err("they differ");
    assert_eq!(refusal.bare(), &Refusal::TwoReadings);
    assert_eq!(refusal.pointer().as_deref(), Some("/readings/1"));
    // Ahead, before 1990, and no share.
    for (days, value) in [(-3, 1), (20_000, 1), (1, 100_001), (1, -1), (1, i64::MIN)] {
        let none = readings(&world, measure, &[(days, value)]);
        let refusal = world.tries(INES, none).expect_err("it is none");
        assert_eq!(refusal.bare(), &Refusal::NoReading);
    }
}

#[test]
fn what_tells_of_a_period_is_silent_two_periods_after_its_end() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let measure = measured(&mut world, outcome);
    let weeks = [(43, 99_700), (36, 99_700), (29, 99_700), (22, 99_700)];
    let tickets = act::TakeReadings {
        source: ReadingSource::Jira,
        ..readings(&world, measure, &weeks)
    };
    world.does(INES, tickets);
    let silent = |world: &World, days: i64| {
        let then = Moment(world.now.0 + days * Moment::DAY);
        let page = world.seen_by(INES).measure(measure, then);
        page.expect("it is there").silent
    };
    assert!(!silent(&world, -2) && silent(&world, 1));
}

#[test]
fn a_gap_is_neither_zero_nor_all_and_too_few_readings_are_not_known() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let measure = measured(&mut world, outcome);
    let daily: Vec<(i64, i64)> = (1..=60).map(|day| (day, 99_700)).collect();
    let with_gap: Vec<(i64, i64)> = daily
        .iter()
        .filter(|(day, _)| !(5..35).contains(day))
        .copied()
        .collect();
    let file = readings(&world, measure, &with_gap);
    world.does(INES, file);
    let page = world
        .seen_by(INES)
        .measure(measure, world.now)
        .expect("it is there");
    assert_eq!(page.gaps.len(), 1);
    assert_eq!(page.count, 30);
    assert!(page.readings.iter().all(|reading| reading.value == 99_700));
    let known = reviewed(&world, INES, outcome, 40).measures[0].measured;
    assert!(matches!(known, Measured::NotKnown { .. }), "{known:?}");
    let hour_ago = Moment(world.now.0 - Moment::DAY / 24);
    let page = world.seen_by(INES).review(Some(hour_ago), world.now);
    let nothing = page.outcomes[0].measures[0].measured;
    assert!(
        matches!(nothing, Measured::NotMeasured { last: Some(_) }),
        "{nothing:?}"
    );
}

#[test]
fn a_measure_that_is_read_on_weekdays_is_known_on_monday_and_nobody_is_asked_for_its_weekend() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let measure = measured(&mut world, outcome);
    // Today is a day after the last rest.
    let weekdays = (1..=120).filter(|back| !matches!(back % 7, 1 | 2));
    let values: Vec<(i64, i64)> = weekdays.map(|back| (back, 99_700)).collect();
    let file = readings(&world, measure, &values);
    world.does(INES, file);
    let page = world.seen_by(INES).measure(measure, world.now);
    let page = page.expect("it is there");
    let is_known = matches!(page.measured, Measured::Read { readings: 64, .. });
    assert!(is_known, "{:?}", page.measured);
    assert!(page.gaps.is_empty() && !page.silent);
    let needs = world.seen_by(INES).needs(world.now);
    let again = |need: &Need| matches!(need, Need::ReadAgain { .. });
    assert!(!needs.iter().any(again));
    let level = page.explained.expect("it is long").levels[0];
    assert_eq!(level.mean, 99_700);
}

#[test]
fn a_level_is_told_as_the_whole_only_where_all_of_it_is() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let measure = measured(&mut world, outcome);
    let value = |back: i64| (back, 100_000 - back % 2);
    let values: Vec<(i64, i64)> = (1..=60).map(value).collect();
    let file = readings(&world, measure, &values);
    world.does(INES, file);
    let page = world.seen_by(INES).measure(measure, world.now);
    let explained = page.expect("it is there").explained;
    let levels = explained.expect("it is long").levels;
    assert_eq!(levels.len(), 1);
    assert_eq!(levels[0].mean, 99_999);
}

#[test]
fn a_measure_that_fell_silent_is_told_to_who_read_it_last() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let measure = measured(&mut world, outcome);
    let file = readings(&world, measure, &[(3, 1), (2, 1), (1, 1)]);
    world.does(INES, file);
    let silent = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs
            .iter()
            .any(|need| matches!(need, Need::ReadAgain { .. }))
    };
    assert!(!silent(&world, INES));
    world.days_pass(2);
    assert!(silent(&world, INES) && !silent(&world, MARA));
}

/// Eight colleagues of Mara's, who stand by name.
fn colleagues() -> (World, OutcomeId, Vec<PersonId>) {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let colleagues: Vec<PersonId> = (20..28).map(driver).collect();
    for person in &colleagues {
        let roles = [Role::Customer];
        world.admits(MARA, *person, world.consumer, &roles, Since::Start);
    }
    (world, outcome, colleagues)
}

fn over_time(world: &World, person: PersonId) -> Vec<OverTimeView> {
    world.seen_by(person).review(None, world.now).over_time
}

#[test]
fn over_several_months_the_one_is_found_since_which_people_say_less() {
    let (mut world, outcome, colleagues) = colleagues();
    let mut fell = None;
    for (month, mark) in [9u8, 8, 9, 5, 4].into_iter().enumerate() {
        for (place, person) in colleagues.iter().enumerate() {
            let mark = mark.saturating_sub((place % 2) as u8);
            world.does(*person, rate_realised(outcome, [mark; 3]));
        }
        if month == 3 {
            let (year, month, _) = world.now.day_in_utc().date();
            fell = Day::new(year, month, 1);
        }
        world.days_pass(31);
    }
    let told = over_time(&world, MARA);
    let [it] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!((it.outcome, it.months), (outcome, 5));
    assert_eq!((Some(it.since), it.shift), (fell, Some(ShiftWay::Less)));
    assert_eq!(it.less.map(|less| less.people), Some(8));
    assert!(it.chance.once_in >= 20, "{it:?}");
    // Whoever looks, and however often, is told the same.
    assert_eq!(over_time(&world, colleagues[0]), told);
    // Whoever has not guessed is told nothing.
    assert_eq!(over_time(&world, INES), []);
}

#[test]
fn months_are_those_of_the_tables_calendar() {
    let (mut world, outcome, colleagues) = colleagues();
    // Two hours before the end of a month, as UTC has it.
    let first = Rhythm::Month.begin_of(world.now.day_in_utc());
    let mut ends = Rhythm::Month.after(first).expect("a month");
    let mut began = Vec::new();
    for mark in [9u8, 9, 9, 4, 4] {
        world.now = Moment(ends.begins_in_utc().0 - 2 * 3_600_000);
        for person in &colleagues {
            world.does(*person, rate_realised(outcome, [mark; 3]));
        }
        began.push((Rhythm::Month.begin_of(world.now.day_in_utc()), ends));
        ends = Rhythm::Month.after(ends).expect("a month");
    }
    let seen = world.seen_by(MARA);
    let since = |day_of: &dyn Fn(Moment) -> Day| {
        let weighed = |since| std::sync::Arc::new(seen.weighed(since, day_of));
        let told = seen.review_with(None, world.now, weighed).over_time;
        told.first().map(|it| it.since)
    };
    let (in_utc, east_of_it) = began[3];
    assert_eq!(since(&Moment::day_in_utc), Some(in_utc));
    let three_hours_east = |at: Moment| Moment(at.0 + 3 * 3_600_000).day_in_utc();
    assert_eq!(since(&three_hours_east), Some(east_of_it));
}

#[test]
fn still_so_changes_nothing_of_what_is_found_over_several_months() {
    let (mut world, outcome, colleagues) = colleagues();
    for mark in [9u8, 9, 4, 4] {
        for person in &colleagues {
            world.does(*person, rate_realised(outcome, [mark; 3]));
        }
        world.days_pass(31);
    }
    let before = over_time(&world, MARA);
    assert_eq!(before.len(), 1);
    let value = world.seen_by(MARA).value();
    let wording = value.outcomes[0].wording;
    for person in &colleagues {
        world.does(*person, act::ConfirmAssessment { outcome, wording });
    }
    assert_eq!(over_time(&world, MARA), before);
}

/// What a party comes to of whom some rated again and some said that it still holds.
fn some_rate_again_and_some_say_still_so(
    (mut world, outcome, people): (World, OutcomeId, Vec<PersonId>),
    still: std::ops::Range<usize>,
    again: std::ops::Range<usize>,
) -> ShiftView {
    for person in &people {
        world.does(*person, rate_realised(outcome, [8, 8, 8]));
    }
    world.days_pass(40);
    let wording = world.seen_by(MARA).value().outcomes[0].wording;
    for person in &people[still] {
        world.does(*person, act::ConfirmAssessment { outcome, wording });
    }
    for person in &people[again] {
        world.does(*person, rate_realised(outcome, [5, 5, 5]));
    }
    shift(&world, MARA, outcome, 20).expect("they rated twice")
}

#[test]
fn who_says_that_it_still_holds_is_told_beside_those_who_rated_again() {
    let told = some_rate_again_and_some_say_still_so(colleagues(), 5..6, 0..5);
    assert_eq!((told.people, told.still_so), (5, 1));
    // Users together, or not at all: two of the five who confirmed have rated again.
    let told = some_rate_again_and_some_say_still_so(drivers(10), 0..5, 5..10);
    assert_eq!((told.people, told.still_so), (5, 5));
    let told = some_rate_again_and_some_say_still_so(drivers(10), 0..5, 3..8);
    assert_eq!((told.people, told.still_so), (5, 0));
}

#[test]
fn what_could_not_be_read_is_kept_as_a_gap_and_the_same_file_adds_it_once() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let measure = measured(&mut world, outcome);
    let hour = |back: i64| Moment(world.now.0 - back * 3_600_000);
    // Three of four hours were read: no two that are missing lie beside each other.
    let (unread, read): (Vec<i64>, Vec<i64>) = (1..=720).partition(|back| back % 4 == 0);
    let file = act::TakeReadings {
        readings: read
            .iter()
            .map(|back| Reading {
                at: hour(*back),
                value: 99_700,
            })
            .collect(),
        unread: unread.iter().map(|back| hour(*back)).collect(),
        ..readings(&world, measure, &[])
    };
    world.does(INES, file.clone());
    let page = world.seen_by(INES).measure(measure, world.now);
    let page = page.expect("it is there");
    let expected = Measured::NotKnown {
        readings: 540,
        expected: 720,
    };
    assert_eq!(page.measured, expected);
    assert_eq!(page.gaps.len() + page.more_gaps, 180);
    assert_eq!(world.tries(INES, file.clone()), Err(Refusal::NothingNew));
    // What is read after all takes the place of the gap, and no gap that of what was read.
    let after_all = act::TakeReadings {
        readings: file
            .unread
            .iter()
            .map(|at| Reading { at: *at, value: 1 })
            .collect(),
        unread: file.readings.iter().map(|it| it.at).collect(),
        ..file
    };
    world.does(INES, after_all);
    let page = world.seen_by(INES).measure(measure, world.now);
    let page = page.expect("it is there");
    assert_eq!((page.count, page.gaps.len()), (720, 0));
}

#[test]
fn users_of_whom_fewer_than_five_rate_in_a_month_are_left_out_over_time() {
    let (mut world, outcome, drivers) = drivers(6);
    for (month, mark) in [9u8, 9, 3, 3].into_iter().enumerate() {
        // A step needs five: of the sixth it is told with the others of the next month.
        for person in drivers.iter().take(if month == 0 { 6 } else { 5 }) {
            world.does(*person, rate_realised(outcome, [mark; 3]));
        }
        world.days_pass(31);
    }
    for it in over_time(&world, MARA) {
        let few = it.less.is_some_and(|less| less.people < 5);
        assert!(!few, "{it:?}");
    }
}

#[test]
fn a_long_series_tells_its_levels_and_a_gap_takes_no_part() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let measure = measured(&mut world, outcome);
    let value = |back: i64| {
        let level = if back >= 30 { 99_900 } else { 99_000 };
        level + (back * 37 % 9) * 10
    };
    // Ten days are missing in the middle of the first level.
    let days = (0..80).rev().filter(|back| !(50..60).contains(back));
    let values: Vec<(i64, i64)> = days.map(|back| (back, value(back))).collect();
    world.does(INES, readings(&world, measure, &values[..29]));
    let page = |world: &World| {
        world
            .seen_by(MARA)
            .measure(measure, world.now)
            .expect("it is there")
    };
    assert_eq!(page(&world).explained, None, "of 29 nothing is said");
    world.does(INES, readings(&world, measure, &values[29..]));
    let explained = page(&world).explained.expect("70 are enough");
    let [change] = explained.changes.as_slice() else {
        panic!("{explained:?}")
    };
    assert_eq!(change.before, Moment(world.now.0 - 29 * Moment::DAY));
    assert_eq!(change.after, Moment(world.now.0 - 30 * Moment::DAY));
    let readings: usize = explained.levels.iter().map(|level| level.readings).sum();
    assert_eq!(readings, 70);
    assert!(explained.levels.iter().all(|level| level.mean > 98_000));
}
