//! Streams that were deleted whole, by whoever began them and before anybody else could know of them.
//! That one was is kept: else its end would be missed as a loss.

use database::{Connection, Value};

use crate::append::AppendError;
use crate::entry::signed;
use crate::{Error, Place, Record, StreamId};

impl Record {
    /// Deletes a stream that ends at `at`, with every entry, key and file of it, and changes something else in the
    /// same transaction: both are done, or neither. `now` is in milliseconds since 1970.
    ///
    /// # Errors
    /// [`AppendError::Moved`] when the stream ends elsewhere; whatever `beside` gives.
    pub fn delete(
        &self,
        stream: StreamId,
        at: Place,
        now: i64,
        mut beside: impl FnMut(&mut dyn Connection) -> Result<(), AppendError>,
    ) -> Result<(), AppendError> {
        self.heads.take(stream);
        let id = || Value::from(stream.0.as_bytes());
        let place = || [Value::from(signed(at.sequence)), Value::from(at.root.0)];
        self.database.write(|connection| {
            let [sequence, root] = place();
            // The head first: whoever adds to it meanwhile waits there, and finds it gone.
            let gone = connection.execute(
                "DELETE FROM record_stream WHERE stream = ?1 AND sequence = ?2 AND root = ?3",
                &[id(), sequence, root],
            )?;
            if gone != 1 {
                return Err(AppendError::Moved);
            }
            connection.execute("DELETE FROM record_entry WHERE stream = ?1", &[id()])?;
            connection.execute("DELETE FROM record_request WHERE stream = ?1", &[id()])?;
            connection.execute("DELETE FROM record_file WHERE stream = ?1", &[id()])?;
            let [sequence, root] = place();
            connection.execute(
                "INSERT INTO record_deleted (stream, sequence, root, at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (stream) DO UPDATE SET
                     sequence = excluded.sequence, root = excluded.root, at = excluded.at",
                &[id(), sequence, root, now.into()],
            )?;
            beside(connection)
        })
    }

    /// Whether the stream was deleted, and is not there again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn is_deleted(&self, stream: StreamId) -> Result<bool, Error> {
        let rows = self.database.query(
            "SELECT 1 FROM record_deleted WHERE stream = ?1
                 AND NOT EXISTS (SELECT 1 FROM record_stream WHERE stream = ?1)",
            &[stream.0.as_bytes().into()],
        );
        match rows {
            Ok(rows) => Ok(!rows.is_empty()),
            // No such table: a database of before that is only looked at.
            Err(database::Error::Other(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}
