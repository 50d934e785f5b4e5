//! Organisations: an id and a name. What they are to each other is told by the relationships.

use std::collections::BTreeMap;

use database::{Connection, Row};
use domain::ids::{OrganisationId, PersonId, RelationshipId};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::belonging::{self, Belonging};
use crate::change::{self, By, Change};
use crate::person::{self, PEOPLE_PER_ORGANISATION};
use crate::prepared::Prepared;
use crate::{Accounts, Error, Refusal, entropy, many, stored, text};

/// Which organisation somebody means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Called {
    /// One that they call by this name.
    Name(String),
    /// Another one of the same name at the same table.
    Another(String),
    /// One that they know from another table.
    Known(OrganisationId),
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name, as its people see it; or as another organisation called it.
    pub name: String,
    /// The one relationship for which another organisation named it; none for one that was founded here.
    pub named_for: Option<RelationshipId>,
    /// Which organisation it is said to be, by whoever named it.
    pub said_to_be: Option<OrganisationId>,
    /// When the operator confirmed that its people are who they say.
    pub confirmed_at: Option<Timestamp>,
}

impl Organisation {
    pub(crate) fn founded(id: OrganisationId, name: String) -> Self {
        Self {
            id,
            name,
            named_for: None,
            said_to_be: None,
            confirmed_at: None,
        }
    }

    /// Whether it knows anybody as its own: it was founded here, or the operator confirmed it. Whether that
    /// is so of a person is [said of them](crate::Person::is_member).
    pub fn knows_its_people(&self) -> bool {
        self.named_for.is_none() || self.confirmed_at.is_some()
    }

    /// Whether it is no more than a name at this one table.
    pub fn is_a_name_at(&self, relationship: RelationshipId) -> bool {
        self.named_for == Some(relationship) && !self.knows_its_people()
    }
}

const SELECT: &str = "SELECT id, name, named_for, said_to_be, confirmed_at FROM organisations";

impl Accounts {
    /// Creates an organisation that has nobody yet. The first of its people to claim an account
    /// becomes its administrator.
    ///
    /// # Errors
    /// Refuses a name that is blank, too long or deceptive, or looks like another organisation's.
    pub fn create_organisation(&self, name: &str, now: Timestamp) -> Result<Organisation, Error> {
        let name = text::name("organisation", name)?;
        let id = OrganisationId(entropy::id(&*self.entropy)?);
        let organisation = Organisation::founded(id, name);
        self.database.write(|connection| {
            name_is_free(connection, &organisation)?;
            insert(connection, &organisation, None, now)
        })?;
        Ok(organisation)
    }

    /// Names another organisation, for one relationship: one of the name typed, or the one of the id
    /// given, as far as `by` says so. Asked for again, it is the same one.
    ///
    /// Nobody becomes its member by being named: guests of it are guests of that relationship alone. Nor
    /// does it take anybody's name: that another organisation here is called so is not to be learnt by it.
    ///
    /// # Errors
    /// Refuses a name that is blank, too long or deceptive, and an unknown organisation.
    pub fn name_organisation(
        &self,
        called: &Called,
        by: PersonId,
        relationship: RelationshipId,
        now: Timestamp,
    ) -> Result<Organisation, Error> {
        let typed = match called {
            Called::Name(name) | Called::Another(name) => Some(text::name("organisation", name)?),
            Called::Known(_) => None,
        };
        self.database.write(|connection| {
            let (name, said_to_be) = match (called, &typed) {
                (Called::Known(id), _) => {
                    let known = find(connection, *id)?.ok_or(Refusal::Unknown {
                        what: "organisation",
                    })?;
                    (known.name, Some(known.said_to_be.unwrap_or(known.id)))
                }
                (_, typed) => (typed.clone().unwrap_or_default(), None),
            };
            // What was named so may be called otherwise by now: then this is another one.
            let is_this = |there: &Organisation| {
                said_to_be.is_some() && there.said_to_be == said_to_be
                    || said_to_be.is_none() && there.name.to_lowercase() == name.to_lowercase()
            };
            let mut skipped = u64::from(matches!(called, Called::Another(_)));
            let mut place = 0;
            let id = loop {
                let id = named_id(relationship, &name, said_to_be, place);
                match find(connection, id)? {
                    None => break id,
                    Some(there) if is_this(&there) && skipped == 0 => return Ok(there),
                    Some(there) => skipped -= u64::from(is_this(&there)),
                }
                place += 1;
            };
            let organisation = Organisation {
                id,
                name,
                named_for: Some(relationship),
                said_to_be,
                confirmed_at: None,
            };
            insert(connection, &organisation, Some(by), now)?;
            Ok(organisation)
        })
    }

    /// The operator's word that an organisation which another one named is what it is called, and that
    /// this account is one of its own: its administrator, where it has none. Of nobody else it says
    /// anything.
    ///
    /// # Errors
    /// Refuses an unknown organisation, and a person who has no account in it.
    pub fn confirm_organisation(
        &self,
        id: OrganisationId,
        member: PersonId,
        now: Timestamp,
    ) -> Result<Organisation, Error> {
        self.database.write(|connection| {
            hold(connection, id)?;
            let person = person::active(connection, member)?;
            if person.organisation != id {
                return Err(Refusal::Unknown { what: "person" }.into());
            }
            let (entropy, by) = (&*self.entropy, By::Operator);
            belonging::make_member(connection, entropy, &person, by, now)?;
            connection.execute(
                "UPDATE organisations SET confirmed_at = COALESCE(confirmed_at, ?2) WHERE id = ?1",
                &[stored::id(id), stored::at(now)],
            )?;
            if administrators(connection, id)?.is_empty() {
                person::set(connection, member, "administrator", stored::flag(true))?;
                let what = Change::Administrator;
                change::note(connection, entropy, member, what, by, now)?;
            }
            find(connection, id)?.ok_or(
                Refusal::Unknown {
                    what: "organisation",
                }
                .into(),
            )
        })
    }

    /// Organisations in which somebody has an account whom they do not know as their own, and did not
    /// disown: for the operator, or their administrators, to confirm.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn organisations_to_confirm(&self) -> Result<Vec<Organisation>, Error> {
        let sql = format!(
            "{SELECT} o WHERE EXISTS (SELECT 1 FROM people p WHERE p.organisation_id = o.id \
             AND p.claimed_at IS NOT NULL AND p.belongs = 'said' AND p.erased_at IS NULL) \
             ORDER BY name, id"
        );
        self.database
            .query(&sql, &[])?
            .iter()
            .map(from_row)
            .collect()
    }

    /// Another organisation that knows its people and whose name an eye takes for this one's.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn namesake(&self, organisation: &Organisation) -> Result<Option<Organisation>, Error> {
        self.database
            .read(|connection| Ok(namesake(connection, organisation)))?
    }

    /// An organisation, if there is one of this id.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn organisation(&self, id: OrganisationId) -> Result<Option<Organisation>, Error> {
        Ok(self.organisations(&[id])?.remove(&id))
    }

    /// Those of the organisations that exist.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn organisations(
        &self,
        ids: &[OrganisationId],
    ) -> Result<BTreeMap<OrganisationId, Organisation>, Error> {
        let rows = self
            .database
            .read(|c| many::rows_by_id(c, SELECT, "id", ids))?;
        rows.iter()
            .map(|row| {
                let organisation = from_row(row)?;
                Ok((organisation.id, organisation))
            })
            .collect()
    }

    /// Puts right what an organisation is called that is no more than a name at one table, ready to be made
    /// together with what the record takes down; whether `by` may is the table's rule. One that was said to be
    /// known from elsewhere is said so no longer.
    ///
    /// # Errors
    /// Refuses one that is more than a name there ([`Refusal::NotYoursToRename`]), a name that looks like
    /// that of one of `beside` ([`Refusal::NameTaken`]), and one that is blank, too long or deceptive.
    pub fn prepare_rename_named(
        &self,
        by: PersonId,
        (id, beside): (OrganisationId, &[OrganisationId]),
        relationship: RelationshipId,
        name: &str,
    ) -> Result<Prepared<()>, Error> {
        let name = text::name("name", name)?;
        let person = self
            .person(by)?
            .ok_or(Refusal::Unknown { what: "person" })?;
        let looks = text::skimmed(&name);
        let taken = |other: &Organisation| other.id != id && text::skimmed(&other.name) == looks;
        if self.organisations(beside)?.values().any(taken) {
            return Err(Refusal::NameTaken.into());
        }
        let change = move |connection: &mut dyn Connection| {
            let organisation = find(connection, id)?.ok_or(Refusal::Unknown {
                what: "organisation",
            })?;
            if !organisation.is_a_name_at(relationship) {
                return Err(Refusal::NotYoursToRename.into());
            }
            connection.execute(
                "UPDATE organisations SET name = ?2, said_to_be = NULL WHERE id = ?1",
                &[stored::id(id), stored::text(&name)],
            )?;
            Ok(())
        };
        Ok(Prepared {
            person,
            change: Box::new(change),
            result: Box::new(|_| ()),
        })
    }

    /// Renames the organisation of `by`, one of its administrators.
    ///
    /// # Errors
    /// Refuses anybody else, and a name that is blank, too long or deceptive, or looks like another
    /// organisation's.
    pub fn rename_organisation(&self, by: PersonId, name: &str) -> Result<Organisation, Error> {
        let name = text::name("organisation", name)?;
        self.database.write(|connection| {
            let administrator = person::administrator(connection, by)?;
            let organisation = find(connection, administrator.organisation)?;
            let organisation = Organisation {
                name: name.clone(),
                ..organisation.ok_or(Refusal::Unknown {
                    what: "organisation",
                })?
            };
            name_is_free(connection, &organisation)?;
            connection.execute(
                "UPDATE organisations SET name = ?2 WHERE id = ?1",
                &[
                    stored::id(organisation.id),
                    stored::text(&organisation.name),
                ],
            )?;
            Ok(organisation)
        })
    }
}

pub(crate) fn insert(
    connection: &mut dyn Connection,
    organisation: &Organisation,
    named_by: Option<PersonId>,
    now: Timestamp,
) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO organisations (id, name, created_at, named_by, named_for, said_to_be) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[
            stored::id(organisation.id),
            stored::text(&organisation.name),
            stored::at(now),
            stored::optional_id(named_by),
            stored::optional_id(organisation.named_for),
            stored::optional_id(organisation.said_to_be),
        ],
    )?;
    Ok(())
}

/// Holds the organisation until the transaction ends, so that two changes to its people do not
/// each rely on what the other undoes.
pub(crate) fn hold(connection: &mut dyn Connection, id: OrganisationId) -> Result<(), Error> {
    let held = connection.execute(
        "UPDATE organisations SET name = name WHERE id = ?1",
        &[stored::id(id)],
    )?;
    if held == 0 {
        Err(Refusal::Unknown {
            what: "organisation",
        }
        .into())
    } else {
        Ok(())
    }
}

/// Holds the organisation and makes sure that it can take one more person.
pub(crate) fn hold_for_one_more(
    connection: &mut dyn Connection,
    id: OrganisationId,
) -> Result<(), Error> {
    hold(connection, id)?;
    let rows = connection.query(
        "SELECT count(*) FROM people WHERE organisation_id = ?1 AND erased_at IS NULL",
        &[stored::id(id)],
    )?;
    let people = rows.first().map_or(Ok(0), |row| row.integer(0))?;
    if people >= i64::try_from(PEOPLE_PER_ORGANISATION).unwrap_or(i64::MAX) {
        return Err(Refusal::Full {
            what: "people",
            limit: PEOPLE_PER_ORGANISATION,
        }
        .into());
    }
    Ok(())
}

pub(crate) fn find(
    connection: &mut dyn Connection,
    id: OrganisationId,
) -> Result<Option<Organisation>, Error> {
    let rows = connection.query(&format!("{SELECT} WHERE id = ?1"), &[stored::id(id)])?;
    rows.first().map(from_row).transpose()
}

/// Nobody takes the name of an organisation that knows its people, nor one that looks like it.
fn name_is_free(connection: &mut dyn Connection, organisation: &Organisation) -> Result<(), Error> {
    match namesake(connection, organisation)? {
        Some(_) => Err(Refusal::NameTaken.into()),
        None => Ok(()),
    }
}

fn namesake(
    connection: &mut dyn Connection,
    organisation: &Organisation,
) -> Result<Option<Organisation>, Error> {
    let looks = text::skimmed(&organisation.name);
    for other in connection.query(SELECT, &[])?.iter().map(from_row) {
        let other = other?;
        if other.id != organisation.id
            && other.knows_its_people()
            && text::skimmed(&other.name) == looks
        {
            return Ok(Some(other));
        }
    }
    Ok(None)
}

/// Those who administer the organisation at present.
pub(crate) fn administrators(
    connection: &mut dyn Connection,
    id: OrganisationId,
) -> Result<Vec<PersonId>, Error> {
    let rows = connection.query(
        "SELECT id FROM people WHERE organisation_id = ?1 AND administrator = 1 \
         AND suspended_at IS NULL AND erased_at IS NULL ORDER BY created_at, id",
        &[stored::id(id)],
    )?;
    rows.iter().map(|row| stored::read_id(row, 0)).collect()
}

/// Whether `by` may bring somebody of the organisation to the relationship, somebody new or known
/// (`known`), and what the organisation then says of somebody new. Its own people bring its own. Others
/// bring people who are said to belong to it, where it was named for that relationship: whoever is said so
/// themselves, and until it knows its people anybody at the table.
pub(crate) fn may_bring(
    connection: &mut dyn Connection,
    home: OrganisationId,
    known: Option<Belonging>,
    by: PersonId,
    relationship: RelationshipId,
) -> Result<Belonging, Error> {
    let organisation = find(connection, home)?.ok_or(Refusal::Unknown {
        what: "organisation",
    })?;
    let by = person::find(connection, by)?.filter(|by| by.organisation == home);
    let by = by.map(|by| by.belongs);
    let named_here = organisation.named_for == Some(relationship);
    match (by, known) {
        (Some(Belonging::Member), None | Some(Belonging::Member | Belonging::Said)) => {
            Ok(Belonging::Member)
        }
        (Some(Belonging::Said), None | Some(Belonging::Said)) if named_here => Ok(Belonging::Said),
        (None, None | Some(Belonging::Said)) if named_here && !organisation.knows_its_people() => {
            Ok(Belonging::Said)
        }
        _ => Err(Refusal::NotYourOrganisation.into()),
    }
}

/// The same relationship and name, or the same organisation meant, give the same id, at the same place among
/// those of one name: a form that is sent twice names one organisation.
fn named_id(
    relationship: RelationshipId,
    name: &str,
    said_to_be: Option<OrganisationId>,
    place: u64,
) -> OrganisationId {
    let mut digest = Sha256::new();
    digest.update(b"covalue named organisation\0");
    digest.update(relationship.0.as_bytes());
    match said_to_be {
        Some(known) => digest.update(known.0.as_bytes()),
        None => digest.update(name.to_lowercase().as_bytes()),
    }
    if place > 0 {
        digest.update(b"\0");
        digest.update(place.to_be_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    OrganisationId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

fn from_row(row: &Row) -> Result<Organisation, Error> {
    Ok(Organisation {
        id: stored::read_id(row, 0)?,
        name: row.text(1)?.to_owned(),
        named_for: stored::read_optional_id(row, 2)?,
        said_to_be: stored::read_optional_id(row, 3)?,
        confirmed_at: stored::read_optional_at(row, 4)?,
    })
}
