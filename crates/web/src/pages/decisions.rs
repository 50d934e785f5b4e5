//! Deciding together: the list of proposals, and what each party's silence means.

mod export;
pub mod form;
pub mod proposal;

use askama::Template;
use domain::ids::*;
use domain::view::{ProposalLine, ProposalState, ProposalsPage};
use domain::words::*;
use domain::{Command, Moment, act};

use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::commitments;
use crate::problem::Problem;
use crate::room::Room;

pub use export::{csv, markdown, paper};

#[derive(Template)]
#[template(path = "decisions.html")]
struct Page {
    layout: Layout,
    may_open: bool,
    open: Vec<Line>,
    decided: Vec<Line>,
    ended: Vec<Line>,
    /// What serves no outcome any more: address and title.
    serves_nothing: Vec<(String, String)>,
    silences: Vec<(PartyLabel, String)>,
    /// What is promised and still to be kept.
    promised: Vec<commitments::Line>,
    may_choose_silence: bool,
    means: &'static str,
    deputies: Vec<(PersonId, String)>,
    deputy: String,
}

/// A proposal in the list.
struct Line {
    href: String,
    title: String,
    /// How far it is.
    state: String,
    /// What it waits for, or what was decided.
    note: String,
    /// `good`, `care`, `alert`, or nothing.
    look: &'static str,
    tag: String,
}

/// `GET /r/{relationship}/decisions`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let proposals = room.seen.proposals(ask.moment());
    let deputies = proposals.silences.iter().filter_map(|said| said.deputy);
    room.name(deputies.chain(proposals.deputies.iter().copied()))?;
    let promised = commitments::open_lines(&mut room)?;
    let layout = room.layout(room.say.text("nav-decisions"))?;
    let lines = |states: &[ProposalState]| -> Vec<Line> {
        let some = proposals.proposals.iter();
        let some = some.filter(|line| states.contains(&line.state));
        some.map(|it| line(&room, it)).collect()
    };
    let nothing = proposals.proposals.iter().filter(|line| {
        let ended = line.state == ProposalState::Withdrawn;
        line.outcomes.is_empty() && !ended
    });
    let own = own_silence(&room, &proposals);
    page(&Page {
        may_open: proposals.may_open,
        open: lines(&[ProposalState::Blind, ProposalState::Open]),
        decided: lines(&[ProposalState::Adopted]),
        ended: lines(&[ProposalState::Withdrawn]),
        serves_nothing: nothing
            .map(|line| (href(&room, line.id), room.or_erased(line.title.as_ref())))
            .collect(),
        silences: silences(&room, &proposals),
        promised,
        may_choose_silence: proposals.may_choose_silence,
        means: own.0.word(),
        deputies: proposals
            .deputies
            .iter()
            .map(|person| (*person, room.names.person(*person)))
            .collect(),
        deputy: own.1.map(|person| person.to_string()).unwrap_or_default(),
        layout,
    })
}

/// Where a word or a mix becomes a proposal, and which come from it already: what a page of either offers.
pub(crate) struct Ways {
    /// Where it is proposed; empty where the visitor may not.
    pub propose: String,
    /// Address and title of each.
    pub proposals: Vec<(String, String)>,
}

impl Ways {
    /// From something said to the whole table.
    pub fn from_word(room: &Room<'_>, word: &domain::view::ContributionView) -> Self {
        let kind = matches!(word.kind, ContributionKind::Need | ContributionKind::Limit)
            || word.kind.is_idea();
        let fits = kind && word.audience == Audience::WholeTable && word.words.is_some();
        let mut from = room.seen.proposals_from(word.id);
        from.extend(word.about.filter(|about| !from.contains(about)));
        Self::of(room, fits, &format!("word={}", word.id), &from)
    }

    /// From a recorded mix.
    pub fn from_mix(room: &Room<'_>, mix: MixId) -> Self {
        Self::of(
            room,
            true,
            &format!("mix={mix}"),
            &room.seen.proposals_from_mix(mix),
        )
    }

    fn of(room: &Room<'_>, fits: bool, from: &str, proposals: &[ProposalId]) -> Self {
        let may = fits && room.seen.may::<act::OpenProposal>(());
        let told = proposals.iter().map(|id| {
            let title = room.seen.proposal_title(*id).flatten();
            (href(room, *id), room.or_erased(title.as_ref()))
        });
        Self {
            propose: match may {
                true => format!("{}/decisions/new?{from}", room.base),
                false => String::new(),
            },
            proposals: told.collect(),
        }
    }
}

/// Where a proposal is.
pub(crate) fn href(room: &Room<'_>, proposal: ProposalId) -> String {
    room.to(format_args!("decisions/{proposal}"))
}

fn own_silence(room: &Room<'_>, proposals: &ProposalsPage) -> (Silence, Option<PersonId>) {
    let own = room.frame.you.party;
    let said = proposals.silences.iter().find(|said| said.party == own);
    said.map_or((Silence::Wait, None), |said| (said.means, said.deputy))
}

fn silences(room: &Room<'_>, proposals: &ProposalsPage) -> Vec<(PartyLabel, String)> {
    let seated = room.names.seated();
    let told = |party: &PartyLabel| {
        let said = proposals
            .silences
            .iter()
            .find(|said| said.party == party.id);
        let means = said.map_or(Silence::Wait, |said| said.means);
        let deputy = said.and_then(|said| said.deputy);
        let deputy = deputy.map(|person| room.names.person(person));
        let sentence = room.say.one(
            &format!("silence-{}", means.word()),
            "who",
            deputy.unwrap_or_default(),
        );
        (party.clone(), sentence)
    };
    seated.map(told).collect()
}

fn line(room: &Room<'_>, line: &ProposalLine) -> Line {
    let say = room.say;
    let until = room.dates.on(line.until);
    let ended = |key: &str| {
        let at = line.ended.unwrap_or(Moment(0));
        say.one(key, "day", room.dates.day(at))
    };
    let state = match line.state {
        ProposalState::Blind => say.one("decision-blind", "day", until),
        ProposalState::Open => say.one("decision-open", "round", line.version),
        ProposalState::Adopted => ended("decision-adopted"),
        ProposalState::Withdrawn => ended("decision-withdrawn"),
    };
    let missing: Vec<_> = line
        .missing
        .iter()
        .map(|party| room.short(*party))
        .collect();
    let (look, tag) = match line.state {
        _ if line.asks_you => ("care", say.text("decision-asks-you")),
        ProposalState::Adopted if line.review_due => ("care", say.text("decision-review-due")),
        ProposalState::Adopted => ("good", say.text("decision-tag-adopted")),
        _ if line.objections > 0 => ("alert", say.count("decision-objections", line.objections)),
        _ => ("", String::new()),
    };
    let note = match (&line.review, line.state) {
        (Some(day), ProposalState::Adopted) => {
            say.one("decision-review", "day", room.dates.on(*day))
        }
        _ if !missing.is_empty() => say.one("decision-waits", "parties", missing.join(", ")),
        _ if line.lacks_consents => say.text("decision-lacks-consents"),
        _ => String::new(),
    };
    Line {
        href: href(room, line.id),
        title: room.or_erased(line.title.as_ref()),
        state,
        note,
        look,
        tag,
    }
}

/// `POST …/decisions/silence`
pub(crate) fn choose_silence(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::ChooseSilence {
        means: ask.form.word("means", Silence::from_word)?,
        deputy: ask.form.optional("deputy")?,
    }))
}
