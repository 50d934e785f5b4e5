//! What both sides think of each other, asked each quarter, and what broke and how it is repaired.

mod export;
pub mod repair;

use askama::Template;
use domain::ids::*;
use domain::view::{RoundTrust, SideTrust, TrustFigure, TrustMarks, TrustPage};
use domain::{Command, Day, PEOPLE_PER_STEP, act};

use crate::ask::{Answer, Ask, page};
use crate::figures;
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::rate::Mark;
use crate::problem::Problem;
use crate::room::Room;

pub use export::{csv, repairs_csv};

#[derive(Template)]
#[template(path = "trust.html")]
struct Page {
    layout: Layout,
    form: Option<Form>,
    /// Why somebody is not asked.
    not_asked: String,
    /// Quarters that are over and not open yet.
    to_open: Vec<(String, String)>,
    rounds: Vec<Round>,
    repairs: Vec<repair::Line>,
    closed: Vec<repair::Line>,
    open: Option<repair::Form>,
}

/// What the visitor is asked in this quarter.
struct Form {
    title: String,
    lede: String,
    quarter: String,
    /// That they answered already.
    answered: String,
    marks: Vec<Mark>,
    /// What the marks come to, or why there are none.
    marks_note: String,
    /// Where people say who is one of them, where too few count; else empty.
    parties: String,
    sentence: String,
    sentence_hint: String,
    /// What may be left empty.
    empty: String,
    seen_by: String,
}

/// What both sides answered in a quarter.
struct Round {
    id: String,
    title: String,
    note: String,
    sides: Vec<Side>,
}

/// What one side answered about the other.
pub(crate) struct Side {
    pub party: PartyLabel,
    pub about: PartyLabel,
    /// What its marks come to: which question, which number, what it was before.
    pub figures: Vec<(String, String, String)>,
    /// Of how many people, or why nothing is told.
    pub note: String,
    pub sentences: Vec<(String, String)>,
}

/// `GET /r/{relationship}/trust`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let view = room.seen.trust(ask.moment());
    let repairs = room.seen.repairs();
    let said = view.rounds.iter().flat_map(|round| &round.sides);
    let said = said.flat_map(|side| &side.sentences).map(|it| it.person);
    room.name(said.chain(repairs.repairs.iter().map(|it| it.person)))?;
    let layout = room.layout(room.say.text("nav-trust"))?;
    let (open, closed) = repair::lines(&room, &repairs);
    let to_open = view.to_open.iter();
    page(&Page {
        form: view.may_answer.then(|| form(&room, &view)),
        not_asked: room.say.two(
            "trust-not-asked",
            ("provider", room.short(room.frame.provider)),
            ("consumer", room.short(room.frame.consumer)),
        ),
        to_open: to_open
            .map(|day| (day.to_string(), quarter(&room, *day)))
            .collect(),
        rounds: rounds(&room, &view.rounds),
        repairs: open,
        closed,
        open: repairs.may_open.then(|| repair::form(&room)),
        layout,
    })
}

/// “Q3 2026”
pub(crate) fn quarter(room: &Room<'_>, first: Day) -> String {
    let (year, month, _) = first.date();
    let quarter = ((month - 1) / 3 + 1).to_string();
    let quarter = ("quarter", quarter);
    room.say
        .two("trust-quarter", quarter, ("year", year.to_string()))
}

/// The first day of the quarter that runs, where the table is.
fn running(room: &Room<'_>) -> Day {
    room.there.today().quarter()
}

fn form(room: &Room<'_>, view: &TrustPage) -> Form {
    let say = room.say;
    let own = room.frame.you.party;
    let about = match own == room.frame.provider {
        true => room.frame.consumer,
        false => room.frame.provider,
    };
    let (own, about) = (room.short(own), room.short(about));
    let runs = running(room);
    let answered = view.answered.as_ref().filter(|it| it.quarter == runs);
    let before = answered.and_then(|it| it.marks);
    let marks = [
        ("keeps_word", before.map(|marks| marks.keeps_word)),
        ("speaks_up", before.map(|marks| marks.speaks_up)),
    ];
    let mark = |(name, before): (&'static str, Option<u8>)| Mark {
        name,
        legend: say.one(&format!("trust-{name}"), "party", about),
        hint: say.one(&format!("trust-{name}-hint"), "party", about),
        least: say.text("trust-least"),
        most: say.text("trust-most"),
        look: "",
        before: before.map_or_else(String::new, |mark| say.one("trust-before", "mark", mark)),
    };
    let five = PEOPLE_PER_STEP as usize;
    let few_count = !view.may_mark && view.speak >= five;
    let marks_note = match (view.may_mark, view.counts_not) {
        (false, _) if few_count => say.with(
            "trust-few-count",
            &[("party", own.to_owned()), ("speak", view.speak.to_string())],
        ),
        (false, _) => say.one("trust-no-marks", "party", own),
        (true, Some(by)) => say.one("trust-counts-not", "party", room.short(by)),
        (true, None) if !view.counts => say.text("trust-not-vouched"),
        (true, None) => say.text("trust-marks-note"),
    };
    Form {
        title: say.one("trust-ask", "party", about),
        lede: say.one("trust-ask-lede", "party", about),
        quarter: runs.to_string(),
        answered: answered.map_or_else(String::new, |it| match (it.marks, &it.sentence) {
            (None, Some(sentence)) if sentence.is_empty() => say.text("trust-passed"),
            _ if view.may_mark => say.text("trust-answered"),
            _ => say.text("trust-answered-sentence"),
        }),
        marks: match view.may_mark {
            true => marks.into_iter().map(mark).collect(),
            false => Vec::new(),
        },
        marks_note,
        parties: match few_count {
            true => room.to("parties"),
            false => String::new(),
        },
        sentence: answered
            .and_then(|it| it.sentence.clone())
            .unwrap_or_default(),
        sentence_hint: say.text("trust-sentence-hint"),
        empty: say.text(match (view.may_mark, before) {
            (false, _) => "trust-empty-sentence",
            (true, None) => "trust-empty",
            (true, Some(_)) => "trust-empty-again",
        }),
        seen_by: room.with_operator(say.text(match view.may_mark {
            true => "trust-seen-by",
            false => "trust-sentence-seen-by",
        })),
    }
}

fn rounds(room: &Room<'_>, rounds: &[RoundTrust]) -> Vec<Round> {
    let each = rounds.iter().enumerate();
    each.map(|(place, round)| {
        let before = rounds.get(place + 1);
        let sides = round.sides.iter();
        let of_before = |side: &SideTrust| {
            let mut sides = before?.sides.iter();
            sides.find(|it| it.party == side.party)?.figure
        };
        Round {
            id: format!("quarter-{}", round.quarter),
            title: quarter(room, round.quarter),
            note: room
                .say
                .one("trust-opened", "day", room.dates.day(round.opened)),
            sides: sides
                .map(|side| told(room, side, of_before(side)))
                .collect(),
        }
    })
    .collect()
}

/// The quarter that was opened last, for the page beside this one.
pub(crate) fn latest(room: &mut Room<'_>) -> Result<Option<(String, Vec<Side>)>, Problem> {
    let view = room.seen.trust(room.ask.moment());
    let Some(round) = view.rounds.first() else {
        return Ok(None);
    };
    let said = round.sides.iter().flat_map(|side| &side.sentences);
    room.name(said.map(|it| it.person))?;
    let told = rounds(room, &view.rounds).into_iter().next();
    Ok(told.map(|round| (round.title, round.sides)))
}

/// One mark, as a page says it.
pub(crate) fn number(room: &Room<'_>, mark: f64) -> String {
    match mark.fract() == 0.0 {
        true => figures::number(room, mark, 1),
        false => figures::number(room, mark, PEOPLE_PER_STEP),
    }
}

pub(crate) fn told(room: &Room<'_>, side: &SideTrust, before: Option<TrustFigure>) -> Side {
    let say = room.say;
    let about = room.names.party(side.about);
    let figure = |name: &str, of: fn(&TrustFigure) -> f64| {
        let figure = side.figure.as_ref().map(of)?;
        let label = say.one(&format!("trust-{name}"), "party", &about.short);
        let was = before.as_ref().map(of).filter(|was| *was != figure);
        let was = was.map_or_else(String::new, |was| {
            say.one("trust-was", "mark", number(room, was))
        });
        Some((label, number(room, figure), was))
    };
    let figures = [
        figure("keeps_word", |it| it.keeps_word),
        figure("speaks_up", |it| it.speaks_up),
    ];
    let sentence = |it: &domain::view::TrustSentence| {
        let who = room.names.person(it.person);
        let by = match room.names.by_link(it.by_link_of) {
            mark if mark.is_empty() => who,
            mark => format!("{who} ({mark})"),
        };
        (room.or_erased(it.words.as_ref()), by)
    };
    Side {
        party: room.names.party(side.party).clone(),
        about: about.clone(),
        figures: figures.into_iter().flatten().collect(),
        note: match &side.figure {
            Some(figure) => say.two(
                "trust-people",
                ("count", figure.people.to_string()),
                ("quarter", quarter(room, figure.since)),
            ),
            None if side.sentences.is_empty() => say.text("trust-nothing"),
            None => say.text("trust-few"),
        },
        sentences: side.sentences.iter().map(sentence).collect(),
    }
}

/// `POST …/trust`
pub(crate) fn answer(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let quarter: Day = form.parse_field("quarter")?;
    if form.text("answer") == "pass" {
        return Ok(Command::from(act::AnswerTrust {
            quarter,
            keeps_word: None,
            speaks_up: None,
            sentence: String::new(),
        }));
    }
    let mark = |field: &'static str| match form.text(field).is_empty() {
        true => Ok(None),
        false => form.mark(field).map(Some),
    };
    let (mut keeps_word, mut speaks_up) = (mark("keeps_word")?, mark("speaks_up")?);
    if keeps_word.is_none() || speaks_up.is_none() {
        // What is left empty stays as it is: the marks, where the sentence alone is changed, or one of them.
        let before = ask.seen()?.trust(ask.moment()).answered;
        let before = before.filter(|it| it.quarter == quarter);
        let no_mark = keeps_word.is_none() && speaks_up.is_none();
        if before.is_none() && no_mark && form.text("sentence").trim().is_empty() {
            // To pass has a button of its own: nobody passes by mistake.
            return Err(Problem::Field {
                field: "sentence",
                what: "problem-nothing-said",
            });
        }
        let before: Option<TrustMarks> = before.and_then(|it| it.marks);
        keeps_word = keeps_word.or(before.map(|marks| marks.keeps_word));
        speaks_up = speaks_up.or(before.map(|marks| marks.speaks_up));
    }
    Ok(Command::from(act::AnswerTrust {
        quarter,
        keeps_word,
        speaks_up,
        sentence: form.text("sentence").to_owned(),
    }))
}

/// `POST …/trust/opening`
pub(crate) fn open(ask: &Ask) -> Result<Command, Problem> {
    let quarter = ask.form.parse_field("quarter")?;
    Ok(Command::from(act::OpenTrust { quarter }))
}

/// The outcomes that are ticked in a form.
fn outcomes(ask: &Ask) -> Result<Vec<OutcomeId>, Problem> {
    let ticked = ask.form.all("outcomes");
    let ids = ticked.map(|id| id.parse().map_err(|_| Problem::NotFound));
    ids.collect()
}
