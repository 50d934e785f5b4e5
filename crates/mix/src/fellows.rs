//! People who have paid for the same so far, taken as one.
//!
//! Where everybody's points are the same, what a person still has depends on their endowment and on
//! what they helped to buy, and on nothing else. So all who share both are *fellows*: a purchase
//! parts those who paid for it from those who did not, and prices are found over a few hundred
//! fellows instead of thousands of groups.
//!
//! Who are fellows does not depend on how much is handed out, only on what is bought. Runs with more
//! and more money buy much the same, so whatever one run has worked out is kept here for the next.
//! Each *stage* parts people for one feature more, in the order in which some run bought them. A run
//! is free to buy in another order: it goes on to the stage that parts people for what it buys, and
//! tells some of them apart earlier than it would have to. Only what is not parted for soon is
//! worked out again from there.

use std::ops::Range;

use crate::ballots::Rows;
use crate::instance::Group;

/// So many stages may be gone through at once. Telling people apart too early makes every pass
/// over them longer; making the stages again costs a pass over their groups.
const FAR: usize = 8;

/// All people as fellows, stage by stage.
pub(crate) struct Fellows {
    /// Per group, the fellows it is among after all stages known.
    of_group: Vec<u32>,
    /// Each person's part of the whole endowment. As all that follows, per fellows; those of later
    /// stages come later.
    part: Vec<u64>,
    /// Whom they parted from (themselves, before the first stage), and for which feature, by wanting
    /// it.
    from: Vec<(u32, u32)>,
    /// Scratch: their people among the supporters being counted; zero outside of that.
    count: Vec<f64>,
    /// Scratch: who has been met among those being counted.
    met: Vec<u32>,
    /// Scratch: who they become by being parted.
    after: Vec<u32>,
    stages: Vec<Stage>,
    /// Per feature the stage that parts its supporters, if one does.
    stage_of: Vec<Option<usize>>,
    /// The stage the run is in: people are parted for the features of those before it.
    now: usize,
}

/// What is known about one stage.
struct Stage {
    /// How many fellows there are before it parts anybody.
    fellows: usize,
    /// Per feature its supporters before that, if anybody asked.
    supporters: Vec<Option<Row>>,
    /// For what it parts people, and who that feature's supporters are then, in the order of their
    /// row; nothing yet in the last stage.
    parts: Option<(usize, Vec<u32>)>,
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
            from: (0..part.len() as u32).map(|these| (these, 0)).collect(),
            count: vec![0.0; part.len()],
            met: Vec::new(),
            after: vec![0; part.len()],
            part,
            stages: Vec::new(),
            stage_of: vec![None; features],
            now: 0,
        };
        all.add_stage();
        all
    }

    fn add_stage(&mut self) {
        self.stages.push(Stage {
            fellows: self.part.len(),
            supporters: self.stage_of.iter().map(|_| None).collect(),
            parts: None,
        });
    }

    /// Starts a run, and says how many fellows there are before its first purchase.
    pub(crate) fn start(&mut self) -> usize {
        self.now = 0;
        self.stages[0].fellows
    }

    /// How many fellows there are, counting those of all stages known.
    pub(crate) fn len(&self) -> usize {
        self.part.len()
    }

    /// Each person's part of the whole endowment.
    pub(crate) fn part(&self, fellows: u32) -> u64 {
        self.part[fellows as usize]
    }

    /// Among which fellows a group is now.
    pub(crate) fn of(&self, group: u32) -> u32 {
        let fellows = self.stages[self.now].fellows;
        before(&self.from, fellows, self.of_group[group as usize])
    }

    /// Whom these fellows parted from last.
    pub(crate) fn from(&self, fellows: usize) -> usize {
        self.from[fellows].0 as usize
    }

    /// The features for which these fellows were parted from those who do not want them.
    pub(crate) fn wanted(&self, mut fellows: u32) -> impl Iterator<Item = usize> + '_ {
        std::iter::from_fn(move || {
            let (from, feature) = self.from[fellows as usize];
            (std::mem::replace(&mut fellows, from) != from).then_some(feature as usize)
        })
    }

    /// A feature's supporters now, and their people; they have been [found](Fellows::find).
    pub(crate) fn supporters(&self, feature: usize) -> (&[u32], &[f64]) {
        match &self.stages[self.now].supporters[feature] {
            Some(row) => (&row.fellows, &row.people),
            None => unreachable!("supporters are found before they are asked about"),
        }
    }

    /// Finds a feature's supporters as they are now.
    pub(crate) fn find(&mut self, feature: usize, crowd: &Rows) {
        let stage = &mut self.stages[self.now];
        if stage.supporters[feature].is_some() {
            return;
        }
        let (groups, people, _) = crowd.row_with_people(feature);
        // Whether somebody was met before is anybody's guess, so this loop does not branch on it:
        // everybody is written down, and the next one overwrites whoever does not stay.
        let mut met = 0;
        self.met.resize(self.met.len().max(groups.len() + 1), 0);
        for (&group, people) in groups.iter().zip(people) {
            let here = before(&self.from, stage.fellows, self.of_group[group as usize]);
            let count = &mut self.count[here as usize];
            self.met[met] = here;
            met += usize::from(*count == 0.0);
            *count += people;
        }
        let fellows = self.met[..met].to_vec();
        let count = |&fellows: &u32| std::mem::take(&mut self.count[fellows as usize]);
        let people = fellows.iter().map(count).collect();
        stage.supporters[feature] = Some(Row { fellows, people });
    }

    /// Sees to it that those who want a feature are parted from all others once it is bought.
    /// Whoever comes about on the way there is as those they are [from](Fellows::from).
    pub(crate) fn part_for(&mut self, feature: usize, crowd: &Rows) -> Range<usize> {
        let had = self.stages[self.now].fellows;
        match self.stage_of[feature] {
            Some(stage) if stage <= self.now + FAR => self.now = self.now.max(stage),
            _ => {
                self.forget_later_stages();
                self.find(feature, crowd);
                self.add_parting(feature, crowd);
            }
        }
        self.find(feature, crowd);
        had..self.stages[self.now].fellows
    }

    fn add_parting(&mut self, feature: usize, crowd: &Rows) {
        let stage = &mut self.stages[self.now];
        let row = stage.supporters[feature].as_ref();
        let mut after = Vec::new();
        for &fellows in row.map_or(&[][..], |row| &row.fellows) {
            self.after[fellows as usize] = self.part.len() as u32;
            after.push(self.part.len() as u32);
            self.part.push(self.part[fellows as usize]);
            self.from.push((fellows, feature as u32));
            self.count.push(0.0);
            self.after.push(0);
        }
        for &group in crowd.row(feature).0 {
            let fellows = &mut self.of_group[group as usize];
            *fellows = self.after[*fellows as usize];
        }
        stage.parts = Some((feature, after));
        self.stage_of[feature] = Some(self.now);
        self.add_stage();
    }

    /// Forgets for what this stage and all after it part people.
    fn forget_later_stages(&mut self) {
        let stage = &mut self.stages[self.now];
        if stage.parts.take().is_none() {
            return;
        }
        let left = stage.fellows;
        for fellows in &mut self.of_group {
            *fellows = before(&self.from, left, *fellows);
        }
        self.part.truncate(left);
        self.from.truncate(left);
        self.count.truncate(left);
        self.after.truncate(left);
        self.stages.truncate(self.now + 1);
        for stage in &mut self.stage_of {
            *stage = stage.filter(|&stage| stage < self.now);
        }
    }

    /// Who the supporters of what is being bought are afterwards, in the order of
    /// [`Fellows::supporters`]: themselves, if they had been parted before.
    pub(crate) fn after(&self, feature: usize) -> &[u32] {
        match &self.stages[self.now].parts {
            Some((parted, after)) if *parted == feature => after,
            _ => self.supporters(feature).0,
        }
    }

    /// Goes on, now that a feature is bought.
    pub(crate) fn go_on(&mut self, feature: usize) {
        self.now += usize::from(self.stage_of[feature] == Some(self.now));
    }
}

/// Among whom these fellows were while there were `fellows` of them in all.
fn before(from: &[(u32, u32)], fellows: usize, mut these: u32) -> u32 {
    while these as usize >= fellows {
        these = from[these as usize].0;
    }
    these
}
