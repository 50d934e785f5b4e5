//! Outside its audience a word is nowhere: no page, figure, export, answer or error.

use accounts::secrecy::ExposeSecret;
use app::Done;
use axum::http::Method;
use domain::words::*;
use domain::{Command, Fact, Moment, act};
use jiff::Timestamp;

use crate::world::{NOW, Visitor, Way, World, canary, do_at, newcomer};

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
    // Said in a blind round, of which nobody else sees anything, not even colleagues.
    (canary::BLIND, &["customer", "read token", "write token"]),
    (
        canary::OTHER_TABLE,
        &["guest elsewhere", "member elsewhere"],
    ),
];

/// Everything that the visitor receives at both tables, today and as of moments of the past, with
/// the address of each answer. Every entry of the record is opened, too.
pub fn everything(world: &World, visitor: &Visitor) -> Vec<(String, String)> {
    let mut addresses = Vec::new();
    for route in World::routes().filter(|route| route.method() == Method::GET) {
        // The same stands in the file beside it, which is read here; paper is compressed.
        if route.path.ends_with(".pdf") {
            continue;
        }
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

/// Every text of a thread that two parties keep among themselves.
mod thread {
    pub const NEED: &str = "kanarie-crane-need";
    pub const ENABLES: &str = "kanarie-finch-enables";
    pub const SAID_BACK: &str = "kanarie-dove-saidback";
    pub const CORRECTION: &str = "kanarie-gull-correction";
    pub const ANSWER: &str = "kanarie-jay-answer";
    pub const QUESTION: &str = "kanarie-stork-question";
    pub const ALL: [&str; 6] = [NEED, ENABLES, SAID_BACK, CORRECTION, ANSWER, QUESTION];
}

/// Mara's need to her own party and Meridian: said back, corrected, heard and answered. The world's
/// addresses lead to it from then on. Gives somebody who is seated after it, from now on.
fn heard_and_answered(world: &mut World) -> Visitor {
    let (app, table, mara, ines) = (world.app.clone(), world.table, world.mara, world.ines);
    let relationship = app.relationship(table).unwrap().unwrap();
    let frame = relationship.seen_by(mara, &relationship).unwrap().frame();
    let act = |actor, command: Command| -> Done { do_at(&app, table, actor, command) };
    let audience = Audience::Parties(vec![frame.provider]);
    let need = act::Say::new(ContributionKind::Need, audience, thread::NEED);
    let said = act(mara, need.into());
    let Some(Fact::ContributionSaid(said)) = said.facts.first() else {
        panic!("not said")
    };
    let contribution = said.contribution;
    act(
        mara,
        Command::ExplainNeed(act::ExplainNeed {
            contribution,
            enables: thread::ENABLES.to_owned(),
        }),
    );
    let told = act(
        ines,
        Command::SayBack(act::SayBack {
            contribution,
            words: thread::SAID_BACK.to_owned(),
        }),
    );
    let Some(Fact::SaidBack(told)) = told.facts.first() else {
        panic!("not said back")
    };
    let reflection = told.reflection;
    act(
        mara,
        Command::CorrectReflection(act::CorrectReflection {
            contribution,
            reflection,
            words: thread::CORRECTION.to_owned(),
        }),
    );
    act(
        ines,
        Command::AcknowledgeCorrection(act::AcknowledgeCorrection {
            contribution,
            reflection,
        }),
    );
    let answered = act(
        ines,
        Command::Answer(act::Answer {
            contribution,
            kind: AnswerKind::NotNow,
            words: thread::ANSWER.to_owned(),
            became_outcome: None,
            became_contribution: None,
            became_feature: None,
            returns: Some(Moment(NOW + 30 * Moment::DAY).day_in_utc()),
        }),
    );
    let Some(Fact::ContributionAnswered(answered)) = answered.facts.first() else {
        panic!("not answered")
    };
    let audience = Audience::Parties(vec![frame.consumer]);
    let mut question = act::Say::new(ContributionKind::Question, audience, thread::QUESTION);
    question.under = Some(contribution);
    act(ines, question.into());
    (world.contribution, world.reflection) = (contribution, reflection);
    world.answer = answered.answer;

    let now = Timestamp::from_millisecond(NOW).unwrap();
    let accounts = app.accounts();
    let late = newcomer("Lars Late");
    let late = accounts.add_guest(world.northwind, &late, now).unwrap().id;
    act(
        mara,
        Command::AdmitPerson(act::AdmitPerson {
            person: late,
            party: world.consumer,
            roles: vec![Role::User],
            since: Since::Now,
        }),
    );
    let signed_in = accounts.demo_session(late, now).unwrap();
    Visitor {
        name: "seated from now on",
        way: Way::Cookie(signed_in.secret.expose_secret().to_owned()),
        seated: true,
    }
}

/// What the visitor receives who asks everywhere, searches for each text and writes to each address
/// of the thread.
fn everything_of_a_thread(world: &World, visitor: &Visitor) -> Vec<(String, String)> {
    let mut received = everything(world, visitor);
    for text in thread::ALL {
        let typed = &text[3..text.len() - 2];
        for address in [
            format!("/r/{}/search?q={typed}", world.table),
            format!("/search?q={typed}"),
            format!("/api/v1/relationships/{}/search?q={typed}", world.table),
            format!("/api/v1/search?q={typed}"),
        ] {
            let text = world.get(&address, visitor).text();
            let text = text.replace("<mark>", "").replace("</mark>", "");
            received.push((address, text));
        }
    }
    for route in World::routes().filter(|route| route.path.contains("{contribution}")) {
        if route.method() == Method::POST && !route.path.contains("withdrawal") {
            let address = world.fill(route.path, world.table);
            let reply = world.form(&address, visitor, &[("words", "and what was it?")]);
            received.push((address, reply.text()));
        }
    }
    received
}

#[test]
fn of_a_thread_among_two_parties_the_third_receives_nothing() {
    let mut world = World::new();
    let late = heard_and_answered(&mut world);
    let outside = [
        "supplier",
        "observer",
        "facilitator",
        "removed",
        "member elsewhere",
    ];
    let outside = outside.map(|name| world.visitor(name));
    let mut wrong = Vec::new();
    for visitor in outside.into_iter().chain([&late]) {
        for (address, received) in everything_of_a_thread(&world, visitor) {
            // A reason given before one's seat from now on is as far away as a word.
            let before = (visitor.name == late.name).then_some(canary::WHY);
            for text in thread::ALL.into_iter().chain(before) {
                if received.contains(text) {
                    wrong.push(format!("{} reads {text} at {address}", visitor.name));
                }
            }
        }
        let page = format!("/r/{}/dialogue/{}", world.table, world.contribution);
        for address in [
            page.clone(),
            format!("{page}/thread.md"),
            format!("/api/v1{}", page.replace("/r/", "/relationships/")),
        ] {
            assert_eq!(world.get(&address, visitor).status, 404, "{address}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Who may read it finds it whole, on the page and in every file.
    for name in ["provider, guessed", "customer", "user"] {
        let visitor = world.visitor(name);
        let page = format!("/r/{}/dialogue/{}", world.table, world.contribution);
        for address in [
            page.clone(),
            format!("{page}/thread.md"),
            format!("/r/{}/dialogue.md", world.table),
            format!("/r/{}/dialogue.csv", world.table),
            format!("/api/v1{}", page.replace("/r/", "/relationships/")),
        ] {
            let text = world.get(&address, visitor).text();
            for part in thread::ALL {
                assert!(text.contains(part), "{name} misses {part} at {address}");
            }
        }
    }
}

#[test]
fn a_search_finds_and_counts_what_its_reader_may_see_and_nothing_else() {
    let world = World::new();
    let mut wrong = Vec::new();
    for visitor in world.visitors.iter().filter(|v| v.name != "anonymous") {
        // What a value was given for is told on the outcome's page, a table's name around each of
        // its pages: neither is searched.
        let searched = AUDIENCES
            .iter()
            .filter(|(canary, _)| ![canary::WHY, canary::OTHER_TABLE].contains(canary));
        for (canary, readers) in searched {
            // A part of it: the page shows what was typed, and what was found whole.
            let typed = &canary[3..canary.len() - 2];
            let tables = [world.table, world.other].map(|table| {
                [
                    format!("/r/{table}/search?q={typed}"),
                    format!("/api/v1/relationships/{table}/search?q={typed}"),
                ]
            });
            let across = [
                format!("/search?q={typed}"),
                format!("/api/v1/search?q={typed}"),
            ];
            let mut found = false;
            for address in tables.iter().flatten().chain(&across) {
                let text = world.get(address, visitor).text();
                let whole = text.replace("<mark>", "").replace("</mark>", "");
                let counted = text.contains("<ol class=\"found\">") || text.contains("\"excerpt\"");
                if counted != whole.contains(canary) {
                    wrong.push(format!("{} at {address}: counted {counted}", visitor.name));
                }
                found |= counted;
            }
            if found != readers.contains(&visitor.name) {
                wrong.push(format!("{} and {canary}: found {found}", visitor.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_search_in_the_past_finds_nothing_said_later() {
    let world = World::new();
    let customer = world.visitor("customer");
    let said = r#"{"command":"say","kind":"idea","audience":"whole_table","words":"a *heliograph* on the pass"}"#;
    let commands = format!("/api/v1/relationships/{}/commands", world.table);
    let reply = world.post_json(&commands, customer, None, said.as_bytes().to_vec());
    assert!(reply.status.is_success(), "{}", reply.text());
    let search = format!("/r/{}/search?q=HELIO", world.table);
    let now = world.get(&search, customer).text();
    assert!(
        now.contains("a *<mark>helio</mark>graph* on the pass"),
        "{now}"
    );
    let before = jiff::Timestamp::from_millisecond(NOW - 1).unwrap();
    let then = world.get(&format!("{search}&as_of={before}"), customer);
    assert!(!then.text().contains("graph* on the pass"));
    assert!(then.text().contains("class=\"card empty\""));
}

/// The words of an answer, without what differs from world to world by chance: ids, hashes and
/// secrets, and the order of what is listed by id. Letters beyond ASCII part words: every answer
/// of every world comes through here, and bytes are compared in a tenth of the time of letters.
pub fn without_chance(text: &str) -> Vec<&str> {
    let inside = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_';
    // A link as a picture is made of its secret.
    let mut pieces = text.split("<svg class=\"qr\"");
    let first = pieces.next();
    let pieces = first
        .into_iter()
        .chain(pieces.filter_map(|piece| Some(piece.split_once("</svg>")?.1)));
    let words = pieces.flat_map(|piece| piece.as_bytes().split(move |b| !inside(b)));
    // A digest may be shown by its beginning.
    let hex = |b: u8| b.is_ascii_hexdigit() || b == b'-';
    // So does an id, where a calendar breaks its line within it.
    let digest = |word: &[u8]| word.len() >= 16 && word.iter().copied().all(hex);
    // What Gus would sign in with is made of his id, which is drawn by chance.
    let words = words.filter(|word| (1..32).contains(&word.len()) && !digest(word));
    let words = words.filter(|word| !word.starts_with(b"gus-"));
    let mut words: Vec<_> = words
        .filter_map(|it| std::str::from_utf8(it).ok())
        .collect();
    // Where to read on at all tables is made of their ids, which are drawn by chance.
    let after_next =
        |place: usize| place > 0 && words[place - 1] == "next" && words[place].len() >= 11;
    // When a stream is asked for again is spread by chance.
    let after_retry = |place: usize| place > 0 && words[place - 1] == "retry";
    let positions: Vec<_> = (0..words.len())
        .filter(|place| after_next(*place) || after_retry(*place))
        .collect();
    for place in positions.into_iter().rev() {
        words.remove(place);
    }
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
