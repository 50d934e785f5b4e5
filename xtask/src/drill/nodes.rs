//! Drills on PostgreSQL, most of them with several nodes.

use std::collections::{HashMap, HashSet};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::cluster::Cluster;
use super::world::{Folder, Server, Table, covalue, drilled, free_port, percentile, signal};
use super::{Bound, figure};

/// After the database is back, every node takes words again within this time.
const AGAIN_WITHIN: Duration = Duration::from_secs(10);
const WRITERS: usize = 8;

/// A table on PostgreSQL.
pub(super) struct Set {
    folder: Folder,
    pub table: Table,
}

impl Set {
    /// Tells the demo and moves it into a new database of the cluster.
    pub fn on(cluster: &Cluster) -> Result<Self> {
        Self::with_people(cluster, 0)
    }

    /// The same at whose table at least so many people sit.
    pub fn with_people(cluster: &Cluster, count: usize) -> Result<Self> {
        let folder = Folder::new()?;
        let data = folder.0.join("data");
        let table = Table::with_people(&data, &folder.0.join("log"), count)?;
        cluster.sql("postgres", "CREATE DATABASE covalue")?;
        let moved = covalue()
            .args(["move", "--to", &url(&[cluster.port]), "--data"])
            .arg(&data)
            .output()?;
        ensure!(
            moved.status.success(),
            "move: {}",
            String::from_utf8_lossy(&moved.stderr)
        );
        Ok(Self { folder, table })
    }

    pub fn node(&self, name: &str, ports: &[u16]) -> Result<Server> {
        self.node_at(name, &url(ports))
    }

    fn node_at(&self, name: &str, database: &str) -> Result<Server> {
        let port = free_port()?;
        let mut command = covalue();
        command.args(["serve", "--listen", &format!("127.0.0.1:{port}")]);
        command.args(["--database", database]);
        Server::start(&mut command, port, &self.folder.0.join(name))
    }
}

/// An address that finds whichever of these servers takes writes.
fn url(ports: &[u16]) -> String {
    let hosts: Vec<String> = ports
        .iter()
        .map(|port| format!("127.0.0.1:{port}"))
        .collect();
    let hosts = hosts.join(",");
    format!("postgres://covalue@{hosts}/covalue?target_session_attrs=read-write")
}

/// What was acknowledged, with its sequence.
type Acknowledged = Mutex<HashMap<String, u64>>;

/// Writers on every node until told to stop. Waiting for an answer that never comes is bounded.
fn write<'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    table: &'scope Table,
    ports: &'scope [u16],
    round: usize,
    stop: &'scope AtomicBool,
    acknowledged: &'scope Acknowledged,
) {
    for writer in 0..WRITERS {
        scope.spawn(move || {
            for number in 0.. {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                let words = format!("drill-{round}-{writer}-{number}");
                let port = ports[writer % ports.len()];
                if let Ok(Some(sequence)) = table.person(writer).say(port, &table.id, &words) {
                    let mut acknowledged =
                        acknowledged.lock().unwrap_or_else(|held| held.into_inner());
                    acknowledged.insert(words, sequence);
                } else {
                    thread::sleep(Duration::from_millis(50));
                }
                // A person says ten things a second at most.
                thread::sleep(Duration::from_millis(60));
            }
        });
    }
}

/// How long until the node takes a word again.
fn until_it_takes_words(table: &Table, port: u16, round: usize) -> Result<Duration> {
    let begun = Instant::now();
    for number in 0.. {
        let words = format!("drill-{round}-again-{port}-{number}");
        if let Ok(Some(_)) = table.person(number).say(port, &table.id, &words) {
            return Ok(begun.elapsed());
        }
        ensure!(
            begun.elapsed() < 6 * AGAIN_WITHIN,
            "node {port} takes nothing"
        );
        thread::sleep(Duration::from_millis(50));
    }
    unreachable!("numbers do not end")
}

/// What a round came to.
#[derive(Default)]
struct Sum {
    rounds: usize,
    acknowledged: usize,
    lost: usize,
    again: Vec<Duration>,
}

impl Sum {
    /// After the database is back with another past: looks at what every node tells and says.
    fn add(
        &mut self,
        set: &Set,
        ports: &[u16],
        database: &Cluster,
        acknowledged: &HashMap<String, u64>,
        round: usize,
    ) -> Result<()> {
        // The very first look of each node, before anything is written there.
        for port in ports {
            let told = read_once_it_answers(&set.table, *port)?;
            let held: HashSet<String> = drilled(&database.said()?).collect();
            let gone: Vec<_> = told.difference(&held).collect();
            ensure!(
                gone.is_empty(),
                "node {port} tells of what is gone: {gone:?}"
            );
        }
        for port in ports {
            self.again
                .push(until_it_takes_words(&set.table, *port, round)?);
        }
        let held: HashSet<String> = drilled(&database.said()?).collect();
        let lost: Vec<_> = acknowledged
            .iter()
            .filter(|(words, _)| !held.contains(*words))
            .collect();
        if !lost.is_empty() {
            thread::sleep(Duration::from_secs(3));
            let said = covalue()
                .args([
                    "admin",
                    "losses",
                    "--settle",
                    "--database",
                    &url(&[database.port]),
                ])
                .output()?;
            let said = String::from_utf8_lossy(&said.stdout).into_owned();
            let ranges: Vec<(u64, u64)> = said
                .lines()
                .filter(|line| line.contains("(new)"))
                .filter_map(range)
                .collect();
            for (words, sequence) in &lost {
                ensure!(
                    ranges
                        .iter()
                        .any(|(first, last)| (first..=last).contains(sequence)),
                    "{words}, entry {sequence}, is lost and nobody says so:\n{said}"
                );
            }
        }
        self.rounds += 1;
        self.acknowledged += acknowledged.len();
        self.lost += lost.len();
        println!(
            "round {round}: {} acknowledged, {} lost and said",
            acknowledged.len(),
            lost.len()
        );
        Ok(())
    }

    fn say(mut self, what: &str) -> Result<()> {
        let longest = self.again.iter().max().copied().unwrap_or_default();
        figure(
            &format!("{what}, two nodes, {WRITERS} writers"),
            &format!(
                "{} rounds, {} words acknowledged, {} lost with the database, 0 of them unsaid, 0 told of after the next look",
                self.rounds, self.acknowledged, self.lost
            ),
            "0 unsaid, 0 told of",
        );
        figure(
            &format!("{what}: a node takes words again after the database is back"),
            &format!(
                "median {:.0} ms, longest {:.0} ms",
                percentile(&mut self.again, 0.5),
                longest.as_secs_f64() * 1e3
            ),
            "≤ 10 s",
        );
        ensure!(longest <= AGAIN_WITHIN, "a node refused for {longest:?}");
        Ok(())
    }
}

/// `… are gone, 12 to 34`.
fn range(line: &str) -> Option<(u64, u64)> {
    let (_, range) = line.split_once("are gone, ")?;
    let (first, last) = range.split_once(" to ")?;
    Some((first.trim().parse().ok()?, last.trim().parse().ok()?))
}

fn read_once_it_answers(table: &Table, port: u16) -> Result<HashSet<String>> {
    let begun = Instant::now();
    loop {
        match table.person(0).reads(port, &table.id) {
            Ok(told) => return Ok(told),
            Err(error) => ensure!(
                begun.elapsed() < AGAIN_WITHIN,
                "node {port} answers no page: {error:#}"
            ),
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// A primary is stopped at once while people write on two nodes; the replica that is promoted did not
/// receive the last of it.
pub fn failover(bound: &Bound) -> Result<()> {
    let begun = Instant::now();
    let mut primary = Cluster::new()?;
    let set = Set::on(&primary)?;
    let mut sum = Sum::default();
    for round in 0..bound.rounds {
        if round > 0 && begun.elapsed() > bound.time {
            break;
        }
        let replica = Cluster::following(&primary)?;
        if round == 0 {
            // An address that asks for no server that takes writes.
            let standby = format!("postgres://covalue@127.0.0.1:{}/covalue", replica.port);
            let stray = set.node_at("stray", &standby);
            ensure!(stray.is_err(), "a node serves what a standby tells");
        }
        let both = [primary.port, replica.port];
        let nodes = [set.node("north", &both)?, set.node("south", &both)?];
        let ports = [nodes[0].port, nodes[1].port];
        let (stop, acknowledged) = (AtomicBool::new(false), Acknowledged::default());
        thread::scope(|scope| -> Result<()> {
            write(scope, &set.table, &ports, round, &stop, &acknowledged);
            thread::sleep(Duration::from_millis(700));
            replica.stop_following()?;
            thread::sleep(Duration::from_millis(700));
            let ended = primary.stop_at_once().and_then(|()| {
                stop.store(true, Ordering::Relaxed);
                replica.promote()
            });
            stop.store(true, Ordering::Relaxed);
            ended
        })?;
        let acknowledged = acknowledged
            .into_inner()
            .unwrap_or_else(|held| held.into_inner());
        sum.add(&set, &ports, &replica, &acknowledged, round)?;
        primary = replica;
    }
    sum.say("Failover to a replica that was behind")
}

/// The database's folder is replaced by an earlier copy while two nodes run.
pub fn restore(bound: &Bound) -> Result<()> {
    let begun = Instant::now();
    let mut database = Cluster::new()?;
    let set = Set::on(&database)?;
    let nodes = [
        set.node("north", &[database.port])?,
        set.node("south", &[database.port])?,
    ];
    let ports = [nodes[0].port, nodes[1].port];
    let mut sum = Sum::default();
    for round in 0..bound.rounds {
        if round > 0 && begun.elapsed() > bound.time {
            break;
        }
        database.stop_at_once()?;
        database.copy(&database.data(), &database.kept())?;
        database.start()?;
        for port in ports {
            until_it_takes_words(&set.table, port, round)?;
        }
        let (stop, acknowledged) = (AtomicBool::new(false), Acknowledged::default());
        thread::scope(|scope| -> Result<()> {
            write(scope, &set.table, &ports, round, &stop, &acknowledged);
            thread::sleep(Duration::from_millis(800));
            let back = database.stop_at_once().and_then(|()| {
                stop.store(true, Ordering::Relaxed);
                database.copy(&database.kept(), &database.data())?;
                database.start()
            });
            stop.store(true, Ordering::Relaxed);
            back
        })?;
        let acknowledged = acknowledged
            .into_inner()
            .unwrap_or_else(|held| held.into_inner());
        sum.add(&set, &ports, &database, &acknowledged, round)?;
    }
    sum.say("An earlier copy restored under running nodes")
}

/// Eighteen people write at one table over three nodes.
pub fn contention(bound: &Bound) -> Result<()> {
    const PEOPLE: usize = 18;
    const EACH: usize = 25;
    let database = Cluster::new()?;
    let set = Set::on(&database)?;
    let nodes = ["one", "two", "three"].map(|name| set.node(name, &[database.port]));
    let nodes = nodes.into_iter().collect::<Result<Vec<_>>>()?;
    let (refused, times) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    let sequences = Mutex::new(Vec::new());
    for round in 0..bound.rounds {
        thread::scope(|scope| {
            for writer in 0..PEOPLE {
                let (set, nodes) = (&set, &nodes);
                let (refused, times, sequences) = (&refused, &times, &sequences);
                scope.spawn(move || {
                    for number in 0..EACH {
                        let words = format!("drill-{round}-{writer}-{number}");
                        let (person, port) = (set.table.person(writer), nodes[writer % 3].port);
                        let begun = Instant::now();
                        match person.try_to_say(port, &set.table.id, &words) {
                            Ok(Ok(sequence)) => {
                                times
                                    .lock()
                                    .unwrap_or_else(|held| held.into_inner())
                                    .push(begun.elapsed());
                                sequences
                                    .lock()
                                    .unwrap_or_else(|held| held.into_inner())
                                    .push(sequence);
                            }
                            // What one person may say in a second is another matter.
                            Ok(Err(429)) => {}
                            _ => {
                                refused.fetch_add(1, Ordering::Relaxed);
                            }
                        }
                    }
                });
            }
        });
    }
    let mut sequences = sequences
        .into_inner()
        .unwrap_or_else(|held| held.into_inner());
    let said = sequences.len();
    sequences.sort_unstable();
    sequences.dedup();
    ensure!(sequences.len() == said, "two words were given one place");
    let verdict = covalue()
        .args(["verify", "--database", &url(&[database.port])])
        .output()?;
    let amiss = !verdict.status.success();
    let verdict = String::from_utf8_lossy(&verdict.stdout).into_owned();
    // Of agreements it is told what was signed; whether that holds is in the status.
    let mut records = verdict
        .lines()
        .filter(|line| !line.contains(": agreement, "))
        .peekable();
    ensure!(
        !amiss && records.peek().is_some() && records.all(|line| line.contains(": sound")),
        "{verdict}"
    );
    let refused = refused.load(Ordering::Relaxed);
    let mut times = times.into_inner().unwrap_or_else(|held| held.into_inner());
    figure(
        "18 writers over three nodes at one table",
        &format!(
            "{said} words, dense and sound, {refused} refused; p50 {:.0} ms, p99 {:.0} ms",
            percentile(&mut times, 0.5),
            percentile(&mut times, 0.99)
        ),
        "0 refused",
    );
    ensure!(refused == 0, "{refused} were refused");
    Ok(())
}

/// The database's processes are stopped in their tracks: connections stay open and nothing comes.
pub fn hang(bound: &Bound) -> Result<()> {
    let database = Cluster::new()?;
    let set = Set::on(&database)?;
    let (mut refusals, mut stops) = (Vec::new(), Vec::new());
    for round in 0..bound.rounds {
        let node = set.node("one", &[database.port])?;
        let port = node.port;
        until_it_takes_words(&set.table, port, round)?;
        let frozen = family(database.id()?)?;
        for id in &frozen {
            signal(*id, "STOP")?;
        }
        let asked = thread::scope(|scope| {
            let ask = |number: usize| {
                let table = &set.table;
                scope.spawn(move || {
                    let begun = Instant::now();
                    let _ = table.person(number).get(port, &format!("/r/{}", table.id));
                    begun.elapsed()
                })
            };
            let asked: Vec<_> = (0..12).map(ask).collect();
            asked
                .into_iter()
                .filter_map(|asked| asked.join().ok())
                .collect::<Vec<_>>()
        });
        refusals.extend(asked);
        for id in &frozen {
            signal(*id, "CONT")?;
        }
        let back = until_it_takes_words(&set.table, port, round)?;
        ensure!(
            back <= AGAIN_WITHIN,
            "it refused for {back:?} after the database was back"
        );
        for id in family(database.id()?)? {
            signal(id, "STOP")?;
        }
        let stopped = node.stop();
        for id in family(database.id()?)? {
            signal(id, "CONT")?;
        }
        stops.push(stopped?);
    }
    let (longest, stop) = (refusals.iter().max().copied(), stops.iter().max().copied());
    let (longest, stop) = (
        longest.context("nobody asked")?,
        stop.context("nothing stopped")?,
    );
    figure(
        "PostgreSQL hangs: twelve at once are told after at most",
        &format!("{:.1} s", longest.as_secs_f64()),
        "≤ 10 s",
    );
    figure(
        "PostgreSQL hangs: SIGTERM ends the server after at most",
        &format!("{:.1} s", stop.as_secs_f64()),
        "≤ 10 s",
    );
    ensure!(longest <= AGAIN_WITHIN && stop <= AGAIN_WITHIN, "too slow");
    Ok(())
}

/// A process and its children.
fn family(id: u32) -> Result<Vec<u32>> {
    let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children"))?;
    let children = children.split_whitespace().flat_map(str::parse);
    Ok(std::iter::once(id).chain(children).collect())
}

/// A node is killed while sixteen write; what was acknowledged is there once.
pub fn kill_postgres(bound: &Bound) -> Result<()> {
    let database = Cluster::new()?;
    let set = Set::on(&database)?;
    let held = || -> Result<Vec<String>> { Ok(drilled(&database.said()?).collect()) };
    let node = |_: usize| set.node("killed", &[database.port]);
    kill(bound, &set.table, node, held, "PostgreSQL")
}

/// Kills a server again and again under sixteen writers.
pub fn kill(
    bound: &Bound,
    table: &Table,
    node: impl Fn(usize) -> Result<Server>,
    held: impl Fn() -> Result<Vec<String>>,
    name: &str,
) -> Result<()> {
    let begun = Instant::now();
    let mut dice = super::Dice(0xdead_0009);
    let mut all = HashSet::new();
    let mut rounds = 0;
    for round in 0..bound.rounds {
        if round > 0 && begun.elapsed() > bound.time {
            break;
        }
        let server = node(round)?;
        let port = server.port;
        let (stop, acknowledged) = (AtomicBool::new(false), Acknowledged::default());
        thread::scope(|scope| -> Result<()> {
            for half in 0..2 {
                let ports = std::slice::from_ref(&port);
                write(scope, table, ports, round * 2 + half, &stop, &acknowledged);
            }
            thread::sleep(Duration::from_millis(150 + dice.roll(400)));
            let killed = server.kill();
            stop.store(true, Ordering::Relaxed);
            killed
        })?;
        all.extend(
            acknowledged
                .into_inner()
                .unwrap_or_else(|held| held.into_inner())
                .into_keys(),
        );
        rounds += 1;
    }
    let held = held()?;
    let mut once: HashSet<&String> = HashSet::new();
    let doubled = held
        .iter()
        .filter(|words| all.contains(*words) && !once.insert(words))
        .count();
    let lost = all.iter().filter(|words| !once.contains(words)).count();
    figure(
        &format!("kill -9 under 16 writers, {name}"),
        &format!(
            "{rounds} times, {} words acknowledged, {lost} lost, {doubled} doubled",
            all.len()
        ),
        "0 lost, 0 doubled",
    );
    ensure!(lost == 0 && doubled == 0, "{lost} lost, {doubled} doubled");
    Ok(())
}

/// A command that runs another with files no larger than `kibibytes`: what a full disk is to a program.
pub fn with_little_room(of: &Command, kibibytes: u64) -> Command {
    let mut shell = Command::new("bash");
    shell.args([
        "-c",
        &format!("trap '' XFSZ; ulimit -f {kibibytes}; exec \"$@\""),
        "bash",
    ]);
    shell.arg(of.get_program()).args(of.get_args());
    for (name, value) in of.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
}

/// Two nodes are restarted in turn behind each proxy while people read and write through it. Needs
/// Debian's nginx and haproxy.
pub fn rolling(bound: &Bound) -> Result<()> {
    let database = Cluster::new()?;
    let set = Set::on(&database)?;
    for (name, program, write) in [
        (
            "nginx",
            "/usr/sbin/nginx",
            nginx as fn(&Set, u16, [u16; 2]) -> Result<Command>,
        ),
        ("haproxy", "/usr/sbin/haproxy", haproxy),
    ] {
        if !std::path::Path::new(program).exists() {
            println!("skipped: Debian's package {name} is not installed");
            continue;
        }
        let ports = [free_port()?, free_port()?];
        let front = free_port()?;
        let node = |at: usize| {
            let mut command = covalue();
            command.args(["serve", "--listen", &format!("127.0.0.1:{}", ports[at])]);
            command.args(["--trust-proxy", "--database", &url(&[database.port])]);
            Server::start(
                &mut command,
                ports[at],
                &set.folder.0.join(format!("node-{at}")),
            )
        };
        let mut nodes = [Some(node(0)?), Some(node(1)?)];
        let mut proxy = write(&set, front, ports)?.spawn()?;
        let begun = Instant::now();
        while set.table.person(0).get(front, "/healthz").is_err() {
            ensure!(begun.elapsed() < AGAIN_WITHIN, "{name} does not start");
            thread::sleep(Duration::from_millis(50));
        }
        let (stop, asked, failed) = (AtomicBool::new(false), AtomicU64::new(0), AtomicU64::new(0));
        let restarted = thread::scope(|scope| -> Result<()> {
            for reader in 0..WRITERS {
                let (set, stop, asked, failed) = (&set, &stop, &asked, &failed);
                scope.spawn(move || {
                    let person = set.table.person(reader);
                    for number in 0.. {
                        if stop.load(Ordering::Relaxed) {
                            return;
                        }
                        let went = if number % 3 == 0 {
                            let words = format!("drill-{name}-{reader}-{number}");
                            let said = person.try_to_say(front, &set.table.id, &words);
                            said.is_ok_and(|said| said.is_ok())
                        } else {
                            let path = format!("/r/{}", set.table.id);
                            person
                                .get(front, &path)
                                .is_ok_and(|page| page.status == 200)
                        };
                        asked.fetch_add(1, Ordering::Relaxed);
                        failed.fetch_add(u64::from(!went), Ordering::Relaxed);
                        thread::sleep(Duration::from_millis(40));
                    }
                });
            }
            let mut restarts = || -> Result<()> {
                for round in 0..2 * bound.rounds.max(2) {
                    let at = round % 2;
                    thread::sleep(Duration::from_millis(1_500));
                    if let Some(running) = nodes[at].take() {
                        running.stop()?;
                    }
                    nodes[at] = Some(node(at)?);
                }
                thread::sleep(Duration::from_millis(500));
                Ok(())
            };
            let restarted = restarts();
            stop.store(true, Ordering::Relaxed);
            restarted
        });
        signal(proxy.id(), "TERM")?;
        proxy.wait()?;
        restarted?;
        let (asked, failed) = (asked.into_inner(), failed.into_inner());
        figure(
            &format!("Two nodes restarted in turn behind {name}"),
            &format!(
                "{} restarts, {asked} requests, {failed} failed",
                2 * bound.rounds.max(2)
            ),
            "0 failed",
        );
        ensure!(failed == 0, "{failed} of {asked} requests failed");
    }
    Ok(())
}

/// As `docs/operations.md` has it, without TLS.
fn nginx(set: &Set, front: u16, nodes: [u16; 2]) -> Result<Command> {
    let folder = &set.folder.0;
    let [one, two] = nodes;
    let at = folder.display();
    let text = format!(
        "daemon off; pid {at}/nginx.pid; error_log {at}/nginx.log; worker_processes 1;
         events {{ worker_connections 512; }}
         http {{
           access_log off;
           client_body_temp_path {at}/body; proxy_temp_path {at}/proxy; fastcgi_temp_path {at}/fastcgi;
           uwsgi_temp_path {at}/uwsgi; scgi_temp_path {at}/scgi;
           upstream covalue {{
             server 127.0.0.1:{one} max_fails=0;
             server 127.0.0.1:{two} max_fails=0;
             keepalive 32;
           }}
           server {{
             listen 127.0.0.1:{front};
             client_max_body_size 64m;
             location / {{
               proxy_pass http://covalue;
               proxy_http_version 1.1;
               proxy_set_header Connection \"\";
               proxy_set_header Host $http_host;
               proxy_set_header X-Forwarded-For $remote_addr;
               proxy_connect_timeout 2s;
               proxy_read_timeout 90s;
               proxy_next_upstream error timeout non_idempotent;
               proxy_next_upstream_tries 3;
             }}
           }}
         }}"
    );
    let file = folder.join("nginx.conf");
    std::fs::write(&file, text)?;
    let mut command = Command::new("/usr/sbin/nginx");
    command.arg("-c").arg(&file).arg("-p").arg(folder);
    Ok(command)
}

/// As `docs/operations.md` has it, without TLS.
fn haproxy(set: &Set, front: u16, nodes: [u16; 2]) -> Result<Command> {
    let [one, two] = nodes;
    let text = format!(
        "defaults
    mode http
    timeout connect 2s
    timeout client  90s
    timeout server  90s
    retries 3
    option redispatch
    retry-on conn-failure empty-response response-timeout
frontend web
    bind 127.0.0.1:{front}
    default_backend covalue
backend covalue
    option httpchk GET /readyz
    http-request set-header X-Forwarded-For %[src]
    server one 127.0.0.1:{one} check inter 1s fall 1 rise 1
    server two 127.0.0.1:{two} check inter 1s fall 1 rise 1
"
    );
    let file = set.folder.0.join("haproxy.cfg");
    std::fs::write(&file, text)?;
    let mut command = Command::new("/usr/sbin/haproxy");
    command.arg("-f").arg(&file);
    Ok(command)
}
