//! Planning a meeting, moving and cancelling it, and saying whether one comes.

use super::*;
use crate::local_time::LocalTime;

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

    /// Say whether one comes to a meeting, and, where that is not sure, who comes instead.
    SayComing about meeting: MeetingId {
        /// To which meeting.
        meeting: MeetingId,
        /// Whether one comes.
        coming: Coming,
        /// A colleague who comes instead.
        #[serde(default)]
        stands_in: Option<PersonId>,
    }
}

impl Act for PlanMeeting {
    fn asks(&self) -> Asks {
        time(self.begins_at)
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let ever = relationship.meetings.all.values();
        let ever = ever.map(|it| it.planned.actor);
        relationship.within_share(seat, 1, ("meetings", MEETINGS), ever)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        at.relationship.may_plan_at(at.seat, at.context.at)?;
        let title = text::line("title", &self.title)?;
        let place = text::optional_line("place", &self.place)?;
        let minutes = within(length(self.kind), self.minutes)?;
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

impl Relationship {
    /// Refuses another meeting to a party that planned its share of those that are still to be, or go on.
    pub(in crate::meeting) fn may_plan_at(&self, seat: &Seat, now: Moment) -> Result<(), Refusal> {
        let all = self.meetings.all.values();
        let ahead = all.filter(|it| !it.is_over(now));
        let ahead = ahead.map(|it| it.planned.actor);
        self.within_share(seat, 1, ("meetings ahead", MEETINGS_AHEAD), ahead)
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
        let meeting = at.relationship.meeting_ahead(self.meeting)?;
        still_ahead(meeting, at.context.at)?;
        let minutes = within(length(meeting.kind), self.minutes)?;
        let begins = begins(at.context, self.begins_at, minutes)?;
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
        meeting.can_be_called_off(at.context.at)?;
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
        not_in_writing(relationship.meeting_ahead(meeting)?)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let party = at.seat.party;
        if let Some(person) = self.stands_in {
            let seat = at.relationship.table.seat(person);
            let colleague = seat.is_some_and(|seat| seat.party == party && seat.speaks());
            if !colleague || person == at.seat.person || self.coming == Coming::Yes {
                return Err(Refusal::Unknown { what: "person" });
            }
        }
        let meeting = at.relationship.meeting_ahead(self.meeting)?;
        meeting.can_be_held(at.context.at)?;
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

/// How long a meeting is, at the least and at the most.
fn length(kind: MeetingKind) -> (u64, u64) {
    match kind {
        MeetingKind::Written => WRITTEN_LENGTH,
        _ => LENGTH,
    }
}

/// Refuses a round in writing that has begun: nobody cuts short, or draws out, what others have begun to answer.
fn still_ahead(meeting: &Meeting, now: Moment) -> Result<(), Refusal> {
    match meeting.is_in_writing() && now >= meeting.begins.1 {
        true => Err(Refusal::MeetingBegun),
        false => Ok(()),
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

fn time(at: LocalTime) -> Asks {
    Asks {
        times: vec![at],
        ..Asks::default()
    }
}
