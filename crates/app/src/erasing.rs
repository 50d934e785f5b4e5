//! Erasing a person: from the accounts, and what every table wrote down of what they were called.

use std::ops::ControlFlow;

use domain::Fact;
use domain::fact::ContentErased;
use domain::ids::*;
use jiff::Timestamp;
use record::{Append, AppendError, Head, NewEntry, StreamId};

use crate::folds::fact;
use crate::live::CHANNEL;
use crate::writer::fresh_salt;
use crate::{App, Error};

impl App {
    /// Erases a person's account and the names under which they were seated; their other words are
    /// theirs and their party's to erase. The names go first: what fails half way is done by asking
    /// again.
    ///
    /// # Errors
    /// As [`accounts::Accounts::erase`]; when a record cannot be written.
    pub fn erase_person(
        &self,
        by: PersonId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<(), Error> {
        let accounts = self.accounts();
        accounts.may_erase(by, person)?;
        for table in accounts.relationships_of(person)? {
            self.erase_names(table, person)?;
        }
        Ok(accounts.erase(by, person, now)?)
    }

    fn erase_names(&self, id: RelationshipId, person: PersonId) -> Result<(), Error> {
        let inner = &self.inner;
        let stream = StreamId(id.0);
        let mut failed = None;
        let mut erase = |head: &Head| {
            let named = match self.named(id, person) {
                Ok(named) => named,
                Err(error) => {
                    failed = Some(error);
                    return Ok(None);
                }
            };
            let at = inner.clock.now().0.max(head.at);
            let drafts: Vec<NewEntry> = named
                .into_iter()
                .map(|sequence| {
                    let encoded = Fact::from(ContentErased {
                        sequence,
                        text: None,
                    })
                    .encode();
                    NewEntry {
                        actor: person.0,
                        kind: encoded.kind.to_owned(),
                        at,
                        fact: encoded.fact,
                        content: None,
                        ext: None,
                        salt: fresh_salt(),
                        content_salt: None,
                        files: Vec::new(),
                    }
                })
                .collect();
            Ok((!drafts.is_empty()).then(|| Append {
                stream,
                expected: head.sequence,
                root: Some(head.root),
                drafts,
                requests: Vec::new(),
            }))
        };
        let appended = inner.record.append_in_turn(stream, &mut erase, |_| Ok(()));
        if let Some(error) = failed {
            return Err(error);
        }
        let head = match appended {
            Ok(Some(head)) => head,
            // The index knows of a table that is not there.
            Ok(None) | Err(AppendError::Moved) => return Ok(()),
            Err(error) => return Err(database::Error::Other(error.to_string()).into()),
        };
        inner.folds.forget(id);
        inner.live.moved(id, head.sequence);
        // Readers can hold that up, and hints can be lost: both are made up for.
        let _ = inner.database.purge_deleted();
        let _ = inner.database.notify(CHANNEL, &id.to_string());
        Ok(())
    }

    /// The entries that seated the person and still say what they were called.
    fn named(&self, id: RelationshipId, person: PersonId) -> Result<Vec<u64>, Error> {
        let mut named = Vec::new();
        let mut failed = None;
        self.record().entries(StreamId(id.0), .., |entry| {
            if entry.content.is_none() {
                return ControlFlow::Continue(());
            }
            match fact(&entry) {
                Ok(named_by) if named_by.names() == Some(person) => {
                    named.push(entry.sequence);
                }
                Ok(_) => {}
                Err(error) => {
                    failed = Some(error);
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        })?;
        failed.map_or(Ok(named), Err)
    }
}
