//! The dialogue to take away: a thread or the whole of it as Markdown, and every turn as a row.
//!
//! What people typed stands in block quotes, escaped, so that a reader of Markdown shows the characters
//! and lines that were typed: nothing in them ends the quote, begins a heading of the file or calls another
//! host. CSV holds them as they are.

use std::ops::Range;
use std::sync::Arc;

use axum::response::Response;
use domain::ids::*;
use domain::thread::SaidView;
use domain::view::ReadingView;
use domain::words::*;

use super::people;
use super::said::{Transcript, heard_name, to_earlier};
use crate::ask::{Answer, Ask};
use crate::markdown::{line, quote};
use crate::names::Names;
use crate::pages::record::export::paged;
use crate::problem::Problem;
use crate::sheet::{self, Sheet, file_name, neutral};

/// Contributions written at a time: each may be a page of text, and much may have followed from it.
const PIECE: usize = 100;

const MARKDOWN: &str = "text/markdown; charset=utf-8";

/// One thing that somebody said or did in a thread.
struct Turn {
    contribution: ContributionId,
    /// `said`, `enables`, `said_back` …: the word of the file's rows.
    word: &'static str,
    /// The sentence that leads to the words; `whole` when it names who says it.
    what: String,
    whole: bool,
    who: String,
    party: String,
    at: Option<domain::Moment>,
    words: Option<String>,
    /// What else is to be known of it.
    note: String,
    /// The words of which it was said, where they are others now; else empty.
    to_earlier: String,
}

/// `GET /r/{relationship}/dialogue/{contribution}/thread.md`
///
/// # Errors
/// [`Problem::NotFound`] where the visitor may not know of it.
pub fn thread_markdown(ask: &Ask) -> Answer {
    let seen = ask.seen()?;
    let contribution: ContributionId = ask.param("contribution")?;
    let beginning = seen.beginning_of(contribution).ok_or(Problem::NotFound)?;
    let said = seen.threads().into_iter();
    let said = said.filter(|(first, _)| *first == beginning).collect();
    let words = seen
        .words_of(beginning)
        .map(sheet::slug)
        .unwrap_or_default();
    let what = format!("thread-{words}");
    let name = file_name(ask, what.trim_end_matches('-'), "md")?;
    let head = head(ask)?.into();
    Ok(file(ask, MARKDOWN, &name, head, said, |ask, parts| {
        written(ask, parts, markdown).map(String::into_bytes)
    }))
}

/// `GET /r/{relationship}/dialogue.md`
pub fn markdown_file(ask: &Ask) -> Answer {
    let name = file_name(ask, "dialogue", "md")?;
    let (head, said) = (head(ask)?.into(), ask.seen()?.threads());
    Ok(file(ask, MARKDOWN, &name, head, said, |ask, parts| {
        written(ask, parts, markdown).map(String::into_bytes)
    }))
}

/// `GET /r/{relationship}/dialogue.csv`: one row per turn.
pub fn csv_file(ask: &Ask) -> Answer {
    let columns = [
        "thread",
        "contribution",
        "turn",
        "kind",
        "time",
        "who",
        "party",
        "audience",
        "heard_by",
        "words",
        "note",
        "to_earlier_words",
    ];
    let sheet = Sheet::of(ask);
    let title = |column: &str| match sheet.is_for_people() {
        true => ask.say.text(&format!("dialogue-column-{column}")),
        false => column.to_owned(),
    };
    let head = sheet.head(columns.map(title))?;
    let name = file_name(ask, "dialogue", "csv")?;
    let said = ask.seen()?.threads();
    let media_type = "text/csv; charset=utf-8";
    Ok(file(
        ask,
        media_type,
        &name,
        head,
        said,
        move |ask, parts| written(ask, parts, csv_rows).and_then(|rows| sheet.rows(rows)),
    ))
}

/// A thread, or as much of it as is written at a time.
type Part = (ContributionId, Range<usize>);

/// These threads, each with how much was said in it, written piece by piece.
fn file(
    ask: &Ask,
    media_type: &'static str,
    name: &str,
    head: Vec<u8>,
    threads: Vec<(ContributionId, usize)>,
    write: impl Fn(&Ask, &[Part]) -> Result<Vec<u8>, Problem> + Clone + Send + 'static,
) -> Response {
    let pieces = Arc::new(pieces(&threads));
    let last = pieces.len() as u64;
    paged(ask, media_type, name, head, last, 1, move |ask, range| {
        let piece = usize::try_from(range.start() - 1).unwrap_or(usize::MAX);
        write(ask, pieces.get(piece).map_or(&[][..], Vec::as_slice))
    })
}

/// Pieces of no more than [`PIECE`] contributions, of one thread or of many.
fn pieces(threads: &[(ContributionId, usize)]) -> Vec<Vec<Part>> {
    let mut pieces: Vec<Vec<Part>> = Vec::new();
    let mut room = 0;
    for (first, said) in threads {
        let mut from = 0;
        while from < *said {
            if room == 0 {
                pieces.push(Vec::new());
                room = PIECE;
            }
            let to = said.min(&(from + room)).to_owned();
            if let Some(piece) = pieces.last_mut() {
                piece.push((*first, from..to));
            }
            room -= to - from;
            from = to;
        }
    }
    pieces
}

/// What `write` makes of these parts of threads.
fn written<T: Default>(
    ask: &Ask,
    parts: &[Part],
    write: impl Fn(&Transcript<'_>, &Names, ContributionId, &[SaidView], &mut T),
) -> Result<T, Problem> {
    let mut room = ask.room()?;
    let threads: Vec<_> = parts
        .iter()
        .filter_map(|(first, part)| room.seen.thread_part(*first, ask.moment(), part.clone()))
        .collect();
    room.name(people(&threads))?;
    let on_paper = room.on_paper();
    let transcript = Transcript::of(&on_paper);
    let mut out = T::default();
    for (thread, (first, part)) in threads.iter().zip(parts) {
        // A later part comes with the contribution that the thread begins with, which was written.
        let said = &thread.said[usize::from(part.start > 0).min(thread.said.len())..];
        write(&transcript, &room.names, *first, said, &mut out);
    }
    Ok(out)
}

/// “# The dialogue of Mobile network for Northwind”, and for whose eyes the file was made.
fn head(ask: &Ask) -> Result<String, Problem> {
    let say = ask.say;
    let room = ask.room()?.on_paper();
    let you = ask.visitor()?.person.name.clone().unwrap_or_default();
    let moment = ask.moment();
    let made = say.two(
        "export-made",
        ("person", line(&room.names.written(&you))),
        ("moment", room.dates.exact(moment)),
    );
    let title = say.one("export-title", "name", line(&room.called()));
    Ok(format!("# {title}\n\n{made}\n"))
}

fn markdown(
    transcript: &Transcript<'_>,
    _: &Names,
    _: ContributionId,
    said: &[SaidView],
    out: &mut String,
) {
    for said in said {
        let level = if said.depth == 0 { "##" } else { "###" };
        for turn in turns(transcript, &transcript.room.names, said) {
            let at = turn.at.map(|at| transcript.room.dates.exact(at));
            let by = match turn.whole {
                true => String::new(),
                false => format!("{}, {}", turn.who, turn.party),
            };
            let parts = [by, turn.what, at.unwrap_or_default()];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            let told = line(&parts.collect::<Vec<_>>().join(" · "));
            let told = if turn.word == "said" {
                format!("{level} {told}")
            } else {
                told
            };
            out.push_str(&format!("\n{told}\n"));
            if let Some(words) = &turn.words {
                out.push_str(&format!("\n{}\n", quote(words)));
            }
            if !turn.note.is_empty() {
                out.push_str(&format!("\n{}\n", line(&turn.note)));
            }
        }
    }
}

fn csv_rows(
    transcript: &Transcript<'_>,
    cells: &Names,
    first: ContributionId,
    said: &[SaidView],
    rows: &mut Vec<[String; 12]>,
) {
    for said in said {
        let word = &said.contribution;
        let heard: Vec<_> = said
            .heard
            .iter()
            .map(|heard| {
                let party = cells.on_paper(heard.party);
                heard_name(transcript.room, &party, heard.in_other_words)
            })
            .collect();
        for turn in turns(transcript, cells, said) {
            let cells = [
                first.to_string(),
                turn.contribution.to_string(),
                turn.word.to_owned(),
                word.kind.word().to_owned(),
                turn.at
                    .map(|at| transcript.room.dates.machine(at))
                    .unwrap_or_default(),
                turn.who,
                turn.party,
                transcript.audience_of(word),
                heard.join(", "),
                turn.words.unwrap_or_default(),
                turn.note,
                turn.to_earlier,
            ];
            rows.push(cells.map(neutral));
        }
    }
}

/// Everything that happened to a contribution, in the order in which a page tells it; `called` are the names of who and of
/// which party, each by itself.
fn turns(transcript: &Transcript<'_>, called: &Names, said: &SaidView) -> Vec<Turn> {
    let say = transcript.room.say;
    let word_of = &said.contribution;
    let party = |id: PartyId| called.on_paper(id);
    let erased = |words: Option<&String>| {
        let words = words.cloned();
        Some(words.unwrap_or_else(|| say.text("text-erased")))
    };
    let turn = |word: &'static str, what: String| Turn {
        contribution: said.contribution.id,
        word,
        what,
        whole: false,
        who: called.person(word_of.person),
        party: party(word_of.party),
        at: None,
        words: None,
        note: String::new(),
        to_earlier: String::new(),
    };
    let earlier = |reading: Option<&ReadingView>| {
        let Some(reading) = reading else {
            return (String::new(), String::new());
        };
        let words = transcript.room.or_erased(reading.words.as_ref());
        let words = format!("{words}\n{}", reading.condition);
        let told = to_earlier(transcript.room, Some(reading));
        (told, words.trim_end().to_owned())
    };
    let mut turns = Vec::new();
    let (state, _) = transcript.state(said);
    let outcomes = word_of.outcomes.iter().map(|id| transcript.about(*id).1);
    let about = outcomes.map(|one| format!("{} {one}", say.plain("dialogue-about")));
    let mut notes = vec![transcript.spoken(said), transcript.audience_of(word_of)];
    notes.extend([transcript.heard(said), state, transcript.mended(word_of)]);
    notes.extend(about);
    notes.retain(|note| !note.is_empty());
    turns.push(Turn {
        at: Some(word_of.at),
        words: if word_of.gone {
            Some(say.text("dialogue-gone"))
        } else {
            erased(word_of.words.as_ref())
        },
        note: notes.join(" · "),
        ..turn("said", transcript.kind(word_of.kind, word_of.limit))
    });
    if !word_of.condition.is_empty() {
        let label = match word_of.kind {
            ContributionKind::Limit => "dialogue-lifted-by",
            _ => "dialogue-works-if",
        };
        turns.push(Turn {
            words: Some(word_of.condition.clone()),
            whole: true,
            ..turn("condition", say.text(label))
        });
    }
    for reading in &word_of.earlier {
        let day = transcript.room.dates.day(reading.at);
        turns.push(Turn {
            at: Some(reading.at),
            words: erased(reading.words.as_ref()),
            whole: true,
            note: reading.condition.clone(),
            ..turn("said_before", say.one("dialogue-said-on", "day", day))
        });
    }
    for attached in &word_of.attachments {
        let file = (!attached.name.is_empty() && attached.name != transcript.called(attached))
            .then(|| attached.name.clone());
        turns.push(Turn {
            words: Some(transcript.called(attached)),
            whole: true,
            note: file.unwrap_or_default(),
            ..turn("attached", say.text("attachment-attached"))
        });
    }
    if let Some(enables) = &said.enables {
        turns.push(Turn {
            words: Some(enables.clone()),
            whole: true,
            ..turn("enables", say.text("dialogue-enables"))
        });
    }
    for told in &said.reflections {
        let (note, to_earlier) = earlier(told.to_earlier.as_ref());
        turns.push(Turn {
            who: called.person(told.person),
            party: party(told.party),
            at: Some(told.at),
            words: erased(told.words.as_ref()),
            note,
            to_earlier,
            ..turn("said_back", say.text("dialogue-says-it-back"))
        });
        if let Some(verdict) = &told.confirmed {
            turns.push(Turn {
                who: called.person(verdict.person),
                at: Some(verdict.at),
                whole: true,
                ..turn(
                    "confirmed",
                    transcript.verdict("dialogue-confirmed", verdict),
                )
            });
        }
        if let Some(correction) = &told.correction {
            let verdict = &correction.verdict;
            turns.push(Turn {
                who: called.person(verdict.person),
                at: Some(verdict.at),
                whole: true,
                words: erased(correction.words.as_ref()),
                ..turn(
                    "corrected",
                    transcript.verdict("dialogue-corrected", verdict),
                )
            });
        }
        if let Some(at) = told.acknowledged {
            let name = transcript.room.names.on_paper(told.party);
            let what = say.one("dialogue-acknowledged", "party", name);
            turns.push(Turn {
                who: String::new(),
                party: party(told.party),
                at: Some(at),
                whole: true,
                ..turn("acknowledged", what)
            });
        }
    }
    for answer in &said.answers {
        let shown = transcript.answer(answer);
        let became = shown
            .became
            .map(|(_, became)| format!("{} {became}", say.plain("dialogue-became")));
        let mut notes: Vec<_> = became.into_iter().collect();
        notes.extend([shown.of_earlier, shown.returns, shown.verdict]);
        notes.retain(|note| !note.is_empty());
        turns.push(Turn {
            who: called.person(answer.person),
            party: party(answer.party),
            at: Some(answer.at),
            words: erased(answer.words.as_ref()),
            note: notes.join(" · "),
            to_earlier: earlier(answer.to_earlier.as_ref()).1,
            ..turn("answered", shown.kind)
        });
    }
    turns
}

#[cfg(test)]
mod tests {
    use domain::ids::ContributionId;
    use uuid::Uuid;

    use super::{PIECE, pieces};

    #[test]
    fn a_file_is_written_in_pieces_however_long_its_threads() {
        let thread = |id, said| (ContributionId(Uuid::from_u128(id)), said);
        let threads = [thread(1, 3), thread(2, 2 * PIECE), thread(3, 1)];
        let pieces = pieces(&threads);
        let said = |piece: &Vec<super::Part>| piece.iter().map(|(_, part)| part.len()).sum();
        let sizes: Vec<usize> = pieces.iter().map(said).collect();
        assert_eq!(sizes, [PIECE, PIECE, 4]);
        for (thread, said) in threads {
            let parts = pieces.iter().flatten().filter(|(of, _)| *of == thread);
            let all: Vec<usize> = parts.flat_map(|(_, part)| part.clone()).collect();
            assert_eq!(all, (0..said).collect::<Vec<_>>());
        }
    }
}
