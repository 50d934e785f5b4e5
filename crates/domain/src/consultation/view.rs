//! What is seen of consultations: at the table, and by whoever holds a link to one.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::state::{Brought, Closed, Consultation, Moderated};
use crate::act;
use crate::agreement::Fingerprint;
use crate::audience::Seen;
use crate::day::Day;
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Moment;
use crate::words::{Bringing, Moderation, Showing, Tongue};

/// Everything that is asked of many, and whether the viewer may ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ConsultationsPage {
    /// Those that take votes first, then the others, latest first.
    pub consultations: Vec<ConsultationView>,
    /// Whether the viewer may open one.
    pub may_open: bool,
}

/// One consultation, as the table's record tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ConsultationView {
    /// The consultation.
    pub id: ConsultationId,
    /// Who opened it.
    pub person: PersonId,
    /// The party that asks.
    pub party: PartyId,
    /// When it was opened.
    pub at: Moment,
    /// The entry of the record in which it was.
    pub sequence: u64,
    /// What is asked; `None` once erased.
    pub question: Option<String>,
    /// By which rules statements are left out; `None` once erased.
    pub rules: Option<String>,
    /// The statements it began with, from number 1; empty once erased.
    pub seeds: Vec<String>,
    /// The parties whose people are asked.
    pub parties: Vec<PartyId>,
    /// The last day on which people can answer.
    pub until: Day,
    /// When that day is over.
    pub ends: Moment,
    /// Whether votes are taken.
    pub open: bool,
    /// Whether people may add statements.
    pub adding: bool,
    /// Whether added statements are looked at before or after they are shown.
    pub moderation: Moderation,
    /// When others see what was said.
    pub showing: Showing,
    /// The outcome beside which what comes of it is read.
    pub outcome: Option<OutcomeId>,
    /// In which language it is asked; `None` where that was not said.
    pub language: Option<Tongue>,
    /// Whether nobody answers but the people at the table and those with a link that works once.
    pub letters_only: bool,
    /// What was decided last of statements, by their number.
    pub moderated: Vec<ModeratedView>,
    /// Statements that came back to the table, the first first.
    pub brought: Vec<BroughtView>,
    /// What came of it, once it was ended.
    pub closed: Option<ClosedConsultationView>,
    /// Whether the viewer may end it.
    pub may_close: bool,
    /// Whether the viewer may leave statements out: those of which it is their party's, until it is over.
    pub may_moderate: bool,
    /// Whether the viewer may bring statements back to the table.
    pub may_bring: bool,
}

/// A statement that came back to the table, with what many said to it then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BroughtView {
    /// Of which consultation.
    pub consultation: ConsultationId,
    /// The number of the statement.
    pub statement: u64,
    /// As what.
    pub place: Bringing,
    /// The contribution that it became.
    pub contribution: Option<ContributionId>,
    /// The outcome that it became, or beside which it is evidence.
    pub outcome: Option<OutcomeId>,
    /// The proposal beside which it is evidence.
    pub proposal: Option<ProposalId>,
    /// Who brought it.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// How many agreed then.
    pub agree: u64,
    /// How many disagreed.
    pub disagree: u64,
    /// How many passed.
    pub pass: u64,
    /// Whether every group said the same; of a single group, most people.
    pub shared: bool,
    /// How many groups there were; 0 where that was not recorded.
    pub groups: u64,
}

/// What was decided of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ModeratedView {
    /// The number of the statement.
    pub statement: u64,
    /// Whether it was left out; else it is shown.
    pub rejected: bool,
    /// Why it was left out; `None` also once erased.
    pub why: Option<String>,
    /// Who decided.
    pub person: PersonId,
    /// When.
    pub at: Moment,
}

/// What came of a consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClosedConsultationView {
    /// Who ended it.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// How many entries its own record had.
    pub entries: u64,
    /// The root over these.
    pub root: Fingerprint,
    /// People whose votes are in the figures.
    pub people: u64,
    /// Whether these are all who answered; else there were as many at least.
    pub whole: bool,
    /// Their votes.
    pub votes: u64,
    /// Statements that were shown.
    pub statements: u64,
    /// Groups of people who vote the same way; 0 where there is no map.
    pub groups: u64,
    /// The statements on which all groups say the same.
    pub shared: Vec<u64>,
}

/// A consultation as whoever holds a link to it sees it: what is asked of them and by whom, and nothing else
/// of the table.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// What the table decided of it.
    pub consultation: &'a Consultation,
    /// The organisation that asks.
    pub by: OrganisationId,
    /// What the service is called; `None` once erased.
    pub service: Option<&'a str>,
    /// The parties whose people are asked, with their organisations.
    pub organisations: Vec<(PartyId, OrganisationId)>,
    /// The zone in which its days begin.
    pub time_zone: &'a str,
    /// Whether the table was closed: nobody can answer there any more.
    pub closed: bool,
    /// How many statements each party's people left out, for all to see.
    pub left_out: Vec<(PartyId, OrganisationId, usize)>,
}

impl Asked<'_> {
    /// Whether votes are taken at `now`, as far as the table knows.
    pub fn is_open(&self, now: Moment) -> bool {
        !self.closed && self.consultation.is_open(now)
    }
}

impl Relationship {
    /// Those that take votes at `now` and in which what people add waits to be looked at.
    pub fn looked_at_before(&self, now: Moment) -> impl Iterator<Item = &Consultation> {
        let all = self.consultations.all.values().map(|it| &**it);
        all.filter(move |it| it.adding && it.moderation == Moderation::Before && it.is_open(now))
    }

    /// The consultation as whoever holds a link to it sees it.
    pub fn asked(&self, id: ConsultationId) -> Option<Asked<'_>> {
        let consultation = self.consultations.all.get(&id)?;
        let party = self.table.parties.get(&consultation.party)?;
        Some(Asked {
            consultation,
            by: party.organisation,
            organisations: consultation
                .parties
                .iter()
                .filter_map(|id| Some((*id, self.table.parties.get(id)?.organisation)))
                .collect(),
            service: self.table.name.as_deref(),
            time_zone: self.time_zone(),
            closed: self.table.closed.is_some(),
            left_out: self.left_out(consultation),
        })
    }

    fn left_out(&self, consultation: &Consultation) -> Vec<(PartyId, OrganisationId, usize)> {
        let mut counts: BTreeMap<PartyId, usize> = BTreeMap::new();
        for decided in consultation.moderated.values().filter(|it| it.rejected) {
            if let Some(seat) = self.table.seat_ever(decided.stamp.actor) {
                *counts.entry(seat.party).or_default() += 1;
            }
        }
        let known = |(party, count): (PartyId, usize)| {
            let organisation = self.table.parties.get(&party)?.organisation;
            Some((party, organisation, count))
        };
        counts.into_iter().filter_map(known).collect()
    }
}

impl Seen<'_> {
    /// Everything that is asked of many, as of `now`.
    pub fn consultations(&self, now: Moment) -> ConsultationsPage {
        let all = self.then.consultations.all.values();
        let mut consultations: Vec<_> = all.map(|it| self.consultation_view(it, now)).collect();
        consultations.sort_by_key(|it| (!it.open, std::cmp::Reverse(it.sequence)));
        ConsultationsPage {
            consultations,
            may_open: self.may::<act::OpenConsultation>(())
                && self.today.may_ask_many_at(self.seat, now).is_ok(),
        }
    }

    /// One of them.
    pub fn consultation(&self, id: ConsultationId, now: Moment) -> Option<ConsultationView> {
        let consultation = self.then.consultations.all.get(&id)?;
        Some(self.consultation_view(consultation, now))
    }

    /// The same as whoever looks into its own record needs it.
    pub fn asks(&self, id: ConsultationId) -> Option<Asked<'_>> {
        self.then.asked(id)
    }

    /// The same with what the table decided of it until today: what was left out or erased since is not told again.
    pub fn asks_today(&self, id: ConsultationId) -> Option<Asked<'_>> {
        self.then.consultations.all.get(&id)?;
        self.today.asked(id)
    }

    /// The viewer's own party, where its people are asked and the viewer speaks at the table.
    pub fn takes_part(&self, id: ConsultationId) -> Option<PartyId> {
        let consultation = self.today.consultations.all.get(&id)?;
        let seat = self.today.speaker(self.seat.person).ok()?;
        let asked = consultation.parties.contains(&seat.party);
        asked.then_some(seat.party)
    }

    /// Whether the viewer decides if a statement is shown that people of this party said; `None` for one with which
    /// it began.
    pub fn moderates(&self, id: ConsultationId, of: Option<PartyId>) -> bool {
        let known = self.today.consultations.all.get(&id);
        let theirs = known.is_some_and(|known| {
            let of = of.unwrap_or(known.party);
            self.today.moderates(known, of, self.seat.party)
        });
        theirs && self.may::<act::RejectStatement>(id)
    }

    /// What is asked; `None` in it once that was erased.
    pub fn consultation_question(&self, id: ConsultationId) -> Option<Option<String>> {
        let consultation = self.then.consultations.all.get(&id)?;
        Some(consultation.question.clone())
    }

    /// Whether anything was ever asked of many here.
    pub fn has_consultations(&self) -> bool {
        !self.then.consultations.all.is_empty()
    }

    /// Those that are over without what came of them being recorded, where the viewer can do that.
    pub(crate) fn consultations_over(&self, now: Moment) -> Vec<ConsultationId> {
        let all = self.today.consultations.all.values();
        let over = all.filter(|it| now >= it.ends() && it.closed.is_none());
        let mut over: Vec<_> = over
            // Others can, too; who asked is asked to.
            .filter(|it| self.today.is_theirs_to_end(it, self.seat.party))
            .filter(|it| self.may::<act::CloseConsultation>(it.id))
            .map(|it| (it.ends(), it.id))
            .collect();
        over.sort_unstable();
        over.into_iter().map(|(_, id)| id).collect()
    }

    /// Those in which statements wait until the viewer shows them or leaves them out.
    pub(crate) fn statements_to_look_at(&self, now: Moment) -> Vec<ConsultationId> {
        let known = |id: &ConsultationId| self.today.consultations.all.get(id);
        let open = self
            .waiting
            .iter()
            .filter(|(id, _)| known(id).is_some_and(|it| it.is_open(now)));
        let theirs = open.filter(|(id, of)| of.iter().any(|of| self.moderates(*id, Some(*of))));
        theirs.map(|(id, _)| *id).collect()
    }

    /// Whether what people add to a consultation waits for the viewer.
    pub(crate) fn looks_at_statements(&self, now: Moment) -> bool {
        let mut asked = self.today.looked_at_before(now);
        asked.any(|it| {
            let mut of = it.parties.iter();
            of.any(|of| self.moderates(it.id, Some(*of)))
        })
    }

    /// When consultations end by themselves.
    pub(crate) fn consultation_days(&self) -> impl Iterator<Item = Moment> {
        self.today.consultations.all.values().map(|it| it.ends())
    }

    /// Every text of every consultation, and when it was said.
    pub(crate) fn consultation_texts(&self) -> Vec<(ConsultationId, Moment, Vec<String>)> {
        let mut texts = Vec::new();
        for consultation in self.then.consultations.all.values() {
            let words = [consultation.question.as_ref(), consultation.rules.as_ref()];
            let seeds = consultation.seeds.iter().flatten();
            let said = words.into_iter().flatten().chain(seeds);
            let at = consultation.opened.at;
            texts.push((consultation.id, at, said.cloned().collect()));
            for decided in consultation.moderated.values() {
                let why = decided.why.iter().cloned().collect();
                texts.push((consultation.id, decided.stamp.at, why));
            }
        }
        texts
    }

    /// The statements of many that came to the table as this, or beside it: of those that say the same, the latest.
    fn brought(&self, as_this: impl Fn(&Brought) -> bool) -> Vec<BroughtView> {
        let mut all: Vec<BroughtView> = Vec::new();
        for it in self.then.consultations.all.values() {
            for one in it.brought.iter().filter(|one| as_this(one)) {
                let view = brought_view(it.id, one);
                let same = |other: &BroughtView| {
                    (other.consultation, other.statement, other.place)
                        == (view.consultation, view.statement, view.place)
                };
                match all.iter_mut().find(|other| same(other)) {
                    Some(earlier) => *earlier = view,
                    None => all.push(view),
                }
            }
        }
        all
    }

    /// The statement of many that a contribution comes from.
    pub fn brought_as(&self, id: ContributionId) -> Option<BroughtView> {
        self.brought(|it| it.contribution == Some(id)).pop()
    }

    /// Statements of many that became an outcome, or lie beside it as evidence.
    pub fn brought_beside_outcome(&self, id: OutcomeId) -> Vec<BroughtView> {
        self.brought(|it| it.outcome == Some(id))
    }

    /// Statements of many that lie beside a proposal as evidence.
    pub fn brought_beside_proposal(&self, id: ProposalId) -> Vec<BroughtView> {
        self.brought(|it| it.proposal == Some(id))
    }

    fn consultation_view(&self, it: &Consultation, now: Moment) -> ConsultationView {
        let moderated = it.moderated.iter();
        ConsultationView {
            id: it.id,
            person: it.opened.actor,
            party: it.party,
            at: it.opened.at,
            sequence: it.opened.sequence,
            question: it.question.clone(),
            rules: it.rules.clone(),
            seeds: it.seeds.clone().unwrap_or_default(),
            parties: it.parties.clone(),
            until: it.until.0,
            ends: it.ends(),
            open: it.is_open(now) && self.then.table.closed.is_none(),
            adding: it.adding,
            moderation: it.moderation,
            showing: it.showing,
            outcome: it.outcome,
            language: it.language,
            letters_only: it.letters_only,
            brought: it
                .brought
                .iter()
                .map(|one| brought_view(it.id, one))
                .collect(),
            moderated: moderated.map(|(at, it)| moderated_view(*at, it)).collect(),
            closed: it.closed.as_ref().map(closed_view),
            may_close: self.may::<act::CloseConsultation>(it.id)
                && self.today.may_end(it, self.seat.party, now),
            may_moderate: it.is_open(now) && self.may::<act::RejectStatement>(it.id),
            may_bring: self.may::<act::BringStatement>(it.id),
        }
    }
}

fn moderated_view(statement: u64, decided: &Moderated) -> ModeratedView {
    ModeratedView {
        statement,
        rejected: decided.rejected,
        why: decided.why.clone(),
        person: decided.stamp.actor,
        at: decided.stamp.at,
    }
}

fn closed_view(closed: &Closed) -> ClosedConsultationView {
    ClosedConsultationView {
        person: closed.stamp.actor,
        at: closed.stamp.at,
        entries: closed.entries,
        root: closed.root,
        people: closed.people,
        whole: closed.whole,
        votes: closed.votes,
        statements: closed.statements,
        groups: closed.groups,
        shared: closed.shared.clone(),
    }
}

fn brought_view(consultation: ConsultationId, one: &Brought) -> BroughtView {
    BroughtView {
        consultation,
        statement: one.statement,
        place: one.place,
        contribution: one.contribution,
        outcome: one.outcome,
        proposal: one.proposal,
        person: one.stamp.actor,
        at: one.stamp.at,
        agree: one.agree,
        disagree: one.disagree,
        pass: one.pass,
        shared: one.shared,
        groups: one.groups,
    }
}
