//! Whether the table is asked to close, and which parties consent.

use std::collections::BTreeMap;

use imbl::OrdMap;

use crate::ids::*;
use crate::stamp::Stamp;

/// That a party asked the others to close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// This asking.
    pub id: ClosingId,
    /// When and by whom.
    pub proposed: Stamp,
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

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Every party that is asked consented.
    Closed(Stamp),
    /// Nobody stood behind it any more.
    Dropped(Stamp),
}

/// Every time that somebody asked to close.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closings {
    /// All of them.
    pub asked: OrdMap<ClosingId, Closing>,
}

impl Closings {
    /// The one to which parties may still say something: there is one at a time.
    pub fn open(&self) -> Option<&Closing> {
        self.asked.values().find(|closing| closing.ended.is_none())
    }

    pub(crate) fn end(&mut self, closing: ClosingId, ended: Ended) {
        if let Some(closing) = self.asked.get_mut(&closing) {
            closing.ended = Some(ended);
        }
    }

    /// A party that leaves consents to nothing any more.
    pub(crate) fn leaves(&mut self, party: PartyId) {
        let open = self.open().map(|closing| closing.id);
        if let Some(closing) = open.and_then(|id| self.asked.get_mut(&id)) {
            closing.consents.remove(&party);
        }
    }

    /// The relationship is closed.
    pub(crate) fn closed(&mut self, stamp: Stamp) {
        if let Some(open) = self.open().map(|closing| closing.id) {
            self.end(open, Ended::Closed(stamp));
        }
    }
}
