//! Signing in beside the password, through the pages.

use accounts::secrecy::ExposeSecret;
use axum::http::StatusCode;

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
