//! What is taken away: tables that can be filed, JSON by its schema, spreadsheets, Pabulib files, pages.

// These tests read and write files.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU32, Ordering};

use clap::Parser;
use jsonschema::Validator;
use mix::command::{Arguments, SCHEMA, run};
use serde_json::Value;

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    arguments: Arguments,
}

/// A folder for one test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static FOLDERS: AtomicU32 = AtomicU32::new(0);
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let name = format!("covalue-mix-output-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("a place for files");
        Folder(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.path(name), text).expect("a place for a file");
        self.path(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("the file that was asked for")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It lies in the temporary folder: at worst it stays there.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn ask(words: &[&str]) -> (ExitCode, String, String) {
    let asked = Command::parse_from([&["mix"], words].concat()).arguments;
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&asked, &mut out, &mut err);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (code, text(out), text(err))
}

fn answer(words: &[&str]) -> String {
    let (code, out, err) = ask(words);
    assert_eq!(code, ExitCode::SUCCESS, "{words:?}: {err}");
    out
}

/// With names that no page, spreadsheet or row may be led astray by.
const CITY: &str = "META\nkey;value\ndescription;Quarter <North> & \"South\"\ncountry;Nowhere\nbudget;1000\n\
    currency;EUR\nvote_type;approval\nrule;greedy\nPROJECTS\n\
    project_id;cost;name;category;selected;votes\n\
    1;600;\"Masts; and \"\"more\"\"\";works,health;1;9\n2;400;=SUM(A1:A9), really;works;1;9\n\
    10;900;<script>alert(1)</script>;health;0;9\n11;200;Lamps;;0;9\n12;200;Bins;;0;9\n13;50;Nothing;;0;9\n\
    VOTES\nvoter_id;vote;sex;note\na;1,2;F;x\nb;2;M;\"y;z\"\nc;10,1;F;\nd;11;M;\ne;12;M;\nf;11,12;F;\n";

const TABLE: &str = "budget,100\ncurrency,EUR\nendowment,Halden,2\n\
    id,name,cost,must,needs,excludes,category,Northwind: Mara,Northwind: Jo,Halden\n\
    masts,Masts,40,,,,works,9,3.5,27\nroaming,Roaming,12,yes,masts,,works,0,,3\n\
    bill,One bill,30,,,lamps,paper,5,9,1\nlamps,Lamps,31,,,,works,5,9,1\nrest,Rest,100,,,,,1,1,1\n";

const RELEASE: &str = "2\n2\n3 4\n1\n5\n1\n1 3\n2\n10 2 1 3\n7 1 2\n";

/// Every object of the schema closed: what an answer holds and the schema does not name is an error here.
fn closed(schema: &mut Value) {
    if let Value::Object(map) = schema {
        if map.contains_key("properties") {
            map.insert("additionalProperties".into(), false.into());
        }
        map.values_mut().for_each(closed);
    }
    if let Value::Array(all) = schema {
        all.iter_mut().for_each(closed);
    }
}

fn validator() -> Validator {
    let mut schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    jsonschema::meta::validate(&schema).expect("the schema is a schema");
    closed(&mut schema);
    jsonschema::validator_for(&schema).expect("the schema can be used")
}

#[test]
fn every_json_answer_follows_the_published_schema() {
    assert_eq!(answer(&["--schema"]), SCHEMA);
    let validator = validator();
    let folder = Folder::new();
    let city = folder.write("city.pb", CITY);
    let table = folder.write("table.csv", TABLE);
    let release = folder.write("release.txt", RELEASE);
    let mut asked: Vec<Vec<&str>> = Vec::new();
    for file in [&city, &table] {
        let sexes: &[&str] = if file == &city {
            &["--parties-by", "sex"]
        } else {
            &[]
        };
        for rule in [
            "equal-shares",
            "exact-shares",
            "exact-shares-add-opt",
            "greedy",
            "greedy-stop",
            "greedy-total",
            "greedy-total-stop",
            "phragmen",
            "bos-shares",
            "maximin-support",
            "cstv-ewt",
            "cstv-ewtc",
            "cstv-mt",
            "cstv-mtc",
            "pav",
            "most-value",
            "worst-off",
            "nash",
        ] {
            for ties in ["fair", "people", "reference"] {
                let words = [file, "--rule", rule, "--ties", ties];
                asked.push([&words, sexes].concat());
            }
        }
        for more in [
            &["--compare"][..],
            &["--frontier"],
            &["--frontier", "--rule", "greedy"],
            &["--completion", "none"],
            &["--completion", "add1,integral,greedy"],
            &["--budget", "1"],
            &["--rule", "worst-off", "--effort", "1"],
            &["--rule", "most-value", "--effort", "1"],
            &["--rule", "nash", "--effort", "1"],
            &["--rule", "pav", "--effort", "0"],
        ] {
            if file == &city || !more.contains(&"1") || more.contains(&"--effort") {
                asked.push([&[file.as_str()], more, sexes].concat());
            }
        }
    }
    asked.push(vec![&city, "--official"]);
    asked.push(vec![&city, "--threshold", "2"]);
    asked.push(vec![&release, "--budget", "9"]);
    asked.push(vec![&release, "--frontier"]);
    for mut words in asked {
        words.push("--json");
        let (code, out, err) = ask(&words);
        assert_ne!(code, ExitCode::from(2), "{words:?}: {err}");
        let answer: Value = serde_json::from_str(&out).expect("JSON");
        let faults: Vec<String> = validator
            .iter_errors(&answer)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{words:?}: {}\n{out}", faults.join("\n"));
    }
}

#[test]
fn an_answer_that_is_not_proven_has_its_own_exit_code() {
    let folder = Folder::new();
    let table = folder.write("table.csv", TABLE);
    for rule in ["most-value", "worst-off", "nash"] {
        let (code, out, _) = ask(&[&table, "--rule", rule, "--effort", "0"]);
        let not_proven = out.contains("not proven: ");
        assert_eq!(code == ExitCode::from(3), not_proven, "{out}");
        let (code, out, _) = ask(&[&table, "--rule", rule]);
        assert_eq!(code, ExitCode::SUCCESS, "{out}");
        assert!(out.contains("proven best: "), "{out}");
    }
    let (code, ..) = ask(&[&table, "--rule", "worst-off", "--effort", "0"]);
    assert_eq!(code, ExitCode::from(3));
}

#[test]
fn a_pabulib_file_says_what_is_selected_and_keeps_the_rest() {
    let folder = Folder::new();
    for (name, text) in [
        ("plain.pb", CITY.to_owned()),
        (
            "windows.pb",
            format!("\u{feff}{}", CITY.replace('\n', "\r\n")),
        ),
        (
            "without.pb",
            CITY.replace(";selected;votes", ";voted;votes"),
        ),
    ] {
        let city = folder.write(name, &text);
        let chosen = answer(&[&city, "--pabulib", &folder.path("out.pb"), "--json"]);
        let chosen: Value = serde_json::from_str(&chosen).expect("JSON");
        let written = folder.read("out.pb");
        let reading = mix::pabulib::read(written.as_bytes()).expect("a Pabulib file");
        assert!(reading.warnings.is_empty(), "{:?}", reading.warnings);
        let mut official: Vec<&str> = (reading.official.iter().flatten())
            .map(|&f| reading.instance.features()[f].id.as_str())
            .collect();
        official.sort_unstable();
        let mut selected: Vec<&str> = chosen["selected"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        selected.sort_unstable();
        assert_eq!(official, selected, "{name}");
        // What nothing was asked about is as it was.
        let end = if name == "windows.pb" { "\r\n" } else { "\n" };
        let votes = |text: &str| text[text.find("VOTES").expect("votes")..].to_owned();
        assert_eq!(votes(&written), votes(&text), "{name}");
        for kept in [
            "country;Nowhere",
            "\"Masts; and \"\"more\"\"\";\"works,health\"",
        ] {
            let kept = kept.replace("\"works,health\"", "works,health");
            assert!(written.contains(&kept), "{name}: {written}");
        }
        assert!(
            written.contains(&format!("rule;equalshares/add1{end}")),
            "{written}"
        );
        assert!(!written.contains("rule;greedy"), "{written}");
        // And the city's own question is answered by it.
        let said = answer(&[&folder.path("out.pb"), "--official"]);
        assert!(said.contains("explained by equal-shares add1,"), "{said}");
    }
}

#[test]
fn a_table_as_a_pabulib_file_is_chosen_from_alike() {
    let folder = Folder::new();
    let free = TABLE
        .replace(",yes,masts,,", ",,,,")
        .replace(",,,lamps,", ",,,,");
    let table = folder.write("table.csv", &free);
    let selected = |words: &[&str]| {
        let chosen: Value = serde_json::from_str(&answer(words)).expect("JSON");
        chosen["selected"].clone()
    };
    let before = selected(&[&table, "--json", "--pabulib", &folder.path("out.pb")]);
    let words = [
        "--utility",
        "points",
        "--parties-by",
        "party",
        "--endowments",
        "Halden=2",
        "--json",
    ];
    let after = selected(&[&[folder.path("out.pb").as_str()], &words[..]].concat());
    assert_eq!(before, after);
    // What such a file cannot say is told.
    let table = folder.write("table.csv", TABLE);
    let (_, _, err) = ask(&[&table, "--pabulib", &folder.path("out.pb")]);
    assert!(err.contains("cannot say what must be in"), "{err}");
}

/// Rows and cells as a spreadsheet reads them.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let row = rows.last_mut().expect("a row");
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                row.last_mut().expect("a cell").push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => row.last_mut().expect("a cell").push(c),
        }
    }
    rows.pop();
    rows
}

#[test]
fn a_spreadsheet_lists_every_feature_and_begins_no_formula() {
    let folder = Folder::new();
    let city = folder.write("city.pb", CITY);
    answer(&[&city, "--csv", &folder.path("out.csv")]);
    let rows = cells(&folder.read("out.csv"));
    assert_eq!(rows.len(), 7, "{rows:?}");
    assert!(
        rows.iter().all(|row| row.len() == rows[0].len()),
        "{rows:?}"
    );
    let names: Vec<&str> = rows.iter().map(|row| row[2].as_str()).collect();
    assert!(names.contains(&"'=SUM(A1:A9), really"), "{names:?}");
    assert!(names.contains(&"Masts; and \"more\""), "{names:?}");
    let order: Vec<&str> = rows[1..].iter().map(|row| row[7].as_str()).collect();
    assert!(
        order.is_sorted_by(|a, b| a >= b),
        "selected first: {order:?}"
    );
    for more in ["--compare", "--frontier"] {
        answer(&[&city, more, "--csv", &folder.path("out.csv")]);
        let rows = cells(&folder.read("out.csv"));
        assert!(rows.len() > 3, "{more}");
        assert!(
            rows.iter().all(|row| row.len() == rows[0].len()),
            "{more} {rows:?}"
        );
    }
}

/// The least budget of a mix may lie between two that were looked at.
#[test]
fn a_frontier_says_at_which_steps_budgets_were_looked_at() {
    let folder = Folder::new();
    let city = folder.write("city.pb", CITY);
    for rule in ["equal-shares", "greedy"] {
        let asked = [city.as_str(), "--frontier", "--rule", rule];
        let told = answer(&asked);
        assert!(
            told.contains("budgets were looked at, at steps of "),
            "{told}"
        );
        answer(&[&asked[..], &["--csv", &folder.path("out.csv")]].concat());
        let rows = cells(&folder.read("out.csv"));
        let json: Value =
            serde_json::from_str(&answer(&[&asked[..], &["--json"]].concat())).unwrap();
        assert_eq!(rows[0][1], "at_steps_of");
        let step: f64 = rows[1][1].parse().unwrap();
        assert_eq!(json["grain"].as_f64(), Some(step));
    }
}

#[test]
fn a_page_needs_nothing_else_and_is_led_astray_by_no_name() {
    let folder = Folder::new();
    let city = folder.write("city.pb", CITY);
    let table = folder.write("table.csv", TABLE);
    for (file, words) in [
        (&city, &[][..]),
        (&city, &["--parties-by", "sex", "--rule", "worst-off"]),
        (&city, &["--rule", "greedy"]),
        (&table, &[]),
        (&table, &["--budget", "100.5"]),
    ] {
        let page = folder.path("out.html");
        answer(&[&[file.as_str(), "--html", &page], words].concat());
        let html = folder.read("out.html");
        let small = html.to_ascii_lowercase();
        for absent in [
            "<script", "http:", "https:", "@import", "url(", "<link", "<img", "onload",
        ] {
            assert!(!small.contains(absent), "{absent}");
        }
        balanced(&html);
        let drawn = !words.contains(&"worst-off");
        assert_eq!(
            html.contains("<svg viewBox=\"0 0 1000 400\""),
            drawn,
            "{words:?}"
        );
        if file == &city {
            assert!(
                html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
                "escaped"
            );
            assert!(
                html.contains("Quarter &lt;North&gt; &amp; &quot;South&quot;"),
                "escaped"
            );
            assert!(html.contains("Where the money goes"), "categories");
        }
    }
}

/// Every element that is opened is closed in turn.
fn balanced(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(2) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        if let Some(closed) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed));
        } else if !tag.ends_with('/') && name != "meta" {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn a_table_can_be_filed() {
    let folder = Folder::new();
    let city = folder.write("city.pb", CITY);
    let out = answer(&[
        &city,
        "--seed",
        "2026",
        "--parties-by",
        "sex",
        "--completion",
        "none",
    ]);
    // As `sha256sum` says it.
    let digest = "SHA-256 ";
    let said = out
        .split(digest)
        .nth(1)
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default();
    assert_eq!(said.len(), 64, "{out}");
    for part in [
        "rule         equal-shares",
        "completion   none",
        "utility      cost",
        "a lot drawn with seed 2026",
        "endowments   F 3 (people: 3), M 3 (people: 3)",
        "city.pb, SHA-256",
        concat!("covalue ", env!("CARGO_PKG_VERSION")),
    ] {
        assert!(out.contains(part), "{part}: {out}");
    }
    // Lamps and bins cost the same, have as many supporters, and cannot both be carried.
    let tied = CITY.replace("budget;1000", "budget;200");
    let tied = folder.write("tied.pb", &tied);
    let out = answer(&[&tied, "--rule", "greedy"]);
    assert!(out.contains("a lot decided"), "{out}");
    assert!(
        out.contains("11 before 12 by lot") || out.contains("12 before 11 by lot"),
        "{out}"
    );
    let out = answer(&[&tied, "--rule", "greedy", "--ties", "reference"]);
    assert!(out.contains("no lot was needed"), "{out}");
    assert!(out.contains("11 before 12 by id"), "{out}");
}
