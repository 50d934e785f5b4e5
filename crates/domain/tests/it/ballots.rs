//! A consultation's own record: what voices may say, what others see of it, and what is left when one withdraws.

use std::collections::BTreeSet;

use crate::consultations::asking;
use crate::world::*;
use domain::ballot::*;
use domain::ids::*;
use domain::words::*;
use domain::{Moment, Refusal, Stamp, act};
use proptest::prelude::*;
use uuid::Uuid;

const fn voice(n: u128) -> VoiceId {
    VoiceId(Uuid::from_u128(0x7000 + n))
}

/// The seed world with a consultation, and the consultation's own record.
struct Polling {
    world: World,
    ballot: Ballot,
    consultation: ConsultationId,
    /// The record as it was written.
    log: Vec<(Stamp, BallotFact)>,
}

impl Polling {
    fn new() -> Self {
        Self::of(Showing::Meanwhile)
    }

    fn of(showing: Showing) -> Self {
        Self::of_which(|open| open.showing = showing)
    }

    fn of_which(change: impl FnOnce(&mut act::OpenConsultation)) -> Self {
        let mut world = World::seated();
        let mut open = asking(&world);
        change(&mut open);
        let facts = world.does(MARA, open);
        let [domain::Fact::ConsultationOpened(opened)] = &facts[..] else {
            panic!("{facts:?}");
        };
        let consultation = opened.consultation;
        let begun = world
            .relationship
            .begin_ballot(RECORD.relationship, consultation)
            .expect("there is one");
        let stamp = Stamp {
            sequence: 1,
            at: world.now,
            actor: MARA,
        };
        let ballot = Ballot::begin(stamp, &begun).expect("it begins");
        Self {
            world,
            ballot,
            consultation,
            log: vec![(stamp, begun)],
        }
    }

    fn says(&mut self, who: VoiceId, said: Said) -> Result<(), Refusal> {
        let party = self.world.consumer;
        let table = &self.world.relationship;
        let facts = table.decide_ballot(&self.ballot, self.world.now, who, party, said)?;
        for fact in facts {
            // As the record does it.
            let encoded = fact.encode();
            let content = encoded.content.as_deref();
            let read = BallotFact::decode(encoded.kind, &encoded.fact, content);
            let last = self.ballot.last();
            let stamp = Stamp {
                sequence: last.sequence + 1,
                at: last.at,
                actor: PersonId(who.0),
            };
            let read = read.expect("it can be read");
            self.log.push((stamp, read.clone()));
            self.ballot.apply(stamp, read);
        }
        Ok(())
    }

    fn votes(&mut self, n: u128, statement: u64, vote: Vote) -> Result<(), Refusal> {
        self.says(voice(n), Said::Vote { statement, vote })
    }

    fn adds(&mut self, n: u128, text: &str) -> Result<(), Refusal> {
        let text = text.to_owned();
        self.says(
            voice(n),
            Said::Add {
                text,
                language: None,
            },
        )
    }

    /// How many people's votes others see.
    fn seen(&self) -> usize {
        self.ballot.seen().map_or(0, |step| step.voices.len())
    }
}

const OVER: Result<(), Refusal> = Err(Refusal::ConsultationOver);
const UNKNOWN: Result<(), Refusal> = Err(Refusal::Unknown { what: "statement" });

#[test]
fn every_kind_ever_written_stays_readable() {
    let id = |n: u128| Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n);
    let (party, who) = (PartyId(id(1)), VoiceId(id(2)));
    let all = [
        (
            BallotFact::Begun(VotingBegun {
                relationship: RelationshipId(id(3)),
                consultation: ConsultationId(id(4)),
                seeds: 3,
                at_end: false,
            }),
            r#"voting_begun {"relationship":"01900000-0000-7000-8000-000000000003","consultation":"01900000-0000-7000-8000-000000000004","seeds":3,"at_end":false}"#,
        ),
        (
            BallotFact::Given(VoteGiven {
                voice: who,
                party,
                statement: 2,
                vote: Vote::Pass,
            }),
            r#"vote_given {"voice":"01900000-0000-7000-8000-000000000002","party":"01900000-0000-7000-8000-000000000001","statement":2,"vote":"pass"}"#,
        ),
        (
            BallotFact::Added(
                StatementAdded {
                    voice: who,
                    party,
                    statement: 4,
                    language: None,
                },
                Some("Say it before it fails".to_owned()),
            ),
            r#"statement_added {"voice":"01900000-0000-7000-8000-000000000002","party":"01900000-0000-7000-8000-000000000001","statement":4} {"text":"Say it before it fails"}"#,
        ),
        (
            BallotFact::Withdrawn(VoiceWithdrawn { voice: who }),
            r#"voice_withdrawn {"voice":"01900000-0000-7000-8000-000000000002"}"#,
        ),
        (
            BallotFact::Moderated(StatementsModerated {
                hides: vec![4],
                shows: vec![2],
            }),
            r#"statements_moderated {"hides":[4],"shows":[2]}"#,
        ),
        (
            BallotFact::Added(
                StatementAdded {
                    voice: who,
                    party,
                    statement: 5,
                    language: Some(Tongue::De),
                },
                Some("Sagt es vorher".to_owned()),
            ),
            r#"statement_added {"voice":"01900000-0000-7000-8000-000000000002","party":"01900000-0000-7000-8000-000000000001","statement":5,"language":"de"} {"text":"Sagt es vorher"}"#,
        ),
        (
            BallotFact::Answered(AnswerGiven {
                voice: who,
                party,
                period: "2026-11-01".parse().expect("a day"),
                answer: 7,
                measure: None,
            }),
            r#"answer_given {"voice":"01900000-0000-7000-8000-000000000002","party":"01900000-0000-7000-8000-000000000001","period":"2026-11-01","answer":7}"#,
        ),
        (
            BallotFact::Counted(PeriodCounted {
                period: "2026-11-01".parse().expect("a day"),
                measure: None,
            }),
            r#"period_counted {"period":"2026-11-01"}"#,
        ),
        (BallotFact::Ended, "voting_ended {}"),
        (BallotFact::Erased(7), r#"content_erased {"sequence":7}"#),
    ];
    for (fact, golden) in all {
        let mut parts = golden.splitn(2, ' ');
        let kind = parts.next().expect("a kind");
        let rest = parts.next().expect("a fact");
        let (json, content) = match rest.split_once("} {") {
            Some((json, content)) => (format!("{json}}}"), Some(format!("{{{content}"))),
            None => (rest.to_owned(), None),
        };
        let content = content.as_ref().map(|text| text.as_bytes());
        let read = BallotFact::decode(kind, json.as_bytes(), content);
        assert_eq!(read.as_ref(), Ok(&fact), "{golden}");
        let encoded = fact.encode();
        assert_eq!(encoded.kind, kind);
        assert_eq!(String::from_utf8_lossy(&encoded.fact), json);
        assert_eq!(encoded.content.as_deref(), content);
    }
    assert!(BallotFact::decode("assessment_made", b"{}", None).is_err());
}

#[test]
fn one_votes_on_what_is_shown_and_may_change_ones_mind() {
    let mut polling = Polling::new();
    assert_eq!(polling.votes(1, 1, Vote::Agree), Ok(()));
    assert_eq!(polling.votes(1, 1, Vote::Agree), Err(Refusal::NothingNew));
    assert_eq!(polling.votes(1, 1, Vote::Pass), Ok(()));
    assert_eq!(polling.votes(1, 4, Vote::Agree), UNKNOWN);
    assert_eq!(polling.votes(1, 0, Vote::Agree), UNKNOWN);
    let reject = act::RejectStatement {
        consultation: polling.consultation,
        statement: 2,
        why: "It names a person".into(),
    };
    polling.world.does(LEA, reject);
    assert_eq!(polling.votes(1, 2, Vote::Agree), UNKNOWN);
    let mine = &polling.ballot.voices[&voice(1)];
    assert_eq!(mine.votes, [(1, Vote::Pass)]);
}

#[test]
fn whoever_adds_a_statement_agrees_with_it_and_nobody_says_it_twice() {
    let mut polling = Polling::new();
    assert_eq!(polling.adds(1, "Say it before it fails"), Ok(()));
    assert_eq!(polling.ballot.last_statement(), 4);
    assert_eq!(
        polling.ballot.voices[&voice(1)].vote_on(4),
        Some(Vote::Agree)
    );
    assert_eq!(
        polling.adds(2, "say it BEFORE it fails"),
        Err(Refusal::SaidAlready)
    );
    assert_eq!(
        polling.adds(2, "A text is enough"),
        Err(Refusal::SaidAlready)
    );
    let long = polling.adds(2, &"x".repeat(201));
    let limit = 200;
    assert_eq!(
        long,
        Err(Refusal::TooLong {
            field: "text",
            limit
        })
    );
    for n in 0..STATEMENTS_PER_VOICE {
        assert_eq!(polling.adds(3, &format!("Thought {n}")), Ok(()));
    }
    let full = polling.adds(3, "One more");
    assert!(matches!(full, Err(Refusal::Full { .. })), "{full:?}");
}

#[test]
fn what_another_said_and_nobody_is_shown_is_not_answered_for() {
    let mut polling = Polling::new();
    assert_eq!(polling.adds(1, "Say it before it fails"), Ok(()));
    let reject = act::RejectStatement {
        consultation: polling.consultation,
        statement: 4,
        why: "It names a person".into(),
    };
    polling.world.does(LEA, reject);
    let again = polling.adds(1, "Say it before it FAILS");
    assert_eq!(again, Err(Refusal::YoursLeftOut));
    assert_eq!(polling.adds(2, "Say it before it FAILS"), Ok(()));
    // The other one is shown: everybody can say what they think of it.
    let shown = polling.adds(3, "Say it before it fails");
    assert_eq!(shown, Err(Refusal::SaidAlready));
}

#[test]
fn whoever_says_again_what_waits_is_told_so_when_it_is_their_own() {
    let mut polling = Polling::of_which(|open| open.moderation = Moderation::Before);
    assert_eq!(polling.adds(1, "Say it before it fails"), Ok(()));
    let again = polling.adds(1, "say it before it fails");
    assert_eq!(again, Err(Refusal::YoursWaits));
    assert_eq!(polling.adds(2, "say it before it fails"), Ok(()));
}

#[test]
fn after_the_end_nothing_is_taken_by_any_door() {
    // Its day is over.
    let mut polling = Polling::new();
    polling.world.now = Moment(polling.world.now.0 + 12 * Moment::DAY);
    assert_eq!(polling.votes(1, 1, Vote::Agree), OVER);
    assert_eq!(polling.adds(1, "Late"), OVER);
    // Its own record ended.
    let mut polling = Polling::new();
    let not_yet = polling.says(voice(0), Said::End { early: false });
    assert_eq!(not_yet, Err(Refusal::NothingNew));
    assert_eq!(polling.says(voice(0), Said::End { early: true }), Ok(()));
    assert_eq!(polling.votes(1, 1, Vote::Agree), OVER);
    // The table says so.
    let mut polling = Polling::new();
    let consultation = polling.consultation;
    polling
        .world
        .does(MARA, act::CloseConsultation { consultation });
    assert_eq!(polling.votes(1, 1, Vote::Agree), OVER);
}

#[test]
fn nobody_sees_votes_of_fewer_than_five_people() {
    let mut polling = Polling::new();
    for n in 0..9 {
        polling.votes(n, 1, Vote::Agree).expect("taken");
        assert_eq!(polling.seen(), 0);
    }
    // Five more have said something, so that the end will have a view with everybody in it.
    polling.votes(9, 1, Vote::Disagree).expect("taken");
    assert_eq!(polling.seen(), 5);
    for n in 10..14 {
        polling.votes(n, 1, Vote::Agree).expect("taken");
        assert_eq!(polling.seen(), 5);
    }
    // What somebody says of another statement does not open this one.
    polling.votes(0, 3, Vote::Agree).expect("taken");
    assert_eq!(polling.seen(), 5);
    polling.votes(14, 1, Vote::Agree).expect("taken");
    assert_eq!(polling.seen(), 10);
}

#[test]
fn at_the_end_everybody_is_seen() {
    for people in 5..40 {
        let mut polling = Polling::new();
        for n in 0..people {
            for statement in 1..=3 {
                polling.votes(n, statement, Vote::Agree).expect("taken");
            }
        }
        polling
            .says(voice(0), Said::End { early: true })
            .expect("it ends");
        let last = polling.ballot.seen().expect("a view");
        assert_eq!(last.voices, polling.ballot.voices, "{people}");
    }
}

#[test]
fn what_is_kept_until_the_end_is_seen_then_and_not_before() {
    let mut polling = Polling::of(Showing::AtEnd);
    for n in 0..7 {
        polling.votes(n, 1, Vote::Agree).expect("taken");
    }
    assert_eq!(polling.seen(), 0);
    polling
        .says(voice(0), Said::End { early: true })
        .expect("it ends");
    assert_eq!(polling.seen(), 7);
    // Fewer than five stay unseen for good.
    let mut few = Polling::of(Showing::AtEnd);
    for n in 0..4 {
        few.votes(n, 1, Vote::Agree).expect("taken");
    }
    few.says(voice(0), Said::End { early: true })
        .expect("it ends");
    assert_eq!(few.seen(), 0);
}

#[test]
fn at_the_end_nobody_waits_for_newcomers_and_what_was_taken_back_is_gone() {
    let ended = |voted: u128, withdrawn: std::ops::Range<u128>| {
        let mut polling = Polling::new();
        for n in 0..voted {
            polling.votes(n, 1, Vote::Agree).expect("taken");
        }
        for n in withdrawn {
            polling.says(voice(n), Said::Withdraw).expect("withdrawn");
        }
        polling
            .says(voice(0), Said::End { early: true })
            .expect("it ends");
        polling.seen()
    };
    // Ten were shown, fifteen voted.
    assert_eq!(ended(15, 0..0), 15);
    assert_eq!(ended(15, 3..8), 10, "five others came, and five went");
    assert_eq!(
        ended(15, 0..12),
        0,
        "three are left: nothing is told of them"
    );
    // Of four who came since, nobody is told.
    assert_eq!(ended(20, 19..20), 15);
}

#[test]
fn whoever_withdraws_is_gone_with_their_words_also_after_the_end() {
    let mut polling = Polling::new();
    polling.adds(1, "Say it before it fails").expect("taken");
    for n in 2..12 {
        polling.votes(n, 4, Vote::Agree).expect("taken");
    }
    polling
        .says(voice(0), Said::End { early: true })
        .expect("it ends");
    assert_eq!(polling.says(voice(1), Said::Withdraw), Ok(()));
    assert_eq!(
        polling.says(voice(1), Said::Withdraw),
        Err(Refusal::NothingNew)
    );
    assert!(!polling.ballot.voices.contains_key(&voice(1)));
    assert_eq!(polling.ballot.withdrawn, 1);
    assert_eq!(polling.ballot.added(4).expect("its place").text, None);
    let asked = polling.world.relationship.asked(polling.consultation);
    let shown = polling.ballot.shown(asked.expect("there").consultation);
    assert_eq!(shown, [1, 2, 3]);
}

#[test]
fn four_voices_who_change_their_votes_read_nobody() {
    let mut polling = Polling::new();
    for n in 0..10 {
        polling.votes(n, 1, Vote::Agree).expect("taken");
    }
    assert_eq!(polling.seen(), 5);
    let before = polling.ballot.steps.len();
    // Four who have been seen before change their votes whenever one more comes.
    for round in 0..20 {
        let vote = Vote::ALL[1 + round % 2];
        for n in 0..4 {
            polling.votes(n, 1, vote).expect("taken");
        }
        if round < 4 {
            polling
                .votes(20 + round as u128, 1, Vote::Disagree)
                .expect("taken");
        }
    }
    assert_eq!(
        polling.ballot.steps.len(),
        before,
        "nine new people, seen or waiting"
    );
    // The fifth of them makes a view, and those who changed are in it.
    polling.votes(30, 1, Vote::Pass).expect("taken");
    assert_eq!(polling.ballot.steps.len(), before + 1);
    assert_eq!(polling.seen(), 10);
}

proptest! {
    /// Each view of a statement before the end holds the votes of five people at least of whom none was shown before.
    #[test]
    fn every_view_of_a_statement_holds_five_people_who_are_new_in_it(
        said in proptest::collection::vec((0u128..24, 1u64..3, 0usize..4), 1..300)
    ) {
        let mut polling = Polling::new();
        for (n, statement, what) in said {
            let _ = match Vote::ALL.get(what) {
                Some(vote) => polling.votes(n, statement, *vote),
                None => polling.says(voice(n), Said::Withdraw),
            };
        }
        let _ = polling.says(voice(0), Said::End { early: true });
        for statement in 1..=2 {
            let mut known = BTreeSet::new();
            let mut last = BTreeSet::new();
            let steps = polling.ballot.steps.iter();
            for step in steps.filter(|step| !step.is_final) {
                let votes = step.voices.iter().filter_map(|(id, voice)| {
                    Some((*id, voice.vote_on(statement)?))
                });
                let votes: BTreeSet<_> = votes.map(|(id, vote)| (id, vote.word())).collect();
                if votes != last {
                    let people: BTreeSet<_> = votes.iter().map(|(id, _)| *id).collect();
                    let new = people.difference(&known).count();
                    prop_assert!(new >= 5, "{new} of statement {statement}");
                    known.extend(people);
                    last = votes;
                }
            }
        }
    }

    /// Whoever keeps any two views never finds a difference that fewer than five people made.
    #[test]
    fn between_any_two_views_nobodys_vote_differs_or_that_of_five(
        said in proptest::collection::vec((0u128..14, 1u64..4, 0usize..4), 1..200)
    ) {
        let mut polling = Polling::new();
        for (n, statement, what) in said {
            let _ = match Vote::ALL.get(what) {
                Some(vote) => polling.votes(n, statement, *vote),
                None => polling.says(voice(n), Said::Withdraw),
            };
        }
        let _ = polling.says(voice(0), Said::End { early: true });
        let mut views: Vec<_> = polling.ballot.steps.iter().map(|step| &step.voices).collect();
        let none = imbl_of_nobody();
        views.push(&none);
        for (at, one) in views.iter().enumerate() {
            for other in &views[at + 1..] {
                let apart = one.diff(other).count();
                prop_assert!(apart == 0 || apart >= 5, "{apart}");
                for statement in 1..=3 {
                    let said = |view: &View, voice: &VoiceId| {
                        view.get(voice).and_then(|voice| voice.vote_on(statement))
                    };
                    let people: BTreeSet<_> = one.keys().chain(other.keys()).collect();
                    let apart = people.into_iter().filter(|it| said(one, it) != said(other, it));
                    let apart = apart.count();
                    prop_assert!(apart == 0 || apart >= 5, "{apart} of statement {statement}");
                }
            }
        }
    }
}

fn imbl_of_nobody() -> imbl::OrdMap<VoiceId, std::sync::Arc<Voice>> {
    imbl::OrdMap::new()
}

#[test]
fn what_the_table_decides_of_a_statement_changes_figures_only_together_with_the_votes_of_five() {
    let mut polling = Polling::new();
    for n in 0..10 {
        polling.votes(n, 1, Vote::Agree).expect("taken");
        polling.votes(n, 2, Vote::Agree).expect("taken");
    }
    let step = |polling: &Polling| polling.ballot.seen().expect("a view").clone();
    let before = step(&polling);
    assert!(before.hidden.is_empty());
    let consultation = polling.consultation;
    let why = "It names a person".into();
    let statement = 2;
    let reject = act::RejectStatement {
        consultation,
        statement,
        why,
    };
    polling.world.does(LEA, reject);
    // Nobody is shown it any more, and the view is what it was.
    let table = polling
        .world
        .relationship
        .asked(consultation)
        .expect("there");
    assert_eq!(polling.ballot.shown(table.consultation), [1, 3]);
    assert_eq!(step(&polling), before);
    for n in 0..12 {
        polling.votes(n, 3, Vote::Pass).expect("taken");
        let now = step(&polling);
        if now.sequence == before.sequence {
            assert_eq!(now, before);
        } else if now.hidden.contains(&2) {
            assert!(before.voices.diff(&now.voices).count() >= 5);
            return;
        }
    }
    panic!("the statement counts for ever");
}

#[test]
fn a_record_read_again_tells_the_same_views_where_words_are_gone() {
    let mut polling = Polling::new();
    for n in 0..60 {
        match n {
            12 => polling.adds(1, "Say it before it fails"),
            40 => polling.says(voice(1), Said::Withdraw),
            _ => polling.votes(
                20 + n,
                1 + u64::from(n % 26 > 12),
                Vote::ALL[n as usize % 3],
            ),
        }
        .expect("taken");
    }
    let (begun, said) = polling.log.split_first().expect("it begins");
    let mut again = Ballot::begin(begun.0, &begun.1).expect("it begins");
    for (stamp, fact) in said.iter().cloned() {
        again.apply(
            stamp,
            match fact {
                BallotFact::Added(added, _) => BallotFact::Added(added, None),
                other => other,
            },
        );
    }
    let steps = &polling.ballot.steps;
    assert!(
        steps.iter().any(|step| step.hidden.contains(&4)),
        "{}",
        steps.len()
    );
    assert!(steps[0].hidden.is_empty());
    assert_eq!(&again.steps, steps);
}
