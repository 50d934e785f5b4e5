//! The value agreement: its text, who has signed it, its versions, and how far the table is.

mod compare;
mod distance;
mod export;
pub mod form;
pub(crate) mod paper;
pub mod sign;
mod telling;

use askama::Template;
use domain::ids::*;
use domain::view::{
    AgreedCommitmentView, AgreementPage, AgreementState, AgreementView, CommitmentState,
    SignatureView, Touches,
};
use domain::words::*;
use domain::{Command, Moment, act};

use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::{commitments, factors, open};
use crate::problem::Problem;
use crate::room::Room;

pub(crate) use compare::show as compare;
pub(crate) use distance::Far;
pub use export::{json, markdown, receipt};
pub use paper::paper;
use telling::{Section, people, sections};
pub(crate) use telling::{number, section_title, thousandths, unit};

/// Late promises that stand beside an agreement they are no part of; their page has all.
const LATE_SHOWN: usize = 10;

#[derive(Template)]
#[template(path = "agreement.html")]
struct Page {
    layout: Layout,
    lede: String,
    /// What an agreement about such a service could say.
    example: String,
    /// The version that is shown; none before the first was composed.
    shown: Option<Shown>,
    /// What happens outside and may touch it.
    factors: Vec<(String, String)>,
    /// Where the version in hand is composed, and what the button says; empty where the visitor may not.
    compose: String,
    compose_text: String,
    versions: Vec<Line>,
    far: Far,
    /// The promises of the text, as they are today.
    promises: Vec<commitments::Line>,
    promises_note: String,
    /// Promises that are late and not in the text.
    late: Vec<commitments::Line>,
    late_note: String,
    dissents: Vec<Dissent>,
    may_dissent: bool,
    dissent_note: String,
}

/// A version, told.
pub(super) struct Shown {
    /// Where its forms lead: `…/agreement/versions/2`.
    pub place: String,
    pub parties: Vec<PartyLabel>,
    pub sections: Vec<Section>,
    pub signs: Vec<Sign>,
    /// What stands for the text, in groups; empty while it is a draft.
    pub digest: String,
    pub digest_note: String,
    /// The same without groups.
    pub text: String,
    /// Who declined, and why.
    pub declined: Vec<(PartyLabel, String, String)>,
    /// What happened to signatures that were given.
    pub log: Vec<String>,
    /// When the text was fixed, shown, signed and declined.
    pub happened: Vec<String>,
    pub reopened: String,
    pub reopened_why: String,
    /// That words on the table are others today.
    pub reworded: String,
    /// Which characters of a draft the PDF prints as numbers.
    pub not_drawn: String,
    /// That the visitor sees the rest after guessing; and where.
    pub guess: String,
    pub guess_at: String,
    pub composed: u64,
    pub may_open: bool,
    pub may_sign: bool,
    pub may_decline: bool,
    pub may_reopen: bool,
    pub review_due: bool,
    /// Who can sign for the visitor's party.
    pub your_signatories: String,
    /// Whether the visitor's party is waited for, and nobody there can sign.
    pub your_nobody: bool,
    pub your_party: String,
    pub is_open: bool,
}

/// A line to sign on.
pub(super) struct Sign {
    pub name: String,
    /// Name, capacity and party in one line, each so that it cannot go on into what follows.
    pub on_paper: String,
    pub capacity: String,
    pub note: String,
    pub signed: bool,
    /// Where the receipt is; empty where nobody has signed.
    pub receipt: String,
}

/// A version in the list.
struct Line {
    href: String,
    number: u64,
    text: String,
    /// Where it is compared with the one before; empty where there is none.
    compare: String,
    compare_text: String,
    current: bool,
}

struct Dissent {
    id: DissentId,
    party: PartyLabel,
    who: String,
    words: String,
    may_withdraw: bool,
}

/// `GET /r/{relationship}/agreement`
pub fn show(ask: &Ask) -> Answer {
    show_one(ask, None)
}

/// `GET /r/{relationship}/agreement/versions/{version}`
pub fn show_version(ask: &Ask) -> Answer {
    show_one(ask, Some(ask.param("version")?))
}

fn show_one(ask: &Ask, version: Option<u64>) -> Answer {
    let mut room = ask.room()?;
    let told = room
        .seen
        .agreement(version, ask.moment())
        .ok_or(Problem::NotFound)?;
    let named = told.shown.iter().flat_map(people);
    let named: Vec<PersonId> = named
        .chain(told.dissents.iter().map(|it| it.person))
        .collect();
    room.name(named)?;
    let promises = promises(&mut room, &told)?;
    let of_text = |id: CommitmentId| {
        let mut all = told.shown.iter().flat_map(|view| &view.commitments);
        all.any(|it| it.commitment == id)
    };
    let late = told.distance.late.iter().map(|it| it.commitment);
    let late: Vec<_> = late.filter(|id| !of_text(*id)).take(LATE_SHOWN).collect();
    let late = commitments::lines_of(&mut room, &late)?;
    let layout = room.layout(room.say.text("nav-agreement"))?;
    let draft = |view: &&AgreementView| view.state == AgreementState::Draft;
    let not_drawn = told.shown.as_ref().filter(draft);
    let not_drawn = not_drawn.map(|view| paper::not_drawn(&room, view));
    let shown = told.shown.as_ref().map(|view| Shown {
        not_drawn: not_drawn.unwrap_or_default(),
        ..shown(&room, view)
    });
    // Beside an earlier version it would seem to change that one.
    let shown_is_last = |_: &u64| {
        let last = told.versions.first().map(|line| line.version);
        told.shown.as_ref().map(|view| view.version) == last
    };
    let (compose, compose_text) = match told.composes.filter(shown_is_last) {
        Some(version) => {
            let new = told.versions.iter().all(|line| line.version != version);
            let text = match (new, version) {
                (false, _) => room.say.text("agreement-change"),
                (true, 1) => room.say.text("agreement-compose"),
                (true, _) => room.say.one("agreement-compose-title", "version", version),
            };
            (format!("{}/agreement/draft", room.base), text)
        }
        None => (String::new(), String::new()),
    };
    let dissents = told.dissents.iter().map(|it| Dissent {
        id: it.id,
        party: room.names.party(it.party).clone(),
        who: room.names.person(it.person),
        words: room.or_erased(it.words.as_ref()),
        may_withdraw: it.may_withdraw,
    });
    let fixed = told
        .shown
        .as_ref()
        .is_some_and(|it| it.state != AgreementState::Draft);
    page(&Page {
        factors: factors::touching(&room, Touches::Agreement),
        example: room.say.two(
            "agreement-example",
            ("outcome", open::example_outcome(&room)),
            ("measure", open::example_measure(&room)),
        ),
        lede: match &told.shown {
            Some(view) => lede(&room, view),
            None => room.say.text("agreement-none"),
        },
        versions: versions(&room, &told),
        far: Far::of(&room, &told.distance),
        promises_note: room.say.text(match fixed {
            true => "agreement-promises-note",
            false => "agreement-promises-draft",
        }),
        late_note: room.say.text(match promises.is_empty() {
            true => "agreement-late-only",
            false => "agreement-late",
        }),
        promises,
        late,
        dissents: dissents.collect(),
        may_dissent: told.may_dissent,
        dissent_note: match (told.may_dissent, fixed, told.dissents.is_empty()) {
            (true, true, _) => room.say.text("dissent-next"),
            (true, false, _) => room.say.text("dissent-in"),
            (false, _, true) => room.say.text("dissent-none"),
            (false, _, false) => String::new(),
        },
        shown,
        compose,
        compose_text,
        layout,
    })
}

/// “Value agreement, version 3 · open for signature since 25 November · it changes no contract …”
fn lede(room: &Room<'_>, view: &AgreementView) -> String {
    let state = format!("agreement-state-{}", word(view.state));
    let state = room.say.one(&state, "day", room.dates.day(view.since));
    let contract = view.clauses.iter().any(|it| it.clause == Clause::Contract);
    let contract = match contract {
        true => "agreement-changes-contract",
        false => "agreement-changes-none",
    };
    room.say.with(
        "agreement-lede",
        &[
            ("version", view.version.to_string()),
            ("state", state),
            ("contract", room.say.text(contract)),
        ],
    )
}

/// “Version 3 is open for signature since 25 November.”
pub(crate) fn state(room: &Room<'_>, line: &domain::view::AgreementLine) -> String {
    let state = format!("agreement-state-{}", word(line.state));
    let state = room.say.one(&state, "day", room.dates.day(line.since));
    let version = line.version.to_string();
    room.say.two(
        "agreement-version-state",
        ("version", version.as_str()),
        ("state", state.as_str()),
    )
}

pub(super) fn word(state: AgreementState) -> &'static str {
    match state {
        AgreementState::Draft => "draft",
        AgreementState::Open => "open",
        AgreementState::InForce => "in_force",
        AgreementState::Reopened => "reopened",
        AgreementState::Superseded => "superseded",
    }
}

fn versions(room: &Room<'_>, told: &AgreementPage) -> Vec<Line> {
    let say = room.say;
    let shown = told.shown.as_ref().map(|view| view.version);
    let line = |line: &domain::view::AgreementLine| {
        let key = format!("agreement-state-{}", word(line.state));
        let before = line.version.saturating_sub(1);
        Line {
            href: room.to(format_args!("agreement/versions/{}", line.version)),
            number: line.version,
            text: say.one(&key, "day", room.dates.day(line.since)),
            compare: match before {
                0 => String::new(),
                _ => room.to(format_args!(
                    "agreement/versions/{}/comparison",
                    line.version
                )),
            },
            compare_text: say.one("agreement-compare", "version", before),
            current: shown == Some(line.version),
        }
    };
    told.versions.iter().map(line).collect()
}

/// The promises of the text as they are today, each with how far it is.
fn promises(room: &mut Room<'_>, told: &AgreementPage) -> Result<Vec<commitments::Line>, Problem> {
    let of_text = told.shown.iter().flat_map(|view| &view.commitments);
    let of_text: Vec<&AgreedCommitmentView> = of_text.collect();
    let ids: Vec<CommitmentId> = of_text.iter().map(|it| it.commitment).collect();
    let mut lines = commitments::lines_of(room, &ids)?;
    for (line, it) in lines.iter_mut().zip(of_text) {
        if line.tag.is_empty() {
            line.tag = room.say.text("commitment-state-open");
        }
        let given_up = [CommitmentState::Released, CommitmentState::Joined].contains(&it.state);
        if it.changed && !given_up {
            let changed = room.say.text("agreement-promise-changed");
            line.note = format!("{} · {changed}", line.note);
        }
    }
    Ok(lines)
}

/// What happened on the way to being in force, in order, with the offset of the clocks that it was read from.
fn happened(room: &Room<'_>, view: &AgreementView) -> Vec<String> {
    let mut all: Vec<(Moment, u8, &str, PersonId)> = Vec::new();
    if let (Some(at), Some(by)) = (view.opened, view.opened_by) {
        all.push((at, 0, "fixed", by));
    }
    for signed in &view.signatures {
        let shown = signed.shown.map(|at| (at, 1, "shown", signed.person));
        all.extend(shown);
        all.push((signed.at, 2, "signed", signed.person));
    }
    for declined in &view.declined {
        let signed = declined.signed.map(|at| (at, 2, "signed", declined.person));
        let what = match signed {
            Some(_) => "taken-back",
            None => "declined",
        };
        all.extend(signed);
        all.push((declined.at, 2, what, declined.person));
    }
    all.sort();
    let told = all.into_iter().map(|(at, _, what, person)| {
        let key = format!("signing-log-{what}");
        let who = room.names.quoted_person(person);
        let at = export::here(&room.dates, at);
        room.say
            .two(&key, ("at", at.as_str()), ("who", who.as_str()))
    });
    told.collect()
}

pub(super) fn shown(room: &Room<'_>, view: &AgreementView) -> Shown {
    let say = room.say;
    let own = room.frame.you.party;
    let missing = view.missing.iter().find(|it| it.party == own);
    let names = |people: &[PersonId]| {
        let names: Vec<_> = people
            .iter()
            .map(|it| room.names.quoted_person(*it))
            .collect();
        names.join(", ")
    };
    let digest = view.text.map(|text| text.to_string()).unwrap_or_default();
    let log = view.withdrawn.iter().map(|it| {
        let key = match it.people.is_empty() {
            true => format!("agreement-taken-back-{}", it.because.word()),
            false => format!("agreement-withdrawn-{}", it.because.word()),
        };
        say.with(
            &key,
            &[
                ("day", room.dates.exact(it.at)),
                ("who", room.names.quoted_person(it.person)),
                ("people", names(&it.people)),
            ],
        )
    });
    let live = room.seen.outcome_statements();
    let told = |id: &OutcomeId| {
        let words = room.or_erased(room.seen.outcome_statement(*id).as_ref());
        match live.iter().any(|(outcome, _)| outcome == id) {
            true => words,
            false => say.one("agreement-retired", "outcome", words),
        }
    };
    let reworded: Vec<String> = view.reworded.iter().map(told).collect();
    Shown {
        place: format!("{}/agreement/versions/{}", room.base, view.version),
        parties: view
            .parties
            .iter()
            .map(|it| room.names.party(*it).clone())
            .collect(),
        sections: sections(room, view),
        signs: signs(&room.quoting(), view),
        digest: grouped(&digest),
        digest_note: match view.opened_entry {
            Some(entry) => say.one("agreement-digest-entry", "entry", entry),
            None => String::new(),
        },
        text: digest,
        declined: view
            .declined
            .iter()
            .map(|it| {
                // Once it is in force, whoever did not sign is waited for no more.
                let key = match view.state {
                    AgreementState::Draft | AgreementState::Open => "agreement-declined",
                    _ => "agreement-declined-then",
                };
                let who = say.two(
                    key,
                    ("who", room.names.quoted_person(it.person)),
                    ("day", room.dates.exact(it.at)),
                );
                (
                    room.names.party(it.party).clone(),
                    who,
                    room.or_erased(it.why.as_ref()),
                )
            })
            .collect(),
        log: log.collect(),
        happened: happened(room, view),
        reopened: match &view.reopened {
            Some(it) => say.two(
                &format!("agreement-reopened-{}", it.because.word()),
                ("who", room.names.quoted_person(it.person)),
                ("day", room.dates.day(it.at)),
            ),
            None => String::new(),
        },
        reopened_why: match &view.reopened {
            Some(it) => room.or_erased(it.why.as_ref()),
            None => String::new(),
        },
        reworded: match reworded.is_empty() {
            true => String::new(),
            false => say.one("agreement-reworded", "outcomes", reworded.join(" · ")),
        },
        not_drawn: String::new(),
        guess: match view.guess_first.len() {
            0 => String::new(),
            more => say.count("agreement-guess", more),
        },
        guess_at: match view.guess_first.first() {
            Some(outcome) => format!("{}/guess/{outcome}", room.base),
            None => String::new(),
        },
        composed: view.composed,
        may_open: view.may_open,
        may_sign: view.may_sign,
        may_decline: view.may_decline,
        may_reopen: view.may_reopen,
        review_due: view.review_due,
        your_signatories: missing.map(|it| names(&it.people)).unwrap_or_default(),
        your_nobody: missing.is_some_and(|it| it.people.is_empty()),
        your_party: room.short(own).to_owned(),
        is_open: view.state == AgreementState::Open,
    }
}

fn signs(room: &Room<'_>, view: &AgreementView) -> Vec<Sign> {
    let say = room.say;
    let mut signs = Vec::new();
    for party in &view.parties {
        let label = room.names.party(*party).clone();
        let theirs = view.signatures.iter().filter(|it| it.party == *party);
        for signed in theirs {
            let role = room.names.roles(&[signed.capacity]);
            signs.push(Sign {
                name: room.names.person(signed.person),
                on_paper: format!(
                    "{} ({role}, {})",
                    room.names.quoted_person(signed.person),
                    room.names.quoted_party(*party, signed.by_link_of)
                ),
                capacity: say.two(
                    "agreement-capacity",
                    ("role", room.names.roles(&[signed.capacity])),
                    ("party", label.short.clone()),
                ),
                note: signed_note(room, signed),
                signed: true,
                receipt: room.to(format_args!(
                    "agreement/versions/{}/receipts/{}/receipt.json",
                    view.version, signed.person
                )),
            });
        }
        if let Some(missing) = view.missing.iter().find(|it| it.party == *party) {
            let names = missing.people.iter().map(|it| room.names.person(*it));
            let names: Vec<_> = names.collect();
            let quoted = missing.people.iter();
            let quoted: Vec<_> = quoted.map(|it| room.names.quoted_person(*it)).collect();
            signs.push(Sign {
                on_paper: format!(
                    "{} ({})",
                    match quoted.is_empty() {
                        true => say.text("agreement-nobody-signs"),
                        false => quoted.join(say.plain("agreement-or")),
                    },
                    room.names.quoted_party(*party, None)
                ),
                name: match names.is_empty() {
                    true => say.text("agreement-nobody-signs"),
                    false => names.join(say.plain("agreement-or")),
                },
                capacity: room.names.on_paper(*party),
                note: match view.state {
                    AgreementState::Draft => String::new(),
                    _ => say.text("agreement-not-signed"),
                },
                signed: false,
                receipt: String::new(),
            });
        }
    }
    signs
}

/// When and how somebody signed, and what is to be known of their party for good.
fn signed_note(room: &Room<'_>, signed: &SignatureView) -> String {
    let how = room.say.text(&format!("proved-{}", signed.proved.word()));
    let note = room.say.two(
        "agreement-signed-note",
        ("day", room.dates.exact(signed.at)),
        ("how", how),
    );
    match room.names.by_link(signed.by_link_of) {
        mark if mark.is_empty() => note,
        mark => format!("{note}; {mark}"),
    }
}

/// A digest in groups of four, so that it can be compared by eye.
fn grouped(digest: &str) -> String {
    let groups = digest.as_bytes().chunks(4).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(" ")
}

/// `POST …/agreement/dissents`
pub(crate) fn say_dissent(ask: &Ask) -> Result<Command, Problem> {
    let words = ask.form.text("words").to_owned();
    Ok(Command::from(act::SayDissent { words }))
}

/// `POST …/agreement/dissents/{dissent}/withdrawal`
pub(crate) fn withdraw_dissent(ask: &Ask) -> Result<Command, Problem> {
    let dissent = ask.param("dissent")?;
    Ok(Command::from(act::WithdrawDissent { dissent }))
}

/// `POST …/agreement/versions/{version}/opening`
pub(crate) fn open(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::OpenForSignature {
        version: ask.param("version")?,
        composed: ask.form.parse_field("composed")?,
    }))
}

/// `POST …/agreement/versions/{version}/reopening`
pub(crate) fn reopen(ask: &Ask) -> Result<Command, Problem> {
    let because = Reopening::from_word(ask.form.text("because")).ok_or(Problem::Field {
        field: "because",
        what: "problem-choose",
    })?;
    Ok(Command::from(act::ReopenAgreement {
        version: ask.param("version")?,
        because,
        why: ask.form.text("why").to_owned(),
    }))
}
