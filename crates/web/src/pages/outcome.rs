//! One outcome: how each figure came to be, who said what and why, what it removes and imposes.

use std::collections::BTreeSet;

use askama::Template;
use domain::audience::Who;
use domain::ids::*;
use domain::view::{Figure, Frame, GuessView, OutcomePage, OutcomeView, RoleFigure, VoiceView};
use domain::words::*;
use domain::{Command, Moment, act};

use crate::ask::{Answer, Ask, page};
use crate::catalogue::Say;
use crate::dates::Dates;
use crate::figures::{self, Cell, RoleCell, Silent};
use crate::layout::Layout;
use crate::names::{Names, PartyLabel};
use crate::problem::Problem;
use crate::{chart, markdown};

#[derive(Template)]
#[template(path = "outcome.html")]
struct Page {
    layout: Layout,
    base: String,
    id: OutcomeId,
    may_rate: bool,
    may_guess: bool,
    may_state: bool,
    may_reword: bool,
    may_retire: bool,
    statement: String,
    eyebrow: String,
    retired: String,
    objective: String,
    objective_by: String,
    now: Vec<Now>,
    silent: Option<Silent>,
    users_wait: Vec<String>,
    /// When what users say came to count: day, party, people.
    steps: Vec<(String, String, String)>,
    guess: Option<Guess>,
    guess_waits: String,
    chart: String,
    series: Vec<SeriesTable>,
    roles: Vec<RoleCell>,
    voices: Vec<Voice>,
    removes: Vec<Effect>,
    imposes: Vec<Effect>,
    words: Vec<Words>,
    /// “231 more in the dialogue”; empty when all are here.
    more_words: String,
    yours: String,
    form: Form,
    parties: Vec<PartyLabel>,
    qualities: Vec<(&'static str, String)>,
}

struct Now {
    party: PartyLabel,
    cell: Cell,
    basis: String,
}

struct Guess {
    sentence: String,
    picture: String,
    notes: Vec<String>,
}

struct SeriesTable {
    party: String,
    points: Vec<(String, String, String)>,
}

struct Voice {
    party: PartyLabel,
    who: String,
    note: String,
    at: Option<Moment>,
    number: String,
    bars: String,
    decides: bool,
    why: String,
}

struct Effect {
    id: EffectId,
    party: PartyLabel,
    burden: String,
    what: String,
    may_withdraw: bool,
}

struct Words {
    party: PartyLabel,
    who: String,
    kind: String,
    at: Moment,
    html: String,
}

/// What the form for rewording starts from.
struct Form {
    statement: String,
    objective: String,
    for_party: String,
    depends_on: &'static str,
    delivered: bool,
}

/// `GET /r/{relationship}/outcomes/{outcome}`
///
/// # Errors
/// [`Problem::NotFound`] when there is no such outcome.
pub fn show(ask: &Ask) -> Answer {
    let seen = ask.seen()?;
    let view = seen
        .outcome(ask.param("outcome")?)
        .ok_or(Problem::NotFound)?;
    let (frame, say) = (seen.frame(), ask.say);
    let names = Names::of(ask.web.app().accounts(), say, &frame, people(&view))?;
    let outcome = &view.outcome;
    let statement = figures::statement(say, outcome);
    let layout = Layout::around(ask, statement.clone(), &frame, &names)?;
    let around = layout.relationship.as_ref().ok_or(Problem::NotFound)?;
    let dates = ask.dates();
    let for_party = names.party(outcome.for_party);
    let effects = |direction| effects(say, &names, outcome, direction);
    let may_guess = seen.may::<act::SealGuess>(outcome.id);
    let mut now = now(say, &names, outcome, may_guess);
    let silent = Silent::among(say, now.iter().map(|one| &one.cell));
    now.retain(|one| !one.cell.silent);
    page(&Page {
        base: around.base.clone(),
        id: outcome.id,
        may_rate: seen.may::<act::Assess>(outcome.id),
        may_guess: may_guess
            && matches!(
                outcome.guess,
                GuessView::None | GuessView::YourTurn | GuessView::Sealed { yours: None, .. }
            ),
        may_state: seen.may::<act::StateEffect>(outcome.id),
        may_reword: seen.may::<act::RewordOutcome>(outcome.id),
        may_retire: seen.may::<act::RetireOutcome>(outcome.id),
        eyebrow: say.two(
            "outcome-eyebrow",
            ("party", &for_party.short),
            ("depends", figures::depends(say, outcome)),
        ),
        retired: outcome
            .retired
            .map(|at| {
                let why = outcome
                    .retired_why
                    .clone()
                    .unwrap_or_else(|| say.text("text-erased"));
                say.two("outcome-retired", ("day", dates.day(at)), ("why", why))
            })
            .unwrap_or_default(),
        objective: outcome
            .objective
            .clone()
            .unwrap_or_else(|| say.text("text-erased")),
        objective_by: say.one("objective-by", "party", &for_party.short),
        now,
        silent,
        users_wait: users_wait(say, &names, outcome),
        steps: view
            .steps
            .iter()
            .map(|step| {
                let people = say.count("people", step.people as usize);
                (
                    dates.day(step.day),
                    names.party(step.party).short.clone(),
                    people,
                )
            })
            .collect(),
        guess: revealed(say, &frame, &names, &view, &dates),
        guess_waits: guess_waits(say, may_guess, &frame, &names, outcome),
        chart: series_chart(say, &names, &view, &dates, &statement, ask.moment()),
        series: series_table(say, &names, &view, &dates),
        roles: roles(say, &names, &view),
        voices: view
            .voices
            .iter()
            .map(|voice| view_voice(say, &names, &view, voice))
            .collect(),
        removes: effects(Direction::Removes),
        imposes: effects(Direction::Imposes),
        words: view
            .words
            .iter()
            .map(|word| Words {
                party: names.party(word.party).clone(),
                who: names.person(word.person),
                kind: say.text(&format!("contribution-{}", word.kind.word())),
                at: word.at,
                html: markdown::to_html(word.words.as_deref().unwrap_or(say.plain("text-erased"))),
            })
            .collect(),
        more_words: match view.more_words {
            0 => String::new(),
            more => say.count("words-more", more),
        },
        yours: yours(say, outcome, &dates),
        form: Form {
            statement: outcome.statement.clone().unwrap_or_default(),
            objective: outcome.objective.clone().unwrap_or_default(),
            for_party: outcome.for_party.to_string(),
            depends_on: outcome.depends_on.word(),
            delivered: outcome.delivered,
        },
        parties: names.seated().cloned().collect(),
        qualities: figures::qualities(say),
        statement,
        layout,
    })
}

/// That what users say does not count yet, where that is so.
pub(crate) fn users_wait(say: Say, names: &Names, outcome: &OutcomeView) -> Vec<String> {
    let parties = outcome.users_wait.iter();
    parties
        .map(|party| say.one("users-wait", "party", &names.party(*party).short))
        .collect()
}

fn people(view: &OutcomePage) -> BTreeSet<PersonId> {
    let voices = view.voices.iter().filter_map(|voice| match voice.who {
        Who::Person(person) => Some(person),
        Who::Role { .. } => None,
    });
    let guesses = view.guesses.iter().map(|guess| guess.person);
    voices
        .chain(guesses)
        .chain(view.words.iter().map(|word| word.person))
        .collect()
}

fn now(say: Say, names: &Names, outcome: &OutcomeView, may_guess: bool) -> Vec<Now> {
    let seated = outcome.figures.iter();
    seated
        .map(|figure| {
            let party = names.party(figure.party);
            let decides = figure.party == outcome.for_party;
            let basis = match &figure.figure {
                Figure::Said(said) if said.realised == said.raters => say.text("basis-realised"),
                Figure::Said(said) if said.realised == 0 => say.text("basis-expected"),
                Figure::Said(said) => say.two(
                    "basis-both",
                    ("realised", said.realised),
                    ("expected", said.raters - said.realised),
                ),
                _ => String::new(),
            };
            let cell = figures::cell(say, party, decides, &figure.figure, may_guess);
            Now {
                party: party.clone(),
                cell,
                basis,
            }
        })
        .collect()
}

fn revealed(
    say: Say,
    frame: &Frame,
    names: &Names,
    view: &OutcomePage,
    dates: &Dates,
) -> Option<Guess> {
    let GuessView::Revealed {
        guessed,
        gap: Some(gap),
        ..
    } = view.outcome.guess
    else {
        return None;
    };
    let (provider, consumer) = (names.party(frame.provider), names.party(frame.consumer));
    let said = guessed + gap;
    let talk = gap.abs() >= domain::needs::GAP_WORTH_A_TALK;
    let sentence = say.with(
        if talk { "reveal-talk" } else { "reveal-alike" },
        &[
            ("provider", provider.short.clone()),
            ("consumer", consumer.short.clone()),
            ("guess", format!("{guessed:.0}")),
            ("said", format!("{said:.0}")),
        ],
    );
    let notes = view.guesses.iter().map(|guess| {
        let key = if guess.late {
            "guess-note-late"
        } else {
            "guess-note"
        };
        say.with(
            key,
            &[
                ("person", names.person(guess.person)),
                ("guess", format!("{:.0}", guess.worth)),
                ("day", dates.day(guess.at)),
            ],
        )
    });
    Some(Guess {
        picture: chart::gap(guessed, said, &sentence),
        notes: notes.collect(),
        sentence,
    })
}

fn guess_waits(
    say: Say,
    may_guess: bool,
    frame: &Frame,
    names: &Names,
    outcome: &OutcomeView,
) -> String {
    let consumer = &names.party(frame.consumer).short;
    match outcome.guess {
        GuessView::YourTurn if may_guess => say.one("guess-before-you-look", "party", consumer),
        GuessView::YourTurn => say.one("guess-not-looked", "party", consumer),
        GuessView::Sealed { .. } if outcome.consumer_spoke && figures::are_closed(frame) => {
            say.text("guess-not-open")
        }
        GuessView::Sealed { people, yours } => {
            let sealed = say.two("guess-sealed-until", ("party", consumer), ("count", people));
            let yours = yours.map(|yours| say.one("guess-yours", "guess", format!("{yours:.0}")));
            format!("{sealed} {}", yours.unwrap_or_default())
        }
        _ => String::new(),
    }
}

fn series_chart(
    say: Say,
    names: &Names,
    view: &OutcomePage,
    dates: &Dates,
    statement: &str,
    now: Moment,
) -> String {
    let first = view
        .series
        .iter()
        .filter_map(|s| s.points.first())
        .map(|p| p.at)
        .min();
    let Some(first) = first else {
        return String::new();
    };
    let classes: Vec<String> = view
        .series
        .iter()
        .map(|s| format!("party-{}", names.party(s.party).look))
        .collect();
    let labelled: Vec<Vec<(i64, f64, String)>> = view
        .series
        .iter()
        .map(|series| {
            let known = series
                .points
                .iter()
                .filter_map(|point| Some((point, point.worth?)));
            known
                .map(|(point, worth)| {
                    let number = figures::number(say, worth, point.raters);
                    (
                        point.at.0 / 1000,
                        worth,
                        format!("{}: {number}", dates.day(point.at)),
                    )
                })
                .collect()
        })
        .collect();
    let points: Vec<Vec<chart::Point<'_>>> = labelled
        .iter()
        .map(|line| {
            line.iter()
                .map(|(at, value, label)| chart::Point {
                    at: *at,
                    value: *value,
                    label,
                })
                .collect()
        })
        .collect();
    let lines: Vec<chart::Series<'_>> = view
        .series
        .iter()
        .zip(&classes)
        .zip(&points)
        .map(|((series, party_class), points)| chart::Series {
            label: &names.party(series.party).short,
            party_class,
            decides: series.party == view.outcome.for_party,
            points,
        })
        .collect();
    let ticks = figures::ticks(dates, first, now);
    let ticks: Vec<chart::Tick<'_>> = ticks
        .iter()
        .map(|(at, label)| chart::Tick { at: *at, label })
        .collect();
    let range = chart::Range {
        from: first.0 / 1000,
        to: now.0 / 1000,
        ticks: &ticks,
    };
    let title = say.one("series-title", "outcome", statement);
    chart::series(&title, say.plain("series-description"), range, &lines, &[])
}

fn series_table(say: Say, names: &Names, view: &OutcomePage, dates: &Dates) -> Vec<SeriesTable> {
    view.series
        .iter()
        .map(|series| SeriesTable {
            party: names.party(series.party).short.clone(),
            points: series
                .points
                .iter()
                .map(|point| {
                    let worth = point
                        .worth
                        .map(|worth| figures::number(say, worth, point.raters));
                    let people = say.count("people", point.raters as usize);
                    (
                        dates.day(point.at),
                        worth.unwrap_or_else(|| "–".to_owned()),
                        people,
                    )
                })
                .collect(),
        })
        .collect()
}

/// The figure of each role, but not of one person whose own stands below it.
fn roles(say: Say, names: &Names, view: &OutcomePage) -> Vec<RoleCell> {
    let is_below = |party: PartyId, role: &RoleFigure| {
        let mut voices = view.voices.iter();
        role.raters == 1
            && voices.any(|voice| {
                voice.party == party && voice.worth.is_some() && voice.roles.contains(&role.role)
            })
    };
    let said = view
        .outcome
        .figures
        .iter()
        .filter_map(|figure| match &figure.figure {
            Figure::Said(said) => Some((names.party(figure.party), said)),
            _ => None,
        });
    said.flat_map(|(party, said)| {
        let roles = said.roles.iter();
        let roles = roles.filter(move |role| !is_below(party.id, role));
        roles.map(move |role| {
            let mut cell = figures::role_drawn(say, party, role);
            cell.role = format!("{} · {}", party.short, cell.role);
            cell
        })
    })
    .collect()
}

fn view_voice(say: Say, names: &Names, view: &OutcomePage, voice: &VoiceView) -> Voice {
    let party = names.party(voice.party);
    let stage = voice
        .stage
        .map(|stage| say.text(&format!("stage-{}", stage.word())));
    let roles = names.roles(&voice.roles);
    let note: Vec<String> = [Some(roles), stage].into_iter().flatten().collect();
    let bars = voice.marks.map(|marks| {
        let title = say.with(
            "marks-in-words",
            &[
                ("benefit", marks.benefit.to_string()),
                ("usefulness", marks.usefulness.to_string()),
                ("importance", marks.importance.to_string()),
            ],
        );
        let mark = f64::from;
        chart::value_bars(
            mark(marks.benefit),
            mark(marks.usefulness),
            mark(marks.importance),
            &title,
        )
    });
    Voice {
        party: party.clone(),
        who: names.who(voice.who),
        note: note
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        at: voice.at,
        number: voice
            .worth
            .map(|worth| format!("{worth:.0}"))
            .unwrap_or_default(),
        bars: bars.unwrap_or_default(),
        decides: voice.party == view.outcome.for_party,
        why: voice.why.clone().unwrap_or_default(),
    }
}

fn effects(say: Say, names: &Names, outcome: &OutcomeView, direction: Direction) -> Vec<Effect> {
    let these = outcome
        .effects
        .iter()
        .filter(|effect| effect.direction == direction);
    these
        .map(|effect| Effect {
            id: effect.id,
            party: names.party(effect.party).clone(),
            burden: say.text(&format!("burden-{}", effect.burden.word())),
            what: effect
                .what
                .clone()
                .unwrap_or_else(|| say.text("text-erased")),
            may_withdraw: effect.yours,
        })
        .collect()
}

fn yours(say: Say, outcome: &OutcomeView, dates: &Dates) -> String {
    match &outcome.yours {
        Some(yours) => say.with(
            "yours-last",
            &[
                ("benefit", yours.marks.benefit.to_string()),
                ("usefulness", yours.marks.usefulness.to_string()),
                ("importance", yours.marks.importance.to_string()),
                ("day", dates.day(yours.at)),
            ],
        ),
        None if outcome.declined => say.text("yours-declined"),
        None => String::new(),
    }
}

/// `POST …/outcomes/{outcome}`: puts it in other words.
pub(crate) fn reword(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::RewordOutcome(act::RewordOutcome {
        outcome: ask.param("outcome")?,
        statement: form.text("statement").to_owned(),
        objective: form.text("objective").to_owned(),
        for_party: form.parse_field("for_party")?,
        depends_on: form.word("depends_on", Quality::from_word)?,
        delivered: form.has("delivered"),
    }))
}

/// `POST …/outcomes/{outcome}/retirement`
pub(crate) fn retire(ask: &Ask) -> Result<Command, Problem> {
    let why = ask.form.text("why").to_owned();
    Ok(Command::RetireOutcome(act::RetireOutcome {
        outcome: ask.param("outcome")?,
        why,
    }))
}

/// `POST …/outcomes/{outcome}/effects`: a cost or risk for one's own party.
pub(crate) fn state_effect(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::StateEffect(act::StateEffect {
        outcome: ask.param("outcome")?,
        direction: form.word("direction", Direction::from_word)?,
        burden: form.word("burden", Burden::from_word)?,
        what: form.text("what").to_owned(),
    }))
}

/// `POST …/outcomes/{outcome}/effects/{effect}/withdrawal`
pub(crate) fn withdraw_effect(ask: &Ask) -> Result<Command, Problem> {
    let (outcome, effect) = (ask.param("outcome")?, ask.param("effect")?);
    Ok(Command::WithdrawEffect(act::WithdrawEffect {
        outcome,
        effect,
    }))
}
