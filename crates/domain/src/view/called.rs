//! What things are called, beside their ids.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::audience::Seen;
use crate::ids::*;
use crate::words::Subject;

/// How much of what somebody said stands for it: what fits on a line.
const BEGINNING: usize = 80;

impl Seen<'_> {
    /// Of these ids, what the outcomes, features, parts and suppliers are called, and how what was said
    /// begins: as far as the viewer may see it.
    pub fn called(&self, ids: &BTreeSet<Uuid>) -> BTreeMap<Uuid, String> {
        let named = ids
            .iter()
            .filter_map(|id| Some((*id, self.called_one(id)?)));
        named.collect()
    }

    fn called_one(&self, id: &Uuid) -> Option<String> {
        if let Some(outcome) = self.then.value.outcomes.get(&OutcomeId(*id)) {
            return outcome.statement().cloned();
        }
        if let Some(feature) = self.then.features.features.get(&FeatureId(*id)) {
            return feature.name().cloned();
        }
        if let Some(part) = self.then.service.parts.get(&PartId(*id)) {
            return part.name.clone();
        }
        if let Some(dependency) = self.then.table.dependencies.get(&DependencyId(*id)) {
            return dependency.name.clone();
        }
        if let Some(title) = self.meeting_title(MeetingId(*id)) {
            return title;
        }
        if let Some((title, subject)) = self.topic(TopicId(*id)) {
            let title = title?;
            let about = match (title.is_empty(), subject) {
                (false, _) => return Some(title.clone()),
                (true, subject) => subject?,
            };
            return match about {
                Subject::Outcome(OutcomeId(id)) | Subject::Contribution(ContributionId(id)) => {
                    self.called_one(&id)
                }
                Subject::Proposal(id) => self.proposal_title_at(id, u64::MAX)?,
                Subject::Commitment(id) => {
                    let words = self.commitment_words_at(id, u64::MAX)?;
                    words.as_deref().map(beginning)
                }
            };
        }
        if let Some(factor) = self.then.factors.all.get(&FactorId(*id)) {
            return factor.words.as_deref().map(beginning);
        }
        if let Some(repair) = self.then.repairs.all.get(&RepairId(*id)) {
            return repair.happened.as_deref().map(beginning);
        }
        self.words_of(ContributionId(*id)).map(beginning)
    }
}

fn beginning(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().nth(BEGINNING).is_none() {
        return words;
    }
    let kept: String = words.chars().take(BEGINNING).collect();
    // At the end of a word, where there is one.
    let kept = kept
        .rsplit_once(' ')
        .map_or(kept.as_str(), |(kept, _)| kept);
    format!("{kept} …")
}
