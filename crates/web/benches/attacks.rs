//! One person or address takes all it can get: what others notice of it. A table of 19,000 words, the
//! real server in a process of its own. `cargo bench -p web --bench attacks`.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

mod server;

use std::future::Future;
use std::net::Ipv4Addr;
use std::path::Path;
use std::pin::Pin;
use std::thread;
use std::time::{Duration, Instant};

use domain::Fact;
use domain::fact::{ContributionSaid, ContributionText};
use domain::ids::*;
use domain::words::*;
use jiff::Timestamp;
use record::{Append, NewEntry, StreamId};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use uuid::Uuid;

use server::table::Table;
use server::{Connection, Server, figure, load_average};

const WORDS: u128 = 19_000;
/// What others ask meanwhile, and how often the health is asked for.
const PER_SECOND: u64 = 50;
const ASKING: usize = 8;
const HEALTH_PER_SECOND: u64 = 20;
const TURN: Duration = Duration::from_secs(10);
/// Between the beginning of an attack and the measurement.
const RUN_UP: Duration = Duration::from_secs(3);
/// Files of this process.
const FILES: u64 = 10_000;

/// An attacker's client, again and again.
type Client = Pin<Box<dyn Future<Output = ()> + Send>>;

struct World {
    port: u16,
    table: RelationshipId,
    /// The attacker's session.
    attacker: String,
    /// The first and the last moment of the long talk, in milliseconds.
    talk: (i64, i64),
}

/// Makes a client that attacks.
type Attack = fn(&'static World) -> Client;

fn main() {
    if let Some(directory) = server::to_be_served() {
        return server::serve(&directory);
    }
    assert!(rlimit::increase_nofile_limit(FILES).unwrap() >= FILES);
    let directory = tempfile::tempdir().unwrap();
    let (table, other, attacker, talk) = seed(directory.path());
    let server = Server::start(directory.path());
    let world: &'static World = Box::leak(Box::new(World {
        port: server.port,
        table,
        attacker,
        talk,
    }));
    let page = get(&format!("/r/{table}/value"), &other);
    Connection::open(server.port).get(&page);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();

    let (quiet, _) = others(&server, &page);
    figure(
        "Others' pages while it is quiet, 99 of 100",
        format!("{quiet:.1} ms"),
        "–",
    );
    let limit = (5.0 * quiet).max(20.0);
    let attacks: [(&str, Vec<Attack>); 6] = [
        ("200 sign-ins at once", vec![sign_in; 200]),
        ("400 answers that nobody reads", vec![unread; 400]),
        (
            "2,000 sockets that never finish asking",
            vec![never_finish; 2_000],
        ),
        ("4,300 idle sockets", vec![idle; 4_300]),
        ("30 looks back at once", vec![look_back; 30]),
        ("all of these together", Vec::new()),
    ];
    let all: Vec<_> = attacks
        .iter()
        .flat_map(|(_, clients)| clients.clone())
        .collect();
    for (what, clients) in attacks {
        let clients = if clients.is_empty() {
            all.clone()
        } else {
            clients
        };
        let attack: Vec<_> = clients
            .into_iter()
            .map(|client| runtime.spawn(client(world)))
            .collect();
        thread::sleep(RUN_UP);
        let (pages, health) = others(&server, &page);
        println!("{what}: {:.0} MiB", server.mebibytes());
        for client in attack {
            client.abort();
        }
        figure(
            &format!("{what}: others' pages, 99 of 100"),
            format!("{pages:.1} ms"),
            &format!("≤ {limit:.0} ms"),
        );
        figure(
            &format!("{what}: `/healthz`, slowest"),
            format!("{health:.1} ms"),
            "≤ 50 ms",
        );
        thread::sleep(RUN_UP);
    }
    figure(
        "Memory of the server at its highest",
        format!("{:.0} MiB", server.most_mebibytes()),
        "≤ 600 MiB",
    );
    println!("load average {}", load_average());
}

/// What others notice, in milliseconds: 99 of 100 pages, and the slowest answer about health.
fn others(server: &Server, page: &str) -> (f64, f64) {
    thread::scope(|scope| {
        let health = scope.spawn(|| {
            let mut slowest = Duration::ZERO;
            let mut connection = Connection::open_from(server.port, Ipv4Addr::new(127, 0, 0, 2));
            let begun = Instant::now();
            while begun.elapsed() < TURN {
                let asked = Instant::now();
                connection.get("GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n");
                slowest = slowest.max(asked.elapsed());
                thread::sleep(Duration::from_millis(1_000 / HEALTH_PER_SECOND));
            }
            slowest
        });
        let pages = server.steady(page, ASKING, PER_SECOND, TURN);
        let at = (pages.len() - 1) * 99 / 100;
        let health = health.join().unwrap();
        (pages[at].as_secs_f64() * 1e3, health.as_secs_f64() * 1e3)
    })
}

fn get(path: &str, cookie: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: covalue={cookie}\r\n\r\n")
}

/// Asks over and over, each on a connection of its own, and reads what comes.
async fn over_and_over(port: u16, ask: impl Fn(u64) -> String) {
    for number in 0.. {
        let mut answer = Vec::new();
        if let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await
            && stream.write_all(ask(number).as_bytes()).await.is_ok()
        {
            let _ = stream.read_to_end(&mut answer).await;
        }
        // Who is refused comes again at once, but is no busy loop of this process.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn sign_in(world: &'static World) -> Client {
    Box::pin(over_and_over(world.port, |number| {
        let body = format!("email=person{number}%40example.org&password=wrong");
        format!(
            "POST /sign-in HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
    }))
}

fn look_back(world: &'static World) -> Client {
    Box::pin(over_and_over(world.port, |_| {
        // Ever other moments.
        let (first, last) = world.talk;
        let part = i64::from(Uuid::new_v4().as_fields().0) % (last - first);
        let moment = Timestamp::from_millisecond(first + part).unwrap();
        let path = format!("/r/{}/value?as_of={moment}", world.table);
        get(&path, &world.attacker).replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n")
    }))
}

fn unread(world: &'static World) -> Client {
    Box::pin(async {
        loop {
            let socket = TcpSocket::new_v4().unwrap();
            socket.set_recv_buffer_size(2 << 10).unwrap();
            let address = (Ipv4Addr::LOCALHOST, world.port).into();
            if let Ok(mut stream) = socket.connect(address).await {
                let path = format!("/api/v1/relationships/{}/words?limit=500", world.table);
                let _ = stream
                    .write_all(get(&path, &world.attacker).as_bytes())
                    .await;
                tokio::time::sleep(Duration::from_secs(60)).await;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    })
}

fn never_finish(world: &'static World) -> Client {
    Box::pin(async {
        loop {
            let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, world.port)).await else {
                tokio::time::sleep(Duration::from_secs(1)).await;
                continue;
            };
            for byte in b"GET / HTTP/1.1\r\nhost: localhost\r\nx-and: so on and on" {
                if stream.write_all(&[*byte]).await.is_err() {
                    break;
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    })
}

/// Holds a socket; opens another when it is closed.
fn idle(world: &'static World) -> Client {
    Box::pin(async {
        loop {
            if let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, world.port)).await {
                let _ = stream.read(&mut [0]).await;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    })
}

/// A table at which very much was said: its id, a session of one who reads and of one who attacks, and
/// from when to when it was said.
fn seed(directory: &Path) -> (RelationshipId, String, String, (i64, i64)) {
    let table = Table::open(directory);
    let guest = table.guest(table.northwind, "Gus Guest");
    table.admit(table.mara, guest, table.consumer, Role::User);
    let stream = StreamId(table.id.0);
    let head = table.app.record().head(stream).unwrap().unwrap();
    let (first, mut expected) = (head.at + 1, head.sequence);
    let all: Vec<u128> = (0..WORDS).collect();
    for some in all.chunks(1_000) {
        let drafts = some.iter().map(|number| {
            let said = ContributionSaid {
                contribution: ContributionId(Uuid::from_u128(1 << 96 | number)),
                kind: ContributionKind::Idea,
                audience: Audience::WholeTable,
                outcomes: Vec::new(),
                under: None,
                about: None,
                limit: None,
                spoken_for: None,
                mentions: Vec::new(),
                text: Some(ContributionText {
                    words: format!("Word {number} of very many. ").repeat(20),
                    condition: String::new(),
                    attachments: Vec::new(),
                }),
            };
            let encoded = Fact::from(said).encode();
            NewEntry {
                actor: table.mara.0,
                kind: encoded.kind.to_owned(),
                at: first + i64::try_from(*number).unwrap() / 10,
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
        expected = table.app.record().append(&append).unwrap().sequence;
    }
    let last = first + i64::try_from(WORDS).unwrap() / 10 - 1;
    let (other, attacker) = (table.session(table.ines), table.session(guest));
    (table.id, other, attacker, (first, last))
}
