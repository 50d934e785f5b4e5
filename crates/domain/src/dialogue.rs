//! What is said at the table: needs, limits, ideas, questions and concerns, each to its audience.

use std::collections::BTreeMap;

use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};
use crate::stamp::Stamp;
use crate::text;
use crate::words::*;

/// Contributions of one relationship.
pub const CONTRIBUTIONS: usize = 100_000;
/// Outcomes that one contribution can be about.
pub const LINKS: usize = 20;
/// Within this time an author may take a word back, in milliseconds.
pub const TAKE_BACK: i64 = 5 * 60 * 1_000;

/// Something said at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The contribution.
    pub id: ContributionId,
    /// When and by whom.
    pub stamp: Stamp,
    /// The author's party when it was said.
    pub party: PartyId,
    /// What it is.
    pub kind: ContributionKind,
    /// Who may see it.
    pub audience: Audience,
    /// The outcomes it is about.
    pub outcomes: Vec<OutcomeId>,
    /// The words, in Markdown; `None` once erased or taken back.
    pub words: Option<String>,
    /// Whether the author took it back.
    pub taken_back: bool,
}

/// Everything said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialogue {
    /// Every contribution.
    pub contributions: BTreeMap<ContributionId, Contribution>,
    /// In the order said.
    pub order: Vec<ContributionId>,
}

impl Dialogue {
    pub(crate) fn say(&mut self, stamp: Stamp, party: PartyId, fact: ContributionSaid) {
        let contribution = Contribution {
            id: fact.contribution,
            stamp,
            party,
            kind: fact.kind,
            audience: fact.audience,
            outcomes: fact.outcomes,
            words: fact.text.map(|text| text.words),
            taken_back: false,
        };
        self.order.push(fact.contribution);
        self.contributions.insert(fact.contribution, contribution);
    }

    pub(crate) fn take_back(&mut self, fact: &ContributionTakenBack) {
        if let Some(contribution) = self.contributions.get_mut(&fact.contribution) {
            contribution.words = None;
            contribution.taken_back = true;
        }
    }
}

impl Relationship {
    pub(crate) fn say(
        &self,
        context: &mut Context<'_>,
        kind: ContributionKind,
        audience: &Audience,
        words: &str,
        outcomes: &[OutcomeId],
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(context.actor)?;
        self.check_audience(audience)?;
        if self.dialogue.contributions.len() >= CONTRIBUTIONS {
            return Err(Refusal::Full {
                what: "contributions",
                limit: CONTRIBUTIONS,
            });
        }
        if outcomes.len() > LINKS {
            return Err(Refusal::Full {
                what: "linked outcomes",
                limit: LINKS,
            });
        }
        if outcomes
            .iter()
            .any(|id| !self.value.outcomes.contains_key(id))
        {
            return Err(Refusal::Unknown { what: "outcome" });
        }
        let words = text::passage("words", words)?;
        let contribution = ContributionId(context.id());
        Ok(vec![
            ContributionSaid {
                contribution,
                kind,
                audience: audience.clone(),
                outcomes: outcomes.to_vec(),
                text: Some(ContributionText { words }),
            }
            .into(),
        ])
    }

    pub(crate) fn take_back(
        &self,
        context: &Context<'_>,
        contribution: ContributionId,
    ) -> Result<(Vec<Fact>, Vec<u64>), Refusal> {
        self.seat(context.actor)?;
        let said = self
            .dialogue
            .contributions
            .get(&contribution)
            // Another's contribution outside one's sight must not be told from a missing one.
            .filter(|said| said.stamp.actor == context.actor)
            .ok_or(Refusal::Unknown {
                what: "contribution",
            })?;
        if said.words.is_none() {
            return Err(Refusal::NothingToErase);
        }
        if context.at.0.saturating_sub(said.stamp.at.0) > TAKE_BACK {
            return Err(Refusal::TooLate);
        }
        let sequence = said.stamp.sequence;
        Ok((
            vec![
                ContributionTakenBack {
                    contribution,
                    sequence,
                }
                .into(),
            ],
            vec![sequence],
        ))
    }
}
