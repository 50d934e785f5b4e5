//! The people of the demo and their organisations, with accounts of their own.

use accounts::{Accounts, Invitee, SetUp};
use anyhow::Context;
use domain::ids::*;
use uuid::Uuid;

use super::teller::{Teller, ZONE, newcomer};

/// Who can be switched between, by their addresses: provider, consumer, supplier.
const SWITCHED: [&str; 6] = [
    "ines.falk@meridian.example",
    "viktor.hahn@meridian.example",
    "mara.osei@northwind.example",
    "lea.brandt@northwind.example",
    "jonas.weil@northwind.example",
    "tom.adeyemi@halden.example",
];

/// The provider's people: those who are there from the first day.
pub struct Meridian {
    /// Their organisation.
    pub organisation: OrganisationId,
    /// Service owner; set the server up.
    pub ines: PersonId,
    /// Relationship manager.
    pub viktor: PersonId,
    /// Builds and runs the network.
    pub priya: PersonId,
    /// Watches, for the auditors.
    pub sofie: PersonId,
}

impl Meridian {
    /// Sets the server up and gives everybody an account.
    pub fn sets_up(teller: &Teller) -> anyhow::Result<Self> {
        let (accounts, now) = (teller.app().accounts(), teller.now()?);
        let code = accounts.set_up_code()?.context("this database holds something else already")?;
        let ines = accounts.set_up(
            &SetUp {
                code,
                organisation: "Meridian Mobile".to_owned(),
                person: newcomer("Ines Falk", Some(SWITCHED[0])),
                password: Uuid::new_v4().to_string().into(),
            },
            now,
        )?;
        let colleague = |name, email| -> anyhow::Result<PersonId> {
            let guest = accounts.add_guest(
                ines.person.organisation,
                &newcomer(name, Some(email)),
                teller.now()?,
            )?;
            super::teller::claim_account(teller, &guest, email)?;
            Ok(guest.id)
        };
        Ok(Self {
            organisation: ines.person.organisation,
            ines: ines.person.id,
            viktor: colleague("Viktor Hahn", SWITCHED[1])?,
            priya: colleague("Priya Raman", "priya.raman@meridian.example")?,
            sofie: colleague("Sofie Lindqvist", "sofie.lindqvist@meridian.example")?,
        })
    }
}

/// Somebody who is invited to a table and comes in by the link, as one does on a phone.
pub fn invited(
    teller: &Teller,
    table: RelationshipId,
    by: PersonId,
    invitee: &Invitee,
    line: &str,
) -> anyhow::Result<accounts::Person> {
    use accounts::secrecy::ExposeSecret;
    let (accounts, now) = (teller.app().accounts(), teller.now()?);
    let invited = accounts.invite(invitee, table, by, line, now)?;
    accounts.enter(invited.secret.expose_secret(), None, now)?;
    Ok(invited.person)
}

/// The people to switch between, provider first, if this database holds the demo.
pub fn switched(accounts: &Accounts) -> anyhow::Result<Option<Vec<PersonId>>> {
    let mut people = Vec::new();
    for email in SWITCHED {
        match accounts.account_by_email(email)? {
            Some(person) => people.push(person.id),
            None => return Ok(None),
        }
    }
    Ok(Some(people))
}

/// The addresses of those who join later.
pub fn address_of(name: &str) -> &'static str {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    SWITCHED.into_iter().find(|address| address.starts_with(&first)).unwrap_or_default()
}

/// The demo's zone.
pub fn zone() -> String {
    ZONE.to_owned()
}
