//! Commands and reads as programs use them.

use axum::http::StatusCode;

use domain::words::*;
use domain::{Command, act};
use serde_json::json;

use crate::world::{World, do_at};

fn say(words: &str) -> Vec<u8> {
    json!({ "command": "say", "kind": "idea", "audience": "whole_table", "words": words })
        .to_string()
        .into_bytes()
}

#[test]
fn a_retry_is_carried_out_once_and_gets_the_first_answer() {
    let world = World::new();
    let path = format!("/api/v1/relationships/{}/commands", world.table);
    let visitor = world.visitor("write token");
    let first = world.post_json(&path, visitor, Some("k1"), say("Fewer dropped calls"));
    assert_eq!(first.status, StatusCode::OK, "{}", first.text());
    let heads = world.heads();
    let second = world.post_json(&path, visitor, Some("k1"), say("Fewer dropped calls"));
    assert_eq!(second.json(), first.json());
    assert_eq!(world.heads(), heads);
    assert_eq!(first.json()["entries"][0]["kind"], "contribution_said");
    let name = &first.json()["names"][world.mara.to_string()];
    assert_eq!(name, "Mara Osei");
}

#[test]
fn a_key_used_for_something_else_is_a_conflict() {
    let world = World::new();
    let path = format!("/api/v1/relationships/{}/commands", world.table);
    let visitor = world.visitor("write token");
    world.post_json(&path, visitor, Some("k1"), say("One"));
    let heads = world.heads();
    let other_words = world.post_json(&path, visitor, Some("k1"), say("Two"));
    let other_command = json!({ "command": "say_purpose", "purpose": "Drive on" }).to_string();
    let other_command = world.post_json(&path, visitor, Some("k1"), other_command.into_bytes());
    for reply in [other_words, other_command] {
        assert_eq!(reply.status, StatusCode::CONFLICT, "{}", reply.text());
        assert_eq!(reply.json()["error"], "key_reused");
    }
    assert_eq!(world.heads(), heads);
}

#[test]
fn a_key_that_cannot_be_kept_is_named() {
    let world = World::new();
    let path = format!("/api/v1/relationships/{}/commands", world.table);
    for key in ["", "two words", &"k".repeat(200)] {
        let reply = world.post_json(&path, world.visitor("write token"), Some(key), say("One"));
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}");
    }
}

#[test]
fn a_token_for_reading_writes_nothing() {
    let world = World::new();
    let heads = world.heads();
    let path = format!("/api/v1/relationships/{}/commands", world.table);
    let reply = world.post_json(&path, world.visitor("read token"), None, say("One"));
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert_eq!(world.heads(), heads);
}

#[test]
fn a_relationship_is_opened_once_under_its_key() {
    let world = World::new();
    let open = |name: &str| {
        json!({
            "command": "open_relationship", "name": name, "side": "provider",
            "counterpart": world.northwind, "closeness": "light", "currency": "EUR",
            "time_zone": "Europe/Berlin",
        })
        .to_string()
        .into_bytes()
    };
    let visitor = world.visitor("provider, not guessed");
    let path = "/api/v1/relationships";
    let first = world.post_json(path, visitor, Some("o1"), open("Fixed lines"));
    assert_eq!(first.status, StatusCode::OK, "{}", first.text());
    let second = world.post_json(path, visitor, Some("o1"), open("Fixed lines"));
    assert_eq!(second.json()["relationship"], first.json()["relationship"]);
    let other = world.post_json(path, visitor, Some("o1"), open("Something else"));
    assert_eq!(other.status, StatusCode::CONFLICT, "{}", other.text());
    let listed = world.get(path, visitor).json();
    assert_eq!(listed["relationships"].as_array().unwrap().len(), 2);
    // An organisation that one does not know of is no counterpart, whether it exists or not.
    let stranger = world.visitor("host administrator");
    let reply = world.post_json(path, stranger, None, open("Out of nowhere"));
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(reply.json()["field"], "counterpart");
}

#[test]
fn a_token_bound_elsewhere_opens_and_lists_nothing_here() {
    let world = World::new();
    let visitor = world.visitor("token bound elsewhere");
    let listed = world.get("/api/v1/relationships", visitor).json();
    assert_eq!(listed["relationships"], json!([]));
    let body = json!({
        "command": "open_relationship", "name": "New", "side": "consumer",
        "counterpart": world.meridian, "closeness": "light", "currency": "EUR",
        "time_zone": "Europe/Berlin",
    });
    let path = "/api/v1/relationships";
    let reply = world.post_json(path, visitor, None, body.to_string().into_bytes());
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}

#[test]
fn the_record_is_read_page_by_page_as_the_export_writes_it() {
    let world = World::new();
    let visitor = world.visitor("customer");
    let mut entries = Vec::new();
    let mut after = 0;
    loop {
        let path = format!(
            "/api/v1/relationships/{}/record?after={after}&limit=7",
            world.table
        );
        let page = world.get(&path, visitor).json();
        entries.extend(page["entries"].as_array().unwrap().iter().cloned());
        match page["next"].as_u64() {
            Some(next) => after = next,
            None => break,
        }
    }
    let export = world
        .get(&format!("/r/{}/record.jsonl", world.table), visitor)
        .text();
    let lines: Vec<serde_json::Value> = export
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    // The first says what the record is; steps, if there are any, stand behind the entries.
    assert_eq!(entries, lines[1..=entries.len()]);
    for wrong in ["limit=0", "limit=501", "limit=x", "after=-1"] {
        let path = format!("/api/v1/relationships/{}/record?{wrong}", world.table);
        assert_eq!(
            world.get(&path, visitor).status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
}

#[test]
fn what_anybody_takes_away_of_the_record_can_be_checked_without_the_server() {
    let world = World::new();
    let table = format!("/r/{}", world.table);
    let said = act::Say::new(ContributionKind::Need, Audience::WholeTable, "goes again");
    let sequence = do_at(&world.app, world.table, world.mara, said).first;
    let ground = "it named somebody".to_owned();
    let erase = Command::EraseContent(act::EraseContent { sequence, ground });
    do_at(&world.app, world.table, world.mara, erase);
    let directory = tempfile::tempdir().unwrap();
    let (mut files, mut sealed, mut without_text) = (Vec::new(), 0, 0);
    for name in [
        "customer",
        "provider, not guessed",
        "supplier",
        "user",
        "observer",
    ] {
        let visitor = world.visitor(name);
        let download = world.get(&format!("{table}/record.jsonl"), visitor).text();
        let checked = record::check(download.as_bytes(), domain::fact::erases).unwrap();
        sealed += checked.opened.sealed;
        without_text += checked.opened.without_text;
        // It comes to the root that the page shows, and to the list that one keeps.
        let page = world.get(&format!("{table}/record"), visitor).text();
        assert!(page.contains(&checked.root.to_string()), "{name}");
        let list = world.get(&format!("{table}/record.leaves"), visitor).text();
        let kept = list.parse().unwrap();
        assert_eq!(checked.against(&kept), None, "{name}");
        let lines: Vec<&str> = download.lines().collect();
        for line in 1..lines.len() {
            let mut fewer = lines.clone();
            fewer.remove(line);
            let fewer = fewer.join("\n") + "\n";
            let found = record::check(fewer.as_bytes(), domain::fact::erases);
            assert_eq!(
                found.is_ok(),
                lines[line].starts_with("{\"step\":"),
                "{name}, {line}"
            );
        }
        let file = format!("{}.jsonl", files.len());
        files.push(directory.path().join(file));
        std::fs::write(&files[files.len() - 1], download).unwrap();
    }
    assert!(sealed > 0, "there is something that not everybody sees");
    assert!(
        without_text > 0,
        "there is something that not everybody reads"
    );
    // Whoever has this program's document alone comes to the same.
    let verifier = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../record/tests/verifier/verify.py"
    );
    let mut python = std::process::Command::new("python3");
    let said = python.arg(verifier).args(&files).output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    assert_eq!(said.matches("\tsound\t").count(), files.len(), "{said}");
}

#[test]
fn a_file_of_many_pages_is_whole() {
    let world = World::new();
    let visitor = world.visitor("customer");
    let many = 1_200;
    for _ in 0..many {
        let word = act::Say::new(ContributionKind::Need, Audience::WholeTable, "once more");
        do_at(&world.app, world.table, world.mara, word);
    }
    let table = format!("/r/{}", world.table);
    let lines = world.get(&format!("{table}/record.jsonl"), visitor).text();
    let sequences: Vec<u64> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter_map(|entry| entry["sequence"].as_u64())
        .collect();
    assert!(sequences.iter().copied().eq(1..=sequences.len() as u64));
    assert!(sequences.len() > many);
    for file in ["record.csv", "dialogue.csv", "dialogue.md"] {
        let text = world.get(&format!("{table}/{file}"), visitor).text();
        assert_eq!(text.matches("once more").count(), many, "{file}");
    }
}

#[test]
fn pages_of_the_dialogue_are_counted_from_one_as_in_a_pages_address() {
    let world = World::new();
    let customer = world.visitor("customer");
    for number in 0..25 {
        let path = format!("/api/v1/relationships/{}/commands", world.table);
        world.post_json(&path, customer, None, say(&format!("Idea {number}")));
    }
    let page = |query: &str| {
        let path = format!("/api/v1/relationships/{}/dialogue{query}", world.table);
        world.get(&path, customer)
    };
    let (first, second) = (page("?page=1").json(), page("?page=2").json());
    assert_eq!((&first["page"], &second["page"]), (&json!(1), &json!(2)));
    assert_eq!(page("").json()["threads"], first["threads"]);
    assert_ne!(second["threads"], first["threads"]);
    let id = second["threads"][0]["said"][0]["id"].as_str().unwrap();
    let shown = world.get(&format!("/r/{}/dialogue?page=2", world.table), customer);
    assert!(shown.text().contains(&format!("said-{id}")));
    for wrong in ["0", "-1", "one"] {
        let refused = page(&format!("?page={wrong}"));
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert_eq!(refused.json()["field"], "page");
    }
}

#[test]
fn what_somebody_said_is_found_by_their_name_where_it_stands() {
    let world = World::new();
    let hits = |name: &str, typed: &str| {
        let path = format!("/api/v1/relationships/{}/search?q={typed}", world.table);
        let found = world.get(&path, world.visitor(name)).json();
        let hits = found["hits"].as_array().unwrap().clone();
        let said = hits.iter().filter(|hit| hit["place"] == "contribution");
        (said.count(), found["names"][world.mara.to_string()].clone())
    };
    let (own, name) = hits("customer", "osei");
    assert!(own > 0);
    assert_eq!(name, "Mara Osei");
    let (others, _) = hits("supplier", "mara+osei");
    assert!(others > 0 && others < own, "{others} of {own}");
    let page = format!("/r/{}/search?q=osei", world.table);
    let page = world.get(&page, world.visitor("supplier")).text();
    assert!(page.contains("from Mara Osei"), "{page}");
}

#[test]
fn a_command_says_where_it_is_malformed() {
    let world = World::new();
    let path = format!("/api/v1/relationships/{}/commands", world.table);
    let reply = world.post_json(
        &path,
        world.visitor("customer"),
        None,
        b"{\n \"command\": }".to_vec(),
    );
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert!(
        reply.json()["message"]
            .as_str()
            .unwrap()
            .contains("line 2 column 13"),
        "{}",
        reply.text()
    );
}

#[test]
fn a_program_is_told_of_every_command_what_it_takes() {
    let world = World::new();
    let anonymous = world.visitor("anonymous");
    let document = world.get("/api/v1/openapi.json", anonymous).json();
    let shapes = &document["components"]["schemas"];
    let command = &shapes["Command"];
    let shape = |name: &str| {
        let to = command["discriminator"]["mapping"][name].as_str()?;
        Some(&shapes[to.strip_prefix("#/components/schemas/")?])
    };
    let names = domain::Command::NAMES;
    assert_eq!(command["discriminator"]["propertyName"], "command");
    for name in names {
        let shape = shape(name).unwrap_or_else(|| panic!("{name} is not described"));
        assert!(shape["description"].is_string(), "{name}: {shape}");
        for (field, of) in shape["properties"].as_object().unwrap() {
            // That of what may be left out stands beside the one of its shapes.
            let told = of.to_string().contains("\"description\"") || field == "command";
            assert!(told, "{name}.{field}: {of}");
        }
    }
    assert_eq!(command["oneOf"].as_array().unwrap().len(), names.len());
}
