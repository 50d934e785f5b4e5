//! The running service: its parts, by whom each is made, and what people would do with them.

use std::collections::BTreeMap;

use crate::fact::*;
use crate::ids::*;
use crate::names::Names;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};
use crate::stamp::Stamp;
use crate::steps::{Because, Counted};
use crate::table::Table;
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
    /// Each person's verdicts, in the order said; the last is the one that is meant.
    pub judgements: BTreeMap<PersonId, Vec<Judgement>>,
    /// What of them counts in what others see, by the entries.
    pub counted: Counted<u64>,
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

impl Part {
    /// The verdict at that entry.
    pub fn judgement(&self, person: PersonId, sequence: u64) -> Option<&Judgement> {
        let said = self.judgements.get(&person)?;
        let place = said.binary_search_by_key(&sequence, |one| one.stamp.sequence);
        said.get(place.ok()?)
    }

    fn settle(
        &mut self,
        person: PersonId,
        table: &Table,
        names: &Names,
        because: Because,
        stamp: Stamp,
    ) -> bool {
        let Some(said) = self.judgements.get(&person) else {
            return false;
        };
        let word = |asked: &dyn Fn(u64) -> bool| {
            let mut latest = said.iter().rev().map(|one| one.stamp.sequence);
            latest.find(|sequence| asked(*sequence))
        };
        let seat = table.seat(person);
        let moves = self
            .counted
            .settle(person, seat, names, because, stamp, word);
        !moves.stepped.is_empty()
    }
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
            counted: Counted::default(),
        };
        self.parts.insert(fact.part, part);
    }

    /// Whether users took a step with it.
    pub(crate) fn judge_part(
        &mut self,
        table: &Table,
        names: &Names,
        stamp: Stamp,
        fact: PartJudged,
    ) -> bool {
        let Some(part) = self.parts.get_mut(&fact.part) else {
            return false;
        };
        let why = fact.text.map(|text| text.why);
        let said = part.judgements.entry(stamp.actor).or_default();
        said.push(Judgement {
            stamp,
            verdict: fact.verdict,
            why,
        });
        part.settle(stamp.actor, table, names, Because::Said, stamp)
    }

    /// A person sits otherwise, or no more, or stands by name from now on or no more: their verdicts
    /// count by that.
    pub(crate) fn resettle(
        &mut self,
        person: PersonId,
        table: &Table,
        names: &Names,
        stamp: Stamp,
    ) {
        for part in self.parts.values_mut() {
            part.settle(person, table, names, Because::Sits, stamp);
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
