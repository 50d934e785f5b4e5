//! The sealed guess, revealed together.

use crate::world::*;
use domain::audience::Sight;
use domain::ids::*;
use domain::needs::Need;
use domain::view::*;
use domain::words::*;
use domain::{Command, Fact, Refusal, act};

fn with_outcome() -> (World, OutcomeId) {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    (world, outcome)
}

fn gap(world: &World, viewer: PersonId, outcome: OutcomeId) -> (f64, Option<f64>) {
    match world.outcome(viewer, outcome).outcome.guess {
        GuessView::Revealed { guessed, gap, .. } => (guessed, gap),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_guess_opens_in_the_append_in_which_the_consumer_speaks() {
    let (mut world, outcome) = with_outcome();
    world.guesses(INES, outcome, [9, 9, 9]);
    world.guesses(PAUL, outcome, [5, 5, 5]);
    let facts = world.rates(MARA, outcome, [6, 6, 6]);
    let [Fact::AssessmentMade(_), Fact::GuessesRevealed(revealed)] = &facts[..] else {
        panic!("{facts:?}");
    };
    assert_eq!(revealed.people, [INES, PAUL]);
    assert_eq!(gap(&world, MARA, outcome), (7.0, Some(-1.0)));
    assert_eq!(gap(&world, INES, outcome), (7.0, Some(-1.0)));
    let facts = world.rates(LEA, outcome, [6, 6, 6]);
    assert!(
        matches!(&facts[..], [Fact::AssessmentMade(_)]),
        "there is nothing left to open"
    );
}

#[test]
fn a_later_rating_changes_the_value_and_not_what_was_opened() {
    let (mut world, outcome) = with_outcome();
    world.guesses(INES, outcome, [7, 7, 7]);
    world.rates(MARA, outcome, [10, 10, 10]);
    let opened = |world: &World| match world.outcome(MARA, outcome).outcome.guess {
        GuessView::Revealed { gap, opened, .. } => (gap, opened.expect("both are there")),
        other => panic!("{other:?}"),
    };
    let (gap, then) = opened(&world);
    assert_eq!((gap, then.guessed, then.said), (Some(3.0), 7.0, 10.0));
    assert_eq!(then.moved, None);
    world.rates(LEA, outcome, [4, 4, 4]);
    let (gap, then) = opened(&world);
    assert_eq!((gap, then.guessed, then.said), (Some(0.0), 7.0, 10.0));
    let series = world.outcome(MARA, outcome).series;
    let last = series[0].points.last().map(|point| point.at);
    assert_eq!(then.moved.map(|moved| moved.at), last);
    // A guess made when the value could be known opens nothing again.
    world.guesses(INES, outcome, [9, 9, 9]);
    assert_eq!(opened(&world).1, then);
}

#[test]
fn a_user_who_stands_by_name_speaks_for_the_consumer_too() {
    let (mut world, outcome) = with_outcome();
    world.guesses(INES, outcome, [9, 9, 9]);
    world.does(driver(0), act::OpenFigures { open: true });
    let facts = world.rates(driver(0), outcome, [6, 6, 6]);
    assert!(matches!(facts.last(), Some(Fact::GuessesRevealed(_))));
}

#[test]
fn neither_provider_nor_supplier_opens_a_guess_by_rating() {
    let (mut world, outcome) = with_outcome();
    world.guesses(INES, outcome, [9, 9, 9]);
    for person in [PAUL, TOM] {
        let facts = world.rates(person, outcome, [6, 6, 6]);
        assert!(matches!(&facts[..], [Fact::AssessmentMade(_)]));
    }
}

#[test]
fn a_sealed_guess_is_seen_by_its_author_alone() {
    let (mut world, outcome) = with_outcome();
    world.guesses(INES, outcome, [9, 8, 7]);
    let sealed = world.sequence();
    assert_eq!(world.sight(INES, sealed), Sight::Whole);
    for person in [PAUL, OLGA, MARA, LEA, OTTO, TOM, driver(0)] {
        assert_eq!(world.sight(person, sealed), Sight::Sealed);
        let page = world.outcome(person, outcome);
        assert!(page.guesses.is_empty());
        assert_eq!(
            page.outcome.guess,
            GuessView::Sealed {
                people: 1,
                yours: None,
                outdated: false,
            }
        );
    }
    let yours = Some(8.0);
    assert_eq!(
        world.outcome(INES, outcome).outcome.guess,
        GuessView::Sealed {
            people: 1,
            yours,
            outdated: false
        }
    );
}

#[test]
fn provider_sees_the_consumers_value_only_after_guessing_or_skipping() {
    let (mut world, outcome) = with_outcome();
    let consumer = world.consumer;
    world.does(MARA, rate(outcome, [6, 6, 6], "because of the tunnels"));
    let spoken = world.sequence();
    for person in [INES, PAUL, OLGA] {
        assert_eq!(world.figure(person, outcome, consumer), Figure::GuessFirst);
        let page = world.outcome(person, outcome);
        assert!(page.voices.is_empty() && page.series.is_empty());
        assert_eq!(page.outcome.guess, GuessView::YourTurn);
        assert_eq!(world.sight(person, spoken), Sight::Sealed);
        assert!(
            !world
                .everything(person)
                .expect("seated")
                .contains("tunnels")
        );
    }
    world.guesses(INES, outcome, [8, 8, 8]);
    world.does(PAUL, act::SkipGuess { outcome });
    // An observer says nothing, and may want to see all the same.
    world.does(OLGA, act::SkipGuess { outcome });
    for person in [INES, PAUL, OLGA] {
        assert_eq!(world.said(person, outcome, consumer).worth, 6.0);
        assert_eq!(world.sight(person, spoken), Sight::Whole);
    }
}

#[test]
fn a_colleagues_guess_unlocks_nothing_for_others() {
    let (mut world, outcome) = with_outcome();
    let consumer = world.consumer;
    world.rates(MARA, outcome, [6, 6, 6]);
    world.guesses(INES, outcome, [8, 8, 8]);
    assert_eq!(world.figure(PAUL, outcome, consumer), Figure::GuessFirst);
    assert_eq!(
        world.outcome(PAUL, outcome).outcome.guess,
        GuessView::YourTurn
    );
    let other = world.adds_outcome(MARA, "So that bills are whole");
    world.rates(MARA, other, [2, 2, 2]);
    assert_eq!(world.figure(INES, other, consumer), Figure::GuessFirst);
}

#[test]
fn suppliers_see_the_consumers_value_without_guessing() {
    let (mut world, outcome) = with_outcome();
    world.rates(MARA, outcome, [6, 6, 6]);
    assert_eq!(world.said(TOM, outcome, world.consumer).worth, 6.0);
}

#[test]
fn a_late_guess_is_marked_and_does_not_move_the_gap() {
    let (mut world, outcome) = with_outcome();
    world.guesses(INES, outcome, [9, 9, 9]);
    world.rates(MARA, outcome, [6, 6, 6]);
    let facts = world.guesses(INES, outcome, [6, 6, 6]);
    let [Fact::GuessSealed(late), Fact::GuessesRevealed(_)] = &facts[..] else {
        panic!("{facts:?}");
    };
    assert!(late.late);
    assert_eq!(gap(&world, MARA, outcome), (9.0, Some(-3.0)));
    let marked: Vec<_> = world
        .outcome(MARA, outcome)
        .guesses
        .iter()
        .map(|g| g.late)
        .collect();
    assert_eq!(marked, [false, true]);
}

#[test]
fn a_guess_after_skipping_is_late_once_the_consumer_has_spoken() {
    let (mut world, outcome) = with_outcome();
    world.does(INES, act::SkipGuess { outcome });
    world.rates(MARA, outcome, [6, 6, 6]);
    let facts = world.guesses(INES, outcome, [6, 6, 6]);
    assert!(matches!(&facts[0], Fact::GuessSealed(sealed) if sealed.late));
    assert_eq!(world.outcome(MARA, outcome).outcome.guess, GuessView::None);
}

#[test]
fn a_blind_guess_counts_even_after_the_consumer_has_spoken() {
    let (mut world, outcome) = with_outcome();
    world.rates(MARA, outcome, [6, 6, 6]);
    let facts = world.guesses(INES, outcome, [8, 8, 8]);
    let [Fact::GuessSealed(sealed), Fact::GuessesRevealed(_)] = &facts[..] else {
        panic!("{facts:?}");
    };
    assert!(!sealed.late);
    assert_eq!(gap(&world, MARA, outcome), (8.0, Some(-2.0)));
}

#[test]
fn only_the_last_guess_before_the_consumer_speaks_opens() {
    let (mut world, outcome) = with_outcome();
    world.guesses(INES, outcome, [1, 1, 1]);
    let first = world.sequence();
    world.guesses(INES, outcome, [9, 9, 9]);
    world.rates(MARA, outcome, [6, 6, 6]);
    assert_eq!(gap(&world, MARA, outcome), (9.0, Some(-3.0)));
    assert_eq!(world.sight(MARA, first), Sight::Sealed);
}

#[test]
fn only_the_provider_guesses() {
    let (world, outcome) = with_outcome();
    for person in [MARA, TOM] {
        world.refuses(
            person,
            guess(outcome, [5, 5, 5]),
            Refusal::OnlyProviderGuesses,
        );
        world.refuses(
            person,
            act::SkipGuess { outcome },
            Refusal::OnlyProviderGuesses,
        );
    }
    world.refuses(OLGA, guess(outcome, [5, 5, 5]), Refusal::Observer);
}

#[test]
fn skipping_twice_or_after_guessing_says_nothing_new() {
    let (mut world, outcome) = with_outcome();
    world.does(PAUL, act::SkipGuess { outcome });
    world.refuses(PAUL, act::SkipGuess { outcome }, Refusal::NothingNew);
    world.guesses(INES, outcome, [8, 8, 8]);
    world.refuses(INES, act::SkipGuess { outcome }, Refusal::NothingNew);
}

#[test]
fn a_wide_gap_is_worth_a_talk_to_whoever_may_see_it() {
    let (mut world, outcome) = with_outcome();
    world.guesses(INES, outcome, [9, 9, 9]);
    world.rates(MARA, outcome, [6, 6, 6]);
    let talks = |person| {
        let needs = world.seen_by(person).needs(world.now);
        needs
            .iter()
            .any(|need| matches!(need, Need::TalkAboutGap { .. }))
    };
    assert!(talks(INES) && talks(MARA));
    assert!(!talks(PAUL), "Paul has neither guessed nor skipped");
    let spoken = Need::GuessSpoken {
        outcomes: vec![outcome],
    };
    assert!(world.seen_by(PAUL).needs(world.now).contains(&spoken));
}

#[test]
fn whoever_guessed_is_asked_to_open_it_until_they_have_looked() {
    let (mut world, outcome) = with_outcome();
    world.guesses(INES, outcome, [8, 8, 8]);
    let asked = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs
            .iter()
            .any(|need| matches!(need, Need::OpenReveal { .. }))
    };
    assert!(!asked(&world, INES));
    world.refuses(INES, act::LookAtReveal {}, Refusal::NothingNew);
    world.rates(MARA, outcome, [3, 3, 3]);
    assert!(asked(&world, INES) && asked(&world, MARA));
    // A sponsor who has said nothing yet would look at somebody else's word beside the guess.
    assert!(!asked(&world, LEA));
    // A colleague who neither guessed nor skipped knows of nothing to open.
    assert!(!asked(&world, PAUL));
    world.does(INES, act::LookAtReveal {});
    assert!(!asked(&world, INES) && asked(&world, MARA));
    // That she looked is nobody else's matter.
    assert_eq!(world.sight(MARA, world.sequence()), Sight::Sealed);
    world.rates(LEA, outcome, [4, 4, 4]);
    assert!(asked(&world, LEA));
}

#[test]
fn a_gap_is_worth_a_talk_until_ones_side_spoke_of_it() {
    let (mut world, outcome) = with_outcome();
    world.guesses(INES, outcome, [8, 8, 8]);
    world.rates(MARA, outcome, [3, 3, 3]);
    let asked = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs
            .iter()
            .any(|need| matches!(need, Need::TalkAboutGap { .. }))
    };
    assert!(asked(&world, INES) && asked(&world, MARA));
    let about = |audience| {
        Command::from(act::Say {
            outcomes: vec![outcome],
            ..act::Say::new(ContributionKind::Question, audience, "What is missing?")
        })
    };
    world.does(INES, about(Audience::OwnParty));
    assert!(asked(&world, INES));
    world.does(INES, about(Audience::WholeTable));
    assert!(!asked(&world, INES) && asked(&world, MARA));
}
