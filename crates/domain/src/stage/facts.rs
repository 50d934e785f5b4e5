//! What is recorded of stages, and what each of these facts changes.

use super::Staged;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::words::*;

facts! {
    /// The stages of the table were chosen.
    "stages_chosen" StagesChosen reaches Table {
        /// From which pack.
        pack: StagePack,
        /// The table's own, in order; of a pack none.
        own: Vec<StageId>,
        /// Those of them that the table did not have before.
        added: Vec<StageId>,
    } says StagesText {
        /// What the table's own are called, one on a line.
        names: String,
    }

    /// It was said at which stage something is worked on.
    "stage_placed" StagePlaced reaches Table {
        /// What.
        about: Staged,
        /// At which; `None` at none.
        stage: Option<StageId>,
    }
}

impl Happened for StagesChosen {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let names = self.text.as_ref().map(|text| text.names.lines());
        let mut names = names.into_iter().flatten();
        for id in &self.own {
            let name = names.next().map(str::to_owned);
            to.stages.names.insert(*id, name);
        }
        to.stages.pack = self.pack;
        to.stages.chosen = Some(stamp);
        to.stages.own = self.own;
    }
}

impl Happened for StagePlaced {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        match self.stage {
            Some(stage) => to.stages.placed.insert(self.about, (stage, stamp)),
            None => to.stages.placed.remove(&self.about),
        };
    }
}
