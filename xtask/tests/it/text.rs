//! What may not be in any file, or not in this one.

use crate::source::{SourceFile, assert_no_refusal, repository};

/// The only crates that speak SQL.
const SPEAK_SQL: [&str; 3] = ["crates/record/", "crates/accounts/", "crates/database/"];

// Written in two parts, so that this file is not refused by its own rules.
const MACHINE_PATHS: [&str; 2] = [concat!("/wo", "rk/"), concat!("/ro", "ot/")];
const REGISTRY_HOSTS: [&str; 5] = [
    concat!("crates", ".io"),
    concat!("npmjs", "."),
    concat!("yarnpkg", ".com"),
    concat!("pypi", ".org"),
    concat!("arti", "factory"),
];
/// How every lock file names the registry: by its index's repository, not by a host.
const LOCK_FILE_SOURCE: &str = concat!("registry+https://github.com/rust-lang/crates", ".io-index");

const NAMES_WITHOUT_MEANING: [&str; 8] = [
    "util", "utils", "helper", "helpers", "common", "manager", "managers", "misc",
];

#[test]
fn sql_stays_in_record_accounts_and_database() {
    assert_no_refusal(&each(refused_sql));
}

#[test]
fn sql_elsewhere_is_refused() {
    for (text, line) in [
        ("let a = 1;\nlet q = \"SELECT id FROM seats\";", 2),
        ("\"INSERT INTO seats VALUES (1)\"", 1),
        ("\"DELETE FROM seats\"", 1),
        ("\"\nUPDATE seats\n  SET role = 1\"", 2),
    ] {
        let refusals = refused_sql(&SourceFile::new("crates/app/src/seats.rs", text));
        let expected = format!("crates/app/src/seats.rs:{line}: SQL");
        assert!(
            refusals
                .iter()
                .any(|refusal| refusal.starts_with(&expected)),
            "{refusals:?}"
        );
        let at_home = SourceFile::new("crates/accounts/src/people.rs", text);
        assert_no_refusal(&refused_sql(&at_home));
    }
    let prose = SourceFile::new("crates/app/src/seats.rs", "// UPDATE THE DOCS. Later: SET");
    assert_no_refusal(&refused_sql(&prose));
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    assert_no_refusal(&each(refused_machine_paths));
}

#[test]
fn a_machine_path_is_refused_with_its_line() {
    for machine_path in MACHINE_PATHS {
        let file = SourceFile::new("docs/guide.md", &format!("See\n`{machine_path}notes`."));
        let refusals = refused_machine_paths(&file);
        assert_eq!(
            refusals,
            [format!(
                "docs/guide.md:2: {machine_path} is a path of one machine"
            )]
        );
    }
    let in_a_url = SourceFile::new("a.rs", concat!("/streams", "/tree", "/root", "/{leaf}"));
    assert_no_refusal(&refused_machine_paths(&in_a_url));
}

#[test]
fn no_file_names_a_package_registrys_host() {
    assert_no_refusal(&each(refused_hosts));
}

#[test]
fn a_registrys_host_is_refused_except_in_a_lock_files_source() {
    for host in REGISTRY_HOSTS {
        let file = SourceFile::new(
            "e2e/package-lock.json",
            &format!("{{\n\"resolved\": \"{host}\"}}"),
        );
        assert_eq!(
            refused_hosts(&file),
            [format!(
                "e2e/package-lock.json:2: {host} is a package registry's host"
            )]
        );
    }
    let source = format!("source = \"{LOCK_FILE_SOURCE}\"");
    assert_no_refusal(&refused_hosts(&SourceFile::new("Cargo.lock", &source)));
}

#[test]
fn modules_are_named_after_the_domain() {
    assert_no_refusal(&each(refused_names));
}

#[test]
fn a_module_named_utils_is_refused() {
    for path in [
        "crates/app/src/utils.rs",
        "crates/web/src/common/mod.rs",
        "e2e/helpers.mjs",
    ] {
        assert_eq!(refused_names(&SourceFile::new(path, "")).len(), 1, "{path}");
    }
    for declaration in [
        "mod helpers;",
        "pub mod helpers;",
        "pub(crate) mod helpers {",
    ] {
        let text = format!("//! Talks of mod helpers; too.\n{declaration}");
        let file = SourceFile::new("crates/app/src/lib.rs", &text);
        let expected = "crates/app/src/lib.rs:2: \"helpers\" says nothing about what is in it";
        assert_eq!(refused_names(&file), [expected], "{declaration}");
    }
}

fn each(rule: fn(&SourceFile) -> Vec<String>) -> Vec<String> {
    repository().iter().flat_map(rule).collect()
}

fn refused_sql(file: &SourceFile) -> Vec<String> {
    // Tests alter rows behind the product's back, to see that it notices.
    let is_product_code = file.path.starts_with("crates/")
        && !file.path.contains("/tests/")
        && [".rs", ".sql"]
            .iter()
            .any(|ending| file.path.ends_with(ending));
    if !is_product_code || SPEAK_SQL.iter().any(|home| file.path.starts_with(home)) {
        return Vec::new();
    }
    let reason = "SQL is spoken in record, accounts and database only";
    let plain = ["SELECT ", "INSERT INTO", "DELETE FROM"]
        .iter()
        .flat_map(|keyword| file.text.match_indices(keyword));
    let updates = file.text.match_indices("UPDATE ").filter(|(at, _)| {
        // `UPDATE table SET`: nothing but one name stands between the two words.
        file.text[*at..].split_whitespace().nth(2) == Some("SET")
    });
    plain
        .chain(updates)
        .map(|(at, _)| file.refusal(at, reason))
        .collect()
}

fn refused_machine_paths(file: &SourceFile) -> Vec<String> {
    let starts_a_path = |at: usize| {
        !file.text[..at]
            .ends_with(|before: char| before.is_alphanumeric() || "_-}.".contains(before))
    };
    MACHINE_PATHS
        .iter()
        .flat_map(|path| file.text.match_indices(path))
        .filter(|(at, _)| starts_a_path(*at))
        .map(|(at, path)| file.refusal(at, format!("{path} is a path of one machine")))
        .collect()
}

fn refused_hosts(file: &SourceFile) -> Vec<String> {
    let is_lock_source = |at: usize| {
        file.path.ends_with("Cargo.lock")
            && start_of_line(&file.text[..at]).starts_with("source = ")
            && file.text[at..].starts_with(concat!("crates", ".io-index\""))
    };
    REGISTRY_HOSTS
        .iter()
        .flat_map(|host| file.text.match_indices(host))
        .filter(|(at, _)| !is_lock_source(*at))
        .map(|(at, host)| file.refusal(at, format!("{host} is a package registry's host")))
        .collect()
}

fn refused_names(file: &SourceFile) -> Vec<String> {
    let refusal = |at, name| file.refusal(at, format!("{name:?} says nothing about what is in it"));
    let in_path = file
        .path
        .split('/')
        .map(|part| part.split('.').next().unwrap_or(part))
        .filter(|part| NAMES_WITHOUT_MEANING.contains(part))
        .map(|part| refusal(0, part));
    let declared = file.text.match_indices("mod ").filter_map(|(at, keyword)| {
        let rest = &file.text[at + keyword.len()..];
        let name = &rest[..rest.find([';', ' ', '{'])?];
        let is_declaration =
            file.path.ends_with(".rs") && is_visibility(start_of_line(&file.text[..at]));
        (is_declaration && NAMES_WITHOUT_MEANING.contains(&name)).then(|| refusal(at, name))
    });
    in_path.chain(declared).collect()
}

/// What stands on the last line of a text, which is empty after a line break.
fn start_of_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or(text)
}

/// Whether what is before `mod` on its line leaves it a declaration.
fn is_visibility(before: &str) -> bool {
    let before = before.trim();
    before.is_empty() || before == "pub" || (before.starts_with("pub(") && before.ends_with(')'))
}
