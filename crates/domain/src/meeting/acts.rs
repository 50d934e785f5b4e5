//! Planning a meeting, putting points on its agenda, and sitting together.

use super::state::{Meeting, Sitting};
use super::*;
use crate::act::{Act, Asks, At, Context, Decided, acts, one};
use crate::edits::Edited;
use crate::fact::*;
use crate::ids::*;
use crate::local_time::LocalTime;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Moment;
use crate::table::Seat;
use crate::text;
use crate::words::*;

acts! {
    /// Plan a meeting of the table.
    PlanMeeting {
        /// What it is for.
        kind: MeetingKind,
        /// What it is called.
        title: String,
        /// When it begins, as clocks at the table show it.
        begins_at: LocalTime,
        /// How long it takes: minutes.
        minutes: u64,
        /// Where, or a link to a video room; may stay empty.
        #[serde(default)]
        place: String,
    }

    /// Call a meeting that one's party planned otherwise, or put it at another time or place.
    ChangeMeeting about meeting: MeetingId {
        /// Which meeting.
        meeting: MeetingId,
        /// What it is called.
        title: String,
        /// When it begins, as clocks at the table show it.
        begins_at: LocalTime,
        /// How long it takes: minutes.
        minutes: u64,
        /// Where, or a link to a video room; may stay empty.
        #[serde(default)]
        place: String,
    }

    /// Say that a meeting that one's party planned is not held.
    CancelMeeting about meeting: MeetingId {
        /// Which meeting.
        meeting: MeetingId,
        /// Why.
        why: String,
    }

    /// Say whether one comes to a meeting, and who comes instead.
    SayComing about meeting: MeetingId {
        /// To which meeting.
        meeting: MeetingId,
        /// Whether one comes.
        coming: Coming,
        /// A colleague who comes instead.
        #[serde(default)]
        stands_in: Option<PersonId>,
    }

    /// Bring a point to a meeting, for one's party.
    BringTopic about meeting: MeetingId {
        /// To which meeting.
        meeting: MeetingId,
        /// What it is called.
        title: String,
        /// Its time-box: minutes.
        minutes: u64,
        /// What it is about.
        #[serde(default)]
        subject: Option<Subject>,
    }

    /// Take a point of one's party off the agenda, before it is talked about.
    WithdrawTopic about topic: TopicId {
        /// Which point.
        topic: TopicId,
    }

    /// Say that one's party wants a point talked about, or no more.
    BackTopic about topic: TopicId {
        /// Which point.
        topic: TopicId,
        /// Whether it does.
        backs: bool,
    }

    /// Begin a meeting, and lead it.
    BeginMeeting about meeting: MeetingId {
        /// Which meeting.
        meeting: MeetingId,
    }

    /// Note that somebody is in the sitting, or no more: oneself, a colleague, or, for whoever leads, anybody.
    NotePresence about meeting: MeetingId, person: PersonId {
        /// The meeting.
        meeting: MeetingId,
        /// Who.
        person: PersonId,
        /// Whether they are there.
        here: bool,
    }

    /// Begin a point of the agenda; what was talked about before is over.
    BeginTopic about topic: TopicId {
        /// Which point.
        topic: TopicId,
    }

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

    /// Begin a round off the record, or end it.
    GoOffRecord about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
        /// Whether it begins.
        off: bool,
    }

    /// Lead the meeting instead of somebody of another party who has given no sign of life for a minute.
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

    /// Ask, for one's party, to close a sitting that nobody has led for a quarter of an hour. The second party
    /// closes it.
    AskToClose about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
        /// Who led.
        chair: PersonId,
    }

    /// Close the sitting.
    CloseMeeting about meeting: MeetingId {
        /// The meeting.
        meeting: MeetingId,
    }

    /// Say that one has read what happened in a meeting.
    ReadMinutes about meeting: MeetingId {
        /// Which meeting.
        meeting: MeetingId,
    }
}

impl Relationship {
    fn known_meeting(&self, id: MeetingId) -> Result<&Meeting, Refusal> {
        let meeting = self.meetings.all.get(&id);
        meeting
            .map(|meeting| &**meeting)
            .ok_or(Refusal::Unknown { what: "meeting" })
    }

    /// The meeting, if it was neither cancelled nor closed.
    fn open_meeting(&self, id: MeetingId) -> Result<&Meeting, Refusal> {
        let meeting = self.known_meeting(id)?;
        if meeting.cancelled.is_some() {
            return Err(Refusal::MeetingCancelled);
        }
        match &meeting.sitting {
            Some(sitting) if sitting.closed.is_some() => Err(Refusal::MeetingOver),
            _ => Ok(meeting),
        }
    }

    /// The meeting, if it has not begun.
    fn meeting_ahead(&self, id: MeetingId) -> Result<&Meeting, Refusal> {
        let meeting = self.open_meeting(id)?;
        match meeting.sitting {
            Some(_) => Err(Refusal::MeetingBegun),
            None => Ok(meeting),
        }
    }

    /// The meeting and its sitting, while it goes on.
    fn running_meeting(&self, id: MeetingId) -> Result<(&Meeting, &Sitting), Refusal> {
        let meeting = self.open_meeting(id)?;
        let sitting = meeting.sitting.as_ref().ok_or(Refusal::NotBegun)?;
        Ok((meeting, sitting))
    }

    /// The point and its meeting, neither cancelled nor closed.
    fn open_topic(&self, id: TopicId) -> Result<(&Meeting, &state::Topic), Refusal> {
        let unknown = Refusal::Unknown { what: "topic" };
        let meeting = self.meetings.of(id).ok_or(unknown.clone())?;
        let meeting = self.open_meeting(meeting.id)?;
        Ok((meeting, meeting.topic(id).ok_or(unknown)?))
    }

    /// The seat of an actor who speaks for the party that planned the meeting, or, where that has left, for
    /// any.
    fn convener(&self, actor: PersonId, id: MeetingId) -> Result<&Seat, Refusal> {
        let seat = self.spokesperson(actor)?;
        let meeting = self.meeting_ahead(id)?;
        let planned = self.table.side_of(meeting.planned.actor);
        match planned.filter(|party| self.table.party(*party).is_some()) {
            Some(party) if party != seat.party => Err(Refusal::OtherParty),
            _ => Ok(seat),
        }
    }

    /// The seat of the actor, who leads the sitting.
    fn chair(&self, actor: PersonId, id: MeetingId) -> Result<(&Seat, &Sitting), Refusal> {
        let seat = self.speaker(actor)?;
        let (_, sitting) = self.running_meeting(id)?;
        match sitting.chair == actor {
            true => Ok((seat, sitting)),
            false => Err(Refusal::OnlyChair),
        }
    }

    /// As [`Self::chair`], or of whoever does it for themselves.
    fn chair_or(&self, actor: PersonId, id: MeetingId, person: PersonId) -> Result<&Seat, Refusal> {
        match actor == person {
            true => {
                self.running_meeting(id)?;
                self.speaker(actor)
            }
            false => self.chair(actor, id).map(|(seat, _)| seat),
        }
    }

    /// Refuses while whoever leads was seen within so many milliseconds; whoever left the table is gone.
    fn chair_is_gone(
        &self,
        context: &Context<'_>,
        sitting: &Sitting,
        shown: PersonId,
        for_millis: i64,
    ) -> Result<(), Refusal> {
        if sitting.chair != shown {
            return Err(Refusal::OtherChair);
        }
        let Some(seat) = self.table.seat(sitting.chair) else {
            return Ok(());
        };
        let signs = [
            Some(sitting.chair_since),
            seat.seen_acting,
            context.signs.get(&sitting.chair).copied(),
        ];
        let last = signs.into_iter().flatten().max().unwrap_or_default();
        match context.at.0.saturating_sub(last.0) < for_millis {
            true => Err(Refusal::ChairIsHere {
                seconds: u64::try_from(for_millis / 1_000).unwrap_or(0),
            }),
            false => Ok(()),
        }
    }

    /// The fact that somebody has the floor; nothing where they sit nowhere.
    fn gives_floor(&self, meeting: MeetingId, to: Option<(PersonId, Floor)>) -> Option<Fact> {
        let (person, floor) = to?;
        let given = FloorGiven {
            meeting,
            person,
            party: self.table.seat(person)?.party,
            floor,
            out_of_turn: false,
        };
        Some(given.into())
    }

    /// Whoever acts in a sitting is there.
    fn arrives(&self, meeting: &Meeting, seat: &Seat) -> Option<Fact> {
        let arrives = PresenceNoted {
            meeting: meeting.id,
            person: seat.person,
            party: seat.party,
            here: true,
        };
        (!meeting.is_here(seat.person)).then(|| arrives.into())
    }
}

/// When a meeting begins that is not over yet.
fn begins(context: &Context<'_>, at: LocalTime, minutes: u64) -> Result<Moment, Refusal> {
    let length = i64::try_from(minutes).unwrap_or(0) * 60_000;
    let latest = context.at.0.saturating_add(AHEAD_DAYS * Moment::DAY);
    let begins = context.times.get(&at).copied();
    let within =
        |begins: &Moment| begins.0.saturating_add(length) > context.at.0 && begins.0 <= latest;
    begins.filter(within).ok_or(Refusal::NoMeetingTime)
}

fn within((least, most): (u64, u64), minutes: u64) -> Result<u64, Refusal> {
    match (least..=most).contains(&minutes) {
        true => Ok(minutes),
        false => Err(Refusal::NoLength { least, most }),
    }
}

fn time(at: LocalTime) -> Asks {
    Asks {
        times: vec![at],
        ..Asks::default()
    }
}

fn sign(of: PersonId) -> Asks {
    Asks {
        signs: vec![of],
        ..Asks::default()
    }
}

impl Act for PlanMeeting {
    fn asks(&self) -> Asks {
        time(self.begins_at)
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        if relationship.meetings.all.len() >= MEETINGS {
            return Err(Refusal::Full {
                what: "meetings",
                limit: MEETINGS,
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let title = text::line("title", &self.title)?;
        let place = text::optional_line("place", &self.place)?;
        let minutes = within(LENGTH, self.minutes)?;
        let begins = begins(at.context, self.begins_at, minutes)?;
        one(MeetingPlanned {
            meeting: MeetingId(at.context.id()),
            kind: self.kind,
            begins_at: self.begins_at,
            begins,
            minutes,
            text: Some(MeetingText { title, place }),
        })
    }
}

impl Act for ChangeMeeting {
    fn asks(&self) -> Asks {
        time(self.begins_at)
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        relationship.convener(actor, meeting)
    }

    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Meeting(self.meeting))
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let title = text::line("title", &self.title)?;
        let place = text::optional_line("place", &self.place)?;
        let minutes = within(LENGTH, self.minutes)?;
        let begins = begins(at.context, self.begins_at, minutes)?;
        let meeting = at.relationship.meeting_ahead(self.meeting)?;
        let is_where = meeting.place.as_ref() == Some(&place);
        let is_when = meeting.begins == (self.begins_at, begins) && meeting.minutes == minutes;
        if is_when && is_where && meeting.title.as_ref() == Some(&title) {
            return Err(Refusal::NothingNew);
        }
        one(MeetingChanged {
            meeting: self.meeting,
            begins_at: self.begins_at,
            begins,
            minutes,
            revision: meeting.revision + u64::from(!(is_when && is_where)),
            text: Some(MeetingChangedText { title, place }),
        })
    }
}

impl Act for CancelMeeting {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        relationship.convener(actor, meeting)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let why = text::passage("why", &self.why)?;
        let meeting = at.relationship.meeting_ahead(self.meeting)?;
        one(MeetingCancelled {
            meeting: self.meeting,
            revision: meeting.revision + 1,
            text: Some(MeetingCancelledText { why }),
        })
    }
}

impl Act for SayComing {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.seat(actor)?;
        relationship.meeting_ahead(meeting)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let party = at.seat.party;
        if let Some(person) = self.stands_in {
            let seat = at.relationship.table.seat(person);
            let colleague = seat.is_some_and(|seat| seat.party == party);
            if !colleague || person == at.seat.person || self.coming != Coming::No {
                return Err(Refusal::Unknown { what: "person" });
            }
        }
        let meeting = at.relationship.meeting_ahead(self.meeting)?;
        let said = meeting.coming.get(&at.seat.person);
        if said.is_some_and(|it| (it.coming, it.stands_in) == (self.coming, self.stands_in)) {
            return Err(Refusal::NothingNew);
        }
        one(ComingSaid {
            meeting: self.meeting,
            party,
            coming: self.coming,
            stands_in: self.stands_in,
        })
    }
}

impl Act for BringTopic {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let meeting = relationship.open_meeting(meeting)?;
        if meeting.topics.len() >= TOPICS {
            return Err(Refusal::Full {
                what: "topics",
                limit: TOPICS,
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let title = text::line("title", &self.title)?;
        let minutes = within(TIME_BOX, self.minutes)?;
        let relationship = at.relationship;
        match self.subject {
            None => {}
            Some(Subject::Outcome(outcome)) => {
                relationship.live_outcome(outcome)?;
            }
            Some(Subject::Contribution(said)) => {
                relationship.said_to_all(at.seat.person, said)?;
            }
            Some(Subject::Proposal(proposal)) => {
                let known = relationship.proposals.all.contains_key(&proposal);
                known
                    .then_some(())
                    .ok_or(Refusal::Unknown { what: "proposal" })?;
            }
            Some(Subject::Commitment(commitment)) => {
                let known = relationship.commitments.all.contains_key(&commitment);
                known
                    .then_some(())
                    .ok_or(Refusal::Unknown { what: "commitment" })?;
            }
        }
        one(TopicBrought {
            topic: TopicId(at.context.id()),
            meeting: self.meeting,
            party: at.seat.party,
            minutes,
            subject: self.subject,
            text: Some(TopicText { title }),
        })
    }
}

impl Act for WithdrawTopic {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        topic: TopicId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (meeting, topic) = relationship.open_topic(topic)?;
        if topic.party != seat.party {
            return Err(Refusal::OtherParty);
        }
        let waits = meeting.waiting().any(|it| it.id == topic.id);
        waits.then_some(seat).ok_or(Refusal::TopicBegun)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, _) = at.relationship.open_topic(self.topic)?;
        one(TopicWithdrawn {
            meeting: meeting.id,
            topic: self.topic,
        })
    }
}

impl Act for BackTopic {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        topic: TopicId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (meeting, topic) = relationship.open_topic(topic)?;
        let waits = meeting.waiting().any(|it| it.id == topic.id);
        waits.then_some(seat).ok_or(Refusal::TopicBegun)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, topic) = at.relationship.open_topic(self.topic)?;
        let party = at.seat.party;
        if topic.backed.contains(&party) == self.backs {
            return Err(Refusal::NothingNew);
        }
        one(TopicBacked {
            meeting: meeting.id,
            topic: self.topic,
            party,
            backs: self.backs,
        })
    }
}

impl Act for BeginMeeting {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        relationship.meeting_ahead(meeting)?;
        match relationship.meetings.running() {
            Some(_) => Err(Refusal::OtherMeeting),
            None => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let meeting = at.relationship.meeting_ahead(self.meeting)?;
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
    /// Whether a party may begin the meeting at that moment: the one whose turn it is to lead a little before
    /// the time, the others once they have waited for it.
    pub(super) fn may_begin_at(
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
        let own = actor == person || seat.speaks() && seat.party == theirs.party;
        match own || sitting.chair == actor {
            true => Ok(seat),
            false => Err(Refusal::OtherParty),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, _) = at.relationship.running_meeting(self.meeting)?;
        if meeting.is_here(self.person) == self.here {
            return Err(Refusal::NothingNew);
        }
        let seat = at.relationship.table.seat(self.person);
        let seat = seat.ok_or(Refusal::Unknown { what: "person" })?;
        one(PresenceNoted {
            meeting: self.meeting,
            person: self.person,
            party: seat.party,
            here: self.here,
        })
    }
}

impl Act for BeginTopic {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        topic: TopicId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (meeting, _) = relationship.open_topic(topic)?;
        relationship.chair(actor, meeting.id)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, topic) = at.relationship.open_topic(self.topic)?;
        let (_, sitting) = at.relationship.running_meeting(meeting.id)?;
        if sitting.topic() == Some(topic.id) {
            return Err(Refusal::NothingNew);
        }
        one(TopicBegun {
            meeting: meeting.id,
            topic: self.topic,
        })
    }
}

impl Act for BeginRound {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let (seat, sitting) = relationship.chair(actor, meeting)?;
        match sitting.topic() {
            Some(_) => Ok(seat),
            None => Err(Refusal::NoTopic),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, sitting) = at.relationship.running_meeting(self.meeting)?;
        has_room(sitting)?;
        let order = meeting.round_order(&at.relationship.table, at.context.at);
        let first = order.first().copied().ok_or(Refusal::NobodyToSpeak)?;
        let begun = RoundBegun {
            meeting: self.meeting,
            order,
        };
        let given = at
            .relationship
            .gives_floor(self.meeting, Some((first, Floor::Turn)));
        Ok([Some(begun.into()), given].into_iter().flatten().collect())
    }
}

fn has_room(sitting: &Sitting) -> Result<(), Refusal> {
    match sitting.speeches.len() < SPEECHES {
        true => Ok(()),
        false => Err(Refusal::Full {
            what: "speeches",
            limit: SPEECHES,
        }),
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
        let (_, sitting) = at.relationship.running_meeting(self.meeting)?;
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
        Ok([Some(passed.into()), given].into_iter().flatten().collect())
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
        has_room(sitting)?;
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
        let here = at.relationship.arrives(meeting, at.seat);
        let facts = [here, Some(asked.into()), given];
        Ok(facts.into_iter().flatten().collect())
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

    fn decide(self, _: At<'_, '_>) -> Decided {
        one(FloorLeft {
            meeting: self.meeting,
            person: self.person,
        })
    }
}

impl Act for GiveFloor {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        relationship.chair(actor, meeting).map(|(seat, _)| seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (_, sitting) = at.relationship.running_meeting(self.meeting)?;
        has_room(sitting)?;
        let table = &at.relationship.table;
        let seat = table.seat(self.person).filter(|seat| seat.speaks());
        let seat = seat.ok_or(Refusal::Unknown { what: "person" })?;
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
        // A question and a point of order come first on the list; everything else as if it fell free.
        let next = match floor {
            Floor::Question | Floor::Order => list.first().map(|asked| asked.person),
            _ => {
                let next = sitting.next(table, at.context.at);
                next.map(|(person, _)| person)
            }
        };
        one(FloorGiven {
            meeting: self.meeting,
            person: self.person,
            party: seat.party,
            floor,
            out_of_turn: next.is_some_and(|next| next != self.person),
        })
    }
}

impl Act for EndSpeaking {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        (meeting, person): (MeetingId, PersonId),
    ) -> Result<&Seat, Refusal> {
        // Of whoever left the table, everybody says so: their clock would go on.
        let seat = match relationship.table.seat(person) {
            Some(_) => relationship.chair_or(actor, meeting, person)?,
            None => relationship.speaker(actor)?,
        };
        let (_, sitting) = relationship.running_meeting(meeting)?;
        let speaks = sitting.speaking.is_some_and(|it| it.person == person);
        speaks.then_some(seat).ok_or(Refusal::NotSpeaking)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (_, sitting) = at.relationship.running_meeting(self.meeting)?;
        let ended = SpeakingEnded {
            meeting: self.meeting,
            person: self.person,
        };
        let mut then = sitting.clone();
        then.falls_silent(at.context.at);
        let next = then.next(&at.relationship.table, at.context.at);
        let given = at.relationship.gives_floor(self.meeting, next);
        Ok([Some(ended.into()), given].into_iter().flatten().collect())
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
        let (_, sitting) = at.relationship.running_meeting(self.meeting)?;
        if sitting.list_closed == self.closed {
            return Err(Refusal::NothingNew);
        }
        one(ListClosed {
            meeting: self.meeting,
            closed: self.closed,
        })
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
        let (_, sitting) = at.relationship.running_meeting(self.meeting)?;
        if sitting.off.is_some() == self.off {
            return Err(Refusal::NothingNew);
        }
        let set = OffRecordSet {
            meeting: self.meeting,
            off: self.off,
        };
        let next = sitting.next(&at.relationship.table, at.context.at);
        let next = next.filter(|_| !self.off && sitting.speaking.is_none());
        let given = at.relationship.gives_floor(self.meeting, next);
        Ok([Some(set.into()), given].into_iter().flatten().collect())
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
            Some(chair) if chair.party == seat.party => Err(Refusal::SamePartyLeads),
            _ => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, sitting) = at.relationship.running_meeting(self.meeting)?;
        at.relationship
            .chair_is_gone(at.context, sitting, self.chair, GONE_AFTER)?;
        let taken = ChairTaken {
            meeting: self.meeting,
            relieved: self.chair,
        };
        let here = at.relationship.arrives(meeting, at.seat);
        Ok([here, Some(taken.into())].into_iter().flatten().collect())
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
        let (_, sitting) = at.relationship.running_meeting(self.meeting)?;
        // Whoever was relieved takes it back, and gives it to nobody else.
        if sitting.chair != at.seat.person && self.chair != at.seat.person {
            return Err(Refusal::OnlyChair);
        }
        if self.chair == sitting.chair {
            return Err(Refusal::NothingNew);
        }
        at.relationship.spokesperson(self.chair)?;
        one(ChairPassed {
            meeting: self.meeting,
            chair: self.chair,
        })
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
        let (_, sitting) = at.relationship.running_meeting(self.meeting)?;
        at.relationship
            .chair_is_gone(at.context, sitting, self.chair, DESERTED_AFTER)?;
        let party = at.seat.party;
        if sitting.closing.contains(&party) {
            return Err(Refusal::NothingNew);
        }
        let asked = MeetingClosingAsked {
            meeting: self.meeting,
            party,
        };
        let closed = MeetingClosed {
            meeting: self.meeting,
        };
        let closed = (!sitting.closing.is_empty()).then(|| closed.into());
        Ok([Some(asked.into()), closed].into_iter().flatten().collect())
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

    fn decide(self, _: At<'_, '_>) -> Decided {
        one(MeetingClosed {
            meeting: self.meeting,
        })
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
