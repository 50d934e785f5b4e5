//! Taking down what is said, as it is said: by the acts that there are beside a meeting.

use domain::ids::*;
use domain::view::{MeetingView, TopicView};
use domain::words::*;
use domain::{Command, Moment, act};

use super::table_dates;
use crate::ask::Ask;
use crate::problem::Problem;
use crate::room::Room;

/// Days within which a commitment is to be kept, unless somebody says otherwise.
const WITHIN: i64 = 14;

/// The forms with which something is taken down.
pub(super) struct TakeDown {
    pub kinds: Vec<(&'static str, String)>,
    /// The outcome that is talked about.
    pub outcome: String,
    /// The other parties, to promise something to, where the viewer may.
    pub promise_to: Vec<(PartyId, String)>,
    pub due: String,
    /// Where a proposal is opened, where the viewer may.
    pub propose: String,
}

/// The kinds of words that need nothing but the words.
const KINDS: [ContributionKind; 2] = [ContributionKind::Need, ContributionKind::Idea];

/// What can be taken down while a sitting goes on; nothing off the record.
pub(super) fn form(room: &Room<'_>, view: &MeetingView) -> Option<TakeDown> {
    let sitting = view.sitting.as_ref()?;
    let goes_on = sitting.closed.is_none() && sitting.off.is_none();
    if !goes_on || !room.seen.may::<act::Say>(()) {
        return None;
    }
    let now = view.agenda.iter().find(|it| it.since.is_some());
    let own = room.frame.you.party;
    let others = room.names.seated().filter(|party| party.id != own);
    let promises = room.seen.may::<act::MakeCommitment>(());
    let due = Moment(room.ask.moment().0 + WITHIN * Moment::DAY);
    let due = table_dates(room).local(due);
    let (due, _) = due.split_once('T').unwrap_or_default();
    Some(TakeDown {
        kinds: KINDS
            .iter()
            .map(|kind| kind.word())
            .map(|kind| (kind, room.say.text(&format!("words-kind-{kind}"))))
            .collect(),
        outcome: outcome(now).map_or_else(String::new, |id| id.to_string()),
        promise_to: match promises {
            true => others.map(|it| (it.id, it.name.clone())).collect(),
            false => Vec::new(),
        },
        due: due.to_owned(),
        propose: match room.seen.may::<act::OpenProposal>(()) {
            true => format!("{}/decisions/new", room.base),
            false => String::new(),
        },
    })
}

fn outcome(topic: Option<&TopicView>) -> Option<OutcomeId> {
    match topic?.subject? {
        Subject::Outcome(outcome) => Some(outcome),
        _ => None,
    }
}

/// `POST …/meetings/{meeting}/words`
pub(crate) fn say(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let kind = form.word("kind", ContributionKind::from_word)?;
    let said = act::Say::new(kind, Audience::WholeTable, form.text("words"));
    let outcome = form.optional("outcome")?;
    Ok(Command::from(act::Say {
        outcomes: outcome.into_iter().collect(),
        ..said
    }))
}

/// `POST …/meetings/{meeting}/commitments`
pub(crate) fn promise(ask: &Ask) -> Result<Command, Problem> {
    crate::pages::commitments::make(ask)
}
