//! The people of an instance as a rule sees them: in groups, with what they want and are wanted by.

use std::borrow::Cow;
use std::ops::Range;

use crate::ballots::{Rows, merged};
use crate::exact::Owed;
use crate::fellows::Fellows;
use crate::instance::{Group, Instance};

/// Groups with their ballots, and for each feature the groups that support it.
///
/// Borrowed from an instance, or [condensed](Crowd::condensed) from it. A run deals with *payers*:
/// those of whom it keeps one balance. They are the groups, or [fellows](Fellows).
pub(crate) struct Crowd<'a> {
    groups: Cow<'a, [Group]>,
    ballots: Cow<'a, Rows>,
    supporters: Cow<'a, Rows>,
    part_of_person: &'a [u64],
    fellows: Option<Fellows>,
}

impl<'a> Crowd<'a> {
    pub(crate) fn of(instance: &'a Instance) -> Self {
        Crowd {
            groups: Cow::Borrowed(&instance.groups),
            ballots: Cow::Borrowed(&instance.ballots),
            supporters: Cow::Borrowed(&instance.supporters),
            part_of_person: &instance.part_of_person,
            fellows: None,
        }
    }

    /// With [fellows](Fellows) as payers, which is for points that are all the same.
    pub(crate) fn of_fellows(instance: &'a Instance) -> Self {
        let (groups, parts) = (&instance.groups, &instance.part_of_person);
        Crowd {
            fellows: Some(Fellows::new(groups, parts, instance.features.len())),
            ..Crowd::of(instance)
        }
    }

    /// Whether its payers are the instance's groups, with all that they want.
    pub(crate) fn is_whole(&self) -> bool {
        matches!((&self.groups, &self.fellows), (Cow::Borrowed(_), None))
    }

    /// Starts a run, and says how many payers there are before any purchase.
    pub(crate) fn start(&mut self) -> usize {
        match &mut self.fellows {
            Some(fellows) => fellows.start(),
            None => self.groups.len(),
        }
    }

    /// How many payers there are, counting those that only come about in the course of a run.
    pub(crate) fn payers(&self) -> usize {
        self.fellows
            .as_ref()
            .map_or(self.groups.len(), Fellows::len)
    }

    /// The part of the whole endowment that each person of a payer starts with.
    #[inline]
    pub(crate) fn part(&self, payer: u32) -> u64 {
        match &self.fellows {
            Some(fellows) => fellows.part(payer),
            None => self.part_of_person[self.groups[payer as usize].party],
        }
    }

    /// Has to be called in each round for whatever is asked about in it.
    pub(crate) fn find_supporters(&mut self, feature: usize) {
        if let Some(fellows) = &mut self.fellows {
            fellows.find(feature, &self.supporters);
        }
    }

    /// A feature's supporters in this round as payers, side by side with their people and, where
    /// points matter, their points.
    pub(crate) fn supporters(&self, feature: usize) -> (&[u32], &[f64], &[u32]) {
        match &self.fellows {
            Some(fellows) => {
                let (payers, people) = fellows.supporters(feature);
                (payers, people, &[])
            }
            None => self.supporters.row_with_people(feature),
        }
    }

    /// How many groups there are.
    pub(crate) fn groups(&self) -> usize {
        self.groups.len()
    }

    /// The groups that want a feature, and their points.
    pub(crate) fn groups_that_want(&self, feature: usize) -> (&[u32], &[u32]) {
        self.supporters.row(feature)
    }

    /// Among which payers a group is in this round.
    pub(crate) fn payer(&self, group: u32) -> u32 {
        (self.fellows.as_ref()).map_or(group, |fellows| fellows.of(group))
    }

    /// Whether the same people support both, with the same points where those matter.
    pub(crate) fn same_supporters(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.supporters.row(one), self.supporters.row(other));
        one.0 == other.0 && (self.fellows.is_some() || one.1 == other.1)
    }

    /// Makes ready for the payments of this round: its supporters' balances will be found at
    /// [`Crowd::after`]. Gives the payers that come about by that, in an order in which each has
    /// what the one it is [from](Crowd::from) has.
    pub(crate) fn part_for(&mut self, feature: usize) -> Range<usize> {
        match &mut self.fellows {
            Some(fellows) => fellows.part_for(feature, &self.supporters),
            None => 0..0,
        }
    }

    /// Whom a payer that came about was among until then.
    pub(crate) fn from(&self, payer: usize) -> usize {
        (self.fellows.as_ref()).map_or(payer, |fellows| fellows.from(payer))
    }

    /// Which payers the supporters of this round's purchase become by it, in their order.
    pub(crate) fn after(&self, feature: usize) -> &[u32] {
        match &self.fellows {
            Some(fellows) => fellows.after(feature),
            None => self.supporters.row(feature).0,
        }
    }

    /// Goes on to the next round, now that a feature is bought.
    pub(crate) fn go_on(&mut self, feature: usize) {
        if let Some(fellows) = &mut self.fellows {
            fellows.go_on(feature);
        }
    }

    /// Adds to `owed` what a payer wants, by the round in which it was bought: `people` times their
    /// points.
    #[inline]
    pub(crate) fn add_wanted(
        &self,
        payer: u32,
        people: u64,
        unit_points: bool,
        round_of: &[u32],
        owed: &mut Owed,
    ) {
        if let Some(fellows) = &self.fellows {
            for feature in fellows.wanted(payer) {
                owed.add(round_of[feature], people);
            }
            return;
        }
        let (features, points) = self.ballots.row(payer as usize);
        if unit_points {
            for &feature in features {
                owed.add(round_of[feature as usize], people);
            }
            return;
        }
        for (&feature, &points) in features.iter().zip(points) {
            owed.add(round_of[feature as usize], people * u64::from(points));
        }
    }

    /// Drops the features that are not kept from every ballot, and merges the people whom nothing
    /// tells apart then: same endowment, same features, same points.
    pub(crate) fn condensed(instance: &'a Instance, kept: &[bool]) -> Self {
        // Of parties with the same endowment per person, the first stands for all.
        let parts = &instance.part_of_person;
        let alike = |party: usize| parts.iter().position(|&p| p == parts[party]);
        let stands_for: Vec<usize> = (0..parts.len()).filter_map(alike).collect();
        let mut rows = Rows::with_room(instance.groups.len(), 0);
        let mut groups: Vec<Group> = Vec::new();
        for (at, group) in instance.groups.iter().enumerate() {
            let wanted = instance.ballots.entries(at);
            if rows.push(wanted.filter(|&(f, _)| kept[f as usize])) {
                groups.push(Group {
                    party: stands_for[group.party],
                    people: group.people,
                });
            } else {
                rows.pop();
            }
        }
        let features = instance.features.len();
        let (groups, ballots, _) = merged(&rows, &groups, features);
        let supporters = ballots.turned(&groups, features);
        Crowd {
            groups: Cow::Owned(groups),
            ballots: Cow::Owned(ballots),
            supporters: Cow::Owned(supporters),
            part_of_person: parts,
            fellows: None,
        }
    }
}
