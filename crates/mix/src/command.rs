//! `covalue mix`: arguments, the table a person can read, JSON, exit codes.

mod compare;
mod declared;
mod frontier;
mod json;
mod page;
mod release;
mod spreadsheet;
mod table;

use std::cmp::Reverse;
use std::fs;
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use clap::{Args, ValueEnum};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::cumulative::{Cumulative, Transfer};
use crate::explain::{self, Account, Missing, Outlook, Purchases};
use crate::frontier::Step;
use crate::greedy::Manner;
use crate::instance::{Instance, Utility};
use crate::money::{Decimal, Money};
use crate::promise::{Promise, Shares};
use crate::reading::{Endowments, Reading, Warning, Wish};
use crate::rule::{Choice, Mix, Rule};
use crate::shares::{Completion, Raise};
use crate::ties::Ties;
use crate::{csv, pabulib};

/// Which features, for a budget.
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// A Pabulib file (.pb), a table of features (.csv), or a next-release instance; - reads standard
    /// input.
    #[arg(required_unless_present = "schema")]
    pub file: Option<PathBuf>,
    /// The rule that chooses; equal-shares unless said, most-value for a next-release instance.
    #[arg(long, value_enum)]
    pub rule: Option<RuleName>,
    /// What people have from a feature; points for a table, cost otherwise, unless said.
    #[arg(long, value_enum)]
    pub utility: Option<UtilityName>,
    /// The budget, instead of the file's, or where it has none.
    #[arg(long, allow_hyphen_values = true)]
    pub budget: Option<String>,
    /// What equal shares do with money left over: none, add1, add1-exhaustive, greedy, or a
    /// combination such as add1,greedy; with integral, raising begins at whole units per person.
    #[arg(long, default_value = "add1")]
    pub completion: String,
    /// Parties by a column of a Pabulib file's votes, such as sex, age (by tens) or neighborhood.
    #[arg(long)]
    pub parties_by: Option<String>,
    /// What those parties are endowed with: people (everybody's voice is the same), equal (each party's
    /// is), or NAME=PARTS,NAME=PARTS (1 for the others).
    #[arg(long, default_value = "people", requires = "parties_by")]
    pub endowments: String,
    /// Leaves out what was given fewer points, or people, than this: a number, or file for what the file
    /// says.
    #[arg(long)]
    pub threshold: Option<String>,
    /// Who goes first in a tie: fair (lower cost, more people, then a lot), people (more people, lower
    /// cost, then a lot), or reference (ids in ascending order).
    #[arg(long, value_enum, default_value = "fair")]
    pub ties: TiesName,
    /// The published seed of the lot.
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// How many nodes the exact rules may look at before they say their gap.
    #[arg(long, default_value_t = 2_000_000)]
    pub effort: u64,
    /// Next release: the budget as a ratio of what everything costs.
    #[arg(long)]
    pub ratio: Option<String>,
    /// Next release: how that budget is rounded.
    #[arg(long, value_enum, default_value = "floor")]
    pub round: RoundName,
    /// Next release: seconds to look for a proof.
    #[arg(long, default_value_t = 60)]
    pub seconds: u64,
    /// How long to try what would bring in what is out: in millions of supporters looked at, a second
    /// or so for 400, which is what files of up to 10,000 people get unless said; 0 for not at all.
    #[arg(long)]
    pub tries: Option<u64>,
    /// The rules side by side instead of one.
    #[arg(long, conflicts_with = "frontier")]
    pub compare: bool,
    /// Compares what the file says was really selected with each rule, and says which explain it.
    #[arg(long, conflicts_with_all = ["frontier", "compare"])]
    pub official: bool,
    /// The mix for every budget instead of one.
    #[arg(long)]
    pub frontier: bool,
    /// Everything, as JSON.
    #[arg(long)]
    pub json: bool,
    /// Also writes a page with pictures into this file, which needs nothing else.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["frontier", "compare", "official"])]
    pub html: Option<PathBuf>,
    /// Also writes a spreadsheet into this file: every feature, the rules side by side with --compare,
    /// or the mixes with --frontier.
    #[arg(long, value_name = "FILE", conflicts_with = "official")]
    pub csv: Option<PathBuf>,
    /// Also writes a Pabulib file with what is selected into this file.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["frontier", "compare", "official"])]
    pub pabulib: Option<PathBuf>,
    /// Prints the schema that every JSON answer follows (JSON Schema 2020-12).
    #[arg(long)]
    pub schema: bool,
}

impl Arguments {
    fn budgeting_rule(&self) -> RuleName {
        self.rule.unwrap_or(RuleName::EqualShares)
    }

    fn path(&self) -> &Path {
        self.file.as_deref().unwrap_or(Path::new("-"))
    }
}

/// The rules by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)] // The names say it, and the rules are documented where they are.
pub enum RuleName {
    EqualShares,
    /// Exact equal shares: whoever pays for a feature pays the same.
    ExactShares,
    /// The same, raised to whatever the budget carries (add-opt).
    ExactSharesAddOpt,
    Greedy,
    /// Greedy that ends with the first feature that does not fit.
    GreedyStop,
    /// Greedy by total points, or people, whatever a feature costs.
    GreedyTotal,
    /// Greedy by total points that ends with the first feature that does not fit.
    GreedyTotalStop,
    Phragmen,
    /// Equal shares with bounded overspending (BOS).
    BosShares,
    /// Maximin support: the heaviest load of those who carry the cost as light as possible.
    MaximinSupport,
    /// Cumulative votes: elimination with transfers.
    CstvEwt,
    /// The same, taking what is paid for by support per cost.
    CstvEwtc,
    /// Cumulative votes: minimal transfers.
    CstvMt,
    /// The same, by support per cost.
    CstvMtc,
    /// Proportional approval voting, by local search.
    Pav,
    MostValue,
    WorstOff,
    Nash,
}

/// The utilities by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum UtilityName {
    Cost,
    Cardinality,
    Points,
}

/// The orders of ties by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum TiesName {
    Fair,
    People,
    Reference,
}

/// The roundings by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum RoundName {
    Floor,
    Ceil,
    HalfUp,
}

/// What was asked or given cannot be worked with: told in a sentence, exit code 2.
struct Refusal(String);

impl<E: std::error::Error> From<E> for Refusal {
    fn from(error: E) -> Self {
        Refusal(error.to_string())
    }
}

const REFUSED: u8 = 2;
const UNPROVEN: u8 = 3;

const SECOND: Duration = Duration::from_secs(1);

/// Tries for what would bring in what is out, in millions of supporters looked at: a second or so.
const TRIES: u64 = 400;

/// Files with more people than this are tried on only if asked.
const MOST_TRIED_ON: u64 = 10_000;

/// What every answer in JSON follows.
pub const SCHEMA: &str = include_str!("../schema/covalue-mix-3.json");

/// Runs the command; the answer goes to `out`, progress and complaints to `err`.
pub fn run(arguments: &Arguments, out: &mut dyn Write, err: &mut (dyn Write + Send)) -> ExitCode {
    let answer = answer(arguments, err);
    let written = match &answer {
        Ok(told) => out
            .write_all(harmless(&told.text).as_bytes())
            .and_then(|()| out.flush()),
        Err(Refusal(why)) => {
            let path = arguments.path().display();
            writeln!(err, "{path}: {}", harmless(why))
        }
    };
    match (answer, written) {
        (Err(_), _) => ExitCode::from(REFUSED),
        // A reader that has seen enough (`| head`) is no failure.
        (Ok(_), Err(error)) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        (Ok(Told { proven: false, .. }), _) => ExitCode::from(UNPROVEN),
        (Ok(_), _) => ExitCode::SUCCESS,
    }
}

/// Names are other people's: none of them moves a terminal's cursor, rings its bell or turns its lines around.
fn harmless(text: &str) -> std::borrow::Cow<'_, str> {
    let moves = |it: char| {
        let turns = matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        turns || it.is_control() && !matches!(it, '\n' | '\r' | '\t')
    };
    match text.contains(moves) {
        true => text.replace(moves, "\u{fffd}").into(),
        false => text.into(),
    }
}

enum Kind {
    Budgeting,
    Table,
    Release,
}

/// What a table's first row begins with.
const TABLE_STARTS: [&str; 7] = [
    "budget",
    "currency",
    "endowment",
    "id",
    "name",
    "project_id",
    "\"",
];

fn kind(arguments: &Arguments, bytes: &[u8]) -> Kind {
    let extension = arguments
        .path()
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default()
        .to_ascii_lowercase();
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(64)]).to_ascii_lowercase();
    let start = start.trim_start_matches(['\u{feff}', ' ', '\r', '\n']);
    match extension.as_str() {
        "pb" => Kind::Budgeting,
        "csv" | "tsv" => Kind::Table,
        _ if start.starts_with("meta") => Kind::Budgeting,
        _ if start.starts_with(|c: char| c.is_ascii_digit()) => Kind::Release,
        _ if TABLE_STARTS.iter().any(|word| start.starts_with(word)) => Kind::Table,
        _ => Kind::Release,
    }
}

#[allow(clippy::disallowed_methods)] // The command is the crate's one door to the file system.
fn answer(arguments: &Arguments, err: &mut (dyn Write + Send)) -> Result<Told, Refusal> {
    if arguments.schema {
        return Ok(SCHEMA.to_owned().into());
    }
    let bytes = match arguments.path().as_os_str() == "-" {
        true => {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes)?;
            bytes
        }
        false => fs::read(arguments.path())?,
    };
    let kind = kind(arguments, &bytes);
    let mut odd = None;
    let wish = match kind {
        Kind::Release => return release::release_answer(arguments, &bytes, err),
        Kind::Table if arguments.parties_by.is_some() => {
            return Err(Refusal(
                "--parties-by is for Pabulib files: a table names parties in its columns".into(),
            ));
        }
        Kind::Budgeting | Kind::Table => Wish {
            budget: match &arguments.budget {
                Some(text) => Some(budget(text, &mut odd)?),
                None => None,
            },
            parties_by: arguments.parties_by.clone(),
            endowments: endowments(&arguments.endowments)?,
        },
    };
    if let Some(odd) = odd {
        let _ = writeln!(err, "--budget {odd}");
    }
    let is_table = matches!(kind, Kind::Table);
    let reading = match is_table {
        true => csv::read_with(&bytes, &wish)?,
        false => pabulib::read_with(&bytes, &wish)?,
    };
    let Reading {
        mut instance,
        warnings,
        official,
        categories,
        title,
        threshold,
    } = reading;
    for warning in &warnings {
        // The answer matters more than a closed standard error.
        let _ = writeln!(err, "line {}: {}", warning.line, warning.what);
    }
    if arguments.ratio.is_some() {
        return Err(Refusal(
            "--ratio is for next-release instances; use --budget".into(),
        ));
    }
    match (arguments.threshold.as_deref(), threshold) {
        (Some("file"), None) => {
            return Err(Refusal("the file says nothing of a threshold".into()));
        }
        (Some("file"), Some(points)) => bar_below(&mut instance, points),
        (Some(text), _) => {
            let points = Decimal::parse(text)
                .map_err(|e| Refusal(format!("the threshold \"{text}\" cannot be read: {e}")))?;
            bar_below(&mut instance, points);
        }
        (None, Some(points)) if points != Decimal::whole(0) && !arguments.official => {
            let _ = writeln!(
                err,
                "the file says that a project needs {points} points or votes: --threshold file \
                 leaves out what has fewer"
            );
        }
        (None, _) => {}
    }
    let choice = choice(arguments, &instance, is_table)?;
    if arguments.official {
        let Some(official) = official else {
            return Err(Refusal(
                "the file does not say what was selected: its projects have no column \"selected\""
                    .into(),
            ));
        };
        if official.is_empty() {
            return Err(Refusal(
                "nothing was selected: the column \"selected\" names no project".into(),
            ));
        }
        let official = Official {
            selected: official,
            threshold: threshold.filter(|_| arguments.threshold.is_none()),
        };
        let text = patiently(err, |far| {
            compare::official_answer(arguments, &instance, choice, &official, far)
        });
        return Ok(text.into());
    }
    if arguments.compare {
        let compared = patiently(err, |far| compare::Comparison::new(&instance, choice, far));
        if let Some(path) = &arguments.csv {
            write(path, &spreadsheet::comparison(&instance, choice, &compared))?;
        }
        return Ok(compared.answer(arguments, &instance, choice).into());
    }
    if arguments.frontier {
        let found = patiently(err, |far| frontier::found(&instance, choice, far))?;
        if let Some(path) = &arguments.csv {
            write(
                path,
                &spreadsheet::frontier(&instance, found.grain, &found.steps),
            )?;
        }
        return Ok(frontier::frontier_answer(arguments, &instance, choice, &found).into());
    }
    let drawn = arguments.html.is_some();
    let about = About {
        title,
        categories,
        warnings,
        drawn,
    };
    let told = patiently(err, |far| {
        Report::new(arguments, &bytes, instance, choice, about, far)
    })?;
    if let Some(path) = &arguments.html {
        write(path, &page::html(arguments, &told))?;
    }
    if let Some(path) = &arguments.csv {
        write(path, &spreadsheet::features(&told))?;
    }
    if let Some(path) = &arguments.pabulib {
        let declared = match is_table {
            true => declared::of_table(arguments, &told, err)?,
            false => declared::of_file(arguments, &told, crate::reading::text(&bytes)?)?,
        };
        write(path, &declared)?;
    }
    let proven = told.mix.proven;
    let text = match arguments.json {
        true => {
            let answer = json::mix_json(arguments, &told);
            format!("{:#}\n", Value::Object(answer))
        }
        false => table::mix_table(arguments, &told),
    };
    Ok(Told { text, proven })
}

/// Writes a file that has its name only once it is whole, or leaves what was there.
#[allow(clippy::disallowed_methods)] // As above.
fn write(path: &Path, text: &str) -> Result<(), Refusal> {
    let written = match fs::metadata(path) {
        // Something to write to rather than a file, such as /dev/stdout.
        Ok(there) if !there.is_file() => fs::write(path, text),
        _ => {
            let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            let mut partial = path.clone().into_os_string();
            partial.push(".partial");
            let written = fs::write(&partial, text).and_then(|()| fs::rename(&partial, &path));
            if written.is_err() {
                let _ = fs::remove_file(&partial);
            }
            written
        }
    };
    written.map_err(|error| Refusal(format!("{} cannot be written: {error}", path.display())))
}

/// What is said, and whether it certainly is the rule's answer.
struct Told {
    text: String,
    proven: bool,
}

impl From<String> for Told {
    fn from(text: String) -> Self {
        Told { text, proven: true }
    }
}

/// What the file says beside the problem, and whether a page is wanted.
struct About {
    title: String,
    categories: Option<Vec<String>>,
    warnings: Vec<Warning>,
    drawn: bool,
}

/// A mix with everything that is told of it.
struct Report {
    instance: Instance,
    choice: Choice,
    mix: Mix,
    outlook: Outlook,
    /// By equal shares, how they came to it.
    account: Option<Account>,
    /// Why each feature that is not in the mix is out, nearest to coming in first.
    left_out: Vec<Out>,
    promises: Vec<Promise>,
    /// SHA-256 of the file's bytes.
    digest: String,
    about: About,
    /// The mixes of other budgets, if a page is wanted and the rule answers at once.
    steps: Vec<Step>,
}

impl Report {
    fn new(
        arguments: &Arguments,
        bytes: &[u8],
        instance: Instance,
        choice: Choice,
        about: About,
        far: Far,
    ) -> Result<Self, Refusal> {
        let (mix, purchases) = choice.choose_with_purchases(&instance);
        let account = purchases.map(Purchases::account);
        let mut left_out: Vec<Out> = match &account {
            Some(account) => (account.left_out.iter())
                .filter(|l| !mix.selected.contains(&l.feature))
                .map(|l| Out {
                    feature: l.feature,
                    why: Why::Shares(l.missing.clone()),
                })
                .collect(),
            None => left_over(&instance, &mix.selected),
        };
        let cost = |f: usize| u128::from(instance.features()[f].cost.0).max(1);
        // In thousandths of the cost; then more people first.
        let distance = |l: &Out| {
            let far = match l.why {
                Why::Fits => 0,
                Why::Shares(Missing::Short { shortfall: lacks }) | Why::NoRoom { lacks } => {
                    u128::from(lacks.0) * 1_000 / cost(l.feature)
                }
                Why::Shares(Missing::Waits { .. }) => 1_001,
                Why::Shares(Missing::Excluded { .. }) => 1_002,
                Why::Shares(Missing::Barred) => 1_003,
                Why::Shares(Missing::Unwanted) => 1_004,
            };
            (far, Reverse(instance.support(l.feature)))
        };
        left_out.sort_by_key(distance);
        let tries = match arguments.tries {
            Some(tries) => tries,
            None if instance.people() <= MOST_TRIED_ON => TRIES,
            None => 0,
        };
        let promises = match choice.rule {
            Rule::EqualShares(completion) if tries > 0 => {
                let short = |l: &&Out| matches!(l.why, Why::Shares(Missing::Short { .. }));
                let short = left_out.iter().filter(short).map(|l| l.feature);
                let shares = Shares {
                    utility: choice.utility,
                    ties: choice.ties,
                    completion,
                };
                let short: Vec<usize> = short.collect();
                let effort = tries.saturating_mul(1_000_000);
                shares.promises_watched(&instance, &short, effort, &mut |work| {
                    far(work as f64 / effort as f64);
                })
            }
            _ => Vec::new(),
        };
        // Nearest first: by the part of the price that would have to go.
        let price = |f: usize| promises.iter().find(|p| p.feature == f)?.price;
        left_out.sort_by_key(|l| {
            let lower = price(l.feature).map(|p| cost(l.feature) - u128::from(p.0).max(1));
            let part = lower.map(|lower| lower * 1_000_000 / cost(l.feature));
            (part.unwrap_or(u128::MAX), distance(l))
        });
        let outlook = explain::outlook(&instance, choice.utility, &mix.selected);
        let at_once = matches!(
            choice.rule,
            Rule::EqualShares(_) | Rule::Greedy(_) | Rule::Phragmen
        );
        let steps = match about.drawn && at_once {
            true => frontier::found(&instance, choice, far)?.steps,
            false => Vec::new(),
        };
        let digest = Sha256::digest(bytes);
        Ok(Report {
            choice,
            mix,
            outlook,
            account,
            left_out,
            promises,
            digest: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            about,
            steps,
            instance,
        })
    }
}

/// A feature that is out, and why.
struct Out {
    feature: usize,
    why: Why,
}

enum Why {
    /// As equal shares say it, or any rule.
    Shares(Missing),
    /// It costs so much more than the mix leaves of the budget.
    NoRoom { lacks: Money },
    /// It would fit into what is left of the budget, and the rule does not take it.
    Fits,
}

/// Why each feature is not in a mix, where nothing but the budget is known about the rule.
fn left_over(instance: &Instance, selected: &[usize]) -> Vec<Out> {
    let is_in = |f: &usize| selected.contains(f);
    let left = instance
        .budget()
        .0
        .saturating_sub(instance.cost(selected).0);
    let out = (0..instance.features().len()).filter(|f| !is_in(f));
    out.map(|feature| {
        let rival = instance.exclusions(feature).iter().copied().find(is_in);
        let need = instance
            .prerequisites(feature)
            .iter()
            .copied()
            .find(|n| !is_in(n));
        let lacks = instance.features()[feature].cost.0.saturating_sub(left);
        let why = match (rival, need) {
            (Some(by), _) => Why::Shares(Missing::Excluded { by }),
            (_, Some(need)) => Why::Shares(Missing::Waits { need }),
            _ if instance.support(feature) == 0 => Why::Shares(Missing::Unwanted),
            _ if instance.is_barred(feature) => Why::Shares(Missing::Barred),
            _ if lacks > 0 => Why::NoRoom {
                lacks: Money(lacks),
            },
            _ => Why::Fits,
        };
        Out { feature, why }
    })
    .collect()
}

/// Hears which part of a computation is done.
type Far<'a> = &'a dyn Fn(f64);

/// Says once a second how long it has been, from the second on, and which part is done if that is
/// known; whoever waits at a terminal knows that it goes on. Elsewhere nothing is said.
fn patiently<T>(err: &mut (dyn Write + Send), compute: impl FnOnce(Far) -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return compute(&|_| {});
    }
    let percent = AtomicU32::new(0);
    thread::scope(|scope| {
        // Its sender is dropped when the answer is there, or when there will be none.
        let (working, watched) = mpsc::channel::<()>();
        let percent = &percent;
        scope.spawn(move || {
            let mut seconds = 0;
            while watched.recv_timeout(SECOND) == Err(mpsc::RecvTimeoutError::Timeout) {
                seconds += 1;
                // The answer matters more than a closed standard error.
                let _ = match percent.load(Ordering::Relaxed) {
                    0 => write!(err, "\rcomputing, {seconds} s "),
                    done => write!(err, "\rcomputing, {seconds} s, {done} % "),
                }
                .and_then(|()| err.flush());
            }
            if seconds > 0 {
                let _ = writeln!(err);
            }
        });
        let answer = compute(&|part: f64| {
            percent.store((part.clamp(0.0, 1.0) * 100.0) as u32, Ordering::Relaxed);
        });
        drop(working);
        answer
    })
}

/// What a file says was really selected.
struct Official {
    /// Positions of features.
    selected: Vec<usize>,
    /// What the file says a feature needs, unless the command line says something.
    threshold: Option<Decimal>,
}

fn bar_below(instance: &mut Instance, points: Decimal) {
    let digits = instance.point_decimals().max(points.decimals());
    let units = points
        .to_money(digits)
        .map_or(u128::MAX, |m| u128::from(m.0));
    // In units of the points' own last digit, rounded up.
    instance.bar_below(units.div_ceil(10u128.pow(digits - instance.point_decimals())));
}

/// Reads the budget of the command line, and says what is odd about it.
fn budget(text: &str, odd: &mut Option<String>) -> Result<Decimal, Refusal> {
    let (amount, oddity) = Decimal::read(text)
        .map_err(|e| Refusal(format!("the budget \"{text}\" cannot be read: {e}")))?;
    *odd = oddity.map(|oddity| oddity.about(text, amount));
    Ok(amount)
}

fn endowments(text: &str) -> Result<Endowments, Refusal> {
    match text {
        "people" => return Ok(Endowments::People),
        "equal" => return Ok(Endowments::Equal),
        _ => {}
    }
    let mut named = Vec::new();
    for part in text.split(',') {
        let pair = part.rsplit_once('=');
        let pair = pair.and_then(|(name, parts)| Some((name.trim(), parts.trim().parse().ok()?)));
        let Some((name, parts)) = pair else {
            return Err(Refusal(format!(
                "the endowments \"{text}\" cannot be read: people, equal, or NAME=PARTS,NAME=PARTS"
            )));
        };
        named.push((name.to_owned(), parts));
    }
    Ok(Endowments::Named(named))
}

fn choice(arguments: &Arguments, instance: &Instance, is_table: bool) -> Result<Choice, Refusal> {
    let greedy = |total, stop| Rule::Greedy(Manner { total, stop });
    let cumulative = |transfer, over_costs| {
        Rule::Cumulative(Cumulative {
            transfer,
            over_costs,
        })
    };
    let rule = match arguments.budgeting_rule() {
        RuleName::EqualShares => Rule::EqualShares(completion(&arguments.completion)?),
        RuleName::ExactShares => Rule::ExactShares { add_opt: false },
        RuleName::ExactSharesAddOpt => Rule::ExactShares { add_opt: true },
        RuleName::Greedy => greedy(false, false),
        RuleName::GreedyStop => greedy(false, true),
        RuleName::GreedyTotal => greedy(true, false),
        RuleName::GreedyTotalStop => greedy(true, true),
        RuleName::Phragmen => Rule::Phragmen,
        RuleName::BosShares => Rule::BoundedOverspending,
        RuleName::MaximinSupport => Rule::MaximinSupport,
        RuleName::CstvEwt => cumulative(Transfer::Elimination, false),
        RuleName::CstvEwtc => cumulative(Transfer::Elimination, true),
        RuleName::CstvMt => cumulative(Transfer::Minimal, false),
        RuleName::CstvMtc => cumulative(Transfer::Minimal, true),
        RuleName::Pav => Rule::Approval,
        RuleName::MostValue => Rule::MostValue,
        RuleName::WorstOff => Rule::WorstOff,
        RuleName::Nash => Rule::Nash,
    };
    if matches!(rule, Rule::WorstOff | Rule::Nash) && !instance.names_parties() {
        return Err(Refusal(
            "this rule compares parties, and the file names none: a table (.csv) can, or --parties-by \
             with a column of a .pb file"
                .into(),
        ));
    }
    let utility = match arguments.utility {
        Some(UtilityName::Cost) => Utility::Cost,
        Some(UtilityName::Cardinality) => Utility::Cardinality,
        Some(UtilityName::Points) => Utility::Points,
        None if is_table => Utility::Points,
        None => Utility::Cost,
    };
    let ties = match arguments.ties {
        TiesName::Fair => Ties::Fair {
            seed: arguments.seed,
        },
        TiesName::People => Ties::People {
            seed: arguments.seed,
        },
        TiesName::Reference => Ties::Reference,
    };
    Ok(Choice {
        rule,
        utility,
        ties,
        effort: arguments.effort,
    })
}

fn completion(text: &str) -> Result<Completion, Refusal> {
    let mut completion = Completion::NONE;
    for word in text.split(',').map(str::trim) {
        match word {
            "none" => {}
            "add1" => completion.raise = Raise::UntilOverspend,
            "add1-exhaustive" => completion.raise = Raise::UntilExhaustive,
            "greedy" => completion.greedy = true,
            "integral" => completion.integral = true,
            other => {
                return Err(Refusal(format!(
                    "there is no completion \"{other}\": none, add1, add1-exhaustive, greedy and integral are"
                )));
            }
        }
    }
    Ok(completion)
}

fn name<T: ValueEnum>(value: T) -> String {
    value
        .to_possible_value()
        .map_or(String::new(), |v| v.get_name().to_owned())
}

fn utility_name(utility: Utility) -> &'static str {
    match utility {
        Utility::Cost => "cost",
        Utility::Cardinality => "cardinality",
        Utility::Points => "points",
    }
}
