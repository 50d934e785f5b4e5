//! Signing: with a passkey over the text itself, or on the server's word.

use accounts::Proof;
use askama::Template;
use domain::act::RecordName;
use domain::agreement::Fingerprint;
use domain::ids::*;
use domain::view::{AgreementState, AgreementView};
use domain::words::*;
use domain::{Command, act};

use super::{Shown, people, shown};
use crate::ask::{Answer, Ask, page, see};
use crate::dates;
use crate::host;
use crate::layout::Layout;
use crate::pages::ways;
use crate::problem::Problem;
use crate::room::Room;

#[derive(Template)]
#[template(path = "agreement_sign.html")]
struct Page {
    layout: Layout,
    lede: String,
    shown: Shown,
    /// In which roles: the word, and how it reads.
    capacities: Vec<(&'static str, String)>,
    capacity: &'static str,
    /// Whether passkeys can be used here and the visitor has one.
    passkey: bool,
    /// Whether passkeys could be used here.
    passkeys: bool,
    /// Whether it is the demo, which asks nobody for anything.
    demo: bool,
    /// Whether the visitor uses an authenticator app.
    app: bool,
    /// By which the server knows again when it first showed this text to the visitor.
    first_shown: String,
}

/// `GET …/agreement/versions/{version}/sign`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let view = view(&room)?;
    // Whoever sent something is told that it was not taken down.
    let said = match (view.state, ask.form.text("form")) {
        (AgreementState::Open, _) if view.may_sign || view.may_decline => None,
        (AgreementState::Open, _) => Some("?said=agreement-not-yours"),
        (_, "") => Some(""),
        _ => Some("?said=agreement-not-open"),
    };
    if let Some(said) = said {
        let version = format_args!("agreement/versions/{}", view.version);
        return Ok(see(&format!("{}{said}", room.to(version))));
    }
    room.name(people(&view).collect::<Vec<_>>())?;
    let visitor = ask.visitor()?;
    let ways = ask.web.app().accounts().ways_of(visitor.person.id)?;
    let passkeys = host::site(ask).is_some();
    let capacities = view
        .capacities
        .iter()
        .map(|role| (role.word(), room.names.roles(&[*role])));
    let title = if view.may_sign {
        "sign-title"
    } else {
        "sign-done-title"
    };
    let layout = room.layout(room.say.one(title, "version", view.version))?;
    page(&Page {
        lede: room.say.two(
            "sign-lede",
            ("party", room.short(room.frame.you.party)),
            ("day", room.dates.exact(view.since).as_str()),
        ),
        capacities: capacities.collect(),
        capacity: view.capacities.first().map_or("", |role| role.word()),
        passkey: passkeys && !ways.passkeys.is_empty(),
        passkeys,
        demo: visitor.proof() == Proof::Demo,
        app: ways.app_since.is_some(),
        first_shown: first_shown(ask, &view)?,
        shown: shown(&room, &view),
        layout,
    })
}

/// What the page carries: as it did when it is shown again after something was wrong.
fn first_shown(ask: &Ask, view: &AgreementView) -> Result<String, Problem> {
    let text = view.text.map(|text| text.to_string()).unwrap_or_default();
    let (text, person) = (named(ask, view.version, &text)?, ask.person()?);
    let accounts = ask.web.app().accounts();
    let carried = ask.form.text("shown");
    match accounts.shown(person, &text, carried)? {
        Some(_) => Ok(carried.to_owned()),
        None => Ok(accounts.vouch_shown(person, &text, ask.timestamp())?),
    }
}

/// Which text of which record it is.
fn named(ask: &Ask, version: u64, text: &str) -> Result<String, Problem> {
    Ok(format!("{} {version} {text}", ask.table()?.id))
}

fn view(room: &Room<'_>) -> Result<AgreementView, Problem> {
    let version: u64 = room.ask.param("version")?;
    let view = room.seen.agreement_version(version, room.ask.moment());
    view.ok_or(Problem::NotFound)
}

/// What the form says is signed.
fn signing(ask: &Ask) -> Result<act::SignAgreement, Problem> {
    let capacity = Role::from_word(ask.form.text("capacity")).ok_or(Problem::Field {
        field: "capacity",
        what: "problem-choose",
    })?;
    Ok(act::SignAgreement {
        version: ask.param("version")?,
        text: ask.form.parse_field::<Fingerprint>("text")?,
        capacity,
    })
}

/// `POST …/agreement/versions/{version}/challenge`: what is put to the visitor's passkey.
pub fn challenge(ask: &Ask) -> Answer {
    let site = host::site(ask).ok_or(Problem::NotFound)?;
    let room = ask.room()?;
    let signing = signing(ask)?;
    let record = record_name(&room)?;
    let (version, text, capacity) = (signing.version, signing.text, signing.capacity);
    let statement = room
        .seen
        .statement_to_sign(record, version, text, capacity)
        .map_err(Problem::Rule)?;
    let accounts = ask.web.app().accounts();
    let made = |nonce: &[u8; 32]| statement.challenge(nonce).0;
    let challenge = accounts.begin_signing(&site, ask.person()?, made, ask.timestamp())?;
    ways::challenge(&challenge)
}

/// Which record it is.
pub(super) fn record_name(room: &Room<'_>) -> Result<RecordName, Problem> {
    let name = room.ask.web.app().record_name(room.id)?;
    name.ok_or(Problem::NotFound)
}

/// `POST …/agreement/versions/{version}/sign`
pub fn sign(ask: &Ask) -> Answer {
    match signed(ask) {
        Ok(in_force) => {
            let said = match in_force {
                true => "agreement-in-force",
                false => "agreement-signed",
            };
            let version: u64 = ask.param("version")?;
            let path = format!("/r/{{relationship}}/agreement/versions/{version}?said={said}");
            Ok(see(&ask.fill(&path)))
        }
        Err(problem) => ask.mend_attempt(problem, show),
    }
}

/// Whether it is in force with that.
fn signed(ask: &Ask) -> Result<bool, Problem> {
    let table: RelationshipId = ask.table()?.id;
    let visitor = ask.visitor()?;
    // Whoever holds a token alone signs nothing.
    visitor.session()?;
    let signing = signing(ask)?;
    let accounts = ask.web.app().accounts();
    let form = &ask.form;
    let confirmed = match form.text("form") {
        "sign-passkey" => {
            let site = host::site(ask).ok_or(Problem::NotFound)?;
            accounts.signed_by_passkey(
                &site,
                visitor.person.id,
                form.text("challenge"),
                form.text("answer"),
                ask.timestamp(),
            )?
        }
        _ => accounts.confirm(
            &visitor.person,
            visitor.proof(),
            form.text("password"),
            form.text("code"),
            ask.timestamp(),
        )?,
    };
    let text = named(ask, signing.version, &signing.text.to_string())?;
    let first_shown = accounts.shown(visitor.person.id, &text, form.text("shown"))?;
    let first_shown = first_shown.map(dates::moment);
    let done = ask.carry_out_confirmed(table, signing, confirmed, first_shown)?;
    let in_force = |fact: &domain::Fact| matches!(fact, domain::Fact::AgreementInForce(_));
    Ok(done.facts.iter().any(in_force))
}

/// `POST …/agreement/versions/{version}/refusal`
pub(crate) fn decline(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::DeclineToSign {
        version: ask.param("version")?,
        why: ask.form.text("why").to_owned(),
    }))
}
