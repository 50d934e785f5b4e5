//! One statement of many: what they say to it, its way back to the table, and the table to take away.

use std::collections::BTreeMap;

use app::ballots::results::{Figures, Statement, Tally};
use askama::Template;
use domain::ballot::Ballot;
use domain::ids::*;
use domain::view::{BroughtView, ConsultationView, ProposalState};
use domain::words::{Bringing, Quality};
use domain::{Command, Consultation, act};

use super::map::{Reading, bar, how_shared, lang, left_out_said, mark};
use super::one::{decided_sentence, parties};
use crate::ask::{Answer, Ask, page};
use crate::lanes::{self, Lane};
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::tables::Table;
use crate::problem::Problem;
use crate::room::Room;

/// What a statement can become with words of one's own.
const KINDS: [Bringing; 3] = [Bringing::Need, Bringing::Idea, Bringing::Concern];

#[derive(Template)]
#[template(path = "consultation_statement.html")]
struct Page {
    layout: Layout,
    place: String,
    /// The consultation: address, question and its language.
    of: (String, String, &'static str),
    number: u64,
    words: String,
    lang: &'static str,
    origin: String,
    /// What everybody said; empty where nothing is told of it.
    said: String,
    /// Why nothing is.
    untold: &'static str,
    bar: String,
    shared: String,
    /// Each group's mark, name, and what it said.
    groups: Vec<(String, String, String)>,
    parties: Vec<(String, String)>,
    brought: Vec<BroughtLine>,
    /// Who left it out and when, and why; empty where it is shown.
    left_out: (String, String),
    form: Option<Form>,
}

/// The ways back to the table.
struct Form {
    kinds: Vec<(&'static str, String)>,
    outcomes: Vec<(OutcomeId, String)>,
    /// The outcome beside which the consultation is read.
    outcome: String,
    proposals: Vec<(ProposalId, String)>,
    parties: Vec<PartyLabel>,
    for_party: String,
    qualities: Vec<(&'static str, String)>,
    who_sees: String,
}

/// A statement that came back to the table.
pub(crate) struct BroughtLine {
    /// Its words, where they are still there.
    pub words: String,
    pub lang: &'static str,
    /// “As a need”.
    pub what: String,
    /// Where that is: address and text.
    pub at: (String, String),
    /// What many said to it then, who brought it and when.
    pub told: String,
}

/// A statement of many beside something at the table.
pub(crate) struct Evidence {
    pub href: String,
    pub words: String,
    pub lang: &'static str,
    pub told: String,
}

/// `GET /r/{relationship}/consultations/{consultation}/statements/{statement}`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let id: ConsultationId = ask.param("consultation")?;
    let number: u64 = ask.param("statement")?;
    let it = room.seen.consultation(id, ask.moment());
    let it = it.ok_or(Problem::NotFound)?;
    let moderators = it.moderated.iter().map(|one| one.person);
    room.name(it.brought.iter().map(|one| one.person).chain(moderators))?;
    let asked = room.seen.asks(id).ok_or(Problem::NotFound)?;
    let app = ask.web.app();
    let today = room.seen.asks_today(id).ok_or(Problem::NotFound)?;
    let record = app.ballot(room.id, &today)?;
    let is_present = room.seen.is_present();
    let ballot = record.clone().filter(|_| is_present);
    let known = words(today.consultation, record.as_deref(), number);
    // What it began with stays to be read when it is left out. Else what is not shown is read by who decides on it; of
    // what was brought to the table that is told in its place. Which of the others there were at a moment of the past
    // is not known.
    let added = record.as_ref().and_then(|it| it.added(number));
    let moderates = room.seen.moderates(id, added.map(|added| added.party));
    let rejected = it.moderated.iter();
    let rejected = rejected.filter(|one| one.rejected);
    let rejected = rejected.rev().find(|one| one.statement == number);
    let seeded = today.consultation.seed(number).is_some();
    let is_shown = today.consultation.is_shown(number);
    let is_read = is_shown || moderates || (seeded && today.consultation.is_rejected(number));
    let is_brought = it.brought.iter().any(|one| one.statement == number);
    let is_read = is_read && (is_present || seeded || is_brought);
    let untold = match (is_present, &known) {
        (false, _) => "consultation-unseen-then",
        (true, None) => "statement-untold-erased",
        (true, Some(_)) => "statement-untold",
    };
    let words = match known {
        Some(known) if is_read => known,
        _ if is_brought => told_words(&room, today.consultation, record.as_deref(), number),
        _ => return Err(Problem::NotFound),
    };
    let drawn = ballot.as_ref().and_then(|ballot| app.drawn(&asked, ballot));
    let places = parties(&room);
    let (mut said, mut shared) = (None, String::new());
    let (mut groups, mut by_party) = (Vec::new(), Vec::new());
    if let Some((ballot, drawn)) = ballot.as_ref().zip(drawn) {
        let reading = Reading {
            ask,
            consultation: asked.consultation,
            ballot,
            own: None,
            parties: &places,
            place: String::new(),
            laid_over: false,
        };
        let figures = drawn.figures(asked.consultation, ballot);
        if let Some(told) = figures.statements.get(&number) {
            groups = of_groups(&reading, &figures, told);
            by_party = of_parties(&reading, &figures, told);
            shared = shared_line(&reading, &figures, number);
            said = Some((reading.tally(told), bar(told.all)));
        }
        if let Some(all) = figures.left_out.get(&number) {
            said = Some((left_out_said(ask, *all), bar(*all)));
        }
    }
    let (said, bar) = said.unwrap_or_default();
    let brought_here = it.brought.iter().filter(|one| one.statement == number);
    page(&Page {
        place: format!("{}/consultations/{id}/statements/{number}", room.base),
        of: (
            room.to(format_args!("consultations/{id}")),
            room.or_erased(it.question.as_ref()),
            lang(ask, it.language),
        ),
        number,
        lang: language(ask, asked.consultation, record.as_deref(), number),
        origin: room.say.text(match number <= it.seeds.len() as u64 {
            true => "statement-from-table",
            false => "statement-from-people",
        }),
        brought: brought_here
            .map(|one| brought(&room, one, record.as_deref()))
            .collect(),
        left_out: rejected.map_or_else(Default::default, |one| {
            let why = room.or_erased(one.why.as_ref());
            (decided_sentence(&room, one), why)
        }),
        form: (it.may_bring && is_shown && !said.is_empty()).then(|| form(&room, &it)),
        layout: room.layout(words.clone())?,
        said,
        untold,
        bar,
        shared,
        groups,
        parties: by_party,
        words,
    })
}

/// The words of a statement, shown or not.
fn words(consultation: &Consultation, ballot: Option<&Ballot>, statement: u64) -> Option<String> {
    let words = match ballot {
        Some(ballot) => ballot.words(consultation, statement),
        None => consultation.seed(statement),
    };
    words.map(str::to_owned)
}

/// The words of a statement as they are told wherever it was brought.
fn told_words(
    room: &Room<'_>,
    consultation: &Consultation,
    ballot: Option<&Ballot>,
    statement: u64,
) -> String {
    match words(consultation, ballot, statement) {
        Some(words) if consultation.is_shown(statement) => words,
        // Everybody read it when it was shown.
        Some(words) if consultation.seed(statement).is_some() => {
            format!("{words} {}", room.say.text("brought-left-out"))
        }
        Some(_) => room.say.text("brought-left-out"),
        None => room.say.text("text-erased"),
    }
}

fn language(
    ask: &Ask,
    consultation: &Consultation,
    ballot: Option<&Ballot>,
    statement: u64,
) -> &'static str {
    let tongue = match ballot {
        Some(ballot) => ballot.language(consultation, statement),
        None => consultation.language,
    };
    lang(ask, tongue)
}

fn of_groups(
    reading: &Reading<'_>,
    figures: &Figures,
    told: &Statement,
) -> Vec<(String, String, String)> {
    let tallies = told.by_group.iter().flatten();
    let groups = figures.groups.iter().zip(tallies);
    groups
        .map(|(group, tally)| {
            let name = reading.group(group.letter);
            (mark(group.letter), name, reading.of_each(*tally))
        })
        .collect()
}

fn of_parties(reading: &Reading<'_>, figures: &Figures, told: &Statement) -> Vec<(String, String)> {
    let tallies = told.by_party.iter().flatten();
    let parties = figures.parties.iter().zip(tallies);
    parties
        .map(|(party, tally)| (reading.party(*party), reading.of_each(*tally)))
        .collect()
}

fn shared_line(reading: &Reading<'_>, figures: &Figures, statement: u64) -> String {
    let mut shared = figures.shared.iter();
    if let Some(it) = shared.find(|it| it.statement == statement) {
        let (what, _) = how_shared(it.vote, figures.groups.len());
        return reading.ask.say.text(what);
    }
    unlike_line(reading, figures, statement)
}

/// That all groups say the same and the people of a party do not; empty where that is not so.
fn unlike_line(reading: &Reading<'_>, figures: &Figures, statement: u64) -> String {
    let unlike = unlike_parts(reading, figures, statement);
    unlike.map_or_else(String::new, |(what, parties)| format!("{what}; {parties}"))
}

/// What all groups say, and of which parties' people most do not.
fn unlike_parts(
    reading: &Reading<'_>,
    figures: &Figures,
    statement: u64,
) -> Option<(String, String)> {
    let mut unlike = figures.unlike.iter();
    let it = unlike.find(|it| it.shared.statement == statement)?;
    let (what, _) = how_shared(it.shared.vote, figures.groups.len());
    let what = reading.ask.say.text(what);
    Some((what, reading.unlike_of(&it.parties)))
}

/// The same beside evidence, in a sentence of what everybody is told today.
fn unlike_today(
    room: &Room<'_>,
    consultation: &Consultation,
    ballot: &Ballot,
    figures: &Figures,
    statement: u64,
) -> String {
    let places = parties(room);
    let reading = Reading {
        ask: room.ask,
        consultation,
        ballot,
        own: None,
        parties: &places,
        place: String::new(),
        laid_over: false,
    };
    let unlike = unlike_parts(&reading, figures, statement);
    unlike.map_or_else(String::new, |(what, parties)| {
        let said = ("what", what);
        room.say.two("brought-today", said, ("parties", parties))
    })
}

fn form(room: &Room<'_>, it: &ConsultationView) -> Form {
    let say = room.say;
    let proposals = room.seen.proposals(room.ask.moment()).proposals;
    let open = proposals.into_iter();
    let open = open.filter(|one| matches!(one.state, ProposalState::Blind | ProposalState::Open));
    Form {
        kinds: KINDS
            .iter()
            .map(|kind| {
                (
                    kind.word(),
                    say.text(&format!("contribution-{}", kind.word())),
                )
            })
            .collect(),
        outcomes: room
            .seen
            .outcome_statements()
            .into_iter()
            .map(|(id, text)| (id, room.or_erased(text.as_ref())))
            .collect(),
        outcome: it.outcome.map_or_else(String::new, |id| id.to_string()),
        proposals: open
            .map(|one| (one.id, room.or_erased(one.title.as_ref())))
            .collect(),
        parties: room.names.seated().cloned().collect(),
        for_party: room.frame.consumer.to_string(),
        qualities: Quality::ALL
            .iter()
            .map(|quality| {
                (
                    quality.word(),
                    say.text(&format!("quality-{}", quality.word())),
                )
            })
            .collect(),
        who_sees: room.with_operator(say.text("brought-seen-by")),
    }
}

/// `POST …/statements/{statement}`
pub(crate) fn bring(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::from(act::BringStatement {
        consultation: ask.param("consultation")?,
        statement: ask.param("statement")?,
        place: form.word("place", Bringing::from_word)?,
        words: form.text("words").to_owned(),
        outcome: form.optional("outcome")?,
        proposal: form.optional("proposal")?,
        for_party: form.optional("for_party")?,
        depends_on: Quality::from_word(form.text("depends_on")),
    }))
}

/// What many said to a statement when it came back, in a sentence.
fn told(room: &Room<'_>, one: &BroughtView) -> String {
    let say = room.say;
    let mut told = say.with(
        "brought-told",
        &[
            ("agree", one.agree.to_string()),
            ("disagree", one.disagree.to_string()),
            ("pass", one.pass.to_string()),
            ("day", room.dates.day(one.at)),
        ],
    );
    if one.shared {
        told.push(' ');
        told.push_str(&say.text(match one.groups {
            // Of one group, or where that was not recorded, this is all that is known.
            0 | 1 => "brought-shared-most",
            _ => "brought-shared",
        }));
    }
    told
}

/// A statement that came back, as the consultation's pages list it.
pub(crate) fn brought(room: &Room<'_>, one: &BroughtView, ballot: Option<&Ballot>) -> BroughtLine {
    let say = room.say;
    let asked = room.seen.asks_today(one.consultation);
    let consultation = asked.map(|asked| asked.consultation);
    let at = if let Some(id) = one.contribution {
        (
            room.to(format_args!("dialogue/{id}")),
            say.text("brought-to-thread"),
        )
    } else if let Some(id) = one.proposal {
        let title = room.seen.proposal_title(id).flatten();
        (
            room.to(format_args!("decisions/{id}")),
            room.or_erased(title.as_ref()),
        )
    } else if let Some(id) = one.outcome {
        (
            room.to(format_args!("outcomes/{id}")),
            room.or_erased(room.seen.outcome_statement(id).as_ref()),
        )
    } else {
        (String::new(), String::new())
    };
    BroughtLine {
        words: consultation.map_or_else(
            || say.text("text-erased"),
            |it| told_words(room, it, ballot, one.statement),
        ),
        lang: consultation.map_or("", |it| language(room.ask, it, ballot, one.statement)),
        what: say.text(&format!("brought-as-{}", one.place.word())),
        at,
        told: say.two(
            "brought-by",
            ("told", told(room, one)),
            ("who", room.names.person(one.person)),
        ),
    }
}

/// Statements of many that lie beside something at the table.
pub(crate) fn evidence(room: &Room<'_>, all: &[BroughtView]) -> Result<Vec<Evidence>, Problem> {
    let mut evidence = Vec::new();
    // Several statements may come from one.
    let mut figures: BTreeMap<ConsultationId, Option<Figures>> = BTreeMap::new();
    for one in all {
        let Some(asked) = room.seen.asks_today(one.consultation) else {
            continue;
        };
        let consultation = asked.consultation;
        let seeded = one.statement <= consultation.seeded;
        let several = consultation.parties.len() > 1 && room.seen.is_present();
        // What people added stands in the consultation's own record, and so does what parties said.
        let ballot = match seeded && !several {
            true => None,
            false => room.ask.web.app().ballot(room.id, &asked)?,
        };
        // What parties say is told once it is over.
        let over = ballot.as_ref().filter(|ballot| several && ballot.ended);
        let unlike = over.and_then(|ballot| {
            let figures = figures.entry(one.consultation).or_insert_with(|| {
                let drawn = room.ask.web.app().drawn(&asked, ballot)?;
                Some(drawn.figures(consultation, ballot))
            });
            let figures = figures.as_ref()?;
            Some(unlike_today(
                room,
                consultation,
                ballot,
                figures,
                one.statement,
            ))
        });
        let unlike = unlike.unwrap_or_default();
        evidence.push(Evidence {
            href: room.to(page_of(one)),
            words: told_words(room, consultation, ballot.as_deref(), one.statement),
            lang: language(room.ask, consultation, ballot.as_deref(), one.statement),
            told: match unlike.is_empty() {
                true => told(room, one),
                false => format!("{} {unlike}", told(room, one)),
            },
        });
    }
    Ok(evidence)
}

fn page_of(one: &BroughtView) -> String {
    format!(
        "consultations/{}/statements/{}",
        one.consultation, one.statement
    )
}

/// Where a word at the table comes from: address and sentence.
pub(crate) fn origin(room: &Room<'_>, contribution: ContributionId) -> Option<(String, String)> {
    let one = room.seen.brought_as(contribution)?;
    let sentence = room.say.one("brought-from-many", "told", told(room, &one));
    Some((room.to(page_of(&one)), sentence))
}

/// `GET …/consultations/{consultation}/statements.csv`: a row for each statement of which something is told, in the
/// order and by the names of Polis's `comment-groups.csv` for programs. Rows of people, as Polis exports them too,
/// are left out: whoever knows some answers of somebody would read the others.
pub fn csv(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let room = ask.room()?;
    let id: ConsultationId = ask.param("consultation")?;
    let asked = room.seen.asks(id).ok_or(Problem::NotFound)?;
    let app = ask.web.app();
    let ballot = match room.seen.is_present() {
        true => app.ballot(room.id, &asked)?,
        false => None,
    };
    let drawn = ballot.as_ref().and_then(|ballot| app.drawn(&asked, ballot));
    let told = ballot.as_ref().zip(drawn);
    let figures = told
        .as_ref()
        .map(|(ballot, drawn)| drawn.figures(asked.consultation, ballot));
    let columns = [
        "comment-id",
        "comment",
        "total-votes",
        "total-agrees",
        "total-disagrees",
        "total-passes",
    ];
    let groups = figures.as_ref().map_or(&[][..], |it| &it.groups[..]);
    let parties = figures.as_ref().map_or(&[][..], |it| &it.parties[..]);
    let for_people = crate::sheet::Sheet::of(ask).is_for_people();
    let mut more = Vec::new();
    for group in groups {
        let letter = char::from(b'a' + group.letter.min(25));
        more.extend(
            ["votes", "agrees", "disagrees", "passes"].map(|what| match for_people {
                true => {
                    let name = room
                        .say
                        .one("map-group", "letter", letter.to_ascii_uppercase());
                    format!("{name}: {}", room.say.text(&format!("column-total-{what}")))
                }
                false => format!("group-{letter}-{what}"),
            }),
        );
    }
    for party in parties {
        let name = &room.names.party(*party).short;
        more.extend(
            ["agrees", "disagrees", "passes"].map(|what| match for_people {
                true => format!("{name}: {}", room.say.text(&format!("column-total-{what}"))),
                false => format!("party-{party}-{what}"),
            }),
        );
    }
    let mut table = Table::of(&room, columns, more)?;
    if !room.seen.is_present() {
        table.row([String::new(), room.say.text("consultation-unseen-then")]);
    }
    let statements = figures.iter().flat_map(|it| &it.statements);
    for (statement, said) in statements {
        let words = words(asked.consultation, ballot.as_deref(), *statement);
        let mut cells = vec![
            statement.to_string(),
            words.unwrap_or_else(|| room.say.text("text-erased")),
        ];
        let each =
            |tally: &Tally| [tally.agree, tally.disagree, tally.pass].map(|it| it.to_string());
        cells.push(said.all.all().to_string());
        cells.extend(each(&said.all));
        for at in 0..groups.len() {
            let tally = said.by_group.as_ref().and_then(|all| all.get(at));
            cells.push(tally.map_or_else(String::new, |it| it.all().to_string()));
            cells.extend(tally.map_or_else(Default::default, each));
        }
        for at in 0..parties.len() {
            let tally = said.by_party.as_ref().and_then(|all| all.get(at));
            cells.extend(tally.map_or_else(Default::default, each));
        }
        table.row(cells);
    }
    table.done(ask, "statements")
}
