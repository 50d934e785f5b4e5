//! At which tables a person sits: a hint for "my relationships". The records decide; this index is
//! rebuilt from them whenever in doubt.

use domain::ids::{PersonId, RelationshipId};

use crate::{Accounts, Error, stored};

impl Accounts {
    /// Remembers that a person sits at a table.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn remember_seat(&self, person: PersonId, at: RelationshipId) -> Result<(), Error> {
        self.database.write(|connection| {
            connection.execute(
                "INSERT INTO memberships (person_id, relationship_id) VALUES (?1, ?2) \
                 ON CONFLICT DO NOTHING",
                &[stored::id(person), stored::id(at)],
            )?;
            Ok(())
        })
    }

    /// Forgets that a person sat at a table.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn forget_seat(&self, person: PersonId, at: RelationshipId) -> Result<(), Error> {
        self.database.write(|connection| {
            connection.execute(
                "DELETE FROM memberships WHERE person_id = ?1 AND relationship_id = ?2",
                &[stored::id(person), stored::id(at)],
            )?;
            Ok(())
        })
    }

    /// Forgets every seat, before the index is rebuilt.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn forget_seats(&self) -> Result<(), Error> {
        self.database.write(|connection| {
            connection.execute("DELETE FROM memberships", &[])?;
            Ok(())
        })
    }

    /// Every table at which somebody sits, by this index.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn tables(&self) -> Result<Vec<RelationshipId>, Error> {
        let rows = self.database.query(
            "SELECT DISTINCT relationship_id FROM memberships ORDER BY relationship_id",
            &[],
        )?;
        rows.iter().map(|row| stored::read_id(row, 0)).collect()
    }

    /// Where a person probably sits.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn relationships_of(&self, person: PersonId) -> Result<Vec<RelationshipId>, Error> {
        let rows = self.database.query(
            "SELECT relationship_id FROM memberships WHERE person_id = ?1 ORDER BY relationship_id",
            &[stored::id(person)],
        )?;
        rows.iter().map(|row| stored::read_id(row, 0)).collect()
    }
}
