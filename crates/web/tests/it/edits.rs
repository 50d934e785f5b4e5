//! Forms that put something in other words while somebody else does.

use axum::http::StatusCode;
use domain::act;
use domain::words::Closeness;

use crate::world::{World, do_at};

/// What a page's forms say of where they were shown the record.
fn shown_at(page: &str) -> String {
    let field = page.split("name=\"shown_at\" value=\"").nth(1);
    let value = field.and_then(|rest| rest.split('"').next());
    value.expect("forms of a table say it").to_owned()
}

fn described(name: &str, closeness: Closeness) -> act::DescribeRelationship {
    let name = name.to_owned();
    act::DescribeRelationship { name, closeness }
}

#[test]
fn a_form_opened_before_a_change_shows_both_and_replaces_it_only_once_that_was_seen() {
    let world = World::new();
    let customer = world.visitor("customer");
    let path = format!("/r/{}/settings", world.table);
    let opened = shown_at(&world.get(&path, customer).text());
    let change = described("Mobile <b>network</b>, both depots", Closeness::Close);
    do_at(&world.app, world.table, world.ines, change);

    let sends = |name: &str, shown: &str| {
        let fields = [
            ("form", "describe"),
            ("name", name),
            ("closeness", "light"),
            ("shown_at", shown),
        ];
        world.form(&path, customer, &fields)
    };
    let refused = sends("Mobile network by night", &opened);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    assert!(
        page.contains("value=\"Mobile network by night\""),
        "nothing typed is lost"
    );
    assert!(page.contains("This was changed after you opened it."));
    assert!(
        page.contains("Mobile &#60;b&#62;network&#60;/b&#62;, both depots”"),
        "{page}"
    );
    assert!(page.contains("Chosen now"));

    let seen = shown_at(&page);
    assert_ne!(seen, opened);
    assert_eq!(sends("Mobile network by night", &seen).status, 303);
    assert!(
        world
            .get(&path, customer)
            .text()
            .contains("Mobile network by night")
    );
    assert_eq!(sends("a", "many").status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn a_program_says_what_it_was_shown_and_is_refused_where_that_was_changed() {
    let world = World::new();
    let token = world.visitor("write token");
    let table = format!("/api/v1/relationships/{}", world.table);
    let shown = world.get(&table, token).json()["sequence"].as_u64();
    let shown = shown.expect("a relationship says up to where it is told");
    let change = described("Mobile network, both depots", Closeness::Close);
    do_at(&world.app, world.table, world.ines, change);

    let body = r#"{"command":"describe_relationship","name":"By night","closeness":"light"}"#;
    let sends = |query: &str, key: &str| {
        let path = format!("{table}/commands{query}");
        world.post_json(&path, token, Some(key), body.as_bytes().to_vec())
    };
    let refused = sends(&format!("?shown_at={shown}"), "one");
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        refused.json()["code"],
        "changed_meanwhile",
        "{}",
        refused.text()
    );
    assert_eq!(sends("?shown_at=many", "two").json()["code"], "parameter");
    assert_eq!(sends("", "three").status, StatusCode::OK);
}
