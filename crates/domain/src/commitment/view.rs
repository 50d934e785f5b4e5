//! What a viewer sees of the commitments, and which of them wait for whom.

use serde::Serialize;
use utoipa::ToSchema;

use super::SOON_DAYS;
use super::state::{Change, Commitment, Ended, Report};
use crate::act;
use crate::audience::Seen;
use crate::day::Day;
use crate::ids::*;
use crate::needs::Need;
use crate::stamp::Moment;

/// How far a commitment is. A day that comes keeps nothing: only people say that it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentState {
    /// Its day lies ahead.
    Open,
    /// Its day is today.
    DueToday,
    /// Its day is over.
    Late,
    /// The party that promised says it is kept; the other side has not answered.
    Reported,
    /// Both sides say that it is kept.
    Kept,
    /// The party to which it was promised no longer needs it.
    Released,
    /// It is the same promise as another one.
    Joined,
}

/// Everything promised, and what the viewer may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CommitmentsPage {
    /// Those still to be kept first, what is due first before the others; then the others, latest first.
    pub commitments: Vec<CommitmentView>,
    /// Whether the viewer may promise something.
    pub may_make: bool,
}

/// One commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CommitmentView {
    /// The commitment.
    pub id: CommitmentId,
    /// Who promised.
    pub person: PersonId,
    /// For which party.
    pub party: PartyId,
    /// To which party.
    pub to: PartyId,
    /// When it was promised.
    pub at: Moment,
    /// The entry of the record in which it was.
    pub sequence: u64,
    /// What, in the words that hold; `None` once erased.
    pub words: Option<String>,
    /// The day by which.
    pub due: Day,
    /// How far it is.
    pub state: CommitmentState,
    /// What held before both sides changed it, oldest first.
    pub earlier: Vec<EarlierCommitmentView>,
    /// The word that it comes from, if the viewer may see it.
    pub contribution: Option<ContributionId>,
    /// The proposal that it comes from.
    pub proposal: Option<ProposalId>,
    /// Where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
    /// The outcomes that it serves and that are still there.
    pub outcomes: Vec<OutcomeId>,
    /// Every time that the party said it is kept, in order.
    pub reports: Vec<KeptReportView>,
    /// Every change that the party asked for, in order.
    pub changes: Vec<AskedChangeView>,
    /// When it ended.
    pub ended: Option<Moment>,
    /// Why it is no longer needed; `None` also once erased.
    pub released_why: Option<String>,
    /// The commitment that stands for it.
    pub joined_into: Option<CommitmentId>,
    /// Whether the party to which it was promised is at the table no more: nobody can confirm it.
    pub to_left: bool,
    /// What the viewer may do with it.
    pub may: MayWithCommitment,
}

/// What a commitment said before it was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EarlierCommitmentView {
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// The day by which.
    pub due: Day,
    /// When it was changed.
    pub until: Moment,
    /// Why; `None` once erased.
    pub why: Option<String>,
}

/// That a party said it is kept, and what the other side answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct KeptReportView {
    /// Who said so.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// What was done; `None` once erased.
    pub words: Option<String>,
    /// Whether the other side says so too; `None` until it answers.
    pub kept: Option<bool>,
    /// Who answered.
    pub answered_by: Option<PersonId>,
    /// Of a yes, where their party was here only by links that another party made: which one.
    pub answered_by_link_of: Option<PartyId>,
    /// When.
    pub answered_at: Option<Moment>,
    /// What is missing; `None` also once erased.
    pub missing: Option<String>,
}

/// What a party asks to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AskedChangeView {
    /// The entry of the record in which it was asked.
    pub asked: u64,
    /// Who asked.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// What would be promised; `None` once erased.
    pub words: Option<String>,
    /// The day by which it would be kept.
    pub due: Day,
    /// Why; `None` once erased.
    pub why: Option<String>,
    /// Whether it waits for the other side: nobody answered it, and no later one was asked for.
    pub waits: bool,
    /// Whether the other side agreed; `None` until it answers.
    pub agreed: Option<bool>,
    /// When it answered.
    pub answered_at: Option<Moment>,
    /// What it said to it; `None` also once erased.
    pub answer: Option<String>,
}

/// What the viewer may do with a commitment, so that pages offer what works and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct MayWithCommitment {
    /// Say that it is kept.
    pub report: bool,
    /// Say whether it is.
    pub answer: bool,
    /// Ask for a change.
    pub ask_for_change: bool,
    /// Answer a change.
    pub answer_change: bool,
    /// Say that it is no longer needed.
    pub release: bool,
}

impl Commitment {
    /// How far it is at `now`.
    pub fn state(&self, now: Moment) -> CommitmentState {
        match &self.ended {
            Some(Ended::Kept(_)) => CommitmentState::Kept,
            Some(Ended::Released(..)) => CommitmentState::Released,
            Some(Ended::Joined(..)) => CommitmentState::Joined,
            None if self.waiting_report().is_some() => CommitmentState::Reported,
            None if now >= self.day_ends() => CommitmentState::Late,
            None if now >= self.due.1 => CommitmentState::DueToday,
            None => CommitmentState::Open,
        }
    }

    /// When its day is over: where clocks change on that day, up to an hour early or late.
    fn day_ends(&self) -> Moment {
        Moment(self.due.1.0.saturating_add(Moment::DAY))
    }

    /// When it is told beforehand that its day comes.
    fn told_from(&self) -> Moment {
        Moment(self.due.1.0.saturating_sub(SOON_DAYS * Moment::DAY))
    }
}

impl Seen<'_> {
    /// Everything promised.
    pub fn commitments(&self, now: Moment) -> CommitmentsPage {
        let all = self.then.commitments.all.values();
        let (mut open, mut ended): (Vec<&Commitment>, Vec<&Commitment>) =
            all.map(|it| &**it).partition(|it| it.is_open());
        open.sort_by_key(|it| (it.due.1, it.made.sequence));
        ended.sort_by_key(|it| std::cmp::Reverse(it.made.sequence));
        let shown = open.into_iter().chain(ended);
        CommitmentsPage {
            commitments: shown.map(|it| self.commitment_view(it, now)).collect(),
            may_make: self.may::<act::MakeCommitment>(()),
        }
    }

    /// Some of it, in the order in which they are named.
    pub fn some_commitments(&self, ids: &[CommitmentId], now: Moment) -> Vec<CommitmentView> {
        let all = ids
            .iter()
            .filter_map(|id| self.then.commitments.all.get(id));
        all.map(|it| self.commitment_view(it, now)).collect()
    }

    /// What was promised, in the words that hold; the inner one is `None` once erased.
    pub fn commitment_words(&self, commitment: CommitmentId) -> Option<Option<String>> {
        self.commitment_words_at(commitment, u64::MAX)
    }

    /// What was promised when that entry was made; the inner one is `None` once erased.
    pub fn commitment_words_at(
        &self,
        commitment: CommitmentId,
        sequence: u64,
    ) -> Option<Option<String>> {
        let commitment = self.then.commitments.all.get(&commitment)?;
        let earlier = commitment.earlier_at(sequence);
        Some(earlier.map_or(&commitment.words, |it| &it.words).clone())
    }

    /// To whom it was promised, and by when, when that entry was made.
    pub fn promised_at(&self, commitment: CommitmentId, sequence: u64) -> Option<(PartyId, Day)> {
        let commitment = self.then.commitments.all.get(&commitment)?;
        let earlier = commitment.earlier_at(sequence);
        let due = earlier.map_or(commitment.due.0, |it| it.due);
        Some((commitment.to, due))
    }

    /// Whether anything was ever promised here.
    pub fn has_commitments(&self) -> bool {
        !self.then.commitments.all.is_empty()
    }

    /// Every text of every commitment, and when it was said.
    pub(crate) fn commitment_texts(&self) -> Vec<(CommitmentId, Moment, Vec<String>)> {
        let mut texts = Vec::new();
        for commitment in self.then.commitments.all.values() {
            let mut add = |at: Moment, these: &[Option<&String>]| {
                let these = these.iter().filter_map(|text| text.cloned());
                texts.push((commitment.id, at, these.collect()));
            };
            add(commitment.made.at, &[commitment.words.as_ref()]);
            for earlier in &commitment.earlier {
                add(
                    earlier.until.at,
                    &[earlier.words.as_ref(), earlier.why.as_ref()],
                );
            }
            for report in &commitment.reports {
                let answer = report.answer.as_ref();
                let missing = answer.and_then(|answer| answer.words.as_ref());
                add(report.stamp.at, &[report.words.as_ref(), missing]);
            }
            for change in &commitment.changes {
                let answer = change.answer.as_ref();
                let answer = answer.and_then(|answer| answer.words.as_ref());
                add(
                    change.stamp.at,
                    &[change.words.as_ref(), change.why.as_ref(), answer],
                );
            }
            if let Some(Ended::Released(stamp, why)) = &commitment.ended {
                add(stamp.at, &[why.as_ref()]);
            }
        }
        texts
    }

    fn commitment_view(&self, it: &Commitment, now: Moment) -> CommitmentView {
        let outcomes = it.outcomes.iter().copied();
        let lives = |id: &OutcomeId| {
            let outcome = self.then.value.outcomes.get(id);
            outcome.is_some_and(|outcome| outcome.retired.is_none())
        };
        let (ended, released_why, joined_into) = match &it.ended {
            Some(Ended::Kept(stamp)) => (Some(stamp.at), None, None),
            Some(Ended::Released(stamp, why)) => (Some(stamp.at), why.clone(), None),
            Some(Ended::Joined(stamp, into)) => (Some(stamp.at), None, Some(*into)),
            None => (None, None, None),
        };
        CommitmentView {
            id: it.id,
            person: it.made.actor,
            party: it.party,
            to: it.to,
            at: it.made.at,
            sequence: it.made.sequence,
            words: it.words.clone(),
            due: it.due.0,
            state: it.state(now),
            earlier: it
                .earlier
                .iter()
                .map(|earlier| EarlierCommitmentView {
                    words: earlier.words.clone(),
                    due: earlier.due,
                    until: earlier.until.at,
                    why: earlier.why.clone(),
                })
                .collect(),
            contribution: it
                .contribution
                .filter(|said| self.words_of(*said).is_some()),
            proposal: it.proposal,
            by_link_of: it.by_link_of,
            outcomes: outcomes.filter(lives).collect(),
            reports: it.reports.iter().map(report_view).collect(),
            changes: it
                .changes
                .iter()
                .map(|change| change_view(it, change))
                .collect(),
            ended,
            released_why,
            joined_into,
            to_left: self.then.table.party(it.to).is_none(),
            may: MayWithCommitment {
                report: self.may::<act::ReportKept>(it.id),
                answer: self.may::<act::AnswerKept>(it.id),
                ask_for_change: self.may::<act::AskForChange>(it.id),
                answer_change: self.may::<act::AnswerChange>(it.id),
                release: self.may::<act::ReleaseCommitment>(it.id),
            },
        }
    }

    /// What was promised by the viewer or to their party, as far as it waits for them.
    pub(crate) fn promised_needs(&self, now: Moment) -> Vec<Need> {
        let all = self.today.commitments.all.values();
        let mut open: Vec<&Commitment> = all.map(|it| &**it).filter(|it| it.is_open()).collect();
        open.sort_by_key(|it| (it.due.1, it.made.sequence));
        let ids = |wanted: &dyn Fn(&Commitment) -> bool| -> Vec<CommitmentId> {
            let some = open.iter().filter(|it| wanted(it));
            some.map(|it| it.id).collect()
        };
        let reported = ids(&|it| self.may::<act::AnswerKept>(it.id));
        let changes = ids(&|it| self.may::<act::AnswerChange>(it.id));
        let due = ids(&|it| self.is_to_keep(it) && now >= it.told_from() || self.is_missed(it));
        let late = |id: &CommitmentId| {
            let it = self.today.commitments.all.get(id);
            it.is_some_and(|it| it.state(now) == CommitmentState::Late)
        };
        let late = due.iter().any(late);
        let needs = [
            Need::AnswerKept {
                commitments: reported,
            },
            Need::AnswerChange {
                commitments: changes,
            },
            Need::KeepCommitment {
                commitments: due,
                late,
            },
        ];
        let filled = |need: &Need| need.about() != crate::fact::Field::Nothing;
        needs.into_iter().filter(filled).collect()
    }

    /// Whether the viewer is to keep it: who promised it, or, once they are gone, any who speaks for the party.
    fn is_to_keep(&self, it: &Commitment) -> bool {
        let own = it.made.actor == self.seat.person;
        let gone = self.today.table.seat(it.made.actor).is_none();
        (own || gone) && self.may::<act::ReportKept>(it.id)
    }

    /// Whether the other side said what is missing, after the viewer's party said that it is kept.
    fn is_missed(&self, it: &Commitment) -> bool {
        let last = it.reports.last().and_then(|report| report.answer.as_ref());
        self.is_to_keep(it) && last.is_some_and(|answer| !answer.yes)
    }

    /// The moments at which what is promised begins to be told of, or told otherwise.
    pub(crate) fn commitment_days(&self, now: Moment) -> impl Iterator<Item = Moment> {
        let open = self
            .today
            .commitments
            .all
            .values()
            .filter(|it| it.is_open());
        let days = open.flat_map(|it| [it.told_from(), it.due.1, it.day_ends()]);
        days.filter(move |day| *day > now)
    }
}

fn report_view(report: &Report) -> KeptReportView {
    let answer = report.answer.as_ref();
    KeptReportView {
        person: report.stamp.actor,
        at: report.stamp.at,
        words: report.words.clone(),
        kept: answer.map(|answer| answer.yes),
        answered_by: answer.map(|answer| answer.stamp.actor),
        answered_by_link_of: answer.and_then(|answer| answer.by_link_of),
        answered_at: answer.map(|answer| answer.stamp.at),
        missing: answer.and_then(|answer| answer.words.clone()),
    }
}

fn change_view(of: &Commitment, change: &Change) -> AskedChangeView {
    let answer = change.answer.as_ref();
    let waiting = of.waiting_change().map(|waiting| waiting.stamp);
    AskedChangeView {
        asked: change.stamp.sequence,
        person: change.stamp.actor,
        at: change.stamp.at,
        words: change.words.clone(),
        due: change.due.0,
        why: change.why.clone(),
        waits: waiting == Some(change.stamp),
        agreed: answer.map(|answer| answer.yes),
        answered_at: answer.map(|answer| answer.stamp.at),
        answer: answer.and_then(|answer| answer.words.clone()),
    }
}
