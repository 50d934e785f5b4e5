//! A file that has its name only once it is whole: whoever finds it there need not ask how its writer ended.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

/// What the databases of SQLite have beside them while they are written.
const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];

/// A file on its way, under its name with `.partial` behind it, for the owner's eyes only.
pub struct NewFile {
    path: PathBuf,
    partial: PathBuf,
    file: File,
    is_whole: bool,
}

impl NewFile {
    /// Begins a file. What a writer that was killed left of it is written over; what another is writing
    /// is left to that one.
    ///
    /// # Errors
    /// When there is a file of that name, or none can be made.
    pub fn begin(path: &Path) -> anyhow::Result<Self> {
        let named = || format!("{} cannot be made", path.display());
        is_free(path)?;
        let partial = with(path, ".partial");
        let file = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&partial)
            .with_context(named)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!("{} is being written", partial.display()),
            Err(TryLockError::Error(error)) => return Err(error).with_context(named),
        }
        file.set_len(0).with_context(named)?;
        // Left by one that was killed, it would be taken for a part of the new one.
        for end in BESIDE {
            let _ = fs::remove_file(with(&partial, end));
        }
        Ok(Self {
            path: path.to_owned(),
            partial,
            file,
            is_whole: false,
        })
    }

    /// Where it is written.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// The name that it has meanwhile.
    pub fn partial(&self) -> &Path {
        &self.partial
    }

    /// Gives it its name, now that everything is in it and on the disk.
    ///
    /// # Errors
    /// When the disk refuses, or a file of that name came meanwhile.
    pub fn finish(mut self) -> anyhow::Result<()> {
        let named = || format!("{} cannot be kept", self.path.display());
        self.file.sync_all().with_context(named)?;
        is_free(&self.path)?;
        fs::rename(&self.partial, &self.path).with_context(named)?;
        self.is_whole = true;
        // The name is on the disk once its directory is.
        let directory = self
            .path
            .parent()
            .filter(|name| !name.as_os_str().is_empty());
        let directory = File::open(directory.unwrap_or(Path::new("."))).with_context(named)?;
        match directory.sync_all() {
            // Some network drives know no such thing.
            Err(error) if error.kind() != ErrorKind::InvalidInput => Err(error).with_context(named),
            _ => Ok(()),
        }
    }
}

impl Drop for NewFile {
    /// Nobody is left with a part for the whole.
    fn drop(&mut self) {
        if !self.is_whole {
            let _ = fs::remove_file(&self.partial);
        }
    }
}

fn is_free(path: &Path) -> anyhow::Result<()> {
    let is_there = path.symlink_metadata().is_ok();
    ensure!(!is_there, "{} is there already", path.display());
    Ok(())
}

fn with(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_has_its_name_only_once_it_is_whole() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("monday.db");
        let names = || {
            let entries = fs::read_dir(place.path()).unwrap();
            let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            names
        };

        let new = NewFile::begin(&path).unwrap();
        new.file().write_all(b"half").unwrap();
        assert_eq!(names(), ["monday.db.partial"]);
        assert!(NewFile::begin(&path).is_err(), "two write it");
        drop(new);
        assert!(names().is_empty());

        // A killed writer drops nothing.
        let killed = NewFile::begin(&path).unwrap();
        killed
            .file()
            .write_all(b"much more than the next one")
            .unwrap();
        fs::write(with(killed.partial(), "-journal"), "of the killed").unwrap();
        let NewFile { file, .. } = &killed;
        file.unlock().unwrap();
        let again = NewFile::begin(&path).unwrap();
        assert_eq!(names(), ["monday.db.partial"]);
        again.file().write_all(b"whole").unwrap();
        again.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert_eq!(names(), ["monday.db"]);
        std::mem::forget(killed);

        assert!(NewFile::begin(&path).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"whole");
    }
}
