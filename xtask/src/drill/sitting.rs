//! Many people sit together: every open page shows within a second what somebody does, and all show the same clock.
//!
//! A screen is what a browser makes of an open page: it holds the page's stream, asks for the page again when
//! that says that there is something new, and takes a breath in between. Each screen is somebody else's, a guest's with
//! a session of their own; in continuous integration, where guests would take too long to ask, a few people look at many.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, ensure};

use super::cluster::Cluster;
use super::nodes::Set;
use super::single::serve;
use super::world::{Folder, Person, Server, Table, ask, between, free_port, percentile};
use super::{Bound, figure};

/// People where nobody says how many, and the screens of a few where continuous integration runs it.
const PEOPLE: usize = 200;
const FEW_SCREENS: usize = 40;
/// So often somebody does something.
const EVERY: Duration = Duration::from_millis(500);
/// How long people do so where nobody says how long, and where continuous integration runs it.
const SITS: Duration = Duration::from_secs(60);
const SITS_SHORTLY: Duration = Duration::from_secs(4);
/// Between two times of asking for the page, as `live.js` has it.
const BREATH: Duration = Duration::from_millis(250);
/// A screen that shows nothing for so long has missed something.
const PATIENCE: Duration = Duration::from_secs(20);
/// What is promised: of a hundred screens ninety-five are right within this time.
const RIGHT_WITHIN: f64 = 1_000.0;
const CLOCKS_WITHIN: i64 = 1_000;

/// Something that somebody did: the entry with which it was recorded, and when they pressed the button.
struct Done {
    entry: u64,
    pressed: Instant,
}

/// What all screens have in common.
struct Room<'a> {
    table: &'a Table,
    meeting: String,
    over: AtomicBool,
    open: AtomicUsize,
    /// What each screen showed, up to which entry, and when.
    shown: Mutex<Vec<Vec<(u64, Instant)>>>,
    /// How far its clock was ahead of this machine's: milliseconds.
    clocks: Mutex<Vec<i64>>,
    done: Mutex<Vec<Done>>,
}

pub fn sitting(bound: &Bound) -> Result<()> {
    let in_short = bound.people.is_none() && bound.time < SITS;
    let (people, screens, time) = match (in_short, bound.people.unwrap_or(PEOPLE)) {
        (true, _) => (0, FEW_SCREENS, SITS_SHORTLY),
        (false, people) => (people, people, bound.time.min(SITS)),
    };
    let folder = Folder::new()?;
    let (data, log) = (folder.0.join("data"), folder.0.join("log"));
    let table = Table::with_people(&data, &log, people)?;
    let port = free_port()?;
    let server = Server::start(serve(&data, port).arg("--trust-proxy=true"), port, &log)?;
    sits("one node, SQLite", &table, &[&server], screens, time)?;
    server.stop()?;

    let database = Cluster::new()?;
    let set = Set::with_people(&database, people)?;
    let nodes = [
        set.node("a", &[database.port])?,
        set.node("b", &[database.port])?,
    ];
    let [a, b] = &nodes;
    sits(
        "two nodes, one PostgreSQL",
        &set.table,
        &[a, b],
        screens,
        time,
    )
}

/// People sit together for so long, and do something twice a second.
fn sits(
    what: &str,
    table: &Table,
    nodes: &[&Server],
    screens: usize,
    time: Duration,
) -> Result<()> {
    let first = nodes.first().context("no node")?.port;
    let meeting = begun(table, first)?;
    let room = Room {
        table,
        meeting,
        over: AtomicBool::new(false),
        open: AtomicUsize::new(0),
        shown: Mutex::default(),
        clocks: Mutex::default(),
        done: Mutex::default(),
    };
    let before = spent(nodes)?;
    let begun = Instant::now();
    let shown: Result<Vec<()>> = thread::scope(|scope| {
        let all: Vec<_> = (0..screens)
            .map(|number| {
                let (room, port) = (&room, nodes[number % nodes.len()].port);
                scope.spawn(move || screen(room, number, port))
            })
            .collect();
        let acted = act(&room, nodes, screens, time);
        room.over.store(true, Ordering::Relaxed);
        let shown = all.into_iter().map(|screen| {
            let shown = screen.join();
            shown.map_err(|_| anyhow::anyhow!("a screen met a defect"))?
        });
        let shown = shown.collect::<Result<Vec<()>>>();
        acted.and(shown)
    });
    shown?;
    let (cpu, memory) = spent(nodes)?;
    let cpu = (cpu - before.0) / begun.elapsed().as_secs_f64();
    let done = held(&room.done);
    let shown = held(&room.shown);
    let mut behind = Vec::new();
    let mut all_right = Vec::new();
    for it in done.iter() {
        let times = shown.iter().map(|screen| {
            let mut pages = screen.iter();
            let page = pages.find(|(entry, _)| *entry >= it.entry);
            page.map(|(_, at)| at.saturating_duration_since(it.pressed))
        });
        let times: Option<Vec<_>> = times.collect();
        let times = times.with_context(|| format!("a screen missed entry {}", it.entry))?;
        all_right.push(times.iter().max().copied().unwrap_or_default());
        behind.extend(times);
    }
    let done = done.len();
    let clocks = held(&room.clocks);
    let spread = clocks.iter().max().unwrap_or(&0) - clocks.iter().min().unwrap_or(&0);
    let right = percentile(&mut all_right, 0.95);
    figure(
        &format!(
            "{screens} screens of {} people in one sitting, {what}",
            table.people.len().min(screens)
        ),
        &format!(
            "{done} acts in {} s; all screens are right after {right:.0} ms (p95 of the acts), {:.0} ms (p50), one \
             screen after {:.0} ms (p95), {:.0} ms (p50); clocks within {spread} ms; {cpu:.1} cores, {memory} MiB",
            time.as_secs(),
            percentile(&mut all_right, 0.5),
            percentile(&mut behind, 0.95),
            percentile(&mut behind, 0.5),
        ),
        &format!("p95 ≤ {RIGHT_WITHIN} ms, clocks within {CLOCKS_WITHIN} ms"),
    );
    ensure!(done > 0, "nobody did anything");
    ensure!(
        right <= RIGHT_WITHIN,
        "all screens are right after {right:.0} ms (p95)"
    );
    ensure!(spread <= CLOCKS_WITHIN, "clocks are {spread} ms apart");
    Ok(())
}

fn held<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(|held| held.into_inner())
}

/// A sitting that has begun, with something that is talked about; and everybody is there.
fn begun(table: &Table, port: u16) -> Result<String> {
    let of = |person: &Person, body: &str| person.command(port, &table.id, None, body);
    let zone = table
        .person(0)
        .get(port, &format!("/api/v1/relationships/{}", table.id))?;
    let zone = between(&zone.body, "\"time_zone\":\"", "\"").context("no zone")?;
    let mut date = Command::new("date");
    date.env("TZ", zone)
        .args(["--date=+1min", "+%Y-%m-%dT%H:%M"]);
    let begins = crate::process::output(&mut date)?;
    let plan = format!(
        "{{\"command\":\"plan_meeting\",\"kind\":\"blank\",\"title\":\"All of us\",\"begins_at\":\"{begins}\",\
         \"minutes\":60}}"
    );
    let made = |person: &Person, body: &str| -> Result<Option<String>> {
        let answer = of(person, body)?;
        let id = answer.body.split("\"made\":").nth(1);
        let id = id.and_then(|rest| between(rest, "\"id\":\"", "\""));
        Ok(id.filter(|_| answer.status == 200).map(str::to_owned))
    };
    let mut meeting = None;
    for person in &table.people {
        meeting = made(person, &plan)?;
        if meeting.is_some() {
            break;
        }
    }
    let meeting = meeting.context("nobody could plan a meeting")?;
    let begin = format!("{{\"command\":\"begin_meeting\",\"meeting\":\"{meeting}\"}}");
    let mut chair = None;
    for person in &table.people {
        if of(person, &begin)?.status == 200 {
            chair = Some(person);
            break;
        }
    }
    let chair = chair.context("nobody could begin the meeting")?;
    let bring = format!(
        "{{\"command\":\"bring_topic\",\"meeting\":\"{meeting}\",\"title\":\"Elm Pass\",\"minutes\":30}}"
    );
    let topic = made(chair, &bring)?.context("no point")?;
    let begin = format!("{{\"command\":\"begin_topic\",\"topic\":\"{topic}\"}}");
    ensure!(of(chair, &begin)?.status == 200, "the point did not begin");
    Ok(meeting)
}

/// Twice a second somebody asks for the floor, or says a word.
fn act(room: &Room<'_>, nodes: &[&Server], screens: usize, time: Duration) -> Result<()> {
    let waits = Instant::now();
    while room.open.load(Ordering::Relaxed) < screens {
        ensure!(waits.elapsed() < PATIENCE * 2, "not every screen opened");
        thread::sleep(Duration::from_millis(50));
    }
    let begun = Instant::now();
    for number in 0.. {
        let due = EVERY * number;
        if due >= time {
            break;
        }
        thread::sleep(due.saturating_sub(begun.elapsed()));
        let number = number as usize;
        let person = room.table.person(number);
        let port = nodes[number % nodes.len()].port;
        let meeting = &room.meeting;
        let pressed = Instant::now();
        let asks = format!(
            "{{\"command\":\"ask_for_floor\",\"meeting\":\"{meeting}\",\"asks\":\"word\"}}"
        );
        let words = format!(
            "{{\"command\":\"say\",\"kind\":\"need\",\"audience\":\"whole_table\",\"words\":\"drill-{number}\"}}"
        );
        // The one asks, the next says something; as does whoever is on the list, or speaks.
        let either = [&asks, &words];
        for body in &either[number % 2..] {
            let answer = person.command(port, &room.table.id, None, body)?;
            if answer.status != 200 {
                continue;
            }
            let last = between(&answer.body, "\"last\":", ",");
            let last = last.map(|last| last.trim_end_matches('}').trim());
            let entry = last
                .and_then(|last| last.parse().ok())
                .context("no entry")?;
            held(&room.done).push(Done { entry, pressed });
            break;
        }
    }
    // What was done last has its time, too.
    thread::sleep(Duration::from_secs(2));
    Ok(())
}

/// An open page, until everybody goes.
fn screen(room: &Room<'_>, number: usize, port: u16) -> Result<()> {
    let person = room.table.person(number);
    let from = format!(
        "x-forwarded-for: 10.9.{}.{}\r\n",
        number / 250,
        number % 250
    );
    let headers = format!("{}{from}", person.headers());
    let path = format!("/r/{}/meetings/{}", room.table.id, room.meeting);
    let mut page = Page::read(port, &path, &headers)?;
    let mut events = follow(port, &page.stream, page.entry, &headers)?;
    room.open.fetch_add(1, Ordering::Relaxed);
    let mut shown = vec![(page.entry, Instant::now())];
    let mut announced = page.entry;
    let mut ahead = page.ahead;
    while !room.over.load(Ordering::Relaxed) {
        if announced <= page.entry {
            match heard(&mut events)? {
                Some(entry) => announced = announced.max(entry),
                None => continue,
            }
            if announced <= page.entry {
                continue;
            }
        }
        let asked = Instant::now();
        page = Page::read(port, &path, &headers)?;
        ahead = ahead.max(page.ahead);
        shown.push((page.entry, Instant::now()));
        thread::sleep(BREATH.saturating_sub(asked.elapsed()));
    }
    held(&room.shown).push(shown);
    held(&room.clocks).push(ahead);
    Ok(())
}

/// A page, as far as a screen needs it.
struct Page {
    stream: String,
    entry: u64,
    /// How far the server's clock is ahead of this machine's: milliseconds.
    ahead: i64,
}

impl Page {
    fn read(port: u16, path: &str, headers: &str) -> Result<Self> {
        let answer = ask(port, "GET", path, headers, "")?;
        ensure!(answer.status == 200, "the page: {}", answer.status);
        let body = &answer.body;
        let cursor = between(body, "data-cursor=\"", "\"").context("no cursor")?;
        let digits = cursor.split(|c: char| !c.is_ascii_digit()).next();
        let now = between(body, "data-now=\"", "\"").and_then(|now| now.parse::<i64>().ok());
        let here = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
        let here = i64::try_from(here.as_millis())?;
        let stream = between(body, "data-stream=\"", "\"").context("no stream")?;
        Ok(Self {
            stream: stream.replace("&amp;", "&").replace("&#38;", "&"),
            entry: digits.and_then(|it| it.parse().ok()).context("no entry")?,
            ahead: now.context("no clock")? - here,
        })
    }
}

fn follow(port: u16, stream: &str, entry: u64, headers: &str) -> Result<BufReader<TcpStream>> {
    let mut socket = TcpStream::connect(("127.0.0.1", port))?;
    socket.set_read_timeout(Some(Duration::from_millis(500)))?;
    let joins = if stream.contains('?') { '&' } else { '?' };
    socket.write_all(
        format!(
            "GET {stream}{joins}since={entry} HTTP/1.1\r\nhost: localhost:{port}\r\n\
             accept: text/event-stream\r\nsec-fetch-site: same-origin\r\n{headers}\r\n"
        )
        .as_bytes(),
    )?;
    Ok(BufReader::new(socket))
}

/// The entry that the stream names next; nothing while it is silent.
fn heard(events: &mut BufReader<TcpStream>) -> Result<Option<u64>> {
    let mut line = String::new();
    match events.read_line(&mut line) {
        Ok(0) => anyhow::bail!("the stream ended"),
        Ok(_) => {
            ensure!(
                !line.starts_with("HTTP/1.1 ") || line.contains(" 200"),
                "{line}"
            );
            let data = line.trim().strip_prefix("data:").map(str::trim);
            let digits = data.map(|it| it.split(|c: char| !c.is_ascii_digit()).next());
            Ok(digits.flatten().and_then(|it| it.parse().ok()))
        }
        Err(error)
            if matches!(
                error.kind(),
                std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Processor time so far, in seconds, and the memory that the nodes have together, in MiB.
fn spent(nodes: &[&Server]) -> Result<(f64, u64)> {
    let (mut cpu, mut memory) = (0.0, 0);
    for node in nodes {
        let folder = format!("/proc/{}", node.id());
        let stat = std::fs::read_to_string(Path::new(&folder).join("stat"))?;
        let after = stat.rsplit(')').next().unwrap_or_default();
        let fields: Vec<&str> = after.split_whitespace().collect();
        // User and system time, in ticks of a hundredth of a second.
        let ticks = fields
            .iter()
            .skip(11)
            .take(2)
            .filter_map(|it| it.parse::<f64>().ok());
        cpu += ticks.sum::<f64>() / 100.0;
        let status = std::fs::read_to_string(Path::new(&folder).join("status"))?;
        let rss = between(&status, "VmRSS:", "kB").and_then(|it| it.trim().parse::<u64>().ok());
        memory += rss.unwrap_or_default() / 1_024;
    }
    Ok((cpu, memory))
}
