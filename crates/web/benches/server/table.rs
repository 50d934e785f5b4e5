//! The table that the benches sit at: told through ordinary commands, and told on by each.

use std::path::Path;

use accounts::secrecy::ExposeSecret;
use accounts::{Language, NewPerson};
use app::{Act, App, Clock};
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, act};
use jiff::Timestamp;
use uuid::Uuid;

/// Meridian serves Northwind; Ines and Mara sit there.
pub struct Table {
    pub app: App,
    pub id: RelationshipId,
    pub meridian: OrganisationId,
    pub northwind: OrganisationId,
    pub provider: PartyId,
    pub consumer: PartyId,
    pub ines: PersonId,
    pub mara: PersonId,
}

impl Table {
    pub fn open(directory: &Path) -> Self {
        let app = App::open(super::open(directory), Clock::System).unwrap();
        let found = |name| found(&app, name);
        let (meridian, northwind) = (found("Meridian Mobile"), found("Northwind Logistics"));
        let ines = account(&app, meridian, "Ines Falk", "ines@example.org");
        let mara = account(&app, northwind, "Mara Osei", "mara@example.org");
        Self::of(app, [meridian, northwind], [ines, mara])
    }

    /// Another table of the same two.
    pub fn another(&self) -> Self {
        let Self {
            meridian,
            northwind,
            ..
        } = *self;
        Self::of(
            self.app.clone(),
            [meridian, northwind],
            [self.ines, self.mara],
        )
    }

    fn of(
        app: App,
        [meridian, northwind]: [OrganisationId; 2],
        [ines, mara]: [PersonId; 2],
    ) -> Self {
        let id = RelationshipId(Uuid::now_v7());
        let open = Command::OpenRelationship(act::OpenRelationship {
            name: "Mobile network for Northwind".to_owned(),
            side: PartyKind::Provider,
            counterpart: northwind,
            provider_unit: String::new(),
            consumer_unit: String::new(),
            closeness: Closeness::Regular,
            currency: "EUR".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
            purpose: "Dispatch that never goes quiet".to_owned(),
        });
        let Fact::RelationshipOpened(opened) = act(&app, id, ines, open) else {
            panic!("not opened")
        };
        let table = Self {
            app,
            id,
            meridian,
            northwind,
            provider: opened.provider,
            consumer: opened.consumer,
            ines,
            mara,
        };
        table.admit(ines, mara, table.consumer, Role::Customer);
        table
    }

    /// Founds an organisation.
    pub fn found(&self, name: &str) -> OrganisationId {
        found(&self.app, name)
    }

    /// Somebody with an account.
    pub fn account(&self, home: OrganisationId, name: &str, email: &str) -> PersonId {
        account(&self.app, home, name, email)
    }

    /// Somebody without one.
    pub fn guest(&self, home: OrganisationId, name: &str) -> PersonId {
        guest(&self.app, home, name)
    }

    /// Gives a seat.
    pub fn admit(&self, by: PersonId, person: PersonId, party: PartyId, role: Role) {
        let admit = Command::AdmitPerson(act::AdmitPerson {
            person,
            party,
            roles: vec![role],
            since: Since::Start,
        });
        self.act(by, admit);
    }

    /// Carries out a command; the first fact that it made.
    pub fn act(&self, actor: PersonId, command: impl Into<Command>) -> Fact {
        let command = command.into();
        act(&self.app, self.id, actor, command)
    }

    /// A session's cookie.
    pub fn session(&self, person: PersonId) -> String {
        let accounts = self.app.accounts();
        let session = accounts.demo_session(person, Timestamp::now()).unwrap();
        session.secret.expose_secret().to_owned()
    }
}

fn found(app: &App, name: &str) -> OrganisationId {
    let accounts = app.accounts();
    accounts
        .create_organisation(name, Timestamp::now())
        .unwrap()
        .id
}

fn guest(app: &App, home: OrganisationId, name: &str) -> PersonId {
    let new = NewPerson {
        name: name.to_owned(),
        email: None,
        language: Language::En,
        time_zone: "Europe/Berlin".to_owned(),
    };
    let accounts = app.accounts();
    accounts.add_guest(home, &new, Timestamp::now()).unwrap().id
}

fn account(app: &App, home: OrganisationId, name: &str, email: &str) -> PersonId {
    let id = guest(app, home, name);
    let password = "slow rivers carve the valley";
    let accounts = app.accounts();
    accounts
        .claim(id, email, password, Timestamp::now())
        .unwrap();
    id
}

fn act(app: &App, table: RelationshipId, actor: PersonId, command: impl Into<Command>) -> Fact {
    let command = command.into();
    let done = app.execute(Act::once(table, actor, command)).unwrap();
    done.facts.into_iter().next().unwrap()
}
