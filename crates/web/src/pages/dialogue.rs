//! The dialogue: what people say to each other, who has heard it, and what becomes of it.
//!
//! The list leads with what waits longest. Everything that needs typing is done on the page of its
//! thread, where the form is below the words it is about.

pub(crate) mod attachments;
pub(crate) mod cards;
pub(crate) mod composer;
pub mod export;
mod form;
pub(crate) mod said;
pub mod turns;

use std::collections::BTreeSet;
use std::ops::Range;

use askama::Template;
use axum::http::Method;
use domain::ids::*;
use domain::thread::{Choice, DialoguePage, ThreadView};
use domain::words::*;

use crate::ask::{Answer, Ask, page, see};
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::needs::{Todo, is_about_words, todos};
use crate::pages::decisions::Ways;
use crate::pages::dialogue::cards::Cards;
use crate::pages::dialogue::composer::Composer;
use crate::pages::dialogue::form::TurnForm;
use crate::pages::dialogue::said::{Doing, Item, Transcript};
use crate::problem::Problem;
use crate::room::Room;

/// Threads at the beginning of the list that lie open when something of them waits.
const OPEN: usize = 3;
/// A thread in which something was said lies open for this time: milliseconds.
const NEW: i64 = 3_600_000;
/// Characters of a thread that are shown while it is folded.
const FOLDED: usize = 90;
/// Contributions of a thread on one page, the one that it begins with not counted.
const PART: usize = 100;

/// What a page of a thread shows from there on.
pub(crate) fn part_from(from: usize) -> Range<usize> {
    from..from.saturating_add(PART)
}

#[derive(Template)]
#[template(path = "dialogue.html")]
struct Page {
    layout: Layout,
    /// What of the dialogue waits for the visitor.
    needs: Vec<Todo>,
    composer: Option<Composer>,
    tabs: Vec<Tab>,
    parties: Vec<PartyTab>,
    threads: Vec<Thread>,
    cards: Cards,
    empty: bool,
    pages: Option<Pages>,
}

#[derive(Template)]
#[template(path = "dialogue_thread.html")]
struct ThreadPage {
    layout: Layout,
    items: Vec<Item>,
    form: Option<TurnForm>,
    pages: Option<Pages>,
    ways: Option<Ways>,
}

struct Tab {
    text: String,
    href: String,
    current: bool,
}

struct PartyTab {
    party: PartyLabel,
    href: String,
    current: bool,
}

struct Thread {
    items: Vec<Item>,
    /// What was said first, short, where the thread is folded: nothing of it waits for anybody, or others
    /// come first and the visitor is asked nothing in it.
    folded: String,
    href: String,
    /// “7 more” below what is shown; empty when all is.
    more: String,
}

struct Pages {
    text: String,
    before: String,
    after: String,
}

/// `GET /r/{relationship}/dialogue`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let choice = choice(ask);
    let dialogue = room.seen.dialogue(ask.moment(), &choice);
    // A page past the end, after words were taken back or by an old address, is no page of ours: the last one is.
    if choice.page > dialogue.pages && ask.method == Method::GET {
        let last = link(
            &room,
            &Choice {
                page: dialogue.pages,
                ..choice
            },
        );
        let and = if last.contains('?') { '&' } else { '?' };
        return Ok(see(&format!("{last}{and}said=last-page")));
    }
    room.name(people(&dialogue.threads))?;
    let cards = Cards::of(&mut room)?;
    let layout = room.layout(room.say.text("nav-dialogue"))?;
    let transcript = Transcript::of(&room);
    let link = |choice: &Choice| link(&room, choice);
    page(&Page {
        needs: needs(&room, &layout),
        composer: Composer::of(&room)?,
        tabs: tabs(&room, &choice, &dialogue, &link),
        parties: room
            .names
            .seated()
            .map(|party| {
                let current = choice.party == Some(party.id);
                let chosen = Choice {
                    party: (!current).then_some(party.id),
                    page: 1,
                    ..choice.clone()
                };
                PartyTab {
                    party: party.clone(),
                    href: link(&chosen),
                    current,
                }
            })
            .collect(),
        threads: dialogue
            .threads
            .iter()
            .enumerate()
            .filter_map(|(place, thread)| view_thread(&transcript, thread, place))
            .collect(),
        cards,
        empty: dialogue.total == 0
            && choice
                == Choice {
                    page: choice.page,
                    ..Choice::default()
                },
        pages: pages(&room, &choice, &dialogue, &link),
        layout,
    })
}

/// `GET /r/{relationship}/dialogue/{contribution}`
///
/// # Errors
/// [`Problem::NotFound`] where the visitor may not know of it.
pub fn show_thread(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let focus: ContributionId = ask.param("contribution")?;
    let beginning = room.seen.beginning_of(focus).ok_or(Problem::NotFound)?;
    let now = ask.moment();
    // The part that was asked for, else the one with what the address names.
    let place = room
        .seen
        .place_in_thread(beginning, focus)
        .unwrap_or_default();
    let from = ask.query.text("from").parse().ok();
    let part = part_from(from.unwrap_or(place - place % PART));
    let thread = room.seen.thread_part(beginning, now, part.clone());
    let thread = thread.ok_or(Problem::NotFound)?;
    // As with a page of the list: what begins after the end is the part that the address is about.
    if from.is_some() && thread.before > 0 && thread.said.len() < 2 {
        return Ok(see(&room.to(format_args!("dialogue/{focus}"))));
    }
    let threads = [thread];
    room.name(people(&threads))?;
    let [thread] = threads;
    let first = thread.said.first().ok_or(Problem::NotFound)?;
    let kind = room
        .say
        .text(&format!("words-kind-{}", first.contribution.kind.word()));
    let title = room.say.two(
        "dialogue-thread",
        ("kind", kind),
        ("who", room.names.person(first.contribution.person)),
    );
    let layout = room.layout(title)?;
    let is_past = ask.table()?.as_of.is_some();
    let about = thread
        .said
        .iter()
        .find(|said| said.contribution.id == focus);
    let wanted = match ask.form.text("form") {
        "" => ask.query.text("do"),
        refused => refused,
    };
    let doing = about
        .filter(|_| !is_past)
        .and_then(|said| Doing::of(wanted, said));
    let to = |from: usize| room.to(format_args!("dialogue/{focus}?from={from}"));
    // Where the thread's beginning is not repeated above each part.
    let start = part.start.min(thread.before + 1);
    let shown = thread.said.len() - usize::from(thread.before > 0);
    let is_part = thread.before > 0 || thread.more > 0;
    let pages = is_part.then(|| Pages {
        text: room.say.with(
            "dialogue-part",
            &[
                ("first", (start + 1).to_string()),
                ("last", (start + shown).to_string()),
                (
                    "all",
                    (thread.said.len() + thread.before + thread.more).to_string(),
                ),
            ],
        ),
        before: match thread.before {
            0 => String::new(),
            _ => to(start.saturating_sub(PART)),
        },
        after: match thread.more {
            0 => String::new(),
            _ => to(part.end),
        },
    });
    let ways = about.map(|said| Ways::from_word(&room, &said.contribution));
    let transcript = Transcript {
        focus: Some((focus, doing)),
        ..Transcript::of(&room)
    };
    let form = match (about, doing) {
        (Some(said), Some(doing)) => Some(TurnForm::of(&transcript, &thread, said, doing)?),
        _ => None,
    };
    page(&ThreadPage {
        items: thread
            .said
            .iter()
            .map(|said| transcript.item(said))
            .collect(),
        form,
        pages,
        ways,
        layout,
    })
}

/// What of the dialogue waits for the visitor, each one tap from done.
fn needs(room: &Room<'_>, layout: &Layout) -> Vec<Todo> {
    let mut waiting = room.seen.needs_with(layout.turns(), room.ask.now);
    waiting.retain(is_about_words);
    todos(&room.names, &room.base, &room.seen.matters(waiting))
}

fn choice(ask: &Ask) -> Choice {
    let query = &ask.query;
    Choice {
        kind: ContributionKind::from_word(query.text("kind")),
        party: query.text("party").parse().ok(),
        outcome: query.text("outcome").parse().ok(),
        waiting: query.has("waiting").then_some(true),
        page: query.text("page").parse().unwrap_or(1),
    }
}

fn link(room: &Room<'_>, choice: &Choice) -> String {
    let mut href = room.to("dialogue");
    let mut add = |name: &str, value: String| {
        let before = if href.contains('?') { '&' } else { '?' };
        href.push(before);
        href.push_str(name);
        if !value.is_empty() {
            href.push('=');
            href.push_str(&value);
        }
    };
    if choice.waiting == Some(true) {
        add("waiting", String::new());
    }
    if let Some(kind) = choice.kind {
        add("kind", kind.word().to_owned());
    }
    if let Some(party) = choice.party {
        add("party", party.to_string());
    }
    if let Some(outcome) = choice.outcome {
        add("outcome", outcome.to_string());
    }
    if choice.page > 1 {
        add("page", choice.page.to_string());
    }
    href
}

fn tabs(
    room: &Room<'_>,
    choice: &Choice,
    dialogue: &DialoguePage,
    link: &impl Fn(&Choice) -> String,
) -> Vec<Tab> {
    let tab = |text: String, waiting: bool, kind: Option<ContributionKind>| Tab {
        text,
        href: link(&Choice {
            waiting: waiting.then_some(true),
            kind,
            page: 1,
            ..choice.clone()
        }),
        current: (choice.waiting == Some(true), choice.kind) == (waiting, kind),
    };
    let mut tabs = vec![
        tab(room.say.text("dialogue-all"), false, None),
        tab(
            if choice.kind.is_none() {
                room.say.count("dialogue-waiting-count", dialogue.waiting)
            } else {
                room.say.text("dialogue-waiting")
            },
            true,
            None,
        ),
    ];
    for kind in ContributionKind::OPENING {
        let text = room.say.text(&format!("dialogue-kinds-{}", kind.word()));
        tabs.push(tab(text, false, Some(*kind)));
    }
    tabs
}

fn pages(
    room: &Room<'_>,
    choice: &Choice,
    dialogue: &DialoguePage,
    link: &impl Fn(&Choice) -> String,
) -> Option<Pages> {
    if dialogue.pages < 2 {
        return None;
    }
    let at = |page: usize| {
        link(&Choice {
            page,
            ..choice.clone()
        })
    };
    Some(Pages {
        text: room.say.two(
            "dialogue-page",
            ("page", dialogue.page),
            ("pages", dialogue.pages),
        ),
        before: if dialogue.page > 1 {
            at(dialogue.page - 1)
        } else {
            String::new()
        },
        after: if dialogue.page < dialogue.pages {
            at(dialogue.page + 1)
        } else {
            String::new()
        },
    })
}

/// The thread at that place of the list.
fn view_thread(transcript: &Transcript<'_>, thread: &ThreadView, place: usize) -> Option<Thread> {
    let first = thread.said.first()?;
    let items: Vec<Item> = thread
        .said
        .iter()
        .map(|said| transcript.item(said))
        .collect();
    let now = transcript.room.dates.now();
    let asks = items.iter().any(|item| item.asks(now));
    let words = first.contribution.words.as_deref();
    let latest = thread.said.iter().map(|said| said.contribution.at).max();
    let is_new = latest.is_some_and(|at| now.0 - at.0 < NEW);
    Some(Thread {
        folded: match words {
            Some(words) if !asks && !is_new && (thread.waiting.is_none() || place >= OPEN) => {
                markdown::excerpt(words, FOLDED)
            }
            _ => String::new(),
        },
        items,
        href: transcript.href(first.contribution.id),
        more: if thread.more > 0 {
            transcript.room.say.count("dialogue-more", thread.more)
        } else {
            String::new()
        },
    })
}

/// Everybody whom the threads name.
fn people(threads: &[ThreadView]) -> BTreeSet<PersonId> {
    let mut people = BTreeSet::new();
    for said in threads.iter().flat_map(|thread| &thread.said) {
        people.insert(said.contribution.person);
        people.extend(said.contribution.spoken_by);
        people.extend(&said.contribution.mentions);
        for telling in &said.reflections {
            people.insert(telling.person);
            people.extend(telling.confirmed.map(|verdict| verdict.person));
            people.extend(telling.correction.as_ref().map(|said| said.verdict.person));
        }
        for answer in &said.answers {
            people.insert(answer.person);
            people.extend(answer.confirmed.map(|verdict| verdict.person));
        }
    }
    people
}
