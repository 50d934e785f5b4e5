//! The floor: rounds, the list, and who speaks.

use super::*;

acts! {
    /// Give everybody a turn: each party once in fair order, then the others.
    BeginRound about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
    }

    /// Pass in a round; whoever leads passes over somebody who is not there.
    PassTurn about meeting: MeetingId, person: PersonId {
        /// The meeting.
        meeting: MeetingId,
        /// Whose turn it is.
        person: PersonId,
    }

    /// Ask for the floor. Where nobody has it, one has it at once.
    AskForFloor about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
        /// For what.
        asks: Asking,
    }

    /// Take oneself off the list for the floor; whoever leads takes anybody off.
    LeaveFloor about meeting: MeetingId, person: PersonId {
        /// The meeting.
        meeting: MeetingId,
        /// Whom.
        person: PersonId,
    }

    /// Give somebody the floor, as whoever leads: the next of the list, or somebody else, which shows.
    GiveFloor about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
        /// Whom.
        person: PersonId,
    }

    /// Say that one has said what one had to say; whoever leads says so of others. The next has the floor.
    EndSpeaking about meeting: MeetingId, person: PersonId {
        /// The meeting.
        meeting: MeetingId,
        /// Who has the floor.
        person: PersonId,
    }

    /// Close the list for the floor, or open it again.
    CloseList about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
        /// Whether it is closed.
        closed: bool,
    }
}

impl Act for BeginRound {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let (seat, sitting) = relationship.chair(actor, meeting)?;
        on_the_record(sitting)?;
        sitting.topic().ok_or(Refusal::NoTopic)?;
        // Nobody is cut off, and no turn that was to come is taken away.
        let table = &relationship.table;
        let interrupted = sitting.interrupted.map(|(person, _)| person);
        let goes_on =
            interrupted.is_some_and(|person| table.seat(person).is_some_and(Seat::speaks));
        let taken = sitting.speaking.is_some() || goes_on;
        match taken || sitting.next_turn(table).is_some() {
            true => Err(Refusal::FloorTaken),
            false => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, sitting) = at.relationship.running_meeting(self.meeting)?;
        has_room(sitting, at.seat.party)?;
        let order = meeting.round_order(&at.relationship.table, at.context.at);
        let first = order.first().copied().ok_or(Refusal::NobodyToSpeak)?;
        let begun = RoundBegun {
            meeting: self.meeting,
            order,
        };
        let given = at
            .relationship
            .gives_floor(self.meeting, Some((first, Floor::Turn)));
        let facts = [Some(begun.into()), given];
        in_sitting(&at, meeting, facts)
    }
}

impl Act for PassTurn {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        (meeting, person): (MeetingId, PersonId),
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.chair_or(actor, meeting, person)?;
        let (_, sitting) = relationship.running_meeting(meeting)?;
        let waits = sitting
            .round
            .as_ref()
            .is_some_and(|round| round.order.contains(&person) && !round.done.contains(&person));
        waits.then_some(seat).ok_or(Refusal::NoTurn)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, sitting) = at.relationship.running_meeting(self.meeting)?;
        let passed = TurnPassed {
            meeting: self.meeting,
            person: self.person,
        };
        let mut then = sitting.clone();
        let had_floor = then.speaking.is_some_and(|it| it.person == self.person);
        if had_floor {
            then.falls_silent(at.context.at);
        }
        if let Some(round) = &mut then.round {
            round.done.insert(self.person);
        }
        let next = then.next(&at.relationship.table, at.context.at);
        let next = next.filter(|_| then.speaking.is_none());
        let given = at.relationship.gives_floor(self.meeting, next);
        let facts = [Some(passed.into()), given];
        in_sitting(&at, meeting, facts)
    }
}

impl Act for AskForFloor {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (_, sitting) = relationship.running_meeting(meeting)?;
        let speaks = sitting.speaking.is_some_and(|it| it.person == actor);
        let interrupted = sitting.interrupted.is_some_and(|(it, _)| it == actor);
        let interrupted = interrupted || sitting.halted.is_some_and(|it| it.person == actor);
        if speaks || interrupted || sitting.asked.iter().any(|it| it.person == actor) {
            return Err(Refusal::OnTheList);
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, sitting) = at.relationship.running_meeting(self.meeting)?;
        if sitting.list_closed && self.asks != Asking::Order {
            return Err(Refusal::ListClosed);
        }
        has_room(sitting, at.seat.party)?;
        let asked = FloorAsked {
            meeting: self.meeting,
            party: at.seat.party,
            asks: self.asks,
        };
        // Where nobody speaks and nobody waits, nobody has to give it.
        let waits = sitting
            .next(&at.relationship.table, at.context.at)
            .is_some();
        let free = sitting.speaking.is_none() && sitting.off.is_none() && !waits;
        let own = (at.seat.person, self.asks.floor());
        let given = at
            .relationship
            .gives_floor(self.meeting, free.then_some(own));
        let facts = [Some(asked.into()), given];
        in_sitting(&at, meeting, facts)
    }
}

impl Act for LeaveFloor {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        (meeting, person): (MeetingId, PersonId),
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.chair_or(actor, meeting, person)?;
        let (_, sitting) = relationship.running_meeting(meeting)?;
        let listed = sitting.asked.iter().any(|asked| asked.person == person);
        listed.then_some(seat).ok_or(Refusal::NotOnTheList)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, _) = at.relationship.running_meeting(self.meeting)?;
        let left = FloorLeft {
            meeting: self.meeting,
            person: self.person,
        };
        in_sitting(&at, meeting, [Some(left.into())])
    }
}

impl Act for GiveFloor {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let (seat, sitting) = relationship.chair(actor, meeting)?;
        on_the_record(sitting).map(|()| seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, sitting) = at.relationship.running_meeting(self.meeting)?;
        let table = &at.relationship.table;
        let seat = table.seat(self.person).filter(|seat| seat.speaks());
        let seat = seat.ok_or(Refusal::Unknown { what: "person" })?;
        has_room(sitting, seat.party)?;
        if sitting.speaking.is_some_and(|it| it.person == self.person) {
            return Err(Refusal::NothingNew);
        }
        let list = sitting.list(table, at.context.at);
        let asked = list.iter().find(|asked| asked.person == self.person);
        let has_turn = sitting.round.as_ref().is_some_and(|round| {
            round.order.contains(&self.person) && !round.done.contains(&self.person)
        });
        let floor = match asked {
            Some(asked) => asked.asks.floor(),
            None if has_turn => Floor::Turn,
            None => Floor::Word,
        };
        // A question and a point of order that come first are told apart on the list; everything else as if it
        // fell free.
        let next = match asked.is_some_and(|asked| sitting.comes_first(asked, at.context.at)) {
            true => list.first().map(|asked| asked.person),
            false => {
                let next = sitting.next(table, at.context.at);
                next.map(|(person, _)| person)
            }
        };
        let given = FloorGiven {
            meeting: self.meeting,
            person: self.person,
            party: seat.party,
            floor,
            out_of_turn: next.is_some_and(|next| next != self.person),
        };
        in_sitting(&at, meeting, [Some(given.into())])
    }
}

impl Act for EndSpeaking {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        (meeting, person): (MeetingId, PersonId),
    ) -> Result<&Seat, Refusal> {
        // Of whoever left the table, or is an observer by now, everybody says so: their clock would go on.
        let seat = match relationship.table.seat(person) {
            Some(_) if actor == person => relationship.seat(actor)?,
            Some(theirs) if theirs.speaks() => relationship.chair(actor, meeting)?.0,
            _ => relationship.speaker(actor)?,
        };
        let (_, sitting) = relationship.running_meeting(meeting)?;
        let speaks = sitting.speaking.is_some_and(|it| it.person == person);
        speaks.then_some(seat).ok_or(Refusal::NotSpeaking)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, sitting) = at.relationship.running_meeting(self.meeting)?;
        let ended = SpeakingEnded {
            meeting: self.meeting,
            person: self.person,
        };
        let mut then = sitting.clone();
        then.falls_silent(at.context.at);
        let next = then.next(&at.relationship.table, at.context.at);
        let given = at.relationship.gives_floor(self.meeting, next);
        let facts = [Some(ended.into()), given];
        in_sitting(&at, meeting, facts)
    }
}

impl Act for CloseList {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        relationship.chair(actor, meeting).map(|(seat, _)| seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, sitting) = at.relationship.running_meeting(self.meeting)?;
        if sitting.list_closed == self.closed {
            return Err(Refusal::NothingNew);
        }
        let set = ListClosed {
            meeting: self.meeting,
            closed: self.closed,
        };
        in_sitting(&at, meeting, [Some(set.into())])
    }
}

/// Refuses to give the floor to anybody while people speak off the record.
fn on_the_record(sitting: &Sitting) -> Result<(), Refusal> {
    match sitting.off {
        Some(_) => Err(Refusal::FloorOffRecord),
        None => Ok(()),
    }
}

/// Whether a sitting holds one speech more of a party: none uses up what the others say.
fn has_room(sitting: &Sitting, party: PartyId) -> Result<(), Refusal> {
    let own = sitting.speeches.iter().filter(|it| it.party == party);
    match own.count() < SPEECHES {
        true => Ok(()),
        false => Err(Refusal::Full {
            what: "speeches",
            limit: SPEECHES,
        }),
    }
}
