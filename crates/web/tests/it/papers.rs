//! What is taken away: that nothing typed looks like the file's own words, and that no mark of a page is lost.

use axum::http::StatusCode;
use domain::words::*;
use domain::{Fact, LocalTime, Moment, act};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::world::{NOW, World, do_at};

/// A text that would say what the file says, if anything of it were markup.
const FORGED: &str = "We agree.\n\n## FORGED\n\n- FORGED: consents\n\n> FORGED\n\n<script>FORGED</script>\n\n\
                      FORGED\n===\n\n1. FORGED\n\n| FORGED | b |\n|---|---|\n| c | d |";
/// The same in one line.
const LINE: &str = "# FORGED <b>FORGED</b> [FORGED](https://elsewhere.example) ![FORGED](https://elsewhere.example)";

/// A world in which whatever stands in files was typed by somebody who means to forge them.
fn forged() -> World {
    let mut world = World::new();
    let (table, outcome) = (world.table, world.outcome);
    let day = |days: i64| Moment(NOW + days * Moment::DAY).day_in_utc();
    let line = || LINE.to_owned();
    let words = || FORGED.to_owned();
    do_at(
        &world.app,
        table,
        world.mara,
        act::DescribeRelationship {
            name: line(),
            closeness: Closeness::Close,
        },
    );
    do_at(
        &world.app,
        table,
        world.mara,
        act::SayPurpose { purpose: words() },
    );
    // As a program sends it: what it leaves out is nothing.
    let composed: domain::Command = serde_json::from_value(serde_json::json!({
        "command": "compose_agreement",
        "version": 1,
        "outcomes": [outcome],
        "months": 6,
        "review": day(90),
        "factor": FORGED,
        "fall": FORGED,
        "contract": FORGED,
    }))
    .unwrap();
    do_at(&world.app, table, world.ines, composed);
    do_at(
        &world.app,
        table,
        world.tom,
        act::SayDissent { words: words() },
    );
    let opened = do_at(
        &world.app,
        table,
        world.ines,
        act::OpenProposal {
            title: line(),
            text: words(),
            outcomes: vec![outcome],
            costs: Vec::new(),
            contribution: None,
            mix: None,
            follows: None,
            blind: false,
            until: day(7),
            trial: false,
            review: None,
        },
    );
    let Some(Fact::ProposalOpened(opened)) = opened.facts.first() else {
        panic!("not proposed")
    };
    world.proposal = opened.proposal;
    do_at(
        &world.app,
        table,
        world.mara,
        act::TakePosition {
            proposal: world.proposal,
            version: 1,
            stance: Stance::Object,
            words: words(),
            workable: words(),
            harms: Some(Harms::Outcome(outcome)),
        },
    );
    let planned = do_at(
        &world.app,
        table,
        world.ines,
        act::PlanMeeting {
            kind: MeetingKind::Review,
            title: line(),
            begins_at: LocalTime::new(day(1), 14, 0).unwrap(),
            minutes: 60,
            place: line(),
        },
    );
    let Some(Fact::MeetingPlanned(planned)) = planned.facts.first() else {
        panic!("not planned")
    };
    world.meeting = planned.meeting;
    do_at(
        &world.app,
        table,
        world.ines,
        act::BringTopic {
            meeting: world.meeting,
            title: line(),
            minutes: 10,
            subject: None,
        },
    );
    let pack = world.pack;
    do_at(
        &world.app,
        table,
        world.mara,
        act::WritePackPage {
            pack,
            words: words(),
        },
    );
    world
}

#[test]
fn nothing_typed_reaches_out_of_a_file_in_markdown() {
    let world = forged();
    let customer = world.visitor("customer");
    let mut files = 0;
    for route in World::routes().filter(|it| it.path.ends_with(".md")) {
        let path = world.fill(route.path, world.table);
        let file = world.get(&path, customer);
        assert_eq!(file.status, StatusCode::OK, "{path}");
        let text = file.text();
        assert!(
            text.contains("FORGED"),
            "{path} holds nothing that was typed"
        );
        files += 1;
        let (mut quotes, mut begins) = (0, None);
        for event in Parser::new_ext(&text, Options::all()) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => panic!("{path}: {html}"),
                Event::Rule => panic!("{path}: a line across"),
                Event::Start(Tag::BlockQuote(_)) => quotes += 1,
                Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
                Event::Start(
                    tag @ (Tag::Heading { .. } | Tag::Item | Tag::Table(_) | Tag::Image { .. }),
                ) => {
                    assert_eq!(quotes, 0, "{path}: {tag:?} within what somebody said");
                    begins = Some(tag);
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    assert!(
                        !text.contains(&format!("]({dest_url}")),
                        "{path}: {dest_url}"
                    );
                }
                Event::Text(words) => {
                    let forged = begins.take().filter(|_| words.starts_with("FORGED"));
                    assert_eq!(forged, None, "{path}");
                }
                _ => {}
            }
        }
    }
    // Page and API: the dialogue, a thread, a decision, an agreement, minutes.
    assert!(files >= 8, "{files}");
}

/// At the other table nobody is known of the consumer but that they have a link from the provider.
#[test]
fn every_table_to_take_away_says_whose_people_are_here_by_anothers_link_alone() {
    let world = World::new();
    let (app, table) = (&world.app, world.other);
    let (otto, greta, there) = (world.otto, world.greta, world.there);
    let added = do_at(
        app,
        table,
        otto,
        act::AddOutcome {
            statement: "So that bills are whole".to_owned(),
            objective: String::new(),
            for_party: there,
            depends_on: Quality::Warranty,
            delivered: true,
        },
    );
    let Some(Fact::OutcomeAdded(added)) = added.facts.first() else {
        panic!("not added")
    };
    do_at(
        app,
        table,
        greta,
        act::Assess {
            outcome: added.outcome,
            stage: Stage::Realised,
            benefit: 9,
            usefulness: 9,
            importance: 9,
            why: String::new(),
            wording: None,
        },
    );
    let name = {
        let state = app.relationship(table).unwrap().unwrap();
        let frame = state.seen_by(otto, &state).unwrap().frame();
        let consumer = frame.parties.iter().find(|it| it.id == there).unwrap();
        assert!(consumer.only_by_link_of.is_some());
        let known = app.accounts().organisations(&[consumer.organisation]);
        known.unwrap()[&consumer.organisation].name.clone()
    };
    let visitor = world.visitor("member elsewhere");
    let mut told = 0;
    for route in World::routes() {
        let is_file = route.path.ends_with(".csv") || route.path.ends_with(".md");
        // A list of features is read again by its own import; the record tells in the sentences of its page.
        let is_told = ["/features.csv", "/record.csv"];
        let is_told = is_told.iter().any(|end| route.path.ends_with(end));
        let of_this = route.path.matches('{').count() == 1 && !is_told;
        if !(route.path.starts_with("/r/") && is_file && of_this) {
            continue;
        }
        let path = world.fill(route.path, table);
        let file = world.get(&format!("{path}?for=program"), visitor);
        assert_eq!(file.status, StatusCode::OK, "{path}");
        let text = file.text();
        if !text.contains(&name) {
            continue;
        }
        told += 1;
        for (at, _) in text.match_indices(&name) {
            let after = &text[at + name.len()..];
            let marked = after.starts_with(" (here only by a link that");
            assert!(marked, "{path}: {name}{}", &after[..after.len().min(60)]);
        }
    }
    assert!(told >= 3, "{told}");
}

#[test]
fn whether_a_party_is_better_off_says_to_whom_it_was_told() {
    let world = World::new();
    do_at(
        &world.app,
        world.table,
        world.mara,
        act::SayBetterOff {
            answer: Balance::ALL[0],
            statement: "By a little".to_owned(),
            audience: Audience::Parties(vec![world.provider]),
        },
    );
    for page in ["better-off", "overview"] {
        let path = match page {
            "overview" => format!("/r/{}", world.table),
            page => format!("/r/{}/{page}", world.table),
        };
        for visitor in ["customer", "user", "provider, guessed"] {
            let shown = world.get(&path, world.visitor(visitor)).text();
            if page == "better-off" || shown.contains("By a little") {
                assert!(
                    shown.contains("seen by Northwind, Meridian"),
                    "{page}, {visitor}: {shown}"
                );
            }
        }
        let supplier = world.get(&path, world.visitor("supplier")).text();
        assert!(!supplier.contains("By a little"), "{page}");
    }
}

/// Ines wrote down what is good enough for Northwind: the words are hers, and she is not Northwind's.
#[test]
fn the_words_of_a_text_are_those_of_whoever_said_them_whomever_they_are_about() {
    let world = World::new();
    let added = do_at(
        &world.app,
        world.table,
        world.ines,
        act::AddOutcome {
            statement: "So that bills are whole".to_owned(),
            objective: "Within a minute of every call".to_owned(),
            for_party: world.consumer,
            depends_on: Quality::Warranty,
            delivered: true,
        },
    );
    let Some(Fact::OutcomeAdded(added)) = added.facts.first() else {
        panic!("not added")
    };
    let composed: domain::Command = serde_json::from_value(serde_json::json!({
        "command": "compose_agreement",
        "version": 1,
        "outcomes": [added.outcome],
        "months": 6,
        "review": Moment(NOW + 90 * Moment::DAY).day_in_utc(),
        "factor": "",
        "fall": "",
        "contract": "",
    }))
    .unwrap();
    do_at(&world.app, world.table, world.mara, composed);
    let path = format!("/r/{}/agreement/versions/1/agreement.md", world.table);
    let text = world.get(&path, world.visitor("customer")).text();
    let after = text.split("Within a minute of every call").nth(1);
    let said = after.unwrap_or_else(|| panic!("{text}"));
    let by: String = said.chars().take(60).collect();
    assert!(by.contains("Ines Falk, Meridian"), "{by}");
}
