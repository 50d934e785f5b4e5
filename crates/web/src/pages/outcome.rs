//! One outcome: how each figure came to be, who said what and why, what it removes and imposes.

use std::collections::BTreeSet;

use askama::Template;
use domain::audience::Who;
use domain::ids::*;
use domain::needs::GAP_WORTH_A_TALK;
use domain::view::{
    Figure, GuessView, MeasureView, MovedSinceView, OutcomePage, OutcomeView, RoleFigure,
    SeriesPoint, Touches, VoiceView,
};
use domain::words::*;
use domain::{Command, Moment, act};

use crate::ask::{Answer, Ask, page};
use crate::figures::{self, Cell, RoleCell, Silent};
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::agreement;
use crate::pages::consultations;
use crate::pages::factors;
use crate::pages::measures;
use crate::pages::open;
use crate::pages::rate::{Still, confirmation, said_last};
use crate::problem::Problem;
use crate::room::Room;
use crate::{chart, markdown};

#[derive(Template)]
#[template(path = "outcome.html")]
struct Page {
    layout: Layout,
    id: OutcomeId,
    may_rate: bool,
    may_guess: bool,
    may_state: bool,
    may_reword: bool,
    may_propose: bool,
    may_describe: bool,
    may_retire: bool,
    wording: u64,
    /// What the visitor said of other words, if it may still hold.
    still: Option<Still>,
    /// Words that were proposed and wait.
    proposed: Vec<Proposed>,
    /// Whose words they are, for whoever may only propose others.
    theirs: String,
    /// The words before those of now, the latest first.
    earlier: Vec<Earlier>,
    statement: String,
    /// Its language, where it is another one than the page's.
    statement_lang: &'static str,
    /// How it could be measured, and what people could be asked: examples of such a service.
    measure_hint: String,
    asking_hint: String,
    /// What happens outside and may touch it.
    factors: Vec<(String, String)>,
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
    measures: Vec<Measure>,
    /// The parties whose people can be asked.
    askable: Vec<(String, String)>,
    consumer: String,
    /// What many said that became it, or lies beside it.
    evidence: Vec<consultations::statement::Evidence>,
    /// What was asked of many about it: address, question, how far that is.
    asked: Vec<(String, String, String)>,
    /// Where many can be asked about it; empty for whoever may not.
    ask_many: String,
    may_measure: bool,
    words: Vec<Said>,
    /// “231 more in the dialogue”; empty when all are here.
    more_words: String,
    yours: String,
    /// What words about it are asked for with; empty where the visitor does not speak.
    about: String,
    /// Whether a gap between guess and word asks for a question first.
    ask_why: bool,
    about_seen_by: String,
    form: Form,
    parties: Vec<PartyLabel>,
    qualities: Vec<(&'static str, String)>,
}

/// Words that somebody proposes.
struct Proposed {
    id: WordingId,
    /// The form with which they are left.
    leave: String,
    party: Option<PartyLabel>,
    who: String,
    at: Moment,
    statement: String,
    objective: String,
    /// Whom it would be for, where that changes; else empty.
    for_party: String,
    may_take: bool,
    may_decline: bool,
    /// Whether it is the visitor's own.
    own: bool,
}

/// Words that stood before.
struct Earlier {
    wording: u64,
    /// “from 3 May to 8 August, for Northwind”
    when: String,
    statement: String,
    objective: String,
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
    /// The language of the reason, where it is known to be another one than the page's.
    lang: &'static str,
    why: String,
    /// That it was given to other words; else empty.
    other_words: String,
    /// Those words, where they may be told of this one; else empty.
    words: String,
}

/// A figure by which the outcome is told to be met.
struct Measure {
    id: MeasureId,
    name: String,
    /// “at least 99.5 %”
    target: String,
    quality: String,
    /// How it is read; nothing where nobody said so.
    how: String,
    may_drop: bool,
    /// Of a long series, its levels.
    explained: Option<measures::Series>,
}

struct Effect {
    id: EffectId,
    party: PartyLabel,
    burden: String,
    what: String,
    other_words: bool,
    may_withdraw: bool,
}

struct Said {
    id: ContributionId,
    party: PartyLabel,
    who: String,
    kind: String,
    at: Moment,
    /// The language of what was typed, where it is known to be another one than the page's.
    lang: &'static str,
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
    let mut room = ask.room()?;
    let view = room
        .seen
        .outcome(ask.param("outcome")?)
        .ok_or(Problem::NotFound)?;
    let author = figures::authors(&room, [&view.outcome]);
    room.name(people(&view).into_iter().chain(author))?;
    let outcome = &view.outcome;
    let statement = figures::statement(&room, outcome);
    let layout = room.layout(statement.clone())?;
    let for_party = room.names.party(outcome.for_party);
    let effects = |direction| effects(&room, outcome, direction);
    let may_guess = room.seen.may::<act::SealGuess>(outcome.id);
    let mut now = now(&room, outcome);
    let silent = Silent::among(&room, now.iter().map(|one| &one.cell));
    now.retain(|one| !one.cell.silent);
    page(&Page {
        id: outcome.id,
        factors: factors::touching(&room, Touches::Outcome(outcome.id)),
        may_rate: room.seen.may::<act::Assess>(outcome.id),
        may_guess: may_guess
            && matches!(
                outcome.guess,
                GuessView::None
                    | GuessView::YourTurn
                    | GuessView::Sealed { yours: None, .. }
                    | GuessView::Sealed { outdated: true, .. }
            ),
        may_state: room.seen.may::<act::StateEffect>(outcome.id),
        measures: measures(&room, &view.measures),
        evidence: consultations::statement::evidence(
            &room,
            &room.seen.brought_beside_outcome(outcome.id),
        )?,
        asked: consultations::about(&room, outcome.id),
        ask_many: match room.seen.may::<act::OpenConsultation>(()) && outcome.retired.is_none() {
            true => format!("{}/consultations?outcome={}#ask", room.base, outcome.id),
            false => String::new(),
        },
        may_measure: room.seen.may::<act::NameMeasure>(outcome.id),
        askable: room
            .names
            .seated()
            .map(|party| (party.id.to_string(), party.short.clone()))
            .collect(),
        consumer: room.frame.consumer.to_string(),
        may_reword: room.seen.may::<act::RewordOutcome>(outcome.id),
        may_propose: room.seen.may::<act::ProposeWording>(outcome.id),
        may_describe: room.seen.may::<act::DescribeOutcome>(outcome.id),
        may_retire: room.seen.may::<act::RetireOutcome>(outcome.id),
        wording: outcome.wording,
        still: Still::of(&room, outcome),
        proposed: proposed(&room, outcome),
        theirs: room.say.one("wording-theirs", "party", &for_party.short),
        earlier: earlier(&room, &view),
        eyebrow: room.say.two(
            "outcome-eyebrow",
            ("party", &for_party.short),
            ("depends", figures::depends(&room, outcome)),
        ),
        retired: outcome
            .retired
            .map(|at| {
                let why = room.or_erased(outcome.retired_why.as_ref());
                room.say
                    .two("outcome-retired", ("day", room.dates.day(at)), ("why", why))
            })
            .unwrap_or_default(),
        objective: room.or_erased(outcome.objective.as_ref()),
        objective_by: room.say.one("objective-by", "party", &for_party.short),
        now,
        silent,
        users_wait: users_wait(&room, outcome),
        steps: view
            .steps
            .iter()
            .map(|step| {
                let people = room.say.count("people", step.people as usize);
                (
                    room.dates.on(step.day),
                    room.short(step.party).to_owned(),
                    people,
                )
            })
            .collect(),
        guess: revealed(&room, &view),
        guess_waits: guess_waits(&room, may_guess, outcome),
        chart: series_chart(&room, &view, &statement, ask.moment()),
        series: series_table(&room, &view),
        roles: roles(&room, &view),
        voices: view
            .voices
            .iter()
            .map(|voice| view_voice(&room, &view, voice))
            .collect(),
        removes: effects(Direction::Removes),
        imposes: effects(Direction::Imposes),
        words: view
            .words
            .iter()
            .map(|word| Said {
                id: word.id,
                party: room.names.party(word.party).clone(),
                who: room.names.person(word.person),
                kind: room.say.text(&format!("contribution-{}", word.kind.word())),
                at: word.at,
                lang: room.names.language(word.spoken_by.unwrap_or(word.person)),
                html: markdown::to_html(
                    word.words
                        .as_deref()
                        .unwrap_or(room.say.plain("text-erased")),
                ),
            })
            .collect(),
        more_words: match view.more_words {
            0 => String::new(),
            more => room.say.count("words-more", more),
        },
        yours: yours(&room, outcome),
        about: about(&room, outcome),
        ask_why: is_worth_a_talk(outcome),
        about_seen_by: room.with_operator(room.say.text("welcome-seen-by")),
        form: Form {
            statement: outcome.statement.clone().unwrap_or_default(),
            objective: outcome.objective.clone().unwrap_or_default(),
            for_party: outcome.for_party.to_string(),
            depends_on: outcome.depends_on.word(),
            delivered: outcome.delivered,
        },
        parties: room.names.seated().cloned().collect(),
        qualities: figures::qualities(&room),
        statement_lang: figures::lang(&room, outcome.id),
        measure_hint: room
            .say
            .one("measure-name-hint", "measure", open::example_measure(&room)),
        asking_hint: room.say.one(
            "asking-question-hint",
            "questions",
            open::example_asking(&room),
        ),
        statement,
        layout,
    })
}

/// Whether guess and word lie so far apart that it is worth a talk.
fn is_worth_a_talk(outcome: &OutcomeView) -> bool {
    match outcome.guess {
        GuessView::Revealed { gap: Some(gap), .. } => gap.abs() >= GAP_WORTH_A_TALK,
        _ => false,
    }
}

/// What words about an outcome are asked for with: of the other side where guess and word lie far apart.
fn about(room: &Room<'_>, outcome: &OutcomeView) -> String {
    let frame = &room.frame;
    if !room.seen.may::<act::Say>(()) {
        return String::new();
    }
    match frame.you.kind {
        PartyKind::Provider if is_worth_a_talk(outcome) => {
            room.say
                .one("about-ask-why", "party", room.short(frame.consumer))
        }
        PartyKind::Consumer if is_worth_a_talk(outcome) => {
            room.say
                .one("about-tell-why", "party", room.short(frame.provider))
        }
        _ => room.say.text("about-say"),
    }
}

/// That what users say does not count yet, where that is so.
pub(crate) fn users_wait(room: &Room<'_>, outcome: &OutcomeView) -> Vec<String> {
    let parties = outcome.users_wait.iter();
    parties
        .map(|party| room.say.one("users-wait", "party", room.short(*party)))
        .collect()
}

fn people(view: &OutcomePage) -> BTreeSet<PersonId> {
    let voices = view.voices.iter().filter_map(|voice| match voice.who {
        Who::Person(person) => Some(person),
        Who::Role { .. } => None,
    });
    let guesses = view.guesses.iter().map(|guess| guess.person);
    let proposed = view.outcome.proposed.iter().map(|it| it.person);
    voices
        .chain(proposed)
        .chain(guesses)
        .chain(view.words.iter().map(|word| word.person))
        .collect()
}

fn now(room: &Room<'_>, outcome: &OutcomeView) -> Vec<Now> {
    let seated = outcome.figures.iter();
    seated
        .map(|figure| {
            let party = room.names.party(figure.party);
            let decides = figure.party == outcome.for_party;
            let basis = match &figure.figure {
                Figure::Said(said) if said.realised == said.raters => {
                    room.say.text("basis-realised")
                }
                Figure::Said(said) if said.realised == 0 => room.say.text("basis-expected"),
                Figure::Said(said) => room.say.two(
                    "basis-both",
                    ("realised", said.realised),
                    ("expected", said.raters - said.realised),
                ),
                _ => String::new(),
            };
            let cell = figures::cell(room, party, decides, &figure.figure, outcome.id);
            Now {
                party: party.clone(),
                cell,
                basis,
            }
        })
        .collect()
}

fn revealed(room: &Room<'_>, view: &OutcomePage) -> Option<Guess> {
    let GuessView::Revealed {
        guessed,
        gap: Some(gap),
        opened,
        ..
    } = view.outcome.guess
    else {
        return None;
    };
    let (provider, consumer) = (
        room.names.party(room.frame.provider),
        room.names.party(room.frame.consumer),
    );
    // What lay open then is not changed by what was said since.
    let today = guessed + gap;
    let (guessed, said) = opened.map_or((guessed, today), |then| (then.guessed, then.said));
    let key = if figures::compares_other_words(&view.outcome, room.frame.consumer) {
        "reveal-other"
    } else if (said - guessed).abs() >= GAP_WORTH_A_TALK {
        "reveal-talk"
    } else {
        "reveal-alike"
    };
    let sentence = room.say.with(
        key,
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
        let note = room.say.with(
            key,
            &[
                ("person", room.names.person(guess.person)),
                ("guess", format!("{:.0}", guess.worth)),
                ("day", room.dates.day(guess.at)),
            ],
        );
        match guess.words {
            Some(words) => format!("{note} {}", said_of(room, view, words)),
            None => note,
        }
    });
    let moved = opened.and_then(|then| then.moved);
    let moved = moved.map(|moved| said_today(room, today, moved));
    Some(Guess {
        picture: chart::gap(guessed, said, &sentence),
        notes: moved.into_iter().chain(notes).collect(),
        sentence,
    })
}

/// What the consumer says by now, where that is not what was opened.
pub(crate) fn said_today(room: &Room<'_>, said: f64, moved: MovedSinceView) -> String {
    let consumer = room.short(room.frame.consumer);
    let day = match moved.day {
        Some(day) => room.dates.on(day),
        None => room.dates.day(moved.at),
    };
    let words = [
        ("consumer", consumer.to_owned()),
        ("said", format!("{said:.0}")),
        ("day", day),
    ];
    room.say.with("reveal-today", &words)
}

fn guess_waits(room: &Room<'_>, may_guess: bool, outcome: &OutcomeView) -> String {
    let consumer = room.short(room.frame.consumer);
    match outcome.guess {
        GuessView::YourTurn if may_guess => {
            room.say.one("guess-before-you-look", "party", consumer)
        }
        GuessView::YourTurn => room.say.one("guess-not-looked", "party", consumer),
        GuessView::Sealed { .. } if outcome.consumer_spoke && figures::are_closed(&room.frame) => {
            room.say.text("guess-not-open")
        }
        GuessView::Sealed {
            people,
            yours,
            outdated,
        } => {
            let sealed = room
                .say
                .two("guess-sealed-until", ("party", consumer), ("count", people));
            let yours = yours.map(|it| {
                room.say
                    .one("guess-yours-told", "guess", format!("{it:.0}"))
            });
            let outdated = if outdated {
                room.say.plain("guess-outdated")
            } else {
                ""
            };
            format!("{sealed} {} {outdated}", yours.unwrap_or_default())
        }
        _ => String::new(),
    }
}

fn series_chart(room: &Room<'_>, view: &OutcomePage, statement: &str, now: Moment) -> String {
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
        .map(|s| format!("party-{}", room.names.party(s.party).look))
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
                    let number = figures::number(room, worth, point.raters);
                    (
                        point.at.0 / 1000,
                        worth,
                        format!(
                            "{}, {}: {number}",
                            room.short(series.party),
                            since(room, point)
                        ),
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
            label: room.short(series.party),
            party_class,
            decides: series.party == view.outcome.for_party,
            points,
        })
        .collect();
    let ticks = figures::ticks(room, first, now);
    let ticks: Vec<chart::Tick<'_>> = ticks
        .iter()
        .map(|(at, label)| chart::Tick { at: *at, label })
        .collect();
    let range = chart::Range {
        from: first.0 / 1000,
        to: now.0 / 1000,
        ticks: &ticks,
    };
    let title = room.say.one("series-title", "outcome", statement);
    chart::series(
        &title,
        room.say.plain("series-description"),
        range,
        &lines,
        &[],
    )
}

/// From when a value holds, as closely as it is told.
fn since(room: &Room<'_>, point: &SeriesPoint) -> String {
    match point.day {
        Some(day) => room.dates.on(day),
        None => room.dates.day(point.at),
    }
}

fn series_table(room: &Room<'_>, view: &OutcomePage) -> Vec<SeriesTable> {
    view.series
        .iter()
        .map(|series| SeriesTable {
            party: room.short(series.party).to_owned(),
            points: series
                .points
                .iter()
                .map(|point| {
                    let worth = point
                        .worth
                        .map(|worth| figures::number(room, worth, point.raters));
                    let people = room.say.count("people", point.raters as usize);
                    (
                        since(room, point),
                        worth.unwrap_or_else(|| "–".to_owned()),
                        people,
                    )
                })
                .collect(),
        })
        .collect()
}

/// The figure of each role, but not of one person whose own is below it.
fn roles(room: &Room<'_>, view: &OutcomePage) -> Vec<RoleCell> {
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
            Figure::Said(said) => Some((room.names.party(figure.party), said)),
            _ => None,
        });
    said.flat_map(|(party, said)| {
        let roles = said.roles.iter();
        let roles = roles.filter(move |role| !is_below(party.id, role));
        roles.map(move |role| {
            let mut cell = figures::role_drawn(room, party, role);
            cell.role = format!("{} · {}", party.short, cell.role);
            cell
        })
    })
    .collect()
}

fn view_voice(room: &Room<'_>, view: &OutcomePage, voice: &VoiceView) -> Voice {
    let party = room.names.party(voice.party);
    let stage = voice
        .stage
        .map(|stage| room.say.text(&format!("stage-{}", stage.word())));
    let roles = room.names.roles(&voice.roles);
    let confirmed = voice.confirmed.map(|at| {
        let day = room.dates.day(at);
        room.say.one("voice-confirmed", "day", day)
    });
    let note = [Some(roles), stage, confirmed].into_iter().flatten();
    let note: Vec<String> = note.collect();
    let bars = voice.marks.map(|marks| {
        let title = room.say.with(
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
        who: room.names.who(voice.who),
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
        lang: match voice.who {
            Who::Person(person) => room.names.language(person),
            // In which language somebody writes who stands under a role is told to nobody.
            Who::Role { .. } => "",
        },
        why: voice.why.clone().unwrap_or_default(),
        other_words: match (voice.other_words, voice.who) {
            (false, _) => String::new(),
            (true, Who::Person(_)) => room.say.text("other-words"),
            (true, Who::Role { .. }) => room.say.text("other-words-in-part"),
        },
        words: voice
            .words
            .map(|words| said_of(room, view, words))
            .unwrap_or_default(),
    }
}

/// “Of these words: …”
fn said_of(room: &Room<'_>, view: &OutcomePage, wording: u64) -> String {
    let mut earlier = view.earlier.iter();
    let words = earlier.find(|words| words.wording == wording);
    let statement = words.and_then(|words| words.statement.as_ref());
    let for_party = words.map_or("", |words| room.short(words.for_party));
    room.say.two(
        "said-of-words",
        ("words", room.or_erased(statement)),
        ("party", for_party),
    )
}

fn earlier(room: &Room<'_>, view: &OutcomePage) -> Vec<Earlier> {
    let earlier = view.earlier.iter().rev();
    earlier
        .map(|words| Earlier {
            wording: words.wording,
            when: room.say.with(
                "wording-stood",
                &[
                    ("from", room.dates.day(words.from)),
                    ("until", room.dates.day(words.until)),
                    ("party", room.short(words.for_party).to_owned()),
                ],
            ),
            statement: room.or_erased(words.statement.as_ref()),
            objective: room.or_erased(words.objective.as_ref()),
        })
        .collect()
}

fn proposed(room: &Room<'_>, outcome: &OutcomeView) -> Vec<Proposed> {
    let seats = room.seen.table().seats;
    let party = |person| {
        let seat = seats.iter().find(|seat| seat.person == person)?;
        Some(room.names.party(seat.party).clone())
    };
    let proposed = outcome.proposed.iter();
    proposed
        .map(|words| Proposed {
            id: words.id,
            leave: format!("{}-leave", words.id),
            party: party(words.person),
            who: room.names.person(words.person),
            at: words.at,
            statement: room.or_erased(words.statement.as_ref()),
            objective: words.objective.clone().unwrap_or_default(),
            for_party: if words.for_party == outcome.for_party {
                String::new()
            } else {
                let party = room.short(words.for_party);
                room.say.one("wording-would-be-for", "party", party)
            },
            may_take: words.may_take,
            may_decline: words.may_decline,
            own: words.person == room.frame.you.person,
        })
        .collect()
}

fn effects(room: &Room<'_>, outcome: &OutcomeView, direction: Direction) -> Vec<Effect> {
    let these = outcome
        .effects
        .iter()
        .filter(|effect| effect.direction == direction);
    these
        .map(|effect| Effect {
            id: effect.id,
            party: room.names.party(effect.party).clone(),
            burden: room.say.text(&format!("burden-{}", effect.burden.word())),
            what: room.or_erased(effect.what.as_ref()),
            other_words: effect.other_words,
            may_withdraw: effect.yours,
        })
        .collect()
}

/// What the visitor said last; where that was of other words, they are asked whether it still holds.
fn yours(room: &Room<'_>, outcome: &OutcomeView) -> String {
    if outcome.your_words.is_some() {
        return String::new();
    }
    let said = said_last(room, outcome);
    match outcome.your_confirmed {
        Some(at) if !said.is_empty() => {
            let confirmed = room.say.one("yours-confirmed", "day", room.dates.day(at));
            format!("{said} {confirmed}")
        }
        _ => said,
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

/// `POST …/outcomes/{outcome}/description`: what it depends on, and whether it is delivered.
pub(crate) fn describe(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::DescribeOutcome(act::DescribeOutcome {
        outcome: ask.param("outcome")?,
        depends_on: form.word("depends_on", Quality::from_word)?,
        delivered: form.has("delivered"),
    }))
}

/// `POST …/outcomes/{outcome}/wordings`: proposes other words.
pub(crate) fn propose_wording(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::ProposeWording(act::ProposeWording {
        outcome: ask.param("outcome")?,
        statement: form.text("statement").to_owned(),
        objective: form.text("objective").to_owned(),
        for_party: form.parse_field("for_party")?,
    }))
}

/// `POST …/outcomes/{outcome}/wordings/{wording}`: takes words that were proposed.
pub(crate) fn take_wording(ask: &Ask) -> Result<Command, Problem> {
    let (outcome, wording) = (ask.param("outcome")?, ask.param("wording")?);
    Ok(Command::TakeWording(act::TakeWording { outcome, wording }))
}

/// `POST …/outcomes/{outcome}/wordings/{wording}/refusal`: leaves them, or withdraws one's own.
pub(crate) fn decline_wording(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::DeclineWording(act::DeclineWording {
        outcome: ask.param("outcome")?,
        wording: ask.param("wording")?,
        why: ask.form.text("why").to_owned(),
    }))
}

/// `POST …/outcomes/{outcome}/confirmation`: “still so”.
pub(crate) fn confirm(ask: &Ask) -> Result<Command, Problem> {
    confirmation(ask, ask.param("outcome")?)
}

/// `POST …/outcomes/{outcome}/retirement`
pub(crate) fn retire(ask: &Ask) -> Result<Command, Problem> {
    let why = ask.form.text("why").to_owned();
    Ok(Command::RetireOutcome(act::RetireOutcome {
        outcome: ask.param("outcome")?,
        why,
    }))
}

/// `POST …/outcomes/{outcome}/words`: something about it, to the whole table.
pub(crate) fn say_about(ask: &Ask) -> Result<Command, Problem> {
    let kind = ask.form.word("kind", ContributionKind::from_word)?;
    Ok(Command::from(act::Say {
        outcomes: vec![ask.param("outcome")?],
        ..act::Say::new(kind, Audience::WholeTable, ask.form.text("words"))
    }))
}

fn measures(room: &Room<'_>, measures: &[MeasureView]) -> Vec<Measure> {
    let say = room.say;
    let told = measures.iter().map(|it| Measure {
        id: it.id,
        name: room.or_erased(it.name.as_ref()),
        target: measures::target(room, it),
        quality: say.text(&format!("quality-{}", it.quality.word())),
        how: it.how.clone().unwrap_or_default(),
        may_drop: it.may_drop,
        explained: measures::series(room, it.id),
    });
    told.collect()
}

/// `POST …/outcomes/{outcome}/measures`
pub(crate) fn name_measure(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let target = agreement::thousandths(ask.say, form.text("target")).ok_or(Problem::Field {
        field: "target",
        what: "problem-target",
    })?;
    Ok(Command::from(act::NameMeasure {
        outcome: ask.param("outcome")?,
        quality: form.word("quality", Quality::from_word)?,
        name: form.text("name").to_owned(),
        unit: form.text("unit").to_owned(),
        how: form.text("how").to_owned(),
        aim: form.word("aim", Aim::from_word)?,
        target,
    }))
}

/// `POST …/outcomes/{outcome}/measures/{measure}/removal`
pub(crate) fn drop_measure(ask: &Ask) -> Result<Command, Problem> {
    let measure = ask.param("measure")?;
    Ok(Command::from(act::DropMeasure { measure }))
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
