//! The packs so far.

use std::sync::Arc;

use imbl::{OrdMap, Vector};

use super::{PACK_HOURS, WRITTEN_DAYS};
use crate::ids::*;
use crate::stamp::{Moment, Stamp};

/// A point of the record, frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The pack.
    pub id: PackId,
    /// Its number at this table.
    pub number: u64,
    /// When and by whom it was made.
    pub made: Stamp,
    /// The party whose person did.
    pub party: PartyId,
    /// The last entry that it reads.
    pub entry: u64,
    /// The moment at which it looks at it.
    pub point: Moment,
    /// The moment since which it looks back.
    pub since: Moment,
    /// The pack before.
    pub before: Option<PackId>,
    /// What parties added, in order: each makes another version.
    pub pages: Vec<Page>,
}

/// A party's own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// When and by whom it was written.
    pub stamp: Stamp,
    /// The party.
    pub party: PartyId,
    /// Where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
    /// What it says; empty where it was taken out, `None` once erased.
    pub words: Option<String>,
}

impl Pack {
    /// How many versions there are.
    pub fn versions(&self) -> u64 {
        self.pages.len() as u64 + 1
    }

    /// What was added up to a version.
    pub(super) fn pages_of(&self, version: u64) -> impl DoubleEndedIterator<Item = &Page> {
        let added = usize::try_from(version.saturating_sub(1)).unwrap_or(usize::MAX);
        self.pages.iter().take(added)
    }

    /// The page of a party in a version, empty ones, too.
    pub(super) fn page_of(&self, party: PartyId, version: u64) -> Option<&Page> {
        let mut pages = self.pages_of(version).rev();
        pages.find(|page| page.party == party)
    }

    /// From when on the table makes another.
    pub(super) fn next(&self) -> Moment {
        let wait = PACK_HOURS * 3_600_000;
        Moment(self.made.at.0.saturating_add(wait))
    }

    /// When nobody adds anything any more.
    pub(super) fn closes(&self) -> Moment {
        let days = WRITTEN_DAYS * Moment::DAY;
        Moment(self.made.at.0.saturating_add(days))
    }
}

/// Every pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packs {
    /// All of them.
    pub all: OrdMap<PackId, Arc<Pack>>,
    /// In the order in which they were made.
    pub order: Vector<PackId>,
}

impl Packs {
    /// The one that was made last.
    pub fn last(&self) -> Option<&Pack> {
        let last = self.order.last()?;
        self.all.get(last).map(|pack| &**pack)
    }

    pub(super) fn change(&mut self, id: PackId, change: impl FnOnce(&mut Pack)) {
        if let Some(pack) = self.all.get_mut(&id) {
            change(Arc::make_mut(pack));
        }
    }
}
