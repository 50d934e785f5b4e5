//! A thousand open pages on one node: how soon all of them hear of a word, what a stream costs, and
//! whether two thousand clients that never finish their question slow the others down.
//! `cargo bench -p web --bench live`.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

mod server;

use std::net::Ipv4Addr;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use domain::ids::*;
use domain::words::*;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use server::table::Table;
use server::{Connection, Server, load_average};

const STREAMS: usize = 1_000;
const WORDS: usize = 10;
const IDLE: Duration = Duration::from_secs(10);
const SLOW: usize = 2_000;
/// The others' questions, with the slow clients and without, by turns: so both meet the same noise.
const TURNS: usize = 3;
const TURN: Duration = Duration::from_secs(8);
const PER_SECOND: u64 = 100;
const ASKING: usize = 8;
/// Files of this process and, inherited, of the server.
const FILES: u64 = 8_192;

fn main() {
    if let Some(directory) = server::to_be_served() {
        return server::serve(&directory);
    }
    assert!(rlimit::increase_nofile_limit(FILES).unwrap() >= FILES);
    let directory = tempfile::tempdir().unwrap();
    let (table, cookies) = seed(directory.path());
    let server = Server::start(directory.path());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let get = |path: &str, cookie: &str| {
        format!("GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: covalue={cookie}\r\n\r\n")
    };
    let overview = get(&format!("/r/{table}"), &cookies[0]);
    Connection::open(server.port).get(&overview);
    let before = server.mebibytes();

    let (told, mut heard) = mpsc::unbounded_channel();
    for cookie in &cookies {
        let request = get(&format!("/r/{table}/live"), cookie);
        runtime.spawn(follow(server.port, request, told.clone()));
    }
    hear(&mut heard);
    let each = (server.mebibytes() - before) * 1024.0 / STREAMS as f64;
    let cpu = server.cpu();
    thread::sleep(IDLE);
    let idle = (server.cpu() - cpu).as_secs_f64() / IDLE.as_secs_f64() * 100.0;

    let mut late = Vec::new();
    for number in 0..WORDS {
        let word = say(table, &cookies[0], &format!("Word {number} to all"));
        let said = Instant::now();
        runtime.block_on(send(server.port, &word));
        late.extend(hear(&mut heard).iter().map(|at| at.duration_since(said)));
        thread::sleep(Duration::from_millis(500));
    }
    late.sort_unstable();

    let (mut alone, mut beside) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        alone.extend(server.steady(&overview, ASKING, PER_SECOND, TURN));
        let slow: Vec<_> = (0..SLOW)
            .map(|_| runtime.spawn(never_finish(server.port)))
            .collect();
        thread::sleep(Duration::from_secs(2));
        beside.extend(server.steady(&overview, ASKING, PER_SECOND, TURN));
        for client in slow {
            client.abort();
        }
        thread::sleep(Duration::from_secs(1));
    }
    alone.sort_unstable();
    beside.sort_unstable();

    println!("load average {}", load_average());
    let at = |times: &[Duration], share: f64| {
        times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3
    };
    println!(
        "told: p50 {:.0} ms, last {:.0} ms; pages: p50 {:.1} ms alone, {:.1} ms beside",
        at(&late, 0.5),
        at(&late, 1.0),
        at(&alone, 0.5),
        at(&beside, 0.5)
    );
    let figure = |what: &str, reached: String, promised: &str| {
        println!("figure\t{what}\t{reached}\t{promised}");
    };
    figure(
        "From sending a word until 95 of 100 pages hear of it",
        format!("{:.0} ms", at(&late, 0.95)),
        "≤ 1,000 ms",
    );
    figure(
        "Memory of the server for each stream",
        format!("{each:.0} KiB"),
        "–",
    );
    figure(
        "Processor time while nothing is said, of one core",
        format!("{idle:.1} %"),
        "–",
    );
    figure(
        "99 of 100 pages beside 2,000 clients that never finish asking",
        format!("{:.1} ms", at(&beside, 0.99)),
        "–",
    );
    figure(
        "that, against the same without them",
        format!("{:.2} ×", at(&beside, 0.99) / at(&alone, 0.99)),
        "≤ 2 ×",
    );
}

/// When each stream heard of the next event.
fn hear(heard: &mut mpsc::UnboundedReceiver<Instant>) -> Vec<Instant> {
    (0..STREAMS)
        .map(|_| heard.blocking_recv().unwrap())
        .collect()
}

async fn follow(port: u16, request: String, told: mpsc::UnboundedSender<Instant>) {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))
        .await
        .unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut buffer = vec![0; 4096];
    loop {
        let read = stream.read(&mut buffer).await.unwrap();
        assert!(read > 0, "the server hung up");
        // An event is one write of the server's and far smaller than a packet.
        if buffer[..read]
            .windows(14)
            .any(|part| part == b"event: changed")
        {
            let _ = told.send(Instant::now());
        }
    }
}

fn say(table: RelationshipId, cookie: &str, words: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"covalue form\0");
    hash.update(cookie.as_bytes());
    let csrf: String = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    let words = words.replace(' ', "+");
    let body = format!("csrf={csrf}&kind=need&audience=whole_table&words={words}");
    format!(
        "POST /r/{table}/dialogue HTTP/1.1\r\nhost: localhost\r\ncookie: covalue={cookie}\r\n\
         sec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

async fn send(port: u16, request: &str) {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))
        .await
        .unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
}

/// One byte of a question each second; when it is cut, from the beginning.
async fn never_finish(port: u16) {
    loop {
        let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await else {
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
}

/// A table at which a thousand people sit; its id, and a session of each.
fn seed(directory: &Path) -> (RelationshipId, Vec<String>) {
    let table = Table::open(directory);
    let guests =
        (1..STREAMS).map(|number| table.guest(table.northwind, &format!("Person {number}")));
    let people: Vec<_> = std::iter::once(table.mara).chain(guests).collect();
    // Side by side: they share their commits.
    thread::scope(|scope| {
        for some in people[1..].chunks(STREAMS / 16) {
            let table = &table;
            scope.spawn(move || {
                for person in some {
                    table.admit(table.mara, *person, table.consumer, Role::User);
                }
            });
        }
    });
    let sessions = people.iter().map(|person| table.session(*person));
    (table.id, sessions.collect())
}
