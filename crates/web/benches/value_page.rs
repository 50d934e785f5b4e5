//! The value page under load: 50 outcomes, 200 raters, a signed-in reader, the real server in a
//! process of its own. `cargo bench -p web --bench value_page`.
//!
//! Server and load share the machine, so the server alone could do a little more. The steady load
//! keeps to a schedule: a late answer does not put off the next question, and each is timed from
//! the moment it was due.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use accounts::secrecy::ExposeSecret;
use accounts::{Language, NewPerson};
use app::{Act, App, Clock};
use database::Database;
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact};
use jiff::Timestamp;
use uuid::Uuid;
use web::{Settings, Web};

const OUTCOMES: usize = 50;
const RATERS: usize = 200;
/// Enough to keep two cores busy.
const CONNECTIONS: usize = 16;
const WARM_UP: Duration = Duration::from_secs(2);
const SATURATED: Duration = Duration::from_secs(8);
const STEADY: Duration = Duration::from_secs(12);
const PER_SECOND: u64 = 500;
/// Threads of the steady load: more than ever wait at once.
const STEADY_CONNECTIONS: usize = 48;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--serve") {
        return serve(Path::new(&arguments[at + 1]));
    }
    let directory = tempfile::tempdir().unwrap();
    let (table, cookie) = seed(directory.path());
    let server = Server::start(directory.path());
    let idle = server.mebibytes();
    let request = format!(
        "GET /r/{table}/value HTTP/1.1\r\nhost: localhost:{}\r\ncookie: covalue={cookie}\r\n\r\n",
        server.port
    );
    let bytes = Connection::open(server.port).get(&request);

    saturate(&server, &request, WARM_UP);
    let (before, pages) = (server.cpu(), saturate(&server, &request, SATURATED));
    let rate = pages as f64 / SATURATED.as_secs_f64();
    let each = (server.cpu() - before).as_secs_f64() * 1e3 / pages as f64;
    let late = steady(&server, &request);
    let full = server.mebibytes();

    println!("page of {bytes} bytes; load average {}", load_average());
    let at = |share: f64| late[((late.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!("p50 {:.1} ms, p99.9 {:.1} ms", at(0.5), at(0.999));
    let figure = |what: &str, reached: String, promised: &str| {
        println!("figure\t{what}\t{reached}\t{promised}");
    };
    figure(
        "Pages a second, saturated",
        format!("{rate:.0}/s"),
        "≥ 2,000/s",
    );
    figure(
        "Processor time of the server for each page",
        format!("{each:.2} ms"),
        "–",
    );
    figure(
        "99 of 100 answered, at 500 a second on a schedule",
        format!("{:.1} ms", at(0.99)),
        "≤ 20 ms",
    );
    figure(
        "Memory before the first page",
        format!("{idle:.0} MiB"),
        "≤ 60 MiB",
    );
    figure("Memory after the load", format!("{full:.0} MiB"), "–");
}

/// The other process: serves the database in `directory` until it is killed.
fn serve(directory: &Path) {
    let app = App::open(open(directory), Clock::System).unwrap();
    let web = Web::new(app, Settings::default());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .unwrap();
        println!("{}", listener.local_addr().unwrap().port());
        web::server::serve(web, vec![listener], std::future::pending())
            .await
            .unwrap();
    });
}

fn open(directory: &Path) -> Database {
    let file = directory.join("covalue.db");
    Database::open(&format!("sqlite:{}", file.display())).unwrap()
}

struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start(directory: &Path) -> Self {
        let mut process = Process::new(std::env::current_exe().unwrap())
            .arg("--serve")
            .arg(directory)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        let mut printed = BufReader::new(process.stdout.take().unwrap());
        printed.read_line(&mut port).unwrap();
        let port = port.trim().parse().unwrap();
        Self { process, port }
    }

    fn proc(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.process.id())).unwrap()
    }

    /// Memory that is resident.
    fn mebibytes(&self) -> f64 {
        let status = self.proc("status");
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let kibibytes = line.and_then(|line| line.split_whitespace().nth(1));
        kibibytes.unwrap().parse::<f64>().unwrap() / 1024.0
    }

    /// Processor time so far, in user space and in the kernel. Linux counts it in hundredths of a
    /// second.
    fn cpu(&self) -> Duration {
        let stat = self.proc("stat");
        let after_name = stat.rsplit_once(')').unwrap().1;
        let ticks = after_name.split_whitespace().skip(11).take(2);
        let ticks: u64 = ticks.map(|field| field.parse::<u64>().unwrap()).sum();
        Duration::from_millis(ticks * 10)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn load_average() -> String {
    let all = std::fs::read_to_string("/proc/loadavg").unwrap();
    all.split_whitespace().take(1).collect()
}

/// Asks as fast as answers come; the number of answers.
fn saturate(server: &Server, request: &str, time: Duration) -> u64 {
    let answered = AtomicU64::new(0);
    let end = Instant::now() + time;
    thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let mut connection = Connection::open(server.port);
                while Instant::now() < end {
                    connection.get(request);
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    answered.into_inner()
}

/// Asks on a schedule; how long after its due moment each answer came, shortest first.
fn steady(server: &Server, request: &str) -> Vec<Duration> {
    let total = STEADY.as_secs() * PER_SECOND;
    let next = AtomicU64::new(0);
    let start = Instant::now() + Duration::from_millis(200);
    let mut late: Vec<Duration> = thread::scope(|scope| {
        let threads: Vec<_> = (0..STEADY_CONNECTIONS)
            .map(|_| {
                scope.spawn(|| {
                    let mut connection = Connection::open(server.port);
                    let mut late = Vec::new();
                    loop {
                        let ticket = next.fetch_add(1, Ordering::Relaxed);
                        if ticket >= total {
                            return late;
                        }
                        let due = start + Duration::from_micros(ticket * 1_000_000 / PER_SECOND);
                        thread::sleep(due.saturating_duration_since(Instant::now()));
                        connection.get(request);
                        late.push(due.elapsed());
                    }
                })
            })
            .collect();
        let each = threads.into_iter().map(|thread| thread.join().unwrap());
        each.flatten().collect()
    });
    late.sort_unstable();
    late
}

/// A connection that is kept: just enough HTTP to cost the server's cores little.
struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    fn open(port: u16) -> Self {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream,
            buffer: vec![0; 1 << 20],
        }
    }

    /// Asks, and reads the whole answer; the bytes of its body.
    fn get(&mut self, request: &str) -> usize {
        self.stream.write_all(request.as_bytes()).unwrap();
        let mut filled = 0;
        loop {
            let read = self.stream.read(&mut self.buffer[filled..]).unwrap();
            assert!(read > 0, "the server hung up");
            filled += read;
            if let Some((head, body)) = head_of(&self.buffer[..filled])
                && filled >= head + body
            {
                return body;
            }
        }
    }
}

/// The length of an answer's head, once it is there, and that of the body it announces.
fn head_of(answer: &[u8]) -> Option<(usize, usize)> {
    // Heads are small: a long body is not searched again and again.
    let start = &answer[..answer.len().min(4096)];
    let end = start.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&start[..end]).unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    Some((end, length.unwrap().parse().unwrap()))
}

/// Tells the relationship through ordinary commands; its id, and the reader's session.
fn seed(directory: &Path) -> (RelationshipId, String) {
    let app = App::open(open(directory), Clock::System).unwrap();
    let (accounts, now) = (app.accounts(), Timestamp::now());
    let found = |name: &str| accounts.create_organisation(name, now).unwrap().id;
    let (meridian, northwind) = (found("Meridian Mobile"), found("Northwind Logistics"));
    let guest = |home, name: String| {
        let new = NewPerson {
            name,
            email: None,
            language: Language::En,
            time_zone: "Europe/Berlin".to_owned(),
        };
        accounts.add_guest(home, &new, now).unwrap().id
    };
    let account = |home, name: &str, email: &str| {
        let id = guest(home, name.to_owned());
        let password = "slow rivers carve the valley";
        accounts.claim(id, email, password, now).unwrap();
        id
    };
    let ines = account(meridian, "Ines Falk", "ines@example.org");
    let mara = account(northwind, "Mara Osei", "mara@example.org");
    let table = RelationshipId(Uuid::now_v7());
    let act = |actor, command: Command| {
        let done = app.execute(Act::once(table, actor, command)).unwrap();
        done.facts.into_iter().next().unwrap()
    };
    let opened = act(
        ines,
        Command::OpenRelationship {
            name: "Mobile network for Northwind".to_owned(),
            side: PartyKind::Provider,
            counterpart: northwind,
            provider_unit: String::new(),
            consumer_unit: String::new(),
            closeness: Closeness::Regular,
            currency: "EUR".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
            purpose: "Dispatch that never goes quiet".to_owned(),
        },
    );
    let Fact::RelationshipOpened(opened) = opened else {
        panic!("{opened:?}")
    };
    let admit = |by, person, party, role| {
        act(
            by,
            Command::AdmitPerson {
                person,
                party,
                roles: vec![role],
                since: Since::Start,
            },
        );
    };
    admit(ines, mara, opened.consumer, Role::Customer);
    let mut raters = vec![mara];
    for number in 1..RATERS {
        let (home, party, by, role) = match number % 10 {
            0 => (meridian, opened.provider, ines, Role::Delivery),
            1 => (northwind, opened.consumer, mara, Role::Customer),
            _ => (northwind, opened.consumer, mara, Role::User),
        };
        let person = guest(home, format!("Person {number}"));
        admit(by, person, party, role);
        raters.push(person);
    }
    let outcomes: Vec<OutcomeId> = (0..OUTCOMES)
        .map(|number| {
            let added = act(
                mara,
                Command::AddOutcome {
                    statement: format!("So that drivers of depot {number} reach dispatch abroad"),
                    objective: "within a minute, in every country".to_owned(),
                    for_party: opened.consumer,
                    depends_on: Quality::ALL[number % Quality::ALL.len()],
                    delivered: number % 2 == 0,
                },
            );
            let Fact::OutcomeAdded(added) = added else {
                panic!("{added:?}")
            };
            added.outcome
        })
        .collect();
    let assess = |person: PersonId, number: usize| {
        for (place, outcome) in outcomes.iter().enumerate() {
            let mark = |factor: usize| ((number * factor + place * 3) % 11) as u8;
            act(
                person,
                Command::Assess {
                    outcome: *outcome,
                    stage: if place % 2 == 0 {
                        Stage::Realised
                    } else {
                        Stage::Expected
                    },
                    benefit: mark(3),
                    usefulness: mark(5),
                    importance: mark(7),
                    why: "Because the tunnel at Elm Pass still drops calls".to_owned(),
                },
            );
        }
    };
    // All at once: they share their commits.
    thread::scope(|scope| {
        for (number, person) in raters.iter().enumerate() {
            let assess = &assess;
            scope.spawn(move || assess(*person, number));
        }
    });
    let session = accounts.demo_session(mara, now).unwrap();
    (table, session.secret.expose_secret().to_owned())
}
