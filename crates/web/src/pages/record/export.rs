//! The record to take away: every entry as far as the visitor may see it, and of the others the
//! leaf, so that whoever keeps the file can check later that nothing was changed. What is attached to words goes along.

use std::ops::{ControlFlow, RangeInclusive};
use std::time::Duration;

use app::{Line, Told};
use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream;
use record::{Hash, Header, LeafList, StreamId};
use serde::Serialize;

use super::Authors;
use super::telling::{self, Narrator, Things};
use crate::api::entry::{FirstLine, RecordEntry, StepLine};
use crate::ask::{Answer, Ask, download};
use crate::lanes::{self, Asker, Lane, Undone};
use crate::problem::Problem;
use crate::room::Room;
use crate::sheet::{Sheet, file_name, neutral};
use crate::{Web, server};

/// Entries written at a time: between two such pages neither a connection to the database nor a
/// thread waits for a slow reader.
const PAGE: u64 = 200;
/// How often a page waits again where very many files are read at once, and how long in between.
const TRIES: u32 = 30;
const PAUSE: Duration = Duration::from_secs(1);

/// `GET …/record.jsonl`: what the record is, one object per entry, and what is told of people without
/// their names: what `covalue verify FILE` reads. What is seen of an entry has everything that its
/// leaf commits to.
pub(super) fn json_lines(ask: &Ask) -> Answer {
    let name = file_name(ask, "record", "jsonl")?;
    let last = ask.seen()?.last().sequence;
    let first = FirstLine::new(header_of(ask)?, last, root_at(ask, last)?);
    // Entries by the page, and then each file by itself: it may be as large as all of them.
    let pages = last.div_ceil(PAGE);
    let files = ask.seen()?.files();
    let parts = pages + files.len() as u64;
    Ok(paged(
        ask,
        "text/plain; charset=utf-8",
        &name,
        json_line(&first)?,
        parts,
        1,
        move |ask, range| {
            let (table, seen) = (ask.table()?, ask.seen()?);
            let part = *range.start();
            if part > pages {
                let index = usize::try_from(part - pages - 1).unwrap_or(usize::MAX);
                let Some((sequence, place)) = files.get(index).copied() else {
                    return Ok(Vec::new());
                };
                let stream = StreamId(table.id.0);
                let bytes = ask.web.app().record().file(stream, sequence, place)?;
                // What was erased meanwhile is not there any more.
                let line = bytes.map(|bytes| record::file_line(sequence, place, &bytes));
                return Ok(line.unwrap_or_default());
            }
            let range = (part - 1) * PAGE + 1..=last.min(part * PAGE);
            let is_last = part == pages;
            let mut written = Ok(Vec::new());
            ask.web.app().each_line(table.id, &seen, range, |line| {
                if let Ok(bytes) = &mut written {
                    match json_line(&RecordEntry::of(&line)) {
                        Ok(line) => bytes.extend(line),
                        Err(problem) => written = Err(problem),
                    }
                }
            })?;
            let mut bytes = written?;
            if is_last {
                for step in seen.steps() {
                    bytes.extend(json_line(&StepLine::new(step))?);
                }
            }
            Ok(bytes)
        },
    ))
}

fn json_line(line: &impl Serialize) -> Result<Vec<u8>, Problem> {
    let failed = |error: serde_json::Error| Problem::Failed(error.to_string());
    let mut bytes = serde_json::to_vec(line).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// `GET …/record.csv`: one row per entry.
pub(super) fn csv(ask: &Ask) -> Answer {
    let columns = [
        "sequence", "time", "who", "party", "kind", "text", "figures", "sentence", "leaf",
    ];
    let sheet = Sheet::of(ask);
    let title = |column: &str| match sheet.is_for_people() {
        true => ask.say.text(&format!("record-column-{column}")),
        false => column.to_owned(),
    };
    let head = sheet.head(columns.map(title))?;
    let name = file_name(ask, "record", "csv")?;
    let last = ask.seen()?.last().sequence;
    Ok(paged(
        ask,
        "text/csv; charset=utf-8",
        &name,
        head,
        last,
        PAGE,
        move |ask, range| {
            let mut room = ask.room()?;
            let lines = ask.web.app().history(room.id, &room.seen, range)?;
            room.name(lines.iter().flat_map(telling::people))?;
            let things = Things::of(&room.seen);
            let authors = Authors::of(ask, &room.seen, &lines)?;
            // Names stand by themselves in their cells, and among words in a sentence.
            let narrator = Narrator {
                room: &room.on_paper(),
                things: &things,
            };
            let row = |line| row(&narrator, &room, &authors, line);
            sheet.rows(lines.iter().map(row))
        },
    ))
}

fn row(narrator: &Narrator<'_>, room: &Room<'_>, authors: &Authors, line: &Line) -> [String; 9] {
    let dates = &narrator.room.dates;
    let (time, who, party, kind) = match &line.told {
        Told::Sealed => Default::default(),
        Told::Open { stamp, fact, .. } => {
            let party = authors.party(stamp.actor).map(|id| room.names.on_paper(id));
            let who = room.names.person(stamp.actor);
            (
                dates.machine(stamp.at),
                who,
                party.unwrap_or_default(),
                fact.kind(),
            )
        }
    };
    let (text, figures) = match &line.told {
        Told::Open { fact, .. } => {
            let quotes = telling::quotes(fact).into_iter().map(|(_, text)| text);
            let marks = telling::marks(fact).map(|[benefit, usefulness, importance]| {
                format!("benefit={benefit} usefulness={usefulness} importance={importance}")
            });
            (
                quotes.collect::<Vec<_>>().join("\n"),
                marks.unwrap_or_default(),
            )
        }
        _ => Default::default(),
    };
    let cells = [
        line.sequence.to_string(),
        time,
        who,
        party,
        kind.to_owned(),
        text,
        figures,
        narrator.sentence(line),
        line.leaf.to_string(),
    ];
    cells.map(neutral)
}

/// `GET …/record.leaves`: what `covalue verify --against` reads.
pub(super) fn leaves(ask: &Ask) -> Answer {
    let stream = StreamId(ask.table()?.id.0);
    let last = ask.seen()?.last().sequence;
    let head = LeafList::head(&header_of(ask)?, last, root_at(ask, last)?);
    let name = file_name(ask, "record", "leaves")?;
    Ok(paged(
        ask,
        "text/plain; charset=utf-8",
        &name,
        head.into_bytes(),
        last,
        PAGE,
        move |ask, range| {
            let mut lines = String::new();
            ask.web.app().record().entries(stream, range, |entry| {
                lines.push_str(&entry.leaf.to_string());
                lines.push('\n');
                ControlFlow::Continue(())
            })?;
            Ok(lines.into_bytes())
        },
    ))
}

/// What the record is: every leaf commits to it.
pub(super) fn header_of(ask: &Ask) -> Result<Header, Problem> {
    let stream = StreamId(ask.table()?.id.0);
    let header = ask.web.app().record().header(stream)?;
    header.ok_or(Problem::NotFound)
}

/// The root of the tree with this entry as its last.
pub(super) fn root_at(ask: &Ask, last: u64) -> Result<Hash, Problem> {
    let stream = StreamId(ask.table()?.id.0);
    let roots = ask.web.app().record().roots(stream, last..=last)?;
    Ok(roots.first().ok_or(Problem::NotFound)?.root)
}

/// A file written page by page, each when its reader has taken the one before. Should a page fail,
/// the connection is cut, so that nobody takes a part for the whole. Its things are counted from 1
/// to `last`, and so many are written at once. Each page takes its turn among the files that others read.
pub(crate) fn paged(
    ask: &Ask,
    media_type: &'static str,
    name: &str,
    head: Vec<u8>,
    last: u64,
    at_once: u64,
    write: impl Fn(&Ask, RangeInclusive<u64>) -> Result<Vec<u8>, Problem> + Clone + Send + 'static,
) -> Response {
    lanes::belongs_in(Lane::File);
    let asker = server::asker(ask, Lane::File);
    let ask = ask.clone();
    let pages = stream::try_unfold((head, 1), move |(mut page, first)| {
        let (ask, write) = (ask.clone(), write.clone());
        async move {
            if first > last {
                return Ok((!page.is_empty()).then(|| (Bytes::from(page), (Vec::new(), first))));
            }
            let end = last.min(first + at_once - 1);
            let web = ask.web.clone();
            match turn(&web, asker, move || write(&ask, first..=end)).await {
                Ok(Ok(written)) => {
                    page.extend(written);
                    Ok(Some((Bytes::from(page), (Vec::new(), end + 1))))
                }
                failed => {
                    tracing::error!(?failed, "an export broke off");
                    Err(std::io::Error::other("the export broke off"))
                }
            }
        }
    });
    let mut response = download(Vec::new(), media_type, name);
    *response.body_mut() = Body::from_stream(pages);
    response
}

/// Writes a page in its turn. Whoever was let in to read a file is not refused half way.
async fn turn<T: Send + 'static>(
    web: &Web,
    asker: Asker,
    mut page: impl FnMut() -> T + Clone + Send + 'static,
) -> Result<T, Undone> {
    let mut tries = 0;
    loop {
        let again = page.clone();
        match web.lanes().run(Lane::File, asker, page).await {
            Err(Undone::Full) if tries < TRIES => {
                tries += 1;
                tokio::time::sleep(PAUSE).await;
                page = again;
            }
            done => return done,
        }
    }
}
