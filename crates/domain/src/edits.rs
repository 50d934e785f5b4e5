//! What several people may be putting in other words at once, and when each was put so last: who changes
//! it says up to which entry they were shown the record, and is refused where it was changed since.

use imbl::OrdMap;

use crate::ids::*;
use crate::refusal::Refusal;

/// One thing that a form shows as it is and puts as it is sent: what comes later replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edited {
    /// What the relationship is called, and how close it is kept.
    Description,
    /// What the relationship is for.
    Purpose,
    /// What a party brings, expects and cannot do.
    Terms(PartyId),
    /// What a party is called.
    Party(PartyId),
    /// What an invited person is called.
    Person(PersonId),
    /// What a person is at the table.
    Roles(PersonId),
    /// An outcome: its words, and how it is described.
    Outcome(OutcomeId),
    /// What a need would let its author do.
    Need(ContributionId),
    /// The words of a contribution.
    Word(ContributionId),
    /// A feature, without its price.
    Feature(FeatureId),
    /// The price of a feature, and who bears it.
    Price(FeatureId),
    /// How much voice each party has in a mix.
    Endowments,
    /// What a meeting is called, when and where it is.
    Meeting(MeetingId),
    /// What the silence of a party means.
    Silence(PartyId),
    /// A version of the agreement, as it is put together.
    Agreement(u64),
    /// The page of a party in a pack.
    PackPage(PackId, PartyId),
    /// What is promised, or would be after a change that was asked for.
    Promise(CommitmentId),
}

/// By which entry each was changed last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edits {
    last: OrdMap<Edited, u64>,
}

impl Edits {
    pub(crate) fn changed(&mut self, what: Edited, sequence: u64) {
        self.last.insert(what, sequence);
    }

    /// Refuses where it was changed after the entry up to which whoever changes it was shown the record.
    pub(crate) fn as_shown(
        &self,
        what: Option<Edited>,
        shown_at: Option<u64>,
    ) -> Result<(), Refusal> {
        let last = what.and_then(|what| self.last.get(&what));
        match (last, shown_at) {
            (Some(last), Some(shown)) if *last > shown => Err(Refusal::ChangedMeanwhile),
            _ => Ok(()),
        }
    }
}
