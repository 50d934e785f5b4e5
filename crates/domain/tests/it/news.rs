//! What answers a person's own word is told to them, as far as they may see it, and to nobody else.

use domain::ids::*;
use domain::news::News;
use domain::words::*;
use domain::{Command, Fact, act};

use crate::world::*;

const TABLE: Audience = Audience::WholeTable;
const EVERYBODY: [PersonId; 6] = [INES, PAUL, MARA, LEA, OTTO, TOM];

impl World {
    /// What the last entries tell each of the people, from this place in the record on.
    pub fn news_since(&self, sequence: u64) -> Vec<(PersonId, News)> {
        let mut told = Vec::new();
        for (stamp, encoded) in self.record.iter().filter(|(s, _)| s.sequence > sequence) {
            let content = encoded.content.as_deref();
            let fact = Fact::decode(encoded.kind, &encoded.fact, content).expect("a fact");
            for person in EVERYBODY {
                let Some(seen) = self.relationship.seen_by(person, &self.relationship) else {
                    continue;
                };
                told.extend(seen.news(*stamp, &fact).map(|news| (person, news)));
            }
        }
        told
    }

    /// What doing this tells.
    fn telling(&mut self, actor: PersonId, command: impl Into<Command>) -> Vec<(PersonId, News)> {
        let command = command.into();
        let before = self.sequence();
        self.does(actor, command);
        self.news_since(before)
    }

    fn needs(&mut self, actor: PersonId, audience: Audience) -> ContributionId {
        self.says(actor, audience, "To know of a fault before the drivers do.")
    }

    fn reflection(&self, contribution: ContributionId) -> ReflectionId {
        let seen = self.seen_by(MARA);
        let thread = seen.thread(contribution, self.now).expect("seen");
        thread.said[0].reflections.last().expect("told").id
    }
}

fn under(contribution: ContributionId, kind: ContributionKind) -> Command {
    act::Say {
        under: Some(contribution),
        ..act::Say::new(kind, TABLE, "When did it begin?")
    }
    .into()
}

fn say_back(contribution: ContributionId) -> Command {
    Command::SayBack(act::SayBack {
        contribution,
        words: "Not knowing is what hurts.".to_owned(),
    })
}

#[test]
fn each_step_of_being_heard_is_told_to_whom_it_answers_and_to_nobody_else() {
    let mut world = World::seated();
    let contribution = world.needs(MARA, TABLE);
    let told = world.telling(INES, say_back(contribution));
    assert_eq!(told, [(MARA, News::SaidBack { contribution })]);
    let reflection = world.reflection(contribution);
    let told = world.telling(
        MARA,
        act::CorrectReflection {
            contribution,
            reflection,
            words: "Before the drivers do.".to_owned(),
        },
    );
    assert_eq!(told, [(INES, News::Corrected { contribution })]);
    let told = world.telling(
        INES,
        act::AcknowledgeCorrection {
            contribution,
            reflection,
        },
    );
    assert_eq!(told, [(MARA, News::Acknowledged { contribution })]);
    let told = world.telling(
        INES,
        act::Answer {
            contribution,
            kind: AnswerKind::Tried,
            words: "A message to dispatch within five minutes.".to_owned(),
            became_outcome: None,
            became_contribution: None,
            became_feature: None,
            returns: None,
        },
    );
    assert_eq!(told, [(MARA, News::Answered { contribution })]);
}

#[test]
fn who_is_asked_or_replied_to_is_told_and_not_of_their_own_replies() {
    let mut world = World::seated();
    let contribution = world.needs(MARA, TABLE);
    let told = world.telling(INES, under(contribution, ContributionKind::Question));
    let [(MARA, News::Replied { reply, kind, .. })] = told[..] else {
        panic!("{told:?}")
    };
    assert_eq!(kind, ContributionKind::Question);
    assert_eq!(
        world.telling(MARA, under(contribution, ContributionKind::Question)),
        []
    );
    let told = world.telling(MARA, under(reply, ContributionKind::Question));
    assert!(
        matches!(told[..], [(INES, News::Replied { .. })]),
        "{told:?}"
    );
}

#[test]
fn what_was_taken_back_or_whose_reader_left_is_told_no_more() {
    let mut world = World::seated();
    let contribution = world.needs(MARA, TABLE);
    let before = world.sequence();
    let told = world.telling(INES, under(contribution, ContributionKind::Question));
    let [(_, News::Replied { reply, .. })] = told[..] else {
        panic!("{told:?}")
    };
    world.does(
        INES,
        act::TakeBack {
            contribution: reply,
        },
    );
    assert_eq!(world.news_since(before), []);

    let before = world.sequence();
    let told = world.telling(INES, say_back(contribution));
    assert_eq!(told.len(), 1);
    world.does(MARA, act::TakeBack { contribution });
    assert_eq!(world.news_since(before), []);
}

#[test]
fn a_colleague_who_spoke_for_somebody_is_told_to_them() {
    let mut world = World::seated();
    let spoken = act::Say {
        spoken_for: Some(LEA),
        ..act::Say::new(ContributionKind::Need, TABLE, "A radio in every cab.")
    };
    let told = world.telling(MARA, spoken);
    assert!(
        matches!(told[..], [(LEA, News::SpokenFor { .. })]),
        "{told:?}"
    );
}

#[test]
fn a_reply_that_its_author_may_not_see_is_not_told_to_them() {
    let mut world = World::seated();
    let contribution = world.needs(MARA, TABLE);
    let aside = act::Say {
        under: Some(contribution),
        ..act::Say::new(
            ContributionKind::Question,
            Audience::OwnParty,
            "Can we afford it?",
        )
    };
    assert_eq!(world.telling(INES, aside.clone()), []);
    // Of a party's own word they hear, if it is told to their party.
    let own = world.needs(PAUL, TABLE);
    let aside = act::Say {
        under: Some(own),
        ..aside
    };
    let told = world.telling(INES, aside);
    assert!(
        matches!(told[..], [(PAUL, News::Replied { .. })]),
        "{told:?}"
    );
}
