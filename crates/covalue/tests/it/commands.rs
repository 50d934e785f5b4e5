//! What is done beside a server, or without one: looking after the data.

use std::fs;
use std::path::Path;

use database::Database;
use tempfile::{TempDir, tempdir};

use crate::running::{Server, covalue, on, run};

/// A directory with the demo in it, and the first relationship's id. A server that keeps running
/// comes with it.
fn demo() -> (TempDir, String, Server) {
    let data = tempdir().unwrap();
    let mut command = covalue();
    command
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(data.path());
    let mut server = Server::start(&mut command);
    let link = server.line();
    let id = link.rsplit('/').next().unwrap().to_owned();
    (data, id, server)
}

fn stop(server: Server) {
    server.terminate();
    assert_eq!(server.ended().1, Some(0));
}

fn alter(data: &Path, sql: &str) {
    let database =
        Database::open(&format!("sqlite:{}", data.join("covalue.db").display())).unwrap();
    let altered = database
        .write(|connection| connection.execute(sql, &[]))
        .unwrap();
    assert!(altered > 0);
}

#[test]
fn every_command_says_what_it_does_with_an_example_and_its_exit_codes() {
    for name in [
        "serve", "demo", "mix", "map", "verify", "export", "import", "backup", "move", "admin",
    ] {
        let output = run(&[name, "--help"]);
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success());
        for part in ["Usage: covalue", "Example: covalue", "Exit codes: 0"] {
            assert!(help.contains(part), "{name}: {help}");
        }
    }
    assert_eq!(run(&["nonsense"]).status.code(), Some(2));
}

#[test]
fn mix_chooses_from_a_table_and_refuses_what_it_cannot_read() {
    let directory = tempdir().unwrap();
    let file = directory.path().join("budget.pb");
    fs::write(
        &file,
        "META\nkey;value\ndescription;d\ncountry;c\nunit;u\ninstance;2026\nnum_projects;2\n\
         num_votes;2\nbudget;10\nvote_type;approval\nrule;greedy\nPROJECTS\nproject_id;cost\n1;6\n\
         2;5\nVOTES\nvoter_id;vote\na;1\nb;1,2\n",
    )
    .unwrap();
    let chosen = run(&["mix", file.to_str().unwrap()]);
    assert!(chosen.status.success(), "{chosen:?}");
    assert!(!chosen.stdout.is_empty());
    assert_eq!(run(&["mix", "/nowhere.pb"]).status.code(), Some(2));
}

#[test]
fn map_tells_groups_and_refuses_what_it_cannot_read_with_its_line() {
    let directory = tempdir().unwrap();
    let file = directory.path().join("votes.csv");
    let mut text = "timestamp,datetime,comment-id,voter-id,vote\n".to_owned();
    for person in 0..12 {
        for statement in 0..8 {
            let vote = if statement > 0 && person % 2 == 0 {
                -1
            } else {
                1
            };
            text.push_str(&format!("1,,{statement},{person},{vote}\n"));
        }
    }
    fs::write(&file, &text).unwrap();
    let name = file.to_str().unwrap();
    let drawn = run(&["map", name, "--json"]);
    assert!(drawn.status.success(), "{drawn:?}");
    let answer: serde_json::Value = serde_json::from_slice(&drawn.stdout).unwrap();
    assert_eq!(answer["k"], 2);
    assert_eq!(answer["common_ground"][0]["statement"], 0);
    fs::write(&file, text + "1,,9,9,2\n").unwrap();
    let refused = run(&["map", name]);
    assert_eq!(refused.status.code(), Some(2));
    let why = String::from_utf8(refused.stderr).unwrap();
    assert!(why.contains("line 98: \"2\" is no vote"), "{why}");
    assert_eq!(run(&["map", "/nowhere.csv"]).status.code(), Some(2));
}

const TABLE: &str = "budget,100
id,name,cost,must,needs,excludes,Northwind: Mara,Northwind: Jo,Halden
masts,Masts,60,,,,9,3,7
roaming,Roaming,30,,masts,,0,1,3
billing,One bill,40,,,,4,,
";

#[test]
fn mix_answers_every_rule_utility_completion_and_order_of_ties_with_what_was_chosen() {
    let directory = tempdir().unwrap();
    let file = directory.path().join("features.csv");
    fs::write(&file, TABLE).unwrap();
    let file = file.to_str().unwrap();
    let answers = |options: &[&str]| {
        let output = run(&[&["mix", file, "--json"], options].concat());
        assert!(output.status.success(), "{options:?}: {output:?}");
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(answer["selected"].is_array(), "{options:?}");
        assert!(answer["proven"].is_boolean(), "{options:?}");
        assert_eq!(answer["budget"], 100, "{options:?}");
        for field in ["total_cost", "value"] {
            assert!(answer[field].is_number(), "{options:?}: {field}");
        }
    };
    for utility in ["cost", "cardinality", "points"] {
        for ties in ["fair", "reference"] {
            let common = ["--utility", utility, "--ties", ties];
            for rule in ["greedy", "phragmen", "most-value", "worst-off", "nash"] {
                answers(&[&common[..], &["--rule", rule]].concat());
            }
            for completion in [
                "none",
                "add1",
                "add1-exhaustive",
                "greedy",
                "add1,greedy",
                "add1-exhaustive,greedy",
            ] {
                let equal = ["--rule", "equal-shares", "--completion", completion];
                answers(&[&common[..], &equal].concat());
            }
        }
    }
}

#[test]
fn mix_says_which_line_or_option_makes_no_sense() {
    let directory = tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = directory.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let table = file("features.csv", TABLE);
    let broken = file("broken.csv", &TABLE.replace(",60,", ",sixty,"));
    let release = file("nrp.txt", "1\n1\n5\n0\n1\n10 1 1\n");
    let refused = |arguments: &[&str], told: &str| {
        let output = run(&[&["mix"], arguments].concat());
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
        assert!(error.contains(told), "{arguments:?}: {error}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    };
    refused(&[&broken], "line 3: ");
    refused(&[&table, "--budget=-5"], "the budget \"-5\" cannot be read");
    refused(&[&table, "--ratio", "0.5"], "use --budget");
    let completion = ["--completion", "all"];
    refused(
        &[&[table.as_str()][..], &completion].concat(),
        "add1-exhaustive, greedy and integral are",
    );
    refused(&[&release], "needs either --ratio or --budget");
    // What a next-release instance cannot be asked is not passed over in silence.
    let greedy = ["--budget", "5", "--rule", "greedy"];
    refused(
        &[&[release.as_str()][..], &greedy].concat(),
        "only --rule most-value answers it",
    );
    let points = ["--budget", "5", "--utility", "points"];
    refused(
        &[&[release.as_str()][..], &points].concat(),
        "--utility is for ballots",
    );
    let most = run(&["mix", &release, "--budget", "5", "--rule", "most-value"]);
    assert!(most.status.success(), "{most:?}");
}

#[test]
fn verify_passes_beside_a_server_and_names_the_entry_that_was_altered() {
    let (data, id, server) = demo();
    let sound = on(data.path(), &["verify"], 0);
    // Two tables, what was said in a consultation, and what people answered to a measure.
    assert_eq!(sound.matches(": sound, ").count(), 4, "{sound}");
    on(data.path(), &["verify", "--relationship", &id], 0);
    stop(server);
    alter(
        data.path(),
        "UPDATE record_entry SET kind = 'outcome_retired' WHERE sequence = 7",
    );
    let found = on(data.path(), &["verify", "--relationship", &id], 1);
    assert_eq!(
        found,
        format!("{id}: entry 7: the entry does not fit its leaf\n")
    );
}

#[test]
fn consultation_that_the_tables_record_tells_of_is_missed_when_all_of_it_is_gone() {
    let (data, id, server) = demo();
    stop(server);
    let of = "stream = (SELECT stream FROM record_entry WHERE kind = 'voting_begun')";
    alter(
        data.path(),
        &format!("DELETE FROM record_stream WHERE {of}"),
    );
    alter(data.path(), &format!("DELETE FROM record_entry WHERE {of}"));
    // Nothing beside the database says what there was.
    fs::remove_file(data.path().join("covalue.db.heads")).unwrap();
    let found = on(data.path(), &["verify"], 1);
    assert!(found.contains("nothing of its record is here"), "{found}");
    on(data.path(), &["verify", "--relationship", &id], 1);
}

/// Opens a consultation as the first of a table was opened, of which nothing else is told, and answers with it.
fn opened_another(data: &Path, table: &str) -> uuid::Uuid {
    let database =
        Database::open(&format!("sqlite:{}", data.join("covalue.db").display())).unwrap();
    let record = record::Record::open(database, domain::fact::erases).unwrap();
    let stream = record::StreamId(table.parse().unwrap());
    let consultation = uuid::Uuid::new_v4();
    let mut first = None;
    let each = |entry: record::Entry| {
        if entry.kind == domain::fact::ConsultationOpened::KIND && first.is_none() {
            first = Some(entry);
        }
        std::ops::ControlFlow::Continue(())
    };
    record.entries(stream, 1.., each).unwrap();
    let first = first.expect("the demo asks many");
    let fact = domain::Fact::decode(&first.kind, &first.fact, first.content.as_deref()).unwrap();
    let domain::Fact::ConsultationOpened(mut opened) = fact else {
        panic!("{fact:?}");
    };
    opened.consultation = domain::ids::ConsultationId(consultation);
    let encoded = domain::Fact::from(opened).encode();
    let head = record.head(stream).unwrap().unwrap();
    let entry = record::NewEntry {
        actor: first.actor,
        kind: encoded.kind.to_owned(),
        at: head.at,
        fact: encoded.fact,
        ext: None,
        salt: [1; 32],
        content_salt: encoded.content.is_some().then_some([2; 32]),
        content: encoded.content,
        files: Vec::new(),
    };
    let append = record::Append {
        stream,
        expected: head.sequence,
        root: Some(head.root),
        drafts: vec![entry],
        requests: Vec::new(),
    };
    record.append(&append).unwrap();
    consultation
}

#[test]
fn open_consultation_of_which_only_the_voices_are_left_is_missed() {
    let (data, id, server) = demo();
    stop(server);
    let consultation = opened_another(data.path(), &id);
    let nobody = on(data.path(), &["verify", "--relationship", &id], 0);
    assert!(nobody.contains("nobody has answered it"), "{nobody}");
    alter(
        data.path(),
        &format!(
            "INSERT INTO consultation_voices (consultation_id, digest, voice_id, party_id, begun_at)
             VALUES ('{consultation}', x'00', '{consultation}', '{consultation}', 0)"
        ),
    );
    let found = on(data.path(), &["verify", "--relationship", &id], 1);
    let told = format!("people began to answer consultation {consultation}");
    assert!(found.contains(&told), "{found}");
}

#[test]
fn word_made_to_vanish_as_if_it_had_been_erased_is_found() {
    let (data, id, server) = demo();
    let leaves = data.path().join("kept.leaves");
    let kept = leaves.to_str().unwrap();
    on(
        data.path(),
        &["export", "--leaves", "--relationship", &id, "--out", kept],
        0,
    );
    stop(server);
    let said =
        "stream = (SELECT stream FROM record_entry WHERE kind = 'contribution_said' LIMIT 1)";
    alter(
        data.path(),
        &format!(
            "UPDATE record_entry SET content = NULL, content_salt = NULL, erased_by =
                 (SELECT MAX(sequence) FROM record_entry WHERE {said} AND kind = 'assessment_made')
             WHERE {said} AND sequence =
                 (SELECT MIN(sequence) FROM record_entry WHERE {said} AND kind = 'contribution_said')"
        ),
    );
    alter(
        data.path(),
        &format!("UPDATE record_stream SET erasures = erasures + 1 WHERE {said}"),
    );
    let found = on(data.path(), &["verify"], 1);
    assert!(
        found.contains("the mark of its erasure was altered"),
        "{found}"
    );
    on(data.path(), &["verify", "--against", kept], 1);
}

#[test]
fn file_is_verified_without_a_database_here_and_by_another_verifier() {
    let (data, id, server) = demo();
    let path = |name: &str| data.path().join(name).to_str().unwrap().to_owned();
    let (leaves, all) = (path("all.leaves"), path("record.jsonl"));
    on(data.path(), &["export", "--leaves", "--out", &leaves], 0);
    let export = ["export", "--entries", "--relationship", &id, "--out", &all];
    on(data.path(), &export, 0);
    stop(server);
    let both = on(data.path(), &["verify", "--against", &leaves], 0);
    assert_eq!(both.matches(", as kept up to entry ").count(), 4, "{both}");

    let sound = run(&["verify", &all, "--against", &leaves]);
    let said = String::from_utf8(sound.stdout).unwrap();
    assert!(sound.status.success(), "{said}");
    assert!(said.contains("What this file cannot prove:"), "{said}");
    let root = said.split("root ").nth(1).unwrap().lines().next().unwrap();
    assert!(run(&["verify", &all, "--root", root]).status.success());
    let other = run(&["verify", &all, "--root", &"0".repeat(64)]);
    assert_eq!(other.status.code(), Some(1));
    assert!(
        run(&["verify", &leaves, "--against", &leaves])
            .status
            .success()
    );

    let verifier = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../record/tests/verifier/verify.py"
    );
    let python = |files: &[&str]| {
        let mut command = std::process::Command::new("python3");
        command
            .arg(verifier)
            .args(["--against", &leaves])
            .args(files);
        let output = command.output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    // Compared with nothing is not compared.
    let lists = fs::read_to_string(&leaves).unwrap();
    let mut others = lists
        .split("covalue leaves v1")
        .filter(|list| !list.is_empty());
    let elsewhere = others.find(|list| !list.contains(&id)).unwrap();
    let unlisted = path("unlisted.leaves");
    fs::write(&unlisted, format!("covalue leaves v1{elsewhere}")).unwrap();
    let unlisted = run(&["verify", &all, "--against", &unlisted]);
    assert_eq!(unlisted.status.code(), Some(1));

    let agreed = python(&[&all, &leaves]);
    assert_eq!(agreed.matches("\tsound\t").count(), 2, "{agreed}");
    assert!(agreed.contains(root), "{agreed}");

    // Altered in the file, and in the database: nothing of that is exported.
    let text = fs::read_to_string(&all).unwrap();
    let altered = path("altered.jsonl");
    fs::write(
        &altered,
        text.replacen(
            "\"kind\":\"outcome_added\"",
            "\"kind\":\"outcome_retired\"",
            1,
        ),
    )
    .unwrap();
    assert_eq!(run(&["verify", &altered]).status.code(), Some(1));
    assert!(python(&[&altered]).contains("the leaf is not the hash of its parts"));
    alter(
        data.path(),
        "UPDATE record_entry SET kind = 'outcome_retired' WHERE sequence = 7",
    );
    let (entries, list) = (path("none.jsonl"), path("none.leaves"));
    on(
        data.path(),
        &[
            "export",
            "--entries",
            "--relationship",
            &id,
            "--out",
            &entries,
        ],
        2,
    );
    on(data.path(), &["export", "--leaves", "--out", &list], 2);
    assert!(!Path::new(&entries).exists() && !Path::new(&list).exists());
}

#[test]
fn names_exchanged_in_the_accounts_are_found_and_new_ones_are_told() {
    let (data, id, server) = demo();
    stop(server);
    let verify = ["verify", "--relationship", &id];
    assert!(!on(data.path(), &verify, 0).contains("was seated"));
    let seated = format!(
        "SELECT p.name FROM people p JOIN memberships m ON m.person_id = p.id
         WHERE lower(hex(m.relationship_id)) = '{0}' OR m.relationship_id = '{id}' ORDER BY p.name",
        id.replace('-', "")
    );
    let one = format!("(SELECT name FROM ({seated} LIMIT 1))");
    let other = format!("(SELECT name FROM ({seated} DESC LIMIT 1))");
    alter(
        data.path(),
        &format!("UPDATE people SET name = 'Aaron Somebody Else' WHERE name = {one}"),
    );
    let told = on(data.path(), &verify, 0);
    assert!(told.contains("is called Aaron Somebody Else of "), "{told}");
    alter(
        data.path(),
        &format!("UPDATE people SET name = {other} WHERE name = 'Aaron Somebody Else'"),
    );
    let found = on(data.path(), &verify, 1);
    assert!(found.contains("is called "), "{found}");
}

#[test]
fn what_the_accounts_no_longer_say_of_people_is_found_while_the_record_says_it() {
    for (change, finding) in [
        (
            "UPDATE people SET erased_at = created_at, name = NULL WHERE name = 'Mara Osei'",
            "has no name now",
        ),
        (
            "DELETE FROM memberships WHERE person_id IN (SELECT id FROM people WHERE name = 'Mara Osei')",
            "admin seats rebuild",
        ),
    ] {
        let (data, _, server) = demo();
        stop(server);
        assert!(!on(data.path(), &["verify"], 0).contains(finding));
        alter(data.path(), change);
        let found = on(data.path(), &["verify"], 1);
        assert!(found.contains(finding), "{found}");
    }
    // As somebody does who has the file, and no program that minds what refers to what.
    let (data, _, server) = demo();
    stop(server);
    let delete = "import sqlite3, sys; file = sqlite3.connect(sys.argv[1]); \
                  file.execute(\"delete from people where name = 'Mara Osei'\"); file.commit()";
    let mut python = std::process::Command::new("python3");
    python
        .args(["-c", delete])
        .arg(data.path().join("covalue.db"));
    assert!(python.status().unwrap().success());
    let found = on(data.path(), &["verify"], 1);
    assert!(found.contains("is nobody in the accounts"), "{found}");
}

#[test]
fn loss_is_declared_in_the_record_and_told_to_whoever_kept_a_list() {
    let (data, id, server) = demo();
    let kept = data.path().join("kept.leaves");
    let kept = kept.to_str().unwrap();
    on(data.path(), &["export", "--leaves", "--out", kept], 0);
    stop(server);
    let none = on(
        data.path(),
        &["admin", "declare-losses", "--against", kept],
        0,
    );
    assert_eq!(none, "There is nothing to declare.\n");
    // The copy of another day: two entries shorter, and so is what is kept beside it.
    let last = on(data.path(), &["verify", "--relationship", &id], 0);
    let last: u64 = last
        .split(", ")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let text = {
        let file = data.path().join("whole.jsonl");
        let name = file.to_str().unwrap();
        on(
            data.path(),
            &["export", "--entries", "--relationship", &id, "--out", name],
            0,
        );
        fs::read_to_string(file).unwrap()
    };
    // Files come behind the entries.
    let is_file = |line: &&str| line.starts_with("{\"file\"");
    let (files, lines): (Vec<&str>, Vec<&str>) = text.lines().partition(is_file);
    let kept_lines = [&lines[..lines.len() - 2], &files].concat();
    let shorter = kept_lines.join("\n") + "\n";
    let before: serde_json::Value = serde_json::from_str(lines[lines.len() - 3]).unwrap();
    let head: serde_json::Value = serde_json::from_str(lines[0]).unwrap();
    let shorter = shorter
        .replacen(
            &format!("\"entries\":{last}"),
            &format!("\"entries\":{}", last - 2),
            1,
        )
        .replacen(
            head["root"].as_str().unwrap(),
            before["root"].as_str().unwrap(),
            1,
        );
    let elsewhere = tempdir().unwrap();
    let copy = elsewhere.path().join("shorter.jsonl");
    fs::write(&copy, shorter).unwrap();
    on(elsewhere.path(), &["import", copy.to_str().unwrap()], 0);
    let missing = on(
        elsewhere.path(),
        &["verify", "--relationship", &id, "--against", kept],
        1,
    );
    assert!(
        missing.contains(&format!("entry {} is missing", last - 1)),
        "{missing}"
    );
    let only = elsewhere.path().join("one.leaves");
    let list = fs::read_to_string(kept).unwrap();
    let begins = list
        .find(&format!("covalue leaves v1\nstream {id}"))
        .unwrap();
    let ends = list[begins + 1..]
        .find("covalue leaves")
        .map_or(list.len(), |at| begins + 1 + at);
    fs::write(&only, &list[begins..ends]).unwrap();
    let only = only.to_str().unwrap();
    let declared = on(
        elsewhere.path(),
        &["admin", "declare-losses", "--against", only],
        0,
    );
    assert!(
        declared.contains(&format!("entry {} declares it", last - 1)),
        "{declared}"
    );
    let again = on(elsewhere.path(), &["admin", "losses"], 0);
    assert!(
        again.contains(&format!("entry {} declares it", last - 1)),
        "{again}"
    );
    let told = on(elsewhere.path(), &["verify", "--against", only], 1);
    assert!(
        told.contains(&format!("entry {} declares that this was lost", last - 1)),
        "{told}"
    );
}

#[test]
fn verify_that_cannot_look_says_so_with_another_code() {
    let data = tempdir().unwrap();
    on(data.path(), &["verify"], 2);
    let (data, _, _server) = demo();
    on(
        data.path(),
        &[
            "verify",
            "--relationship",
            "7b0c3f0e-0000-4000-8000-000000000000",
        ],
        2,
    );
    on(data.path(), &["verify", "--against", "/nowhere.leaves"], 2);
}

#[test]
fn history_that_was_cut_agrees_with_itself_but_not_with_kept_leaves() {
    let (data, id, server) = demo();
    let leaves = data.path().join("kept.leaves");
    let kept = leaves.to_str().unwrap();
    on(
        data.path(),
        &["export", "--leaves", "--relationship", &id, "--out", kept],
        0,
    );
    on(data.path(), &["verify", "--against", kept], 0);
    stop(server);
    alter(data.path(), "DELETE FROM record_entry");
    alter(data.path(), "DELETE FROM record_stream");
    // Beside the database it is known how far each reached; whoever cuts one removes the other.
    let found = on(data.path(), &["verify"], 1);
    assert!(found.contains("acknowledged entries are gone"), "{found}");
    fs::remove_file(data.path().join("covalue.db.heads")).unwrap();
    // The accounts still know that people sit there; whoever takes that along takes all that tells.
    let found = on(data.path(), &["verify"], 1);
    assert!(found.contains("people have a seat there"), "{found}");
    alter(data.path(), "DELETE FROM memberships");
    on(data.path(), &["verify"], 0);
    on(data.path(), &["verify", "--against", kept], 1);
}

#[test]
fn exported_relationship_is_the_same_in_another_database() {
    let (data, id, _server) = demo();
    let file = data.path().join("northwind.jsonl");
    let path = file.to_str().unwrap();
    on(
        data.path(),
        &["export", "--entries", "--relationship", &id, "--out", path],
        0,
    );
    let there = tempdir().unwrap();
    on(there.path(), &["import", path], 0);
    on(there.path(), &["import", path], 0);
    let same = on(there.path(), &["verify", "--relationship", &id], 0);
    // What was said in its consultation has a record of its own, which stayed behind.
    let here = on(data.path(), &["verify", "--relationship", &id], 0);
    let more = same.strip_prefix(&here).expect("the same, and more");
    assert!(more.contains("nothing of its record is here"), "{more}");
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        on(
            there.path(),
            &["export", "--entries", "--relationship", &id],
            0
        )
    );
    // Nothing is overwritten, and an altered line is refused.
    on(
        data.path(),
        &["export", "--entries", "--relationship", &id, "--out", path],
        2,
    );
    let altered = fs::read_to_string(&file).unwrap().replace("ferry", "train");
    fs::write(&file, altered).unwrap();
    on(tempdir().unwrap().path(), &["import", path], 2);
}

#[test]
fn backup_taken_beside_a_server_is_a_whole_database() {
    let (data, _, _server) = demo();
    let restored = tempdir().unwrap();
    let copy = restored.path().join("covalue.db");
    let path = copy.to_str().unwrap();
    on(data.path(), &["backup", "--out", path], 0);
    let told = on(restored.path(), &["verify"], 0);
    let (here, unwitnessed) = told.split_once("Of 4 records no head was kept").unwrap();
    assert_eq!(here, on(data.path(), &["verify"], 0));
    assert!(unwitnessed.contains("covalue.db.heads"), "{unwitnessed}");
    on(data.path(), &["backup", "--out", path], 2);
    let refused = run(&[
        "backup",
        "--database",
        "postgres://localhost/covalue",
        "--out",
        "x.db",
    ]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("pg_dump"));
}

#[test]
fn operator_helps_at_the_console_beside_a_server_and_without_one() {
    let (data, _, server) = demo();
    let rebuilt = on(data.path(), &["admin", "seats", "rebuild"], 0);
    assert_eq!(rebuilt, "26 seats indexed\n");
    stop(server);
    let rebuilt = on(data.path(), &["admin", "seats", "rebuild"], 0);
    assert_eq!(rebuilt, "26 seats indexed\n");
    let nothing = on(data.path(), &["admin", "losses"], 0);
    assert!(
        nothing.starts_with("Nothing acknowledged was lost"),
        "{nothing}"
    );
    on(data.path(), &["admin", "accept-loss"], 0);
    let confirmed = on(data.path(), &["admin", "confirm-time"], 0);
    assert!(confirmed.starts_with("It is 20"), "{confirmed}");
    let link = on(
        data.path(),
        &["admin", "password-link", "mara.osei@northwind.example"],
        0,
    );
    assert!(
        link.starts_with("Open http") && link.contains("/password/"),
        "{link}"
    );
    on(
        data.path(),
        &["admin", "password-link", "nobody@northwind.example"],
        2,
    );
    let (task, mara) = ("remove-second-factors", "mara.osei@northwind.example");
    let said = on(data.path(), &["admin", task, mara], 0);
    assert!(said.starts_with(mara), "{said}");
    on(data.path(), &["admin", task, "nobody@northwind.example"], 2);
    on(data.path(), &["admin", "set-up-code"], 2);
}
