//! The command, asked for everything it offers.

// The command reads and writes files by their path, and so do its tests.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use opinion::command::{Arguments, run};
use opinion::votes::Vote;
use serde_json::Value;

use crate::made_up::{Ballot, camps};

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    arguments: Arguments,
}

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("covalue-map-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a place for files");
        Folder(path)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::write(&path, text).expect("a file");
        path.to_str().expect("a plain name").to_owned()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("what was written")
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a plain name").to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It lies in the temporary folder: at worst it stays there.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn export(ballots: &[Ballot]) -> String {
    let mut text = "timestamp,datetime,comment-id,voter-id,vote\n".to_owned();
    for (person, statement, vote) in ballots {
        let vote = match vote {
            Vote::Agree => 1,
            Vote::Pass => 0,
            Vote::Disagree => -1,
        };
        text.push_str(&format!("1435654192085,then,{statement},{person},{vote}\n"));
    }
    text
}

const COMMENTS: &str = "comment-id,author-id,moderated,comment-body\n\
    0,0,1,\"<b>Free</b> \"\"lunch\"\", & more\"\n1,777,-1,Spam\n2,1,0,Plain words\n";

fn ask(words: &[&str]) -> (ExitCode, String, String) {
    let words = [&["map"], words].concat();
    let asked = Command::parse_from(words).arguments;
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&asked, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (code, text(out), text(err))
}

fn answered(words: &[&str]) -> Value {
    let (code, out, err) = ask(&[words, &["--json"]].concat());
    assert_eq!(code, ExitCode::SUCCESS, "{words:?}: {err}");
    serde_json::from_str(&out).expect("JSON")
}

#[test]
fn an_answer_holds_groups_what_they_say_and_what_all_share() {
    let folder = Folder::new("answer");
    let mut ballots = camps(60, 24, 3, 1);
    ballots.retain(|ballot| ballot.1 != 5);
    ballots.extend((0..60).map(|person| (person, 5, Vote::Disagree)));
    let file = folder.file("votes.csv", &export(&ballots));
    for seeding in ["own", "reference"] {
        let answer = answered(&[&file, "--seeding", seeding, "--exclude", "3,4"]);
        let k = answer["k"].as_u64().expect("a number of groups");
        assert!((2..=5).contains(&k), "{seeding}: {k}");
        assert!(answer["silhouette"][k.to_string()].as_f64() > Some(0.0));
        assert_eq!(answer["group_of"].as_object().map(|of| of.len()), Some(60));
        let representative = answer["representative"].as_object().expect("by group");
        assert_eq!(representative.len() as u64, k);
        for sayings in representative.values() {
            let first = &sayings[0];
            assert!(
                first["statement"].is_u64() && first["share"].is_f64(),
                "{first}"
            );
            assert!(![3, 4].contains(&first["statement"].as_u64().unwrap_or(3)));
        }
        let shared = &answer["common_ground"][0];
        assert_eq!(
            (shared["statement"].as_u64(), shared["side"].as_str()),
            (Some(5), Some("disagree"))
        );
        assert!(shared["score"].as_f64() > Some(0.9), "{shared}");
        let aware = &answer["group_aware_consensus"]["disagree"]["5"];
        assert_eq!(aware.is_f64(), seeding == "reference");
        let firm = answer["groups"][0]["stability"].is_f64();
        assert_eq!(firm, seeding == "own");
        assert_eq!(answer["statements"][3]["excluded"], true);
    }
    let four = answered(&[&file, "--k", "4", "--min-group", "1", "--min-votes", "1"]);
    assert_eq!(four["k"], 4);
    let same = answered(&[&file, "--threads", "1"]);
    assert_eq!(same, answered(&[&file, "--threads", "2"]));
}

#[test]
fn comments_give_words_and_say_what_was_moderated_out() {
    let folder = Folder::new("comments");
    let file = folder.file("votes.csv", &export(&camps(40, 24, 2, 1)));
    let comments = folder.file("comments.csv", COMMENTS);
    let answer = answered(&[&file, "--comments", &comments]);
    assert_eq!(
        answer["statements"][0]["text"],
        "<b>Free</b> \"lunch\", & more"
    );
    let excluded = |answer: &Value, at: usize| answer["statements"][at]["excluded"] == true;
    assert!(excluded(&answer, 1) && !excluded(&answer, 2));
    assert_eq!(answer["participation"]["silent_authors"], 1);
    // Whoever says what to leave out has said all of it.
    let said = answered(&[&file, "--comments", &comments, "--exclude", "2"]);
    assert!(!excluded(&said, 1) && excluded(&said, 2));
    let (_, text, err) = ask(&[&file, "--comments", &comments, "--exclude", "999"]);
    assert_eq!(err, "--exclude: nobody voted on the statement 999\n");
    for part in [
        "Common ground",
        "Group A",
        "What divides",
        "Least agreed",
        "Gini",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn the_text_tells_shares_of_those_asked_and_calls_nothing_disputed_that_all_say() {
    let folder = Folder::new("shares");
    let mut ballots = camps(40, 24, 2, 1);
    // Everybody agrees on one statement more.
    ballots.extend((0..40).map(|person| (person, 900, Vote::Agree)));
    let file = folder.file("votes.csv", &export(&ballots));
    let (_, text, _) = ask(&[&file]);
    let (before, least) = text
        .split_once("Least agreed\n")
        .expect("some are disputed");
    assert!(before.contains("  agree A 100 %, B 100 %: 900\n"), "{text}");
    assert!(!least.contains(": 900\n"), "{text}");
    let answer = answered(&[&file]);
    let least = answer["least_agreed"].as_array().expect("a list");
    assert!(!least.is_empty() && least.iter().all(|it| it["agreement"].as_f64() < Some(0.5)));
}

#[test]
fn the_drawing_and_the_page_hold_everybody_and_nothing_from_elsewhere() {
    let folder = Folder::new("page");
    let ballots = camps(40, 24, 2, 1);
    let file = folder.file("votes.csv", &export(&ballots));
    let comments = folder.file("comments.csv", COMMENTS);
    let (svg, html) = (folder.path("map.svg"), folder.path("map.html"));
    let words = [
        &file,
        "--comments",
        &comments,
        "--svg",
        &svg,
        "--html",
        &html,
    ];
    let (code, out, err) = ask(&words);
    assert_eq!(code, ExitCode::SUCCESS, "{err}");
    assert!(out.starts_with("40 people gave"), "{out}");
    for text in [folder.read("map.svg"), folder.read("map.html")] {
        assert!(text.contains("Group A") && text.contains("Group B"));
        let dots = text.matches("person, Group").count() + text.matches("people, Group").count();
        assert!(dots > 20, "{dots}");
        for foreign in ["<script", "src=", "url(", "@import", "<link", "<b>Free"] {
            assert!(!text.contains(foreign), "{foreign}");
        }
    }
    let page = folder.read("map.html");
    assert!(page.contains("&lt;b&gt;Free&lt;/b&gt;"));
    let order = [
        "Common ground",
        "Group A <small>",
        "What divides",
        "Least agreed",
    ]
    .map(|part| {
        page.find(&format!("<h2>{part}"))
            .or_else(|| page.find(part))
    });
    assert!(order.is_sorted(), "{order:?}");
    // Tags that are opened are closed.
    for tag in [
        "li", "ol", "div", "table", "details", "polygon", "circle", "p", "tr", "td",
    ] {
        let opened =
            page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn too_few_people_get_a_sentence_and_a_table_in_every_form() {
    let folder = Folder::new("few");
    let file = folder.file("votes.csv", &export(&camps(6, 24, 2, 1)));
    let (svg, html) = (folder.path("map.svg"), folder.path("map.html"));
    let (code, text, _) = ask(&[&file, "--svg", &svg, "--html", &html]);
    assert_eq!(code, ExitCode::SUCCESS);
    assert!(text.contains("No map yet: 6 of the people"), "{text}");
    assert!(text.contains("agree, "), "{text}");
    for text in [folder.read("map.svg"), folder.read("map.html")] {
        assert!(text.to_lowercase().contains("no map yet") && !text.contains("Group A"));
    }
    let answer = answered(&[&file]);
    assert!(answer["k"].is_null() && answer["why"].is_string());
    assert_eq!(answer["common_ground"].as_array().map(Vec::len), Some(0));
}

#[test]
fn what_makes_no_sense_is_refused_with_exit_code_2() {
    let folder = Folder::new("refused");
    let good = folder.file("votes.csv", &export(&camps(40, 24, 2, 1)));
    let bad = folder.file("bad.csv", "comment-id,voter-id,vote\n1,2,maybe\n");
    let refused = |words: &[&str], why: &str| {
        let (code, out, err) = ask(words);
        assert_eq!(code, ExitCode::from(2), "{words:?}");
        assert!(out.is_empty() && err.contains(why), "{words:?}: {err}");
    };
    refused(&[&bad], "bad.csv: line 2: \"maybe\" is no vote");
    refused(
        &[&good, "--comments", &bad],
        "line 1: there is no column \"comment-body\"",
    );
    refused(&["/nowhere.csv"], "/nowhere.csv: ");
    refused(&[&good, "--k", "1"], "--k: a map has from 2 to 26 groups");
    let nowhere = folder.path("no/such/folder.svg");
    let (code, _, err) = ask(&[&good, "--svg", &nowhere]);
    assert_eq!(code, ExitCode::FAILURE, "{err}");
    // Groups of thirty people each cannot be three among forty.
    let (code, _, err) = ask(&[&good, "--k", "3", "--min-group", "30"]);
    assert_eq!(code, ExitCode::SUCCESS);
    assert_eq!(
        err,
        "--k: 3 groups of at least 30 people cannot be told apart\n"
    );
}
