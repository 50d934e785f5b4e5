//! The last signature under an agreement, and the server killed at any moment of it.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::single::start;
use super::world::{Folder, Person, Response, Server, Table, covalue};
use super::{Bound, Dice, figure};

/// In these roles people sign, and their parties.
const CAPACITIES: [&str; 4] = ["sponsor", "customer", "service_owner", "representative"];

/// The agreement as somebody is told of it.
struct Told {
    version: u64,
    in_force: bool,
    composed: u64,
    text: String,
    outcome: String,
    signatures: usize,
    missing: usize,
    may_sign: bool,
    capacity: Option<&'static str>,
}

impl Told {
    fn by(person: &Person, port: u16, table: &Table) -> Result<Self> {
        let path = format!("/api/v1/relationships/{}/agreement", table.id);
        let answer = person.get(port, &path)?;
        ensure!(answer.status == 200, "{path}: {}", answer.status);
        let (_, body) = answer.body.split_once("\"shown\":").context("no version")?;
        let word = |name: &str| {
            let rest = body.split(&format!("\"{name}\":\"")).nth(1);
            rest.and_then(|rest| rest.split('"').next())
                .unwrap_or_default()
        };
        let number = |name: &str| {
            let rest = body.split(&format!("\"{name}\":")).nth(1);
            rest.and_then(|rest| rest.split([',', '}']).next()?.trim().parse().ok())
        };
        let list = |name: &str| {
            let rest = body.split(&format!("\"{name}\":[")).nth(1);
            rest.map_or("", |rest| within(rest, '[', ']'))
        };
        let capacities = list("capacities");
        Ok(Self {
            version: number("version").context("no version")?,
            in_force: !body.contains("\"in_force\":null"),
            composed: number("composed").context("not composed")?,
            text: word("text").to_owned(),
            outcome: list("outcomes")
                .split('"')
                .nth(1)
                .unwrap_or_default()
                .to_owned(),
            signatures: list("signatures").matches("\"statement\":").count(),
            missing: list("missing").matches("\"party\":").count(),
            may_sign: body.contains("\"may_sign\":true"),
            capacity: CAPACITIES
                .into_iter()
                .find(|word| capacities.contains(&format!("\"{word}\""))),
        })
    }

    fn sign(&self, person: &Person, port: u16, table: &Table, round: usize) -> Result<Response> {
        let place = format!("/r/{}/agreement/versions/{}/sign", table.id, self.version);
        let key = format!("drill-sign-{round}-{}", self.version);
        let fields = [
            ("form", "sign-demo"),
            ("key", key.as_str()),
            ("text", self.text.as_str()),
            ("capacity", self.capacity.context("nobody who signs")?),
        ];
        person.form(port, &place, &fields)
    }
}

/// What stands before the bracket that closes.
fn within(text: &str, opens: char, closes: char) -> &str {
    let mut depth = 0;
    for (at, found) in text.char_indices() {
        if found == closes && depth == 0 {
            return &text[..at];
        }
        depth += i32::from(found == opens) - i32::from(found == closes);
    }
    text
}

/// The people who sign, one for each party; whoever signs last is the last.
fn signatories(table: &Table, port: u16) -> Result<Vec<&Person>> {
    let mut all: Vec<(&str, &Person)> = Vec::new();
    for person in &table.people {
        let told = Told::by(person, port, table)?;
        let party = match told.capacity {
            Some("sponsor" | "customer") => "consumer",
            Some("service_owner") => "provider",
            Some(_) => "supplier",
            None => continue,
        };
        if all.iter().all(|(of, _)| *of != party) {
            all.push((party, person));
        }
    }
    all.sort_by_key(|(party, _)| *party == "consumer");
    ensure!(
        all.len() == 3,
        "{} parties have somebody who signs",
        all.len()
    );
    Ok(all.into_iter().map(|(_, person)| person).collect())
}

/// Another version, signed by all but the last; how long the last of these signatures took.
fn open_again(
    table: &Table,
    port: u16,
    people: &[&Person],
    review: &str,
    round: usize,
) -> Result<Duration> {
    let (last, others) = people.split_last().context("nobody")?;
    let first = others.first().context("nobody")?;
    let told = Told::by(first, port, table)?;
    let command = |body: String| -> Result<()> {
        let answer = first.command(port, &table.id, None, &body)?;
        ensure!(
            answer.status == 200,
            "{body}: {} {}",
            answer.status,
            answer.body
        );
        Ok(())
    };
    let (version, next) = (told.version, told.version + 1);
    command(format!(
        "{{\"command\":\"reopen_agreement\",\"version\":{version},\"because\":\"other\",\"why\":\"drill-{round}\"}}"
    ))?;
    command(format!(
        "{{\"command\":\"compose_agreement\",\"version\":{next},\"outcomes\":[\"{}\"],\"months\":6,\
         \"review\":\"{review}\"}}",
        told.outcome
    ))?;
    let composed = Told::by(first, port, table)?.composed;
    command(format!(
        "{{\"command\":\"open_for_signature\",\"version\":{next},\"composed\":{composed}}}"
    ))?;
    let mut took = Duration::ZERO;
    for person in others {
        let told = Told::by(person, port, table)?;
        let begun = Instant::now();
        let signed = told.sign(person, port, table, round)?;
        took = begun.elapsed();
        ensure!(signed.status == 303, "signing: {}", signed.status);
    }
    let told = Told::by(last, port, table)?;
    ensure!(
        told.may_sign && told.missing == 1,
        "it does not wait for one signature"
    );
    Ok(took)
}

/// The server is killed at a random moment of the last signature. Afterwards every party has signed and the agreement
/// is in force, or a party is missing and it is not; what was acknowledged is there.
pub fn sign(bound: &Bound) -> Result<()> {
    let folder = Folder::new()?;
    let data = folder.0.join("data");
    let table = Table::in_folder(&data, &folder.0.join("log"))?;
    let review = crate::process::output(&mut crate::process::command(
        "date --utc --date=+100days +%Y-%m-%d",
    ))?;
    let mut server = start(&folder, &data)?;
    let people = signatories(&table, server.port)?;
    let last = *people.last().context("nobody")?;
    // Undisturbed once.
    let told = Told::by(last, server.port, &table)?;
    let signed = told.sign(last, server.port, &table, 0)?;
    ensure!(
        signed.status == 303,
        "signing: {} {}",
        signed.status,
        signed.body
    );
    let mut takes = open_again(&table, server.port, &people, &review, 0)?;
    let mut dice = Dice(0x5167_0000_0015);
    let begun = Instant::now();
    let (mut rounds, mut in_force, mut acknowledged) = (0, 0, 0);
    for round in 1..=bound.rounds {
        if round > 1 && begun.elapsed() > bound.time {
            break;
        }
        let told = Told::by(last, server.port, &table)?;
        ensure!(
            !told.in_force && told.missing == 1,
            "round {round} begins otherwise"
        );
        // From before anything is read to after everything is answered.
        let wait = Duration::from_micros(dice.roll(takes.as_micros() as u64 * 5 / 4));
        let was_answered = thread::scope(|scope| -> Result<bool> {
            let port = server.port;
            let (told, table) = (&told, &table);
            let signing = scope.spawn(move || told.sign(last, port, table, round));
            thread::sleep(wait);
            server.kill()?;
            let answered = signing.join().ok().and_then(Result::ok);
            Ok(answered.is_some_and(|answer| answer.status == 303))
        })?;
        server = start(&folder, &data)?;
        let after = Told::by(last, server.port, &table)?;
        rounds += 1;
        match (after.in_force, after.signatures, after.missing) {
            (true, 3, 0) => in_force += 1,
            (false, 2, 1) if !was_answered => {}
            (is, signatures, missing) => anyhow::bail!(
                "round {round}, killed after {wait:?}: in force: {is}, {signatures} signatures, {missing} missing, \
                 acknowledged: {was_answered}"
            ),
        }
        acknowledged += usize::from(was_answered);
        if after.in_force {
            takes = open_again(&table, server.port, &people, &review, round)?;
        }
    }
    stop_and_verify(server, &data)?;
    figure(
        "kill -9 during the last signature, all signed and pending",
        &format!("0 of {rounds}"),
        "0",
    );
    figure(
        "kill -9 during the last signature, in force afterwards",
        &format!("{in_force}, of these acknowledged {acknowledged}"),
        "–",
    );
    Ok(())
}

fn stop_and_verify(server: Server, data: &std::path::Path) -> Result<()> {
    server.stop()?;
    let verdict = covalue().args(["verify", "--data"]).arg(data).output()?;
    ensure!(
        verdict.status.success(),
        "verify: {}",
        String::from_utf8_lossy(&verdict.stdout)
    );
    Ok(())
}
