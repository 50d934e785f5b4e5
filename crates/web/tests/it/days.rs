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
