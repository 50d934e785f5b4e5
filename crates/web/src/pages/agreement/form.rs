//! Putting an agreement together in one sitting, from what is on the table.

use askama::Template;
use domain::ids::*;
use domain::view::{AgreementState, AgreementView, CommitmentState, CommitmentView, ProposalState};
use domain::{Command, Moment, Refusal, act};

use super::telling::{Section, sections};
use crate::ask::{Answer, Ask, page};
use crate::figures;
use crate::layout::Layout;
use crate::markdown;
use crate::pages::features::room::rule_name;
use crate::pages::open;
use crate::problem::Problem;
use crate::room::Room;

/// Months between two looks, unless somebody says otherwise.
const RHYTHM: u64 = 6;
/// Characters of a promise in the list.
const SHORT: usize = 160;
/// Days in a month, for the day that the form begins with.
const MONTH: i64 = 30;

#[derive(Template)]
#[template(path = "agreement_form.html")]
struct Page {
    layout: Layout,
    version: u64,
    /// What could change outside, as an example.
    factor_hint: String,
    withdraws: u64,
    /// Whose signatures a change withdraws; empty where there are none.
    undoes: String,
    outcomes: Vec<Line>,
    mixes: Vec<(MixId, String)>,
    mix: String,
    decisions: Vec<Line>,
    promises: Vec<Line>,
    months: String,
    review: String,
    factor: String,
    fall: String,
    contract: String,
    /// How it reads now, where it was put together before.
    sections: Vec<Section>,
    /// Which characters of it the PDF prints as numbers.
    not_drawn: String,
}

/// An outcome, a decision or a promise to choose.
struct Line {
    id: String,
    statement: String,
    chosen: bool,
}

/// `GET …/agreement/draft`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let told = room
        .seen
        .agreement(None, ask.moment())
        .ok_or(Problem::NotFound)?;
    let version = told.composes.ok_or(Problem::NotFound)?;
    let before = told.shown.as_ref();
    let same = before.filter(|view| view.version == version);
    let open = same.filter(|view| view.state == AgreementState::Open);
    let signed: Vec<PersonId> = open
        .iter()
        .flat_map(|view| view.signatures.iter().map(|it| it.person))
        .collect();
    room.name(
        before
            .iter()
            .flat_map(|view| super::people(view))
            .collect::<Vec<_>>(),
    )?;
    let title = match same {
        Some(_) => room.say.one("agreement-change-title", "version", version),
        None => room.say.one("agreement-compose-title", "version", version),
    };
    let names: Vec<_> = signed
        .iter()
        .map(|it| room.names.quoted_person(*it))
        .collect();
    let undoes = match (&names[..], open) {
        ([], None) => String::new(),
        ([], Some(_)) => room.say.text("agreement-undoes-nobody"),
        (names, _) => room.say.one("agreement-undoes", "people", names.join(", ")),
    };
    let text = |of: fn(&AgreementView) -> &Option<String>| {
        before.and_then(|view| of(view).clone()).unwrap_or_default()
    };
    let layout = room.layout(title)?;
    let in_months = Moment(ask.moment().0 + MONTH * RHYTHM as i64 * Moment::DAY).day_in_utc();
    let now = ask.moment().day_in_utc();
    let review = before.map(|view| view.review).filter(|day| *day > now);
    page(&Page {
        version,
        factor_hint: room.say.one(
            "compose-factor-hint",
            "factor",
            open::example_trigger(&room),
        ),
        withdraws: signed.len() as u64,
        undoes,
        outcomes: outcomes(&room, before),
        mixes: mixes(&room),
        mix: before
            .and_then(|view| view.mix)
            .map(|mix| mix.to_string())
            .unwrap_or_default(),
        decisions: decisions(&room, before),
        promises: promises(&room, before),
        months: before.map_or(RHYTHM, |view| view.months).to_string(),
        review: review.unwrap_or(in_months).to_string(),
        factor: text(|view| &view.factor),
        fall: text(|view| &view.fall),
        contract: text(|view| &view.contract),
        sections: match same {
            Some(view) => sections(&room, view),
            None => Vec::new(),
        },
        not_drawn: same.map_or_else(String::new, |view| super::paper::not_drawn(&room, view)),
        layout,
    })
}

/// Every outcome that is looked at; those of the version before are chosen, and all where there is none.
fn outcomes(room: &Room<'_>, before: Option<&AgreementView>) -> Vec<Line> {
    let value = room.seen.value();
    let line = |outcome: &domain::view::OutcomeView| Line {
        id: outcome.id.to_string(),
        statement: figures::statement(room, outcome),
        chosen: before.is_none_or(|view| view.outcomes.contains(&outcome.id)),
    };
    value.outcomes.iter().map(line).collect()
}

/// What was decided, the first first. Chosen is what the version before has, and what was decided since.
fn decisions(room: &Room<'_>, before: Option<&AgreementView>) -> Vec<Line> {
    let in_it = |id| before.is_some_and(|view| view.decisions.contains(&id));
    let since = before.map(|view| view.composed_at);
    let all = room.seen.proposals(room.ask.moment()).proposals;
    let adopted = all.into_iter().rev();
    let adopted = adopted.filter(|it| it.state == ProposalState::Adopted);
    let line = |it: domain::view::ProposalLine| Line {
        id: it.id.to_string(),
        statement: room.or_erased(it.title.as_ref()),
        chosen: in_it(it.id) || since.is_none_or(|since| it.ended.is_some_and(|at| at > since)),
    };
    adopted.map(line).collect()
}

/// Every promise that is still to be kept, and those of the version before that are kept. Chosen are these, and what
/// was promised since: whoever has seen all of them leaves out what does not belong in.
fn promises(room: &Room<'_>, before: Option<&AgreementView>) -> Vec<Line> {
    let in_it = |id: CommitmentId| {
        let mut all = before.iter().flat_map(|view| &view.commitments);
        all.any(|it| it.commitment == id)
    };
    let since = before.map(|view| view.composed);
    let all = room.seen.commitments(room.ask.moment()).commitments;
    let all = all.into_iter().filter(|it| match it.state {
        CommitmentState::Released | CommitmentState::Joined => false,
        CommitmentState::Kept => in_it(it.id),
        _ => true,
    });
    let line = |it: CommitmentView| Line {
        statement: room.say.with(
            "agreement-promise",
            &[
                ("party", room.short(it.party).to_owned()),
                ("to", room.short(it.to).to_owned()),
                ("day", room.dates.on(it.due)),
                (
                    "words",
                    room.names.quoted_words(&markdown::excerpt(
                        &room.or_erased(it.words.as_ref()),
                        SHORT,
                    )),
                ),
            ],
        ),
        chosen: in_it(it.id) || since.is_none_or(|since| it.sequence > since),
        id: it.id.to_string(),
    };
    all.map(line).collect()
}

/// The mixes that the visitor may see, the latest first.
fn mixes(room: &Room<'_>) -> Vec<(MixId, String)> {
    let features = room.seen.features();
    let told = features.mixes.iter().rev().map(|mix| {
        let rule = rule_name(room, mix.rule, &mix.result.endowments);
        let text = room.say.with(
            "agreement-mix-choice",
            &[
                ("day", room.dates.day(mix.at)),
                ("cost", room.money.text(mix.result.cost)),
                ("rule", rule),
            ],
        );
        (mix.id, text)
    });
    told.collect()
}

/// `POST …/agreement/draft`
pub(crate) fn compose(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::from(act::ComposeAgreement {
        version: form.parse_field("version")?,
        withdraws: form.parse_field("withdraws")?,
        outcomes: form.parse_all("outcomes")?,
        mix: form.optional("mix")?,
        decisions: form.parse_all("decisions")?,
        commitments: form.parse_all("commitments")?,
        // What is no whole number is no rhythm either.
        months: (form.text("months").trim().parse()).map_err(|_| Problem::Rule(Refusal::Rhythm))?,
        review: form.parse_field("review")?,
        factor: form.text("factor").to_owned(),
        fall: form.text("fall").to_owned(),
        contract: form.text("contract").to_owned(),
    }))
}
