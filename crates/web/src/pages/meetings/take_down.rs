//! Taking down what is said, as it is said: by the acts that there are beside a meeting.

use domain::ids::*;
use domain::view::{MeetingView, TopicView};
use domain::words::*;
use domain::{Command, Fact, Moment, act};

use app::Done;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::room::Room;

/// Days within which a commitment is to be kept, unless somebody says otherwise.
const WITHIN: i64 = 14;
/// Days for which a decision is asked for, unless somebody says otherwise: whoever is missing today has time.
const ASKED_FOR: i64 = 7;

/// The forms with which something is taken down.
pub(super) struct TakeDown {
    /// Who sees what is taken down, and who runs the server.
    pub seen_by: String,
    pub kinds: Vec<(&'static str, String)>,
    /// The outcome that is talked about.
    pub outcome: String,
    /// The other parties, to promise something to, where the viewer may.
    pub promise_to: Vec<(PartyId, String)>,
    pub due: String,
    /// Where a proposal is opened with all there is to say, where the viewer may.
    pub propose: String,
    /// The outcomes that a decision can serve, and until when it is asked.
    pub outcomes: Vec<(OutcomeId, String)>,
    pub until: String,
    /// The kinds of limit.
    pub limits: Vec<(&'static str, String)>,
    /// Whether people speak off the record: then nothing is taken down, and what somebody writes for later
    /// stays in their tab.
    pub off: bool,
}

/// The kinds of words that need nothing but the words.
const KINDS: [ContributionKind; 3] = [
    ContributionKind::Need,
    ContributionKind::Idea,
    ContributionKind::Question,
];

/// What can be taken down while a sitting goes on. Off the record the page hides it, without being loaded anew.
pub(super) fn form(room: &Room<'_>, view: &MeetingView) -> Option<TakeDown> {
    let sitting = view.sitting.as_ref()?;
    if sitting.closed.is_some() || !room.seen.may::<act::Say>(()) {
        return None;
    }
    let now = view.agenda.iter().find(|it| it.since.is_some());
    let own = room.frame.you.party;
    let others = room.names.seated().filter(|party| party.id != own);
    let promises = room.seen.may::<act::MakeCommitment>(());
    let day_in = |days: i64| {
        let day = room
            .there
            .local(Moment(room.ask.moment().0 + days * Moment::DAY));
        let (day, _) = day.split_once('T').unwrap_or_default();
        day.to_owned()
    };
    let proposes = room.seen.may::<act::OpenProposal>(());
    let outcomes = match proposes {
        true => room.seen.outcome_statements(),
        false => Vec::new(),
    };
    let seen_by = room.say.one("written-seen-by", "party", room.short(own));
    Some(TakeDown {
        seen_by: room.with_operator(seen_by),
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
        due: day_in(WITHIN),
        until: day_in(ASKED_FOR),
        outcomes: outcomes
            .into_iter()
            .map(|(id, words)| (id, room.or_erased(words.as_ref())))
            .collect(),
        limits: crate::pages::dialogue::composer::limits(room),
        propose: match proposes {
            true => format!("{}/decisions/new", room.base),
            false => String::new(),
        },
        off: sitting.off.is_some(),
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
        limit: match kind {
            ContributionKind::Limit => Some(form.word("limit", LimitKind::from_word)?),
            _ => None,
        },
        ..said
    }))
}

/// `POST …/meetings/{meeting}/proposals`: what is to be decided, in one line. The first round is blind, as it is
/// everywhere.
pub(crate) fn propose(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let words = form.text("title").to_owned();
    let outcome: Option<OutcomeId> = form.optional("outcome")?;
    Ok(Command::from(act::OpenProposal {
        text: words.clone(),
        title: words,
        outcomes: outcome.into_iter().collect(),
        costs: Vec::new(),
        contribution: None,
        mix: None,
        follows: None,
        blind: true,
        until: form.parse_field("until")?,
        trial: false,
        review: None,
    }))
}

/// Where what was taken down leads: on with taking down, or, where the sitting was closed meanwhile, to where it is now.
pub(crate) fn taken(ask: &Ask, done: &Done) -> String {
    let running = ask.seen().ok().and_then(|seen| seen.running_meeting());
    let page = done.facts.iter().find_map(|fact| match fact {
        Fact::ContributionSaid(said) => Some(format!("dialogue/{}", said.contribution)),
        Fact::ProposalOpened(opened) => Some(format!("decisions/{}", opened.proposal)),
        Fact::CommitmentMade(made) => Some(format!("commitments/{}", made.commitment)),
        _ => None,
    });
    let goes_on = ask
        .param("meeting")
        .is_ok_and(|id: MeetingId| running == Some(id));
    ask.fill(&match page.filter(|_| !goes_on) {
        Some(page) => format!("/r/{{relationship}}/{page}?said=taken-after-end"),
        None => "/r/{relationship}/meetings/{meeting}?said=taken-down#take-down".to_owned(),
    })
}

/// `POST …/meetings/{meeting}/heard`: the author ticks which parties there said it back.
pub(crate) fn tick(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::from(act::TickHeard {
        contribution: form.parse_field("contribution")?,
        parties: form.words("parties", |party| party.parse().ok())?,
    }))
}

/// `POST …/meetings/{meeting}/not-heard`
pub(crate) fn deny(ask: &Ask) -> Result<Command, Problem> {
    let contribution = ask.form.parse_field("contribution")?;
    Ok(Command::from(act::DenyHearing { contribution }))
}

/// `POST …/meetings/{meeting}/commitments`
pub(crate) fn promise(ask: &Ask) -> Result<Command, Problem> {
    crate::pages::commitments::make(ask)
}
