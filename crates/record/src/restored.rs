//! What a stream says of its own losses: entries that were acknowledged, and are not in it any more.
//!
//! A failover to a replica that was behind, or a copy that was restored, leaves a stream that agrees
//! with itself and is shorter. What comes next is another history than the one that was lost, and
//! whoever kept a list of that one finds it. So the operator declares the loss by an entry of its own:
//! everybody at the table sees it, and it is in the tree like everything else.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::append::{Append, AppendError, NewEntry};
use crate::entry::signed;
use crate::limits::ENTRIES_PER_STREAM;
use crate::{Error, Hash, Head, LeafList, Loss, Place, Record, StreamId, tree};

/// The kind of an entry that declares a loss. Beside what erases, it is all that the record knows
/// of facts.
pub const RESTORED: &str = "record_restored";

/// Whoever runs the server declares a loss: nobody who sits at the table.
pub const OPERATOR: Uuid = Uuid::nil();

/// The fact of an entry that declares a loss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The last entry that the history there is shares with the one that was lost.
    pub shared: u64,
    /// How far the lost history reached, and which it was.
    pub reached: Place,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    shared: u64,
    reached: u64,
    root: String,
}

impl Restored {
    /// The fact's bytes.
    pub fn encode(&self) -> Vec<u8> {
        let shape = Shape {
            shared: self.shared,
            reached: self.reached.sequence,
            root: self.reached.root.to_string(),
        };
        // Two numbers and a string: writing them to memory cannot fail.
        serde_json::to_vec(&shape).unwrap_or_default()
    }

    /// What an entry of this kind and fact declares; `Err` when it cannot declare anything where it
    /// stands.
    pub(crate) fn of(kind: &str, fact: &[u8], sequence: u64) -> Result<Option<Self>, &'static str> {
        if kind != RESTORED {
            return Ok(None);
        }
        let shape: Shape = serde_json::from_slice(fact).map_err(|_| "fact")?;
        let reached = shape.shared.saturating_add(1)..=ENTRIES_PER_STREAM;
        if shape.shared >= sequence || !reached.contains(&shape.reached) {
            return Err("fact");
        }
        Ok(Some(Self {
            shared: shape.shared,
            reached: Place {
                sequence: shape.reached,
                root: Hash::from_str(&shape.root).map_err(|_| "fact")?,
            },
        }))
    }

    /// Whether it declares that what was kept from its entry `index` on is gone.
    pub(crate) fn declares(&self, kept: &[Hash], index: u64) -> bool {
        let reached = usize::try_from(self.reached.sequence).unwrap_or(usize::MAX);
        self.shared + 1 == index
            && kept
                .get(..reached)
                .is_some_and(|kept| tree::root(kept) == self.reached.root)
    }
}

impl Record {
    /// Declares a loss in its stream, unless an entry does so already, and notes by which entry. `at`
    /// is in milliseconds since 1970, `salt` 32 random bytes.
    ///
    /// # Errors
    /// [`AppendError::Invalid`] when nothing is left of the stream, or it has what is said to be gone.
    pub fn declare(&self, loss: &Loss, at: i64, salt: [u8; 32]) -> Result<u64, AppendError> {
        let restored = Restored {
            shared: loss.shared,
            reached: loss.reached,
        };
        if self.goes_through(loss.stream, loss.reached)? {
            return Err(AppendError::Invalid(
                "the record has what is said to be gone",
            ));
        }
        if self.head(loss.stream)?.is_none() {
            return Err(AppendError::Invalid("nothing is left of the stream"));
        }
        let known = self.restored(loss.stream)?;
        let by = match known.into_iter().find(|(_, known)| *known == restored) {
            Some((by, _)) => by,
            None => {
                self.append_restored(loss.stream, &restored, at, salt)?
                    .sequence
            }
        };
        self.note_loss(&Loss {
            settled: true,
            ..loss.clone()
        })?;
        self.database
            .write(|connection| {
                connection.execute(
                    "UPDATE record_loss SET declared_by = ?4
                     WHERE stream = ?1 AND sequence = ?2 AND root = ?3",
                    &[
                        loss.stream.0.as_bytes().into(),
                        signed(loss.reached.sequence).into(),
                        loss.reached.root.0.into(),
                        signed(by).into(),
                    ],
                )
            })
            .map_err(AppendError::from)?;
        Ok(by)
    }

    fn append_restored(
        &self,
        stream: StreamId,
        restored: &Restored,
        at: i64,
        salt: [u8; 32],
    ) -> Result<Head, AppendError> {
        let decide = |head: &Head| {
            Ok(Some(Append {
                stream,
                expected: head.sequence,
                root: Some(head.root),
                drafts: vec![NewEntry {
                    actor: OPERATOR,
                    kind: RESTORED.to_owned(),
                    at: at.max(head.at),
                    fact: restored.encode(),
                    content: None,
                    ext: None,
                    salt,
                    content_salt: None,
                    files: Vec::new(),
                }],
                requests: Vec::new(),
            }))
        };
        let head = self.append_in_turn(stream, decide, |_| Ok(()))?;
        head.ok_or(AppendError::Moved)
    }

    /// The losses that a stream declares, each with the entry that does.
    ///
    /// # Errors
    /// When the database fails, or such an entry is damaged.
    pub fn restored(&self, stream: StreamId) -> Result<Vec<(u64, Restored)>, Error> {
        let rows = self.database.query(
            "SELECT sequence, fact FROM record_entry WHERE stream = ?1 AND kind = ?2 ORDER BY sequence",
            &[stream.0.as_bytes().into(), RESTORED.into()],
        )?;
        let mut declared = Vec::new();
        for row in &rows {
            let sequence = crate::entry::unsigned(row.integer(0)?).unwrap_or(0);
            let bad = |column| Error::BadEntry {
                stream,
                sequence,
                column,
            };
            let restored = Restored::of(RESTORED, row.bytes(1)?, sequence).map_err(bad)?;
            declared.extend(restored.map(|restored| (sequence, restored)));
        }
        Ok(declared)
    }

    /// What is gone by a list that somebody kept, if the record differs from it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn loss_by(&self, list: &LeafList) -> Result<Option<Loss>, Error> {
        let stream = list.header.stream;
        let reached = Place {
            sequence: list.leaves.len() as u64,
            root: tree::root(&list.leaves),
        };
        if self.goes_through(stream, reached)? {
            return Ok(None);
        }
        // The longest beginning that both have: it has a root on both sides.
        let mut frontier = tree::Frontier::default();
        let roots: Vec<Hash> = list
            .leaves
            .iter()
            .map(|leaf| {
                frontier.push(*leaf);
                frontier.root()
            })
            .collect();
        let here = self.roots(stream, 1..=reached.sequence)?;
        let shared = here
            .iter()
            .zip(&roots)
            .take_while(|(here, kept)| here.root == **kept)
            .count() as u64;
        Ok(Some(Loss {
            stream,
            reached,
            shared,
            exact: self
                .head(stream)?
                .is_some_and(|head| head.sequence == shared),
            there: None,
            people: Vec::new(),
            noticed_at: 0,
            settled: true,
            declared_by: None,
        }))
    }
}
