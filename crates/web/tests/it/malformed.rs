//! Whatever is sent, the answer says what to mend, and is never a failure of ours.

use axum::body::Body;
use axum::http::Method;

use crate::world::World;

const BODIES: usize = 500;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % below
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.roll(256) as u8).collect()
    }
}

const FIELDS: [&str; 40] = [
    "name",
    "words",
    "why",
    "statement",
    "objective",
    "for_party",
    "audience",
    "kind",
    "benefit",
    "usefulness",
    "importance",
    "outcomes",
    "roles",
    "person",
    "email",
    "password",
    "code",
    "locale",
    "zone",
    "organisation",
    "party",
    "open",
    "key",
    "side",
    "limit",
    "condition",
    "spoken_for",
    "returns",
    "enables",
    "became_outcome",
    "note",
    "price",
    "price_to",
    "bears_in",
    "budget",
    "rule",
    "read_at",
    "file",
    "confirm",
    "needs",
];

fn json_body(dice: &mut Dice) -> Vec<u8> {
    let command = r#"{"command":"assess","outcome":"01890000-0000-7000-8000-000000000000","stage":"realised","benefit":9,"usefulness":9,"importance":9}"#;
    match dice.roll(12) {
        0 => command.as_bytes()[..1 + dice.roll(command.len() - 2)].to_vec(),
        1 => command.replace('9', "\"nine\"").into_bytes(),
        2 => command
            .replace('9', &"9".repeat(1 + dice.roll(400)))
            .replace(":9,", ":99,")
            .into_bytes(),
        3 => command.replace("9}", "-1e999}").into_bytes(),
        4 => "[".repeat(1_000 + dice.roll(50_000)).into_bytes(),
        5 => format!("{}1{}", "{\"command\":".repeat(200), "}".repeat(200)).into_bytes(),
        6 => command.replace("stage", "stages").into_bytes(),
        7 => command.replace("assess", "drop_table").into_bytes(),
        8 => {
            let mut bytes = command.as_bytes().to_vec();
            let at = dice.roll(bytes.len());
            bytes[at] = 0xFF;
            bytes
        }
        9 => dice.bytes(400),
        10 => ["null", "[]", "\"\"", "0", "{}", "", "{\"command\":null}"][dice.roll(7)]
            .as_bytes()
            .to_vec(),
        _ => vec![b' '; (256 << 10) + 1],
    }
}

fn form_body(dice: &mut Dice, proof: &str) -> Vec<u8> {
    let mut body = format!("csrf={proof}").into_bytes();
    match dice.roll(7) {
        0 => body.extend(dice.bytes(300)),
        1 => {
            for field in FIELDS {
                body.extend(format!("&{field}=%FF%FE").into_bytes());
            }
        }
        2 => {
            for field in FIELDS {
                body.extend(format!("&{field}=%00%E2%80%AE").into_bytes());
            }
        }
        3 => {
            for field in FIELDS {
                body.extend(format!("&{field}={}", "9".repeat(40)).into_bytes());
            }
        }
        4 => body.extend("&name=x".repeat(2_000).into_bytes()),
        5 => body.extend(vec![b'x'; 256 << 10]),
        _ => body = b"%%%=&&&==%zz".to_vec(),
    }
    body
}

#[test]
fn no_malformed_body_makes_the_server_fail() {
    let world = World::new();
    let mut dice = Dice(7);
    let routes: Vec<_> = World::routes()
        // These take no words: what is sent along is not read.
        .filter(|route| route.method() == Method::POST && !route.path.contains("sign-out"))
        .filter(|route| !route.path.contains("departure") && !route.path.contains("withdrawal"))
        .filter(|route| !route.path.contains("challenge") && !route.path.ends_with("/link"))
        .filter(|route| route.path != "/account/authenticator")
        .collect();
    let mut wrong = Vec::new();
    for number in 0..BODIES {
        let route = routes[number % routes.len()];
        // Every third one goes to the API, which has few routes and most of the parsing.
        let route = if number % 3 == 0 {
            let api: Vec<_> = routes
                .iter()
                .filter(|r| r.path.starts_with("/api/"))
                .collect();
            api[dice.roll(api.len())]
        } else {
            route
        };
        let visitor = world
            .visitor(["customer", "provider, not guessed", "anonymous", "guest"][dice.roll(4)]);
        let api = route.path.starts_with("/api/");
        let (body, media_type) = if api {
            (json_body(&mut dice), "application/json")
        } else {
            (
                form_body(&mut dice, &visitor.csrf()),
                "application/x-www-form-urlencoded",
            )
        };
        let media_type = if dice.roll(20) == 0 {
            "image/png"
        } else {
            media_type
        };
        let request = world
            .request(&Method::POST, &world.fill(route.path, world.table), visitor)
            .header("sec-fetch-site", "same-origin")
            .header("x-csrf-token", visitor.csrf())
            .header("content-type", media_type)
            .body(Body::from(body.clone()));
        let heads = world.heads();
        let reply = world.send(request.unwrap());
        // A row of nines is a fair text for a form; no command is made of such bodies.
        assert!(!api || world.heads() == heads, "{}", route.path);
        let told = if api && reply.status.is_client_error() {
            !reply.json()["detail"]
                .as_str()
                .unwrap_or_default()
                .is_empty()
        } else {
            !reply.body.is_empty() || reply.status.is_redirection()
        };
        // Whether an address has an account is told to nobody: it always looks sent.
        let uniform = route.path == "/password";
        let refused =
            reply.status.is_client_error() || (!api && reply.status.is_redirection()) || uniform;
        if !told || !refused {
            let start = String::from_utf8_lossy(&body[..body.len().min(120)]).into_owned();
            wrong.push(format!(
                "{} as {}: {} to {start:?}: {}",
                route.path,
                visitor.name,
                reply.status,
                reply.text().chars().take(200).collect::<String>()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Queries that no page of ours makes: each value in every field at once, as a past moment, and each
/// field alone.
#[test]
fn no_malformed_query_makes_the_server_fail() {
    const FIELDS: [&str; 17] = [
        "q", "page", "kind", "party", "outcome", "person", "waiting", "order", "after", "before",
        "limit", "do", "since", "said", "rule", "budget", "back",
    ];
    let (nines, long) = ("9".repeat(40), "9".repeat(2_000));
    let values = [
        "",
        "-1",
        "18446744073709551615",
        "18446744073709551616",
        "0",
        &nines,
        &long,
        "%00",
        "%FF%FE",
        "%E2%80%AE",
        "%C4%B0",
        "%F0%9F%9A%9A",
        "%",
        "%zz",
        "a%20b%20c%20d%20e%20f%20g%20h%20i%20j%20k%20l%20m%20n",
        "-262144-01-01T00:00:00Z",
        "%2B262143-12-31T23:59:59Z",
        "0000-00-00T00:00",
        "'%20OR%201=1--",
        "%3Cscript%3E",
    ];
    let world = World::new();
    let customer = world.visitor("customer");
    let mut wrong = Vec::new();
    let routes = World::routes().filter(|route| route.method() == Method::GET);
    for (number, route) in routes.enumerate() {
        let address = world.fill(route.path, world.table);
        let everywhere = values.iter().map(|value| {
            let pairs = FIELDS.map(|field| format!("{field}={value}"));
            pairs.join("&")
        });
        let past = values.iter().map(|value| format!("as_of={value}"));
        // With each route the values move on by one.
        let alone = FIELDS.iter().enumerate().map(|(place, field)| {
            let value = values[(place + number) % values.len()];
            format!("{field}={value}")
        });
        for query in everywhere.chain(past).chain(alone) {
            let uri = format!("{address}?{query}");
            let request = world.request(&Method::GET, &uri, customer);
            let reply = world.send(request.body(Body::empty()).unwrap());
            if reply.status.is_server_error() {
                let query: String = query.chars().take(80).collect();
                wrong.push(format!("{}?{query}: {}", route.path, reply.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
