//! Accounts and record: what one refuses is not done in the other.

use accounts::secrecy::ExposeSecret;
use accounts::{Invitee, Refusal};
use axum::http::StatusCode;
use domain::ids::*;
use domain::words::*;
use domain::{Command, act};
use jiff::Timestamp;

use crate::world::{NOW, PASSWORD, Visitor, Way, World, do_at, newcomer};

fn now() -> Timestamp {
    Timestamp::from_millisecond(NOW).unwrap()
}

/// A guest of the consumer's, who has not come yet, and the secret of their link.
pub fn invite(world: &World, name: &str) -> (PersonId, String) {
    let invitee = Invitee::Guest(world.northwind, newcomer(name));
    let accounts = world.app.accounts();
    let invited = accounts
        .invite(&invitee, world.table, world.mara, "", now())
        .unwrap();
    let admit = Command::AdmitPerson(act::AdmitPerson {
        person: invited.person.id,
        party: world.consumer,
        roles: vec![Role::User],
        since: Since::Start,
    });
    do_at(&world.app, world.table, world.mara, admit);
    (invited.person.id, invited.secret.expose_secret().to_owned())
}

fn enter(world: &World, link: &str) -> Visitor {
    let entered = world.app.accounts().enter(link, None, now()).unwrap();
    Visitor {
        name: "a guest",
        way: Way::Cookie(entered.signed_in.secret.expose_secret().to_owned()),
        seated: true,
    }
}

/// Every act that changes both stores, refused by the record: the accounts stay as they were.
#[test]
fn what_a_closed_table_refuses_leaves_link_session_and_account_as_they_were() {
    let world = World::new();
    let accounts = world.app.accounts().clone();
    let (passing, link) = invite(&world, "Pia Passing");
    let (claiming, claims) = invite(&world, "Carl Claiming");
    let guest = enter(&world, &claims);
    world.close();
    let heads = world.heads();
    let nobody = world.visitor("anonymous");

    let path = format!("/i/{link}/pass-on");
    let fields = [
        ("form", "pass-on"),
        ("name", "Sid Successor"),
        ("email", "sid@example.org"),
    ];
    let reply = world.form(&path, nobody, &fields);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (invitation, person) = accounts.invitation_behind(&link, now()).unwrap();
    assert_eq!((person.id, invitation.withdrawn_at), (passing, None));
    assert_eq!(
        accounts.invitations_to(world.table).unwrap().len(),
        3,
        "none was made"
    );
    enter(&world, &link);

    // Nobody is made, and no link.
    let people = || accounts.people_of(world.northwind).unwrap().len();
    let before = people();
    let path = format!("/r/{}/invite", world.table);
    let consumer = world.consumer.to_string();
    let fields = [
        ("form", "invite"),
        ("party", consumer.as_str()),
        ("name", "Nia Nobody"),
        ("language", "en"),
        ("since", "start"),
        ("roles", "customer"),
        ("then", "link"),
    ];
    let reply = world.form(&path, world.visitor("customer"), &fields);
    assert!(!reply.status.is_success(), "{}", reply.text());
    assert_eq!(people(), before);
    assert_eq!(accounts.invitations_to(world.table).unwrap().len(), 3);

    let path = format!("/r/{}/claim", world.table);
    let fields = [("password", PASSWORD)];
    let reply = world.form(&path, &guest, &fields);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(accounts.person(claiming).unwrap().unwrap().is_guest());
    let page = world.get(&format!("/r/{}", world.table), &guest);
    assert_eq!(page.status, StatusCode::OK, "still who they were");
    let from: std::net::IpAddr = [192, 0, 2, 77].into();
    let name = accounts::sign_in_name(&accounts.person(claiming).unwrap().unwrap());
    let signed_in = accounts.sign_in(&name, PASSWORD, from, None, now());
    assert_eq!(
        signed_in.err().and_then(|error| error.refusal().cloned()),
        Some(Refusal::SignInFailed)
    );
    assert_eq!(world.heads(), heads);
}

#[test]
fn what_the_accounts_refuse_is_on_no_record() {
    let world = World::new();
    let accounts = world.app.accounts().clone();
    let (claiming, link) = invite(&world, "Carl Claiming");
    let guest = enter(&world, &link);
    let heads = world.heads();
    let path = format!("/r/{}/claim", world.table);
    for password in ["", "short", "carl claiming rules"] {
        let reply = world.form(&path, &guest, &[("password", password)]);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(accounts.person(claiming).unwrap().unwrap().is_guest());
        assert_eq!(world.heads(), heads);
    }
    let reply = world.form(&path, &guest, &[("password", PASSWORD)]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    assert!(reply.header("set-cookie").starts_with("covalue="));
    assert!(!accounts.person(claiming).unwrap().unwrap().is_guest());
    let table = world.app.relationship(world.table).unwrap().unwrap();
    assert!(table.seen_by(claiming, &table).unwrap().you().claimed);
}

#[test]
fn a_seat_passed_on_takes_the_link_with_it() {
    let world = World::new();
    let accounts = world.app.accounts().clone();
    let (passing, link) = invite(&world, "Pia Passing");
    let path = format!("/i/{link}/pass-on");
    let fields = [
        ("form", "pass-on"),
        ("name", "Sid Successor"),
        ("email", "sid@example.org"),
    ];
    let anonymous = world.visitor("anonymous");
    let reply = world.form(&path, anonymous, &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    // A page of its own, which a reload does not lose, for whoever has its address and nobody else.
    let page = reply.header("location").to_owned();
    let first = world.get(&page, anonymous).text();
    assert!(first.contains("http://localhost/i/"), "{first}");
    assert_eq!(first, world.get(&page, anonymous).text());
    let other = world.get(&format!("{page}x"), anonymous);
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!other.text().contains("http://localhost/i/"));
    assert!(accounts.invitation_behind(&link, now()).is_err());
    let table = world.app.relationship(world.table).unwrap().unwrap();
    assert!(!table.seats(passing));
    let given = accounts.invitations_to(world.table).unwrap();
    let given = given.iter().find(|one| one.passed_on_by == Some(passing));
    assert!(table.seats(given.unwrap().person));
}
