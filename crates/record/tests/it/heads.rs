//! What an embedded database was acknowledged to hold is missed when it is gone.

use std::fs;
use std::path::{Path, PathBuf};

use database::Database;
use proptest::prelude::*;
use record::{Error, Loss, Record};
use tempfile::TempDir;

use crate::story::{append, draft, erases, stream};

fn open(directory: &Path) -> Result<Record, Error> {
    let file = directory.join("covalue.db");
    Record::open(
        Database::open(&format!("sqlite:{}", file.display())).unwrap(),
        erases,
    )
}

fn write(record: &Record, number: u128, entries: u64) {
    let stream = stream(number);
    let expected = record.head(stream).unwrap().map_or(0, |head| head.sequence);
    for sequence in expected..expected + entries {
        let append = append(stream, sequence, vec![draft(sequence + 1)]);
        record.append(&append).unwrap();
    }
}

/// The files as a killed process leaves them.
fn killed(from: &Path) -> TempDir {
    let copy = TempDir::new().unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if !entry.file_name().to_string_lossy().ends_with("-shm") {
            fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
        }
    }
    copy
}

fn log(directory: &Path) -> PathBuf {
    directory.join("covalue.db-wal")
}

fn lost(directory: &Path) -> Vec<Loss> {
    match open(directory) {
        Err(Error::Lost(losses)) => losses,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_log_that_lost_its_end_is_missed_until_somebody_accepts_it() {
    let directory = TempDir::new().unwrap();
    let record = open(directory.path()).unwrap();
    write(&record, 1, 3);
    write(&record, 2, 2);
    record.database().purge_deleted().unwrap();
    write(&record, 1, 4);
    let killed = killed(directory.path());
    assert!(record.missing().unwrap().is_empty());
    fs::write(log(killed.path()), []).unwrap();
    let losses = lost(killed.path());
    assert_eq!(losses.len(), 1, "{losses:?}");
    assert_eq!((losses[0].stream, losses[0].shared), (stream(1), 3));
    assert_eq!((losses[0].entries(), losses[0].exact), (4, true));
    // Only looking is allowed, and tells the same.
    let file = killed.path().join("covalue.db");
    let url = format!("sqlite:{}", file.display());
    let reader = Record::open_existing(Database::open_read_only(&url).unwrap(), erases).unwrap();
    assert_eq!(reader.missing().unwrap().len(), 1);
    drop(reader);
    let accepted = Record::accept_losses(Database::open(&url).unwrap(), erases, 7).unwrap();
    assert_eq!(accepted, losses);
    let record = open(killed.path()).unwrap();
    assert_eq!(record.losses().unwrap()[0].noticed_at, 7);
    write(&record, 1, 1);
    drop(record);
    open(killed.path()).unwrap();
}

#[test]
fn an_older_copy_put_in_the_place_of_the_database_is_missed() {
    let directory = TempDir::new().unwrap();
    let record = open(directory.path()).unwrap();
    write(&record, 1, 3);
    let copy = directory.path().join("copy.db");
    record.database().copy_into(&copy).unwrap();
    write(&record, 1, 2);
    drop(record);
    fs::rename(&copy, directory.path().join("covalue.db")).unwrap();
    assert_eq!(lost(directory.path())[0].entries(), 2);
}

#[test]
fn a_copy_of_the_file_alone_is_whole_once_the_database_was_closed() {
    let directory = TempDir::new().unwrap();
    let record = open(directory.path()).unwrap();
    write(&record, 1, 9);
    record.database().close().unwrap();
    let copy = TempDir::new().unwrap();
    fs::copy(
        directory.path().join("covalue.db"),
        copy.path().join("covalue.db"),
    )
    .unwrap();
    let copied = open(copy.path()).unwrap();
    assert_eq!(copied.head(stream(1)).unwrap().unwrap().sequence, 9);
    // A database that was closed takes nothing any more.
    let append = append(stream(1), 9, vec![draft(10)]);
    assert!(record.append(&append).is_err());
}

#[test]
fn heads_of_very_many_appends_take_little_room() {
    let directory = TempDir::new().unwrap();
    let record = open(directory.path()).unwrap();
    write(&record, 1, 40);
    drop(record);
    for _ in 0..30 {
        let record = open(directory.path()).unwrap();
        write(&record, 2, 3);
    }
    let heads = directory.path().join("covalue.db.heads");
    assert!(heads.metadata().unwrap().len() <= 64 * 1024 + 128);
    open(directory.path()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn wherever_the_log_is_cut_or_altered_nothing_is_lost_unsaid(
        entries in 1_u64..12, at in any::<prop::sample::Index>(), bit in 0_u8..16,
    ) {
        let directory = TempDir::new().unwrap();
        let record = open(directory.path()).unwrap();
        write(&record, 1, 2);
        record.database().purge_deleted().unwrap();
        write(&record, 1, entries);
        let killed = killed(directory.path());
        let mut bytes = fs::read(log(killed.path())).unwrap();
        let at = at.index(bytes.len());
        match bit {
            0..8 => bytes[at] ^= 1 << bit,
            _ => bytes.truncate(at),
        }
        fs::write(log(killed.path()), &bytes).unwrap();
        match open(killed.path()) {
            Ok(record) => {
                let head = record.head(stream(1)).unwrap().unwrap();
                prop_assert_eq!(head.sequence, 2 + entries);
            }
            Err(Error::Lost(losses)) => {
                let gone = losses[0].entries();
                let url = format!("sqlite:{}", killed.path().join("covalue.db").display());
                Record::accept_losses(Database::open(&url).unwrap(), erases, 0).unwrap();
                let record = open(killed.path()).unwrap();
                let head = record.head(stream(1)).unwrap().unwrap();
                prop_assert_eq!(head.sequence, 2 + entries - gone);
            }
            Err(other) => panic!("{other:?}"),
        }
    }
}
