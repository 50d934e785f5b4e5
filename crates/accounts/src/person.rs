//! People: accounts, and guests who have not claimed one. An organisation's administrators manage
//! its people; nobody else does.

use std::collections::BTreeMap;

use data_encoding::BASE32_NOPAD;
use database::{Connection, Row};
use domain::ids::{OrganisationId, PersonId, RelationshipId};
use jiff::Timestamp;

use crate::belonging::Belonging;
use crate::change::{self, By, Change};
use crate::organisation::Organisation;
use crate::password_link::{self, PasswordLink};
use crate::prepared::Prepared;
use crate::text::{self, Language};
use crate::{
    Accounts, Error, Refusal, address, device, entropy, invitation, many, organisation, outbox,
    second_factor, secret, session, stored, token,
};

/// People of one organisation: far above a table's needs, and a page can still list them.
pub const PEOPLE_PER_ORGANISATION: usize = 10_000;

/// A person, with or without an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The id that the records know; it outlives the name.
    pub id: PersonId,
    /// The organisation that the person belongs to.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// What it says of them.
    pub belongs: Belonging,
    /// The person's name; none once erased.
    pub name: Option<String>,
    /// Where mail reaches the person, if anywhere. Of an account: what they showed, or what the operator
    /// said; of a guest: what whoever invited them typed.
    pub email: Option<String>,
    /// The language of the person's pages and mail.
    pub language: Language,
    /// The IANA time zone of the person's dates.
    pub time_zone: String,
    /// When the person claimed an account; none for a guest.
    pub claimed_at: Option<Timestamp>,
    /// Manages the organisation's people.
    pub administrator: bool,
    /// Manages this server; sees no relationship by it.
    pub host_administrator: bool,
    /// When the person was suspended, if so at present.
    pub suspended_at: Option<Timestamp>,
    /// When name and address were erased.
    pub erased_at: Option<Timestamp>,
    /// The address at which the person was shown to read mail.
    pub reads_mail_at: Option<String>,
    /// What an account signs in with: its address, or a [name of its own](sign_in_name), in the form in
    /// which they are compared.
    pub signs_in_with: Option<String>,
}

impl Person {
    /// A guest as they will be.
    pub(crate) fn guest(
        id: PersonId,
        home: &Organisation,
        belongs: Belonging,
        new: &NewPerson,
    ) -> Self {
        Self {
            id,
            organisation: home.id,
            organisation_name: home.name.clone(),
            belongs,
            name: Some(new.name.clone()),
            email: new.email.clone(),
            language: new.language,
            time_zone: new.time_zone.clone(),
            claimed_at: None,
            administrator: false,
            host_administrator: false,
            suspended_at: None,
            erased_at: None,
            reads_mail_at: None,
            signs_in_with: None,
        }
    }

    /// Has no account: takes part by invitation link only.
    pub fn is_guest(&self) -> bool {
        self.claimed_at.is_none()
    }

    /// Whether their organisation knows them as its own.
    pub fn is_member(&self) -> bool {
        self.belongs == Belonging::Member
    }

    /// The domain at which the person was shown to read mail.
    pub fn mail_domain(&self) -> Option<String> {
        let (_, domain) = self.reads_mail_at.as_deref()?.rsplit_once('@')?;
        Some(domain.to_lowercase())
    }

    /// The domain of the person's address, whether they were shown to read mail there or not.
    pub fn address_domain(&self) -> Option<String> {
        let (_, domain) = self.email.as_deref()?.rsplit_once('@')?;
        Some(domain.to_lowercase())
    }

    /// Whether the address of this account was shown to be theirs.
    pub fn has_shown_address(&self) -> bool {
        self.email.is_some() && self.reads_mail_at == self.email
    }

    /// May take part: neither suspended nor erased.
    pub fn is_active(&self) -> bool {
        self.suspended_at.is_none() && self.erased_at.is_none()
    }
}

/// What somebody signs in with who has shown no address: of their name, so that they know it again, and
/// of their id, so that it is nobody else's.
pub fn sign_in_name(person: &Person) -> String {
    let name = person.name.as_deref().unwrap_or_default().to_lowercase();
    // A title tells nobody which name it was.
    let titled = name.split_whitespace();
    let untitled = titled.skip_while(|word| word.ends_with('.'));
    let mut words = untitled.flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
    let first = words.find(|word| !word.is_empty()).unwrap_or("seat");
    let digest = secret::digest(&format!("sign-in name of {}", person.id));
    let tail = BASE32_NOPAD.encode(&digest[..5]).to_lowercase();
    text::sign_in_email(&format!("{first}-{tail}"))
}

/// Somebody to add, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// Name.
    pub name: String,
    /// Where mail reaches the person.
    pub email: Option<String>,
    /// Language of pages and mail.
    pub language: Language,
    /// IANA time zone.
    pub time_zone: String,
}

impl NewPerson {
    /// The same with everything normalised.
    pub(crate) fn checked(&self) -> Result<Self, Refusal> {
        let email = self
            .email
            .as_deref()
            .filter(|email| !email.trim().is_empty());
        Ok(Self {
            name: text::name("name", &self.name)?,
            email: email.map(text::email).transpose()?,
            language: self.language,
            time_zone: text::time_zone(&self.time_zone)?,
        })
    }
}

/// What a page shows for an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplayName {
    /// The person's name; none once erased.
    pub name: Option<String>,
    /// The organisation that the person belongs to.
    pub organisation: OrganisationId,
    /// The language of their pages.
    pub language: Language,
}

/// The columns that [`from_row`] reads, from `people p JOIN organisations o`.
pub(crate) const COLUMNS: &str = "p.id, p.organisation_id, o.name, p.name, p.email, p.language, \
     p.time_zone, p.claimed_at, p.administrator, p.host_administrator, p.suspended_at, p.erased_at, \
     p.reads_mail_at, p.sign_in_email, p.belongs";
/// How many they are.
pub(crate) const COLUMN_COUNT: usize = 15;

impl Accounts {
    /// A person, if there is one of this id.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn person(&self, id: PersonId) -> Result<Option<Person>, Error> {
        one(self
            .database
            .read(|c| c.query(&select("p.id = ?1"), &[stored::id(id)]))?)
    }

    /// The account that signs in with this address or name, if there is one.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn account_by_email(&self, email: &str) -> Result<Option<Person>, Error> {
        self.database.read(|c| Ok(by_sign_in(c, email)))?
    }

    /// Everybody whom the organisation knows as its own and who was not erased, oldest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn people_of(&self, organisation: OrganisationId) -> Result<Vec<Person>, Error> {
        self.people_who(organisation, Belonging::Member)
    }

    /// Everybody of whom the organisation says this, whoever named it, and who was not erased, oldest first.
    pub(crate) fn people_who(
        &self,
        organisation: OrganisationId,
        belongs: Belonging,
    ) -> Result<Vec<Person>, Error> {
        let sql = select("p.organisation_id = ?1 AND p.belongs = ?2 AND p.erased_at IS NULL")
            + " ORDER BY p.created_at, p.id";
        let params = [stored::id(organisation), stored::text(belongs.word())];
        let rows = self.database.read(|c| c.query(&sql, &params))?;
        rows.iter().map(|row| from_row(row, 0)).collect()
    }

    /// The names behind those ids that exist.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn names(&self, ids: &[PersonId]) -> Result<BTreeMap<PersonId, DisplayName>, Error> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let rows = self.database.read(|connection| {
            many::rows_by_id(
                connection,
                "SELECT id, name, organisation_id, language FROM people",
                "id",
                ids,
            )
        })?;
        rows.iter()
            .map(|row| {
                let name = row.optional_text(1)?.map(str::to_owned);
                let language = row.text(3)?.parse();
                let shown = DisplayName {
                    name,
                    organisation: stored::read_id(row, 2)?,
                    language: language.map_err(|_| Error::Damaged("language"))?,
                };
                Ok((stored::read_id(row, 0)?, shown))
            })
            .collect()
    }

    /// Adds a person to the organisation of `by`, one of its administrators. The link lets the
    /// person choose a password.
    ///
    /// # Errors
    /// Refuses anybody else, bad text, and one person too many.
    pub fn add_person(
        &self,
        by: PersonId,
        new: &NewPerson,
        now: Timestamp,
    ) -> Result<(Person, PasswordLink), Error> {
        let new = new.checked()?;
        let id = PersonId(entropy::id(&*self.entropy)?);
        let link = password_link::JOIN.issue(&*self.entropy, now)?;
        let added = self.database.write(|connection| {
            let organisation = administrator(connection, by)?.organisation;
            organisation::hold_for_one_more(connection, organisation)?;
            insert_guest(connection, id, organisation, Belonging::Member, &new, now)?;
            password_link::store(connection, id, &link, By::Person(by))?;
            existing(connection, id)
        })?;
        Ok((added, link.into_link()))
    }

    /// Adds a guest to an organisation as one of its own, on the word of whoever runs the server.
    ///
    /// # Errors
    /// Refuses bad text, an unknown organisation, and one person too many.
    pub fn add_guest(
        &self,
        organisation: OrganisationId,
        new: &NewPerson,
        now: Timestamp,
    ) -> Result<Person, Error> {
        let new = new.checked()?;
        let id = PersonId(entropy::id(&*self.entropy)?);
        self.database.write(|connection| {
            organisation::hold_for_one_more(connection, organisation)?;
            insert_guest(connection, id, organisation, Belonging::Member, &new, now)?;
            existing(connection, id)
        })
    }

    /// Renames a person: oneself, or as an administrator of the same organisation.
    ///
    /// # Errors
    /// Refuses anybody else, and a name that is blank, too long or deceptive.
    pub fn rename_person(&self, by: PersonId, id: PersonId, name: &str) -> Result<(), Error> {
        let name = text::name("name", name)?;
        self.database.write(|connection| {
            if by == id {
                active(connection, id)?;
            } else {
                administered(connection, by, id)?;
            }
            set(connection, id, "name", stored::text(&name))
        })
    }

    /// Puts right what a guest is called, ready to be made together with what the record takes down; whether
    /// `by` may is the table's rule.
    ///
    /// # Errors
    /// Refuses somebody with an account, or who sits at another table, too ([`Refusal::NotYoursToRename`]),
    /// and a name that is blank, too long or deceptive.
    pub fn prepare_rename_guest(
        &self,
        id: PersonId,
        relationship: RelationshipId,
        name: &str,
    ) -> Result<Prepared<()>, Error> {
        let name = text::name("name", name)?;
        let person = self
            .person(id)?
            .ok_or(Refusal::Unknown { what: "person" })?;
        let renamed = Person {
            name: Some(name.clone()),
            ..person
        };
        let change = move |connection: &mut dyn Connection| {
            let person = active(connection, id)?;
            let elsewhere = connection.query(
                "SELECT 1 FROM memberships WHERE person_id = ?1 AND relationship_id <> ?2 LIMIT 1",
                &[stored::id(id), stored::id(relationship)],
            )?;
            if !person.is_guest() || !elsewhere.is_empty() {
                return Err(Refusal::NotYoursToRename.into());
            }
            set(connection, id, "name", stored::text(&name))
        };
        Ok(Prepared {
            person: renamed,
            change: Box::new(change),
            result: Box::new(|_| ()),
        })
    }

    /// Sets the language and time zone of one's own pages and mail.
    ///
    /// # Errors
    /// Refuses an unknown time zone.
    pub fn set_locale(&self, id: PersonId, language: Language, zone: &str) -> Result<(), Error> {
        let zone = text::time_zone(zone)?;
        self.database.write(|connection| {
            active(connection, id)?;
            set(connection, id, "language", stored::text(language.code()))?;
            set(connection, id, "time_zone", stored::text(&zone))
        })
    }

    /// Makes somebody an administrator of the organisation, or no longer one.
    ///
    /// # Errors
    /// Refuses anybody but an administrator of the same organisation, guests, and to unmake the
    /// last one.
    pub fn set_administrator(
        &self,
        by: PersonId,
        id: PersonId,
        is: bool,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.database.write(|connection| {
            let person = administered(connection, by, id)?;
            if is && person.is_guest() {
                return Err(Refusal::GuestMustClaim.into());
            }
            if is && !person.is_active() {
                return Err(Refusal::Inactive.into());
            }
            if !is {
                keep_an_administrator(connection, &person)?;
            }
            set(connection, id, "administrator", stored::flag(is))?;
            let what = match is {
                true => Change::Administrator,
                false => Change::NoAdministrator,
            };
            change::note(connection, &*self.entropy, id, what, By::of(by, id), now)
        })
    }

    /// Makes an account an administrator of this server, or no longer one.
    ///
    /// # Errors
    /// Refuses anybody but an administrator of this server, guests, and to unmake the last one.
    pub fn set_host_administrator(
        &self,
        by: PersonId,
        id: PersonId,
        is: bool,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.database.write(|connection| {
            if !find(connection, by)?.is_some_and(|by| by.host_administrator && by.is_active()) {
                return Err(Refusal::NotHostAdministrator.into());
            }
            let person = existing(connection, id)?;
            if is && person.is_guest() {
                return Err(Refusal::GuestMustClaim.into());
            }
            if is && !person.is_active() {
                return Err(Refusal::Inactive.into());
            }
            if !is {
                keep_a_host_administrator(connection, &person)?;
            }
            set(connection, id, "host_administrator", stored::flag(is))?;
            let what = if is { Change::Host } else { Change::NoHost };
            change::note(connection, &*self.entropy, id, what, By::of(by, id), now)
        })
    }

    /// Suspends a person: signed out at once, tokens revoked, links dead until reinstated.
    ///
    /// # Errors
    /// Refuses anybody but an administrator of the same organisation, and to suspend the last one.
    pub fn suspend(&self, by: PersonId, id: PersonId, now: Timestamp) -> Result<(), Error> {
        self.database.write(|connection| {
            let person = administered(connection, by, id)?;
            keep_an_administrator(connection, &person)?;
            keep_a_host_administrator(connection, &person)?;
            shut_out(connection, id, now)?;
            set(connection, id, "suspended_at", stored::at(now))?;
            let what = Change::Suspended;
            change::note(connection, &*self.entropy, id, what, By::of(by, id), now)
        })
    }

    /// Ends a suspension. Tokens stay revoked.
    ///
    /// # Errors
    /// Refuses anybody but an administrator of the same organisation.
    pub fn reinstate(&self, by: PersonId, id: PersonId, now: Timestamp) -> Result<(), Error> {
        self.database.write(|connection| {
            administered(connection, by, id)?;
            set(connection, id, "suspended_at", database::Value::Null)?;
            let what = Change::Reinstated;
            change::note(connection, &*self.entropy, id, what, By::of(by, id), now)
        })
    }

    /// Whether `by` may erase this person: before what lies elsewhere is erased.
    ///
    /// # Errors
    /// As [`Self::erase`].
    pub fn may_erase(&self, by: PersonId, id: PersonId) -> Result<(), Error> {
        self.database.write(|connection| {
            let person = administered(connection, by, id)?;
            keep_an_administrator(connection, &person)?;
            keep_a_host_administrator(connection, &person)
        })
    }

    /// Erases name, address, password and second factors for good, and signs the person out. The id stays, so
    /// that the records keep their shape.
    ///
    /// # Errors
    /// Refuses anybody but an administrator of the same organisation, and to erase the last one.
    pub fn erase(&self, by: PersonId, id: PersonId, now: Timestamp) -> Result<(), Error> {
        self.database.write(|connection| {
            let person = administered(connection, by, id)?;
            keep_an_administrator(connection, &person)?;
            keep_a_host_administrator(connection, &person)?;
            shut_out(connection, id, now)?;
            second_factor::forget(connection, id)?;
            device::forget_all(connection, id)?;
            connection.execute(
                "UPDATE people SET name = NULL, email = NULL, sign_in_email = NULL, \
                 password_hash = NULL, administrator = 0, host_administrator = 0, \
                 erased_at = ?2, reads_mail_at = NULL WHERE id = ?1",
                &[stored::id(id), stored::at(now)],
            )?;
            invitation::erase(connection, id, now)?;
            token::erase(connection, id)?;
            change::erase(connection, person.id)?;
            outbox::erase(connection, person.id)
        })?;
        // Done either way: where this fails now, the next checkpoint moves the old bytes out.
        let _ = self.database.purge_deleted();
        Ok(())
    }
}

/// A row's person, whose columns begin at `first`.
pub(crate) fn from_row(row: &Row, first: usize) -> Result<Person, Error> {
    Ok(Person {
        id: stored::read_id(row, first)?,
        organisation: stored::read_id(row, first + 1)?,
        organisation_name: row.text(first + 2)?.to_owned(),
        name: row.optional_text(first + 3)?.map(str::to_owned),
        email: row.optional_text(first + 4)?.map(str::to_owned),
        language: row
            .text(first + 5)?
            .parse()
            .map_err(|_| Error::Damaged("language"))?,
        time_zone: row.text(first + 6)?.to_owned(),
        claimed_at: stored::read_optional_at(row, first + 7)?,
        administrator: stored::read_flag(row, first + 8)?,
        host_administrator: stored::read_flag(row, first + 9)?,
        suspended_at: stored::read_optional_at(row, first + 10)?,
        erased_at: stored::read_optional_at(row, first + 11)?,
        reads_mail_at: row.optional_text(first + 12)?.map(str::to_owned),
        signs_in_with: row.optional_text(first + 13)?.map(str::to_owned),
        belongs: Belonging::from_word(row.text(first + 14)?)?,
    })
}

pub(crate) fn find(connection: &mut dyn Connection, id: PersonId) -> Result<Option<Person>, Error> {
    one(connection.query(&select("p.id = ?1"), &[stored::id(id)])?)
}

/// The account that signs in with this address or name, as typed.
pub(crate) fn by_sign_in(
    connection: &mut dyn Connection,
    typed: &str,
) -> Result<Option<Person>, Error> {
    let typed = text::sign_in_email(typed);
    one(connection.query(&select("p.sign_in_email = ?1"), &[stored::text(&typed)])?)
}

pub(crate) fn existing(connection: &mut dyn Connection, id: PersonId) -> Result<Person, Error> {
    find(connection, id)?.ok_or(Refusal::Unknown { what: "person" }.into())
}

/// A person who may take part.
pub(crate) fn active(connection: &mut dyn Connection, id: PersonId) -> Result<Person, Error> {
    let person = existing(connection, id)?;
    if person.is_active() {
        Ok(person)
    } else {
        Err(Refusal::Inactive.into())
    }
}

/// `by`, if an administrator of an organisation.
pub(crate) fn administrator(
    connection: &mut dyn Connection,
    by: PersonId,
) -> Result<Person, Error> {
    find(connection, by)?
        .filter(|person| person.administrator && person.is_member() && person.is_active())
        .ok_or(Refusal::NotAdministrator.into())
}

/// The person `id`, if `by` administers the same organisation and it knows them as its own; it is held
/// until the transaction ends. People of other organisations do not exist for an administrator.
pub(crate) fn administered(
    connection: &mut dyn Connection,
    by: PersonId,
    id: PersonId,
) -> Result<Person, Error> {
    let person = of_own_organisation(connection, by, id)?;
    if person.is_member() {
        Ok(person)
    } else {
        Err(Refusal::NotMember.into())
    }
}

/// As [`administered`], of whoever is only said to belong there too.
pub(crate) fn of_own_organisation(
    connection: &mut dyn Connection,
    by: PersonId,
    id: PersonId,
) -> Result<Person, Error> {
    let organisation = administrator(connection, by)?.organisation;
    organisation::hold(connection, organisation)?;
    // Read again: another change may have gone before while this one waited.
    administrator(connection, by)?;
    find(connection, id)?
        .filter(|person| person.organisation == organisation && person.erased_at.is_none())
        .ok_or(Refusal::Unknown { what: "person" }.into())
}

pub(crate) fn insert_guest(
    connection: &mut dyn Connection,
    id: PersonId,
    organisation: OrganisationId,
    belongs: Belonging,
    new: &NewPerson,
    now: Timestamp,
) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO people (id, organisation_id, name, email, language, time_zone, administrator, \
         host_administrator, created_at, belongs) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0, ?7, ?8)",
        &[
            stored::id(id),
            stored::id(organisation),
            stored::text(&new.name),
            stored::optional_text(new.email.as_deref()),
            stored::text(new.language.code()),
            stored::text(&new.time_zone),
            stored::at(now),
            stored::text(belongs.word()),
        ],
    )?;
    Ok(())
}

pub(crate) fn set_belongs(
    connection: &mut dyn Connection,
    id: PersonId,
    belongs: Belonging,
) -> Result<(), Error> {
    set(connection, id, "belongs", stored::text(belongs.word()))
}

/// Sets one column, named by the code, of one person.
pub(crate) fn set(
    connection: &mut dyn Connection,
    id: PersonId,
    column: &'static str,
    value: database::Value,
) -> Result<(), Error> {
    let sql = format!("UPDATE people SET {column} = ?2 WHERE id = ?1");
    connection.execute(&sql, &[stored::id(id), value])?;
    Ok(())
}

/// Ends every session and revokes every token and password link of a person, and what they asked for:
/// an address that somebody else asked for in their name must not outlive it.
pub(crate) fn shut_out(
    connection: &mut dyn Connection,
    id: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    session::end_all(connection, id)?;
    token::revoke_all(connection, id, now)?;
    address::forget(connection, id, now)?;
    password_link::remove(connection, id)
}

fn keep_an_administrator(connection: &mut dyn Connection, person: &Person) -> Result<(), Error> {
    if !person.administrator {
        return Ok(());
    }
    let others = connection.query(
        "SELECT id FROM people WHERE organisation_id = ?1 AND id <> ?2 AND administrator = 1 \
         AND suspended_at IS NULL LIMIT 1",
        &[stored::id(person.organisation), stored::id(person.id)],
    )?;
    if others.is_empty() {
        Err(Refusal::LastAdministrator.into())
    } else {
        Ok(())
    }
}

fn keep_a_host_administrator(
    connection: &mut dyn Connection,
    person: &Person,
) -> Result<(), Error> {
    if !person.host_administrator {
        return Ok(());
    }
    // Held as a whole: they may belong to different organisations.
    connection.execute(
        "UPDATE people SET host_administrator = 1 WHERE host_administrator = 1",
        &[],
    )?;
    let others = connection.query(
        "SELECT id FROM people WHERE id <> ?1 AND host_administrator = 1 \
         AND suspended_at IS NULL LIMIT 1",
        &[stored::id(person.id)],
    )?;
    if others.is_empty() {
        Err(Refusal::LastHostAdministrator.into())
    } else {
        Ok(())
    }
}

fn select(condition: &str) -> String {
    format!(
        "SELECT {COLUMNS} FROM people p JOIN organisations o ON o.id = p.organisation_id \
         WHERE {condition}"
    )
}

fn one(rows: Vec<Row>) -> Result<Option<Person>, Error> {
    rows.first().map(|row| from_row(row, 0)).transpose()
}
