//! Days are no moments: whoever reads of one reads the same, in whatever zone.

use axum::http::StatusCode;
use domain::words::*;
use domain::{Fact, act};

use crate::world::{World, do_at};

#[test]
fn what_comes_back_on_a_day_comes_back_on_that_day_whoever_reads_it() {
    let world = World::new();
    let need = act::Say::new(
        ContributionKind::Need,
        Audience::WholeTable,
        "reach the driver",
    );
    let said = do_at(&world.app, world.table, world.mara, need);
    let Some(Fact::ContributionSaid(said)) = said.facts.first() else {
        panic!("{said:?}")
    };
    let need = said.contribution;
    let path = format!("/r/{}/dialogue/{need}", world.table);
    let fields = [
        ("form", "answer"),
        ("kind", "not_now"),
        ("words", "The masts come first."),
        ("returns", "2097-03-01"),
    ];
    let visitor = world.visitor("provider, guessed");
    let answered = world.form(&format!("{path}/answers"), visitor, &fields);
    assert_eq!(
        answered.status,
        StatusCode::SEE_OTHER,
        "{}",
        answered.text()
    );
    let accounts = world.app.accounts();
    for zone in ["Europe/Berlin", "America/New_York", "Pacific/Kiritimati"] {
        accounts
            .set_locale(world.mara, accounts::Language::En, zone)
            .unwrap();
        let page = world.get(&path, world.visitor("customer")).text();
        assert!(page.contains("1 Mar 2097"), "{zone}: {page}");
        assert!(!page.contains("28 Feb 2097"), "{zone}");
    }
    let api = format!("/api/v1/relationships/{}/dialogue/{need}", world.table);
    let told = world.get(&api, world.visitor("customer")).json();
    assert_eq!(told["said"][0]["answers"][0]["returns"], "2097-03-01");
    for no_day in ["2097-02-29", "4012345678901", "1 March"] {
        let fields = [fields[0], fields[1], fields[2], ("returns", no_day)];
        let refused = world.form(&format!("{path}/answers"), visitor, &fields);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{no_day}");
        assert!(refused.text().contains(no_day), "{no_day}");
    }
}

#[test]
fn a_round_in_writing_ends_at_the_time_of_day_at_which_it_begins_whatever_clocks_do() {
    let world = World::new();
    let path = format!("/r/{}/meetings/writing", world.table);
    let visitor = world.visitor("customer");
    let (year, _, _) = world.app.now().day_in_utc().date();
    let plans = |begins: &str, days: &str| {
        let fields = [
            ("form", "written"),
            ("title", "Winter"),
            ("begins_at", begins),
            ("days", days),
        ];
        world.form(&path, visitor, &fields)
    };
    // Over the last Sunday of the month clocks in Berlin are set.
    for (month, day) in [("03", 1_380), ("10", 1_500)] {
        let begins = format!("{}-{month}-24T18:00", year + 1);
        let planned = plans(&begins, "8");
        assert_eq!(planned.status, StatusCode::SEE_OTHER, "{}", planned.text());
        let api = format!("/api/v1/relationships/{}/meetings", world.table);
        let told = world.get(&api, visitor).json();
        let all = told["meetings"].as_array().expect("a list");
        let mut those = all.iter().filter(|it| it["begins_at"] == begins.as_str());
        let minutes = &those.next().expect("it is planned")["minutes"];
        assert_eq!(*minutes, 7 * 1_440 + day, "{begins}");
    }
    for days in ["0", "31", "many"] {
        let refused = plans(&format!("{}-03-01T10:00", year + 1), days);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{days}");
        assert!(refused.text().contains("thirty days"), "{days}");
    }
}

#[test]
fn nobody_passes_a_quarter_by_sending_an_empty_form() {
    let world = World::new();
    let path = format!("/r/{}/trust", world.table);
    let visitor = world.visitor("customer");
    let quarter = world.app.now().day_in_utc().quarter().to_string();
    let answers = |answer: &str| {
        let fields = [("form", "trust"), ("quarter", &quarter), ("answer", answer)];
        world.form(&path, visitor, &fields)
    };
    let refused = answers("say");
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("to pass, choose"));
    assert_eq!(answers("pass").status, StatusCode::SEE_OTHER);
}
