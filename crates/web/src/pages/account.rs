//! One's own account: how one is called, how one signs in, and what programs may do in one's name.

use accounts::secrecy::ExposeSecret;
use accounts::{Person, Proof, SessionId, SessionKind, TokenId, TokenScope};
use askama::Template;
use domain::ids::*;
use jiff::SignedDuration;
use uuid::Uuid;

use super::messages::Messages;
use super::set_up;
use super::ways::{self, Ways};
use crate::ask::{Answer, Ask, page, see};
use crate::changes::Line;
use crate::cookie;
use crate::dates::{self, moment};
use crate::layout::Layout;
use crate::problem::Problem;
use crate::visitor::Way;

/// How long a token may be made to live, in days.
const TOKEN_LIVES: [i64; 3] = [30, 90, 365];

/// Changes of the ways in that the page shows: what is older was told by mail.
const CHANGES: usize = 12;

#[derive(Template)]
#[template(path = "account.html")]
struct Page {
    layout: Layout,
    name: String,
    email: String,
    organisation: String,
    language: &'static str,
    zones: Vec<String>,
    /// Where a guest makes the seat theirs; then nothing below exists.
    claim: Option<String>,
    /// Where a guest finds their own way back.
    way_back: String,
    /// Whether the address is to be confirmed, and can be.
    to_confirm: bool,
    /// Whether the address is confirmed.
    confirmed: bool,
    /// What the account signs in with, where that is no address.
    sign_in_name: String,
    /// Whether mail goes out, so that another address can be shown.
    mail: bool,
    /// That a link is on its way to an address.
    asked: String,
    /// Whether the person has an account.
    account: bool,
    messages: Messages,
    /// Whether they came to change the password.
    password: bool,
    least: usize,
    /// Whether a second factor is due before the rest opens.
    lacking: bool,
    /// Beside the password; of an account.
    ways: Option<Ways>,
    sessions: Vec<SessionLine>,
    /// What changed in the ways in, latest first.
    changes: Vec<Line>,
    tokens: Vec<TokenLine>,
    relationships: Vec<(RelationshipId, String)>,
    lives: Vec<(i64, String)>,
    /// The secret of a token made just now: shown this once.
    fresh: Option<String>,
}

struct SessionLine {
    id: Uuid,
    what: String,
    seen: String,
    current: bool,
}

struct TokenLine {
    id: Uuid,
    name: String,
    what: String,
    until: String,
    used: String,
    working: bool,
}

/// `GET /account`
pub fn show(ask: &Ask) -> Answer {
    draw(ask, None)
}

fn draw(ask: &Ask, fresh: Option<String>) -> Answer {
    let (visitor, say) = (ask.visitor()?, ask.say);
    let person = &visitor.person;
    let account = !person.is_guest();
    let claim = match &visitor.way {
        Way::Session {
            guest_of: Some(relationship),
            ..
        } => Some(format!("/r/{relationship}/claim")),
        _ => None,
    };
    let accounts = ask.web.app().accounts();
    let asked = match account {
        true => accounts.asked_address(person.id, ask.timestamp())?,
        false => None,
    };
    page(&Page {
        layout: Layout::new(ask, say.text("nav-account"))?,
        name: person.name.clone().unwrap_or_default(),
        email: person.email.clone().unwrap_or_default(),
        organisation: person.organisation_name.clone(),
        language: person.language.code(),
        zones: dates::zones(Some(&person.time_zone)),
        way_back: match &visitor.way {
            Way::Session {
                guest_of: Some(relationship),
                ..
            } if !account => format!("/r/{relationship}/way-back"),
            _ => String::new(),
        },
        confirmed: account && person.has_shown_address(),
        to_confirm: account
            && person.email.is_some()
            && !person.has_shown_address()
            && ask.web.sends_mail(),
        sign_in_name: match person.email {
            None => person.signs_in_with.clone().unwrap_or_default(),
            Some(_) => String::new(),
        },
        mail: ask.web.sends_mail(),
        asked: asked
            .map(|email| say.one("account-email-asked", "email", email))
            .unwrap_or_default(),
        claim: claim.filter(|_| !account),
        account,
        messages: Messages::of(ask)?,
        password: ask.query.get("do") == Some("password"),
        least: accounts::PASSWORD_LEAST,
        lacking: visitor.lacks_second_factor(),
        ways: if account { Some(ways::of(ask)?) } else { None },
        sessions: if account {
            sessions(ask, person)?
        } else {
            Vec::new()
        },
        changes: changes(ask, person)?,
        tokens: if account {
            tokens(ask, person)?
        } else {
            Vec::new()
        },
        relationships: relationships(ask)?,
        lives: TOKEN_LIVES
            .iter()
            .map(|days| (*days, say.one("account-days", "count", days)))
            .collect(),
        fresh,
    })
}

fn sessions(ask: &Ask, person: &Person) -> Result<Vec<SessionLine>, Problem> {
    let accounts = ask.web.app().accounts();
    let current = match cookie::session(ask) {
        Some(secret) => accounts.visit(&secret, ask.timestamp())?,
        None => None,
    };
    let current = current.map(|visit| visit.session.id);
    let (say, dates) = (ask.say, ask.dates());
    let sessions = accounts.sessions_of(person.id, ask.timestamp())?;
    let line = |session: accounts::Session| SessionLine {
        id: session.id.0,
        what: match session.kind {
            SessionKind::Guest(_) => say.text("account-session-guest"),
            SessionKind::Account => match session.proof {
                Proof::Passkey => say.text("account-session-passkey"),
                Proof::Code => say.text("account-session-code"),
                Proof::RecoveryCode => say.text("account-session-recovery"),
                Proof::Password | Proof::NewAccount => say.text("account-session-password"),
                Proof::Link | Proof::Demo => say.text("account-session"),
            },
        },
        seen: say.two(
            "account-session-times",
            ("since", dates.exact(moment(session.created_at))),
            ("seen", dates.ago(moment(session.last_seen_at))),
        ),
        current: Some(session.id) == current,
    };
    Ok(sessions.into_iter().map(line).collect())
}

fn changes(ask: &Ask, person: &Person) -> Result<Vec<Line>, Problem> {
    let noted = ask.web.app().accounts().changes_of(person.id, CHANGES)?;
    let dates = ask.dates();
    noted
        .iter()
        .map(|noted| Line::of(&ask.web, ask.say, &dates, noted))
        .collect()
}

fn tokens(ask: &Ask, person: &Person) -> Result<Vec<TokenLine>, Problem> {
    let (say, dates) = (ask.say, ask.dates());
    let known = relationships(ask)?;
    let line = |token: accounts::Token| {
        let bound = token.relationship.map(|bound| {
            let found = known.iter().find(|(id, _)| *id == bound);
            found.map_or_else(
                || say.text("account-token-elsewhere"),
                |(_, name)| name.clone(),
            )
        });
        let scope = say.text(&format!("account-scope-{}", token.scope.code()));
        let until = match token.revoked_at {
            Some(at) => say.one("account-token-revoked", "day", dates.day(moment(at))),
            None => say.one(
                "account-token-until",
                "day",
                dates.day(moment(token.expires_at)),
            ),
        };
        TokenLine {
            id: token.id.0,
            what: match bound {
                Some(bound) => format!("{scope} · {bound}"),
                None => scope,
            },
            name: token.name,
            until,
            used: match token.last_used_at {
                Some(at) => say.one("account-token-used", "when", dates.ago(moment(at))),
                None => say.text("account-token-unused"),
            },
            working: token.revoked_at.is_none() && token.expires_at > ask.timestamp(),
        }
    };
    let tokens = ask.web.app().accounts().tokens_of(person.id)?;
    Ok(tokens.into_iter().map(line).collect())
}

/// The relationships at which the visitor sits, by name.
fn relationships(ask: &Ask) -> Result<Vec<(RelationshipId, String)>, Problem> {
    let person = ask.person()?;
    let mut names = Vec::new();
    for (id, summary) in ask.web.app().summaries_of(person, ask.now)? {
        let name = summary.frame.name.clone();
        names.push((id, name.unwrap_or_else(|| ask.say.text("text-erased"))));
    }
    Ok(names)
}

/// `POST /account/locale`: language and time zone; of an account the name too.
pub fn set_locale(ask: &Ask) -> Answer {
    let (accounts, form) = (ask.web.app().accounts(), &ask.form);
    let person = &ask.visitor()?.person;
    let language = set_up::language(form.text("language"));
    let changed = accounts
        .set_locale(person.id, language, form.text("time_zone"))
        .and_then(|()| match form.get("name") {
            Some(name) => accounts.rename_person(person.id, person.id, name),
            None => Ok(()),
        });
    match changed {
        Ok(()) => Ok(see("/account?said=account-kept")),
        Err(error) => ask.mend(error.into(), show),
    }
}

/// `POST /account/password`: ends every other session.
pub fn change_password(ask: &Ask) -> Answer {
    let form = &ask.form;
    let changed = ask.web.app().accounts().change_password(
        &ask.visitor()?.person,
        form.text("current_password"),
        form.text("password"),
        ask.visitor()?.proof(),
        ask.timestamp(),
    );
    match changed {
        Ok(session) => {
            let on = see("/account?said=account-password");
            Ok(cookie::give(ask, on, &session))
        }
        Err(error) => ask.mend_attempt(error.into(), show),
    }
}

/// `POST /account/email`: asks for the password again, and sends a link to the new address: it takes the
/// place of the old one once that is opened.
pub fn change_email(ask: &Ask) -> Answer {
    let form = &ask.form;
    if !ask.web.sends_mail() {
        return Err(Problem::Forbidden);
    }
    let asked = ask.web.app().accounts().ask_for_address(
        &ask.visitor()?.person,
        form.text("current_password"),
        form.text("email"),
        ask.remote,
        ask.timestamp(),
    );
    match asked {
        Ok(()) => Ok(see("/account?said=address-asked#signing-in")),
        Err(error) => ask.mend_attempt(error.into(), show),
    }
}

/// `POST /account/sign-out-everywhere`: ends every session, or the one that the form names.
pub fn sign_out_everywhere(ask: &Ask) -> Answer {
    let (accounts, person) = (ask.web.app().accounts(), ask.person()?);
    if ask.form.has("session") {
        let session = SessionId(ask.form.parse_field("session")?);
        accounts.end_session(person, session)?;
        return Ok(see("/account?said=account-session-ended"));
    }
    accounts.sign_out_everywhere(person)?;
    Ok(cookie::take(ask, see("/sign-in")))
}

/// `POST /account/tokens`: makes a token and shows its secret, this once. To load that page again makes none.
pub fn create_token(ask: &Ask) -> Answer {
    if cookie::was_shown(ask) {
        return Ok(see("/account?said=account-shown"));
    }
    match new_token(ask) {
        Ok(secret) => Ok(cookie::note_shown(ask, draw(ask, Some(secret))?)),
        Err(problem) => ask.mend(problem, show),
    }
}

fn new_token(ask: &Ask) -> Result<String, Problem> {
    let form = &ask.form;
    let scope = form.word("scope", |word| match word {
        "read" => Some(TokenScope::Read),
        "write" => Some(TokenScope::Write),
        _ => None,
    })?;
    let relationship = match form.text("relationship") {
        "" => None,
        _ => Some(form.parse_field::<RelationshipId>("relationship")?),
    };
    let known = relationships(ask)?;
    if relationship.is_some_and(|bound| known.iter().all(|(id, _)| *id != bound)) {
        return Err(Problem::Field {
            field: "relationship",
            what: "problem-choose",
        });
    }
    let days: i64 = form.parse_field("days")?;
    if !TOKEN_LIVES.contains(&days) {
        return Err(Problem::Field {
            field: "days",
            what: "problem-choose",
        });
    }
    let now = ask.timestamp();
    let (_, secret) = ask.web.app().accounts().create_token(
        ask.person()?,
        form.text("name"),
        scope,
        relationship,
        now + SignedDuration::from_hours(24 * days),
        now,
    )?;
    Ok(secret.expose_secret().to_owned())
}

/// `POST /account/tokens/{token}/revocation`
pub fn revoke_token(ask: &Ask) -> Answer {
    let token = TokenId(ask.param("token")?);
    let accounts = ask.web.app().accounts();
    accounts.revoke_token(ask.person()?, token, ask.timestamp())?;
    Ok(see("/account?said=account-token-revoked"))
}
