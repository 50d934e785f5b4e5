//! Putting something to the table, saying where one stands, changing the words, and what a table does
//! about a party that is missing.

use std::collections::BTreeSet;

use crate::act::{Act, Asks, At, Context, Decided, acts, one};
use crate::day::Day;
use crate::edits::Edited;
use crate::fact::*;
use crate::ids::*;
use crate::proposal::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::table::Seat;
use crate::text;
use crate::words::*;

fn yes() -> bool {
    true
}

acts! {
    /// Put something to the table. Who is asked is fixed with it: the parties that sit here and have
    /// somebody who speaks for them.
    OpenProposal {
        /// In a few words.
        title: String,
        /// What exactly.
        text: String,
        /// The outcomes that it serves; at least one.
        outcomes: Vec<OutcomeId>,
        /// What it costs whom.
        #[serde(default)]
        costs: Vec<CostTo>,
        /// The need, limit or idea that it comes from, said to the whole table.
        #[serde(default)]
        contribution: Option<ContributionId>,
        /// The recorded mix that it comes from.
        #[serde(default)]
        mix: Option<MixId>,
        /// The proposal of which it is a part or a smaller trial.
        #[serde(default)]
        follows: Option<ProposalId>,
        /// Whether nobody sees what others say until all are in; yes unless said.
        #[serde(default = "yes")]
        blind: bool,
        /// The day on which the round ends: that opens positions and decides nothing.
        until: Day,
        /// Whether it is tried out first; then it has a review.
        #[serde(default)]
        trial: bool,
        /// The day on which it is looked at again.
        #[serde(default)]
        review: Option<Day>,
    }

    /// Change the words of a proposal. Everybody is asked again.
    AmendProposal about proposal: ProposalId {
        /// The proposal.
        proposal: ProposalId,
        /// The version that is changed.
        version: u64,
        /// In a few words.
        title: String,
        /// What exactly.
        text: String,
        /// The outcomes that it serves; at least one.
        outcomes: Vec<OutcomeId>,
        /// What it costs whom.
        #[serde(default)]
        costs: Vec<CostTo>,
        /// The day on which the new round ends.
        until: Day,
        /// Whether it is tried out first; then it has a review.
        #[serde(default)]
        trial: bool,
        /// The day on which it is looked at again.
        #[serde(default)]
        review: Option<Day>,
        /// Whose objection it takes in.
        #[serde(default)]
        takes_in: Option<PersonId>,
    }

    /// Say where one stands. The last position that a proposal waits for adopts it, if nothing stands in
    /// the way.
    TakePosition about proposal: ProposalId {
        /// The proposal.
        proposal: ProposalId,
        /// The version whose words it is about.
        version: u64,
        /// Where one stands.
        stance: Stance,
        /// The concern, or the harm; why one gives up an objection; else as one likes.
        #[serde(default)]
        words: String,
        /// Of an objection, what would make it workable.
        #[serde(default)]
        workable: String,
        /// Of an objection, what it would do harm to.
        #[serde(default)]
        harms: Option<Harms>,
    }

    /// Say that one's position holds for the new words, too.
    KeepPosition about proposal: ProposalId {
        /// The proposal.
        proposal: ProposalId,
        /// The version whose words it holds for.
        version: u64,
    }

    /// Say beforehand what one's party's silence means. It holds for proposals that open later.
    ChooseSilence {
        /// What it means.
        means: Silence,
        /// Who is asked then: somebody of the party.
        #[serde(default)]
        deputy: Option<PersonId>,
    }

    /// Let the silence of parties count that said beforehand what it means, once the time is over; or adopt
    /// what nothing stands in the way of any more, since whoever was missing is not there.
    CountSilence about proposal: ProposalId {
        /// The proposal.
        proposal: ProposalId,
    }

    /// Agree, for one's party, to decide without a party that is missing. It is done once all others agree.
    AcceptAbsence about proposal: ProposalId, party: PartyId {
        /// In which proposal.
        proposal: ProposalId,
        /// Without which party.
        party: PartyId,
    }

    /// Ask a missing party again.
    AskAgain about proposal: ProposalId, party: PartyId {
        /// In which proposal.
        proposal: ProposalId,
        /// Which party.
        party: PartyId,
    }

    /// Take a proposal back that one's party opened, as long as it is not adopted. Once that party has left the
    /// table, whoever speaks for a party that is asked does.
    WithdrawProposal about proposal: ProposalId {
        /// Which.
        proposal: ProposalId,
        /// Because …
        why: String,
    }

    /// Answer the question of a guiding principle.
    AnswerPrinciple about proposal: ProposalId {
        /// Of which proposal.
        proposal: ProposalId,
        /// Which principle.
        principle: Principle,
        /// The answer.
        words: String,
    }

    /// Begin a round in which each party speaks once.
    CallRound about proposal: ProposalId {
        /// On which proposal.
        proposal: ProposalId,
    }
}

/// What a proposal says beside its title and text, once it was looked at.
struct Terms {
    until: (Day, Moment),
    review: Option<(Day, Moment)>,
}

/// The days of a proposal, in the order of the reasons to refuse.
fn terms(
    context: &Context<'_>,
    until: Day,
    trial: bool,
    review: Option<Day>,
) -> Result<Terms, Refusal> {
    let ends = context
        .ahead(until, ROUND_DAYS)
        .ok_or(Refusal::NoRoundEnd { days: ROUND_DAYS })?;
    let review = match review {
        None if trial => return Err(Refusal::TrialWithoutReview),
        None => None,
        Some(day) => {
            let begins = context.ahead(day, REVIEW_DAYS);
            let begins = begins.ok_or(Refusal::NoReview)?;
            if day < until {
                return Err(Refusal::ReviewBeforeRound);
            }
            Some((day, begins))
        }
    };
    Ok(Terms {
        until: (until, ends),
        review,
    })
}

fn days(until: Day, review: Option<Day>) -> Asks {
    Asks {
        days: [until].into_iter().chain(review).collect(),
        ..Asks::default()
    }
}

impl Relationship {
    fn check_served(&self, outcomes: &[OutcomeId]) -> Result<(), Refusal> {
        if outcomes.is_empty() {
            return Err(Refusal::ServesNothing);
        }
        self.check_linked(outcomes)
    }

    /// What it costs, each party once and nothing left out that costs nothing.
    fn checked_costs(&self, costs: &[CostTo], asked: &[PartyId]) -> Result<Vec<CostTo>, Refusal> {
        let mut checked: Vec<CostTo> = Vec::new();
        for cost in costs.iter().filter(|cost| cost.amount > 0) {
            let twice = checked.iter().any(|other| other.party == cost.party);
            if cost.amount > MOST_COST || twice || !asked.contains(&cost.party) {
                return Err(Refusal::Costs);
            }
            checked.push(*cost);
        }
        Ok(checked)
    }

    /// Something said to the whole table that still stands.
    pub(crate) fn said_to_all(
        &self,
        actor: PersonId,
        id: ContributionId,
    ) -> Result<&crate::dialogue::Contribution, Refusal> {
        let said = self.standing_contribution(actor, id)?;
        match said.audience {
            Audience::WholeTable => Ok(said),
            _ => Err(Refusal::SaidToSome),
        }
    }

    /// The parties that a proposal asks: those that sit here and have somebody who speaks for them.
    /// Provider and consumer always do.
    pub(crate) fn asked_now(&self) -> Vec<PartyId> {
        let table = &self.table;
        let speaks = |party: &PartyId| {
            [table.provider, table.consumer].contains(party)
                || table.people_of(*party).any(Seat::speaks_for_party)
        };
        let seated = table.seated_parties().map(|party| party.id);
        seated.filter(speaks).collect()
    }

    /// The seat of an actor who speaks for a party that an open proposal asks.
    fn asked_speaker(&self, actor: PersonId, proposal: ProposalId) -> Result<&Seat, Refusal> {
        let seat = self.spokesperson(actor)?;
        self.open_proposal(proposal)?.check_asks(seat.party)?;
        Ok(seat)
    }

    /// An open proposal in which that party is missing, for all to see.
    fn missing(&self, proposal: ProposalId, party: PartyId) -> Result<&Proposal, Refusal> {
        let open = self.open_proposal(proposal)?;
        if open.is_sealed() {
            return Err(Refusal::StillSealed);
        }
        let waits = open.waits_for(&self.table);
        match waits.iter().any(|waiting| waiting.party == party) {
            true => Ok(open),
            false => Err(Refusal::NothingNew),
        }
    }
}

impl Act for OpenProposal {
    fn asks(&self) -> Asks {
        days(self.until, self.review)
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let made = relationship.proposals.all.values();
        let made = made.map(|it| it.opened.actor);
        relationship.within_share(seat, 1, ("proposals", PROPOSALS), made)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let title = text::line("title", &self.title)?;
        let words = text::passage("text", &self.text)?;
        relationship.check_served(&self.outcomes)?;
        let electorate = relationship.asked_now();
        let costs = relationship.checked_costs(&self.costs, &electorate)?;
        if let Some(contribution) = self.contribution {
            let said = relationship.said_to_all(seat.person, contribution)?;
            let opens = ContributionKind::OPENING.contains(&said.kind) || said.kind.is_idea();
            if !opens {
                return Err(Refusal::NotSaidThere);
            }
        }
        if let Some(mix) = self.mix {
            relationship.mix_seen_by(seat.person, mix)?;
        }
        if let Some(follows) = self.follows {
            relationship.proposal(follows)?;
        }
        let terms = terms(context, self.until, self.trial, self.review)?;
        one(ProposalOpened {
            proposal: ProposalId(context.id()),
            contribution: self.contribution,
            mix: self.mix,
            follows: self.follows,
            outcomes: self.outcomes,
            costs,
            electorate,
            blind: self.blind,
            trial: self.trial,
            review_on: terms.review.map(|(day, _)| day),
            review: terms.review.map(|(_, begins)| begins),
            until_on: terms.until.0,
            until: terms.until.1,
            text: Some(ProposalText { title, text: words }),
        })
    }
}

impl Act for AmendProposal {
    fn asks(&self) -> Asks {
        days(self.until, self.review)
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        proposal: ProposalId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.asked_speaker(actor, proposal)?;
        let open = relationship.open_proposal(proposal)?;
        let written = open.earlier.iter().chain([&open.version]);
        let written = written.map(|it| it.stamp.actor);
        relationship.within_share(seat, 1, ("versions of a proposal", VERSIONS), written)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            context,
            ..
        } = at;
        let open = relationship.open_proposal(self.proposal)?;
        let now = &open.version;
        if self.version != now.number {
            return Err(Refusal::Reworded);
        }
        let title = text::line("title", &self.title)?;
        let words = text::passage("text", &self.text)?;
        relationship.check_served(&self.outcomes)?;
        let asked: Vec<PartyId> = open.asked_by_other_words().collect();
        let costs = relationship.checked_costs(&self.costs, &asked)?;
        let terms = terms(context, self.until, self.trial, self.review)?;
        let same = now.title.as_ref() == Some(&title)
            && now.text.as_ref() == Some(&words)
            && now.outcomes == self.outcomes
            && now.costs == costs
            && now.trial == self.trial
            && now.review.map(|(day, _)| day) == self.review
            && now.until.0 == self.until;
        if same {
            return Err(Refusal::NothingNew);
        }
        // An objection that nobody may see yet is nobody's to take in.
        let open_objection = |person: PersonId| {
            let mut all = open.objections();
            !open.is_sealed() && all.any(|position| position.person == person)
        };
        if self.takes_in.is_some_and(|person| !open_objection(person)) {
            return Err(Refusal::Unknown { what: "objection" });
        }
        one(ProposalAmended {
            proposal: open.id,
            version: now.number + 1,
            takes_in: self.takes_in,
            outcomes: self.outcomes,
            costs,
            trial: self.trial,
            review_on: terms.review.map(|(day, _)| day),
            review: terms.review.map(|(_, begins)| begins),
            until_on: terms.until.0,
            until: terms.until.1,
            text: Some(AmendmentText { title, text: words }),
        })
    }
}

impl TakePosition {
    /// What was said, as much as the position asks for.
    fn said(&self, gives_up: bool) -> Result<PositionText, Refusal> {
        let must = gives_up || matches!(self.stance, Stance::Concern | Stance::Object);
        let words = match must {
            true => text::passage("words", &self.words)?,
            false => text::optional_passage("words", &self.words)?,
        };
        let workable = match self.stance {
            Stance::Object => text::passage("workable", &self.workable)?,
            _ => String::new(),
        };
        Ok(PositionText { words, workable })
    }

    fn check_harm(&self, relationship: &Relationship, seat: &Seat) -> Result<(), Refusal> {
        match (self.stance, self.harms) {
            (Stance::Object, None) => Err(Refusal::NoHarm),
            (Stance::Object, Some(Harms::Outcome(id))) => {
                let outcome = relationship.value.outcomes.get(&id);
                outcome
                    .map(|_| ())
                    .ok_or(Refusal::Unknown { what: "outcome" })
            }
            (Stance::Object, Some(Harms::Contribution(id))) => {
                let said = relationship.said_to_all(seat.person, id)?;
                match said.kind {
                    ContributionKind::Need | ContributionKind::Limit => Ok(()),
                    _ => Err(Refusal::NoHarm),
                }
            }
            _ => Ok(()),
        }
    }
}

impl Act for TakePosition {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        proposal: ProposalId,
    ) -> Result<&Seat, Refusal> {
        relationship.positioner(actor, proposal)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (relationship, seat) = (at.relationship, at.seat);
        let open = relationship.open_proposal(self.proposal)?;
        if self.version != open.version.number {
            return Err(Refusal::Reworded);
        }
        let deputy = check_deputy(&at, open)?;
        let replaces = relationship.replaced_by(seat, open);
        let before = open.positions.get(&(seat.party, seat.person));
        let objects = |position: &Position| position.stance == Stance::Object;
        let gone = |person: &PersonId| open.positions.get(&(seat.party, *person));
        let gives_up = self.stance != Stance::Object
            && (before.is_some_and(objects) || replaces.iter().filter_map(gone).any(objects));
        self.check_harm(relationship, seat)?;
        let text = self.said(gives_up)?;
        let by_link_of = at.binding_word_of(seat.party)?;
        let (harms_outcome, harms_contribution) = match self.harms {
            Some(Harms::Outcome(outcome)) if self.stance == Stance::Object => (Some(outcome), None),
            Some(Harms::Contribution(said)) if self.stance == Stance::Object => (None, Some(said)),
            _ => (None, None),
        };
        let taken = PositionTaken {
            proposal: open.id,
            version: open.version.number,
            party: seat.party,
            stance: self.stance,
            harms_outcome,
            harms_contribution,
            deputy,
            replaces,
            by_link_of,
            text: Some(text).filter(|text| !text.words.is_empty()),
        };
        let position = taken.position(next(&at), seat.roles.contains(&Role::Sponsor));
        let same = |before: &Position| {
            let told = |it: &Position| {
                (
                    it.stance,
                    it.version,
                    it.words.clone(),
                    it.workable.clone(),
                    it.harms,
                )
            };
            told(before) == told(&position)
        };
        if before.is_some_and(same) {
            return Err(Refusal::NothingNew);
        }
        let mut after = open.clone();
        after.takes(position, &taken.replaces);
        let follows = relationship.follows(&after, &relationship.table, at.context.at);
        Ok([vec![taken.into()], follows].concat())
    }
}

/// Whether the actor takes a position as a deputy; a deputy is asked once the time is over.
fn check_deputy(at: &At<'_, '_>, open: &Proposal) -> Result<bool, Refusal> {
    let deputy = !at.seat.speaks_for_party();
    if deputy && at.context.at < open.version.until.1 {
        return Err(Refusal::RoundOpen);
    }
    Ok(deputy)
}

/// The stamp of what is about to be recorded.
fn next(at: &At<'_, '_>) -> Stamp {
    Stamp {
        sequence: at.relationship.last.sequence + 1,
        at: at.context.at,
        actor: at.context.actor,
    }
}

impl Act for KeepPosition {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        proposal: ProposalId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.positioner(actor, proposal)?;
        let open = relationship.open_proposal(proposal)?;
        let before = open.positions.get(&(seat.party, actor));
        match before.is_some_and(|before| before.version != open.version.number) {
            true => Ok(seat),
            false => Err(Refusal::NothingNew),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (relationship, seat) = (at.relationship, at.seat);
        let open = relationship.open_proposal(self.proposal)?;
        let version = open.version.number;
        if self.version != version {
            return Err(Refusal::Reworded);
        }
        check_deputy(&at, open)?;
        at.binding_word_of(seat.party)?;
        let before = open.positions.get(&(seat.party, seat.person));
        let mut position = before.ok_or(Refusal::NothingNew)?.clone();
        let kept = PositionKept {
            proposal: open.id,
            version,
            party: seat.party,
            stance: position.stance,
        };
        (position.version, position.kept) = (version, Some(next(&at)));
        let mut after = open.clone();
        after.takes(position, &[]);
        let follows = relationship.follows(&after, &relationship.table, at.context.at);
        Ok([vec![kept.into()], follows].concat())
    }
}

impl Act for ChooseSilence {
    fn edits(&self, seat: &Seat) -> Option<Edited> {
        Some(Edited::Silence(seat.party))
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        relationship.spokesperson(actor)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let party = at.seat.party;
        let deputy = match self.means {
            Silence::AskDeputy => {
                let seat = self
                    .deputy
                    .and_then(|person| at.relationship.table.seat(person));
                let fits =
                    |seat: &&Seat| seat.party == party && seat.speaks() && !seat.speaks_for_party();
                Some(seat.filter(fits).ok_or(Refusal::NoDeputy)?.person)
            }
            _ => None,
        };
        let means = self.means;
        let before = at.relationship.proposals.silences.get(&party);
        let same = match before {
            Some(before) => (before.means, before.deputy) == (means, deputy),
            None => means == Silence::Wait,
        };
        if same {
            return Err(Refusal::NothingNew);
        }
        one(SilenceChosen {
            party,
            means,
            deputy,
        })
    }
}

impl Act for CountSilence {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        proposal: ProposalId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.asked_speaker(actor, proposal)?;
        let open = relationship.open_proposal(proposal)?;
        if open.is_sealed() {
            return Err(Refusal::StillSealed);
        }
        // Somebody who got up, or has another role, adopts nothing by that: others say that it counts.
        let counts =
            open.is_complete(&relationship.table) || !relationship.stands_aside(open).is_empty();
        match counts {
            true => Ok(seat),
            false => Err(Refusal::NothingNew),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let relationship = at.relationship;
        let open = relationship.open_proposal(self.proposal)?;
        let (proposal, version) = (open.id, open.version.number);
        let follows = relationship.follows(open, &relationship.table, at.context.at);
        if !follows.is_empty() {
            return Ok(follows);
        }
        if at.context.at < open.version.until.1 {
            return Err(Refusal::RoundOpen);
        }
        let silent = relationship.stands_aside(open).into_iter();
        let count = |party| {
            SilenceCounted {
                proposal,
                version,
                party,
            }
            .into()
        };
        Ok(silent.map(count).collect())
    }
}

impl Act for AcceptAbsence {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        (proposal, party): (ProposalId, PartyId),
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.asked_speaker(actor, proposal)?;
        let open = relationship.missing(proposal, party)?;
        // One party alone adopts nothing: without another it would stay open for ever.
        let too_few = open.asked().count() <= 2;
        if party == relationship.table.consumer || party == seat.party || too_few {
            return Err(Refusal::NotReleased);
        }
        if open.stand(party).is_some() {
            return Err(Refusal::NothingNew);
        }
        let agreed = open.absences.get(&party);
        match agreed.is_some_and(|agreed| agreed.contains(&seat.party)) {
            true => Err(Refusal::NothingNew),
            false => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let relationship = at.relationship;
        let (party, by) = (self.party, at.seat.party);
        let open = relationship.open_proposal(self.proposal)?;
        if at.context.at < open.version.until.1 {
            return Err(Refusal::RoundOpen);
        }
        at.binding_word_of(by)?;
        let proposal = open.id;
        let mut facts = vec![
            AbsenceAccepted {
                proposal,
                party,
                by,
            }
            .into(),
        ];
        let agreed = open.absences.get(&party);
        let agrees =
            |other: PartyId| other == by || agreed.is_some_and(|agreed| agreed.contains(&other));
        if open.asked().filter(|other| *other != party).all(agrees) {
            facts.push(PartyReleased { proposal, party }.into());
            let mut after = open.clone();
            after.gone.insert(party, Gone::Released(next(&at)));
            facts.extend(relationship.follows(&after, &relationship.table, at.context.at));
        }
        Ok(facts)
    }
}

impl Act for AskAgain {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        (proposal, party): (ProposalId, PartyId),
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        relationship.missing(proposal, party)?;
        match party == seat.party {
            true => Err(Refusal::OwnWord),
            false => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (proposal, party) = (self.proposal, self.party);
        let open = at.relationship.open_proposal(proposal)?;
        let asked = open.asked.get(&party);
        if asked.is_some_and(|asked| at.context.at.0 - asked.at.0 < ASK_AGAIN_EVERY) {
            return Err(Refusal::AskedJustNow);
        }
        one(PartyAskedAgain { proposal, party })
    }
}

impl Act for WithdrawProposal {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        proposal: ProposalId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let open = relationship.open_proposal(proposal)?;
        match relationship.table.party(open.party) {
            Some(party) if party.id != seat.party => Err(Refusal::OnlyWhoBrought),
            Some(_) => Ok(seat),
            None => relationship.asked_speaker(actor, proposal),
        }
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let why = text::passage("why", &self.why)?;
        one(ProposalWithdrawn {
            proposal: self.proposal,
            text: Some(ProposalWithdrawnText { why }),
        })
    }
}

impl Act for AnswerPrinciple {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        proposal: ProposalId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let open = relationship.open_proposal(proposal)?;
        let what = "answers to guiding principles";
        let said = open.principles.iter().map(|it| it.stamp.actor);
        relationship.within_share(seat, 1, (what, PRINCIPLE_ANSWERS), said)?;
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let words = text::passage("words", &self.words)?;
        one(PrincipleAnswered {
            proposal: self.proposal,
            principle: self.principle,
            text: Some(PrincipleText { words }),
        })
    }
}

impl Act for CallRound {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        proposal: ProposalId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let open = relationship.open_proposal(proposal)?;
        // Once a round is through, another may begin.
        match relationship
            .to_speak(open)
            .is_some_and(|to_speak| !to_speak.is_empty())
        {
            true => Err(Refusal::NothingNew),
            false => Ok(seat),
        }
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        one(RoundCalled {
            proposal: self.proposal,
        })
    }
}

impl Relationship {
    /// The parties that have not spoken in the round that was called last; `None` where none was.
    pub(crate) fn to_speak(&self, proposal: &Proposal) -> Option<Vec<PartyId>> {
        let round = proposal.round?;
        let said = self.dialogue.about(proposal.id);
        let since = said.filter(|said| said.stamp.sequence > round.sequence && said.counts());
        let spoke: BTreeSet<PartyId> = since.map(|said| said.party).collect();
        Some(
            proposal
                .asked()
                .filter(|party| !spoke.contains(party))
                .collect(),
        )
    }
}
