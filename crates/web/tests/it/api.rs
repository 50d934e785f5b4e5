//! Commands and reads as programs use them.

use axum::body::Body;
use axum::http::{Method, StatusCode};

use accounts::TokenScope;
use accounts::secrecy::ExposeSecret as _;
use domain::ids::{PartyId, PersonId};
use domain::words::*;
use domain::{Command, Moment, act};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::world::{NOW, Visitor, Way, World, do_at};

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
    let entry = &first.json()["entries"][0];
    assert_eq!(entry["fact"]["fact"], "contribution_said");
    assert_eq!(entry["fact"]["text"]["words"], "Fewer dropped calls");
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
        assert_eq!(reply.json()["code"], "key_reused");
        // A program is told what it can mend, and nothing of forms.
        let detail = reply.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains("Idempotency-Key"), "{detail}");
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
    let detail = reply.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("only reads"), "{detail}");
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
    assert_eq!(reply.json()["errors"][0]["pointer"], "/counterpart");
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
            "/api/v1/relationships/{}/record?after={after}&limit=7&proof=true",
            world.table
        );
        let page = world.get(&path, visitor).json();
        let proofs = page["entries"].as_array().unwrap().iter();
        entries.extend(proofs.map(|entry| entry["proof"].clone()));
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
        assert_eq!(refused.json()["errors"][0]["parameter"], "page");
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
        reply.json()["detail"]
            .as_str()
            .unwrap()
            .contains("line 2, column 13"),
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

/// A command of the customer's; what it is refused for, by place and code.
fn refused(world: &World, body: serde_json::Value) -> Vec<(String, String)> {
    let path = format!("/api/v1/relationships/{}/commands", world.table);
    let visitor = world.visitor("customer");
    let reply = world.post_json(&path, visitor, None, body.to_string().into_bytes());
    assert_eq!(
        reply.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        reply.text()
    );
    assert_eq!(reply.header("content-type"), "application/problem+json");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    // Nothing of this program's language is told.
    for word in ["expected", "u8", "u64", "struct", "variant", "enum", "::"] {
        assert!(!reply.text().contains(word), "{word}: {}", reply.text());
    }
    let body = reply.json();
    let errors = body["errors"].as_array().unwrap().iter();
    let errors = errors.map(|error| (text(&error["pointer"]), text(&error["code"])));
    errors.collect()
}

#[test]
fn what_is_refused_says_where() {
    let world = World::new();
    let at = |places: &[(&str, &str)]| -> Vec<(String, String)> {
        let places = places.iter();
        places
            .map(|(at, code)| ((*at).to_owned(), (*code).to_owned()))
            .collect()
    };
    let feature =
        |name: &str| json!({ "name": name, "offered_by": world.consumer, "origins": ["customer"] });
    let mut features: Vec<_> = (0..9).map(|n| feature(&format!("Feature {n}"))).collect();
    features[7] = feature("  ");
    let add = json!({ "command": "add_features", "features": features });
    assert_eq!(refused(&world, add), at(&[("/features/7/name", "blank")]));
    features[7] = json!({ "name": 7, "colour": "red", "offered_by": "me", "origins": ["whim"] });
    let add = json!({ "command": "add_features", "features": features });
    let mut told = refused(&world, add);
    told.sort();
    let expected = [
        ("/features/7/colour", "unknown_field"),
        ("/features/7/name", "type"),
        ("/features/7/offered_by", "format"),
        ("/features/7/origins/0", "word"),
    ];
    assert_eq!(told, at(&expected));
    let say = |words: &str| json!({ "command": "say", "kind": "idea", "audience": "whole_table", "words": words });
    assert_eq!(
        refused(&world, say(&"w".repeat(4_001))),
        at(&[("/words", "too_long")])
    );
    assert_eq!(
        refused(&world, json!({ "command": "drop" })),
        at(&[("/command", "word")])
    );
    assert_eq!(
        refused(&world, json!({ "words": "" })),
        at(&[("/command", "missing")])
    );
    let assess = json!({ "command": "assess", "outcome": world.outcome, "stage": "realised",
        "benefit": 11, "usefulness": -1, "importance": 1 });
    let mut told = refused(&world, assess);
    told.sort();
    assert_eq!(told, at(&[("/benefit", "range"), ("/usefulness", "range")]));
    let later = json!({ "command": "answer", "contribution": world.contribution, "kind": "not_now",
        "words": "Later", "returns": "tomorrow" });
    assert_eq!(refused(&world, later), at(&[("/returns", "format")]));
}

#[test]
fn zones_and_currencies_are_checked_alike_on_the_page_and_in_the_api() {
    let world = World::new();
    let visitor = world.visitor("provider, not guessed");
    let open = |currency: &str, zone: &str| {
        json!({ "command": "open_relationship", "name": "Fixed lines", "side": "provider",
            "counterpart": world.northwind, "closeness": "light", "currency": currency, "time_zone": zone })
    };
    for (currency, zone, field) in [
        ("ZZZ", "Europe/Berlin", "currency"),
        ("EUR", "Mars/Base", "time_zone"),
    ] {
        let body = open(currency, zone).to_string().into_bytes();
        let reply = world.post_json("/api/v1/relationships", visitor, None, body);
        assert_eq!(reply.json()["code"], field, "{}", reply.text());
        assert_eq!(reply.json()["errors"][0]["pointer"], format!("/{field}"));
        let organisation = world.northwind.to_string();
        let form = [
            ("name", "Fixed lines"),
            ("side", "provider"),
            ("known", organisation.as_str()),
            ("closeness", "light"),
            ("currency", currency),
            ("time_zone", zone),
        ];
        let page = world.form("/open", visitor, &form);
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert_eq!(
            world.get("/api/v1/relationships", visitor).json()["relationships"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
    }
}

#[test]
fn a_parameter_that_is_not_described_is_refused() {
    let world = World::new();
    let visitor = world.visitor("customer");
    let table = format!("/api/v1/relationships/{}", world.table);
    for (query, name, code) in [
        ("dialogue?wating=true", "wating", "unknown_field"),
        ("dialogue?waiting=maybe", "waiting", "type"),
        ("dialogue?waiting", "waiting", "type"),
        ("dialogue?kind=poem", "kind", "word"),
        ("dialogue?party=", "party", "format"),
        ("dialogue?page=1&page=2", "page", "too_many_items"),
        ("value?as_of=yesterday", "as_of", "format"),
        ("search", "q", "missing"),
        ("record?limit=501", "limit", "range"),
        ("mix?budget=1e9", "budget", "type"),
    ] {
        let reply = world.get(&format!("{table}/{query}"), visitor);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        let error = &reply.json()["errors"][0];
        assert_eq!(
            (&error["parameter"], &error["code"]),
            (&json!(name), &json!(code)),
            "{query}"
        );
    }
    assert_eq!(
        world.get("/api/v1/me?verbose=1", visitor).status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    // What waits and what does not, together, are all.
    let total = |query: &str| {
        world
            .get(&format!("{table}/dialogue{query}"), visitor)
            .json()["total"]
            .as_u64()
            .unwrap()
    };
    assert_eq!(total("?waiting=true") + total("?waiting=false"), total(""));
    assert!(total("?waiting=false") < total(""));
}

#[test]
fn what_a_command_made_is_told_by_type_and_id() {
    let world = World::new();
    let path = format!("/api/v1/relationships/{}/commands", world.table);
    let visitor = world.visitor("write token");
    let send = |body: serde_json::Value| {
        let reply = world.post_json(&path, visitor, None, body.to_string().into_bytes());
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        reply.json()
    };
    let feature =
        |name: &str| json!({ "name": name, "offered_by": world.consumer, "origins": ["customer"] });
    let done =
        send(json!({ "command": "add_features", "features": [feature("One"), feature("Two")] }));
    let made = done["made"].as_array().unwrap();
    let types: Vec<_> = made.iter().map(|made| made["type"].clone()).collect();
    assert_eq!(types, ["feature", "feature"]);
    let listed = world
        .get(
            &format!("/api/v1/relationships/{}/features", world.table),
            visitor,
        )
        .json();
    for (made, name) in made.iter().zip(["One", "Two"]) {
        let found = listed["features"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == made["id"]);
        assert_eq!(found.unwrap()["name"], name);
    }
    let outcome = send(
        json!({ "command": "add_outcome", "statement": "So that loads arrive dry",
        "for_party": world.consumer, "depends_on": "warranty", "delivered": true }),
    );
    assert_eq!(outcome["made"][0]["type"], "outcome");
    // What a fact refers to has its name beside it.
    let priced = send(
        json!({ "command": "price_feature", "feature": made[0]["id"],
        "price": { "low": 100, "high": 100 } }),
    );
    assert_eq!(priced["made"], json!([]));
    assert_eq!(priced["names"][made[0]["id"].as_str().unwrap()], "One");
}

#[test]
fn a_fact_is_told_in_its_own_shape_and_proofs_on_request() {
    let world = World::new();
    let visitor = world.visitor("supplier");
    let table = format!("/api/v1/relationships/{}", world.table);
    let page = world
        .get(&format!("{table}/record?limit=500"), visitor)
        .json();
    assert!(page["record"].is_null());
    let entries = page["entries"].as_array().unwrap();
    let sight = |sight: &str| {
        entries
            .iter()
            .filter(|entry| entry["sight"] == sight)
            .count()
    };
    assert!(sight("sealed") > 0 && sight("whole") > 0);
    for entry in entries {
        assert!(entry["proof"].is_null());
        let open = entry["sight"] != "sealed";
        assert_eq!(entry.get("fact").is_some(), open);
        assert!(
            !open || entry["at"].as_str().unwrap().ends_with('Z'),
            "{entry}"
        );
    }
    let proven = world
        .get(&format!("{table}/record?proof=true"), visitor)
        .json();
    assert_eq!(proven["record"]["stream"], world.table.to_string());
    assert!(proven["entries"][0]["proof"]["root"].is_string());
}

#[test]
fn an_answer_is_not_sent_again_while_its_reader_would_see_the_same() {
    let world = World::new();
    let (mara, tom) = (world.visitor("customer"), world.visitor("supplier"));
    let path = format!("/api/v1/relationships/{}/value", world.table);
    let tagged = |visitor, tag: &str| {
        let request = world
            .request(&Method::GET, &path, visitor)
            .header("if-none-match", tag);
        world.send(request.body(Body::empty()).unwrap())
    };
    let first = world.get(&path, mara);
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && first.header("vary").contains("Authorization"));
    for known in [
        tag.clone(),
        format!("W/{tag}"),
        format!("\"x\", {tag}"),
        "*".to_owned(),
    ] {
        let again = tagged(mara, &known);
        assert_eq!(
            (again.status, again.body.len()),
            (StatusCode::NOT_MODIFIED, 0),
            "{known}"
        );
        assert_eq!(again.header("etag"), tag);
    }
    // What somebody may not see changes their tag by nothing.
    let theirs = world.get(&path, tom).header("etag").to_owned();
    let own = act::Say::new(ContributionKind::Need, Audience::OwnParty, "among us");
    do_at(&world.app, world.table, world.mara, own);
    assert_eq!(tagged(tom, &theirs).status, StatusCode::NOT_MODIFIED);
    do_at(
        &world.app,
        world.table,
        world.mara,
        act::RetireOutcome {
            outcome: world.outcome,
            why: "Done".to_owned(),
        },
    );
    assert_eq!(tagged(mara, &tag).status, StatusCode::OK);
    assert_eq!(tagged(tom, &theirs).status, StatusCode::OK);
}

#[test]
fn nothing_that_is_read_changes_while_nothing_happens() {
    let world = World::new();
    let reader = world.visitor("customer");
    let mut unsteady = Vec::new();
    for route in World::routes().filter(|route| route.path.starts_with("/api/v1/")) {
        if route.method() != Method::GET || route.path.contains("/search") {
            continue;
        }
        let path = world.fill(route.path, world.table);
        let first = world.get(&path, reader);
        let tag = first.header("etag").to_owned();
        if first.status != StatusCode::OK || tag.is_empty() {
            continue;
        }
        world.clock.set(Moment(NOW + 1_000));
        let request = world.request(&Method::GET, &path, reader);
        let request = request.header("if-none-match", &tag);
        let again = world.send(request.body(Body::empty()).unwrap());
        if again.status != StatusCode::NOT_MODIFIED {
            unsteady.push((path, first.text(), again.text()));
        }
        world.clock.set(Moment(NOW));
    }
    assert!(unsteady.is_empty(), "{unsteady:#?}");
}

#[test]
fn a_token_for_one_table_knows_nobody_who_is_not_there() {
    let world = World::new();
    let everywhere = world.get("/api/v1/colleagues", world.visitor("customer"));
    let now = Timestamp::from_millisecond(NOW).unwrap();
    let until = now + SignedDuration::from_hours(1);
    let bound = Some(world.table);
    let made = world
        .app
        .accounts()
        .create_token(world.mara, "here", TokenScope::Read, bound, until, now)
        .unwrap();
    let token = Visitor {
        name: "token for this table",
        way: Way::Token(made.1.expose_secret().to_owned()),
        seated: true,
    };
    let told = world.get("/api/v1/colleagues", &token).json();
    let here = told["people"].as_array().unwrap();
    let all = everywhere.json()["people"].as_array().unwrap().len();
    let table = world.app.relationship(world.table).unwrap().unwrap();
    assert!(!here.is_empty() && here.len() < all, "{here:?} of {all}");
    for person in here {
        let id: PersonId = person["id"].as_str().unwrap().parse().unwrap();
        assert!(table.seats(id), "{person}");
    }
}

#[test]
fn a_token_takes_files_away_and_follows_the_table() {
    let world = World::new();
    let token = world.visitor("read token");
    let files = [
        "record.jsonl",
        "record.csv",
        "record.leaves",
        "dialogue.md",
        "dialogue.csv",
        "features.csv",
    ];
    for file in files {
        let by_page = world.get(&format!("/r/{}/{file}", world.table), token);
        assert_eq!(by_page.status, StatusCode::OK, "{file}");
        let by_api = world.get(
            &format!("/api/v1/relationships/{}/{file}", world.table),
            token,
        );
        assert_eq!(by_api.text(), by_page.text(), "{file}");
        // Somebody's spreadsheet needs the mark of UTF-8 before the same, under headings in their language.
        let for_people = world.get(
            &format!("/r/{}/{file}", world.table),
            world.visitor("customer"),
        );
        let (plain, text) = (by_page.text(), for_people.text());
        let text = text.trim_start_matches('\u{feff}');
        let headings = usize::from(file.ends_with(".csv"));
        let rest = |text: &str| -> Vec<String> {
            text.lines().skip(headings).map(str::to_owned).collect()
        };
        assert!(!rest(&plain).is_empty(), "{file}");
        assert_eq!(rest(&plain), rest(text), "{file}");
    }
    let live = format!("/api/v1/relationships/{}/live", world.table);
    let stream = world.get(&live, token);
    assert_eq!(stream.header("content-type"), "text/event-stream");
    let unfit = world.get(&format!("{live}?since=x"), token);
    assert_eq!(unfit.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn a_program_is_never_led_to_a_page() {
    let world = World::new();
    let bad = Visitor {
        name: "a revoked token",
        way: Way::Token("covalue_nothing".to_owned()),
        seated: false,
    };
    let table = world.table;
    let paths = [
        "/api/v1/me".to_owned(),
        "/api/v1/nowhere".to_owned(),
        format!("/api/v1/relationships/{table}/record.jsonl"),
        format!("/r/{table}/record.jsonl"),
        format!("/r/{table}/live"),
        format!("/r/{table}/value"),
        "/account".to_owned(),
    ];
    for path in &paths {
        for visitor in [
            &bad,
            world.visitor("read token"),
            world.visitor("anonymous"),
        ] {
            let reply = world.get(path, visitor);
            let is_page = !path.starts_with("/api/");
            if is_page && !visitor.by_token() {
                continue;
            }
            assert!(!reply.status.is_redirection(), "{path} as {}", visitor.name);
            if reply.status == StatusCode::UNAUTHORIZED {
                assert_eq!(
                    reply.header("content-type"),
                    "application/problem+json",
                    "{path}"
                );
                let challenge = reply.header("www-authenticate");
                assert_eq!(
                    challenge.contains("invalid_token"),
                    visitor.by_token(),
                    "{path}"
                );
                assert_eq!(reply.json()["code"], "sign_in");
            }
        }
        // A page is for people: a token that opens the API opens none.
        if path.ends_with("/value") || path == "/account" {
            assert_eq!(
                world.get(path, world.visitor("read token")).status,
                StatusCode::UNAUTHORIZED
            );
        }
    }
}

#[test]
fn what_happened_at_all_tables_is_read_on_from_where_one_stopped() {
    let world = World::new();
    let visitor = world.visitor("write token");
    let (mut after, mut entries) = (String::new(), Vec::new());
    loop {
        let page = world
            .get(&format!("/api/v1/changes?limit=7&after={after}"), visitor)
            .json();
        for at in page["relationships"].as_array().unwrap() {
            assert_eq!(at["relationship"], world.table.to_string());
            entries.extend(at["entries"].as_array().unwrap().clone());
        }
        after = page["next"].as_str().unwrap().to_owned();
        if page["more"] == false {
            break;
        }
    }
    let record = world
        .get(
            &format!("/api/v1/relationships/{}/record?limit=500", world.table),
            visitor,
        )
        .json();
    assert_eq!(json!(entries), record["entries"]);
    let read = || {
        world
            .get(&format!("/api/v1/changes?after={after}"), visitor)
            .json()
    };
    assert_eq!(read()["relationships"], json!([]));
    let own = act::Say::new(ContributionKind::Idea, Audience::WholeTable, "One more");
    let done = do_at(&world.app, world.table, world.ines, own);
    assert_eq!(
        read()["relationships"][0]["entries"][0]["sequence"],
        done.first
    );
    let unfit = world.get("/api/v1/changes?after=now", visitor);
    assert_eq!(unfit.json()["errors"][0]["parameter"], "after");
}

#[test]
fn a_token_makes_no_token_that_opens_more_than_itself_or_for_longer() {
    let world = World::new();
    let (token, mara) = (world.visitor("write token"), world.visitor("customer"));
    let at = |hours: i64| {
        jiff::Timestamp::from_second(crate::world::NOW / 1_000 + hours * 3_600)
            .unwrap()
            .to_string()
    };
    let make = |visitor, scope: &str, hours| {
        let body = json!({ "name": "A part of the job", "scope": scope, "expires": at(hours) });
        world.post_json(
            "/api/v1/tokens",
            visitor,
            None,
            body.to_string().into_bytes(),
        )
    };
    assert_eq!(make(token, "write", 48).status, StatusCode::FORBIDDEN);
    assert_eq!(
        make(world.visitor("read token"), "read", 1).status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        make(world.visitor("token bound elsewhere"), "read", 1).status,
        StatusCode::FORBIDDEN
    );
    let made = make(token, "read", 12).json();
    assert_eq!(make(mara, "write", 48).status, StatusCode::OK);
    let way = Way::Token(made["secret"].as_str().unwrap().to_owned());
    let part = Visitor {
        name: "a part",
        way,
        seated: true,
    };
    let me = world.get("/api/v1/me", &part).json();
    assert_eq!(
        (&me["write"], &me["expires"]),
        (&json!(false), &json!(at(12)))
    );
    let listed = world.get("/api/v1/tokens", token).json();
    let this: Vec<_> = listed["tokens"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["this"] == true)
        .collect();
    assert_eq!(this.len(), 1);
    assert!(
        !listed
            .to_string()
            .contains(made["secret"].as_str().unwrap())
    );
    let revoke = |id: &str, visitor| {
        world.post_json(
            &format!("/api/v1/tokens/{id}/revocation"),
            visitor,
            None,
            Vec::new(),
        )
    };
    let id = made["token"]["id"].as_str().unwrap();
    assert_eq!(
        revoke(id, world.visitor("supplier")).status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(world.get("/api/v1/me", &part).status, StatusCode::OK);
    assert!(revoke(id, token).json()["revoked"].is_string());
    assert_eq!(
        world.get("/api/v1/me", &part).status,
        StatusCode::UNAUTHORIZED
    );
}

#[test]
fn a_token_for_one_table_sees_and_ends_nothing_of_the_others() {
    let world = World::new();
    let bound = world.visitor("token bound elsewhere");
    let organisations = world.get("/api/v1/organisations", bound).json();
    let listed = organisations["organisations"].as_array().unwrap();
    assert_eq!(listed.len(), 1, "{organisations}");
    assert_eq!(listed[0]["own"], true);
    let tokens = |visitor| {
        world.get("/api/v1/tokens", visitor).json()["tokens"]
            .as_array()
            .unwrap()
            .clone()
    };
    let own = tokens(bound);
    assert_eq!((own.len(), &own[0]["this"]), (1, &json!(true)));
    let all = tokens(world.visitor("write token"));
    assert_eq!(all.len(), 3);
    // Reading sees reading.
    assert_eq!(tokens(world.visitor("read token")).len(), 1);
    for token in all.iter().filter(|token| token["relationship"].is_null()) {
        let path = format!(
            "/api/v1/tokens/{}/revocation",
            token["id"].as_str().unwrap()
        );
        let reply = world.post_json(&path, bound, None, Vec::new());
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{}", reply.text());
    }
    assert!(
        tokens(world.visitor("customer"))
            .iter()
            .all(|token| token["revoked"].is_null())
    );
}

#[test]
fn a_program_invites_as_the_page_does() {
    let world = World::new();
    let (mara, path) = (
        world.visitor("write token"),
        format!("/api/v1/relationships/{}/invitations", world.table),
    );
    let invite = |visitor, key, name: &str, party: PartyId| {
        let body = json!({ "party": party, "name": name, "roles": ["user"], "since": "now", "line": "Three minutes?" });
        world.post_json(&path, visitor, key, body.to_string().into_bytes())
    };
    let first = invite(mara, Some("i1"), "Una User", world.consumer);
    assert_eq!(first.status, StatusCode::OK, "{}", first.text());
    let link = first.json()["link"].as_str().unwrap().to_owned();
    let opened = world.get(
        link.strip_prefix(crate::world::ADDRESS).unwrap(),
        world.visitor("anonymous"),
    );
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.text());
    let again = invite(mara, Some("i1"), "Una User", world.consumer).json();
    assert_eq!(again["invitation"]["id"], first.json()["invitation"]["id"]);
    assert!(again["link"].is_null());
    let listed = world.get(&path, mara).json();
    let una = listed["invitations"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["id"] == again["invitation"]["id"]);
    let una = una.unwrap();
    assert_eq!(una["state"], "waiting");
    assert_eq!(listed["names"][una["person"].as_str().unwrap()], "Una User");
    // Whose it is not to look after hears of none.
    assert_eq!(
        world.get(&path, world.visitor("user")).json()["invitations"],
        json!([])
    );
    let other = invite(mara, None, "Otto Other", world.provider);
    assert_eq!(other.json()["code"], "other_party", "{}", other.text());
    assert_eq!(
        invite(mara, None, " ", world.consumer).json()["errors"][0]["pointer"],
        "/name"
    );
    let at = |what: &str| format!("{path}/{}/{what}", una["id"].as_str().unwrap());
    assert_eq!(
        world
            .post_json(&at("link"), world.visitor("supplier"), None, Vec::new())
            .status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        world
            .post_json(&at("link"), world.visitor("read token"), None, Vec::new())
            .status,
        StatusCode::FORBIDDEN
    );
    let renewed = world.post_json(&at("link"), mara, None, Vec::new()).json();
    assert_ne!(renewed["link"], json!(link));
    let gone = world
        .post_json(&at("withdrawal"), mara, None, Vec::new())
        .json();
    assert_eq!(gone["state"], "withdrawn");
}

#[test]
fn a_program_lists_organisations_and_colleagues() {
    let world = World::new();
    let token = world.visitor("read token");
    let organisations = world.get("/api/v1/organisations", token).json();
    let listed = organisations["organisations"].as_array().unwrap().iter();
    let listed: Vec<_> = listed
        .map(|it| (it["name"].as_str().unwrap(), it["own"] == true))
        .collect();
    assert_eq!(listed[0], ("Northwind Logistics", true));
    assert!(listed.contains(&("Meridian Mobile", false)), "{listed:?}");
    assert!(
        !listed.iter().any(|(name, _)| *name == "Orbis Freight"),
        "{listed:?}"
    );
    let people = world.get("/api/v1/colleagues", token).json();
    let people = people["people"].as_array().unwrap();
    assert!(
        people
            .iter()
            .any(|it| it["name"] == "Jonas Weil" && it["account"] == true)
    );
    assert!(people.iter().all(|it| it["name"] != "Ines Falk"));
}

#[test]
fn every_text_that_a_command_takes_is_bounded_as_the_rules_bound_it() {
    let acts = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/src");
    let (mut lines, mut passages) = (
        std::collections::BTreeSet::new(),
        std::collections::BTreeSet::new(),
    );
    let mut folders = vec![std::path::PathBuf::from(acts)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            for (call, kept) in [("line(\"", &mut lines), ("passage(\"", &mut passages)] {
                let found = source
                    .split(call)
                    .skip(1)
                    .filter_map(|rest| rest.split('"').next());
                kept.extend(found.map(str::to_owned));
            }
        }
    }
    let document = web::api::openapi::shapes();
    let mut bounded = 0;
    for (name, shape) in document
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, _)| name.starts_with("Command"))
    {
        for (field, of) in shape["properties"].as_object().into_iter().flatten() {
            // Of a list, each one.
            let of = if of["type"] == "array" {
                &of["items"]
            } else {
                of
            };
            match of["maxLength"].as_u64() {
                Some(200) if lines.contains(field) => bounded += 1,
                Some(4_000) if passages.contains(field) => bounded += 1,
                // What stands for a text is a shape of its own, and no text; nor is a number.
                None if of["type"].is_null() || of["type"] == "integer" => {}
                None => assert!(
                    !lines.contains(field) && !passages.contains(field),
                    "{name}.{field}"
                ),
                // A name of a zone, and of a piece of advice.
                Some(200) => assert!(
                    ["time_zone", "advice"].contains(&field.as_str()),
                    "{name}.{field}"
                ),
                Some(most) => panic!("{name}.{field}: {most}"),
            }
        }
    }
    assert!(bounded > 30, "{bounded}");
}
