//! Dependencies between the workspace's crates point downwards only.

use std::process::Command;

use serde_json::Value;

use crate::source::{SourceFile, assert_no_refusal, root};

/// Each crate and the crates of this workspace that it may know.
const MAY_DEPEND_ON: [(&str, &[&str]); 14] = [
    ("mix", &[]),
    ("trend", &[]),
    ("opinion", &[]),
    ("signing", &[]),
    ("paper", &[]),
    ("attachment", &[]),
    ("domain", &["signing", "trend"]),
    ("database", &[]),
    ("record", &["database"]),
    ("accounts", &["database", "domain", "signing"]),
    (
        "app",
        &["domain", "record", "accounts", "mix", "opinion", "database"],
    ),
    (
        "web",
        &[
            "app",
            "attachment",
            "domain",
            "record",
            "accounts",
            "mix",
            "opinion",
            "paper",
        ],
    ),
    (
        "covalue",
        &[
            "mix",
            "opinion",
            "domain",
            "database",
            "record",
            "accounts",
            "app",
            "attachment",
            "web",
        ],
    ),
    // What checks and measures the product must build when the product does not.
    ("xtask", &[]),
];

/// A crate of the workspace: its manifest, and the names of the dependencies that it ships with.
struct Crate {
    name: String,
    manifest: SourceFile,
    dependencies: Vec<String>,
}

#[test]
fn dependencies_point_downwards() {
    assert_no_refusal(&refused_arrows(&workspace()));
}

#[test]
fn an_upward_dependency_is_refused_with_its_line() {
    let domain = Crate {
        name: "domain".to_owned(),
        manifest: SourceFile::new(
            "crates/domain/Cargo.toml",
            "[package]\nname = \"domain\"\n[dependencies]\nserde = \"1\"\nrecord.workspace = true\n",
        ),
        dependencies: vec!["serde".to_owned(), "record".to_owned()],
    };
    let refusals = refused_arrows(&[domain, named("record")]);
    assert_eq!(
        refusals,
        ["crates/domain/Cargo.toml:5: domain may not depend on record"]
    );
}

#[test]
fn a_crate_that_no_row_describes_is_refused() {
    let refusals = refused_arrows(&[named("newcomer")]);
    assert_eq!(
        refusals,
        ["crates/newcomer/Cargo.toml:1: newcomer has no row in MAY_DEPEND_ON"]
    );
}

fn refused_arrows(workspace: &[Crate]) -> Vec<String> {
    let mut refusals = Vec::new();
    for Crate {
        name,
        manifest,
        dependencies,
    } in workspace
    {
        let Some((_, allowed)) = MAY_DEPEND_ON.iter().find(|(known, _)| known == name) else {
            refusals.push(manifest.refusal(0, format!("{name} has no row in MAY_DEPEND_ON")));
            continue;
        };
        for dependency in dependencies {
            // A crate's tests may depend on the crate itself, to switch a feature on.
            let is_other =
                dependency != name && workspace.iter().any(|other| other.name == *dependency);
            if is_other && !allowed.contains(&dependency.as_str()) {
                let at = manifest
                    .text
                    .find(&format!("\n{dependency}"))
                    .map_or(0, |at| at + 1);
                let reason = format!("{name} may not depend on {dependency}");
                refusals.push(manifest.refusal(at, reason));
            }
        }
    }
    refusals
}

fn named(name: &str) -> Crate {
    Crate {
        name: name.to_owned(),
        manifest: SourceFile::new(&format!("crates/{name}/Cargo.toml"), ""),
        dependencies: Vec::new(),
    }
}

fn workspace() -> Vec<Crate> {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo describes the workspace");
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("metadata is JSON");
    let crates: Vec<_> = list(&metadata["packages"])
        .map(|package| {
            let manifest = text(&package["manifest_path"]);
            let folder = if text(&package["name"]) == "xtask" {
                ""
            } else {
                "crates/"
            };
            Crate {
                name: text(&package["name"]),
                manifest: SourceFile {
                    path: format!("{folder}{}/Cargo.toml", text(&package["name"])),
                    text: std::fs::read_to_string(manifest).expect("a manifest is readable"),
                },
                // Tests and benches may reach past the next room; cargo itself refuses circles.
                dependencies: list(&package["dependencies"])
                    .filter(|dependency| dependency["kind"] != "dev")
                    .map(|dependency| text(&dependency["name"]))
                    .collect(),
            }
        })
        .collect();
    assert!(
        crates.iter().any(|found| found.name == "covalue"),
        "not the whole workspace"
    );
    crates
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
