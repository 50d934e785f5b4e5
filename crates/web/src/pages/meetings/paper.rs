//! Minutes on paper: a view like any other, made when it is asked for, in the language of whoever asks and the
//! zone of the table.

use ::paper::Block;
use domain::view::{MeetingState, MeetingView};
use domain::words::MeetingKind;

use super::minutes::{after, agenda_line, asked, by, lines, nothing, there, went, written_words};
use super::{one, purpose, when};
use crate::ask::{Answer, Ask};
use crate::paper::Paper;
use crate::room::Room;

/// `GET …/meetings/{meeting}/minutes.pdf`
///
/// # Errors
/// [`Problem::NotFound`](crate::problem::Problem::NotFound) for a meeting that is not there.
pub fn paper(ask: &Ask) -> Answer {
    let (room, view) = asked(ask)?;
    let say = room.say;
    let title = room.or_erased(view.meeting.title.as_ref());
    let heading = say.text("minutes-title");
    let ended = view.sitting.as_ref().and_then(|it| it.closed);
    let paper = Paper {
        name: "minutes".to_owned(),
        title: format!("{heading}: {title}"),
        made: ended.unwrap_or(view.changed),
        foot: format!("{heading}: {{name}}"),
        blocks: blocks(&room, &view),
        attached: Vec::new(),
    };
    paper.taken_away(&room)
}

/// Everything that the minutes say.
pub(super) fn blocks(room: &Room<'_>, view: &MeetingView) -> Vec<Block> {
    let room = &room.on_paper();
    let say = room.say;
    let mut blocks = vec![
        Block::Heading(1, room.or_erased(view.meeting.title.as_ref())),
        Block::Lead(when(room, &view.meeting)),
    ];
    let purpose = purpose(room, view.meeting.kind);
    if !purpose.is_empty() {
        blocks.push(Block::Paragraph(purpose));
    }
    let place = view.meeting.place.as_ref();
    if place.is_none_or(|place| !place.is_empty()) {
        let place = room.names.quoted_words(&room.or_erased(place));
        let place = say.one("minutes-place", "place", place);
        blocks.push(Block::Paragraph(place));
    }
    match view.meeting.state {
        MeetingState::Cancelled => {
            blocks.push(Block::Paragraph(say.text("minutes-cancelled")));
            let by = view
                .cancelled_by
                .map_or_else(String::new, |person| room.names.quoted_person(person));
            blocks.push(Block::quote(room.or_erased(view.why.as_ref()), by));
        }
        MeetingState::NotHeld => blocks.push(Block::Paragraph(say.text("minutes-not-held"))),
        _ => {}
    }
    blocks.extend(went(room, view).into_iter().map(Block::Paragraph));
    blocks.push(Block::Heading(2, one::who_heading(room, view)));
    let parties = one::parties(room, view).into_iter();
    let name = |id| room.names.quoted_party(id, None);
    let parties = parties.map(|it| format!("{}: {}", name(it.party.id), there(&it)));
    blocks.push(Block::List(parties.collect()));
    if !view.agenda.is_empty() {
        blocks.push(Block::Heading(2, say.text("meeting-agenda")));
        let points = view.agenda.iter().map(|it| {
            let (title, note) = agenda_line(room, view, it);
            format!("{} ({note})", room.names.quoted_words(&title))
        });
        blocks.push(Block::List(points.collect()));
    }
    let written = view.agenda.iter();
    for it in written.filter(|it| !it.written.is_empty() || it.written_before) {
        let title = super::topic_called(room, it.title.as_ref(), it.subject);
        blocks.push(Block::Heading(3, title));
        if it.written_before {
            blocks.push(Block::Note(say.text("written-earlier")));
        }
        let words = written_words(room, it).into_iter();
        blocks.extend(words.map(|(words, by)| Block::quote(words, by)));
    }
    if view.meeting.kind == MeetingKind::Written {
        return blocks;
    }
    blocks.push(Block::Heading(2, say.text("minutes-taken-down")));
    let taken = lines(room, view);
    let nothing = nothing(room, view);
    if !nothing.is_empty() {
        blocks.push(Block::Paragraph(nothing));
    }
    for it in taken {
        let by = by(room, &it);
        let more: Vec<_> = after(&it).cloned().collect();
        if !it.topic.is_empty() {
            blocks.push(Block::Heading(3, it.topic));
        }
        blocks.push(Block::Lead(it.what));
        blocks.push(Block::quote(it.text, by));
        if let Some(since) = it.since {
            blocks.push(Block::Note(since.told));
            blocks.push(Block::quote(since.words, String::new()));
        }
        blocks.extend(more.into_iter().map(Block::Note));
    }
    blocks
}
