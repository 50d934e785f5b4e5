//! Commitments: who promises for whom, what a day that comes changes, and that both sides say that it is kept.

use crate::world::*;
use domain::ids::*;
use domain::needs::Need;
use domain::view::*;
use domain::{Day, Fact, Moment, Refusal, act};

fn day(world: &World, days: i64) -> Day {
    Moment(world.now.0 + days * Moment::DAY).day_in_utc()
}

fn promise(world: &World, to: PartyId, words: &str) -> act::MakeCommitment {
    act::MakeCommitment {
        to,
        words: words.into(),
        due: day(world, 10),
        contribution: None,
        proposal: None,
        outcomes: Vec::new(),
    }
}

fn made(facts: &[Fact]) -> CommitmentId {
    match facts {
        [Fact::CommitmentMade(made)] => made.commitment,
        other => panic!("{other:?}"),
    }
}

/// The seed world, in which Ines promised a night number to Northwind.
fn promised() -> (World, CommitmentId) {
    let mut world = World::seated();
    let promise = promise(
        &world,
        world.consumer,
        "A night number that a person answers",
    );
    let commitment = made(&world.does(INES, promise));
    (world, commitment)
}

fn view(world: &World, person: PersonId, commitment: CommitmentId) -> CommitmentView {
    let page = world.seen_by(person).commitments(world.now);
    let mut all = page.commitments.into_iter();
    all.find(|it| it.id == commitment).expect("it is there")
}

fn reports(world: &mut World, person: PersonId, commitment: CommitmentId) {
    let words = "It rings since Monday".into();
    world.does(person, act::ReportKept { commitment, words });
}

fn answers(commitment: CommitmentId, kept: bool, words: &str) -> act::AnswerKept {
    let words = words.into();
    act::AnswerKept {
        commitment,
        kept,
        words,
    }
}

fn asks(world: &World, commitment: CommitmentId, words: &str, days: i64) -> act::AskForChange {
    act::AskForChange {
        commitment,
        words: words.into(),
        due: day(world, days),
        why: "Nobody found for Sundays".into(),
    }
}

fn needs(world: &World, person: PersonId) -> Vec<&'static str> {
    let needs = world.seen_by(person).needs(world.now);
    let of_promises = ["answer_kept", "answer_change", "keep_commitment"];
    let words = needs.iter().map(Need::word);
    words.filter(|word| of_promises.contains(word)).collect()
}

#[test]
fn a_change_asked_for_meanwhile_is_not_replaced_unseen() {
    let (mut world, commitment) = promised();
    let (one, another) = (
        asks(&world, commitment, "On weekdays", 20),
        asks(&world, commitment, "But Sundays", 30),
    );
    let shown = world.sequence();
    world.does(INES, one);
    let asked = world.sequence();
    world.shown_at = Some(shown);
    world.refuses(INES, another.clone(), Refusal::ChangedMeanwhile);
    world.shown_at = Some(asked);
    world.does(INES, another.clone());
    world.shown_at = None;
    let asked = world.sequence();
    world.does(
        MARA,
        act::AnswerChange {
            commitment,
            asked,
            agrees: true,
            words: String::new(),
        },
    );
    world.shown_at = Some(asked);
    let later = asks(&world, commitment, "Not at all", 40);
    world.refuses(INES, later, Refusal::ChangedMeanwhile);
}

#[test]
fn a_commitment_is_kept_when_both_sides_say_so() {
    let (mut world, commitment) = promised();
    assert_eq!(view(&world, MARA, commitment).state, CommitmentState::Open);
    reports(&mut world, INES, commitment);
    assert_eq!(
        view(&world, MARA, commitment).state,
        CommitmentState::Reported
    );
    assert_eq!(needs(&world, MARA), ["answer_kept"]);
    world.does(MARA, answers(commitment, true, ""));
    assert_eq!(view(&world, MARA, commitment).state, CommitmentState::Kept);
    assert_eq!(needs(&world, MARA), [""; 0]);
}

#[test]
fn whoever_promised_does_not_confirm_it_themselves() {
    let (mut world, commitment) = promised();
    reports(&mut world, INES, commitment);
    for person in [INES, TOM] {
        let answer = answers(commitment, true, "");
        world.refuses(person, answer, Refusal::OnlyWhoReceives);
    }
    let words = "Done".to_owned();
    let kept = act::ReportKept { commitment, words };
    world.refuses(MARA, kept, Refusal::OnlyWhoPromised);
}

#[test]
fn nothing_is_confirmed_that_was_not_said_to_be_kept() {
    let (world, commitment) = promised();
    world.refuses(MARA, answers(commitment, true, ""), Refusal::NotReported);
}

#[test]
fn a_day_that_comes_keeps_nothing() {
    let (mut world, commitment) = promised();
    assert_eq!(needs(&world, INES), [""; 0]);
    world.days_pass(3);
    assert_eq!(needs(&world, INES), ["keep_commitment"]);
    world.days_pass(7);
    assert_eq!(
        view(&world, MARA, commitment).state,
        CommitmentState::DueToday
    );
    world.days_pass(1);
    assert_eq!(view(&world, MARA, commitment).state, CommitmentState::Late);
    let needs = world.seen_by(INES).needs(world.now);
    let late = needs
        .iter()
        .any(|need| matches!(need, Need::KeepCommitment { late: true, .. }));
    assert!(late, "{needs:?}");
}

#[test]
fn what_is_missing_leads_back_to_whoever_promised() {
    let (mut world, commitment) = promised();
    reports(&mut world, INES, commitment);
    let field = "words";
    world.refuses(
        MARA,
        answers(commitment, false, ""),
        Refusal::Blank { field },
    );
    world.does(MARA, answers(commitment, false, "Not on Sundays"));
    assert_eq!(view(&world, INES, commitment).state, CommitmentState::Open);
    assert_eq!(needs(&world, INES), ["keep_commitment"]);
    let told = view(&world, INES, commitment).reports;
    assert_eq!(told[0].missing.as_deref(), Some("Not on Sundays"));
    reports(&mut world, INES, commitment);
    assert_eq!(needs(&world, MARA), ["answer_kept"]);
}

#[test]
fn what_was_promised_holds_until_the_other_side_agrees_to_a_change() {
    let (mut world, commitment) = promised();
    let change = asks(&world, commitment, "A night number on weekdays", 20);
    world.refuses(MARA, change.clone(), Refusal::OnlyWhoPromised);
    world.does(INES, change);
    let asked = view(&world, MARA, commitment);
    assert_eq!(
        asked.words.as_deref(),
        Some("A night number that a person answers")
    );
    assert_eq!(needs(&world, MARA), ["answer_change"]);
    let answer = |asked: u64, agrees: bool, words: &str| act::AnswerChange {
        commitment,
        asked,
        agrees,
        words: words.into(),
    };
    let asked = asked.changes[0].asked;
    world.refuses(INES, answer(asked, true, ""), Refusal::OnlyWhoReceives);
    world.does(MARA, answer(asked, false, "Sundays are the point"));
    assert_eq!(view(&world, INES, commitment).due, day(&world, 10));
    world.refuses(MARA, answer(asked, true, ""), Refusal::NothingAsked);

    let again = asks(
        &world,
        commitment,
        "A night number on all days from May",
        30,
    );
    world.does(INES, again);
    world.refuses(MARA, answer(asked, true, ""), Refusal::OtherChange);
    let asked = view(&world, MARA, commitment).changes[1].asked;
    world.does(MARA, answer(asked, true, ""));
    let changed = view(&world, TOM, commitment);
    assert_eq!(
        changed.words.as_deref(),
        Some("A night number on all days from May")
    );
    assert_eq!(changed.due, day(&world, 30));
    // The words in which it was promised stay.
    let before = &changed.earlier[0];
    assert_eq!(
        before.words.as_deref(),
        Some("A night number that a person answers")
    );
    // What was done before was done to them.
    let seen = world.seen_by(MARA);
    let words_at = |sequence| seen.commitment_words_at(commitment, sequence).flatten();
    assert_eq!(words_at(asked).as_ref(), before.words.as_ref());
    assert_eq!(words_at(world.sequence()), changed.words);
    let due_at = |sequence| seen.promised_at(commitment, sequence).map(|(_, due)| due);
    assert_eq!(due_at(asked), Some(day(&world, 10)));
    assert_eq!(due_at(world.sequence()), Some(day(&world, 30)));
}

#[test]
fn a_day_is_asked_for_that_lies_ahead() {
    let mut world = World::seated();
    for days in [-1, 6 * 366] {
        let promise = act::MakeCommitment {
            due: day(&world, days),
            ..promise(&world, world.consumer, "So soon")
        };
        world.refuses(INES, promise, Refusal::NoDueDay);
    }
    let today = act::MakeCommitment {
        due: day(&world, 0),
        ..promise(&world, world.consumer, "This afternoon")
    };
    world.does(INES, today);
}

#[test]
fn nobody_promises_to_themselves_or_for_others() {
    let mut world = World::seated();
    let own = promise(&world, world.provider, "To ourselves");
    world.refuses(INES, own, Refusal::PromisedToOneself);
    // Whoever speaks promises for their own party, whatever they write.
    let theirs = promise(&world, world.provider, "We tell of works a week before");
    let commitment = made(&world.does(MARA, theirs));
    assert_eq!(view(&world, INES, commitment).party, world.consumer);
}

#[test]
fn only_the_other_side_needs_it_no_more() {
    let (mut world, commitment) = promised();
    let why = || "The depot closes".to_owned();
    let release = |why| act::ReleaseCommitment { commitment, why };
    world.refuses(INES, release(why()), Refusal::OnlyWhoReceives);
    world.does(MARA, release(why()));
    assert_eq!(
        view(&world, INES, commitment).state,
        CommitmentState::Released
    );
    let words = "Done".to_owned();
    let kept = act::ReportKept { commitment, words };
    world.refuses(INES, kept, Refusal::CommitmentEnded);
}

#[test]
fn the_same_promise_made_twice_is_joined_by_whom_it_was_made_to() {
    let (mut world, commitment) = promised();
    let twice = promise(&world, world.consumer, "Somebody answers at night");
    let twice = made(&world.does(INES, twice));
    let join = |commitment, into| act::JoinCommitments { commitment, into };
    world.refuses(INES, join(twice, commitment), Refusal::OnlyWhoReceives);
    world.refuses(MARA, join(twice, twice), Refusal::NotTheSame);
    let other = promise(&world, world.supplier, "Something else");
    let other = made(&world.does(INES, other));
    world.refuses(MARA, join(twice, other), Refusal::NotTheSame);
    world.does(MARA, join(twice, commitment));
    let joined = view(&world, INES, twice);
    assert_eq!(
        (joined.state, joined.joined_into),
        (CommitmentState::Joined, Some(commitment))
    );
    assert_eq!(view(&world, INES, commitment).state, CommitmentState::Open);
}

#[test]
fn a_colleague_keeps_what_was_promised_by_whoever_left() {
    let mut world = World::seated();
    let promise = promise(&world, world.provider, "We tell of works a week before");
    made(&world.does(MARA, promise));
    world.days_pass(8);
    assert_eq!(needs(&world, MARA), ["keep_commitment"]);
    assert_eq!(needs(&world, LEA), [""; 0]);
    world.does(LEA, act::UnseatPerson { person: MARA });
    assert_eq!(needs(&world, LEA), ["keep_commitment"]);
}
