//! Choosing the stages of a table, and saying at which of them something is worked on.

use crate::act::{Act, At, Decided, acts, one};
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stage::*;
use crate::table::Seat;
use crate::text;
use crate::words::*;

acts! {
    /// Choose the stages of the table: those of a framework, or its own.
    ChooseStages {
        /// From which pack.
        pack: StagePack,
        /// What the table's own are called, in order; of a pack none.
        #[serde(default)]
        own: Vec<String>,
    }

    /// Say at which stage something is worked on that is one's own party's.
    PlaceAtStage about about: Staged {
        /// What.
        about: Staged,
        /// At which; at none where nothing is said.
        #[serde(default)]
        stage: Option<StageId>,
    }
}

impl Act for ChooseStages {
    /// Provider and consumer, as they say what the relationship is called.
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let table = &relationship.table;
        match [table.provider, table.consumer].contains(&seat.party) {
            true => Ok(seat),
            false => Err(Refusal::OnlyTheTwo),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let stages = &at.relationship.stages;
        if self.pack != StagePack::Own {
            return match stages.pack == self.pack {
                true => Err(Refusal::NothingNew),
                false => one(StagesChosen {
                    pack: self.pack,
                    own: Vec::new(),
                    added: Vec::new(),
                    text: None,
                }),
            };
        }
        if !(2..=STAGES).contains(&self.own.len()) {
            return Err(Refusal::StagesOfOnesOwn);
        }
        let mut names: Vec<String> = Vec::new();
        for name in &self.own {
            let name = text::line("own", name)?;
            if names.contains(&name) {
                return Err(Refusal::StagesOfOnesOwn);
            }
            names.push(name);
        }
        // A stage that goes on being called so stays the same one, with what stands at it.
        let known = |name: &String| {
            let mut own = stages.own.iter();
            own.find(|id| stages.names.get(id) == Some(&Some(name.clone())))
                .copied()
        };
        let same: Vec<Option<StageId>> = names.iter().map(known).collect();
        let order: Vec<StageId> = same.iter().copied().flatten().collect();
        if stages.pack == StagePack::Own && order.len() == names.len() && order == stages.own {
            return Err(Refusal::NothingNew);
        }
        let mut added = Vec::new();
        let mut own = Vec::new();
        for known in same {
            own.push(known.unwrap_or_else(|| {
                let id = StageId(at.context.id());
                added.push(id);
                id
            }));
        }
        one(StagesChosen {
            pack: StagePack::Own,
            own,
            added,
            text: Some(StagesText {
                names: names.join("\n"),
            }),
        })
    }
}

impl Act for PlaceAtStage {
    /// Whoever speaks for a party whose thing it is: that which added or offers a feature, opened a proposal, planned a
    /// meeting, made a commitment or was made it. Where none of them is here any more, whoever speaks for one.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        about: Staged,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let whose = relationship.whose(about);
        let whose = whose.ok_or(Refusal::Unknown { what: "stage" })?;
        let here = |party: &PartyId| relationship.table.party(*party).is_some();
        match whose.contains(&seat.party) || !whose.iter().any(here) {
            true => Ok(seat),
            false => Err(Refusal::StageOfAnother),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let stages = &at.relationship.stages;
        if let Some(stage) = self.stage
            && !stages.of_now().contains(&stage)
        {
            return Err(Refusal::Unknown { what: "stage" });
        }
        if stages.stage_of(self.about) == self.stage {
            return Err(Refusal::NothingNew);
        }
        one(StagePlaced {
            about: self.about,
            stage: self.stage,
        })
    }
}

impl Relationship {
    /// The parties whose a thing is; nothing where there is no such thing, or it was given up.
    pub(super) fn whose(&self, about: Staged) -> Option<Vec<PartyId>> {
        Some(match about {
            Staged::Feature(id) => {
                let feature = self.features.live().find(|feature| feature.id == id)?;
                vec![feature.party, feature.offered_by]
            }
            Staged::Proposal(id) => {
                let proposal = self.proposals.all.get(&id)?;
                let given_up =
                    matches!(proposal.ended, Some(crate::proposal::Ended::Withdrawn(..)));
                (!given_up).then(|| vec![proposal.party])?
            }
            Staged::Meeting(id) => {
                let meeting = self.meetings.all.get(&id)?;
                let party = self.table.side_of(meeting.planned.actor)?;
                meeting.cancelled.is_none().then(|| vec![party])?
            }
            Staged::Commitment(id) => {
                let commitment = self.commitments.all.get(&id)?;
                let parties = vec![commitment.party, commitment.to];
                commitment.holds().then_some(parties)?
            }
        })
    }
}
