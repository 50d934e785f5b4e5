//! The running service: its parts, by whom each is made, and what people would do with them.

use std::collections::BTreeMap;

use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};
use crate::stamp::Stamp;
use crate::text;
use crate::words::*;

/// Parts of one service; finer ones belong in a configuration database.
pub const PARTS: usize = 200;

/// A part of the running service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The part.
    pub id: PartId,
    /// When and by whom it was named.
    pub named: Stamp,
    /// By which party it is made.
    pub made_by: PartyId,
    /// What it is; `None` once erased.
    pub name: Option<String>,
    /// Each person's latest verdict.
    pub judgements: BTreeMap<PersonId, Judgement>,
}

/// One person's verdict on a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// When and by whom.
    pub stamp: Stamp,
    /// Keep, change or stop.
    pub verdict: Verdict,
    /// Why; `None` when not said or erased.
    pub why: Option<String>,
}

/// All parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// Every part.
    pub parts: BTreeMap<PartId, Part>,
}

impl Service {
    pub(crate) fn name_part(&mut self, stamp: Stamp, fact: &PartNamed) {
        let part = Part {
            id: fact.part,
            named: stamp,
            made_by: fact.made_by,
            name: fact.text.as_ref().map(|text| text.name.clone()),
            judgements: BTreeMap::new(),
        };
        self.parts.insert(fact.part, part);
    }

    pub(crate) fn judge_part(&mut self, stamp: Stamp, fact: PartJudged) {
        if let Some(part) = self.parts.get_mut(&fact.part) {
            let why = fact.text.map(|text| text.why);
            part.judgements.insert(
                stamp.actor,
                Judgement {
                    stamp,
                    verdict: fact.verdict,
                    why,
                },
            );
        }
    }
}

impl Relationship {
    pub(crate) fn name_part(
        &self,
        context: &mut Context<'_>,
        name: &str,
        made_by: PartyId,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(context.actor)?;
        if self.service.parts.len() >= PARTS {
            return Err(Refusal::Full {
                what: "parts of one service",
                limit: PARTS,
            });
        }
        self.table
            .party(made_by)
            .ok_or(Refusal::Unknown { what: "party" })?;
        let text = Some(PartText {
            name: text::line("name", name)?,
        });
        let part = PartId(context.id());
        Ok(vec![
            PartNamed {
                part,
                made_by,
                text,
            }
            .into(),
        ])
    }

    pub(crate) fn judge_part(
        &self,
        actor: PersonId,
        part: PartId,
        verdict: Verdict,
        why: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(actor)?;
        if !self.service.parts.contains_key(&part) {
            return Err(Refusal::Unknown { what: "part" });
        }
        let why = text::optional_passage("why", why)?;
        let text = (!why.is_empty()).then_some(JudgementText { why });
        Ok(vec![
            PartJudged {
                part,
                verdict,
                text,
            }
            .into(),
        ])
    }
}
