//! Measures that are asked of people: from five on, once for each period, and nobody's answer by itself.

use uuid::Uuid;

use crate::world::*;
use domain::ballot::{Ballot, BallotFact, Said};
use domain::ids::*;
use domain::measure::Measured;
use domain::needs::Need;
use domain::view::*;
use domain::words::*;
use domain::{Day, Fact, Moment, Refusal, Stamp, act};

const fn voice(n: u128) -> VoiceId {
    VoiceId(Uuid::from_u128(0x9000 + n))
}

fn asking(world: &World, outcome: OutcomeId) -> act::AskPeople {
    act::AskPeople {
        outcome,
        party: world.consumer,
        about: Experience::Contentment,
        question: "How content are you with calls on the road?".into(),
        target: 7_000,
        rhythm: Rhythm::Month,
        period: Rhythm::Month.begin_of(world.now.day_in_utc()),
    }
}

/// Ines has Northwind's people asked, each month.
fn asked() -> (World, OutcomeId, MeasureId) {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let ask = asking(&world, outcome);
    let measure = match &world.does(INES, ask)[..] {
        [Fact::MeasureNamed(named), Fact::PeopleAsked(_)] => named.measure,
        other => panic!("{other:?}"),
    };
    (world, outcome, measure)
}

#[test]
fn what_people_outside_are_asked_is_no_draft_any_more() {
    let (world, ..) = asked();
    assert!(!world.relationship.is_draft_of(INES));
    let mut alone = World::opened();
    assert!(alone.relationship.is_draft_of(INES));
    let outcome = alone.adds_outcome(INES, "Keep a driver on the line");
    let ask = asking(&alone, outcome);
    alone.does(INES, ask);
    assert!(!alone.relationship.is_draft_of(INES));
}

/// The record in which people answer.
struct Answers {
    measure: MeasureId,
    ballot: Ballot,
}

impl Answers {
    fn of(world: &World, measure: MeasureId) -> Self {
        let begun = world
            .relationship
            .begin_ballot(RECORD.relationship, measure.answers())
            .expect("people are asked");
        let stamp = Stamp {
            sequence: 1,
            at: world.now,
            actor: INES,
        };
        let ballot = Ballot::begin(stamp, &begun).expect("it begins");
        Self { measure, ballot }
    }

    fn says(&mut self, world: &World, who: VoiceId, said: Said) -> Result<(), Refusal> {
        let (table, party) = (&world.relationship, world.consumer);
        let facts = table.decide_ballot(&self.ballot, world.now, who, party, said)?;
        for fact in facts {
            let last = self.ballot.last();
            let stamp = Stamp {
                sequence: last.sequence + 1,
                ..last
            };
            let encoded = fact.encode();
            let again = BallotFact::decode(encoded.kind, &encoded.fact, None).expect("readable");
            self.ballot.apply(stamp, again);
        }
        Ok(())
    }

    fn answers(&mut self, world: &World, who: u128, answer: u32) -> Result<(), Refusal> {
        let period = Rhythm::Month.begin_of(world.now.day_in_utc());
        self.says(world, voice(who), Said::Answer { period, answer })
    }

    /// Of which answers a period tells once it is counted now.
    fn told(&mut self, world: &World, period: Day) -> Vec<u32> {
        let counted = self.says(world, VoiceId(Uuid::nil()), Said::Count { period });
        assert_eq!(counted, Ok(()));
        let mut told = self.ballot.told((self.measure, period));
        told.sort_unstable();
        told
    }
}

fn page(world: &World, person: PersonId, measure: MeasureId) -> MeasurePage {
    let seen = world.seen_by(person);
    seen.measure(measure, world.now).expect("it is there")
}

#[test]
fn what_five_people_answered_becomes_a_reading_once_the_month_is_over() {
    let (mut world, outcome, measure) = asked();
    let period = Rhythm::Month.begin_of(world.now.day_in_utc());
    world.answers = vec![9, 3, 8, 8, 10];
    world.refuses(INES, act::CountAnswers { measure }, Refusal::PeriodRuns);
    let needed = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs
            .iter()
            .any(|need| matches!(need, Need::CountAnswers { .. }))
    };
    assert!(!needed(&world, INES));
    world.days_pass(31);
    assert!(needed(&world, INES) && !needed(&world, MARA));
    // Whoever speaks for a party may; whoever asked is reminded.
    world.does(MARA, act::CountAnswers { measure });
    assert!(!needed(&world, INES));
    let told = page(&world, TOM, measure);
    let Measured::Read {
        value, met, people, ..
    } = told.measured
    else {
        panic!("{told:?}")
    };
    assert_eq!((value, met, people), (8_000, true, Some(5)));
    assert_eq!((told.read_by, told.people), (Some(world.consumer), vec![5]));
    assert_eq!(told.readings[0].at, period.begins_in_utc());
    let review = world.seen_by(TOM).review(None, world.now);
    let reviewed = review.outcomes.iter().find(|it| it.id == outcome);
    let measured = reviewed.expect("it is there").measures[0].measured;
    assert_eq!(measured, told.measured);
    world.refuses(MARA, act::CountAnswers { measure }, Refusal::PeriodRuns);
}

#[test]
fn a_quarter_that_was_just_counted_is_among_what_the_last_90_days_tell() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let ask = act::AskPeople {
        rhythm: Rhythm::Quarter,
        period: Rhythm::Quarter.begin_of(world.now.day_in_utc()),
        ..asking(&world, outcome)
    };
    let ends = Rhythm::Quarter.after(ask.period).expect("a quarter");
    let measure = match &world.does(INES, ask)[..] {
        [Fact::MeasureNamed(named), Fact::PeopleAsked(_)] => named.measure,
        other => panic!("{other:?}"),
    };
    world.answers = vec![9, 8, 8, 8, 10];
    world.now = ends.begins_in_utc();
    world.does(INES, act::CountAnswers { measure });
    // A quarter can have more than 90 days.
    let told = |days: i64| {
        let now = Moment(world.now.0 + days * Moment::DAY);
        let page = world.seen_by(TOM).measure(measure, now);
        page.expect("it is there").measured
    };
    for days in [0, 5, 89] {
        assert!(matches!(told(days), Measured::Read { .. }), "{days}");
    }
    assert!(matches!(told(91), Measured::NotMeasured { last: Some(_) }));
}

#[test]
fn of_fewer_than_five_nothing_is_told_not_even_how_many() {
    let mut told = Vec::new();
    for answers in [vec![], vec![0], vec![10, 10, 10, 10]] {
        let (mut world, _, measure) = asked();
        world.answers = answers;
        world.days_pass(31);
        let facts = world.does(INES, act::CountAnswers { measure });
        let [Fact::AnswersCounted(counted)] = &facts[..] else {
            panic!("{facts:?}")
        };
        assert_eq!((counted.people, counted.value), (0, None));
        assert_eq!(page(&world, MARA, measure).count, 0);
        told.push([INES, MARA, TOM, driver(0)].map(|person| world.everything(person)));
    }
    assert!(told[0] == told[1] && told[1] == told[2]);
}

#[test]
fn months_that_nobody_counted_are_counted_together_each_by_itself() {
    let (mut world, _, measure) = asked();
    world.answers = vec![5; 6];
    world.days_pass(95);
    let facts = world.does(INES, act::CountAnswers { measure });
    assert_eq!(facts.len(), 3);
    assert_eq!(page(&world, INES, measure).people, [6, 6, 6]);
    world.days_pass(31);
    world.answers = vec![1; 5];
    world.does(INES, act::CountAnswers { measure });
    let told = page(&world, INES, measure);
    assert_eq!(told.people, [6, 6, 6, 5]);
    assert_eq!(told.readings[2].value, 5_000, "what was counted stays");
}

fn this_month(world: &World) -> Day {
    Rhythm::Month.begin_of(world.now.day_in_utc())
}

#[test]
fn a_voice_has_one_answer_in_a_month_and_may_change_it() {
    let (mut world, _, measure) = asked();
    let mut answers = Answers::of(&world, measure);
    let period = this_month(&world);
    for (who, answer) in [(1, 7), (2, 0), (3, 1), (4, 2), (5, 3), (1, 9)] {
        assert_eq!(answers.answers(&world, who, answer), Ok(()));
    }
    let same = answers.answers(&world, 1, 9);
    assert_eq!(same, Err(Refusal::NothingNew));
    let field = "answer";
    let beyond = answers.answers(&world, 1, 11);
    assert_eq!(beyond, Err(Refusal::OutOfScale { field }));
    world.days_pass(31);
    assert_eq!(answers.answers(&world, 1, 4), Ok(()));
    assert_eq!(answers.told(&world, period), [0, 1, 2, 3, 9]);
    // Once it is counted, nothing is taken for it.
    let late = Said::Answer { period, answer: 1 };
    let late = answers.says(&world, voice(6), late);
    assert_eq!(late, Err(Refusal::ConsultationOver));
}

#[test]
fn what_a_joiner_answers_is_the_difference_of_no_two_months() {
    for joins in [0, 10] {
        let (mut world, _, measure) = asked();
        let mut answers = Answers::of(&world, measure);
        let mut told = Vec::new();
        for month in 0..4 {
            let period = this_month(&world);
            for who in 1..=5 {
                assert_eq!(answers.answers(&world, who, 8), Ok(()));
            }
            match month {
                1 => assert_eq!(answers.answers(&world, 6, joins), Ok(())),
                // Four more change with the joiner: then it is told.
                3 => {
                    for who in 1..=4 {
                        assert_eq!(answers.answers(&world, who, 2), Ok(()));
                    }
                    assert_eq!(answers.answers(&world, 6, joins), Ok(()));
                }
                _ => {}
            }
            told.push(answers.told(&world, period));
            world.days_pass(31);
        }
        assert_eq!(told[..3], [vec![8; 5], vec![8; 5], vec![8; 5]]);
        assert_eq!(told[3].len(), 6);
    }
}

#[test]
fn nor_of_a_question_that_was_dropped_and_asked_again() {
    let (mut world, outcome, measure) = asked();
    let mut answers = Answers::of(&world, measure);
    let first = this_month(&world);
    for who in 1..=5 {
        assert_eq!(answers.answers(&world, who, 8), Ok(()));
    }
    world.days_pass(31);
    assert_eq!(answers.told(&world, first), [8; 5]);
    world.does(INES, act::DropMeasure { measure });
    let ask = asking(&world, outcome);
    let again = match &world.does(INES, ask)[..] {
        [Fact::MeasureNamed(_), Fact::PeopleAsked(it)] => it.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(again.goes_on, Some(measure));
    // The same link leads to it, and what was answered before is no answer to it.
    let (asks, of) = world.relationship.asked_in(measure.answers()).unwrap();
    assert_eq!((asks.id, of.answers), (again.measure, measure.answers()));
    answers.measure = again.measure;
    let second = this_month(&world);
    for who in 1..=5 {
        assert_eq!(answers.answers(&world, who, 8), Ok(()));
    }
    assert_eq!(answers.answers(&world, 6, 0), Ok(()));
    assert!(answers.told(&world, second).is_empty());
    world.days_pass(31);
    let third = this_month(&world);
    for who in 1..=6 {
        assert_eq!(answers.answers(&world, who, 3), Ok(()));
    }
    assert_eq!(answers.told(&world, third), [3; 6]);
}

#[test]
fn whoever_withdraws_is_in_no_figure_that_is_made_later_and_tells_nothing_by_that() {
    let (mut world, _, measure) = asked();
    let mut answers = Answers::of(&world, measure);
    let first = this_month(&world);
    for who in 1..=6 {
        assert_eq!(answers.answers(&world, who, who as u32), Ok(()));
    }
    assert_eq!(answers.told(&world, first), [1, 2, 3, 4, 5, 6]);
    world.days_pass(31);
    let second = this_month(&world);
    for who in 1..=6 {
        assert_eq!(answers.answers(&world, who, who as u32), Ok(()));
    }
    assert_eq!(answers.says(&world, voice(3), Said::Withdraw), Ok(()));
    // The difference would be what the third answered: the last figure holds.
    assert_eq!(answers.told(&world, second), [1, 2, 3, 4, 5, 6]);
    world.days_pass(31);
    let third = this_month(&world);
    for who in [1, 2, 4, 5, 6] {
        assert_eq!(answers.answers(&world, who, 9), Ok(()));
    }
    assert_eq!(answers.told(&world, third), [9; 5]);
    let nobody = answers.says(&world, voice(9), Said::Withdraw);
    assert_eq!(nobody, Err(Refusal::NothingNew));
}

#[test]
fn of_fewer_than_five_answers_no_month_tells() {
    let (world, _, measure) = asked();
    let mut answers = Answers::of(&world, measure);
    let period = this_month(&world);
    for who in 1..=4 {
        assert_eq!(answers.answers(&world, who, 8), Ok(()));
    }
    assert!(answers.told(&world, period).is_empty());
}

#[test]
fn nothing_else_is_taken_over_for_what_people_answer() {
    let (mut world, outcome, measure) = asked();
    let reading = domain::measure::Reading {
        at: world.now,
        value: 10_000,
    };
    let take = |measure, source| act::TakeReadings {
        measure,
        source,
        readings: vec![reading],
        unread: Vec::new(),
    };
    let typed = take(measure, ReadingSource::Hand);
    world.refuses(MARA, typed, Refusal::PeopleAnswer);
    let other = match &world.does(
        INES,
        act::NameMeasure {
            outcome,
            quality: Quality::Warranty,
            name: "Calls held".into(),
            unit: String::new(),
            how: String::new(),
            aim: Aim::AtLeast,
            target: 1,
        },
    )[..]
    {
        [Fact::MeasureNamed(named)] => named.measure,
        other => panic!("{other:?}"),
    };
    let passed_off = take(other, ReadingSource::People);
    world.refuses(INES, passed_off, Refusal::PeopleAnswer);
    let measure = other;
    world.refuses(
        INES,
        act::CountAnswers { measure },
        Refusal::Unknown { what: "measure" },
    );
}

#[test]
fn the_party_whose_people_are_asked_ends_it_as_the_one_that_asks_does() {
    for (person, may) in [(INES, true), (MARA, true), (TOM, false)] {
        let (mut world, _, measure) = asked();
        let mut answers = Answers::of(&world, measure);
        let drop = act::DropMeasure { measure };
        if !may {
            world.refuses(person, drop, Refusal::MeasureOfAnother);
            continue;
        }
        world.does(person, drop);
        let over = answers.answers(&world, 1, 7);
        assert_eq!(over, Err(Refusal::ConsultationOver));
        world.days_pass(31);
        world.refuses(INES, act::CountAnswers { measure }, Refusal::MeasureDropped);
    }
}

#[test]
fn a_partys_people_are_asked_one_question_of_a_kind_at_a_time() {
    let (mut world, outcome, measure) = asked();
    let quarterly = act::AskPeople {
        rhythm: Rhythm::Quarter,
        period: Rhythm::Quarter.begin_of(world.now.day_in_utc()),
        ..asking(&world, outcome)
    };
    world.refuses(MARA, quarterly.clone(), Refusal::AlreadyAsked);
    let other = world.adds_outcome(MARA, "Bills that add up");
    let elsewhere = asking(&world, other);
    world.refuses(MARA, elsewhere, Refusal::AlreadyAsked);
    let of_others = act::AskPeople {
        party: world.provider,
        ..asking(&world, outcome)
    };
    world.does(MARA, of_others);
    let of_time = act::AskPeople {
        about: Experience::LostTime,
        ..asking(&world, outcome)
    };
    world.does(MARA, of_time);
    world.does(INES, act::DropMeasure { measure });
    world.does(MARA, quarterly);
}

#[test]
fn a_question_begins_with_the_month_that_runs_and_a_target_on_its_scale() {
    let world = World::seated();
    let mut world = world;
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    let ask = asking(&world, outcome);
    let before = Moment(world.now.0 - 31 * Moment::DAY).day_in_utc();
    for period in [Rhythm::Month.begin_of(before), world.now.day_in_utc()] {
        if period == ask.period {
            continue;
        }
        let other = act::AskPeople {
            period,
            ..ask.clone()
        };
        world.refuses(INES, other, Refusal::OtherPeriod);
    }
    for target in [-1, 10_001] {
        let other = act::AskPeople {
            target,
            ..ask.clone()
        };
        world.refuses(INES, other, Refusal::Target);
    }
    let stranger = act::AskPeople {
        party: PartyId(Uuid::nil()),
        ..ask
    };
    assert!(world.decide(INES, stranger).is_err());
}
