//! The repository's files, and refusals that name a line in one.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

pub struct SourceFile {
    /// From the repository's root, with `/`.
    pub path: String,
    pub text: String,
}

impl SourceFile {
    pub fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// A refusal of what stands at a byte of the text.
    pub fn refusal(&self, at: usize, reason: impl std::fmt::Display) -> String {
        let line = self.text[..at].matches('\n').count() + 1;
        format!("{}:{line}: {reason}", self.path)
    }
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every text file that is committed or about to be.
pub fn repository() -> Vec<SourceFile> {
    // A clone that belongs to another user is still this repository.
    let listed = Command::new("git")
        .args([
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
        ])
        .arg("--exclude-standard")
        .current_dir(root())
        .output()
        .expect("git lists the repository's files");
    assert!(
        listed.status.success(),
        "{}",
        String::from_utf8_lossy(&listed.stderr)
    );
    let files: Vec<_> = String::from_utf8(listed.stdout)
        .expect("file names are UTF-8")
        .split_terminator('\0')
        // Neither binary files nor those deleted and not yet committed can be read.
        .filter_map(|path| {
            let text = std::fs::read_to_string(root().join(path)).ok()?;
            Some(SourceFile {
                path: path.to_owned(),
                text,
            })
        })
        .collect();
    assert!(
        files.iter().any(|file| file.path == "Cargo.toml"),
        "not the whole repository"
    );
    files
}

#[track_caller]
pub fn assert_no_refusal(refusals: &[String]) {
    assert!(refusals.is_empty(), "\n{}\n", refusals.join("\n"));
}
