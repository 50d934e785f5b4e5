//! What pages say where something is missing, ended or refused.

use accounts::secrecy::ExposeSecret as _;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::words::{PartyKind, Quality, Role, Since};
use domain::{Command, act};
use jiff::Timestamp;
use uuid::Uuid;

use crate::world::{NOW, World, do_at};

const WRITTEN: &str = "A thought of several words";
const SECRET: &str = "several words that open an account";

#[test]
fn what_was_written_and_could_not_be_recorded_is_given_back() {
    let world = World::new();
    let nobody = world.visitor("anonymous");
    let path = format!("/r/{}/dialogue", world.table);
    let fields = [
        ("words", WRITTEN),
        ("kind", "need"),
        ("current_password", SECRET),
    ];
    let reply = world.form(&path, nobody, &fields);
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    let page = reply.text();
    assert!(page.contains(WRITTEN), "{page}");
    assert!(!page.contains(SECRET), "a password is never shown");
    // The form leads nowhere by itself: the page on which it stands is come back to.
    assert!(page.contains(&format!("/sign-in?back={path}\"")), "{page}");

    // One word is as much somebody's own as many are; what was chosen beside it is not.
    let page = world
        .form(&path, nobody, &[("words", "Daylight"), ("kind", "need")])
        .text();
    assert!(page.contains("Daylight"), "{page}");
    assert!(!page.contains(">need<"), "{page}");

    // So is it where the page was loaded under a session that is another one by now.
    let stale = world
        .request(&Method::POST, &path, world.visitor("customer"))
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("csrf=stale&words=Said+in+another+window"));
    let reply = world.send(stale.unwrap());
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(reply.text().contains("Said in another window"));

    let from_elsewhere = world
        .request(&Method::POST, &path, nobody)
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("words=Not+a+word+of+ours"));
    let reply = world.send(from_elsewhere.unwrap());
    assert!(!reply.text().contains("Not a word of ours"));
}

#[test]
fn what_is_written_into_a_form_that_its_page_does_not_have_any_more_is_given_back() {
    let world = World::new();
    let path = format!("/r/{}/dialogue/{}", world.table, world.contribution);
    let customer = world.visitor("customer");
    // A reply of a kind that this word does not take has no form on its page.
    let fields = [
        ("form", "reply"),
        ("kind", "reply"),
        ("audience", "thread"),
        ("words", WRITTEN),
    ];
    let reply = world.form(&format!("{path}/replies"), customer, &fields);
    assert!(reply.status.is_client_error(), "{}", reply.status);
    assert!(reply.text().contains(WRITTEN), "{}", reply.text());
}

#[test]
fn what_a_question_has_to_be_about_is_asked_for_in_sight() {
    let world = World::new();
    let path = format!("/r/{}/dialogue", world.table);
    let customer = world.visitor("customer");
    let refused = [
        ("form", "say"),
        ("kind", "question"),
        ("words", WRITTEN),
        ("audience", "whole_table"),
    ];
    for page in [
        world.get(&path, customer),
        world.form(&path, customer, &refused),
    ] {
        let page = page.text();
        let composer = page.split("id=\"say\"").nth(1).unwrap();
        let in_sight = composer.split("<details").next().unwrap();
        assert!(in_sight.contains("id=\"say-outcome\""), "{in_sight}");
    }
}

#[test]
fn nobody_is_asked_for_what_they_have_said() {
    let world = World::new();
    let path = format!("/r/{}/decisions/{}", world.table, world.proposal);
    let asks = |name| {
        let page = world.get(&path, world.visitor(name)).text();
        page.contains("Say where you stand")
    };
    assert!(asks("supplier"));
    assert!(!asks("customer"), "she has said that she objects");

    // Nor whether something still holds that nobody can say any more.
    let path = format!("/r/{}/outcomes/{}", world.table, world.outcome);
    let still = || {
        let page = world.get(&path, world.visitor("customer")).text();
        page.contains("Still so")
    };
    let reword = act::RewordOutcome {
        outcome: world.outcome,
        statement: "So that dispatch reaches a driver".to_owned(),
        objective: String::new(),
        for_party: world.consumer,
        depends_on: Quality::Warranty,
        delivered: true,
    };
    do_at(&world.app, world.table, world.mara, reword);
    assert!(still());
    let why = "Another one says it better".to_owned();
    let outcome = world.outcome;
    do_at(
        &world.app,
        world.table,
        world.mara,
        act::RetireOutcome { outcome, why },
    );
    assert!(!still());
}

#[test]
fn what_is_shown_once_is_not_made_again_by_loading_the_page_again() {
    let world = World::new();
    let visitor = world.visitor("customer");
    let send = |cookie: &str| {
        let fields = [
            ("csrf", visitor.csrf()),
            ("key", "one-page.token".to_owned()),
            ("name", "nightly".to_owned()),
            ("scope", "read".to_owned()),
            ("days", "30".to_owned()),
        ];
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = world
            .request(&Method::POST, "/account/tokens", visitor)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        if !cookie.is_empty() {
            request = request.header("cookie", cookie);
        }
        world.send(request.body(Body::from(body.join("&"))).unwrap())
    };
    let made = send("");
    assert!(made.text().contains("covalue_"), "{}", made.text());
    let cookies = made.headers.get_all("set-cookie").iter();
    let shown = cookies.filter_map(|cookie| cookie.to_str().ok());
    let mut shown = shown.filter_map(|cookie| cookie.split(';').next());
    let shown = shown.rfind(|cookie| cookie.starts_with("covalue-shown="));
    let again = send(shown.expect("what was shown is noted"));
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let mara = world.mara;
    let tokens = world.app.accounts().tokens_of(mara).unwrap();
    let nightly = tokens.iter().filter(|token| token.name == "nightly");
    assert_eq!(nightly.count(), 1);
}

#[test]
fn a_page_that_is_not_there_leads_back_to_the_table_one_sits_at() {
    let world = World::new();
    let path = format!("/r/{}/outcomes/{}", world.table, Uuid::new_v4());
    let back = format!("href=\"/r/{}\"", world.table);
    let seated = world.get(&path, world.visitor("customer"));
    assert_eq!(seated.status, StatusCode::NOT_FOUND);
    assert!(seated.text().contains(&back));
    let stranger = world.get(&path, world.visitor("member elsewhere"));
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    assert!(!stranger.text().contains(&back));
}

#[test]
fn a_page_that_is_not_there_says_so_in_its_readers_language() {
    let world = World::new();
    let customer = world.visitor("customer");
    let german = [
        ("form", "locale"),
        ("name", "Mara Osei"),
        ("language", "de"),
        ("time_zone", "Europe/Berlin"),
    ];
    let saved = world.form("/account/locale", customer, &german);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let nowhere = "Diese Adresse führt ins Leere";
    let table = format!("/r/{}/no-such-page", world.table);
    for path in ["/no-such-page", table.as_str()] {
        let page = world.get(path, customer);
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.text().contains(nowhere), "{path}: {}", page.text());
    }
    let wrong = world.form("/robots.txt", customer, &[]);
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(wrong.text().contains("lang=\"de\""), "{}", wrong.text());
}

#[test]
fn whoever_asks_for_the_address_of_a_form_is_led_to_its_page() {
    let world = World::new();
    let customer = world.visitor("customer");
    for (form, page) in [
        ("/dialogue/{}/replies", "/dialogue/{}"),
        ("/voices/dismissal", ""),
        ("/parties/terms", "/parties"),
    ] {
        let table = format!("/r/{}", world.table);
        let of = |path: &str| table.clone() + &path.replace("{}", &world.contribution.to_string());
        let led = world.get(&of(form), customer);
        assert_eq!(
            (led.status, led.header("location")),
            (StatusCode::SEE_OTHER, of(page).as_str())
        );
        assert_eq!(world.get(&of(page), customer).status, StatusCode::OK);
    }
    let forms = World::routes()
        .filter(|route| route.method() == Method::POST && !route.path.starts_with("/api/"));
    for form in forms {
        let mut at = world.fill(form.path, world.table);
        // A page may lead on once more: to sign in, to what is open.
        for _ in 0..3 {
            let reply = world.get(&at, customer);
            let to = reply.header("location").to_owned();
            if to.is_empty() {
                break;
            }
            assert_ne!(to, at, "{}", form.path);
            at = to;
        }
        assert!(
            !world.get(&at, customer).status.is_redirection(),
            "{}",
            form.path
        );
    }
    let commands = format!("/api/v1/relationships/{}/commands", world.table);
    assert_eq!(
        world.get(&commands, customer).status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}

#[test]
fn a_server_without_mail_offers_to_send_none() {
    let world = World::new();
    let page = world.get("/password", world.visitor("anonymous")).text();
    assert!(!page.contains("<form"), "{page}");
}

#[test]
fn a_closed_relationship_says_so_where_it_is_listed_and_asks_nobody_more() {
    let world = World::new();
    let customer = world.visitor("customer");
    let dialogue = format!("/r/{}/dialogue", world.table);
    let waits = "not said back yet";
    assert!(!world.get("/", customer).text().contains("Closed on"));
    assert!(world.get(&dialogue, customer).text().contains(waits));
    let value = || {
        let path = format!("/r/{}/value", world.table);
        let page = world.get(&path, world.visitor("provider, not guessed"));
        page.text()
    };
    assert!(value().contains("has spoken; guess first"));
    for (name, said) in [
        ("customer", "said=closing-consented"),
        ("supplier", "said=closing-consented"),
        ("provider, guessed", "said=closing-closed"),
    ] {
        let settings = format!("/r/{}/settings", world.table);
        let page = world.get(&settings, world.visitor(name)).text();
        let proposal = page.split("name=\"closing\" value=\"").nth(1).unwrap();
        let proposal = proposal.split('"').next().unwrap();
        let path = format!("{settings}/closing");
        let done = world.form(&path, world.visitor(name), &[("closing", proposal)]);
        assert!(done.header("location").ends_with(said), "{name}");
    }
    assert!(world.get("/", customer).text().contains("Closed on"));
    assert!(!world.get(&dialogue, customer).text().contains(waits));
    let invite = world.get(&format!("/r/{}/invite", world.table), customer);
    assert_eq!(invite.status, StatusCode::SEE_OTHER);
    assert!(!value().contains("guess first"), "nobody can any more");
    assert!(value().contains("has spoken"));
}

#[test]
fn of_many_parties_those_who_have_not_spoken_share_a_line() {
    let world = World::new();
    let value = |world: &World| {
        let path = format!("/r/{}/value", world.table);
        world.get(&path, world.visitor("customer")).text()
    };
    assert!(!value(&world).contains("Not heard yet on any of these"));
    for name in ["Aare", "Birs", "Chiese", "Doubs", "Emme"] {
        let now = Timestamp::from_millisecond(NOW).unwrap();
        let organisation = world.app.accounts().create_organisation(name, now);
        let command = Command::SeatParty(act::SeatParty {
            organisation: organisation.unwrap().id,
            kind: PartyKind::Supplier,
            dependency: None,
        });
        do_at(&world.app, world.table, world.ines, command);
    }
    let page = value(&world);
    assert!(page.contains("Not heard yet on any of these: "), "{page}");
    // On a phone, the same of each outcome.
    assert!(page.contains("Not heard yet: "), "{page}");
    let head = |name: &str| page.contains(&format!("<th scope=\"col\">{name}</th>"));
    assert!(!head("Aare"), "nobody has a column for nothing");
    for name in ["Aare", "Birs", "Chiese", "Doubs", "Emme"] {
        assert!(page.contains(name), "{name} is named all the same");
    }
}

#[test]
fn an_outcome_offers_what_the_rule_lets_the_visitor_do() {
    let world = World::new();
    let path = format!("/r/{}/outcomes/{}", world.table, world.outcome);
    let guess = format!("href=\"/r/{}/guess/{}\"", world.table, world.outcome);
    let offers = |visitor: &_, path: &str| {
        let page = world.get(path, visitor).text();
        let forms = ["/retirement\"", "/effects\"", &guess];
        forms.map(|form| page.contains(form))
    };
    let mut retirers = 0;
    for visitor in &world.visitors {
        if visitor.by_token() || world.get(&path, visitor).status != StatusCode::OK {
            continue;
        }
        let [retire, state, _] = offers(visitor, &path);
        retirers += usize::from(retire);
        // The rule is asked by doing it without a reason: whoever may is asked for one.
        let refused = world.form(&format!("{path}/retirement"), visitor, &[("why", "")]);
        let may = refused.text().contains("Say something here.");
        assert_eq!(retire, may, "{}: {}", visitor.name, refused.status);
        assert!(state || !retire, "{}", visitor.name);
    }
    assert!(retirers > 0, "somebody may retire it");

    let now = world.app.relationship(world.table).unwrap().unwrap();
    let begun = Timestamp::from_millisecond(now.opened_at().0 + 1).unwrap();
    let past = format!("/r/{}?as_of={begun}", world.table);
    let page = world.get(&past, world.visitor("customer")).text();
    assert!(!page.contains("/guess/"), "{page}");

    let retired = act::RetireOutcome {
        outcome: world.outcome,
        why: "Nobody asks for it".to_owned(),
    };
    do_at(&world.app, world.table, world.mara, retired);
    for visitor in &world.visitors {
        assert_eq!(offers(visitor, &path), [false; 3], "{}", visitor.name);
    }
}

#[test]
fn a_party_that_joins_where_something_was_said_reads_from_now_unless_it_is_chosen_otherwise() {
    let world = World::new();
    let invite = |name: &str, of: domain::ids::PartyId| {
        let path = format!("/r/{}/invite?party={of}", world.table);
        world.get(&path, world.visitor(name)).text()
    };
    let checked = |page: &str| {
        let chosen = page
            .split("<input")
            .find(|tag| tag.contains("name=\"since\"") && tag.contains("checked"));
        chosen.is_some_and(|tag| tag.contains("value=\"now\""))
    };
    let accounts = world.app.accounts();
    let joins = accounts
        .create_organisation("Nordlicht Sites", jiff::Timestamp::UNIX_EPOCH)
        .unwrap();
    let seat = domain::act::SeatParty {
        organisation: joins.id,
        kind: domain::words::PartyKind::Other,
        dependency: None,
    };
    do_at(&world.app, world.table, world.ines, seat);
    let seen = world.app.relationship(world.table).unwrap().unwrap();
    let frame = seen.seen_by(world.ines, &seen).unwrap().frame();
    let joins = frame
        .parties
        .iter()
        .find(|party| party.organisation == joins.id);
    assert!(checked(&invite("provider, guessed", joins.unwrap().id)));
    assert!(!checked(&invite("provider, guessed", frame.provider)));
}

#[test]
fn whoever_reads_from_now_is_offered_to_give_no_more() {
    let world = World::new();
    let seen = world.app.relationship(world.table).unwrap().unwrap();
    let table = seen.seen_by(world.tom, &seen).unwrap().table();
    let from_now = table.seats.iter().find(|it| it.since == Since::Now);
    let fay = from_now.expect("the facilitator reads from now");
    let speaks = act::SetRoles {
        person: fay.person,
        roles: vec![Role::Representative],
    };
    do_at(&world.app, world.table, world.tom, speaks);

    let facilitator = world.visitor("facilitator");
    let path = format!("/r/{}/invite", world.table);
    let choices = |name: &str| {
        let page = world.get(&path, world.visitor(name)).text();
        let inputs = page.split("<input").skip(1);
        let since = inputs.filter(|tag| tag.contains("name=\"since\""));
        let value = |tag: &str| tag.split("value=\"").nth(1).map(|it| it[..3].to_owned());
        since.filter_map(value).collect::<Vec<_>>()
    };
    assert_eq!(choices("facilitator"), ["now"]);
    assert_eq!(choices("supplier"), ["sta", "now"]);

    let party = fay.party.to_string();
    let asks = |since: &str| {
        let fields = [
            ("party", party.as_str()),
            ("name", "Nils Berg"),
            ("roles", "member"),
            ("since", since),
            ("language", "en"),
            ("then", "link"),
        ];
        world.form(&path, facilitator, &fields)
    };
    let refused = asks("start");
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(
        refused
            .text()
            .contains("Your own seat reads from when you came")
    );
    assert_eq!(asks("now").status, 303);
}

#[test]
fn whoever_is_a_guest_elsewhere_is_led_to_their_own_link_before_they_begin_here() {
    let world = World::new();
    let (_, link) = world
        .app
        .accounts()
        .renew_invitation(
            world.invitation.parse().unwrap(),
            world.mara,
            accounts::Side::Own,
            Timestamp::from_millisecond(NOW).unwrap(),
        )
        .unwrap();
    let path = format!("/i/{}", link.expose_secret());
    let page = |name: &str| world.get(&path, world.visitor(name)).text();
    assert!(page("guest elsewhere").contains("/way-back"));
    assert!(!page("customer").contains("/way-back"));
}

/// Every address that a page leads to or sends a form to, of this server.
fn leads_to(page: &str) -> Vec<(&'static str, String)> {
    let all = |attribute: &str, kind: &'static str| -> Vec<_> {
        let parts = page.split(attribute).skip(1);
        let targets = parts.filter_map(|rest| rest.split('"').next());
        let own =
            targets.filter(|target| target.starts_with('/') && !target.starts_with("/assets/"));
        own.map(|target| (kind, target.replace("&amp;", "&")))
            .collect()
    };
    [all(" href=\"", "href"), all(" action=\"", "action")].concat()
}

#[test]
fn a_page_shown_again_leads_where_it_would_have_led_at_its_own_address() {
    let world = World::new();
    let (ines, table) = (world.visitor("provider, not guessed"), world.table);
    let routes = || World::routes().map(|route| (route.method(), route.path));
    let is_there = |kind: &str, target: &str| {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        routes().any(|(method, route)| {
            let fits = route.split('/').count() == path.split('/').count()
                && route
                    .split('/')
                    .zip(path.split('/'))
                    .all(|(wanted, part)| wanted == part || wanted.starts_with('{'));
            fits && (kind == "action" || method == Method::GET)
        })
    };
    let (_, link) = crate::stores::invite(&world, "Pia Passing");
    let link = format!("/i/{link}");
    let refused = [
        (
            format!("{link}/pass-on"),
            "anonymous",
            vec![("form", "pass-on"), ("name", "")],
        ),
        (
            format!("/r/{table}/parties/terms"),
            ines.name,
            vec![("form", "terms")],
        ),
        (
            format!("/r/{table}/parties/people/{}", world.ines),
            ines.name,
            vec![("form", "roles"), ("do", "roles")],
        ),
        (
            format!("/r/{table}/outcomes/{}/retirement", world.outcome),
            ines.name,
            vec![("form", "retire"), ("why", "")],
        ),
        (
            format!("/r/{table}/dialogue/{}/replies", world.contribution),
            "customer",
            vec![("form", "reply"), ("words", "")],
        ),
    ];
    for (path, visitor, fields) in refused {
        let reply = world.form(&path, world.visitor(visitor), &fields);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        let targets = leads_to(&reply.text());
        assert!(!targets.is_empty());
        for (kind, target) in targets {
            assert!(
                is_there(kind, &target),
                "{path} leads to {target} by {kind}"
            );
        }
    }
    // And it is mended there.
    let named = |name| [("form", "pass-on"), ("name", name), ("email", "")];
    let anonymous = world.visitor("anonymous");
    let page = world.form(&format!("{link}/pass-on"), anonymous, &named(""));
    let page = page.text();
    let again = page.split("action=\"").skip(1).find_map(|rest| {
        let target = rest.split('"').next()?;
        target.ends_with("/pass-on").then(|| target.to_owned())
    });
    let done = world.form(&again.unwrap(), anonymous, &named("Sid Successor"));
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}

#[test]
fn signing_in_leads_to_what_was_asked_of_the_page_too() {
    let world = World::new();
    let path = format!(
        "/r/{}/value?as_of=2030-01-01T00%3A00%3A00Z&x=a%26b",
        world.table
    );
    let reply = world.get(&format!("{path}&said=words"), world.visitor("anonymous"));
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let to = url::Url::parse(&format!("http://localhost{}", reply.header("location"))).unwrap();
    let back: Vec<_> = to
        .query_pairs()
        .filter(|(name, _)| name == "back")
        .collect();
    let [(_, back)] = &back[..] else {
        panic!("{to}");
    };
    // Without what the page said once.
    let read = |path: &str| {
        let url = url::Url::parse(&format!("http://localhost{path}")).unwrap();
        let pairs: Vec<_> = url.query_pairs().into_owned().collect();
        (url.path().to_owned(), pairs)
    };
    assert_eq!(read(back), read(&path));
}

#[test]
fn whoever_may_not_leave_keeps_the_roles_that_the_form_beside_it_shows() {
    let world = World::new();
    let ines = world.visitor("provider, not guessed");
    let parties = format!("/r/{}/parties", world.table);
    let checked = |page: &str| page.matches(" checked>").count();
    let before = world.get(&parties, ines).text();
    let leaves = format!("leaves-{}", world.mara);
    let fields = [("form", leaves.as_str()), ("do", "unseat")];
    let path = format!("{parties}/people/{}", world.mara);
    let customer = world.visitor("customer");
    let before_customer = world.get(&parties, customer).text();
    let refused = world.form(&path, customer, &fields);
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.text()
    );
    assert_eq!(checked(&refused.text()), checked(&before_customer));
    assert!(checked(&before) > 0);
}

#[test]
fn a_past_page_tells_how_long_ago_something_was_then() {
    let world = World::new();
    let customer = world.visitor("customer");
    let path = format!("/r/{}/dialogue", world.table);
    let long_ago = |page: &str| page.contains(" days ago");
    let words = "The dispatchers hear nothing";
    let said = act::Say::new(
        domain::words::ContributionKind::Need,
        domain::words::Audience::WholeTable,
        words,
    );
    do_at(&world.app, world.table, world.mara, said);
    let now = world.get(&path, customer).text();
    world
        .clock
        .set(domain::Moment(NOW + 2 * domain::Moment::DAY));
    let later = world.get(&path, customer).text();
    assert!(!long_ago(&now) && long_ago(&later), "{later}");
    // Something is recorded, so that there is a past.
    do_at(
        &world.app,
        world.table,
        world.mara,
        act::SayPurpose {
            purpose: "Drivers reach dispatch".to_owned(),
        },
    );
    let moment = Timestamp::from_millisecond(NOW + 60_000).unwrap();
    let past = world
        .get(&format!("{path}?as_of={moment}"), customer)
        .text();
    assert!(!long_ago(&past), "{past}");
    // What a script tells anew counts from there, too.
    assert!(past.contains("data-as-of=\"") && !later.contains("data-as-of"));
}

#[test]
fn a_moment_typed_in_ones_own_zone_is_one_moment_for_everybody_it_is_sent_to() {
    let world = World::new();
    let customer = world.visitor("customer");
    world.clock.set(domain::Moment(NOW + 90_000_000));
    do_at(
        &world.app,
        world.table,
        world.mara,
        act::SayPurpose {
            purpose: "Drivers reach dispatch".to_owned(),
        },
    );
    let local = Timestamp::from_millisecond(NOW + 60_000).unwrap();
    let local = local.strftime("%Y-%m-%dT%H:%M");
    let path = format!("/r/{}/value", world.table);
    let typed = world.get(&format!("{path}?as_of={local}&x=1"), customer);
    assert_eq!(typed.status, 303, "{}", typed.text());
    let there = typed.header("location").to_owned();
    assert!(
        there.contains("59.999Z") && there.ends_with("&x=1"),
        "{there}"
    );
    assert_eq!(world.get(&there, customer).status, 200);
}

#[test]
fn each_party_rates_in_its_own_colour() {
    let world = World::new();
    let path = format!("/r/{}/rate/{}", world.table, world.outcome);
    for (visitor, look) in [("provider, guessed", "provider"), ("customer", "consumer")] {
        let page = world.get(&path, world.visitor(visitor)).text();
        assert!(
            page.contains(&format!("class=\"rating party-{look}\"")),
            "{page}"
        );
    }
}

#[test]
fn only_the_first_person_of_the_other_side_is_a_step_of_opening() {
    let world = World::new();
    let ines = world.visitor("provider, not guessed");
    let seated = world.form(
        &format!("/r/{}/parties", world.table),
        ines,
        &[("name", "Late Towers"), ("kind", "supplier")],
    );
    let page = world.get(seated.header("location"), ines).text();
    assert!(
        page.contains("Late Towers") && !page.contains("of 4"),
        "{page}"
    );
}

#[test]
fn closed_relationships_are_apart_from_those_that_are_open() {
    let world = World::new();
    let visitor = world.visitor("customer");
    let at = |page: &str| page.find(&format!("href=\"/r/{}\"", world.table));
    let open = world.get("/", visitor).text();
    assert!(
        at(&open).is_some() && !open.contains("closed relationship"),
        "{open}"
    );
    world.close();
    let closed = world.get("/", visitor).text();
    let apart = closed.find("One closed relationship").expect("a fold");
    assert!(at(&closed).is_some_and(|place| place > apart), "{closed}");
}

#[test]
fn the_overview_begins_with_what_concerns_its_reader() {
    let world = World::new();
    let table = format!("/r/{}", world.table);
    let read = |name: &str| world.get(&table, world.visitor(name)).text();
    let (dashboard, worth, words) = ("id=\"table\"", "id=\"worth\"", "id=\"words\"");
    let (lines, unheard) = ("id=\"lines\"", "id=\"unheard\"");
    // Who keeps the relationship has its dashboard, and whom nobody has heard.
    let keeper = read("provider, guessed");
    for part in [dashboard, worth, words, unheard] {
        assert!(keeper.contains(part), "{part} is missing");
    }
    // Each word that nobody has heard is one click from what makes it heard.
    let shown = keeper.split("id=\"unheard\"").nth(1).unwrap();
    let shown = shown.split("</section>").next().unwrap();
    assert!(shown.contains("?do=say_back#do") && shown.contains("?do=build#do"));
    // Who uses the service has three lines and no table.
    let user = read("user");
    assert!(user.contains(lines));
    let told = user.split(lines).nth(1).unwrap();
    let told = told.split("</ul>").next().unwrap();
    assert_eq!(told.matches("<li>").count(), 3);
    for part in [dashboard, worth, words, unheard] {
        assert!(!user.contains(part), "{part} is there");
    }
    // Everybody else has the table, and not how it is doing.
    for name in ["customer", "supplier", "observer"] {
        let page = read(name);
        assert!(page.contains(worth) && page.contains(words), "{name}");
        assert!(!page.contains(dashboard) && !page.contains(lines), "{name}");
    }
    // A facilitator looks after the table, whatever they are there.
    assert!(read("facilitator").contains(dashboard));
}

#[test]
fn a_sponsor_reads_what_the_mix_costs_their_own_party() {
    let world = World::new();
    let roles = vec![domain::words::Role::Sponsor];
    let (person, mara) = (world.jonas, world.mara);
    do_at(
        &world.app,
        world.table,
        mara,
        Command::SetRoles(act::SetRoles { person, roles }),
    );
    let sponsor = world.visitor("user");
    let page = world.get(&format!("/r/{}", world.table), sponsor).text();
    assert!(page.contains("id=\"worth\"") && page.contains("id=\"mix\""));
    assert!(!page.contains("id=\"words\"") && !page.contains("id=\"table\""));
    let mix = page.split("id=\"mix\"").nth(1).unwrap();
    assert!(mix.contains("class=\"you-pay\""), "{mix}");
    let home = world.get("/", sponsor).text();
    assert!(
        home.contains("You pay") || home.contains("You have not agreed"),
        "{home}"
    );
}

#[test]
fn what_changed_since_somebody_was_last_here_is_told_to_them_alone() {
    const HOUR: i64 = 60 * 60 * 1_000;
    const AMONG_US: &str = "kanarie-among-us";
    let world = World::new();
    let table = format!("/r/{}", world.table);
    let read = |name: &str| world.get(&table, world.visitor(name)).text();
    let since = "Since you were last here";
    let before = world.heads();
    assert!(!read("customer").contains(since));
    world.clock.set(domain::Moment(NOW + 2 * HOUR));
    assert!(!read("customer").contains(since), "nothing is new");
    assert_eq!(
        world.heads(),
        before,
        "reading writes nothing to the record"
    );
    let says = |audience, words: &str| {
        let said = act::Say::new(domain::words::ContributionKind::Need, audience, words);
        do_at(&world.app, world.table, world.ines, Command::Say(said));
    };
    says(domain::words::Audience::OwnParty, AMONG_US);
    says(
        domain::words::Audience::WholeTable,
        "To hear of works a day before",
    );
    world.clock.set(domain::Moment(NOW + 4 * HOUR));
    for _ in 0..2 {
        let page = read("customer");
        let told = page.split(since).nth(1).expect("something is new");
        let told = told.split("</details>").next().unwrap();
        assert!(told.contains("one entry by others"), "{told}");
        assert!(told.contains("Ines Falk") && !page.contains(AMONG_US));
    }
    // Whoever did it themselves, or never was here, reads nothing of the kind.
    assert!(!read("supplier").contains(since));
}

#[test]
fn a_page_past_the_last_leads_to_the_last() {
    let world = World::new();
    let customer = world.visitor("customer");
    let dialogue = format!("/r/{}/dialogue", world.table);
    let beyond = world.get(&format!("{dialogue}?kind=need&page=99"), customer);
    assert_eq!(beyond.status, StatusCode::SEE_OTHER);
    let last = beyond.header("location");
    assert_eq!(last, format!("{dialogue}?kind=need&said=last-page"));
    let page = world.get(last, customer).text();
    assert!(page.contains("There is no such page any more."), "{page}");
    assert_eq!(
        world.get(&format!("{dialogue}?page=0"), customer).status,
        200
    );
}

#[test]
fn no_table_tells_a_guess_before_it_was_opened_together() {
    let world = World::new();
    let guesser = world.visitor("provider, guessed");
    let tells = |path: &str| {
        let page = world.get(&format!("/r/{}{path}", world.table), guesser);
        let page = page.text();
        let told = |guess| page.contains(&format!("<b class=\"goes-on\">{guess}</b>"));
        ((0..=10).any(told), page)
    };
    for path in ["", "/value"] {
        let (told, page) = tells(path);
        assert!(!told && page.contains("ready to open"), "{path}: {page}");
    }
    let reveal = format!("/r/{}/reveal", world.table);
    let looked = world.form(&reveal, guesser, &[("form", "reveal"), ("nothing", "yes")]);
    assert_eq!(looked.status, StatusCode::SEE_OTHER);
    for path in ["", "/value"] {
        let (told, page) = tells(path);
        assert!(told, "{path}: {page}");
    }
}

#[test]
fn better_off_is_a_view_of_value() {
    let world = World::new();
    let (table, visitor) = (world.table, world.visitor("customer"));
    for place in ["value", "better-off"] {
        let page = world.get(&format!("/r/{table}/{place}"), visitor).text();
        let (nav, rest) = page.split_once("<main").unwrap();
        let nav = nav.split("side-nav").nth(1).unwrap();
        assert!(!nav.contains("better-off"), "{nav}");
        let current = format!("href=\"/r/{table}/value\" aria-current=\"page\"");
        assert!(nav.contains(&current), "{nav}");
        let current = format!("href=\"/r/{table}/{place}\" aria-current=\"page\"");
        assert!(rest.contains(&current), "{rest}");
        for view in ["value", "better-off"] {
            assert!(
                rest.contains(&format!("href=\"/r/{table}/{view}\"")),
                "{rest}"
            );
        }
    }
}

#[test]
fn a_table_is_opened_by_a_short_name() {
    let world = World::new();
    let visitor = world.visitor("provider, not guessed");
    for (length, status) in [
        (61, StatusCode::UNPROCESSABLE_ENTITY),
        (60, StatusCode::SEE_OTHER),
    ] {
        let name = "n".repeat(length);
        let fields = [
            ("organisation", "Kestrel Clinics"),
            ("name", &name),
            ("side", "provider"),
            ("closeness", "regular"),
            ("currency", "EUR"),
            ("time_zone", "Europe/Berlin"),
        ];
        let reply = world.form("/open", visitor, &fields);
        assert_eq!(reply.status, status, "{}", reply.text());
    }
}

/// Which party somebody sits for.
fn party_of(world: &World, person: domain::ids::PersonId) -> domain::ids::PartyId {
    let relationship = world.app.relationship(world.table).unwrap().unwrap();
    relationship.seen_by(person, &relationship).unwrap().party()
}

#[test]
fn an_outcome_is_said_to_be_unvalued_by_nobody_who_valued_it() {
    let world = World::new();
    let adds = Command::AddOutcome(act::AddOutcome {
        statement: "So that crews plan their routes".to_owned(),
        objective: String::new(),
        for_party: party_of(&world, world.tom),
        depends_on: Quality::Utility,
        delivered: false,
    });
    let added = do_at(&world.app, world.table, world.ines, adds);
    let Some(domain::Fact::OutcomeAdded(added)) = added.facts.first() else {
        panic!("not added")
    };
    let rates = Command::Assess(act::Assess {
        outcome: added.outcome,
        stage: domain::words::Stage::Expected,
        benefit: 9,
        usefulness: 9,
        importance: 9,
        why: String::new(),
        wording: None,
    });
    do_at(&world.app, world.table, world.tom, rates);
    let path = format!("/r/{}/value", world.table);
    let page = world.get(&path, world.visitor("customer")).text();
    assert!(page.contains("nobody from Northwind has said"), "{page}");
    assert!(!page.contains("nobody from Halden has said"), "{page}");
    assert!(!page.contains("nobody from there"), "{page}");
}

#[test]
fn the_words_of_an_outcome_say_in_which_language_they_are() {
    let world = World::new();
    let german = accounts::Language::De;
    let accounts = world.app.accounts();
    accounts
        .set_locale(world.viktor, german, "Europe/Berlin")
        .unwrap();
    let adds = Command::AddOutcome(act::AddOutcome {
        statement: "Damit alle ankommen".to_owned(),
        objective: String::new(),
        for_party: world.consumer,
        depends_on: Quality::Utility,
        delivered: false,
    });
    let added = do_at(&world.app, world.table, world.viktor, adds);
    let Some(domain::Fact::OutcomeAdded(added)) = added.facts.first() else {
        panic!("not added")
    };
    let at = format!("/r/{}", world.table);
    let marked = " lang=\"de\">Damit alle ankommen";
    for path in ["/value", "/review", &format!("/outcomes/{}", added.outcome)] {
        let page = world.get(&format!("{at}{path}"), world.visitor("customer"));
        assert!(page.text().contains(marked), "{path}: {}", page.text());
        let own = world.get(&format!("{at}{path}"), world.visitor("provider, guessed"));
        assert!(!own.text().contains(marked), "{path}: who wrote it");
    }
    let found = world.get(
        &format!("{at}/search?q=ankommen"),
        world.visitor("customer"),
    );
    assert!(found.text().contains("<p lang=\"de\">"), "{}", found.text());
}

#[test]
fn a_page_says_first_in_its_title_what_it_answers_to_what_was_asked() {
    let world = World::new();
    let title = |path: &str| {
        let path = format!("/r/{}/{path}", world.table);
        let page = world.get(&path, world.visitor("customer")).text();
        let title = page.split("<title>").nth(1).unwrap();
        let title = title.split("</title>").next().unwrap().to_owned();
        (title, page.contains("data-told"))
    };
    let (plain, told) = title("search");
    assert!(plain.starts_with("Search ·") && !told, "{plain}");
    let (found, told) = title("search?q=kanarie");
    assert!(found.starts_with("“kanarie”: Found in ") && told, "{found}");
    let (nothing, told) = title("search?q=nowhere");
    assert!(
        nothing.starts_with("“nowhere” was found nowhere"),
        "{nothing}"
    );
    assert!(told);
    let (plain, told) = title("features");
    assert!(plain.starts_with("Features") && !told, "{plain}");
    let (mix, told) = title("features?rule=most_value&budget=100000");
    assert!(
        mix.starts_with("Most total value, budget €") && told,
        "{mix}"
    );
}
