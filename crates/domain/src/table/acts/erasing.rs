//! Erasing what one wrote.

use crate::act::{Act, Asks, At, Decided, acts, one};
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::table::Seat;
use crate::text;

acts! {
    /// Erase the text of an entry of one's own. Its place and commitment stay.
    EraseContent {
        /// The entry.
        sequence: u64,
        /// On what ground.
        ground: String,
    }
}

impl Act for EraseContent {
    type On = ();

    fn on(&self) {}

    fn asks(&self) -> Asks {
        Asks {
            entry: Some(self.sequence),
            ..Asks::default()
        }
    }

    /// This stands open after closing too: the right to be forgotten does not end with a relationship.
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        relationship.table.seat(actor).ok_or(Refusal::NotSeated)
    }

    /// An author erases their own text, or a spokesperson that of somebody of their party.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let sequence = self.sequence;
        let entry = context
            .entry
            .filter(|entry| entry.stamp.sequence == sequence)
            .ok_or(Refusal::Unknown { what: "entry" })?;
        relationship.text_of(seat, entry.stamp)?;
        if !entry.has_text {
            return Err(Refusal::NothingToErase);
        }
        let ground = text::line("ground", &self.ground)?;
        let text = Some(ErasureText { ground });
        one(ContentErased { sequence, text })
    }
}

impl Relationship {
    /// Refuses an entry whose text is not the seat's to erase.
    pub(crate) fn text_of(&self, seat: &Seat, written: Stamp) -> Result<(), Refusal> {
        if written.actor == seat.person {
            return Ok(());
        }
        let author = self.table.seats.get(&written.actor);
        let colleague = author.is_some_and(|author| author.party == seat.party);
        // Which entry holds the reason of somebody who stands by role is only theirs to know.
        let known = self.names.stand_by_name(written.actor, written.sequence);
        if colleague && known && seat.speaks_for_party() && seat.claimed {
            Ok(())
        } else {
            Err(Refusal::NotAuthor)
        }
    }
}
