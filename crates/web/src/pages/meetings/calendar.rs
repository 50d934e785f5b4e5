//! A meeting for one's calendar.

use domain::ids::MeetingId;
use domain::view::MeetingState;
use domain::words::MeetingKind;

use crate::ask::{Answer, Ask, download};
use crate::calendar::Event;
use crate::host;
use crate::lanes::{self, Lane};
use crate::problem::Problem;
use crate::room::Room;

/// `GET …/meetings/{meeting}/meeting.ics`
///
/// # Errors
/// [`Problem::NotFound`] for a meeting that is not there.
pub fn calendar(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let room = ask.room()?;
    let id: MeetingId = ask.param("meeting")?;
    let file = event(&room, id).ok_or(Problem::NotFound)?.file();
    Ok(download(
        file.into_bytes(),
        "text/calendar; charset=utf-8",
        "meeting.ics",
    ))
}

/// The meeting as an event of a calendar.
fn event(room: &Room<'_>, id: MeetingId) -> Option<Event> {
    let view = room.seen.meeting(id, room.ask.moment())?;
    let it = &view.meeting;
    if it.kind == MeetingKind::Written {
        // Nobody sits together, so nothing is in anybody's calendar.
        return None;
    }
    let address = host::public_url(&room.ask.web);
    let link = address.map(|address| {
        let address = address.trim_end_matches('/');
        format!("{address}{}/meetings/{id}", room.base)
    });
    Some(Event {
        meeting: id,
        revision: room.seen.calendar_number(id),
        cancelled: it.state == MeetingState::Cancelled,
        taken_off: false,
        title: room.or_erased(it.title.as_ref()),
        place: it.place.clone().unwrap_or_default(),
        begins: it.begins,
        minutes: it.minutes,
        zone: room.frame.time_zone.clone(),
        planned: view.at,
        changed: view.changed,
        link: link.unwrap_or_default(),
        organiser: room.ask.web.mailer().address(),
        attendee: None,
    })
}
