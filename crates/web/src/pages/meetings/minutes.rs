//! Minutes: what was said, proposed, decided and promised while people sat together. They are read from the
//! record, so nobody writes them.

use domain::ids::*;
use domain::view::{MeetingView, Taken};
use domain::words::*;

use super::one::{self, name_all};
use super::{clock, subject, table_dates, when};
use crate::ask::{Answer, Ask, download};
use crate::lanes::{self, Lane};
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
    /// What is still missing.
    pub waits: String,
    /// When, and by whom.
    pub note: String,
    /// The entry of the record.
    pub entry: String,
    /// The point that was talked about, where it is another one than that of the line before.
    pub topic: String,
}

/// The lines of the minutes, oldest first.
pub(super) fn lines(room: &Room<'_>, view: &MeetingView) -> Vec<Minute> {
    let there = table_dates(room);
    let mut last: Option<TopicId> = None;
    let mut lines = Vec::new();
    for it in &view.taken {
        let Some((href, text)) = subject(room, it.subject) else {
            continue;
        };
        let topic = it.topic.filter(|topic| last != Some(*topic));
        last = it.topic;
        let topic = topic.and_then(|id| view.agenda.iter().find(|it| it.id == id));
        let waits = match it.subject {
            Subject::Proposal(id) if it.happened == Taken::Proposed => waits(room, id),
            _ => String::new(),
        };
        lines.push(Minute {
            party: it.party.map(|party| room.names.party(party).clone()),
            what: what(room, it.subject, it.happened),
            href,
            text,
            waits,
            note: format!("{} · {}", there.clock(it.at), room.names.person(it.person)),
            entry: room.to(format_args!("record/{}", it.sequence)),
            topic: topic.map_or_else(String::new, |it| room.or_erased(it.title.as_ref())),
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

/// For whom a proposal waits: nothing is said of that while its round is blind.
fn waits(room: &Room<'_>, id: ProposalId) -> String {
    let all = room.seen.proposals(room.ask.moment()).proposals;
    let Some(line) = all.iter().find(|line| line.id == id) else {
        return String::new();
    };
    let open = line.ended.is_none();
    let missing: Vec<_> = line.missing.iter().map(|it| room.short(*it)).collect();
    match (open, missing.is_empty()) {
        (true, false) => room.say.one("minutes-waits", "parties", missing.join(", ")),
        (true, true) => room.say.text("minutes-open"),
        _ => String::new(),
    }
}

/// `GET …/meetings/{meeting}/minutes.md`
///
/// # Errors
/// [`Problem::NotFound`] for a meeting that is not there.
pub fn markdown(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let mut room = ask.room()?;
    let id: MeetingId = ask.param("meeting")?;
    let view = room
        .seen
        .meeting(id, ask.moment())
        .ok_or(Problem::NotFound)?;
    name_all(&mut room, &view)?;
    let (say, there) = (room.say, table_dates(&room));
    let title = room.or_erased(view.meeting.title.as_ref());
    let mut text = format!("# {title}\n\n{}\n", when(&room, &view.meeting));
    if let Some(sitting) = &view.sitting {
        let values = [
            ("from", there.exact(sitting.begun)),
            ("offset", there.offset(sitting.begun)),
            ("who", room.names.person(sitting.chair)),
            (
                "until",
                sitting
                    .closed
                    .map_or_else(String::new, |at| there.exact(at)),
            ),
        ];
        let key = match sitting.closed {
            Some(_) => "minutes-held",
            None => "minutes-goes-on",
        };
        text += &format!("\n{}\n", say.with(key, &values));
    }
    text += &format!("\n## {}\n\n", say.text("meeting-here"));
    for it in one::parties(&room, &view) {
        let people = match it.people.is_empty() {
            true => it.missing.clone(),
            false if it.missing.is_empty() => it.people,
            false => format!("{}. {}", it.people, it.missing),
        };
        text += &format!("- {}: {people}\n", it.party.name);
    }
    text += &format!("\n## {}\n\n", say.text("meeting-agenda"));
    for it in &view.agenda {
        let title = room.or_erased(it.title.as_ref());
        let party = room.short(it.party);
        text += &format!("- {title} ({party}, {})\n", clock(it.spent));
    }
    text += &format!("\n## {}\n", say.text("minutes-taken"));
    for it in lines(&room, &view) {
        if !it.topic.is_empty() {
            text += &format!("\n### {}\n\n", it.topic);
        }
        let party = it.party.map(|party| format!("{}, ", party.short));
        text += &format!(
            "\n- **{}** ({}{})\n\n  > {}\n",
            it.what,
            party.unwrap_or_default(),
            it.note,
            it.text.replace('\n', "\n  > ")
        );
        if !it.waits.is_empty() {
            text += &format!("\n  {}\n", it.waits);
        }
    }
    let name = file_name(ask, "minutes", "md")?;
    Ok(download(
        text.into_bytes(),
        "text/markdown; charset=utf-8",
        &name,
    ))
}
