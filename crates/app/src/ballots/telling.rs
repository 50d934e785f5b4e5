//! What groups are told to say, view after view: of no two figures the difference is the answers of one to four people.
//!
//! Groups change by what people say of other statements, and a step of five falls into several of them. So a group's
//! answers grow by themselves, in batches of five people or more, and whoever is told in no group is a part like each
//! group: whoever takes all groups from all has its figures. While answers are taken, each group keeps people back, so
//! that at the end there are enough for all of them to be told.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::words::Vote;

use super::results::{FEWEST, Tally};

/// Of what larger crowds were told the figures are kept, and not whose they are: two that differ by so little are told by
/// nobody.
const CROWD: usize = 300;

/// The places of all, and of those who are told in no group, beside the letters of groups.
const ALL: u8 = u8::MAX - 1;
const REST: u8 = u8::MAX;

/// What the number of a voice says.
pub(super) type Answer = (u32, Vote);

/// What the number of a voice is told to say, and in which group.
type Told = (u32, u8, Vote);

/// Something by the numbers of voices.
#[derive(Clone, Debug, Default)]
pub(super) struct ByNumber<T>(Vec<Option<T>>);

impl<T: Copy> ByNumber<T> {
    pub fn of(all: impl IntoIterator<Item = (u32, T)>) -> Self {
        let mut by_number = Self(Vec::new());
        for (number, it) in all {
            by_number.set(number, it);
        }
        by_number
    }

    pub fn get(&self, number: u32) -> Option<T> {
        self.0.get(number as usize).copied().flatten()
    }

    fn set(&mut self, number: u32, it: T) {
        let place = number as usize;
        if self.0.len() <= place {
            self.0.resize(place + 1, None);
        }
        self.0[place] = Some(it);
    }
}

/// A view of what is said of one thing.
pub(super) struct View<'a> {
    /// What is told of everybody, in the order of numbers.
    pub all: &'a [Answer],
    /// With those of whom nothing is told at all yet.
    pub everybody: &'a [Answer],
    /// The groups as the map has them.
    pub group_of: &'a ByNumber<u8>,
    /// In which group somebody may be told.
    pub may_be: &'a ByNumber<u8>,
    /// Whether they may be told in no other, as whose answers are told of a group is one of its people.
    pub only_there: bool,
    /// Whether there are groups: else what was told of them waits.
    pub has_groups: bool,
    /// Whether answers are taken no more.
    pub is_over: bool,
}

/// One figure that was told.
#[derive(Clone, Debug)]
struct Part {
    of: u8,
    /// How many say what, in the order of [`Vote::ALL`]; of those who are told in no group it may be less than nothing,
    /// where somebody withdrew.
    said: [i64; 3],
    /// By whom, each number once: what all are told they say, and what a group is. Not kept of a crowd.
    by: Option<Arc<[(u32, u8)]>>,
}

/// No answer, among those of [`Vote::ALL`].
const NONE: u8 = 3;

fn place(vote: Option<Vote>) -> u8 {
    let place = |vote| Vote::ALL.iter().position(|it| *it == vote);
    vote.and_then(place).map_or(NONE, |place| place as u8)
}

impl Part {
    /// What says more in all than in groups, and the other way round.
    fn new(of: u8, answers: impl Iterator<Item = (u32, Option<Vote>, Option<Vote>)>) -> Self {
        let mut said = [0; 3];
        let mut by = Vec::new();
        for (number, more, less) in answers {
            let (more, less) = (place(more), place(less));
            for (vote, one) in [(more, 1), (less, -1)] {
                if let Some(said) = said.get_mut(usize::from(vote)) {
                    *said += one;
                }
            }
            by.push((number, more << 2 | less));
        }
        Self {
            of,
            said,
            by: Some(by.into()),
        }
    }

    fn of_all(all: &[Answer]) -> Self {
        Self::new(
            ALL,
            all.iter()
                .map(|(number, vote)| (*number, Some(*vote), None)),
        )
    }

    fn of_group(letter: u8, told: &[Told]) -> Self {
        let of = told.iter().filter(|(_, of, _)| *of == letter);
        Self::new(
            letter,
            of.map(|(number, _, vote)| (*number, Some(*vote), None)),
        )
    }

    /// What all say who are told of, without what the groups do.
    fn of_rest(all: &[Answer], told: &[Told]) -> Self {
        let in_groups = ByNumber::of(told.iter().map(|(number, _, vote)| (*number, *vote)));
        let in_all = ByNumber::of(all.iter().copied());
        let of_all = all.iter().filter_map(|&(number, vote)| {
            let told = in_groups.get(number);
            (told != Some(vote)).then_some((number, Some(vote), told))
        });
        let gone = told
            .iter()
            .filter(|(number, ..)| in_all.get(*number).is_none());
        let mut answers: Vec<_> = of_all
            .chain(gone.map(|(number, _, vote)| (*number, None, Some(*vote))))
            .collect();
        answers.sort_unstable_by_key(|(number, ..)| *number);
        Self::new(REST, answers.into_iter())
    }

    /// Whether it tells of nobody: of nobody at all, or of five people.
    fn is_enough(&self) -> bool {
        self.by
            .as_ref()
            .is_none_or(|by| by.is_empty() || by.len() >= FEWEST)
    }

    /// Of how many people it says something else; not counted beyond five.
    fn apart(&self, other: &Self) -> usize {
        if let (Some(one), Some(other)) = (&self.by, &other.by) {
            return differing(one, other);
        }
        let each = || {
            self.said
                .iter()
                .zip(other.said)
                .map(|(one, other)| one - other)
        };
        let more: i64 = each().filter(|it| *it > 0).sum();
        let less: i64 = each().filter(|it| *it < 0).sum();
        usize::try_from(more.max(-less)).unwrap_or(FEWEST)
    }

    /// Whether the difference tells of nobody. What all said is another sort of view: a group differs from it at the same
    /// time by the others and by the rest, which are parts themselves.
    fn is_apart(&self, other: &Self) -> bool {
        let is_known = self.by.is_some() && other.by.is_some() || self.of == other.of;
        if !is_known || self.of != other.of && [self.of, other.of].contains(&ALL) {
            return true;
        }
        let apart = self.apart(other);
        apart == 0 || apart >= FEWEST
    }
}

/// How many numbers stand in one of these lists only, or otherwise in the other; not counted beyond five.
fn differing(one: &[(u32, u8)], other: &[(u32, u8)]) -> usize {
    let (mut at, mut at_other, mut found) = (0, 0, 0);
    while found < FEWEST {
        match (one.get(at), other.get(at_other)) {
            (None, None) => break,
            (Some(it), Some(that)) if it == that => {
                at += 1;
                at_other += 1;
            }
            (Some((number, _)), Some((that, _))) if number == that => {
                at += 1;
                at_other += 1;
                found += 1;
            }
            (Some((number, _)), that) if that.is_none_or(|(that, _)| number < that) => {
                at += 1;
                found += 1;
            }
            _ => {
                at_other += 1;
                found += 1;
            }
        }
    }
    found
}

/// What is told of the groups' answers to one statement, or of who belongs to which, and what ever was.
#[derive(Clone, Debug, Default)]
pub(super) struct Telling {
    now: Arc<Vec<Told>>,
    ever: Vec<Part>,
    /// Whether the view was told as it is.
    is_whole: bool,
}

impl Telling {
    /// Whose answers are told of which group, in the order of numbers.
    pub fn now(&self) -> &[Told] {
        &self.now
    }

    /// What is told of the groups with these letters.
    pub fn of(&self, letters: &[u8]) -> Vec<Tally> {
        let mut all = vec![Tally::default(); letters.len()];
        for (_, letter, vote) in self.now.iter() {
            if let Some(at) = letters.iter().position(|it| it == letter) {
                all[at].add(*vote);
            }
        }
        all
    }

    /// The letters of the groups of which something is told.
    pub fn letters(&self) -> Vec<u8> {
        let all: BTreeSet<u8> = self.now.iter().map(|(_, letter, _)| *letter).collect();
        all.into_iter().collect()
    }

    /// Whether the last view is told as it is.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Takes in as much of another view as may be told.
    pub fn take_in(&mut self, view: &View<'_>) {
        let was = Part::of_all(view.all);
        self.keep(was, view);
        let reserves: &[usize] = match view.is_over {
            true => &[0, FEWEST],
            false => &[FEWEST],
        };
        let mut best: Option<Vec<Told>> = None;
        for reserve in reserves {
            let (told, held) = self.next(view, *reserve);
            if best.as_ref().is_none_or(|best| best.len() < told.len()) {
                best = Some(told);
            }
            if !held {
                break;
            }
        }
        let told = best.unwrap_or_default();
        let letters: BTreeSet<u8> = told.iter().map(|(_, letter, _)| *letter).collect();
        for letter in letters {
            self.keep(Part::of_group(letter, &told), view);
        }
        // Where nothing is told of groups, the rest is all.
        if !told.is_empty() {
            self.keep(Part::of_rest(view.all, &told), view);
        }
        let in_groups = view.everybody.iter().filter_map(|(number, vote)| {
            let letter = view.group_of.get(*number)?;
            Some((*number, letter, *vote))
        });
        self.is_whole = in_groups.eq(told.iter().copied());
        self.now = Arc::new(told);
    }

    /// What may be told next, and whether some group is held back in it. At worst nothing is told of any group: then all
    /// are the rest.
    fn next(&self, view: &View<'_>, reserve: usize) -> (Vec<Told>, bool) {
        let mut moving: BTreeSet<u8> = match view.has_groups {
            true => view
                .all
                .iter()
                .filter_map(|it| view.may_be.get(it.0))
                .collect(),
            false => BTreeSet::new(),
        };
        if view.has_groups {
            moving.extend(self.letters());
        }
        let all = moving.len();
        loop {
            let (told, is_cleared) = self.candidate(view, &moving, reserve);
            let held = moving.len() < all;
            // What is told of the groups stays, and five people or more are new to the rest.
            if moving.is_empty() && !is_cleared {
                return (told, held);
            }
            let may_not = |letter: &u8| !self.may_tell(&Part::of_group(*letter, &told));
            let refused: Vec<u8> = moving.iter().copied().filter(may_not).collect();
            if !refused.is_empty() {
                moving.retain(|letter| !refused.contains(letter));
                continue;
            }
            if self.may_tell(&Part::of_rest(view.all, &told)) {
                return (told, held);
            }
            // Those who wait are too few to be told of by the rest: so others wait with them.
            let changes = |letter: &u8| {
                let part = |told: &[Told]| -> BTreeSet<(u32, u8)> {
                    let of = told.iter().filter(|it| it.1 == *letter);
                    of.map(|(number, _, vote)| (*number, place(Some(*vote))))
                        .collect()
                };
                let changed = part(&told).symmetric_difference(&part(&self.now)).count();
                (changed == 0, changed)
            };
            match moving.iter().copied().min_by_key(changes) {
                Some(least) => moving.remove(&least),
                None => return (Vec::new(), true),
            };
        }
    }

    /// What is told where these groups move on and the others stay; whether one of those cannot even stay.
    fn candidate(
        &self,
        view: &View<'_>,
        moving: &BTreeSet<u8>,
        reserve: usize,
    ) -> (Vec<Told>, bool) {
        let mut gone: BTreeSet<u8> = BTreeSet::new();
        if view.only_there && view.has_groups {
            let elsewhere = self.now.iter();
            let elsewhere = elsewhere.filter(|it| view.may_be.get(it.0) != Some(it.1));
            gone.extend(elsewhere.map(|(_, letter, _)| *letter));
        }
        gone.retain(|letter| !moving.contains(letter));
        let stays = |it: &&Told| !moving.contains(&it.1) && !gone.contains(&it.1);
        let mut told: Vec<Told> = self.now.iter().filter(stays).copied().collect();
        let held = ByNumber::of(told.iter().map(|(number, ..)| (*number, ())));
        let before = ByNumber::of(
            self.now
                .iter()
                .map(|(number, letter, _)| (*number, *letter)),
        );
        for &letter in moving {
            let (mut new, mut beyond) = (Vec::new(), 0);
            for &(number, vote) in view.everybody {
                if held.get(number).is_some() {
                    continue;
                }
                match view.may_be.get(number) {
                    Some(of) if of == letter && before.get(number) == Some(letter) => {
                        told.push((number, letter, vote));
                    }
                    Some(of) if of == letter => new.push((number, letter, vote)),
                    None if view.group_of.get(number) == Some(letter) => beyond += 1,
                    _ => {}
                }
            }
            let back = reserve.saturating_sub(beyond);
            new.truncate(new.len().saturating_sub(back));
            told.append(&mut new);
        }
        told.sort_unstable_by_key(|(number, ..)| *number);
        (told, !gone.is_empty())
    }

    /// Whether no figure that was ever told differs from it in the answers of one to four people, nor it from nothing.
    fn may_tell(&self, part: &Part) -> bool {
        part.is_enough() && self.ever.iter().all(|other| part.is_apart(other))
    }

    fn keep(&mut self, mut part: Part, view: &View<'_>) {
        let same = |other: &Part| other.of == part.of && part.apart(other) == 0;
        if part.by.as_ref().is_some_and(|by| by.is_empty()) || self.ever.iter().any(same) {
            return;
        }
        if view.all.len() > CROWD {
            part.by = None;
        }
        self.ever.push(part);
    }
}

/// How many people answered, as it is told: by at least five more each time.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    /// Their numbers, in order.
    now: Arc<Vec<u32>>,
    ever: Arc<BTreeSet<u32>>,
}

impl Counted {
    pub fn now(&self) -> &[u32] {
        &self.now
    }

    /// Takes in who is in another view, in the order of numbers.
    pub fn take_in(&mut self, view: &[Answer]) {
        let numbers = || view.iter().map(|(number, _)| *number);
        let new = numbers().filter(|number| !self.ever.contains(number));
        if new.take(FEWEST).count() >= FEWEST {
            self.now = Arc::new(numbers().collect());
            Arc::make_mut(&mut self.ever).extend(numbers());
        }
    }
}
