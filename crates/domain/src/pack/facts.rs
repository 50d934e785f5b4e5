//! What is recorded of packs: that one was made, and what parties add. What it says is read from the record.

use std::sync::Arc;

use super::Pack;
use super::state::Page;
use crate::edits::Edited;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};

facts! {
    /// A pack was made: the record up to a moment, frozen.
    "pack_made" PackMade reaches Table {
        /// The pack.
        pack: PackId,
        /// Its number at this table, from 1.
        number: u64,
        /// The party whose person made it.
        party: PartyId,
        /// The last entry that it reads.
        entry: u64,
        /// The moment at which it looks at it.
        point: Moment,
        /// The moment since which it looks back: the point of the pack before, where there is one, and a quarter at least.
        since: Moment,
        /// The pack before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<PackId>,
    }

    /// A party added its own page to a pack, put it again or took it out.
    "pack_page_written" PackPageWritten reaches Table {
        /// The pack.
        pack: PackId,
        /// The party.
        party: PartyId,
        /// Where the party is here only by links that another party made: which one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_link_of: Option<PartyId>,
    } says PackPageText {
        /// What the party says; empty where it took its page out.
        words: String,
    }
}

impl Happened for PackMade {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let pack = Pack {
            id: self.pack,
            number: self.number,
            made: stamp,
            party: self.party,
            entry: self.entry,
            point: self.point,
            since: self.since,
            before: self.before,
            pages: Vec::new(),
        };
        to.packs.all.insert(self.pack, Arc::new(pack));
        to.packs.order.push_back(self.pack);
    }
}

impl Happened for PackPageWritten {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::PackPage(self.pack, self.party))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let page = Page {
            stamp,
            party: self.party,
            by_link_of: self.by_link_of,
            words: self.text.map(|text| text.words),
        };
        to.packs.change(self.pack, |pack| pack.pages.push(page));
    }
}
