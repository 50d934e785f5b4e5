//! What nobody has heard yet: the other half of the figures of who has been heard, word by word.

use super::Contribution;
use crate::audience::Seen;
use crate::ids::*;
use crate::stamp::Moment;
use crate::view::ContributionView;
use crate::words::*;

/// A need, a limit, an idea or a concern that no other party has heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unheard {
    /// What was said.
    pub contribution: ContributionView,
    /// Since when it says what it means now.
    pub since: Moment,
    /// What the viewer may do so that it is heard.
    pub next: Option<Hearing>,
}

/// How the viewer hears somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hearing {
    /// By saying back what was understood.
    SayBack,
    /// By building on the idea.
    Build,
    /// By saying what becomes of it.
    Answer,
}

/// What became of what the viewer said themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// Needs, limits, ideas and concerns that ask to be heard.
    pub said: usize,
    /// Of these, how many another party has heard.
    pub heard: usize,
    /// The one said last that nobody has heard; else the last.
    pub first: Option<ContributionId>,
}

impl Contribution {
    /// Whether it counts among what each party said to the whole table and asks to be heard.
    pub(super) fn asks_the_table(&self) -> bool {
        self.audience == Audience::WholeTable && self.asks_to_be_heard()
    }

    fn asks_to_be_heard(&self) -> bool {
        self.counts() && self.is_answered() && self.words.is_some()
    }
}

impl Seen<'_> {
    /// What was said to the whole table and nobody has heard: first what the viewer can do something for, then the
    /// others, each the longest ago first. At most `shown` of it, and how much there is, as much as
    /// [`Self::heard_figures`] counts of what the viewer's seat reaches.
    pub fn unheard(&self, shown: usize) -> (Vec<Unheard>, usize) {
        let waiting = self.contributions().filter(|said| self.is_unheard(said));
        let mut waiting: Vec<&Contribution> = waiting.collect();
        waiting.sort_by_key(|said| (said.meant_since(), said.stamp.sequence));
        let (mut yours, mut others) = (Vec::new(), Vec::new());
        for said in &waiting {
            if yours.len() == shown {
                break;
            }
            let next = self.next_to_hear(said);
            // What the viewer's party has said back is its author's turn, whatever the viewer may say besides.
            match next.is_some() && !self.has_told(said) {
                true => yours.push((said, next)),
                false => others.push((said, next)),
            }
        }
        let first = yours.into_iter().chain(others).take(shown);
        let first = first.map(|(said, next)| Unheard {
            contribution: self.contribution_view(said),
            since: said.meant_since(),
            next,
        });
        (first.collect(), waiting.len())
    }

    /// Whether it was said to the whole table by a party that is here, and no other one has heard it.
    pub(crate) fn is_unheard(&self, said: &Contribution) -> bool {
        let party = self.then.table.party(said.party);
        said.asks_the_table()
            && said.heard.is_empty()
            && party.is_some_and(|party| party.left.is_none())
    }

    /// Whether the viewer's party has said it back, and its author has not put that right.
    fn has_told(&self, said: &Contribution) -> bool {
        let told = said.reflection_by(self.seat.party);
        told.is_some_and(|told| told.corrected.is_none())
    }

    fn next_to_hear(&self, said: &Contribution) -> Option<Hearing> {
        let told = self.has_told(said);
        let may = self.may_do_with(said);
        if said.party == self.seat.party {
            None
        } else if may.say_back && !told {
            Some(Hearing::SayBack)
        } else if may.reply.contains(&ContributionKind::Build) {
            Some(Hearing::Build)
        } else if may.answer && said.answer().is_none() {
            Some(Hearing::Answer)
        } else {
            None
        }
    }

    /// What became of the viewer's own words.
    pub fn own_words(&self) -> OwnWords {
        let own = self.contributions().rev();
        let own = own.filter(|said| said.author == self.seat.person && said.asks_to_be_heard());
        let mut words = OwnWords::default();
        let mut latest = None;
        for said in own {
            words.said += 1;
            latest = latest.or(Some(said.id));
            if said.heard.is_empty() {
                words.first = words.first.or(Some(said.id));
            } else {
                words.heard += 1;
            }
        }
        words.first = words.first.or(latest);
        words
    }
}
