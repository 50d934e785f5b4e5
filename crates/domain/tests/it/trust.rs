//! What both sides think of each other: asked each quarter, opened for both at once, told of five people or not at all.

use std::collections::BTreeMap;

use crate::world::*;
use domain::ids::*;
use domain::needs::Need;
use domain::view::*;
use domain::words::*;
use domain::{Day, Fact, Refusal, act};
use proptest::prelude::*;

fn quarter(world: &World) -> Day {
    world.now.day_in_utc().quarter()
}

fn marks(world: &World, keeps_word: u8, speaks_up: u8) -> act::AnswerTrust {
    act::AnswerTrust {
        quarter: quarter(world),
        keeps_word: Some(keeps_word),
        speaks_up: Some(speaks_up),
        sentence: String::new(),
    }
}

fn says(world: &World, sentence: &str) -> act::AnswerTrust {
    act::AnswerTrust {
        quarter: quarter(world),
        keeps_word: None,
        speaks_up: None,
        sentence: sentence.into(),
    }
}

/// A quarter passes, and somebody opens it.
fn opens(world: &mut World) {
    let quarter = quarter(world);
    world.days_pass(92);
    world.does(INES, act::OpenTrust { quarter });
}

/// What is told of what Northwind thinks of Meridian, the latest quarter first.
fn told(world: &World, person: PersonId) -> Vec<SideTrust> {
    let rounds = world.seen_by(person).trust(world.now).rounds.into_iter();
    let sides = rounds.flat_map(|round| round.sides);
    sides.filter(|side| side.party == world.consumer).collect()
}

fn figure(world: &World) -> Option<(usize, f64, f64)> {
    let told = told(world, INES);
    let figure = told.first()?.figure?;
    Some((figure.people, figure.keeps_word, figure.speaks_up))
}

#[test]
fn nothing_is_told_before_the_quarter_is_over_and_both_sides_at_once_then() {
    let mut world = World::seated();
    let asked = quarter(&world);
    world.does(INES, says(&world, "They pay on the day"));
    world.does(MARA, says(&world, "You tell us late"));
    for person in [INES, MARA, TOM, OLGA] {
        assert!(world.seen_by(person).trust(world.now).rounds.is_empty());
    }
    let own = world.seen_by(MARA).trust(world.now).answered;
    let own = own.expect("it is hers").sentence;
    assert_eq!(own.as_deref(), Some("You tell us late"));
    let open = act::OpenTrust { quarter: asked };
    world.refuses(MARA, open.clone(), Refusal::QuarterRuns);
    world.days_pass(92);
    let needs = world.seen_by(INES).needs(world.now);
    assert!(needs.contains(&Need::OpenTrust));
    // Whoever of either side asks opens both; nobody can hold the other's back.
    world.does(LEA, open.clone());
    let round = world.seen_by(TOM).trust(world.now).rounds.remove(0);
    let said = |side: &SideTrust| side.sentences[0].words.clone().expect("it is there");
    assert_eq!(
        round.sides.iter().map(said).collect::<Vec<_>>(),
        ["They pay on the day", "You tell us late"]
    );
    world.refuses(MARA, open, Refusal::NothingNew);
}

#[test]
fn the_first_answer_of_the_next_quarter_opens_what_is_over() {
    let mut world = World::seated();
    world.does(MARA, says(&world, "You tell us late"));
    world.days_pass(92);
    let facts = world.does(INES, says(&world, "All is well"));
    assert!(matches!(
        &facts[..],
        [Fact::TrustOpened(_), Fact::TrustSaid(_)]
    ));
    assert_eq!(told(&world, INES)[0].sentences.len(), 1);
}

#[test]
fn one_answer_a_person_and_the_last_one_counts() {
    let mut world = World::seated();
    world.does(MARA, says(&world, "You tell us late"));
    world.refuses(MARA, says(&world, "You tell us late"), Refusal::NothingNew);
    world.does(MARA, says(&world, "You tell us in time"));
    world.does(LEA, says(&world, "I take this back"));
    world.does(LEA, says(&world, ""));
    opens(&mut world);
    let told = told(&world, INES);
    let said = told[0].sentences.iter().map(|said| said.words.clone());
    assert_eq!(
        said.collect::<Vec<_>>(),
        [Some("You tell us in time".into())]
    );
}

#[test]
fn an_answer_is_of_the_quarter_that_runs_and_of_the_two_sides() {
    let mut world = World::seated();
    let now = says(&world, "late");
    let other = |quarter: &str| act::AnswerTrust {
        quarter: quarter.parse().expect("a day"),
        ..now.clone()
    };
    for quarter in ["2025-01-01", "2025-07-01", "2025-05-01", "2025-04-02"] {
        world.refuses(MARA, other(quarter), Refusal::OtherQuarter);
    }
    world.refuses(TOM, now.clone(), Refusal::TrustOfTheTwo);
    world.refuses(OTTO, now.clone(), Refusal::Observer);
    for n in 0..20 {
        world.does(MARA, says(&world, &format!("sentence {n}")));
    }
    let full = Refusal::Full {
        what: "answers of one person in a quarter",
        limit: 20,
    };
    world.refuses(MARA, now, full);
}

#[test]
fn marks_are_whole_on_the_scale_and_asked_of_five_people_or_more() {
    let world = World::seated();
    let one = |keeps_word, speaks_up| act::AnswerTrust {
        keeps_word,
        speaks_up,
        ..marks(&world, 0, 0)
    };
    let choose = |field| Refusal::OutOfScale { field };
    world.refuses(MARA, one(Some(5), None), choose("speaks_up"));
    world.refuses(MARA, one(None, Some(5)), choose("keeps_word"));
    world.refuses(MARA, one(Some(11), None), choose("keeps_word"));
    let field = "speaks_up";
    world.refuses(MARA, one(Some(5), Some(11)), Refusal::OutOfScale { field });
    // Of Meridian only Ines and Paul speak.
    world.refuses(INES, marks(&world, 5, 5), Refusal::TooFewToMark);
    assert!(!world.seen_by(INES).trust(world.now).may_mark);
    assert!(world.seen_by(MARA).trust(world.now).may_mark);
}

#[test]
fn one_mark_alone_changes_that_one_of_both_that_were_given() {
    let mut world = World::seated();
    world.does(MARA, marks(&world, 8, 3));
    let one = act::AnswerTrust {
        keeps_word: None,
        speaks_up: Some(6),
        ..marks(&world, 0, 0)
    };
    world.does(MARA, one);
    let answered = world.seen_by(MARA).trust(world.now).answered;
    let now = answered.and_then(|it| it.marks).expect("both are there");
    assert_eq!((now.keeps_word, now.speaks_up), (8, 6));
    // Neither of them, and no sentence, is to pass.
    world.does(MARA, says(&world, ""));
    let answered = world.seen_by(MARA).trust(world.now).answered;
    assert_eq!(answered.and_then(|it| it.marks), None);
}

#[test]
fn neither_side_that_is_asked_can_leave_the_table() {
    let world = World::seated();
    for person in [INES, MARA] {
        world.refuses(person, act::LeaveTable {}, Refusal::CannotLeave);
    }
}

#[test]
fn figures_are_medians_of_five_people_or_more() {
    let mut world = World::seated();
    for (n, mark) in (0..4).zip([2, 4, 9, 9]) {
        world.does(driver(n), marks(&world, mark, 0));
    }
    opens(&mut world);
    assert_eq!(figure(&world), None);
    // What four said before counts with the fifth.
    world.does(MARA, marks(&world, 8, 1));
    opens(&mut world);
    assert_eq!(figure(&world), Some((5, 8.0, 0.0)));
}

#[test]
fn a_joiner_moves_nothing_where_the_others_say_the_same_again() {
    let mut told = Vec::new();
    for joins in [0, 10] {
        let mut world = World::seated();
        for n in 0..5 {
            world.does(driver(n), marks(&world, 5, 5));
        }
        opens(&mut world);
        assert_eq!(figure(&world), Some((5, 5.0, 5.0)));
        for n in 0..5 {
            world.does(driver(n), marks(&world, 5, 5));
        }
        world.does(MARA, marks(&world, joins, joins));
        opens(&mut world);
        assert_eq!(figure(&world), Some((5, 5.0, 5.0)));
        told.push([INES, LEA, TOM, driver(0)].map(|person| world.everything(person)));
    }
    assert_eq!(told[0], told[1]);
}

#[test]
fn whoever_leaves_moves_nothing_by_that() {
    let mut world = World::seated();
    for n in 0..5 {
        world.does(driver(n), marks(&world, n as u8, 5));
    }
    opens(&mut world);
    let before = figure(&world);
    world.does(MARA, act::UnseatPerson { person: driver(4) });
    world.does(MARA, says(&world, "All is well"));
    opens(&mut world);
    assert_eq!(figure(&world), before);
}

#[test]
fn marks_of_whoever_is_here_by_anothers_link_alone_count_nowhere() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.is_only_said_to_belong(MARA);
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    world.does(
        MARA,
        act::SayPurpose {
            purpose: "Calls".into(),
        },
    );
    for n in 0..6 {
        world.is_only_said_to_belong(driver(n));
        world.admits(MARA, driver(n), consumer, &[Role::User], Since::Start);
    }
    for n in 0..6 {
        world.refuses(driver(n), marks(&world, 10, 10), Refusal::TooFewToMark);
    }
    let own = world.seen_by(driver(0)).trust(world.now);
    assert_eq!(own.counts_not, Some(world.provider));
    world.does(MARA, says(&world, "They are wonderful"));
    opens(&mut world);
    assert_eq!(figure(&world), None);
    let said = &told(&world, INES)[0].sentences[0];
    assert_eq!(said.by_link_of, Some(world.provider));
}

#[test]
fn marks_of_those_whom_another_party_brought_count_once_a_colleague_says_that_they_are_of_theirs() {
    let mut world = World::opened();
    let consumer = world.consumer;
    let brought: Vec<PersonId> = (0..5).map(driver).collect();
    for person in brought.iter().copied() {
        world.is_only_said_to_belong(person);
        world.admits(INES, person, consumer, &[Role::Customer], Since::Start);
    }
    for (n, person) in brought.iter().copied().enumerate() {
        world.reads_mail_at(person, &format!("mail-{n}.example"));
        world.does(person, act::ProveSeat {});
    }
    // Five speak, and none counts: no marks are asked for that nobody is told.
    let own = world.seen_by(driver(0)).trust(world.now);
    assert!(!own.may_mark && !own.counts);
    world.refuses(driver(0), marks(&world, 10, 10), Refusal::TooFewToMark);
    // Each says of the next that they are one of them: round the table.
    for n in 0..5 {
        let next = act::VouchForSeat {
            person: driver((n + 1) % 5),
        };
        world.does(driver(n), next);
    }
    for person in brought {
        world.does(person, marks(&world, 10, 10));
    }
    opens(&mut world);
    assert!(figure(&world).is_some());
}

#[test]
fn a_sentence_is_read_by_seats_that_reach_back_to_it_only() {
    let mut world = World::seated();
    let provider = world.provider;
    world.does(MARA, says(&world, "You tell us late"));
    world.admits(
        INES,
        IDA,
        provider,
        &[Role::RelationshipManager],
        Since::Now,
    );
    opens(&mut world);
    assert_eq!(told(&world, INES)[0].sentences.len(), 1);
    assert!(told(&world, IDA)[0].sentences.is_empty());
}

#[test]
fn people_are_asked_once_a_quarter_and_whoever_passes_is_asked_no_more() {
    let mut world = World::seated();
    let asks = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs.contains(&Need::AnswerTrust)
    };
    // A table begins before it is asked how it goes.
    assert!(!asks(&world, MARA));
    world.days_pass(31);
    assert!(asks(&world, MARA) && asks(&world, PAUL) && !asks(&world, TOM) && !asks(&world, OTTO));
    world.does(MARA, says(&world, ""));
    assert!(!asks(&world, MARA) && asks(&world, PAUL));
    world.days_pass(92);
    assert!(asks(&world, MARA));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Told again with whole lists: between any two reports nobody's marks differ, or those of five people or more.
    #[test]
    fn no_two_reports_tell_more_than_each(
        rounds in proptest::collection::vec(proptest::collection::vec(
            proptest::option::weighted(0.6, 0u8..3), 8), 1..7),
    ) {
        let mut world = World::seated();
        let consumer = world.consumer;
        for n in 5..8 {
            world.admits(MARA, driver(n), consumer, &[Role::User], Since::Start);
        }
        let mut latest: BTreeMap<u128, u8> = BTreeMap::new();
        let mut reports = vec![BTreeMap::new()];
        for round in rounds {
            // Somebody answers in any case: else there is nothing to open.
            world.does(MARA, says(&world, ""));
            for (n, mark) in (0..).zip(&round) {
                if let Some(mark) = mark {
                    world.does(driver(n), marks(&world, *mark, 10 - *mark));
                    latest.insert(n, *mark);
                }
            }
            opens(&mut world);
            let apart = |report: &BTreeMap<u128, u8>| {
                let differs = |n: &u128| report.get(n) != latest.get(n);
                (0..8).filter(differs).count()
            };
            if reports.iter().all(|report| matches!(apart(report), 0 | 5..)) {
                reports.push(latest.clone());
            }
            let last = reports.last().expect("the empty one");
            let mut told: Vec<u8> = last.values().copied().collect();
            told.sort_unstable();
            let median = |told: &[u8]| {
                let (low, high) = (told[(told.len() - 1) / 2], told[told.len() / 2]);
                f64::from(low + high) / 2.0
            };
            let expected = (!told.is_empty()).then(|| {
                (told.len(), median(&told), 10.0 - median(&told))
            });
            prop_assert_eq!(figure(&world), expected);
        }
    }
}
