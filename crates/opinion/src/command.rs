//! `covalue map`: arguments, the answer a person can read, JSON, drawings, exit codes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufReader, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::{Map as Object, Value, json};

use crate::distinct::{Majority, Saying, Side, smoothed};
use crate::ground::{Divide, Shared, agreement, least_agreed};
use crate::map::{FEWEST_VOTES, MOST_GROUPS, Map, Options, TooFew};
use crate::measures::{ESTEBAN_RAY_ALPHA, esteban_ray, gini};
use crate::polis::{self, Comment};
use crate::votes::{Counts, Votes};
use crate::workers::Workers;
use crate::{exact, page};

/// Who votes the same way, what each group says, and what all share.
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Votes as Polis exports them (votes.csv).
    pub file: PathBuf,
    /// The statements as Polis exports them (comments.csv): their words, and which were moderated
    /// out. Those are left out unless --exclude says otherwise.
    #[arg(long)]
    pub comments: Option<PathBuf>,
    /// Everything, as JSON.
    #[arg(long)]
    pub json: bool,
    /// Draws the map into this file.
    #[arg(long)]
    pub svg: Option<PathBuf>,
    /// Writes a page with the map and what people say into this file.
    #[arg(long)]
    pub html: Option<PathBuf>,
    /// How groups are first looked for: own is the same for axes turned round; reference follows
    /// red-dwarf 0.4.0 from a cold start in everything, and prints its group-aware consensus, too.
    #[arg(long, value_enum, default_value = "own")]
    pub seeding: SeedingName,
    /// Ids of statements to leave out, with commas between them.
    #[arg(long, value_delimiter = ',')]
    pub exclude: Option<Vec<u64>>,
    /// So many groups, instead of as many as are set apart best.
    #[arg(long)]
    pub k: Option<usize>,
    /// Whoever voted on fewer statements is left off the map.
    #[arg(long, default_value_t = 7)]
    pub min_votes: usize,
    /// Fewer people make no group; 3 unless said, 1 with --seeding reference.
    #[arg(long)]
    pub min_group: Option<usize>,
    /// How often people are drawn to see whether groups are found again; 100 unless said, 0 with
    /// --seeding reference.
    #[arg(long)]
    pub resamples: Option<usize>,
    /// Threads to work on it; the answer is the same for any number. As many as there are processors
    /// unless said.
    #[arg(long)]
    pub threads: Option<NonZeroUsize>,
}

/// The seedings by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)] // The names say it, and the argument explains them.
pub enum SeedingName {
    Own,
    Reference,
}

/// Why there is no answer, told in a sentence.
enum Failure {
    /// What was asked or given cannot be worked with.
    Refused(String),
    /// The answer could not be written.
    Unwritten(String),
}

const REFUSED: u8 = 2;

/// So many statements are listed of what divides and what is least agreed.
pub(crate) const MOST_LISTED: usize = 8;

/// Runs the command; the answer goes to `out`, what is odd and complaints to `err`.
pub fn run(arguments: &Arguments, out: &mut dyn Write, err: &mut dyn Write) -> ExitCode {
    let written = answer(arguments, err).and_then(|text| {
        match out
            .write_all(harmless(&text).as_bytes())
            .and_then(|()| out.flush())
        {
            // A reader that has seen enough (`| head`) is no failure.
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Failure::Unwritten(error.to_string()))
            }
            _ => Ok(()),
        }
    });
    let (why, code) = match written {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Refused(why)) => (why, ExitCode::from(REFUSED)),
        Err(Failure::Unwritten(why)) => (why, ExitCode::FAILURE),
    };
    // The exit code says it, too.
    let _ = writeln!(err, "{}", harmless(&why));
    code
}

/// Statements are other people's: none of them moves a terminal's cursor, rings its bell or turns its lines around.
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

#[allow(clippy::disallowed_methods)] // The command is the crate's one door to the file system.
fn open(path: &Path) -> Result<BufReader<File>, Failure> {
    File::open(path)
        .map(|file| BufReader::with_capacity(1 << 16, file))
        .map_err(|error| refused(path, error))
}

fn refused(path: &Path, why: impl std::fmt::Display) -> Failure {
    Failure::Refused(format!("{}: {why}", path.display()))
}

/// Writes a file that has its name only once it is whole, or leaves what was there.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
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
    written.map_err(|error| Failure::Unwritten(format!("{}: {error}", path.display())))
}

fn answer(arguments: &Arguments, err: &mut dyn Write) -> Result<String, Failure> {
    if arguments.k.is_some_and(|k| !(2..=MOST_GROUPS).contains(&k)) {
        let why = format!("--k: a map has from 2 to {MOST_GROUPS} groups");
        return Err(Failure::Refused(why));
    }
    let votes = polis::votes(open(&arguments.file)?).map_err(|e| refused(&arguments.file, e))?;
    let comments = match &arguments.comments {
        None => Vec::new(),
        Some(path) => polis::comments(open(path)?).map_err(|e| refused(path, e))?,
    };
    let excluded: BTreeSet<u64> = match &arguments.exclude {
        Some(ids) => ids.iter().copied().collect(),
        None => comments
            .iter()
            .filter(|of| of.is_out)
            .map(|of| of.id)
            .collect(),
    };
    let mut warnings: Vec<String> = Vec::new();
    for id in arguments.exclude.iter().flatten() {
        if votes.statements().binary_search(id).is_err() {
            warnings.push(format!("--exclude: nobody voted on the statement {id}"));
        }
    }
    let options = options(arguments, excluded);
    let map = Map::draw(&votes, &options, None);
    if let (Some(k), Ok(map)) = (arguments.k, &map)
        && map.k() != k
    {
        warnings.push(format!(
            "--k: {k} groups of at least {} people cannot be told apart",
            options.min_group
        ));
    }
    for warning in &warnings {
        // The answer matters more than a closed standard error.
        let _ = writeln!(err, "{warning}");
    }
    let told = Told::new(arguments, &votes, &comments, &options, map);
    if let Some(path) = &arguments.svg {
        write(path, &exact::svg(&told))?;
    }
    if let Some(path) = &arguments.html {
        write(path, &page::html(&told))?;
    }
    if arguments.json {
        return Ok(format!("{:#}\n", told.json(&warnings)));
    }
    Ok(told.text())
}

fn options(arguments: &Arguments, excluded: BTreeSet<u64>) -> Options {
    let base = match arguments.seeding {
        SeedingName::Own => Options::default(),
        SeedingName::Reference => Options::reference(),
    };
    let processors = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    Options {
        excluded,
        min_votes: arguments.min_votes,
        min_group: arguments.min_group.unwrap_or(base.min_group),
        groups: arguments.k,
        resamples: arguments.resamples.unwrap_or(base.resamples),
        workers: Workers(arguments.threads.map_or_else(processors, NonZeroUsize::get)),
        ..base
    }
}

/// A map with the words that go with it, in whatever form it is told.
pub(crate) struct Told<'a> {
    pub(crate) title: String,
    pub(crate) votes: &'a Votes,
    pub(crate) map: Result<Map, TooFew>,
    pub(crate) excluded: Vec<bool>,
    pub(crate) counts: Vec<Counts>,
    pub(crate) min_group: usize,
    as_reference: bool,
    words: BTreeMap<u64, &'a str>,
    /// People who wrote statements and did not vote.
    pub(crate) silent: usize,
}

impl<'a> Told<'a> {
    fn new(
        arguments: &Arguments,
        votes: &'a Votes,
        comments: &'a [Comment],
        options: &Options,
        map: Result<Map, TooFew>,
    ) -> Self {
        let authors: BTreeSet<u64> = comments.iter().filter_map(|of| of.author).collect();
        let has_voted = |id: &&u64| votes.people().binary_search(id).is_ok();
        let is_excluded = |id: &u64| options.excluded.contains(id);
        Told {
            title: title(&arguments.file),
            excluded: votes.statements().iter().map(is_excluded).collect(),
            counts: votes.counts(|_| true),
            min_group: options.min_group,
            as_reference: options.as_reference,
            words: comments
                .iter()
                .map(|of| (of.id, of.text.as_str()))
                .collect(),
            silent: authors.len() - authors.iter().filter(has_voted).count(),
            votes,
            map,
        }
    }

    pub(crate) fn id(&self, statement: usize) -> u64 {
        self.votes.statements()[statement]
    }

    /// The statement's words, as far as they are known.
    pub(crate) fn words(&self, statement: usize) -> &str {
        let words = self.words.get(&self.id(statement));
        words.copied().unwrap_or_default()
    }

    pub(crate) fn placed(&self) -> usize {
        let map = self.map.as_ref();
        map.map_or(0, |map| map.is_placed.iter().filter(|&&is| is).count())
    }

    pub(crate) fn aside(&self) -> usize {
        let in_groups = |map: &Map| map.groups.iter().map(|of| of.people).sum::<usize>();
        self.map
            .as_ref()
            .map_or(0, |map| self.placed() - in_groups(map))
    }

    /// Gini's coefficient of the number of votes per person.
    pub(crate) fn gini(&self) -> f64 {
        let people = 0..self.votes.people().len();
        let given: Vec<u64> = people.map(|at| self.votes.count_of(at) as u64).collect();
        gini(&given)
    }

    pub(crate) fn least_agreed(&self) -> Vec<(usize, f64)> {
        let mut least = least_agreed(&self.counts, &self.excluded, FEWEST_VOTES);
        least.truncate(MOST_LISTED);
        least
    }

    /// What all of it comes to, in sentences.
    pub(crate) fn summary(&self) -> String {
        let left_out = self.excluded.iter().filter(|&&is| is).count();
        let mut text = format!(
            "{} gave {} on {}",
            counted(self.votes.people().len(), "person", "people"),
            counted(self.votes.len(), "vote", "votes"),
            counted(self.votes.statements().len(), "statement", "statements"),
        );
        if left_out > 0 {
            let _ = write!(text, "; {} left out", of_these(left_out));
        }
        text.push('.');
        match &self.map {
            Err(why) => {
                let why = why.to_string();
                let mut letters = why.chars();
                let first = letters.next().map(|c| c.to_ascii_uppercase());
                let _ = write!(text, " {}{}.", first.unwrap_or_default(), letters.as_str());
            }
            Ok(map) => {
                let _ = write!(text, " {} on the map", are(self.placed()));
                match map.k() {
                    1 => text.push_str(", in one group: nothing sets some of them apart."),
                    k => {
                        let _ = write!(text, ", in {k} groups.");
                    }
                }
                if self.aside() > 0 {
                    let _ = write!(text, " {} to no group.", belong(self.aside()));
                }
            }
        }
        text
    }

    fn text(&self) -> String {
        let mut text = format!("{}\n\n", wrapped(&self.summary(), 0));
        if let Ok(map) = &self.map {
            let widths: Vec<String> = map
                .tried
                .iter()
                .map(|(k, of)| format!("{k} groups {:.3}", of.silhouette))
                .collect();
            if !widths.is_empty() {
                let _ = writeln!(text, "How well set apart: {}\n", widths.join(", "));
            }
            self.common_ground_text(map, &mut text);
            if map.k() > 1 {
                self.groups_text(map, &mut text);
                self.divides_text(map, &mut text);
            }
        } else {
            text.push_str("Votes\n");
            for statement in (0..self.counts.len()).filter(|&at| !self.excluded[at]) {
                let of = self.counts[statement];
                let figures = format!(
                    "{} agree, {} disagree, {} pass",
                    of.agree, of.disagree, of.pass
                );
                self.line(&mut text, &figures, statement);
            }
            text.push('\n');
        }
        let least = self.least_agreed();
        if !least.is_empty() {
            text.push_str("Least agreed\n");
        }
        for (statement, _) in least {
            let of = self.counts[statement];
            let figures = format!(
                "{} for, {} against",
                part(of, of.agree),
                part(of, of.disagree)
            );
            self.line(&mut text, &figures, statement);
        }
        let _ = writeln!(
            text,
            "\nHow evenly people took part: Gini {:.2} (0 is evenly)",
            self.gini()
        );
        if self.silent > 0 {
            let wrote = counted(self.silent, "person", "people");
            let _ = writeln!(text, "{wrote} wrote a statement and did not vote");
        }
        text
    }

    fn common_ground_text(&self, map: &Map, text: &mut String) {
        text.push_str("Common ground\n");
        let shared = map.common_ground();
        if shared.is_empty() {
            text.push_str("  Nothing that every group says.\n");
        }
        for of in shared.iter().take(MOST_LISTED) {
            let groups = map.groups.iter().map(|group| {
                let share = share_of(group.counts[of.statement], of.side);
                match map.k() {
                    1 => share,
                    _ => format!("{} {share}", letter(group.letter)),
                }
            });
            let groups: Vec<String> = groups.collect();
            let figures = format!("{} {}", said(of.side), groups.join(", "));
            self.line(text, &figures, of.statement);
        }
        text.push('\n');
    }

    fn groups_text(&self, map: &Map, text: &mut String) {
        for group in &map.groups {
            let _ = write!(
                text,
                "Group {}, {}",
                letter(group.letter),
                counted(group.people, "person", "people")
            );
            if let Some(stability) = group.stability {
                let _ = write!(text, ", {}", found_again(stability));
            }
            text.push('\n');
            if group.says().next().is_none() {
                text.push_str("  Nothing that others do not say, for certain.\n");
            }
            for of in group.says() {
                let own = group.counts[of.statement];
                let all = map.groups.iter().map(|group| group.counts[of.statement]);
                let others = all.fold(Counts::default(), Counts::with).without(own);
                let figures = format!(
                    "{} {}, others {}",
                    said(of.side),
                    share_of(own, of.side),
                    share_of(others, of.side)
                );
                self.line(text, &figures, of.statement);
            }
            text.push('\n');
        }
    }

    fn divides_text(&self, map: &Map, text: &mut String) {
        text.push_str("What divides\n");
        let divides = map.divides();
        if divides.is_empty() {
            text.push_str("  Nothing for certain.\n");
        }
        for of in divides.iter().take(MOST_LISTED) {
            let [a, b] = of.groups.map(|group| letter(map.groups[group].letter));
            let [x, y] = of.shares.map(percent);
            self.line(text, &format!("{a} {x}, {b} {y} agree"), of.statement);
        }
        text.push('\n');
    }

    fn line(&self, text: &mut String, figures: &str, statement: usize) {
        let line = format!(
            "{figures}: {} {}",
            self.id(statement),
            self.words(statement)
        );
        let _ = writeln!(text, "{}", wrapped(line.trim_end(), 2));
    }

    fn json(&self, warnings: &[String]) -> Value {
        let mut answer = Object::new();
        let mut put = |key: &str, value: Value| answer.insert(key.to_owned(), value);
        let seeding = if self.as_reference {
            "reference"
        } else {
            "own"
        };
        put("version", env!("CARGO_PKG_VERSION").into());
        put("seeding", seeding.into());
        put("people", self.votes.people().len().into());
        put("votes", self.votes.len().into());
        put("placed", self.placed().into());
        put("warnings", warnings.into());
        put(
            "participation",
            json!({"gini": self.gini(), "silent_authors": self.silent}),
        );
        put("statements", self.statements_json());
        let least = self.least_agreed();
        let least = least
            .iter()
            .map(|&(at, agreement)| json!({"statement": self.id(at), "agreement": agreement}));
        put("least_agreed", least.collect());
        match &self.map {
            Ok(map) => self.map_json(map, &mut put),
            Err(why) => {
                put("k", Value::Null);
                put("why", why.to_string().into());
                for key in ["silhouette", "group_of", "representative"] {
                    put(key, json!({}));
                }
                put("common_ground", json!([]));
            }
        }
        Value::Object(answer)
    }

    fn statements_json(&self) -> Value {
        let of = |at: usize| {
            let counts = self.counts[at];
            let answers = [counts.disagree, counts.pass, counts.agree];
            let mut row = json!({
                "statement": self.id(at),
                "agree": counts.agree,
                "disagree": counts.disagree,
                "pass": counts.pass,
                "excluded": self.excluded[at],
                "agreement": agreement(counts),
                "polarisation": esteban_ray(&answers, ESTEBAN_RAY_ALPHA),
            });
            if let Some(words) = self.words.get(&self.id(at)) {
                row["text"] = (*words).into();
            }
            if let Ok(map) = &self.map {
                row["extremity"] = map.extremity(at).into();
                row["priority"] = map.priority(at).into();
            }
            row
        };
        (0..self.counts.len()).map(of).collect()
    }

    fn map_json(&self, map: &Map, put: &mut dyn FnMut(&str, Value) -> Option<Value>) {
        let by_person = |group_of: &[Option<u8>]| -> Value {
            let pairs = map.people.iter().zip(group_of);
            let known =
                pairs.filter_map(|(id, group)| Some((id.to_string(), Value::from((*group)?))));
            Value::Object(known.collect())
        };
        put("k", map.k().into());
        let widths = map
            .tried
            .iter()
            .map(|(k, of)| (k.to_string(), of.silhouette.into()));
        put("silhouette", Value::Object(widths.collect()));
        put("group_of", by_person(&map.group_of));
        let aside = (0..map.people.len())
            .filter(|&at| map.is_placed[at] && map.group_of[at].is_none())
            .map(|at| map.people[at]);
        put("aside", aside.collect());
        let groups = map.groups.iter().map(|group| {
            json!({
                "name": letter(group.letter).to_string(),
                "people": group.people,
                "centre": group.centre,
                "stability": group.stability,
            })
        });
        put("groups", groups.collect());
        let representative = map.groups.iter().enumerate().map(|(at, group)| {
            let sayings = group.distinct.iter().map(|of| self.saying_json(of));
            (at.to_string(), sayings.collect())
        });
        put("representative", Value::Object(representative.collect()));
        let shared = map.common_ground();
        put(
            "common_ground",
            shared.iter().map(|of| self.shared_json(map, of)).collect(),
        );
        let divides = map.divides();
        put(
            "divides",
            divides.iter().map(|of| self.divide_json(of)).collect(),
        );
        let majorities = map.majorities();
        let of = |side: Side| -> Value {
            let of = majorities.iter().filter(|of| of.side == side);
            of.map(|of| self.majority_json(of)).collect()
        };
        put(
            "consensus",
            json!({"agree": of(Side::Agree), "disagree": of(Side::Disagree)}),
        );
        let places = map
            .people
            .iter()
            .zip(&map.places)
            .map(|(id, at)| (id.to_string(), json!(at)));
        put("places", Value::Object(places.collect()));
        put(
            "axes",
            json!({
                "statements": map.statements,
                "mean": map.axes.mean,
                "components": map.axes.directions,
                "explained_variance": map.axes.variance,
                "explained_variance_ratio": map.axes.variance.map(|of| of / map.axes.whole),
                "converged": map.axes.converged,
            }),
        );
        if self.as_reference {
            let aware = |side| {
                let of = map.statements.iter().zip(map.group_aware(side));
                Value::Object(of.map(|(id, x)| (id.to_string(), x.into())).collect())
            };
            put(
                "group_aware_consensus",
                json!({"agree": aware(Side::Agree), "disagree": aware(Side::Disagree)}),
            );
            let tried = map.tried.iter();
            let by_k = tried.map(|(k, of)| (k.to_string(), by_person(&of.group_of)));
            put("group_of_by_k", Value::Object(by_k.collect()));
        }
    }

    fn saying_json(&self, of: &Saying) -> Value {
        json!({
            "statement": self.id(of.statement),
            "side": name(of.side),
            "said": of.said,
            "asked": of.asked,
            "share": of.share,
            "share_z": of.share_z,
            "times_others": of.times,
            "difference_z": of.difference_z,
            "most_agreed": of.is_most_agreed,
        })
    }

    fn shared_json(&self, map: &Map, of: &Shared) -> Value {
        let share = |counts: Counts| smoothed(of.side.of(counts), counts.all());
        let shares = map
            .groups
            .iter()
            .map(|group| share(group.counts[of.statement]));
        json!({
            "statement": self.id(of.statement),
            "side": name(of.side),
            "score": of.score,
            "least": of.least,
            "shares": shares.collect::<Vec<f64>>(),
            "said": of.side.of(self.counts[of.statement]),
            "asked": self.counts[of.statement].all(),
        })
    }

    fn divide_json(&self, of: &Divide) -> Value {
        json!({
            "statement": self.id(of.statement),
            "groups": of.groups,
            "shares": of.shares,
            "difference": of.difference[0],
            "interval_90": [of.difference[1], of.difference[2]],
        })
    }

    fn majority_json(&self, of: &Majority) -> Value {
        json!({
            "statement": self.id(of.statement),
            "said": of.said,
            "asked": of.asked,
            "share": of.share,
            "share_z": of.share_z,
        })
    }
}

/// What a file is called, for people: its name, or its folder's when that says no more than "votes".
fn title(path: &Path) -> String {
    let name = |path: &Path| {
        path.file_stem()
            .map(|name| name.to_string_lossy().into_owned())
    };
    let own = name(path).unwrap_or_default();
    let folder = path.parent().and_then(Path::file_name);
    match folder {
        Some(folder) if own == "votes" => folder.to_string_lossy().into_owned(),
        _ => own,
    }
}

pub(crate) fn letter(at: u8) -> char {
    char::from(b'A' + at.min(25))
}

fn name(side: Side) -> &'static str {
    match side {
        Side::Agree => "agree",
        Side::Disagree => "disagree",
    }
}

fn said(side: Side) -> &'static str {
    match side {
        Side::Agree => "agree",
        Side::Disagree => "disagree",
    }
}

pub(crate) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The share of those asked who say so.
fn share_of(counts: Counts, side: Side) -> String {
    part(counts, side.of(counts))
}

fn part(counts: Counts, of: u32) -> String {
    percent(f64::from(of) / f64::from(counts.all().max(1)))
}

/// How firm a group is, in words.
pub(crate) fn found_again(stability: f64) -> String {
    let word = match stability {
        x if x >= 0.85 => "firm",
        x if x >= 0.6 => "fairly firm",
        _ => "may be chance",
    };
    format!("{word} ({} found again)", percent(stability))
}

/// Digits in threes.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub(crate) fn counted(number: usize, one: &str, several: &str) -> String {
    format!(
        "{} {}",
        grouped(number),
        if number == 1 { one } else { several }
    )
}

fn are(people: usize) -> String {
    format!(
        "{} {}",
        grouped(people),
        if people == 1 { "is" } else { "are" }
    )
}

fn of_these(statements: usize) -> String {
    let are = if statements == 1 { "is" } else { "are" };
    format!("{} of these {are}", grouped(statements))
}

fn belong(people: usize) -> String {
    format!(
        "{} {}",
        grouped(people),
        if people == 1 { "belongs" } else { "belong" }
    )
}

/// Lines of about a hundred letters, the later ones further in.
fn wrapped(text: &str, indent: usize) -> String {
    let mut lines = " ".repeat(indent);
    let mut length = indent;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length > indent && length + letters >= 100 {
            lines.push('\n');
            lines.push_str(&" ".repeat(indent + 2));
            length = indent + 2;
        } else if length > indent {
            lines.push(' ');
            length += 1;
        }
        lines.push_str(word);
        length += letters;
    }
    lines
}
