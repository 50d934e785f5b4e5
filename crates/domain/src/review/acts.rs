//! Saying whether an outcome came true.

use crate::act::{Act, At, Decided, acts, one};
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::review::JUDGEMENTS;
use crate::table::Seat;
use crate::text;
use crate::words::*;

acts! {
    /// Say, for the party that an outcome is for, whether it came true.
    JudgeOutcome about outcome: OutcomeId {
        /// Which outcome.
        outcome: OutcomeId,
        /// Whether it did.
        came_true: CameTrue,
        /// A sentence: what is missing, where something is.
        #[serde(default)]
        words: String,
        /// The outcome's `wording` as it was shown. Refused where its words were changed since.
        wording: u64,
    }
}

impl Act for JudgeOutcome {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        outcome: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        let now = relationship.live_outcome(outcome)?;
        let seat =
            relationship.spokesperson_of(actor, now.for_party(), Refusal::OnlyTheirsJudges)?;
        let said = relationship.judged.of(outcome);
        if said.is_some_and(|said| said.len() >= JUDGEMENTS) {
            return Err(Refusal::Full {
                what: "words on whether one outcome came true",
                limit: JUDGEMENTS,
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let now = at.relationship.live_outcome(self.outcome)?;
        if now.words.since.sequence != self.wording {
            return Err(Refusal::Reworded);
        }
        let words = text::optional_passage("words", &self.words)?;
        if words.is_empty() && self.came_true != CameTrue::Met {
            return Err(Refusal::CameTrueWhy);
        }
        one(OutcomeJudged {
            outcome: self.outcome,
            party: at.seat.party,
            came_true: self.came_true,
            by_link_of: at.relationship.table.only_by_link_of(at.seat.party),
            text: Some(JudgedText { words }),
        })
    }
}
