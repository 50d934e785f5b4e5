//! What the record no longer holds although it was acknowledged: by a failover to a replica that was
//! behind, a restored copy, a log that lost its end. It is never passed over in silence.

use std::fmt;

use uuid::Uuid;

use crate::entry::{signed, unsigned};
use crate::{Error, Hash, Place, Record, StreamId};

/// Entries of one stream that were acknowledged and are gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The stream.
    pub stream: StreamId,
    /// How far the history reached that is gone.
    pub reached: Place,
    /// The last sequence that it shares with the history there is, as far as known.
    pub shared: u64,
    /// Whether exactly the entries after `shared` are gone; else at least those after it are not what
    /// they were.
    pub exact: bool,
    /// How many entries there are now, where that was looked at.
    pub there: Option<u64>,
    /// The authors of the entries that are gone, as far as known.
    pub people: Vec<Uuid>,
    /// When it was noticed, in milliseconds since 1970.
    pub noticed_at: i64,
    /// Whether an operator has taken note of it.
    pub settled: bool,
    /// The entry that [declares](crate::Restored) it to everybody at the table, once there is one.
    pub declared_by: Option<u64>,
}

impl Loss {
    /// How many entries are gone.
    pub fn entries(&self) -> u64 {
        self.reached.sequence.saturating_sub(self.shared)
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (stream, entries) = (self.stream, self.entries());
        let (first, last) = (self.shared + 1, self.reached.sequence);
        // How much of a shorter history is the same is not known where only its end was kept.
        if let Some(there) = self.there.filter(|there| !self.exact && *there < last) {
            let gone = last - there;
            return write!(
                formatter,
                "{stream}: at least {gone} acknowledged entries are gone: there were {last}, and {there} are there"
            );
        }
        let measure = if self.exact { "" } else { "up to " };
        write!(
            formatter,
            "{stream}: {measure}{entries} acknowledged entries are gone, {first} to {last}"
        )
    }
}

impl Record {
    /// Keeps a loss for the operator; one that is known already stays as it is.
    pub fn note_loss(&self, loss: &Loss) -> Result<(), Error> {
        let people: Vec<String> = loss.people.iter().map(Uuid::to_string).collect();
        self.database.write(|connection| {
            connection.execute(
                "INSERT INTO record_loss
                     (stream, sequence, root, shared, exact, people, noticed_at, settled)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
                &[
                    loss.stream.0.as_bytes().into(),
                    signed(loss.reached.sequence).into(),
                    loss.reached.root.0.into(),
                    signed(loss.shared).into(),
                    i64::from(loss.exact).into(),
                    people.join(" ").into(),
                    loss.noticed_at.into(),
                    i64::from(loss.settled).into(),
                ],
            )
        })?;
        Ok(())
    }

    /// Every loss that was noticed, the latest first.
    pub fn losses(&self) -> Result<Vec<Loss>, Error> {
        let rows = self.database.query(
            "SELECT stream, sequence, root, shared, exact, people, noticed_at, settled,
                 declared_by
             FROM record_loss ORDER BY noticed_at DESC, stream, sequence DESC",
            &[],
        )?;
        rows.iter()
            .map(|row| {
                Ok(Loss {
                    stream: StreamId(Uuid::from_bytes(row.array(0)?)),
                    reached: Place {
                        sequence: unsigned(row.integer(1)?).unwrap_or(0),
                        root: Hash(row.array(2)?),
                    },
                    shared: unsigned(row.integer(3)?).unwrap_or(0),
                    exact: row.integer(4)? == 1,
                    there: None,
                    people: row
                        .text(5)?
                        .split_whitespace()
                        .flat_map(Uuid::parse_str)
                        .collect(),
                    noticed_at: row.integer(6)?,
                    settled: row.integer(7)? == 1,
                    declared_by: row.optional_integer(8)?.and_then(unsigned),
                })
            })
            .collect()
    }

    /// Notes that the operator has read of every loss so far.
    pub fn settle_losses(&self) -> Result<(), Error> {
        self.database.write(|connection| {
            connection.execute("UPDATE record_loss SET settled = 1 WHERE settled = 0", &[])
        })?;
        Ok(())
    }
}
