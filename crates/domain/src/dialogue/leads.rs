//! Where a word leads: to ideas under it, to what it became, and to what the table decides of any of these.

use std::collections::{BTreeMap, BTreeSet};

use super::Contribution;
use crate::audience::Seen;
use crate::ids::*;
use crate::proposal::{Ended, Proposal};
use crate::view::ContributionView;
use crate::words::*;

/// What a word waits for that was put to the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutToTable {
    /// That the table decides it.
    Proposed,
    /// Nothing: the table decided it.
    Decided,
}

impl Contribution {
    fn became(&self) -> Option<ContributionId> {
        self.answer()?.became_contribution
    }
}

impl Seen<'_> {
    /// A word and where it leads, as far as the viewer may see: ideas under it at any depth, whatever lies between, and
    /// what it or one of them was answered to have become. What the viewer may not see leads nowhere.
    pub(crate) fn led_to<'a>(&'a self, word: &'a Contribution) -> Vec<&'a Contribution> {
        let mut led = Vec::new();
        // What lies between leads to what is under it, and not to what it became itself.
        let mut met = BTreeSet::from([(word.id, true)]);
        let mut path = vec![(word, true)];
        while let Some((said, leads)) = path.pop() {
            let became = said.became().filter(|_| leads);
            let became = became.and_then(|id| self.visible(id));
            let under = self.replies_to(said);
            let under = under.map(|reply| (reply, reply.kind.is_idea()));
            let next = under.chain(became.map(|it| (it, true)));
            path.extend(next.filter(|(next, leads)| met.insert((next.id, *leads))));
            if leads {
                led.push(said);
            }
        }
        led
    }

    /// The words that lead to this one, and itself, in the order said.
    pub fn words_behind(&self, word: ContributionId) -> Vec<ContributionView> {
        let mut became: BTreeMap<ContributionId, Vec<&Contribution>> = BTreeMap::new();
        for said in self.contributions() {
            if let Some(id) = said.became() {
                became.entry(id).or_default().push(said);
            }
        }
        let mut found: BTreeMap<u64, &Contribution> = BTreeMap::new();
        let mut path: Vec<&Contribution> = self.visible(word).into_iter().collect();
        while let Some(said) = path.pop() {
            if found.insert(said.stamp.sequence, said).is_some() {
                continue;
            }
            path.extend(became.get(&said.id).into_iter().flatten());
            let mut above = said.under.filter(|_| said.kind.is_idea());
            while let Some(it) = above.and_then(|id| self.visible(id)) {
                path.push(it);
                above = it.under;
            }
        }
        let found = found.into_values();
        found.map(|said| self.contribution_view(said)).collect()
    }

    /// What of one kind was said to a word, in order.
    pub fn said_to(&self, word: ContributionId, kind: ContributionKind) -> Vec<ContributionView> {
        let replies = self.visible(word).into_iter();
        let replies = replies.flat_map(|word| self.replies_to(word));
        let replies = replies.filter(|reply| reply.kind == kind && !reply.gone);
        replies.map(|reply| self.contribution_view(reply)).collect()
    }

    /// Every proposal that comes from one of these words, in the order opened.
    pub(crate) fn proposed_from(&self, words: &[&Contribution]) -> Vec<&Proposal> {
        let all = &self.then.proposals;
        let from = words.iter().filter_map(|word| all.from.get(&word.id));
        let from = from.flatten().filter_map(|id| all.all.get(id));
        let mut from: Vec<&Proposal> = from.map(|proposal| &**proposal).collect();
        from.sort_by_key(|proposal| proposal.opened.sequence);
        from
    }

    /// Proposals that come from a word, from ideas under it, or from what these became.
    pub fn proposals_from(&self, word: ContributionId) -> Vec<ProposalId> {
        let led = self.visible(word).map(|word| self.led_to(word));
        let from = self.proposed_from(&led.unwrap_or_default());
        from.into_iter().map(|proposal| proposal.id).collect()
    }

    /// Whether a word that stands was put to the table since it was answered last: itself, or, of an idea, what builds
    /// on it. Who has a need is owed an answer whatever is decided of an idea for it.
    pub fn put_to_table(&self, word: ContributionId) -> Option<PutToTable> {
        self.put(self.visible(word)?)
    }

    pub(crate) fn is_decided(&self, word: &Contribution) -> bool {
        self.put(word) == Some(PutToTable::Decided)
    }

    fn put(&self, word: &Contribution) -> Option<PutToTable> {
        if !word.counts() {
            return None;
        }
        let words = match word.kind.is_idea() {
            true => self.led_to(word),
            false => vec![word],
        };
        let answered = word.answer().map(|answer| answer.stamp.sequence);
        let put = self.proposed_from(&words).into_iter().filter_map(|it| {
            let (since, put) = match &it.ended {
                Some(Ended::Adopted(stamp, _)) => (*stamp, PutToTable::Decided),
                Some(Ended::Withdrawn(..)) => return None,
                None => (it.opened, PutToTable::Proposed),
            };
            answered
                .is_none_or(|answered| since.sequence > answered)
                .then_some(put)
        });
        put.max_by_key(|put| *put == PutToTable::Decided)
    }
}
