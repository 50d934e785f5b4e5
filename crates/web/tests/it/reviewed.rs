//! The sentence with which the review begins, and what stands beside it.

use axum::http::StatusCode;

use crate::world::World;

fn review(world: &World) -> String {
    let path = format!("/r/{}/review", world.table);
    world.get(&path, world.visitor("customer")).text()
}

#[test]
fn in_a_table_younger_than_the_time_looked_back_over_a_fall_is_told() {
    let world = World::new();
    let before = review(&world);
    assert!(!before.contains("says less than before"), "{before}");
    assert!(!before.contains("less content"), "{before}");
    assert!(before.contains("Worth asking"), "{before}");
    let rate = format!("/r/{}/rate/{}", world.table, world.outcome);
    let form = world.get(&rate, world.visitor("customer")).text();
    let wording = form.split_once("name=\"wording\" value=\"");
    let wording = wording.and_then(|(_, rest)| rest.split('"').next());
    let marks = ["benefit", "usefulness", "importance"].map(|mark| (mark, "1"));
    let said = [
        ("form", "rate"),
        ("stage", "realised"),
        ("answer", "rate"),
        ("wording", wording.unwrap()),
    ];
    let fields: Vec<(&str, &str)> = marks.into_iter().chain(said).collect();
    let reply = world.form(&rate, world.visitor("customer"), &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let after = review(&world);
    for told in [
        "less content than before",
        "1 of 1 now says less",
        "had said nothing by",
    ] {
        assert!(after.contains(told), "{told}: {after}");
    }
}
