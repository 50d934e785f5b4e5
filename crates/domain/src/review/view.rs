//! What a viewer sees when they look back: what was promised, measured and perceived.

use std::sync::Arc;

use serde::Serialize;
use utoipa::ToSchema;

use super::over_time::{self, OverTime};
use super::shift::{Compared, first_worth, shifts};
use super::state::Judged;
use super::{JUDGED_AFTER_DAYS, JUDGED_AGAIN_DAYS};
use crate::act;
use crate::agreement::{MeasureView, Version};
use crate::audience::Seen;
use crate::commitment::Ended as CommitmentEnded;
use crate::commitment::view::CommitmentState;
use crate::day::Day;
use crate::fact::ClauseFixed;
use crate::ids::*;
use crate::measure::Measured;
use crate::measure::view::measured;
use crate::needs::Need;
use crate::proposal::Ended;
use crate::stamp::Moment;
use crate::table::Table;
use crate::value::Outcome;
use crate::value::view::Figure;
use crate::words::*;

pub use super::over_time::OverTimeView;
pub use super::shift::{ChanceView, MovedView, ShiftView, ShiftWay};
pub use super::ways::*;

/// So far one looks back where no agreement is in force: days.
const LOOKS_BACK_DAYS: i64 = 182;

/// What was promised, measured and perceived since a moment.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReviewPage {
    /// Since when.
    pub since: Moment,
    /// The version of the agreement that came into force then.
    pub since_version: Option<u64>,
    /// The version in force.
    pub in_force: Option<u64>,
    /// Every outcome that is not retired: those that the agreement in force is about first.
    pub outcomes: Vec<ReviewedOutcome>,
    /// How many comparisons of ratings were tests; of as many, one in twenty passes for a shift by chance.
    pub tested: usize,
    /// What its own party says of each outcome over several months, where people enough changed their rating.
    pub over_time: Vec<OverTimeView>,
    /// Outcomes of which the viewer guesses first what the consumer says.
    pub closed: usize,
    /// Words' ways: late ones first, then the latest.
    pub ways: Vec<WayView>,
    /// How many there are, with those that are not told here.
    pub ways_in_all: usize,
    /// What became of what was promised.
    pub promises: Promises,
    /// What happened since, the latest first.
    pub happened: Vec<Happening>,
    /// Features that serve no outcome.
    pub serve_nothing: Vec<FeatureId>,
    /// Commitments still to be kept that serve no outcome.
    pub promised_for_nothing: Vec<CommitmentId>,
    /// Outcomes of which no measure tells, or whose measures nobody reads.
    pub unmeasured: Vec<OutcomeId>,
}

impl ReviewPage {
    /// Where its own party says less of an outcome than before: the strongest evidence first, then what most people say,
    /// then what fell furthest. A few who say less are not their party: where the outcome is worth as much as before, or
    /// more say more over several months, only what is more than noise is a fall of the whole.
    pub fn falls(&self) -> Vec<(&ReviewedOutcome, &ShiftView)> {
        let of_party = self.outcomes.iter().filter_map(|outcome| {
            let mut own = outcome.shifts.iter();
            Some((outcome, own.find(|it| it.party == outcome.for_party)?))
        });
        let mut fell: Vec<_> = of_party
            .filter(|(outcome, shift)| {
                shift.shift == Some(ShiftWay::Less) || shift.fell && !self.holds(outcome)
            })
            .collect();
        fell.sort_by_key(|(_, shift)| {
            let once_in = shift.chance.map_or(0, |chance| chance.once_in);
            let by = shift.less.and_then(|less| less.by);
            let people = shift.less.map_or(0, |less| less.people);
            std::cmp::Reverse((once_in, people, by.map(|[least, most]| (most, least))))
        });
        fell
    }

    /// Whether an outcome is worth as much to its party as before, or more over several months.
    fn holds(&self, outcome: &ReviewedOutcome) -> bool {
        let mut over_time = self.over_time.iter();
        let rose = over_time.any(|it| it.outcome == outcome.id && it.shift == Some(ShiftWay::More));
        let now = match &outcome.figure {
            Figure::Said(said) => Some(said.worth),
            _ => None,
        };
        rose || outcome
            .before
            .zip(now)
            .is_some_and(|(before, now)| now >= before)
    }
}

/// An outcome, looked back at.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReviewedOutcome {
    /// The outcome.
    pub id: OutcomeId,
    /// The result; `None` once erased.
    pub statement: Option<String>,
    /// Its objective; `None` once erased.
    pub objective: Option<String>,
    /// Whom it is for.
    pub for_party: PartyId,
    /// What it depends on mainly.
    pub depends_on: Quality,
    /// The entry with which its words of now came: who judges it names it.
    pub wording: u64,
    /// Whether the agreement in force is about it.
    pub agreed: bool,
    /// What the agreement in force promises of it.
    pub promised: Option<PromisedView>,
    /// What is measured of it; a measure that several parties read stands here once for each.
    pub measures: Vec<MeasuredView>,
    /// Its value to the party that it is for.
    pub figure: Figure,
    /// The same at the beginning; where nobody of the party had spoken by then, before the first of them said something
    /// else.
    pub before: Option<f64>,
    /// Since which day (UTC) it was that, where nobody had spoken at the beginning.
    pub before_since: Option<Day>,
    /// What became of what each party says it is worth, as far as the viewer may see that and anybody rated before
    /// and after.
    pub shifts: Vec<ShiftView>,
    /// What its own party said last of whether it came true.
    pub judged: Option<JudgedView>,
    /// Whether the viewer may say whether it came true.
    pub may_judge: bool,
}

/// What a text in force promises of an outcome, as it was fixed: what was named or changed since is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PromisedView {
    /// The version.
    pub version: u64,
    /// The objective, where one was said; `None` once erased.
    pub objective: Option<String>,
    /// The measures, with their targets.
    pub measures: Vec<MeasureView>,
}

/// A measure, and what was read of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MeasuredView {
    /// The measure.
    #[serde(flatten)]
    pub measure: MeasureView,
    /// The party whose readings are told; `None` where nobody read it.
    pub read_by: Option<PartyId>,
    /// What was read of it.
    pub measured: Measured,
    /// That it was dropped, where the agreement in force has it all the same.
    pub dropped: Option<DroppedView>,
}

/// That a measure was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DroppedView {
    /// By whose person.
    pub party: PartyId,
    /// When.
    pub at: Moment,
}

/// A party's own word on whether an outcome came true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct JudgedView {
    /// Who said so.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// The entry of the record.
    pub sequence: u64,
    /// Whether it did.
    pub came_true: CameTrue,
    /// What is missing; `None` once erased.
    pub words: Option<String>,
    /// Whether it was said of other words than those of now.
    pub other_words: bool,
    /// Where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
}

/// What comparisons came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weighed {
    shifts: Vec<ShiftView>,
    tested: usize,
    over_time: Vec<OverTimeView>,
}

/// What became of what was promised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Promises {
    /// Kept since, as both sides say.
    pub kept: usize,
    /// Changed since, with the other side's consent.
    pub changed: usize,
    /// Not kept, and their day is over; the longest ago first.
    pub late: Vec<CommitmentId>,
    /// Still to be kept.
    pub open: usize,
}

/// Something that happened since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Happening {
    /// When; of what happens outside, when its day began.
    pub at: Moment,
    /// What.
    #[serde(flatten)]
    pub what: Happened,
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "happened", rename_all = "snake_case")]
pub enum Happened {
    /// Something outside.
    Factor {
        /// Which.
        factor: FactorId,
    },
    /// The table decided.
    Decided {
        /// What.
        proposal: ProposalId,
    },
    /// A commitment was kept.
    Kept {
        /// Which.
        commitment: CommitmentId,
    },
    /// A version of the agreement came into force.
    Agreed {
        /// Which.
        version: u64,
    },
}

fn promised(table: &Table, version: &Version, outcome: OutcomeId) -> Option<PromisedView> {
    let of = version.clauses.iter().map(|(_, clause)| &**clause);
    let of = of.filter(|clause| clause.outcome == Some(outcome));
    let said = of.clone().find(|it| it.clause == Clause::Outcome)?;
    let measures = of.filter(|it| it.clause == Clause::Measure);
    let measure = |clause: &ClauseFixed| {
        Some(MeasureView {
            id: clause.measure?,
            quality: clause.quality?,
            name: clause.text.as_ref().map(|text| text.words.clone()),
            unit: clause.text.as_ref().map(|text| text.more.clone()),
            // What is signed is what is promised; how it is read is told of the measure.
            how: None,
            aim: clause.aim?,
            target: clause.target?,
            named_by: table.side_of(clause.words_of?)?,
            asked: None,
            may_drop: false,
        })
    };
    let objective = said.text.as_ref().map(|text| text.more.clone());
    Some(PromisedView {
        version: version.number,
        objective: objective.filter(|objective| !objective.is_empty()),
        measures: measures.filter_map(measure).collect(),
    })
}

impl Seen<'_> {
    /// Whether there is something to look back at: an outcome that somebody rated, or something outside.
    pub fn has_review(&self) -> bool {
        let mut outcomes = self.then.value.outcomes.values();
        self.has_factors() || outcomes.any(|outcome| !outcome.heard_from.is_empty())
    }

    /// Since when one looks back unless one says: since the agreement in force came into force, at least a month
    /// ago; else since half a year ago. And which version that was.
    pub fn looks_back_to(&self, now: Moment) -> (Moment, Option<u64>) {
        let month_ago = Moment(now.0.saturating_sub(JUDGED_AFTER_DAYS * Moment::DAY));
        let in_force = self.then.agreements.in_force();
        let since = in_force.and_then(|version| Some((version.in_force?.at, version.number)));
        match since.filter(|(at, _)| *at <= month_ago) {
            Some((at, version)) => (at, Some(version)),
            None => {
                let back = Moment(now.0.saturating_sub(LOOKS_BACK_DAYS * Moment::DAY));
                // With a day, so that whoever asks again is told the same.
                (back.day_in_utc().begins_in_utc(), None)
            }
        }
    }

    /// Of which outcomes the viewer may see what which party says, in the order in which they are compared: two viewers of
    /// whom this is the same are told the same of shifts.
    pub fn compares(&self) -> Vec<(OutcomeId, PartyId)> {
        let outcomes = self.then.value.outcomes.values();
        let mut live: Vec<&Outcome> = outcomes
            .map(|outcome| &**outcome)
            .filter(|outcome| outcome.retired.is_none())
            .collect();
        live.sort_by_key(|outcome| outcome.added.sequence);
        let parties: Vec<PartyId> = self.then.table.seated_parties().map(|it| it.id).collect();
        let both = live
            .iter()
            .flat_map(|outcome| parties.iter().map(|party| (outcome.id, *party)));
        both.filter(|(outcome, party)| self.may_see_worth(*outcome, *party))
            .collect()
    }

    /// Weighs what was said before a moment and since, and what was said over several months of the table's calendar,
    /// which the shell knows: the same for as long as nothing is recorded, so that whoever shows it often keeps it.
    pub fn weighed(&self, since: Moment, day_of: &dyn Fn(Moment) -> Day) -> Weighed {
        let (mut compared, mut over_time) = (Vec::new(), Vec::new());
        for (outcome, party) in self.compares() {
            let Some(outcome) = self.then.value.outcomes.get(&outcome) else {
                continue;
            };
            compared.push(Compared::of(outcome, party, &self.then.names, since));
            if outcome.for_party() == party {
                over_time.push(OverTime::of(outcome, party, &self.then.names, day_of));
            }
        }
        let (shifts, tested) = shifts(&compared);
        Weighed {
            shifts,
            tested,
            over_time: over_time::weighed(&over_time),
        }
    }

    /// The end of the record as it is shown: what is kept of it is kept with this.
    pub fn end(&self) -> (u64, Moment) {
        (self.then.sequence(), self.then.last_at())
    }

    /// What was promised, measured and perceived since a moment, by default [one](Self::looks_back_to). Its months are
    /// those of UTC.
    pub fn review(&self, since: Option<Moment>, now: Moment) -> ReviewPage {
        self.review_with(since, now, |since| {
            Arc::new(self.weighed(since, &Moment::day_in_utc))
        })
    }

    /// The same, where somebody keeps what was [weighed](Self::weighed).
    pub fn review_with(
        &self,
        since: Option<Moment>,
        now: Moment,
        weighed: impl FnOnce(Moment) -> Arc<Weighed>,
    ) -> ReviewPage {
        let (usual, version) = self.looks_back_to(now);
        let since = since.filter(|since| *since < now);
        let since_version = version.filter(|_| since.is_none_or(|since| since == usual));
        let since = since.unwrap_or(usual);
        let in_force = self.then.agreements.in_force();
        let outcomes = self.then.value.outcomes.values();
        let mut live: Vec<&Outcome> = outcomes
            .map(|outcome| &**outcome)
            .filter(|outcome| outcome.retired.is_none())
            .collect();
        let place = |outcome: &&Outcome| {
            let agreed = in_force.and_then(|version| {
                let mut all = version.terms.outcomes.iter();
                all.position(|id| *id == outcome.id)
            });
            (agreed.unwrap_or(usize::MAX), outcome.added.sequence)
        };
        live.sort_by_key(place);
        let weighed = weighed(since);
        let Weighed {
            shifts,
            tested,
            over_time,
        } = &*weighed;
        let consumer = self.then.table.consumer;
        let closed = live.iter().filter(|outcome| {
            outcome.heard_from.contains(&consumer) && !self.may_see_worth(outcome.id, consumer)
        });
        let reviewed: Vec<ReviewedOutcome> = live
            .iter()
            .map(|outcome| {
                let (before, before_since) = self.worth_then(outcome, since, shifts);
                ReviewedOutcome {
                    id: outcome.id,
                    statement: outcome.statement().cloned(),
                    objective: outcome.objective().cloned(),
                    for_party: outcome.for_party(),
                    depends_on: outcome.depends_on,
                    wording: outcome.words.since.sequence,
                    agreed: in_force.is_some_and(|it| it.terms.outcomes.contains(&outcome.id)),
                    promised: in_force
                        .and_then(|version| promised(&self.then.table, version, outcome.id)),
                    measures: self.measured_of(outcome.id, since, now),
                    figure: self.figure(outcome, outcome.for_party()),
                    before,
                    before_since,
                    shifts: shifts
                        .iter()
                        .filter(|shift| shift.outcome == outcome.id)
                        .filter(|it| it.people > 0 || it.still_so > 0 || it.users_apart)
                        .copied()
                        .collect(),
                    judged: self.judged_view(outcome),
                    may_judge: self.may::<act::JudgeOutcome>(outcome.id),
                }
            })
            .collect();
        let read = |it: &ReviewedOutcome| {
            let mut measures = it.measures.iter();
            measures.any(|it| !matches!(it.measured, Measured::NotMeasured { .. }))
        };
        let unmeasured = reviewed.iter().filter(|it| !read(it)).map(|it| it.id);
        let features = self.then.features.live();
        let serves = |outcome: &OutcomeId| live.iter().any(|it| it.id == *outcome);
        let idle = features.filter(|it| !it.serves.keys().any(serves));
        let promised = self.then.commitments.all.values();
        let promised = promised.filter(|it| it.is_open() && !it.outcomes.iter().any(serves));
        let (ways, ways_in_all) = self.ways(now);
        ReviewPage {
            since,
            since_version,
            in_force: in_force.map(|version| version.number),
            tested: *tested,
            over_time: over_time.clone(),
            closed: closed.count(),
            ways,
            ways_in_all,
            promises: self.promises(since, now),
            happened: self.happenings(since, now),
            serve_nothing: idle.map(|feature| feature.id).collect(),
            promised_for_nothing: promised.map(|it| it.id).collect(),
            unmeasured: unmeasured.collect(),
            outcomes: reviewed,
        }
    }

    fn measured_of(&self, outcome: OutcomeId, since: Moment, now: Moment) -> Vec<MeasuredView> {
        let in_force = self.then.agreements.in_force();
        let all = self.then.measures.looked_at(outcome, in_force);
        all.into_iter()
            .flat_map(|measure| {
                let each = self
                    .then
                    .measures
                    .readings
                    .of(measure.id)
                    .each(measure.party);
                let mut each: Vec<_> = each.map(|(by, read)| (Some(by), Some(read))).collect();
                if each.is_empty() {
                    each.push((None, None));
                }
                each.into_iter()
                    .map(move |(read_by, readings)| MeasuredView {
                        measure: self.measure_view(measure),
                        read_by,
                        measured: measured(measure, readings, since, now),
                        dropped: self.dropped(measure),
                    })
            })
            .collect()
    }

    /// What the outcome was worth to the party that it is for, at that moment.
    pub(crate) fn worth_before(&self, outcome: &Outcome, since: Moment) -> Option<f64> {
        let party = outcome.for_party();
        if !self.may_see_worth(outcome.id, party) {
            return None;
        }
        let points = outcome.series.get(&party)?.iter();
        let then = points.take_while(|point| point.at <= since).last()?;
        then.worth.map(|worth| worth.shown(then.raters as usize))
    }

    /// The same; where nobody had said anything by then and somebody is compared all the same, what it was worth first,
    /// and since when.
    fn worth_then(
        &self,
        outcome: &Outcome,
        since: Moment,
        shifts: &[ShiftView],
    ) -> (Option<f64>, Option<Day>) {
        let party = outcome.for_party();
        let before = self.worth_before(outcome, since);
        let own = |it: &ShiftView| it.outcome == outcome.id && it.party == party && it.people > 0;
        if before.is_some() || !shifts.iter().any(own) {
            return (before, None);
        }
        let first = first_worth(outcome, party, &self.then.names, since);
        let first = first.and_then(|point| {
            let day = point.day.unwrap_or_else(|| point.at.day_in_utc());
            let worth = point.worth?;
            Some((worth.shown(point.raters as usize), day))
        });
        (first.map(|(worth, _)| worth), first.map(|(_, day)| day))
    }

    fn judged_view(&self, outcome: &Outcome) -> Option<JudgedView> {
        let judged = self.then.judged.last_of(outcome.id, outcome.for_party())?;
        Some(JudgedView {
            person: judged.stamp.actor,
            at: judged.stamp.at,
            sequence: judged.stamp.sequence,
            came_true: judged.came_true,
            words: judged.words.clone(),
            other_words: outcome.words.other_at(judged.stamp.sequence).is_some(),
            by_link_of: judged.by_link_of,
        })
    }

    fn promises(&self, since: Moment, now: Moment) -> Promises {
        let mut promises = Promises::default();
        let mut late = Vec::new();
        for it in self.then.commitments.all.values() {
            let changed = it.earlier.iter();
            let changed = changed.filter(|earlier| earlier.until.at > since);
            promises.changed += usize::from(changed.count() > 0);
            match (&it.ended, it.state(now)) {
                (Some(CommitmentEnded::Kept(stamp)), _) => {
                    promises.kept += usize::from(stamp.at > since);
                }
                (Some(_), _) => {}
                (None, CommitmentState::Late) => late.push((it.due.1, it.id)),
                (None, _) => promises.open += 1,
            }
        }
        late.sort_unstable();
        promises.late = late.into_iter().map(|(_, id)| id).collect();
        promises
    }

    /// What happened since, the latest first.
    pub fn happenings(&self, since: Moment, now: Moment) -> Vec<Happening> {
        let mut happened = Vec::new();
        let mut add = |at: Moment, what: Happened| {
            if at > since && at <= now {
                happened.push(Happening { at, what });
            }
        };
        for factor in self.then.factors.all.values() {
            if factor.withdrawn.is_none() {
                let factor_id = factor.id;
                add(factor.day.1, Happened::Factor { factor: factor_id });
            }
        }
        for proposal in self.then.proposals.all.values() {
            if let Some(Ended::Adopted(stamp, _)) = &proposal.ended {
                let proposal = proposal.id;
                add(stamp.at, Happened::Decided { proposal });
            }
        }
        for it in self.then.commitments.all.values() {
            if let Some(CommitmentEnded::Kept(stamp)) = &it.ended {
                add(stamp.at, Happened::Kept { commitment: it.id });
            }
        }
        for version in &self.then.agreements.versions {
            if let Some(stamp) = version.in_force {
                let version = version.number;
                add(stamp.at, Happened::Agreed { version });
            }
        }
        happened.sort_by_key(|it| std::cmp::Reverse(it.at));
        happened
    }

    /// Whether something that happened is about an outcome: touches it, serves it, or is an agreement on it.
    pub fn is_about(&self, happened: Happened, outcome: OutcomeId) -> bool {
        let then = self.then;
        let found = match happened {
            Happened::Factor { factor } => {
                let factor = then.factors.all.get(&factor);
                factor.map(|it| it.outcomes.contains_key(&outcome))
            }
            Happened::Decided { proposal } => {
                let proposal = then.proposals.all.get(&proposal);
                proposal.map(|it| it.version.outcomes.contains(&outcome))
            }
            Happened::Kept { commitment } => {
                let commitment = then.commitments.all.get(&commitment);
                commitment.map(|it| it.outcomes.contains(&outcome))
            }
            Happened::Agreed { version } => {
                let mut versions = then.agreements.versions.iter();
                let version = versions.find(|it| it.number == version);
                version.map(|it| it.terms.outcomes.contains(&outcome))
            }
        };
        found.unwrap_or(false)
    }

    /// Every text on whether an outcome came true, and when it was said.
    pub(crate) fn judged_texts(&self) -> Vec<(OutcomeId, Moment, String)> {
        let all = self.then.judged.all.iter();
        all.flat_map(|(outcome, said)| {
            let words = said.iter().filter_map(|judged: &Arc<Judged>| {
                let words = judged.words.clone().filter(|words| !words.is_empty());
                Some((*outcome, judged.stamp.at, words?))
            });
            words.collect::<Vec<_>>()
        })
        .collect()
    }

    /// Outcomes of which the viewer's party is asked whether they came true: of the agreement in force, once it has
    /// been for a month, and again every quarter.
    pub(crate) fn outcomes_to_judge(&self, now: Moment) -> Option<Need> {
        let outcomes: Vec<OutcomeId> = self
            .judged_again()
            .into_iter()
            .filter(|(id, from)| now >= *from && self.may::<act::JudgeOutcome>(*id))
            .map(|(id, _)| id)
            .collect();
        (!outcomes.is_empty()).then_some(Need::JudgeOutcomes { outcomes })
    }

    /// Outcomes of the agreement in force that are for the viewer's party, and from when it is asked about them.
    fn judged_again(&self) -> Vec<(OutcomeId, Moment)> {
        let Some(version) = self.today.agreements.in_force() else {
            return Vec::new();
        };
        let later = |at: Moment, days: i64| Moment(at.0.saturating_add(days * Moment::DAY));
        let Some(stamp) = version.in_force else {
            return Vec::new();
        };
        let outcomes = version.terms.outcomes.iter();
        let own = outcomes.filter_map(|id| {
            let outcome = self.today.value.outcomes.get(id)?;
            let party = outcome.for_party();
            if party != self.seat.party || outcome.retired.is_some() {
                return None;
            }
            let judged = self.today.judged.last_of(*id, party);
            let again = judged.map(|it| later(it.stamp.at, JUDGED_AGAIN_DAYS));
            Some((
                *id,
                again.unwrap_or_else(|| later(stamp.at, JUDGED_AFTER_DAYS)),
            ))
        });
        own.collect()
    }

    /// The moments at which it is asked whether outcomes came true.
    pub(crate) fn judgement_days(&self, now: Moment) -> impl Iterator<Item = Moment> {
        let days = self.judged_again().into_iter().map(|(_, from)| from);
        days.filter(move |day| *day > now)
    }
}
