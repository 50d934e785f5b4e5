//! What developers run: `cargo xtask help`.
//!
//! [`test`](fn@test) is everything the continuous integration does, in its order; read it first.

mod bench;
mod browser;
mod drill;
mod machine;
mod postgres;
mod process;
mod report;

use std::{env, fs, path::Path, process::ExitCode, time::Duration};

use anyhow::ensure;

use crate::{
    postgres::Postgres,
    process::{cargo, command, run},
    report::Report,
};

const HELP: &str = "\
cargo xtask COMMAND

  test               everything, on a machine that has only Rust and Debian: installs what is
                     missing (as root; otherwise says what), then the Rust tests on SQLite and on
                     a PostgreSQL of their own, short drills, the browser journeys, and beside
                     them lint. Ends with one line: N passed, N failed, N skipped
  lint               formatting, clippy and documentation, each without a warning
  e2e [--only NAME]  the browser journeys on the real binary; those whose file name contains NAME
  bench [--only NAME]
                     measure, and write the figures to docs/benchmarks.md; one bench's only
  drill [NAME] [--rounds N] [--seconds N] [--people N]
                     what an operator fears, done to the real binary on purpose: kills, failovers,
                     restores, clocks, full disks. `cargo build --release -p covalue` first; as root,
                     on databases of its own. Names: kill-sqlite, kill-postgres, sign, votes, sitting, cut, full, clock,
                     failover, restore, contention, hang, rolling; and what programs do: clients,
                     schemathesis
  help               this

Pictures of the journeys are kept in artefacts/.";

fn main() -> ExitCode {
    // Every path below is meant from the repository's root.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    if let Err(error) = env::set_current_dir(&root) {
        eprintln!("{}: {error}", root.display());
        return ExitCode::FAILURE;
    }

    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut report = Report::default();
    match arguments.as_slice() {
        ["test"] => test(&mut report),
        ["lint"] => lint(&mut report),
        ["e2e"] => e2e(&mut report, None),
        ["e2e", "--only", name] => e2e(&mut report, Some(name)),
        ["bench"] => bench(&mut report, None),
        ["bench", "--only", name] => bench(&mut report, Some(name)),
        ["drill", rest @ ..] => drills(&mut report, rest),
        [] | ["help" | "--help" | "-h", ..] | [_, "--help" | "-h"] => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("{HELP}");
            return ExitCode::from(2);
        }
    }
    report.finish()
}

fn test(report: &mut Report) {
    if !report.check("install what is missing", machine::prepare_for_tests) {
        return;
    }
    report.tests("Rust tests", || {
        // The tests' data need not outlive the machine, and each makes a database of its own.
        let postgres = Postgres::start(&["fsync=off"])?;
        process::cargo_test(
            cargo("test --workspace --no-fail-fast")
                .env("COVALUE_TEST_POSTGRES", postgres.url())
                .envs(machine::in_memory().map(|folder| ("TMPDIR", folder))),
        )
    });
    // Before lint begins, which would hold the build's lock.
    if built(report) {
        beside_lint(report, |report| {
            drills(report, &["--seconds", "30"]);
            journeys(report, None);
        });
    }
}

/// Runs lint while browsers and servers mostly wait for each other: it takes what they leave of the
/// machine, and is told when both are through.
fn beside_lint(report: &mut Report, others: impl FnOnce(&mut Report)) {
    let begin = || {
        let own_program = env::current_exe()?;
        let log = own_program.with_file_name("lint.log");
        let file = fs::File::create(&log)?;
        let mut lint = command("nice -n 19");
        lint.arg(own_program).arg("lint");
        lint.stdout(file.try_clone()?).stderr(file);
        Ok((lint.spawn()?, log))
    };
    let begun: anyhow::Result<_> = begin();
    others(report);
    report.check("lint", || {
        let (mut lint, log) = begun?;
        let ended = lint.wait()?;
        print!("{}", fs::read_to_string(log)?);
        ensure!(ended.success(), "lint failed");
        Ok(())
    });
}

fn lint(report: &mut Report) {
    report.check("rustfmt and clippy", machine::prepare_for_lint);
    report.check("formatting", || {
        run(&mut cargo("fmt --all --check"))?;
        run(&mut cargo("fmt --manifest-path fuzz/Cargo.toml --check"))
    });
    report.check("clippy", || {
        run(&mut cargo(
            "clippy --workspace --all-targets -- -D warnings",
        ))
    });
    report.check("fuzz targets", || {
        run(&mut cargo(
            "clippy --manifest-path fuzz/Cargo.toml --no-default-features --locked -- -D warnings",
        ))
    });
    report.check("documentation", || {
        run(cargo("doc --workspace --no-deps").env("RUSTDOCFLAGS", "-D warnings"))
    });
}

fn e2e(report: &mut Report, only: Option<&str>) {
    if report.check("install what is missing", machine::prepare_for_tests) && built(report) {
        journeys(report, only);
    }
}

fn built(report: &mut Report) -> bool {
    // With the tests: alone it would be built once more, with the features that tests add left out.
    report.check("build covalue", || {
        run(&mut cargo("build --workspace --bins --tests"))
    })
}

fn journeys(report: &mut Report, only: Option<&str>) {
    report.tests("browser journeys", || {
        let postgres = Postgres::start(&["fsync=off"])?;
        browser::run_journeys(only, &postgres.url())
    });
}

/// `[NAME] [--rounds N] [--seconds N] [--people N]`.
fn drills(report: &mut Report, arguments: &[&str]) {
    let (name, bounds) = match arguments {
        [name, bounds @ ..] if !name.starts_with("--") => (Some(*name), bounds),
        bounds => (None, bounds),
    };
    let bound = |of: &str| -> Option<u64> {
        let pair = bounds.chunks(2).find(|pair| pair[0] == of);
        pair.and_then(|pair| pair.get(1)?.parse().ok())
    };
    let rounds = bound("--rounds").map(|rounds| usize::try_from(rounds).unwrap_or(usize::MAX));
    let people = bound("--people").and_then(|people| usize::try_from(people).ok());
    let seconds = bound("--seconds").unwrap_or(u64::MAX);
    match drill::chosen(name) {
        Ok(drills) => {
            for drill in drills {
                let bound = drill::Bound {
                    rounds: rounds.unwrap_or(drill.short.max(1)),
                    time: Duration::from_secs(seconds),
                    people,
                };
                report.check(drill.title, || drill.run(&bound));
            }
        }
        Err(error) => {
            report.check("choose a drill", || Err(error));
        }
    }
}

fn bench(report: &mut Report, only: Option<&str>) {
    let benches = match bench::chosen(only) {
        Ok(benches) => benches,
        Err(error) => {
            report.check("choose a bench", || Err(error));
            return;
        }
    };
    if report.check("install what is missing", machine::prepare_for_tests) {
        for bench in benches {
            report.check(bench.title, || bench.measure_and_record());
        }
    }
}
