//! Votes of people who do not exist.

use opinion::votes::{Vote, Votes, VotesBuilder};

/// A vote with its person and statement.
pub type Ballot = (u64, u64, Vote);

/// Numbers that are always the same, from a linear congruence.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// People of several camps, who vote on about half of the statements: as their camp does, mostly.
pub fn camps(people: u64, statements: u64, camps: u64, seed: u64) -> Vec<Ballot> {
    let mut numbers = Numbers(seed);
    let views: Vec<Vec<u64>> = (0..camps)
        .map(|_| (0..statements).map(|_| numbers.below(3)).collect())
        .collect();
    let mut ballots = Vec::new();
    for person in 0..people {
        let camp = (person % camps) as usize;
        for statement in 0..statements {
            if numbers.below(2) == 0 {
                continue;
            }
            let view = if numbers.below(6) == 0 {
                numbers.below(3)
            } else {
                views[camp][statement as usize]
            };
            ballots.push((person, statement, Vote::ALL[view as usize]));
        }
    }
    ballots
}

pub fn votes(ballots: &[Ballot]) -> Votes {
    let mut draft = VotesBuilder::default();
    for &(person, statement, vote) in ballots {
        draft.vote(person, statement, vote, 0);
    }
    draft.build()
}

/// The same in another order.
pub fn shuffled(ballots: &[Ballot], seed: u64) -> Vec<Ballot> {
    let mut numbers = Numbers(seed);
    let mut ballots = ballots.to_vec();
    for at in (1..ballots.len()).rev() {
        ballots.swap(at, numbers.below(at as u64 + 1) as usize);
    }
    ballots
}
