//! People on a plane, and the groups among them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::axes::{Axes, Centred, EXACT, Point};
use crate::clusters::{Clusters, clusters, nearest, settle};
use crate::crowd::Crowd;
use crate::distinct::{Majority, Saying, distinct, majorities, priority};
use crate::ground::{self, Divide, Shared};
use crate::silhouette::{ASIDE, silhouettes};
use crate::stability::stability;
use crate::start::Start;
use crate::votes::{Counts, Votes};
use crate::workers::Workers;

pub use crate::clusters::Seeding;

/// How a map is to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Ids of statements that do not count, such as those that were moderated out.
    pub excluded: BTreeSet<u64>,
    /// Whoever voted on fewer statements is left off the map.
    pub min_votes: usize,
    /// Fewer people make no group; they are set aside.
    pub min_group: usize,
    /// Where fewer people than this are in no group, each belongs to the nearest: what the groups said, taken from
    /// what all said, would tell what these few did.
    pub min_rest: usize,
    /// So many groups, instead of as many as are set apart best.
    pub groups: Option<usize>,
    /// How groups are first looked for.
    pub seeding: Seeding,
    /// Whether an excluded statement still counts as voted on by everybody when it is decided who is
    /// on the map, and how far out: the reference does so. With it, nothing is too small for a map,
    /// and everybody is grouped on their own, however many there are.
    pub as_reference: bool,
    /// How often people are drawn to see whether groups are found again; 0: not at all.
    pub resamples: usize,
    /// Threads to work on it; the map is the same for any number.
    pub workers: Workers,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            excluded: BTreeSet::new(),
            min_votes: 7,
            min_group: 3,
            min_rest: 0,
            groups: None,
            seeding: Seeding::Halving,
            as_reference: false,
            resamples: 100,
            workers: Workers(1),
        }
    }
}

impl Options {
    /// Exactly what red-dwarf 0.4.0 does from a cold start.
    #[must_use]
    pub fn reference() -> Self {
        Options {
            min_group: 1,
            seeding: Seeding::Smallest,
            as_reference: true,
            resamples: 0,
            ..Options::default()
        }
    }
}

/// The numbers of groups that are tried.
const TRIED: std::ops::RangeInclusive<usize> = 2..=5;

/// A map can have at most this many groups: labels have to be told apart.
pub const MOST_GROUPS: usize = 26;

/// Fewer people, and a map would show individuals.
pub const FEWEST_PEOPLE: usize = 10;

/// Fewer statements, and a map would show little else than one question.
pub const FEWEST_STATEMENTS: usize = 5;

/// A statement with fewer votes does not count among those.
pub const FEWEST_VOTES: u32 = 7;

/// Another number of groups must be better by this, twice in a row: otherwise the map would flicker.
const CLEARLY: f64 = 0.02;

/// When those who lie apart from every group are more than one in ten, there are no such groups.
const MOST_ASIDE: f64 = 0.1;

/// Why there is no map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TooFew {
    /// Too few people voted often enough.
    #[error(
        "no map yet: {people} of the people voted on at least {votes} statements, and a map takes {FEWEST_PEOPLE}"
    )]
    People {
        /// Those who did.
        people: usize,
        /// As often as it takes.
        votes: usize,
    },
    /// Too few statements were voted on often enough.
    #[error(
        "no map yet: {statements} of the statements have at least {FEWEST_VOTES} votes, and a map takes {FEWEST_STATEMENTS}"
    )]
    Statements {
        /// Those that have.
        statements: usize,
    },
}

/// People who vote the same way.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its name, 0 for A: kept from map to map.
    pub letter: u8,
    /// Where its middle lies.
    pub centre: Point,
    /// How many belong to it.
    pub people: usize,
    /// How they voted, by the position of the statement.
    pub counts: Vec<Counts>,
    /// What it says that others do not.
    pub distinct: Vec<Saying>,
    /// How much of it is found again when people are drawn again, from 0 to 1; `None` if not asked.
    pub stability: Option<f64>,
}

impl Group {
    /// What more than half of it say and others do not, as far as that is certain. (The reference also names what a
    /// group agrees with most even if others do, too, or whatever sets it apart most: that stands in `distinct`.)
    pub fn says(&self) -> impl Iterator<Item = &Saying> {
        self.distinct.iter().filter(|of| of.is_significant())
    }
}

/// One way of putting people into groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouping {
    /// Each person's group, by position; `None` for those off the map and those set aside.
    pub group_of: Vec<Option<u8>>,
    /// The groups' middles.
    pub centres: Vec<Point>,
    /// The mean silhouette width: how well groups are set apart, at most 1.
    pub silhouette: f64,
}

/// A map of opinions. People and statements are known by their position in the votes.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Ids of the statements.
    pub statements: Vec<u64>,
    /// Ids of the people.
    pub people: Vec<u64>,
    /// Whether each statement was left out.
    pub excluded: Vec<bool>,
    /// The directions of the map.
    pub axes: Axes,
    /// Where each person is, on the map or off it.
    pub places: Vec<Point>,
    /// Who is on the map.
    pub is_placed: Vec<bool>,
    /// Each person's group: a position in `groups`.
    pub group_of: Vec<Option<u8>>,
    /// The groups, in the order of their letters; a single one if there is nothing to tell apart.
    pub groups: Vec<Group>,
    /// What came of each number of groups that could be found.
    pub tried: BTreeMap<usize, Grouping>,
    /// How everybody voted, on the map or off it.
    pub counts: Vec<Counts>,
    /// A number of groups that is clearly better and has to be so once more.
    pub challenger: Option<usize>,
    /// Statements that the map is made from; with `as_reference`, all of them.
    among: usize,
}

/// Moves somebody out as far as their few votes have pulled them in: √(statements / votes).
pub(crate) fn placed(along: Point, statements: usize, votes: usize) -> Point {
    if votes == 0 {
        return [0.0; 2];
    }
    let scale = (statements as f64 / votes as f64).sqrt();
    along.map(|x| x * scale)
}

impl Map {
    /// Draws the map of these votes, taking over from `start` what it can.
    ///
    /// # Errors
    /// [`TooFew`] when a map would show individuals, or chance.
    pub fn draw(votes: &Votes, options: &Options, start: Option<&Start>) -> Result<Self, TooFew> {
        let sheet = Sheet::new(votes, options);
        let is_placed = sheet.is_placed(options, start);
        sheet.check(options, &is_placed)?;
        let centred = Centred::new(&sheet.votes, options.workers);
        let mut axes = centred.axes(None, EXACT);
        let before = start.map(|start| start.directions_over(votes.statements()));
        if let Some(before) = &before {
            axes.keep_signs_of(before);
        }
        let places = sheet.places(&centred.along(&axes.directions));
        let people: Vec<usize> = (0..places.len()).filter(|&p| is_placed[p]).collect();
        let crowd = crowd(votes, &places, &people, options, start);
        let earlier: Option<Vec<(u8, Point)>> = start.zip(before).map(|(start, before)| {
            let moved =
                |&(letter, centre): &(u8, Point)| (letter, axes.taken_over(&before, centre));
            start.groups.iter().map(moved).collect()
        });
        let tried = try_each(&crowd, &people, places.len(), options, earlier.as_deref());
        let (k, challenger) = choose(&tried, options, start);
        let grouping = k.and_then(|k| tried.get(&k).cloned()).unwrap_or(Grouping {
            group_of: is_placed.iter().map(|&is| is.then_some(0)).collect(),
            centres: vec![[0.0; 2]],
            silhouette: 0.0,
        });
        let (mut group_of, letters) = named(grouping, &places, options, earlier.as_deref());
        leave_no_few(&mut group_of, &letters, &places, options.min_rest);
        let mut map = Map {
            statements: votes.statements().to_vec(),
            people: votes.people().to_vec(),
            counts: Vec::new(),
            among: sheet.among,
            excluded: sheet.excluded,
            groups: Vec::new(),
            axes,
            places,
            is_placed,
            group_of,
            tried,
            challenger,
        };
        (map.groups, map.counts) = map.describe(votes, &letters);
        if options.resamples > 0 && map.groups.len() > 1 {
            let stable = stability(
                &sheet.votes,
                &people,
                &map.group_of,
                map.groups.len(),
                options.resamples,
                options.workers,
            );
            for (group, stable) in map.groups.iter_mut().zip(stable) {
                group.stability = stable;
            }
        }
        Ok(map)
    }

    /// The groups, and how everybody voted.
    fn describe(&self, votes: &Votes, letters: &[(u8, Point)]) -> (Vec<Group>, Vec<Counts>) {
        let none = letters.len();
        let part_of = |person: usize| self.group_of[person].map_or(none, usize::from);
        let mut counts = votes.counts_of_parts(none + 1, part_of);
        let mut everybody = counts.pop().unwrap_or_default();
        let mut all = vec![Counts::default(); self.statements.len()];
        for counts in &counts {
            all.iter_mut()
                .zip(counts)
                .for_each(|(sum, &x)| *sum = sum.with(x));
        }
        for (sum, &grouped) in everybody.iter_mut().zip(&all) {
            *sum = sum.with(grouped);
        }
        let groups = letters
            .iter()
            .zip(counts)
            .enumerate()
            .map(|(at, (&(letter, centre), counts))| {
                let others: Vec<Counts> = all
                    .iter()
                    .zip(&counts)
                    .map(|(all, &own)| all.without(own))
                    .collect();
                let mine = self.group_of.iter().filter(|&&of| of == Some(at as u8));
                Group {
                    letter,
                    centre,
                    people: mine.count(),
                    // A single group has nobody to differ from.
                    distinct: if letters.len() > 1 {
                        distinct(&counts, &others, &self.excluded)
                    } else {
                        Vec::new()
                    },
                    counts,
                    stability: None,
                }
            })
            .collect();
        (groups, everybody)
    }

    /// How many groups there are.
    #[must_use]
    pub fn k(&self) -> usize {
        self.groups.len()
    }

    fn parts(&self) -> Vec<&[Counts]> {
        self.groups.iter().map(|group| &group.counts[..]).collect()
    }

    /// What every group says. To ask it of declared parties, too: [`ground::common_ground`].
    #[must_use]
    pub fn common_ground(&self) -> Vec<Shared> {
        ground::common_ground(&self.parts(), &self.counts, &self.excluded)
    }

    /// Where groups differ for certain.
    #[must_use]
    pub fn divides(&self) -> Vec<Divide> {
        ground::divides(&self.parts(), &self.excluded)
    }

    /// What most people say, whatever group they are in.
    #[must_use]
    pub fn majorities(&self) -> Vec<Majority> {
        majorities(&self.counts, &self.excluded)
    }

    /// For each statement, the product of the groups' shares on one side.
    #[must_use]
    pub fn group_aware(&self, side: crate::distinct::Side) -> Vec<f64> {
        let parts = self.parts();
        let of = |statement| ground::product(&parts, statement, side);
        (0..self.statements.len()).map(of).collect()
    }

    /// How much a statement tells about where people lie.
    #[must_use]
    pub fn extremity(&self, statement: usize) -> f64 {
        self.axes.extremity(statement, self.among)
    }

    /// How much is learned by showing a statement to one person more.
    #[must_use]
    pub fn priority(&self, statement: usize) -> f64 {
        let of = self.groups.iter().map(|group| group.counts[statement]);
        let counts = of.fold(Counts::default(), Counts::with);
        priority(counts, self.extremity(statement))
    }

    /// The statement that a person should see next: of those not voted on, the one with the highest
    /// priority. `None` when nothing is left, or the person is not known.
    #[must_use]
    pub fn next_for(&self, votes: &Votes, person: u64) -> Option<u64> {
        let person = votes.people().binary_search(&person).ok()?;
        let seen: BTreeSet<usize> = votes.of(person).map(|(statement, _)| statement).collect();
        (0..self.statements.len())
            .filter(|at| !self.excluded[*at] && !seen.contains(at))
            .map(|at| (self.priority(at), at))
            .reduce(|best, other| if other.0 > best.0 { other } else { best })
            .map(|(_, at)| self.statements[at])
    }

    /// What the next map starts from.
    #[must_use]
    pub fn start(&self) -> Start {
        let members = (0..self.people.len()).filter(|&at| self.is_placed[at]);
        Start {
            statements: self.statements.clone(),
            directions: self.axes.directions.clone(),
            groups: self
                .groups
                .iter()
                .map(|of| (of.letter, of.centre))
                .collect(),
            challenger: self.challenger,
            members: members.map(|at| self.people[at]).collect(),
            together: Vec::new(),
        }
    }
}

/// The votes that the map is made from, and what counts as how many.
pub(crate) struct Sheet<'a> {
    pub(crate) votes: Cow<'a, Votes>,
    pub(crate) excluded: Vec<bool>,
    pub(crate) among: usize,
    /// Votes of each person that decide whether they are on the map.
    given: Vec<usize>,
    /// Votes of each person that decide how far they are moved out.
    scaled_by: Vec<usize>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(all: &'a Votes, options: &Options) -> Self {
        let is_excluded = |id: &u64| options.excluded.contains(id);
        let excluded: Vec<bool> = all.statements().iter().map(is_excluded).collect();
        let left_out = excluded.iter().filter(|&&is| is).count();
        let votes = if left_out == 0 {
            Cow::Borrowed(all)
        } else {
            Cow::Owned(all.without(&excluded))
        };
        let people = 0..all.people().len();
        let kept: Vec<usize> = people
            .clone()
            .map(|person| votes.count_of(person))
            .collect();
        if options.as_reference {
            return Sheet {
                among: excluded.len(),
                given: people.map(|person| all.count_of(person)).collect(),
                scaled_by: kept.iter().map(|count| count + left_out).collect(),
                votes,
                excluded,
            };
        }
        Sheet {
            among: excluded.len() - left_out,
            given: kept.clone(),
            scaled_by: kept,
            votes,
            excluded,
        }
    }

    fn is_placed(&self, options: &Options, start: Option<&Start>) -> Vec<bool> {
        let kept: BTreeSet<u64> = start.iter().flat_map(|s| &s.members).copied().collect();
        let people = self.votes.people().iter();
        people
            .zip(&self.given)
            .map(|(id, &given)| given >= options.min_votes || kept.contains(id))
            .collect()
    }

    fn check(&self, options: &Options, is_placed: &[bool]) -> Result<(), TooFew> {
        if options.as_reference {
            return Ok(());
        }
        let people = is_placed.iter().filter(|&&is| is).count();
        if people < FEWEST_PEOPLE {
            let votes = options.min_votes;
            return Err(TooFew::People { people, votes });
        }
        let counts = self.votes.counts(|_| true);
        let statements = counts.iter().filter(|of| of.all() >= FEWEST_VOTES).count();
        if statements < FEWEST_STATEMENTS {
            return Err(TooFew::Statements { statements });
        }
        Ok(())
    }

    pub(crate) fn places(&self, along: &[Point]) -> Vec<Point> {
        along
            .iter()
            .zip(&self.scaled_by)
            .map(|(&along, &votes)| placed(along, self.among, votes))
            .collect()
    }
}

/// The people on the map as points.
fn crowd(
    votes: &Votes,
    places: &[Point],
    people: &[usize],
    options: &Options,
    start: Option<&Start>,
) -> Crowd {
    let there: Vec<Point> = people.iter().map(|&person| places[person]).collect();
    let together = start.map_or(&[][..], |start| &start.together);
    if !together.is_empty() {
        let mut lot_of: BTreeMap<u64, usize> = BTreeMap::new();
        for (lot, members) in together.iter().enumerate() {
            lot_of.extend(members.iter().map(|&person| (person, lot)));
        }
        // Whoever is in no lot is one of their own.
        let lot = |&person: &usize| {
            let id = votes.people()[person];
            lot_of.get(&id).map_or((1, person), |&lot| (0, lot))
        };
        let lots: Vec<_> = people.iter().map(lot).collect();
        return Crowd::in_lots(&there, &lots);
    }
    if options.as_reference {
        return Crowd::single(&there);
    }
    Crowd::of(&there)
}

/// Every number of groups that can be found, with how well it sets them apart.
fn try_each(
    crowd: &Crowd,
    people: &[usize],
    everybody: usize,
    options: &Options,
    earlier: Option<&[(u8, Point)]>,
) -> BTreeMap<usize, Grouping> {
    let mut numbers: BTreeSet<usize> = TRIED.collect();
    numbers.extend(options.groups.filter(|k| (2..=MOST_GROUPS).contains(k)));
    let found: Vec<(usize, Clusters)> = numbers
        .into_iter()
        .filter_map(|k| {
            let centres = earlier.filter(|groups| groups.len() == k);
            let centres = centres.map(|groups| groups.iter().map(|&(_, at)| at).collect());
            Some((k, set_apart(crowd, k, options, centres)?))
        })
        .collect();
    let labels: Vec<&[u8]> = found.iter().map(|(_, of)| &of.labels[..]).collect();
    let widths = silhouettes(&crowd.points, &crowd.weights, &labels, options.workers);
    found
        .into_iter()
        .zip(widths)
        .filter_map(|((k, clusters), width)| {
            let mut group_of = vec![None; everybody];
            for (&person, &point) in people.iter().zip(&crowd.point_of) {
                let label = clusters.labels[point];
                group_of[person] = (label != ASIDE).then_some(label);
            }
            let grouping = Grouping {
                group_of,
                centres: clusters.centres,
                silhouette: width?,
            };
            Some((k, grouping))
        })
        .collect()
}

/// `k` groups of at least `min_group` people each. What would be smaller is set aside, and groups are
/// looked for among the rest: one person far out neither is a group nor hides the others.
fn set_apart(
    crowd: &Crowd,
    k: usize,
    options: &Options,
    mut centres: Option<Vec<Point>>,
) -> Option<Clusters> {
    let whole: f64 = crowd.weights.iter().sum();
    let mut rest: Vec<usize> = (0..crowd.points.len()).collect();
    loop {
        let points: Vec<Point> = rest.iter().map(|&at| crowd.points[at]).collect();
        let weights: Vec<f64> = rest.iter().map(|&at| crowd.weights[at]).collect();
        let found = match centres.take() {
            Some(centres) => settle(&points, &weights, centres),
            None => clusters(&points, &weights, k, options.seeding)?,
        };
        let mut sizes = vec![0.0; k];
        for (&label, weight) in found.labels.iter().zip(&weights) {
            sizes[usize::from(label)] += weight;
        }
        let is_group = |label: u8| sizes[usize::from(label)] >= options.min_group as f64;
        if (0..k).all(|label| is_group(label as u8)) {
            let mut labels = vec![ASIDE; crowd.points.len()];
            for (&at, &label) in rest.iter().zip(&found.labels) {
                labels[at] = label;
            }
            let centres = found.centres;
            return Some(Clusters { labels, centres });
        }
        if options.as_reference {
            let labels = found.labels;
            let centres = found.centres;
            return Some(Clusters { labels, centres });
        }
        let kept = rest
            .iter()
            .zip(&found.labels)
            .filter(|(_, label)| is_group(**label));
        rest = kept.map(|(&at, _)| at).collect();
        let left: f64 = rest.iter().map(|&at| crowd.weights[at]).sum();
        if left < whole * (1.0 - MOST_ASIDE) {
            return None;
        }
    }
}

/// How many groups, and which other number has to do better once more.
fn choose(
    tried: &BTreeMap<usize, Grouping>,
    options: &Options,
    start: Option<&Start>,
) -> (Option<usize>, Option<usize>) {
    if let Some(k) = options.groups {
        return (tried.contains_key(&k).then_some(k), None);
    }
    let best = tried
        .iter()
        .map(|(&k, of)| (k, of.silhouette))
        .reduce(|best, other| if other.1 > best.1 { other } else { best });
    let Some((best, width)) = best else {
        return (None, None);
    };
    let Some(start) = start else {
        return (Some(best), None);
    };
    let Some(before) = tried.get(&start.groups.len()) else {
        return (Some(best), None);
    };
    if width - before.silhouette <= CLEARLY {
        return (Some(start.groups.len()), None);
    }
    if start.challenger == Some(best) {
        return (Some(best), None);
    }
    (Some(start.groups.len()), Some(best))
}

/// Each person's group with groups in the order of their letters, and each group's letter and middle.
fn named(
    grouping: Grouping,
    places: &[Point],
    options: &Options,
    earlier: Option<&[(u8, Point)]>,
) -> (Vec<Option<u8>>, Vec<(u8, Point)>) {
    let k = grouping.centres.len();
    let letters = match earlier {
        _ if options.as_reference => (0..k as u8).collect(),
        Some(earlier) if !earlier.is_empty() => kept_letters(&grouping, places, earlier),
        _ => letters_by_size(&grouping),
    };
    let mut order: Vec<usize> = (0..k).collect();
    order.sort_by_key(|&group| letters[group]);
    let mut at = vec![0; k];
    for (position, &group) in order.iter().enumerate() {
        at[group] = position as u8;
    }
    let moved = |group: Option<u8>| group.map(|group| at[usize::from(group)]);
    let group_of = grouping.group_of.into_iter().map(moved).collect();
    let groups = order
        .iter()
        .map(|&group| (letters[group], grouping.centres[group]))
        .collect();
    (group_of, groups)
}

/// Puts those in no group into the nearest, where they are fewer than `min_rest`.
fn leave_no_few(
    group_of: &mut [Option<u8>],
    groups: &[(u8, Point)],
    places: &[Point],
    min_rest: usize,
) {
    let rest = group_of.iter().filter(|of| of.is_none()).count();
    if rest >= min_rest || groups.is_empty() {
        return;
    }
    let centres: Vec<Point> = groups.iter().map(|(_, centre)| *centre).collect();
    for (of, place) in group_of.iter_mut().zip(places) {
        of.get_or_insert_with(|| nearest(&centres, *place));
    }
}

/// The largest is A; of two as large, the one further along the first axis.
fn letters_by_size(grouping: &Grouping) -> Vec<u8> {
    let mut sizes = vec![0_usize; grouping.centres.len()];
    for &group in grouping.group_of.iter().flatten() {
        sizes[usize::from(group)] += 1;
    }
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|&a, &b| {
        let along = |group: usize| grouping.centres[group][0];
        sizes[b].cmp(&sizes[a]).then(along(b).total_cmp(&along(a)))
    });
    let mut letters = vec![0; sizes.len()];
    for (letter, &group) in order.iter().enumerate() {
        letters[group] = letter as u8;
    }
    letters
}

/// Each group keeps the letter of the earlier group with which it shares most people; groups without
/// such a one take the first letters that are free. Who belonged where is seen from the earlier
/// middles: everybody belonged to the nearest.
fn kept_letters(grouping: &Grouping, places: &[Point], earlier: &[(u8, Point)]) -> Vec<u8> {
    let centres: Vec<Point> = earlier.iter().map(|&(_, centre)| centre).collect();
    let k = grouping.centres.len();
    let mut shared = vec![vec![0_usize; earlier.len()]; k];
    for (place, group) in places.iter().zip(&grouping.group_of) {
        if let Some(group) = group {
            shared[usize::from(*group)][usize::from(nearest(&centres, *place))] += 1;
        }
    }
    let mut pairs: Vec<(usize, usize)> = (0..k)
        .flat_map(|group| (0..earlier.len()).map(move |before| (group, before)))
        .collect();
    // Stable: of equal overlaps, the earlier letters first.
    pairs.sort_by(|a, b| shared[b.0][b.1].cmp(&shared[a.0][a.1]));
    let mut letters: Vec<Option<u8>> = vec![None; k];
    let mut taken: BTreeSet<u8> = BTreeSet::new();
    for (group, before) in pairs {
        let letter = earlier[before].0;
        if shared[group][before] > 0 && letters[group].is_none() && !taken.contains(&letter) {
            letters[group] = Some(letter);
            taken.insert(letter);
        }
    }
    let mut free = (0..=u8::MAX)
        .filter(|letter| !taken.contains(letter))
        .collect::<Vec<_>>();
    free.reverse();
    letters
        .into_iter()
        .map(|letter| letter.or_else(|| free.pop()).unwrap_or(u8::MAX))
        .collect()
}
