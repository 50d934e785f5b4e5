//! Endowments and mixes so far.

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::Vector;

use crate::fact::MixRecorded;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::words::*;

/// A mix as the engine came to it, for [`RecordMix`](crate::act::RecordMix).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputedMix {
    /// By which rule.
    pub rule: MixRule,
    /// The budget, in minor units.
    pub budget: u64,
    /// The entry up to which it read.
    pub read_at: u64,
    /// Digest of what it read and how it was asked, in hexadecimal.
    pub inputs: String,
    /// The engine and its version.
    pub engine: String,
    /// The outcomes of which everybody's values were read.
    pub reads: Vec<OutcomeId>,
    /// What it came to.
    pub result: MixResult,
}

/// Endowments and recorded mixes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mixes {
    /// The endowments chosen last.
    pub endowments: Option<Chosen>,
    /// Every recorded mix, in the order recorded.
    pub recorded: Vector<Arc<Recorded>>,
}

/// Endowments that somebody chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// When and by whom.
    pub stamp: Stamp,
    /// Each party's weight.
    pub weights: BTreeMap<PartyId, u32>,
    /// Why; `None` once erased.
    pub why: Option<String>,
}

/// A mix on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// When and by whom.
    pub stamp: Stamp,
    /// What was recorded.
    pub mix: MixRecorded,
}

impl Relationship {
    pub(crate) fn recorded_mix(&self, id: MixId) -> Option<&Recorded> {
        let mut recorded = self.mixes.recorded.iter();
        recorded.find(|one| one.mix.mix == id).map(|one| &**one)
    }

    /// A recorded mix that the actor may see; what they may not see and what does not exist are refused the
    /// same way.
    pub(crate) fn mix_seen_by(&self, actor: PersonId, id: MixId) -> Result<&Recorded, Refusal> {
        let seen = self.seen_by(actor, self);
        let mix = self.recorded_mix(id).zip(seen);
        let mix = mix.filter(|(mix, seen)| seen.may_see_mix(&mix.mix.reads));
        mix.map(|(mix, _)| mix)
            .ok_or(Refusal::Unknown { what: "mix" })
    }
}
