//! Many people vote at once in one consultation, and the server is killed in the middle.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::single::{exported, serve};
use super::world::{Folder, Person, Server, Table, ask, free_port, percentile};
use super::{Bound, Dice, figure};

/// People who take part where no number of them is asked for.
const PEOPLE: usize = 200;
const STATEMENTS: usize = 10;
/// So long somebody thinks at most before each answer but the first, which all give at once.
const THOUGHT: Duration = Duration::from_secs(2);
/// What the thread of one person needs.
const STACK: usize = 256 << 10;
/// Nobody tries for longer.
const PATIENCE: Duration = Duration::from_secs(240);

const FORM: &str = "content-type: application/x-www-form-urlencoded\r\n";

fn start(data: &Path, port: u16, log: &Path) -> Result<Server> {
    let mut command = serve(data, port);
    Server::start(command.arg("--trust-proxy=true"), port, log)
}

/// Somebody at the table asks many, and hands on the link.
fn asked(table: &Table, port: u16) -> Result<(String, String)> {
    for person in &table.people {
        if let Some(found) = asks(person, table, port)? {
            return Ok(found);
        }
    }
    anyhow::bail!("nobody could ask many")
}

fn asks(person: &Person, table: &Table, port: u16) -> Result<Option<(String, String)>> {
    let list = format!("/r/{}/consultations", table.id);
    let page = person.get(port, &list)?.body;
    let parties = page.split("name=\"parties\" value=\"").skip(1);
    let parties: Vec<String> = parties
        .filter_map(|rest| Some(format!("\"{}\"", rest.split('"').next()?)))
        .collect();
    if parties.is_empty() {
        return Ok(None);
    }
    let day = crate::process::output(&mut crate::process::command(
        "date --utc --date=+20days +%Y-%m-%d",
    ))?;
    let statements: Vec<String> = (1..=STATEMENTS)
        .map(|it| format!("\"Statement {it}\""))
        .collect();
    let body = format!(
        "{{\"command\":\"open_consultation\",\"question\":\"What matters?\",\"statements\":[{}],\
         \"rules\":\"None\",\"parties\":[{}],\"until\":\"{day}\",\"adding\":false,\
         \"moderation\":\"after\",\"showing\":\"meanwhile\"}}",
        statements.join(","),
        parties.join(",")
    );
    let opened = person.command(port, &table.id, Some("drill-consultation"), &body)?;
    if opened.status != 200 {
        return Ok(None);
    }
    let made = opened.body.split("\"made\":").nth(1);
    let id = made.and_then(|rest| rest.split("\"id\":\"").nth(1)?.split('"').next());
    let id = id
        .with_context(|| format!("no consultation: {}", opened.body))?
        .to_owned();
    let page = person.get(port, &format!("{list}/{id}"))?.body;
    let link = page
        .split("/c/")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    Ok(link.map(|link| (id, format!("/c/{link}"))))
}

/// A device that takes part.
struct Voice {
    number: usize,
    headers: String,
}

impl Voice {
    /// The network from which it comes: few voices begin in each.
    fn from(number: usize) -> String {
        format!(
            "x-forwarded-for: 10.{}.{}.7\r\n",
            number / 250,
            number % 250
        )
    }

    fn begin(port: u16, link: &str, number: usize) -> Result<Self> {
        let from = Self::from(number);
        let begun = ask(port, "POST", link, &format!("{from}{FORM}"), "form=begin")?;
        let cookie = begun
            .head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = cookie.with_context(|| format!("no voice: {}", begun.status))?;
        let cookie = cookie.split(';').next().unwrap_or_default();
        Ok(Self {
            number,
            headers: format!("{from}cookie: {cookie}\r\n{FORM}"),
        })
    }

    fn word(&self, statement: usize) -> &'static str {
        ["agree", "disagree", "pass"][(self.number + statement) % 3]
    }

    /// Whether the vote was answered as taken down.
    fn votes(&self, port: u16, link: &str, statement: usize) -> Result<bool> {
        let body = format!(
            "form=vote&key=drill-{}-{statement}&statement={statement}&vote={}",
            self.number,
            self.word(statement)
        );
        let answer = ask(port, "POST", &format!("{link}/votes"), &self.headers, &body)?;
        Ok(answer.status == 303 && !answer.head.contains("problem"))
    }

    /// Answers every statement, one after the other, and tries again until each vote was taken down.
    fn answers(&self, port: u16, link: &str, begun: Instant, so_far: &SoFar) {
        let mut dice = Dice(0x00c0_ffee + self.number as u64);
        for statement in 1..=STATEMENTS {
            if statement > 1 {
                let thought = dice.roll(THOUGHT.as_millis() as u64);
                thread::sleep(Duration::from_millis(thought));
            }
            let wanted = Instant::now();
            loop {
                let asked = Instant::now();
                if let Ok(true) = self.votes(port, link, statement) {
                    so_far.taken.fetch_add(1, Ordering::Relaxed);
                    for (all, time) in [(&so_far.times, asked), (&so_far.waits, wanted)] {
                        if let Ok(mut all) = all.lock() {
                            all.push(time.elapsed());
                        }
                    }
                    break;
                }
                // Cut off, asked to come again, or not up yet: the same vote under the same key.
                so_far.tried_again.fetch_add(1, Ordering::Relaxed);
                thread::sleep(Duration::from_millis(50));
                if begun.elapsed() > PATIENCE {
                    so_far.failed.store(true, Ordering::Relaxed);
                }
                if so_far.failed.load(Ordering::Relaxed) {
                    return;
                }
            }
        }
    }
}

/// What came of everybody's answers so far.
#[derive(Default)]
struct SoFar {
    taken: AtomicUsize,
    tried_again: AtomicUsize,
    failed: AtomicBool,
    /// How long the try took that was answered.
    times: Mutex<Vec<Duration>>,
    /// How long it took from the first try on.
    waits: Mutex<Vec<Duration>>,
}

pub fn votes(bound: &Bound) -> Result<()> {
    let people = bound.people.unwrap_or(PEOPLE);
    let folder = Folder::new()?;
    let (data, log) = (folder.0.join("data"), folder.0.join("log"));
    let table = Table::in_folder(&data, &log)?;
    let port = free_port()?;
    let server = start(&data, port, &log)?;
    let (consultation, link) = asked(&table, port)?;
    let voices: Result<Vec<Voice>> = (0..people)
        .map(|it| Voice::begin(port, &link, it))
        .collect();
    let voices = voices?;

    // Killed once so many votes were taken down: somewhere in the middle third, the same in every run.
    let all = people * STATEMENTS;
    let kill_at = all / 3 + usize::try_from(Dice(0x0000_cafe_0019).roll(all as u64 / 3))?;
    let so_far = SoFar::default();
    let begun = Instant::now();
    let mut down = Duration::ZERO;
    let server = thread::scope(|scope| -> Result<Server> {
        for voice in &voices {
            // Everybody is somebody of their own, and all of them are there at once.
            let (link, so_far) = (link.as_str(), &so_far);
            let votes = move || voice.answers(port, link, begun, so_far);
            let thread = thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, votes)?;
        }
        while so_far.taken.load(Ordering::Relaxed) < kill_at && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(1));
        }
        let killed = Instant::now();
        server.kill()?;
        let again = start(&data, port, &log);
        down = killed.elapsed();
        if again.is_err() {
            so_far.failed.store(true, Ordering::Relaxed);
        }
        again
    })?;
    let took = begun.elapsed();
    let page = ask(
        port,
        "GET",
        &format!("{link}/mine"),
        &voices[people / 2].headers,
        "",
    )?;
    server.stop()?;
    let taken = so_far.taken.load(Ordering::Relaxed);
    ensure!(
        taken == all,
        "only {taken} of {all} votes were answered within {PATIENCE:?}"
    );

    let held = held(&data, &consultation)?;
    let distinct: HashSet<&(String, String)> = held.iter().map(|(of, _)| of).collect();
    let doubled = held.len() - distinct.len();
    // Which voice is whose stands in no record; but what each said of which statement is told by these.
    let mut expected = vec![[0usize; 3]; STATEMENTS + 1];
    for voice in &voices {
        for (statement, said) in expected.iter_mut().enumerate().skip(1) {
            said[(voice.number + statement) % 3] += 1;
        }
    }
    let mut found = vec![[0usize; 3]; STATEMENTS + 1];
    for ((_, statement), vote) in &held {
        let at = ["agree", "disagree", "pass"]
            .iter()
            .position(|it| it == vote);
        if let (Some(at), Ok(statement)) = (at, statement.parse::<usize>()) {
            found[statement.min(STATEMENTS)][at] += 1;
        }
    }
    let mut times = so_far.times.into_inner().unwrap_or_default();
    let (half, most) = (percentile(&mut times, 0.5), percentile(&mut times, 0.99));
    let longest = percentile(&mut so_far.waits.into_inner().unwrap_or_default(), 0.99);
    let mut reached = String::new();
    write!(
        reached,
        "{taken} votes answered in {:.1} s ({:.0}/s), {} lost, {doubled} doubled, {} tries cut off; {half:.0} ms, p99 \
         {most:.0} ms, with all tries p99 {longest:.0} ms; up again after {:.1} s",
        took.as_secs_f64(),
        taken as f64 / took.as_secs_f64(),
        all - distinct.len().min(all),
        so_far.tried_again.load(Ordering::Relaxed),
        down.as_secs_f64()
    )?;
    figure(
        &format!(
            "{people} people at once vote on {STATEMENTS} statements, {} s of thought between, `kill -9` in the middle",
            THOUGHT.as_secs() / 2
        ),
        &reached,
        "0 lost, 0 doubled",
    );
    ensure!(distinct.len() == all && doubled == 0, "{reached}");
    ensure!(found == expected, "votes are not what was said: {found:?}");
    ensure!(page.status == 200, "one's own answers: {}", page.status);
    let own = page.body.matches("class=\"tag vote-").count();
    ensure!(
        own >= STATEMENTS,
        "somebody is shown {own} of their answers"
    );
    Ok(())
}

/// Every vote that the record holds: voice and statement, and what was said.
fn held(data: &Path, consultation: &str) -> Result<Vec<((String, String), String)>> {
    let text = exported(data, consultation)?;
    let part = |line: &str, from: &str| -> Option<String> {
        let rest = line.split(from).nth(1)?;
        Some(rest.split([',', '}', '"', '\\']).next()?.to_owned())
    };
    let votes = text.lines().filter(|line| line.contains("vote_given"));
    votes
        .map(|line| {
            let plain = line.replace("\\\"", "\"");
            let voice = part(&plain, "\"voice\":\"");
            let statement = part(&plain, "\"statement\":");
            let vote = part(&plain, "\"vote\":\"");
            let (voice, statement) = (
                voice.context("no voice")?,
                statement.context("no statement")?,
            );
            Ok(((voice, statement), vote.context("no vote")?))
        })
        .collect()
}
