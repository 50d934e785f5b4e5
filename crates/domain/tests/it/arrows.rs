//! Which way the modules of this crate know each other.

use std::path::Path;

/// What knows the heart of the crate, and is known by no part of it.
const OUTSIDE: [&str; 4] = ["view", "needs", "news", "search"];
/// What everything may know, and what knows nothing of the table.
const BELOW: [&str; 6] = ["words", "ids", "stamp", "text", "characters", "refusal"];

#[expect(clippy::disallowed_methods, reason = "the sources lie beside the test")]
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            let text = std::fs::read_to_string(&path).expect("sources are text");
            let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src/");
            let name = path.to_str().expect("its name is text");
            found.push((name.trim_start_matches(root).to_owned(), text));
        }
    }
}

/// The part of the crate that a file belongs to: what a viewer sees of a concept lies in its folder.
fn part(file: &str) -> &str {
    let sees = [
        "view.rs",
        "contribution.rs",
        "thread.rs",
        "turns.rs",
        "unheard.rs",
        "voices.rs",
    ];
    match file.rsplit_once('/') {
        Some((_, name)) if sees.contains(&name) => "view",
        Some((folder, _)) => folder.split('/').next().unwrap_or(folder),
        None => file.trim_end_matches(".rs"),
    }
}

#[test]
fn outside_the_heart_arrows_point_one_way() {
    let mut all = Vec::new();
    sources(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        &mut all,
    );
    for (file, text) in all.iter().filter(|(file, _)| file != "lib.rs") {
        let of = part(file);
        let knows = |module: &str| text.contains(&format!("crate::{module}::"));
        for outside in OUTSIDE {
            let may = OUTSIDE.contains(&of);
            assert!(may || !knows(outside), "{file} knows {outside}");
        }
        if BELOW.contains(&of) {
            let above = ["relationship", "act", "fact", "catalogue", "audience"];
            for above in above.iter().chain(&OUTSIDE) {
                assert!(!knows(above), "{file} knows {above}");
            }
        }
    }
}
