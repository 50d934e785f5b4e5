//! Outside its audience a word is nowhere: no page, figure, export, answer or error.

use axum::http::Method;

use crate::world::{NOW, Visitor, World, canary};

/// Who may read what.
const AUDIENCES: &[(&str, &[&str])] = &[
    (
        canary::WHOLE_TABLE,
        &[
            "provider, not guessed",
            "provider, guessed",
            "customer",
            "user",
            "supplier",
            "observer",
            "facilitator",
            "guest",
            "read token",
            "write token",
        ],
    ),
    // The facilitator's seat was given from now on, after this was said.
    (
        canary::EARLY,
        &[
            "provider, not guessed",
            "provider, guessed",
            "customer",
            "user",
            "supplier",
            "observer",
            "guest",
            "read token",
            "write token",
        ],
    ),
    (
        canary::CONSUMER,
        &["customer", "user", "guest", "read token", "write token"],
    ),
    (
        canary::PROVIDER,
        &["provider, not guessed", "provider, guessed"],
    ),
    (
        canary::NAMED,
        &[
            "customer",
            "user",
            "guest",
            "supplier",
            "facilitator",
            "read token",
            "write token",
        ],
    ),
    (canary::ONLY_ME, &["customer", "read token", "write token"]),
    (
        canary::WHY,
        &[
            "provider, guessed",
            "customer",
            "user",
            "supplier",
            "observer",
            "facilitator",
            "guest",
            "read token",
            "write token",
        ],
    ),
    (
        canary::BETTER_OFF,
        &["customer", "user", "guest", "read token", "write token"],
    ),
    (
        canary::OTHER_TABLE,
        &["guest elsewhere", "member elsewhere"],
    ),
];

/// Everything that the visitor receives at both tables, today and as of moments of the past, with
/// the address of each answer. Every entry of the record is opened, too.
fn everything(world: &World, visitor: &Visitor) -> Vec<(String, String)> {
    let mut addresses = Vec::new();
    for route in World::routes().filter(|route| route.method == Method::GET) {
        for table in [world.table, world.other] {
            let address = world.fill(route.path, table);
            if route.path.contains("{relationship}") {
                for moment in [NOW, NOW - 1, NOW - 90 * domain::Moment::DAY] {
                    let at = jiff::Timestamp::from_millisecond(moment).unwrap();
                    addresses.push(format!("{address}?as_of={at}"));
                }
            }
            if route.path.ends_with("/{sequence}") {
                let base = address.trim_end_matches('1').to_owned();
                addresses.extend((2..60).map(|sequence| format!("{base}{sequence}")));
            }
            addresses.push(address);
        }
    }
    let mut received = Vec::new();
    for address in addresses {
        let reply = world.get(&address, visitor);
        assert!(
            !reply.status.is_server_error(),
            "{address}: {}",
            reply.text()
        );
        received.push((address, reply.text()));
    }
    received
}

#[test]
fn nothing_outside_its_audience_is_found_anywhere() {
    let world = World::new();
    let mut wrong = Vec::new();
    for visitor in &world.visitors {
        let received = everything(&world, visitor);
        for (canary, readers) in AUDIENCES {
            let found = received.iter().find(|(_, text)| text.contains(canary));
            match (found, readers.contains(&visitor.name)) {
                (Some((address, _)), false) => {
                    wrong.push(format!("{} reads {canary} at {address}", visitor.name));
                }
                (None, true) => wrong.push(format!("{} cannot find {canary}", visitor.name)),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The words of an answer, without what differs from world to world by chance: ids, hashes and
/// secrets, and the order of what is listed by id.
fn without_chance(text: &str) -> Vec<&str> {
    let inside = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    let words = text.split(|letter| !inside(letter));
    let mut words: Vec<_> = words.filter(|word| word.len() < 32).collect();
    words.sort_unstable();
    words
}

#[test]
fn before_guessing_the_provider_finds_no_trace_of_the_consumers_figures() {
    let (high, low) = (World::with_marks([9, 8, 7]), World::with_marks([1, 2, 3]));
    let compare = |name: &str| {
        let of = |world: &World| everything(world, world.visitor(name));
        let (high, low) = (of(&high), of(&low));
        assert_eq!(high.len(), low.len());
        let differ = high
            .into_iter()
            .zip(low)
            .filter(|((_, high), (_, low))| without_chance(high) != without_chance(low));
        differ
            .map(|((address, high), (_, low))| {
                let (high, low) = (without_chance(&high), without_chance(&low));
                let new = high.iter().filter(|word| !low.contains(word));
                format!("{address}: {:?}", new.collect::<Vec<_>>())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(compare("provider, not guessed"), Vec::<String>::new());
    // Who has guessed sees the difference: so the comparison can find one.
    assert!(!compare("provider, guessed").is_empty());
}
