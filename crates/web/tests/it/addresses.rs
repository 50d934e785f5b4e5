//! How an address becomes an account's, through the doors: on a server that sends mail.

use std::sync::atomic::AtomicBool;

use accounts::secrecy::ExposeSecret;
use accounts::{Invitee, NewPerson};
use axum::http::StatusCode;
use database::testing::{DIALECTS, Fresh};
use domain::ids::*;
use domain::words::*;
use domain::{Command, act};
use jiff::Timestamp;

use crate::mail_server::{MailServer, Manner, Sent};
use crate::world::{NOW, PASSWORD, Reply, Visitor, Way, World, do_at, newcomer};

const NOBODY: Visitor = Visitor {
    name: "nobody",
    way: Way::Nobody,
    seated: false,
};

fn now() -> Timestamp {
    Timestamp::from_millisecond(NOW).unwrap()
}

fn on_both(test: impl Fn(&World, &MailServer)) {
    for dialect in DIALECTS {
        let (fresh, server) = (Fresh::new(dialect), MailServer::new());
        let world = World::on(fresh.open(), [9, 8, 7]).mailing(&server);
        test(&world, &server);
    }
}

/// A guest of the consumer's who has come, and their browser.
fn guest(world: &World, name: &str) -> (PersonId, Visitor) {
    let accounts = world.app.accounts();
    let new = NewPerson {
        email: None,
        ..newcomer(name)
    };
    let invitee = Invitee::Guest(world.northwind, new);
    let invited = accounts
        .invite(&invitee, world.table, world.mara, "", now())
        .unwrap();
    let person = invited.person.id;
    let admit = Command::AdmitPerson(act::AdmitPerson {
        person,
        party: world.consumer,
        roles: vec![Role::User],
        since: Since::Start,
    });
    do_at(&world.app, world.table, world.mara, admit);
    let entered = accounts.enter(invited.secret.expose_secret(), None, now());
    let secret = entered.unwrap().signed_in.secret;
    (person, by(secret.expose_secret()))
}

fn by(cookie: &str) -> Visitor {
    Visitor {
        name: "by cookie",
        way: Way::Cookie(cookie.to_owned()),
        seated: true,
    }
}

fn given(reply: &Reply) -> Visitor {
    let cookie = reply.header("set-cookie").split("covalue=").nth(1);
    by(cookie.unwrap().split(';').next().unwrap())
}

fn claims(world: &World, guest: &Visitor, email: &str) -> Reply {
    let fields = [("email", email), ("password", PASSWORD)];
    world.form(&format!("/r/{}/claim", world.table), guest, &fields)
}

fn round(world: &World, server: &MailServer) -> Vec<Sent> {
    web::messages::round(&world.web, now(), &AtomicBool::new(false)).unwrap();
    server.arrived()
}

fn path(sent: &Sent) -> String {
    let link = sent.link("http://localhost/confirm/");
    link.strip_prefix("http://localhost").unwrap().to_owned()
}

fn is_guest(world: &World, person: PersonId) -> bool {
    let person = world.app.accounts().person(person).unwrap();
    person.unwrap().is_guest()
}

#[test]
fn a_seat_is_claimed_once_the_link_in_the_mail_is_opened_and_kept_until_then() {
    on_both(|world, server| {
        let (carl, browser) = guest(world, "Carl Claiming");
        let asked = claims(world, &browser, "carl@northwind.example");
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
        let page = world.get(asked.header("location"), &browser).text();
        assert!(page.contains("A link is on its way to carl@northwind.example"));
        let sent = round(world, server);
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].to, ["carl@northwind.example"]);
        let path = path(&sent[0]);

        // Whoever follows the link, as mail scanners do, changes nothing.
        for _ in 0..2 {
            let page = world.get(&path, &NOBODY);
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text().contains("Carl Claiming of Northwind Logistics"));
            assert!(page.text().contains("name=\"password\""));
        }
        assert!(is_guest(world, carl));
        let seat = world.get(&format!("/r/{}", world.table), &browser);
        assert_eq!(seat.status, StatusCode::OK);

        // Nor does whoever presses the button without being who asked.
        for password in ["", "eight wet umbrellas"] {
            let reply = world.form(
                &path,
                &NOBODY,
                &[("form", "confirm"), ("password", password)],
            );
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(reply.text().contains("That is not the password"));
        }
        assert!(is_guest(world, carl));

        // In another browser with the password; the other one is out, and the seat is his.
        let done = world.form(&path, &NOBODY, &[("password", PASSWORD)]);
        let on = format!("/r/{}?said=claimed", world.table);
        assert_eq!(done.header("location"), on, "{}", done.text());
        let page = world.get(&on, &given(&done));
        assert!(page.text().contains("This seat is yours now"));
        let table = world.app.relationship(world.table).unwrap().unwrap();
        assert!(table.seen_by(carl, &table).unwrap().you().claimed);
        let gone = world.get(&path, &NOBODY);
        assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(round(world, server).len(), 1, "that the account was made");
    });
}

#[test]
fn a_guests_session_is_not_enough_for_whoever_shares_it_may_have_asked_last() {
    on_both(|world, server| {
        let (carl, browser) = guest(world, "Carl Claiming");
        claims(world, &browser, "carl@northwind.example");
        // Whoever made the link to his seat has the same session, and asks with a password of their own.
        let fields = [
            ("email", "carl@northwind.example"),
            ("password", "eight wet umbrellas"),
        ];
        world.form(&format!("/r/{}/claim", world.table), &browser, &fields);
        let sent = round(world, server);
        let path = path(sent.last().unwrap());
        let page = world.get(&path, &browser);
        assert!(page.text().contains("type=\"password\""));
        for password in ["", PASSWORD] {
            let refused = world.form(&path, &browser, &[("password", password)]);
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(is_guest(world, carl));
        }
        // He asks once more, and knows the password.
        claims(world, &browser, "carl@northwind.example");
        let path = self::path(round(world, server).last().unwrap());
        let done = world.form(&path, &browser, &[("password", PASSWORD)]);
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert!(!is_guest(world, carl));
    });
}

#[test]
fn an_address_that_has_an_account_is_answered_like_any_other_and_told_by_mail() {
    on_both(|world, server| {
        let (carl, browser) = guest(world, "Carl Claiming");
        let claim = format!("/r/{}/claim", world.table);
        let shown = |email: &str| {
            let reply = claims(world, &browser, email);
            let page = world.get(&claim, &browser).text();
            // Forms carry keys of their own.
            let page: Vec<_> = page.split("name=\"key\" value=\"").collect();
            let rest = page
                .iter()
                .map(|part| part.split_once('"').map_or(*part, |x| x.1));
            let page: String = rest.collect();
            (
                reply.status,
                reply.header("location").to_owned(),
                page.replace(email, "EMAIL"),
            )
        };
        let known = "ines.falk@example.org";
        assert_eq!(shown(known), shown("nobody.here@example.org"));
        claims(world, &browser, known);
        let sent = round(world, server);
        assert_eq!(sent.len(), 1, "what was asked for before is not sent");
        assert_eq!(sent[0].to, [known]);
        let text = sent[0].text();
        assert!(text.contains("You have one with it already"), "{text}");
        assert!(text.contains("http://localhost/sign-in") && !text.contains("/confirm/"));
        assert!(is_guest(world, carl));
        // Nor does changing an address tell.
        let viktor = world.by_password("Viktor Hahn");
        let fields = [("current_password", PASSWORD), ("email", known)];
        let reply = world.form("/account/email", &viktor, &fields);
        assert_eq!(
            reply.header("location"),
            "/account?said=address-asked#signing-in"
        );
    });
}

#[test]
fn whoever_has_an_account_takes_the_seat_with_it_by_their_own_link() {
    on_both(|world, _| {
        let (carl, browser) = guest(world, "Carl Claiming");
        let page = world
            .get(&format!("/r/{}/claim", world.table), &browser)
            .text();
        let (_, link) = page.split_once("/sign-in?back=").unwrap();
        let link = link.split('"').next().unwrap().to_owned();
        assert!(link.starts_with("/i/"), "{link}");
        let orla = world
            .app
            .accounts()
            .add_guest(world.northwind, &newcomer("Orla Own"), now())
            .unwrap();
        world
            .app
            .accounts()
            .claim(orla.id, "orla.own@example.org", PASSWORD, now())
            .unwrap();
        let orla_in = world.by_password("Orla Own");
        let page = world.get(&link, &orla_in).text();
        assert!(page.contains("Take this seat as Orla Own of Northwind Logistics"));
        let taken = world.form(&format!("{link}/take"), &orla_in, &[]);
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        let table = world.app.relationship(world.table).unwrap().unwrap();
        assert!(table.seats(orla.id) && !table.seats(carl));
    });
}

/// An account that no organisation knows as its own yet: made of a guest's seat, as most are.
#[test]
fn a_guest_of_a_second_table_takes_the_seat_with_the_account_of_the_first() {
    on_both(|world, server| {
        // Her account was made at a table of others.
        let accounts = world.app.accounts();
        let called = accounts::Called::Name("Northwind".to_owned());
        let elsewhere = accounts
            .name_organisation(&called, world.mara, world.other, now())
            .unwrap();
        let invitee = Invitee::Guest(elsewhere.id, newcomer("Orla Own"));
        let orla = accounts
            .invite(&invitee, world.other, world.mara, "", now())
            .unwrap()
            .person;
        let email = "orla.own@example.org";
        accounts.claim(orla.id, email, PASSWORD, now()).unwrap();
        // Here she is a guest, and claims with the address that she has.
        let (carl, browser) = guest(world, "Orla Own");
        claims(world, &browser, email);
        let sent = round(world, server);
        let told = |mail: &Sent| {
            let text = mail.text().replace("=\r\n", "").replace("\r\n", "\n");
            text.contains("take the seat with your account")
        };
        assert!(sent.iter().any(told), "{} mails", sent.len());
        assert!(is_guest(world, carl), "nobody has shown anything yet");
        // She shows both: the account's password, and her own link.
        let page = world
            .get(&format!("/r/{}/claim", world.table), &browser)
            .text();
        let (_, link) = page.split_once("/sign-in?back=").unwrap();
        let link = link.split('"').next().unwrap().to_owned();
        let orla_in = world.by_password("Orla Own");
        let page = world.get(&link, &orla_in).text();
        assert!(
            page.contains("Take this seat with your account, Orla Own"),
            "{page}"
        );
        let taken = world.form(&format!("{link}/take"), &orla_in, &[]);
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        let table = world.app.relationship(world.table).unwrap().unwrap();
        assert!(table.seats(orla.id) && !table.seats(carl), "one person");
        let page = world.get(&format!("/r/{}", world.table), &orla_in);
        assert_eq!(page.status, StatusCode::OK);
        // The party is still what it was: she says nothing for it that the link did not.
        let seen = table.seen_by(orla.id, &table).unwrap();
        let consumer = seen.frame().consumer;
        let parties = seen.frame().parties;
        let party = parties.iter().find(|party| party.id == consumer).unwrap();
        assert_eq!(party.organisation, world.northwind);
    });
}

#[test]
fn a_mail_server_that_is_away_is_awaited_and_nothing_is_sent_twice() {
    on_both(|world, server| {
        let (carl, browser) = guest(world, "Carl Claiming");
        server.behave(Manner::IsDown);
        claims(world, &browser, "carl@northwind.example");
        assert_eq!(round(world, server).len(), 0);
        server.behave(Manner::Takes);
        let sent = round(world, server);
        assert_eq!(sent.len(), 1);
        assert_eq!(round(world, server).len(), 0);
        world.form(&path(&sent[0]), &browser, &[("password", PASSWORD)]);
        assert!(!is_guest(world, carl));
    });
}

#[test]
fn a_table_that_closed_meanwhile_leaves_the_guest_as_they_were() {
    on_both(|world, server| {
        let (carl, browser) = guest(world, "Carl Claiming");
        claims(world, &browser, "carl@northwind.example");
        let path = path(&round(world, server)[0]);
        world.close();
        let heads = world.heads();
        let reply = world.form(&path, &browser, &[("form", "confirm")]);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(is_guest(world, carl));
        assert_eq!(world.heads(), heads);
        let refused = claims(world, &browser, "carl@northwind.example");
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(round(world, server).len(), 0);
    });
}

#[test]
fn whoever_is_added_joins_by_mail_where_mail_goes_out() {
    on_both(|world, server| {
        let accounts = world.app.accounts();
        let hanna = accounts.account_by_email("hanna.host@example.org");
        let hanna = hanna.unwrap().unwrap().id;
        let (nils, link) = accounts
            .add_person(hanna, &newcomer("Nils Neu"), now())
            .unwrap();
        let join = format!("/password/{}", link.secret.expose_secret());
        let fields = [("email", "nils.neu@example.org"), ("password", PASSWORD)];
        let asked = world.form(&join, &NOBODY, &fields);
        assert_eq!(asked.header("location"), join, "{}", asked.text());
        let page = world.get(&join, &NOBODY).text();
        assert!(page.contains("A link is on its way to nils.neu@example.org"));
        let sent = round(world, server);
        let done = world.form(&path(&sent[0]), &NOBODY, &[("password", PASSWORD)]);
        assert_eq!(done.header("location"), "/", "{}", done.text());
        assert!(!is_guest(world, nils.id));
        assert!(
            world
                .get("/account", &given(&done))
                .text()
                .contains("confirmed")
        );
    });
}

#[test]
fn an_account_with_a_name_of_its_own_shows_an_address_once_mail_goes_out() {
    on_both(|world, server| {
        let accounts = world.app.accounts();
        let new = newcomer("Nora Name");
        let nora = accounts.add_guest(world.northwind, &new, now()).unwrap();
        let claim = accounts.prepare_claim(nora.id, PASSWORD, now()).unwrap();
        let signed_in = accounts.carry_out(claim).unwrap();
        let nora_in = by(signed_in.secret.expose_secret());
        let page = world.get("/account", &nora_in).text();
        let name = signed_in.person.signs_in_with.unwrap();
        assert!(
            page.contains(&format!("You sign in with {name}.")),
            "{page}"
        );
        assert!(page.contains("No mail reaches this account yet"), "{page}");
        // Who typed an address for her is told of the account, since it may be hers.
        assert_eq!(round(world, server).len(), 1);
        let fields = [
            ("current_password", PASSWORD),
            ("email", "nora@northwind.example"),
        ];
        world.form("/account/email", &nora_in, &fields);
        let sent = round(world, server);
        let done = world.form(&path(&sent[0]), &NOBODY, &[("password", PASSWORD)]);
        assert_eq!(done.status, StatusCode::OK, "{}", done.text());
        assert!(
            done.header("set-cookie").is_empty(),
            "nobody is signed in by it"
        );
        let page = world.get("/account", &nora_in).text();
        assert!(page.contains("You sign in with nora@northwind.example."));
    });
}
