//! One factor: what happens, what it may touch, and what of that asks to be looked at again.

use askama::Template;
use domain::ids::*;
use domain::view::{FactorView, MayWithFactor};
use domain::words::AgreementSection;
use domain::{Command, act};

use super::{features, ids, note, outcomes, sections};
use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;

#[derive(Template)]
#[template(path = "factor.html")]
struct Page {
    layout: Layout,
    /// The address of the page, without its query.
    place: String,
    html: String,
    party: PartyLabel,
    note: String,
    /// Who recorded it, and when.
    by: String,
    waits: bool,
    ahead: bool,
    /// That it is none, by whom and why.
    withdrawn: String,
    withdrawn_why: String,
    outcomes: Vec<Touched>,
    /// Other things that it may touch: where they are, what they are called.
    features: Vec<(String, String)>,
    /// The agreement that it may touch: where it is, and what it and each of its sections are called.
    agreement: Vec<(String, String)>,
    agreement_version: u64,
    may_reopen: bool,
    /// What the reopening says.
    reopen_why: String,
    looked: Vec<PartyLabel>,
    may: MayWithFactor,
    your_party: String,
    more_outcomes: Vec<(String, String)>,
    more_features: Vec<(String, String)>,
    more_sections: Vec<(&'static str, String)>,
    may_touch_agreement: bool,
}

/// An outcome that it may touch.
struct Touched {
    id: OutcomeId,
    href: String,
    rate: String,
    statement: String,
    wording: u64,
    to_look_at: bool,
    rated: bool,
    may_confirm: bool,
    may_rate: bool,
}

/// `GET …/factors/{factor}`
///
/// # Errors
/// [`Problem::NotFound`] where there is none.
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let id: FactorId = ask.param("factor")?;
    let all = room.seen.factors(ask.moment()).factors;
    let it = all.iter().find(|it| it.id == id).ok_or(Problem::NotFound)?;
    room.name([it.person])?;
    let layout = room.layout(room.say.text("factor-title"))?;
    let words = room.or_erased(it.words.as_ref());
    let version = it.agreement_in_force;
    let linked = |all: Vec<(String, String)>, have: &dyn Fn(&str) -> bool| -> Vec<_> {
        all.into_iter().filter(|(id, _)| !have(id)).collect()
    };
    page(&Page {
        place: format!("{}/factors/{id}", room.base),
        html: markdown::to_html(&words),
        party: room.names.party(it.party).clone(),
        note: note(&room, it),
        by: room.say.two(
            "factor-by",
            ("who", room.names.person(it.person)),
            ("day", room.dates.day(it.at)),
        ),
        waits: it.waits,
        ahead: it.ahead,
        withdrawn: it.withdrawn.map_or_else(String::new, |at| {
            room.say.one("factor-withdrawn", "day", room.dates.day(at))
        }),
        withdrawn_why: match it.withdrawn {
            Some(_) => room.or_erased(it.withdrawn_why.as_ref()),
            None => String::new(),
        },
        outcomes: touched(&room, it),
        features: touched_features(&room, it),
        agreement: touched_agreement(&room, it),
        agreement_version: version.unwrap_or_default(),
        may_reopen: version.is_some_and(|version| room.seen.may::<act::ReopenAgreement>(version)),
        reopen_why: markdown::excerpt(&words, super::SHORT),
        looked: it
            .looked
            .iter()
            .map(|party| room.names.party(*party).clone())
            .collect(),
        may: it.may,
        your_party: room.short(room.frame.you.party).to_owned(),
        more_outcomes: linked(outcomes(&room), &|id| {
            it.outcomes.iter().any(|one| one.outcome.to_string() == id)
        }),
        more_features: linked(features(&room), &|id| {
            it.features.iter().any(|one| one.to_string() == id)
        }),
        more_sections: sections(&room)
            .into_iter()
            .filter(|(word, _)| it.sections.iter().all(|one| one.word() != *word))
            .collect(),
        may_touch_agreement: !it.agreement,
        layout,
    })
}

fn touched(room: &Room<'_>, it: &FactorView) -> Vec<Touched> {
    let statements = room.seen.outcome_statements();
    let touched = it.outcomes.iter().map(|one| {
        let found = statements.iter().find(|(id, _)| *id == one.outcome);
        Touched {
            id: one.outcome,
            href: room.to(format_args!("outcomes/{}", one.outcome)),
            rate: format!("{}/rate/{}", room.base, one.outcome),
            statement: room.or_erased(found.and_then(|(_, words)| words.as_ref())),
            wording: one.wording,
            to_look_at: one.to_look_at,
            rated: one.rated,
            may_confirm: one.may_confirm,
            may_rate: one.may_rate,
        }
    });
    touched.collect()
}

fn touched_features(room: &Room<'_>, it: &FactorView) -> Vec<(String, String)> {
    let names = room.seen.feature_names();
    let touched = it.features.iter().map(|feature| {
        let found = names.iter().find(|(id, _)| id == feature);
        let name = room.or_erased(found.and_then(|(_, name)| name.as_ref()));
        (room.to(format_args!("features/{feature}")), name)
    });
    touched.collect()
}

fn touched_agreement(room: &Room<'_>, it: &FactorView) -> Vec<(String, String)> {
    let mut touched = Vec::new();
    if let Some((place, version)) = super::whole_agreement(room, it) {
        let text = room.say.one("factor-agreement-version", "version", version);
        touched.push((place, text));
    }
    let version = it.agreement_in_force.unwrap_or_default();
    for (place, title) in super::touched_sections(room, it) {
        let section = room.say.one("factor-section-named", "section", title);
        let named = (("version", version.to_string()), ("section", section));
        let text = room.say.two("factor-agreement-section", named.0, named.1);
        touched.push((place, text));
    }
    touched
}

/// `POST …/factors/{factor}/outcomes/{outcome}`: “still so”.
pub(crate) fn confirm(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::ConfirmAssessment {
        outcome: ask.param("outcome")?,
        wording: ask.form.parse_field("wording")?,
    }))
}

/// `POST …/factors/{factor}/extension`
pub(crate) fn extend(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::ExtendFactor {
        factor: ask.param("factor")?,
        outcomes: ids(ask, "outcomes")?,
        features: ids(ask, "features")?,
        agreement: ask.form.has("agreement"),
        sections: ask.form.words("sections", AgreementSection::from_word)?,
    }))
}

/// `POST …/factors/{factor}/look`
pub(crate) fn look(ask: &Ask) -> Result<Command, Problem> {
    let factor = ask.param("factor")?;
    Ok(Command::from(act::LookAtFactor { factor }))
}

/// `POST …/factors/{factor}/withdrawal`
pub(crate) fn withdraw(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::WithdrawFactor {
        factor: ask.param("factor")?,
        why: ask.form.text("why").to_owned(),
    }))
}
