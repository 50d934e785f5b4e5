//! Recording a factor, linking what it may touch, and saying that what it touches was looked at.

use crate::act::{Act, Asks, At, Decided, acts, one};
use crate::day::Day;
use crate::fact::*;
use crate::factor::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Moment;
use crate::table::Seat;
use crate::text;
use crate::words::*;

acts! {
    /// Record something outside that may change what is valuable.
    RecordFactor {
        /// What it is.
        kind: FactorKind,
        /// The day on which it happened, or will.
        day: Day,
        /// What happens.
        words: String,
        /// The outcomes that it may touch.
        #[serde(default)]
        outcomes: Vec<OutcomeId>,
        /// The features that it may touch.
        #[serde(default)]
        features: Vec<FeatureId>,
        /// Whether it may touch the agreement as a whole.
        #[serde(default)]
        agreement: bool,
        /// The sections of the agreement in force that it may touch.
        #[serde(default)]
        sections: Vec<AgreementSection>,
    }

    /// Say what else a factor may touch. Parties that looked at the rest are asked again.
    ExtendFactor about factor: FactorId {
        /// Which factor.
        factor: FactorId,
        /// More outcomes.
        #[serde(default)]
        outcomes: Vec<OutcomeId>,
        /// More features.
        #[serde(default)]
        features: Vec<FeatureId>,
        /// Whether it may touch the agreement as a whole.
        #[serde(default)]
        agreement: bool,
        /// More sections of the agreement in force.
        #[serde(default)]
        sections: Vec<AgreementSection>,
    }

    /// Say, for one's party, that what a factor touches was looked at and stays as it is.
    LookAtFactor about factor: FactorId {
        /// Which factor.
        factor: FactorId,
    }

    /// Say that a factor is none: it did not happen, or touches nothing here.
    WithdrawFactor about factor: FactorId {
        /// Which factor.
        factor: FactorId,
        /// Why.
        why: String,
    }
}

impl Relationship {
    fn standing_factor(&self, id: FactorId) -> Result<&Factor, Refusal> {
        let factor = self.factors.all.get(&id);
        let factor = factor.ok_or(Refusal::Unknown { what: "factor" })?;
        match factor.withdrawn {
            None => Ok(factor),
            Some(_) => Err(Refusal::FactorWithdrawn),
        }
    }

    /// Refuses what is not there any more, or stands twice.
    fn check_touched(
        &self,
        outcomes: &[OutcomeId],
        features: &[FeatureId],
        sections: &[AgreementSection],
    ) -> Result<(), Refusal> {
        for (place, id) in outcomes.iter().enumerate() {
            self.live_outcome(*id)
                .map_err(|refusal| refusal.within("outcomes", place))?;
            if outcomes[..place].contains(id) {
                return Err(Refusal::NothingNew.within("outcomes", place));
            }
        }
        for (place, id) in features.iter().enumerate() {
            let live = self.features.live().any(|feature| feature.id == *id);
            if !live {
                return Err(Refusal::Unknown { what: "feature" }.within("features", place));
            }
            if features[..place].contains(id) {
                return Err(Refusal::NothingNew.within("features", place));
            }
        }
        let in_force = self.agreements.in_force();
        for (place, section) in sections.iter().enumerate() {
            if !in_force.is_some_and(|it| it.has_section(*section)) {
                return Err(Refusal::Unknown { what: "section" }.within("sections", place));
            }
            if sections[..place].contains(section) {
                return Err(Refusal::NothingNew.within("sections", place));
            }
        }
        Ok(())
    }
}

fn few_enough(outcomes: usize, features: usize) -> Result<(), Refusal> {
    match outcomes.max(features) {
        0..=TOUCHED => Ok(()),
        _ => Err(Refusal::Full {
            what: "outcomes and features that one factor touches",
            limit: TOUCHED,
        }),
    }
}

impl Act for RecordFactor {
    fn asks(&self) -> Asks {
        Asks {
            days: vec![self.day],
            ..Asks::default()
        }
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let all = relationship.factors.all.values();
        let made = all.map(|factor| factor.recorded.actor);
        relationship.within_share(seat, 1, ("factors", FACTORS), made)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let words = text::passage("words", &self.words)?;
        let begins = at.context.days.get(&self.day).copied();
        let within = |begins: &Moment| {
            let apart = begins.0.abs_diff(at.context.at.0);
            apart <= (WITHIN_DAYS * Moment::DAY).unsigned_abs()
        };
        let begins = begins.filter(within).ok_or(Refusal::NoFactorDay)?;
        few_enough(self.outcomes.len(), self.features.len())?;
        at.relationship
            .check_touched(&self.outcomes, &self.features, &self.sections)?;
        one(FactorRecorded {
            factor: FactorId(at.context.id()),
            party: at.seat.party,
            kind: self.kind,
            day: self.day,
            begins,
            outcomes: self.outcomes,
            features: self.features,
            agreement: self.agreement,
            sections: self.sections,
            text: Some(FactorText { words }),
        })
    }
}

impl Act for ExtendFactor {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        factor: FactorId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        relationship.standing_factor(factor)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let factor = at.relationship.standing_factor(self.factor)?;
        at.relationship
            .check_touched(&self.outcomes, &self.features, &self.sections)?;
        let new_outcome = |id: &OutcomeId| !factor.outcomes.contains_key(id);
        let new_feature = |id: &FeatureId| !factor.features.contains(id);
        let new_section = |it: &AgreementSection| !factor.sections.contains(it);
        let outcomes: Vec<_> = self.outcomes.into_iter().filter(new_outcome).collect();
        let features: Vec<_> = self.features.into_iter().filter(new_feature).collect();
        let sections: Vec<_> = self.sections.into_iter().filter(new_section).collect();
        let agreement = self.agreement && !factor.agreement;
        if outcomes.is_empty() && features.is_empty() && sections.is_empty() && !agreement {
            return Err(Refusal::NothingNew);
        }
        few_enough(
            factor.outcomes.len() + outcomes.len(),
            factor.features.len() + features.len(),
        )?;
        one(FactorExtended {
            factor: self.factor,
            outcomes,
            features,
            agreement,
            sections,
        })
    }
}

impl Act for LookAtFactor {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        factor: FactorId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let factor = relationship.standing_factor(factor)?;
        match factor.has_looked(seat.party) {
            false => Ok(seat),
            true => Err(Refusal::NothingNew),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        one(FactorLookedAt {
            factor: self.factor,
            party: at.seat.party,
        })
    }
}

impl Act for WithdrawFactor {
    /// Whoever recorded it says so, or who speaks for their party.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        factor: FactorId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let factor = relationship.standing_factor(factor)?;
        match factor.recorded.actor == actor {
            true => Ok(seat),
            false => relationship.spokesperson_of(actor, factor.party, Refusal::OnlyWhoBrought),
        }
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let why = text::passage("why", &self.why)?;
        one(FactorWithdrawn {
            factor: self.factor,
            text: Some(FactorWithdrawnText { why }),
        })
    }
}
