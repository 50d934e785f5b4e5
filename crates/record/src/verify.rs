//! Finding out whether a stream was altered.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;

use database::{Connection, Row};

use crate::append::is_key;
use crate::entry::{signed, unsigned};
use crate::files::{self, Expected};
use crate::head::StoredHead;
use crate::limits::ENTRIES_PER_STREAM;
use crate::{Entry, Erases, Error, Hash, Header, LeafList, Record, Restored, StreamId, format};

/// What [`Record::verify`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The stream.
    pub stream: StreamId,
    /// How many entries are in order, from the first.
    pub entries: u64,
    /// How many of those had their content erased.
    pub erased: u64,
    /// The root over them.
    pub root: Hash,
    /// The losses that it declares, each with the entry that does.
    pub restored: Vec<(u64, Restored)>,
    /// The first thing that is not in order.
    pub finding: Option<Finding>,
    /// The entry that declares the loss of what was kept, where that is what was found.
    pub declared_by: Option<u64>,
}

impl Verified {
    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        self.finding.is_none()
    }
}

/// Where and how a stream was altered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The first sequence that is not as it was.
    pub index: u64,
    /// What is wrong there.
    pub fault: Fault,
}

/// How an entry or a head was altered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No entry has this sequence.
    Missing,
    /// An entry stands where none can: outside the stream's dense sequence or beyond its head.
    Surplus,
    /// A column holds what cannot be there.
    Unreadable(&'static str),
    /// The entry's time is before its predecessor's.
    Time,
    /// The content does not fit its commitment, or is gone without having been erased.
    Content,
    /// The content is marked as erased by an entry that does not erase it, or not as the first; or
    /// it is there although an entry erased it.
    Erasure,
    /// Envelope, fact or a commitment do not fit the leaf that is in the tree.
    Entry,
    /// The leaf was altered: entry and tree agree with each other and not with it.
    Leaf,
    /// The root after this entry does not follow from the leaves.
    Tree,
    /// A file of the entry is missing, was altered, or is there although the entry lists none.
    File,
    /// The entry has a signature of its author, which this release cannot check.
    Signed,
    /// The entry declares a loss that cannot have been.
    Restored,
    /// What was kept is of a stream that began elsewhere, or with another header.
    Header,
    /// A command's key stands for entries that are not there, are not its actor's, or that another
    /// key stands for: a retry would be answered with what somebody else did.
    Request,
    /// The head row disagrees with the entries in this column; the index is the last entry's.
    Head(&'static str),
    /// The entry agrees with itself and is not the one whose leaf somebody kept: rewritten, moved
    /// or slipped in.
    Replaced,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let index = self.index;
        match self.fault {
            Fault::Missing => write!(formatter, "entry {index} is missing"),
            Fault::Surplus => write!(formatter, "at {index} stands an entry that does not belong"),
            Fault::Unreadable(column) => write!(formatter, "entry {index}: bad {column}"),
            Fault::Time => write!(formatter, "entry {index} is earlier than the one before"),
            Fault::Content => write!(formatter, "entry {index}: the content was altered"),
            Fault::Erasure => {
                write!(
                    formatter,
                    "entry {index}: the mark of its erasure was altered"
                )
            }
            Fault::File => write!(
                formatter,
                "entry {index}: a file that belongs to it was altered, is missing, or is one too many"
            ),
            Fault::Signed => write!(
                formatter,
                "entry {index} is signed, which this release cannot check"
            ),
            Fault::Restored => {
                write!(
                    formatter,
                    "entry {index} declares a loss that cannot have been"
                )
            }
            Fault::Header => write!(
                formatter,
                "the stream began elsewhere, or with another header, than what was kept"
            ),
            Fault::Request => {
                write!(formatter, "entry {index}: a command's key was altered")
            }
            Fault::Entry => write!(formatter, "entry {index}: the entry does not fit its leaf"),
            Fault::Leaf => write!(formatter, "entry {index}: the leaf was altered"),
            Fault::Tree => write!(formatter, "entry {index}: the tree was altered"),
            Fault::Head(column) => {
                write!(
                    formatter,
                    "after entry {index}: the head's {column} was altered"
                )
            }
            Fault::Replaced => write!(formatter, "entry {index} is not the one that was kept"),
        }
    }
}

impl Record {
    /// Checks all of `stream`, from one moment and in bounded memory, up to the first thing that
    /// is not in order.
    ///
    /// `against` is a list of leaves that somebody kept: it also shows whether a history that
    /// agrees with itself is still the same one. Entries after the list's end are fine.
    pub fn verify(&self, stream: StreamId, against: Option<&LeafList>) -> Result<Verified, Error> {
        if let Some(list) = against
            && list.header.stream != stream
        {
            return Err(Error::NoStream(list.header.stream));
        }
        let sql = format!(
            "SELECT {}, {} FROM record_entry WHERE stream = ?1 ORDER BY sequence",
            Entry::COLUMNS,
            Entry::RESERVED
        );
        Ok(self.database.read(|connection| {
            let params = [stream.0.as_bytes().into()];
            let rows = connection.query(StoredHead::QUERY, &params)?;
            let head = match rows.first().map(|row| StoredHead::decode(stream, row)) {
                Some(Ok(head)) => Ok(head),
                Some(Err(column)) => Err(column),
                None => Err("row"),
            };
            let mut check = Check::new(stream, against, head, self.erases);
            connection.query_each(&sql, &params, &mut |row| {
                match Entry::decode(stream, &row) {
                    Ok(_) if is_signed(&row) => check.found(check.walk.next(), Fault::Signed),
                    Ok(entry) => check.entry(&entry),
                    // A sequence that is not a number at all sorts anywhere.
                    Err("sequence") => check.found(check.walk.next(), Fault::Surplus),
                    Err(column) => check.unreadable(row.integer(0).ok(), column),
                }
                if check.finding.is_some() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })?;
            check.end();
            if check.finding.is_none() {
                check.finding = altered_request(connection, stream, check.walk.end.head.sequence)?;
            }
            if check.finding.is_none() {
                let files = std::mem::take(&mut check.walk.files);
                let last = check.walk.end.head.sequence.max(1);
                let found = files::altered(connection, stream, files)?;
                // A row may name an entry that there is not.
                check.finding = found.map(|found| Finding {
                    index: found.index.min(last),
                    ..found
                });
            }
            Ok(check.verdict())
        })?)
    }
}

/// A walk along a stream from its first entry: what holds of every stream, whether it is stored or
/// comes in.
pub(crate) struct Walk {
    erases: Erases,
    /// The head that the entries so far come to.
    pub(crate) end: StoredHead,
    /// For each entry so far, whether its content is there.
    whole: Vec<bool>,
    /// Entries whose content is gone, and by which entry, until the walk has come to that one.
    awaited: BTreeMap<u64, u64>,
    /// The losses that entries so far declare.
    pub(crate) restored: Vec<(u64, Restored)>,
    /// The files that entries so far have.
    pub(crate) files: Expected,
}

impl Walk {
    pub(crate) fn new(header: Header, erases: Erases) -> Self {
        Self {
            erases,
            end: StoredHead::empty(header),
            whole: Vec::new(),
            awaited: BTreeMap::new(),
            restored: Vec::new(),
            files: Expected::default(),
        }
    }

    /// The sequence of the entry that has to come now.
    pub(crate) fn next(&self) -> u64 {
        self.end.head.sequence + 1
    }

    /// Takes the next entry.
    pub(crate) fn entry(&mut self, entry: &Entry) -> Result<(), Finding> {
        let index = self.next();
        let found = |fault| Err(Finding { index, fault });
        if entry.sequence > index {
            return found(Fault::Missing);
        }
        if entry.sequence < index {
            return found(Fault::Surplus);
        }
        if index > ENTRIES_PER_STREAM {
            return found(Fault::Surplus);
        }
        if entry.signature_commitment != Hash::ZERO {
            return found(Fault::Signed);
        }
        if let Some(part) = entry.unreadable_part() {
            return found(Fault::Unreadable(part));
        }
        if entry.at < self.end.head.at {
            return found(Fault::Time);
        }
        if !entry.content_is_whole() {
            return found(Fault::Content);
        }
        let leaf = format::leaf(&self.end.header_hash, entry);
        if leaf != entry.leaf {
            let mut frontier = self.end.frontier.clone();
            frontier.push(leaf);
            return found(if frontier.root() == entry.root {
                Fault::Leaf
            } else {
                Fault::Entry
            });
        }
        // Only now is it known that kind and fact are those in the tree.
        self.erasure(entry)?;
        match Restored::of(&entry.kind, &entry.fact, index) {
            Ok(restored) => self
                .restored
                .extend(restored.map(|restored| (index, restored))),
            Err(_) => return found(Fault::Restored),
        }
        self.files
            .of(index, entry.content_salt.as_ref(), entry.ext.as_deref());
        self.end.push(entry);
        self.end.head.erasures += u64::from(entry.is_erased());
        if self.end.head.root != entry.root {
            return found(Fault::Tree);
        }
        Ok(())
    }

    /// Ties what is gone to what erased it, and what erased to what is gone.
    fn erasure(&mut self, entry: &Entry) -> Result<(), Finding> {
        let found = |index| {
            let fault = Fault::Erasure;
            Err(Finding { index, fault })
        };
        self.whole.push(entry.content.is_some());
        if let Some(by) = entry.erased_by {
            self.awaited.insert(entry.sequence, by);
        }
        let Some(erased) = (self.erases)(&entry.kind, &entry.fact) else {
            return Ok(());
        };
        if !(1..entry.sequence).contains(&erased) {
            return found(entry.sequence);
        }
        if self.whole[erased as usize - 1] {
            return found(erased);
        }
        match self.awaited.get(&erased) {
            Some(by) if *by != entry.sequence => found(erased),
            // Erased a second time, or it never had content: there was nothing to erase.
            None => Ok(()),
            Some(_) => {
                self.awaited.remove(&erased);
                Ok(())
            }
        }
    }

    /// After the last entry: whether all that is gone was erased.
    pub(crate) fn finish(&self) -> Result<(), Finding> {
        match self.awaited.first_key_value() {
            None => Ok(()),
            Some((index, _)) => Err(Finding {
                index: *index,
                fault: Fault::Erasure,
            }),
        }
    }
}

/// A walk beside what the head row and a list of leaves say.
struct Check<'kept> {
    stream: StreamId,
    against: Option<&'kept LeafList>,
    kept: &'kept [Hash],
    /// The first entry that is not the one that was kept.
    replaced: Option<u64>,
    /// What the head row says, or the column that makes it unreadable.
    head: Result<StoredHead, &'static str>,
    walk: Walk,
    finding: Option<Finding>,
}

impl<'kept> Check<'kept> {
    fn new(
        stream: StreamId,
        against: Option<&'kept LeafList>,
        head: Result<StoredHead, &'static str>,
        erases: Erases,
    ) -> Self {
        // Without a readable head there is no header: then the head is what is wrong, and the
        // leaves are only compared.
        let header = head.as_ref().map_or_else(
            |_| Header::new(stream, uuid::Uuid::nil()),
            |head| head.header.clone(),
        );
        Self {
            stream,
            against,
            kept: against.map_or(&[], |list| &list.leaves),
            replaced: None,
            head,
            walk: Walk::new(header, erases),
            finding: None,
        }
    }

    fn found(&mut self, index: u64, fault: Fault) {
        self.finding.get_or_insert(Finding { index, fault });
    }

    fn unreadable(&mut self, sequence: Option<i64>, column: &'static str) {
        let next = self.walk.next();
        let fault = match sequence.unwrap_or(0).cmp(&signed(next)) {
            std::cmp::Ordering::Equal => Fault::Unreadable(column),
            std::cmp::Ordering::Greater => Fault::Missing,
            std::cmp::Ordering::Less => Fault::Surplus,
        };
        self.found(next, fault);
    }

    fn entry(&mut self, entry: &Entry) {
        let index = self.walk.next();
        match &self.head {
            Ok(head) if entry.sequence == index && index > head.head.sequence => {
                return self.found(index, Fault::Surplus);
            }
            Ok(_) => {
                if let Err(finding) = self.walk.entry(entry) {
                    self.finding.get_or_insert(finding);
                    return;
                }
            }
            // Leaves can still be compared, but not recomputed.
            Err(_) if entry.sequence == index => self.walk.end.push(entry),
            Err(_) => return self.unreadable(Some(signed(entry.sequence)), "sequence"),
        }
        // The walk goes on: a later entry may declare that what was kept is gone.
        let kept = self.kept.get(index as usize - 1);
        if kept.is_some_and(|kept| *kept != entry.leaf) {
            self.replaced.get_or_insert(index);
        }
    }

    fn end(&mut self) {
        self.end_of_entries();
        let replaced = self.replaced.map(|index| Finding {
            index,
            fault: Fault::Replaced,
        });
        if let Some(replaced) = replaced
            && self
                .finding
                .as_ref()
                .is_none_or(|found| found.index >= replaced.index)
        {
            self.finding = Some(replaced);
        }
        if self.finding.is_none()
            && let (Some(list), Ok(head)) = (self.against, &self.head)
            && list.header != head.header
        {
            self.found(1, Fault::Header);
        }
    }

    fn end_of_entries(&mut self) {
        if self.finding.is_some() {
            return;
        }
        let last = self.walk.end.head.sequence;
        match &self.head {
            Err("row") if last == 0 && self.kept.is_empty() => {}
            Err("row") if last == 0 => self.found(1, Fault::Missing),
            Err(column) => self.found(last, Fault::Head(column)),
            Ok(head)
                if head.head.sequence > last
                    || (self.kept.len() as u64 > last && self.replaced.is_none()) =>
            {
                self.found(last + 1, Fault::Missing);
            }
            Ok(head) => {
                let column = differing_column(head, &self.walk.end);
                if let Err(finding) = self.walk.finish() {
                    self.finding.get_or_insert(finding);
                }
                if let Some(column) = column {
                    self.found(last, Fault::Head(column));
                }
            }
        }
    }

    fn verdict(self) -> Verified {
        let end = self.walk.end.head;
        let sound = match &self.finding {
            Some(Finding { index, fault }) if !matches!(fault, Fault::Head(_)) => index - 1,
            _ => end.sequence,
        };
        let declared_by = self.finding.as_ref().and_then(|finding| {
            let gone = matches!(finding.fault, Fault::Replaced | Fault::Missing);
            let declares =
                |(_, restored): &&(u64, Restored)| restored.declares(self.kept, finding.index);
            let declared = self.walk.restored.iter().find(declares);
            declared.filter(|_| gone).map(|(by, _)| *by)
        });
        Verified {
            stream: self.stream,
            entries: sound,
            erased: end.erasures,
            root: end.root,
            restored: self.walk.restored,
            finding: self.finding,
            declared_by,
        }
    }
}

/// The first key of a command that stands for what it cannot. Keys are not in the tree, since
/// clients choose them; what they stand for is.
fn altered_request(
    connection: &mut dyn Connection,
    stream: StreamId,
    last: u64,
) -> Result<Option<Finding>, database::Error> {
    let mut answered = 0;
    let mut finding = None;
    connection.query_each(
        "SELECT first_sequence, last_sequence, key, digest, actor,
             (SELECT COUNT(*) FROM record_entry e
              WHERE e.stream = r.stream AND e.actor = r.actor
                AND e.sequence BETWEEN r.first_sequence AND r.last_sequence)
         FROM record_request r WHERE stream = ?1 ORDER BY first_sequence",
        &[stream.0.as_bytes().into()],
        &mut |row| {
            if let Some((first, end)) = request(&row)
                && first > answered
                && end <= last
            {
                answered = end;
                return ControlFlow::Continue(());
            }
            let first = row.integer(0).ok().and_then(unsigned);
            finding = Some(first.unwrap_or(0).clamp(1, last.max(1)));
            ControlFlow::Break(())
        },
    )?;
    Ok(finding.map(|index| Finding {
        index,
        fault: Fault::Request,
    }))
}

/// The entries that a key stands for, if all of them are its actor's and the row can be one.
fn request(row: &Row) -> Option<(u64, u64)> {
    let first = unsigned(row.integer(0).ok()?)?;
    let last = unsigned(row.integer(1).ok()?)?;
    let key = row.text(2).ok()?;
    row.array::<32>(3).ok()?;
    row.array::<16>(4).ok()?;
    let entries = unsigned(row.integer(5).ok()?)?;
    let stands = first >= 1 && first <= last && entries == last - first + 1;
    (stands && is_key(key)).then_some((first, last))
}

/// Whether something stands where signatures will.
fn is_signed(row: &Row) -> bool {
    let after = |column| {
        row.optional_bytes(column)
            .map_or(true, |bytes| bytes.is_some())
    };
    after(14) || after(15)
}

fn differing_column(head: &StoredHead, walked: &StoredHead) -> Option<&'static str> {
    [
        ("at", head.head.at == walked.head.at),
        ("root", head.head.root == walked.head.root),
        ("frontier", head.frontier == walked.frontier),
        ("erasures", head.head.erasures == walked.head.erasures),
    ]
    .into_iter()
    .find_map(|(column, same)| (!same).then_some(column))
}
