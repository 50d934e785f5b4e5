//! Naming the parts of the running service, and saying what to do with them.

use super::PARTS;
use super::facts::*;
use crate::act::{Act, At, Decided, acts, one};
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;
use crate::text;
use crate::words::*;

acts! {
    /// Name a part of the running service.
    NamePart {
        /// What it is.
        name: String,
        /// By which party it is made.
        made_by: PartyId,
    }

    /// Say what to do with a part of the running service.
    JudgePart about part: PartId {
        /// The part.
        part: PartId,
        /// Keep, change or stop.
        verdict: Verdict,
        /// Why.
        #[serde(default)]
        why: String,
    }
}

impl Act for NamePart {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let named = relationship.service.parts.values();
        let named = named.map(|part| part.named.actor);
        relationship.within_share(seat, 1, ("parts of one service", PARTS), named)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            context,
            ..
        } = at;
        let made_by = relationship.seated_party(self.made_by)?.id;
        let name = text::line("name", &self.name)?;
        one(PartNamed {
            part: PartId(context.id()),
            made_by,
            text: Some(PartText { name }),
        })
    }
}

impl Act for JudgePart {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        part: PartId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        if !relationship.service.parts.contains_key(&part) {
            return Err(Refusal::Unknown { what: "part" });
        }
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let why = text::optional_passage("why", &self.why)?;
        one(PartJudged {
            part: self.part,
            verdict: self.verdict,
            text: (!why.is_empty()).then_some(JudgementText { why }),
        })
    }
}
