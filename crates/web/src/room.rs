//! What a page of a table is made in: who reads it, what they may see there, and how it is told to them.
//!
//! A handler enters it once, by [`Ask::room`]; whatever it calls takes the room, not its furniture. What
//! is outside any table needs no more than the [`Ask`].

use std::cell::OnceCell;

use accounts::LastHere;
use axum::http::Method;
use domain::audience::Seen;
use domain::ids::*;
use domain::view::Frame;
use domain::words::Audience;
use jiff::Timestamp;

use crate::ask::{Ask, Sitting};
use crate::catalogue::Say;
use crate::dates::Dates;
use crate::host;
use crate::layout::Layout;
use crate::money::Money;
use crate::names::Names;
use crate::problem::Problem;

/// A table as one reader sees and reads it.
pub struct Room<'a> {
    /// What was asked.
    pub ask: &'a Ask,
    /// The table.
    pub id: RelationshipId,
    /// It as the reader may see it.
    pub seen: Seen<'a>,
    /// What is around its pages.
    pub frame: Frame,
    /// The names of its parties, and of the people whom the page [named](Self::name).
    pub names: Names,
    /// The reader's language.
    pub say: Say,
    /// Dates in it, and in the reader's zone.
    pub dates: Dates,
    /// Dates in it, and in the table's zone: the days of readings and of what happened, the same for every reader.
    pub there: Dates,
    /// Amounts in it, and in the table's currency.
    pub money: Money,
    /// Where its pages are: `/r/…`.
    pub base: String,
    /// `?as_of=…`, to stay in the past while going from page to page; else empty.
    pub stay: String,
    /// When the reader was here before, once that was asked.
    before: OnceCell<Option<LastHere>>,
}

/// An address at a moment: `stay` is `?as_of=…` or empty, and belongs after what the address asks for itself, before
/// the place on the page that it names.
pub(crate) fn staying(address: &str, stay: &str) -> String {
    let (asked, place) = match address.split_once('#') {
        Some((asked, place)) => (asked, Some(place)),
        None => (address, None),
    };
    let mut at = asked.to_owned();
    match stay.strip_prefix('?') {
        Some(moment) if asked.contains('?') => {
            at.push('&');
            at.push_str(moment);
        }
        _ => at.push_str(stay),
    }
    if let Some(place) = place {
        at.push('#');
        at.push_str(place);
    }
    at
}

impl<'a> Room<'a> {
    /// The room of one table, for whoever `seen` is of, in the language of the question.
    pub fn at(ask: &'a Ask, id: RelationshipId, seen: Seen<'a>) -> Result<Self, Problem> {
        let (say, frame) = (ask.say, seen.frame());
        let sitting = ask.table.as_ref().filter(|table| table.id == id);
        Ok(Self {
            names: Names::of(ask.web.app().accounts(), say, &frame, [])?,
            dates: ask.dates(),
            there: ask.dates_in(&frame.time_zone),
            money: Money::new(say, &frame.currency),
            base: format!("/r/{id}"),
            stay: sitting.map_or_else(String::new, Sitting::stay),
            before: OnceCell::new(),
            ask,
            id,
            seen,
            frame,
            say,
        })
    }

    /// The same for what is taken away: as [what is signed](Self::quoting), and times are the table's, with their offset,
    /// whoever takes it away.
    pub fn on_paper(&self) -> Self {
        Self {
            dates: self.there.clone().with_offsets(),
            ..self.quoting()
        }
    }

    /// The same for what is signed: whatever is told in it has every name in quotation marks (see [`Names::quoting`]).
    pub fn quoting(&self) -> Self {
        Self {
            ask: self.ask,
            id: self.id,
            seen: self.seen.clone(),
            frame: self.frame.clone(),
            names: self.names.clone().quoting(),
            say: self.say,
            dates: self.dates.clone(),
            there: self.there.clone(),
            money: self.money.clone(),
            base: self.base.clone(),
            stay: self.stay.clone(),
            before: OnceCell::new(),
        }
    }

    /// Looks up the names of people whom the page is about to mention.
    pub fn name(&mut self, people: impl IntoIterator<Item = PersonId>) -> Result<(), Problem> {
        let accounts = self.ask.web.app().accounts();
        self.names.add(accounts, &self.frame, people)
    }

    /// What is around a page of this table.
    ///
    /// # Errors
    /// When the demo's people cannot be read.
    pub fn layout(&self, title: impl Into<String>) -> Result<Layout, Problem> {
        Layout::around(self, title)
    }

    /// Notes that the reader looks at the table, and when they were here before: nothing in the past, on a
    /// first visit, and to a program.
    pub fn last_here(&self) -> Option<LastHere> {
        *self.before.get_or_init(|| self.look())
    }

    fn look(&self) -> Option<LastHere> {
        let ask = self.ask;
        let reads = ask.method == Method::GET && self.seen.is_present();
        let visitor = ask.visitor.as_ref().filter(|it| !it.csrf().is_empty());
        if !reads || visitor.is_none() {
            return None;
        }
        let (you, last) = (self.frame.you.person, self.frame.sequence);
        let now = Timestamp::from_millisecond(ask.now.0).ok()?;
        // Nothing is lost where it cannot be noted: pages go on while nothing can be written.
        let accounts = ask.web.app().accounts();
        accounts
            .look_at_table(you, self.id, last, now)
            .ok()
            .flatten()
    }

    /// The address of one of its pages, at the moment looked at; `page` may ask for something and name a place.
    pub fn to(&self, page: impl std::fmt::Display) -> String {
        staying(&format!("{}/{page}", self.base), &self.stay)
    }

    /// What the table is called.
    pub fn called(&self) -> String {
        match &self.frame.name {
            Some(name) => self.names.written(name),
            None => self.or_erased(None),
        }
    }

    /// What somebody typed, or that it was erased.
    pub fn or_erased(&self, text: Option<&String>) -> String {
        text.cloned()
            .unwrap_or_else(|| self.say.text("text-erased"))
    }

    /// Who sees something, and who runs the server: they could see it, too.
    pub fn with_operator(&self, sight: String) -> String {
        match host::operator(&self.ask.web) {
            operator if operator.is_empty() => sight,
            operator => format!("{sight} {}", self.say.one("run-by", "operator", operator)),
        }
    }

    /// Who sees what somebody of `author` said, from the audience itself; empty of the whole table.
    pub fn audience(&self, audience: &Audience, author: PartyId) -> String {
        match audience {
            Audience::WholeTable => String::new(),
            Audience::OwnParty => {
                let party = self.short(author);
                self.say.one("dialogue-seen-own", "party", party)
            }
            Audience::OnlyMe => self.say.text("audience-only_me"),
            Audience::Parties(parties) => {
                let others = parties.iter().filter(|id| **id != author);
                let names = [author].into_iter().chain(others.copied());
                let names: Vec<_> = names.map(|id| self.short(id)).collect();
                self.say
                    .one("audience-parties", "parties", names.join(", "))
            }
        }
    }

    /// A party in one word.
    pub fn short(&self, party: PartyId) -> &str {
        &self.names.party(party).short
    }

    /// What the provider is called for short.
    pub fn provider(&self) -> &str {
        self.short(self.frame.provider)
    }

    /// What the consumer is called for short.
    pub fn consumer(&self) -> &str {
        self.short(self.frame.consumer)
    }
}
