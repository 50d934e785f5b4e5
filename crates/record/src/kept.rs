//! The heads that were acknowledged, in a small file beside an embedded database.
//!
//! The end of a database's own log can be lost without a trace: it is then sound, and shorter. So each
//! append leaves its stream's new head here too, synced before it is acknowledged, and a start compares.
//!
//! The file is slots of 64 bytes: stream, sequence, root, and the beginning of the SHA-256 of those.
//! Slots are zeros until they are used, and room is made ahead, so that a sync has no length to write.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::{Erases, Error, Hash, Loss, Place, Record, StreamId};

const SLOT: usize = 64;
/// Room is made for this many slots at once.
const ROOM: usize = 1024;
/// A file of more slots is written again with the last of each stream (1 MiB; a database with very many
/// streams takes a slot for each).
const SLOTS: usize = 16 * ROOM;

/// The places that streams were acknowledged to have reached, in the order in which they did.
type Places = HashMap<StreamId, Vec<Place>>;

#[derive(Debug)]
pub(crate) struct Kept(Mutex<Heads>);

#[derive(Debug)]
struct Heads {
    path: PathBuf,
    file: File,
    used: usize,
    room: usize,
    last: HashMap<StreamId, Place>,
}

/// The file of the heads of a database's file.
fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".heads");
    name.into()
}

impl Kept {
    /// Writes the file again with the last of what it held, or makes it from the heads that the database
    /// holds.
    fn open(
        path: PathBuf,
        places: Option<Places>,
        heads: impl FnOnce() -> Result<Vec<(StreamId, Place)>, Error>,
    ) -> Result<Self, Error> {
        let last = match places {
            Some(places) => places.iter().filter_map(last_of).collect(),
            None => heads()?.into_iter().collect(),
        };
        Self::make(path, last)
    }

    fn make(path: PathBuf, last: HashMap<StreamId, Place>) -> Result<Self, Error> {
        let heads = Heads::written(path, last).map_err(unavailable)?;
        Ok(Self(Mutex::new(heads)))
    }

    fn heads(&self) -> MutexGuard<'_, Heads> {
        // What a panic leaves half done is in no slot that counts.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what a stream has reached; returns once it is on the disk.
    pub(crate) fn keep(&self, stream: StreamId, place: Place) -> io::Result<()> {
        let mut heads = self.heads();
        heads.last.insert(stream, place);
        if heads.used >= SLOTS.max(2 * heads.last.len()) {
            *heads = Heads::written(heads.path.clone(), heads.last.clone())?;
            return Ok(());
        }
        if heads.used == heads.room {
            heads.make_room()?;
        }
        let at = (heads.used * SLOT) as u64;
        heads.file.write_all_at(&slot(stream, place), at)?;
        heads.file.sync_data()?;
        heads.used += 1;
        Ok(())
    }
}

impl Heads {
    /// A new file with these heads in the place of the one there may be.
    fn written(path: PathBuf, last: HashMap<StreamId, Place>) -> io::Result<Self> {
        let mut new = path.as_os_str().to_owned();
        new.push(".new");
        let new = PathBuf::from(new);
        let file = OpenOptions::new()
            .create(true)
            .truncate(true)
            .write(true)
            .mode(0o600)
            .open(&new)?;
        let slots: Vec<u8> = last
            .iter()
            .flat_map(|(stream, place)| slot(*stream, *place))
            .collect();
        file.write_all_at(&slots, 0)?;
        let mut heads = Self {
            used: last.len(),
            room: last.len(),
            path,
            file,
            last,
        };
        heads.make_room()?;
        fs::rename(&new, &heads.path)?;
        if let Some(directory) = heads.path.parent() {
            File::open(directory)?.sync_all()?;
        }
        Ok(heads)
    }

    fn make_room(&mut self) -> io::Result<()> {
        let at = (self.room * SLOT) as u64;
        self.file.write_all_at(&[0; ROOM * SLOT], at)?;
        self.file.sync_all()?;
        self.room += ROOM;
        Ok(())
    }
}

fn slot(stream: StreamId, place: Place) -> [u8; SLOT] {
    let mut slot = [0; SLOT];
    slot[..16].copy_from_slice(stream.0.as_bytes());
    slot[16..24].copy_from_slice(&place.sequence.to_be_bytes());
    slot[24..56].copy_from_slice(&place.root.0);
    let check = Hash::of(&[&slot[..56]]).0;
    slot[56..].copy_from_slice(&check[..8]);
    slot
}

/// What the slots hold; one that was torn or altered is passed over. `None` when there is no file.
fn read(path: &Path) -> Result<Option<Places>, Error> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unavailable(error)),
    };
    let mut places = Places::new();
    for bytes in bytes.as_chunks::<SLOT>().0 {
        let (stream, rest) = bytes.split_at(16);
        let (sequence, rest) = rest.split_at(8);
        let stream = StreamId(Uuid::from_slice(stream).unwrap_or_default());
        let place = Place {
            sequence: u64::from_be_bytes(sequence.try_into().unwrap_or_default()),
            root: Hash(rest[..32].try_into().unwrap_or_default()),
        };
        if slot(stream, place) == *bytes {
            places.entry(stream).or_default().push(place);
        }
    }
    Ok(Some(places))
}

fn last_of((stream, known): (&StreamId, &Vec<Place>)) -> Option<(StreamId, Place)> {
    Some((*stream, *known.last()?))
}

fn unavailable(error: io::Error) -> Error {
    let reason = format!("the heads kept beside the database: {error}");
    database::Error::Unavailable(reason).into()
}

impl Record {
    /// What was acknowledged and is not in an embedded database any more, by the heads kept beside it.
    pub fn missing(&self) -> Result<Vec<Loss>, Error> {
        let Some(path) = self.database.file().map(beside) else {
            return Ok(Vec::new());
        };
        self.missing_of(&read(&path)?.unwrap_or_default())
    }

    fn missing_of(&self, places: &Places) -> Result<Vec<Loss>, Error> {
        let mut missing = Vec::new();
        for (stream, reached) in places.iter().filter_map(last_of) {
            if self.goes_through(stream, reached)? || self.is_deleted(stream)? {
                continue;
            }
            let end = self.head(stream)?.map(|head| head.place());
            let end = end.unwrap_or(Place {
                sequence: 0,
                root: Hash::ZERO,
            });
            let mut shared = 0;
            for place in places[&stream].iter().rev() {
                if self.goes_through(stream, *place)? {
                    shared = place.sequence;
                    break;
                }
            }
            missing.push(Loss {
                stream,
                reached,
                shared,
                exact: end.sequence == shared,
                there: Some(end.sequence),
                people: Vec::new(),
                noticed_at: 0,
                settled: true,
                declared_by: None,
            });
        }
        missing.sort_by_key(|loss| loss.stream);
        Ok(missing)
    }

    /// Begins to keep heads beside an embedded database; refuses one that holds less than they say.
    pub(crate) fn keeping_heads(mut self) -> Result<Self, Error> {
        if !self.database.is_ours() {
            return Ok(self);
        }
        if let Some(file) = self.database.file() {
            let path = beside(file);
            let places = read(&path)?;
            let none = Places::new();
            let held = places.as_ref().unwrap_or(&none);
            let missing = self.missing_of(held)?;
            if !missing.is_empty() {
                return Err(Error::Lost(missing));
            }
            self.unwitnessed = self.not_in(held)?;
            let kept = Kept::open(path, places, || self.all_places())?;
            self.kept = Some(kept.into());
        }
        Ok(self)
    }

    /// Of how many streams no head is kept, though heads are kept beside the database: their end may
    /// have been lost, and nobody could tell.
    pub fn without_heads(&self) -> Result<usize, Error> {
        let Some(path) = self.database.file().map(beside) else {
            return Ok(0);
        };
        self.not_in(&read(&path)?.unwrap_or_default())
    }

    fn not_in(&self, places: &Places) -> Result<usize, Error> {
        let ends = self.ends()?.into_iter();
        Ok(ends.filter(|(id, _)| !places.contains_key(id)).count())
    }

    /// As [`Self::without_heads`], when the record was opened.
    pub fn unwitnessed(&self) -> usize {
        self.unwitnessed
    }

    fn all_places(&self) -> Result<Vec<(StreamId, Place)>, Error> {
        let streams: Vec<StreamId> = self.ends()?.into_iter().map(|(stream, _)| stream).collect();
        self.places(&streams)
    }

    /// Takes an embedded database as it is, as the operator says: keeps for later what is gone, and
    /// begins with the heads that there are. Gives what is gone.
    ///
    /// `now` is in milliseconds since 1970.
    pub fn accept_losses(
        database: database::Database,
        erases: Erases,
        now: i64,
    ) -> Result<Vec<Loss>, Error> {
        let record = Self::migrated(database, erases)?;
        let missing = record.missing()?;
        for loss in &missing {
            record.note_loss(&Loss {
                noticed_at: now,
                ..loss.clone()
            })?;
        }
        if let Some(file) = record.database.file() {
            let last = record.all_places()?.into_iter().collect();
            Kept::make(beside(file), last)?;
        }
        Ok(missing)
    }

    /// Keeps what a stream has reached, where heads are kept, before it is acknowledged.
    pub(crate) fn keep(&self, stream: StreamId, head: &crate::Head) -> Result<(), database::Error> {
        let Some(kept) = &self.kept else {
            return Ok(());
        };
        // It is in the database, but would not be missed if the database lost it.
        kept.keep(stream, head.place())
            .map_err(|error| database::Error::Unknown(error.to_string()))
    }
}
