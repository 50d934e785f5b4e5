//! What a mix is chosen from: features with costs, the people who speak, their parties, a budget.

use crate::ballots::{Rows, merged};
use crate::money::Money;

/// Something that could be done, and what doing it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// The id by which people and files know it; unique.
    pub id: String,
    /// What people call it; may be empty.
    pub name: String,
    /// Its table price.
    pub cost: Money,
}

/// An organisation whose people speak, and its share of the budget's voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its name; empty for the one party of an instance that names none.
    pub name: String,
    /// Its endowment relative to the other parties', split evenly over its people.
    pub endowment: u64,
    /// How many people speak for it.
    pub people: u64,
}

/// People of one party whose ballots are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Position of their party.
    pub party: usize,
    /// How many they are.
    pub people: u32,
}

/// What a person has from a feature that is in the mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Utility {
    /// The feature's cost, for each person who named it.
    Cost,
    /// One, for each person who named it.
    Cardinality,
    /// The points that the person gave it.
    Points,
}

/// One person's ballot entry: a feature and its points.
pub type Entry = (usize, u32);

/// Why an instance cannot be built.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InstanceError {
    /// Two features with one id.
    #[error("feature \"{0}\" appears twice")]
    FeatureTwice(String),
    /// A position outside the features or parties.
    #[error("no feature or party number {0}")]
    Unknown(usize),
    /// All costs together, or the budget, exceed [`Instance::MOST_MONEY`].
    #[error("the amounts are too large to be added up safely")]
    TooMuchMoney,
    /// More people, or points, than [`Instance::MOST_VOICE`] for one feature.
    #[error("too many people or points")]
    TooMuchVoice,
    /// Party sizes whose common multiple is astronomic.
    #[error("the parties' endowments cannot be split exactly")]
    EndowmentsTooFine,
    /// Features that need each other in a circle.
    #[error("feature \"{0}\" needs itself through its prerequisites")]
    CircularNeed(String),
    /// A feature that no mix could hold.
    #[error("feature \"{0}\" excludes itself")]
    ExcludesItself(String),
    /// Musts that exclude each other.
    #[error("\"{0}\" and \"{1}\" must both be in, and exclude each other")]
    MustsExclude(String, String),
    /// Musts, with what they need, that the budget cannot carry.
    #[error("what must be in costs more than the budget")]
    MustsTooDear,
}

/// How many people name a feature, and their points. All of an instance's together are below
/// [`Instance::MOST_VOICE`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Backing {
    pub(crate) people: u64,
    pub(crate) points: u64,
}

/// Sums over a feature's supporters, kept because every rule starts from them.
#[derive(Debug, Clone, Default)]
pub(crate) struct FeatureVoice {
    pub(crate) people: u64,
    pub(crate) points: u64,
    pub(crate) by_party: Vec<Backing>,
    /// People with an endowment, their points, and their parts of the whole endowment.
    pub(crate) endowed_people: u64,
    pub(crate) endowed_points: u64,
    pub(crate) parts: u64,
    /// The most points that anybody gives it.
    pub(crate) most_points: u32,
}

/// An immutable, checked problem: which features, for this budget?
///
/// Built with [`Draft`]. Identical ballots of one party are merged into [`Group`]s.
#[derive(Debug, Clone)]
pub struct Instance {
    pub(crate) features: Vec<Feature>,
    pub(crate) parties: Vec<Party>,
    pub(crate) groups: Vec<Group>,
    pub(crate) ballots: Rows,
    pub(crate) supporters: Rows,
    pub(crate) budget: Money,
    pub(crate) decimals: u32,
    pub(crate) point_decimals: u32,
    pub(crate) currency: String,
    pub(crate) group_of_ballot: Vec<u32>,
    /// Endowment of each person of a party, in parts of `whole_endowment`.
    pub(crate) part_of_person: Vec<u64>,
    pub(crate) whole_endowment: u128,
    pub(crate) voices: Vec<FeatureVoice>,
    pub(crate) musts: Vec<usize>,
    pub(crate) needs: Vec<Vec<usize>>,
    pub(crate) rivals: Vec<Vec<usize>>,
    /// Features that take no part.
    pub(crate) barred: Vec<bool>,
    names_parties: bool,
    /// Whether a party's endowment is how many people speak for it.
    pub(crate) endowed_by_people: bool,
}

impl Instance {
    /// Costs and budget stay below 2^53, so that each is exact as a double, too.
    pub const MOST_MONEY: u64 = 1 << 53;
    /// People × points on one feature stay below 2^53, for the same reason.
    pub const MOST_VOICE: u64 = 1 << 53;

    /// The features; positions in this slice name them everywhere in this crate.
    pub fn features(&self) -> &[Feature] {
        &self.features
    }

    /// The parties; at least one.
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// Groups of people with identical ballots.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The group that the `ballot`-th ballot added to the draft went into.
    pub fn group_of_ballot(&self, ballot: usize) -> Option<usize> {
        self.group_of_ballot.get(ballot).map(|&g| g as usize)
    }

    /// A group's entries, in ascending order of features.
    pub fn ballot(&self, group: usize) -> impl Iterator<Item = Entry> + '_ {
        let entries = self.ballots.entries(group);
        entries.map(|(feature, points)| (feature as usize, points))
    }

    /// The groups that name a feature, with their points, in ascending order.
    pub fn supporters(&self, feature: usize) -> impl Iterator<Item = Entry> + '_ {
        let entries = self.supporters.entries(feature);
        entries.map(|(group, points)| (group as usize, points))
    }

    /// How many people name a feature.
    pub fn support(&self, feature: usize) -> u64 {
        self.voices[feature].people
    }

    /// The budget.
    pub fn budget(&self) -> Money {
        self.budget
    }

    /// Digits after the point in this instance's money.
    pub fn decimals(&self) -> u32 {
        self.decimals
    }

    /// Digits after the point in this instance's points: a ballot's `25` with one digit is 2.5 points.
    pub fn point_decimals(&self) -> u32 {
        self.point_decimals
    }

    /// All points that a feature was given, in units of the last of their digits.
    pub fn points(&self, feature: usize) -> u128 {
        u128::from(self.voices[feature].points)
    }

    /// The currency's code, if one was given.
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// Everybody who speaks.
    pub fn people(&self) -> u64 {
        self.parties.iter().map(|p| p.people).sum()
    }

    /// Features that every mix has to hold.
    pub fn musts(&self) -> &[usize] {
        &self.musts
    }

    /// Features that a feature needs directly.
    pub fn prerequisites(&self, feature: usize) -> &[usize] {
        &self.needs[feature]
    }

    /// Features that cannot be in together with a feature.
    pub fn exclusions(&self, feature: usize) -> &[usize] {
        &self.rivals[feature]
    }

    /// Lets no feature take part that was given fewer points in all than this, in units of their last
    /// digit; where ballots hold no points, that is so many people. Musts, and what they need, are in
    /// all the same.
    pub fn bar_below(&mut self, points: u128) {
        for feature in 0..self.features.len() {
            self.barred[feature] = self.points(feature) < points;
        }
        for must in self.musts_with_needs() {
            self.barred[must] = false;
        }
    }

    /// Whether a feature takes no part, having been given too little.
    pub fn is_barred(&self, feature: usize) -> bool {
        self.barred[feature]
    }

    /// Whether the source told parties apart at all.
    pub fn names_parties(&self) -> bool {
        self.names_parties
    }

    /// What the features cost together.
    pub fn cost(&self, selection: &[usize]) -> Money {
        Money(selection.iter().map(|&f| self.features[f].cost.0).sum())
    }

    /// The same instance with another budget.
    ///
    /// # Errors
    /// [`InstanceError::TooMuchMoney`], or [`InstanceError::MustsTooDear`].
    pub fn with_budget(&self, budget: Money) -> Result<Instance, InstanceError> {
        let mut changed = self.clone();
        changed.budget = budget;
        changed.check_musts()?;
        Ok(changed)
    }

    /// Sets another budget in place, which costs nothing however many people speak.
    ///
    /// # Errors
    /// As [`Instance::with_budget`]; the budget is then the new one all the same.
    pub fn set_budget(&mut self, budget: Money) -> Result<(), InstanceError> {
        self.budget = budget;
        self.check_musts()
    }

    /// The same instance with another price for one feature.
    ///
    /// # Errors
    /// As [`Instance::with_budget`].
    pub fn with_cost(&self, feature: usize, cost: Money) -> Result<Instance, InstanceError> {
        let mut changed = self.clone();
        changed.set_cost(feature, cost)?;
        Ok(changed)
    }

    /// Sets another price in place.
    ///
    /// # Errors
    /// As [`Instance::with_budget`]; the price is then the new one all the same.
    pub fn set_cost(&mut self, feature: usize, cost: Money) -> Result<(), InstanceError> {
        let unknown = InstanceError::Unknown(feature);
        self.features.get_mut(feature).ok_or(unknown)?.cost = cost;
        self.check_musts()
    }

    /// The same instance when more people speak for a party, who want this feature and nothing else, as it
    /// would be had they been there from the beginning: the party's voice is split again over all of its
    /// people; where it is [by people](Draft::endowed_by_people), the whole voice over everybody.
    ///
    /// # Errors
    /// [`InstanceError::Unknown`], [`InstanceError::TooMuchVoice`] or
    /// [`InstanceError::EndowmentsTooFine`].
    pub fn with_more_people(
        &self,
        party: usize,
        people: u32,
        (feature, points): Entry,
    ) -> Result<Instance, InstanceError> {
        if feature >= self.features.len() {
            return Err(InstanceError::Unknown(feature));
        }
        let mut changed = self.clone();
        let joined = changed.parties.get_mut(party);
        let joined = joined.ok_or(InstanceError::Unknown(party))?;
        joined.people += u64::from(people);
        if self.endowed_by_people {
            joined.endowment += u64::from(people);
        }
        (changed.part_of_person, changed.whole_endowment) = split_endowments(&changed.parties)?;
        changed.groups.push(Group { party, people });
        let wish = std::iter::once((feature as u32, points));
        changed.ballots.push(wish);
        changed.supporters = (changed.ballots).turned(&changed.groups, changed.features.len());
        changed.add_voices()?;
        Ok(changed)
    }

    /// The musts and everything they need, prerequisites before what needs them.
    pub fn musts_with_needs(&self) -> Vec<usize> {
        let mut order = Vec::new();
        let mut placed = vec![false; self.features.len()];
        for &must in &self.musts {
            self.place(must, &mut placed, &mut order);
        }
        order
    }

    fn place(&self, feature: usize, placed: &mut [bool], order: &mut Vec<usize>) {
        // An explicit stack: a chain of needs may be as long as the list of features.
        let mut stack = vec![(feature, 0)];
        while let Some((f, next)) = stack.pop() {
            if placed[f] {
                continue;
            }
            match self.needs[f].get(next) {
                Some(&need) => {
                    stack.push((f, next + 1));
                    stack.push((need, 0));
                }
                None => {
                    placed[f] = true;
                    order.push(f);
                }
            }
        }
    }

    fn check_musts(&self) -> Result<(), InstanceError> {
        let mut total = self.budget.0;
        for feature in &self.features {
            total = total
                .checked_add(feature.cost.0)
                .ok_or(InstanceError::TooMuchMoney)?;
        }
        if total >= Self::MOST_MONEY {
            return Err(InstanceError::TooMuchMoney);
        }
        let musts = self.musts_with_needs();
        for &a in &musts {
            if let Some(&b) = self.rivals[a].iter().find(|b| musts.contains(b)) {
                let id = |f: usize| self.features[f].id.clone();
                return Err(InstanceError::MustsExclude(id(a), id(b)));
            }
        }
        if self.cost(&musts) > self.budget {
            return Err(InstanceError::MustsTooDear);
        }
        Ok(())
    }
}

/// An instance being put together.
#[derive(Default)]
pub struct Draft {
    features: Vec<Feature>,
    parties: Vec<(String, u64)>,
    /// Whose each ballot is.
    speakers: Vec<Group>,
    ballots: Rows,
    /// Scratch: the entries of one ballot.
    entries: Vec<Entry>,
    musts: Vec<usize>,
    needs: Vec<(usize, usize)>,
    rivals: Vec<(usize, usize)>,
    budget: Money,
    decimals: u32,
    point_decimals: u32,
    currency: String,
    endowed_by_people: bool,
}

impl Draft {
    /// An empty instance with a budget in minor units of `10^-decimals`.
    pub fn new(budget: Money, decimals: u32) -> Self {
        Draft {
            budget,
            decimals,
            ..Draft::default()
        }
    }

    /// Names the currency.
    pub fn currency(&mut self, code: &str) {
        self.currency = code.to_owned();
    }

    /// Says how many digits after the point the points have, which are given in units of the last one.
    pub fn point_decimals(&mut self, digits: u32) {
        self.point_decimals = digits;
    }

    /// Adds a feature and returns its position.
    pub fn feature(&mut self, id: &str, name: &str, cost: Money) -> usize {
        self.features.push(Feature {
            id: id.to_owned(),
            name: name.to_owned(),
            cost,
        });
        self.features.len() - 1
    }

    /// Adds a party with its relative endowment and returns its position.
    pub fn party(&mut self, name: &str, endowment: u64) -> usize {
        self.parties.push((name.to_owned(), endowment));
        self.parties.len() - 1
    }

    /// Says that the endowments are how many people speak for each party, and grow with them.
    pub fn endowed_by_people(&mut self) {
        self.endowed_by_people = true;
    }

    /// Adds `people` persons of a party with one ballot: features and points, each feature once
    /// (later mentions of the same feature are dropped). Returns the ballot's position.
    pub fn ballot(&mut self, party: usize, people: u32, entries: &[Entry]) -> usize {
        self.entries.clear();
        self.entries.extend(entries);
        // Stable, so that the first mention stays.
        self.entries.sort_by_key(|&(feature, _)| feature);
        self.entries.dedup_by_key(|&mut (feature, _)| feature);
        // No draft has as many features as are cut off here: such a position is refused when it is
        // built, and so are so many entries that rows cannot count them.
        let narrow = |feature| u32::try_from(feature).unwrap_or(u32::MAX);
        let entries = self.entries.iter();
        self.ballots
            .push(entries.map(|&(feature, points)| (narrow(feature), points)));
        self.speakers.push(Group { party, people });
        self.speakers.len() - 1
    }

    /// Says that a feature has to be in every mix.
    pub fn must(&mut self, feature: usize) {
        self.musts.push(feature);
    }

    /// Says that `feature` can only be in together with `prerequisite`.
    pub fn need(&mut self, feature: usize, prerequisite: usize) {
        self.needs.push((feature, prerequisite));
    }

    /// Says that two features cannot be in together.
    pub fn exclude(&mut self, one: usize, other: usize) {
        self.rivals.push((one, other));
    }

    /// Checks everything and builds the instance.
    ///
    /// # Errors
    /// See [`InstanceError`].
    pub fn build(mut self) -> Result<Instance, InstanceError> {
        let m = self.features.len();
        self.check_features()?;
        let names_parties = !self.parties.is_empty();
        if !names_parties {
            self.parties.push((String::new(), 1));
        }
        self.check_ballots()?;
        let drafted = std::mem::take(&mut self.ballots);
        let (groups, ballots, group_of_ballot) = merged(&drafted, &self.speakers, m);
        drop(drafted);
        let mut parties: Vec<Party> = self
            .parties
            .iter()
            .map(|(name, endowment)| Party {
                name: name.clone(),
                endowment: *endowment,
                people: 0,
            })
            .collect();
        for group in &groups {
            parties[group.party].people += u64::from(group.people);
        }
        let (part_of_person, whole_endowment) = split_endowments(&parties)?;
        let supporters = ballots.turned(&groups, m);
        let (needs, rivals) = self.constraints()?;
        self.musts.sort_unstable();
        self.musts.dedup();
        let mut instance = Instance {
            features: self.features,
            parties,
            groups,
            ballots,
            supporters,
            budget: self.budget,
            decimals: self.decimals,
            point_decimals: self.point_decimals,
            currency: self.currency,
            group_of_ballot,
            part_of_person,
            whole_endowment,
            voices: Vec::new(),
            musts: self.musts,
            needs,
            rivals,
            barred: vec![false; m],
            names_parties,
            endowed_by_people: self.endowed_by_people,
        };
        instance.add_voices()?;
        instance.check_musts()?;
        Ok(instance)
    }

    fn check_features(&self) -> Result<(), InstanceError> {
        let mut ids: Vec<&str> = self.features.iter().map(|f| f.id.as_str()).collect();
        ids.sort_unstable();
        match ids.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(InstanceError::FeatureTwice(pair[0].to_owned())),
            None => Ok(()),
        }
    }

    fn check_ballots(&self) -> Result<(), InstanceError> {
        let (parties, features) = (self.parties.len(), self.features.len());
        if let Some(speakers) = self.speakers.iter().find(|s| s.party >= parties) {
            return Err(InstanceError::Unknown(speakers.party));
        }
        let items = self.ballots.items();
        if let Some(&feature) = items.iter().find(|&&f| f as usize >= features) {
            return Err(InstanceError::Unknown(feature as usize));
        }
        if items.len() >= u32::MAX as usize || self.speakers.len() >= u32::MAX as usize {
            return Err(InstanceError::TooMuchVoice);
        }
        Ok(())
    }

    #[allow(clippy::type_complexity)]
    fn constraints(&self) -> Result<(Vec<Vec<usize>>, Vec<Vec<usize>>), InstanceError> {
        let m = self.features.len();
        let pairs = self.needs.iter().chain(&self.rivals);
        let mentioned = pairs
            .flat_map(|&(a, b)| [a, b])
            .chain(self.musts.iter().copied());
        if let Some(unknown) = mentioned.into_iter().find(|&f| f >= m) {
            return Err(InstanceError::Unknown(unknown));
        }
        let mut needs: Vec<Vec<usize>> = vec![Vec::new(); m];
        let mut rivals: Vec<Vec<usize>> = vec![Vec::new(); m];
        for &(feature, prerequisite) in &self.needs {
            needs[feature].push(prerequisite);
        }
        for &(one, other) in &self.rivals {
            if one == other {
                return Err(InstanceError::ExcludesItself(self.features[one].id.clone()));
            }
            rivals[one].push(other);
            rivals[other].push(one);
        }
        for list in needs.iter_mut().chain(rivals.iter_mut()) {
            list.sort_unstable();
            list.dedup();
        }
        // Kahn: whatever cannot be put in order is part of a circle.
        let mut dependents = vec![Vec::new(); m];
        for (f, list) in needs.iter().enumerate() {
            for &need in list {
                dependents[need].push(f);
            }
        }
        let mut missing: Vec<usize> = needs.iter().map(Vec::len).collect();
        let mut ready: Vec<usize> = (0..m).filter(|&f| missing[f] == 0).collect();
        while let Some(done) = ready.pop() {
            for &f in &dependents[done] {
                missing[f] -= 1;
                if missing[f] == 0 {
                    ready.push(f);
                }
            }
        }
        match (0..m).find(|&f| missing[f] > 0) {
            Some(f) => Err(InstanceError::CircularNeed(self.features[f].id.clone())),
            None => Ok((needs, rivals)),
        }
    }
}

impl Instance {
    fn add_voices(&mut self) -> Result<(), InstanceError> {
        let parties = self.parties.len();
        let mut backings = vec![Backing::default(); self.features.len() * parties];
        let mut most_points = vec![0; self.features.len()];
        for (group, speakers) in self.groups.iter().enumerate() {
            let people = u64::from(speakers.people);
            for (feature, points) in self.ballots.entries(group) {
                let backing = &mut backings[feature as usize * parties + speakers.party];
                backing.people = backing.people.saturating_add(people);
                backing.points = backing.points.saturating_add(people * u64::from(points));
                most_points[feature as usize] = points.max(most_points[feature as usize]);
            }
        }
        // The sums bound every partial sum, by feature or by party.
        let all =
            |part: fn(&Backing) -> u64| backings.iter().map(part).fold(0, u64::saturating_add);
        let most = all(|b| b.people).max(all(|b| b.points)).max(self.people());
        if most >= Self::MOST_VOICE {
            return Err(InstanceError::TooMuchVoice);
        }
        let voice = |(by_party, &most_points): (&[Backing], &u32)| {
            let mut voice = FeatureVoice {
                by_party: by_party.to_vec(),
                most_points,
                ..FeatureVoice::default()
            };
            for (backing, &part) in by_party.iter().zip(&self.part_of_person) {
                voice.people += backing.people;
                voice.points += backing.points;
                voice.parts += backing.people * part;
                if part > 0 {
                    voice.endowed_people += backing.people;
                    voice.endowed_points += backing.points;
                }
            }
            voice
        };
        let of_features = backings.chunks_exact(parties).zip(&most_points);
        self.voices = of_features.map(voice).collect();
        Ok(())
    }
}

/// Each person's part of the whole endowment, as integers: the common multiple of the party sizes
/// makes every split exact. Where that is astronomic, parts are rounded, each by less than one in
/// 2^30 of an average one.
fn split_endowments(parties: &[Party]) -> Result<(Vec<u64>, u128), InstanceError> {
    let multiple = common_multiple(parties);
    match multiple.and_then(|multiple| split_by(parties, multiple, false).ok()) {
        Some(split) => Ok(split),
        None => {
            let people: u64 = parties.iter().map(|p| p.people).sum();
            let endowments: u64 = (parties.iter().filter(|p| p.people > 0))
                .fold(0, |sum, p| sum.saturating_add(p.endowment));
            // An average person then has 2^30 parts, and all together no more than is counted.
            let multiple = (people << 30) / endowments.max(1);
            split_by(parties, multiple.max(1), true)
        }
    }
}

fn common_multiple(parties: &[Party]) -> Option<u64> {
    let mut multiple: u64 = 1;
    for party in parties.iter().filter(|p| p.people > 0 && p.endowment > 0) {
        let people = party.people / gcd(party.people, party.endowment);
        multiple = (multiple / gcd(multiple, people))
            .checked_mul(people)
            .filter(|&l| l < 1 << 48)?;
    }
    Some(multiple)
}

/// Gives each party `multiple` parts for each of its endowment, over its people.
fn split_by(
    parties: &[Party],
    multiple: u64,
    rounded: bool,
) -> Result<(Vec<u64>, u128), InstanceError> {
    let mut parts = Vec::with_capacity(parties.len());
    for party in parties {
        let part = match party.people {
            0 => 0,
            people => {
                let all = u128::from(multiple) * u128::from(party.endowment);
                let half = if rounded { u128::from(people) / 2 } else { 0 };
                let part = (all + half) / u128::from(people);
                u64::try_from(part)
                    .ok()
                    .filter(|&p| p < 1 << 53)
                    .ok_or(InstanceError::EndowmentsTooFine)?
            }
        };
        parts.push(part);
    }
    let divisor = parts.iter().fold(0, |d, &p| gcd(d, p)).max(1);
    for part in &mut parts {
        *part /= divisor;
    }
    let whole: u128 = parties
        .iter()
        .zip(&parts)
        .map(|(p, &part)| u128::from(p.people) * u128::from(part))
        .sum();
    // Below 2^62, any group's parts are an ordinary integer.
    if whole >= 1 << 62 {
        return Err(InstanceError::EndowmentsTooFine);
    }
    Ok((parts, whole))
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let mut draft = Draft::new(Money(10), 0);
        draft.feature("a", "", Money(4));
        draft.feature("b", "", Money(7));
        draft
    }

    #[test]
    fn identical_ballots_of_one_party_are_merged() {
        let mut draft = draft();
        let (p, q) = (draft.party("P", 1), draft.party("Q", 1));
        draft.ballot(p, 1, &[(1, 3), (0, 2)]);
        draft.ballot(p, 1, &[(0, 2), (1, 3), (0, 9)]);
        draft.ballot(q, 1, &[(0, 2), (1, 3)]);
        let instance = draft.build().unwrap();
        assert_eq!(
            instance.groups(),
            [
                Group {
                    party: 0,
                    people: 2
                },
                Group {
                    party: 1,
                    people: 1
                }
            ]
        );
        assert_eq!(instance.ballot(0).collect::<Vec<_>>(), [(0, 2), (1, 3)]);
        assert_eq!(instance.group_of_ballot(1), Some(0));
    }

    #[test]
    fn endowments_are_split_exactly() {
        let mut draft = draft();
        let (p, q) = (draft.party("P", 1), draft.party("Q", 1));
        draft.ballot(p, 3, &[(0, 1)]);
        draft.ballot(q, 2, &[(1, 1)]);
        let instance = draft.build().unwrap();
        assert_eq!(instance.part_of_person, [2, 3]);
        assert_eq!(instance.whole_endowment, 12);
    }

    #[test]
    fn contradictions_are_refused() {
        let mut circle = draft();
        circle.need(0, 1);
        circle.need(1, 0);
        assert_eq!(
            circle.build().unwrap_err(),
            InstanceError::CircularNeed("a".into())
        );
        let mut alone = draft();
        alone.exclude(0, 0);
        assert_eq!(
            alone.build().unwrap_err(),
            InstanceError::ExcludesItself("a".into())
        );
        let mut torn = draft();
        torn.must(0);
        torn.must(1);
        torn.exclude(1, 0);
        assert!(matches!(
            torn.build().unwrap_err(),
            InstanceError::MustsExclude(..)
        ));
        let mut dear = draft();
        dear.must(0);
        dear.must(1);
        assert_eq!(dear.build().unwrap_err(), InstanceError::MustsTooDear);
        let mut twice = draft();
        twice.feature("a", "", Money(1));
        assert_eq!(
            twice.build().unwrap_err(),
            InstanceError::FeatureTwice("a".into())
        );
    }
}
