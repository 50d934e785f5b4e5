//! What is said, and taken back.

use crate::world::*;
use domain::ids::*;
use domain::thread::WaitsFor;
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

fn mend(contribution: ContributionId, words: &str, meant_otherwise: bool) -> Command {
    Command::MendWord(act::MendWord {
        contribution,
        words: words.to_owned(),
        condition: String::new(),
        meant_otherwise,
    })
}

#[test]
fn a_word_is_mended_by_its_author_once_it_cannot_be_taken_back() {
    let mut world = World::seated();
    let contribution = world.says(MARA, Audience::WholeTable, "reach every drover");
    let mended = mend(contribution, "reach every driver", false);
    world.refuses(MARA, mended.clone(), Refusal::StillFresh);
    world.now = Moment(world.now.0 + 5 * 60 * 1_000 + 1);
    world.refuses(LEA, mended.clone(), Refusal::NotAuthor);
    world.refuses(INES, mended.clone(), Refusal::NotAuthor);
    world.refuses(
        MARA,
        mend(contribution, "reach every drover", true),
        Refusal::NothingNew,
    );
    world.does(MARA, mended);
    let seen = world.seen_by(INES);
    let said = seen.words().next().expect("one word was said");
    assert_eq!(said.words.as_deref(), Some("reach every driver"));
    assert_eq!(said.earlier.len(), 1);
    assert_eq!(said.earlier[0].words.as_deref(), Some("reach every drover"));
}

#[test]
fn a_word_whose_meaning_was_mended_is_heard_once_more() {
    for meant_otherwise in [false, true] {
        let mut world = World::seated();
        let contribution = world.says(MARA, Audience::WholeTable, "reach every driver");
        let words = "drivers by phone".to_owned();
        let told = world.does(
            INES,
            act::SayBack {
                contribution,
                words: words.clone(),
            },
        );
        let Some(Fact::SaidBack(told)) = told.first() else {
            panic!("not said back")
        };
        let reflection = told.reflection;
        let confirm = act::ConfirmReflection {
            contribution,
            reflection,
        };
        world.does(MARA, confirm.clone());
        world.now = Moment(world.now.0 + Moment::DAY);
        world.does(
            MARA,
            mend(contribution, "reach every truck", meant_otherwise),
        );
        let thread = world.seen_by(INES).thread(contribution, world.now);
        let said = thread.expect("she sees it").said.remove(0);
        assert_eq!(said.heard.is_empty(), meant_otherwise);
        let waits = said.waiting.expect("it waits").what;
        if meant_otherwise {
            assert_eq!(waits, WaitsFor::Hearing);
            let again = act::SayBack {
                contribution,
                words,
            };
            world.does(INES, again);
        } else {
            assert_eq!(waits, WaitsFor::Answer);
        }
    }
}

/// Whether the meaning is another one its author says alone; what others said of it was of the words of then.
#[test]
fn what_others_said_of_a_word_is_of_the_words_that_stood_then() {
    const THEN: &str = "one report a month";
    let mut world = World::seated();
    let contribution = world.says(MARA, Audience::WholeTable, THEN);
    let says_back = |world: &mut World| {
        let words = "a report".to_owned();
        let told = world.does(
            INES,
            act::SayBack {
                contribution,
                words,
            },
        );
        let Some(Fact::SaidBack(told)) = told.first() else {
            panic!("not said back")
        };
        act::ConfirmReflection {
            contribution,
            reflection: told.reflection,
        }
    };
    let first = says_back(&mut world);
    world.does(MARA, first.clone());
    let answers = act::Answer {
        contribution,
        kind: AnswerKind::Tried,
        words: "yes, from January on".to_owned(),
        became_outcome: None,
        became_contribution: None,
        became_feature: None,
        returns: None,
    };
    world.does(INES, answers.clone());
    let said = |world: &World| {
        let thread = world.seen_by(INES).thread(contribution, world.now);
        thread.expect("she sees it").said.remove(0)
    };
    let view = said(&world);
    assert_eq!(view.answers[0].to_earlier, None);
    assert!(!view.heard[0].in_other_words && !view.may.say_back);

    world.now = Moment(world.now.0 + Moment::DAY);
    world.does(MARA, mend(contribution, "pay 100,000 euros a year", false));
    let view = said(&world);
    let then = |reading: &Option<domain::view::ReadingView>| {
        let reading = reading.as_ref().expect("the words of then");
        reading.words.clone()
    };
    assert_eq!(then(&view.answers[0].to_earlier).as_deref(), Some(THEN));
    assert_eq!(then(&view.reflections[0].to_earlier).as_deref(), Some(THEN));
    assert!(view.heard[0].in_other_words && view.may.say_back);
    // Her yes to the words of then is none to these.
    world.refuses(MARA, first, Refusal::NothingNew);

    let mut back = world.clone();
    back.does(MARA, mend(contribution, THEN, false));
    let view = said(&back);
    assert_eq!(
        view.answers[0].to_earlier, None,
        "the words are those of then"
    );
    assert!(!view.heard[0].in_other_words);

    let again = says_back(&mut world);
    let view = said(&world);
    assert!(view.heard[0].in_other_words);
    let waits = view.waiting.expect("it waits for her").what;
    assert!(matches!(waits, WaitsFor::Author { .. }), "{waits:?}");
    world.does(MARA, again);
    world.does(INES, answers);
    let view = said(&world);
    assert!(!view.heard[0].in_other_words && !view.may.say_back);
    assert_eq!(view.answers[1].to_earlier, None);
    assert_eq!(then(&view.answers[0].to_earlier).as_deref(), Some(THEN));
}

#[test]
fn erasing_a_mended_word_erases_every_reading() {
    let mut world = World::seated();
    let contribution = world.says(MARA, Audience::WholeTable, "in anger");
    let first = world.sequence();
    world.now = Moment(world.now.0 + Moment::DAY);
    world.does(MARA, mend(contribution, "in some haste", false));
    let second = world.sequence();
    for sequence in [first, second] {
        let mut world = world.clone();
        let erase = act::EraseContent {
            sequence,
            ground: "not for here".to_owned(),
        };
        world.does(MARA, erase);
        let everything = world.everything(INES).expect("she sits here");
        for words in ["in anger", "in some haste"] {
            assert!(!everything.contains(words), "{words} by {sequence}");
        }
    }
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
fn the_same_words_sent_again_from_a_page_that_shows_them_are_said_once() {
    let mut world = World::seated();
    let need = |words: &str| {
        Command::from(act::Say::new(
            ContributionKind::Need,
            Audience::WholeTable,
            words,
        ))
    };
    let shown = |world: &World| Some(world.relationship.sequence());
    world.shown_at = shown(&world);
    world.does(MARA, need("a second mast"));
    // Sent twice from a page of before is another matter: the form's key stands for the first.
    world.does(MARA, need("a second mast"));
    world.shown_at = shown(&world);
    world.refuses(MARA, need(" a second mast\n"), Refusal::SaidJustNow);
    // With a file it is something else.
    let pictured = act::Say {
        attachments: vec![crate::attached::picture("a mast")],
        ..act::Say::new(
            ContributionKind::Need,
            Audience::WholeTable,
            "a second mast",
        )
    };
    world.clone().does(MARA, pictured);
    let mut others = world.clone();
    others.does(LEA, need("a second mast"));
    others.does(MARA, need("a third mast"));
    let narrower = act::Say::new(ContributionKind::Need, Audience::OwnParty, "a second mast");
    others.does(MARA, narrower);
    world.now = Moment(world.now.0 + 10 * 60 * 1_000);
    world.does(MARA, need("a second mast"));
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

#[test]
fn who_is_mentioned_is_asked_to_read_what_they_may_read_until_they_say_something() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    let mention = |audience, mentions| {
        let outcomes = vec![outcome];
        Command::from(act::Say {
            mentions,
            outcomes,
            ..act::Say::new(ContributionKind::Question, audience, "at which price?")
        })
    };
    let asked = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs.iter().any(|need| need.word() == "mentioned")
    };
    // Whoever would not read it is mentioned to nobody.
    for (audience, person) in [
        (Audience::OwnParty, INES),
        (Audience::OwnParty, OTTO),
        (Audience::OnlyMe, LEA),
        (Audience::Parties(vec![world.provider]), TOM),
        (Audience::WholeTable, STRANGER),
    ] {
        let refused = mention(audience, vec![person]);
        world.refuses(MARA, refused, Refusal::MentionedWouldNotRead);
    }
    let many = vec![LEA, LEA, MARA];
    let facts = world.does(MARA, mention(Audience::OwnParty, many));
    let [Fact::ContributionSaid(said)] = &facts[..] else {
        panic!("{facts:?}")
    };
    assert_eq!(said.mentions, [LEA], "once, and not oneself");
    let contribution = said.contribution;
    assert!(asked(&world, LEA));
    assert!([MARA, INES, TOM].iter().all(|other| !asked(&world, *other)));
    let noted = Command::NoteMention(act::NoteMention { contribution });
    let unknown = Refusal::Unknown {
        what: "contribution",
    };
    world.refuses(INES, noted.clone(), unknown);
    world.refuses(MARA, noted.clone(), Refusal::NothingNew);
    let mut replied = world.clone();
    world.does(LEA, noted.clone());
    assert!(!asked(&world, LEA));
    world.refuses(LEA, noted, Refusal::NothingNew);
    // Whoever says something to it has read it.
    let reply = act::Say::new(ContributionKind::Reply, Audience::OwnParty, "at yours");
    replied.does(
        LEA,
        act::Say {
            under: Some(contribution),
            ..reply
        },
    );
    assert!(!asked(&replied, LEA));
}

#[test]
fn who_is_mentioned_across_parties_is_told_so_whatever_else_waits_for_their_party() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    for kind in [
        ContributionKind::Need,
        ContributionKind::Idea,
        ContributionKind::Question,
    ] {
        world.does(
            MARA,
            act::Say {
                mentions: vec![TOM],
                outcomes: vec![outcome],
                ..act::Say::new(kind, Audience::WholeTable, "Tom, have a look")
            },
        );
        let said = world.seen_by(MARA).words().next().unwrap().id;
        let turns = world.seen_by(TOM).turns(world.now);
        assert!(turns.mentioned.contains(&said), "{kind:?}");
        let needs = world.seen_by(TOM).needs(world.now);
        let told = needs.iter().filter(|need| need.word() == "mentioned");
        assert_eq!(told.count(), 1, "{kind:?}");
        // What waits for two reasons is one word.
        let others = world.seen_by(INES).turns(world.now);
        let waits = [turns.to_say_back, turns.to_answer, turns.to_reply].concat();
        let mut words = waits.clone();
        words.extend(&turns.mentioned);
        words.sort();
        words.dedup();
        assert_eq!(world.seen_by(TOM).turns(world.now).count(), words.len());
        assert!(others.mentioned.is_empty());
    }
}
