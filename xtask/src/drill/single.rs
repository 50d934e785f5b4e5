//! Drills on the embedded database: one server, one folder.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::nodes::{kill, with_little_room};
use super::world::{Folder, Server, Table, covalue, drilled, free_port};
use super::{Bound, Dice, figure};

pub(super) fn serve(data: &Path, port: u16) -> Command {
    let mut command = covalue();
    command
        .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
        .arg(data);
    command
}

pub(super) fn start(folder: &Folder, data: &Path) -> Result<Server> {
    let port = free_port()?;
    Server::start(&mut serve(data, port), port, &folder.0.join("log"))
}

/// Everything said, by the export that anybody may take.
fn said(data: &Path, table: &Table) -> Result<Vec<String>> {
    Ok(drilled(&exported(data, &table.id)?).collect())
}

/// A stream with all its entries, by that export.
pub(super) fn exported(data: &Path, stream: &str) -> Result<String> {
    let exported = covalue()
        .args(["export", "--entries", "--relationship", stream, "--data"])
        .arg(data)
        .output()?;
    ensure!(
        exported.status.success(),
        "{}",
        String::from_utf8_lossy(&exported.stderr)
    );
    Ok(String::from_utf8_lossy(&exported.stdout).into_owned())
}

pub fn kill_sqlite(bound: &Bound) -> Result<()> {
    let folder = Folder::new()?;
    let data = folder.0.join("data");
    let table = Table::in_folder(&data, &folder.0.join("log"))?;
    kill(
        bound,
        &table,
        |_| start(&folder, &data),
        || said(&data, &table),
        "SQLite",
    )
}

/// The log is cut off, or a byte of it altered, after the server was killed: at the next start either
/// everything acknowledged is there, or what is gone is said and the server does not go on.
pub fn cut(bound: &Bound) -> Result<()> {
    let folder = Folder::new()?;
    let data = folder.0.join("data");
    let table = Table::in_folder(&data, &folder.0.join("log"))?;
    // A copy of the one file after a clean stop is whole.
    let copy = folder.0.join("copy");
    fs::create_dir(&copy)?;
    fs::copy(data.join("covalue.db"), copy.join("covalue.db"))?;
    ensure!(
        said(&copy, &table)?.len() == table.people.len(),
        "the database's file alone is not whole after a clean stop"
    );
    let server = start(&folder, &data)?;
    let mut acknowledged = Vec::new();
    for number in 0..40 {
        let words = format!("drill-{number}");
        if table
            .person(number)
            .say(server.port, &table.id, &words)?
            .is_some()
        {
            acknowledged.push(words);
        }
    }
    server.kill()?;
    let mut dice = Dice(0x0000_cafe_0007);
    let (mut told, mut whole, mut entries) = (0, 0, 0);
    let begun = Instant::now();
    let mut rounds = 0;
    for round in 0..bound.rounds {
        if round > 0 && begun.elapsed() > bound.time {
            break;
        }
        let damaged = folder.0.join("damaged");
        let _ = fs::remove_dir_all(&damaged);
        copy_folder(&data, &damaged)?;
        let log = damaged.join("covalue.db-wal");
        let file = fs::OpenOptions::new().read(true).write(true).open(&log)?;
        let length = file.metadata()?.len();
        let at = dice.roll(length);
        if round % 2 == 0 {
            file.set_len(at)?;
        } else {
            let mut byte = [0];
            file.read_exact_at(&mut byte, at)?;
            file.write_all_at(&[byte[0] ^ (1 << dice.roll(8))], at)?;
        }
        drop(file);
        rounds += 1;
        match start(&folder, &damaged) {
            Ok(server) => {
                server.stop()?;
                let held = said(&damaged, &table)?;
                let lost = acknowledged
                    .iter()
                    .filter(|words| !held.contains(words))
                    .count();
                ensure!(
                    lost == 0,
                    "round {round}: {lost} acknowledged words are gone and the server started"
                );
                whole += 1;
            }
            Err(_) => {
                let verdict = covalue()
                    .args(["verify", "--data"])
                    .arg(&damaged)
                    .output()?;
                ensure!(
                    verdict.status.code() == Some(1),
                    "verify finds nothing amiss"
                );
                let accepted = covalue()
                    .args(["admin", "accept-loss", "--data"])
                    .arg(&damaged)
                    .output()?;
                let accepted = String::from_utf8_lossy(&accepted.stdout).into_owned();
                let held = said(&damaged, &table)?;
                let lost = acknowledged
                    .iter()
                    .filter(|words| !held.contains(words))
                    .count();
                let expected = format!("{lost} acknowledged entries are gone");
                ensure!(
                    accepted.contains(&expected),
                    "{lost} are lost, but it says: {accepted}"
                );
                start(&folder, &damaged)?.stop()?;
                told += 1;
                entries += lost;
            }
        }
    }
    figure(
        "The log cut or one bit of it altered, at random places",
        &format!(
            "{rounds} times: {told} times said ({entries} entries, exactly as many as were gone), {whole} times all was there"
        ),
        "0 lost unsaid",
    );
    Ok(())
}

fn copy_folder(from: &Path, to: &PathBuf) -> Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        // The shared index of the log belongs to the process that is gone.
        if !entry.file_name().to_string_lossy().ends_with("-shm") {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// Files may grow no further: nothing is acknowledged that is not kept, pages go on, and with room again
/// words are taken again.
pub fn full(bound: &Bound) -> Result<()> {
    let folder = Folder::new()?;
    let data = folder.0.join("data");
    let table = Table::in_folder(&data, &folder.0.join("log"))?;
    let mut acknowledged = Vec::new();
    let mut refused = 0;
    for round in 0..bound.rounds {
        let size = fs::metadata(data.join("covalue.db"))?.len();
        let port = free_port()?;
        let mut command = with_little_room(&serve(&data, port), size / 1024 + 24);
        let server = Server::start(&mut command, port, &folder.0.join("log"))?;
        for number in 0..60 {
            let words = format!("drill-{round}-{number}");
            match table.person(number).say(port, &table.id, &words)? {
                Some(_) => acknowledged.push(words),
                None => refused += 1,
            }
        }
        let page = table.person(0).get(port, &format!("/r/{}", table.id))?;
        ensure!(page.status == 200, "a page answers {}", page.status);
        server.kill()?;
    }
    let server = start(&folder, &data)?;
    let after = table.person(0).say(server.port, &table.id, "drill-after")?;
    ensure!(after.is_some(), "with room again nothing is taken");
    server.stop()?;
    let held = said(&data, &table)?;
    let lost = acknowledged
        .iter()
        .filter(|words| !held.contains(words))
        .count();
    figure(
        "No room left on the disk",
        &format!(
            "{} words acknowledged, {refused} refused, {lost} lost; pages answered, and words again with room",
            acknowledged.len()
        ),
        "0 lost",
    );
    ensure!(lost == 0, "{lost} acknowledged words are lost");
    ensure!(
        refused > 0,
        "there was room for everything: nothing was drilled"
    );
    Ok(())
}

const FAKETIME: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

/// The machine's clock is set while the server runs and before it starts. Needs Debian's libfaketime.
pub fn clock(_: &Bound) -> Result<()> {
    if !Path::new(FAKETIME).exists() {
        println!("skipped: Debian's package libfaketime is not installed");
        return Ok(());
    }
    let folder = Folder::new()?;
    let data = folder.0.join("data");
    let table = Table::in_folder(&data, &folder.0.join("log"))?;
    let setting = folder.0.join("clock");
    let faked = |offset: &str| -> Result<(Command, u16)> {
        fs::write(&setting, offset)?;
        let port = free_port()?;
        let mut command = serve(&data, port);
        command
            .env("LD_PRELOAD", FAKETIME)
            .env("FAKETIME_TIMESTAMP_FILE", &setting)
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        Ok((command, port))
    };
    let log = folder.0.join("log");
    let mut steps = 0;
    let mut furthest: i64 = 0;
    let (mut command, port) = faked("+0")?;
    let server = Server::start(&mut command, port, &log)?;
    for offset in ["+5m", "-5m", "+3650d", "-3650d", "-22000d", "+0"] {
        fs::write(&setting, offset)?;
        thread::sleep(Duration::from_millis(50));
        let words = format!("drill-{steps}");
        let said = table.person(steps).try_to_say(port, &table.id, &words)?;
        ensure!(said.is_ok(), "{offset}: refused with {said:?}");
        furthest = furthest.max((newest(&data, &table)? - now()?).abs());
        steps += 1;
    }
    server.stop()?;
    ensure!(furthest < 60_000, "an entry is dated {furthest} ms off");
    figure(
        "The clock set by five minutes, ten years and to before 1970 while the server runs",
        &format!("{steps} words taken, the furthest dated {furthest} ms off"),
        "nothing dated beyond the bound",
    );
    // Ten years ahead at the start: nothing is recorded before somebody says so.
    let (mut command, port) = faked("+3650d")?;
    let server = Server::start(&mut command, port, &log)?;
    let refused = table.person(0).try_to_say(port, &table.id, "drill-early")?;
    ensure!(
        refused == Err(503),
        "ten years ahead it answers {refused:?}"
    );
    let ready = super::world::ask(port, "GET", "/readyz", "", "")?;
    ensure!(ready.body.contains("time unsure"), "{}", ready.body);
    let mut confirm = covalue();
    confirm.args(["admin", "confirm-time", "--data"]).arg(&data);
    confirm
        .env("LD_PRELOAD", FAKETIME)
        .env("FAKETIME", "+3650d")
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    let confirmed = confirm.output()?;
    ensure!(
        confirmed.status.success(),
        "{}",
        String::from_utf8_lossy(&confirmed.stderr)
    );
    let begun = Instant::now();
    // Everybody's session is ten years old by now: that they are asked to sign in shows that it goes on.
    while super::world::ask(port, "GET", "/readyz", "", "")?
        .body
        .contains("time unsure")
    {
        ensure!(
            begun.elapsed() < Duration::from_secs(10),
            "it does not go on once confirmed"
        );
        thread::sleep(Duration::from_millis(200));
    }
    server.stop()?;
    let (mut command, _) = faked("-22000d")?;
    let early = command.output()?;
    let told = String::from_utf8_lossy(&early.stderr).into_owned();
    ensure!(
        early.status.code() == Some(2) && told.contains("clock"),
        "before 1970: {told}"
    );
    figure(
        "The clock ten years ahead, or before 1970, at the start",
        "nothing recorded until `covalue admin confirm-time`; a clear refusal",
        "read-only; no panic",
    );
    Ok(())
}

fn now() -> Result<i64> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    Ok(i64::try_from(since.as_millis())?)
}

/// When the last entry is dated; the files that belong to entries are exported after them.
fn newest(data: &Path, table: &Table) -> Result<i64> {
    let exported = exported(data, &table.id)?;
    let mut dated = exported
        .lines()
        .filter_map(|line| line.split_once("\"at\":"));
    let (_, last) = dated.next_back().context("no entry")?;
    Ok(last.split(',').next().unwrap_or_default().parse()?)
}
