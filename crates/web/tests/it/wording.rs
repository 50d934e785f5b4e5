//! What a page says of figures that were given to other words, and how somebody says “still so”.

use axum::http::StatusCode;
use domain::words::{CameTrue, Quality, Stage};
use domain::{Fact, Moment, act};

use crate::world::{NOW, World, do_at};

const NEW: &str = "So that Northwind can dispatch without a call dropping for a second";
const OLD: &str = "So that Northwind can dispatch without calls dropping";

fn outcome(world: &World) -> String {
    format!("/r/{}/outcomes/{}", world.table, world.outcome)
}

fn page(world: &World, path: &str, visitor: &str) -> String {
    world.get(path, world.visitor(visitor)).text()
}

/// The words of a form, as they would be for the consumer.
fn words(world: &World, statement: &str) -> [(&'static str, String); 5] {
    [
        ("statement", statement.to_owned()),
        ("objective", String::new()),
        ("for_party", world.consumer.to_string()),
        ("depends_on", "warranty".to_owned()),
        ("delivered", "yes".to_owned()),
    ]
}

fn sends(
    world: &World,
    path: &str,
    visitor: &str,
    fields: &[(&str, String)],
) -> (StatusCode, String) {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let reply = world.form(path, world.visitor(visitor), &fields);
    let told = match reply.status {
        StatusCode::SEE_OTHER => reply.header("location").to_owned(),
        _ => reply.text(),
    };
    (reply.status, told)
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let rest = page.split_once(before).map(|(_, rest)| rest);
    let rest = rest.unwrap_or_else(|| panic!("no {before} in {page}"));
    rest.split(after).next().unwrap_or_default()
}

fn wording(page: &str) -> String {
    between(page, "name=\"wording\" value=\"", "\"").to_owned()
}

#[test]
fn the_provider_does_not_reword_what_the_customer_rated_and_loses_nothing_it_typed() {
    let world = World::new();
    let path = outcome(&world);
    let offered = page(&world, &path, "provider, guessed");
    assert!(!offered.contains("Put it in other words"), "{offered}");
    assert!(offered.contains("Propose other words"));
    let (status, told) = sends(&world, &path, "provider, guessed", &words(&world, NEW));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.contains("Only their own party changes them"), "{told}");
    let proposals = format!("{path}/wordings");
    let (_, to) = sends(&world, &proposals, "provider, guessed", &words(&world, NEW));
    assert!(to.ends_with("said=wording-proposed"), "{to}");

    let asked = page(&world, &format!("/r/{}", world.table), "customer");
    assert!(asked.contains("Other words are proposed for an outcome of yours"));
    let customers = page(&world, &path, "customer");
    assert!(customers.contains(NEW) && customers.contains("Take these words"));
    let proposal = between(&customers, &format!("{path}/wordings/"), "\"").to_owned();
    let others = page(&world, &path, "supplier");
    assert!(others.contains(NEW) && !others.contains("Take these words"));
    let take = format!("{path}/wordings/{proposal}");
    let (status, _) = sends(&world, &take, "supplier", &[]);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let (_, to) = sends(&world, &take, "customer", &[]);
    assert!(to.ends_with("said=wording-taken"), "{to}");
    let heading = format!("<h1>{NEW}</h1>");
    assert!(page(&world, &path, "supplier").contains(&heading));
}

#[test]
fn a_figure_says_that_it_was_given_to_other_words_until_one_tap() {
    let world = World::new();
    let path = outcome(&world);
    let value = format!("/r/{}/value", world.table);
    let other = "given to other words";
    assert!(!page(&world, &value, "supplier").contains(other));
    let (_, to) = sends(&world, &path, "customer", &words(&world, NEW));
    assert!(to.ends_with("said=outcome-reworded"), "{to}");

    assert!(page(&world, &value, "supplier").contains(other));
    let account = page(&world, &path, "supplier");
    assert!(account.contains(other) && account.contains(&format!("About these words: “{OLD}”")));
    // The entry of her rating is told in the words that she rated.
    let record = page(
        &world,
        &format!("/r/{}/record?kind=value", world.table),
        "supplier",
    );
    assert!(
        record.contains(&format!("said what “{OLD}” is worth")),
        "{record}"
    );
    // What compares a guess with it calls it worth no talk.
    let guessers = page(&world, &path, "provider, guessed");
    assert!(
        guessers.contains("Not all of it was about these words."),
        "{guessers}"
    );

    let asked = page(&world, &format!("/r/{}", world.table), "customer");
    assert!(asked.contains("The words you rated were changed: still so?"));
    let rate = format!("/r/{}/rate/{}", world.table, world.outcome);
    let form = page(&world, &rate, "customer");
    assert!(
        form.contains(OLD) && form.contains("value=\"still\""),
        "{form}"
    );
    let still = [("answer", "still".to_owned()), ("wording", wording(&form))];
    let (status, to) = sends(&world, &rate, "customer", &still);
    assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
    assert!(!page(&world, &value, "supplier").contains(other));
    let account = page(&world, &path, "supplier");
    assert!(account.contains("confirmed on"), "{account}");
    assert!(!page(&world, &rate, "customer").contains("value=\"still\""));
}

#[test]
fn what_is_taken_away_says_that_a_rating_was_given_to_other_words() {
    let world = World::new();
    let tom = |command: domain::Command| do_at(&world.app, world.table, world.tom, command);
    let relationship = world.app.relationship(world.table).unwrap().unwrap();
    let seen = relationship.seen_by(world.tom, &relationship).unwrap();
    let supplier = seen.frame().you.party;
    let words = |statement: &str| act::AddOutcome {
        statement: statement.to_owned(),
        objective: String::new(),
        for_party: supplier,
        depends_on: Quality::Utility,
        delivered: true,
    };
    let added = tom(words("So that Halden plans a week ahead").into());
    let Some(Fact::OutcomeAdded(added)) = added.facts.first() else {
        panic!("not added")
    };
    let outcome = added.outcome;
    let assess = act::Assess {
        outcome,
        stage: Stage::Realised,
        benefit: 7,
        usefulness: 7,
        importance: 7,
        why: String::new(),
        wording: None,
    };
    tom(assess.into());
    let relationship = world.app.relationship(world.table).unwrap().unwrap();
    let seen = relationship.seen_by(world.tom, &relationship).unwrap();
    let mut outcomes = seen.value().outcomes.into_iter();
    let wording = outcomes.find(|it| it.id == outcome).unwrap().wording;
    let judge = act::JudgeOutcome {
        outcome,
        came_true: CameTrue::Partly,
        words: "Not in winter.".to_owned(),
        wording,
    };
    tom(judge.into());
    // The columns that say so, and how many stand behind them.
    let files = [
        ("value.csv", 1, 0),
        ("better-off.csv", 1, 0),
        ("review.csv", 2, 1),
    ];
    let told = |file: &str, columns: usize, behind: usize| -> Vec<String> {
        let path = format!("/r/{}/{file}?for=program", world.table);
        let text = page(&world, &path, "supplier");
        let rows = text.lines().filter(|row| row.contains("Halden plans"));
        let cells = |row: &str| -> Vec<String> {
            let cells = row.rsplitn(columns + behind + 1, ',');
            cells
                .skip(behind)
                .take(columns)
                .map(str::to_owned)
                .collect()
        };
        let said = rows.map(|row| cells(row).join(","));
        said.filter(|row| row.split(',').any(|cell| !cell.is_empty()))
            .collect()
    };
    for (file, columns, behind) in files {
        assert_eq!(
            told(file, columns, behind),
            [vec!["no"; columns].join(",")],
            "{file}"
        );
    }
    let act::AddOutcome {
        objective,
        for_party,
        depends_on,
        delivered,
        ..
    } = words("");
    let reword = act::RewordOutcome {
        outcome,
        statement: "So that Halden plans a month ahead".to_owned(),
        objective,
        for_party,
        depends_on,
        delivered,
    };
    tom(reword.into());
    for (file, columns, behind) in files {
        assert_eq!(
            told(file, columns, behind),
            [vec!["yes"; columns].join(",")],
            "{file}"
        );
    }
    world.clock.set(Moment(NOW + 2 * Moment::DAY));
    let made = do_at(&world.app, world.table, world.ines, act::MakePack {});
    let Some(Fact::PackMade(made)) = made.facts.first() else {
        panic!("not made")
    };
    let path = format!("/r/{}/packs/{}/pack.md", world.table, made.pack);
    let pack = page(&world, &path, "supplier");
    let row = pack.lines().find(|line| line.contains("Halden plans"));
    let row = row.unwrap_or_else(|| panic!("{pack}"));
    assert!(row.contains("7 (given to other words"), "{row}");
    assert!(row.contains("partly (said of other words)"), "{row}");
}

#[test]
fn what_is_said_to_words_that_changed_meanwhile_is_shown_with_the_new_ones() {
    let world = World::new();
    let rate = format!("/r/{}/rate/{}", world.table, world.outcome);
    let shown = wording(&page(&world, &rate, "guest"));
    sends(&world, &outcome(&world), "customer", &words(&world, NEW));
    let mut marks: Vec<(&str, String)> = ["benefit", "usefulness", "importance"]
        .map(|mark| (mark, "3".to_owned()))
        .into();
    marks.extend([
        ("form", "rate".to_owned()),
        ("stage", "realised".to_owned()),
        ("why", "It drops at the bridge".to_owned()),
        ("answer", "rate".to_owned()),
        ("wording", shown),
    ]);
    let (status, again) = sends(&world, &rate, "guest", &marks);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.contains("The words were changed while you were reading"));
    assert!(again.contains(NEW) && again.contains("It drops at the bridge"));
    let last = marks.len() - 1;
    marks[last].1 = wording(&again);
    let (status, told) = sends(&world, &rate, "guest", &marks);
    assert_eq!(status, StatusCode::SEE_OTHER, "{told}");
}
