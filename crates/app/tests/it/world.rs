//! Meridian and Northwind at one table, on a database of their own.

use accounts::{Language, NewPerson};
use app::{Act, App, Clock, Done, Refused};
use database::Dialect;
use database::testing::{DIALECTS, Fresh};
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, Moment, act};
use jiff::Timestamp;
use record::{Entry, StreamId};
use std::ops::ControlFlow;
use uuid::Uuid;

/// When the table is opened.
pub const START: Moment = Moment(1_800_000_000_000);

pub struct World {
    pub app: App,
    pub clock: Clock,
    pub table: RelationshipId,
    /// Meridian's service owner, who opened the table.
    pub ines: PersonId,
    /// Northwind's customer.
    pub mara: PersonId,
    pub northwind: OrganisationId,
    pub consumer: PartyId,
    // Last: the database goes when nobody uses it any more.
    pub fresh: Fresh,
}

/// Runs the check in a world of its own on each database.
pub fn on_both(check: impl Fn(&World)) {
    for dialect in DIALECTS {
        check(&World::new(dialect));
    }
}

pub fn say(words: &str) -> Command {
    act::Say::new(ContributionKind::Need, Audience::WholeTable, words).into()
}

pub fn opening(counterpart: OrganisationId) -> Command {
    Command::OpenRelationship(act::OpenRelationship {
        name: "Mobile network".to_owned(),
        side: PartyKind::Provider,
        counterpart,
        provider_unit: String::new(),
        consumer_unit: String::new(),
        closeness: Closeness::Regular,
        currency: "EUR".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        purpose: String::new(),
    })
}

impl World {
    pub fn new(dialect: Dialect) -> Self {
        let fresh = Fresh::new(dialect);
        let clock = Clock::at(START);
        let app = App::open(fresh.open(), clock.clone()).unwrap();
        let accounts = app.accounts();
        let now = Timestamp::from_millisecond(START.0).unwrap();
        let found = |name: &str| accounts.create_organisation(name, now).unwrap().id;
        let (meridian, northwind) = (found("Meridian Mobile"), found("Northwind Logistics"));
        let guest = |home, name: &str| {
            let new = NewPerson {
                name: name.to_owned(),
                email: None,
                language: Language::En,
                time_zone: "Europe/Berlin".to_owned(),
            };
            accounts.add_guest(home, &new, now).unwrap().id
        };
        let (ines, mara) = (guest(meridian, "Ines Falk"), guest(northwind, "Mara Osei"));
        let password = "slow rivers carve the valley";
        accounts
            .claim(ines, "ines@example.org", password, now)
            .unwrap();
        let table = RelationshipId(Uuid::now_v7());
        let opened = app
            .execute(Act::once(table, ines, opening(northwind)))
            .unwrap();
        let Some(Fact::RelationshipOpened(opened)) = opened.facts.first() else {
            panic!("{opened:?}")
        };
        let world = Self {
            consumer: opened.consumer,
            app,
            clock,
            table,
            ines,
            mara,
            northwind,
            fresh,
        };
        world.done(
            ines,
            act::AdmitPerson {
                person: mara,
                party: world.consumer,
                roles: vec![Role::Customer],
                since: Since::Start,
            },
        );
        world
    }

    pub fn act(&self, actor: PersonId, command: impl Into<Command>) -> Result<Done, Refused> {
        let command = command.into();
        self.app.execute(Act::once(self.table, actor, command))
    }

    #[track_caller]
    pub fn done(&self, actor: PersonId, command: impl Into<Command>) -> Done {
        let command = command.into();
        self.act(actor, command).unwrap()
    }

    /// One more who speaks for Northwind, admitted by Mara once the seat is her own.
    pub fn colleague(&self, name: &str) -> PersonId {
        let new = NewPerson {
            name: name.to_owned(),
            email: None,
            language: Language::En,
            time_zone: "Europe/Berlin".to_owned(),
        };
        let now = Timestamp::from_millisecond(self.app.now().0).unwrap();
        let accounts = self.app.accounts();
        let password = "slow rivers carve the valley";
        accounts
            .claim(self.mara, "mara@example.org", password, now)
            .unwrap();
        self.done(self.mara, act::ClaimSeat {});
        let person = accounts.add_guest(self.northwind, &new, now).unwrap().id;
        self.done(
            self.mara,
            act::AdmitPerson {
                person,
                party: self.consumer,
                roles: vec![Role::Customer],
                since: Since::Start,
            },
        );
        person
    }

    pub fn stream(&self) -> StreamId {
        StreamId(self.table.0)
    }

    /// The same product as another node or a restart has it: with nothing in memory. (A second
    /// process cannot open SQLite's file meanwhile; the database is shared.)
    pub fn restarted(&self) -> App {
        App::open(self.app.database().clone(), self.clock.clone()).unwrap()
    }

    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        let record = self.app.record();
        record
            .entries(self.stream(), 1.., |entry| {
                entries.push(entry);
                ControlFlow::Continue(())
            })
            .unwrap();
        entries
    }

    /// The words that Mara finds at the table, in their order.
    pub fn words(&self, app: &App) -> Vec<Option<String>> {
        let table = app.relationship(self.table).unwrap().unwrap();
        let seen = table.seen_by(self.mara, &table).unwrap();
        seen.words().map(|said| said.words.clone()).collect()
    }
}

/// The fact of an entry, as the rules read it.
pub fn fact(entry: &Entry) -> Fact {
    Fact::decode(&entry.kind, &entry.fact, entry.content.as_deref()).unwrap()
}
