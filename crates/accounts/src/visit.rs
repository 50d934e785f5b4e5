//! How far somebody had read when they were last at a table. It is told to nobody but them, and writes
//! nothing to the record.

use database::{Row, Value};
use domain::ids::{PersonId, RelationshipId};
use jiff::{SignedDuration, Timestamp};

use crate::{Accounts, Error, stored};

/// Whoever comes back within this time has not been away.
pub const VISIT_ENDS_AFTER: SignedDuration = SignedDuration::from_hours(1);
/// So far the end of a visit may lie behind, that not every page that is read writes.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// The visit before this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastHere {
    /// The last entry that was there to be seen.
    pub sequence: u64,
    /// When it ended.
    pub at: Timestamp,
}

/// As it is stored.
struct Kept {
    before: Option<LastHere>,
    last: LastHere,
}

impl Accounts {
    /// The person looks at a table of which they can see this much; when they were there before.
    ///
    /// # Errors
    /// Only when the database fails, or takes no writes.
    pub fn look_at_table(
        &self,
        person: PersonId,
        table: RelationshipId,
        sequence: u64,
        now: Timestamp,
    ) -> Result<Option<LastHere>, Error> {
        let rows = self.database.query(
            "SELECT before_sequence, before_at, last_sequence, last_at FROM visits \
             WHERE person_id = ?1 AND relationship_id = ?2",
            &[stored::id(person), stored::id(table)],
        )?;
        let known = rows.first().map(read).transpose()?;
        let this = LastHere { sequence, at: now };
        let (before, is_noted) = match known {
            None => (None, false),
            Some(known) if now.duration_since(known.last.at) >= VISIT_ENDS_AFTER => {
                (Some(known.last), false)
            }
            Some(known) => {
                // Whatever was recorded since: a word on open pages would else be a write for each of them.
                let recently = now.duration_since(known.last.at) < NOTED_EVERY;
                (known.before, recently)
            }
        };
        if !is_noted {
            self.note_visit(person, table, before, this)?;
        }
        Ok(before)
    }

    fn note_visit(
        &self,
        person: PersonId,
        table: RelationshipId,
        before: Option<LastHere>,
        last: LastHere,
    ) -> Result<(), Error> {
        let sequence = |visit: LastHere| i64::try_from(visit.sequence).unwrap_or(i64::MAX);
        let before_sequence = before.map(sequence);
        let before_at = before.map(|visit| visit.at.as_millisecond());
        self.database.write(|connection| {
            connection.execute(
                "INSERT INTO visits (person_id, relationship_id, before_sequence, before_at, \
                 last_sequence, last_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                 ON CONFLICT (person_id, relationship_id) DO UPDATE SET \
                 before_sequence = excluded.before_sequence, before_at = excluded.before_at, \
                 last_sequence = excluded.last_sequence, last_at = excluded.last_at",
                &[
                    stored::id(person),
                    stored::id(table),
                    before_sequence.map_or(Value::Null, Value::Integer),
                    before_at.map_or(Value::Null, Value::Integer),
                    Value::Integer(sequence(last)),
                    stored::at(last.at),
                ],
            )?;
            Ok(())
        })
    }
}

fn read(row: &Row) -> Result<Kept, Error> {
    let sequence = |number: i64| u64::try_from(number).unwrap_or_default();
    let before = row.optional_integer(0)?;
    let before_at = stored::read_optional_at(row, 1)?;
    Ok(Kept {
        before: before.zip(before_at).map(|(number, at)| LastHere {
            sequence: sequence(number),
            at,
        }),
        last: LastHere {
            sequence: sequence(row.integer(2)?),
            at: stored::read_at(row, 3)?,
        },
    })
}
