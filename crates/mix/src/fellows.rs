//! People who have paid for the same so far, taken as one.
//!
//! Where everybody's points are alike, what a person still has depends on their endowment and on
//! what they helped to buy, and on nothing else. So all who share both are *fellows*: a purchase
//! parts those who paid for it from those who did not, and prices are found over a few hundred
//! fellows instead of thousands of groups.
//!
//! Who are fellows does not depend on how much is handed out, only on what is bought in which order.
//! Runs with more and more money buy much the same, so whatever one run has worked out is kept
//! here for the next; from the round in which a run buys something else it is worked out anew.

use crate::instance::{Group, Rows};

/// All people as fellows, after each purchase of the last run.
pub(crate) struct Fellows {
    /// Per group, the fellows it is among after all rounds known.
    of_group: Vec<u32>,
    /// Each person's part of the whole endowment. As all that follows, per fellows; those of later
    /// rounds come later.
    part: Vec<u64>,
    /// Whom they parted from (themselves, before the first round) …
    from: Vec<u32>,
    /// … and in which round, by paying.
    parted_in: Vec<u32>,
    /// Scratch: their people among the supporters being counted; zero outside of that.
    count: Vec<f64>,
    /// Scratch: who they become by paying.
    after: Vec<u32>,
    rounds: Vec<Round>,
    /// The round the run is in.
    now: usize,
}

/// What is known about one round.
struct Round {
    /// How many fellows there are before its purchase.
    fellows: usize,
    /// Per feature its supporters, if anybody asked.
    supporters: Vec<Option<Row>>,
    /// What was bought, and who its supporters are after that, in the order of their row.
    bought: Option<(usize, Vec<u32>)>,
}

struct Row {
    fellows: Vec<u32>,
    people: Vec<f64>,
}

impl Fellows {
    /// Before the first purchase: people with the same endowment.
    pub(crate) fn new(groups: &[Group], part_of_person: &[u64], features: usize) -> Self {
        let mut part: Vec<u64> = (groups.iter().map(|g| part_of_person[g.party])).collect();
        part.sort_unstable();
        part.dedup();
        let fellows = |group: &Group| part.partition_point(|&p| p < part_of_person[group.party]);
        let mut all = Fellows {
            of_group: groups.iter().map(|group| fellows(group) as u32).collect(),
            from: (0..part.len() as u32).collect(),
            parted_in: vec![0; part.len()],
            count: vec![0.0; part.len()],
            after: vec![0; part.len()],
            part,
            rounds: Vec::new(),
            now: 0,
        };
        all.add_round(features);
        all
    }

    fn add_round(&mut self, features: usize) {
        self.rounds.push(Round {
            fellows: self.part.len(),
            supporters: (0..features).map(|_| None).collect(),
            bought: None,
        });
    }

    /// Starts a run.
    pub(crate) fn start(&mut self) {
        self.now = 0;
    }

    /// How many fellows there are, counting those of all rounds known.
    pub(crate) fn len(&self) -> usize {
        self.part.len()
    }

    /// Each person's part of the whole endowment.
    pub(crate) fn part(&self, fellows: u32) -> u64 {
        self.part[fellows as usize]
    }

    /// The rounds in which some fellows of this run paid, from the last one on.
    pub(crate) fn paid_in(&self, mut fellows: u32) -> impl Iterator<Item = usize> + '_ {
        std::iter::from_fn(move || {
            let here = fellows as usize;
            fellows = self.from[here];
            (fellows as usize != here).then_some(self.parted_in[here] as usize)
        })
    }

    /// A feature's supporters before the purchase of this round, and their people; they have been
    /// [found](Fellows::find).
    pub(crate) fn supporters(&self, feature: usize) -> (&[u32], &[f64]) {
        match &self.rounds[self.now].supporters[feature] {
            Some(row) => (&row.fellows, &row.people),
            None => unreachable!("supporters are found before they are asked about"),
        }
    }

    /// Finds a feature's supporters before the purchase of this round.
    pub(crate) fn find(&mut self, feature: usize, crowd: &Rows) {
        let round = &mut self.rounds[self.now];
        if round.supporters[feature].is_some() {
            return;
        }
        let (groups, people, _) = crowd.row_with_people(feature);
        let mut fellows = Vec::new();
        for (&group, people) in groups.iter().zip(people) {
            let here = before(&self.from, round.fellows, self.of_group[group as usize]);
            let count = &mut self.count[here as usize];
            if *count == 0.0 {
                fellows.push(here);
            }
            *count += people;
        }
        let count = |&fellows: &u32| std::mem::take(&mut self.count[fellows as usize]);
        let people = fellows.iter().map(count).collect();
        round.supporters[feature] = Some(Row { fellows, people });
    }

    /// Parts those who pay for a feature in this round from all others.
    pub(crate) fn part_for(&mut self, feature: usize, crowd: &Rows) {
        self.find(feature, crowd);
        match self.rounds[self.now].bought {
            Some((bought, _)) if bought == feature => return,
            Some(_) => self.forget_later_rounds(),
            None => {}
        }
        let round = &mut self.rounds[self.now];
        let row = round.supporters[feature].as_ref();
        let mut after = Vec::new();
        for &fellows in row.map_or(&[][..], |row| &row.fellows) {
            self.after[fellows as usize] = self.part.len() as u32;
            after.push(self.part.len() as u32);
            self.part.push(self.part[fellows as usize]);
            self.from.push(fellows);
            self.parted_in.push(self.now as u32);
            self.count.push(0.0);
            self.after.push(0);
        }
        for &group in crowd.row(feature).0 {
            let fellows = &mut self.of_group[group as usize];
            *fellows = self.after[*fellows as usize];
        }
        let features = round.supporters.len();
        round.bought = Some((feature, after));
        self.add_round(features);
    }

    /// Forgets what was bought in this round and whatever came of it.
    fn forget_later_rounds(&mut self) {
        let round = &mut self.rounds[self.now];
        round.bought = None;
        let left = round.fellows;
        for fellows in &mut self.of_group {
            *fellows = before(&self.from, left, *fellows);
        }
        self.part.truncate(left);
        self.from.truncate(left);
        self.parted_in.truncate(left);
        self.count.truncate(left);
        self.after.truncate(left);
        self.rounds.truncate(self.now + 1);
    }

    /// The supporters of this round's purchase after they paid, in the order of
    /// [`Fellows::supporters`].
    pub(crate) fn parted(&self) -> &[u32] {
        match &self.rounds[self.now].bought {
            Some((_, after)) => after,
            None => &[],
        }
    }

    /// Goes on to the next round.
    pub(crate) fn next_round(&mut self) {
        self.now += 1;
    }
}

/// Among whom these fellows were while there were `fellows` of them in all.
fn before(from: &[u32], fellows: usize, mut these: u32) -> u32 {
    while these as usize >= fellows {
        these = from[these as usize];
    }
    these
}
