//! What a list of tickets tells of a measure: one reading for each day, week or month, which stands at its beginning. Of
//! a measure in percent it is the share of tickets whose target was kept, of one in a unit of time how long the middle
//! one took.
//!
//! A ticket counts when it was closed, once. What is still open, was cancelled or has no such target counts nowhere; its
//! line is told.

use std::collections::{BTreeMap, BTreeSet};

use domain::Moment;
use domain::measure::{Reading, WHOLE, is_share};
use domain::words::Aim;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::durations::{self, Lasted};
use super::times::{self, When};
use super::{Chosen, Known, Lasting, NoFile, Per, Question, Read, Wrong};

/// What the measure wants to know of tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wants {
    /// How many of them were kept.
    Share,
    /// How long they took, in units of so many milliseconds.
    Time(i64),
}

impl Wants {
    pub fn of(known: &Known<'_>) -> Result<Self, NoFile> {
        match (is_share(known.unit), durations::unit(known.unit)) {
            (true, _) => Ok(Self::Share),
            (false, Some(milliseconds)) => Ok(Self::Time(milliseconds)),
            (false, None) => Err(NoFile::TicketsOfNoUnit),
        }
    }
}

/// One ticket that was closed, as its line has it.
pub(super) struct Ticket {
    pub line: u64,
    /// What tells it from every other.
    pub key: String,
    /// When it was opened; empty where the file does not say.
    pub opened: String,
    pub closed: String,
    pub told: Told,
}

/// What a ticket tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Whether its target was kept.
    Kept(bool),
    /// How long it took, as the file counts it.
    Lasted(Lasted),
    /// How long it took is what lies between its two times.
    Between,
}

/// Makes readings of tickets.
pub(super) fn tell(
    read: &mut Read,
    tickets: Vec<Ticket>,
    wants: Wants,
    chosen: &Chosen,
    known: &Known<'_>,
) {
    let mut keys = BTreeSet::new();
    for ticket in &tickets {
        if !keys.insert(ticket.key.as_str()) {
            let key = ticket.key.clone();
            read.wrong.push((ticket.line, Wrong::TicketTwice(key)));
        }
    }
    let cells = |of: fn(&Ticket) -> &String| -> Vec<(u64, String)> {
        let cells = tickets
            .iter()
            .map(|ticket| (ticket.line, of(ticket).clone()));
        cells.filter(|(_, cell)| !cell.is_empty()).collect()
    };
    let (opened, closed) = (
        cells(|ticket| &ticket.opened),
        cells(|ticket| &ticket.closed),
    );
    // One system wrote both columns: what one of them tells of the order of days holds for the other.
    let both = opened.iter().chain(&closed);
    let chosen = &Chosen {
        order: chosen
            .order
            .or_else(|| times::order(both.map(|(_, cell)| cell.as_str()))),
        ..chosen.clone()
    };
    let closed = times::moments(read, &closed, chosen, known);
    let opened = times::moments(read, &opened, chosen, known);
    let lasting = lasting(read, &tickets, chosen);
    let per = chosen.per.unwrap_or_else(|| {
        read.asks(Question::Per);
        Per::Month
    });
    let mut periods: BTreeMap<Moment, Vec<Told>> = BTreeMap::new();
    let mut counted = 0;
    for ticket in &tickets {
        let Some(closed) = closed.get(&ticket.line).copied() else {
            continue;
        };
        let opened = opened.get(&ticket.line).copied();
        let (begun, at) = in_order(opened, closed);
        if !super::is_past(at, known) {
            let cell = ticket.closed.clone();
            read.wrong.push((ticket.line, Wrong::Ahead(cell)));
            continue;
        }
        if begun.is_some_and(|begun| begun > at) {
            let cell = format!("{} – {}", ticket.opened, ticket.closed);
            read.wrong.push((ticket.line, Wrong::Backwards(cell)));
            continue;
        }
        let told = match (ticket.told, begun) {
            (Told::Between, Some(begun)) => Told::Lasted(Lasted::Told(at.0 - begun.0)),
            (Told::Between, None) => {
                read.open.push(ticket.line);
                continue;
            }
            (told, _) => told,
        };
        if let Some(begins) = begins(at, per, known.zone) {
            periods.entry(begins).or_default().push(told);
            counted += 1;
        }
    }
    read.tickets = Some(counted);
    read.wrong.sort_by_key(|(line, _)| *line);
    read.wrong.dedup();
    read.readings = periods
        .into_iter()
        .map(|(at, told)| Reading {
            at,
            value: match wants {
                Wants::Share => share(&told, known.aim),
                Wants::Time(unit) => middle(&told, lasting, unit),
            },
        })
        .collect();
}

/// When a ticket was opened and closed. Where clocks showed one of these times twice, it is the one that puts them in
/// order, if there is one.
fn in_order(opened: Option<When>, closed: When) -> (Option<Moment>, Moment) {
    let Some(opened) = opened else {
        return (None, closed.at);
    };
    if opened.at > closed.at {
        if let Some(later) = closed.other.filter(|later| *later >= opened.at) {
            return (Some(opened.at), later);
        }
        if let Some(earlier) = opened.other.filter(|earlier| *earlier <= closed.at) {
            return (Some(earlier), closed.at);
        }
    }
    (Some(opened.at), closed.at)
}

/// What a bare number counts. Where some durations have their units and others none, the others are wrong.
fn lasting(read: &mut Read, tickets: &[Ticket], chosen: &Chosen) -> Lasting {
    let of = |ticket: &Ticket| match ticket.told {
        Told::Lasted(lasted) => Some((ticket.line, lasted)),
        Told::Kept(_) | Told::Between => None,
    };
    let all: Vec<(u64, Lasted)> = tickets.iter().filter_map(of).collect();
    let is_bare = |lasted: &Lasted| matches!(lasted, Lasted::Bare(_));
    let bare = all.iter().filter(|(_, lasted)| is_bare(lasted)).count();
    if bare > 0 && bare < all.len() {
        for (line, lasted) in all {
            if let Lasted::Bare(count) = lasted {
                read.wrong.push((line, Wrong::Mixed(count.to_string())));
            }
        }
    } else if bare > 0 && chosen.lasting.is_none() {
        read.asks(Question::Lasting);
    }
    chosen.lasting.unwrap_or(Lasting::Seconds)
}

/// When the day, week or month began in which that was, as the table's zone has it.
fn begins(at: Moment, per: Per, zone: &str) -> Option<Moment> {
    let zone = TimeZone::get(zone).ok()?;
    let at = Timestamp::from_millisecond(at.0).ok()?;
    let day = at.to_zoned_datetime(zone.clone()).date();
    let first = match per {
        Per::Day => day,
        Per::Week => {
            let since = day.weekday().since(Weekday::Monday);
            day.checked_sub(i64::from(since).days()).ok()?
        }
        Per::Month => day.first_of_month(),
    };
    let begins = first.to_zoned_datetime(zone).ok()?;
    Some(Moment(begins.timestamp().as_millisecond()))
}

/// The share of those that were kept, in thousandths of a percent, rounded away from the aim; all of them only where
/// every one was.
fn share(told: &[Told], aim: Aim) -> i64 {
    let kept = told.iter().filter(|it| **it == Told::Kept(true)).count();
    let (kept, all) = (kept as i64, (told.len() as i64).max(1));
    let share = match aim {
        Aim::AtLeast => kept * WHOLE / all,
        Aim::AtMost => (kept * WHOLE + all - 1) / all,
    };
    match kept == all {
        true => WHOLE,
        false => share.min(WHOLE - 1),
    }
}

/// How long the middle one took, in thousandths of a unit; of two in the middle, what lies between.
fn middle(told: &[Told], lasting: Lasting, unit: i64) -> i64 {
    let lasted = |told: &Told| match told {
        Told::Lasted(lasted) => Some(lasted.milliseconds(lasting)),
        Told::Kept(_) | Told::Between => None,
    };
    let mut all: Vec<i128> = told.iter().filter_map(lasted).map(i128::from).collect();
    all.sort_unstable();
    let (Some(low), Some(high)) = (
        all.get(all.len().saturating_sub(1) / 2),
        all.get(all.len() / 2),
    ) else {
        return 0;
    };
    let unit = i128::from(unit.max(1));
    let thousandths = ((low + high) * 1_000 + unit) / (2 * unit);
    i64::try_from(thousandths).unwrap_or(i64::MAX)
}
