//! What happens outside: factors, and what they may touch.

mod export;
pub mod one;

use askama::Template;
use domain::ids::*;
use domain::view::{FactorView, FactorsPage, Touches};
use domain::words::{AgreementSection, FactorKind};
use domain::{Command, act};

use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::pages::agreement;
use crate::pages::open::example_factor;
use crate::problem::Problem;
use crate::room::Room;

pub use export::csv;

/// Characters of what happens that stand in a list.
const SHORT: usize = 160;
/// Factors that are told with what they may touch.
const TOUCHING_SHOWN: usize = 5;

#[derive(Template)]
#[template(path = "factors.html")]
struct Page {
    layout: Layout,
    ahead: Vec<Line>,
    came: Vec<Line>,
    withdrawn: Vec<Line>,
    may_record: bool,
    /// What could touch such a service.
    example: String,
    kinds: Vec<(&'static str, String)>,
    today: String,
    outcomes: Vec<(String, String)>,
    features: Vec<(String, String)>,
    sections: Vec<(&'static str, String)>,
}

/// A factor in a list.
pub(crate) struct Line {
    pub href: String,
    pub words: String,
    pub party: PartyLabel,
    /// When, and of which kind.
    pub note: String,
    /// What it may touch: where that is, and what it is called.
    pub touches: Vec<(String, String)>,
    /// Whether the visitor is asked to look at something again.
    pub waits: bool,
}

/// `GET /r/{relationship}/factors`
pub fn show(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let all = room.seen.factors(ask.moment());
    let layout = room.layout(room.say.text("nav-factors"))?;
    let lines = |wanted: &dyn Fn(&FactorView) -> bool| -> Vec<Line> {
        let some = all.factors.iter().filter(|it| wanted(it));
        some.map(|it| line(&room, it)).collect()
    };
    page(&Page {
        ahead: lines(&|it| it.withdrawn.is_none() && it.ahead),
        came: lines(&|it| it.withdrawn.is_none() && !it.ahead),
        withdrawn: lines(&|it| it.withdrawn.is_some()),
        may_record: all.may_record,
        example: example_factor(&room),
        kinds: kinds(&room),
        today: ask.moment().day_in_utc().to_string(),
        outcomes: outcomes(&room),
        features: features(&room),
        sections: sections(&room),
        layout,
    })
}

/// The latest and the next, for the pages beside this one.
pub(crate) fn lines(room: &Room<'_>, all: &FactorsPage, most: usize) -> Vec<Line> {
    let standing = all.factors.iter().filter(|it| it.withdrawn.is_none());
    standing.take(most).map(|it| line(room, it)).collect()
}

/// The latest factors that may touch something, for its own page: where each is, and “what (when)”.
pub(crate) fn touching(room: &Room<'_>, what: Touches) -> Vec<(String, String)> {
    let all = room.seen.factors_touching(what).into_iter();
    let told = all.take(TOUCHING_SHOWN).map(|(factor, day)| {
        let words = room.seen.factor_words(factor).flatten();
        let words = markdown::excerpt(&room.or_erased(words.as_ref()), SHORT);
        let day = ("day", room.dates.on(day));
        let text = room.say.two("review-beside-factor", ("words", words), day);
        let sections = match what {
            Touches::Agreement => room.seen.sections_touched_by(factor),
            Touches::Outcome(_) | Touches::Feature(_) => Vec::new(),
        };
        (href(room, factor), in_sections(room, text, &sections))
    });
    told.collect()
}

/// What touches the agreement, and in which of its sections where that was said.
fn in_sections(room: &Room<'_>, what: String, sections: &[AgreementSection]) -> String {
    if sections.is_empty() {
        return what;
    }
    let named = sections.iter().map(|section| {
        let title = agreement::section_title(room, *section);
        room.say.one("factor-section-named", "section", title)
    });
    let named = named.collect::<Vec<_>>().join(", ");
    let (what, named) = (("what", what), ("sections", named));
    room.say.two("factor-in-sections", what, named)
}

/// Where a factor is.
pub(crate) fn href(room: &Room<'_>, factor: FactorId) -> String {
    room.to(format_args!("factors/{factor}"))
}

fn kinds(room: &Room<'_>) -> Vec<(&'static str, String)> {
    let kinds = FactorKind::ALL.iter();
    kinds
        .map(|kind| (kind.word(), kind_text(room, *kind)))
        .collect()
}

pub(crate) fn kind_text(room: &Room<'_>, kind: FactorKind) -> String {
    room.say.text(&format!("factor_kind-{}", kind.word()))
}

fn outcomes(room: &Room<'_>) -> Vec<(String, String)> {
    let all = room.seen.outcome_statements().into_iter();
    all.map(|(id, words)| (id.to_string(), room.or_erased(words.as_ref())))
        .collect()
}

fn features(room: &Room<'_>) -> Vec<(String, String)> {
    let all = room.seen.feature_names().into_iter();
    all.map(|(id, name)| (id.to_string(), room.or_erased(name.as_ref())))
        .collect()
}

/// The sections of the agreement in force.
fn sections(room: &Room<'_>) -> Vec<(&'static str, String)> {
    let all = room.seen.sections_in_force();
    all.map(|section| (section.word(), agreement::section_title(room, section)))
        .collect()
}

fn line(room: &Room<'_>, it: &FactorView) -> Line {
    let words = room.or_erased(it.words.as_ref());
    Line {
        href: href(room, it.id),
        words: markdown::excerpt(&words, SHORT),
        party: room.names.party(it.party).clone(),
        note: note(room, it),
        touches: touches(room, it),
        waits: it.waits,
    }
}

/// “31 August · technology”
fn note(room: &Room<'_>, it: &FactorView) -> String {
    room.say.two(
        "factor-note",
        ("day", room.dates.on(it.day)),
        ("kind", kind_text(room, it.kind)),
    )
}

fn touches(room: &Room<'_>, it: &FactorView) -> Vec<(String, String)> {
    let statements = room.seen.outcome_statements();
    let names = room.seen.feature_names();
    let mut touches = Vec::new();
    for touched in &it.outcomes {
        let found = statements.iter().find(|(id, _)| *id == touched.outcome);
        let words = room.or_erased(found.and_then(|(_, words)| words.as_ref()));
        let place = room.to(format_args!("outcomes/{}", touched.outcome));
        touches.push((place, words));
    }
    for feature in &it.features {
        let found = names.iter().find(|(id, _)| id == feature);
        let name = room.or_erased(found.and_then(|(_, name)| name.as_ref()));
        touches.push((room.to(format_args!("features/{feature}")), name));
    }
    if let Some((place, _)) = whole_agreement(room, it) {
        touches.push((place, room.say.text("factor-touches-agreement")));
    }
    for (place, title) in touched_sections(room, it) {
        let named = room.say.one("factor-section-named", "section", title);
        let text = room.say.one("factor-touches-section", "section", named);
        touches.push((place, text));
    }
    touches
}

/// Where the agreement in force is, and its number, if it may be touched as a whole or by one of its outcomes.
fn whole_agreement(room: &Room<'_>, it: &FactorView) -> Option<(String, u64)> {
    let touched = it.agreement || it.outcomes.iter().any(|outcome| outcome.agreed);
    let version = it.agreement_in_force.filter(|_| touched)?;
    let place = room.to(format_args!("agreement/versions/{version}"));
    Some((place, version))
}

/// The sections of the agreement in force that may be touched: where each is, and what it is called.
fn touched_sections(room: &Room<'_>, it: &FactorView) -> Vec<(String, String)> {
    let version = it.agreement_in_force.unwrap_or_default();
    let sections = it.sections.iter().map(|section| {
        let place = format!("agreement/versions/{version}#section-{}", section.word());
        (room.to(place), agreement::section_title(room, *section))
    });
    sections.collect()
}

/// `POST …/factors`
pub(crate) fn record(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::from(act::RecordFactor {
        kind: form.word("kind", FactorKind::from_word)?,
        day: form.parse_field("day")?,
        words: form.text("words").to_owned(),
        outcomes: ids(ask, "outcomes")?,
        features: ids(ask, "features")?,
        agreement: form.has("agreement"),
        sections: form.words("sections", AgreementSection::from_word)?,
    }))
}

/// The things that are ticked in a form.
fn ids<T: std::str::FromStr>(ask: &Ask, field: &'static str) -> Result<Vec<T>, Problem> {
    let ticked = ask.form.all(field);
    let ids = ticked.map(|id| id.parse().map_err(|_| Problem::NotFound));
    ids.collect()
}
