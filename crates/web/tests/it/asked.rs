//! Asking somebody to the table: a page of their own, which only some may open, names and seats that are put
//! right, and colleagues who are suggested.

use accounts::{Invitation, InvitationId};
use axum::http::StatusCode;
use domain::ids::*;

use crate::world::{Reply, Visitor, World};

fn anybody(world: &World) -> &Visitor {
    world.visitor("anonymous")
}

fn ines(world: &World) -> &Visitor {
    world.visitor("provider, not guessed")
}

/// Ines gives an organisation a seat.
fn seats(world: &World, name: &str) -> PartyId {
    let path = format!("/r/{}/parties", world.table);
    let fields = [("form", "seat"), ("name", name), ("kind", "supplier")];
    let seated = world.form(&path, ines(world), &fields);
    assert_eq!(seated.status, StatusCode::SEE_OTHER, "{}", seated.text());
    let (_, party) = seated.header("location").split_once("party=").unwrap();
    party.split('&').next().unwrap().parse().unwrap()
}

fn asks(world: &World, party: PartyId, name: &str, more: &[(&str, &str)]) -> Reply {
    let party = party.to_string();
    let mut fields = vec![
        ("form", "invite"),
        ("party", party.as_str()),
        ("name", name),
        ("language", "en"),
        ("since", "now"),
        ("roles", "representative"),
        ("then", "link"),
    ];
    fields.extend_from_slice(more);
    let path = format!("/r/{}/invite", world.table);
    world.form(&path, ines(world), &fields)
}

/// The page of the invitation that was made, or found.
fn page_of(reply: &Reply) -> String {
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let page = reply.header("location").split('?').next().unwrap();
    assert!(page.contains("/invite/"), "{page}");
    page.to_owned()
}

fn link_on(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("http://localhost/i/")?;
    Some(format!("/i/{}", rest.split('"').next()?))
}

fn invitation(world: &World, page: &str) -> Invitation {
    let id: InvitationId = page.rsplit('/').next().unwrap().parse().unwrap();
    world.app.accounts().invitation(id).unwrap().unwrap()
}

/// Somebody comes by a link, in a browser of their own.
fn comes(world: &World, link: &str) -> Visitor {
    let reply = world.form(link, anybody(world), &[]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let cookie = reply.header("set-cookie").split_once("covalue=").unwrap().1;
    Visitor {
        name: "by link",
        way: crate::world::Way::Cookie(cookie.split(';').next().unwrap().to_owned()),
        seated: true,
    }
}

fn speaks(world: &World, who: &Visitor, audience: &str) {
    let fields = [
        ("kind", "need"),
        ("audience", audience),
        ("words", "Something"),
    ];
    let said = world.form(&format!("/r/{}/dialogue", world.table), who, &fields);
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
}

#[test]
fn an_invitation_has_a_page_where_its_maker_finds_the_link_until_it_is_used() {
    let world = World::new();
    let party = seats(&world, "Late Towers");
    let page = page_of(&asks(&world, party, "Lars Late", &[]));
    let shown = world.get(&page, ines(&world)).text();
    let link = link_on(&shown).expect("the link");
    assert!(shown.contains("<svg class=\"qr\""), "{shown}");
    // However often it is loaded.
    assert_eq!(
        link_on(&world.get(&page, ines(&world)).text()),
        Some(link.clone())
    );
    let kept = world
        .app
        .database()
        .query("SELECT token_hash FROM invitations", &[]);
    let secret = link.trim_start_matches("/i/");
    for row in kept.unwrap() {
        assert_ne!(
            row.bytes(0).unwrap(),
            secret.as_bytes(),
            "only its hash is stored"
        );
    }
    // Nobody else opens that page: not a colleague of whoever made it, nor any other party.
    for (name, visitor) in world.visitors.iter().map(|it| (it.name, it)) {
        if name == ines(&world).name {
            continue;
        }
        let seen = world.get(&page, visitor);
        assert!(!seen.text().contains(secret), "{name}");
        assert!(link_on(&seen.text()).is_none(), "{name}");
        for act in ["link", "withdrawal", "mail", "name"] {
            let reply = world.form(&format!("{page}/{act}"), visitor, &[("name", "Eve")]);
            assert!(
                !reply.text().contains("/i/") || link_on(&reply.text()).is_none(),
                "{name}"
            );
        }
    }
    assert_eq!(
        link_on(&world.get(&page, ines(&world)).text()),
        Some(link.clone()),
        "unchanged"
    );
    // A new one replaces it; once used, it is nowhere.
    let renewed = world.form(&format!("{page}/link"), ines(&world), &[("form", "renew")]);
    assert_eq!(page_of(&renewed), page);
    let fresh = link_on(&world.get(&page, ines(&world)).text()).unwrap();
    assert_ne!(fresh, link);
    assert_eq!(world.get(&link, anybody(&world)).status, StatusCode::GONE);
    let lars = comes(&world, &fresh);
    let shown = world.get(&page, ines(&world)).text();
    assert!(link_on(&shown).is_none(), "{shown}");
    assert!(shown.contains("They were here"), "{shown}");
    assert_eq!(world.get(&page, &lars).status, StatusCode::NOT_FOUND);
}

#[test]
fn an_invitation_that_is_not_there_and_one_of_others_look_the_same() {
    let world = World::new();
    let page = page_of(&asks(
        &world,
        seats(&world, "Late Towers"),
        "Lars Late",
        &[],
    ));
    let nowhere = format!("/r/{}/invite/{}", world.table, uuid::Uuid::new_v4());
    let customer = world.visitor("customer");
    let (theirs, none) = (world.get(&page, customer), world.get(&nowhere, customer));
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    let plain = |reply: &Reply, path: &str| {
        let text = reply.text().replace(path, "");
        // Each page has a key of its own for its forms.
        let keys = text.split("name=\"key\" value=\"");
        keys.map(|part| part.split_once('"').map_or(part, |it| it.1).to_owned())
            .collect::<String>()
    };
    assert_eq!(plain(&theirs, &page), plain(&none, &nowhere));
}

#[test]
fn the_same_person_asked_twice_is_one() {
    let world = World::new();
    let party = seats(&world, "Late Towers");
    let email = [("email", "lars@late.example")];
    let page = page_of(&asks(&world, party, "Lars Late", &email));
    let people = || {
        let all = world.app.accounts().invitations_to(world.table).unwrap();
        all.len()
    };
    let before = people();
    // The very same form, sent again on going back.
    assert_eq!(page_of(&asks(&world, party, "Lars Late", &email)), page);
    // Another form, which says so nearly: it is asked whether that is somebody else.
    for (name, email) in [
        ("lars  late", ""),
        ("Lars Låte", ""),
        ("L. Late", "LARS@late.example"),
    ] {
        let reply = asks(
            &world,
            party,
            name,
            &[("email", email), ("line", "Typed again")],
        );
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let again = reply.text();
        assert!(again.contains("Lars Late was asked already"), "{again}");
        assert!(again.contains(&format!("href=\"{page}\"")), "{again}");
        assert!(
            again.contains("Typed again"),
            "nothing that was typed is lost"
        );
    }
    assert_eq!(people(), before);
    let another = asks(&world, party, "Lars Late", &[("another", "yes")]);
    assert_ne!(page_of(&another), page);
    assert_eq!(people(), before + 1);
    // Withdrawn and asked again, they are who they were.
    let lars = invitation(&world, &page).person;
    let gone = world.form(
        &format!("{page}/withdrawal"),
        ines(&world),
        &[("form", "withdraw")],
    );
    assert_eq!(page_of(&gone), page);
    let back = page_of(&asks(
        &world,
        party,
        "Lars Late",
        &[email[0], ("another", "yes")],
    ));
    assert_ne!(back, page);
    assert_eq!(invitation(&world, &back).person, lars);
}

#[test]
fn a_withdrawn_invitation_leaves_no_seat() {
    let world = World::new();
    let party = seats(&world, "Late Towers");
    let page = page_of(&asks(&world, party, "Lars Late", &[]));
    let link = link_on(&world.get(&page, ines(&world)).text()).unwrap();
    let parties = format!("/r/{}/parties", world.table);
    assert!(
        world
            .get(&parties, ines(&world))
            .text()
            .contains("no word yet")
    );
    // Nobody offers the facilitator's hat to whoever has not come.
    let hat = |page: &str| page.contains("Lars Late · Late");
    assert!(!hat(&world.get(&parties, ines(&world)).text()));
    let gone = world.form(
        &format!("{page}/withdrawal"),
        ines(&world),
        &[("form", "withdraw")],
    );
    assert_eq!(page_of(&gone), page);
    let shown = world.get(&page, ines(&world)).text();
    assert!(
        shown.contains("has no seat here") && link_on(&shown).is_none(),
        "{shown}"
    );
    assert!(
        !world
            .get(&parties, ines(&world))
            .text()
            .contains("Lars Late")
    );
    assert_eq!(world.get(&link, anybody(&world)).status, StatusCode::GONE);
    // A link made for it now would open nothing.
    let renewed = world.form(&format!("{page}/link"), ines(&world), &[("form", "renew")]);
    assert_eq!(renewed.status, StatusCode::NOT_FOUND);
    // Asked again, the form begins with what is known.
    let again = page.rsplit('/').next().unwrap();
    let form = format!("/r/{}/invite?party={party}&again={again}", world.table);
    assert!(
        world
            .get(&form, ines(&world))
            .text()
            .contains("value=\"Lars Late\"")
    );
    let others = world.get(&form, world.visitor("provider, guessed")).text();
    assert!(
        !others.contains("value=\"Lars Late\""),
        "it is for whoever asked"
    );
}

#[test]
fn a_misspelt_name_is_put_right_by_whoever_asked_until_they_spoke_and_by_themselves() {
    let world = World::new();
    let party = seats(&world, "Late Towers");
    let page = page_of(&asks(&world, party, "Lras Late", &[]));
    let person = invitation(&world, &page).person;
    let name = || {
        world
            .app
            .accounts()
            .person(person)
            .unwrap()
            .unwrap()
            .name
            .unwrap()
    };
    let rename = |visitor: &Visitor, name: &str| {
        let fields = [("form", "rename"), ("name", name)];
        world.form(&format!("{page}/name"), visitor, &fields)
    };
    assert_eq!(
        rename(ines(&world), "").status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        rename(ines(&world), "Lars Late").status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(name(), "Lars Late");
    let record = world.get(
        &format!("/r/{}/record", world.table),
        world.visitor("customer"),
    );
    assert!(record.text().contains("corrected what Lars Late is called"));
    // Having come is not having spoken.
    let link = link_on(&world.get(&page, ines(&world)).text()).unwrap();
    let lars = comes(&world, &link);
    assert_eq!(
        rename(ines(&world), "Lars Latte").status,
        StatusCode::SEE_OTHER
    );
    // They put it right themselves, whenever they like.
    let own = [
        ("form", "locale"),
        ("name", "Lars Lately"),
        ("language", "en"),
        ("time_zone", "UTC"),
    ];
    let account = world.form("/account/locale", &lars, &own);
    assert_eq!(account.status, StatusCode::SEE_OTHER, "{}", account.text());
    assert_eq!(name(), "Lars Lately");
    // A word that whoever asked does not see changes nothing for them, or it could be found by asking.
    speaks(&world, &lars, "own_party");
    assert_eq!(
        rename(ines(&world), "Lars Late").status,
        StatusCode::SEE_OTHER
    );
    speaks(&world, &lars, "whole_table");
    assert_eq!(
        rename(ines(&world), "Eve").status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(name(), "Lars Late");
    assert!(
        !world
            .get(&page, ines(&world))
            .text()
            .contains("Correct the name")
    );
    let own = [
        ("form", "locale"),
        ("name", "Lars Later"),
        ("language", "en"),
        ("time_zone", "UTC"),
    ];
    world.form("/account/locale", &lars, &own);
    assert_eq!(name(), "Lars Later");
}

#[test]
fn a_party_is_renamed_and_removed_by_whoever_seated_it_until_somebody_of_it_spoke() {
    let world = World::new();
    let party = seats(&world, "Harbor Clinix");
    let path = format!("/r/{}/parties/seats/{party}", world.table);
    let form = format!("rename-{party}");
    let rename = |visitor: &Visitor, name: &str| {
        let fields = [("form", form.as_str()), ("name", name)];
        world.form(&format!("{path}/name"), visitor, &fields)
    };
    let parties = format!("/r/{}/parties", world.table);
    let shown = || world.get(&parties, world.visitor("customer")).text();
    assert_eq!(
        rename(ines(&world), "Harbour Clinics").status,
        StatusCode::SEE_OTHER
    );
    assert!(shown().contains("Harbour Clinics") && !shown().contains("Harbor Clinix"));
    // Not by others, nor into the name of somebody at the table.
    for other in ["customer", "supplier", "provider, observer"] {
        if let Some(other) = world.visitors.iter().find(|it| it.name == other) {
            assert!(
                !rename(other, "Eve").status.is_redirection(),
                "{}",
                other.name
            );
        }
    }
    let taken = rename(ines(&world), "northwind logistics");
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        taken
            .text()
            .contains("called this, or something that looks like it")
    );
    let page = page_of(&asks(&world, party, "Hanna Harbour", &[]));
    let link = link_on(&world.get(&page, ines(&world)).text()).unwrap();
    let hanna = comes(&world, &link);
    speaks(&world, &hanna, "own_party");
    let removal = |form: &str| {
        let fields = [("form", form)];
        world.form(&format!("{path}/removal"), ines(&world), &fields)
    };
    let remove = format!("remove-{party}");
    // Nobody of whom anybody has spoken is taken from the table, be it unseen.
    assert_eq!(removal(&remove).status, StatusCode::UNPROCESSABLE_ENTITY);
    speaks(&world, &hanna, "whole_table");
    assert_eq!(
        rename(ines(&world), "Eve").status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert!(shown().contains("Harbour Clinics"));
    let page = world.get(&parties, ines(&world)).text();
    assert!(
        !page.contains(&format!("seats/{party}/")),
        "nor is it offered"
    );

    // One of which nobody spoke goes, with its people's links.
    let party = seats(&world, "Mistaken Ltd");
    let page = page_of(&asks(&world, party, "Nobody Much", &[]));
    let link = link_on(&world.get(&page, ines(&world)).text()).unwrap();
    let path = format!("/r/{}/parties/seats/{party}/removal", world.table);
    let customer = world.form(&path, world.visitor("customer"), &[("form", "x")]);
    assert_eq!(customer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let removed = world.form(&path, ines(&world), &[("form", "x")]);
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.text());
    assert!(
        !shown().contains("Mistaken"),
        "nor among those who have gone"
    );
    assert_eq!(world.get(&link, anybody(&world)).status, StatusCode::GONE);
    assert!(invitation(&world, &page).withdrawn_at.is_some());
    let record = world.get(
        &format!("/r/{}/record", world.table),
        world.visitor("customer"),
    );
    assert!(
        record
            .text()
            .contains("from the table: it was seated by mistake")
    );
    // Neither provider nor consumer goes so.
    let consumer = format!(
        "/r/{}/parties/seats/{}/removal",
        world.table, world.consumer
    );
    let reply = world.form(&consumer, ines(&world), &[("form", "x")]);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn programs_put_names_right_by_the_same_rules_and_the_accounts_follow() {
    let world = World::new();
    let party = seats(&world, "Harbor Clinix");
    let path = format!("/api/v1/relationships/{}/commands", world.table);
    let send = |visitor: &Visitor, body: String| {
        world.post_json(
            &path,
            visitor,
            Some(&uuid::Uuid::new_v4().to_string()),
            body.into_bytes(),
        )
    };
    let rename =
        |name: &str| format!(r#"{{"command":"rename_party","party":"{party}","name":"{name}"}}"#);
    let refused = send(world.visitor("customer"), rename("Eve"));
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = send(ines(&world), rename("Harbour Clinics"));
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    let parties = world
        .get(&format!("/r/{}/parties", world.table), ines(&world))
        .text();
    assert!(parties.contains("Harbour Clinics") && !parties.contains("Clinix"));
    // What is more than a name here keeps it, and what is refused is on no record.
    let heads = world.heads();
    let own = world.provider;
    let body = format!(r#"{{"command":"rename_party","party":"{own}","name":"Eve"}}"#);
    let refused = send(ines(&world), body);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("not_yours_to_rename"),
        "{}",
        refused.text()
    );
    assert_eq!(world.heads(), heads);
    let body = format!(r#"{{"command":"remove_party","party":"{party}"}}"#);
    assert_eq!(send(ines(&world), body).status, StatusCode::OK);
}

#[test]
fn a_party_of_nearly_the_same_name_is_asked_about_first() {
    let world = World::new();
    seats(&world, "Harbour Clinics");
    let path = format!("/r/{}/parties", world.table);
    for name in [
        "harbour clinics",
        "Harbour-Clinics",
        "NORTHWIND LOGISTICS",
        "Meridian  Mobile",
        "HARBOUR CLINICS GmbH",
        "Harbor Clinics",
    ] {
        let fields = [("form", "seat"), ("name", name), ("kind", "other")];
        let reply = world.form(&path, ines(&world), &fields);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let page = reply.text();
        assert!(
            page.contains("sits at this table already"),
            "{name}: {page}"
        );
        assert!(page.contains(name), "what was typed is kept");
    }
    let fields = [
        ("form", "seat"),
        ("name", "harbour clinics"),
        ("kind", "other"),
        ("another", "yes"),
    ];
    let reply = world.form(&path, ines(&world), &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let page = world.get(&path, ines(&world)).text();
    assert!(page.contains("Harbour Clinics") && page.contains("harbour clinics"));
}

#[test]
fn a_guest_suggests_a_colleague_and_is_told_what_needs_an_account() {
    let world = World::new();
    let page = page_of(&asks(
        &world,
        seats(&world, "Late Towers"),
        "Lars Late",
        &[],
    ));
    let link = link_on(&world.get(&page, ines(&world)).text()).unwrap();
    let lars = comes(&world, &link);
    let invite = format!("/r/{}/invite", world.table);
    let form = world.get(&invite, &lars);
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    assert!(
        form.text().contains(&format!("/r/{}/claim", world.table)),
        "how one gets an account"
    );
    assert!(
        form.text().contains("Nobody of them can invite yet"),
        "{}",
        form.text()
    );
    let theirs = world.get(&format!("{invite}?party={}", world.consumer), &lars);
    assert_eq!(theirs.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("form", "suggest"),
        ("name", ""),
        ("why", "She plans the masts"),
    ];
    let blank = world.form(&format!("{invite}/suggestions"), &lars, &fields);
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(blank.text().contains("She plans the masts"));
    let fields = [
        ("form", "suggest"),
        ("name", "Ana Ruiz"),
        ("why", "She plans the masts"),
    ];
    let done = world.form(&format!("{invite}/suggestions"), &lars, &fields);
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let parties = format!("/r/{}/parties", world.table);
    assert!(world.get(&parties, &lars).text().contains("Ana Ruiz"));
    for other in ["provider, not guessed", "customer"] {
        for path in ["parties", "record", "dialogue", ""] {
            let page = world.get(&format!("/r/{}/{path}", world.table), world.visitor(other));
            assert!(!page.text().contains("Ana Ruiz"), "{other}: {path}");
        }
    }
    // With an account, Lars follows the suggestion.
    let claimed = world.form(
        &format!("/r/{}/claim", world.table),
        &lars,
        &[("password", crate::world::PASSWORD)],
    );
    let cookie = claimed
        .header("set-cookie")
        .split_once("covalue=")
        .unwrap()
        .1;
    let lars = Visitor {
        name: "claimed",
        way: crate::world::Way::Cookie(cookie.split(';').next().unwrap().to_owned()),
        seated: true,
    };
    let page = world.get(&parties, &lars).text();
    let mut offers = page.split("/invite?party=").skip(1);
    let offer = offers.find(|rest| rest.split('"').next().unwrap().contains("suggestion="));
    let offer = offer.unwrap_or_else(|| panic!("{page}"));
    let (party, rest) = offer.split_once('&').unwrap();
    let (_, rest) = rest.split_once("suggestion=").unwrap();
    let follow = rest.split('"').next().unwrap();
    let form = world.get(
        &format!("{invite}?party={party}&suggestion={follow}"),
        &lars,
    );
    assert!(
        form.text().contains("value=\"Ana Ruiz\""),
        "{}",
        form.text()
    );
    let fields = [
        ("form", "invite"),
        ("party", party),
        ("name", "Ana Ruiz"),
        ("language", "en"),
        ("since", "now"),
        ("roles", "member"),
        ("suggestion", follow),
        ("then", "link"),
    ];
    let asked = world.form(&invite, &lars, &fields);
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    let page = world.get(&parties, &lars).text();
    assert!(!page.contains("suggested by"), "{page}");
}
