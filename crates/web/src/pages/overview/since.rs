//! What changed since the visitor was last here: told to them alone, and written nowhere in the record.

use app::{Line, Told};
use domain::Moment;

use crate::pages::record::telling::{self, Narrator, Things};
use crate::problem::Problem;
use crate::room::Room;

/// Entries that are looked through; of more, the record tells.
const LOOKED_AT: u64 = 200;
/// Told on the overview.
const TOLD: usize = 4;

/// What others did meanwhile.
pub struct Since {
    /// When the visitor was last here.
    pub at: Moment,
    /// “7 entries by others”.
    pub count: String,
    /// The latest of them, as sentences, each with its entry.
    pub told: Vec<(String, String)>,
    /// Where all of it stands.
    pub href: String,
}

/// What others did since, newest first; `None` on a first visit, in the past, and where nothing is new.
pub(super) fn since(room: &mut Room<'_>) -> Result<Option<Since>, Problem> {
    let (ask, you) = (room.ask, room.frame.you.person);
    let Some(before) = room.last_here() else {
        return Ok(None);
    };
    let (app, last) = (ask.web.app(), room.frame.sequence);
    let from = (before.sequence + 1).max(last.saturating_sub(LOOKED_AT - 1));
    if from > last {
        return Ok(None);
    }
    let is_news = |line: &Line| match &line.told {
        Told::Sealed => false,
        Told::Open { stamp, .. } => stamp.actor != you,
    };
    let mut lines = app.history(room.id, &room.seen, from..=last)?;
    lines.retain(is_news);
    let count = lines.len();
    lines.reverse();
    lines.truncate(TOLD);
    if lines.is_empty() {
        return Ok(None);
    }
    room.name(lines.iter().flat_map(telling::people))?;
    let things = Things::of(&room.seen);
    let narrator = Narrator {
        room,
        things: &things,
    };
    let entry = |line: &Line| room.to(format_args!("record/{}", line.sequence));
    let told = lines
        .iter()
        .map(|line| (narrator.sentence(line), entry(line)));
    Ok(Some(Since {
        at: Moment(before.at.as_millisecond()),
        count: room.say.count("since-count", count),
        told: told.collect(),
        href: format!(
            "{}/record?order=oldest&after={}",
            room.base, before.sequence
        ),
    }))
}
