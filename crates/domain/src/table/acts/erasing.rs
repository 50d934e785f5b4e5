//! Erasing what one wrote.

use crate::act::{Act, Asks, At, Decided, acts};
use crate::audience::Sight;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
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

    /// An author erases their own text, whoever was seated what they were called, or a spokesperson that of somebody of their party.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let sequence = self.sequence;
        let seen = relationship.seen_by(seat.person, relationship);
        let seen = seen.ok_or(Refusal::NotSeated)?;
        // What comes after the last entry that they may see is as if it were not there: asked for one
        // after the other, it would tell when somebody says what they may not see.
        let entry = context
            .entry
            .take()
            .filter(|entry| entry.stamp.sequence == sequence && sequence <= seen.last().sequence)
            .ok_or(Refusal::Unknown { what: "entry" })?;
        // What somebody was called when they were seated is theirs, whoever wrote it.
        let author = entry.fact.author().unwrap_or(entry.stamp.actor);
        relationship.text_of(seat, author, sequence)?;
        // Nobody erases what they may not see, and none learns whose it is, or whether it has text.
        if seen.sight(entry.stamp, &entry.fact) == Sight::Sealed {
            return Err(Refusal::NotAuthor);
        }
        if !entry.has_text {
            return Err(Refusal::NothingToErase);
        }
        let ground = text::line("ground", &self.ground)?;
        // A word that was mended is erased in every reading: what it said before says what it was about.
        let readings = relationship.dialogue.readings_with(sequence);
        let others = readings.into_iter().filter(|other| *other != sequence);
        // So do the clauses of agreements that repeat it.
        let others = others.chain(relationship.agreements.citing(sequence).iter().copied());
        let erased = std::iter::once(sequence).chain(others).map(|sequence| {
            let text = Some(ErasureText {
                ground: ground.clone(),
            });
            ContentErased { sequence, text }.into()
        });
        Ok(erased.collect())
    }
}

impl Relationship {
    /// Refuses an entry whose text, which is this author's, is not the seat's to erase.
    pub(crate) fn text_of(
        &self,
        seat: &Seat,
        author: PersonId,
        sequence: u64,
    ) -> Result<(), Refusal> {
        if author == seat.person {
            return Ok(());
        }
        let theirs = self.table.seat_ever(author);
        let colleague = theirs.is_some_and(|theirs| theirs.party == seat.party);
        // Which entry holds the reason of somebody who stands by role is only theirs to know.
        let known = self.names.stand_by_name(author, sequence);
        if !(colleague && known && seat.speaks_for_party() && seat.claimed) {
            return Err(Refusal::NotAuthor);
        }
        match theirs.is_some_and(|theirs| self.table.decides_on(seat, theirs)) {
            true => Ok(()),
            false => Err(self.unknown(seat)),
        }
    }
}
