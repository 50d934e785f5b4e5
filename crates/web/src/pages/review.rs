//! Did it come true? Promised, measured and perceived, side by side, and each outcome's own party's word.

mod export;
mod shifts;
mod ways;

use askama::Template;
use domain::ids::*;
use domain::view::{MeasuredView, ReviewPage, ReviewedOutcome};
use domain::words::{CameTrue, Principle};
use domain::{Command, Day, Moment, act};

use crate::ask::{Answer, Ask, page};
use crate::figures::{self, Cell};
use crate::layout::Layout;
use crate::pages::open::example_outcome;
use crate::pages::{commitments, factors, measures, meetings, packs, stages, trust};
use crate::problem::Problem;
use crate::room::Room;

pub use export::csv;
use shifts::{Fall, Headline, OverMonths};
pub(crate) use shifts::{dated, with_still_so};
use ways::Way;

/// Factors beside the outcomes; their page has all.
const FACTORS_SHOWN: usize = 5;
/// What broke, beside the outcomes.
const REPAIRS_SHOWN: usize = 3;
/// Long series that are drawn; each measure’s page has its own.
const SERIES_SHOWN: usize = 6;
/// Words whose way is shown at once.
const WAYS_SHOWN: usize = 8;

#[derive(Template)]
#[template(path = "review.html")]
struct Page {
    layout: Layout,
    /// Since when is looked back, and other moments to choose.
    since: String,
    choices: Vec<Choice>,
    headline: Headline,
    rows: Vec<Row>,
    /// What such a service could let somebody do.
    example: String,
    /// That the visitor guesses first, and where.
    closed: String,
    falls: Vec<Fall>,
    /// How many comparisons were made.
    tested: String,
    /// What changed over several months.
    over_time: Vec<OverMonths>,
    tested_over_time: String,
    /// Long series whose level changed.
    explained: Vec<measures::Series>,
    ways: Vec<Way>,
    more_ways: Vec<Way>,
    /// That there are still more, in the dialogue; else empty.
    ways_left: String,
    /// Who took part at each stage.
    stages: Vec<(String, String)>,
    happened: Vec<(String, String, String)>,
    factors: Vec<factors::Line>,
    promises: Vec<(String, usize)>,
    late: Vec<commitments::Line>,
    /// The pack that was made last, and whether the visitor may make one.
    pack: Option<packs::Line>,
    may_make_pack: bool,
    /// What both sides think of each other, as it was opened last: of which quarter, and what.
    trust: String,
    trust_sides: Vec<trust::Side>,
    /// What broke and waits, or was repaired last.
    repairs: Vec<trust::repair::Line>,
    /// What serves no outcome, and what nobody measures: where it is, what it is called.
    serve_nothing: Vec<(String, String)>,
    promised_for_nothing: Vec<commitments::Line>,
    unmeasured: Vec<(String, String)>,
    /// The guiding question that fits, then the others; and the next meeting, to talk about it.
    principles: Vec<Asked>,
    talk: Option<Talk>,
}

/// A guiding principle, as a question.
struct Asked {
    word: &'static str,
    name: String,
    question: String,
}

/// The next meeting, to whose agenda a question can be put.
struct Talk {
    place: String,
    text: String,
    minutes: String,
}

/// A moment since which one can look back.
struct Choice {
    href: String,
    text: String,
    current: bool,
}

/// An outcome, looked back at.
struct Row {
    id: OutcomeId,
    href: String,
    statement: String,
    lang: &'static str,
    depends: String,
    promised: Vec<String>,
    measured: Vec<Read>,
    /// What its people answer: how content they are, how much time they lost.
    lived: Vec<Read>,
    cell: Cell,
    /// What it was worth before, and who says less.
    before: String,
    moved: String,
    /// What its own party says: `good`, `care`, `alert` or nothing; a word; a sentence; and by whom.
    look: &'static str,
    word: String,
    words: String,
    words_lang: &'static str,
    by: String,
    party: String,
    may_judge: bool,
    wording: u64,
}

/// What was read of a measure.
struct Read {
    href: String,
    /// `good`, `alert`, or nothing where it is not known.
    look: &'static str,
    /// Whether the target is met, in words.
    state: String,
    text: String,
    note: String,
}

/// `GET /r/{relationship}/review`; `?since=2026-03-01` looks back to another day.
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let now = ask.moment();
    let since = asked_since(ask);
    let view = looked_back(&room, since.map(Day::begins_in_utc));
    let judges = view.outcomes.iter().filter_map(|it| it.judged.as_ref());
    let judges: Vec<PersonId> = judges.map(|judged| judged.person).collect();
    let authors = view.outcomes.iter();
    let authors: Vec<PersonId> = authors
        .filter_map(|it| room.seen.worded_by(it.id))
        .collect();
    room.name(
        judges
            .into_iter()
            .chain(view.ways.iter().map(|it| it.person))
            .chain(authors),
    )?;
    let late = commitments::lines_of(&mut room, &view.promises.late)?;
    let promised_for_nothing = commitments::lines_of(&mut room, &view.promised_for_nothing)?;
    let (pack, may_make_pack) = packs::latest(&mut room)?;
    let (trust, trust_sides) = trust::latest(&mut room)?.unwrap_or_default();
    let repairs = trust::repair::beside(&mut room, REPAIRS_SHOWN)?;
    let layout = room.layout(room.say.text("nav-review"))?;
    let falls = shifts::falls(&room, &view);
    let mut ways: Vec<Way> = view.ways.iter().map(|way| ways::tell(&room, way)).collect();
    let more_ways = ways.split_off(ways.len().min(WAYS_SHOWN));
    let statements = room.seen.outcome_statements();
    let names = room.seen.feature_names();
    page(&Page {
        since: since_text(&room, &view),
        choices: choices(&room, &view),
        headline: shifts::headline(&room, &view),
        rows: view.outcomes.iter().map(|it| row(&room, it)).collect(),
        example: example_outcome(&room),
        closed: match view.closed {
            0 => String::new(),
            more => room.say.count("review-closed", more),
        },
        tested: shifts::tested(&room, &view),
        over_time: shifts::over_time(&room, &view),
        tested_over_time: shifts::tested_over_time(&room, &view),
        explained: explained(&room, &view),
        falls,
        ways_left: match view.ways_in_all > view.ways.len() {
            true => room.say.two(
                "review-ways-left",
                ("shown", view.ways.len()),
                ("all", view.ways_in_all),
            ),
            false => String::new(),
        },
        ways,
        more_ways,
        stages: stages::in_short(&room, &room.seen.stages()),
        happened: shifts::happened(&room, &view),
        factors: factors::lines(&room, &room.seen.factors(now), FACTORS_SHOWN),
        promises: vec![
            (room.say.text("review-kept"), view.promises.kept),
            (room.say.text("review-changed"), view.promises.changed),
            (room.say.text("review-late"), view.promises.late.len()),
            (room.say.text("review-open"), view.promises.open),
        ],
        late,
        trust: match trust.is_empty() {
            true => String::new(),
            false => room.say.one("trust-latest", "quarter", trust),
        },
        pack,
        may_make_pack,
        trust_sides,
        repairs,
        principles: principles(&room, &view),
        talk: meetings::one::next_agenda(&room).map(|(place, title)| Talk {
            place,
            text: room.say.one("review-principle-talk", "title", title),
            minutes: meetings::one::TIME_BOX.to_string(),
        }),
        promised_for_nothing,
        serve_nothing: view
            .serve_nothing
            .iter()
            .map(|id| {
                let name = names.iter().find(|(feature, _)| feature == id);
                let name = room.or_erased(name.and_then(|(_, name)| name.as_ref()));
                (room.to(format_args!("features/{id}")), name)
            })
            .collect(),
        unmeasured: view
            .unmeasured
            .iter()
            .map(|id| {
                let words = statements.iter().find(|(outcome, _)| outcome == id);
                let words = room.or_erased(words.and_then(|(_, words)| words.as_ref()));
                // Without a measure there is a place to name one, for whoever may.
                let place = match room.seen.may::<act::NameMeasure>(*id) {
                    true => room.to(format_args!("outcomes/{id}#measures")),
                    false => room.to(format_args!("outcomes/{id}")),
                };
                (place, words)
            })
            .collect(),
        layout,
    })
}

/// What was promised, measured and perceived since a moment.
fn looked_back(room: &Room<'_>, since: Option<Moment>) -> ReviewPage {
    let weighed = |since| room.ask.web.app().weighed(room.id, &room.seen, since);
    room.seen.review_with(since, room.ask.moment(), weighed)
}

/// The guiding question that fits, and then the others.
fn principles(room: &Room<'_>, view: &ReviewPage) -> Vec<Asked> {
    let fits = shifts::principle(view);
    let others = Principle::ALL.iter().copied().filter(|it| *it != fits);
    let asked = |principle: Principle| {
        let word = principle.word();
        Asked {
            word,
            name: room.say.text(&format!("principle-{word}")),
            question: room.say.text(&format!("principle-{word}-question")),
        }
    };
    [fits].into_iter().chain(others).map(asked).collect()
}

/// The day since which somebody asks to look back.
pub(crate) fn asked_since(ask: &Ask) -> Option<Day> {
    ask.query.text("since").parse().ok()
}

/// The long series whose level changed since, those of the agreement first.
fn explained(room: &Room<'_>, view: &ReviewPage) -> Vec<measures::Series> {
    let all = view.outcomes.iter().flat_map(|outcome| &outcome.measures);
    let mut ids: Vec<MeasureId> = all.map(|it| it.measure.id).collect();
    ids.dedup();
    let changed = ids.into_iter().filter(|id| {
        let explained = room.seen.explained(*id);
        explained.is_some_and(|it| it.changes.iter().any(|change| change.before > view.since))
    });
    let series = changed.filter_map(|id| measures::series(room, id));
    series.take(SERIES_SHOWN).collect()
}

fn since_text(room: &Room<'_>, view: &ReviewPage) -> String {
    let day = shifts::since_day(room, view);
    match view.since_version {
        Some(version) => {
            let (day, version) = (("day", day), ("version", version.to_string()));
            room.say.two("review-since-version", day, version)
        }
        None => room.say.one("review-since-day", "day", day),
    }
}

fn choices(room: &Room<'_>, view: &ReviewPage) -> Vec<Choice> {
    let now = room.ask.moment();
    let (_, version) = room.seen.looks_back_to(now);
    let asked = asked_since(room.ask);
    let usual = match version {
        Some(version) => room.say.one("review-choose-version", "version", version),
        None => room.say.count("review-choose-months", 6),
    };
    let mut choices = vec![Choice {
        href: room.to("review"),
        text: usual,
        current: asked.is_none() || view.since_version.is_some(),
    }];
    for (months, days) in [(3usize, 91), (6, 182), (12, 365)] {
        if version.is_none() && months == 6 {
            continue;
        }
        let day = domain::Moment(now.0 - days * domain::Moment::DAY).day_in_utc();
        choices.push(Choice {
            href: room.to(format_args!("review?since={day}")),
            text: room.say.count("review-choose-months", months),
            current: asked == Some(day) && view.since_version.is_none(),
        });
    }
    choices
}

fn row(room: &Room<'_>, it: &ReviewedOutcome) -> Row {
    let say = room.say;
    let label = room.names.party(it.for_party);
    let (look, word) = match it.judged.as_ref().map(|judged| judged.came_true) {
        Some(CameTrue::Met) => ("good", say.text("came_true-met")),
        Some(CameTrue::Partly) => ("care", say.text("came_true-partly")),
        Some(CameTrue::Not) => ("alert", say.text("came_true-not")),
        None => ("", say.text("review-not-said")),
    };
    let words = it.judged.as_ref().map(|judged| match &judged.words {
        Some(words) => words.clone(),
        None => say.text("text-erased"),
    });
    let cell = figures::cell(room, label, true, &it.figure, it.id);
    let own = it.shifts.iter().find(|shift| shift.party == it.for_party);
    Row {
        id: it.id,
        href: room.to(format_args!("outcomes/{}", it.id)),
        statement: room.or_erased(it.statement.as_ref()),
        lang: figures::lang(room, it.id),
        depends: say.text(&format!("depends-on-{}", it.depends_on.word())),
        promised: promised(room, it),
        measured: measured(room, it, false),
        lived: measured(room, it, true),
        before: match it.before {
            Some(before) if !cell.number.is_empty() => {
                let raters = if before.fract() == 0.0 { 1 } else { 5 };
                let value = ("value", figures::number(room, before, raters));
                match it.before_since {
                    None => say.with("review-before", &[value]),
                    Some(day) => {
                        let day = room.dates.on(day);
                        say.two("review-before-since", value, ("day", day))
                    }
                }
            }
            _ => String::new(),
        },
        moved: own.map_or_else(String::new, |shift| shifts::in_short(room, shift)),
        cell,
        look,
        word,
        words: words.unwrap_or_default(),
        words_lang: it
            .judged
            .as_ref()
            .map_or("", |judged| room.names.language(judged.person)),
        by: match &it.judged {
            Some(judged) => {
                let key = match judged.other_words {
                    true => "review-judged-other-words",
                    false => "review-judged-by",
                };
                let who = room.names.person(judged.person);
                let by = say.two(key, ("who", who), ("day", room.dates.day(judged.at)));
                match room.names.by_link(judged.by_link_of) {
                    mark if mark.is_empty() => by,
                    mark => format!("{by}; {mark}"),
                }
            }
            None => String::new(),
        },
        party: label.short.clone(),
        may_judge: it.may_judge,
        wording: it.wording,
    }
}

/// What the agreement in force promises of an outcome: the targets of its measures; without any, its objective.
fn promised(room: &Room<'_>, it: &ReviewedOutcome) -> Vec<String> {
    let Some(promised) = &it.promised else {
        return vec![room.say.text("review-nothing-promised")];
    };
    let targets = promised.measures.iter();
    let targets: Vec<String> = targets.map(|one| measures::target(room, one)).collect();
    match (&promised.objective, targets.is_empty()) {
        (_, false) => targets,
        (Some(objective), true) => vec![objective.clone()],
        (None, true) => vec![room.say.text("review-promised-in-words")],
    }
}

/// Whether the agreement in force has this measure.
fn is_promised(it: &ReviewedOutcome, measure: MeasureId) -> bool {
    let promised = it.promised.iter().flat_map(|it| &it.measures);
    promised.map(|one| one.id).any(|one| one == measure)
}

/// What was read of an outcome's measures: of those that people answer, or of the others.
fn measured(room: &Room<'_>, it: &ReviewedOutcome, answered: bool) -> Vec<Read> {
    let read = |one: &MeasuredView| read(room, one, is_promised(it, one.measure.id));
    let some = it.measures.iter();
    let some = some.filter(|one| one.measure.asked.is_some() == answered);
    some.map(read).collect()
}

fn read(room: &Room<'_>, it: &MeasuredView, promised: bool) -> Read {
    let mut name = room.or_erased(it.measure.name.as_ref());
    if !promised {
        let target = measures::target(room, &it.measure);
        name = room
            .say
            .two("review-own-target", ("name", name), ("target", target));
    }
    let (look, state, text, note) = measures::measured(room, it.measured, &it.measure);
    let by = it.read_by.map(|party| {
        let name = room.names.on_paper(party);
        room.say.one("review-read-by", "party", name)
    });
    let mut notes = vec![note];
    notes.extend(by.filter(|_| !notes.concat().is_empty()));
    notes.push(measures::dropped(room, it));
    notes.retain(|note| !note.is_empty());
    let note = notes.join(" · ");
    Read {
        href: room.to(format_args!("measures/{}", it.measure.id)),
        look,
        state,
        text,
        note: match note.is_empty() {
            true => name,
            false => format!("{name} · {note}"),
        },
    }
}

/// `POST …/review/outcomes/{outcome}`
pub(crate) fn judge(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::from(act::JudgeOutcome {
        outcome: ask.param("outcome")?,
        came_true: form.word("came_true", CameTrue::from_word)?,
        words: form.text("words").to_owned(),
        wording: form.parse_field("wording")?,
    }))
}
