//! Decisions to take away: the list as a table, one as Markdown and as a PDF. Each is made of the view of its page.

use ::paper::{Attached, Block};
use domain::Moment;
use domain::ids::*;
use domain::view::*;
use domain::words::Audience;

use super::proposal::{
    harms, headline, kicker, kind_of, name_all, opened_by, settled, state_note, taker, terms, told,
    words_about,
};
use crate::ask::{Answer, Ask, download};
use crate::figures;
use crate::lanes::{self, Lane};
use crate::markdown::Manuscript;
use crate::pages::tables::Table;
use crate::paper::{self, Paper};
use crate::problem::Problem;
use crate::room::Room;
use crate::sheet::{Sheet, file_name};

/// `GET …/decisions.csv`: a row for each proposal and party that was asked.
pub fn csv(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let room = ask.room()?;
    let columns = [
        "decision", "state", "version", "opened", "until", "party", "stance", "ended", "review",
    ];
    let mut table = Table::of(&room, columns, [])?;
    let for_people = Sheet::of(ask).is_for_people();
    let said = |key: String, word: &str| match for_people {
        true => room.say.text(&key),
        false => word.to_owned(),
    };
    let page = room.seen.proposals(ask.moment());
    for line in &page.proposals {
        let Some(view) = room.seen.proposal(line.id, ask.moment()) else {
            continue;
        };
        for party in &view.parties {
            let stance = match party.stand {
                StandView::NotShown => "not_shown",
                StandView::Missing => "missing",
                StandView::Said { stance, .. } => stance.word(),
                StandView::Silent => "silent",
                StandView::Earlier => "earlier",
                StandView::Left => "left",
                StandView::Released => "released",
            };
            let state = match line.state {
                ProposalState::Blind => "blind",
                ProposalState::Open => "open",
                ProposalState::Adopted => "adopted",
                ProposalState::Withdrawn => "withdrawn",
            };
            let stance_key = match (party.stand, line.state) {
                (StandView::NotShown | StandView::Missing, ProposalState::Withdrawn) => {
                    format!("decision-stance-{stance}-ended")
                }
                _ => format!("decision-stance-{stance}"),
            };
            let review = line.review.map(|day| day.to_string());
            let cells = vec![
                room.or_erased(line.title.as_ref()),
                said(format!("decision-state-{state}"), state),
                line.version.to_string(),
                room.dates.machine(line.opened),
                line.until.to_string(),
                room.names.marked(party.party, link_of(&view, party.party)),
                said(stance_key, stance),
                line.ended
                    .map(|at| room.dates.machine(at))
                    .unwrap_or_default(),
                review.unwrap_or_default(),
            ];
            table.row(cells);
        }
    }
    table.done(ask, "decisions")
}

/// `GET …/decisions/{proposal}/decision.md`
///
/// # Errors
/// [`Problem::NotFound`] where there is none.
pub fn markdown(ask: &Ask) -> Answer {
    let (room, view) = entered(ask)?;
    let name = file_name(ask, "decision", "md")?;
    Ok(download(
        Manuscript::of(blocks(&room, &view)).into_bytes(),
        "text/markdown; charset=utf-8",
        &name,
    ))
}

/// `GET …/decisions/{proposal}/decision.pdf`: what is said to the whole table of it; of what was decided, for programs,
/// too.
///
/// # Errors
/// [`Problem::NotFound`] where there is none.
pub fn paper(ask: &Ask) -> Answer {
    let (room, view) = entered(ask)?;
    let title = room.or_erased(view.version.title.as_ref());
    let paper = Paper {
        name: "decision".to_owned(),
        title: format!("{title}: {}", room.on_paper().called()),
        made: view.decided.as_ref().map_or(view.version.at, |it| it.at),
        foot: "{name}".to_owned(),
        blocks: [blocks(&room, &view), how_to_check(&room, &view)].concat(),
        attached: attached(&room, &view)?,
    };
    paper.taken_away(&room)
}

fn entered(ask: &Ask) -> Result<(Room<'_>, ProposalView), Problem> {
    lanes::belongs_in(Lane::File);
    let mut room = ask.room()?;
    let id: ProposalId = ask.param("proposal")?;
    let view = room.seen.proposal(id, ask.moment());
    let mut view = view.ok_or(Problem::NotFound)?;
    name_all(&mut room, &view)?;
    // The same for every reader: nobody's own comes first, and what a few said among themselves stays with them.
    view.positions.sort_by_key(|it| (it.at, it.person));
    view.said.retain(|it| it.audience == Audience::WholeTable);
    Ok((room, view))
}

/// What was decided, for programs; nothing before.
fn attached(room: &Room<'_>, view: &ProposalView) -> Result<Vec<Attached>, Problem> {
    let Some(decided) = &view.decided else {
        return Ok(Vec::new());
    };
    let mut told = serde_json::json!({
        "proposal": view.id,
        "version": view.version,
        "decided": decided,
        "positions": view.positions,
        "criteria": view.criteria,
    });
    paper::forget_reader(&mut told);
    let about = room.say.text("proposal-json");
    let told = paper::for_programs("decision.json".to_owned(), about, &told)?;
    Ok(vec![told])
}

/// What the paper proves, what it does not, and what to check instead.
fn how_to_check(room: &Room<'_>, view: &ProposalView) -> Vec<Block> {
    let say = room.say;
    vec![
        Block::Heading(2, say.text("agreement-paper-check")),
        Block::Paragraph(say.text("proposal-paper-view")),
        Block::Paragraph(say.text("proposal-paper-not")),
        Block::Paragraph(say.one("proposal-paper-how", "proposal", view.id)),
    ]
}

/// Which characters of it the PDF prints as numbers; empty where there are none.
pub(super) fn not_drawn(room: &Room<'_>, view: &ProposalView) -> String {
    let characters = paper::not_drawn(&blocks(room, view));
    characters.map_or_else(String::new, |characters| {
        (room.say).one("proposal-not-drawn", "characters", characters)
    })
}

fn blocks(room: &Room<'_>, view: &ProposalView) -> Vec<Block> {
    let room = &room.on_paper();
    let say = room.say;
    let title = room.or_erased(view.version.title.as_ref());
    let mut blocks = vec![Block::Heading(1, title), Block::Note(kicker(room, view))];
    let value = room.seen.value();
    let outcomes = value.outcomes.iter().chain(&value.retired);
    let serves = outcomes.filter(|it| view.version.outcomes.contains(&it.id));
    let serves = serves.map(|it| {
        let statement = room.names.quoted_words(&figures::statement(room, it));
        say.one("proposal-serves-one", "outcome", statement)
    });
    let points: Vec<_> = serves.chain(terms(room, &view.version)).collect();
    if !points.is_empty() {
        blocks.push(Block::List(points));
    }
    let text = room.or_erased(view.version.text.as_ref());
    blocks.push(Block::quote(text, worded_by(room, &view.version)));
    let opened = opened_by(room, view);
    if !opened.is_empty() {
        blocks.push(Block::Note(opened));
    }
    blocks.push(Block::Heading(2, say.text("proposal-stands")));
    if view.lacks_consents {
        blocks.push(Block::Paragraph(state_note(room, view)));
    }
    let stands = view.parties.iter().map(|party| {
        let name = room
            .names
            .quoted_party(party.party, link_of(view, party.party));
        let stand = match headline(room, view, party.stand) {
            stand if stand.is_empty() => room.say.text("decision-stance-not_shown"),
            stand => stand,
        };
        format!("{name}: {stand}")
    });
    blocks.push(Block::List(stands.collect()));
    if !view.positions.is_empty() {
        blocks.push(Block::Heading(2, say.text("proposal-positions")));
        let all = view.positions.iter().map(|it| position(room, it));
        blocks.push(Block::List(all.collect()));
    }
    for it in &view.positions {
        blocks.extend(said_with(room, it));
    }
    if !view.settled.is_empty() {
        blocks.push(Block::Heading(2, say.text("proposal-settled")));
    }
    for it in &view.settled {
        let (heading, by) = settled(room, it, &room.names.quoted_person(it.now.person));
        blocks.push(Block::Lead(format!("{heading}: {by}")));
        blocks.extend(said_with(room, &it.objection));
        if !view.positions.contains(&it.now) {
            blocks.extend(said_with(room, &it.now));
        }
    }
    if !view.criteria.is_empty() {
        blocks.push(Block::Heading(2, say.text("proposal-criteria")));
        let criteria = view.criteria.iter();
        let criteria = criteria.map(|it| told(room, it, it.words.as_ref()));
        blocks.push(Block::List(criteria.collect()));
    }
    for answer in &view.principles {
        let principle = format!("principle-{}", answer.principle.word());
        blocks.push(Block::Lead(say.text(&principle)));
        let words = room.or_erased(answer.words.as_ref());
        let by = room.names.quoted_person(answer.person);
        blocks.push(Block::quote(words, said_at(room, view, answer.at, by)));
    }
    let (reviews, talk): (Vec<_>, Vec<_>) =
        words_about(view).partition(|(_, of_review)| *of_review);
    for (heading, words) in [("proposal-review-due", reviews), ("proposal-said", talk)] {
        if !words.is_empty() {
            blocks.push(Block::Heading(2, say.text(heading)));
        }
        for (word, _) in words {
            let who = room.names.quoted_person(word.person);
            let by = format!("{who} ({})", kind_of(room, view, word));
            let words = room.or_erased(word.words.as_ref());
            blocks.push(Block::quote(words, said_at(room, view, word.at, by)));
        }
    }
    blocks
}

/// Whose words a version has.
fn worded_by(room: &Room<'_>, version: &VersionView) -> String {
    let of = [
        ("who", room.names.quoted_person(version.person)),
        ("party", room.names.quoted_party(version.party, None)),
        ("version", version.number.to_string()),
    ];
    room.say.with("proposal-worded-by", &of)
}

/// Who said something, and that its words were others then.
pub(super) fn said_at(room: &Room<'_>, view: &ProposalView, at: Moment, by: String) -> String {
    match at < view.version.at {
        true => room.say.one("proposal-to-earlier", "by", by),
        false => by,
    }
}

/// Who takes which position, for whom.
fn position(room: &Room<'_>, it: &PositionView) -> String {
    let key = match it.earlier {
        true => "proposal-position-earlier",
        false => "proposal-position",
    };
    let of = [
        ("who", taker(room, it, room.names.quoted_person(it.person))),
        ("party", room.names.quoted_party(it.party, it.by_link_of)),
        (
            "stance",
            room.say.text(&format!("stance-{}", it.stance.word())),
        ),
    ];
    room.say.with(key, &of)
}

/// What was said with a position.
fn said_with(room: &Room<'_>, it: &PositionView) -> Vec<Block> {
    let by = position(room, it);
    let typed = |words: &Option<String>| words.clone().filter(|words| !words.is_empty());
    let mut blocks = Vec::new();
    if let Some(words) = typed(&it.words) {
        blocks.push(Block::quote(words, by.clone()));
    }
    if let Some((_, what)) = harms(room, it) {
        let what = room.names.quoted_words(&what);
        blocks.push(Block::Paragraph(room.say.one(
            "objection-harms",
            "what",
            what,
        )));
    }
    if let Some(workable) = typed(&it.workable) {
        blocks.push(Block::Paragraph(room.say.text("objection-workable")));
        blocks.push(Block::quote(workable, by));
    }
    blocks
}

/// Of a party that took a position while it was here only by another party's links: which one made them.
fn link_of(view: &ProposalView, party: PartyId) -> Option<PartyId> {
    let mut own = view.positions.iter().filter(|it| it.party == party);
    own.find_map(|it| it.by_link_of)
}
