//! Consultations at the table: what is asked of many, by which rules, and what came of it.

pub mod letters;
pub mod map;
pub mod one;
pub mod part;
pub mod statement;

use accounts::ConsultationLink;
use accounts::secrecy::ExposeSecret;
use askama::Template;
use domain::ids::*;
use domain::view::{ClosedConsultationView, ConsultationView};
use domain::words::{Moderation, Showing, Tongue};
use domain::{Command, Moment, act};

use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::pages::open::example_statement;
use crate::problem::Problem;
use crate::room::Room;
use crate::{host, qr};

/// Of what was typed and is no address, so much is repeated.
const REFUSED_NAMED: usize = 5;
/// Days for which people can answer, unless somebody says otherwise.
const WITHIN: i64 = 14;
/// Characters of a proposal's title in a question, and of its text in a statement.
const TITLE: usize = 140;
const STATEMENT: usize = 190;

#[derive(Template)]
#[template(path = "consultations.html")]
struct Page {
    layout: Layout,
    /// What people could be asked about such a service.
    example: String,
    open: Vec<Line>,
    over: Vec<Line>,
    form: Option<Form>,
}

/// A consultation in a list.
struct Line {
    href: String,
    question: String,
    lang: &'static str,
    party: PartyLabel,
    note: String,
}

/// The form with which many are asked.
struct Form {
    until: String,
    parties: Vec<PartyLabel>,
    /// Beside which outcome it can be read, and which of them was asked for.
    outcomes: Vec<(OutcomeId, String)>,
    outcome: String,
    /// What it begins with, where a proposal is put to many.
    question: String,
    statements: String,
    /// Whether somebody came here to ask.
    unfolded: bool,
    who_sees: String,
    /// Whether this server sends mail, and so links that work once.
    mails: bool,
    /// The language in which it is asked, unless somebody says otherwise.
    language: &'static str,
}

/// `GET /r/{relationship}/consultations`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let all = room.seen.consultations(ask.moment());
    room.name(all.consultations.iter().map(|it| it.person))?;
    let layout = room.layout(room.say.text("nav-consultations"))?;
    let lines = |open: bool| -> Vec<Line> {
        let some = all.consultations.iter().filter(|it| it.open == open);
        some.map(|it| line(&room, it)).collect()
    };
    page(&Page {
        example: room.say.one(
            "consultations-example",
            "statement",
            example_statement(&room),
        ),
        open: lines(true),
        over: lines(false),
        form: all.may_open.then(|| form(&room)),
        layout,
    })
}

fn line(room: &Room<'_>, it: &ConsultationView) -> Line {
    let who = room.names.person(it.person);
    let day = room.dates.on(it.until);
    let note = match (it.open, &it.closed) {
        (true, _) => room
            .say
            .two("consultation-until", ("who", who), ("day", day)),
        (false, Some(closed)) => came(room, closed),
        (false, None) => room.say.one("consultation-ended", "day", day),
    };
    Line {
        href: room.to(format_args!("consultations/{}", it.id)),
        question: room.or_erased(it.question.as_ref()),
        lang: map::lang(room.ask, it.language),
        party: room.names.party(it.party).clone(),
        note,
    }
}

/// How many people took part, as far as that is told.
fn came(room: &Room<'_>, closed: &ClosedConsultationView) -> String {
    let people = usize::try_from(closed.people).unwrap_or(usize::MAX);
    let key = match closed.whole {
        true => "consultation-came",
        false => "consultation-came-least",
    };
    room.say.count(key, people)
}

fn form(room: &Room<'_>) -> Form {
    let until = Moment(room.ask.moment().0 + WITHIN * Moment::DAY);
    let until = room.dates.local(until);
    let (until, _) = until.split_once('T').unwrap_or_default();
    let query = &room.ask.query;
    let proposal = query.optional("proposal").ok().flatten();
    let proposal = proposal.and_then(|id| room.seen.proposal(id, room.ask.moment()));
    let version = proposal.as_ref().map(|proposal| &proposal.version);
    let title = version.and_then(|version| version.title.as_deref());
    let text = version.and_then(|version| version.text.as_deref());
    let served = version.and_then(|version| version.outcomes.first());
    Form {
        until: until.to_owned(),
        parties: room.names.seated().cloned().collect(),
        outcomes: room
            .seen
            .outcome_statements()
            .into_iter()
            .map(|(id, text)| (id, room.or_erased(text.as_ref())))
            .collect(),
        outcome: match served {
            Some(served) => served.to_string(),
            None => query.text("outcome").to_owned(),
        },
        question: title.map_or_else(String::new, |title| {
            let title = markdown::excerpt(title, TITLE);
            room.say.one("consultation-of-proposal", "title", title)
        }),
        statements: text.map_or_else(String::new, |text| markdown::excerpt(text, STATEMENT)),
        unfolded: ["outcome", "ask", "proposal"]
            .iter()
            .any(|it| query.has(it)),
        who_sees: room.with_operator(room.say.text("consultation-seen-by")),
        mails: room.ask.web.sends_mail(),
        language: room.say.code(),
    }
}

/// `POST …/consultations`
pub(crate) fn open(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let parties: Result<Vec<PartyId>, _> = form.all("parties").map(str::parse).collect();
    let lines = form.text("statements").lines();
    Ok(Command::from(act::OpenConsultation {
        question: form.text("question").to_owned(),
        statements: lines.map(str::to_owned).collect(),
        rules: form.text("rules").to_owned(),
        parties: parties.map_err(|_| Problem::Field {
            field: "parties",
            what: "field-missing",
        })?,
        until: form.parse_field("until")?,
        adding: form.has("adding"),
        moderation: form.word("moderation", Moderation::from_word)?,
        showing: form.word("showing", Showing::from_word)?,
        outcome: form.optional("outcome")?,
        language: Tongue::from_word(form.text("language")),
        letters_only: form.text("admission") == "letter",
    }))
}

/// Where the consultation is that was opened.
pub(crate) fn to_opened(ask: &Ask, done: &app::Done) -> String {
    let made = done.facts.iter().flat_map(domain::Fact::made).next();
    let id = made.map(|made| made.id).unwrap_or_default();
    let said = match ask.form.text("admission") {
        "letter" => "consultation-opened-letters",
        _ => "consultation-opened",
    };
    ask.fill(&format!(
        "/r/{{relationship}}/consultations/{id}?said={said}"
    ))
}

/// What was asked of many about an outcome: address, question, and how far that is.
pub(crate) fn about(room: &Room<'_>, outcome: OutcomeId) -> Vec<(String, String, String)> {
    let all = room.seen.consultations(room.ask.moment()).consultations;
    let about = all.iter().filter(|it| it.outcome == Some(outcome));
    let told = about.map(|it| {
        let said = match &it.closed {
            Some(closed) => came(room, closed),
            None if it.open => room.say.text("consultation-is-open"),
            None => room.say.text("consultation-is-over"),
        };
        let href = room.to(format_args!("consultations/{}", it.id));
        (href, room.or_erased(it.question.as_ref()), said)
    });
    told.collect()
}

/// How a party's people come: by a link to hand on, as an address and as a picture of it; or by mail.
pub(crate) struct Sharing {
    /// Empty where only links that work once lead there.
    pub link: String,
    pub qr: String,
    /// Where links that work once are sent from; empty where this server sends no mail.
    pub letters: String,
    /// How many were sent, and how many are on their way.
    pub sent: String,
    /// Addresses that got no link, each with the reason.
    pub unsent: Vec<String>,
    /// Whether the language in which they are written can be chosen.
    pub language: &'static str,
    /// What was typed and is no address.
    pub refused: String,
}

/// The link by which the reader's own people take part, for whoever speaks for them.
fn sharing(room: &Room<'_>, it: &ConsultationView) -> Result<Option<Sharing>, Problem> {
    let own = room.frame.you.party;
    let hands_on = room.frame.you.speak_for_party && room.seen.is_present();
    if !it.open || !hands_on || !it.parties.contains(&own) {
        return Ok(None);
    }
    let accounts = room.ask.web.app().accounts();
    let to = ConsultationLink {
        consultation: it.id,
        relationship: room.id,
        party: own,
    };
    let sent = accounts.consultation_addresses(&to)?;
    let round = room.ask.web.rounds().of(&to);
    let refused: Vec<String> = letters::addresses(room.ask.form.text("addresses"))
        .into_iter()
        .filter(|address| !accounts::Accounts::is_address(address))
        .take(REFUSED_NAMED)
        .collect();
    let mut sharing = Sharing {
        link: String::new(),
        qr: String::new(),
        letters: match room.ask.web.sends_mail() {
            true => format!("{}/consultations/{}/letters", room.base, it.id),
            false => String::new(),
        },
        sent: [
            ("letters-count", usize::try_from(sent).unwrap_or_default()),
            ("letters-on-the-way", round.on_the_way),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| room.say.count(key, count))
        .collect::<Vec<_>>()
        .join(" "),
        unsent: round
            .unsent
            .into_iter()
            .map(|(address, why)| format!("{address}: {}", room.say.text(why)))
            .collect(),
        language: room.say.code(),
        refused: match refused.is_empty() {
            true => String::new(),
            false => room
                .say
                .one("letters-refused", "addresses", refused.join(", ")),
        },
    };
    if it.letters_only {
        return Ok(Some(sharing));
    }
    let secret = accounts.consultation_link(to);
    // Pages go on while nothing can be written.
    let Ok(secret) = secret else {
        return Ok(Some(sharing));
    };
    let link = format!("{}/c/{}", host::address(room.ask), secret.expose_secret());
    sharing.qr = qr::svg(&link, room.say.plain("consultation-qr"));
    sharing.link = link;
    Ok(Some(sharing))
}
