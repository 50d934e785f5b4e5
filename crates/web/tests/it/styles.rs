//! One way to make a page: its handler enters a room, and its controls are parts of `form.html`.

use std::path::{Path, PathBuf};

/// Every file of this ending below a folder of this crate, and its text.
fn texts(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((name_in(&root, &path), text));
            }
        }
    }
    assert!(found.len() > 20, "only {} files", found.len());
    found
}

fn name_in(root: &Path, path: &Path) -> String {
    let name = path.strip_prefix(root).unwrap();
    name.to_string_lossy().replace('\\', "/")
}

/// The home page tells of many tables, and folds none of them for it.
const WITHOUT_ROOM: [(&str, &str); 3] = [
    ("src/pages/home.rs", "Names::of("),
    ("src/pages/home.rs", "names: &Names"),
    ("src/pages/overview.rs", "names: &Names"),
];

#[test]
fn nobody_furnishes_a_room_by_hand() {
    let parts = [
        "Names::of(",
        "Money::new(",
        "Layout::around(",
        "say: Say,",
        "names: &Names",
    ];
    for (file, text) in texts("src/pages", "rs") {
        for part in parts {
            let may = WITHOUT_ROOM.contains(&(file.as_str(), part));
            let found = text.contains(part);
            assert!(!found || may, "{file} has `{part}`: let it enter a room");
        }
    }
}

/// Forms that are sent and have no name by which a browser keeps what is typed there.
const NAMELESS: [(&str, &str); 1] = [(
    "templates/problem.html",
    "it brings what was typed, under the name and key of the form that was sent",
)];

/// Names by which a browser keeps what is typed in a form, where the form's own would not do.
const NAMED_APART: [(&str, &str, &str); 1] = [(
    "templates/composer.html",
    "at-once",
    "it goes to the whole table, and what was begun for fewer must not come back in it",
)];

#[test]
fn what_is_typed_in_any_form_outlives_a_lost_page() {
    let mut nameless = Vec::new();
    let mut apart = Vec::new();
    for (file, text) in texts("templates", "html") {
        for form in text.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            if !form.contains("method=\"post\"") {
                assert!(
                    form.contains("method=\"get\""),
                    "{file}: how is it sent?{form}"
                );
                continue;
            }
            // With the hidden fields comes the name.
            if !form.contains("layout.hidden") {
                nameless.push(file.clone());
            }
            for name in form.split("data-keep=\"").skip(1) {
                let name = name.split('"').next().unwrap_or_default();
                apart.push((file.clone(), name.to_owned()));
            }
        }
    }
    assert_eq!(nameless, NAMELESS.map(|(file, _)| file));
    let named: Vec<_> = NAMED_APART
        .map(|(file, name, _)| (file.to_owned(), name.to_owned()))
        .into();
    assert_eq!(apart, named);
}

/// The tags of a template that somebody fills in.
fn controls(template: &str) -> Vec<&str> {
    let tags = ["<input", "<textarea", "<select"];
    let starts = tags.iter().flat_map(|tag| template.match_indices(tag));
    let tags = starts.map(|(at, _)| template[at..].split('>').next().unwrap_or_default());
    tags.filter(|tag| !tag.contains("type=\"hidden\""))
        .collect()
}

#[test]
fn no_control_is_written_outside_the_parts_of_forms() {
    let found = controls("<p><input name=\"a\"><input type=\"hidden\"> <select\nid=\"b\">");
    assert_eq!(found.len(), 2, "{found:?}");
    for (file, text) in texts("templates", "html") {
        let found = controls(&text);
        if file == "templates/form.html" {
            assert!(found.len() > 10);
        } else {
            assert!(
                found.is_empty(),
                "{file}: take a part of form.html for {found:?}"
            );
        }
    }
}

#[test]
fn no_browser_cuts_what_is_pasted() {
    // The server says what is too long, and gives it back whole.
    for (file, text) in texts("templates", "html") {
        assert!(!text.contains("maxlength"), "{file}");
    }
}

/// Columns of a line of a template, at most.
const COLUMNS: usize = 140;

#[test]
fn a_line_of_a_template_is_read_without_scrolling() {
    for (file, text) in texts("templates", "html") {
        for (number, line) in text.lines().enumerate() {
            let columns = line.chars().count();
            assert!(
                columns <= COLUMNS,
                "{file}:{}: {columns} columns",
                number + 1
            );
        }
    }
}
