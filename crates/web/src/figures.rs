//! Figures as pages show them: a number with its three bars, a guess beside what was said.

use domain::Moment;
use domain::RATERS_FOR_SPREAD;
use domain::act::SealGuess;
use domain::audience::Seen;
use domain::ids::*;
use domain::needs::GAP_WORTH_A_TALK;
use domain::view::{Figure, Frame, GuessView, OutcomeView, RoleFigure, Said};
use domain::words::{PartyKind, Quality, Role};

use crate::catalogue::Say;
use crate::chart;
use crate::names::{Names, PartyLabel};

/// Outcomes in rows, parties in columns.
pub struct Table {
    /// Says what it holds, for screen readers.
    pub caption: String,
    /// One column per party.
    pub columns: Vec<Column>,
    /// What the last column holds: the provider's guess. Empty where none was made of any row.
    pub guess: String,
    /// One row per outcome.
    pub rows: Vec<Row>,
    /// Parties without a column, since they have not spoken on any of the rows.
    pub silent: Option<Silent>,
}

/// As many parties have a column each; of more, those who have spoken.
const COLUMNS: usize = 5;

/// A party's column.
pub struct Column {
    /// The party's short name.
    pub name: String,
    /// Whether this party's value is the one that counts for all rows.
    pub decides: bool,
}

/// An outcome's row.
pub struct Row {
    /// Its page.
    pub href: String,
    /// The result.
    pub statement: String,
    /// What it depends on.
    pub note: String,
    /// One cell per column.
    pub cells: Vec<Cell>,
    /// On a phone, instead of the cells of those who have not spoken.
    pub silent: Option<Silent>,
    /// “guessed 6”, where there is a guess.
    pub guess: String,
    /// “they said 9: worth a talk”.
    pub guess_note: String,
}

/// A party's figure.
pub struct Cell {
    /// The column's name, for narrow screens.
    pub label: String,
    /// Whether it is the value: that of the party the outcome is for.
    pub decides: bool,
    /// Look of the party.
    pub look: &'static str,
    /// The number, empty when there is none.
    pub number: String,
    /// The three bars, as SVG.
    pub bars: String,
    /// What stands there instead of a number.
    pub instead: String,
    /// Whether the party has not spoken, and nothing hangs on it: told together with others like it.
    pub silent: bool,
}

/// Parties that have not spoken, in one line.
pub struct Silent {
    /// “Not heard yet: Halden, Kite Energy, Alder”.
    pub line: String,
    /// “and 7 more”; empty where the line names all.
    pub more: String,
    /// Those whom the line leaves to be opened.
    pub rest: String,
}

/// Parties named before the rest of the silent is only counted.
pub const SILENT_NAMED: usize = 3;

/// How many of `count` are named before the rest is only counted, where `most` are enough: one more
/// is as soon named as counted.
pub fn named(count: usize, most: usize) -> usize {
    if count <= most + 1 { count } else { most }
}

impl Silent {
    /// These parties, told by the sentence `key`; `None` where there are none.
    pub fn of<'a>(say: Say, key: &str, parties: impl Iterator<Item = &'a str>) -> Option<Self> {
        let parties: Vec<&str> = parties.collect();
        if parties.is_empty() {
            return None;
        }
        let (named, rest) = parties.split_at(named(parties.len(), SILENT_NAMED));
        Some(Self {
            line: say.one(key, "parties", named.join(", ")),
            more: match rest.len() {
                0 => String::new(),
                more => say.count("silent-more", more),
            },
            rest: rest.join(", "),
        })
    }

    /// The silent among the figures of one outcome.
    pub fn among<'a>(say: Say, cells: impl Iterator<Item = &'a Cell>) -> Option<Self> {
        let silent = cells.filter(|cell| cell.silent);
        Self::of(say, "silent", silent.map(|cell| cell.label.as_str()))
    }
}

/// A number on the scale, in the reader's language: whole below five raters.
pub fn number(say: Say, value: f64, raters: u32) -> String {
    if (raters as usize) < RATERS_FOR_SPREAD {
        return (value.round() as i64).to_string();
    }
    let tenths = (value * 10.0).round() as i64;
    let point = if say.code() == "de" { ',' } else { '.' };
    format!("{}{point}{}", tenths / 10, (tenths % 10).abs())
}

/// The three bars of a figure.
pub fn bars(say: Say, said: &Said) -> String {
    let number = |value| number(say, value, said.raters);
    let title = say.with(
        "marks-in-words",
        &[
            ("benefit", number(said.benefit)),
            ("usefulness", number(said.usefulness)),
            ("importance", number(said.importance)),
        ],
    );
    chart::value_bars(said.benefit, said.usefulness, said.importance, &title)
}

/// One party's figure; `may_guess` says whether the reader could still guess it.
pub fn cell(say: Say, label: &PartyLabel, decides: bool, figure: &Figure, may_guess: bool) -> Cell {
    let mut cell = Cell {
        label: label.short.clone(),
        decides,
        look: label.look,
        number: String::new(),
        bars: String::new(),
        instead: String::new(),
        silent: false,
    };
    match figure {
        Figure::NotHeard => {
            cell.instead = say.text("not-heard-yet");
            cell.silent = !decides;
        }
        Figure::GuessFirst if may_guess => cell.instead = say.text("guess-first"),
        Figure::GuessFirst => cell.instead = say.text("has-spoken"),
        Figure::NoConcern => cell.instead = say.text("no-concern"),
        Figure::Said(said) => {
            cell.number = number(say, said.worth, said.raters);
            cell.bars = bars(say, said);
        }
    }
    cell
}

/// The outcomes as a table.
pub fn table(
    say: Say,
    names: &Names,
    base: &str,
    stay: &str,
    caption: String,
    outcomes: &[&OutcomeView],
    seen: &Seen<'_>,
) -> Table {
    let for_party = outcomes.first().map(|outcome| outcome.for_party);
    let alike = outcomes
        .iter()
        .all(|outcome| Some(outcome.for_party) == for_party);
    // Whose value counts stands first.
    let mut order: Vec<&PartyLabel> = names.seated().collect();
    order.sort_by_key(|party| (alike && Some(party.id) != for_party, !party.decides));
    let mut columns: Vec<Column> = order
        .iter()
        .map(|party| Column {
            name: party.short.clone(),
            decides: alike && Some(party.id) == for_party,
        })
        .collect();
    let guessed = outcomes
        .iter()
        .any(|outcome| !matches!(outcome.guess, GuessView::None));
    let provider = names
        .seated()
        .find(|party| guessed && party.kind == PartyKind::Provider);
    let guess = provider.map_or_else(String::new, |party| {
        say.one("guess-column", "party", &party.short)
    });
    let mut rows: Vec<Row> = outcomes
        .iter()
        .map(|outcome| row(say, names, &order, (base, stay), outcome, seen))
        .collect();
    let is_silent = |column: usize| {
        let mut cells = rows.iter().map(|row| row.cells.get(column));
        columns.len() > COLUMNS && cells.all(|cell| cell.is_some_and(|cell| cell.silent))
    };
    let silent: Vec<bool> = (0..columns.len()).map(is_silent).collect();
    let told = columns.iter().zip(&silent).filter(|(_, silent)| **silent);
    let told = Silent::of(
        say,
        "silent-on-all",
        told.map(|(column, _)| column.name.as_str()),
    );
    for row in &mut rows {
        keep_spoken(&mut row.cells, &silent);
    }
    keep_spoken(&mut columns, &silent);
    Table {
        caption,
        columns,
        guess,
        rows,
        silent: told,
    }
}

/// Takes out what stands in a column of the silent.
fn keep_spoken<T>(places: &mut Vec<T>, silent: &[bool]) {
    let mut silent = silent.iter();
    places.retain(|_| silent.next() != Some(&true));
}

fn row(
    say: Say,
    names: &Names,
    order: &[&PartyLabel],
    (base, stay): (&str, &str),
    outcome: &OutcomeView,
    seen: &Seen<'_>,
) -> Row {
    let may_guess = seen.may::<SealGuess>(outcome.id);
    let (guess, guess_note) = guess(say, names, outcome, may_guess, seen);
    let cells: Vec<Cell> = order
        .iter()
        .filter_map(|party| {
            let figure = outcome
                .figures
                .iter()
                .find(|figure| figure.party == party.id)?;
            let decides = party.id == outcome.for_party;
            Some(cell(say, party, decides, &figure.figure, may_guess))
        })
        .collect();
    Row {
        href: format!("{base}/outcomes/{}{stay}", outcome.id),
        statement: statement(say, outcome),
        note: depends(say, outcome),
        silent: Silent::among(say, cells.iter()),
        cells,
        guess,
        guess_note,
    }
}

/// The result, or that its text was erased.
pub fn statement(say: Say, outcome: &OutcomeView) -> String {
    outcome
        .statement
        .clone()
        .unwrap_or_else(|| say.text("text-erased"))
}

/// “depends on reliability”.
pub fn depends(say: Say, outcome: &OutcomeView) -> String {
    say.text(&format!("depends-on-{}", outcome.depends_on.word()))
}

/// What an outcome can depend on mainly: the form's word, and how it reads.
pub fn qualities(say: Say) -> Vec<(&'static str, String)> {
    let text = |word: &str| say.text(&format!("quality-{word}-long"));
    Quality::ALL
        .iter()
        .map(|quality| (quality.word(), text(quality.word())))
        .collect()
}

/// Whether the consumer has yet to open its figures to the reader's party.
pub fn are_closed(frame: &Frame) -> bool {
    let own = frame
        .parties
        .iter()
        .find(|party| party.id == frame.you.party);
    own.is_some_and(|party| party.figures_closed)
}

/// “guessed 6” and “they said 9: worth a talk”, from where the reader sits.
fn guess(
    say: Say,
    names: &Names,
    outcome: &OutcomeView,
    may_guess: bool,
    seen: &Seen<'_>,
) -> (String, String) {
    let consumer = names.consumer();
    match &outcome.guess {
        // They may lie open to others.
        GuessView::Sealed { .. } if outcome.consumer_spoke && are_closed(&seen.frame()) => {
            (say.text("guess-not-open"), String::new())
        }
        GuessView::None => (String::new(), String::new()),
        GuessView::YourTurn => (
            say.text(if may_guess {
                "guess-your-turn"
            } else {
                "guess-not-yours"
            }),
            say.one("guess-they-spoke", "party", consumer),
        ),
        GuessView::Sealed { people, yours } => {
            let sealed = say.count("guess-sealed", *people);
            let yours = yours.map(|yours| say.one("guess-yours", "guess", format!("{yours:.0}")));
            (sealed, yours.unwrap_or_default())
        }
        GuessView::Revealed { guessed, gap, .. } => {
            let bold = say.one("guessed", "guess", format!("{guessed:.0}"));
            let Some(gap) = gap else {
                return (bold, say.text("guess-no-value"));
            };
            let said = format!("{:.0}", guessed + gap);
            let key = if gap.abs() >= GAP_WORTH_A_TALK {
                "guess-talk"
            } else {
                "guess-alike"
            };
            (bold, say.two(key, ("party", consumer), ("said", said)))
        }
    }
}

/// A role's figure: its spread in words from five people up, dots below.
pub struct RoleCell {
    /// The role, in the plural.
    pub role: String,
    /// The number.
    pub number: String,
    /// Dots or a drawing, as SVG; empty where the words are enough.
    pub picture: String,
    /// The same in words.
    pub words: String,
    /// One person is no spread: there is nothing to draw.
    pub single: bool,
}

/// The figure of a role.
pub fn role_cell(say: Say, figure: &RoleFigure) -> RoleCell {
    let people = say.count("people", figure.raters as usize);
    let (picture, words) = match &figure.spread {
        None if figure.raters == 1 => (String::new(), people),
        None => (chart::dots(figure.raters as usize, &people), people),
        Some([low, lower, median, upper, high]) => {
            let show = |value: &f64| number(say, *value, figure.raters);
            let words = say.with(
                "spread-in-words",
                &[
                    ("people", people),
                    ("low", show(low)),
                    ("lower", show(lower)),
                    ("median", show(median)),
                    ("upper", show(upper)),
                    ("high", show(high)),
                ],
            );
            (String::new(), words)
        }
    };
    RoleCell {
        role: say.text(&format!("roles-{}", figure.role.word())),
        number: number(say, figure.worth, figure.raters),
        picture,
        words,
        single: figure.raters == 1,
    }
}

/// As [`role_cell`], with the spread drawn as well: where one outcome has the room.
pub fn role_drawn(say: Say, party: &PartyLabel, figure: &RoleFigure) -> RoleCell {
    let mut cell = role_cell(say, figure);
    if let (Some(five), Some(voices)) = (figure.spread, &figure.histogram) {
        let class = format!("party-{}", party.look);
        cell.picture = chart::spread(five, voices, &class, &cell.words).unwrap_or_default();
    }
    cell
}

/// Whether users stand beside other roles in any figure of the consumer.
pub fn has_users_apart(outcome: &OutcomeView, consumer: PartyId) -> bool {
    outcome.figures.iter().any(|figure| match &figure.figure {
        Figure::Said(said) if figure.party == consumer => {
            said.roles.iter().any(|role| role.role == Role::User)
        }
        _ => false,
    })
}

/// Months between two moments, for the ticks of a chart: at most six, evenly spread.
pub fn ticks(dates: &crate::dates::Dates, from: Moment, to: Moment) -> Vec<(i64, String)> {
    const STEPS: i64 = 4;
    let span = (to.0 - from.0).max(1);
    let at = |step: i64| from.0 + span * step / STEPS;
    let mut ticks: Vec<_> = (0..=STEPS)
        .map(|step| (at(step) / 1000, dates.day(Moment(at(step)))))
        .collect();
    // Within few days the same day comes several times.
    ticks.dedup_by(|later, earlier| later.1 == earlier.1);
    ticks
}
