//! Who gave a sign of life at a table that sits together, and when. It is told to those who sit there, and
//! writes nothing to the record.

use std::collections::BTreeMap;

use domain::ids::{PersonId, RelationshipId};
use jiff::Timestamp;

use crate::{Accounts, Error, stored};

impl Accounts {
    /// These people's pages are open at the table.
    ///
    /// # Errors
    /// Only when the database fails, or takes no writes.
    pub fn give_signs(
        &self,
        table: RelationshipId,
        people: &[PersonId],
        now: Timestamp,
    ) -> Result<(), Error> {
        self.database.write(|connection| {
            for person in people {
                connection.execute(
                    "INSERT INTO signs_of_life (relationship_id, person_id, at) VALUES (?1, ?2, ?3) \
                     ON CONFLICT (relationship_id, person_id) DO UPDATE SET at = excluded.at \
                     WHERE signs_of_life.at < excluded.at",
                    &[stored::id(table), stored::id(*person), stored::at(now)],
                )?;
            }
            Ok(())
        })
    }

    /// When these people gave a sign of life there last; whoever gave none is missing.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn signs(
        &self,
        table: RelationshipId,
        people: &[PersonId],
    ) -> Result<BTreeMap<PersonId, Timestamp>, Error> {
        let mut signs = BTreeMap::new();
        for person in people {
            let rows = self.database.query(
                "SELECT at FROM signs_of_life WHERE relationship_id = ?1 AND person_id = ?2",
                &[stored::id(table), stored::id(*person)],
            )?;
            if let Some(row) = rows.first() {
                signs.insert(*person, stored::read_at(row, 0)?);
            }
        }
        Ok(signs)
    }
}
