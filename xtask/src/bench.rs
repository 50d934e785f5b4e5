//! `cargo xtask bench`: what is promised about speed and size, measured.
//!
//! Each bench is one entry of [`BENCHES`] and one function. A figure is a ratio against a peer
//! or stands beside its limit, both from the same run on the same machine: a bare time says
//! nothing elsewhere. Longer measurements live in the crate they measure as a program that
//! prints its figures; [`figures_printed_by`] reads them.

use std::{
    env, fs,
    path::PathBuf,
    process::{self, Command},
    thread,
    time::Instant,
};

use anyhow::{Context, Result, ensure};

use crate::process::{cargo, command, output, run};

const RESULTS: &str = "docs/benchmarks.md";
const INTRODUCTION: &str = "# Benchmarks\n\nWritten by `cargo xtask bench`; one section for each bench, with the machine it last ran on.\n";

/// Every bench, in the order they run and appear.
const BENCHES: &[Bench] = &[
    Bench {
        name: "value-page",
        title: "The value page: 50 outcomes, 200 raters",
        command: "cargo bench --package web --bench value_page",
        measure: figures_printed_by,
        remark: "Server and load share the machine, with whatever else runs there. Nothing is \
                 cached but the fold: the session, the record's head, the view and the page are \
                 made again. In a profile, a quarter of the server's time goes into allocating \
                 memory, the rest is spread widely.",
    },
    Bench {
        name: "decision-page",
        title: "A decision's page: 40 positions, 200 contributions",
        command: "cargo bench --package web --bench decision_page",
        measure: figures_printed_by,
        remark: "Every position and every word is on the page.",
    },
    Bench {
        name: "agreement-page",
        title: "The agreement's page: 50 outcomes, 40 promises; and its paper",
        command: "cargo bench --package web --bench agreement_page",
        measure: figures_printed_by,
        remark: "The page has the whole text, what is left until everybody wins, and how far each promise is. The \
                 paper is made anew each time it is asked for.",
    },
    Bench {
        name: "review-page",
        title: "The review: 50 outcomes, 60 measures, 100,000 readings; and as many more brought at once",
        command: "cargo bench --package web --bench review_page",
        measure: figures_printed_by,
        remark: "What comparisons and long series come to is kept until something is recorded; the rest of the page is \
                 made again each time. Readings are brought by a program, and are durable when it is answered.",
    },
    Bench {
        name: "dialogue",
        title: "The dialogue page: 1,000 contributions of three parties",
        command: "cargo bench --package web --bench dialogue_page",
        measure: figures_printed_by,
        remark: "The page opens at what has waited longest and shows twenty threads. Search reads \
                 the folded state, as every page does; there is no index.",
    },
    Bench {
        name: "home",
        title: "The home page: 40 relationships of 5,000 entries each",
        command: "cargo bench --package web --bench home",
        measure: figures_printed_by,
        remark: "One after the other, by somebody who sits at all of them. Heads, names and the page are \
                 read and made again; what each table's line says is kept until something is recorded there \
                 or its time is over.",
    },
    Bench {
        name: "live",
        title: "Live: 1,000 open pages",
        command: "cargo bench --package web --bench live",
        measure: figures_printed_by,
        remark: "One node on the embedded database, a thousand people at one table, each with a \
                 session of their own; server, streams and load share the machine. What is said \
                 waits up to a tenth of a second for the round before it.",
    },
    Bench {
        name: "attacks",
        title: "Under attack: one person or address takes all it can get",
        command: "cargo bench --package web --bench attacks",
        measure: figures_printed_by,
        remark: "A table of 19,000 words; others look at its value page while each attack goes on for \
                 ten seconds. Attackers, others and server share the machine. The limit for pages is the \
                 larger of 20 ms and five times what they take while it is quiet.",
    },
    Bench {
        name: "append",
        title: "Durable appends",
        command: "cargo bench --package record --bench append",
        measure: figures_printed_by,
        remark: "Both sides write the same rows in batches of the same size, durably. The record \
                 also hashes every entry into its tree and checks the head.",
    },
    Bench {
        name: "alone",
        title: "One act alone, however much was recorded",
        command: "cargo bench --package app --bench alone",
        measure: figures_printed_by,
        remark: "Half of what is recorded are words, half what a hundred users say of worth. The fastest \
                 tenth of a thousand acts each, in turns; the disk's time is not in it, and is the same \
                 for all.",
    },
    Bench {
        name: "shell",
        title: "Commands and cold loads through the whole shell",
        command: "cargo bench --package app --bench cold",
        measure: figures_printed_by,
        remark: "A batch is decided on a state of its own, so that a reader never sees what is not \
                 committed; it shares with the published one what neither changes.",
    },
    Bench {
        name: "mixes",
        title: "The budget slider: equal shares on 200 features and 10,000 people",
        command: "cargo bench --package app --bench mixes",
        measure: figures_printed_by,
        remark: "One thread. Each answer is a whole mix for another budget with its account and \
                 what every party gets, from an instance in memory; nothing is taken from earlier \
                 answers.",
    },
    Bench {
        name: "fold",
        title: "Decoding and applying facts",
        command: "cargo bench --package domain --bench fold",
        measure: fold,
        remark: "The bytes are in memory already; the state is that of a lively year.",
    },
    Bench {
        name: "mix",
        title: "The affordable mix beside pabutools",
        command: "cargo bench --package mix --bench mix -- figures",
        measure: mix_beside_pabutools,
        remark: "pabutools 1.2.3 from PyPI in the same run, on one core: approval ballots merged, \
                 arithmetic in exact fractions (its default, by gmpy2), as here. Times are processor \
                 time. Raising endowments on the largest city takes pabutools many minutes and 10 GiB: \
                 set COVALUE_BENCH_LONG to run that, too.",
    },
    Bench {
        name: "release",
        title: "Next release beside HiGHS and one cut per step",
        command: "cargo bench --package mix --bench release -- figures",
        measure: release_beside_solvers,
        remark: "HiGHS and OR-tools from PyPI in the same run, on one core; processor time of the \
                 solver alone, without building its model.",
    },
    Bench {
        name: "trend",
        title: "Has it changed? Exact tests and charts beside Python",
        command: "cargo bench --package trend --bench trend -- figures",
        measure: trend_beside_python,
        remark: "ruptures 1.1.10 from PyPI and plain Python in the same run, on one core: processor time of the \
                 same answers to the same questions, asserted to be equal. The sign-flip test counts the same \
                 way on both sides.",
    },
    Bench {
        name: "map",
        title: "The map of opinions beside red-dwarf",
        command: "cargo bench --package opinion --bench map",
        measure: map_beside_reddwarf,
        remark: "red-dwarf 0.4.0 from PyPI in the same run, on one core; times are processor time, except \
                 of the largest, which has as many threads as there are processors. Both sides begin with \
                 the same votes in memory and end with groups and what they say; people have to be in the \
                 same groups. A vote more moves directions, places and groups; what groups say is for the \
                 next whole map.",
    },
    Bench {
        name: "release-build",
        title: "Clean release build",
        command: "cargo build --release --package covalue",
        measure: clean_release_build,
        remark: "Dependencies are downloaded beforehand.",
    },
];

/// One measurement that can be run by its name.
pub struct Bench {
    name: &'static str,
    /// The heading of its section.
    pub title: &'static str,
    /// What a reader runs to see the same.
    command: &'static str,
    measure: fn(&Bench) -> Result<Vec<Figure>>,
    /// What holds the rest back, or how to read the figures.
    remark: &'static str,
}

/// One row: what was measured, what was reached, and what was promised.
#[derive(Debug, PartialEq, Eq)]
struct Figure {
    what: String,
    reached: String,
    target: String,
}

/// The bench called `only`, or all of them.
///
/// # Errors
///
/// When none is called that; the error says which there are.
pub fn chosen(only: Option<&str>) -> Result<Vec<&'static Bench>> {
    let is_chosen = |bench: &&Bench| only.is_none_or(|name| bench.name == name);
    let chosen: Vec<_> = BENCHES.iter().filter(is_chosen).collect();
    let names: Vec<_> = BENCHES.iter().map(|bench| bench.name).collect();
    ensure!(!chosen.is_empty(), "there are: {}", names.join(", "));
    Ok(chosen)
}

impl Bench {
    /// Measures, prints the figures, and puts them in this bench's section of the results.
    ///
    /// # Errors
    ///
    /// When the measurement or writing the results fails; the other sections stay as they are.
    pub fn measure_and_record(&self) -> Result<()> {
        let figures = (self.measure)(self)?;
        let section = self.section(&figures, &machine()?);
        println!("{section}");
        let results = fs::read_to_string(RESULTS).unwrap_or_else(|_| INTRODUCTION.to_owned());
        fs::create_dir_all("docs")?;
        fs::write(RESULTS, with_section(&results, self.title, &section)).context(RESULTS)
    }

    fn section(&self, figures: &[Figure], machine: &str) -> String {
        let rows: String = figures
            .iter()
            .map(
                |Figure {
                     what,
                     reached,
                     target,
                 }| format!("| {what} | {reached} | {target} |\n"),
            )
            .collect();
        format!(
            "## {}\n\n`{}` on {machine}.\n\n| | reached | promised |\n|---|---|---|\n{rows}\n{}\n",
            self.title, self.command, self.remark
        )
    }
}

/// From nothing but the sources and the downloaded dependencies.
fn clean_release_build(bench: &Bench) -> Result<Vec<Figure>> {
    let target = "target/bench-clean-release";
    if fs::exists(target)? {
        fs::remove_dir_all(target)?;
    }
    run(&mut cargo("fetch --locked"))?;
    let start = Instant::now();
    run(command(bench.command).env("CARGO_TARGET_DIR", target))?;
    let minutes = start.elapsed().as_secs_f64() / 60.0;
    fs::remove_dir_all(target)?;
    Ok(vec![Figure {
        what: "time".to_owned(),
        reached: format!("{minutes:.1} min"),
        target: "≤ 8 min".to_owned(),
    }])
}

/// Runs the bench's own command, which prints each figure as one line of four fields with tabs
/// between them: the word `figure`, what, reached, promised. Its other lines are for people.
fn figures_printed_by(bench: &Bench) -> Result<Vec<Figure>> {
    figures_of(bench, &mut command(bench.command))
}

fn figures_of(bench: &Bench, command: &mut Command) -> Result<Vec<Figure>> {
    let printed = output(command)?;
    let figures: Vec<Figure> = printed.lines().filter_map(figure_in).collect();
    ensure!(
        !figures.is_empty(),
        "{} printed no figure:\n{printed}",
        bench.command
    );
    Ok(figures)
}

/// The bench prints `decode and apply    N entries/s`.
fn fold(bench: &Bench) -> Result<Vec<Figure>> {
    let printed = output(&mut command(bench.command))?;
    let line = printed
        .lines()
        .find_map(|line| line.strip_prefix("decode and apply"))
        .with_context(|| format!("{} printed no rate", bench.command))?;
    Ok(vec![Figure {
        what: "decode and apply, one core".to_owned(),
        reached: line.trim().to_owned(),
        target: "≥ 500,000 entries/s".to_owned(),
    }])
}

fn mix_beside_pabutools(bench: &Bench) -> Result<Vec<Figure>> {
    run(&mut cargo("build --release --package covalue"))?;
    let python = Python::with(&["pabutools==1.2.3"])?;
    figures_of(
        bench,
        python
            .beside(bench)
            .env("COVALUE_BENCH_COMMAND", release_binary()?),
    )
}

fn map_beside_reddwarf(bench: &Bench) -> Result<Vec<Figure>> {
    run(&mut cargo("build --release --package covalue"))?;
    // With what it was measured with before: red-dwarf itself leaves these open.
    let python = Python::with(&[
        "red-dwarf==0.4.0",
        "scikit-learn==1.9.1",
        "numpy==2.3.5",
        "scipy==1.17.1",
        "pandas==3.1.1",
    ])?;
    figures_of(
        bench,
        python
            .beside(bench)
            .env("COVALUE_BENCH_COMMAND", release_binary()?),
    )
}

/// The product as released, which has been built.
fn release_binary() -> Result<PathBuf> {
    let target = env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    Ok(fs::canonicalize(format!("{target}/release/covalue"))?)
}

fn release_beside_solvers(bench: &Bench) -> Result<Vec<Figure>> {
    let python = Python::with(&["highspy", "ortools", "numpy"])?;
    figures_of(bench, &mut python.beside(bench))
}

fn trend_beside_python(bench: &Bench) -> Result<Vec<Figure>> {
    let python = Python::with(&["ruptures==1.1.10"])?;
    figures_of(bench, &mut python.beside(bench))
}

/// A Python with packages from PyPI, in a temporary folder of its own.
struct Python {
    folder: PathBuf,
}

impl Python {
    fn with(packages: &[&str]) -> Result<Self> {
        let folder = env::temp_dir().join(format!("covalue-bench-{}", process::id()));
        let python = Python { folder };
        run(command("python3 -m venv").arg(&python.folder))?;
        run(Command::new(python.folder.join("bin/pip"))
            .args(["install", "--quiet"])
            .args(packages))?;
        Ok(python)
    }

    /// The bench's own command, told about this Python.
    fn beside(&self, bench: &Bench) -> Command {
        let mut command = command(bench.command);
        command.env("COVALUE_BENCH_PYTHON", self.folder.join("bin/python"));
        command
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        // It lies in the temporary folder: at worst it stays there.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn figure_in(line: &str) -> Option<Figure> {
    let mut fields = line.split('\t').map(str::to_owned);
    (fields.next()? == "figure").then(|| {
        Some(Figure {
            what: fields.next()?,
            reached: fields.next()?,
            target: fields.next()?,
        })
    })?
}

fn machine() -> Result<String> {
    let field_of = |file: &str, field: &str| -> Result<String> {
        let text = fs::read_to_string(file).with_context(|| file.to_owned())?;
        let line = text.lines().find(|line| line.starts_with(field));
        let value = line.and_then(|line| line.split(':').nth(1));
        Ok(value.unwrap_or("unknown").trim().to_owned())
    };
    let memory = field_of("/proc/meminfo", "MemTotal")?;
    let kibibytes: f64 = memory.trim_end_matches(" kB").parse().context("MemTotal")?;
    Ok(format!(
        "{}, {} cores, {:.0} GiB of memory, {}",
        field_of("/proc/cpuinfo", "model name")?,
        thread::available_parallelism()?,
        kibibytes / f64::from(1 << 20),
        output(&mut command("rustc --version"))?,
    ))
}

/// The results with the section called `title` replaced, or added at the end.
fn with_section(results: &str, title: &str, section: &str) -> String {
    let heading = format!("## {title}\n");
    let Some(start) = results.find(&heading) else {
        return format!("{}\n\n{section}", results.trim_end());
    };
    let body = start + heading.len();
    let end = results[body..]
        .find("\n## ")
        .map_or(results.len(), |next| body + next + 1);
    let rest = &results[end..];
    let gap = if rest.is_empty() { "" } else { "\n" };
    format!("{}{section}{gap}{rest}", &results[..start])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bench_replaces_its_own_section_only() {
        let one = with_section(INTRODUCTION, "One", "## One\n\nfirst\n");
        let both = with_section(&one, "Two", "## Two\n\nsecond\n");
        let again = with_section(&both, "One", "## One\n\nbetter\n");
        assert_eq!(
            again,
            format!("{INTRODUCTION}\n## One\n\nbetter\n\n## Two\n\nsecond\n")
        );
        assert_eq!(with_section(&again, "Two", "## Two\n\nsecond\n"), again);
    }

    #[test]
    fn a_figure_is_a_line_of_four_fields() {
        let figure = figure_in("figure\tappends per second\t0.8 × bare\t≥ 0.7 ×");
        assert_eq!(
            figure.map(|figure| figure.reached).as_deref(),
            Some("0.8 × bare")
        );
        assert_eq!(figure_in("warming up"), None);
        assert_eq!(figure_in("figure\tcut short"), None);
    }
}
