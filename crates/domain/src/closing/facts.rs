//! What is recorded of closing, and what each of these facts changes.

use std::collections::BTreeMap;

use super::{Closing, Consent, Ended};
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Stamp;

facts! {
    /// A party asks all others to close the relationship.
    "closing_proposed" ClosingProposed reaches Table {
        /// This asking.
        closing: ClosingId,
    }

    /// A party agrees to close.
    "closing_consented" ClosingConsented reaches Table {
        /// To which asking.
        closing: ClosingId,
        /// Which party.
        party: PartyId,
        /// Where the party is here only by links that another party made: which one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_link_of: Option<PartyId>,
    }

    /// A party takes its consent back.
    "closing_consent_withdrawn" ClosingConsentWithdrawn reaches Table {
        /// From which asking.
        closing: ClosingId,
        /// Which party.
        party: PartyId,
    }

    /// Nobody asks to close any more.
    "closing_dropped" ClosingDropped reaches Table {
        /// The asking.
        closing: ClosingId,
    }
}

impl Closing {
    pub(super) fn proposed(id: ClosingId, proposed: Stamp) -> Self {
        Self {
            id,
            proposed,
            consents: BTreeMap::new(),
            ended: None,
        }
    }
}

impl Happened for ClosingProposed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let proposed = Closing::proposed(self.closing, stamp);
        to.closings.asked.insert(self.closing, proposed);
    }
}

impl Happened for ClosingConsented {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(closing) = to.closings.asked.get_mut(&self.closing) {
            let by_link_of = self.by_link_of;
            let consent = Consent { stamp, by_link_of };
            closing.consents.insert(self.party, consent);
        }
    }
}

impl Happened for ClosingConsentWithdrawn {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        if let Some(closing) = to.closings.asked.get_mut(&self.closing) {
            closing.consents.remove(&self.party);
        }
    }
}

impl Happened for ClosingDropped {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.closings.end(self.closing, Ended::Dropped(stamp));
    }
}
