//! The parts of the service so far.

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::{OrdMap, Vector};

use crate::ids::*;
use crate::names::Names;
use crate::stamp::Stamp;
use crate::steps::{Because, Counted};
use crate::table::Table;
use crate::words::*;

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
    pub judgements: OrdMap<PersonId, Vector<Arc<Judgement>>>,
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
        said.get(place.ok()?).map(|said| &**said)
    }

    pub(super) fn settle(
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
    pub parts: BTreeMap<PartId, Arc<Part>>,
}

impl Service {
    /// A person sits otherwise, or no more, or stands by name from now on or no more: their verdicts
    /// count by that.
    pub(crate) fn resettle(
        &mut self,
        person: PersonId,
        table: &Table,
        names: &Names,
        stamp: Stamp,
    ) {
        let judged = |part: &Part| part.judgements.contains_key(&person);
        for part in self.parts.values_mut().filter(|part| judged(part)) {
            Arc::make_mut(part).settle(person, table, names, Because::Sits, stamp);
        }
    }
}
