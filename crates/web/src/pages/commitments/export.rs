//! The commitments as a table.

use domain::ids::PartyId;
use domain::view::{CommitmentState, CommitmentView};

use crate::ask::{Answer, Ask};
use crate::lanes::{self, Lane};
use crate::pages::tables::Table;
use crate::sheet::Sheet;

/// `GET …/commitments.csv`: a row for each commitment.
pub fn csv(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let mut room = ask.room()?;
    let all = room.seen.commitments(ask.moment()).commitments;
    room.name(all.iter().map(|it| it.person))?;
    let columns = [
        "commitment",
        "party",
        "who",
        "to",
        "promised",
        "due",
        "state",
        "ended",
    ];
    let mut table = Table::of(&room, columns, [])?;
    let for_people = Sheet::of(ask).is_for_people();
    for it in &all {
        let state = match it.state {
            CommitmentState::Open => "open",
            CommitmentState::DueToday => "due_today",
            CommitmentState::Late => "late",
            CommitmentState::Reported => "reported",
            CommitmentState::Kept => "kept",
            CommitmentState::Released => "released",
            CommitmentState::Joined => "joined",
        };
        table.row(vec![
            room.or_erased(it.words.as_ref()),
            room.names.marked(it.party, it.by_link_of),
            room.names.person(it.person),
            room.names.marked(it.to, confirmed_by_link_of(it)),
            room.dates.machine(it.at),
            it.due.to_string(),
            match for_people {
                true => room.say.text(&format!("commitment-state-{state}")),
                false => state.to_owned(),
            },
            it.ended
                .map(|at| room.dates.machine(at))
                .unwrap_or_default(),
        ]);
    }
    table.done(ask, "commitments")
}

/// Of a promise that was confirmed as kept by a party that was here only by another's links: which one made them.
fn confirmed_by_link_of(it: &CommitmentView) -> Option<PartyId> {
    it.reports.iter().find_map(|it| it.answered_by_link_of)
}
