//! Organisations: an id and a name. What they are to each other is told by the relationships.

use std::collections::BTreeMap;

use database::{Connection, Row};
use domain::ids::{OrganisationId, PersonId};
use jiff::Timestamp;

use crate::person::{self, PEOPLE_PER_ORGANISATION};
use crate::{Accounts, Error, Refusal, entropy, many, stored, text};

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name, as its people see it.
    pub name: String,
}

const SELECT: &str = "SELECT id, name FROM organisations";

impl Accounts {
    /// Creates an organisation that has nobody yet. The first of its people to claim an account
    /// becomes its administrator.
    ///
    /// # Errors
    /// Refuses a name that is blank, too long or deceptive.
    pub fn create_organisation(&self, name: &str, now: Timestamp) -> Result<Organisation, Error> {
        let name = text::name("organisation", name)?;
        let id = OrganisationId(entropy::id(&*self.entropy)?);
        let organisation = Organisation { id, name };
        self.database
            .write(|connection| insert(connection, &organisation, now))?;
        Ok(organisation)
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

    /// Renames the organisation of `by`, one of its administrators.
    ///
    /// # Errors
    /// Refuses anybody else, and a name that is blank, too long or deceptive.
    pub fn rename_organisation(&self, by: PersonId, name: &str) -> Result<Organisation, Error> {
        let name = text::name("organisation", name)?;
        self.database.write(|connection| {
            let administrator = person::administrator(connection, by)?;
            let organisation = Organisation {
                id: administrator.organisation,
                name: name.clone(),
            };
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
    now: Timestamp,
) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO organisations (id, name, created_at) VALUES (?1, ?2, ?3)",
        &[
            stored::id(organisation.id),
            stored::text(&organisation.name),
            stored::at(now),
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

fn from_row(row: &Row) -> Result<Organisation, Error> {
    Ok(Organisation {
        id: stored::read_id(row, 0)?,
        name: row.text(1)?.to_owned(),
    })
}
