//! “My counterpart invites me”, through the doors: what whoever makes a link for the other side can do
//! with it. Each row of the table in `docs/security.md` of that name is a test here, on both databases.

use axum::http::StatusCode;
use database::Dialect;
use database::testing::{DIALECTS, Fresh};
use domain::ids::*;
use domain::words::*;
use domain::{Fact, act};
use uuid::Uuid;

use crate::world::{NOW, PASSWORD, Visitor, Way, World, do_at};

fn on_both(test: impl Fn(&World)) {
    for dialect in DIALECTS {
        let fresh = Fresh::new(dialect);
        let world = World::on(fresh.open(), [9, 8, 7]);
        test(&world);
        drop(world);
        if dialect == Dialect::Sqlite {
            drop(fresh);
        }
    }
}

const NOBODY: Visitor = Visitor {
    name: "nobody",
    way: Way::Nobody,
    seated: false,
};

/// A table that Ines opened with an organisation which she called by a name, and the link that she made
/// for its first person.
struct Invited {
    table: RelationshipId,
    consumer: PartyId,
    link: String,
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text
        .split_once(before)
        .unwrap_or_else(|| panic!("no {before}: {text}"));
    rest.split_once(after).map_or(rest, |(found, _)| found)
}

/// The path of the first link to an invitation on a page.
fn link_in(page: &str) -> String {
    format!("/i/{}", between(page, "http://localhost/i/", "\""))
}

fn opens(world: &World, by: &str, fields: &[(&str, &str)]) -> Invited {
    let by = world.visitor(by);
    let mut all = vec![
        ("name", "Clinics on line"),
        ("side", "provider"),
        ("closeness", "regular"),
        ("currency", "EUR"),
        ("time_zone", "Europe/Berlin"),
    ];
    all.extend_from_slice(fields);
    let reply = world.form("/open", by, &all);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let table = between(reply.header("location"), "/r/", "/")
        .parse()
        .unwrap();
    let relationship = world.app.relationship(table).unwrap().unwrap();
    let seen = relationship.seen_by(world.ines, &relationship).unwrap();
    let consumer = seen.frame().consumer;
    let link = invites(world, by.name, table, consumer, "customer");
    Invited {
        table,
        consumer,
        link,
    }
}

/// A table with an organisation that Ines calls by its name.
fn kestrel(world: &World) -> Invited {
    let name = [("organisation", "Kestrel Clinics")];
    opens(world, "provider, not guessed", &name)
}

fn invites(world: &World, by: &str, table: RelationshipId, party: PartyId, role: &str) -> String {
    // Everybody else has another name: the same person invited twice would be one.
    let name = match role {
        "customer" => "Cleo Kestrel".to_owned(),
        role => format!("The {role}"),
    };
    let reply = world.form(
        &format!("/r/{table}/invite"),
        world.visitor(by),
        &[
            ("party", &party.to_string()),
            ("name", &name),
            ("email", ""),
            ("language", "en"),
            ("since", "start"),
            ("roles", role),
            ("line", ""),
            ("then", "link"),
        ],
    );
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    link_in(
        &world
            .get(reply.header("location"), world.visitor(by))
            .text(),
    )
}

/// Somebody comes by a link, in a browser of their own.
fn comes(world: &World, link: &str) -> Visitor {
    let reply = world.form(link, &NOBODY, &[]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let cookie = reply.header("set-cookie");
    Visitor {
        name: "by link",
        way: Way::Cookie(between(cookie, "covalue=", ";").to_owned()),
        seated: true,
    }
}

/// On this server no mail goes out: the account has a name of its own.
fn claims(world: &World, table: RelationshipId, guest: &Visitor) -> Visitor {
    let fields = [("password", PASSWORD)];
    let reply = world.form(&format!("/r/{table}/claim"), guest, &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    Visitor {
        name: "claimed",
        way: Way::Cookie(between(reply.header("set-cookie"), "covalue=", ";").to_owned()),
        seated: true,
    }
}

fn outcome_of(world: &World, invited: &Invited) -> OutcomeId {
    let added = do_at(
        &world.app,
        invited.table,
        world.ines,
        act::AddOutcome {
            statement: "So that nobody waits".to_owned(),
            objective: String::new(),
            for_party: invited.consumer,
            depends_on: Quality::Utility,
            delivered: false,
        },
    );
    match added.facts.first() {
        Some(Fact::OutcomeAdded(added)) => added.outcome,
        other => panic!("{other:?}"),
    }
}

fn rates(world: &World, table: RelationshipId, outcome: OutcomeId, who: &Visitor) {
    let path = format!("/r/{table}/rate/{outcome}");
    let marks = [
        ("benefit", "9"),
        ("usefulness", "9"),
        ("importance", "3"),
        ("stage", "expected"),
        ("why", ""),
    ];
    let reply = world.form(&path, who, &marks);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
}

#[test]
fn a_planted_guest_takes_over_no_organisation() {
    on_both(|world| {
        // The consumer is here by links alone; a second table is opened with "the same" organisation.
        let first = kestrel(world);
        let guest = comes(world, &first.link);
        let relationship = world.app.relationship(first.table).unwrap().unwrap();
        let seen = relationship.seen_by(world.ines, &relationship).unwrap();
        let party = seen
            .frame()
            .parties
            .into_iter()
            .find(|it| it.id == first.consumer);
        let kestrel = party.unwrap().organisation.to_string();
        let second = opens(world, "provider, not guessed", &[("known", &kestrel)]);
        let planted = comes(world, &second.link);
        let planted = claims(world, second.table, &planted);

        // It administers nothing, sees no colleague, opens no table in that name.
        let page = world.get("/organisation", &planted);
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text());
        let invite = world.get(&format!("/r/{}/invite", second.table), &planted);
        assert!(!invite.text().contains("A colleague"), "{}", invite.text());
        let page = world.get("/open", &planted);
        assert!(
            page.text()
                .contains("has not said yet that you are one of its people")
        );
        let fields = [
            ("organisation", "Anybody"),
            ("name", "In their name"),
            ("side", "consumer"),
            ("closeness", "regular"),
            ("currency", "EUR"),
            ("time_zone", "Europe/Berlin"),
        ];
        let reply = world.form("/open", &planted, &fields);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        // The first table does not exist for it, and its guest is still who she was.
        let page = world.get(&format!("/r/{}", first.table), &planted);
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert_eq!(
            world.get(&format!("/r/{}", first.table), &guest).status,
            StatusCode::OK
        );
    });
}

#[test]
fn the_maker_of_a_link_does_not_come_by_it_after_the_guest() {
    on_both(|world| {
        let invited = kestrel(world);
        let guest = comes(world, &invited.link);
        for visitor in [&NOBODY, world.visitor("provider, not guessed")] {
            let page = world.get(&invited.link, visitor);
            assert_eq!(page.status, StatusCode::GONE);
            assert!(page.text().contains("This link was used already"));
            let again = world.form(&invited.link, visitor, &[]);
            assert_eq!(again.status, StatusCode::GONE);
            assert!(
                !again.header("set-cookie").contains("covalue=")
                    || again.header("set-cookie").contains("covalue=;")
            );
        }
        // She goes on by her own link, which stands on her page and on nobody else's.
        let own = world.get(&format!("/r/{}/way-back", invited.table), &guest);
        let own = link_in(&own.text());
        assert_ne!(own, invited.link);
        comes(world, &own);
        comes(world, &own);
        let maker = world.get(
            &format!("/r/{}/way-back", invited.table),
            world.visitor("provider, not guessed"),
        );
        assert_eq!(maker.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn a_link_that_is_the_guest_s_own_asks_nothing_again_even_before_they_said_something() {
    on_both(|world| {
        let invited = kestrel(world);
        let guest = comes(world, &invited.link);
        let way_back = world.get(&format!("/r/{}/way-back", invited.table), &guest);
        let own = link_in(&way_back.text());
        let page = world.get(&own, &NOBODY).text();
        assert!(page.contains("Welcome back"), "{page}");
        assert!(!page.contains("Wrong person?"), "{page}");
        // The maker sits at this table already, and is not offered a second seat.
        let own = world.get(&own, world.visitor("provider, not guessed"));
        assert!(!own.text().contains("Take this seat as"));
        // The first page leads to the link, and the page of the used one says whom to ask.
        let welcome = world.get(&format!("/r/{}/welcome", invited.table), &guest);
        assert!(welcome.text().contains("/way-back"));
        let used = world.get(&invited.link, &NOBODY).text();
        assert!(used.contains("Meridian can invite you again"), "{used}");
    });
}

#[test]
fn what_the_last_page_promises_waits_for_somebody() {
    on_both(|world| {
        let invited = kestrel(world);
        let guest = comes(world, &invited.link);
        let end = format!("/r/{}/reveal?end=1", invited.table);
        let page = world.get(&end, &guest).text();
        // Whoever skipped all of it has put nothing on record.
        assert!(!page.contains("Your ratings are on the record."), "{page}");
        assert!(
            page.contains("You can say something at any time."),
            "{page}"
        );
        rates(world, invited.table, outcome_of(world, &invited), &guest);
        let page = world.get(&end, &guest).text();
        assert!(page.contains("Your ratings are on the record."), "{page}");
        let waiting = |world: &World| {
            let relationship = world.app.relationship(invited.table).unwrap().unwrap();
            let ines = relationship.seen_by(world.ines, &relationship).unwrap();
            ines.turns(domain::Moment(NOW)).to_say_back.len()
        };
        assert_eq!(waiting(world), 0);
        let fields = [
            ("lets", "I reach every driver."),
            ("gets", "Calls drop between the tunnels."),
        ];
        world.form(&format!("/r/{}/welcome", invited.table), &guest, &fields);
        let page = world.get(&end, &guest).text();
        assert!(
            page.contains("is asked to say back what was understood"),
            "{page}"
        );
        // What the service lets a guest do is heard as a need, and is not the purpose, which is signed.
        assert_eq!(waiting(world), 2);
        let table = format!("/r/{}", invited.table);
        let welcome = format!("{table}/welcome");
        let lede = "<p class=\"lede\">I reach every driver.</p>";
        let overview = world.get(&table, &guest).text();
        assert!(overview.contains("I reach every driver."), "{overview}");
        assert!(!overview.contains(lede), "{overview}");
        let again = world.get(&welcome, &guest).text();
        assert!(!again.contains("name=\"lets\""), "{again}");
        // Said by somebody with an account it is the purpose, in their words, and waits for nobody.
        let cleo = claims(world, invited.table, &guest);
        let page = world.get(&welcome, &cleo).text();
        assert!(page.contains("It becomes the purpose"), "{page}");
        world.form(&welcome, &cleo, &[("lets", "I reach every driver.")]);
        assert_eq!(waiting(world), 2);
        let overview = world.get(&table, &cleo).text();
        assert!(overview.contains(lede), "{overview}");
        let again = world.get(&welcome, &cleo).text();
        assert!(!again.contains("name=\"lets\""), "{again}");
    });
}

#[test]
fn a_draft_is_deleted_with_its_links_and_names_until_somebody_came() {
    on_both(|world| {
        let maker = world.visitor("provider, not guessed");
        let entered = kestrel(world);
        let path = |table| format!("/r/{table}/settings");
        comes(world, &entered.link);
        let deletes = |table| {
            let path = format!("{}/deletion", path(table));
            world.form(&path, maker, &[("form", "delete")])
        };
        let page = world.get(&path(entered.table), maker).text();
        assert!(page.contains("Deleting this relationship"), "{page}");
        let kept = deletes(entered.table);
        assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            kept.text().contains("Somebody else has been here"),
            "{}",
            kept.text()
        );
        assert_eq!(world.get(&path(entered.table), maker).status, 200);

        let name = [("organisation", "Merlin Clinics")];
        let draft = opens(world, "provider, not guessed", &name);
        let gone = deletes(draft.table);
        assert_eq!(gone.header("location"), "/?said=draft-deleted");
        assert_eq!(world.get(&path(draft.table), maker).status, 404);
        let link = world.get(&draft.link, &NOBODY);
        assert_eq!(link.status, StatusCode::GONE);
        let home = world.get("/?said=draft-deleted", maker).text();
        assert!(home.contains("Nothing of that relationship is left here."));
        assert!(!home.contains("Merlin"), "{home}");
        let known = world.get("/open", maker).text();
        assert!(!known.contains("Merlin"), "{known}");
        // Nobody else is offered it, and it is nobody else's.
        let others = world.visitor("customer");
        let table = world.get(&path(world.table), others).text();
        assert!(!table.contains("Deleting this relationship"));
        let path = format!("{}/deletion", path(world.table));
        let refused = world.form(&path, others, &[("form", "delete")]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn whoever_opened_their_link_is_not_waited_for_and_is_asked_what_concerns_their_party() {
    on_both(|world| {
        let invited = kestrel(world);
        let maker = world.visitor("provider, not guessed");
        let invite = format!("/r/{}/invite?party={}", invited.table, invited.consumer);
        let waits = |name: &str| {
            let page = world.get(&invite, maker).text();
            let list = page.split("id=\"waiting\"").nth(1).map(str::to_owned);
            list.is_some_and(|list| list.split("</section>").next().unwrap().contains(name))
        };
        assert!(waits("Cleo Kestrel"));
        let guest = comes(world, &invited.link);
        assert!(!waits("Cleo Kestrel"), "she was here");
        let welcome = format!("/r/{}/welcome", invited.table);
        let page = world.get(&welcome, &guest).text();
        assert!(page.contains("What does this let you do?"), "{page}");
        // No guest says the purpose, and none is promised it.
        assert!(!page.contains("It becomes the purpose"), "{page}");
        assert!(
            page.contains("With an account you can make your answer"),
            "{page}"
        );

        let parties = format!("/r/{}/parties", invited.table);
        let fields = [
            ("form", "seat"),
            ("name", "Alder Towers"),
            ("person", "Alma Alder"),
            ("kind", "supplier"),
        ];
        let seated = world.form(&parties, maker, &fields);
        let page = world.get(seated.header("location"), maker).text();
        let supplier = comes(world, &link_in(&page));
        let page = world.get(&welcome, &supplier).text();
        assert!(!page.contains("What does this let you do?"), "{page}");
        assert!(page.contains("to do your part?"), "{page}");
    });
}

#[test]
fn nobody_is_thanked_for_a_sentence_that_was_not_sent() {
    on_both(|world| {
        let reveal = format!("/r/{}/reveal", world.table);
        let customer = world.visitor("customer");
        let reply = world.form(&reveal, customer, &[("words", " "), ("kind", "need")]);
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
        assert_eq!(reply.header("location"), format!("/r/{}", world.table));
    });
}

#[test]
fn the_maker_of_a_link_who_comes_first_is_seen() {
    on_both(|world| {
        let invited = kestrel(world);
        // Ines opens her own link in another browser, and speaks.
        let impostor = comes(world, &invited.link);
        let outcome = outcome_of(world, &invited);
        rates(world, invited.table, outcome, &impostor);
        let parties = format!("/r/{}/parties", invited.table);
        let page = world
            .get(&parties, world.visitor("provider, not guessed"))
            .text();
        assert!(page.contains("by a link that Meridian made"), "{page}");
        assert!(page.contains("they have a link from Meridian"));
        // The guest finds the link used, and says so; nothing is frozen.
        let page = world.get(&invited.link, &NOBODY);
        assert!(page.text().contains("Was that not you?"));
        let contested = world.form(&format!("{}/contest", invited.link), &NOBODY, &[]);
        assert!(
            contested.text().contains("The table sees"),
            "{}",
            contested.text()
        );
        world.form(&format!("{}/contest", invited.link), &NOBODY, &[]);
        let page = world.get(&parties, &impostor).text();
        assert!(page.contains("another person used it first"), "{page}");
        // Whoever sits there is told how they could answer; here no mail goes out.
        assert!(
            page.contains("This server sends no mail, so you cannot show it"),
            "{page}"
        );
        let page = world.get(&parties, world.visitor("provider, not guessed"));
        assert!(!page.text().contains("you cannot show it"));
        rates(world, invited.table, outcome, &impostor);
        let record = world.get(&format!("/r/{}/record", invited.table), &impostor);
        assert!(record.text().contains("another person used it first"));
        // What Ines guesses now is marked: she could know.
        let guess = [("benefit", "9"), ("usefulness", "9"), ("importance", "3")];
        let path = format!("/r/{}/guess/{outcome}", invited.table);
        world.form(&path, world.visitor("provider, not guessed"), &guess);
        let relationship = world.app.relationship(invited.table).unwrap().unwrap();
        let seen = relationship.seen_by(world.ines, &relationship).unwrap();
        let guesses = seen.outcome(outcome).unwrap().guesses;
        assert!(guesses.iter().all(|guess| guess.late) && guesses.len() == 1);
    });
}

#[test]
fn a_counterpart_makes_no_link_for_a_guest_who_came_and_shuts_out_none_who_spoke() {
    on_both(|world| {
        let invited = kestrel(world);
        let guest = comes(world, &invited.link);
        let accounts = world.app.accounts();
        let invitation = accounts.invitations_to(invited.table).unwrap().remove(0);
        let path = format!("/r/{}/invite/{}", invited.table, invitation.id);
        let ines = world.visitor("provider, not guessed");
        let page = world.get(&path, ines).text();
        assert!(
            page.contains("The link you made opens nothing any more"),
            "{page}"
        );
        let refused = |act: &str, form: &str| {
            let reply = world.form(&format!("{path}/{act}"), ines, &[("form", form)]);
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
            assert!(!reply.text().contains("http://localhost/i/"));
        };
        refused("link", "renew");
        let table = format!("/r/{}", invited.table);
        assert_eq!(world.get(&table, &guest).status, StatusCode::OK);
        // Nor, once she has spoken, do they invite another first person.
        let outcome = outcome_of(world, &invited);
        rates(world, invited.table, outcome, &guest);
        refused("link", "renew");
        refused("withdrawal", "withdraw");
        let page = world.get(&path, ines).text();
        assert!(!page.contains("/withdrawal"), "{page}");
        let reply = world.form(
            &format!("{table}/invite"),
            ines,
            &[
                ("party", &invited.consumer.to_string()),
                ("name", "Second Guest"),
                ("email", ""),
                ("language", "en"),
                ("since", "start"),
                ("roles", "customer"),
                ("line", ""),
                ("then", "link"),
            ],
        );
        assert!(
            !reply.text().contains("http://localhost/i/"),
            "{}",
            reply.text()
        );
    });
}

#[test]
fn a_supplier_that_the_provider_seats_afterwards_sees_no_figure_of_the_consumer() {
    on_both(|world| {
        let invited = kestrel(world);
        let outcome = outcome_of(world, &invited);
        let guest = comes(world, &invited.link);
        rates(world, invited.table, outcome, &guest);
        let table = invited.table;
        let seated = world.form(
            &format!("/r/{table}/parties"),
            world.visitor("provider, not guessed"),
            &[("name", "Sock Puppets"), ("kind", "supplier")],
        );
        let party = between(seated.header("location"), "party=", "&")
            .parse()
            .unwrap();
        let link = invites(
            world,
            "provider, not guessed",
            table,
            party,
            "representative",
        );
        let puppet = comes(world, &link);
        let said = |path: &str| world.get(&format!("/api/v1/relationships/{table}{path}"), &puppet);
        let value = said("/value").json().to_string();
        assert!(value.contains("guess_first"), "{value}");
        // Nobody but the provider guesses.
        for page in ["value", "value.csv", "review"] {
            let page = world.get(&format!("/r/{table}/{page}"), &puppet).text();
            assert!(!page.contains("guess first"), "{page}");
        }
        let record = said("/record").json().to_string();
        assert!(!record.contains("assessment_made"), "{record}");
        let page = world
            .get(&format!("/r/{table}/outcomes/{outcome}"), &puppet)
            .text();
        assert!(!page.contains(">7<") && !page.contains("7 of 10"), "{page}");
        // The consumer's own people open it, with an account; nobody else does.
        let share = [("party", party.to_string())];
        let share: Vec<(&str, &str)> = share.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let path = format!("/r/{table}/parties/figures");
        for visitor in [&puppet, world.visitor("provider, not guessed"), &guest] {
            let reply = world.form(&path, visitor, &share);
            assert_ne!(reply.status, StatusCode::SEE_OTHER);
        }
        let cleo = claims(world, table, &guest);
        let reply = world.form(&path, &cleo, &share);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
        assert!(
            said("/record")
                .json()
                .to_string()
                .contains("assessment_made")
        );
    });
}

#[test]
fn an_account_takes_the_seat_and_the_table_sees_whose_it_is() {
    on_both(|world| {
        let invited = opens(
            world,
            "provider, not guessed",
            &[("organisation", "Northwind")],
        );
        let mara = world.visitor("customer");
        let page = world.get(&invited.link, mara).text();
        assert!(
            page.contains("Take this seat as Mara Osei of Northwind Logistics"),
            "{page}"
        );
        // Nobody of the provider becomes its own consumer.
        let viktor = world.visitor("provider, guessed");
        let reply = world.form(&format!("{}/take", invited.link), viktor, &[]);
        assert_ne!(reply.status, StatusCode::SEE_OTHER);
        let reply = world.form(&format!("{}/take", invited.link), mara, &[]);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
        let parties = world
            .get(&format!("/r/{}/parties", invited.table), mara)
            .text();
        assert!(parties.contains("Northwind Logistics"), "{parties}");
        assert!(parties.contains("with an account of their organisation"));
        assert!(!parties.contains("All that is known of the people here is a link"));
        assert_eq!(world.get(&invited.link, &NOBODY).status, StatusCode::GONE);
    });
}

#[test]
fn a_program_neither_names_an_organisation_of_others_nor_seats_its_people() {
    on_both(|world| {
        let ines = world.visitor("provider, not guessed");
        let northwind = world.northwind;
        let body = format!(
            r#"{{"command":"open_relationship","name":"By a program","side":"provider",
            "counterpart":"{northwind}","closeness":"regular","currency":"EUR",
            "time_zone":"Europe/Berlin"}}"#
        );
        let path = "/api/v1/relationships";
        let opened = world.post_json(path, ines, Some("key"), body.into_bytes());
        assert_eq!(opened.status, StatusCode::OK, "{}", opened.text());
        let table = opened.json()["relationship"].as_str().unwrap().to_owned();
        let frame = world
            .get(&format!("{path}/{table}"), ines)
            .json()
            .to_string();
        assert!(
            !frame.contains(&northwind.to_string()),
            "it is only said to be so"
        );
        let consumer = {
            let id = RelationshipId(Uuid::parse_str(&table).unwrap());
            let relationship = world.app.relationship(id).unwrap().unwrap();
            let seen = relationship.seen_by(world.ines, &relationship).unwrap();
            seen.frame().consumer
        };
        let body = format!(
            r#"{{"command":"admit_person","person":"{}","party":"{consumer}","roles":["customer"],
            "since":"start"}}"#,
            world.mara
        );
        let path = format!("{path}/{table}/commands");
        let reply = world.post_json(&path, ines, None, body.into_bytes());
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            reply.text().contains("wrong_organisation"),
            "{}",
            reply.text()
        );
        // A seat is taken by whoever shows its link, and no program can say that it did.
        let body = format!(r#"{{"command":"take_seat","from":"{}"}}"#, world.mara);
        let reply = world.post_json(&path, ines, None, body.into_bytes());
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn whoever_takes_the_name_of_somebody_opposite_is_shown_with_their_party() {
    on_both(|world| {
        let invited = kestrel(world);
        // The wrong person passes the link on, to "Ines Falk".
        let pass = [("form", "pass-on"), ("name", "ines fálk"), ("email", "")];
        let passed = world.form(&format!("{}/pass-on", invited.link), &NOBODY, &pass);
        assert_eq!(passed.status, StatusCode::SEE_OTHER, "{}", passed.text());
        let passed = world.get(passed.header("location"), &NOBODY);
        // Who passed it on has no link of their own to come back by.
        let old = world.get(&invited.link, &NOBODY).text();
        assert!(old.contains("Was it you who passed it on?"), "{old}");
        assert!(!old.contains("Come back by your own link"), "{old}");
        let guest = comes(world, &link_in(&passed.text()));
        let said = world.form(
            &format!("/r/{}/dialogue", invited.table),
            &guest,
            &[
                ("kind", "need"),
                ("audience", "whole_table"),
                ("words", "Faster, please"),
            ],
        );
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
        let ines = world.visitor("provider, not guessed");
        for who in [ines, &guest] {
            for place in ["dialogue", "record", "parties"] {
                let page = world
                    .get(&format!("/r/{}/{place}", invited.table), who)
                    .text();
                assert!(page.contains("ines fálk (Kestrel)"), "{page}");
                // Her own name at the head of her own pages needs no party; what she was called when she
                // was seated is quoted beside what her organisation was called.
                let bare = page.matches("ines fálk<").count();
                let quoted = place == "record";
                assert_eq!(bare > 0, quoted || who.name == guest.name, "{page}");
            }
            let page = world
                .get(&format!("/r/{}/parties", invited.table), who)
                .text();
            assert!(page.contains("Ines Falk (Meridian)"), "{page}");
        }
        // Whose name nobody opposite bears stands alone.
        let mara = world.visitor("customer");
        let page = world
            .get(&format!("/r/{}/parties", world.table), mara)
            .text();
        assert!(
            page.contains("Ines Falk") && !page.contains("Ines Falk ("),
            "{page}"
        );
    });
}

#[test]
fn a_form_for_another_partys_people_is_refused_and_never_ones_own_instead() {
    on_both(|world| {
        let ines = world.visitor("provider, not guessed");
        let page =
            |party: &str| world.get(&format!("/r/{}/invite?party={party}", world.table), ines);
        let theirs = page(&world.consumer.to_string());
        assert_eq!(theirs.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(theirs.text().contains("Only a party’s own people admit"));
        assert_eq!(page("nonsense").status, StatusCode::NOT_FOUND);
        assert_eq!(page(&world.provider.to_string()).status, StatusCode::OK);
    });
}

#[test]
fn the_maker_of_a_link_signed_in_does_not_contest_it() {
    on_both(|world| {
        let invited = kestrel(world);
        comes(world, &invited.link);
        let ines = world.visitor("provider, not guessed");
        let heads = world.heads();
        let contest = world.form(&format!("{}/contest", invited.link), ines, &[]);
        assert_eq!(contest.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.heads(), heads);
    });
}

#[test]
fn a_guest_planted_before_their_organisation_is_confirmed_is_no_member_of_it() {
    on_both(|world| {
        let accounts = world.app.accounts();
        let invited = kestrel(world);
        // Two links before anybody comes: the guest's, and one for somebody else.
        let planted = invites(
            world,
            "provider, not guessed",
            invited.table,
            invited.consumer,
            "sponsor",
        );
        let guest = claims(world, invited.table, &comes(world, &invited.link));
        let (cleo, planted_id) = {
            let all = accounts.invitations_to(invited.table).unwrap();
            let came = |came: bool| {
                let found = all.iter().find(|it| it.used_at.is_some() == came);
                accounts.person(found.unwrap().person).unwrap().unwrap()
            };
            (came(true), came(false).id)
        };
        let now = jiff::Timestamp::from_millisecond(crate::world::NOW).unwrap();
        accounts
            .confirm_organisation(cleo.organisation, cleo.id, now)
            .unwrap();
        // Only then somebody comes by the other link, and makes the seat an account.
        let paul = claims(world, invited.table, &comes(world, &planted));
        let page = world.get("/open", &paul);
        assert!(
            page.text()
                .contains("has not said yet that you are one of its people")
        );
        let opening = [
            ("organisation", "Anybody"),
            ("name", "In their name"),
            ("side", "consumer"),
            ("closeness", "regular"),
            ("currency", "EUR"),
            ("time_zone", "Europe/Berlin"),
        ];
        let opens = || world.form("/open", &paul, &opening).status;
        assert_eq!(opens(), StatusCode::UNPROCESSABLE_ENTITY);
        // He is shown no colleague, and puts none of them into a seat, by page or by program.
        let own = format!("/r/{}/invite", invited.table);
        let page = world.get(&own, &paul);
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(!page.text().contains("A colleague"), "{}", page.text());
        let (colleague, _) = accounts
            .add_person(cleo.id, &crate::world::newcomer("Kim Kestrel"), now)
            .unwrap();
        let admitted = world.form(
            &own,
            &paul,
            &[
                ("party", &invited.consumer.to_string()),
                ("person", &colleague.id.to_string()),
                ("since", "start"),
                ("roles", "customer"),
                ("line", ""),
                ("then", "link"),
            ],
        );
        assert_eq!(admitted.status, StatusCode::UNPROCESSABLE_ENTITY);
        let admit = act::AdmitPerson {
            person: colleague.id,
            party: invited.consumer,
            roles: vec![Role::Customer],
            since: Since::Start,
        };
        let done = world
            .app
            .execute(app::Act::once(invited.table, planted_id, admit));
        assert!(done.is_err());
        let parties = format!("/r/{}/parties", invited.table);
        let page = world.get(&parties, world.visitor("provider, not guessed"));
        assert!(page.text().contains("by a link that Meridian made"));

        // The administrator sees who waits, at which table and by whose link, and takes them in.
        let page = world.get("/organisation", &guest).text();
        assert!(page.contains("Said to be of your organisation"), "{page}");
        assert!(
            page.contains("To “Clinics on line”, by a link of Ines Falk, Meridian Mobile"),
            "{page}"
        );
        let judge = |act: &str| {
            let path = format!("/organisation/people/{planted_id}");
            world.form(&path, &guest, &[("do", act)]).status
        };
        assert_eq!(judge("link"), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(judge("disown"), StatusCode::SEE_OTHER);
        let page = world.get("/organisation", &guest).text();
        assert!(page.contains("Not of your organisation"), "{page}");
        assert_eq!(opens(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(judge("take-in"), StatusCode::SEE_OTHER);
        assert_eq!(opens(), StatusCode::SEE_OTHER);
    });
}

#[test]
fn what_the_mark_of_a_party_by_link_means_is_said_on_every_page_that_shows_it() {
    let world = World::new();
    let invited = kestrel(&world);
    let guest = comes(&world, &invited.link);
    let outcome = outcome_of(&world, &invited);
    rates(&world, invited.table, outcome, &guest);
    let maker = world.visitor("provider, not guessed");
    let base = format!("/r/{}", invited.table);
    for (path, visitor) in [
        (base.clone(), maker),
        (format!("{base}/parties"), maker),
        (format!("{base}/value"), maker),
        (format!("{base}/welcome"), &guest),
        (format!("{base}/parties"), &guest),
    ] {
        let page = world.get(&path, visitor).text();
        let explained = page.matches("class=\"note by-links\"").count();
        assert_eq!(explained, 1, "{path}: {page}");
        let said = between(&page, "class=\"note by-links\"", "</p>");
        // For whoever cannot hover: as text, without any attribute.
        assert!(said.contains(": here only by a link that"), "{said}");
    }
    let other = world.get(&format!("/r/{}", world.table), maker).text();
    assert!(!other.contains("by-links"));
}

#[test]
fn whoever_is_asked_about_as_a_colleague_is_named_wherever_it_is_asked() {
    let world = World::new();
    let invited = kestrel(&world);
    let (maker, table) = ("provider, not guessed", invited.table);
    let second = invites(&world, maker, table, invited.consumer, "sponsor");
    let outcome = outcome_of(&world, &invited);
    let come = |link: &str| {
        let guest = comes(&world, link);
        rates(&world, table, outcome, &guest);
        claims(&world, table, &guest)
    };
    let first = come(&invited.link);
    come(&second);
    for path in ["/".to_owned(), format!("/r/{table}")] {
        let page = world.get(&path, &first).text();
        assert!(
            page.contains("Is The sponsor one of your people?"),
            "{path}: {page}"
        );
    }
}
