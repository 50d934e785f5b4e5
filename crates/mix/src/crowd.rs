//! The people of an instance as a rule sees them: in groups, with what they want and are wanted by.

use std::borrow::Cow;

use crate::instance::{Group, Instance, Nearness, Rows, transpose};

/// Groups with their ballots, and for each feature the groups that support it.
///
/// Borrowed from an instance, or [condensed](Crowd::condensed) from it.
pub(crate) struct Crowd<'a> {
    pub(crate) groups: Cow<'a, [Group]>,
    pub(crate) ballots: Cow<'a, Rows>,
    pub(crate) supporters: Cow<'a, Rows>,
}

impl<'a> Crowd<'a> {
    pub(crate) fn of(instance: &'a Instance) -> Self {
        Crowd {
            groups: Cow::Borrowed(&instance.groups),
            ballots: Cow::Borrowed(&instance.ballots),
            supporters: Cow::Borrowed(&instance.supporters),
        }
    }

    /// Drops the features that are not kept from every ballot, and merges the people whom nothing
    /// tells apart then: same endowment, same features (and same points, if those count).
    pub(crate) fn condensed(instance: &Instance, kept: &[bool], unit_points: bool) -> Self {
        // Of parties with the same endowment per person, the first stands for all.
        let parts = &instance.part_of_person;
        let alike = |party: usize| parts.iter().position(|&p| p == parts[party]);
        let stands_for: Vec<usize> = (0..parts.len()).filter_map(alike).collect();
        let mut rows = Rows::empty();
        let mut groups: Vec<Group> = Vec::new();
        for (at, group) in instance.groups.iter().enumerate() {
            let (features, points) = instance.ballots.row(at);
            let wanted = features.iter().zip(points);
            let wanted = wanted.filter(|&(&f, _)| kept[f as usize]);
            if rows.push(wanted.map(|(&f, &p)| (f, if unit_points { 1 } else { p }))) {
                groups.push(Group {
                    party: stands_for[group.party],
                    people: group.people,
                });
            } else {
                rows.pop();
            }
        }
        let row_of = |row: usize| rows.row(row).0.iter().map(|&f| f as usize);
        let order = Nearness::new(instance.features.len(), (0..groups.len()).flat_map(row_of));
        let mut order: Vec<(u64, u32)> = (groups.iter().enumerate())
            .map(|(row, group)| (order.place(group.party, row_of(row)), row as u32))
            .collect();
        let whole = |row: u32| (groups[row as usize].party, rows.row(row as usize));
        // Nearly all are told apart by their places alone.
        order.sort_unstable();
        for same in order.chunk_by_mut(|a, b| a.0 == b.0) {
            if same.len() > 1 {
                same.sort_unstable_by(|a, b| (whole(a.1), a.1).cmp(&(whole(b.1), b.1)));
            }
        }
        let mut merged: Vec<Group> = Vec::new();
        let mut ballots = Rows::empty();
        let mut last = None;
        for &(_, row) in &order {
            let here = groups[row as usize];
            let same = last.is_some_and(|l| whole(l) == whole(row));
            last = Some(row);
            if let Some(group) = merged.last_mut().filter(|_| same)
                && let Some(people) = group.people.checked_add(here.people)
            {
                group.people = people;
                continue;
            }
            let (features, points) = rows.row(row as usize);
            ballots.push(features.iter().copied().zip(points.iter().copied()));
            merged.push(here);
        }
        let supporters = transpose(&ballots, &merged, instance.features.len());
        Crowd {
            groups: Cow::Owned(merged),
            ballots: Cow::Owned(ballots),
            supporters: Cow::Owned(supporters),
        }
    }
}
