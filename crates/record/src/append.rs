//! Adding to a stream.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use database::{Connection, Dialect, Value};
use uuid::Uuid;

use crate::entry::{is_kind, is_moment, signed};
use crate::files;
use crate::head::StoredHead;
use crate::insert::Insert;
use crate::limits::{
    BYTES_PER_APPEND, CONTENT_BYTES, ENTRIES_PER_APPEND, ENTRIES_PER_STREAM, EXT_BYTES, FACT_BYTES,
    FILE_BYTES, FILES_PER_ENTRY, KEY_BYTES,
};
use crate::{Entry, Erases, Error, Hash, Head, Header, Record, Request, StreamId, format, json};

/// Entries to add to one stream, all or none. Many commands that were decided one on the other
/// share one append and so one durable commit.
///
/// Where one of them [erases](Erases), the content and salt of the entry that it names are deleted
/// with it; one that has no content (any more) is passed over. Afterwards
/// [`purge_deleted`](database::Database::purge_deleted) clears SQLite's log of them.
#[derive(Clone, Debug)]
pub struct Append {
    /// The stream.
    pub stream: StreamId,
    /// The sequence of the head that the commands were decided on; 0 creates the stream.
    pub expected: u64,
    /// The root of that head, where something was decided on what came before it: another past of the
    /// same length is another stream. `None` where nothing was.
    pub root: Option<Hash>,
    /// The entries, in order; at least one.
    pub drafts: Vec<NewEntry>,
    /// The commands these entries answer, under the keys their clients chose.
    pub requests: Vec<Request>,
}

/// An entry that has no place in its stream yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// Who did it.
    pub actor: Uuid,
    /// What kind of fact it is.
    pub kind: String,
    /// When, in milliseconds since 1970 (UTC); not before its predecessor.
    pub at: i64,
    /// The fact: the bytes of a JSON object.
    pub fact: Vec<u8>,
    /// What may be erased later: the bytes of a JSON object.
    pub content: Option<Vec<u8>>,
    /// What this release does not know: the bytes of a JSON object that stays.
    pub ext: Option<Vec<u8>>,
    /// 32 random bytes, never used twice.
    pub salt: [u8; 32],
    /// 32 random bytes, never used twice; present exactly with the content.
    pub content_salt: Option<[u8; 32]>,
    /// What belongs to the content and is erased with it. Their digests become the ext, which is none then.
    pub files: Vec<Arc<[u8]>>,
}

/// Why nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// The head is not the expected one: reload, decide again.
    #[error("the stream has moved on, or has another past")]
    Moved,
    /// The actor used this key before: look the [`request`](Record::request) up and answer with
    /// what it did.
    #[error("the key {key:?} was used before")]
    KeyTaken {
        /// Whose key.
        actor: Uuid,
        /// The key.
        key: String,
    },
    /// More than the record takes.
    #[error("too much: {0}")]
    Limit(Limit),
    /// The append contradicts itself: an error of the program.
    #[error("not an append: {0}")]
    Invalid(&'static str),
    /// Others kept the stream for too long: nothing was added.
    #[error("others are writing here")]
    Busy,
    /// The database cannot be reached: nothing was added.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// The connection was lost while committing: look the [`request`](Record::request) up to learn
    /// whether the entries were added.
    #[error("it is unknown whether the entries were added: {0}")]
    Unknown(String),
    /// What was to be changed beside it was not: nothing was added.
    #[error("what was to be changed beside it was refused")]
    Beside,
    /// Anything else: nothing was added.
    #[error(transparent)]
    Record(#[from] Error),
}

impl From<database::Error> for AppendError {
    fn from(error: database::Error) -> Self {
        match error {
            database::Error::Unavailable(reason) => Self::Unavailable(reason),
            database::Error::Busy => Self::Busy,
            database::Error::Unknown(reason) => Self::Unknown(reason),
            other => Self::Record(other.into()),
        }
    }
}

/// Which limit an append exceeds (their sizes: [`limits`](crate::limits)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Limit {
    /// A fact's bytes.
    #[error("a fact takes at most {FACT_BYTES} bytes")]
    Fact,
    /// A content's bytes.
    #[error("a text takes at most {CONTENT_BYTES} bytes")]
    Content,
    /// An ext's bytes.
    #[error("an ext takes at most {EXT_BYTES} bytes")]
    Ext,
    /// A file's bytes, or how many there are.
    #[error("an entry takes at most {FILES_PER_ENTRY} files of {FILE_BYTES} bytes")]
    Files,
    /// A key's length or characters.
    #[error("a key is 1 to {KEY_BYTES} visible ASCII characters")]
    Key,
    /// Entries of one append.
    #[error("an append takes at most {ENTRIES_PER_APPEND} entries")]
    Entries,
    /// Bytes of one append.
    #[error("an append takes at most {BYTES_PER_APPEND} bytes")]
    Bytes,
    /// Entries of one stream.
    #[error("a stream takes at most {ENTRIES_PER_STREAM} entries")]
    Stream,
}

impl Append {
    fn continues(&self, head: &Head) -> bool {
        self.expected == head.sequence && self.root.is_none_or(|root| root == head.root)
    }

    /// Everything that can be said without looking at the stream.
    fn check(&self) -> Result<(), AppendError> {
        let invalid = |reason| Err(AppendError::Invalid(reason));
        let limit = |limit| Err(AppendError::Limit(limit));
        if self.drafts.is_empty() {
            return invalid("it has no entries");
        }
        if self.drafts.len() > ENTRIES_PER_APPEND || self.requests.len() > ENTRIES_PER_APPEND {
            return limit(Limit::Entries);
        }
        if self.expected >= ENTRIES_PER_STREAM - self.drafts.len() as u64 {
            return limit(Limit::Stream);
        }
        let mut bytes = 0;
        for draft in &self.drafts {
            let content = draft.content.as_ref().map_or(0, Vec::len);
            let ext = draft.ext.as_ref().map_or(0, Vec::len);
            let files = draft.files.iter().map(|file| file.len());
            bytes += draft.fact.len() + content + ext + files.clone().sum::<usize>();
            if draft.files.len() > FILES_PER_ENTRY || files.max().unwrap_or(0) > FILE_BYTES {
                return limit(Limit::Files);
            }
            if draft.fact.len() > FACT_BYTES {
                return limit(Limit::Fact);
            }
            if content > CONTENT_BYTES {
                return limit(Limit::Content);
            }
            if ext > EXT_BYTES {
                return limit(Limit::Ext);
            }
            if !is_moment(draft.at) {
                return invalid("time is from 1970 to 9999");
            }
            if !is_kind(&draft.kind) {
                return invalid("a kind is 1 to 64 characters of a-z, 0-9, _ and .");
            }
            if draft.content.is_some() != draft.content_salt.is_some() {
                return invalid("content and its salt come together");
            }
            if !draft.files.is_empty() && (draft.content.is_none() || draft.ext.is_some()) {
                return invalid("files come with content, and their digests are the ext");
            }
            if files::listed(draft.ext.as_deref()) != Ok(Vec::new()) {
                return invalid("digests of files are made of them");
            }
        }
        if bytes > BYTES_PER_APPEND {
            return limit(Limit::Bytes);
        }
        let objects = |draft: &NewEntry| {
            let parts = [
                Some(&draft.fact),
                draft.content.as_ref(),
                draft.ext.as_ref(),
            ];
            parts
                .into_iter()
                .flatten()
                .all(|part| json::is_object(part))
        };
        if !self.drafts.iter().all(objects) {
            return invalid("fact, content and ext are JSON objects without a name twice");
        }
        if !self.drafts.is_sorted_by_key(|draft| draft.at) {
            return invalid("time runs backwards");
        }
        if !self.requests.iter().all(|request| is_key(&request.key)) {
            return limit(Limit::Key);
        }
        if !self.requests.iter().all(|request| self.answers(request)) {
            return invalid("a key stands for entries of its actor in this append");
        }
        Ok(())
    }
}

impl Append {
    /// Whether the entries that `request` names are here, and are its actor's.
    fn answers(&self, request: &Request) -> bool {
        let place = |sequence: u64| usize::try_from(sequence.checked_sub(self.expected + 1)?).ok();
        let (Some(first), Some(last)) = (place(request.first), place(request.last)) else {
            return false;
        };
        let drafts = self.drafts.get(first..=last).unwrap_or_default();
        !drafts.is_empty() && drafts.iter().all(|draft| draft.actor == request.actor)
    }
}

/// Whether a client may choose `key`.
pub(crate) fn is_key(key: &str) -> bool {
    (1..=KEY_BYTES).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}

impl Record {
    /// Adds to a stream in one durable transaction and returns the new head.
    pub fn append(&self, append: &Append) -> Result<Head, AppendError> {
        self.append_beside(append, |_| Ok(()))
    }

    /// As [`Self::append`], with something else changed in the same transaction: both are done, or
    /// neither. `beside` may be called again, where the transaction has to be repeated.
    ///
    /// # Errors
    /// As [`Self::append`]; [`AppendError::Beside`], or whatever `beside` gives.
    pub fn append_beside(
        &self,
        append: &Append,
        mut beside: impl FnMut(&mut dyn Connection) -> Result<(), AppendError>,
    ) -> Result<Head, AppendError> {
        append.check()?;
        // The head that this process stored last, if it is still the one: whoever else wrote meanwhile
        // is found out when it is to be replaced.
        let known = self.heads.take(append.stream);
        let known = known.filter(|known| append.continues(&known.head));
        let stored = self.database.write(|connection| {
            let mut head = if append.expected == 0 {
                StoredHead::empty(Header::new(append.stream, self.origin))
            } else if let Some(known) = &known {
                known.clone()
            } else {
                match StoredHead::load(connection, append.stream)? {
                    Some(head) if append.continues(&head.head) => head,
                    _ => return Err(AppendError::Moved),
                }
            };
            add(connection, self.erases, &mut head, append)?;
            beside(connection)?;
            Ok::<_, AppendError>(head)
        })?;
        let head = stored.head;
        self.keep(append.stream, &head)?;
        self.heads.put(append.stream, stored);
        Ok(head)
    }

    /// As [`append`](Self::append), to a stream that is there, with what `decide` makes of its head
    /// while nobody else can add to it: for whoever came second before. Others wait meanwhile, in
    /// turn, so `decide` takes no longer than it must; it may be asked again.
    ///
    /// `None` of `decide` adds nothing. For `beside` see [`append_beside`](Self::append_beside).
    pub fn append_in_turn(
        &self,
        stream: StreamId,
        mut decide: impl FnMut(&Head) -> Result<Option<Append>, AppendError>,
        mut beside: impl FnMut(&mut dyn Connection) -> Result<(), AppendError>,
    ) -> Result<Option<Head>, AppendError> {
        let locked = match self.database.dialect() {
            // A writing transaction keeps everybody else away from the start.
            Dialect::Sqlite => "",
            Dialect::Postgres => " FOR UPDATE",
        };
        let sql = format!("{}{locked}", StoredHead::QUERY);
        let head = self.database.write(|connection| {
            let rows = connection.query(&sql, &[stream.0.as_bytes().into()])?;
            let row = rows.first().ok_or(AppendError::Moved)?;
            let mut head = StoredHead::decode(stream, row)
                .map_err(|column| AppendError::Record(Error::BadHead { stream, column }))?;
            let Some(append) = decide(&head.head)? else {
                return Ok(None);
            };
            append.check()?;
            if append.stream != stream || !append.continues(&head.head) {
                return Err(AppendError::Moved);
            }
            add(connection, self.erases, &mut head, &append)?;
            beside(connection)?;
            Ok::<_, AppendError>(Some(head.head))
        })?;
        if let Some(head) = &head {
            self.keep(stream, head)?;
        }
        Ok(head)
    }
}

fn add(
    connection: &mut dyn Connection,
    erases: Erases,
    head: &mut StoredHead,
    append: &Append,
) -> Result<(), AppendError> {
    let before = head.head.place();
    let entries = place(head, append)?;
    let erasures = erasures(erases, &entries)?;
    // The head row first: whoever comes second waits there and then finds it changed.
    // Erasures are counted below, under that lock.
    if !head.store(connection, append.stream, before)? {
        return Err(AppendError::Moved);
    }
    insert_requests(connection, append, &entries)?;
    for (entry, draft) in entries.iter().zip(&append.drafts) {
        for (place, file) in (0..).zip(&draft.files) {
            files::insert(connection, append.stream, entry.sequence, place, file)?;
        }
    }
    insert_entries(connection, entries)?;
    if !erasures.is_empty() {
        head.head.erasures += erase(connection, append.stream, &erasures)?;
        head.store(connection, append.stream, head.head.place())?;
    }
    Ok(())
}

/// Gives each draft its place after `head`, which moves along.
fn place(head: &mut StoredHead, append: &Append) -> Result<Vec<Entry>, AppendError> {
    let mut entries = Vec::with_capacity(append.drafts.len());
    for draft in &append.drafts {
        if draft.at < head.head.at {
            return Err(AppendError::Invalid("time runs backwards"));
        }
        let mut entry = Entry {
            stream: append.stream,
            sequence: head.head.sequence + 1,
            at: draft.at,
            actor: draft.actor,
            kind: draft.kind.clone(),
            fact: draft.fact.clone(),
            salt: draft.salt,
            content: draft.content.clone(),
            content_salt: draft.content_salt,
            content_commitment: match (&draft.content_salt, &draft.content) {
                (Some(salt), Some(content)) => format::content_commitment(salt, content),
                _ => Hash::ZERO,
            },
            signature_commitment: Hash::ZERO,
            ext: match &draft.content_salt {
                Some(salt) if !draft.files.is_empty() => Some(files::ext(salt, &draft.files)),
                _ => draft.ext.clone(),
            },
            erased_by: None,
            leaf: Hash::ZERO,
            root: Hash::ZERO,
        };
        entry.leaf = format::leaf(&head.header_hash, &entry);
        head.push(&entry);
        entry.root = head.head.root;
        entries.push(entry);
    }
    Ok(entries)
}

const ENTRY_COLUMNS: usize = 15;

static INSERT_ENTRIES: LazyLock<Insert<ENTRY_COLUMNS>> =
    LazyLock::new(|| Insert::new(&format!("record_entry (stream, {})", Entry::COLUMNS), ""));

pub(crate) fn insert_entries(
    connection: &mut dyn Connection,
    entries: Vec<Entry>,
) -> Result<(), database::Error> {
    INSERT_ENTRIES.of(entries.into_iter(), row, |sql, params| {
        connection.execute(sql, params).map(|_| ())
    })
}

fn row(entry: Entry) -> [Value; ENTRY_COLUMNS] {
    [
        entry.stream.0.as_bytes().into(),
        signed(entry.sequence).into(),
        entry.at.into(),
        entry.actor.as_bytes().into(),
        entry.kind.into(),
        entry.fact.into(),
        entry.salt.into(),
        entry.content.into(),
        entry.content_salt.into(),
        entry.content_commitment.0.into(),
        entry.signature_commitment.0.into(),
        entry.ext.into(),
        entry.erased_by.map(signed).into(),
        entry.leaf.0.into(),
        entry.root.0.into(),
    ]
}

static INSERT_REQUESTS: LazyLock<Insert<6>> = LazyLock::new(|| {
    Insert::new(
        "record_request (stream, actor, key, digest, first_sequence, last_sequence)",
        "ON CONFLICT DO NOTHING",
    )
});

fn insert_requests(
    connection: &mut dyn Connection,
    append: &Append,
    entries: &[Entry],
) -> Result<(), AppendError> {
    let values = |request: &Request| {
        let place = |sequence: u64| (sequence - append.expected) as usize;
        let answered = &entries[place(request.first) - 1..place(request.last)];
        let salts: Vec<_> = answered
            .iter()
            .map(|entry| entry.content_salt.unwrap_or(entry.salt))
            .collect();
        [
            append.stream.0.as_bytes().into(),
            request.actor.as_bytes().into(),
            request.key.as_str().into(),
            format::request_digest(&salts, &request.digest).0.into(),
            signed(request.first).into(),
            signed(request.last).into(),
        ]
    };
    let mut inserted = 0;
    INSERT_REQUESTS.of(append.requests.iter(), values, |sql, params| {
        inserted += connection.execute(sql, params)?;
        Ok::<(), database::Error>(())
    })?;
    if inserted == append.requests.len() as u64 {
        return Ok(());
    }
    // Whichever stood here before, or is in this append twice, was taken.
    let mut here = HashSet::new();
    for request in &append.requests {
        let rows = connection.query(
            "SELECT 1 FROM record_request
             WHERE stream = ?1 AND actor = ?2 AND key = ?3 AND first_sequence <= ?4",
            &[
                append.stream.0.as_bytes().into(),
                request.actor.as_bytes().into(),
                request.key.as_str().into(),
                signed(append.expected).into(),
            ],
        )?;
        if !rows.is_empty() || !here.insert((request.actor, &request.key)) {
            return Err(AppendError::KeyTaken {
                actor: request.actor,
                key: request.key.clone(),
            });
        }
    }
    Err(AppendError::Invalid("a key stands for nothing"))
}

/// Which of `entries` erase, and what: pairs of an erasing entry and the entry whose content goes.
fn erasures(erases: Erases, entries: &[Entry]) -> Result<Vec<(u64, u64)>, AppendError> {
    let erasing = entries.iter().filter_map(|entry| {
        erases(&entry.kind, &entry.fact).map(|erased| (entry.sequence, erased))
    });
    let erasures: Vec<_> = erasing.collect();
    if erasures
        .iter()
        .any(|(by, erased)| !(1..*by).contains(erased))
    {
        let reason = "only what is in the stream can be erased";
        return Err(AppendError::Invalid(reason));
    }
    Ok(erasures)
}

/// Deletes what these entries erase; how much there was.
pub(crate) fn erase(
    connection: &mut dyn Connection,
    stream: StreamId,
    erasures: &[(u64, u64)],
) -> Result<u64, database::Error> {
    let mut count = 0;
    for (by, erased) in erasures {
        files::delete(connection, stream, *erased)?;
        count += connection.execute(
            "UPDATE record_entry SET content = NULL, content_salt = NULL, erased_by = ?3
             WHERE stream = ?1 AND sequence = ?2 AND content IS NOT NULL",
            &[
                stream.0.as_bytes().into(),
                signed(*erased).into(),
                signed(*by).into(),
            ],
        )?;
    }
    Ok(count)
}
