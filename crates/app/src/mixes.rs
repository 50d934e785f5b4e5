//! Mixes: a relationship's features and ratings handed to the engine, and its answers handed back.
//!
//! The engine runs off the write path, on the thread of whoever asks. A [`Reading`] is what it reads,
//! made once per relationship and entry of the record and kept for the next question: the same
//! features, ratings and voices answer every budget.
//!
//! Everybody who may see a mix sees the same one; whoever may not, gets none
//! ([`Seen::guess_before_a_mix`]).

mod moving;
mod reading;

use std::fmt::Write;
use std::sync::{Arc, Mutex};

use domain::Refusal;
use domain::act::MixAsked;
use domain::audience::Seen;
use domain::ids::*;
use domain::mix::ComputedMix;
use domain::words::*;
use record::StreamId;
use sha2::{Digest, Sha256};

use crate::writer::Computed;
use crate::{Act, App, Error, Refused};

pub use moving::{Next, Step, WAYS_EFFORT};
pub use reading::{Answer, Reading};

use reading::{EFFORTS, lock};

/// What computes the mixes: recorded with each, so that one knows with what to run it again.
pub const ENGINE: &str = concat!("covalue mix ", env!("CARGO_PKG_VERSION"));

/// Readings kept: one table in use needs one.
const READINGS: usize = 16;

/// Why there is no mix for somebody.
#[derive(Debug)]
pub enum NoMix {
    /// They guess or skip these outcomes first.
    GuessFirst(Vec<OutcomeId>),
    /// There is none, by this rule.
    Refused(Refusal),
}

/// Readings in use.
#[derive(Default)]
pub(crate) struct Readings {
    /// The latest used first.
    kept: Mutex<Vec<(RelationshipId, u64, Arc<Reading>)>>,
}

impl Readings {
    fn find(&self, id: RelationshipId, read_at: u64) -> Option<Arc<Reading>> {
        let mut kept = lock(&self.kept);
        let place = kept
            .iter()
            .position(|(of, at, _)| (*of, *at) == (id, read_at))?;
        let found = kept.remove(place);
        let reading = Arc::clone(&found.2);
        kept.insert(0, found);
        Some(reading)
    }

    /// Forgets a relationship's readings: its record has another past.
    pub(crate) fn forget(&self, id: RelationshipId) {
        lock(&self.kept).retain(|(of, _, _)| *of != id);
    }

    fn keep(&self, id: RelationshipId, reading: &Arc<Reading>) {
        let mut kept = lock(&self.kept);
        kept.insert(0, (id, reading.read_at(), Arc::clone(reading)));
        kept.truncate(READINGS);
    }
}

impl App {
    /// What the engine reads of a relationship as `seen`, ready for every budget.
    ///
    /// # Errors
    /// What speaks against a mix for this viewer.
    pub fn mix_reading(&self, id: RelationshipId, seen: &Seen<'_>) -> Result<Arc<Reading>, NoMix> {
        let locked = seen.guess_before_a_mix();
        if !locked.is_empty() {
            return Err(NoMix::GuessFirst(locked));
        }
        let readings = &self.inner.readings;
        if let Some(reading) = readings.find(id, seen.read_at()) {
            return Ok(reading);
        }
        let inputs = seen.mix_inputs().map_err(NoMix::GuessFirst)?;
        let reading = Arc::new(Reading::new(inputs).map_err(NoMix::Refused)?);
        readings.keep(id, &reading);
        Ok(reading)
    }

    /// Digest of what a mix reads and how it is asked, in hexadecimal: of the root of the record up
    /// to that entry, which commits to every rating, price and choice in it with a salt each. A digest
    /// of the ratings themselves would let somebody try out what a single person said.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mix_digest(
        &self,
        id: RelationshipId,
        rule: MixRule,
        budget: u64,
        read_at: u64,
    ) -> Result<String, Error> {
        let leaves = self.record().leaves(StreamId(id.0))?.leaves;
        let read = usize::try_from(read_at).unwrap_or(usize::MAX);
        let root = record::tree::root(&leaves[..read.min(leaves.len())]);
        let mut digest = Sha256::new();
        digest.update(format!(
            "covalue mix inputs 1\n{root}\n{read_at}\n{}\n{budget}\n{}\n",
            rule.word(),
            EFFORTS[EFFORTS.len() - 1],
        ));
        let mut text = String::new();
        for byte in digest.finalize() {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Ok(text)
    }

    /// Computes a mix as it is recorded, for somebody who sits at the table.
    ///
    /// # Errors
    /// The rule that refuses; when there is no such entry, or the database fails.
    pub fn compute_mix(
        &self,
        id: RelationshipId,
        actor: PersonId,
        asked: MixAsked,
    ) -> Result<ComputedMix, Refused> {
        let MixAsked {
            rule,
            budget,
            read_at,
        } = asked;
        let today = self.relationship(id)?.ok_or(Refused::NotFound)?;
        if budget > domain::mix::MOST_BUDGET {
            return Err(Refusal::NoMix.into());
        }
        // Nobody finds out by asking how far a record reaches that they may not see.
        let known = today.seen_by(actor, &today).ok_or(Refused::NotFound)?;
        if !known.guess_before_a_mix().is_empty() {
            return Err(Refusal::GuessFirst.into());
        }
        if !(1..=known.last().sequence).contains(&read_at) {
            return Err(Refusal::Unknown { what: "entry" }.into());
        }
        let then = self.inner.folds.at(id, read_at)?.ok_or(Refused::NotFound)?;
        let seen = today.seen_by(actor, &then).ok_or(Refused::NotFound)?;
        let reading = self.mix_reading(id, &seen).map_err(|none| match none {
            NoMix::GuessFirst(_) => seen.why_no_mix(),
            NoMix::Refused(refusal) => refusal,
        })?;
        let answer = reading.final_answer(rule, budget)?;
        let most = reading.final_answer(MixRule::MostValue, budget)?;
        let mut result = reading.explained(&answer);
        result.fairness = Some(reading.fairness(&answer, &most)?);
        Ok(ComputedMix {
            rule,
            budget,
            read_at,
            inputs: self.mix_digest(id, rule, budget, read_at)?,
            engine: ENGINE.to_owned(),
            reads: reading.inputs.reads.clone(),
            result,
        })
    }

    /// What a command asks the engine, if it asks anything: before it waits for the writer, so that
    /// nobody else waits for the engine.
    pub(crate) fn computed(&self, act: &Act) -> Computed {
        let asked = act.command.asks().mix?;
        Some(self.compute_mix(act.relationship, act.actor, asked))
    }
}
