//! Ballots in little memory: who wants what and, turned round, who wants each feature.

use crate::instance::Group;

/// Rows, one after the other: the entries of row `r` are `items[start[r]..start[r + 1]]`.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    start: Vec<u32>,
    item: Vec<u32>,
    /// Whether no item has other points than one; then `points` is as long as the longest row.
    all_one: bool,
    points: Vec<u32>,
    /// For rows of groups: how many people each is, here and as a double so that a pass over a row
    /// needs nothing else.
    people: Vec<f64>,
}

impl Rows {
    /// None yet, with room for this many with so many items in all.
    pub(crate) fn with_room(rows: usize, items: usize) -> Self {
        let mut start = Vec::with_capacity(rows + 1);
        start.push(0);
        Rows {
            start,
            item: Vec::with_capacity(items),
            all_one: true,
            points: Vec::new(),
            people: Vec::new(),
        }
    }

    /// Gives the items so far points of their own.
    fn tell_apart(&mut self) {
        self.points.clear();
        self.points.reserve(self.item.capacity());
        self.points.resize(self.item.len(), 1);
        self.all_one = false;
    }

    /// Ends a row.
    fn end_row(&mut self) {
        let before = self.start[self.start.len() - 1] as usize;
        let length = self.item.len() - before;
        if self.all_one && self.points.len() < length {
            self.points.resize(length, 1);
        }
        self.start.push(self.item.len() as u32);
    }

    fn points_of(&self, range: std::ops::Range<usize>) -> &[u32] {
        match self.all_one {
            true => &self.points[..range.len()],
            false => &self.points[range],
        }
    }

    /// Adds a row of items and points, and says whether there is anything in it.
    pub(crate) fn push(&mut self, entries: impl Iterator<Item = (u32, u32)>) -> bool {
        let before = self.item.len();
        for (item, points) in entries {
            if self.all_one && points != 1 {
                self.tell_apart();
            }
            self.item.push(item);
            if !self.all_one {
                self.points.push(points);
            }
        }
        self.end_row();
        before < self.item.len()
    }

    /// Adds a row of others.
    fn push_row_of(&mut self, others: &Rows, row: usize) {
        let (items, points) = others.row(row);
        if self.all_one && !others.all_one {
            self.tell_apart();
        }
        self.item.extend_from_slice(items);
        if !self.all_one {
            self.points.extend_from_slice(points);
        }
        self.end_row();
    }

    /// Takes the last row away, if it is empty.
    pub(crate) fn pop(&mut self) {
        self.start.pop();
    }

    fn range(&self, row: usize) -> std::ops::Range<usize> {
        self.start[row] as usize..self.start[row + 1] as usize
    }

    /// The row's groups, their people and their points, side by side.
    pub(crate) fn row_with_people(&self, row: usize) -> (&[u32], &[f64], &[u32]) {
        let range = self.range(row);
        (
            &self.item[range.clone()],
            &self.people[range.clone()],
            self.points_of(range),
        )
    }

    /// The row's items and their points, side by side.
    pub(crate) fn row(&self, row: usize) -> (&[u32], &[u32]) {
        let range = self.range(row);
        (&self.item[range.clone()], self.points_of(range))
    }

    /// The row's items, each with its points.
    pub(crate) fn entries(&self, row: usize) -> impl Iterator<Item = (u32, u32)> {
        let (items, points) = self.row(row);
        items.iter().copied().zip(points.iter().copied())
    }

    /// The items of all rows, one after the other.
    pub(crate) fn items(&self) -> &[u32] {
        &self.item
    }

    pub(crate) fn len(&self) -> usize {
        self.start.len() - 1
    }

    /// For rows of what groups want, those of who wants each feature, groups in ascending order.
    pub(crate) fn turned(&self, groups: &[Group], features: usize) -> Rows {
        let mut start = vec![0u32; features + 1];
        for &feature in &self.item {
            start[feature as usize + 1] += 1;
        }
        for f in 0..features {
            start[f + 1] += start[f];
        }
        let mut next = start.clone();
        let mut item = vec![0; self.item.len()];
        let longest = || start.windows(2).map(|row| (row[1] - row[0]) as usize).max();
        let mut points = match self.all_one {
            true => vec![1; longest().unwrap_or(0)],
            false => vec![0; self.item.len()],
        };
        let mut people = vec![0.0; self.item.len()];
        for (group, size) in groups.iter().enumerate() {
            for at in self.range(group) {
                let slot = &mut next[self.item[at] as usize];
                item[*slot as usize] = group as u32;
                if !self.all_one {
                    points[*slot as usize] = self.points[at];
                }
                people[*slot as usize] = f64::from(size.people);
                *slot += 1;
            }
        }
        Rows {
            start,
            item,
            all_one: self.all_one,
            points,
            people,
        }
    }
}

impl Default for Rows {
    fn default() -> Self {
        Rows::with_room(0, 0)
    }
}

/// Puts rows of what people want side by side who want much the same, and makes one of people of the
/// same party whose rows are the same. Also gives the group that each row went into.
pub(crate) fn merged(
    rows: &Rows,
    speakers: &[Group],
    features: usize,
) -> (Vec<Group>, Rows, Vec<u32>) {
    let whole = |row: u32| (speakers[row as usize].party, rows.row(row as usize));
    let parties = speakers.iter().map(|s| s.party).max().unwrap_or(0) + 1;
    let nearness = Nearness::new(parties, features, &rows.item);
    let mut order: Vec<(u64, u32)> = (0..rows.len() as u32)
        .map(|row| {
            let (party, (features, _)) = whole(row);
            (nearness.place(party, features), row)
        })
        .collect();
    order.sort_unstable_by_key(|&(place, _)| place);
    let mut groups: Vec<Group> = Vec::with_capacity(rows.len());
    let mut ballots = Rows::with_room(rows.len(), rows.item.len());
    let mut group_of_row = vec![0; rows.len()];
    for near in order.chunk_by_mut(|a, b| a.0 == b.0) {
        // Nearly all are told apart by their places alone.
        let first = near[0].1;
        if near[1..].iter().any(|n| whole(n.1) != whole(first)) {
            near.sort_unstable_by(|a, b| (whole(a.1), a.1).cmp(&(whole(b.1), b.1)));
        }
        for same in near.chunk_by(|a, b| whole(a.1) == whole(b.1)) {
            for (at, &(_, row)) in same.iter().enumerate() {
                let here = speakers[row as usize];
                let last = groups.last_mut().filter(|_| at > 0);
                let more = last.and_then(|g| Some((g.people.checked_add(here.people)?, g)));
                match more {
                    Some((people, group)) => group.people = people,
                    None => {
                        groups.push(here);
                        ballots.push_row_of(rows, row as usize);
                    }
                }
                group_of_row[row as usize] = groups.len() as u32 - 1;
            }
        }
    }
    (groups, ballots, group_of_row)
}

/// An order of ballots in which those who want the same popular features stand together, so that
/// passes over a feature's supporters find their memory side by side.
struct Nearness {
    /// Per feature its bit, the highest for the most popular one; none for the many others.
    bits: Vec<u64>,
    /// How many bits there are: the party has those above.
    room: u32,
}

impl Nearness {
    /// Takes in how often each feature is mentioned.
    fn new(parties: usize, features: usize, mentions: &[u32]) -> Self {
        let room = (parties as u64 - 1).leading_zeros();
        let mut popular: Vec<(u64, usize)> = (0..features).map(|f| (0, f)).collect();
        for &feature in mentions {
            popular[feature as usize].0 += 1;
        }
        popular.sort_unstable_by_key(|&(mentions, f)| (std::cmp::Reverse(mentions), f));
        let mut bits = vec![0; features];
        for (bit, &(_, feature)) in (0..room).rev().zip(&popular) {
            bits[feature] = 1 << bit;
        }
        Nearness { bits, room }
    }

    /// A ballot's place, with ballots of one party side by side; equal ballots have equal places.
    fn place(&self, party: usize, features: &[u32]) -> u64 {
        let party = (party as u64).checked_shl(self.room).unwrap_or(0);
        let bits = |bits, &feature: &u32| bits | self.bits[feature as usize];
        features.iter().fold(party, bits)
    }
}
