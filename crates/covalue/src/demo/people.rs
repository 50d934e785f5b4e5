//! The people of the demo and their organisations, with accounts of their own.

use std::net::{IpAddr, Ipv4Addr};

use accounts::secrecy::ExposeSecret;
use accounts::{Accounts, Handed, Invitee, Mail, MailKind, NewPerson, Person, SetUp, Shown};
use anyhow::Context;
use domain::ids::*;
use uuid::Uuid;

use super::teller::{Teller, ZONE};

/// A name and the address it signs in with.
pub type Name = (&'static str, &'static str);

pub const INES: Name = ("Ines Falk", "ines.falk@meridian.example");
pub const VIKTOR: Name = ("Viktor Hahn", "viktor.hahn@meridian.example");
pub const PRIYA: Name = ("Priya Raman", "priya.raman@meridian.example");
pub const SOFIE: Name = ("Sofie Lindqvist", "sofie.lindqvist@meridian.example");
pub const MARA: Name = ("Mara Osei", "mara.osei@northwind.example");
pub const LEA: Name = ("Lea Brandt", "lea.brandt@northwind.example");
pub const JONAS: Name = ("Jonas Weil", "jonas.weil@northwind.example");
pub const TOM: Name = ("Tom Adeyemi", "tom.adeyemi@halden.example");

/// Who can be switched between: provider, consumer, supplier.
const SWITCHED: [Name; 6] = [INES, VIKTOR, MARA, LEA, JONAS, TOM];

/// Sets the server up, as whoever starts one does.
pub fn set_up(teller: &Teller, organisation: &str, first: Name) -> anyhow::Result<Person> {
    let accounts = teller.app().accounts();
    let code = accounts
        .set_up_code()?
        .context("this database holds something else already")?;
    let set_up = SetUp {
        code,
        organisation: organisation.to_owned(),
        person: newcomer(first),
        password: password().into(),
    };
    Ok(accounts.set_up(&set_up, teller.now()?)?.person)
}

/// A colleague, with an account.
pub fn colleague(
    teller: &Teller,
    organisation: OrganisationId,
    name: Name,
) -> anyhow::Result<PersonId> {
    let guest = teller
        .app()
        .accounts()
        .add_guest(organisation, &newcomer(name), teller.now()?)?;
    claim(teller, guest.id, name)?;
    Ok(guest.id)
}

/// Somebody who is invited to a table and comes in by the link, without an account.
pub fn guest(
    teller: &Teller,
    table: RelationshipId,
    by: PersonId,
    invitee: &Invitee,
    line: &str,
) -> anyhow::Result<Person> {
    let (accounts, now) = (teller.app().accounts(), teller.now()?);
    let invited = accounts.invite(invitee, table, by, line, now)?;
    accounts.enter(invited.secret.expose_secret(), None, now)?;
    Ok(invited.person)
}

/// Makes a guest's account their own.
pub fn claim(teller: &Teller, guest: PersonId, name: Name) -> anyhow::Result<()> {
    teller
        .app()
        .accounts()
        .claim(guest, name.1, &password(), teller.now()?)?;
    Ok(())
}

/// The first of an organisation that another one named confirms the address, and whoever runs the server
/// confirms the organisation.
pub fn confirm(teller: &Teller, person: PersonId) -> anyhow::Result<()> {
    let (accounts, now) = (teller.app().accounts(), teller.now()?);
    let person = accounts.person(person)?.context("nobody to confirm")?;
    accounts.ask_to_show_address(&person, IpAddr::V4(Ipv4Addr::LOCALHOST), now)?;
    let mut mails = accounts.due_mails(now, usize::from(u8::MAX))?.into_iter();
    let asked = |mail: &Mail| mail.kind == MailKind::Address && mail.person.id == person.id;
    let mail = mails.find(asked).context("no mail to confirm by")?;
    let secret = accounts.new_mail_secret()?;
    accounts.claim_mail(mail.id, &secret, &[], now)?;
    accounts.mail_was_handed(&mail, &Handed::Taken, now)?;
    let link = secret.secret().expose_secret();
    accounts.carry_out(accounts.prepare_address(link, Shown::Session(person.id), now)?)?;
    accounts.confirm_organisation(person.organisation, person.id, now)?;
    Ok(())
}

/// Somebody to add, in the demo's language and zone.
pub fn newcomer((name, email): Name) -> NewPerson {
    NewPerson {
        name: name.to_owned(),
        email: Some(email.to_owned()).filter(|email| !email.is_empty()),
        language: accounts::Language::En,
        time_zone: ZONE.to_owned(),
    }
}

/// Nobody needs to know it: in the demo one becomes somebody with a click.
fn password() -> String {
    Uuid::new_v4().to_string()
}

/// The people to switch between, if this database holds the demo.
pub fn switched(accounts: &Accounts) -> anyhow::Result<Option<Vec<PersonId>>> {
    let mut people = Vec::new();
    for (_, email) in SWITCHED {
        match accounts.account_by_email(email)? {
            Some(person) => people.push(person.id),
            None => return Ok(None),
        }
    }
    Ok(Some(people))
}
