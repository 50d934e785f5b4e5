//! Figures as pages show them: a number with its three bars, a guess beside what was said.

use domain::Moment;
use domain::RATERS_FOR_SPREAD;
use domain::act::{Say, SealGuess};
use domain::ids::*;
use domain::needs::GAP_WORTH_A_TALK;
use domain::view::{Figure, Frame, GuessView, OutcomeView, RoleFigure, Said};
use domain::words::{PartyKind, Quality, Role};

use crate::chart;
use crate::names::PartyLabel;
use crate::room::Room;

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
    /// Its language, where it is another one than the page's.
    pub lang: &'static str,
    /// What it depends on.
    pub note: String,
    /// One cell per column.
    pub cells: Vec<Cell>,
    /// On a phone, instead of the cells of those who have not spoken.
    pub silent: Option<Silent>,
    /// “6”, where there is a guess.
    pub guess: String,
    /// “they said 9: you agree”.
    pub guess_note: String,
    /// Where to talk about it, where guess and word lie far apart and the reader can say something; else empty.
    pub talk: String,
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
    /// What is there instead of a number.
    pub instead: String,
    /// That it was given to other words than those above it; else empty.
    pub note: String,
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
    pub fn of<'a>(
        room: &Room<'_>,
        key: &str,
        parties: impl Iterator<Item = &'a str>,
    ) -> Option<Self> {
        let parties: Vec<&str> = parties.collect();
        if parties.is_empty() {
            return None;
        }
        let (named, rest) = parties.split_at(named(parties.len(), SILENT_NAMED));
        Some(Self {
            line: room.say.one(key, "parties", named.join(", ")),
            more: match rest.len() {
                0 => String::new(),
                more => room.say.count("silent-more", more),
            },
            rest: rest.join(", "),
        })
    }

    /// The silent among the figures of one outcome.
    pub fn among<'a>(room: &Room<'_>, cells: impl Iterator<Item = &'a Cell>) -> Option<Self> {
        let silent = cells.filter(|cell| cell.silent);
        Self::of(room, "silent", silent.map(|cell| cell.label.as_str()))
    }
}

/// A number on the scale, in the reader's language: whole below five raters.
pub fn number(room: &Room<'_>, value: f64, raters: u32) -> String {
    if (raters as usize) < RATERS_FOR_SPREAD {
        return (value.round() as i64).to_string();
    }
    let tenths = (value * 10.0).round() as i64;
    let point = if room.say.code() == "de" { ',' } else { '.' };
    format!("{}{point}{}", tenths / 10, (tenths % 10).abs())
}

/// The three bars of a figure.
pub fn bars(room: &Room<'_>, said: &Said) -> String {
    let number = |value| number(room, value, said.raters);
    let title = room.say.with(
        "marks-in-words",
        &[
            ("benefit", number(said.benefit)),
            ("usefulness", number(said.usefulness)),
            ("importance", number(said.importance)),
        ],
    );
    chart::value_bars(said.benefit, said.usefulness, said.importance, &title)
}

/// One party's figure of this outcome.
pub fn cell(
    room: &Room<'_>,
    label: &PartyLabel,
    decides: bool,
    figure: &Figure,
    outcome: OutcomeId,
) -> Cell {
    let mut cell = Cell {
        label: label.short.clone(),
        decides,
        look: label.look,
        number: String::new(),
        bars: String::new(),
        instead: String::new(),
        note: String::new(),
        silent: false,
    };
    match figure {
        Figure::NotHeard => {
            cell.instead = room.say.text("not-heard-yet");
            cell.silent = !decides;
        }
        // Asked only of whoever could still guess it.
        Figure::GuessFirst if room.seen.may::<SealGuess>(outcome) => {
            cell.instead = room.say.text("guess-first");
        }
        Figure::GuessFirst => cell.instead = room.say.text("has-spoken"),
        Figure::NoConcern { other_words } => {
            cell.instead = room.say.text("no-concern");
            if *other_words {
                cell.note = room.say.text("other-words");
            }
        }
        Figure::Said(said) => {
            cell.number = number(room, said.worth, said.raters);
            cell.bars = bars(room, said);
            cell.note = other_words(room, said.other_words, said.raters);
        }
    }
    cell
}

/// “given to other words”, of all who rated or of some; empty where all of it is of the words of now.
pub fn other_words(room: &Room<'_>, other: u32, raters: u32) -> String {
    match other {
        0 => String::new(),
        all if all >= raters => room.say.text("other-words"),
        some => room
            .say
            .two("other-words-some", ("count", some), ("all", raters)),
    }
}

/// Whether guess and value of an outcome speak of different words, or of others than those of now.
pub fn compares_other_words(outcome: &OutcomeView, consumer: PartyId) -> bool {
    let guessed = matches!(
        outcome.guess,
        GuessView::Revealed {
            other_words: true,
            ..
        }
    );
    let mut figures = outcome.figures.iter();
    let said = figures.any(|figure| match &figure.figure {
        Figure::Said(said) => figure.party == consumer && said.other_words > 0,
        _ => false,
    });
    guessed || said
}

/// The outcomes as a table.
pub fn table(room: &Room<'_>, caption: String, outcomes: &[&OutcomeView]) -> Table {
    let for_party = outcomes.first().map(|outcome| outcome.for_party);
    let alike = outcomes
        .iter()
        .all(|outcome| Some(outcome.for_party) == for_party);
    // Whose value counts stands first.
    let mut order: Vec<&PartyLabel> = room.names.seated().collect();
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
    let provider = room
        .names
        .seated()
        .find(|party| guessed && party.kind == PartyKind::Provider);
    let guess = provider.map_or_else(String::new, |party| {
        room.say.one("guess-column", "party", &party.short)
    });
    let unopened = match room.seen.is_present() {
        true => room.seen.unseen_reveals(),
        false => Vec::new(),
    };
    let mut rows: Vec<Row> = outcomes
        .iter()
        .map(|outcome| row(room, &order, outcome, &unopened))
        .collect();
    let is_silent = |column: usize| {
        let mut cells = rows.iter().map(|row| row.cells.get(column));
        columns.len() > COLUMNS && cells.all(|cell| cell.is_some_and(|cell| cell.silent))
    };
    let silent: Vec<bool> = (0..columns.len()).map(is_silent).collect();
    let told = columns.iter().zip(&silent).filter(|(_, silent)| **silent);
    let told = Silent::of(
        room,
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

/// Takes out what is in a column of the silent.
fn keep_spoken<T>(places: &mut Vec<T>, silent: &[bool]) {
    let mut silent = silent.iter();
    places.retain(|_| silent.next() != Some(&true));
}

fn row(
    room: &Room<'_>,
    order: &[&PartyLabel],
    outcome: &OutcomeView,
    unopened: &[OutcomeId],
) -> Row {
    let may_guess = room.seen.may::<SealGuess>(outcome.id);
    let is_unopened = unopened.contains(&outcome.id);
    let (guess, mut guess_note) = guess(room, outcome, may_guess, is_unopened);
    let href = room.to(format_args!("outcomes/{}", outcome.id));
    let mut talk = String::new();
    if let Some(apart) = apart(room, outcome).filter(|_| !is_unopened) {
        guess_note = apart;
        talk = room.to(format_args!("outcomes/{}#about", outcome.id));
    }
    let cells: Vec<Cell> = order
        .iter()
        .filter_map(|party| {
            let figure = outcome
                .figures
                .iter()
                .find(|figure| figure.party == party.id)?;
            let decides = party.id == outcome.for_party;
            Some(cell(room, party, decides, &figure.figure, outcome.id))
        })
        .collect();
    Row {
        href,
        statement: statement(room, outcome),
        lang: lang(room, outcome.id),
        note: depends(room, outcome),
        silent: Silent::among(room, cells.iter()),
        cells,
        guess,
        guess_note,
        talk,
    }
}

/// “they said 9”, where that is worth a talk which the reader can begin.
fn apart(room: &Room<'_>, outcome: &OutcomeView) -> Option<String> {
    let GuessView::Revealed {
        guessed,
        gap: Some(gap),
        ..
    } = outcome.guess
    else {
        return None;
    };
    let talks = gap.abs() >= GAP_WORTH_A_TALK
        && !compares_other_words(outcome, room.frame.consumer)
        && room.seen.may::<Say>(());
    talks.then(|| {
        let said = ("said", format!("{:.0}", guessed + gap));
        room.say
            .two("guess-apart", ("party", room.names.consumer()), said)
    })
}

/// Who put these outcomes into words: a page that shows them names them first, so that it knows their languages.
pub fn authors<'a>(
    room: &Room<'_>,
    outcomes: impl IntoIterator<Item = &'a OutcomeView>,
) -> Vec<PersonId> {
    let outcomes = outcomes.into_iter();
    outcomes
        .filter_map(|outcome| room.seen.worded_by(outcome.id))
        .collect()
}

/// The language of an outcome's words, where it is known to be another one than the page's.
pub fn lang(room: &Room<'_>, outcome: OutcomeId) -> &'static str {
    let author = room.seen.worded_by(outcome);
    author.map_or("", |person| room.names.language(person))
}

/// The result, or that its text was erased.
pub fn statement(room: &Room<'_>, outcome: &OutcomeView) -> String {
    room.or_erased(outcome.statement.as_ref())
}

/// “depends on reliability”.
pub fn depends(room: &Room<'_>, outcome: &OutcomeView) -> String {
    room.say
        .text(&format!("depends-on-{}", outcome.depends_on.word()))
}

/// What an outcome can depend on mainly: the form's word, and how it reads.
pub fn qualities(room: &Room<'_>) -> Vec<(&'static str, String)> {
    let text = |word: &str| room.say.text(&format!("quality-{word}-long"));
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

/// “6” and “they said 9: worth a talk”, from where the reader sits.
fn guess(
    room: &Room<'_>,
    outcome: &OutcomeView,
    may_guess: bool,
    is_unopened: bool,
) -> (String, String) {
    let consumer = room.names.consumer();
    match &outcome.guess {
        // It is opened on a page of its own, by both sides; no table tells it before.
        GuessView::Revealed { .. } if is_unopened => (
            room.say.text("guess-unopened"),
            room.say.text("guess-unopened-note"),
        ),
        // They may lie open to others.
        GuessView::Sealed { .. } if outcome.consumer_spoke && are_closed(&room.frame) => {
            (room.say.text("guess-not-open"), String::new())
        }
        GuessView::None => (String::new(), String::new()),
        GuessView::YourTurn => (
            room.say.text(if may_guess {
                "guess-your-turn"
            } else {
                "guess-not-yours"
            }),
            room.say.one("guess-they-spoke", "party", consumer),
        ),
        GuessView::Sealed { people, yours, .. } => {
            let sealed = room.say.count("guess-sealed", *people);
            let yours =
                yours.map(|yours| room.say.one("guess-yours", "guess", format!("{yours:.0}")));
            (sealed, yours.unwrap_or_default())
        }
        GuessView::Revealed { guessed, gap, .. } => {
            let bold = format!("{guessed:.0}");
            let Some(gap) = gap else {
                return (bold, room.say.text("guess-no-value"));
            };
            let said = format!("{:.0}", guessed + gap);
            let key = if compares_other_words(outcome, room.frame.consumer) {
                "guess-other-words"
            } else if gap.abs() >= GAP_WORTH_A_TALK {
                "guess-talk"
            } else {
                "guess-alike"
            };
            (bold, room.say.two(key, ("party", consumer), ("said", said)))
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
    /// How many people: “16 people”.
    pub people: String,
    /// The same in words.
    pub words: String,
    /// One person is no spread: there is nothing to draw.
    pub single: bool,
}

/// The figure of a role.
pub fn role_cell(room: &Room<'_>, figure: &RoleFigure) -> RoleCell {
    let people = room.say.count("people", figure.raters as usize);
    let all = people.clone();
    let (picture, words) = match &figure.spread {
        None if figure.raters == 1 => (String::new(), people),
        None => (chart::dots(figure.raters as usize, &people), people),
        Some([low, lower, median, upper, high]) => {
            let show = |value: &f64| number(room, *value, figure.raters);
            let words = room.say.with(
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
        role: room.say.text(&format!("roles-{}", figure.role.word())),
        number: number(room, figure.worth, figure.raters),
        picture,
        people: all,
        words: [words, other_words(room, figure.other_words, figure.raters)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        single: figure.raters == 1,
    }
}

/// As [`role_cell`], with the spread drawn as well: where one outcome has the room.
pub fn role_drawn(room: &Room<'_>, party: &PartyLabel, figure: &RoleFigure) -> RoleCell {
    let mut cell = role_cell(room, figure);
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
pub fn ticks(room: &Room<'_>, from: Moment, to: Moment) -> Vec<(i64, String)> {
    const STEPS: i64 = 4;
    let span = (to.0 - from.0).max(1);
    let at = |step: i64| from.0 + span * step / STEPS;
    let mut ticks: Vec<_> = (0..=STEPS)
        .map(|step| (at(step) / 1000, room.dates.day(Moment(at(step)))))
        .collect();
    // Within few days the same day comes several times.
    ticks.dedup_by(|later, earlier| later.1 == earlier.1);
    ticks
}
