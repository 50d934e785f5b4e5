//! Sitting together: beginning it, who is there, closing it, and reading what happened.

use std::collections::BTreeSet;

use super::*;

acts! {
    /// Begin a meeting, and lead it.
    BeginMeeting about meeting: MeetingId {
        /// Which meeting.
        meeting: MeetingId,
    }

    /// Note that somebody is in the sitting, or no more: oneself, a colleague, or, for whoever leads, somebody
    /// whose party has said nothing of it.
    NotePresence about meeting: MeetingId, person: PersonId {
        /// The meeting.
        meeting: MeetingId,
        /// Who.
        person: PersonId,
        /// Whether they are there.
        here: bool,
    }

    /// Begin a round off the record, or end it.
    GoOffRecord about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
        /// Whether it begins.
        off: bool,
    }

    /// Close the sitting without whoever leads: two parties other than theirs together, or, once nobody has
    /// led for a quarter of an hour, any two. Where nobody speaks for a third party, one is enough a quarter of an
    /// hour after it asked, and anywhere a quarter of an hour after the sitting's time.
    AskToClose about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
        /// Who led.
        chair: PersonId,
    }

    /// Close the sitting, as whoever leads.
    CloseMeeting about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
    }

    /// Go on with a sitting that was closed, and lead it: up to its planned end, and within a quarter of an
    /// hour.
    ReopenMeeting about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
    }

    /// Say that one has read what happened in a meeting.
    ReadMinutes about meeting: MeetingId {
        /// Which meeting.
        meeting: MeetingId,
    }
}

impl Act for BeginMeeting {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        not_in_writing(relationship.meeting_ahead(meeting)?)?;
        match relationship.meetings.running() {
            Some(_) => Err(Refusal::OtherMeeting),
            None => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let meeting = at.relationship.meeting_ahead(self.meeting)?;
        meeting.can_be_held(at.context.at)?;
        at.relationship
            .may_begin_at(meeting, at.seat.party, at.context.at)?;
        let begun = MeetingBegun {
            meeting: self.meeting,
            chair: at.seat.person,
            party: at.seat.party,
        };
        let facts = [
            Some(begun.into()),
            at.relationship.arrives(meeting, at.seat),
        ];
        Ok(facts.into_iter().flatten().collect())
    }
}

impl Relationship {
    /// How many parties together close a sitting without whoever leads, if this one may be of them: whatever
    /// whoever leads does or leaves, there is a way out.
    pub(in crate::meeting) fn closers(
        &self,
        meeting: &Meeting,
        sitting: &Sitting,
        party: PartyId,
        signs: &Signs,
        at: Moment,
    ) -> Result<usize, Refusal> {
        if at.0 >= meeting.ends().0.saturating_add(OVERTIME) {
            return Ok(1);
        }
        if self.table.side_of(sitting.chair) == Some(party) {
            self.chair_is_gone(sitting, signs, at, DESERTED_AFTER)?;
        }
        let asked = sitting.closing.get(&party);
        let waited = asked.is_some_and(|asked| at.0 >= asked.0.saturating_add(ALONE_AFTER));
        Ok(if waited && self.closes_alone(sitting) {
            1
        } else {
            2
        })
    }

    /// Whether there are not more than two parties for which anybody speaks: beside the one that leads no two
    /// could close a sitting.
    pub(in crate::meeting) fn closes_alone(&self, sitting: &Sitting) -> bool {
        let parties = self.table.seated_parties().map(|party| party.id);
        let speaks = |party: &PartyId| {
            let mut people = self.table.people_of(*party);
            people.any(|seat| self.spokesperson(seat.person).is_ok())
        };
        self.sides(sitting, parties.filter(speaks)).len() <= 2
    }

    /// Whether the asking of this party closes a sitting, where so many parties together do.
    pub(in crate::meeting) fn asking_closes(
        &self,
        sitting: &Sitting,
        party: PartyId,
        closers: usize,
    ) -> bool {
        let asked = sitting.closing.keys().copied().chain([party]);
        self.sides(sitting, asked).len() >= closers
    }

    /// The parties of these that count by themselves against whoever leads: one that is here by another's links alone
    /// is one with it. Of those whom the party that leads brought each counts, since that can close alone anyway.
    fn sides(
        &self,
        sitting: &Sitting,
        parties: impl Iterator<Item = PartyId>,
    ) -> BTreeSet<PartyId> {
        let leads = self.table.side_of(sitting.chair);
        let side = |party| {
            let behind = self.table.behind(party).skip(1);
            let behind = behind.take_while(|it| leads != Some(party) && leads != Some(*it));
            behind.last().unwrap_or(party)
        };
        parties.map(side).collect()
    }

    /// Whether a party may begin the meeting at that moment: the one whose turn it is to lead a little before
    /// the time, the others once they have waited for it.
    pub(in crate::meeting) fn may_begin_at(
        &self,
        meeting: &Meeting,
        party: PartyId,
        at: Moment,
    ) -> Result<(), Refusal> {
        let after = |minutes: i64| at.0 >= meeting.begins.1.0.saturating_add(minutes * 60_000);
        let leads = self.leads_next().is_none_or(|next| next == party);
        match leads {
            true if after(-EARLY_MINUTES) => Ok(()),
            false if after(WAIT_MINUTES) => Ok(()),
            true => Err(Refusal::BeginsLater),
            false => Err(Refusal::OthersLead),
        }
    }
}

impl Act for NotePresence {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        (meeting, person): (MeetingId, PersonId),
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.seat(actor)?;
        let (_, sitting) = relationship.running_meeting(meeting)?;
        let theirs = relationship.table.seat(person);
        let theirs = theirs.ok_or(Refusal::Unknown { what: "person" })?;
        let same_party = seat.speaks() && seat.party == theirs.party;
        let known = relationship.known_meeting(meeting)?.here.get(&person);
        match known {
            _ if actor == person => Ok(seat),
            _ if !same_party && sitting.chair != actor => Err(Refusal::OnlyOwnPresence),
            // What somebody says of themselves holds against their colleagues, and what their party says
            // against whoever leads.
            Some(known) if known.by == person || known.by_own && !same_party => {
                Err(Refusal::TheirOwnWord)
            }
            _ => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, _) = at.relationship.running_meeting(self.meeting)?;
        let seat = at.relationship.table.seat(self.person);
        let seat = seat.ok_or(Refusal::Unknown { what: "person" })?;
        // One's own word is new where others noted it.
        let known = meeting.here.get(&self.person);
        let own = at.seat.party == seat.party;
        let told = known.map_or(!own, |it| it.by_own || !own);
        if meeting.is_here(self.person) == self.here && told {
            return Err(Refusal::NothingNew);
        }
        let noted = PresenceNoted {
            meeting: self.meeting,
            person: self.person,
            party: seat.party,
            here: self.here,
        };
        let mut facts: Vec<Fact> = vec![noted.into()];
        if !self.here {
            let given_up = at
                .relationship
                .gives_up(meeting, self.person, at.context.at);
            facts.extend(given_up);
        }
        Ok(facts)
    }
}

impl Relationship {
    /// Whoever is there no more waits for nothing and says nothing: off the list, their turn passed, and the next
    /// has the floor where they had it.
    fn gives_up(&self, meeting: &Meeting, person: PersonId, now: Moment) -> Vec<Fact> {
        let (id, mut facts) = (meeting.id, Vec::new());
        let Some(mut then) = meeting.running().cloned() else {
            return facts;
        };
        if then.asked.iter().any(|asked| asked.person == person) {
            then.asked.retain(|asked| asked.person != person);
            facts.push(
                FloorLeft {
                    meeting: id,
                    person,
                }
                .into(),
            );
        }
        let had_floor = then.speaking.is_some_and(|it| it.person == person);
        if had_floor {
            then.falls_silent(now);
            facts.push(
                SpeakingEnded {
                    meeting: id,
                    person,
                }
                .into(),
            );
        }
        if let Some(round) = &mut then.round
            && round.order.contains(&person)
            && round.done.insert(person)
        {
            facts.push(
                TurnPassed {
                    meeting: id,
                    person,
                }
                .into(),
            );
        }
        let next = then.next(&self.table, now).filter(|_| had_floor);
        facts.extend(self.gives_floor(id, next));
        facts
    }
}

impl Act for GoOffRecord {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        relationship.chair(actor, meeting).map(|(seat, _)| seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, sitting) = at.relationship.running_meeting(self.meeting)?;
        if sitting.off.is_some() == self.off {
            return Err(Refusal::NothingNew);
        }
        let set = OffRecordSet {
            meeting: self.meeting,
            off: self.off,
            keeps: self.off,
        };
        let mut then = sitting.clone();
        then.ends_off_record(at.context.at);
        let next = then.next(&at.relationship.table, at.context.at);
        let next = next.filter(|_| !self.off && sitting.speaking.is_none());
        let given = at.relationship.gives_floor(self.meeting, next);
        let facts = [Some(set.into()), given];
        in_sitting(&at, meeting, facts)
    }
}

impl Act for AskToClose {
    fn asks(&self) -> Asks {
        sign(self.chair)
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        relationship.running_meeting(meeting)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, sitting) = at.relationship.running_meeting(self.meeting)?;
        shown(sitting, self.chair)?;
        let (signs, now, party) = (&at.context.signs, at.context.at, at.seat.party);
        let closers = at
            .relationship
            .closers(meeting, sitting, party, signs, now)?;
        let closes = at.relationship.asking_closes(sitting, party, closers);
        // Who asked before closes it once one is enough.
        if sitting.closing.contains_key(&party) && !closes {
            return Err(Refusal::NothingNew);
        }
        let asked = MeetingClosingAsked {
            meeting: self.meeting,
            party,
        };
        let closed = MeetingClosed {
            meeting: self.meeting,
        };
        let facts = [Some(asked.into()), closes.then(|| closed.into())];
        Ok(facts.into_iter().flatten().collect())
    }
}

impl Act for CloseMeeting {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        relationship.chair(actor, meeting).map(|(seat, _)| seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, _) = at.relationship.running_meeting(self.meeting)?;
        let closed = MeetingClosed {
            meeting: self.meeting,
        };
        in_sitting(&at, meeting, [Some(closed.into())])
    }
}

impl Act for ReopenMeeting {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let known = relationship.known_meeting(meeting)?;
        let sitting = known.sitting.as_ref().ok_or(Refusal::NotBegun)?;
        let closed = sitting.closed.ok_or(Refusal::NothingNew)?;
        if relationship.meetings.running().is_some() {
            return Err(Refusal::OtherMeeting);
        }
        // What the others closed, or asked to close, is not opened again by the party that would not, nor by one that
        // is here by its links alone: its end would take their asking away.
        let led = relationship.table.side_of(sitting.chair);
        let mut asked = sitting.closing.keys();
        let by_others = closed.actor != sitting.chair || asked.any(|party| Some(*party) != led);
        let mut behind = relationship.table.behind(seat.party);
        match by_others && behind.any(|party| Some(party) == led) {
            true => Err(Refusal::ClosedByOthers),
            false => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let meeting = at.relationship.known_meeting(self.meeting)?;
        if at.context.at > meeting.reopens_until() {
            return Err(Refusal::MeetingOver);
        }
        let reopened = MeetingReopened {
            meeting: self.meeting,
            party: at.seat.party,
        };
        let here = at.relationship.arrives(meeting, at.seat);
        let facts = [Some(reopened.into()), here];
        Ok(facts.into_iter().flatten().collect())
    }
}

impl Act for ReadMinutes {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.seat(actor)?;
        let known = relationship.known_meeting(meeting)?;
        let closed = known.sitting.as_ref().and_then(|sitting| sitting.closed);
        closed.ok_or(Refusal::NotBegun)?;
        match relationship.meetings.read.contains(&(actor, meeting)) {
            true => Err(Refusal::NothingNew),
            false => Ok(seat),
        }
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        one(MinutesRead {
            meeting: self.meeting,
        })
    }
}
