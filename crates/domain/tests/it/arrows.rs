//! Which way the modules of this crate know each other.

use std::collections::BTreeMap;
use std::mem;
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
        "leads.rs",
        "thread.rs",
        "turns.rs",
        "unheard.rs",
        "ways.rs",
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

/// The description that programs read knows a type by its last name alone: of two it would tell one for both.
#[test]
fn no_two_types_that_programs_read_have_one_name() {
    let mut all = Vec::new();
    for of in ["domain", "web", "app"] {
        let root = format!("{}/../{of}/src", env!("CARGO_MANIFEST_DIR"));
        sources(Path::new(&root), &mut all);
    }
    let mut known = BTreeMap::new();
    for (file, text) in &all {
        let (mut told, mut renamed) = (false, None);
        for line in text.lines().map(str::trim_start) {
            told |= line.starts_with("#[derive(") && line.contains("ToSchema");
            let name = line.strip_prefix("#[schema(as = ");
            renamed = name.map(|it| it.trim_end_matches(")]")).or(renamed);
            let words = line.split([' ', '<', '(', '{', ';']);
            let words = words.skip_while(|it| it.starts_with("pub"));
            let words: Vec<_> = words.take(2).collect();
            if let ["struct" | "enum", name] = words[..] {
                let (told, renamed) = (mem::take(&mut told), renamed.take());
                if told && !name.starts_with('$') {
                    let other = known.insert(renamed.unwrap_or(name), file);
                    assert_eq!(other, None, "{name} in {file}");
                }
            }
        }
    }
    assert!(known.len() > 100, "the sources were read");
}
