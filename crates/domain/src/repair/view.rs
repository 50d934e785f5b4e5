//! What a viewer sees of what broke.

use serde::Serialize;
use utoipa::ToSchema;

use super::state::{Repair, Said, Verdict};
use crate::act;
use crate::audience::Seen;
use crate::commitment::Ended;
use crate::ids::*;
use crate::needs::Need;
use crate::stamp::Moment;

/// Everything that broke, and whether the viewer may say that something did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RepairsPage {
    /// Those that wait to be repaired, longest first; then the others, the latest first.
    pub repairs: Vec<RepairView>,
    /// Whether the viewer may say that something broke.
    pub may_open: bool,
}

/// Something that broke, and what became of it: each part by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RepairView {
    /// The repair.
    pub id: RepairId,
    /// The party that was hurt.
    pub party: PartyId,
    /// The party that can repair it.
    pub of: PartyId,
    /// Who said that something broke.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// The entry of the record in which it was.
    pub sequence: u64,
    /// The party whose link was all that was known of who said it.
    pub by_link_of: Option<PartyId>,
    /// What happened; `None` once erased.
    pub happened: Option<String>,
    /// The outcomes that it harmed and that are still there.
    pub outcomes: Vec<OutcomeId>,
    /// What it cost, as it was said last.
    pub cost: Option<RepairWords>,
    /// What the other side said to it, in order.
    pub answers: Vec<RepairWords>,
    /// What it promised.
    pub promised: Vec<CommitmentId>,
    /// What the side that was hurt said of whether it is repaired, in order.
    pub verdicts: Vec<RepairVerdict>,
    /// How far it is.
    pub state: RepairState,
    /// When it was said that nothing broke after all.
    pub withdrawn: Option<Moment>,
    /// Why; `None` also once erased.
    pub withdrawn_why: Option<String>,
    /// What the viewer may do.
    pub may: MayWithRepair,
}

impl RepairView {
    /// Everybody whom it names.
    pub fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        let said = self.cost.iter().chain(&self.answers);
        let said = said.chain(self.verdicts.iter().map(|it| &it.said));
        said.map(|it| it.person).chain([self.person])
    }
}

/// How far a repair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RepairState {
    /// Nothing that was promised stands since the side that was hurt said that it is broken.
    Broken,
    /// Something is promised, and is still to be kept.
    Promised,
    /// The same; the side that was hurt has said since that it is not repaired yet, and the other side has said nothing to
    /// that.
    AskedAgain,
    /// What was promised is done or no longer needed: the side that was hurt has not said whether that repairs it.
    Asked,
    /// The side that was hurt accepts it.
    Accepted,
    /// Nothing broke after all.
    Withdrawn,
}

/// Words on one part of a repair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RepairWords {
    /// Who said it.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// The entry of the record.
    pub sequence: u64,
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// The party whose link is all that is known of who said it.
    pub by_link_of: Option<PartyId>,
}

/// What the side that was hurt said of whether it is repaired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RepairVerdict {
    /// Whether it is.
    pub accepted: bool,
    /// Who says so, when, and what is missing.
    #[serde(flatten)]
    pub said: RepairWords,
}

/// What the viewer may do with a repair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct MayWithRepair {
    /// Say what it cost.
    pub cost: bool,
    /// Say something to it.
    pub answer: bool,
    /// Promise what is done about it.
    pub promise: bool,
    /// Say whether it is repaired.
    pub accept: bool,
    /// Say that nothing broke after all.
    pub withdraw: bool,
}

fn verdict(it: &Verdict) -> RepairVerdict {
    RepairVerdict {
        accepted: it.accepted,
        said: RepairWords {
            person: it.stamp.actor,
            at: it.stamp.at,
            sequence: it.stamp.sequence,
            words: it.words.clone(),
            by_link_of: it.by_link_of,
        },
    }
}

impl Seen<'_> {
    /// Everything that broke.
    pub fn repairs(&self) -> RepairsPage {
        let mut all: Vec<&Repair> = self.then.repairs.all.values().map(|it| &**it).collect();
        all.sort_by_key(|it| match (it.is_open(), it.opened.sequence) {
            (true, said) => (0, said),
            (false, said) => (1, u64::MAX - said),
        });
        RepairsPage {
            repairs: all.into_iter().map(|it| self.repair_view(it)).collect(),
            may_open: self.may::<act::OpenRepair>(()),
        }
    }

    fn said_of_repair(&self, said: &Said) -> RepairWords {
        RepairWords {
            person: said.stamp.actor,
            at: said.stamp.at,
            sequence: said.stamp.sequence,
            words: said.words.clone(),
            by_link_of: self.then.table.link_behind(said.stamp.actor),
        }
    }

    fn repair_view(&self, it: &Repair) -> RepairView {
        let live = |id: &OutcomeId| {
            let outcome = self.then.value.outcomes.get(id);
            outcome.is_some_and(|outcome| outcome.retired.is_none())
        };
        RepairView {
            id: it.id,
            party: it.party,
            of: it.of,
            person: it.opened.actor,
            at: it.opened.at,
            sequence: it.opened.sequence,
            by_link_of: it.by_link_of,
            happened: it.happened.clone(),
            outcomes: it.outcomes.iter().copied().filter(live).collect(),
            cost: it.cost.last().map(|said| self.said_of_repair(said)),
            answers: it
                .answers
                .iter()
                .map(|said| self.said_of_repair(said))
                .collect(),
            promised: it.promised.iter().map(|(id, _)| *id).collect(),
            verdicts: it.verdicts.iter().map(verdict).collect(),
            state: self.repair_state(it),
            withdrawn: it.withdrawn.as_ref().map(|(stamp, _)| stamp.at),
            withdrawn_why: it.withdrawn.as_ref().and_then(|(_, why)| why.clone()),
            may: MayWithRepair {
                cost: self.may::<act::SayRepairCost>(it.id),
                answer: self.may::<act::AnswerRepair>(it.id),
                promise: self.may::<act::PromiseRepair>(it.id),
                accept: self.may::<act::AcceptRepair>(it.id),
                withdraw: self.may::<act::WithdrawRepair>(it.id),
            },
        }
    }

    fn repair_state(&self, it: &Repair) -> RepairState {
        if it.withdrawn.is_some() {
            return RepairState::Withdrawn;
        }
        if it.accepted().is_some() {
            return RepairState::Accepted;
        }
        // What was still to be kept when the side that was hurt said “not yet” stands, too.
        let since = it.said_broken();
        let promised = it.promised.iter().filter_map(|(id, stamp)| {
            let commitment = self.then.commitments.all.get(id)?;
            let ended = commitment.ended.as_ref().map(|ended| match ended {
                Ended::Kept(stamp) | Ended::Released(stamp, _) | Ended::Joined(stamp, _) => stamp,
            });
            let counts = stamp.sequence > since || ended.is_none_or(|it| it.sequence > since);
            counts.then(|| commitment.is_open())
        });
        let open: Vec<bool> = promised.collect();
        match (open.is_empty(), open.contains(&true)) {
            (true, _) => RepairState::Broken,
            (false, true) if it.is_asked_again() => RepairState::AskedAgain,
            (false, true) => RepairState::Promised,
            (false, false) => RepairState::Asked,
        }
    }

    /// What broke about which something was promised.
    pub fn repair_of(&self, commitment: CommitmentId) -> Option<RepairId> {
        let mut all = self.then.repairs.all.values();
        let found = all.find(|it| it.promised.iter().any(|(id, _)| *id == commitment));
        found.map(|it| it.id)
    }

    /// What happened, in the words in which it was said; the inner one is `None` once erased.
    pub fn repair_words(&self, repair: RepairId) -> Option<Option<String>> {
        let repair = self.then.repairs.all.get(&repair)?;
        Some(repair.happened.clone())
    }

    /// Every text on every repair, and when it was said.
    pub(crate) fn repair_texts(&self) -> Vec<(RepairId, Moment, Vec<String>)> {
        let mut texts = Vec::new();
        for it in self.then.repairs.all.values() {
            let mut add = |at: Moment, words: &Option<String>| {
                texts.push((it.id, at, words.iter().cloned().collect()));
            };
            add(it.opened.at, &it.happened);
            for said in it.cost.iter().chain(&it.answers) {
                add(said.stamp.at, &said.words);
            }
            for verdict in &it.verdicts {
                add(verdict.stamp.at, &verdict.words);
            }
            if let Some((stamp, why)) = &it.withdrawn {
                add(stamp.at, why);
            }
        }
        texts
    }

    /// What broke and waits for the viewer: for a promise of their side, or for its word on whether it is repaired.
    pub(crate) fn repair_needs(&self) -> Vec<Need> {
        let mut open: Vec<&Repair> = self
            .today
            .repairs
            .all
            .values()
            .map(|it| &**it)
            .filter(|it| it.is_open())
            .collect();
        open.sort_by_key(|it| it.said_broken());
        let waits = |states: &[RepairState], may: &dyn Fn(RepairId) -> bool| -> Vec<RepairId> {
            let these = open.iter().map(|it| (it.id, self.repair_state(it)));
            let these = these.filter(|(id, state)| states.contains(state) && may(*id));
            these.map(|(id, _)| id).collect()
        };
        let promise = waits(&[RepairState::Broken, RepairState::AskedAgain], &|id| {
            self.may::<act::PromiseRepair>(id)
        });
        let accept = waits(&[RepairState::Asked], &|id| {
            self.may::<act::AcceptRepair>(id)
        });
        let mut needs = Vec::new();
        if !promise.is_empty() {
            needs.push(Need::PromiseRepair { repairs: promise });
        }
        if !accept.is_empty() {
            needs.push(Need::AcceptRepair { repairs: accept });
        }
        needs
    }
}
