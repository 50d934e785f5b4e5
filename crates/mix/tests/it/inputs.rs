//! Files and words that are unclear: told with line and reason, refused, or read as they are meant.

// These tests read and write files.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use mix::command::{Arguments, run};
use serde_json::Value;

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    arguments: Arguments,
}

/// What is right for an input.
enum Right<'a> {
    /// These are in, in the order chosen; and this, if anything, is warned of.
    In(&'a [&'a str], &'a str),
    /// Exit code 2, and this is said.
    Refused(&'a str),
}

use Right::{In, Refused};

fn ask(file: &Path, words: &[&str]) -> (ExitCode, Value, String) {
    let file = file.to_str().unwrap_or_default();
    let all = [&["mix", file, "--json"], words].concat();
    let asked = Command::parse_from(all).arguments;
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&asked, &mut out, &mut err);
    let answer = serde_json::from_slice(&out).unwrap_or_default();
    (code, answer, String::from_utf8_lossy(&err).into_owned())
}

fn ids(answer: &Value) -> Vec<&str> {
    let selected = answer["selected"].as_array();
    selected.map_or(Vec::new(), |all| {
        all.iter().filter_map(Value::as_str).collect()
    })
}

/// What is wrong about the answer, if anything is.
fn fault(file: &Path, name: &str, words: &[&str], right: &Right) -> Option<String> {
    let (code, answer, err) = ask(file, words);
    let is_right = match right {
        In(expected, told) => {
            let quiet = !told.is_empty() || err.is_empty();
            code == ExitCode::SUCCESS && ids(&answer) == *expected && err.contains(told) && quiet
        }
        Refused(why) => code == ExitCode::from(2) && err.contains(why),
    };
    let got = ids(&answer);
    (!is_right).then(|| format!("{name} {words:?}: {got:?}\n{err}"))
}

const GREEDY: [&str; 2] = ["--rule", "greedy"];
const COST_GREEDY: [&str; 4] = ["--rule", "greedy", "--utility", "cost"];
const PHRAGMEN: [&str; 2] = ["--rule", "phragmen"];
const REFERENCE: [&str; 6] = [
    "--rule",
    "phragmen",
    "--ties",
    "reference",
    "--completion",
    "none",
];

#[test]
fn each_case_beside_the_repository_is_answered_rightly() {
    let cases = crate::shared("cases/mix");
    if !cases.is_dir() {
        println!("no cases at {}: nothing tried", cases.display());
        return;
    }
    let all: &[(&str, &[&str], Right)] = &[
        (
            "01-thousands-comma.pb",
            &GREEDY,
            Refused("line 3: the budget \"25,000\""),
        ),
        ("03-negative-points.pb", &[], In(&["lime"], "count as none")),
        (
            "03-negative-points.pb",
            &PHRAGMEN,
            In(&["lime"], "line 12: \"-5\" points"),
        ),
        ("04-zero-points.pb", &COST_GREEDY, In(&["lime"], "")),
        ("04-zero-points.csv", &COST_GREEDY, In(&["lime"], "")),
        (
            "05-extra-field.pb",
            &[],
            Refused("line 8: the row has 5 fields"),
        ),
        (
            "07-over-length.pb",
            &GREEDY,
            In(&["b"], "line 16: the ballot has 2 projects, and max_length"),
        ),
        (
            "08-two-budgets.pb",
            &[],
            Refused("line 4: the setting \"budget\" was given before"),
        ),
        (
            "09-ids-as-floats.pb",
            &[],
            Refused("line 11: no vote names a listed project"),
        ),
        (
            "10-fractional-points.pb",
            &COST_GREEDY,
            In(&["p2", "p3"], ""),
        ),
        (
            "12-too-dear-phragmen.pb",
            &PHRAGMEN,
            In(&["lamp", "bench"], ""),
        ),
        (
            "13-tied-overspend-phragmen.pb",
            &REFERENCE,
            In(&["a", "b"], ""),
        ),
        (
            "15-no-budget-line.csv",
            &["--budget", "100000"],
            In(&["z", "y"], ""),
        ),
        (
            "16-votes-column.csv",
            &[],
            In(&["y"], "line 2: the column \"selected\" is no person"),
        ),
        (
            "20-quoted-votes.pb",
            &[],
            In(&["a", "b"], "is read without its quotes"),
        ),
        ("22-project-id-header.csv", &[], In(&["x"], "")),
        (
            "31-right-tie-of-thirteen.pb",
            &REFERENCE,
            In(&["A1", "A2", "A3", "A4", "B1"], ""),
        ),
        (
            "31-right-tie-of-thirteen.pb",
            &["--ties", "reference", "--completion", "none"],
            In(&["A1", "A2", "A3", "A4", "B1"], ""),
        ),
    ];
    let faults = (all.iter())
        .filter_map(|(name, words, right)| fault(&cases.join(name), name, words, right));
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let value = |name: &str, words: &[&str]| ask(&cases.join(name), words).1;
    assert_eq!(value("17-cents-total.pb", &[])["value"], 160.25);
    for (name, best) in [
        ("32-right-subset-sum.pb", 5_880u64),
        ("33-right-magnitudes.pb", 2_000_000_000_014),
    ] {
        let answer = value(name, &["--rule", "most-value"]);
        assert_eq!(
            (&answer["value"], &answer["proven"]),
            (&best.into(), &true.into()),
            "{name}"
        );
    }
    let all_in = value("36-right-everything-fits.pb", &[]);
    assert_eq!(ids(&all_in), ["a", "b"]);
    // Whatever is promised holds: here at a price that was wrongly promised once.
    for name in ["19-promise.csv", "19-promise-kept.csv"] {
        let text = fs::read_to_string(cases.join(name)).expect("a case");
        let out = value(name, &[]);
        let left_out = out["left_out"].as_array().cloned().unwrap_or_default();
        for left in &left_out {
            let (Some(id), Some(price)) = (left["id"].as_str(), left["price"].as_u64()) else {
                continue;
            };
            let row = text
                .lines()
                .find(|line| line.starts_with(&format!("{id},")))
                .unwrap_or_default();
            let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
            cells[2] = price.to_string();
            let path = scratch("csv");
            fs::write(&path, text.replace(row, &cells.join(","))).expect("a place for a file");
            assert!(ids(&ask(&path, &[]).1).contains(&id), "{name}: {left}");
            fs::remove_file(&path).expect("the file is still there");
        }
    }
}

fn scratch(extension: &str) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!(
        "covalue-inputs-{}-{next}.{extension}",
        std::process::id()
    ))
}

/// A file by its parts: settings, projects with their header, votes with theirs.
fn pb(settings: &str, projects: &str, votes: &str) -> String {
    format!("META\nkey;value\n{settings}\nPROJECTS\n{projects}\nVOTES\n{votes}\n")
}

#[test]
fn what_is_unclear_is_told_or_refused() {
    let meta = "budget;100\nvote_type;approval";
    let scoring = "budget;100\nvote_type;scoring";
    let ab = "project_id;cost\na;60\nb;40";
    let votes = "voter_id;vote\n1;a\n2;a\n3;b";
    let none: &[&str] = &[];
    let plain: &[&str] = &["--completion", "none"];
    let all: Vec<(&str, String, &[&str], Right)> = vec![
        (
            "pb",
            pb("budget;1,000,000\nvote_type;approval", ab, votes),
            none,
            In(&["a", "b"], ""),
        ),
        (
            "pb",
            pb("budget;100.000\nvote_type;approval", ab, votes),
            none,
            In(
                &["a", "b"],
                "line 3: the budget \"100.000\" is read as 100: its point stands for decimals",
            ),
        ),
        (
            "pb",
            pb(meta, "project_id;cost\na;1,500\nb;40", votes),
            none,
            Refused("line 7: the cost \"1,500\" cannot be read: its comma"),
        ),
        (
            "pb",
            pb(meta, "project_id;cost\na;100/3\nb;40", votes),
            none,
            In(
                &["a", "b"],
                "line 7: the cost \"100/3\" is rounded to 33.333333",
            ),
        ),
        (
            "pb",
            pb(meta, ab, votes),
            &["--budget", "25,000"],
            Refused("the budget \"25,000\" cannot be read"),
        ),
        (
            "pb",
            pb(meta, ab, votes),
            &["--budget", "60.500"],
            In(&["a"], "--budget \"60.500\" is read as 60.5"),
        ),
        (
            "pb",
            pb("vote_type;approval", ab, votes),
            none,
            Refused("the budget is missing"),
        ),
        (
            "pb",
            pb("vote_type;approval", ab, votes),
            &["--budget", "60"],
            In(&["a"], ""),
        ),
        (
            "pb",
            pb("budget;100;000\nvote_type;approval", ab, votes),
            none,
            Refused("line 3: the row has 3 fields"),
        ),
        (
            "pb",
            pb("budget;100\nbudget;100\nvote_type;approval", ab, votes),
            none,
            In(
                &["a", "b"],
                "line 4: the setting \"budget\" was given before",
            ),
        ),
        (
            "pb",
            pb(
                "budget;100\nvote_type;approval\nvote_type;ordinal",
                ab,
                votes,
            ),
            none,
            Refused("line 5: the setting \"vote_type\" was given before"),
        ),
        (
            "pb",
            pb(meta, ab, "voter_id;vote\n1;a\n2;a;;b\n3;b"),
            none,
            In(&["a", "b"], "line 12: 4 fields, and the header has 2"),
        ),
        (
            "pb",
            pb(meta, ab, "voter_id;vote\n1;a\nx;a\n1;b"),
            none,
            In(
                &["a", "b"],
                "line 13: the voter was there before, on line 11",
            ),
        ),
        (
            "pb",
            pb(
                "budget;100\nvote_type;approval\nmax_sum_cost;90",
                ab,
                "voter_id;vote\n1;a\n2;a,b\n3;b",
            ),
            none,
            In(
                &["b", "a"],
                "line 13: the ballot has a cost of 100, and max_sum_cost is 90",
            ),
        ),
        (
            "pb",
            pb(
                "budget;100\nvote_type;scoring\nmax_sum_points;3",
                ab,
                "voter_id;vote;points\n1;a;2\n2;a,b;1,2.5\n3;b;1",
            ),
            plain,
            In(
                &["b"],
                "line 13: the ballot has 3.5 points in all, and max_sum_points is 3",
            ),
        ),
        (
            "pb",
            pb(
                scoring,
                ab,
                "voter_id;vote;points\n1;a,b;1/3,2/3\n2;b;0.333333333333",
            ),
            plain,
            In(&["b"], "line 11: \"1/3\" is rounded to 0.333333"),
        ),
        (
            "pb",
            pb(scoring, ab, "voter_id;vote;points\n1;a,b;0,-0.5\n2;b;0"),
            none,
            In(&[], "line 11: \"-0.5\" points count as none"),
        ),
        (
            "pb",
            pb(meta, ab, "voter_id;vote\n1;A\n2;B"),
            none,
            Refused("line 11: no vote names a listed project"),
        ),
        (
            "pb",
            pb(meta, ab, votes),
            &["--parties-by", "sex"],
            Refused("line 10: the votes have no column \"sex\""),
        ),
        (
            "csv",
            "budget;100\nbudget;90\nid;cost;Ann\nx;60;1\n".to_owned(),
            none,
            Refused("line 2: the setting \"budget\" was given before"),
        ),
        (
            "csv",
            "endowment;A;1\nendowment;A;2\nbudget;9\nid;cost;A\nx;6;1\n".to_owned(),
            none,
            Refused("line 2: the setting \"endowment A\" was given before"),
        ),
        (
            "csv",
            "budget;100\nid;cost;Ann\nx;60;1;7\n".to_owned(),
            none,
            Refused("line 3: the row has 4 fields"),
        ),
        (
            "csv",
            "budget;100\nid;cost;Category;Ann;Bob\nx;60;parks;1;-2\ny;60;parks;1;2\n".to_owned(),
            none,
            In(&["y"], "line 3: \"-2\" points count as none"),
        ),
        (
            "csv",
            "budget;100\nid;cost;Ann;Ann\nx;60;1;2\n".to_owned(),
            none,
            In(&["x"], "line 2: the column \"Ann\" comes twice"),
        ),
        (
            "csv",
            "budget;100\nname;cost;Ann\nx;60;1\n".to_owned(),
            none,
            Refused("line 2: no header was found"),
        ),
        (
            "csv",
            "budget;100\n".to_owned(),
            none,
            Refused("no header was found"),
        ),
        (
            "csv",
            "id;cost;A: 1\nx;60,5;0.125\n".to_owned(),
            &["--budget", "60.50"],
            In(&["x"], ""),
        ),
        (
            "pb",
            pb(
                meta,
                "project_id;cost\npalace;150\nbench;40",
                "voter_id;vote\n1;palace\n2;palace\n3;bench",
            ),
            &PHRAGMEN,
            In(&["bench"], ""),
        ),
        (
            "pb",
            pb(
                meta,
                "project_id;cost\nb;60\na;60",
                "voter_id;vote\n1;a\n2;b",
            ),
            &REFERENCE,
            In(&["a"], ""),
        ),
        (
            "pb",
            pb(
                meta,
                "project_id;cost\nc;30\nb;30\na;30",
                "voter_id;vote\n1;a\n2;b\n3;c",
            ),
            &["--ties", "reference", "--completion", "none"],
            In(&["a", "b", "c"], ""),
        ),
        (
            "pb",
            pb(
                "budget;1000000000001\nvote_type;approval",
                "project_id;cost\na;1\nb;1000000000000",
                votes,
            ),
            &["--rule", "most-value"],
            In(&["a", "b"], ""),
        ),
        (
            "pb",
            pb(meta, ab, votes),
            &["--rule", "maximin-support"],
            In(&["a", "b"], ""),
        ),
        (
            "csv",
            "budget;10\nid;cost;Ann\nx;6;7\ny;5;5\nz;5;4\n".to_owned(),
            &["--rule", "most-value"],
            In(&["y", "z"], ""),
        ),
        (
            "csv",
            "project_id;cost;Ann\nx;60,5;1\n".to_owned(),
            &["--budget", "60.5"],
            In(&["x"], ""),
        ),
        (
            "pb",
            pb(
                "budget;100\nvote_type;choose-1",
                ab,
                "voter_id;vote\n1;a,b\n2;b",
            ),
            none,
            In(
                &["b", "a"],
                "line 11: the ballot has 2 projects, and vote_type is choose-1",
            ),
        ),
        (
            "pb",
            pb(meta, ab, "voter_id;vote"),
            none,
            In(&[], "line 10: there are no votes"),
        ),
        (
            "csv",
            "budget;100\nid;cost\nx;60\n".to_owned(),
            none,
            In(&[], "line 3: no column is a person"),
        ),
        (
            "csv",
            "budget;100\nid;cost;needs;Ann\nx;60;;1\ny;9;z;1\nz;9;y;1\n".to_owned(),
            none,
            Refused("line 4: feature \"y\" needs itself"),
        ),
        (
            "csv",
            "budget;100\nid;cost;must;excludes;Ann\nx;60;1;;1\ny;9;1;x;1\n".to_owned(),
            none,
            Refused("line 3: "),
        ),
    ];
    let mut faults = Vec::new();
    for (extension, text, words, right) in &all {
        let path = scratch(extension);
        fs::write(&path, text).expect("a place for a file");
        faults.extend(fault(&path, text, words, right));
        fs::remove_file(&path).expect("the file is still there");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_a_ballot_names_again_and_again_is_told_once() {
    let votes = "voter_id;vote\n1;a,a,b,a\n2;b\n3;b";
    let path = scratch("pb");
    let text = pb(
        "budget;100\nvote_type;approval",
        "project_id;cost\na;60\nb;40",
        votes,
    );
    fs::write(&path, text).expect("a place for a file");
    let (code, answer, err) = ask(&path, &[]);
    fs::remove_file(&path).expect("the file is still there");
    assert_eq!(code, ExitCode::SUCCESS);
    assert_eq!(ids(&answer), ["b", "a"]);
    assert_eq!(err.matches("is named twice").count(), 1, "{err}");
}

#[test]
fn parties_are_told_apart_by_a_column() {
    let votes = "voter_id;vote;sex;age\n1;a;F;23\n2;a;F;27\n3;b;M;31\n4;a;;64\n5;a;F;29";
    let text = pb(
        "budget;60\nvote_type;approval",
        "project_id;cost\na;60\nb;60",
        votes,
    );
    let path = scratch("pb");
    fs::write(&path, text).expect("a place for a file");
    let parties = |words: &[&str]| -> Vec<(String, u64, u64)> {
        let (code, answer, err) = ask(&path, words);
        assert_eq!(code, ExitCode::SUCCESS, "{err}");
        let parties = answer["parties"].as_array().cloned().unwrap_or_default();
        let number = |party: &Value, what: &str| party[what].as_u64().unwrap_or_default();
        let party = |party: &Value| {
            let name = party["name"].as_str().unwrap_or_default();
            (
                name.to_owned(),
                number(party, "people"),
                number(party, "endowment"),
            )
        };
        parties.iter().map(party).collect()
    };
    let all = |parties: &[(&str, u64, u64)]| -> Vec<(String, u64, u64)> {
        parties
            .iter()
            .map(|&(name, people, endowment)| (name.to_owned(), people, endowment))
            .collect()
    };
    assert_eq!(
        parties(&["--parties-by", "sex"]),
        all(&[("F", 3, 3), ("M", 1, 1), ("not said", 1, 1)])
    );
    assert_eq!(
        parties(&["--parties-by", "AGE", "--endowments", "equal"]),
        all(&[("20–29", 3, 1), ("30–39", 1, 1), ("60–69", 1, 1)])
    );
    assert_eq!(
        parties(&["--parties-by", "sex", "--endowments", "M=5"]),
        all(&[("F", 3, 1), ("M", 1, 5), ("not said", 1, 1)])
    );
    // The same voice for everybody is the same rule as without parties; other endowments are not.
    let selected = |words: &[&str]| ask(&path, words).1["selected"].clone();
    assert_eq!(selected(&["--parties-by", "sex"]), selected(&[]));
    assert_eq!(
        selected(&["--parties-by", "sex", "--endowments", "M=99"]),
        serde_json::json!(["b"])
    );
    assert_eq!(
        selected(&["--parties-by", "sex", "--rule", "worst-off"])
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    let (code, _, err) = ask(&path, &["--parties-by", "sex", "--endowments", "X=1"]);
    assert_eq!(code, ExitCode::from(2));
    assert!(err.contains("nobody speaks for the party \"X\""), "{err}");
    fs::remove_file(&path).expect("the file is still there");
}

/// How many official results some rule explains, of the files that say them.
#[test]
fn official_results_are_explained_by_the_rules_that_cities_use() {
    let files = crate::shared("data/mix/instances");
    if !files.is_dir() {
        println!("no files at {}: nothing compared", files.display());
        return;
    }
    let mut paths: Vec<PathBuf> = (fs::read_dir(&files).expect("a folder"))
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let long = std::env::var("COVALUE_TEST_LONG").is_ok();
    let (mut with_result, mut explained) = (0, 0);
    // By rule, however a file's ties, utility and threshold are taken.
    let mut by_rule: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths.iter().step_by(if long { 1 } else { 7 }) {
        let small = fs::metadata(path).is_ok_and(|about| about.len() < 300_000);
        let (code, answer, _) = match small || long {
            true => ask(path, &["--official"]),
            false => continue,
        };
        if code != ExitCode::SUCCESS {
            continue;
        }
        with_result += 1;
        let by = answer["explained_by"].as_array().map_or(0, Vec::len);
        explained += usize::from(by > 0);
        let names = answer["explained_by"].as_array().into_iter().flatten();
        let mut rules: Vec<&str> = names
            .filter_map(Value::as_str)
            .filter_map(|name| name.split(", ").next())
            .collect();
        rules.sort_unstable();
        rules.dedup();
        for rule in rules {
            *by_rule.entry(rule.to_owned()).or_default() += 1;
        }
        if by == 0 {
            println!("{}: {}", path.display(), answer["nearest"]);
        }
    }
    println!("{explained} of {with_result} official results explained: {by_rule:?}");
    // Each of the ways that cities go about it explains some.
    for rule in ["greedy", "greedy-total", "greedy-stop", "equal-shares add1"] {
        assert!(by_rule.contains_key(rule), "{rule}: {by_rule:?}");
    }
    assert!(
        explained * 10 >= with_result * 7,
        "{explained} of {with_result}"
    );
}

#[test]
fn rules_stand_side_by_side_and_thresholds_leave_out() {
    let votes = "voter_id;vote\n1;a\n2;a\n3;a,b\n4;c";
    let text = pb(
        "budget;100\nvote_type;approval\nmin_project_score_threshold;2",
        "project_id;cost;selected\na;60;1\nb;30;0\nc;50;0",
        votes,
    );
    let path = scratch("pb");
    fs::write(&path, text).expect("a place for a file");
    let right: [(&[&str], Right); 5] = [
        (
            &["--rule", "greedy"],
            In(&["a", "b"], "--threshold file leaves out"),
        ),
        (&["--rule", "greedy", "--threshold", "file"], In(&["a"], "")),
        (
            &["--rule", "greedy-stop", "--threshold", "1"],
            In(&["a", "b"], ""),
        ),
        (
            &[
                "--rule",
                "greedy-total-stop",
                "--budget",
                "55",
                "--threshold",
                "0",
            ],
            In(&[], ""),
        ),
        (
            &[
                "--rule",
                "greedy-total",
                "--budget",
                "55",
                "--threshold",
                "0",
            ],
            In(&["b"], ""),
        ),
    ];
    let faults =
        (right.iter()).filter_map(|(words, right)| fault(&path, "threshold", words, right));
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let explained = ask(&path, &["--official"]).1["explained_by"].clone();
    let explained_by = explained.as_array().cloned().unwrap_or_default();
    assert!(
        explained_by
            .iter()
            .any(|by| by == "greedy, utility cost, ties fair, threshold 2"),
        "{explained}"
    );
    // With that threshold nothing else is left: each rule says so, once for each of the choices that it heeds.
    for by in [
        "bos-shares, utility cardinality, ties people, threshold 2",
        "exact-shares-add-opt, utility cost, ties fair, threshold 2",
        "maximin-support, ties reference, threshold 2",
        "cstv-ewt, ties fair, threshold 2",
        "cstv-mtc, ties people, threshold 2",
        "pav, threshold 2",
    ] {
        assert_eq!(
            explained_by.iter().filter(|one| *one == by).count(),
            1,
            "{by}"
        );
    }
    let compared = ask(&path, &["--compare", "--threshold", "file"]).1;
    let rules = compared["rules"].as_array().cloned().unwrap_or_default();
    let names: Vec<&str> = rules
        .iter()
        .filter_map(|rule| rule["rule"].as_str())
        .collect();
    let expected = [
        "greedy",
        "equal-shares none",
        "equal-shares greedy",
        "equal-shares add1",
        "equal-shares add1,greedy",
        "phragmen",
        "bos-shares",
        "exact-shares",
        "exact-shares-add-opt",
        "maximin-support",
        "cstv-ewt",
        "cstv-ewtc",
        "cstv-mt",
        "cstv-mtc",
        "pav",
        "most-value",
    ];
    assert_eq!(names, expected);
    assert_eq!(compared["rules"][0]["selected"], serde_json::json!(["a"]));
    fs::remove_file(&path).expect("the file is still there");
}
