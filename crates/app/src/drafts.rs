//! A relationship that is still nobody's but that of whoever opened it: it can be deleted whole.

use database::Connection;
use domain::Refusal;
use domain::ids::*;
use record::{AppendError, StreamId};

use crate::live::CHANNEL;
use crate::{App, Error, Refused};

/// So often it is looked at again whether somebody wrote or came meanwhile.
const TRIES: usize = 4;

impl App {
    /// Deletes a relationship with everything in it, where nobody but `by`, who opened it, has come or said
    /// anything: the record, what the accounts know of it, and what is kept of both in memory.
    ///
    /// # Errors
    /// [`Refusal::NotADraft`] once somebody else came; when the database fails.
    pub fn delete_draft(&self, id: RelationshipId, by: PersonId) -> Result<(), Refused> {
        let inner = &self.inner;
        for _ in 0..TRIES {
            let fold = inner.folds.current(id)?.ok_or(Refused::NotFound)?;
            let seen = fold.state.seen_by(by, &fold.state);
            seen.ok_or(Refused::NotFound)?;
            if !fold.state.is_draft_of(by) {
                return Err(Refusal::NotADraft.into());
            }
            let mut came = Ok(false);
            let forget = |connection: &mut dyn Connection| {
                came = accounts::somebody_came(connection, id, by);
                if !matches!(came, Ok(false)) {
                    return Err(AppendError::Beside);
                }
                accounts::forget_table(connection, id).map_err(|error| {
                    came = Err(error);
                    AppendError::Beside
                })
            };
            let place = fold.place();
            let now = inner.clock.now().0;
            match inner.record.delete(StreamId(id.0), place, now, forget) {
                Ok(()) => {}
                Err(AppendError::Moved) => continue,
                Err(AppendError::Beside) => {
                    return Err(match came {
                        Ok(_) => Refusal::NotADraft.into(),
                        Err(error) => Refused::Failed(error.into()),
                    });
                }
                Err(AppendError::Unknown(_)) => return Err(Refused::Unknown),
                Err(error) => {
                    let reason = database::Error::Other(error.to_string());
                    return Err(Refused::Failed(Error::from(reason)));
                }
            }
            inner.folds.deleted(id);
            // Readers can hold that up, and hints can be lost: both are made up for.
            let _ = inner.database.purge_deleted();
            let _ = inner.database.notify(CHANNEL, &id.to_string());
            return Ok(());
        }
        Err(Refused::Contended)
    }
}
