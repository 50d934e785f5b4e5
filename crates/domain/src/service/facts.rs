//! What is recorded of the running service, and what each of these facts changes.

use std::sync::Arc;

use imbl::OrdMap;

use super::{Judgement, Part};
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::steps::{Because, Counted};
use crate::words::*;

facts! {
    /// A part of the running service was named.
    "part_named" PartNamed reaches Table {
        /// The part.
        part: PartId,
        /// By which party it is made.
        made_by: PartyId,
    } says PartText {
        /// What it is.
        name: String,
    }

    /// One person says what to do with a part of the running service.
    "part_judged" PartJudged reaches Named {
        /// The part.
        part: PartId,
        /// Keep, change or stop.
        verdict: Verdict,
    } says JudgementText {
        /// Why.
        why: String,
    }
}

impl Happened for PartNamed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let part = Part {
            id: self.part,
            named: stamp,
            made_by: self.made_by,
            name: self.text.map(|text| text.name),
            judgements: OrdMap::new(),
            counted: Counted::default(),
        };
        to.service.parts.insert(self.part, Arc::new(part));
    }
}

impl Happened for PartJudged {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let Some(part) = to.service.parts.get_mut(&self.part).map(Arc::make_mut) else {
            return;
        };
        let said = part.judgements.entry(stamp.actor).or_default();
        said.push_back(Arc::new(Judgement {
            stamp,
            verdict: self.verdict,
            why: self.text.map(|text| text.why),
        }));
        if part.settle(stamp.actor, &to.table, &to.names, Because::Said, stamp) {
            to.users_stepped(stamp);
        }
    }
}
