//! Decisions to take away: the list as a table, one as Markdown. Each is made of the view of its page.

use domain::ids::*;
use domain::view::*;

use super::proposal::{kicker, name_all, terms, told};
use crate::ask::{Answer, Ask, download};
use crate::figures;
use crate::lanes::{self, Lane};
use crate::markdown::Manuscript;
use crate::pages::tables::Table;
use crate::problem::Problem;
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
            let review = line.review.map(|day| day.to_string());
            let cells = vec![
                room.or_erased(line.title.as_ref()),
                said(format!("decision-state-{state}"), state),
                line.version.to_string(),
                room.dates.machine(line.opened),
                line.until.to_string(),
                room.names.marked(party.party, link_of(&view, party.party)),
                said(format!("decision-stance-{stance}"), stance),
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
pub fn markdown(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let mut room = ask.room()?;
    let id: ProposalId = ask.param("proposal")?;
    let view = room
        .seen
        .proposal(id, ask.moment())
        .ok_or(Problem::NotFound)?;
    name_all(&mut room, &view)?;
    let say = room.say;
    let mut file = Manuscript::default();
    file.heading(1, &room.or_erased(view.version.title.as_ref()));
    file.paragraph(&kicker(&room, &view));
    let value = room.seen.value();
    let outcomes = value.outcomes.iter().chain(&value.retired);
    for it in outcomes.filter(|it| view.version.outcomes.contains(&it.id)) {
        let statement = figures::statement(&room, it);
        file.item(&say.one("proposal-serves-one", "outcome", statement));
    }
    for term in terms(&room, &view.version) {
        file.item(&term);
    }
    file.quote(
        &room.or_erased(view.version.text.as_ref()),
        &room.names.on_paper(view.party),
    );
    file.heading(2, &say.text("proposal-stands"));
    for party in &view.parties {
        let headline = match party.stand {
            StandView::NotShown => say.text("decision-stance-not_shown"),
            StandView::Missing => say.text("stand-missing"),
            StandView::Silent => say.text("stand-silent"),
            StandView::Earlier => say.text("stand-earlier"),
            StandView::Left => say.text("stand-left"),
            StandView::Released => say.text("stand-released"),
            StandView::Said { split: true, .. } => say.text("stand-split"),
            StandView::Said { stance, .. } => say.text(&format!("stand-{}", stance.word())),
        };
        let name = room
            .names
            .quoted_party(party.party, link_of(&view, party.party));
        file.item(&format!("{name}: {headline}"));
    }
    for position in &view.positions {
        let words = position.words.clone().unwrap_or_default();
        let who = room.names.quoted_person(position.person);
        let party = room.names.quoted_party(position.party, position.by_link_of);
        let stance = say.text(&format!("stance-{}", position.stance.word()));
        if !words.is_empty() {
            file.quote(&words, &format!("{who}, {party} ({stance})"));
        }
        if let Some(workable) = &position.workable {
            file.paragraph(say.plain("objection-workable"));
            file.quote(workable, &format!("{who}, {party}"));
        }
    }
    if !view.criteria.is_empty() {
        file.heading(2, &say.text("proposal-criteria"));
        for it in &view.criteria {
            file.item(&told(&room, it, it.words.as_ref()));
        }
    }
    for answer in &view.principles {
        file.lead(&say.text(&format!("principle-{}", answer.principle.word())));
        let words = room.or_erased(answer.words.as_ref());
        file.quote(&words, &room.names.person(answer.person));
    }
    if !view.said.is_empty() {
        file.heading(2, &say.text("proposal-said"));
        for word in &view.said {
            let who = room.names.quoted_person(word.person);
            let kind = say.text(&format!("words-kind-{}", word.kind.word()));
            let words = room.or_erased(word.words.as_ref());
            file.quote(&words, &format!("{who} ({kind})"));
        }
    }
    let name = file_name(ask, "decision", "md")?;
    Ok(download(
        file.into_bytes(),
        "text/markdown; charset=utf-8",
        &name,
    ))
}

/// Of a party that took a position while it was here only by another party's links: which one made them.
fn link_of(view: &ProposalView, party: PartyId) -> Option<PartyId> {
    let mut own = view.positions.iter().filter(|it| it.party == party);
    own.find_map(|it| it.by_link_of)
}
