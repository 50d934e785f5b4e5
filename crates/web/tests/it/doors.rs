//! Under which names this server answers, and that nothing leads off it.

use accounts::Setting;
use app::{App, Clock};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use database::Database;
use tower::ServiceExt;
use web::{Settings, Web};

use crate::world::{PASSWORD, Reply, Visitor, Way, World, newcomer};

/// What an attacker puts where somebody is led on to.
const AWAY: [&str; 14] = [
    "//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/%2e//evil.example",
    "/%2f%2fevil.example",
    "/%5c%5cevil.example",
    "https://localhost@evil.example/",
    "javascript:alert(document.domain)//evil.example",
    "/%0d%0aSet-Cookie:evil.example=1",
];

/// Whether a browser on this server would stay here.
fn stays(location: &str) -> bool {
    let here = url::Url::parse("http://localhost/").unwrap();
    let there = here.join(location).unwrap();
    there.origin() == here.origin() && !there.path().starts_with("//")
}

fn leads_nowhere_else(reply: &Reply, what: &str) {
    let location = reply.header("location");
    assert!(stays(location), "{what} leads to {location}");
    // Within a query it is text; as the place itself it is not.
    let place = location.split(['?', '#']).next().unwrap_or_default();
    assert!(!place.contains("evil"), "{what} leads to {location}");
    for header in ["set-cookie", "refresh", "content-location"] {
        assert!(!reply.header(header).contains("evil"), "{what}: {header}");
    }
    for leading in ["href=\"", "action=\"", "src=\"", "name=\"back\" value=\""] {
        for to in reply.text().split(leading).skip(1) {
            let to = to.split('"').next().unwrap_or_default();
            let to = to.split(['?', '#']).next().unwrap_or_default();
            assert!(!to.contains("evil"), "{what}: {leading}{to}");
        }
    }
}

#[test]
fn no_route_leads_off_this_server_whatever_it_is_told() {
    let world = World::new();
    for route in World::routes() {
        let path = world.fill(route.path, world.table);
        let names: &[&str] = match route.method() {
            Method::GET => &["anonymous", "customer", "guest", "host administrator"],
            _ => &["anonymous", "customer", "guest"],
        };
        for name in names {
            let visitor = world.visitor(name);
            for target in AWAY {
                let fields =
                    ["back", "next", "return", "to", "on", "url", "then"].map(|f| (f, target));
                let query = serde_html_form::to_string(fields).unwrap();
                let reply = match route.method() {
                    Method::GET => world.get(&format!("{path}?{query}"), visitor),
                    _ => world.form(&format!("{path}?{query}"), visitor, &fields),
                };
                leads_nowhere_else(
                    &reply,
                    &format!("{name}: {} {path} {target:?}", route.method()),
                );
            }
        }
    }
}

#[test]
fn whoever_signs_in_stays_here_and_comes_to_where_they_were() {
    let world = World::new();
    let nobody = world.visitor("anonymous");
    let email = newcomer("Viktor Hahn").email.unwrap();
    let signs_in = |back: &str| {
        let fields = [
            ("email", email.as_str()),
            ("password", PASSWORD),
            ("back", back),
        ];
        world.form("/sign-in", nobody, &fields)
    };
    for target in AWAY {
        let reply = signs_in(target);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{target:?}");
        assert_eq!(reply.header("location"), "/", "{target:?}");
    }
    let there = format!("/r/{}/dialogue?do=say#do", world.table);
    assert_eq!(signs_in(&there).header("location"), there);
    let asked = world.get(&format!("/r/{}/value", world.table), nobody);
    let on = format!("/sign-in?back=/r/{}/value", world.table);
    assert_eq!(asked.header("location"), on);
}

fn asked_as(world: &World, path: &str, hosts: &[&str]) -> Reply {
    let mut request = Request::builder().uri(path);
    for host in hosts {
        request = request.header("host", *host);
    }
    world.send(request.body(Body::empty()).unwrap())
}

#[test]
fn every_route_answers_under_names_of_this_server_alone() {
    let world = World::new().set_as(Settings {
        public_url: Some("https://value.example.org".to_owned()),
        hosts: vec!["covalue".to_owned(), "Value.Internal:8443".to_owned()],
        listen: vec!["192.0.2.7:80".parse().unwrap(), "[::]:80".parse().unwrap()],
        ..Settings::default()
    });
    let heads = world.heads();
    for route in World::routes() {
        let path = world.fill(route.path, world.table);
        let request = world
            .request(&route.method(), &path, world.visitor("customer"))
            .header("sec-fetch-site", "same-origin");
        let mut request = request.body(Body::empty()).unwrap();
        request
            .headers_mut()
            .insert("host", "evil.example".parse().unwrap());
        let reply = world.send(request);
        if ["/healthz", "/readyz"].contains(&route.path) {
            assert_eq!(reply.status, StatusCode::OK);
        } else {
            assert_eq!(reply.status, StatusCode::MISDIRECTED_REQUEST, "{path}");
            assert!(reply.text().contains("hosts"), "{}", reply.text());
            assert!(!reply.text().contains("evil"), "{}", reply.text());
        }
    }
    assert_eq!(world.heads(), heads);

    for known in [
        "value.example.org",
        "VALUE.example.org:443",
        "covalue:8080",
        "value.internal",
        "localhost",
        "localhost:8080",
        "127.0.0.1:8080",
        "[::1]:8080",
        "192.0.2.7",
    ] {
        let reply = asked_as(&world, "/sign-in", &[known]);
        assert_eq!(reply.status, StatusCode::OK, "{known}");
    }
    for unknown in [
        "evil.example",
        "value.example.org.evil.example",
        "evil.value.example.org",
        "value.example.org@evil.example",
        "evil.example#value.example.org",
        "value.example.org/evil",
        "localhost.evil.example",
        "192.0.2.8",
        "0.0.0.0",
        "[::]",
        "10.0.0.1",
        "value.example.org evil.example",
        "",
        ":80",
        "value.example.org:99999",
    ] {
        let reply = asked_as(&world, "/sign-in", &[unknown]);
        assert_eq!(reply.status, StatusCode::MISDIRECTED_REQUEST, "{unknown:?}");
    }
    for several in [
        &[][..],
        &["localhost", "evil.example"],
        &["localhost", "localhost"],
    ] {
        let reply = asked_as(&world, "/sign-in", several);
        assert_eq!(reply.status, StatusCode::MISDIRECTED_REQUEST, "{several:?}");
    }
    // A target written in full goes before the header.
    let reply = asked_as(&world, "http://evil.example/sign-in", &["localhost"]);
    assert_eq!(reply.status, StatusCode::MISDIRECTED_REQUEST);
    let reply = asked_as(&world, "http://localhost/sign-in", &["localhost"]);
    assert_eq!(reply.status, StatusCode::OK);
}

#[test]
fn links_are_never_made_of_a_name_that_is_not_ours() {
    // No address was set up: links are made of the name by which the server was asked.
    let world = World::new().set_as(Settings {
        hosts: vec!["house".to_owned()],
        ..Settings::default()
    });
    let visitor = world.visitor("host administrator");
    let path = "/organisation/people";
    let asks = |host: &str| {
        let fields = [
            ("csrf", visitor.csrf()),
            ("name", format!("New {host}")),
            ("language", "en".to_owned()),
        ];
        let body = serde_html_form::to_string(&fields).unwrap();
        let request = world.request(&Method::POST, path, visitor);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let mut request = request.body(Body::from(body)).unwrap();
        request.headers_mut().insert("host", host.parse().unwrap());
        request
            .headers_mut()
            .insert("x-forwarded-host", "evil.example".parse().unwrap());
        world.send(request)
    };
    let reply = asks("house:8080");
    assert!(
        reply.text().contains("http://house:8080/password/"),
        "{}",
        reply.text()
    );
    let reply = asks("evil.example");
    assert_eq!(reply.status, StatusCode::MISDIRECTED_REQUEST);
    assert!(!reply.text().contains("/password/"));
}

#[test]
fn set_up_goes_by_any_name_until_an_address_was_said() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let app = App::open(Database::in_memory().unwrap(), Clock::System).unwrap();
    app.accounts().set_up_code().unwrap();
    let router = web::server::router(Web::new(app.clone(), Settings::default()));
    let status = |path: &str, host: &str| {
        let request = Request::builder().uri(path).header("host", host);
        let request = request.body(Body::empty()).unwrap();
        runtime
            .block_on(router.clone().oneshot(request))
            .unwrap()
            .status()
    };
    assert_eq!(status("/set-up", "value.example.org"), StatusCode::OK);
    assert_eq!(
        status("/sign-in", "value.example.org"),
        StatusCode::MISDIRECTED_REQUEST
    );
    app.accounts()
        .set_setting(Setting::PublicUrl, "https://value.example.org")
        .unwrap();
    assert_ne!(
        status("/sign-in", "value.example.org"),
        StatusCode::MISDIRECTED_REQUEST
    );
    assert_eq!(
        status("/set-up", "evil.example"),
        StatusCode::MISDIRECTED_REQUEST
    );
}

#[test]
fn browsers_are_told_to_come_back_over_tls_where_they_came_over_it() {
    let plain = World::new();
    let hsts = "strict-transport-security";
    assert_eq!(
        plain
            .get("/sign-in", plain.visitor("anonymous"))
            .header(hsts),
        ""
    );
    let https = World::new().set_as(Settings {
        public_url: Some("https://value.example.org".to_owned()),
        ..Settings::default()
    });
    for path in ["/sign-in", "/nowhere", "/readyz", "/"] {
        let told = https.get(path, https.visitor("anonymous"));
        assert_eq!(told.header(hsts), "max-age=63072000", "{path}");
    }
    let proxied = |trust_proxy: &str, scheme: &str| {
        let world = World::new().set_as(Settings {
            trust_proxy: trust_proxy.parse().unwrap(),
            ..Settings::default()
        });
        let nobody = Visitor {
            name: "nobody",
            way: Way::Nobody,
            seated: false,
        };
        let request = world.request(&Method::GET, "/sign-in", &nobody);
        let request = request.header("x-forwarded-proto", scheme);
        let reply = world.send(request.body(Body::empty()).unwrap());
        reply.header(hsts).to_owned()
    };
    assert_eq!(proxied("true", "https"), "max-age=63072000");
    assert_eq!(proxied("true", "http"), "");
    assert_eq!(proxied("false", "https"), "");
}

#[test]
fn a_link_is_understood_as_mail_programs_and_people_copy_it() {
    let world = World::new();
    let (customer, nobody) = (world.visitor("customer"), world.visitor("anonymous"));
    let table = format!("/r/{}", world.table);
    for (visitor, copied, meant) in [
        (nobody, "/sign-in/", "/sign-in"),
        (nobody, "/sign-in/?back=/account", "/sign-in?back=/account"),
        (nobody, "/api/", "/api"),
        (nobody, "//sign-in", "/sign-in"),
        (nobody, "/i/it-was-sent_to-you./", "/i/it-was-sent_to-you"),
        (nobody, "/i/it-was-sent_to-you.", "/i/it-was-sent_to-you"),
        (nobody, "/i/it-was-sent_to-you,", "/i/it-was-sent_to-you"),
        (nobody, "/i/it-was-sent_to-you%3E", "/i/it-was-sent_to-you"),
        (nobody, "/i/it-was-sent_to-you%20", "/i/it-was-sent_to-you"),
        (
            nobody,
            "/i/it-was-sent_to-you%0D%0A",
            "/i/it-was-sent_to-you",
        ),
        (nobody, "/i/it-was-sent_to-you)%22", "/i/it-was-sent_to-you"),
        (nobody, "/i/it-was-sent_to-you*", "/i/it-was-sent_to-you"),
        (
            nobody,
            "/i/it-was-sent_to-you%E2%80%9D",
            "/i/it-was-sent_to-you",
        ),
        (
            nobody,
            "/i/it-was-sent_to-you%C2%A0%E2%80%8B",
            "/i/it-was-sent_to-you",
        ),
        (
            nobody,
            "/i/it-was-sent_to-you-.?back=/r/1",
            "/i/it-was-sent_to-you-?back=/r/1",
        ),
        (
            nobody,
            "/password/it-was-sent%E3%80%80",
            "/password/it-was-sent",
        ),
        (nobody, "/confirm/it-was-sent;", "/confirm/it-was-sent"),
        (nobody, "/stop/it-was-sent/", "/stop/it-was-sent"),
        (customer, &format!("{table}/"), &table),
        (
            customer,
            &format!("{table}/value."),
            &format!("{table}/value"),
        ),
        (
            customer,
            &format!("{table}//value"),
            &format!("{table}/value"),
        ),
    ] {
        let reply = world.get(copied, visitor);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{copied}");
        assert_eq!(reply.header("location"), meant, "{copied}");
    }
    // What only looks like it leads nowhere else, and a program is told that there is nothing.
    for strange in ["/.//evil.example/", "//evil.example/.", "/%5Cevil.example."] {
        let location = world.get(strange, nobody).header("location").to_owned();
        assert!(stays(&location), "{strange} leads to {location}");
    }
    let program = world.get("/api/v1/relationships/", customer);
    assert_eq!(program.status, StatusCode::NOT_FOUND);
}

#[test]
fn no_address_of_ours_is_taken_for_another_one() {
    let world = World::new();
    for route in World::routes().filter(|route| route.method() == Method::GET) {
        let path = world.fill(route.path, world.table);
        let request = Request::builder().uri(&path).body(Body::empty()).unwrap();
        assert_eq!(web::back::meant(&request), None, "{path}");
    }
}

#[test]
fn programs_find_what_they_look_for_where_it_is_on_every_server() {
    let world = World::new();
    let (customer, nobody) = (world.visitor("customer"), world.visitor("anonymous"));
    let place = world.get("/.well-known/change-password", nobody);
    let place = place.header("location").to_owned();
    let page = world.get(place.split('#').next().unwrap(), customer).text();
    assert!(
        place.ends_with("#password") && page.contains("id=\"password\" open"),
        "{place}"
    );

    let passkeys = world.get("/.well-known/passkey-endpoints", nobody).json();
    for what in ["enroll", "manage"] {
        assert_eq!(passkeys[what], "http://localhost/account#passkeys");
    }
    assert!(page.contains("id=\"passkeys\""));
    let elsewhere = World::new().set_as(Settings {
        public_url: Some("http://192.168.1.7".to_owned()),
        ..Settings::default()
    });
    let none = asked_as(
        &elsewhere,
        "/.well-known/passkey-endpoints",
        &["192.168.1.7"],
    );
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let none = world.get(
        "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200",
        nobody,
    );
    assert_eq!(none.status, StatusCode::NOT_FOUND);

    assert_eq!(
        world.get("/robots.txt", nobody).text(),
        "User-agent: *\nDisallow: /\n"
    );
    for (path, kind) in [
        ("/favicon.ico", "image/x-icon"),
        ("/apple-touch-icon.png", "image/png"),
        ("/apple-touch-icon-precomposed.png", "image/png"),
    ] {
        let picture = world.get(path, nobody);
        assert_eq!(picture.header("content-type"), kind);
        assert!(picture.body.len() > 500);
    }
}

#[test]
fn the_servers_page_says_where_the_addresses_of_visitors_go_astray() {
    let world = World::new();
    let page = |world: &World, forwarded: Option<&str>| {
        let hanna = world.visitor("host administrator");
        let mut request = world.request(&Method::GET, "/server", hanna);
        if let Some(from) = forwarded {
            request = request.header("x-forwarded-for", from);
        }
        world.send(request.body(Body::empty()).unwrap()).text()
    };
    assert!(!page(&world, None).contains("X-Forwarded-For"));
    let unasked = page(&world, Some("203.0.113.8"));
    assert!(
        unasked.contains("set trust-proxy to 127.0.0.1"),
        "{unasked}"
    );
    assert!(unasked.contains("as this server sees it</dt><dd>127.0.0.1</dd>"));

    let trusting = World::new().set_as(Settings {
        trust_proxy: "true".parse().unwrap(),
        ..Settings::default()
    });
    assert!(page(&trusting, None).contains("No request has named a visitor’s address"));
    let taken = page(&trusting, Some("198.51.100.1, [2001:db8::7]:443"));
    assert!(
        taken.contains("as this server sees it</dt><dd>2001:db8::7</dd>"),
        "{taken}"
    );
    assert!(!taken.contains("No request has named"));
    let unreadable = page(&trusting, Some("198.51.100.1, unknown"));
    assert!(unreadable.contains("address that is none"), "{unreadable}");
}
