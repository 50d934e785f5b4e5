//! What a viewer sees of the meetings, and which of them wait for whom.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::acts::Signs;
use super::floor::{suggests, sum};
use super::state::{Asked, Meeting, Sat, Sitting, Speaking, Topic, Written};
use super::*;
use crate::act::{self, Act};
use crate::audience::Seen;
use crate::dialogue::Contribution;
use crate::ids::*;
use crate::local_time::LocalTime;
use crate::needs::{GAP_WORTH_A_TALK, Need};
use crate::proposal::{Ended, Proposal};
use crate::stamp::{Moment, Stamp};
use crate::table::Seat;
use crate::view::{CommitmentState, GuessView, ProposalState};
use crate::words::*;

/// Things that wait and could be talked about, at most.
const WAITING_SHOWN: usize = 12;

/// The latest words that are offered as what a point is about, at most.
const WORDS_OFFERED: usize = 40;

/// So much before its planned end a sitting that was closed is said to be closed early: milliseconds.
const CLOSED_EARLY: i64 = 5 * 60_000;

/// How far a meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    /// Its time lies ahead.
    Planned,
    /// Its time has come, and it has not begun.
    Due,
    /// It goes on.
    Running,
    /// It goes on in writing.
    Written,
    /// It was held.
    Held,
    /// It was planned and never begun.
    NotHeld,
    /// It was cancelled.
    Cancelled,
}

/// Every meeting, and whose turn it is to lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MeetingsPage {
    /// What goes on or lies ahead first, the next one before the others; then the others, latest first.
    pub meetings: Vec<MeetingLine>,
    /// The party that leads next.
    pub leads_next: Option<PartyId>,
    /// Whether the viewer may plan one.
    pub may_plan: bool,
}

/// One meeting in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MeetingLine {
    /// The meeting.
    pub id: MeetingId,
    /// What it is for.
    pub kind: MeetingKind,
    /// What it is called; `None` once erased.
    pub title: Option<String>,
    /// When it begins, as clocks at the table show it.
    pub begins_at: LocalTime,
    /// When that is.
    pub begins: Moment,
    /// How long it takes: minutes.
    pub minutes: u64,
    /// When it ends as planned.
    pub ends: Moment,
    /// Where; empty where nothing was said, `None` once erased.
    pub place: Option<String>,
    /// How far it is.
    pub state: MeetingState,
    /// Whether the viewer said that they come.
    pub coming: Option<Coming>,
    /// How many points are on its agenda.
    pub topics: usize,
    /// Whether it was held without the viewer, who has not read what happened.
    pub missed: bool,
}

/// One meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MeetingView {
    /// As in a list.
    pub meeting: MeetingLine,
    /// Who planned it.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// The entry of the record in which it was.
    pub sequence: u64,
    /// How often its time or place was changed, being cancelled included.
    pub revision: u64,
    /// When it was planned or changed last.
    pub changed: Moment,
    /// Why it was cancelled; `None` also once erased.
    pub why: Option<String>,
    /// Who cancelled it.
    pub cancelled_by: Option<PersonId>,
    /// The agenda, in the order in which it is gone through.
    pub agenda: Vec<TopicView>,
    /// Until when a round in writing takes points; none of a meeting at which people sit together.
    pub points_until: Option<Moment>,
    /// Every party, who of it comes, and who is there.
    pub parties: Vec<PartyAtMeetingView>,
    /// The party that leads, or will.
    pub leads: Option<PartyId>,
    /// The party that leads the meeting after this one, where this is the last one that began.
    pub leads_next: Option<PartyId>,
    /// The sitting, once it began.
    pub sitting: Option<SittingView>,
    /// What waits at the table and is not on the agenda yet.
    pub waits: Vec<WaitsView>,
    /// What was said and decided while the sitting went on, in that order.
    pub taken: Vec<TakenDownView>,
    /// Whether the viewer got their seat after it began, and reads nothing that was said before.
    pub before_seat: bool,
    /// Of what was said in it, and of what its points are about: who has heard it.
    pub hearing: Vec<MeetingHearingView>,
    /// Of the proposals that were opened in it and are open: whose sponsors, who are or were not there, they need.
    pub sponsors_awaited: Vec<SponsorsAwaitedView>,
    /// Of the same proposals: which parties they ask for whom nobody is, or was, there to speak.
    pub parties_awaited: Vec<PartiesAwaitedView>,
    /// What the viewer may do.
    pub may: MayWithMeeting,
}

/// Who has heard a need, limit, concern or idea that was said in a meeting, or that a point is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MeetingHearingView {
    /// What was said.
    pub contribution: ContributionId,
    /// The parties that have heard it.
    pub heard: Vec<PartyId>,
    /// The parties that said they have not heard what they were ticked for.
    pub denied: Vec<PartyId>,
    /// The parties that the viewer, whose word it is, may tick as having heard it.
    pub may_tick: Vec<PartyId>,
    /// Whether the viewer may say that their party has not heard it.
    pub may_deny: bool,
}

/// An open proposal that needs a sponsor who is, or was, not there. While its round is blind that follows from its costs
/// and from who is there alone, and tells nothing of who has said where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SponsorsAwaitedView {
    /// The proposal.
    pub proposal: ProposalId,
    /// The parties whose sponsor it needs.
    pub parties: Vec<PartyId>,
}

/// An open proposal that asks parties for whom nobody is, or was, there to speak. While its round is blind that follows
/// from whom it asks and from who is there alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartiesAwaitedView {
    /// The proposal.
    pub proposal: ProposalId,
    /// The parties.
    pub parties: Vec<PartyId>,
}

/// How far a point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TopicState {
    /// It was not talked about yet.
    Waits,
    /// It is talked about.
    Now,
    /// It was talked about.
    Done,
}

/// A point on the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TopicView {
    /// The point.
    pub id: TopicId,
    /// What it is called, empty where it is called as what it is about; `None` once erased.
    pub title: Option<String>,
    /// Who brought it.
    pub person: PersonId,
    /// For which party.
    pub party: PartyId,
    /// Its time-box: minutes.
    pub minutes: u64,
    /// What it is about, if the viewer may see that.
    pub subject: Option<Subject>,
    /// The parties that want it talked about.
    pub backed: Vec<PartyId>,
    /// Whether it is its party's first point.
    pub first: bool,
    /// How far it is.
    pub state: TopicState,
    /// How long it was talked about: milliseconds, without what goes on.
    pub spent: i64,
    /// Since when it is talked about.
    pub since: Option<Moment>,
    /// In a round in writing, the latest word of everybody who said one, the first first, as far as the viewer's seat
    /// reaches back.
    pub written: Vec<WrittenView>,
    /// Whether others were said before the viewer's seat reads.
    pub written_before: bool,
    /// Whether the viewer may say their word to it in writing.
    pub may_write: bool,
    /// Whether the viewer may take it off.
    pub may_withdraw: bool,
    /// Whether the viewer may say that their party wants it, or no more.
    pub may_back: bool,
    /// Whether the viewer may begin it.
    pub may_begin: bool,
}

/// A word to a point of a round in writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WrittenView {
    /// Who says it.
    pub person: PersonId,
    /// For which party.
    pub party: PartyId,
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// When.
    pub at: Moment,
    /// The entry of the record.
    pub sequence: u64,
}

/// A party at a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartyAtMeetingView {
    /// Which party.
    pub party: PartyId,
    /// What its people said about coming.
    pub coming: Vec<ComingView>,
    /// Who of it is, or was, there.
    pub here: Vec<PersonId>,
    /// Of whom of these only another party noted it, and who did.
    pub noted: Vec<NotedView>,
    /// Whether nobody is there who speaks for it: what needs its word waits.
    pub missing: bool,
    /// In a round in writing, the points to which nobody who speaks for it has said a word.
    pub word_missing: Vec<TopicId>,
    /// Whether it has sponsors and none of them is there: what costs it money waits.
    pub sponsors_missing: Vec<PersonId>,
    /// How long its people had the floor: milliseconds.
    pub spoken: i64,
    /// Whether it has left the table, or, of a sitting that was closed, had left by then.
    pub left: bool,
}

/// Somebody of whom nobody of their own party said that they are, or were, there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct NotedView {
    /// Who.
    pub person: PersonId,
    /// Who noted it.
    pub noted_by: PersonId,
}

/// Somebody who led a sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LedView {
    /// Who.
    pub person: PersonId,
    /// From when.
    pub from: Moment,
    /// Until when; none while it goes on.
    pub until: Option<Moment>,
}

/// A time off the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OffRecordView {
    /// From when.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
}

/// A time for which a sitting was closed, before it went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PauseView {
    /// From when.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
}

/// What somebody said about coming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ComingView {
    /// Who.
    pub person: PersonId,
    /// Whether they come.
    pub coming: Coming,
    /// Who comes for them.
    pub stands_in: Option<PersonId>,
}

/// People sitting together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SittingView {
    /// When it began.
    pub begun: Moment,
    /// The entry of the record in which it did.
    pub sequence: u64,
    /// When it was closed.
    pub closed: Option<Moment>,
    /// Who leads.
    pub chair: PersonId,
    /// Everybody who led, in that order.
    pub led: Vec<LedView>,
    /// From whom the lead was taken since they gave no sign of life.
    pub relieved: Option<PersonId>,
    /// Who else of those there could lead.
    pub can_lead: Vec<PersonId>,
    /// Who has the floor.
    pub speaking: Option<SpeakingView>,
    /// Who was interrupted, or stopped by a round off the record, and goes on.
    pub interrupted: Option<PersonId>,
    /// Everybody's turn, in order, while a round goes on.
    pub round: Vec<TurnView>,
    /// The list for the floor, the next one first.
    pub list: Vec<ListedView>,
    /// Whether the list is closed.
    pub list_closed: bool,
    /// Since when people speak off the record.
    pub off: Option<Moment>,
    /// The times off the record that are over.
    pub offs: Vec<OffRecordView>,
    /// The times for which it was closed, before it went on.
    pub pauses: Vec<PauseView>,
    /// How long nobody had the floor while it was not closed: milliseconds.
    pub silent: i64,
    /// What whoever leads could do about who speaks. Nobody else is told.
    pub suggestion: Option<FloorSuggestionView>,
    /// The parties that ask to close without whoever leads.
    pub closing: Vec<PartyId>,
    /// The parties that closed it so; none where whoever led did.
    pub closed_without: Vec<PartyId>,
    /// Whether nobody speaks for a third party: then one that asked closes it alone a quarter of an hour later.
    pub closes_alone: bool,
    /// From when on the party that asked first closes it so.
    pub closes_alone_from: Option<Moment>,
    /// Whether it counts as led: it was not over before its time, and people of two parties said that they were
    /// there.
    pub counts: bool,
    /// When it was planned to end, where it was closed before.
    pub planned_end: Option<Moment>,
    /// What its end cut off.
    pub cut: CutView,
}

/// What was cut off when a sitting was closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CutView {
    /// Who was speaking, and whom they had interrupted; not whoever closed it.
    pub speaking: Vec<PersonId>,
    /// Who waited for the floor.
    pub waited: Vec<WaitedView>,
    /// Whether turns of a round were to come.
    pub in_round: bool,
    /// Whether people spoke off the record.
    pub off: bool,
}

/// Somebody who waited for the floor when a sitting was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WaitedView {
    /// Who.
    pub person: PersonId,
    /// Of which party.
    pub party: PartyId,
    /// For what.
    pub asks: Asking,
}

/// Who has the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SpeakingView {
    /// Who.
    pub person: PersonId,
    /// Of which party.
    pub party: PartyId,
    /// As what.
    pub floor: Floor,
    /// Since when.
    pub since: Moment,
    /// Whether somebody else was next, and whoever leads chose otherwise.
    pub out_of_turn: bool,
}

/// How far a turn in a round is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TurnState {
    /// It comes.
    Waits,
    /// It is now.
    Speaks,
    /// It is over.
    Spoke,
    /// They passed, or were not there.
    Passed,
    /// They sit at the table no more.
    Gone,
}

/// A turn in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TurnView {
    /// Whose.
    pub person: PersonId,
    /// Of which party.
    pub party: PartyId,
    /// How far it is.
    pub state: TurnState,
}

/// Somebody on the list for the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ListedView {
    /// Who.
    pub person: PersonId,
    /// Of which party.
    pub party: PartyId,
    /// For what.
    pub asks: Asking,
    /// When.
    pub at: Moment,
    /// Whether their party had less than half of what the parties there had in the middle.
    pub little: bool,
}

/// One plain suggestion to whoever leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FloorSuggestionView {
    /// The party that had least of the floor.
    pub party: PartyId,
    /// Whom of it to ask first.
    pub person: PersonId,
    /// How long it had the floor: milliseconds.
    pub spoken: i64,
}

/// Why something could be talked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyTalk {
    /// A need, limit or idea without an answer.
    Answer,
    /// Guess and value lie far apart.
    Talk,
    /// Somebody objects.
    Objection,
    /// What was promised is late.
    Kept,
}

/// Something that waits at the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WaitsView {
    /// What.
    pub subject: Subject,
    /// For what.
    pub why: WhyTalk,
}

/// Something said or decided while a sitting went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TakenDownView {
    /// What it is about.
    pub subject: Subject,
    /// What happened to it.
    pub happened: Taken,
    /// By whom.
    pub person: PersonId,
    /// For which party; none where the table did it.
    pub party: Option<PartyId>,
    /// When.
    pub at: Moment,
    /// The entry of the record.
    pub sequence: u64,
    /// The point that was talked about.
    pub topic: Option<TopicId>,
}

/// What happened to something while a sitting went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// It was said.
    Said,
    /// A proposal was opened.
    Proposed,
    /// It was decided.
    Decided,
    /// It was promised.
    Promised,
}

/// What the viewer may do, so that pages offer what works and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct MayWithMeeting {
    /// Change it.
    pub change: bool,
    /// Call it off.
    pub cancel: bool,
    /// Say whether they come.
    pub say_coming: bool,
    /// Bring a point.
    pub bring: bool,
    /// Begin it now.
    pub begin: bool,
    /// Lead it: begin points and rounds, give the floor, close the list, close the sitting.
    pub lead: bool,
    /// Begin a round.
    pub round: bool,
    /// Note that they are there.
    pub come: bool,
    /// Note that they are there no more, or never were.
    pub go: bool,
    /// Ask for the floor.
    pub ask: bool,
    /// Lead instead of whoever leads, once these give no sign of life.
    pub relieve: bool,
    /// Take the lead back.
    pub take_back: bool,
    /// Ask to close the sitting without whoever leads, or close it so.
    pub ask_to_close: bool,
    /// How many parties together close it so; 0 where the viewer's party is not one of them.
    pub closers: usize,
    /// Whether it is closed as soon as the viewer asks.
    pub closes: bool,
    /// Go on with a sitting that was closed, and lead it.
    pub reopen: bool,
    /// Say that they read what happened.
    pub read: bool,
}

impl Meeting {
    fn state(&self, now: Moment) -> MeetingState {
        match &self.sitting {
            _ if self.cancelled.is_some() => MeetingState::Cancelled,
            _ if self.takes_words(now) => MeetingState::Written,
            _ if self.is_in_writing() && now >= self.ends() => {
                match self.standing().any(|topic| !topic.written.is_empty()) {
                    true => MeetingState::Held,
                    false => MeetingState::NotHeld,
                }
            }
            Some(sitting) if sitting.closed.is_some() => MeetingState::Held,
            Some(_) => MeetingState::Running,
            None if self.was_not_held(now) => MeetingState::NotHeld,
            None if now >= self.begins.1 => MeetingState::Due,
            None => MeetingState::Planned,
        }
    }
}

impl Seen<'_> {
    /// Every meeting.
    pub fn meetings(&self, now: Moment) -> MeetingsPage {
        let all = self.then.meetings.all.values();
        let mut meetings: Vec<MeetingLine> = all.map(|it| self.meeting_line(it, now)).collect();
        meetings.sort_by_key(|line| {
            let is_open = matches!(
                line.state,
                MeetingState::Planned
                    | MeetingState::Due
                    | MeetingState::Running
                    | MeetingState::Written
            );
            let order = match is_open {
                true => line.begins.0,
                false => line.begins.0.saturating_neg(),
            };
            (!is_open, order, line.id)
        });
        MeetingsPage {
            meetings,
            leads_next: self.then.leads_next(),
            may_plan: self.may::<act::PlanMeeting>(())
                && self.today.may_plan_at(self.seat, now).is_ok(),
        }
    }

    /// Whether there is a meeting, or the viewer may plan one.
    pub fn has_meetings(&self) -> bool {
        !self.then.meetings.all.is_empty() || self.may::<act::PlanMeeting>(())
    }

    /// The meeting that goes on.
    pub fn running_meeting(&self) -> Option<MeetingId> {
        self.then.meetings.running().map(|meeting| meeting.id)
    }

    /// What a meeting is called; the inner one is `None` once erased.
    pub fn meeting_title(&self, meeting: MeetingId) -> Option<Option<String>> {
        self.meeting_title_at(meeting, u64::MAX)
    }

    /// What a meeting was called when that entry was made; the inner one is `None` once erased.
    pub fn meeting_title_at(&self, meeting: MeetingId, sequence: u64) -> Option<Option<String>> {
        let meeting = self.then.meetings.all.get(&meeting)?;
        let mut before = meeting.called_before.iter();
        let found = before.find(|(_, until)| sequence < *until);
        Some(found.map_or(&meeting.title, |(title, _)| title).clone())
    }

    /// What a point is called, as [`TopicView::title`], and what it is about, if the viewer may see that.
    pub fn topic(&self, topic: TopicId) -> Option<(Option<&String>, Option<Subject>)> {
        let meeting = self.then.meetings.of(topic)?;
        let topic = meeting.topics.iter().find(|it| it.id == topic)?;
        let subject = topic.subject.filter(|subject| self.sees(*subject));
        Some((topic.title.as_ref(), subject))
    }

    /// What a point could be about: the outcomes, open proposals and commitments, and what was said last to the whole
    /// table, latest first.
    pub fn subjects(&self) -> Vec<Subject> {
        let relationship = self.then;
        let outcomes = self.outcome_statements().into_iter().map(|(id, _)| id);
        let outcomes = outcomes.filter(|id| relationship.live_outcome(*id).is_ok());
        let proposals = relationship.proposals.all_open().map(|it| it.id);
        let commitments = relationship.commitments.all.values();
        let commitments = commitments.filter(|it| it.is_open()).map(|it| it.id);
        let words = self.threads().into_iter().rev().map(|(first, _)| first);
        let words = words.filter(|id| relationship.said_to_all(self.viewer(), *id).is_ok());
        let outcomes = outcomes.map(Subject::Outcome);
        outcomes
            .chain(proposals.map(Subject::Proposal))
            .chain(commitments.map(Subject::Commitment))
            .chain(words.take(WORDS_OFFERED).map(Subject::Contribution))
            .collect()
    }

    /// Every text of every meeting, and when it was said.
    pub(crate) fn meeting_texts(&self) -> Vec<(MeetingId, Moment, Vec<String>)> {
        let mut texts = Vec::new();
        for meeting in self.then.meetings.all.values() {
            let why = meeting.cancelled.as_ref().and_then(|(_, why)| why.clone());
            let own = [meeting.title.clone(), meeting.place.clone(), why];
            let own = own.into_iter().flatten().collect();
            texts.push((meeting.id, meeting.changed.at, own));
            let topics = meeting.standing();
            texts.extend(topics.filter_map(|topic| {
                let own = topic.title.clone().filter(|title| !title.is_empty())?;
                Some((meeting.id, topic.brought.at, vec![own]))
            }));
            let topics = meeting.standing();
            let written = topics.flat_map(|topic| self.written_on(topic));
            texts.extend(
                written.filter_map(|it| Some((meeting.id, it.stamp.at, vec![it.words.clone()?]))),
            );
        }
        texts
    }

    fn meeting_line(&self, meeting: &Meeting, now: Moment) -> MeetingLine {
        let own = meeting.coming.get(&self.viewer());
        MeetingLine {
            id: meeting.id,
            kind: meeting.kind,
            title: meeting.title.clone(),
            begins_at: meeting.begins.0,
            begins: meeting.begins.1,
            minutes: meeting.minutes,
            ends: meeting.ends(),
            place: meeting.place.clone(),
            state: meeting.state(now),
            coming: own.map(|said| said.coming),
            topics: meeting.standing().count(),
            missed: self.missed(meeting),
        }
    }

    /// Whether it was held without the viewer, who sat here already and has not read what happened.
    fn missed(&self, meeting: &Meeting) -> bool {
        let closed = meeting.sitting.as_ref().and_then(|sitting| sitting.closed);
        let sat = closed.is_some_and(|closed| self.seat.given.sequence < closed.sequence);
        let read = self
            .today
            .meetings
            .read
            .contains(&(self.viewer(), meeting.id));
        let here = meeting.here.get(&self.viewer());
        let was_there = here.is_some_and(|it| it.was == Some(None));
        sat && !was_there && !read
    }

    /// Who leads a meeting that goes on.
    pub fn chair_of(&self, id: MeetingId) -> Option<PersonId> {
        Some(self.then.meetings.all.get(&id)?.running()?.chair)
    }

    /// One meeting, as it is at `now`, where nothing is known of people's pages.
    pub fn meeting(&self, id: MeetingId, now: Moment) -> Option<MeetingView> {
        self.meeting_live(id, now, &Signs::new())
    }

    /// One meeting, as it is at `now`: when people's pages gave a sign of life last says who may lead instead.
    pub fn meeting_live(&self, id: MeetingId, now: Moment, signs: &Signs) -> Option<MeetingView> {
        let meeting = self.then.meetings.all.get(&id)?;
        let led_by = meeting.sitting.as_ref().map(|sitting| sitting.led_by);
        let turn = self.then.leads_next();
        let agenda: Vec<TopicView> = meeting
            .agenda(&self.then.table)
            .into_iter()
            .map(|topic| self.topic_view(meeting, topic, now))
            .collect();
        let taken = self.taken_down(meeting);
        let parties = self.parties_at(meeting, now);
        Some(MeetingView {
            meeting: self.meeting_line(meeting, now),
            person: meeting.planned.actor,
            at: meeting.planned.at,
            sequence: meeting.planned.sequence,
            revision: meeting.revision,
            changed: meeting.changed.at,
            why: meeting.cancelled.as_ref().and_then(|(_, why)| why.clone()),
            cancelled_by: meeting.cancelled.as_ref().map(|(by, _)| by.actor),
            points_until: meeting.takes_points_until(),
            leads: led_by.or(turn),
            leads_next: led_by.and(turn).filter(|_| {
                let all = self.then.meetings.all.values();
                let begun = |it: &Meeting| it.sitting.as_ref().map(|it| it.begun.sequence);
                begun(meeting) == all.filter_map(|it| begun(it)).max()
            }),
            sitting: meeting
                .sitting
                .as_ref()
                .map(|sitting| self.sitting_view(meeting, sitting, now)),
            waits: match meeting.state(now) {
                MeetingState::Planned
                | MeetingState::Due
                | MeetingState::Running
                | MeetingState::Written => self.waiting_for(meeting, now),
                _ => Vec::new(),
            },
            hearing: self.hearing(meeting, &taken),
            sponsors_awaited: self.sponsors_awaited(&parties, &taken),
            parties_awaited: self.parties_awaited(&parties, &taken),
            taken,
            parties,
            before_seat: {
                let begun = meeting.sitting.as_ref().map(|it| it.begun.sequence);
                begun.is_some_and(|begun| begun < self.seat.reads_from())
            },
            may: self.may_with(meeting, now, signs),
            agenda,
        })
    }

    fn may_with(&self, meeting: &Meeting, now: Moment, signs: &Signs) -> MayWithMeeting {
        let (id, own) = (meeting.id, self.viewer());
        let sitting = meeting.sitting.as_ref();
        let begins = self
            .today
            .may_begin_at(meeting, self.seat.party, now)
            .is_ok();
        let running = meeting.running();
        let own_party = self.seat.party;
        let closers = running.filter(|it| it.chair != own).and_then(|sitting| {
            let closers = self
                .today
                .closers(meeting, sitting, own_party, signs, now)
                .ok()?;
            let asked = closers > 1 && sitting.closing.contains_key(&own_party);
            (!asked && self.may::<act::AskToClose>(id)).then_some(closers)
        });
        let closes = closers.zip(running).is_some_and(|(closers, sitting)| {
            self.today.asking_closes(sitting, own_party, closers)
        });
        let is_gone = |sitting: &Sitting| {
            let gone = self.today.chair_is_gone(sitting, signs, now, GONE_AFTER);
            gone.is_ok()
        };
        let here = meeting.here.get(&own);
        let off = self.today.is_off_record(own);
        let can_be_held = meeting.can_be_held(now).is_ok();
        MayWithMeeting {
            change: self.may::<act::ChangeMeeting>(id)
                && !off
                && !(meeting.is_in_writing() && now >= meeting.begins.1),
            cancel: self.may::<act::CancelMeeting>(id)
                && !off
                && meeting.can_be_called_off(now).is_ok(),
            say_coming: can_be_held && self.may::<act::SayComing>(id),
            bring: self.may::<act::BringTopic>(id) && !off && meeting.takes_points(now).is_ok(),
            begin: can_be_held && begins && self.may::<act::BeginMeeting>(id),
            lead: self.may::<act::CloseMeeting>(id),
            round: self.may::<act::BeginRound>(id),
            come: self.may::<act::NotePresence>((id, own))
                && !here.is_some_and(|it| it.here && it.by_own),
            // Whoever was never noted says beforehand that they are not: it holds against whoever leads.
            go: self.may::<act::NotePresence>((id, own))
                && here.is_none_or(|it| it.here || !it.by_own),
            ask: self.may::<act::AskForFloor>(id),
            relieve: running.is_some_and(is_gone) && self.may::<act::RelieveChair>(id),
            take_back: sitting.is_some_and(|it| it.relieved == Some(own))
                && self.may::<act::PassChair>(id)
                && self.today.spokesperson(own).is_ok(),
            ask_to_close: closers.is_some(),
            closers: closers.unwrap_or(0),
            closes,
            reopen: now <= meeting.reopens_until() && self.may::<act::ReopenMeeting>(id),
            read: self.missed(meeting) && self.may::<act::ReadMinutes>(id),
        }
    }

    fn topic_view(&self, meeting: &Meeting, topic: &Topic, now: Moment) -> TopicView {
        let spells = meeting.sitting.as_ref().map_or(&[][..], |it| &it.spells);
        let own = || spells.iter().filter(|spell| spell.topic == topic.id);
        let ended = own().filter_map(|spell| Some(spell.until?.0.saturating_sub(spell.from.at.0)));
        let since = own().find(|spell| spell.until.is_none());
        let mut firsts = meeting.standing().filter(|it| it.party == topic.party);
        let can_be_held = meeting.can_be_held(now).is_ok();
        TopicView {
            id: topic.id,
            title: topic.title.clone(),
            person: topic.brought.actor,
            party: topic.party,
            minutes: topic.minutes,
            subject: topic.subject.filter(|subject| self.sees(*subject)),
            backed: topic.backed.iter().copied().collect(),
            first: firsts.next().map(|it| it.id) == Some(topic.id),
            state: match (since, own().next()) {
                (Some(_), _) => TopicState::Now,
                (None, Some(_)) => TopicState::Done,
                (None, None) => TopicState::Waits,
            },
            spent: sum(ended),
            since: since.map(|spell| spell.from.at),
            written: self.written_on(topic).map(written_view).collect(),
            written_before: topic.latest_written().count() > self.written_on(topic).count(),
            may_write: meeting.takes_words(now) && self.may::<act::WriteWord>(topic.id),
            may_withdraw: can_be_held && self.may::<act::WithdrawTopic>(topic.id),
            may_back: can_be_held && self.may::<act::BackTopic>(topic.id),
            may_begin: self.may::<act::BeginTopic>(topic.id) && since.is_none(),
        }
    }

    /// The latest word of everybody who said one in writing, of those to which the viewer's seat reaches back.
    fn written_on<'a>(&'a self, topic: &'a Topic) -> impl Iterator<Item = &'a Written> {
        let latest = topic.latest_written();
        latest.filter(|it| self.reaches(it.stamp))
    }

    /// Whether the viewer may see what a point is about.
    fn sees(&self, subject: Subject) -> bool {
        match subject {
            Subject::Contribution(said) => self.words_of(said).is_some(),
            Subject::Outcome(outcome) => self.then.value.outcomes.contains_key(&outcome),
            Subject::Proposal(proposal) => self.then.proposals.all.contains_key(&proposal),
            Subject::Commitment(it) => self.then.commitments.all.contains_key(&it),
        }
    }

    fn parties_at(&self, meeting: &Meeting, now: Moment) -> Vec<PartyAtMeetingView> {
        let table = &self.then.table;
        let begun = meeting.sitting.is_some();
        let over_in_writing =
            meeting.is_in_writing() && meeting.cancelled.is_none() && now >= meeting.ends();
        let closed = meeting.sitting.as_ref().filter(|it| it.closed.is_some());
        // Who comes or leaves afterwards changes nothing of who was there.
        let sat = match closed {
            Some(sitting) => sitting.sat.clone(),
            None if over_in_writing => {
                let (ends, all) = (meeting.ends(), table.parties.values());
                let sat = all
                    .filter(|it| it.seated.at < ends && it.left.is_none_or(|left| left.at >= ends));
                sat.map(|it| Sat::of(table, it.id)).collect()
            }
            None => Sat::all(table),
        };
        let view = |party: PartyId, sat: Option<&Sat>| {
            let said = meeting
                .coming
                .iter()
                .filter(|(_, said)| said.party == party);
            let own = || meeting.here.iter().filter(|(_, it)| it.party == party);
            let is_over = meeting.running().is_none();
            let sits = |person: &PersonId| table.seat(*person).is_some();
            let there = own().filter(|(person, it)| match is_over {
                true => it.here || it.was.is_some(),
                false => it.here && sits(person),
            });
            let mut here: Vec<PersonId> = there.clone().map(|(person, _)| *person).collect();
            // In writing, whoever said their word was there; who did not is named once it is over.
            let topics = meeting.standing().flat_map(|topic| &topic.written);
            let wrote = topics
                .filter(|it| it.party == party)
                .map(|it| it.stamp.actor);
            here.extend(wrote.collect::<BTreeSet<_>>());
            // A party has said its word once somebody who speaks for it did; others' words stand beside.
            let lacks = |topic: &&Topic| !self.then.has_its_word(topic, party);
            let lacking = meeting
                .standing()
                .filter(lacks)
                .filter(|_| meeting.is_in_writing());
            let word_missing: Vec<TopicId> = lacking.map(|topic| topic.id).collect();
            let said_its_word = meeting.standing().any(|topic| !lacks(&topic));
            let noted = there.filter_map(|(person, it)| {
                let noted_by = it.was.flatten()?;
                Some(NotedView {
                    person: *person,
                    noted_by,
                })
            });
            let noted = noted.collect();
            let is_there = |person: &PersonId| here.contains(person);
            let sponsors = sat.map_or(&[][..], |sat| &sat.sponsors);
            let sponsor_there = sponsors.iter().any(is_there);
            let missing = begun && sat.is_some_and(|sat| !sat.speakers.iter().any(is_there));
            let sitting = meeting.sitting.as_ref();
            let spoken = sitting.map_or(0, |sitting| {
                let own = sitting.spoken(now).filter(|speech| speech.party == party);
                sum(own.map(|speech| speech.millis()))
            });
            PartyAtMeetingView {
                party,
                coming: said
                    .map(|(person, said)| ComingView {
                        person: *person,
                        coming: said.coming,
                        stands_in: said.stands_in,
                    })
                    .collect(),
                missing: missing || over_in_writing && sat.is_some() && !said_its_word,
                word_missing,
                sponsors_missing: match begun && !sponsor_there {
                    true => sponsors.to_vec(),
                    false => Vec::new(),
                },
                left: sat.is_none(),
                spoken,
                here,
                noted,
            }
        };
        let took_part = |party: PartyId| {
            let mut here = meeting.here.values();
            let mut spoken = meeting.sitting.iter().flat_map(|it| it.spoken(now));
            let mut written = meeting.standing().flat_map(|topic| &topic.written);
            here.any(|it| it.party == party && it.was.is_some())
                || spoken.any(|speech| speech.party == party)
                || written.any(|it| it.party == party)
        };
        let all = table.order.iter().map(|party| {
            let sat = sat.iter().find(|it| it.party == *party);
            (*party, sat)
        });
        let all = all.filter(|(party, sat)| sat.is_some() || took_part(*party));
        all.map(|(party, sat)| view(party, sat)).collect()
    }

    fn sitting_view(&self, meeting: &Meeting, sitting: &Sitting, now: Moment) -> SittingView {
        let table = &self.then.table;
        let until = sitting.closed.map_or(now, |closed| closed.at);
        let spoken = sum(sitting.spoken(until).map(|speech| speech.millis()));
        let pauses = sitting.pauses.iter();
        let paused = sum(pauses.map(|(from, until)| until.at.0.saturating_sub(from.at.0)));
        let length = until.0.saturating_sub(sitting.begun.at.0);
        let length = length.saturating_sub(paused).max(0);
        let leads = self.is_present() && sitting.chair == self.viewer();
        let suggestion = suggests(meeting, table, now).filter(|_| leads);
        let mut shares: Vec<i64> = self
            .parties_at(meeting, now)
            .into_iter()
            .filter(|party| !party.here.is_empty())
            .map(|party| party.spoken)
            .collect();
        shares.sort_unstable();
        let middle = shares.get(shares.len() / 2).copied().unwrap_or(0);
        let spoken_by = |party: PartyId| {
            let own = sitting.spoken(now).filter(|speech| speech.party == party);
            sum(own.map(|speech| speech.millis()))
        };
        // Whoever is silent by now goes on no more.
        let halted = sitting.halted.map(|it| it.person);
        let interrupted = sitting.interrupted.map(|(person, _)| person);
        let mut goes_on = [halted, interrupted].into_iter().flatten();
        let interrupted = goes_on.find(|person| table.seat(*person).is_some_and(Seat::speaks));
        let closes_alone = self.today.closes_alone(sitting);
        let round = sitting.round.as_ref();
        let turns = round.into_iter().flat_map(|round| {
            round.order.iter().filter_map(|person| {
                let has_turn = |it: &Speaking| it.person == *person && it.floor == Floor::Turn;
                let speaks = sitting.speaking.as_ref().is_some_and(has_turn);
                let halted = sitting.halted.filter(|it| !it.floor.is_aside());
                let waits = sitting.interrupted.is_some_and(|(it, _)| it == *person)
                    || halted.is_some_and(|it| it.person == *person);
                let state = match table.seat(*person) {
                    None => TurnState::Gone,
                    Some(_) if round.passed.contains(person) => TurnState::Passed,
                    Some(_) if speaks => TurnState::Speaks,
                    Some(_) if round.done.contains(person) && !waits => TurnState::Spoke,
                    Some(seat) if !seat.speaks() => TurnState::Passed,
                    Some(_) => TurnState::Waits,
                };
                let party = table.side_of(*person)?;
                Some(TurnView {
                    person: *person,
                    party,
                    state,
                })
            })
        });
        SittingView {
            begun: sitting.begun.at,
            sequence: sitting.begun.sequence,
            closed: sitting.closed.map(|closed| closed.at),
            chair: sitting.chair,
            led: led_by(sitting),
            relieved: sitting.relieved,
            can_lead: {
                let here = meeting.here.iter().filter(|(_, it)| it.here);
                let others = here.map(|(person, _)| *person);
                let others = others.filter(|person| *person != sitting.chair);
                let can = others.filter(|person| self.today.spokesperson(*person).is_ok());
                can.filter(|_| sitting.closed.is_none()).collect()
            },
            speaking: sitting.speaking.map(|speaking| SpeakingView {
                person: speaking.person,
                party: speaking.party,
                floor: speaking.floor,
                since: speaking.since,
                out_of_turn: speaking.out_of_turn,
            }),
            interrupted,
            round: turns.collect(),
            list: sitting
                .list(table, now)
                .into_iter()
                .map(|asked| ListedView {
                    person: asked.person,
                    party: asked.party,
                    asks: asked.asks,
                    at: asked.stamp.at,
                    little: spoken_by(asked.party).saturating_mul(2) < middle,
                })
                .collect(),
            list_closed: sitting.list_closed,
            off: sitting.off,
            offs: sitting
                .offs
                .iter()
                .map(|(from, until)| OffRecordView {
                    from: *from,
                    until: *until,
                })
                .collect(),
            pauses: sitting
                .pauses
                .iter()
                .map(|(from, until)| PauseView {
                    from: from.at,
                    until: until.at,
                })
                .collect(),
            silent: length.saturating_sub(spoken),
            suggestion: suggestion.map(|(party, person, spoken)| FloorSuggestionView {
                party,
                person,
                spoken,
            }),
            closing: sitting.closing.keys().copied().collect(),
            closed_without: match sitting.closed {
                Some(closed) if closed.actor != sitting.chair => {
                    sitting.closing.keys().copied().collect()
                }
                _ => Vec::new(),
            },
            closes_alone,
            closes_alone_from: sitting
                .closing
                .values()
                .min()
                .filter(|_| closes_alone)
                .map(|asked| Moment(asked.0.saturating_add(ALONE_AFTER))),
            counts: meeting.counts_as_led(),
            planned_end: sitting
                .closed
                .filter(|closed| closed.at.0.saturating_add(CLOSED_EARLY) <= meeting.ends().0)
                .map(|_| meeting.ends()),
            cut: CutView {
                speaking: sitting.cut.speaking.iter().map(|it| it.0).collect(),
                waited: sitting.cut.waited.iter().map(waited).collect(),
                in_round: sitting.cut.in_round,
                off: sitting.cut.off,
            },
        }
    }

    /// What waits at the table and is not on this agenda: what holds others up before what is worth a talk.
    fn waiting_for(&self, meeting: &Meeting, now: Moment) -> Vec<WaitsView> {
        let mut waits = Vec::new();
        let on_it: Vec<Subject> = meeting.standing().filter_map(|it| it.subject).collect();
        let mut add = |subject: Subject, why: WhyTalk| {
            if !on_it.contains(&subject) {
                waits.push(WaitsView { subject, why });
            }
        };
        for line in self.proposals(now).proposals {
            if line.state == ProposalState::Open && line.objections > 0 {
                add(Subject::Proposal(line.id), WhyTalk::Objection);
            }
        }
        for it in self.commitments(now).commitments {
            if it.state == CommitmentState::Late {
                add(Subject::Commitment(it.id), WhyTalk::Kept);
            }
        }
        let waits_for_answer = |said: &&Contribution| {
            let kinds = [
                ContributionKind::Need,
                ContributionKind::Limit,
                ContributionKind::Idea,
            ];
            let stands = said.audience == Audience::WholeTable && !said.gone;
            let begins = said.under.is_none() && kinds.contains(&said.kind);
            stands && begins && said.answer().is_none() && !self.is_decided(said)
        };
        for said in self.contributions().filter(waits_for_answer) {
            if said.words.is_some() {
                add(Subject::Contribution(said.id), WhyTalk::Answer);
            }
        }
        let consumer = self.then.table.consumer;
        let outcomes = self.then.value.outcomes.values();
        for outcome in outcomes.filter(|outcome| outcome.retired.is_none()) {
            if let GuessView::Revealed {
                gap: Some(gap),
                other_words: false,
                ..
            } = self.guess(outcome)
                && gap.abs() >= GAP_WORTH_A_TALK
                && outcome.other_words(consumer).people == 0
            {
                add(Subject::Outcome(outcome.id), WhyTalk::Talk);
            }
        }
        waits.truncate(WAITING_SHOWN);
        waits
    }

    /// What was said to everybody, proposed, decided and promised while the sitting went on.
    fn taken_down(&self, meeting: &Meeting) -> Vec<TakenDownView> {
        let Some(sitting) = &meeting.sitting else {
            return Vec::new();
        };
        let last = sitting.closed.map_or(u64::MAX, |closed| closed.sequence);
        let within = |sequence: u64| {
            let mut pauses = sitting.pauses.iter();
            let paused =
                pauses.any(|(from, until)| from.sequence < sequence && sequence < until.sequence);
            sitting.begun.sequence < sequence && sequence < last && !paused
        };
        let topic_at = |sequence: u64| {
            let mut before = sitting.spells.iter().rev();
            let spell = before.find(|spell| spell.from.sequence < sequence);
            spell.map(|spell| spell.topic)
        };
        let mut taken = Vec::new();
        let mut add = |stamp: Stamp, party, subject, happened| {
            if within(stamp.sequence) {
                taken.push(TakenDownView {
                    subject,
                    happened,
                    person: stamp.actor,
                    party,
                    at: stamp.at,
                    sequence: stamp.sequence,
                    topic: topic_at(stamp.sequence),
                });
            }
        };
        let said = self.contributions().filter(|said| !said.gone);
        for said in said.filter(|said| said.audience == Audience::WholeTable) {
            let subject = Subject::Contribution(said.id);
            add(said.stamp, Some(said.party), subject, Taken::Said);
        }
        for proposal in self.then.proposals.all.values() {
            let subject = Subject::Proposal(proposal.id);
            let party = self.then.table.side_of(proposal.opened.actor);
            add(proposal.opened, party, subject, Taken::Proposed);
            if let Some(Ended::Adopted(adopted, _)) = &proposal.ended {
                add(*adopted, None, subject, Taken::Decided);
            }
        }
        for it in self.then.commitments.all.values() {
            let subject = Subject::Commitment(it.id);
            add(it.made, Some(it.party), subject, Taken::Promised);
        }
        taken.sort_by_key(|it| it.sequence);
        taken
    }

    /// The open proposals of those taken down that need sponsors who are, or were, not there.
    fn sponsors_awaited(
        &self,
        parties: &[PartyAtMeetingView],
        taken: &[TakenDownView],
    ) -> Vec<SponsorsAwaitedView> {
        let table = &self.then.table;
        let told = self.opened_in(taken).map(|proposal| {
            let waits = proposal.waits_for(table);
            let needs = |party: PartyId| {
                let mut people = table.people_of(party);
                let binds = |seat: &Seat| seat.roles.contains(&Role::Sponsor) && table.binds(seat);
                // Who has said where they stand is told once the positions lie open.
                let waits = proposal.is_sealed() || waits.iter().any(|it| it.party == party);
                proposal.costs(party) && proposal.asks(party) && waits && people.any(binds)
            };
            let missing = parties.iter().filter(|it| !it.sponsors_missing.is_empty());
            let missing = missing.map(|it| it.party).filter(|party| needs(*party));
            SponsorsAwaitedView {
                proposal: proposal.id,
                parties: missing.collect(),
            }
        });
        told.filter(|it| !it.parties.is_empty()).collect()
    }

    /// The same, of the parties that they ask for whom nobody is, or was, there to speak.
    fn parties_awaited(
        &self,
        parties: &[PartyAtMeetingView],
        taken: &[TakenDownView],
    ) -> Vec<PartiesAwaitedView> {
        let told = self.opened_in(taken).map(|proposal| {
            let waits = proposal.waits_for(&self.then.table);
            let needs = |party: PartyId| {
                let waits = proposal.is_sealed() || waits.iter().any(|it| it.party == party);
                proposal.asks(party) && waits
            };
            let missing = parties.iter().filter(|it| it.missing);
            let missing = missing.map(|it| it.party).filter(|party| needs(*party));
            PartiesAwaitedView {
                proposal: proposal.id,
                parties: missing.collect(),
            }
        });
        told.filter(|it| !it.parties.is_empty()).collect()
    }

    /// The proposals of those taken down that are open.
    fn opened_in(&self, taken: &[TakenDownView]) -> impl Iterator<Item = &Proposal> {
        let opened = taken.iter().filter_map(|it| match it.subject {
            Subject::Proposal(id) if it.happened == Taken::Proposed => Some(id),
            _ => None,
        });
        let open = opened.filter_map(|id| self.then.proposals.all.get(&id));
        open.map(|it| &**it).filter(|proposal| proposal.is_open())
    }

    /// Who has heard what was said in a sitting, and what its points are about.
    fn hearing(&self, meeting: &Meeting, taken: &[TakenDownView]) -> Vec<MeetingHearingView> {
        if meeting.sitting.is_none() {
            return Vec::new();
        }
        let said = taken.iter().map(|it| it.subject);
        let talked = meeting.standing().filter_map(|topic| topic.subject);
        let mut all: Vec<ContributionId> = Vec::new();
        for subject in talked.chain(said) {
            if let Subject::Contribution(id) = subject
                && !all.contains(&id)
            {
                all.push(id);
            }
        }
        let all = all.into_iter().filter_map(|id| self.visible(id));
        let all = all.filter(|said| said.counts() && said.is_answered());
        all.map(|said| {
            let unheard = |party: &PartyId| {
                !said.heard.contains_key(party)
                    && !said.has_denied(*party)
                    && self.today.sits_and_hears(meeting, *party, said)
            };
            let others = self.then.other_parties_in(said);
            MeetingHearingView {
                contribution: said.id,
                heard: said.heard.keys().copied().collect(),
                denied: said
                    .ticked
                    .keys()
                    .copied()
                    .filter(|party| said.has_denied(*party) && !said.heard.contains_key(party))
                    .collect(),
                may_tick: match meeting.running() {
                    Some(_) if self.may::<act::TickHeard>(said.id) => {
                        others.filter(unheard).collect()
                    }
                    _ => Vec::new(),
                },
                may_deny: self.may::<act::DenyHearing>(said.id),
            }
        })
        .collect()
    }

    /// The meetings for which the viewer is needed.
    pub(crate) fn meeting_needs(&self, now: Moment) -> Vec<Need> {
        // Whoever speaks for a party is asked; others come if they like.
        let speaks = self.seat.speaks_for_party();
        let mut ahead: Vec<&Meeting> = Vec::new();
        let (mut come, mut begin, mut missed) = (Vec::new(), Vec::new(), Vec::new());
        let mut write = Vec::new();
        for meeting in self.today.meetings.all.values().map(|it| &**it) {
            if meeting.is_ahead() {
                ahead.push(meeting);
            }
            let ours = |topic: &&Topic| {
                !self.today.has_its_word(topic, self.seat.party)
                    && self.may::<act::WriteWord>(topic.id)
            };
            if speaks && meeting.takes_words(now) && meeting.standing().any(|it| ours(&it)) {
                write.push((meeting.ends(), meeting.id));
            }
            let (id, own) = (meeting.id, self.viewer());
            let asked_until = meeting.ends().0.saturating_add(BEGINS_WITHIN);
            let may_begin = meeting.is_ahead()
                && now.0 < asked_until
                && self.may::<act::BeginMeeting>(id)
                && now >= meeting.begins.1
                && self
                    .today
                    .may_begin_at(meeting, self.seat.party, now)
                    .is_ok();
            if may_begin {
                begin.push(id);
            }
            let said = meeting.coming.get(&own).map(|said| said.coming);
            let awaited = speaks || said == Some(Coming::Yes);
            if meeting.running().is_some() && awaited && !meeting.is_here(own) {
                come.push(id);
            }
            if speaks && self.missed(meeting) && now < asked_to_read_until(meeting) {
                missed.push((std::cmp::Reverse(meeting.begins.1), id));
            }
        }
        ahead.retain(|meeting| {
            speaks
                && now < meeting.begins.1
                && !meeting.coming.contains_key(&self.viewer())
                && act::SayComing::allowed(self.today, self.viewer(), meeting.id).is_ok()
        });
        ahead.sort_by_key(|meeting| (meeting.begins.1, meeting.id));
        missed.sort_unstable();
        write.sort_unstable();
        let needs = [
            Need::WriteInRound {
                meetings: write.into_iter().map(|(_, id)| id).collect(),
            },
            Need::ComeToMeeting { meetings: come },
            Need::BeginMeeting { meetings: begin },
            Need::SayComing {
                meetings: ahead.into_iter().map(|meeting| meeting.id).collect(),
            },
            Need::ReadMinutes {
                meetings: missed.into_iter().map(|(_, id)| id).collect(),
            },
        ];
        let filled = |need: &Need| need.about() != crate::fact::Field::Nothing;
        needs.into_iter().filter(filled).collect()
    }

    /// The moments at which it changes by itself which meetings the viewer is needed for.
    pub(crate) fn meeting_moments(&self, now: Moment) -> impl Iterator<Item = Moment> {
        let all = self.today.meetings.all.values();
        let moments = all.flat_map(|meeting| {
            let begins = meeting.begins.1.0;
            let wait = begins.saturating_add(WAIT_MINUTES * 60_000);
            let over = meeting.ends().0.saturating_add(BEGINS_WITHIN);
            let ahead = [begins, wait, over].map(Moment);
            let ahead = ahead.into_iter().filter(|_| meeting.is_ahead());
            let written = [Moment(begins), meeting.ends()];
            let written = written.into_iter().filter(|_| meeting.is_in_writing());
            ahead.chain(written).chain([asked_to_read_until(meeting)])
        });
        moments.filter(move |moment| *moment > now)
    }

    /// The people who are, or were, in a sitting, as it was noted.
    pub fn attended(&self, meeting: MeetingId) -> BTreeSet<PersonId> {
        let meeting = self.then.meetings.all.get(&meeting);
        let here = meeting.into_iter().flat_map(|meeting| &meeting.here);
        let were = here.filter(|(_, it)| it.was.is_some());
        were.map(|(person, _)| *person).collect()
    }

    /// Whether the viewer sits where people speak off the record: what they type is not recorded.
    pub fn is_off_record(&self) -> bool {
        self.is_present() && self.today.is_off_record(self.viewer())
    }
}

/// Everybody who led a sitting; who led twice without another between is told once.
fn led_by(sitting: &Sitting) -> Vec<LedView> {
    let mut told: Vec<LedView> = Vec::new();
    let until = sitting.closed.map(|closed| closed.at);
    for (person, from) in &sitting.led {
        match told.last_mut() {
            Some(last) if last.person == *person => continue,
            Some(last) => {
                // Nobody led while it was closed.
                let mut pauses = sitting.pauses.iter();
                let ended =
                    |(closed, again): &&(Stamp, Stamp)| again.at == *from && closed.at >= last.from;
                let ended = pauses.find(ended).map(|(closed, _)| closed.at);
                last.until = Some(ended.unwrap_or(*from));
            }
            None => {}
        }
        told.push(LedView {
            person: *person,
            from: *from,
            until,
        });
    }
    told
}

fn written_view(written: &Written) -> WrittenView {
    WrittenView {
        person: written.stamp.actor,
        party: written.party,
        words: written.words.clone(),
        at: written.stamp.at,
        sequence: written.stamp.sequence,
    }
}

fn waited(asked: &Asked) -> WaitedView {
    WaitedView {
        person: asked.person,
        party: asked.party,
        asks: asked.asks,
    }
}

fn asked_to_read_until(meeting: &Meeting) -> Moment {
    let closed = meeting.sitting.as_ref().and_then(|sitting| sitting.closed);
    let closed = closed.map_or(i64::MIN, |closed| closed.at.0);
    Moment(closed.saturating_add(MINUTES_ASKED_DAYS * Moment::DAY))
}
