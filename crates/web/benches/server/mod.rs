//! The real server in a process of its own, and the table that it serves, for the benches of this
//! crate.

#![allow(dead_code)] // Not every bench needs all of it.

pub mod table;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use app::{App, Clock};
use database::Database;
use mimalloc::MiMalloc;
use web::{Settings, Web};

// As the product's binary.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The directory whose database this process is to serve, when it was started for that.
pub fn to_be_served() -> Option<PathBuf> {
    let mut arguments = std::env::args();
    arguments.find(|argument| argument == "--serve")?;
    arguments.next().map(PathBuf::from)
}

/// The other process: serves the database in `directory` until it is killed.
pub fn serve(directory: &Path) {
    let app = App::open(open(directory), Clock::System).unwrap();
    let web = Web::new(app, Settings::default());
    let runtime = web::server::runtime().unwrap();
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

pub fn open(directory: &Path) -> Database {
    let file = directory.join("covalue.db");
    Database::open(&format!("sqlite:{}", file.display())).unwrap()
}

/// Enough to keep two cores busy.
const CONNECTIONS: usize = 16;
const WARM_UP: Duration = Duration::from_secs(2);
const SATURATED: Duration = Duration::from_secs(8);
const STEADY: Duration = Duration::from_secs(12);
const PER_SECOND: u64 = 500;
/// Threads of the steady load: more than ever wait at once.
const STEADY_CONNECTIONS: usize = 48;

/// The server in a process of its own, ended when dropped.
pub struct Server {
    process: Child,
    /// Where it listens, on this machine.
    pub port: u16,
}

impl Server {
    pub fn start(directory: &Path) -> Self {
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
    pub fn mebibytes(&self) -> f64 {
        self.memory("VmRSS:")
    }

    /// The most that was ever resident.
    pub fn most_mebibytes(&self) -> f64 {
        self.memory("VmHWM:")
    }

    fn memory(&self, which: &str) -> f64 {
        let status = self.proc("status");
        let line = status.lines().find(|line| line.starts_with(which));
        let kibibytes = line.and_then(|line| line.split_whitespace().nth(1));
        kibibytes.unwrap().parse::<f64>().unwrap() / 1024.0
    }

    /// Processor time so far, in user space and in the kernel. Linux counts it in hundredths of a
    /// second.
    pub fn cpu(&self) -> Duration {
        let stat = self.proc("stat");
        let after_name = stat.rsplit_once(')').unwrap().1;
        let ticks = after_name.split_whitespace().skip(11).take(2);
        let ticks: u64 = ticks.map(|field| field.parse::<u64>().unwrap()).sum();
        Duration::from_millis(ticks * 10)
    }
}

impl Server {
    /// Asks on a schedule, by so many threads; how long after its due moment each answer came,
    /// shortest first.
    pub fn steady(
        &self,
        request: &str,
        connections: usize,
        per_second: u64,
        time: Duration,
    ) -> Vec<Duration> {
        let total = time.as_secs() * per_second;
        let next = AtomicU64::new(0);
        let start = Instant::now() + Duration::from_millis(200);
        let mut late: Vec<Duration> = thread::scope(|scope| {
            let threads: Vec<_> = (0..connections)
                .map(|_| {
                    scope.spawn(|| {
                        let mut connection = Connection::open(self.port);
                        let mut late = Vec::new();
                        loop {
                            let ticket = next.fetch_add(1, Ordering::Relaxed);
                            if ticket >= total {
                                return late;
                            }
                            let due =
                                start + Duration::from_micros(ticket * 1_000_000 / per_second);
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
}

#[allow(dead_code)] // Not every bench loads a page.
impl Server {
    /// What one page costs: saturated, and at a steady rate.
    pub fn page_figures(&self, request: &str) {
        self.page_figures_at(request, (2_000, PER_SECOND));
    }

    /// The same with other promises: pages a second, and at how many a second it is told how late they are.
    pub fn page_figures_at(&self, request: &str, (pages, per_second): (u64, u64)) {
        self.saturate(request, WARM_UP);
        let (before, answered) = (self.cpu(), self.saturate(request, SATURATED));
        let each = (self.cpu() - before).as_secs_f64() * 1e3 / answered as f64;
        let rate = answered as f64 / SATURATED.as_secs_f64();
        let late = self.steady(request, STEADY_CONNECTIONS, per_second, STEADY);
        let at = |share: f64| late[((late.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        println!("p50 {:.1} ms, p99.9 {:.1} ms", at(0.5), at(0.999));
        figure(
            "Pages a second, saturated",
            format!("{rate:.0}/s"),
            &format!("≥ {},{:03}/s", pages / 1_000, pages % 1_000),
        );
        figure(
            "Processor time of the server for each page",
            format!("{each:.2} ms"),
            "–",
        );
        figure(
            &format!("99 of 100 answered, at {per_second} a second on a schedule"),
            format!("{:.1} ms", at(0.99)),
            "≤ 20 ms",
        );
    }

    /// Asks as fast as answers come; the number of answers.
    fn saturate(&self, request: &str, time: Duration) -> u64 {
        let answered = AtomicU64::new(0);
        let end = Instant::now() + time;
        thread::scope(|scope| {
            for _ in 0..CONNECTIONS {
                scope.spawn(|| {
                    let mut connection = Connection::open(self.port);
                    while Instant::now() < end {
                        connection.get(request);
                        answered.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
        });
        answered.into_inner()
    }
}

/// One row of the results: what, reached, promised.
#[allow(dead_code)]
pub fn figure(what: &str, reached: String, promised: &str) {
    println!("figure\t{what}\t{reached}\t{promised}");
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub fn load_average() -> String {
    let all = std::fs::read_to_string("/proc/loadavg").unwrap();
    all.split_whitespace().take(1).collect()
}

/// A connection that is kept: just enough HTTP to cost the server's cores little.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub fn open(port: u16) -> Self {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream,
            buffer: vec![0; 1 << 20],
        }
    }

    /// As [`Self::open`], from another of this machine's addresses.
    pub fn open_from(port: u16, from: Ipv4Addr) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let stream = runtime.block_on(async {
            let socket = tokio::net::TcpSocket::new_v4().unwrap();
            socket.bind((from, 0).into()).unwrap();
            socket
                .connect((Ipv4Addr::LOCALHOST, port).into())
                .await
                .unwrap()
        });
        let stream = stream.into_std().unwrap();
        stream.set_nonblocking(false).unwrap();
        Self {
            stream,
            buffer: vec![0; 1 << 20],
        }
    }

    /// Asks, and reads the whole answer: its body.
    pub fn text(&mut self, request: &str) -> String {
        let body = self.get(request);
        let head = head_of(&self.buffer).map_or(0, |(head, _)| head);
        String::from_utf8_lossy(&self.buffer[head..head + body]).into_owned()
    }

    /// Asks, and reads the whole answer; the bytes of its body.
    pub fn get(&mut self, request: &str) -> usize {
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
