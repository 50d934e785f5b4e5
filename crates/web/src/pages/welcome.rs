//! What an invited person is asked before and after the outcomes, and the seat that becomes theirs.

use askama::Template;
use domain::audience::Seen;
use domain::ids::*;
use domain::needs::Need;
use domain::text;
use domain::view::{GuessView, OutcomeView};
use domain::words::*;
use domain::{Moment, Refusal, act};

use crate::ask::{Answer, Ask, page, see};
use crate::back;
use crate::cookie;
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::dialogue::composer;
use crate::pages::{open, way_back};
use crate::problem::Problem;
use crate::room::Room;

#[derive(Template)]
#[template(path = "welcome.html")]
struct WelcomePage {
    layout: Layout,
    party: PartyLabel,
    service: String,
    purpose: String,
    /// What becomes of what the service lets the visitor do, where they are asked.
    lets: Option<String>,
    /// What somebody could say to it.
    example: String,
    /// What gets in the way, and an example, as it is asked of their party.
    gets: (String, String),
    seen_by: String,
    /// What kinds of limit there are: word and text.
    limits: Vec<(&'static str, String)>,
    /// Whether the visitor is a guest with a link of their own.
    way_back: bool,
}

#[derive(Template)]
#[template(path = "welcome_missing.html")]
struct MissingPage {
    layout: Layout,
    party: PartyLabel,
    seen_by: String,
}

#[derive(Template)]
#[template(path = "welcome_claim.html")]
struct ClaimPage {
    layout: Layout,
    /// Nothing to type: the person has an account, only this seat is not theirs yet.
    has_account: bool,
    /// Whether mail goes out, so that the account has an address.
    mail: bool,
    /// What the account signs in with, where none does.
    sign_in_name: String,
    /// That a link is on its way.
    asked: String,
    /// Where somebody signs in who has an account already, to take the seat with it; empty where there
    /// is none.
    own_account: String,
    least: usize,
}

/// Where somebody who came by a link goes on: where they left off.
pub(crate) fn onward(id: RelationshipId, seen: &Seen<'_>, now: Moment) -> String {
    let you = seen.you();
    let begun = seen
        .table()
        .seats
        .iter()
        .any(|seat| seat.person == you.person && seat.taken_up);
    let unrated = seen
        .needs(now)
        .iter()
        .any(|need| matches!(need, Need::Rate { .. }));
    let opened = |o: &OutcomeView| matches!(o.guess, GuessView::Revealed { gap: Some(_), .. });
    let on = if !seen.may::<act::Say>(()) || you.claimed {
        ""
    } else if !begun {
        "/welcome"
    } else if unrated {
        "/rate"
    } else if seen.value().outcomes.iter().any(opened) {
        "/reveal"
    } else {
        ""
    };
    format!("/r/{id}{on}")
}

/// Who hears a word said to the whole table, and who runs the server.
fn seen_by_all(room: &Room<'_>) -> String {
    let sight = room.say.text("welcome-seen-by");
    room.with_operator(sight)
}

/// What becomes of what the visitor says that the service lets them do: a key of the catalogue. It is the purpose,
/// said by the consumer, and first. A guest, who says no purpose, is asked as well, until they have said something:
/// theirs is a need. Nobody else is asked.
fn lets(seen: &Seen<'_>) -> Option<&'static str> {
    let frame = seen.frame();
    let said = frame.purpose.as_ref();
    let said_by_consumer = said.is_some_and(|purpose| purpose.party == frame.consumer);
    if frame.you.kind != PartyKind::Consumer || said_by_consumer {
        None
    } else if seen.may::<act::SayPurpose>(()) {
        Some("welcome-lets-hint")
    } else {
        (!seen.asked_to_be_heard()).then_some("welcome-lets-heard")
    }
}

/// `GET …/welcome`: what does this let you do, and what gets in the way? Of a supplier, or whoever else has a part
/// in it, only what they need for that.
pub fn show(ask: &Ask) -> Answer {
    let room = ask.room()?;
    if !room.seen.may::<act::Say>(()) {
        // The overview is where they belong.
        return Ok(see(&room.base));
    }
    let purpose = room
        .frame
        .purpose
        .as_ref()
        .and_then(|purpose| purpose.words.clone());
    let of = match room.frame.you.kind {
        PartyKind::Consumer => "welcome-gets",
        _ => "welcome-needs",
    };
    let lets = lets(&room.seen);
    let title = match lets {
        Some(_) => "welcome-title",
        None => of,
    };
    page(&WelcomePage {
        example: open::example_use(&room),
        lets: lets.map(|becomes| room.say.text(becomes)),
        gets: (room.say.text(of), room.say.text(&format!("{of}-example"))),
        party: room.names.party(room.frame.you.party).clone(),
        service: room.frame.name.clone().unwrap_or_default(),
        purpose: purpose.unwrap_or_default(),
        seen_by: seen_by_all(&room),
        limits: composer::limits(&room),
        way_back: way_back::path(ask)?.is_some(),
        layout: room.layout(room.say.text(title))?,
    })
}

/// `POST …/welcome`: both answers are optional. What the service lets them do is its purpose, or a need where they
/// say no purpose; what gets in the way is a need, or a limit where they cannot change it themselves: somebody says
/// either back.
pub fn say(ask: &Ask) -> Answer {
    let id = ask.table()?.id;
    let said = || {
        let form = &ask.form;
        // Both are checked before either is recorded.
        let lets = typed(ask, "lets")?;
        let gets = typed(ask, "gets")?;
        let limit = match form.text("limit") {
            "" => None,
            _ => Some(form.word("limit", LimitKind::from_word)?),
        };
        if let Some(purpose) = lets {
            if ask.seen()?.may::<act::SayPurpose>(()) {
                ask.carry_out_part(id, "lets", act::SayPurpose { purpose })?;
            } else {
                let (kind, to) = (ContributionKind::Need, Audience::WholeTable);
                ask.carry_out_part(id, "lets", act::Say::new(kind, to, purpose))?;
            }
        }
        if let Some(words) = gets {
            let kind = match limit {
                Some(_) => ContributionKind::Limit,
                None => ContributionKind::Need,
            };
            let saying = act::Say {
                limit,
                ..act::Say::new(kind, Audience::WholeTable, words)
            };
            ask.carry_out_part(id, "gets", saying)?;
        }
        Ok(())
    };
    match said() {
        Ok(()) => Ok(see(&format!("/r/{id}/rate"))),
        Err(problem) => ask.mend(problem, show),
    }
}

/// What was typed into a field, checked; nothing when it was left empty.
fn typed(ask: &Ask, field: &'static str) -> Result<Option<String>, Problem> {
    let words = text::optional_passage(field, ask.form.text(field)).map_err(Problem::Rule)?;
    Ok((!words.is_empty()).then_some(words))
}

/// `GET …/missing`: is there something that nobody asked about?
pub fn missing(ask: &Ask) -> Answer {
    let room = ask.room()?;
    if !room.seen.may::<act::Say>(()) {
        // The overview is where they belong.
        return Ok(see(&room.base));
    }
    page(&MissingPage {
        party: room.names.party(room.frame.you.party).clone(),
        seen_by: seen_by_all(&room),
        layout: room.layout(room.say.text("missing-title"))?,
    })
}

/// `POST …/missing`
pub fn say_missing(ask: &Ask) -> Answer {
    let id = ask.table()?.id;
    let kind = if ask.form.text("kind") == ContributionKind::Idea.word() {
        ContributionKind::Idea
    } else {
        ContributionKind::Need
    };
    let said = typed(ask, "words").and_then(|words| match words {
        Some(words) => {
            let saying = act::Say::new(kind, Audience::WholeTable, words);
            ask.carry_out_part(id, "words", saying).map(|_| ())
        }
        None => Ok(()),
    });
    match said {
        Ok(()) => Ok(see(&format!("/r/{id}/reveal"))),
        Err(problem) => ask.mend(problem, missing),
    }
}

/// `GET …/claim`: make this seat yours.
pub fn claim_page(ask: &Ask) -> Answer {
    let say = ask.say;
    if !ask.seen()?.may::<act::ClaimSeat>(()) {
        return Ok(see(&ask.base()?));
    }
    let person = &ask.visitor()?.person;
    let asked = ask
        .web
        .app()
        .accounts()
        .asked_address(person.id, ask.timestamp())?;
    let own_way = way_back::path(ask)?;
    page(&ClaimPage {
        has_account: !person.is_guest(),
        mail: ask.web.sends_mail(),
        sign_in_name: accounts::sign_in_name(person),
        asked: asked
            .map(|email| say.one("claim-asked", "email", email))
            .unwrap_or_default(),
        own_account: own_way
            .map(|path| back::then("/sign-in", &path))
            .unwrap_or_default(),
        least: accounts::PASSWORD_LEAST,
        layout: Layout::new(ask, say.text("claim-title"))?,
    })
}

/// `POST …/claim`: an account for the guest, and the seat with it. Where mail goes out, both come to be
/// once the guest opens the link that is sent to the address; else at once, with a name to sign in with.
pub fn claim(ask: &Ask) -> Answer {
    let (form, person, id) = (&ask.form, &ask.visitor()?.person, ask.table()?.id);
    let on = see(&format!("/r/{id}?said=claimed"));
    if person.is_guest() {
        let accounts = ask.web.app().accounts();
        let (password, now) = (form.text("password"), ask.timestamp());
        if ask.web.sends_mail() {
            if ask.seen()?.frame().closed.is_some() {
                return Err(Problem::Rule(Refusal::Closed));
            }
            let email = form.text("email");
            return match accounts.ask_for_account(person.id, id, email, password, ask.remote, now) {
                Ok(()) => Ok(see(&format!("/r/{id}/claim"))),
                Err(error) => ask.mend_attempt(error.into(), claim_page),
            };
        }
        let claim = match accounts.prepare_claim(person.id, password, now) {
            Ok(claim) => claim,
            Err(error) => return ask.mend_attempt(error.into(), claim_page),
        };
        // The account comes to be with the seat, or not at all.
        return match ask.carry_out_with(id, domain::Command::ClaimSeat(act::ClaimSeat {}), claim) {
            Ok((_, Some(session))) => Ok(cookie::give(ask, on, &session)),
            // Sent twice: the first answer holds the session.
            Ok((_, None)) => Ok(see("/sign-in")),
            Err(problem @ Problem::Account(_)) => ask.mend(problem, claim_page),
            Err(problem) => Err(problem),
        };
    }
    match ask.carry_out(id, domain::Command::ClaimSeat(act::ClaimSeat {})) {
        Ok(_) | Err(Problem::Rule(Refusal::NothingNew)) => Ok(on),
        Err(problem) => Err(problem),
    }
}
