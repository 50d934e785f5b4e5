//! Said back, corrected, heard; then answered.

use domain::ids::*;
use domain::thread::{Choice, SaidView, WaitsFor};
use domain::words::*;
use domain::{Command, Day, Fact, Moment, Refusal, act};

use crate::world::*;

const TABLE: Audience = Audience::WholeTable;

fn saying(kind: ContributionKind, words: &str) -> act::Say {
    act::Say::new(kind, TABLE, words)
}

impl World {
    fn contributes(&mut self, actor: PersonId, saying: act::Say) -> ContributionId {
        match &self.does(actor, saying)[..] {
            [Fact::ContributionSaid(said)] => said.contribution,
            other => panic!("{other:?}"),
        }
    }

    fn says_back(&mut self, actor: PersonId, contribution: ContributionId) -> ReflectionId {
        let words = "what hurts is not knowing".into();
        let told = self.does(
            actor,
            act::SayBack {
                contribution,
                words,
            },
        );
        match &told[..] {
            [Fact::SaidBack(told)] => told.reflection,
            other => panic!("{other:?}"),
        }
    }

    fn view(&self, person: PersonId, contribution: ContributionId) -> SaidView {
        let thread = self.seen_by(person).thread(contribution, self.now);
        thread.expect("they may see it").said.remove(0)
    }

    fn waits_for(&self, person: PersonId, contribution: ContributionId) -> Option<WaitsFor> {
        self.view(person, contribution)
            .waiting
            .map(|waits| waits.what)
    }
}

fn confirm(contribution: ContributionId, reflection: ReflectionId) -> Command {
    Command::ConfirmReflection(act::ConfirmReflection {
        contribution,
        reflection,
    })
}

fn correct(contribution: ContributionId, reflection: ReflectionId) -> Command {
    Command::CorrectReflection(act::CorrectReflection {
        contribution,
        reflection,
        words: "not the call, the driver".into(),
    })
}

fn answer(contribution: ContributionId, kind: AnswerKind, returns: Option<Day>) -> Command {
    Command::Answer(act::Answer {
        contribution,
        kind,
        words: "the masts come first".into(),
        became_outcome: None,
        became_contribution: None,
        became_feature: None,
        returns,
    })
}

fn heard_by(facts: &[Fact]) -> Vec<PartyId> {
    let heard = facts.iter().filter_map(|fact| match fact {
        Fact::ContributionHeard(heard) => Some(heard.party),
        _ => None,
    });
    heard.collect()
}

#[test]
fn a_need_is_heard_once_its_author_confirms_what_was_said_back() {
    let mut world = World::seated();
    let need = world.says(MARA, TABLE, "reach the driver under the bridge");
    assert_eq!(world.waits_for(INES, need), Some(WaitsFor::Hearing));
    let told = world.says_back(INES, need);
    let parties = vec![world.provider];
    assert_eq!(
        world.waits_for(TOM, need),
        Some(WaitsFor::Author { parties })
    );
    assert!(world.view(MARA, need).reflections[0].may_confirm);
    assert!(!world.view(INES, need).reflections[0].may_confirm);
    for other in [INES, TOM] {
        world.refuses(other, confirm(need, told), Refusal::NotAuthor);
    }
    let facts = world.does(MARA, confirm(need, told));
    assert_eq!(heard_by(&facts), [world.provider]);
    assert_eq!(world.waits_for(INES, need), Some(WaitsFor::Answer));
    let again = Command::SayBack(act::SayBack {
        contribution: need,
        words: "again".into(),
    });
    world.refuses(PAUL, again, Refusal::AlreadyHeard);
    world.refuses(MARA, confirm(need, told), Refusal::NothingNew);
}

#[test]
fn a_corrected_telling_is_heard_once_its_party_takes_the_correction_in() {
    let mut world = World::seated();
    let need = world.says(MARA, TABLE, "reach the driver");
    let told = world.says_back(INES, need);
    let take_in = Command::AcknowledgeCorrection(act::AcknowledgeCorrection {
        contribution: need,
        reflection: told,
    });
    world.refuses(INES, take_in.clone(), Refusal::NothingNew);
    world.does(MARA, correct(need, told));
    let party = world.provider;
    assert_eq!(
        world.waits_for(MARA, need),
        Some(WaitsFor::Acknowledgement { party })
    );
    world.refuses(TOM, take_in.clone(), Refusal::OnlyWhoSaidBack);
    let facts = world.does(PAUL, take_in);
    assert_eq!(
        heard_by(&facts),
        [world.provider],
        "any speaker of the party"
    );
}

#[test]
fn hearing_is_counted_for_each_party_on_its_own() {
    let mut world = World::seated();
    let need = world.says(MARA, TABLE, "reach the driver");
    let told = world.says_back(INES, need);
    world.does(MARA, confirm(need, told));
    let view = world.view(MARA, need);
    assert_eq!((view.heard.len(), view.others.len()), (1, 2));
    let told = world.says_back(TOM, need);
    assert_eq!(
        heard_by(&world.does(MARA, confirm(need, told))),
        [world.supplier]
    );
}

#[test]
fn nobody_says_back_the_words_of_their_own_party() {
    let mut world = World::seated();
    let need = world.says(MARA, TABLE, "reach the driver");
    let back = Command::SayBack(act::SayBack {
        contribution: need,
        words: "so you mean".into(),
    });
    world.refuses(LEA, back, Refusal::OwnWord);
}

#[test]
fn a_colleague_confirms_for_an_author_who_is_gone_for_fourteen_days_and_is_marked() {
    let mut world = World::seated();
    let need = world.says(MARA, TABLE, "reach the driver");
    world.days_pass(20);
    let told = world.says_back(INES, need);
    world.refuses(LEA, confirm(need, told), Refusal::AuthorFirst);
    world.days_pass(14);
    world.refuses(TOM, confirm(need, told), Refusal::NotAuthor);
    let mut active = world.clone();
    active.does(MARA, say(TABLE, "here I am"));
    active.refuses(LEA, confirm(need, told), Refusal::AuthorFirst);
    let facts = world.does(LEA, confirm(need, told));
    assert!(matches!(&facts[0], Fact::ReflectionConfirmed(fact) if fact.by_colleague));
    assert_eq!(heard_by(&facts), [world.provider]);
}

#[test]
fn an_idea_is_heard_by_a_build_and_its_authors_nod() {
    let mut world = World::seated();
    let idea = world.contributes(TOM, saying(ContributionKind::Idea, "two small cells"));
    let build = world.contributes(
        LEA,
        act::Say {
            under: Some(idea),
            ..saying(ContributionKind::Build, "and the outage board")
        },
    );
    let parties = vec![world.consumer];
    assert_eq!(
        world.waits_for(TOM, idea),
        Some(WaitsFor::Author { parties })
    );
    assert!(world.view(TOM, build).may.nod);
    world.refuses(INES, act::NodToBuild { build }, Refusal::NotAuthor);
    let facts = world.does(TOM, act::NodToBuild { build });
    assert_eq!(heard_by(&facts), [world.consumer]);
    world.refuses(TOM, act::NodToBuild { build }, Refusal::NothingNew);
}

#[test]
fn an_idea_is_met_with_a_build_a_question_or_a_concern_that_makes_it_work() {
    let mut world = World::seated();
    let idea = world.contributes(TOM, saying(ContributionKind::Idea, "two small cells"));
    let under = |kind, condition: &str| {
        Command::from(act::Say {
            under: Some(idea),
            limit: Some(LimitKind::Technical),
            condition: condition.into(),
            ..saying(kind, "hm")
        })
    };
    for kind in [ContributionKind::Build, ContributionKind::Question] {
        assert!(world.decide(INES, under(kind, "")).is_ok(), "{kind:?}");
    }
    let kinds = [
        ContributionKind::Reply,
        ContributionKind::Need,
        ContributionKind::Limit,
        ContributionKind::Idea,
    ];
    for kind in kinds {
        world.refuses(INES, under(kind, ""), Refusal::NotSaidThere);
    }
    let field = "condition";
    world.refuses(
        INES,
        under(ContributionKind::Concern, ""),
        Refusal::Blank { field },
    );
    world.does(
        INES,
        under(ContributionKind::Concern, "if the council agrees"),
    );
}

#[test]
fn a_limit_says_its_kind_and_a_question_hangs_on_something() {
    let mut world = World::seated();
    world.refuses(
        TOM,
        saying(ContributionKind::Limit, "nobody climbs at night"),
        Refusal::NoLimitKind,
    );
    for kind in [ContributionKind::Question, ContributionKind::Concern] {
        world.refuses(TOM, saying(kind, "why?"), Refusal::HangsNowhere);
    }
    for kind in [ContributionKind::Build, ContributionKind::Reply] {
        world.refuses(TOM, saying(kind, "and"), Refusal::NotSaidThere);
    }
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.does(
        TOM,
        Command::from(act::Say {
            outcomes: vec![outcome],
            ..saying(ContributionKind::Question, "why?")
        }),
    );
}

#[test]
fn a_reply_reaches_no_further_than_what_it_answers() {
    let mut world = World::seated();
    let (provider, consumer, supplier) = (world.provider, world.consumer, world.supplier);
    let two = Audience::Parties(vec![provider]);
    let need = world.contributes(
        MARA,
        act::Say::new(ContributionKind::Need, two, "between us"),
    );
    let reply = |audience| {
        Command::from(act::Say {
            under: Some(need),
            ..act::Say::new(ContributionKind::Idea, audience, "we could")
        })
    };
    for wider in [TABLE, Audience::Parties(vec![consumer, supplier])] {
        world.refuses(INES, reply(wider), Refusal::WiderThanThread);
    }
    for within in [Audience::Parties(vec![consumer]), Audience::OwnParty] {
        assert!(world.decide(INES, reply(within)).is_ok());
    }
    let unknown = Refusal::Unknown {
        what: "contribution",
    };
    world.refuses(TOM, reply(Audience::OwnParty), unknown);
}

#[test]
fn what_is_answered_not_now_comes_back_on_its_day() {
    let mut world = World::seated();
    let need = world.says(MARA, TABLE, "reach the driver");
    world.refuses(
        MARA,
        answer(need, AnswerKind::Tried, None),
        Refusal::OwnWord,
    );
    for day in [None, Some(world.now.day_in_utc())] {
        world.refuses(
            INES,
            answer(need, AnswerKind::NotNow, day),
            Refusal::NoReturn,
        );
    }
    let day = Moment(world.now.0 + 30 * Moment::DAY).day_in_utc();
    world.does(INES, answer(need, AnswerKind::NotNow, Some(day)));
    assert_eq!(world.waits_for(MARA, need), None);
    world.days_pass(29);
    assert_eq!(world.waits_for(MARA, need), None);
    world.days_pass(1);
    assert_eq!(world.waits_for(MARA, need), Some(WaitsFor::Return));
    assert_eq!(world.seen_by(INES).turns(world.now).to_answer, [need]);
    world.does(INES, answer(need, AnswerKind::Tried, None));
    assert_eq!(world.waits_for(MARA, need), None);
}

#[test]
fn a_confirmed_answer_hears_too() {
    let mut world = World::seated();
    let need = world.says(MARA, TABLE, "reach the driver");
    let facts = world.does(INES, answer(need, AnswerKind::TakenUp, None));
    let [Fact::ContributionAnswered(answered)] = &facts[..] else {
        panic!("{facts:?}")
    };
    assert_eq!(world.seen_by(MARA).turns(world.now).answered, [need]);
    let confirm = Command::ConfirmAnswer(act::ConfirmAnswer {
        contribution: need,
        answer: answered.answer,
    });
    world.refuses(TOM, confirm.clone(), Refusal::NotAuthor);
    assert_eq!(heard_by(&world.does(MARA, confirm)), [world.provider]);
}

#[test]
fn whoever_was_heard_before_is_told_of_the_answer_all_the_same() {
    let mut world = World::seated();
    let need = world.says(MARA, TABLE, "reach the driver");
    let facts = world.does(INES, answer(need, AnswerKind::TakenUp, None));
    let [Fact::ContributionAnswered(first)] = &facts[..] else {
        panic!("{facts:?}")
    };
    let confirm = |answer| {
        Command::ConfirmAnswer(act::ConfirmAnswer {
            contribution: need,
            answer,
        })
    };
    world.does(MARA, confirm(first.answer));
    assert!(world.seen_by(MARA).turns(world.now).answered.is_empty());
    // Meridian has heard it, and answers once more.
    let day = Moment(world.now.0 + 40 * Moment::DAY).day_in_utc();
    world.does(INES, answer(need, AnswerKind::Tried, Some(day)));
    let told = |world: &World| world.seen_by(MARA).turns(world.now).answered.clone();
    assert_eq!(told(&world), [need]);
    world.days_pass(29);
    assert_eq!(told(&world), [need]);
    world.days_pass(1);
    assert!(told(&world).is_empty(), "it is no reminder for ever");
    // What is being tried is looked at again on its day.
    world.days_pass(10);
    assert_eq!(world.waits_for(MARA, need), Some(WaitsFor::Return));
}

#[test]
fn an_answer_does_not_tell_of_what_its_readers_may_not_know() {
    let mut world = World::seated();
    let need = world.says(MARA, TABLE, "reach the driver");
    let secret = world.contributes(
        INES,
        act::Say::new(ContributionKind::Idea, Audience::OwnParty, "a cheaper mast"),
    );
    let became = |became| {
        Command::Answer(act::Answer {
            contribution: need,
            kind: AnswerKind::TakenUp,
            words: String::new(),
            became_outcome: None,
            became_contribution: Some(became),
            became_feature: None,
            returns: None,
        })
    };
    world.refuses(INES, became(secret), Refusal::WiderThanThread);
    let open = world.contributes(INES, saying(ContributionKind::Idea, "two small cells"));
    world.does(INES, became(open));
}

#[test]
fn no_party_uses_up_what_the_others_answer() {
    let mut world = World::seated();
    let need = world.contributes(MARA, saying(ContributionKind::Need, "no paper slips"));
    let tried = || answer(need, AnswerKind::Tried, None);
    for _ in 0..100 {
        world.does(TOM, tried());
    }
    let what = "answers";
    world.refuses(TOM, tried(), Refusal::Full { what, limit: 100 });
    world.does(INES, tried());
}

#[test]
fn only_those_who_speak_for_a_party_answer() {
    let mut world = World::seated();
    let need = world.says(MARA, TABLE, "reach the driver");
    let refusal = world.decide(PAUL, answer(need, AnswerKind::Tried, None));
    assert_eq!(
        refusal.map_err(|refusal| refusal.rule()),
        Err("not_entitled")
    );
}

#[test]
fn a_word_for_an_absent_colleague_counts_nowhere_until_confirmed() {
    let mut world = World::seated();
    let for_driver = |spoken_for| {
        Command::from(act::Say {
            spoken_for: Some(spoken_for),
            ..saying(ContributionKind::Need, "the radio is dead in tunnels")
        })
    };
    for nobody in [MARA, INES, OTTO, STRANGER] {
        world.refuses(MARA, for_driver(nobody), Refusal::NotAbsentColleague);
    }
    let facts = world.does(MARA, for_driver(driver(0)));
    let [Fact::ContributionSaid(said)] = &facts[..] else {
        panic!("{facts:?}")
    };
    let need = said.contribution;
    assert_eq!(world.waits_for(INES, need), Some(WaitsFor::AbsentPerson));
    let back = Command::SayBack(act::SayBack {
        contribution: need,
        words: "so".into(),
    });
    world.refuses(INES, back.clone(), Refusal::NotYetConfirmed);
    let heard = |world: &World| world.seen_by(INES).heard_figures()[1].said;
    let turns = |world: &World| world.seen_by(INES).voices(world.now).parties[1].turns;
    assert_eq!((heard(&world), turns(&world)), (0, 0));
    let stands = Command::ConfirmSpokenWord(act::ConfirmSpokenWord { contribution: need });
    world.refuses(MARA, stands.clone(), Refusal::NotAuthor);
    assert_eq!(world.seen_by(driver(0)).turns(world.now).spoken_for, [need]);

    let mut withdrawn = world.clone();
    withdrawn.does(driver(0), act::WithdrawSpokenWord { contribution: need });
    assert!(
        !withdrawn
            .everything(INES)
            .expect("seated")
            .contains("tunnels")
    );

    world.does(driver(0), stands);
    assert_eq!((heard(&world), turns(&world)), (1, 1));
    world.does(INES, back);
    let told = world.view(INES, need).reflections[0].id;
    world.refuses(MARA, confirm(need, told), Refusal::AuthorFirst);
    world.does(driver(0), confirm(need, told));
}

#[test]
fn the_page_leads_with_what_waits_longest() {
    let mut world = World::seated();
    let first = world.says(MARA, TABLE, "first");
    world.days_pass(1);
    let second = world.says(TOM, TABLE, "second");
    world.days_pass(1);
    let third = world.says(MARA, TABLE, "third");
    world.does(INES, answer(first, AnswerKind::Tried, None));
    let order = |world: &World, choice: &Choice| -> Vec<ContributionId> {
        let page = world.seen_by(INES).dialogue(world.now, choice);
        let firsts = page
            .threads
            .iter()
            .map(|thread| thread.said[0].contribution.id);
        firsts.collect()
    };
    assert_eq!(order(&world, &Choice::default()), [second, third, first]);
    let waiting = Choice {
        waiting: Some(true),
        ..Choice::default()
    };
    assert_eq!(order(&world, &waiting), [second, third]);
    let of_consumer = Choice {
        party: Some(world.consumer),
        ..Choice::default()
    };
    assert_eq!(order(&world, &of_consumer), [third, first]);
}

#[test]
fn a_taken_back_word_leaves_its_place_to_what_was_said_to_it() {
    let mut world = World::seated();
    let idea = world.contributes(TOM, saying(ContributionKind::Idea, "two small cells"));
    world.contributes(
        LEA,
        act::Say {
            under: Some(idea),
            ..saying(ContributionKind::Build, "and the outage board")
        },
    );
    world.does(TOM, act::TakeBack { contribution: idea });
    let thread = world
        .seen_by(INES)
        .thread(idea, world.now)
        .expect("it stays");
    assert_eq!(thread.said.len(), 2);
    assert!(thread.said[0].contribution.gone && thread.said[0].contribution.words.is_none());
    assert_eq!(thread.said[1].depth, 1);
}

#[test]
fn a_concern_that_stands_by_itself_is_said_back_and_answered_as_a_need_is() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    let concern = |outcomes| act::Say {
        outcomes,
        ..saying(ContributionKind::Concern, "the bridge has no fibre")
    };
    let alone = world.contributes(MARA, concern(vec![outcome]));
    let waits = |world: &World, person| world.seen_by(person).turns(world.now);
    assert_eq!(waits(&world, INES).to_say_back, [alone]);
    let told = world.says_back(INES, alone);
    world.does(
        MARA,
        act::ConfirmReflection {
            contribution: alone,
            reflection: told,
        },
    );
    assert_eq!(waits(&world, INES).to_answer, [alone]);

    // Under an idea it helps the idea on, and nobody owes it an answer of its own.
    let idea = world.contributes(MARA, saying(ContributionKind::Idea, "a repeater"));
    let about = act::Say {
        under: Some(idea),
        condition: "fibre on the bridge".into(),
        ..concern(Vec::new())
    };
    let under = world.contributes(INES, about);
    let turns = waits(&world, MARA);
    assert!(!turns.to_say_back.contains(&under) && !turns.to_answer.contains(&under));
    world.refuses(
        MARA,
        act::SayBack {
            contribution: under,
            words: "no fibre".into(),
        },
        Refusal::NotSaidThere,
    );
}

#[test]
fn of_what_nobody_heard_a_reader_is_shown_first_what_they_can_do_something_for() {
    let mut world = World::seated();
    let words: Vec<ContributionId> = ["one", "two", "three"]
        .iter()
        .map(|words| world.says(MARA, Audience::WholeTable, words))
        .collect();
    let first = |world: &World, person, shown| {
        let (first, all) = world.seen_by(person).unheard(shown);
        assert_eq!(all, 3);
        let ids = first.iter().map(|it| it.contribution.id);
        ids.collect::<Vec<_>>()
    };
    assert_eq!(first(&world, INES, 3), words);
    // Said back, and for Mara to say whether that is it: of the others the oldest comes first.
    world.says_back(INES, words[0]);
    assert_eq!(first(&world, INES, 3), [words[1], words[2], words[0]]);
    assert_eq!(first(&world, INES, 2), [words[1], words[2]]);
    // Who can do nothing for any of them reads them in their order.
    assert_eq!(first(&world, MARA, 2), [words[0], words[1]]);
}
