//! Leading a sitting, and handing that on.

use super::*;

acts! {
    /// Lead the meeting instead of somebody of another party who has given no sign of life for a minute, or of
    /// anybody who left the table or says nothing there any more.
    RelieveChair about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
        /// Who led.
        chair: PersonId,
    }

    /// Hand the lead on; whoever was relieved takes it back so.
    PassChair about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
        /// Who leads.
        chair: PersonId,
    }
}

impl Act for RelieveChair {
    fn asks(&self) -> Asks {
        sign(self.chair)
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let (_, sitting) = relationship.running_meeting(meeting)?;
        match relationship.table.seat(sitting.chair) {
            Some(chair) if chair.speaks() && chair.party == seat.party => {
                Err(Refusal::SamePartyLeads)
            }
            _ => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, sitting) = at.relationship.running_meeting(self.meeting)?;
        shown(sitting, self.chair)?;
        let (signs, now) = (&at.context.signs, at.context.at);
        at.relationship
            .chair_is_gone(sitting, signs, now, GONE_AFTER)?;
        let taken = ChairTaken {
            meeting: self.meeting,
            relieved: self.chair,
        };
        in_sitting(&at, meeting, [Some(taken.into())])
    }
}

impl Act for PassChair {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (_, sitting) = relationship.running_meeting(meeting)?;
        match sitting.chair == actor || sitting.relieved == Some(actor) {
            true => Ok(seat),
            false => Err(Refusal::OnlyChair),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, sitting) = at.relationship.running_meeting(self.meeting)?;
        // Whoever was relieved takes it back, and gives it to nobody else.
        if sitting.chair != at.seat.person && self.chair != at.seat.person {
            return Err(Refusal::OnlyChair);
        }
        if self.chair == sitting.chair {
            return Err(Refusal::NothingNew);
        }
        at.relationship.spokesperson(self.chair)?;
        let passed = ChairPassed {
            meeting: self.meeting,
            chair: self.chair,
        };
        in_sitting(&at, meeting, [Some(passed.into())])
    }
}
