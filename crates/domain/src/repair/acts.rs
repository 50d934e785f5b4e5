//! Saying what broke, what is done about it, and whether that repairs it.

use super::{OPEN_REPAIRS, REPAIR_WORDS, REPAIRS, Repair};
use crate::act::{Act, Asks, At, Decided, MakeCommitment, acts, one};
use crate::day::Day;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;
use crate::text;

acts! {
    /// Say what happened, for the side that was hurt by it.
    OpenRepair {
        /// The party that can repair it.
        of: PartyId,
        /// What happened, in one's own words.
        happened: String,
        /// What it cost one's side; it can be said later.
        #[serde(default)]
        cost: String,
        /// The outcomes that it harmed.
        #[serde(default)]
        outcomes: Vec<OutcomeId>,
    }

    /// Say what it cost the side that was hurt. What was said before stays on the record.
    SayRepairCost about repair: RepairId {
        /// Which repair.
        repair: RepairId,
        /// What it cost.
        words: String,
    }

    /// Say something to it for the side that can repair it: how it came, or that one is sorry. It closes nothing.
    AnswerRepair about repair: RepairId {
        /// Which repair.
        repair: RepairId,
        /// The words.
        words: String,
    }

    /// Promise what one's side does about it, by when: a commitment to the side that was hurt.
    PromiseRepair about repair: RepairId {
        /// Which repair.
        repair: RepairId,
        /// What.
        words: String,
        /// By which day.
        due: Day,
    }

    /// Say, for the side that was hurt, whether it is repaired. That alone closes it.
    AcceptRepair about repair: RepairId {
        /// Which repair.
        repair: RepairId,
        /// Whether it is.
        accepted: bool,
        /// What is missing, where it is not.
        #[serde(default)]
        words: String,
    }

    /// Say, for the side that said so, that nothing broke after all.
    WithdrawRepair about repair: RepairId {
        /// Which repair.
        repair: RepairId,
        /// Why.
        why: String,
    }
}

impl Relationship {
    fn open_repair(&self, id: RepairId) -> Result<&Repair, Refusal> {
        let repair = self.repairs.all.get(&id);
        let repair = repair.ok_or(Refusal::Unknown { what: "repair" })?;
        match repair.is_open() {
            true => Ok(repair),
            false => Err(Refusal::RepairClosed),
        }
    }

    /// The seat of an actor of the side that was hurt.
    fn hurt(&self, actor: PersonId, id: RepairId) -> Result<(&Seat, &Repair), Refusal> {
        let seat = self.speaker(actor)?;
        let repair = self.open_repair(id)?;
        match seat.party == repair.party {
            true => Ok((seat, repair)),
            false => Err(Refusal::OnlyWhoWasHurt),
        }
    }

    /// The seat of an actor who speaks for the side that can repair it.
    fn repairs(&self, actor: PersonId, id: RepairId) -> Result<(&Seat, &Repair), Refusal> {
        let repair = self.open_repair(id)?;
        let seat = self.spokesperson_of(actor, repair.of, Refusal::OnlyWhoRepairs)?;
        Ok((seat, repair))
    }
}

fn few_enough(said: usize) -> Result<(), Refusal> {
    match said {
        0..REPAIR_WORDS => Ok(()),
        _ => Err(Refusal::Full {
            what: "words of one kind on one repair",
            limit: REPAIR_WORDS,
        }),
    }
}

impl Act for OpenRepair {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let all = relationship.repairs.all.values();
        let open = all.filter(|it| it.party == seat.party && it.is_open());
        let open = open.map(|it| it.opened.actor);
        relationship.within_share(seat, 1, ("open repairs of one party", OPEN_REPAIRS), open)?;
        let ever = relationship.repairs.all.values();
        let ever = ever.map(|it| it.opened.actor);
        relationship.within_share(seat, 1, ("repairs", REPAIRS), ever)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let party = at.seat.party;
        at.relationship.seated_party(self.of)?;
        if self.of == party {
            return Err(Refusal::RepairOfOneself);
        }
        let happened = text::passage("happened", &self.happened)?;
        let cost = text::optional_passage("cost", &self.cost)?;
        at.relationship.check_linked(&self.outcomes)?;
        let repair = RepairId(at.context.id());
        let opened = RepairOpened {
            repair,
            party,
            of: self.of,
            outcomes: self.outcomes,
            by_link_of: at.relationship.table.link_behind(at.seat.person),
            text: Some(RepairText { happened }),
        };
        let mut facts = vec![opened.into()];
        if !cost.is_empty() {
            let text = Some(RepairCostText { words: cost });
            facts.push(RepairCostSaid { repair, text }.into());
        }
        Ok(facts)
    }
}

impl Act for SayRepairCost {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        repair: RepairId,
    ) -> Result<&Seat, Refusal> {
        let (seat, it) = relationship.hurt(actor, repair)?;
        // Of each person by themselves: nobody uses up what their colleagues may say.
        few_enough(it.cost.iter().filter(|it| it.stamp.actor == actor).count())?;
        // In place of what a colleague said speaks whoever binds the party.
        if it.cost.last().is_some_and(|said| said.stamp.actor != actor) {
            relationship.binding(seat)?;
        }
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let words = text::passage("words", &self.words)?;
        one(RepairCostSaid {
            repair: self.repair,
            text: Some(RepairCostText { words }),
        })
    }
}

impl Act for AnswerRepair {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        repair: RepairId,
    ) -> Result<&Seat, Refusal> {
        let (seat, it) = relationship.repairs(actor, repair)?;
        few_enough(it.answers.len())?;
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let words = text::passage("words", &self.words)?;
        one(RepairAnswered {
            repair: self.repair,
            text: Some(RepairAnsweredText { words }),
        })
    }
}

impl Act for PromiseRepair {
    fn asks(&self) -> Asks {
        Asks {
            days: vec![self.due],
            ..Asks::default()
        }
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        repair: RepairId,
    ) -> Result<&Seat, Refusal> {
        let (_, it) = relationship.repairs(actor, repair)?;
        few_enough(it.promised.len())?;
        MakeCommitment::allowed(relationship, actor, ())
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let it = at.relationship.open_repair(self.repair)?;
        // What was retired since serves nobody any more.
        let live = |id: &OutcomeId| at.relationship.live_outcome(*id).is_ok();
        let linked = it.outcomes.iter().copied().filter(live);
        let promise = MakeCommitment {
            to: it.party,
            words: self.words,
            due: self.due,
            contribution: None,
            proposal: None,
            outcomes: linked.collect(),
        };
        let mut facts = promise.decide(at)?;
        if let Some(Fact::CommitmentMade(made)) = facts.first() {
            let commitment = made.commitment;
            let repair = self.repair;
            facts.push(RepairPromised { repair, commitment }.into());
        }
        Ok(facts)
    }
}

impl Act for AcceptRepair {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        repair: RepairId,
    ) -> Result<&Seat, Refusal> {
        let it = relationship.open_repair(repair)?;
        relationship.spokesperson_of(actor, it.party, Refusal::OnlyWhoWasHurt)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let words = match self.accepted {
            true => text::optional_passage("words", &self.words)?,
            false => {
                // A yes is never too much.
                let it = at.relationship.open_repair(self.repair)?;
                few_enough(it.verdicts.len())?;
                text::passage("words", &self.words)?
            }
        };
        // Whoever accepts lets the other side go: nobody does that in another party's name.
        let by_link_of = match self.accepted {
            true => at.binding_word_of(at.seat.party)?,
            false => None,
        };
        one(RepairJudged {
            repair: self.repair,
            accepted: self.accepted,
            by_link_of,
            text: Some(RepairJudgedText { words }),
        })
    }
}

impl Act for WithdrawRepair {
    /// Whoever said it, or who speaks for their side.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        repair: RepairId,
    ) -> Result<&Seat, Refusal> {
        let (seat, it) = relationship.hurt(actor, repair)?;
        match it.opened.actor == actor {
            true => Ok(seat),
            false => relationship.spokesperson(actor),
        }
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let why = text::passage("why", &self.why)?;
        one(RepairWithdrawn {
            repair: self.repair,
            text: Some(RepairWithdrawnText { why }),
        })
    }
}
