//! What is recorded of what was said, and what each of these facts changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::attached::Attachment;
use super::{
    Answered, AuthorSaid, Contribution, Correction, Explanation, Reading, Reflection, Tick,
};
use crate::day::Day;
use crate::edits::Edited;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

facts! {
    /// Something said at the table.
    "contribution_said" ContributionSaid reaches Said(contribution, audience) {
        /// The contribution.
        contribution: ContributionId,
        /// What it is.
        kind: ContributionKind,
        /// Who may see it.
        audience: Audience,
        /// The outcomes it is about.
        outcomes: Vec<OutcomeId>,
        /// What it answers; nothing for the beginning of a thread.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<ContributionId>,
        /// The proposal that it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<ProposalId>,
        /// For a limit, of which kind it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<LimitKind>,
        /// The absent colleague whose word it is, until they confirm it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        spoken_for: Option<PersonId>,
        /// People who are asked to read it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mentions: Vec<PersonId>,
    } says ContributionText {
        /// The words as they were typed.
        words: String,
        /// For a limit, what would lift it; for a concern, what would make it work.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        condition: String,
        /// Pictures and PDFs that go with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Attachment>,
    }

    /// An absent person makes a word that a colleague said for them their own.
    "spoken_word_confirmed" SpokenWordConfirmed reaches Words(contribution) {
        /// The contribution.
        contribution: ContributionId,
    }

    /// An absent person does not stand by a word that a colleague said for them: its text goes.
    "spoken_word_withdrawn" SpokenWordWithdrawn reaches Words(contribution) {
        /// The contribution.
        contribution: ContributionId,
        /// The entry whose text goes.
        sequence: u64,
    }

    /// Somebody says that they have read a word in which they are mentioned.
    "mention_noted" MentionNoted reaches Words(contribution) {
        /// The contribution.
        contribution: ContributionId,
    }

    /// An author mends a word: what it said before stays on the record.
    "contribution_mended" ContributionMended reaches Words(contribution) {
        /// The contribution.
        contribution: ContributionId,
        /// Whether it means something else now: then it is heard and answered once more.
        meant_otherwise: bool,
    } says MendedText {
        /// The words as they were typed.
        words: String,
        /// For a limit, what would lift it; for a concern, what would make it work.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        condition: String,
    }

    /// The author of a need says what it would let them do.
    "need_explained" NeedExplained reaches Words(contribution) {
        /// The need.
        contribution: ContributionId,
    } says ExplanationText {
        /// What it would let them do.
        enables: String,
    }

    /// Another party says a need or limit back, as it understood it.
    "said_back" SaidBack reaches Words(contribution) {
        /// What is said back.
        contribution: ContributionId,
        /// This telling.
        reflection: ReflectionId,
        /// The party that says it back.
        party: PartyId,
    } says ReflectionText {
        /// How it understood it.
        words: String,
    }

    /// The author, or a colleague for an author who is gone, says: yes, that is it.
    "reflection_confirmed" ReflectionConfirmed reaches Words(contribution) {
        /// What was said back.
        contribution: ContributionId,
        /// The telling.
        reflection: ReflectionId,
        /// Whether a colleague said so.
        by_colleague: bool,
    }

    /// The author, or a colleague for an author who is gone, says: not quite …
    "reflection_corrected" ReflectionCorrected reaches Words(contribution) {
        /// What was said back.
        contribution: ContributionId,
        /// The telling.
        reflection: ReflectionId,
        /// Whether a colleague said so.
        by_colleague: bool,
    } says CorrectionText {
        /// What was not understood.
        words: String,
    }

    /// The party that said it back takes the correction in.
    "correction_acknowledged" CorrectionAcknowledged reaches Words(contribution) {
        /// What was said back.
        contribution: ContributionId,
        /// The telling.
        reflection: ReflectionId,
    }

    /// The author of an idea nods to another party's build on it.
    "build_nodded" BuildNodded reaches Words(contribution) {
        /// The idea, or the build that was built on.
        contribution: ContributionId,
        /// The build.
        build: ContributionId,
    }

    /// By the rule of the table, a party has heard a contribution.
    "contribution_heard" ContributionHeard reaches Words(contribution) {
        /// What was heard.
        contribution: ContributionId,
        /// By which party.
        party: PartyId,
    }

    /// In a sitting the author says which parties there have heard what they said.
    "heard_ticked" HeardTicked reaches Words(contribution) {
        /// What was heard.
        contribution: ContributionId,
        /// In which meeting.
        meeting: MeetingId,
        /// By which parties.
        parties: Vec<PartyId>,
    }

    /// A party says that it has not heard what it was ticked for.
    "hearing_denied" HearingDenied reaches Words(contribution) {
        /// What it has not heard.
        contribution: ContributionId,
        /// Which party.
        party: PartyId,
    }

    /// What becomes of a need, limit or idea.
    "contribution_answered" ContributionAnswered reaches Words(contribution) {
        /// What is answered.
        contribution: ContributionId,
        /// This answer.
        answer: AnswerId,
        /// The party that answers.
        party: PartyId,
        /// Taken up, tried, or not now.
        kind: AnswerKind,
        /// The outcome that it became.
        became_outcome: Option<OutcomeId>,
        /// The contribution that it became.
        became_contribution: Option<ContributionId>,
        /// The feature that it became.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        became_feature: Option<FeatureId>,
        /// When “not now” comes back by itself: as that day begins at this table.
        returns: Option<Moment>,
        /// That day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        returns_on: Option<Day>,
    } says AnswerText {
        /// Why, or what it became.
        words: String,
    }

    /// The author takes the answer as one that heard them.
    "answer_confirmed" AnswerConfirmed reaches Words(contribution) {
        /// What was answered.
        contribution: ContributionId,
        /// The answer.
        answer: AnswerId,
        /// Whether a colleague said so.
        by_colleague: bool,
    }

    /// A person puts a piece of advice away for good. Nobody else's matter.
    "advice_dismissed" AdviceDismissed reaches Author {
        /// Which advice.
        advice: String,
    }

    /// An author took a word back within five minutes: its text goes.
    "contribution_taken_back" ContributionTakenBack reaches Words(contribution) {
        /// The contribution.
        contribution: ContributionId,
        /// The entry whose text goes.
        sequence: u64,
    }
}

/// How many words a text has: counted once, not whenever somebody looks into the mirror.
fn count(text: Option<&String>) -> usize {
    text.map_or(0, |text| text.split_whitespace().count())
}

impl Happened for ContributionSaid {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let Some(party) = to.table.seat_ever(stamp.actor).map(|seat| seat.party) else {
            return;
        };
        let dialogue = &mut to.dialogue;
        let above = self
            .under
            .and_then(|under| dialogue.places.get(&under).copied());
        let under = self.under.and_then(|under| dialogue.get(under));
        let depth = under.map_or(0, |under| under.depth + 1);
        let about_idea = under.is_some_and(|under| under.kind.is_idea());
        let about = self.about.or(under.and_then(|under| under.about));
        let text = self.text;
        let text = text.map(|text| (Some(text.words), text.condition, text.attachments));
        let (words, condition, attachments) = text.unwrap_or_default();
        let contribution = Contribution {
            id: self.contribution,
            stamp,
            author: self.spoken_for.unwrap_or(stamp.actor),
            party,
            kind: self.kind,
            audience: self.audience,
            outcomes: self.outcomes,
            under: self.under,
            above,
            about,
            depth,
            about_idea,
            replies: Vec::new(),
            limit: self.limit,
            length: count(words.as_ref()) + count(Some(&condition)),
            words,
            condition,
            attachments,
            worded: stamp,
            earlier: Vec::new(),
            confirmed: self.spoken_for.is_none(),
            mentions: self.mentions,
            noted: BTreeSet::new(),
            gone: false,
            enables: None,
            reflections: Vec::new(),
            heard: BTreeMap::new(),
            ticked: BTreeMap::new(),
            answers: Vec::new(),
        };
        if let Some(about) = about {
            dialogue
                .about
                .entry(about)
                .or_default()
                .push_back(self.contribution);
        }
        let place = dialogue.said.len();
        if let Some(under) = self.under {
            dialogue.change(under, |under| under.replies.push(place));
        }
        dialogue.places.insert(self.contribution, place);
        dialogue.said.push_back(Arc::new(contribution));
    }
}

impl Happened for ContributionTakenBack {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        to.dialogue.remove(self.contribution);
    }
}

impl Happened for MentionNoted {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.dialogue.change(self.contribution, |said| {
            said.noted.insert(stamp.actor);
        });
    }
}

impl Happened for SpokenWordConfirmed {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        to.dialogue
            .change(self.contribution, |said| said.confirmed = true);
    }
}

impl Happened for SpokenWordWithdrawn {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        to.dialogue.remove(self.contribution);
    }
}

impl Happened for ContributionMended {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Word(self.contribution))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let meant_otherwise = self.meant_otherwise;
        let words = self.text.map(|text| (Some(text.words), text.condition));
        let (words, condition) = words.unwrap_or_default();
        to.dialogue.change(self.contribution, |said| {
            said.earlier.push(Reading {
                stamp: std::mem::replace(&mut said.worded, stamp),
                words: std::mem::replace(&mut said.words, words),
                condition: std::mem::replace(&mut said.condition, condition),
                meant_otherwise,
            });
            if meant_otherwise {
                said.heard.clear();
                said.ticked.clear();
                for told in &mut said.reflections {
                    told.of_earlier = true;
                }
                for answer in &mut said.answers {
                    answer.of_earlier = true;
                }
            }
        });
    }
}

impl Happened for NeedExplained {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Need(self.contribution))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let words = self.text.map(|text| text.enables);
        let explanation = Explanation {
            length: count(words.as_ref()),
            words,
            stamp,
        };
        to.dialogue.change(self.contribution, |said| {
            said.enables = Some(explanation);
        });
    }
}

impl Happened for SaidBack {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let words = self.text.map(|text| text.words);
        let telling = Reflection {
            id: self.reflection,
            party: self.party,
            stamp,
            length: count(words.as_ref()),
            words,
            confirmed: None,
            corrected: None,
            acknowledged: None,
            of_earlier: false,
        };
        to.dialogue.change(self.contribution, |said| {
            said.reflections.push(telling);
        });
    }
}

impl Happened for ReflectionConfirmed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let by_colleague = self.by_colleague;
        let told = (self.contribution, self.reflection);
        to.dialogue.change_reflection(told.0, told.1, |telling| {
            telling.confirmed = Some(AuthorSaid {
                stamp,
                by_colleague,
            });
        });
    }
}

impl Happened for ReflectionCorrected {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let by_colleague = self.by_colleague;
        let words = self.text.map(|text| text.words);
        let told = (self.contribution, self.reflection);
        to.dialogue.change_reflection(told.0, told.1, |telling| {
            telling.corrected = Some(Correction {
                length: count(words.as_ref()),
                words,
                verdict: AuthorSaid {
                    stamp,
                    by_colleague,
                },
            });
        });
    }
}

impl Happened for CorrectionAcknowledged {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let told = (self.contribution, self.reflection);
        to.dialogue.change_reflection(told.0, told.1, |telling| {
            telling.acknowledged = Some(stamp);
        });
    }
}

impl Happened for BuildNodded {
    /// What a nod comes to is recorded beside it.
    fn apply(self, _: Stamp, _: &mut Relationship) {}
}

impl Happened for ContributionHeard {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.dialogue.change(self.contribution, |said| {
            said.heard.entry(self.party).or_insert(stamp);
        });
    }
}

impl Happened for HeardTicked {
    /// That the parties have heard is recorded beside it.
    fn apply(self, _: Stamp, to: &mut Relationship) {
        let tick = Tick {
            meeting: self.meeting,
            denied: false,
        };
        to.dialogue.change(self.contribution, |said| {
            let ticked = self.parties.into_iter().map(|party| (party, tick));
            said.ticked.extend(ticked);
        });
    }
}

impl Happened for HearingDenied {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        to.dialogue.change(self.contribution, |said| {
            said.heard.remove(&self.party);
            if let Some(tick) = said.ticked.get_mut(&self.party) {
                tick.denied = true;
            }
        });
    }
}

impl Happened for ContributionAnswered {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let words = self.text.map(|text| text.words);
        let answered = Answered {
            id: self.answer,
            party: self.party,
            stamp,
            kind: self.kind,
            length: count(words.as_ref()),
            words,
            became_outcome: self.became_outcome,
            became_contribution: self.became_contribution,
            became_feature: self.became_feature,
            returns: self.returns,
            // Entries without the day hold its midnight.
            returns_on: self.returns_on.or(self.returns.map(Day::at_midnight_of)),
            confirmed: None,
            of_earlier: false,
        };
        to.dialogue.change(self.contribution, |said| {
            said.answers.push(answered);
        });
    }
}

impl Happened for AnswerConfirmed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let by_colleague = self.by_colleague;
        to.dialogue.change(self.contribution, |said| {
            let mut answers = said.answers.iter_mut();
            if let Some(answer) = answers.find(|answer| answer.id == self.answer) {
                answer.confirmed = Some(AuthorSaid {
                    stamp,
                    by_colleague,
                });
            }
        });
    }
}

impl Happened for AdviceDismissed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let dismissed = &mut to.dialogue.dismissed;
        dismissed.entry(stamp.actor).or_default().push(self.advice);
    }
}
