//! The proposals so far, and which parties consent.

use std::collections::BTreeMap;

use imbl::OrdMap;

use crate::ids::*;
use crate::stamp::Stamp;
use crate::words::*;

/// What one party put to the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The proposal.
    pub id: ProposalId,
    /// What it proposes.
    pub proposes: Proposes,
    /// When and by whom.
    pub opened: Stamp,
    /// The parties that consent.
    pub consents: BTreeMap<PartyId, Consent>,
    /// How it ended, if it has.
    pub ended: Option<Ended>,
}

/// A party's consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
    /// When, and who said so for it.
    pub stamp: Stamp,
    /// Where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
}

/// How a proposal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Every party that is asked consented.
    Adopted(Stamp),
    /// Nobody stood behind it any more.
    Dropped(Stamp),
}

/// All proposals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// Every one.
    pub proposals: OrdMap<ProposalId, Proposal>,
}

impl Proposals {
    /// The one that proposes this and to which parties may still say something: there is one at a time.
    pub fn open(&self, proposes: Proposes) -> Option<&Proposal> {
        self.all_open()
            .find(|proposal| proposal.proposes == proposes)
    }

    /// Every one to which parties may still say something.
    pub fn all_open(&self) -> impl Iterator<Item = &Proposal> {
        let all = self.proposals.values();
        all.filter(|proposal| proposal.ended.is_none())
    }

    pub(super) fn end(&mut self, proposal: ProposalId, ended: Ended) {
        if let Some(proposal) = self.proposals.get_mut(&proposal) {
            proposal.ended = Some(ended);
        }
    }

    /// A party that leaves consents to nothing any more.
    pub(crate) fn leaves(&mut self, party: PartyId) {
        let open = self.all_open().map(|proposal| proposal.id);
        let open: Vec<_> = open.collect();
        for proposal in open {
            if let Some(proposal) = self.proposals.get_mut(&proposal) {
                proposal.consents.remove(&party);
            }
        }
    }
}
