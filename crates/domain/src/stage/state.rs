//! The stages of a table, and what is worked on at each.

use std::collections::BTreeMap;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::packs::{Pack, STAGE_PACKS};
use crate::ids::*;
use crate::stamp::Stamp;
use crate::words::StagePack;

/// What is worked on at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Staged {
    /// A feature.
    Feature(FeatureId),
    /// A proposal, which may have become a decision.
    Proposal(ProposalId),
    /// A meeting.
    Meeting(MeetingId),
    /// A commitment.
    Commitment(CommitmentId),
}

/// The stages of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stages {
    /// From which pack they are.
    pub pack: StagePack,
    /// When and by whom that was chosen.
    pub chosen: Option<Stamp>,
    /// The table's own, in order.
    pub own: Vec<StageId>,
    /// What every stage of its own that the table ever had is called; `None` once erased.
    pub names: BTreeMap<StageId, Option<String>>,
    /// At which stage things are worked on, on whose word. What stands at a stage of another pack is kept: it counts
    /// again when that is chosen again.
    pub placed: OrdMap<Staged, (StageId, Stamp)>,
}

impl Default for Stages {
    fn default() -> Self {
        Self {
            pack: StagePack::Plain,
            chosen: None,
            own: Vec::new(),
            names: BTreeMap::new(),
            placed: OrdMap::new(),
        }
    }
}

impl Stages {
    /// The stages of now, in order.
    pub fn of_now(&self) -> Vec<StageId> {
        match self.pack {
            StagePack::Own => self.own.clone(),
            pack => {
                let pack = Pack::of(pack).unwrap_or(&STAGE_PACKS[0]);
                pack.stages.iter().map(|stage| stage.id).collect()
            }
        }
    }

    /// At which stage something is worked on, where that is one of now.
    pub fn stage_of(&self, what: Staged) -> Option<StageId> {
        let (stage, _) = self.placed.get(&what)?;
        self.of_now().contains(stage).then_some(*stage)
    }
}
