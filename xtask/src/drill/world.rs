//! What a drill is run on: the real binary, people who are signed in, and what they say and read.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// Longer than any answer may take: the pool's and the database's patience together.
const ANSWER_TIME: Duration = Duration::from_secs(30);

/// The binary under drill: a release build where there is one, since that is what people run.
pub fn covalue() -> Command {
    let release = Path::new("target/release/covalue");
    let debug = Path::new("target/debug/covalue");
    let is_newer = || {
        Some(release.metadata().ok()?.modified().ok()? >= debug.metadata().ok()?.modified().ok()?)
    };
    let program = if is_newer().unwrap_or(!debug.exists()) {
        release
    } else {
        debug
    };
    let mut command = Command::new(fs::canonicalize(program).unwrap_or_else(|_| program.into()));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("COVALUE_")) {
        command.env_remove(name);
    }
    command
}

/// A port that nobody has just now.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A folder that is gone afterwards.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Result<Self> {
        let made = crate::process::output(&mut crate::process::command(
            "mktemp --directory /tmp/covalue-drill-XXXXXXXX",
        ))?;
        Ok(Self(made.into()))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A process of the binary that serves; killed when the drill ends early.
pub struct Server {
    child: Child,
    pub port: u16,
    _out: BufReader<ChildStdout>,
}

impl Server {
    /// Starts it and waits until it listens. What it logs is added to `log`.
    pub fn start(command: &mut Command, port: u16, log: &Path) -> Result<Self> {
        let logged = File::options().create(true).append(true).open(log)?;
        let mut child = command.stdout(Stdio::piped()).stderr(logged).spawn()?;
        let mut out = BufReader::new(child.stdout.take().context("no output")?);
        let mut line = String::new();
        while !line.contains("Open http") {
            line.clear();
            if out.read_line(&mut line)? == 0 {
                let _ = child.wait();
                bail!(
                    "it did not start:\n{}",
                    fs::read_to_string(log).unwrap_or_default()
                );
            }
        }
        let port = match port {
            0 => line
                .split(':')
                .next_back()
                .and_then(|rest| rest.split('/').next())
                .and_then(|port| port.trim().parse().ok())
                .context("no port")?,
            port => port,
        };
        Ok(Self {
            child,
            port,
            _out: out,
        })
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn signal(&self, name: &str) -> Result<()> {
        signal(self.child.id(), name)
    }

    /// Asks it to stop and says how long that took.
    pub fn stop(mut self) -> Result<Duration> {
        let begun = Instant::now();
        self.signal("TERM")?;
        let status = self.child.wait()?;
        ensure!(status.success(), "it stopped with {status}");
        Ok(begun.elapsed())
    }

    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn signal(id: u32, name: &str) -> Result<()> {
    let sent = Command::new("kill")
        .args([&format!("-{name}"), &id.to_string()])
        .status()?;
    ensure!(sent.success(), "process {id} cannot be sent {name}");
    Ok(())
}

/// An answer over HTTP.
pub struct Response {
    pub status: u16,
    pub head: String,
    pub body: String,
}

/// Asks once, on a connection of its own.
pub fn ask(port: u16, method: &str, path: &str, headers: &str, body: &str) -> Result<Response> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(ANSWER_TIME))?;
    let length = body.len();
    stream.write_all(
        format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost:{port}\r\nconnection: close\r\n\
             sec-fetch-site: same-origin\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
        )
        .as_bytes(),
    )?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").context("no answer")?;
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Ok(Response {
        status: status.context("no status")?,
        head: head.to_owned(),
        body: body.to_owned(),
    })
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Person {
    cookie: String,
    csrf: String,
}

/// A table and its people, in the embedded database of a folder.
pub struct Table {
    pub id: String,
    pub people: Vec<Person>,
}

impl Table {
    /// Tells the demo into `data`, and signs everybody in.
    pub fn in_folder(data: &Path, log: &Path) -> Result<Self> {
        Self::with_people(data, log, 0)
    }

    /// The same with at least so many people: the demo's few ask guests, each of whom comes by a link of their own.
    pub fn with_people(data: &Path, log: &Path, count: usize) -> Result<Self> {
        let mut demo = covalue();
        demo.args(["demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(data);
        let demo = Server::start(&mut demo, 0, log)?;
        let home = ask(demo.port, "GET", "/sign-in", "", "")?;
        let mut id = String::new();
        let mut people = Vec::new();
        for part in home.body.split("name=\"person\" value=\"").skip(1) {
            let person = part.split('"').next().unwrap_or_default();
            let form = "content-type: application/x-www-form-urlencoded\r\n";
            let came = ask(
                demo.port,
                "POST",
                "/demo/person",
                form,
                &format!("person={person}"),
            )?;
            let Some(cookie) = came
                .head
                .lines()
                .find_map(|line| line.strip_prefix("set-cookie: "))
            else {
                continue;
            };
            let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
            let headers = format!("cookie: {cookie}\r\n");
            let page = ask(demo.port, "GET", "/", &headers, "")?.body;
            let csrf = page
                .split("name=\"csrf\" value=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            let Some(csrf) = csrf else { continue };
            if id.is_empty() {
                let tables = ask(demo.port, "GET", "/api/v1/relationships", &headers, "")?.body;
                let found = tables
                    .split("\"id\":\"")
                    .nth(1)
                    .and_then(|rest| rest.split('"').next());
                id = found.context("no table")?.to_owned();
            }
            let person = Person {
                cookie,
                csrf: csrf.to_owned(),
            };
            // Whoever sits at another table, or only looks on here, is not asked to speak.
            let said = person.say(demo.port, &id, "drill-greeting");
            if said.is_ok_and(|said| said.is_some()) {
                people.push(person);
            }
        }
        ensure!(
            people.len() >= 3,
            "too few people at the table: {}",
            people.len()
        );
        let mut table = Self { id, people };
        table.ask_guests(demo.port, &data.join("covalue.db"), count)?;
        demo.stop()?;
        Ok(table)
    }

    fn ask_guests(&mut self, port: u16, database: &Path, count: usize) -> Result<()> {
        let hosts = self.people.clone();
        for number in self.people.len()..count {
            if number % ASKED_AT_ONCE == 0 {
                an_hour_passes(database)?;
            }
            let mut guest = None;
            // A driver asks nobody: the next one does.
            for host in hosts.iter().cycle().skip(number).take(hosts.len()) {
                guest = host.asks_guest(port, &self.id, number)?;
                if guest.is_some() {
                    break;
                }
            }
            self.people.push(guest.context("nobody could ask a guest")?);
        }
        Ok(())
    }

    pub fn person(&self, number: usize) -> &Person {
        &self.people[number % self.people.len()]
    }
}

/// So many invitations are made before the hour within which the server counts them is over.
const ASKED_AT_ONCE: usize = 50;

/// To the server it is an hour ago that anybody was asked. Needs Debian's `sqlite3`.
fn an_hour_passes(database: &Path) -> Result<()> {
    let mut sql = Command::new("sqlite3");
    sql.args(["-bail", "-cmd", ".timeout 5000"]).arg(database);
    sql.arg("UPDATE invitations SET created_at = created_at - 3600000");
    crate::process::output(&mut sql).context("Debian's package sqlite3")?;
    Ok(())
}

impl Person {
    /// Asks somebody to their own party who comes at once; nobody where they may not.
    fn asks_guest(&self, port: u16, table: &str, number: usize) -> Result<Option<Self>> {
        let frame = self
            .get(port, &format!("/api/v1/relationships/{table}"))?
            .body;
        let you = frame.split("\"you\":").nth(1).context("no seat")?;
        let party = between(you, "\"party\":\"", "\"").context("no party")?;
        let headers = format!(
            "{}x-csrf-token: {}\r\ncontent-type: application/json\r\n",
            self.headers(),
            self.csrf
        );
        let path = format!("/api/v1/relationships/{table}/invitations");
        // Each kind of party has a role of its own for those who decide nothing.
        for role in ["user", "delivery", "member"] {
            let body = format!(
                "{{\"party\":\"{party}\",\"name\":\"Guest {number}\",\"roles\":[\"{role}\"],\
                 \"since\":\"now\"}}"
            );
            let made = ask(port, "POST", &path, &headers, &body)?;
            let Some(secret) = between(&made.body, "/i/", "\"").filter(|_| made.status == 200)
            else {
                continue;
            };
            let form = "content-type: application/x-www-form-urlencoded\r\n";
            let came = ask(port, "POST", &format!("/i/{secret}"), form, "")?;
            let cookies = came.head.lines();
            let cookies = cookies.filter_map(|line| line.strip_prefix("set-cookie: "));
            let cookies: Vec<_> = cookies.filter_map(|line| line.split(';').next()).collect();
            let cookie = cookies.join("; ");
            let headers = format!("cookie: {cookie}\r\n");
            let page = ask(port, "GET", &format!("/r/{table}/meetings"), &headers, "")?;
            let csrf = between(&page.body, "name=\"csrf\" value=\"", "\"");
            let csrf = csrf.with_context(|| format!("the guest is not in: {}", page.status))?;
            return Ok(Some(Self {
                csrf: csrf.to_owned(),
                cookie,
            }));
        }
        Ok(None)
    }

    pub(super) fn headers(&self) -> String {
        format!("cookie: {}\r\n", self.cookie)
    }

    /// Says something; its sequence, or nothing when it was not taken.
    pub fn say(&self, port: u16, table: &str, words: &str) -> Result<Option<u64>> {
        let said = self.try_to_say(port, table, words)?;
        Ok(said.ok())
    }

    /// As [`say`](Self::say), with the status of a refusal.
    pub fn try_to_say(&self, port: u16, table: &str, words: &str) -> Result<Result<u64, u16>> {
        let body = format!(
            "{{\"command\":\"say\",\"kind\":\"idea\",\"audience\":\"whole_table\",\"words\":\"{words}\"}}"
        );
        let answer = self.command(port, table, Some(words), &body)?;
        if answer.status != 200 {
            return Ok(Err(answer.status));
        }
        let last = answer.body.split("\"last\":").nth(1);
        let last = last.and_then(|rest| rest.split([',', '}']).next()?.trim().parse().ok());
        Ok(Ok(last.context("no sequence")?))
    }

    /// Does something at the table, under a key where it may be asked for twice.
    pub fn command(
        &self,
        port: u16,
        table: &str,
        key: Option<&str>,
        body: &str,
    ) -> Result<Response> {
        let key = key.map_or_else(String::new, |key| format!("idempotency-key: {key}\r\n"));
        let headers = format!(
            "{}x-csrf-token: {}\r\n{key}content-type: application/json\r\n",
            self.headers(),
            self.csrf
        );
        let path = format!("/api/v1/relationships/{table}/commands");
        ask(port, "POST", &path, &headers, body)
    }

    /// A token with which a program comes in their name.
    pub fn token(&self, port: u16) -> Result<String> {
        let headers = format!(
            "{}x-csrf-token: {}\r\ncontent-type: application/json\r\n",
            self.headers(),
            self.csrf
        );
        let soon = crate::process::output(&mut crate::process::command(
            "date --utc --date=+30days +%Y-%m-%dT%H:%M:%SZ",
        ))?;
        let body = format!("{{\"name\":\"A program\",\"scope\":\"write\",\"expires\":\"{soon}\"}}");
        let made = ask(port, "POST", "/api/v1/tokens", &headers, &body)?;
        let secret = made.body.split("\"secret\":\"").nth(1);
        let secret = secret.and_then(|rest| rest.split('"').next());
        Ok(secret
            .with_context(|| format!("no token: {}", made.body))?
            .to_owned())
    }

    /// Sends a form of a page.
    pub fn form(&self, port: u16, path: &str, fields: &[(&str, &str)]) -> Result<Response> {
        let form = "content-type: application/x-www-form-urlencoded\r\n";
        let headers = format!("{}{form}", self.headers());
        let csrf = [("csrf", self.csrf.as_str())];
        let fields = csrf.iter().chain(fields);
        let fields: Vec<_> = fields
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        ask(port, "POST", path, &headers, &fields.join("&"))
    }

    pub fn get(&self, port: u16, path: &str) -> Result<Response> {
        ask(port, "GET", path, &self.headers(), "")
    }

    /// The words of the drill that a node tells of, on a page and to programs.
    pub fn reads(&self, port: u16, table: &str) -> Result<HashSet<String>> {
        let mut words = HashSet::new();
        for path in [
            format!("/api/v1/relationships/{table}/words"),
            format!("/r/{table}/dialogue"),
        ] {
            let answer = self.get(port, &path)?;
            ensure!(answer.status == 200, "{path}: {}", answer.status);
            words.extend(drilled(&answer.body));
        }
        Ok(words)
    }
}

/// What stands between two marks of a text, the first time.
pub(super) fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split(before).nth(1)?.split(after).next()
}

/// The words of a drill in a text: `drill-…` up to what is no letter, digit or hyphen.
pub fn drilled(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split("drill-").skip(1).map(|rest| {
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(rest.len());
        format!("drill-{}", &rest[..end])
    })
}

/// A percentile of times, in milliseconds.
pub fn percentile(times: &mut [Duration], part: f64) -> f64 {
    times.sort_unstable();
    let place = ((times.len() as f64 * part) as usize).min(times.len().saturating_sub(1));
    times
        .get(place)
        .map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}
