//! One meeting: preparing it, sitting in it, and what it came to.

use askama::Template;
use domain::ids::*;
use domain::view::{MayWithMeeting, MeetingState, MeetingView, TopicState, TopicView, WhyTalk};
use domain::words::*;
use domain::{Command, act};

use super::minutes::{self, Minute};
use super::sitting::{self, Share, Sitting};
use super::take_down::{self, TakeDown};
use super::{Title, clock, state, subject, subject_fields, topic_called, when, zone};
use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::needs::{Todo, todos};
use crate::problem::Problem;
use crate::room::Room;

/// Minutes that a point takes, unless somebody says otherwise.
pub(crate) const TIME_BOX: u64 = 10;

#[derive(Template)]
#[template(path = "meeting.html")]
struct Page {
    layout: Layout,
    /// The address of the page, without its query.
    place: String,
    when: String,
    /// What it is for; empty where that was not said.
    purpose: String,
    leads: String,
    look: &'static str,
    tag: String,
    /// Where it is, with what leads there; empty where nothing says so.
    room: String,
    /// Why it is not held.
    cancelled: Option<String>,
    /// What stands over who comes, or was there.
    who: String,
    is_ahead: bool,
    is_held: bool,
    /// Whether it was held, called off or never begun.
    is_over: bool,
    may: MayWithMeeting,
    /// What the viewer said about coming, and the colleagues who could come instead.
    coming: Vec<(&'static str, String, bool)>,
    asks_coming: bool,
    colleagues: Vec<(PersonId, String)>,
    /// Who of them is to come instead, as the viewer said.
    stands_in: String,
    /// What the page is made of beyond what follows the table: where that is another by now, it is loaded anew.
    stage: String,
    agenda: Vec<Point>,
    agenda_note: String,
    parties: Vec<PartyThere>,
    waits: Vec<Waits>,
    sitting: Option<Sitting>,
    /// A round in writing: what was said to each point, and where one says one's own.
    written: Option<WrittenRound>,
    take_down: Option<TakeDown>,
    /// Who had how much of the floor: as parts of a bar, and in words.
    shares: Vec<Share>,
    shares_text: String,
    /// What was said, proposed, decided and promised.
    minutes: Vec<Minute>,
    /// That nothing was taken down, or that what was said before the reader's seat is not told.
    nothing: String,
    /// How it went, once it is over.
    went: Vec<String>,
    /// What waits for the voice of somebody who was not there.
    voice: Vec<Todo>,
    /// Where points that were not reached go on.
    next: Option<Next>,
    /// The title, time, length and place that there are, to change.
    change: (String, String, String, String),
    zone: String,
    time_box: String,
    /// Until when points are brought to a round in writing; empty of a meeting.
    points_until: String,
    /// What a point can be about, and what it is about where another page asks for it.
    subjects: Vec<(String, String)>,
    about: String,
}

/// A point on the agenda.
pub(super) struct Point {
    pub id: TopicId,
    pub title: Title,
    pub party: PartyLabel,
    /// How long it may take, or took.
    pub note: String,
    /// Who wants it talked about.
    pub backed: Vec<PartyLabel>,
    /// Whether the viewer's party does.
    pub ours: bool,
    pub state: &'static str,
    pub may_withdraw: bool,
    pub may_back: bool,
    pub may_begin: bool,
    /// Where it was not reached: what carries it over to another meeting.
    carries: Option<(About, String, String)>,
}

/// A round in writing.
struct WrittenRound {
    /// What the reader is told first; empty once it is over.
    lede: String,
    /// Who sees what they write.
    seen_by: String,
    points: Vec<WrittenPoint>,
}

/// A point of a round in writing.
struct WrittenPoint {
    id: TopicId,
    title: Title,
    party: PartyLabel,
    words: Vec<WrittenWord>,
    /// That nobody said one, or that the reader is not shown what was said before they joined; else empty.
    nobody: String,
    /// “Your word on …”; empty for whoever says none now.
    ask: String,
    /// Whether the reader has said one.
    said: bool,
}

/// A word to it.
struct WrittenWord {
    party: PartyLabel,
    who: String,
    html: String,
    entry: String,
    entry_text: String,
}

/// The meeting that comes next, for what was not reached in this one.
struct Next {
    place: String,
    title: String,
}

/// A party, who of it comes, and who is there.
pub(super) struct PartyThere {
    pub party: PartyLabel,
    pub people: String,
    /// What it means that somebody is missing.
    pub missing: String,
}

/// Something that waits, to be put on the agenda with one click.
struct Waits {
    why: String,
    href: String,
    text: String,
    about: About,
}

/// What a point is to be about, as a form sends it.
pub(super) struct About {
    field: &'static str,
    id: String,
}

/// `GET …/meetings/{meeting}`
///
/// # Errors
/// [`Problem::NotFound`] for a meeting that is not there.
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let id: MeetingId = ask.param("meeting")?;
    let signs = super::signs(ask, &room.seen, id)?;
    let view = room.seen.meeting_live(id, ask.moment(), &signs);
    let view = view.ok_or(Problem::NotFound)?;
    name_all(&mut room, &view)?;
    sitting::gives_sign(&room, &view);
    let it = &view.meeting;
    let layout = room.layout(room.or_erased(it.title.as_ref()))?;
    let (look, tag) = state(&room, it);
    let place = it.place.clone().unwrap_or_default();
    let about = about(&room);
    let (shares, shares_text) = sitting::shares(&room, &view);
    let is_held = it.state == MeetingState::Held;
    let is_over = is_held || is_off(&view);
    let next = is_over.then(|| next(&room)).flatten();
    let take_down = take_down::form(&room, &view);
    page(&Page {
        place: format!("{}/meetings/{id}", room.base),
        when: when(&room, it),
        purpose: super::purpose(&room, it.kind),
        leads: leads(&room, &view),
        look,
        tag,
        room: markdown::inline(&place),
        cancelled: (it.state == MeetingState::Cancelled).then(|| room.or_erased(view.why.as_ref())),
        who: who_heading(&room, &view),
        is_ahead: matches!(it.state, MeetingState::Planned | MeetingState::Due),
        is_held,
        is_over,
        may: view.may,
        coming: coming(&room, it.coming),
        asks_coming: it.coming.is_none(),
        colleagues: colleagues(&room),
        stands_in: stands_in(&room, &view).map_or_else(String::new, |it| it.to_string()),
        stage: format!(
            "{} {}",
            super::state_word(it.state),
            if take_down.is_some() { "takes" } else { "" }
        ),
        agenda: agenda(&room, &view, next.as_ref()),
        agenda_note: agenda_note(&room, &view),
        parties: parties(&room, &view),
        waits: waits(&room, &view),
        sitting: view
            .sitting
            .as_ref()
            .filter(|_| !is_held)
            .map(|sitting| sitting::told(&room, &view, sitting)),
        written: (it.kind == MeetingKind::Written).then(|| written(&room, &view)),
        take_down,
        shares,
        shares_text,
        minutes: minutes::lines(&room, &view),
        nothing: minutes::nothing(&room, &view),
        went: match is_held {
            true => minutes::went(&room, &view),
            false => Vec::new(),
        },
        voice: match view.may.read {
            true => voice(&room),
            false => Vec::new(),
        },
        next: next.map(|(next, _)| next),
        change: (
            it.title.clone().unwrap_or_default(),
            it.begins_at.to_string(),
            match it.kind {
                // An hour that clocks are set by makes no other number of days.
                MeetingKind::Written => ((it.minutes + 720) / 1_440).to_string(),
                _ => it.minutes.to_string(),
            },
            place,
        ),
        zone: zone(&room),
        time_box: TIME_BOX.to_string(),
        points_until: view.points_until.map_or_else(String::new, |until| {
            let until = room.there.exact(until);
            room.say.one("written-points-until", "until", until)
        }),
        subjects: subjects(&room, &view),
        about: about.map_or_else(String::new, |it| format!("{}:{}", it.field, it.id)),
        layout,
    })
}

/// What was said in writing to each point of the agenda.
fn written(room: &Room<'_>, view: &MeetingView) -> WrittenRound {
    let say = room.say;
    let own = room.frame.you.person;
    let party = room.frame.you.party;
    let points = view.agenda.iter().map(|it| {
        let title = Title::of(room, it);
        let words = it.written.iter().map(|word| WrittenWord {
            party: room.names.party(word.party).clone(),
            who: room.names.person(word.person),
            html: markdown::to_html(&room.or_erased(word.words.as_ref())),
            entry: room.to(format_args!("record/{}", word.sequence)),
            entry_text: say.one("minutes-entry-of", "entry", word.sequence),
        });
        WrittenPoint {
            id: it.id,
            party: room.names.party(it.party).clone(),
            words: words.collect(),
            nobody: match (it.written.is_empty(), view.meeting.state) {
                _ if it.written_before => say.text("written-earlier"),
                (false, _) => String::new(),
                (true, MeetingState::Planned | MeetingState::Written) => say.text("written-nobody"),
                (true, _) => say.text("written-nobody-did"),
            },
            ask: match it.may_write {
                true => say.one("written-your-word", "title", &title.text),
                false => String::new(),
            },
            said: it.written.iter().any(|word| word.person == own),
            title,
        }
    });
    let lacks = view.parties.iter().find(|it| it.party == party);
    let lacks = lacks.map_or_else(String::new, |it| titles(room, view, &it.word_missing));
    let speaks = room.frame.you.speak_for_party;
    let writes = view.agenda.iter().any(|it| it.may_write);
    WrittenRound {
        points: points.collect(),
        seen_by: room.with_operator(say.one("written-seen-by", "party", room.short(party))),
        lede: match view.meeting.state {
            MeetingState::Written if speaks && !lacks.is_empty() => say.two(
                "written-lacks",
                ("party", room.short(party).to_owned()),
                ("points", lacks),
            ),
            MeetingState::Written => say.text(match writes {
                true => "written-now",
                false => "written-now-others",
            }),
            MeetingState::Planned => say.text(match view.may.bring {
                true => "written-before",
                false => "written-before-others",
            }),
            _ => String::new(),
        },
    }
}

/// What some points are called.
fn titles(room: &Room<'_>, view: &MeetingView, these: &[TopicId]) -> String {
    let points = view.agenda.iter().filter(|it| these.contains(&it.id));
    let titles = points.map(|it| {
        let title = topic_called(room, it.title.as_ref(), it.subject);
        room.names.quoted_words(&title)
    });
    titles.collect::<Vec<_>>().join(", ")
}

/// `POST …/meetings/{meeting}/topics/{topic}/words`
pub(crate) fn write(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::WriteWord {
        topic: ask.param("topic")?,
        words: ask.form.text("words").to_owned(),
    }))
}

/// What can be said about coming, and what was.
fn coming(room: &Room<'_>, said: Option<Coming>) -> Vec<(&'static str, String, bool)> {
    let each = Coming::ALL.iter();
    each.map(|coming| {
        let word = coming.word();
        (
            word,
            room.say.text(&format!("coming-{word}")),
            said == Some(*coming),
        )
    })
    .collect()
}

/// Looks up everybody whom the page of a meeting names.
pub(super) fn name_all(room: &mut Room<'_>, view: &MeetingView) -> Result<(), Problem> {
    let mut people = vec![view.person];
    people.extend(view.cancelled_by);
    for party in &view.parties {
        people.extend(&party.here);
        people.extend(party.noted.iter().map(|it| it.noted_by));
        people.extend(&party.sponsors_missing);
        for said in &party.coming {
            people.push(said.person);
            people.extend(said.stands_in);
        }
    }
    people.extend(view.taken.iter().map(|taken| taken.person));
    let topics = view.agenda.iter();
    people.extend(topics.flat_map(|it| it.written.iter().map(|word| word.person)));
    if let Some(sitting) = &view.sitting {
        people.extend([sitting.chair]);
        people.extend(sitting.led.iter().map(|it| it.person));
        people.extend(sitting.cut.waited.iter().map(|it| it.person));
        people.extend(&sitting.cut.speaking);
        people.extend(sitting.relieved);
        people.extend(sitting.interrupted);
        people.extend(sitting.speaking.map(|it| it.person));
        people.extend(sitting.round.iter().map(|it| it.person));
        people.extend(sitting.list.iter().map(|it| it.person));
        people.extend(sitting.suggestion.map(|it| it.person));
    }
    let table = room.seen.table();
    people.extend(table.seats.iter().map(|seat| seat.person));
    room.name(people)
}

/// Who leads this meeting, and the next.
fn leads(room: &Room<'_>, view: &MeetingView) -> String {
    if view.meeting.kind == MeetingKind::Written {
        return String::new();
    }
    let now = match (&view.sitting, view.leads) {
        _ if is_off(view) => String::new(),
        (Some(sitting), _) if sitting.closed.is_some() => minutes::led(room, sitting),
        (Some(sitting), _) => {
            let who = room.names.person(sitting.chair);
            room.say.one("meeting-leads-now", "who", who)
        }
        (None, Some(party)) => room
            .say
            .one("meeting-will-lead", "party", room.short(party)),
        (None, None) => String::new(),
    };
    match view.leads_next {
        Some(party) if view.sitting.is_some() => {
            let next = room
                .say
                .one("meeting-leads-next", "party", room.short(party));
            format!("{now} {next}")
        }
        _ => now,
    }
}

/// Whom the viewer named to come instead.
fn stands_in(room: &Room<'_>, view: &MeetingView) -> Option<PersonId> {
    let mut said = view.parties.iter().flat_map(|it| &it.coming);
    said.find(|it| it.person == room.frame.you.person)?
        .stands_in
}

/// The viewer's colleagues, who could come instead: whoever only observes says nothing for anybody.
fn colleagues(room: &Room<'_>) -> Vec<(PersonId, String)> {
    let you = &room.frame.you;
    let seats = room.seen.table().seats.into_iter();
    let own = seats.filter(|seat| seat.party == you.party && seat.person != you.person);
    let own = own.filter(|seat| seat.roles.iter().any(|role| *role != Role::Observer));
    own.map(|seat| (seat.person, room.names.person(seat.person)))
        .collect()
}

pub(super) fn point(room: &Room<'_>, it: &TopicView) -> Point {
    let minutes = usize::try_from(it.minutes).unwrap_or(0);
    let mut note = room.say.count("meeting-minutes", minutes);
    if it.state == TopicState::Done {
        note = room.say.two(
            "meeting-took",
            ("spent", clock(it.spent)),
            ("minutes", it.minutes.to_string()),
        );
    }
    let own = room.frame.you.party;
    Point {
        id: it.id,
        title: Title::of(room, it),
        party: room.names.party(it.party).clone(),
        note,
        backed: it
            .backed
            .iter()
            .filter(|party| **party != it.party)
            .map(|party| room.names.party(*party).clone())
            .collect(),
        ours: it.backed.contains(&own),
        state: match it.state {
            TopicState::Waits => "waits",
            TopicState::Now => "now",
            TopicState::Done => "done",
        },
        may_withdraw: it.may_withdraw,
        may_back: it.may_back && it.party != own,
        may_begin: it.may_begin,
        carries: None,
    }
}

/// What at the table waits for the reader, but for what is about coming and reading.
fn voice(room: &Room<'_>) -> Vec<Todo> {
    let needs = room.seen.needs(room.ask.moment()).into_iter();
    let needs = needs.filter(|need| !need.is_of_meeting());
    todos(&room.names, &room.base, &room.seen.matters(needs.collect()))
}

/// The agenda; what was not reached and is on that of the next meeting already is not carried over again.
fn agenda(room: &Room<'_>, view: &MeetingView, next: Option<&(Next, MeetingId)>) -> Vec<Point> {
    let next = next.and_then(|(_, id)| room.seen.meeting(*id, room.ask.moment()));
    let carried = |it: &TopicView| {
        let there = next.iter().flat_map(|next| &next.agenda);
        let mut same =
            there.filter(|other| (&other.title, other.subject) == (&it.title, it.subject));
        same.next().is_some()
    };
    let told = view.agenda.iter().map(|it| Point {
        carries: match carried(it) {
            true => None,
            false => carries(it),
        },
        ..point(room, it)
    });
    told.collect()
}

/// What carries a point over to another meeting, where it was not reached: what it is about, its title and its time-box.
fn carries(it: &TopicView) -> Option<(About, String, String)> {
    let (field, id) = it.subject.map(subject_fields).unwrap_or_default();
    let title = it.title.clone()?;
    let about = About { field, id };
    let waits = it.state == TopicState::Waits && it.written.is_empty() && !it.written_before;
    let is_called = !title.is_empty() || it.subject.is_some();
    (waits && is_called).then(|| (about, title, it.minutes.to_string()))
}

/// The next meeting to which the viewer may bring what was not reached.
fn next(room: &Room<'_>) -> Option<(Next, MeetingId)> {
    let all = room.seen.meetings(room.ask.moment()).meetings;
    let mut ahead = all.into_iter().filter(|it| {
        let is_ahead = matches!(it.state, MeetingState::Planned | MeetingState::Due);
        is_ahead && room.seen.may::<act::BringTopic>(it.id)
    });
    let line = ahead.next()?;
    let next = Next {
        place: format!("{}/meetings/{}", room.base, line.id),
        title: room.or_erased(line.title.as_ref()),
    };
    Some((next, line.id))
}

/// The next meeting to which the viewer may bring a point: its place and its title.
pub(crate) fn next_agenda(room: &Room<'_>) -> Option<(String, String)> {
    let (next, _) = next(room)?;
    Some((next.place, next.title))
}

/// How much of the meeting its agenda takes.
fn agenda_note(room: &Room<'_>, view: &MeetingView) -> String {
    if view.meeting.kind == MeetingKind::Written {
        return String::new();
    }
    let planned: u64 = view.agenda.iter().map(|it| it.minutes).sum();
    room.say.two(
        "meeting-agenda-takes",
        ("planned", planned.to_string()),
        ("minutes", view.meeting.minutes.to_string()),
    )
}

/// Whether it is not held: it was called off, or nobody began it.
fn is_off(view: &MeetingView) -> bool {
    matches!(
        view.meeting.state,
        MeetingState::Cancelled | MeetingState::NotHeld
    )
}

/// What stands over who comes, is there, or was.
pub(super) fn who_heading(room: &Room<'_>, view: &MeetingView) -> String {
    room.say.text(match view.meeting.state {
        _ if view.meeting.kind == MeetingKind::Written => "written-who",
        MeetingState::Planned | MeetingState::Due => "meeting-who-comes",
        MeetingState::Running | MeetingState::Written => "meeting-here",
        MeetingState::Held => "meeting-was-here",
        MeetingState::NotHeld | MeetingState::Cancelled => "meeting-who-answered",
    })
}

/// Who comes, or is there, by party, with a clear word where one is missing; told in the past once it is over.
pub(super) fn parties(room: &Room<'_>, view: &MeetingView) -> Vec<PartyThere> {
    // Whoever stands in a list is one, whatever they are called.
    let name = |person: &PersonId| room.names.quoted_person(*person);
    let is_over = view.meeting.state == MeetingState::Held;
    let is_off = is_off(view);
    let then = |now: &'static str, past: &'static str| if is_over || is_off { past } else { now };
    let told = view.parties.iter().map(|it| {
        let in_writing = view.meeting.kind == MeetingKind::Written;
        let people = match &view.sitting {
            None if in_writing => {
                let wrote = it.here.iter().map(name).collect::<Vec<_>>();
                wrote.join(", ")
            }
            Some(_) => {
                let told = it.here.iter().map(|person| {
                    let who = name(person);
                    match it.noted.iter().find(|noted| noted.person == *person) {
                        Some(noted) => {
                            let by = room.names.quoted_person(noted.noted_by);
                            room.say.two("presence-noted-by", ("who", who), ("by", by))
                        }
                        None => who,
                    }
                });
                told.collect::<Vec<_>>().join(", ")
            }
            None => {
                let said = it.coming.iter().map(|said| {
                    let who = name(&said.person);
                    let then = then("", "-then");
                    // Whoever is to come instead has their own word on it.
                    let other = said.stands_in.map(|other| {
                        let mut own = it.coming.iter().filter(|own| own.person == other);
                        (other, own.next().map(|own| own.coming))
                    });
                    let (key, other) = match (said.coming, other) {
                        (_, None | Some((_, Some(Coming::No)))) => {
                            let word = said.coming.word();
                            let key = format!("coming-who-{word}{then}");
                            return room.say.one(&key, "who", who);
                        }
                        (Coming::Perhaps, Some((other, _))) => ("coming-perhaps-instead", other),
                        (_, Some((other, Some(Coming::Perhaps)))) => {
                            ("coming-instead-perhaps", other)
                        }
                        (_, Some((other, _))) => ("coming-instead", other),
                    };
                    let values = (("who", who), ("other", name(&other)));
                    room.say.two(&format!("{key}{then}"), values.0, values.1)
                });
                said.collect::<Vec<_>>().join(" · ")
            }
        };
        let missing = match (it.missing, it.sponsors_missing.first()) {
            _ if it.left => room
                .say
                .text(then("meeting-party-left", "meeting-party-had-left")),
            (true, _) if in_writing => room.say.text(match people.is_empty() {
                true => "written-missing",
                false => "written-unspoken",
            }),
            _ if in_writing => match (people.is_empty(), it.word_missing.is_empty()) {
                (true, _) => room.say.text("written-missing-now"),
                (false, true) => String::new(),
                (false, false) => {
                    let points = titles(room, view, &it.word_missing);
                    room.say.one("written-missing-on", "points", points)
                }
            },
            (true, _) => room
                .say
                .text(then("meeting-party-missing", "meeting-party-was-missing")),
            (false, Some(_)) => {
                let who: Vec<_> = it.sponsors_missing.iter().map(name).collect();
                let who = who.join(", ");
                let key = then("meeting-sponsor-missing", "meeting-sponsor-was-missing");
                room.say.one(key, "who", who)
            }
            _ if view.sitting.is_none() && people.is_empty() => room
                .say
                .text(then("meeting-not-said", "meeting-not-said-then")),
            _ => String::new(),
        };
        PartyThere {
            party: room.names.party(it.party).clone(),
            people,
            missing,
        }
    });
    told.collect()
}

fn waits(room: &Room<'_>, view: &MeetingView) -> Vec<Waits> {
    if !view.may.bring {
        return Vec::new();
    }
    let told = view.waits.iter().filter_map(|it| {
        let (href, text) = subject(room, it.subject)?;
        let why = match it.why {
            WhyTalk::Answer => "meeting-waits-answer",
            WhyTalk::Talk => "meeting-waits-talk",
            WhyTalk::Objection => "meeting-waits-objection",
            WhyTalk::Kept => "meeting-waits-kept",
        };
        let (field, id) = subject_fields(it.subject);
        Some(Waits {
            why: room.say.text(why),
            href,
            about: About { field, id },
            text,
        })
    });
    told.collect()
}

/// What a point can be about. While people sit together it is about what is said: hundreds look at that page at once.
fn subjects(room: &Room<'_>, view: &MeetingView) -> Vec<(String, String)> {
    if !view.may.bring || view.sitting.is_some() {
        return Vec::new();
    }
    let told = room.seen.subjects().into_iter().filter_map(|it| {
        let (_, text) = subject(room, it)?;
        let (field, id) = subject_fields(it);
        let kind = match it {
            Subject::Contribution(said) => {
                let kind = room.seen.kind_of_word(said)?;
                room.say.text(&format!("contribution-{}", kind.word()))
            }
            _ => room.say.text(&format!("meeting-about-{field}")),
        };
        let text = markdown::excerpt(&text, 80);
        Some((format!("{field}:{id}"), format!("{text} ({kind})")))
    });
    told.collect()
}

/// What a point is to be about, as another page asks (`?outcome=…`).
fn about(room: &Room<'_>) -> Option<About> {
    let query = &room.ask.query;
    let asked = read_subject(|field| query.text(field).to_owned())?;
    subject(room, asked)?;
    let (field, id) = subject_fields(asked);
    Some(About { field, id })
}

/// What a form or an address names: by a field of its own, or by a choice among all (`about=outcome:…`).
fn read_subject(field: impl Fn(&str) -> String) -> Option<Subject> {
    let about = field("about");
    let chosen = about.split_once(':').unwrap_or_default();
    let field = |name: &str| match chosen {
        (kind, id) if kind == name => id.to_owned(),
        _ => field(name),
    };
    let outcome = field("outcome").parse().ok().map(Subject::Outcome);
    let said = field("contribution").parse().ok();
    let proposal = field("proposal").parse().ok().map(Subject::Proposal);
    let commitment = field("commitment").parse().ok();
    outcome
        .or(said.map(Subject::Contribution))
        .or(proposal)
        .or(commitment.map(Subject::Commitment))
}

/// `POST …/meetings/{meeting}/change`
pub(crate) fn change(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let begins_at = form.parse_field("begins_at")?;
    Ok(Command::from(act::ChangeMeeting {
        meeting: ask.param("meeting")?,
        title: form.text("title").to_owned(),
        // A round in writing is asked for its days.
        minutes: match form.has("days") {
            true => super::written_minutes(ask, begins_at)?,
            false => form.parse_field("minutes")?,
        },
        begins_at,
        place: form.text("place").to_owned(),
    }))
}

/// `POST …/meetings/{meeting}/cancellation`
pub(crate) fn cancel(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::CancelMeeting {
        meeting: ask.param("meeting")?,
        why: ask.form.text("why").to_owned(),
    }))
}

/// `POST …/meetings/{meeting}/coming`
pub(crate) fn say_coming(ask: &Ask) -> Result<Command, Problem> {
    let coming = ask.form.word("coming", Coming::from_word)?;
    let stands_in = ask.form.optional("stands_in")?;
    Ok(Command::from(act::SayComing {
        meeting: ask.param("meeting")?,
        coming,
        stands_in: stands_in.filter(|_| coming != Coming::Yes),
    }))
}

/// `POST …/meetings/{meeting}/topics`
pub(crate) fn bring(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::from(act::BringTopic {
        meeting: ask.param("meeting")?,
        title: form.text("title").to_owned(),
        minutes: form.parse_field("minutes")?,
        subject: read_subject(|field| form.text(field).to_owned()),
    }))
}

/// `POST …/meetings/{meeting}/topics/{topic}/withdrawal`
pub(crate) fn withdraw(ask: &Ask) -> Result<Command, Problem> {
    let topic = ask.param("topic")?;
    Ok(Command::from(act::WithdrawTopic { topic }))
}

/// `POST …/meetings/{meeting}/topics/{topic}/backing`
pub(crate) fn back(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::BackTopic {
        topic: ask.param("topic")?,
        backs: ask.form.text("backs") == "yes",
    }))
}

/// `POST …/meetings/{meeting}/topics/{topic}/beginning`
pub(crate) fn begin_topic(ask: &Ask) -> Result<Command, Problem> {
    let topic = ask.param("topic")?;
    Ok(Command::from(act::BeginTopic { topic }))
}

/// `POST …/meetings/{meeting}/reading`
pub(crate) fn read(ask: &Ask) -> Result<Command, Problem> {
    let meeting = ask.param("meeting")?;
    Ok(Command::from(act::ReadMinutes { meeting }))
}
