//! Pages that follow the table: over real sockets, and with the rounds running.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use app::{App, Clock, Cursor};
use axum::http::StatusCode;
use database::Dialect;
use database::testing::Fresh;
use domain::fact::{ContributionSaid, ContributionText};
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, Moment, act};
use jiff::Timestamp;
use record::{Append, NewEntry, StreamId};
use tokio::net::TcpSocket;
use tokio::sync::oneshot;
use uuid::Uuid;
use web::live::{Pace, STREAMS_PER_PERSON};
use web::{Settings, Web};

use crate::world::{NOW, PASSWORD, Visitor, Way, World, canary, do_at};

/// What a stream must not take longer for. Far more than it needs, so that a busy machine passes.
const PATIENCE: Duration = Duration::from_secs(5);

const PACE: Pace = Pace {
    check: Duration::from_millis(100),
    gather: Duration::from_millis(20),
    beat: Duration::from_millis(100),
    life: Duration::from_secs(600),
};

fn settings() -> Settings {
    Settings {
        public_url: Some("http://localhost".to_owned()),
        live: PACE,
        ..Settings::default()
    }
}

/// A node of the world, behind a socket.
pub struct Node {
    pub web: Web,
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    served: tokio::task::JoinHandle<()>,
    pub runtime: tokio::runtime::Runtime,
}

impl Node {
    pub fn start(app: &App, settings: Settings) -> Self {
        let web = Web::new(app.clone(), settings);
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let listener = runtime.block_on(async {
            let socket = TcpSocket::new_v4().unwrap();
            // Inherited by each connection: what is written is soon more than fits.
            socket.set_send_buffer_size(4 << 10).unwrap();
            socket.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
            socket.listen(64).unwrap()
        });
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let serving = web.clone();
        let served = runtime.spawn(async move {
            let stopped = async {
                let _ = stopped.await;
            };
            web::server::serve(serving, vec![listener], stopped)
                .await
                .unwrap();
        });
        Self {
            web,
            address,
            stop: Some(stop),
            served,
            runtime,
        }
    }

    fn of(world: &World) -> Self {
        Self::start(&world.app, settings())
    }

    /// Opens the stream of this visitor's page.
    fn open(&self, table: RelationshipId, visitor: &Visitor, since: &str) -> Page {
        let page = self.ask(table, visitor, since);
        assert_eq!(page.status, 200, "{}", visitor.name);
        page
    }

    fn ask(&self, table: RelationshipId, visitor: &Visitor, since: &str) -> Page {
        let Way::Cookie(secret) = &visitor.way else {
            panic!("pages are for people")
        };
        self.connect(&format!(
            "GET /r/{table}/live?since={since} HTTP/1.1\r\nhost: localhost\r\n\
             cookie: covalue={secret}\r\n\r\n"
        ))
    }

    /// Opens the stream of a program, which may say which event it heard last.
    fn follow(&self, table: RelationshipId, token: &str, last: Option<&str>) -> Page {
        let last = last.map(|last| format!("last-event-id: {last}\r\n"));
        let page = self.connect(&format!(
            "GET /api/v1/relationships/{table}/live HTTP/1.1\r\nhost: localhost\r\n\
             authorization: Bearer {token}\r\n{}\r\n",
            last.unwrap_or_default()
        ));
        assert_eq!(page.status, 200);
        page
    }

    fn connect(&self, request: &str) -> Page {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut page = Page {
            reader: BufReader::new(stream),
            status: 0,
            received: String::new(),
        };
        let head = page.line().unwrap();
        page.status = head.split(' ').nth(1).unwrap().parse().unwrap();
        page
    }

    fn wait_until_open(&self, streams: usize) {
        let end = Instant::now() + PATIENCE;
        while self.web.live().open() != streams {
            assert!(Instant::now() < end, "{} are open", self.web.live().open());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// A browser's end of a stream.
struct Page {
    reader: BufReader<TcpStream>,
    status: u16,
    received: String,
}

fn sequence(cursor: &str) -> u64 {
    cursor.parse::<Cursor>().unwrap().sequence
}

impl Page {
    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.reader.read_line(&mut line).unwrap_or(0);
        self.received += &line;
        (read > 0).then(|| line.trim_end().to_owned())
    }

    /// The next event but for `here` once one was heard: its name, id and data; `None` at the end.
    #[track_caller]
    fn event(&mut self, but_here: bool) -> Option<(String, String, serde_json::Value)> {
        let end = Instant::now() + PATIENCE;
        let (mut name, mut id) = (String::new(), String::new());
        while Instant::now() < end {
            let line = self.line()?;
            match line.split_once(": ") {
                Some(("event", event)) => name = event.to_owned(),
                Some(("id", event)) => id = event.to_owned(),
                Some(("data", data)) if !(but_here && name == "here") => {
                    return Some((name, id, serde_json::from_str(data).unwrap()));
                }
                None if line == "0" => return None,
                _ => {}
            }
        }
        panic!("neither an event nor an end:\n{}", self.received);
    }

    /// The cursor of the next event, or `None` when the stream has ended. Fails when there is
    /// neither in time: the beats alone keep it reading.
    #[track_caller]
    fn next(&mut self) -> Option<u64> {
        let end = Instant::now() + PATIENCE;
        let mut changed = false;
        while Instant::now() < end {
            let line = self.line()?;
            match line.split_once(": ") {
                Some(("event", name)) => changed = name == "changed",
                Some(("data", cursor)) if changed => return Some(sequence(cursor)),
                // The last chunk.
                None if line == "0" => return None,
                _ => {}
            }
        }
        panic!("neither an event nor an end:\n{}", self.received);
    }
}

/// What ends somebody's session.
type End<'a> = &'a dyn Fn(&Visitor);

fn word(world: &World, app: &App, actor: PersonId, words: &str, audience: Audience) -> u64 {
    let say = Command::Say(act::Say {
        kind: ContributionKind::Need,
        audience,
        words: words.to_owned(),
        outcomes: Vec::new(),
        under: None,
        about: None,
        limit: None,
        condition: String::new(),
        spoken_for: None,
        mentions: Vec::new(),
        attachments: Vec::new(),
    });
    do_at(app, world.table, actor, say).last
}

fn reached(world: &World) -> u64 {
    world.heads()[0].unwrap().sequence
}

#[test]
fn each_page_hears_of_what_its_viewer_may_see_and_of_nothing_else() {
    let world = World::new();
    let node = Node::of(&world);
    let names = [
        "provider, not guessed",
        "customer",
        "user",
        "supplier",
        "observer",
        "facilitator",
        "guest",
    ];
    let now = reached(&world);
    let mut pages = names.map(|name| node.open(world.table, world.visitor(name), "0"));
    for page in &mut pages {
        assert_eq!(page.next(), Some(now), "once on every connect");
    }
    let own = Audience::OwnParty;
    let mine = word(&world, &world.app, world.mara, "kanarie-hidden", own);
    for (name, page) in names.iter().zip(&mut pages) {
        if ["customer", "user", "guest"].contains(name) {
            assert_eq!(page.next(), Some(mine), "{name}");
        }
    }
    // What the consumer says an outcome is worth is hidden from who has not guessed yet.
    let outcome = Command::AddOutcome(act::AddOutcome {
        statement: "So that drivers reach dispatch".to_owned(),
        objective: String::new(),
        for_party: world.consumer,
        depends_on: Quality::Utility,
        delivered: true,
    });
    let added = do_at(&world.app, world.table, world.mara, outcome);
    let Some(Fact::OutcomeAdded(outcome)) = added.facts.first() else {
        panic!("{added:?}")
    };
    for (name, page) in names.iter().zip(&mut pages) {
        assert_eq!(page.next(), Some(added.last), "{name}");
    }
    let assess = Command::Assess(act::Assess {
        outcome: outcome.outcome,
        stage: Stage::Realised,
        benefit: 9,
        usefulness: 9,
        importance: 9,
        why: "kanarie-hidden".to_owned(),
        wording: None,
    });
    let assessed = do_at(&world.app, world.table, world.mara, assess).last;
    for (name, page) in names.iter().zip(&mut pages) {
        if *name != "provider, not guessed" {
            assert_eq!(page.next(), Some(assessed), "{name}");
        }
    }
    let all = word(
        &world,
        &world.app,
        world.mara,
        canary::WHOLE_TABLE,
        Audience::WholeTable,
    );
    for (name, page) in names.iter().zip(&mut pages) {
        // The next event of those who were told nothing of the hidden word is this one.
        assert_eq!(page.next(), Some(all), "{name}");
        assert!(!page.received.contains("kanarie"), "{}", page.received);
    }
}

#[test]
fn nobody_but_who_took_it_hears_that_a_blind_position_was_taken() {
    let world = World::new();
    let node = Node::of(&world);
    let names = ["provider, guessed", "customer", "user", "observer"];
    let now = reached(&world);
    let mut pages = names.map(|name| node.open(world.table, world.visitor(name), "0"));
    for page in &mut pages {
        assert_eq!(page.next(), Some(now));
    }
    let mut own = node.open(world.table, world.visitor("supplier"), "0");
    own.next();
    let taken = act::TakePosition {
        proposal: world.proposal,
        version: 1,
        stance: Stance::Consent,
        words: "kanarie-hidden".to_owned(),
        workable: String::new(),
        harms: None,
    };
    let taken = do_at(&world.app, world.table, world.tom, taken).last;
    assert_eq!(own.next(), Some(taken));
    let table = Audience::WholeTable;
    let all = word(&world, &world.app, world.mara, "hear, hear", table);
    for (name, page) in names.iter().zip(&mut pages) {
        assert_eq!(page.next(), Some(all), "{name}");
        assert!(!page.received.contains("kanarie"), "{}", page.received);
    }
}

#[test]
fn a_page_that_comes_back_hears_whether_it_missed_anything() {
    let world = World::new();
    let node = Node::of(&world);
    let before = reached(&world);
    let supplier = world.visitor("supplier");
    let own = Audience::OwnParty;
    let hidden = word(&world, &world.app, world.mara, "among us", own);
    let mut page = node.open(world.table, supplier, &before.to_string());
    assert_eq!(page.next(), Some(before), "only what is hidden was said");
    let all = word(
        &world,
        &world.app,
        world.mara,
        "hear, hear",
        Audience::WholeTable,
    );
    assert_eq!(page.next(), Some(all));
    let mut page = node.open(world.table, supplier, &hidden.to_string());
    assert_eq!(page.next(), Some(all));
    // An address of ours holds no other cursors; they are made good all the same.
    for odd in ["", "-1", "nonsense", "18446744073709551615"] {
        let mut page = node.open(world.table, supplier, odd);
        assert_eq!(page.next(), Some(all), "{odd}");
    }
}

#[test]
fn a_program_is_told_where_it_stands_and_of_what_it_missed_once() {
    let world = World::new();
    let node = Node::of(&world);
    let Way::Token(token) = &world.visitor("read token").way else {
        panic!("no token")
    };
    let at = |sequence: u64| serde_json::json!({ "sequence": sequence });
    let now = reached(&world);
    let mut stream = node.follow(world.table, token, None);
    let (name, first, data) = stream.event(false).unwrap();
    assert_eq!((name.as_str(), data), ("here", at(now)));
    // What it may not see is no event.
    word(
        &world,
        &world.app,
        world.ines,
        "among us",
        Audience::OwnParty,
    );
    let said = word(
        &world,
        &world.app,
        world.ines,
        "to all",
        Audience::WholeTable,
    );
    let (name, second, data) = stream.event(true).unwrap();
    assert_eq!((name.as_str(), data), ("changed", at(said)));
    // It comes back having missed nothing, or something.
    let mut stream = node.follow(world.table, token, Some(&second));
    let (name, _, data) = stream.event(false).unwrap();
    assert_eq!((name.as_str(), data), ("here", at(said)));
    let mut stream = node.follow(world.table, token, Some(&first));
    let (name, _, data) = stream.event(true).unwrap();
    assert_eq!((name.as_str(), data), ("changed", at(said)));
    // The stream ends with its token.
    let accounts = world.app.accounts();
    let now = Timestamp::from_millisecond(NOW).unwrap();
    for token in accounts.tokens_of(world.mara).unwrap() {
        accounts.revoke_token(world.mara, token.id, now).unwrap();
    }
    assert_eq!(stream.event(true), None);
}

#[test]
fn whoever_loses_their_seat_hears_no_more() {
    let world = World::new();
    let node = Node::of(&world);
    let mut jonas = node.open(world.table, world.visitor("user"), "");
    let mut mara = node.open(world.table, world.visitor("customer"), "");
    assert!(jonas.next().is_some() && mara.next().is_some());
    let person = world.jonas;
    let unseat = Command::UnseatPerson(act::UnseatPerson { person });
    let gone = do_at(&world.app, world.table, world.mara, unseat).last;
    assert_eq!(jonas.next(), None);
    assert_eq!(mara.next(), Some(gone));
    let again = node.ask(world.table, world.visitor("user"), "");
    assert_eq!(again.status, 404);
}

#[test]
fn a_stream_ends_with_its_session() {
    let world = World::new();
    let node = Node::of(&world);
    let accounts = world.app.accounts();
    let now = Timestamp::from_millisecond(NOW).unwrap();
    let ending: [(&str, End<'_>); 4] = [
        ("customer", &|visitor| {
            let Way::Cookie(secret) = &visitor.way else {
                panic!()
            };
            accounts.sign_out(secret).unwrap();
        }),
        ("provider, not guessed", &|_| {
            let ines = accounts.person(world.ines).unwrap().unwrap();
            accounts
                .change_password(
                    &ines,
                    PASSWORD,
                    "seven quiet herons at noon",
                    accounts::Proof::Passkey,
                    now,
                )
                .unwrap();
        }),
        ("user", &|_| {
            accounts.sign_out_everywhere(world.jonas).unwrap();
        }),
        ("guest", &|_| {
            let invitation = world.invitation.parse().unwrap();
            accounts
                .withdraw_invitation(invitation, world.mara, accounts::Side::Own, now)
                .unwrap();
        }),
    ];
    let mut other = node.open(world.table, world.visitor("supplier"), "");
    let cursor = other.next();
    for (name, end) in ending {
        let visitor = world.visitor(name);
        let mut page = node.open(world.table, visitor, "");
        assert_eq!(page.next(), cursor, "{name}");
        end(visitor);
        assert_eq!(page.next(), None, "{name}");
        // Nor does the browser come back for another, as it would from any other answer.
        assert_eq!(node.ask(world.table, visitor, "").status, 204, "{name}");
    }
    // Nobody else's has ended.
    let all = word(
        &world,
        &world.app,
        world.mara,
        "still here",
        Audience::WholeTable,
    );
    assert_eq!(other.next(), Some(all));
}

#[test]
fn the_promise_of_five_seconds_has_room_to_spare() {
    let pace = Pace::default();
    assert!(pace.check + pace.gather < Duration::from_secs(3));
    assert!(Settings::default().write_time <= Duration::from_secs(30));
}

#[test]
fn a_stream_ends_after_its_time_and_with_the_server() {
    let world = World::new();
    let short = Settings {
        live: Pace {
            life: Duration::from_millis(300),
            ..PACE
        },
        ..settings()
    };
    let customer = world.visitor("customer");
    let node = Node::start(&world.app, short);
    let mut page = node.open(world.table, customer, "");
    assert!(page.next().is_some());
    assert_eq!(page.next(), None);

    let mut node = Node::of(&world);
    let mut pages: Vec<_> = (0..4)
        .map(|_| node.open(world.table, customer, ""))
        .collect();
    for page in &mut pages {
        assert!(page.next().is_some());
    }
    let asked = Instant::now();
    node.stop.take().unwrap().send(()).unwrap();
    for page in &mut pages {
        assert_eq!(page.next(), None);
    }
    node.runtime.block_on(&mut node.served).unwrap();
    assert!(asked.elapsed() < PATIENCE);
}

#[test]
fn a_place_is_given_back_and_no_more_are_given_than_there_are() {
    let world = World::new();
    let node = Node::of(&world);
    let customer = world.visitor("customer");
    let pages: Vec<_> = (0..STREAMS_PER_PERSON)
        .map(|_| node.open(world.table, customer, ""))
        .collect();
    let refused = node.ask(world.table, customer, "");
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS.as_u16());
    node.open(world.table, world.visitor("user"), "");
    drop(pages);
    // A browser that goes away is noticed when something is written to it.
    node.wait_until_open(0);
    node.open(world.table, customer, "");

    let small = Settings {
        connections: 6,
        ..settings()
    };
    let node = Node::start(&world.app, small);
    let names = ["customer", "user", "supplier"];
    let _pages = names.map(|name| node.open(world.table, world.visitor(name), ""));
    let refused = node.ask(world.table, world.visitor("observer"), "");
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS.as_u16());
}

#[test]
fn a_reader_that_takes_nothing_is_cut() {
    let world = World::new();
    let hasty = Settings {
        write_time: Duration::from_millis(300),
        live: Pace {
            beat: Duration::from_millis(1),
            ..PACE
        },
        ..settings()
    };
    let node = Node::start(&world.app, hasty);
    let mut keen = node.open(world.table, world.visitor("customer"), "");
    assert!(keen.next().is_some());
    let idle = node.runtime.block_on(async {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(2 << 10).unwrap();
        socket.connect(node.address).await.unwrap()
    });
    let mut idle = idle.into_std().unwrap();
    idle.set_nonblocking(false).unwrap();
    let Way::Cookie(secret) = &world.visitor("supplier").way else {
        panic!()
    };
    let request = format!(
        "GET /r/{}/live HTTP/1.1\r\nhost: localhost\r\ncookie: covalue={secret}\r\n\r\n",
        world.table
    );
    idle.write_all(request.as_bytes()).unwrap();
    node.wait_until_open(2);
    let end = Instant::now() + 4 * PATIENCE;
    // Who reads is kept while the other is cut.
    while node.web.live().open() == 2 {
        assert!(Instant::now() < end, "the idle reader was not cut");
        assert!(keen.line().is_some());
    }
    assert_eq!(node.web.live().open(), 1);
    idle.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut rest = Vec::new();
    // What had been sent, then nothing more: not even a proper end.
    let _ = idle.read_to_end(&mut rest);
    assert!(!rest.ends_with(b"0\r\n\r\n"));
}

#[test]
fn what_is_said_on_one_node_is_heard_on_the_other_within_a_second() {
    let fresh = Fresh::new(Dialect::Postgres);
    let world = World::on(fresh.open(), [9, 8, 7]);
    let clock = Clock::at(Moment(NOW));
    let other = App::open(fresh.open(), clock).unwrap();
    let node = Node::start(&other, settings());
    let mut page = node.open(world.table, world.visitor("supplier"), "");
    assert!(page.next().is_some());
    let middle_of = |said: &mut dyn FnMut() -> u64, page: &mut Page| {
        let mut times: Vec<_> = (0..5)
            .map(|_| {
                let (sequence, at) = (said(), Instant::now());
                assert_eq!(page.next(), Some(sequence));
                at.elapsed()
            })
            .collect();
        times.sort();
        times[2]
    };
    let hinted = middle_of(
        &mut || {
            word(
                &world,
                &world.app,
                world.mara,
                "from afar",
                Audience::WholeTable,
            )
        },
        &mut page,
    );
    // Appended behind the writer's back, so that no hint is sent: as if it had been lost.
    let mut said = 0;
    let unhinted = middle_of(
        &mut || {
            said += 1;
            let fact = ContributionSaid {
                contribution: ContributionId(Uuid::from_u128(said)),
                kind: ContributionKind::Need,
                audience: Audience::WholeTable,
                outcomes: Vec::new(),
                under: None,
                about: None,
                limit: None,
                spoken_for: None,
                mentions: Vec::new(),
                text: Some(ContributionText {
                    words: "without a hint".to_owned(),
                    condition: String::new(),
                    attachments: Vec::new(),
                }),
            };
            append(&world, &fact.into())
        },
        &mut page,
    );
    for (way, time) in [("with a hint", hinted), ("without", unhinted)] {
        assert!(time <= Duration::from_secs(1), "{way}: {time:?}");
    }
}

fn append(world: &World, fact: &Fact) -> u64 {
    let encoded = fact.encode();
    let draft = NewEntry {
        actor: world.mara.0,
        kind: encoded.kind.to_owned(),
        at: NOW,
        fact: encoded.fact,
        ext: None,
        salt: [1; 32],
        content_salt: encoded.content.is_some().then_some([2; 32]),
        content: encoded.content,
        files: Vec::new(),
    };
    let append = Append {
        stream: StreamId(world.table.0),
        expected: reached(world),
        root: None,
        drafts: vec![draft],
        requests: Vec::new(),
    };
    world.app.record().append(&append).unwrap().sequence
}
