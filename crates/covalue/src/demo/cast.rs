//! Who takes part in the demo.

use std::sync::Arc;

use accounts::secrecy::{ExposeSecret, SecretString};
use accounts::{Language, NewPerson, SetUp};
use anyhow::Context;
use app::{Act, App, Clock, Done};
use domain::ids::*;
use domain::{Command, Fact, Moment, Relationship};
use jiff::Timestamp;
use uuid::Uuid;

/// Nobody signs in with it: the demo switches between its people with one click.
const PASSWORD: &str = "a demo needs no password but has one";

/// The people, their organisations, and the clock that they live by.
pub struct Cast {
    app: App,
    clock: Clock,
    today: Moment,
    /// Meridian Mobile.
    pub meridian: OrganisationId,
    /// Northwind Logistics.
    pub northwind: OrganisationId,
    /// Halden Towers.
    pub halden: OrganisationId,
    /// Service owner at Meridian.
    pub ines: PersonId,
    /// Relationship manager at Meridian.
    pub viktor: PersonId,
    /// Delivers at Meridian.
    pub pia: PersonId,
    /// Watches for Meridian's finance.
    pub greta: PersonId,
    /// Dispatch lead at Northwind: the customer.
    pub mara: PersonId,
    /// Fleet director at Northwind: the sponsor.
    pub lea: PersonId,
    /// A driver at Northwind.
    pub jonas: PersonId,
    /// The other drivers.
    pub drivers: Vec<PersonId>,
    /// Field lead at Halden.
    pub tom: PersonId,
}

/// Brings everybody together, a little more than a year before `today`.
pub fn gather(app: &App, clock: &Clock, today: Moment) -> anyhow::Result<Cast> {
    let began = Moment(today.0 - 370 * Moment::DAY);
    clock.set(began);
    let now = Timestamp::from_millisecond(began.0)?;
    let accounts = app.accounts();
    let code = accounts.set_up_code()?.context("the demo begins on an empty database")?;
    let first = accounts.set_up(
        &SetUp {
            code: SecretString::from(code.expose_secret()),
            organisation: "Meridian Mobile".to_owned(),
            person: person("Ines Falk", Some("ines@meridian.example")),
            password: SecretString::from(PASSWORD),
        },
        now,
    )?;
    let (ines, meridian) = (first.person.id, first.person.organisation);
    let northwind = accounts.create_organisation("Northwind Logistics", now)?.id;
    let halden = accounts.create_organisation("Halden Towers", now)?.id;

    let account = |home, name: &str, address: &str| -> anyhow::Result<PersonId> {
        let guest = accounts.add_guest(home, &person(name, Some(address)), now)?;
        Ok(accounts.claim(guest.id, address, PASSWORD, now)?.person.id)
    };
    let guest = |home, name: &str| -> anyhow::Result<PersonId> {
        Ok(accounts.add_guest(home, &person(name, None), now)?.id)
    };
    let drivers = [
        "Aylin Demir", "Ben Hartmann", "Carla Nunes", "Dario Conti", "Emil Sørensen", "Fatou Diop",
        "Georg Lindner", "Hanna Kowalska", "Igor Petrov", "Jana Weiss", "Kofi Mensah", "Lotte Brink",
    ];
    Ok(Cast {
        viktor: account(meridian, "Viktor Hahn", "viktor@meridian.example")?,
        pia: account(meridian, "Pia Lorenz", "pia@meridian.example")?,
        greta: account(meridian, "Greta Simon", "greta@meridian.example")?,
        mara: account(northwind, "Mara Osei", "mara@northwind.example")?,
        lea: account(northwind, "Lea Brandt", "lea@northwind.example")?,
        jonas: account(northwind, "Jonas Weil", "jonas@northwind.example")?,
        drivers: drivers.iter().map(|name| guest(northwind, name)).collect::<Result<_, _>>()?,
        tom: account(halden, "Tom Adeyemi", "tom@halden.example")?,
        app: app.clone(),
        clock: clock.clone(),
        today,
        meridian,
        northwind,
        halden,
        ines,
    })
}

fn person(name: &str, email: Option<&str>) -> NewPerson {
    NewPerson {
        name: name.to_owned(),
        email: email.map(str::to_owned),
        language: Language::En,
        time_zone: "Europe/Berlin".to_owned(),
    }
}

impl Cast {
    /// It is now `days` before today, at some hour of the working day.
    pub fn days_ago(&self, days: i64, hour: i64) {
        let midnight = self.today.0 - self.today.0.rem_euclid(Moment::DAY);
        let at = midnight - days * Moment::DAY + hour * 3_600_000;
        self.clock.set(Moment(at.min(self.today.0 - 60_000)));
    }

    /// A minute passes.
    pub fn a_minute_later(&self) {
        let next = self.clock.now().0 + 60_000;
        self.clock.set(Moment(next.min(self.today.0 - 1_000)));
    }

    /// A relationship as it stands.
    pub fn relationship(&self, table: RelationshipId) -> anyhow::Result<Arc<Relationship>> {
        self.app.relationship(table)?.context("the relationship was opened")
    }

    /// Somebody does something at a table.
    pub fn does(
        &self,
        table: RelationshipId,
        actor: PersonId,
        command: Command,
    ) -> anyhow::Result<Done> {
        self.a_minute_later();
        let what = command.name();
        let done = self.app.execute(Act::once(table, actor, command));
        done.with_context(|| format!("the story stops at “{what}”"))
    }

    /// Somebody opens a relationship; answers it with the provider's and the consumer's party.
    pub fn opens(
        &self,
        actor: PersonId,
        command: Command,
    ) -> anyhow::Result<(RelationshipId, PartyId, PartyId)> {
        let table = RelationshipId(Uuid::now_v7());
        let done = self.does(table, actor, command)?;
        let opened = done.facts.iter().find_map(|fact| match fact {
            Fact::RelationshipOpened(opened) => Some((table, opened.provider, opened.consumer)),
            _ => None,
        });
        opened.context("a relationship was opened")
    }
}
