//! What is said, and taken back.

use crate::world::*;
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, Moment, Refusal, act};

#[test]
fn words_stand_newest_first() {
    let mut world = World::seated();
    for words in ["one", "two", "three"] {
        world.says(MARA, Audience::WholeTable, words);
    }
    let words: Vec<_> = world
        .seen_by(INES)
        .words()
        .filter_map(|said| said.words)
        .collect();
    assert_eq!(words, ["three", "two", "one"]);
}

#[test]
fn words_stand_beside_the_outcomes_they_are_about() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    let other = world.adds_outcome(MARA, "So that bills are whole");
    let about = |outcomes| {
        let need = act::Say::new(
            ContributionKind::Need,
            Audience::WholeTable,
            "in tunnels too",
        );
        Command::from(act::Say { outcomes, ..need })
    };
    world.does(PAUL, about(vec![outcome]));
    assert_eq!(world.outcome(MARA, outcome).words.len(), 1);
    assert!(world.outcome(MARA, other).words.is_empty());
    let nowhere = OutcomeId(STRANGER.0);
    world.refuses(
        PAUL,
        about(vec![nowhere]),
        Refusal::Unknown { what: "outcome" },
    );
}

#[test]
fn an_author_takes_a_word_back_within_five_minutes() {
    let mut world = World::seated();
    let contribution = world.says(MARA, Audience::WholeTable, "in anger");
    let take_back = Command::TakeBack(act::TakeBack { contribution });
    world.refuses(
        LEA,
        take_back.clone(),
        Refusal::Unknown {
            what: "contribution",
        },
    );
    world.refuses(
        INES,
        take_back.clone(),
        Refusal::Unknown {
            what: "contribution",
        },
    );
    world.now = Moment(world.now.0 + 5 * 60 * 1_000);
    let said = world.sequence();
    let decision = world
        .decide(MARA, take_back.clone())
        .expect("five minutes have not passed");
    let erased: Vec<_> = decision.facts.iter().filter_map(Fact::erases).collect();
    assert_eq!(erased, [said]);
    let mut later = world.clone();
    later.now = Moment(later.now.0 + 1);
    later.refuses(MARA, take_back.clone(), Refusal::TooLate);

    world.does(MARA, take_back.clone());
    assert!(world.hears(MARA).is_empty());
    for person in [INES, LEA, MARA, OTTO] {
        let everything = world.everything(person).expect("they sit here");
        assert!(!everything.contains("in anger"));
    }
    world.refuses(MARA, take_back, Refusal::NothingToErase);
}

#[test]
fn the_author_alone_is_told_until_when_a_word_can_be_taken_back() {
    let mut world = World::seated();
    world.says(MARA, Audience::WholeTable, "in anger");
    let until = |world: &World, person| {
        let seen = world.seen_by(person);
        let said = seen.words().next().expect("one word was said");
        said.take_back_until
    };
    assert_eq!(
        until(&world, MARA),
        Some(Moment(world.now.0 + 5 * 60 * 1_000))
    );
    assert_eq!(until(&world, INES), None);
}

#[test]
fn a_part_of_the_service_is_kept_changed_or_stopped() {
    let mut world = World::seated();
    let made_by = world.supplier;
    let facts = world.does(
        INES,
        act::NamePart {
            name: "SIM cards".into(),
            made_by,
        },
    );
    let [Fact::PartNamed(named)] = &facts[..] else {
        panic!("{facts:?}")
    };
    let part = named.part;
    let judge = |verdict, why: &str| {
        Command::JudgePart(act::JudgePart {
            part,
            verdict,
            why: why.into(),
        })
    };
    world.does(MARA, judge(Verdict::Stop, "they break"));
    world.does(MARA, judge(Verdict::Change, "make them eSIMs"));
    world.does(LEA, judge(Verdict::Keep, "I like mine"));
    let view = world.seen_by(INES).value().parts.remove(0);
    let consumer = &view.verdicts[0];
    assert_eq!((consumer.keep, consumer.change, consumer.stop), (1, 1, 0));
    assert_eq!(consumer.party, world.consumer);
    assert_eq!(view.reasons.len(), 2, "the latest reason of each");
    assert_eq!(
        world.seen_by(MARA).value().parts[0].yours,
        Some(Verdict::Change)
    );
    let nothing = Command::JudgePart(act::JudgePart {
        part: PartId(STRANGER.0),
        verdict: Verdict::Keep,
        why: String::new(),
    });
    world.refuses(MARA, nothing, Refusal::Unknown { what: "part" });
}
