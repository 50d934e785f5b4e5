//! Mail that carries an invitation: a few to one address, and our own words before anybody else's.

use axum::http::StatusCode;

use crate::mail_server::MailServer;
use crate::world::{Reply, World};

fn invites(world: &World, email: &str, line: &str) -> Reply {
    let reply = world.form(
        &format!("/r/{}/invite", world.table),
        world.visitor("provider, not guessed"),
        &[
            ("party", &world.provider.to_string()),
            ("name", "Nora Newcomer"),
            ("email", email),
            ("language", "en"),
            ("since", "start"),
            ("roles", "delivery"),
            ("line", line),
            ("another", "yes"),
            ("then", "mail"),
        ],
    );
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let page = reply.header("location");
    world.get(page, world.visitor("provider, not guessed"))
}

#[test]
fn invitations_beyond_a_few_to_one_address_are_made_and_not_mailed() {
    let server = MailServer::new();
    let world = World::new().mailing(&server);
    let before = world.app.accounts().invitations_to(world.table).unwrap();
    for n in 0..5 {
        let said = invites(&world, "nora@victim.example", "").text();
        assert!(said.contains("The mail is on its way"), "{n}: {said}");
    }
    for address in ["nora@victim.example", "NORA+x@victim.example"] {
        let said = invites(&world, address, "").text();
        assert!(
            said.contains("Much was mailed there, or by you, lately"),
            "{said}"
        );
        assert!(
            said.contains("/i/"),
            "the link is there to hand over: {said}"
        );
    }
    assert_eq!(server.arrived().len(), 5);
    let after = world.app.accounts().invitations_to(world.table).unwrap();
    assert_eq!(after.len(), before.len() + 7);
    // Somebody else still gets theirs.
    invites(&world, "nobody-else@victim.example", "");
    assert_eq!(server.arrived().len(), 1);
}

#[test]
fn the_words_of_whoever_invites_follow_ours_as_theirs_and_hold_no_link() {
    let server = MailServer::new();
    let world = World::new().mailing(&server);
    let line = "Your account is locked.\nUnlock it: http://phish.example/now";
    invites(&world, "nora@victim.example", line);
    let mail = server.arrived().remove(0);
    let text = mail.text().replace("\r\n", "\n");
    let place = |words: &str| {
        let found = text.find(words);
        found.unwrap_or_else(|| panic!("no {words}: {text}"))
    };
    let ours = place("Ines Falk of Meridian Mobile invites you");
    assert!(ours < place("/i/"), "{text}");
    assert!(place("/i/") < place("Ines Falk writes to you:"), "{text}");
    assert!(
        place("writes to you:") < place("> Your account is locked."),
        "{text}"
    );
    place("> Unlock it: http: / / phish. example/ now");
    assert!(!text.contains("phish.example"), "{text}");
}
