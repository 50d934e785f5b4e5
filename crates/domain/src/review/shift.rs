//! Whether what people say has changed since a moment, and whether that is more than noise.
//!
//! What is compared is what others see: at the moment, and now. Of somebody who had said nothing by then it is what they
//! said first after it: else a young table would show no change before it is older than the time looked back over. Users
//! under their role come in steps of five, so that between any two states that are compared nobody's word differs or that
//! of at least five; theirs begin together, on the day of their first step.

use serde::Serialize;
use trend::draws::Draws;
use trend::evidence::{Comparison, Counts, Finding, Moved, Said, Shift, Voices, Weighed, weigh};
use utoipa::ToSchema;

use crate::day::Day;
use crate::ids::*;
use crate::names::Names;
use crate::stamp::Moment;
use crate::steps::PEOPLE_PER_STEP;
use crate::value::{Assessment, Outcome, Point};

/// Units in a point: a rating is the sum of three marks.
pub(super) const POINT: u16 = 3;

/// People of a party who moved the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MovedView {
    /// How many.
    pub people: usize,
    /// By how many points at least and at most, in whole points; 0 is less than half a one. Nothing where so few moved that it
    /// could tell what one user said.
    pub by: Option<[u32; 2]>,
}

/// How often a pattern as strong comes by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChanceView {
    /// Once in so many, when this alone is looked at; rounded down.
    pub once_in: u64,
    /// The same, corrected for all that was compared (Holm).
    pub once_in_all: u64,
    /// Whether relabellings were drawn by lot, as there were too many to count; else every one was counted.
    pub drawn: bool,
}

/// What became of what a party says an outcome is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShiftView {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The party.
    pub party: PartyId,
    /// People who rated before and after.
    pub people: usize,
    /// Those who say less.
    pub less: Option<MovedView>,
    /// Those who say more.
    pub more: Option<MovedView>,
    /// Those who rated again and say the same.
    pub same: usize,
    /// Those who said that it still holds, and are in no figure; of users under their role none, or five at least.
    pub still_so: usize,
    /// The chance, from six people whose rating changed.
    pub chance: Option<ChanceView>,
    /// Whether it is more than noise, and which way it went.
    pub shift: Option<ShiftWay>,
    /// Whether most of those who rated before and after say less.
    pub fell: bool,
    /// Whether users under their role are left out: so few of them rated again, or for the first time, that the
    /// comparison would tell of fewer than five.
    pub users_apart: bool,
    /// The first day (UTC) on which somebody said so who went that way.
    pub first: Option<Day>,
    /// The last.
    pub last: Option<Day>,
    /// The first day (UTC) with which somebody is compared who had said nothing by the moment since which is looked back;
    /// nothing where everybody had.
    pub from: Option<Day>,
}

/// Which way a shift went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShiftWay {
    /// Down.
    Less,
    /// Up.
    More,
}

/// What was said of one outcome by one party, before and after.
pub(super) struct Compared {
    outcome: OutcomeId,
    party: PartyId,
    rows: Vec<Row>,
    users_apart: bool,
}

struct Row {
    before: Option<i32>,
    after: Said,
    /// When others came to see what is said now.
    seen: Day,
    named: bool,
    /// On which day they said what it was before, where that was after the moment since which is looked back.
    from: Option<Day>,
}

fn sum(assessment: &Assessment) -> i32 {
    i32::from(assessment.marks.sum())
}

impl Compared {
    /// What one party said of an outcome up to that moment, beside what it says now.
    pub(super) fn of(outcome: &Outcome, party: PartyId, names: &Names, since: Moment) -> Self {
        let mut rows = Vec::new();
        let by_name = outcome.counted.by_name.iter();
        for (person, placed) in by_name.filter(|(_, placed)| placed.party == party) {
            let Some(voice) = outcome.voices.get(person) else {
                continue;
            };
            let then = voice.word(&|entry| {
                let said = voice.at(entry).is_some_and(|it| it.stamp.at <= since);
                said && names.stand_by_name(*person, entry)
            });
            let now = placed.word.current;
            let then = then.map(|word| (word.current, None));
            let then = then.or_else(|| {
                let first = by_name_since(outcome, *person, names, since).next()?;
                let day = first.stamp.at.day_in_utc();
                (first.stamp.sequence < now).then_some((first.stamp.sequence, Some(day)))
            });
            rows.extend(row(outcome, *person, party, (then, now), since, true));
        }
        let mut users = Vec::new();
        if let Some(steps) = outcome.counted.by_role.get(&party) {
            let day = since.day_in_utc();
            let first = steps.taken.front().map(|step| step.day);
            let first = first.filter(|first| *first > day);
            for (person, shown) in steps.shown() {
                let then = steps.seen_on(person, first.unwrap_or(day));
                let then = then.map(|word| (word.current, first));
                let now = shown.word.current;
                let mut seen = row(outcome, person, party, (then, now), since, false);
                if let (Some(row), Some(day)) = (&mut seen, steps.seen_since(person)) {
                    row.seen = day;
                }
                users.extend(seen);
            }
        }
        // What a step brings together, a comparison would take apart: into those who rated again, and those who
        // rated for the first time.
        let again = |row: &&Row| row.before.is_some() && matches!(row.after, Said::Rated(_));
        let first = |row: &&Row| row.before.is_none();
        let counts = [
            users.iter().filter(again).count(),
            users.iter().filter(first).count(),
        ];
        let enough = |count: usize| count == 0 || count >= PEOPLE_PER_STEP as usize;
        let users_apart = !counts.into_iter().all(enough);
        if !users_apart {
            rows.extend(users);
        }
        Self {
            outcome: outcome.id,
            party,
            rows,
            users_apart,
        }
    }

    fn comparison(&self) -> Comparison {
        let row = |row: &Row| {
            let before = row.before.map_or(Said::Nothing, Said::Rated);
            vec![before, row.after]
        };
        // The same for whoever looks: by what is compared, never by who asks or when.
        let seed = self
            .rows
            .iter()
            .fold(self.outcome.0.as_u64_pair().0, |seed, row| {
                let after = match row.after {
                    Said::Rated(rating) => rating.cast_unsigned().into(),
                    Said::StillSo => 98,
                    Said::Nothing => 99,
                };
                let before = row
                    .before
                    .map_or(97, |rating| rating.cast_unsigned().into());
                seed.wrapping_mul(1_000_003)
                    .wrapping_add(100 * before + after)
            });
        Comparison {
            voices: Voices::SamePeople(self.rows.iter().map(row).collect()),
            draws: Draws::from_seed(seed),
        }
    }
}

/// What somebody said by name after that moment, in order.
fn by_name_since<'a>(
    outcome: &'a Outcome,
    person: PersonId,
    names: &'a Names,
    since: Moment,
) -> impl Iterator<Item = &'a Assessment> {
    let said = outcome.voices.get(&person);
    let said = said.into_iter().flat_map(|voice| &voice.assessments);
    said.map(|it| &**it)
        .filter(move |it| it.stamp.at > since && names.stand_by_name(person, it.stamp.sequence))
}

/// What an outcome was worth to a party of which nobody had spoken by that moment, before the first of its people said
/// something else.
pub(super) fn first_worth<'a>(
    outcome: &'a Outcome,
    party: PartyId,
    names: &Names,
    since: Moment,
) -> Option<&'a Point> {
    let by_name = outcome.counted.by_name.iter();
    let named = by_name.filter(|(_, placed)| placed.party == party);
    let again = named.filter_map(|(person, _)| {
        let mut said = by_name_since(outcome, *person, names, since).skip(1);
        said.next().map(|it| it.stamp.at)
    });
    let steps = outcome.counted.by_role.get(&party);
    let first_step = steps.and_then(|steps| steps.taken.front());
    let after_step = first_step.map(|step| Moment(step.day.begins_in_utc().0 + Moment::DAY));
    let until = again.min().or(after_step)?;
    let points = outcome.series.get(&party)?.iter();
    points.take_while(|point| point.at < until).last()
}

fn row(
    outcome: &Outcome,
    person: PersonId,
    party: PartyId,
    (then, now): (Option<(u64, Option<Day>)>, u64),
    since: Moment,
    named: bool,
) -> Option<Row> {
    let now = outcome.assessment(person, now)?;
    let from = then.and_then(|(_, from)| from);
    let then = then.and_then(|(entry, _)| outcome.assessment(person, entry));
    let again = then.is_none_or(|then| then.stamp.sequence != now.stamp.sequence);
    let confirmed = || {
        let voice = outcome.voices.get(&person);
        let mut seen = outcome.confirmed.of(person, party).map(|it| it.word);
        let after = |entry: u64| {
            let mut all = voice.into_iter().flat_map(|it| it.confirmed.iter());
            all.any(|stamp| stamp.sequence == entry && stamp.at > since)
        };
        seen.any(after)
    };
    Some(Row {
        before: then.map(sum),
        after: match again {
            true => Said::Rated(sum(now)),
            false if confirmed() => Said::StillSo,
            false => Said::Nothing,
        },
        seen: now.stamp.at.day_in_utc(),
        named,
        from,
    })
}

/// What became of each, weighed together; and how many of them were tests.
pub(super) fn shifts(compared: &[Compared]) -> (Vec<ShiftView>, usize) {
    let comparisons: Vec<Comparison> = compared.iter().map(Compared::comparison).collect();
    // Two moments are never too many.
    let Ok(weighed) = weigh(&comparisons, POINT) else {
        return (Vec::new(), 0);
    };
    let Weighed { evidence, tested } = weighed;
    let views = compared.iter().zip(evidence).filter_map(|(of, evidence)| {
        let Counts::SamePeople {
            less, more, same, ..
        } = evidence.counts
        else {
            return None;
        };
        let people = |moved: Option<Moved>| moved.map_or(0, |moved| moved.people);
        let (down, up) = (people(less), people(more));
        let (chance, shift) = match evidence.finding {
            Finding::TooFew { .. } => (None, None),
            Finding::Tested {
                chance,
                holm,
                shift,
            } => {
                let once = ChanceView {
                    once_in: chance.once_in(),
                    once_in_all: holm.once_in(),
                    drawn: chance.is_drawn(),
                };
                (Some(once), shift)
            }
        };
        let shift = shift.map(|shift| match shift {
            Shift::Less => ShiftWay::Less,
            Shift::More => ShiftWay::More,
        });
        let way = if down >= up { -1 } else { 1 };
        let went = |row: &&Row| match (row.before, row.after) {
            (Some(before), Said::Rated(after)) => (after - before).signum() == way,
            _ => false,
        };
        let days = || of.rows.iter().filter(went).map(|row| row.seen);
        let again = |row: &&Row| row.before.is_some() && matches!(row.after, Said::Rated(_));
        let later = of.rows.iter().filter(again).filter_map(|row| row.from);
        Some(ShiftView {
            outcome: of.outcome,
            party: of.party,
            people: down + up + same,
            less: moved(&of.rows, less, -1),
            more: moved(&of.rows, more, 1),
            same,
            still_so: still_so(&of.rows),
            chance,
            shift,
            fell: shift == Some(ShiftWay::Less) || 2 * down > down + up + same,
            users_apart: of.users_apart,
            first: days().min(),
            last: days().max(),
            from: later.min(),
        })
    });
    (views.collect(), tested)
}

/// How many say that it still holds. Users are left out where, since they confirmed together, others of them rated again:
/// the few who remain would be told.
fn still_so(rows: &[Row]) -> usize {
    let still = rows.iter().filter(|row| row.after == Said::StillSo);
    let (named, users): (Vec<&Row>, Vec<&Row>) = still.partition(|row| row.named);
    let enough = users.len() >= PEOPLE_PER_STEP as usize;
    named.len() + if enough { users.len() } else { 0 }
}

fn moved(rows: &[Row], moved: Option<Moved>, way: i32) -> Option<MovedView> {
    let moved = moved?;
    let went = |row: &&Row| match (row.before, row.after) {
        (Some(before), Said::Rated(after)) => (after - before).signum() == way,
        _ => false,
    };
    let all_named = rows.iter().filter(went).all(|row| row.named);
    let points = |units: f64| (units / f64::from(POINT)).round() as u32;
    let tells = all_named || moved.people >= PEOPLE_PER_STEP as usize;
    Some(MovedView {
        people: moved.people,
        by: tells.then(|| [points(moved.least.units()), points(moved.most.units())]),
    })
}
