//! Minutes: what was said, proposed, decided and promised while people sat together. They are read from the
//! record, so nobody writes them.

use domain::Moment;
use domain::ids::*;
use domain::view::{
    MeetingState, MeetingView, ProposalState, SittingView, Taken, TopicState, TopicView,
    WrittenView,
};
use domain::words::*;

use super::one::{PartyThere, name_all};
use super::{EXCERPT, clock, paper, spent, subject_at, topic_called};
use crate::ask::{Answer, Ask, download};
use crate::lanes::{self, Lane};
use crate::markdown::{Manuscript, excerpt};
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;
use crate::sheet::file_name;

/// A line of the minutes.
pub(super) struct Minute {
    /// The party whose word it is; none where the table decided.
    pub party: Option<PartyLabel>,
    /// What it is: a need, a commitment, a decision.
    pub what: String,
    pub href: String,
    pub text: String,
    /// Of a commitment: to whom, and by when.
    pub promised: String,
    /// What is still missing.
    pub waits: String,
    /// What it says by now, where its author put it in other words since.
    pub since: Option<Since>,
    /// Who has heard it, where it is something to be heard.
    pub hearing: Option<Hearing>,
    /// When, and by whom.
    pub note: String,
    /// The entry of the record: its page, and which one it is.
    pub entry: String,
    pub entry_text: String,
    /// The point that was talked about, where it is another one than that of the line before.
    pub topic: String,
}

/// What something says by now, in other words than those that were taken down.
pub(super) struct Since {
    /// That it does, with the beginning of the words.
    pub short: String,
    /// That it does, before the words.
    pub told: String,
    pub words: String,
}

impl Minute {
    /// The text, as far as a page tells it that leads to all of it.
    pub fn short(&self) -> String {
        excerpt(&self.text, EXCERPT)
    }
}

/// Who has heard what was said, and what the reader may say of that.
pub(super) struct Hearing {
    pub contribution: ContributionId,
    pub form: String,
    /// Who has heard it, and who said that they have not: a sentence each.
    pub told: Vec<String>,
    /// The parties that the reader, whose word it is, may tick.
    pub may_tick: Vec<PartyLabel>,
    pub may_deny: bool,
}

/// Who has heard something that was said in the meeting, or that a point is about; nothing where there is
/// nothing to tell of it.
pub(super) fn hearing(room: &Room<'_>, view: &MeetingView, of: Subject) -> Option<Hearing> {
    let mut all = view.hearing.iter();
    let it = all.find(|it| Subject::Contribution(it.contribution) == of)?;
    let told = |key: &str, parties: &[PartyId]| {
        let names: Vec<_> = parties.iter().map(|party| room.short(*party)).collect();
        (!names.is_empty()).then(|| room.say.one(key, "parties", names.join(", ")))
    };
    let heard = told("hearing-heard", &it.heard);
    let told: Vec<_> = heard
        .into_iter()
        .chain(told("hearing-denied", &it.denied))
        .collect();
    let is_something = !told.is_empty() || !it.may_tick.is_empty() || it.may_deny;
    let ticked = it.may_tick.iter();
    let ticked = ticked.map(|party| room.names.party(*party).clone());
    is_something.then(|| Hearing {
        contribution: it.contribution,
        form: format!("heard-{}", it.contribution),
        told,
        may_tick: ticked.collect(),
        may_deny: it.may_deny,
    })
}

/// The lines of the minutes, oldest first.
pub(super) fn lines(room: &Room<'_>, view: &MeetingView) -> Vec<Minute> {
    let there = &room.there;
    let mut last: Option<TopicId> = None;
    let mut lines = Vec::new();
    for it in &view.taken {
        let Some((href, text)) = subject_at(room, it.subject, it.sequence) else {
            continue;
        };
        let topic = it.topic.filter(|topic| last != Some(*topic));
        last = it.topic;
        let topic = topic.and_then(|id| view.agenda.iter().find(|it| it.id == id));
        let adopted = |other: &domain::view::TakenDownView| {
            other.subject == it.subject && other.happened == Taken::Decided
        };
        let waits = match it.subject {
            Subject::Proposal(id) if it.happened == Taken::Proposed => {
                let told = view.taken.iter().any(adopted);
                let waits = waits(room, id, it.sequence, told);
                let unspoken = unspoken(room, view, id);
                let sponsors = sponsors(room, view, id);
                [waits, unspoken, sponsors]
                    .into_iter()
                    .filter(|text| !text.is_empty())
                    .collect::<Vec<_>>()
                    .join("; ")
            }
            _ => String::new(),
        };
        lines.push(Minute {
            party: it.party.map(|party| room.names.party(party).clone()),
            what: what(room, it.subject, it.happened),
            href,
            since: since(room, it.subject, &text),
            text,
            promised: match it.subject {
                Subject::Commitment(id) => promised(room, id, it.sequence),
                _ => String::new(),
            },
            waits,
            hearing: match it.happened {
                Taken::Said => hearing(room, view, it.subject),
                _ => None,
            },
            note: format!(
                "{} · {}",
                there.clock(it.at),
                room.names.quoted_person(it.person)
            ),
            entry: room.to(format_args!("record/{}", it.sequence)),
            entry_text: room.say.one("minutes-entry-of", "entry", it.sequence),
            topic: topic.map_or_else(String::new, |it| {
                topic_called(room, it.title.as_ref(), it.subject)
            }),
        });
    }
    lines
}

fn what(room: &Room<'_>, subject: Subject, happened: Taken) -> String {
    match (happened, subject) {
        (Taken::Said, Subject::Contribution(id)) => {
            let kind = room.seen.kind_of_word(id);
            let kind = kind.unwrap_or(ContributionKind::Reply);
            room.say.text(&format!("words-kind-{}", kind.word()))
        }
        (Taken::Decided, _) => room.say.text("minutes-decided"),
        (Taken::Promised, _) => room.say.text("minutes-promised"),
        _ => room.say.text("minutes-proposed"),
    }
}

/// To whom something was promised, and by when, as it was in that entry.
fn promised(room: &Room<'_>, id: CommitmentId, sequence: u64) -> String {
    let Some((to, due)) = room.seen.promised_at(id, sequence) else {
        return String::new();
    };
    let values = (("party", room.short(to)), ("day", room.dates.on(due)));
    room.say.two("minutes-promised-to", values.0, values.1)
}

/// For whom a proposal waits: nothing is said of that while its round is blind. Once it ended, how and when, where
/// the minutes do not tell that in a line of its own.
fn waits(room: &Room<'_>, id: ProposalId, sequence: u64, told: bool) -> String {
    let all = room.seen.proposals(room.ask.moment()).proposals;
    let Some(line) = all.iter().find(|line| line.id == id) else {
        return String::new();
    };
    if let Some(ended) = line.ended {
        let key = match line.state {
            ProposalState::Adopted => "minutes-adopted-later",
            _ => "minutes-withdrawn-later",
        };
        return match told {
            true => String::new(),
            false => room.say.one(key, "when", room.there.exact(ended)),
        };
    }
    let missing: Vec<_> = line.missing.iter().map(|it| room.short(*it)).collect();
    let waits = match missing.is_empty() {
        false => room.say.one("minutes-waits", "parties", missing.join(", ")),
        true => room.say.text("minutes-open"),
    };
    // For whom it waits, it does in the words of now.
    match room.seen.proposal_reworded_since(id, sequence) {
        true => format!("{}; {waits}", room.say.text("minutes-reworded-later")),
        false => waits,
    }
}

/// Which parties a blind round needs for whom nobody is or was there to speak; of an open one its positions tell that.
fn unspoken(room: &Room<'_>, view: &MeetingView, id: ProposalId) -> String {
    let mut awaited = view.parties_awaited.iter();
    let Some(awaited) = awaited.find(|it| it.proposal == id) else {
        return String::new();
    };
    let all = room.seen.proposals(room.ask.moment()).proposals;
    if all.iter().any(|it| it.id == id && !it.missing.is_empty()) {
        return String::new();
    }
    let parties: Vec<_> = awaited.parties.iter().map(|it| room.short(*it)).collect();
    let key = match view.meeting.state {
        MeetingState::Running => "minutes-needs-party",
        _ => "minutes-needed-party",
    };
    room.say.one(key, "parties", parties.join(", "))
}

/// Whose sponsor an open proposal needs, who is or was not there: told of a blind round, too, since its costs are.
fn sponsors(room: &Room<'_>, view: &MeetingView, id: ProposalId) -> String {
    let mut awaited = view.sponsors_awaited.iter();
    let Some(awaited) = awaited.find(|it| it.proposal == id) else {
        return String::new();
    };
    let parties: Vec<_> = awaited.parties.iter().map(|it| room.short(*it)).collect();
    let key = match view.meeting.state {
        MeetingState::Running => "minutes-needs-sponsor",
        _ => "minutes-needed-sponsor",
    };
    room.say.one(key, "parties", parties.join(", "))
}

/// What something that was said says by now, where that is something else.
fn since(room: &Room<'_>, subject: Subject, then: &str) -> Option<Since> {
    let Subject::Contribution(id) = subject else {
        return None;
    };
    let words = room.seen.words_of(id).filter(|words| *words != then)?;
    let short = excerpt(words, EXCERPT);
    Some(Since {
        short: {
            let words = room.names.quoted_words(&short);
            room.say.one("minutes-corrected-since", "words", words)
        },
        told: room.say.text("minutes-corrected-to"),
        words: words.to_owned(),
    })
}

/// Who led it, from when to when where there was more than one.
pub(super) fn led(room: &Room<'_>, sitting: &SittingView) -> String {
    let there = &room.there;
    let alone = sitting.led.len() < 2;
    let told = sitting.led.iter().map(|it| {
        let who = room.names.quoted_person(it.person);
        match it.until.filter(|_| !alone) {
            Some(until) => format!("{who} ({}–{})", there.clock(it.from), there.clock(until)),
            None => who,
        }
    });
    let told: Vec<_> = told.collect();
    room.say.one("meeting-led", "who", told.join(", "))
}

/// How it went: from when to when, who led it, what was off the record, and what its end cut off.
pub(super) fn went(room: &Room<'_>, view: &MeetingView) -> Vec<String> {
    let (say, there) = (room.say, &room.there);
    if view.meeting.kind == MeetingKind::Written {
        return went_in_writing(room, view);
    }
    let Some(sitting) = &view.sitting else {
        return Vec::new();
    };
    let values = [
        ("from", there.exact(sitting.begun)),
        ("offset", there.offset(sitting.begun)),
        ("who", room.names.quoted_person(sitting.chair)),
    ];
    let Some(closed) = sitting.closed else {
        return vec![say.with("minutes-goes-on", &values)];
    };
    // Each time for which people sat together: it was closed in between.
    let begun = sitting.pauses.iter().map(|pause| pause.until);
    let ended = sitting.pauses.iter().map(|pause| pause.from);
    let times = std::iter::once(sitting.begun).chain(begun);
    let times = times.zip(ended.chain([closed]));
    let mut went: Vec<_> = times
        .map(|(from, until)| held(room, from, until, from == sitting.begun))
        .collect();
    went.push(led(room, sitting));
    let without = sitting.closed_without.iter();
    let without: Vec<_> = without
        .map(|it| room.names.quoted_party(*it, None))
        .collect();
    if !without.is_empty() {
        went.push(say.one("minutes-closed-without", "parties", without.join(", ")));
    }
    if let Some(end) = sitting.planned_end {
        went.push(say.one("minutes-planned-end", "until", there.exact(end)));
    }
    if !sitting.counts {
        let key = match closed < view.meeting.begins {
            true => "minutes-before-time",
            false => "minutes-alone",
        };
        let party = view.leads.map_or("", |party| room.short(party));
        went.push(say.one(key, "party", party));
    }
    for off in &sitting.offs {
        let times = (
            ("from", there.clock(off.from)),
            ("until", there.clock(off.until)),
        );
        went.push(say.two("minutes-off", times.0, times.1));
    }
    let speaking = sitting.cut.speaking.iter();
    let speaking: Vec<_> = speaking.map(|it| room.names.quoted_person(*it)).collect();
    if !speaking.is_empty() {
        went.push(say.one("minutes-cut-off", "who", speaking.join(", ")));
    }
    let waited = sitting.cut.waited.iter().map(|it| {
        let who = room.names.quoted_person(it.person);
        say.one(&format!("floor-asks-{}", it.asks.word()), "who", who)
    });
    let waited: Vec<_> = waited.collect();
    if !waited.is_empty() {
        went.push(say.one("minutes-waited", "who", waited.join("; ")));
    }
    if sitting.cut.in_round {
        went.push(say.text("minutes-in-round"));
    }
    if sitting.cut.off {
        went.push(say.text("minutes-closed-off"));
    }
    went
}

/// From when to when people sat together, at first or once more.
fn held(room: &Room<'_>, from: Moment, until: Moment, first: bool) -> String {
    let (say, there) = (room.say, &room.there);
    let (key, set) = match first {
        true => ("minutes-held", "minutes-held-while-clocks-were-set"),
        false => (
            "minutes-held-again",
            "minutes-held-again-while-clocks-were-set",
        ),
    };
    if there.are_set_between(from, until) {
        let day = there.day(from);
        let (from, until) = there.span(from, until);
        let values = [("from", format!("{day}, {from}")), ("until", until)];
        return say.with(set, &values);
    }
    let values = [
        ("from", there.exact(from)),
        ("offset", there.offset(from)),
        ("until", there.exact(until)),
    ];
    say.with(key, &values)
}

/// From when to when a round in writing went, or goes, and who said nothing in it.
fn went_in_writing(room: &Room<'_>, view: &MeetingView) -> Vec<String> {
    let (say, there) = (room.say, &room.there);
    let key = match view.meeting.state {
        MeetingState::Written => "minutes-written-open",
        MeetingState::Held => "minutes-written",
        _ => return Vec::new(),
    };
    let mut went = vec![say.two(
        key,
        ("from", there.exact(view.meeting.begins)),
        ("until", there.exact(view.meeting.ends)),
    )];
    // Of some, nobody who speaks for the party wrote, but somebody else of it.
    for (key, wrote) in [
        ("minutes-written-missing", false),
        ("minutes-written-unspoken", true),
    ] {
        let missing = view.parties.iter();
        let missing = missing.filter(|it| it.missing && it.here.is_empty() != wrote);
        let missing: Vec<_> = missing
            .map(|it| room.names.quoted_party(it.party, None))
            .collect();
        if !missing.is_empty() {
            went.push(say.one(key, "parties", missing.join(", ")));
        }
    }
    went
}

/// What is told where nothing was taken down; and, of a reader who got their seat after it began, that what was said
/// before is not told.
pub(super) fn nothing(room: &Room<'_>, view: &MeetingView) -> String {
    room.say
        .text(match (view.before_seat, view.taken.is_empty()) {
            (true, _) => "minutes-before-seat",
            (false, true) => "minutes-nothing",
            (false, false) => return String::new(),
        })
}

/// What was said in writing to a point: each with whose word it is, for a file.
pub(super) fn written_words(room: &Room<'_>, it: &TopicView) -> Vec<(String, String)> {
    let word = |word: &WrittenView| {
        let by = format!(
            "{}, {}, {}",
            room.names.quoted_party(word.party, None),
            room.names.quoted_person(word.person),
            room.say.one("minutes-entry-of", "entry", word.sequence)
        );
        (room.or_erased(word.words.as_ref()), by)
    };
    it.written.iter().map(word).collect()
}

/// A point of the agenda as the minutes tell of it: whose it is, and how long it took so far, that it was not
/// reached, or how long it may take.
pub(super) fn agenda_line(room: &Room<'_>, view: &MeetingView, it: &TopicView) -> (String, String) {
    let say = room.say;
    let note = match (it.state, view.meeting.state) {
        (TopicState::Now | TopicState::Done, _) => clock(spent(it, room.ask.moment())),
        (TopicState::Waits, MeetingState::Running) => say.text("minutes-not-yet"),
        (TopicState::Waits, MeetingState::Planned | MeetingState::Due) => {
            say.count("meeting-minutes", usize::try_from(it.minutes).unwrap_or(0))
        }
        (TopicState::Waits, _) => say.text("minutes-not-reached"),
    };
    let note = match view.meeting.kind {
        MeetingKind::Written => room.short(it.party).to_owned(),
        _ => format!("{}, {note}", room.short(it.party)),
    };
    (topic_called(room, it.title.as_ref(), it.subject), note)
}

/// The meeting whose minutes are asked for, with everybody in them named.
pub(super) fn asked(ask: &Ask) -> Result<(Room<'_>, MeetingView), Problem> {
    lanes::belongs_in(Lane::File);
    let mut room = ask.room()?;
    let id: MeetingId = ask.param("meeting")?;
    let view = room.seen.meeting(id, ask.moment());
    let view = view.ok_or(Problem::NotFound)?;
    name_all(&mut room, &view)?;
    Ok((room, view))
}

/// Who was there, and what it means that somebody was not.
pub(super) fn there(it: &PartyThere) -> String {
    match (it.people.is_empty(), it.missing.is_empty()) {
        (true, _) => it.missing.clone(),
        (false, true) => it.people.clone(),
        // What goes on with the sentence begins none.
        (false, false) if it.missing.starts_with(char::is_lowercase) => {
            format!("{}; {}", it.people, it.missing)
        }
        (false, false) => format!("{}. {}", it.people, it.missing),
    }
}

/// What is told after a line, for a file: what was promised, what is missing, who has heard it.
pub(super) fn after(line: &Minute) -> impl Iterator<Item = &String> {
    let heard = line.hearing.iter().flat_map(|it| &it.told);
    let more = [&line.promised, &line.waits].into_iter().chain(heard);
    more.filter(|more| !more.is_empty())
}

/// Whose words a line has, for a file: with their party's name as it is on paper, and with the entry.
pub(super) fn by(room: &Room<'_>, line: &Minute) -> String {
    let party = line.party.as_ref();
    let party = party.map_or_else(String::new, |party| {
        format!("{}, ", room.names.quoted_party(party.id, None))
    });
    format!("{party}{}, {}", line.note, line.entry_text)
}

/// `GET …/meetings/{meeting}/minutes.md`
///
/// # Errors
/// [`Problem::NotFound`] for a meeting that is not there.
pub fn markdown(ask: &Ask) -> Answer {
    let (room, view) = asked(ask)?;
    let file = Manuscript::of(paper::blocks(&room, &view));
    let name = file_name(ask, "minutes", "md")?;
    Ok(download(
        file.into_bytes(),
        "text/markdown; charset=utf-8",
        &name,
    ))
}
