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
            let after = after.strip_prefix('”').unwrap_or(after);
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
    assert!(by.contains("“Ines Falk”, “Meridian”"), "{by}");
}

/// What many take away of a decision is one paper: where everybody stood, whether they said why or not.
#[test]
fn a_decision_says_where_each_person_stands_and_what_was_taken_in_to_all_alike() {
    let world = World::new();
    let (table, outcome) = (world.table, world.outcome);
    let until = Moment(NOW + 7 * Moment::DAY).day_in_utc();
    let opened = do_at(
        &world.app,
        table,
        world.ines,
        act::OpenProposal {
            title: "Cells at Elm Pass".to_owned(),
            text: "Works run over five nights.".to_owned(),
            outcomes: vec![outcome],
            costs: Vec::new(),
            contribution: None,
            mix: None,
            follows: None,
            blind: false,
            until,
            trial: false,
            review: None,
        },
    );
    let Some(Fact::ProposalOpened(opened)) = opened.facts.first() else {
        panic!("not proposed")
    };
    let proposal = opened.proposal;
    let takes = |person, version, stance, words: &str| {
        let objects = stance == Stance::Object;
        let position = act::TakePosition {
            proposal,
            version,
            stance,
            words: words.to_owned(),
            workable: if objects { "Drive by day" } else { "" }.to_owned(),
            harms: objects.then_some(Harms::Outcome(outcome)),
        };
        do_at(&world.app, table, person, position);
    };
    takes(world.mara, 1, Stance::Object, "Drivers sleep then");
    let amended = act::AmendProposal {
        proposal,
        version: 1,
        title: "Cells at Elm Pass".to_owned(),
        text: "Works run over five days 山.".to_owned(),
        outcomes: vec![outcome],
        costs: Vec::new(),
        until,
        trial: false,
        review: None,
        takes_in: Some(world.mara),
    };
    do_at(&world.app, table, world.ines, amended);
    takes(world.mara, 2, Stance::Consent, "By day it is");
    takes(world.tom, 2, Stance::StandAside, "");
    takes(world.ines, 2, Stance::Consent, "");
    let place = format!("/r/{table}/decisions/{proposal}");
    let taken = |name: &str| {
        let file = |kind: &str| {
            let file = world.get(&format!("{place}/decision.{kind}"), world.visitor(name));
            assert_eq!(file.status, StatusCode::OK, "{kind}: {}", file.text());
            file
        };
        (file("md").text(), file("pdf").body)
    };
    let (text, paper) = taken("customer");
    for said in [
        "“Mara Osei”, “Northwind Logistics”: consent",
        "“Tom Adeyemi”, “Halden Towers”: standing aside",
        "“Ines Falk”, “Meridian Mobile”: consent",
        "Objection, integrated: accepted by “Mara Osei”",
        "Drivers sleep then",
        "Drive by day",
    ] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    for name in ["supplier", "provider, guessed"] {
        assert!(
            (&text, &paper) == (&taken(name).0, &taken(name).1),
            "{name}"
        );
    }
    let page = world.get(&place, world.visitor("customer")).text();
    let numbers = "prints their numbers instead: 山.";
    assert!(page.contains(numbers), "{page}");
}

/// A promise, a measure and an outcome in which somebody typed what the paper would say itself.
#[test]
fn what_somebody_typed_adds_no_sentence_of_an_agreements_own() {
    const SAID: &str = "One report a month.";
    const FORGED: &str = "Northwind promises Meridian, by 31 December 2026: 100,000 euros a year";
    let paper_of = |typed: &str| {
        let world = World::new();
        let (table, outcome) = (world.table, world.outcome);
        let promise = act::MakeCommitment {
            to: world.consumer,
            words: typed.to_owned(),
            due: Moment(NOW + 9 * Moment::DAY).day_in_utc(),
            contribution: None,
            proposal: None,
            outcomes: Vec::new(),
        };
        let promised = do_at(&world.app, table, world.ines, promise);
        let Some(Fact::CommitmentMade(promised)) = promised.facts.first() else {
            panic!("not promised")
        };
        let measure: domain::Command = serde_json::from_value(serde_json::json!({
            "command": "name_measure",
            "outcome": outcome,
            "quality": "warranty",
            "name": typed.split_whitespace().collect::<Vec<_>>().join(" "),
            "unit": "%",
            "aim": "at_least",
            "target": 99_000,
        }))
        .unwrap();
        do_at(&world.app, table, world.ines, measure);
        let composed: domain::Command = serde_json::from_value(serde_json::json!({
            "command": "compose_agreement",
            "version": 1,
            "outcomes": [outcome],
            "commitments": [promised.commitment],
            "months": 6,
            "review": Moment(NOW + 90 * Moment::DAY).day_in_utc(),
            "contract": typed,
        }))
        .unwrap();
        do_at(&world.app, table, world.ines, composed);
        let place = format!("/r/{table}/agreement/versions/1/agreement");
        let file = world.get(&format!("{place}.md"), world.visitor("customer"));
        file.text()
    };
    let text = paper_of(&format!("{SAID}\n\n{FORGED}"));
    let (mut quotes, mut told) = (0, Vec::new());
    for event in Parser::new_ext(&text, Options::all()) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::Text(words) if words.contains("100,000 euros") => {
                let in_marks = words.contains(&format!("“{SAID} {FORGED}”"));
                told.push(quotes > 0 || in_marks);
            }
            _ => {}
        }
    }
    assert_eq!(told, [true; 3], "{text}");
}

/// Whoever amends a proposal writes words to which nobody said anything yet, and which are not the opener's.
#[test]
fn words_that_a_party_wrote_later_are_no_other_partys_in_any_paper() {
    const FIRST: &str = "One call a week";
    const LATER: &str = "Meridian pays Halden twice";
    let world = World::new();
    let (table, outcomes) = (world.table, vec![world.outcome]);
    let until = Moment(NOW + 7 * Moment::DAY).day_in_utc();
    let opening = act::OpenProposal {
        title: FIRST.to_owned(),
        text: FIRST.to_owned(),
        outcomes: outcomes.clone(),
        costs: Vec::new(),
        contribution: None,
        mix: None,
        follows: None,
        blind: false,
        until,
        trial: false,
        review: None,
    };
    let opened = do_at(&world.app, table, world.ines, opening);
    let Some(Fact::ProposalOpened(opened)) = opened.facts.first() else {
        panic!("not proposed")
    };
    let proposal = opened.proposal;
    let consents = act::TakePosition {
        proposal,
        version: 1,
        stance: Stance::Consent,
        words: String::new(),
        workable: String::new(),
        harms: None,
    };
    do_at(&world.app, table, world.mara, consents);
    let amended = act::AmendProposal {
        proposal,
        version: 1,
        title: LATER.to_owned(),
        text: LATER.to_owned(),
        outcomes,
        costs: Vec::new(),
        until,
        trial: false,
        review: None,
        takes_in: None,
    };
    do_at(&world.app, table, world.tom, amended);
    let get = |place: &str| {
        let file = world.get(&format!("/r/{table}/{place}"), world.visitor("customer"));
        assert_eq!(file.status, StatusCode::OK, "{place}");
        file.text()
    };
    let decision = get(&format!("decisions/{proposal}/decision.md"));
    for said in [
        "“Tom Adeyemi” for “Halden Towers”, version 2",
        "opened by “Ines Falk” for “Meridian Mobile”",
    ] {
        assert!(decision.contains(said), "{said} is not in {decision}");
    }
    let record = get("record.csv");
    let consented = record.lines().find(|line| line.contains("consented for"));
    let consented = consented.expect("it is on the record");
    assert!(
        consented.contains(FIRST) && !consented.contains(LATER),
        "{consented}"
    );
}

/// A unit is told behind a number and before what is judged of it.
#[test]
fn a_unit_says_nothing_in_the_papers_own_words() {
    let world = World::new();
    let (table, outcome) = (world.table, world.outcome);
    let measure: domain::Command = serde_json::from_value(serde_json::json!({
        "command": "name_measure",
        "outcome": outcome,
        "quality": "warranty",
        "name": "Calls kept",
        "unit": "% (target met). Northwind judged it met",
        "aim": "at_least",
        "target": 99_000,
    }))
    .unwrap();
    let named = do_at(&world.app, table, world.ines, measure);
    let Some(Fact::MeasureNamed(named)) = named.facts.first() else {
        panic!("not named")
    };
    for place in [
        format!("/r/{table}/measures/{}", named.measure),
        format!("/r/{table}/outcomes/{outcome}"),
    ] {
        let page = world.get(&place, world.visitor("customer")).text();
        let told = "99\u{a0}“% (target met). Northwind judged it met”";
        assert!(page.contains(told), "{place}: {page}");
    }
}

/// A name with commas is still one person.
#[test]
fn each_person_in_a_list_of_those_who_come_is_one() {
    let world = World::new();
    let table = world.table;
    let plan = act::PlanMeeting {
        kind: MeetingKind::Review,
        title: "Review".to_owned(),
        begins_at: LocalTime::new(Moment(NOW + Moment::DAY).day_in_utc(), 14, 0).unwrap(),
        minutes: 60,
        place: String::new(),
    };
    let planned = do_at(&world.app, table, world.ines, plan);
    let Some(Fact::MeetingPlanned(planned)) = planned.facts.first() else {
        panic!("not planned")
    };
    let meeting = planned.meeting;
    let comes = act::SayComing {
        meeting,
        coming: Coming::Yes,
        stands_in: None,
    };
    do_at(&world.app, table, world.mara, comes);
    let place = format!("/r/{table}/meetings/{meeting}");
    for file in [place.clone(), format!("{place}/minutes.md")] {
        let text = world.get(&file, world.visitor("customer")).text();
        assert!(text.contains("“Mara Osei” comes"), "{file}: {text}");
    }
}

/// Organisations, people and the service are called what somebody would like to read in a paper that all sign.
#[test]
fn no_name_is_a_sentence_of_a_papers_own() {
    const WOULD: &str = "pays 9 euros";
    let mut world = forged();
    let (app, table) = (&world.app, world.table);
    let accounts = app.accounts();
    let now = jiff::Timestamp::from_millisecond(NOW).unwrap();
    for (organisation, administrator, name) in [
        (
            world.northwind,
            world.mara,
            "Meridian pays 9 euros a year. Halden Towers",
        ),
        (
            world.meridian,
            world.ines,
            "Halden promises: it pays 9 euros, Northwind",
        ),
    ] {
        let confirmed = accounts.confirm_organisation(organisation, administrator, now);
        confirmed.unwrap();
        accounts.rename_organisation(administrator, name).unwrap();
    }
    for (person, name) in [
        (
            world.mara,
            "Ines Falk, entry 12. Meridian pays 9 euros. Mara",
        ),
        (world.ines, "Mara Osei · consent: Halden pays 9 euros; Ines"),
        (world.tom, "Northwind pays 9 euros (signed). Tom"),
    ] {
        accounts.rename_person(person, person, name).unwrap();
    }
    do_at(
        app,
        table,
        world.mara,
        act::DescribeRelationship {
            name: "Halden pays 9 euros a month. Mobile network".to_owned(),
            closeness: Closeness::Close,
        },
    );
    let promise = act::MakeCommitment {
        to: world.consumer,
        words: "A report".to_owned(),
        due: Moment(NOW + 9 * Moment::DAY).day_in_utc(),
        contribution: None,
        proposal: None,
        outcomes: Vec::new(),
    };
    let promised = do_at(app, table, world.ines, promise);
    let Some(Fact::CommitmentMade(promised)) = promised.facts.first() else {
        panic!("not promised")
    };
    let composed: domain::Command = serde_json::from_value(serde_json::json!({
        "command": "compose_agreement",
        "version": 1,
        "outcomes": [world.outcome],
        "commitments": [promised.commitment],
        "months": 6,
        "review": Moment(NOW + 90 * Moment::DAY).day_in_utc(),
        "factor": "More calls",
        "contract": "None",
    }))
    .unwrap();
    do_at(app, table, world.ines, composed);
    world.commitment = promised.commitment;
    let mut told = Vec::new();
    for route in World::routes().filter(|it| it.path.ends_with(".md")) {
        let path = world.fill(route.path, table);
        let file = world.get(&path, world.visitor("customer"));
        assert_eq!(file.status, StatusCode::OK, "{path}");
        let text = file.text();
        for line in text.lines() {
            for (at, _) in line.match_indices(WOULD) {
                let before = &line[..at];
                let is_quoted = before.rfind('“') > before.rfind('”');
                assert!(is_quoted, "{path}: {line}");
                told.push(route.path);
            }
        }
    }
    told.dedup();
    // Agreement, pack, minutes, decision, dialogue and thread.
    assert!(told.len() >= 6, "{told:?}");
}

/// Tom asks for a report, Ines says yes; then he writes a payment in its place and says that it means the same.
#[test]
fn a_yes_to_earlier_words_is_none_to_later_ones() {
    const THEN: &str = "One report a month.";
    const NOW_SAID: &str = "Meridian pays Halden 100,000 euros a year.";
    let world = World::new();
    let (app, table) = (&world.app, world.table);
    let need = act::Say::new(ContributionKind::Need, Audience::WholeTable, THEN);
    let said = do_at(app, table, world.tom, need);
    let Some(Fact::ContributionSaid(said)) = said.facts.first() else {
        panic!("not said")
    };
    let contribution = said.contribution;
    let back = act::SayBack {
        contribution,
        words: "You want a report.".to_owned(),
    };
    let told = do_at(app, table, world.ines, back);
    let Some(Fact::SaidBack(told)) = told.facts.first() else {
        panic!("not said back")
    };
    let confirmed = act::ConfirmReflection {
        contribution,
        reflection: told.reflection,
    };
    do_at(app, table, world.tom, confirmed);
    let yes = act::Answer {
        contribution,
        kind: AnswerKind::Tried,
        words: "Yes, from January on.".to_owned(),
        became_outcome: None,
        became_contribution: None,
        became_feature: None,
        returns: None,
    };
    do_at(app, table, world.ines, yes);
    world.clock.set(Moment(NOW + 600_000));
    let mended = act::MendWord {
        contribution,
        words: NOW_SAID.to_owned(),
        condition: String::new(),
        meant_otherwise: false,
    };
    do_at(app, table, world.tom, mended);
    for place in [
        "dialogue.md".to_owned(),
        "dialogue.csv".to_owned(),
        format!("dialogue/{contribution}/thread.md"),
        format!("dialogue/{contribution}"),
        "review".to_owned(),
    ] {
        let text = world.get(&format!("/r/{table}/{place}"), world.visitor("customer"));
        let text = text.text();
        let of_it = text.split(NOW_SAID).nth(1);
        let of_it = of_it.unwrap_or_else(|| panic!("{place}: {text}"));
        for marked in [
            "orrected on",
            "in earlier words",
            "To earlier words: “One report a month.”",
        ] {
            assert!(text.contains(marked), "{place} lacks {marked}: {of_it}");
        }
    }
}

/// The meeting that is planned goes on, and Mara leads it; when that is.
fn sits(world: &World) -> Moment {
    let meeting = world.meeting;
    let table = world.app.relationship(world.table).unwrap().unwrap();
    let seen = table.seen_by(world.mara, &table).unwrap();
    let planned = seen.meeting(meeting, Moment(NOW)).unwrap().meeting;
    let now = Moment(planned.begins.0 + 600_000);
    world.clock.set(now);
    let begin = act::BeginMeeting { meeting };
    do_at(&world.app, world.table, world.mara, begin);
    now
}

#[test]
fn minutes_of_meetings_hold_what_was_said_whole_and_what_its_author_made_of_it_since() {
    let world = World::new();
    let (table, meeting) = (world.table, world.meeting);
    let now = sits(&world);
    let whole = format!(
        "We need {}before the winter.",
        "a mast that stays up ".repeat(9)
    );
    let say = act::Say::new(ContributionKind::Need, Audience::WholeTable, &whole);
    let said = do_at(&world.app, table, world.mara, say);
    let contribution = said.facts.iter().find_map(|fact| match fact {
        Fact::ContributionSaid(said) => Some(said.contribution),
        _ => None,
    });
    let close = act::CloseMeeting { meeting };
    do_at(&world.app, table, world.mara, close);
    world.clock.set(Moment(now.0 + 600_000));
    let mend = act::MendWord {
        contribution: contribution.unwrap(),
        words: "We need two masts.".to_owned(),
        condition: String::new(),
        meant_otherwise: false,
    };
    do_at(&world.app, table, world.mara, mend);
    let place = format!("/r/{table}/meetings/{meeting}");
    let customer = world.visitor("customer");
    let page = world.get(&place, customer).text();
    let since = "corrected since: “We need two masts.”";
    assert!(page.contains(since), "{page}");
    let file = world.get(&format!("{place}/minutes.md"), customer).text();
    assert!(file.contains(&whole), "{file}");
    let since = "It says by now:\n\n> We need two masts.";
    assert!(file.contains(since), "{file}");
}

#[test]
fn whoever_closes_meetings_by_asking_is_told_that_they_are_over() {
    let world = World::new();
    sits(&world);
    let place = format!("/r/{}/meetings/{}", world.table, world.meeting);
    let chair = world.mara.to_string();
    let asks = |visitor: &str| {
        let fields = [("form", "ask-to-close"), ("chair", chair.as_str())];
        let closing = format!("{place}/closing");
        let answer = world.form(&closing, world.visitor(visitor), &fields);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.header("location").to_owned()
    };
    assert!(asks("provider, not guessed").ends_with("said=closing-asked"));
    let page = world.get(&place, world.visitor("supplier")).text();
    assert!(page.contains("asks to close. A second party closes it."));
    assert!(asks("supplier").ends_with("said=meeting-closed"));
}

#[test]
fn clocks_of_meetings_show_what_they_did_then_and_do_not_go_on_from_it() {
    let world = World::new();
    let (table, meeting) = (world.table, world.meeting);
    let now = sits(&world);
    let topic = {
        let state = world.app.relationship(table).unwrap().unwrap();
        let seen = state.seen_by(world.mara, &state).unwrap();
        seen.meeting(meeting, now).unwrap().agenda[0].id
    };
    do_at(&world.app, table, world.mara, act::BeginTopic { topic });
    world.clock.set(Moment(now.0 + 3_600_000));
    let later = act::Say::new(ContributionKind::Need, Audience::WholeTable, "Later.");
    do_at(&world.app, table, world.mara, later);
    let place = format!("/r/{table}/meetings/{meeting}");
    let customer = world.visitor("customer");
    let page = world.get(&place, customer).text();
    assert!(page.contains("data-clock") && page.contains("data-now"));
    let at = jiff::Timestamp::from_millisecond(now.0 + 90_500).unwrap();
    let then = world.get(&format!("{place}?as_of={at}"), customer).text();
    assert!(then.contains(">01:30</span>"), "{then}");
    assert!(!then.contains("data-clock") && !then.contains("data-now"));
}

#[test]
fn pages_of_the_past_offer_nothing_of_a_meeting_that_goes_on() {
    let world = World::new();
    let (table, meeting, topic) = (world.table, world.meeting, world.topic);
    let now = sits(&world);
    do_at(&world.app, table, world.mara, act::BeginTopic { topic });
    do_at(&world.app, table, world.mara, act::BeginRound { meeting });
    world.clock.set(Moment(now.0 + 3_600_000));
    let later = act::Say::new(ContributionKind::Need, Audience::WholeTable, "Later.");
    do_at(&world.app, table, world.mara, later);
    let place = format!("/r/{table}/meetings/{meeting}");
    let customer = world.visitor("customer");
    let passes = format!("action=\"{place}/pass\"");
    let page = world.get(&place, customer).text();
    assert!(page.contains(&passes) && page.contains("People in the room"));
    let at = jiff::Timestamp::from_millisecond(now.0 + 90_500).unwrap();
    let then = world.get(&format!("{place}?as_of={at}"), customer).text();
    assert!(then.contains("A round: each party once"), "{then}");
    assert!(!then.contains(&format!("action=\"{place}/")), "{then}");
    assert!(!then.contains("People in the room"), "{then}");
}

#[test]
fn minutes_of_meetings_that_go_on_tell_how_long_their_points_took_so_far() {
    let world = World::new();
    let (table, meeting, topic) = (world.table, world.meeting, world.topic);
    let bring = act::BringTopic {
        meeting,
        title: "Something more".to_owned(),
        minutes: 10,
        subject: None,
    };
    do_at(&world.app, table, world.ines, bring);
    let now = sits(&world);
    do_at(&world.app, table, world.mara, act::BeginTopic { topic });
    world.clock.set(Moment(now.0 + 90_500));
    let minutes = format!("/r/{table}/meetings/{meeting}/minutes.md");
    let file = world.get(&minutes, world.visitor("customer")).text();
    assert!(file.contains(", 01:30)"), "{file}");
    assert!(
        file.contains("“Something more” (“Meridian”, not yet begun)"),
        "{file}"
    );
}

#[test]
fn points_of_meetings_that_were_called_off_were_not_reached_and_go_on_elsewhere() {
    let world = World::new();
    let table = world.table;
    let plan = act::PlanMeeting {
        kind: MeetingKind::Review,
        title: "Review".to_owned(),
        begins_at: LocalTime::new(Moment(NOW + 2 * Moment::DAY).day_in_utc(), 14, 0).unwrap(),
        minutes: 60,
        place: String::new(),
    };
    let planned = do_at(&world.app, table, world.ines, plan);
    let Some(Fact::MeetingPlanned(planned)) = planned.facts.first() else {
        panic!("not planned")
    };
    let meeting = planned.meeting;
    let bring = act::BringTopic {
        meeting,
        title: "The winter".to_owned(),
        minutes: 10,
        subject: None,
    };
    do_at(&world.app, table, world.ines, bring);
    let why = "Snow.".to_owned();
    let cancel = act::CancelMeeting { meeting, why };
    do_at(&world.app, table, world.ines, cancel);
    let customer = world.visitor("customer");
    let all = format!("/r/{table}/meetings");
    let place = format!("{all}/{meeting}");
    let file = world.get(&format!("{place}/minutes.md"), customer).text();
    assert!(
        file.contains("“The winter” (“Meridian”, not reached)"),
        "{file}"
    );
    let page = world.get(&place, customer).text();
    let carries = format!("action=\"{all}/{}/topics\"", world.meeting);
    assert!(page.contains(&carries), "{page}");
    // What a meeting is for is told wherever it is.
    let list = world.get(&all, customer).text();
    for text in [file, page, list] {
        assert!(
            text.contains("Looking at what came true, and what next"),
            "{text}"
        );
    }
}

#[test]
fn minutes_of_rounds_in_writing_do_not_say_of_whoever_wrote_that_they_said_nothing() {
    let world = World::new();
    let table = world.table;
    let plan = act::PlanMeeting {
        kind: MeetingKind::Written,
        title: "Winter".to_owned(),
        begins_at: LocalTime::new(Moment(NOW + Moment::DAY).day_in_utc(), 14, 0).unwrap(),
        minutes: 1_440,
        place: String::new(),
    };
    let planned = do_at(&world.app, table, world.ines, plan);
    let Some(Fact::MeetingPlanned(planned)) = planned.facts.first() else {
        panic!("not planned")
    };
    let (meeting, begins) = (planned.meeting, planned.begins);
    let bring = act::BringTopic {
        meeting,
        title: "The road".to_owned(),
        minutes: 10,
        subject: None,
    };
    let brought = do_at(&world.app, table, world.ines, bring);
    let Some(Fact::TopicBrought(brought)) = brought.facts.first() else {
        panic!("not brought")
    };
    world.clock.set(Moment(begins.0 + 60_000));
    let write = act::WriteWord {
        topic: brought.topic,
        words: "It is dark there.".to_owned(),
    };
    do_at(&world.app, table, world.jonas, write);
    world.clock.set(Moment(begins.0 + 2 * Moment::DAY));
    let place = format!("/r/{table}/meetings/{meeting}");
    let customer = world.visitor("customer");
    let file = world.get(&format!("{place}/minutes.md"), customer).text();
    let unspoken = "Nobody who speaks for it said a word while it was open: “Northwind";
    assert!(file.contains(unspoken), "{file}");
    assert!(
        !file.contains("Said nothing while it was open: “Northwind"),
        "{file}"
    );
    let page = world.get(&place, customer).text();
    let unspoken = "nobody who speaks for it said a word while the round was open";
    assert!(page.contains(unspoken) && file.contains(unspoken), "{page}");
}
