//! Many at once, and those who take more than they need: what one does, others hardly notice.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::{Duration, Instant};

use axum::body::{Body, HttpBody};
use axum::http::{Method, StatusCode};
use domain::Fact;
use domain::fact::{ContributionSaid, ContributionText};
use domain::ids::*;
use domain::words::*;
use record::{Append, NewEntry, StreamId};
use tokio::net::TcpSocket;
use uuid::Uuid;
use web::Settings;
use web::answers::{ANSWER_BYTES, FILE_BYTES};
use web::lanes::{Asker, Lane};
use web::settings::TrustedProxies;

use crate::live::Node;
use crate::world::{NOW, PASSWORD, Visitor, Way, World, newcomer};

/// Words of the longest table: as many as a lively one has after years.
const WORDS: usize = 19_000;

/// The world in which very much was said: a third of it as one thread, a third about one outcome,
/// the rest each for itself.
fn talkative(words: usize) -> World {
    let world = World::new();
    let stream = StreamId(world.table.0);
    let mut expected = world.app.record().head(stream).unwrap().unwrap().sequence;
    let all: Vec<usize> = (0..words).collect();
    for some in all.chunks(1_000) {
        let drafts = some.iter().map(|number| {
            let said = ContributionSaid {
                contribution: ContributionId(Uuid::from_u128(1 << 96 | *number as u128)),
                kind: match number % 3 {
                    0 => ContributionKind::Question,
                    _ => ContributionKind::Need,
                },
                audience: Audience::WholeTable,
                outcomes: Vec::from_iter((number % 3 == 1).then_some(world.outcome)),
                under: (number % 3 == 0).then_some(world.contribution),
                about: None,
                limit: None,
                spoken_for: None,
                mentions: Vec::new(),
                text: Some(ContributionText {
                    words: format!("Word {number} of very many, some of them about masts"),
                    condition: String::new(),
                    attachments: Vec::new(),
                }),
            };
            let encoded = Fact::from(said).encode();
            NewEntry {
                actor: world.mara.0,
                kind: encoded.kind.to_owned(),
                at: NOW + *number as i64,
                fact: encoded.fact,
                content: encoded.content,
                ext: None,
                salt: [1; 32],
                content_salt: Some([2; 32]),
                files: Vec::new(),
            }
        });
        let append = Append {
            stream,
            expected,
            root: None,
            drafts: drafts.collect(),
            requests: Vec::new(),
        };
        expected = world.app.record().append(&append).unwrap().sequence;
    }
    world
}

/// Every answer is bounded, however much was said: paged, or a file that is written while it is
/// read. A route without this fails here.
#[test]
fn no_answer_grows_with_the_record() {
    let world = talkative(WORDS);
    let mut grown = Vec::new();
    for visitor in ["customer", "provider, guessed"].map(|name| world.visitor(name)) {
        // What programs may do grows with what there is to do, and is the same for every record.
        let of_records = |path: &str| path != "/api";
        let routes = World::routes().filter(|route| of_records(route.path));
        for route in routes.filter(|route| route.method() == Method::GET) {
            let path = world.fill(route.path, world.table);
            let asked = match route.path.contains("search") {
                true => format!("{path}?q=masts"),
                false => path,
            };
            let request = world.request(&Method::GET, &asked, visitor);
            let response = world.open(request.body(Body::empty()).unwrap());
            assert!(!response.status().is_server_error(), "{asked}");
            if response
                .headers()
                .get("content-type")
                .is_some_and(|kind| kind == "text/event-stream")
            {
                continue;
            }
            match response.body().size_hint().exact() {
                Some(bytes) if bytes > ANSWER_BYTES as u64 => {
                    grown.push(format!("{asked} has {bytes} bytes"));
                }
                Some(_) => {}
                None => {
                    assert_eq!(
                        route.lane,
                        Lane::File,
                        "{asked} is written while it is read"
                    );
                    let (pieces, largest) = world.pieces(response);
                    if largest > FILE_BYTES {
                        grown.push(format!("{asked} has a piece of {largest} bytes"));
                    }
                    let much = ["record", "dialogue.", "thread.md"];
                    let much = much.iter().any(|name| asked.contains(name));
                    assert!(!much || pieces > 10, "{asked} has {pieces} pieces");
                }
            }
        }
    }
    assert!(grown.is_empty(), "{grown:#?}");
}

#[test]
fn words_are_read_page_by_page_to_the_first() {
    let world = talkative(1_000);
    let customer = world.visitor("customer");
    let path = format!("/api/v1/relationships/{}/words", world.table);
    let (mut all, mut next) = (Vec::new(), None::<u64>);
    loop {
        let query = next.map_or(String::new(), |next| format!("&before={next}"));
        let page = world
            .get(&format!("{path}?limit=300{query}"), customer)
            .json();
        let words = page["words"].as_array().unwrap();
        assert!(words.len() <= 300);
        all.extend(words.iter().map(|said| said["sequence"].as_u64().unwrap()));
        next = page["next"].as_u64();
        if next.is_none() {
            break;
        }
    }
    assert!(
        all.is_sorted_by(|one, other| one > other),
        "newest first, each once"
    );
    let seen = world.app.relationship(world.table).unwrap().unwrap();
    let seen = seen.seen_by(world.mara, &seen).unwrap().words().count();
    assert_eq!(all.len(), seen);
    for wrong in ["limit=0", "limit=501", "before=x"] {
        let reply = world.get(&format!("{path}?{wrong}"), customer);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
}

#[test]
fn a_long_thread_is_read_part_by_part_and_opens_at_what_its_address_names() {
    let world = talkative(1_200);
    let viktor = world.visitor("provider, guessed");
    let table = format!("/api/v1/relationships/{}", world.table);
    let path = format!("{table}/dialogue/{}", world.contribution);
    let ids = |page: &serde_json::Value| -> Vec<String> {
        let said = page["said"].as_array().unwrap().iter();
        said.map(|said| said["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let (mut all, mut from) = (Vec::new(), 0);
    loop {
        let page = world.get(&format!("{path}?from={from}"), viktor).json();
        let said = ids(&page);
        assert_eq!(said[0], world.contribution.to_string());
        all.extend_from_slice(&said[usize::from(from > 0)..]);
        assert_eq!(page["before"].as_u64().unwrap(), u64::max(from, 1) - 1);
        if page["more"] == 0 {
            break;
        }
        from += 100;
    }
    assert_eq!(all.len(), 401);
    let late = &all[350];
    let page = world.get(&format!("/r/{}/dialogue/{late}", world.table), viktor);
    let page = page.text();
    assert!(page.contains(&format!("id=\"said-{late}\"")));
    assert!(page.contains("301 to 400 of 401"), "{page}");
    let file = world.get(
        &format!("/r/{}/dialogue/{late}/thread.md", world.table),
        viktor,
    );
    assert_eq!(file.text().matches("\n### ").count(), 400);
}

fn cookie_of(visitor: &Visitor) -> String {
    match &visitor.way {
        Way::Cookie(secret) => format!("covalue={secret}"),
        _ => panic!("{} has no cookie", visitor.name),
    }
}

/// A client of a node: from where it comes, and what its browser keeps.
#[derive(Clone, Default)]
struct Client {
    from: Option<Ipv4Addr>,
    forwarded: String,
    cookie: String,
}

impl Client {
    fn of(visitor: &Visitor) -> Self {
        Self {
            cookie: cookie_of(visitor),
            ..Self::default()
        }
    }

    fn connect(&self, node: &Node) -> TcpStream {
        let stream = node.runtime.block_on(async {
            let socket = TcpSocket::new_v4().unwrap();
            // What is sent and not read soon fills it.
            socket.set_recv_buffer_size(2 << 10).unwrap();
            if let Some(from) = self.from {
                socket.bind((from, 0).into()).unwrap();
            }
            socket.connect(node.address).await.unwrap()
        });
        let stream = stream.into_std().unwrap();
        stream.set_nonblocking(false).unwrap();
        let patience = Some(Duration::from_secs(60));
        stream.set_read_timeout(patience).unwrap();
        stream
    }

    fn send(&self, node: &Node, method: &str, path: &str, body: &str) -> TcpStream {
        let mut stream = self.connect(node);
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
             content-length: {}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             sec-fetch-site: same-origin\r\n",
            body.len()
        );
        for (name, value) in [
            ("cookie", &self.cookie),
            ("x-forwarded-for", &self.forwarded),
        ] {
            if !value.is_empty() {
                request += &format!("{name}: {value}\r\n");
            }
        }
        request += &format!("\r\n{body}");
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn get(&self, node: &Node, path: &str) -> String {
        answer(self.send(node, "GET", path, ""))
    }
}

fn answer(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> u16 {
    let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok());
    status.unwrap_or_default()
}

fn behind_a_proxy() -> Settings {
    Settings {
        public_url: Some("http://localhost".to_owned()),
        trust_proxy: TrustedProxies::Near,
        ..Settings::default()
    }
}

#[test]
fn a_flood_of_sign_ins_is_its_senders_own_wait() {
    let world = World::new();
    let node = Node::start(&world.app, behind_a_proxy());
    let customer = Client::of(world.visitor("customer"));
    let email = newcomer("Jonas Weil").email.unwrap();
    let right = format!("email={email}&password={}", PASSWORD.replace(' ', "+"));
    let from = |forwarded: &str| Client {
        forwarded: forwarded.to_owned(),
        ..Client::default()
    };
    // Jonas was here before: his browser is known by it.
    let signed_in = answer(from("198.51.100.9").send(&node, "POST", "/sign-in", &right));
    let device = signed_in.split("covalue-device=").nth(1).unwrap();
    let device = device.split(';').next().unwrap().to_owned();

    let stranger = from("192.0.2.1");
    let wrong = format!("email={email}&password=wrong");
    let flood: Vec<_> = (0..200)
        .map(|_| stranger.send(&node, "POST", "/sign-in", &wrong))
        .collect();
    let begun = Instant::now();
    for _ in 0..20 {
        let health = customer.get(&node, "/healthz");
        assert_eq!(status(&health), 200);
    }
    let table = format!("/r/{}", world.table);
    assert_eq!(status(&customer.get(&node, &table)), 200);
    let known = Client {
        cookie: format!("covalue-device={device}"),
        ..stranger.clone()
    };
    let newcomer = from("203.0.113.77");
    for client in [known, newcomer] {
        let entered = answer(client.send(&node, "POST", "/sign-in", &right));
        assert_eq!(status(&entered), 303, "{entered}");
    }
    let others = begun.elapsed();
    let mut refused = 0;
    for stream in flood {
        let answer = answer(stream);
        match status(&answer) {
            503 => {
                refused += 1;
                assert!(answer.contains("retry-after: 5"), "{answer}");
                assert!(answer.contains("Nothing was done or recorded"), "{answer}");
            }
            status => assert!(matches!(status, 422 | 429), "{answer}"),
        }
    }
    assert!(refused > 30, "{refused} were refused");
    // Before the flood was worked off.
    assert!(others < Duration::from_secs(10), "{others:?}");
}

#[test]
fn whose_address_it_is_only_a_proxy_of_ours_may_say() {
    let world = World::new();
    let tried = std::cell::Cell::new(0);
    let attempt = |node: &Node, forwarded: String| {
        let client = Client {
            forwarded,
            ..Client::default()
        };
        // Each at another account: what counts is from where.
        tried.set(tried.get() + 1);
        let wrong = format!("email=nobody{}@example.org&password=wrong", tried.get());
        status(&answer(client.send(node, "POST", "/sign-in", &wrong)))
    };
    // Whoever connects directly stays who they are, whatever they say.
    let node = Node::start(&world.app, Settings::default());
    for number in 0..10 {
        assert_eq!(attempt(&node, format!("10.{number}.0.1")), 422);
    }
    assert_eq!(attempt(&node, "10.11.0.1".to_owned()), 429);
    // What the proxy added stands last, on the last line, perhaps with a port.
    let node = Node::start(&world.app, behind_a_proxy());
    for number in 0..10 {
        let said = format!("10.{number}.0.1\r\nx-forwarded-for: 10.0.0.9, 192.0.2.5:4{number}11");
        assert_eq!(attempt(&node, said), 422);
    }
    assert_eq!(attempt(&node, "192.0.2.5".to_owned()), 429);
}

#[test]
fn a_newcomer_does_not_wait_for_idle_sockets() {
    let world = World::new();
    let few = Settings {
        connections: 64,
        ..Settings::default()
    };
    let node = Node::start(&world.app, few);
    let hoarder = Client {
        from: Some(Ipv4Addr::new(127, 0, 0, 9)),
        ..Client::default()
    };
    let idle: Vec<_> = (0..400).map(|_| hoarder.connect(&node)).collect();
    // Half a head, half a body: they wait for their own sender.
    let slow: Vec<_> = (0..100)
        .map(|number| {
            let mut stream = hoarder.connect(&node);
            let begun = match number % 2 {
                0 => "GET /sign-in HTTP/1.1\r\nhost: local",
                _ => "POST /sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99\r\n\r\nemail",
            };
            let _ = stream.write_all(begun.as_bytes());
            stream
        })
        .collect();
    let begun = Instant::now();
    assert_eq!(status(&Client::default().get(&node, "/sign-in")), 200);
    let customer = Client::of(world.visitor("customer"));
    assert_eq!(status(&customer.get(&node, "/")), 200);
    // The hoarder, too, still comes in, at the cost of a socket of theirs.
    assert_eq!(status(&hoarder.get(&node, "/sign-in")), 200);
    assert!(begun.elapsed() < Duration::from_secs(5));
    drop((idle, slow));
}

#[test]
fn what_is_not_read_is_bounded_and_others_are_answered() {
    let world = talkative(6_000);
    let node = Node::start(&world.app, behind_a_proxy());
    let customer = Client::of(world.visitor("customer"));
    let table = format!("/api/v1/relationships/{}", world.table);
    let mut unread = Vec::new();
    for number in 0..120 {
        let path = match number % 3 {
            0 => format!("/r/{}/record.jsonl", world.table),
            _ => format!("{table}/words?limit=500"),
        };
        unread.push(customer.send(&node, "GET", &path, ""));
    }
    let others = Client::of(world.visitor("supplier"));
    for _ in 0..5 {
        let page = others.get(&node, &format!("{table}/words?limit=500"));
        assert_eq!(status(&page), 200);
        assert!(node.web.in_flight().bytes() <= web::answers::BYTES_EACH + ANSWER_BYTES);
    }
    let last = customer.get(&node, &format!("/r/{}/record.jsonl", world.table));
    assert_eq!(status(&last), 503, "{last}");
    assert!(last.contains("retry-after: 5"));
    drop(unread);
}

#[test]
fn one_persons_looks_back_hold_up_nobody_elses() {
    let world = talkative(2_000);
    let node = Node::start(&world.app, behind_a_proxy());
    let greedy = Client::of(world.visitor("customer"));
    let other = Client::of(world.visitor("supplier"));
    let past = |words: i64| {
        let moment = jiff::Timestamp::from_millisecond(NOW + 1_000 + words).unwrap();
        format!("/r/{}/value?as_of={moment}", world.table)
    };
    let many: Vec<_> = (0..30)
        .map(|number| greedy.send(&node, "GET", &past(number), ""))
        .collect();
    let page = other.get(&node, &past(99));
    assert_eq!(status(&page), 200, "{page}");
    let answers: Vec<_> = many.into_iter().map(answer).collect();
    for answer in &answers {
        assert!(matches!(status(answer), 200 | 503), "{answer}");
    }
    assert!(answers.iter().any(|answer| status(answer) == 200));
}

#[test]
fn a_full_lane_refuses_at_once_and_gives_back_what_was_typed() {
    let world = World::new();
    let ines = Asker::person(world.ines);
    let lanes = world.web.lanes().clone();
    let turns: Vec<_> = std::iter::from_fn(|| lanes.try_enter(Lane::Engine, ines)).collect();
    assert!(!turns.is_empty());
    for _ in 0..100 {
        let lanes = lanes.clone();
        world.runtime.spawn(async move {
            let _ = lanes.enter(Lane::Engine, ines).await;
        });
    }
    std::thread::sleep(Duration::from_millis(200));
    let path = format!("/r/{}/features", world.table);
    let fields = [("name", "A mast of one's own"), ("form", "add")];
    let visitor = world.visitor("provider, not guessed");
    let refused = world.form(&path, visitor, &fields);
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.header("retry-after"), "5");
    assert!(
        refused.text().contains("A mast of one"),
        "{}",
        refused.text()
    );
    let api = format!("/api/v1/relationships/{}/mix", world.table);
    let refused = world.get(&api, visitor);
    assert_eq!(refused.json()["code"], "crowded");
    // Others have their turns.
    let other = world.get(&path, world.visitor("supplier"));
    assert_ne!(other.status, StatusCode::SERVICE_UNAVAILABLE);
    drop(turns);
}
