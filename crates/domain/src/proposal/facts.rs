//! What is recorded of proposals, and what each of these facts changes.

use std::collections::BTreeMap;

use super::{Consent, Ended, Proposal};
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::words::*;

facts! {
    /// Something was put to all parties.
    "proposal_opened" ProposalOpened reaches Table {
        /// The proposal.
        proposal: ProposalId,
        /// What it proposes.
        proposes: Proposes,
    }

    /// A party agrees.
    "consent_given" ConsentGiven reaches Table {
        /// To which proposal.
        proposal: ProposalId,
        /// What it proposes.
        proposes: Proposes,
        /// Which party.
        party: PartyId,
        /// Where the party is here only by links that another party made: which one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_link_of: Option<PartyId>,
    }

    /// A party takes its consent back.
    "consent_withdrawn" ConsentWithdrawn reaches Table {
        /// From which proposal.
        proposal: ProposalId,
        /// What it proposes.
        proposes: Proposes,
        /// Which party.
        party: PartyId,
    }

    /// Every party that is asked consented.
    "proposal_adopted" ProposalAdopted reaches Table {
        /// The proposal.
        proposal: ProposalId,
        /// What it proposes.
        proposes: Proposes,
    }

    /// Nobody stands behind the proposal any more.
    "proposal_dropped" ProposalDropped reaches Table {
        /// The proposal.
        proposal: ProposalId,
        /// What it proposes.
        proposes: Proposes,
    }
}

impl Proposal {
    pub(super) fn opened(id: ProposalId, proposes: Proposes, opened: Stamp) -> Self {
        Self {
            id,
            proposes,
            opened,
            consents: BTreeMap::new(),
            ended: None,
        }
    }
}

impl Happened for ProposalOpened {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let opened = Proposal::opened(self.proposal, self.proposes, stamp);
        to.proposals.proposals.insert(self.proposal, opened);
    }
}

impl Happened for ConsentGiven {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(proposal) = to.proposals.proposals.get_mut(&self.proposal) {
            let by_link_of = self.by_link_of;
            let consent = Consent { stamp, by_link_of };
            proposal.consents.insert(self.party, consent);
        }
    }
}

impl Happened for ConsentWithdrawn {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        if let Some(proposal) = to.proposals.proposals.get_mut(&self.proposal) {
            proposal.consents.remove(&self.party);
        }
    }
}

impl Happened for ProposalAdopted {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.proposals.end(self.proposal, Ended::Adopted(stamp));
    }
}

impl Happened for ProposalDropped {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.proposals.end(self.proposal, Ended::Dropped(stamp));
    }
}
