//! Signing in beside the password, through the pages.

use std::sync::atomic::AtomicBool;

use accounts::secrecy::ExposeSecret;
use axum::http::StatusCode;

use crate::mail_server::MailServer;
use crate::world::{PASSWORD, Reply, Visitor, Way, World};

/// What a page shows of itself whoever asks: apart from what was typed and drawn afresh.
fn without_what_was_drawn(reply: &Reply, typed: &str) -> String {
    let text = reply.text().replace(typed, "");
    text.split("name=\"key\" value=\"")
        .enumerate()
        .map(|(place, part)| match (place, part.split_once('"')) {
            (0, _) | (_, None) => part.to_owned(),
            (_, Some((_, rest))) => rest.to_owned(),
        })
        .collect()
}

/// The value of a hidden field.
fn hidden(reply: &Reply, name: &str) -> String {
    let text = reply.text();
    let marker = format!("name=\"{name}\" value=\"");
    let (_, rest) = text.split_once(&marker).expect("the field is there");
    rest.split('"').next().unwrap_or_default().to_owned()
}

fn cookie(reply: &Reply) -> Visitor {
    let set = reply.header("set-cookie");
    let secret = set.split(['=', ';']).nth(1).unwrap_or_default().to_owned();
    assert!(!secret.is_empty(), "no session: {} {}", reply.status, set);
    Visitor {
        name: "signed in",
        way: Way::Cookie(secret),
        seated: false,
    }
}

#[test]
fn known_and_unknown_addresses_are_answered_alike() {
    let world = World::new();
    let nobody = world.visitor("anonymous");
    for (path, second) in [("/sign-in", "password"), ("/password", "unused")] {
        let ask = |email: &str| {
            let reply = world.form(
                path,
                nobody,
                &[("email", email), (second, "wrong password")],
            );
            let headers: Vec<_> = reply
                .headers
                .iter()
                .filter(|(name, _)| *name != "x-request-id")
                .map(|(n, v)| (n.clone(), v.clone()))
                .collect();
            (reply.status, headers, without_what_was_drawn(&reply, email))
        };
        assert_eq!(
            ask("ines.falk@example.org"),
            ask("nobody.here@example.org"),
            "{path}"
        );
    }
    // A challenge to a passkey is asked for without an address: nothing in it depends on one.
    let ask = || {
        world.form(
            "/sign-in/passkey/challenge",
            nobody,
            &[("email", "ines.falk@example.org")],
        )
    };
    let (first, second) = (ask().json(), ask().json());
    assert_ne!(first["challenge"], second["challenge"]);
    assert_eq!(first["options"]["allowCredentials"], serde_json::json!([]));
    assert_eq!(first["options"]["rpId"], "localhost");
    assert_eq!(first["options"]["userVerification"], "required");
}

#[test]
fn limits_answer_known_and_unknown_addresses_alike() {
    let world = World::new();
    let nobody = world.visitor("anonymous");
    let mut statuses = Vec::new();
    for _ in 0..12 {
        let reply = world.form(
            "/sign-in",
            nobody,
            &[
                ("email", "nobody.here@example.org"),
                ("password", "wrong password"),
            ],
        );
        statuses.push(reply.status.as_u16());
    }
    assert_eq!(statuses[..10], [422; 10]);
    assert_eq!(statuses[10..], [429; 2]);
}

#[test]
fn an_app_is_set_up_and_asked_for_from_then_on() {
    let world = World::new();
    let ines = world.by_password("Ines Falk");
    let offer = world.form(
        "/account/authenticator",
        &ines,
        &[("back", "/organisation")],
    );
    assert_eq!(offer.status, StatusCode::OK);
    assert!(
        offer
            .text()
            .contains("otpauth://totp/Covalue:ines%2Efalk%40example%2Eorg?secret=")
    );
    let handle = hidden(&offer, "offer");
    let wrong = world.form(
        "/account/authenticator/code",
        &ines,
        &[("form", "code"), ("offer", &handle), ("code", "000000")],
    );
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(hidden(&wrong, "offer"), handle, "the same offer again");

    // The page's other half is tested with a real code in the browser; here the accounts do it.
    let accounts = world.app.accounts();
    let Way::Cookie(session) = &ines.way else {
        panic!()
    };
    let now = jiff::Timestamp::from_millisecond(crate::world::NOW).unwrap();
    let offer = accounts.offer_app(session, now).unwrap();
    let code = code_of(offer.secret.expose_secret(), now);
    let added = world.form(
        "/account/authenticator/code",
        &ines,
        &[
            ("offer", offer.offer.expose_secret()),
            ("code", &code),
            ("back", "/organisation"),
        ],
    );
    assert_eq!(added.status, StatusCode::OK);
    assert_eq!(added.text().matches("<li><code>").count(), 10);
    assert!(added.text().contains("href=\"/organisation\""));
    let strong = cookie(&added);
    assert_eq!(world.get("/organisation", &strong).status, StatusCode::OK);
    assert_eq!(
        world.get("/account", &ines).status,
        StatusCode::SEE_OTHER,
        "it ended"
    );

    let email = ("email", "ines.falk@example.org");
    let step = world.form(
        "/sign-in",
        world.visitor("anonymous"),
        &[email, ("password", PASSWORD), ("back", "/organisation")],
    );
    assert_eq!(step.status, StatusCode::OK);
    assert!(
        step.header("set-cookie").is_empty(),
        "nobody is signed in yet"
    );
    let step = hidden(&step, "step");
    let bring = |code: &str| {
        world.form(
            "/sign-in/code",
            world.visitor("anonymous"),
            &[
                ("form", "code"),
                ("step", &step),
                ("code", code),
                ("back", "/organisation"),
            ],
        )
    };
    let used = bring(&code);
    assert_eq!(
        used.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "used already"
    );
    assert!(used.text().contains("was used already"));
    let text = added.text();
    let recovery = text.split("<li><code>").nth(1).unwrap();
    let recovery = recovery.split('<').next().unwrap();
    let entered = bring(recovery);
    assert_eq!(
        entered.header("location"),
        "/organisation?said=ways-code-is-used"
    );
    let page = world.get("/organisation?said=ways-code-is-used", &cookie(&entered));
    assert!(page.text().contains("A recovery code was used"));
    let gone = bring(recovery);
    assert!(
        gone.text().contains("That took too long"),
        "the step is over"
    );
}

#[test]
fn an_answer_that_is_none_is_to_be_mended() {
    let world = World::new();
    let nobody = world.visitor("anonymous");
    assert!(
        world
            .get("/sign-in", nobody)
            .text()
            .contains("data-passkey=\"get\"")
    );
    for path in ["/sign-in/passkey", "/sign-in/code"] {
        let reply = world.form(
            path,
            nobody,
            &[
                ("answer", "{}"),
                ("code", "1"),
                ("back", "//elsewhere.example"),
            ],
        );
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
}

#[test]
fn whoever_signed_in_long_ago_signs_in_again_before_changing_how() {
    let world = World::new();
    let ines = world.by_password_at("Ines Falk", crate::world::NOW - 16 * 60_000);
    for path in [
        "/account/passkeys/challenge",
        "/account/authenticator",
        "/account/authenticator/removal",
        "/account/recovery-codes",
    ] {
        let reply = world.form(path, &ines, &[]);
        assert_eq!(
            reply.header("location"),
            "/sign-in?again=yes&back=/account",
            "{path}"
        );
    }
    let page = world.get("/sign-in?again=yes&back=/account", &ines);
    assert!(page.text().contains("show once more that it is you"));
}

#[test]
fn nobody_is_led_elsewhere_by_the_way_back() {
    let world = World::new();
    let ines = world.by_password("Ines Falk");
    for back in [
        "https://elsewhere.example",
        "//elsewhere.example",
        "javascript:alert(1)",
        "/\\elsewhere.example",
    ] {
        let page = world.get(&format!("/account/second-factor?back={back}"), &ines);
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains(back), "{back}");
        let offer = world.form("/account/authenticator", &ines, &[("back", back)]);
        assert!(!offer.text().contains(back), "{back}");
    }
}

#[test]
fn whoever_s_address_changes_is_told_at_both_and_no_mail_holds_a_secret() {
    let server = MailServer::new();
    let world = World::new().mailing(&server);
    let viktor = world.by_password("Viktor Hahn");
    let now = jiff::Timestamp::from_millisecond(crate::world::NOW).unwrap();
    let round = || {
        web::messages::round(&world.web, now, &AtomicBool::new(false)).unwrap();
        server.arrived()
    };
    let fields = [
        ("current_password", PASSWORD),
        ("email", "v.hahn@elsewhere.example"),
    ];
    let changed = world.form("/account/email", &viktor, &fields);
    assert_eq!(
        changed.header("location"),
        "/account?said=address-asked#signing-in"
    );
    let asked = round();
    let link = asked
        .iter()
        .find(|sent| sent.to == ["v.hahn@elsewhere.example"]);
    let link = link.unwrap().link("http://localhost/confirm/");
    let told = asked
        .iter()
        .find(|sent| sent.to == ["viktor.hahn@example.org"]);
    let told = told.unwrap().text();
    assert!(
        told.contains("Another address to sign in with was asked for"),
        "{told}"
    );
    assert!(!told.contains("elsewhere"), "{told}");
    assert_eq!(asked.len(), 2);
    let path = link.strip_prefix("http://localhost").unwrap();
    let shown = world.form(path, &viktor, &[]);
    assert!(
        shown
            .text()
            .contains("signs in with v.hahn@elsewhere.example now")
    );
    let token = world.form(
        "/account/tokens",
        &viktor,
        &[("name", "nightly"), ("scope", "read"), ("days", "30")],
    );
    assert_eq!(token.status, StatusCode::OK);
    let secret = token.text().split("covalue_").nth(1).unwrap().to_owned();
    let secret = secret.split('"').next().unwrap().to_owned();
    let sent = round();
    let mut to: Vec<_> = sent.iter().flat_map(|sent| sent.to.clone()).collect();
    to.sort();
    assert_eq!(
        to,
        [
            "v.hahn@elsewhere.example",
            "v.hahn@elsewhere.example",
            "viktor.hahn@example.org"
        ]
    );
    for sent in &sent {
        assert!(sent.mail().subject().unwrap().contains("was changed"));
        let text = sent.text();
        assert!(text.contains("from your own account"), "{text}");
        for kept in [&secret, "http", "elsewhere.example", PASSWORD, "nightly"] {
            assert!(
                !sent.raw.split("\r\n\r\n").nth(1).unwrap().contains(kept),
                "{kept}: {text}"
            );
        }
    }
    let at_old: Vec<_> = sent
        .iter()
        .filter(|sent| sent.to == ["viktor.hahn@example.org"])
        .collect();
    assert!(
        at_old[0]
            .text()
            .contains("The address you sign in with was changed")
    );
    assert_eq!(round().len(), 0, "each change is told once");
    let page = world.get("/account", &viktor).text();
    let (token, address) = (
        page.find("An API token was made").unwrap(),
        page.find("The address you sign in with was changed")
            .unwrap(),
    );
    assert!(page.contains("What changed in how you sign in") && (token > 0 && address > 0));
}

#[test]
fn an_administrator_s_link_names_them_to_the_colleague_with_and_without_mail() {
    for mailed in [true, false] {
        let server = MailServer::new();
        let world = match mailed {
            true => World::new().mailing(&server),
            false => World::new(),
        };
        let administrator = world.visitor("host administrator");
        let accounts = world.app.accounts();
        let now = jiff::Timestamp::from_millisecond(crate::world::NOW).unwrap();
        let hanna = accounts
            .account_by_email("hanna.host@example.org")
            .unwrap()
            .unwrap();
        let newcomer = crate::world::newcomer("Nils Neu");
        let (nils, link) = accounts.add_person(hanna.id, &newcomer, now).unwrap();
        let joined = accounts.use_password_link(link.secret.expose_secret(), PASSWORD, now);
        assert!(matches!(joined, Ok(accounts::Entrance::Open(_))));
        accounts
            .set_address(nils.id, "nils.neu@example.org", now)
            .unwrap();
        web::messages::round(&world.web, now, &AtomicBool::new(false)).unwrap();
        server.arrived();
        let path = format!("/organisation/people/{}", nils.id);
        let made = world.form(&path, administrator, &[("do", "link")]);
        let link = made.text().split("/password/").nth(1).unwrap().to_owned();
        let secret = link.split('"').next().unwrap();
        let used = world.form(
            &format!("/password/{secret}"),
            world.visitor("anonymous"),
            &[("password", "eight wet umbrellas")],
        );
        let page = world.get("/account", &cookie(&used)).text();
        assert!(
            page.contains("A link for a new password was made for you"),
            "{page}"
        );
        assert!(page.contains("Your password was set by a link"));
        assert!(
            page.matches("by Hanna Host, Harbour Hosting").count() >= 2,
            "{page}"
        );
        web::messages::round(&world.web, now, &AtomicBool::new(false)).unwrap();
        let sent = server.arrived();
        assert_eq!(sent.len(), if mailed { 2 } else { 0 });
        for sent in sent {
            assert_eq!(sent.to, ["nils.neu@example.org"]);
            assert!(
                sent.text().contains("by Hanna Host, Harbour Hosting"),
                "{}",
                sent.text()
            );
            assert!(!sent.raw.contains(secret) && !sent.raw.contains("/password/"));
        }
    }
}

#[test]
fn every_change_of_a_way_in_is_said_in_both_languages() {
    for language in [accounts::Language::En, accounts::Language::De] {
        for what in accounts::Change::ALL {
            let key = format!("change-{}", what.word());
            let text = web::catalogue::Say(language).one(&key, "name", "Kim Kestrel");
            assert!(text.len() > 20 && !text.contains(&key), "{key}: {text}");
        }
    }
}

fn code_of(secret: &str, at: jiff::Timestamp) -> String {
    let secret: [u8; 20] = data_encoding::BASE32_NOPAD
        .decode(secret.as_bytes())
        .unwrap()
        .try_into()
        .unwrap();
    let totp = totp_rs::Builder::new().with_secret(totp_rs::Secret::new_stack(secret));
    let seconds = u64::try_from(at.as_second()).unwrap();
    totp.build().unwrap().generate(seconds).to_string()
}
