//! What is around every page: the top bar, the navigation of a relationship, the demo's bar.

use std::fmt::Write as _;

use accounts::secrecy::ExposeSecret;
use app::Cursor;
use axum::http::Method;
use domain::act::OpenConsultation;
use domain::ids::*;
use domain::turns::Turns;
use domain::words::PartyKind;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::ask::{Ask, Sitting};
use crate::catalogue::Say;
use crate::dates::Dates;
use crate::form::Draft;
use crate::names::initials;
use crate::problem::Problem;
use crate::room::{Room, staying};

/// The frame of one page. Every template has it as `layout`.
pub struct Layout {
    /// The page's title.
    pub title: String,
    /// The language.
    pub say: Say,
    /// Dates for this reader.
    pub dates: Dates,
    /// The path, to mark the way one came and to come back to.
    pub path: String,
    /// The same with what was asked of the page.
    pub place: String,
    /// Who is signed in.
    pub you: Option<SignedIn>,
    /// By which mark and key the browser keeps what they typed and have not sent.
    pub drafts: Option<Drafts>,
    /// The people of the demo to switch between.
    pub demo: Vec<DemoPerson>,
    /// Whether the demo can be told anew.
    pub again: bool,
    /// Where the pages of its table are: `/r/…`; empty outside any.
    pub base: String,
    /// `?as_of=…`, to stay in the past while going from page to page; else empty.
    pub stay: String,
    /// The relationship that the page belongs to.
    pub relationship: Option<Around>,
    /// What a page outside any relationship follows, and up to where it shows it.
    pub follows: Option<(String, Cursor)>,
    /// Which parties are marked as here only by another one's links, and what that means.
    pub by_links: Vec<(String, String)>,
    /// A form that was refused.
    pub draft: Draft,
    /// Something just done, to say once.
    pub flash: Option<String>,
    /// What the page answers to what was asked of it: its title says it first, and focus comes to where it says it
    /// (`data-told`), since nobody who does not look hears of it otherwise.
    pub told: String,
    /// Proof that a form came from this page.
    pub csrf: String,
    key: Uuid,
}

/// The person signed in, for the top bar.
pub struct SignedIn {
    /// Name.
    pub name: String,
    /// Organisation.
    pub organisation: String,
    /// Initials.
    pub initials: String,
    /// Came by a guest link.
    pub guest: bool,
    /// Manages the organisation's people.
    pub administrator: bool,
    /// Manages the server.
    pub host_administrator: bool,
}

/// One of the demo's people.
pub struct DemoPerson {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Organisation.
    pub organisation: String,
    /// Look of their party's mark.
    pub look: &'static str,
    /// Letter of it.
    pub letter: &'static str,
    /// Whether it is who is signed in.
    pub current: bool,
}

/// The relationship around a page.
pub struct Around {
    /// Which.
    pub id: RelationshipId,
    /// What it is called.
    pub name: String,
    /// The past moment looked at, if one is.
    pub as_of: Option<AsOf>,
    /// For the moment's field.
    pub local: String,
    /// The visitor's party look, for their avatar.
    pub look: &'static str,
    /// What in the dialogue waits for the visitor.
    pub turns: Turns,
    /// How many words were said there: an open page tells of more, wherever they stand.
    pub said: usize,
    /// Whether there is something decided, or to be.
    pub decisions: bool,
    /// Whether there is a meeting, or one to be planned.
    pub meetings: bool,
    /// Whether one goes on.
    pub sits: bool,
    /// Whether the visitor speaks off the record there, so that nothing they type is recorded.
    pub off_record: bool,
    /// How many proposals wait for the visitor.
    pub asked: usize,
    /// Whether many are asked something, or the visitor may ask them.
    pub consultations: bool,
    /// Whether there is an agreement, or one to be made.
    pub agreement: bool,
    /// Whether there is something to look back at.
    pub review: bool,
    /// Whether the visitor is asked what they think of the other side, or there is something to read of that.
    pub trust: bool,
    /// Whether it waits for the visitor's signature.
    pub signs: bool,
    /// Whether it was closed, and when.
    pub closed: Option<String>,
    /// The last entry that the visitor is shown: what their forms change is compared with it.
    pub shown_at: u64,
    /// Where the page hears of news, and up to where it shows the record: none in the past, and
    /// none after a form that was refused, which is no address to ask again.
    pub live: Option<(String, Cursor)>,
}

/// How a browser keeps somebody's drafts: nobody else's page has this.
pub struct Drafts {
    /// Whose they are, for a browser that keeps several people's.
    pub mark: String,
    /// What seals them.
    pub key: String,
}

impl Drafts {
    fn of_visitor(ask: &Ask) -> Option<Self> {
        Self::of(ask, ask.visitor.as_ref()?.person.id)
    }

    /// Of whoever is known by this, a person or a voice.
    pub(crate) fn of(ask: &Ask, person: PersonId) -> Option<Self> {
        // Pages go on while nothing can be written; drafts are not kept then.
        let key = ask.web.app().accounts().draft_key(person).ok()?;
        let key = key.expose_secret().to_owned();
        let digest = Sha256::digest(key.as_bytes());
        let mark = digest.iter().take(8).map(|byte| format!("{byte:02x}"));
        Some(Self {
            mark: mark.collect(),
            key,
        })
    }
}

/// A past moment looked at.
pub struct AsOf {
    /// As one reads it.
    pub exact: String,
    /// As a machine reads it.
    pub machine: String,
}

impl Layout {
    /// The frame of a page outside any relationship.
    ///
    /// # Errors
    /// When the demo's people cannot be read.
    pub fn new(ask: &Ask, title: impl Into<String>) -> Result<Self, Problem> {
        let you = ask.visitor.as_ref().map(|visitor| {
            let person = &visitor.person;
            let name = person
                .name
                .clone()
                .unwrap_or_else(|| ask.say.text("name-erased"));
            SignedIn {
                initials: initials(&name),
                name,
                organisation: person.organisation_name.clone(),
                guest: visitor.is_guest(),
                administrator: person.administrator,
                host_administrator: person.host_administrator,
            }
        });
        Ok(Self {
            title: title.into(),
            say: ask.say,
            dates: ask.dates(),
            path: ask.page().to_owned(),
            place: ask.place(),
            you,
            drafts: Drafts::of_visitor(ask),
            demo: demo_people(ask)?,
            again: ask.web.settings().again.is_some(),
            base: ask.table.as_ref().map(Sitting::base).unwrap_or_default(),
            stay: ask.table.as_ref().map(Sitting::stay).unwrap_or_default(),
            relationship: None,
            follows: None,
            by_links: Vec::new(),
            draft: ask.draft.clone(),
            flash: ask
                .query
                .get("said")
                .map(|key| format!("said-{key}"))
                // An address can say anything; the page repeats none of it.
                .filter(|key| crate::catalogue::has_plain(ask.say.0, key))
                .map(|key| ask.say.text(&key)),
            told: String::new(),
            csrf: ask
                .visitor
                .as_ref()
                .map(crate::visitor::Visitor::csrf)
                .unwrap_or_default(),
            key: Uuid::new_v4(),
        })
    }

    /// The frame of a relationship's page.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub(crate) fn around(room: &Room<'_>, title: impl Into<String>) -> Result<Self, Problem> {
        let (ask, dates) = (room.ask, &room.dates);
        room.last_here();
        let table = ask.table()?;
        let as_of = table.as_of.map(|at| AsOf {
            exact: dates.exact(at),
            machine: dates.machine(at),
        });
        let around = Around {
            id: table.id,
            name: room.called(),
            local: dates.local(ask.moment()),
            look: room.names.party(room.frame.you.party).look,
            turns: room.seen.turns(ask.moment()),
            said: room.seen.words_said(),
            decisions: room.seen.has_proposals(),
            meetings: room.seen.has_meetings(),
            sits: room.seen.running_meeting().is_some(),
            off_record: room.seen.is_off_record(),
            asked: room.seen.proposals_waiting(ask.moment()),
            consultations: room.seen.has_consultations() || room.seen.may::<OpenConsultation>(()),
            agreement: room.seen.has_agreement(),
            review: room.seen.has_review(),
            trust: room.seen.has_trust(),
            signs: room.seen.agreement_to_sign().is_some(),
            closed: room.frame.closed.map(|at| dates.day(at)),
            shown_at: room.seen.last().sequence,
            live: (as_of.is_none() && ask.method == Method::GET)
                .then(|| (format!("{}/live", room.base), table.cursor)),
            as_of,
        };
        let marked = room
            .names
            .seated()
            .filter(|party| !party.by_link.is_empty());
        let by_links = marked.map(|party| (party.name.clone(), party.by_link.clone()));
        Ok(Self {
            relationship: Some(around),
            by_links: by_links.collect(),
            ..Self::new(ask, title)?
        })
    }

    /// The hidden fields that every form begins with: its name, proof of where it came from, a key under which
    /// it is carried out once, and up to which entry its reader was shown the record.
    pub fn hidden(&self, form: &str) -> String {
        let form = form.replace(['"', '&', '<', '>'], "");
        let around = self.relationship.as_ref();
        let shown_at = around.map(|around| {
            let last = around.shown_at;
            format!("<input type=\"hidden\" name=\"shown_at\" value=\"{last}\">")
        });
        format!(
            "<input type=\"hidden\" name=\"form\" value=\"{form}\">\
             <input type=\"hidden\" name=\"csrf\" value=\"{}\">\
             <input type=\"hidden\" name=\"key\" value=\"{}.{form}\">{}",
            self.csrf,
            self.key,
            shown_at.unwrap_or_default()
        )
    }

    /// Whose turn it is in the dialogue: what waits there for who reads; nothing outside a relationship.
    pub fn turns(&self) -> Turns {
        let around = self.relationship.as_ref();
        around
            .map(|around| around.turns.clone())
            .unwrap_or_default()
    }

    /// Where the page hears of news, and up to where it shows the record, if it follows its table.
    pub fn live(&self) -> Option<&(String, Cursor)> {
        let around = self.relationship.as_ref();
        let table = around.and_then(|around| around.live.as_ref());
        table.or(self.follows.as_ref())
    }

    /// The page shows so many views of a consultation's votes, and follows those that come.
    pub fn follow_views(&mut self, consultation: ConsultationId, views: usize) {
        let around = self.relationship.as_mut();
        if let Some((stream, _)) = around.and_then(|around| around.live.as_mut()) {
            // Writing to a string cannot fail.
            let _ = write!(stream, "?view={consultation}.{views}");
        }
    }

    /// As [`Self::hidden`], where a page has one such form for each of many things.
    pub fn hidden_for(&self, form: &str, id: impl std::fmt::Display) -> String {
        self.hidden(&format!("{form}-{id}"))
    }

    /// Whether the page is none of those that a phone's navigation shows before “More”.
    pub fn is_under_more(&self) -> bool {
        let first = ["value", "outcomes", "better-off", "dialogue", "features"];
        self.path != self.base && !first.into_iter().any(|room| self.is_in(room))
    }

    /// How many things wait in the places that a phone shows behind “More”.
    pub fn waits_under_more(&self) -> usize {
        self.relationship.as_ref().map_or(0, |around| {
            around.asked + usize::from(around.signs) + usize::from(around.sits)
        })
    }

    /// The address of another page of the relationship, at the moment looked at.
    pub fn to(&self, page: impl std::fmt::Display) -> String {
        staying(&format!("{}/{page}", self.base), &self.stay)
    }

    /// The address of a place on this page, of which this is asked, at the moment looked at.
    pub fn here(&self, asked: &str, place: &str) -> String {
        // An address that asks for nothing leaves what was asked of the page.
        let asked = match asked.is_empty() && self.stay.is_empty() {
            true => "?",
            false => asked,
        };
        staying(&format!("{asked}#{place}"), &self.stay)
    }

    /// Whether the page is in this room of its relationship: `value`, `parties` …
    pub fn is_in(&self, room: &str) -> bool {
        let rest = self.path.strip_prefix(&self.base);
        let rest = rest.filter(|_| self.relationship.is_some());
        rest.and_then(|rest| rest.split('/').nth(1)) == Some(room)
    }
}

fn demo_people(ask: &Ask) -> Result<Vec<DemoPerson>, Problem> {
    let demo = &ask.web.settings().demo;
    if demo.is_empty() {
        return Ok(Vec::new());
    }
    let accounts = ask.web.app().accounts();
    let names = accounts.names(demo)?;
    let homes: Vec<_> = names.values().map(|name| name.organisation).collect();
    let organisations = accounts.organisations(&homes)?;
    let current = ask.visitor.as_ref().map(|visitor| visitor.person.id);
    let mut people = Vec::new();
    // The demo names its people side by side: provider, consumer, supplier, in this order of homes.
    let mut seen: Vec<OrganisationId> = Vec::new();
    for id in demo {
        let Some(name) = names.get(id) else { continue };
        if !seen.contains(&name.organisation) {
            seen.push(name.organisation);
        }
        let place = seen
            .iter()
            .position(|home| *home == name.organisation)
            .unwrap_or(0);
        let kind = [
            PartyKind::Provider,
            PartyKind::Consumer,
            PartyKind::Supplier,
        ][place.min(2)];
        let (look, letter) = match kind {
            PartyKind::Provider => ("provider", "P"),
            PartyKind::Consumer => ("consumer", "C"),
            _ => ("supplier", "S"),
        };
        people.push(DemoPerson {
            id: *id,
            name: name.name.clone().unwrap_or_default(),
            organisation: organisations
                .get(&name.organisation)
                .map(|organisation| organisation.name.clone())
                .unwrap_or_default(),
            look,
            letter,
            current: current == Some(*id),
        });
    }
    Ok(people)
}
