//! Whether what a party says of an outcome has changed over several months, and since which.
//!
//! What is compared is what others saw, as between two moments ([`shift`](super::shift)). A month is a moment: of each
//! person the last rating in it. Months in which nobody rated are none. They are those of the table's calendar; of
//! users under their role no time finer than the day is known, and theirs are those of that day.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use trend::draws::Draws;
use trend::evidence::{Comparison, Counts, Finding, Moved, Said, Shift, Voices, weigh};
use trend::several_moments::MOST_MOMENTS;
use utoipa::ToSchema;

use super::shift::{ChanceView, MovedView, POINT, ShiftWay};
use crate::day::Day;
use crate::ids::*;
use crate::names::Names;
use crate::stamp::Moment;
use crate::steps::PEOPLE_PER_STEP;
use crate::value::{Assessment, Outcome};
use crate::words::Stage;

/// What a party says of an outcome over several months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OverTimeView {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The party that it is for.
    pub party: PartyId,
    /// In how many months somebody rated it.
    pub months: usize,
    /// The first day of the month since which it is said otherwise, as far as that can be told.
    pub since: Day,
    /// People who rated before and since.
    pub people: usize,
    /// Those who say less since, each against what they said before.
    pub less: Option<MovedView>,
    /// Those who say more.
    pub more: Option<MovedView>,
    /// How often the strongest before and after of all months comes by chance.
    pub chance: ChanceView,
    /// Whether it is more than noise, and which way it went.
    pub shift: Option<ShiftWay>,
    /// Whether users under their role are left out, since in a month fewer than five of them rated.
    pub users_apart: bool,
}

/// What was said of one outcome by one party, month by month.
pub(super) struct OverTime {
    outcome: OutcomeId,
    party: PartyId,
    /// The first day of each month in which somebody rated.
    months: Vec<Day>,
    rows: Vec<Vec<Said>>,
    all_named: bool,
    users_apart: bool,
}

/// A month, counted from the year 0.
type Month = i64;
/// The last rating in each month, in units.
type Ratings = BTreeMap<Month, i32>;

fn month(day: Day) -> Month {
    let (year, month, _) = day.date();
    year * 12 + month - 1
}

fn first_of(month: Month) -> Option<Day> {
    Day::new(month.div_euclid(12), month.rem_euclid(12) + 1, 1)
}

fn units(assessment: &Assessment) -> i32 {
    i32::from(assessment.marks.sum())
}

impl OverTime {
    pub(super) fn of(
        outcome: &Outcome,
        party: PartyId,
        names: &Names,
        day_of: &dyn Fn(Moment) -> Day,
    ) -> Self {
        let by_name = outcome.counted.by_name.iter();
        let named = by_name.filter(|(_, placed)| placed.party == party);
        let mut all: Vec<Ratings> = Vec::new();
        for (person, _) in named {
            let voice = outcome.voices.get(person);
            let said = voice.into_iter().flat_map(|voice| &voice.assessments);
            let mut ratings = Ratings::new();
            let mut realised = false;
            for it in said.filter(|it| names.stand_by_name(*person, it.stamp.sequence)) {
                // An expectation told once it has turned out is not what counts.
                realised |= it.stage == Stage::Realised;
                if !realised || it.stage == Stage::Realised {
                    ratings.insert(month(day_of(it.stamp.at)), units(it));
                }
            }
            all.push(ratings);
        }
        let users = users_of(outcome, party, &all);
        // What a step brings together, a month would take apart.
        let users_apart = users.as_ref().is_none_or(|users| !are_many(users));
        let has_users = users.as_ref().is_some_and(|users| !users.is_empty());
        let all_named = users_apart || !has_users;
        if !users_apart {
            all.extend(users.into_iter().flatten());
        }
        let months: BTreeSet<Month> = all.iter().flat_map(|it| it.keys().copied()).collect();
        let skipped = months.len().saturating_sub(MOST_MOMENTS);
        let months: Vec<Month> = months.into_iter().skip(skipped).collect();
        let said = |ratings: &Ratings, month: &Month| match ratings.get(month) {
            Some(rating) => Said::Rated(*rating),
            None => Said::Nothing,
        };
        let row = |ratings: &Ratings| months.iter().map(|month| said(ratings, month)).collect();
        Self {
            outcome: outcome.id,
            party,
            rows: all.iter().map(row).collect(),
            months: months.into_iter().filter_map(first_of).collect(),
            all_named,
            users_apart: users_apart && has_users,
        }
    }

    fn comparison(&self) -> Comparison {
        // The same for whoever looks: by what is compared, never by who asks or when.
        let mut seed = self.outcome.0.as_u64_pair().0;
        for said in self.rows.iter().flatten() {
            let said = match said {
                Said::Rated(rating) => rating.cast_unsigned().into(),
                Said::StillSo | Said::Nothing => 99,
            };
            seed = seed.wrapping_mul(1_000_003).wrapping_add(said);
        }
        Comparison {
            voices: Voices::SamePeople(self.rows.clone()),
            draws: Draws::from_seed(seed),
        }
    }
}

/// What users under their role say, in the months in which others came to see it. `None` where a party has none.
fn users_of(outcome: &Outcome, party: PartyId, named: &[Ratings]) -> Option<Vec<Ratings>> {
    let steps = outcome.counted.by_role.get(&party)?;
    let first = outcome.added.at.day_in_utc();
    let seen = steps
        .shown()
        .filter_map(|(person, _)| steps.seen_since(person));
    let by_name = named
        .iter()
        .filter_map(|it| first_of(*it.keys().next_back()?));
    let last = seen.chain(by_name).max().unwrap_or(first);
    let users = steps.shown().map(|(person, _)| {
        let mut ratings = Ratings::new();
        let mut before = None;
        for month in month(first)..=month(last) {
            let Some(next) = first_of(month + 1) else {
                continue;
            };
            let ends = Moment(next.begins_in_utc().0 - 1).day_in_utc();
            let entry = steps.seen_on(person, ends).map(|word| word.current);
            let rated = entry.filter(|entry| before != Some(*entry));
            if let Some(it) = rated.and_then(|entry| outcome.assessment(person, entry)) {
                ratings.insert(month, units(it));
            }
            before = entry.or(before);
        }
        ratings
    });
    Some(users.collect())
}

/// Whether in every month nobody rated, or five or more: again, and for the first time.
fn are_many(users: &[Ratings]) -> bool {
    let months: BTreeSet<Month> = users.iter().flat_map(|it| it.keys().copied()).collect();
    months.iter().all(|month| {
        let rated = || users.iter().filter(|it| it.contains_key(month));
        let again = rated()
            .filter(|it| it.range(..*month).next().is_some())
            .count();
        let first = rated().count() - again;
        let enough = |count: usize| count == 0 || count >= PEOPLE_PER_STEP as usize;
        enough(again) && enough(first)
    })
}

/// Those in which people enough changed their rating, weighed together.
pub(super) fn weighed(all: &[OverTime]) -> Vec<OverTimeView> {
    // Of two months it is told already what became of them.
    let several: Vec<&OverTime> = all.iter().filter(|it| it.months.len() > 2).collect();
    let comparisons: Vec<Comparison> = several.iter().map(|it| it.comparison()).collect();
    let Ok(weighed) = weigh(&comparisons, POINT) else {
        return Vec::new();
    };
    let views = several
        .iter()
        .zip(weighed.evidence)
        .filter_map(|(of, evidence)| {
            let Counts::SamePeople {
                less, more, same, ..
            } = evidence.counts
            else {
                return None;
            };
            let Finding::Tested {
                chance,
                holm,
                shift,
            } = evidence.finding
            else {
                return None;
            };
            let people = |moved: Option<Moved>| moved.map_or(0, |moved| moved.people);
            let moved = |moved: Option<Moved>| {
                let moved = moved?;
                let tells = of.all_named || moved.people >= PEOPLE_PER_STEP as usize;
                let points = |units: f64| (units / f64::from(POINT)).round() as u32;
                Some(MovedView {
                    people: moved.people,
                    by: tells.then(|| [points(moved.least.units()), points(moved.most.units())]),
                })
            };
            Some(OverTimeView {
                outcome: of.outcome,
                party: of.party,
                months: of.months.len(),
                since: *of.months.get(evidence.since?)?,
                people: people(less) + people(more) + same,
                less: moved(less),
                more: moved(more),
                chance: ChanceView {
                    once_in: chance.once_in(),
                    once_in_all: holm.once_in(),
                    drawn: chance.is_drawn(),
                },
                shift: shift.map(|shift| match shift {
                    Shift::Less => ShiftWay::Less,
                    Shift::More => ShiftWay::More,
                }),
                users_apart: of.users_apart,
            })
        });
    views.collect()
}
