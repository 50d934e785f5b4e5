//! The command, asked for everything it offers about every kind of ballots.

use std::fs;
use std::process::ExitCode;

use clap::Parser;
use mix::command::{Arguments, run};
use serde_json::Value;

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    arguments: Arguments,
}

/// Ballots by their kind, over the same projects.
const BALLOTS: [(&str, &str); 4] = [
    ("approval", "vote\n1;b,a\n2;a\n3;c,d\n4;\n5;x,c\n"),
    ("choose-1", "vote\n1;a\n2;a\n3;c\n4;d\n5;\n"),
    (
        "cumulative",
        "vote;points\n1;a,b;5,5\n2;b;10\n3;c,d,a;1,8,1\n4;d;0\n5;;\n",
    ),
    ("ordinal", "vote\n1;a,b,c\n2;b,a\n3;d\n4;c,d,a,b\n5;\n"),
];

fn each<'a>(option: &'a str, words: &'a [&'a str]) -> impl Iterator<Item = [&'a str; 2]> {
    words.iter().map(move |word| [option, word])
}

#[test]
#[allow(clippy::disallowed_methods)] // The command reads a file by its path.
fn every_rule_answers_within_the_budget_or_says_why_not() {
    let path = std::env::temp_dir().join(format!("covalue-mix-{}.pb", std::process::id()));
    let file = path.to_str().unwrap_or_default();
    for (kind, ballots) in BALLOTS {
        let text = format!(
            "META\nkey;value\nbudget;100.50\nvote_type;{kind}\nPROJECTS\nproject_id;cost\na;60\n\
             b;45.25\nc;45.25\nd;0\ne;200\nVOTES\nvoter_id;{ballots}"
        );
        fs::write(&path, text).expect("a place for a file");
        for utility in each("--utility", &["cost", "cardinality", "points"]) {
            for ties in each("--ties", &["fair", "reference"]) {
                let answer = |options: &[&str]| {
                    let words = [&["mix", file, "--json"], &utility[..], &ties, options].concat();
                    let asked = Command::parse_from(&words).arguments;
                    let (mut out, mut err) = (Vec::new(), Vec::new());
                    let code = run(&asked, &mut out, &mut err);
                    let err = String::from_utf8_lossy(&err).into_owned();
                    (code, out, err, words.join(" "))
                };
                let completions = [
                    "none",
                    "add1",
                    "add1-exhaustive",
                    "greedy",
                    "add1,greedy",
                    "add1-exhaustive,greedy",
                ];
                let rules = each(
                    "--rule",
                    &[
                        "greedy",
                        "phragmen",
                        "most-value",
                        "bos-shares",
                        "maximin-support",
                        "cstv-ewt",
                        "cstv-ewtc",
                        "cstv-mt",
                        "cstv-mtc",
                        "pav",
                    ],
                );
                for options in rules.chain(each("--completion", &completions)) {
                    let (code, out, _, words) = answer(&options);
                    let answer: Value = serde_json::from_slice(&out).expect("JSON");
                    let expected = match answer["proven"] == true {
                        true => ExitCode::SUCCESS,
                        false => ExitCode::from(3),
                    };
                    assert_eq!(code, expected, "{kind} {words}");
                    assert!(answer["selected"].is_array(), "{kind} {words}");
                    assert!(answer["proven"].is_boolean(), "{kind} {words}");
                    assert!(answer["value"].is_number(), "{kind} {words}");
                    assert_eq!(answer["budget"], 100.5, "{kind} {words}");
                    let cost = answer["total_cost"].as_f64();
                    assert!(cost.is_some_and(|cost| cost <= 100.5), "{kind} {words}");
                }
                // These compare parties, and such a file names none.
                for options in each("--rule", &["worst-off", "nash"]) {
                    let (code, out, err, words) = answer(&options);
                    assert_eq!(code, ExitCode::from(2), "{kind} {words}");
                    assert!(out.is_empty(), "{kind} {words}");
                    assert!(err.contains("the file names none"), "{kind} {words}");
                }
            }
        }
    }
    fs::remove_file(&path).expect("the file is still there");
}

#[test]
#[allow(clippy::disallowed_methods)] // The command reads a file by its path.
fn where_nothing_was_selected_there_is_nothing_to_explain() {
    let path = std::env::temp_dir().join(format!("covalue-none-{}.pb", std::process::id()));
    let text = "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost;selected\n\
        a;60;0\nb;40;0\nVOTES\nvoter_id;vote\n1;a\n";
    fs::write(&path, text).expect("a place for a file");
    let file = path.to_str().unwrap_or_default();
    let asked = Command::parse_from(["mix", file, "--official"]).arguments;
    let (mut out, mut err) = (Vec::new(), Vec::new());
    assert_eq!(run(&asked, &mut out, &mut err), ExitCode::from(2));
    let err = String::from_utf8_lossy(&err);
    assert!(
        err.contains("nothing was selected") && out.is_empty(),
        "{err}"
    );
    fs::remove_file(&path).expect("the file is still there");
}
