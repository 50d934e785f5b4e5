//! Making a pack, and adding one's own page.

use super::{PACKS, PAGE_TIMES, Pack, QUARTER_DAYS, WRITTEN_DAYS};
use crate::act::{Act, At, Decided, acts, one};
use crate::edits::Edited;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Moment;
use crate::table::Seat;
use crate::text;

acts! {
    /// Freeze the record as it is, as a pack that everybody at the table reads.
    MakePack {}

    /// Add one's party's own page to a pack, or put it again. That makes another version.
    WritePackPage about pack: PackId {
        /// Which pack.
        pack: PackId,
        /// What one's party says; empty takes its page out.
        words: String,
    }
}

impl Relationship {
    fn known_pack(&self, id: PackId) -> Result<&Pack, Refusal> {
        let pack = self.packs.all.get(&id);
        pack.map(|pack| &**pack)
            .ok_or(Refusal::Unknown { what: "pack" })
    }
}

impl Act for MakePack {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        match relationship.packs.all.len() >= PACKS {
            true => Err(Refusal::Full {
                what: "packs",
                limit: PACKS,
            }),
            false => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let now = at.context.at;
        let last = at.relationship.packs.last();
        if last.is_some_and(|last| now < last.next()) {
            return Err(Refusal::PackJustMade);
        }
        // A quarter at the least, however soon after the pack before: figures of a few days tell little.
        let quarter = Moment(now.0.saturating_sub(QUARTER_DAYS * Moment::DAY));
        let quarter = quarter.day_in_utc().begins_in_utc();
        let review = || {
            let seen = at.relationship.seen_by(at.seat.person, at.relationship);
            seen.map_or(quarter, |seen| seen.looks_back_to(now).0)
        };
        let since = last.map_or_else(review, |last| last.point);
        let since = since.min(quarter);
        one(PackMade {
            pack: PackId(at.context.id()),
            number: at.relationship.packs.all.len() as u64 + 1,
            party: at.seat.party,
            entry: at.relationship.sequence(),
            point: now,
            since,
            before: last.map(|last| last.id),
        })
    }
}

impl Act for WritePackPage {
    fn edits(&self, seat: &Seat) -> Option<Edited> {
        Some(Edited::PackPage(self.pack, seat.party))
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        pack: PackId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let pack = relationship.known_pack(pack)?;
        // Of each person by themselves: nobody uses up what their colleagues may write.
        let own = pack.pages.iter().filter(|page| page.stamp.actor == actor);
        match own.count() >= PAGE_TIMES {
            true => Err(Refusal::Full {
                what: "times that one party writes its page of a pack",
                limit: PAGE_TIMES,
            }),
            false => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let pack = at.relationship.known_pack(self.pack)?;
        if at.context.at.0 >= pack.closes().0 {
            return Err(Refusal::PackClosed { days: WRITTEN_DAYS });
        }
        let words = text::optional_passage("words", &self.words)?;
        let before = pack.page_of(at.seat.party, u64::MAX);
        let before = before.map(|page| page.words.clone());
        match before {
            Some(Some(before)) if before == words => return Err(Refusal::NothingNew),
            None if words.is_empty() => return Err(Refusal::Blank { field: "words" }),
            _ => {}
        }
        one(PackPageWritten {
            pack: self.pack,
            party: at.seat.party,
            by_link_of: at.relationship.table.only_by_link_of(at.seat.party),
            text: Some(PackPageText { words }),
        })
    }
}
