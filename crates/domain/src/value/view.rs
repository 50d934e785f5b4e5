//! What the service and each of its outcomes is worth, and to whom.

use std::sync::Arc;

use serde::Serialize;
use utoipa::ToSchema;

use crate::act::{DeclineWording, TakeWording, WithdrawEffect};
use crate::agreement::MeasureView;
use crate::audience::{Seen, Who};
use crate::day::Day;
use crate::dialogue::Contribution;
use crate::ids::*;
use crate::service::Judgement;
use crate::stamp::Moment;
use crate::value::{
    Effect, Guess, Marks, Outcome, OutcomeWords, PartyWorth, Point, Proposed, Tally, Voice, Worth,
};
use crate::view::ContributionView;
use crate::wording::Earlier;
use crate::words::*;

/// Contributions about an outcome that are shown with it; the dialogue has them all.
pub const WORDS_ABOUT: usize = 50;

/// What the service is worth, and to whom.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ValuePage {
    /// Every outcome that is not retired, oldest first.
    pub outcomes: Vec<OutcomeView>,
    /// Retired ones.
    pub retired: Vec<OutcomeView>,
    /// The running service's parts.
    pub parts: Vec<PartView>,
}

/// An outcome and its value to each party.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OutcomeView {
    /// The outcome.
    pub id: OutcomeId,
    /// The result; `None` once erased.
    pub statement: Option<String>,
    /// Its objective, in the words of the party it is for.
    pub objective: Option<String>,
    /// Whom it is for: that party's value is *the* value.
    pub for_party: PartyId,
    /// What it depends on mainly.
    pub depends_on: Quality,
    /// Whether the running service delivers it.
    pub delivered: bool,
    /// The entry with which its words of now came: what is said of them names it.
    pub wording: u64,
    /// When it was last put in other words, or became for somebody else.
    pub reworded: Option<Moment>,
    /// Other words that wait for the party it is for, the oldest first.
    pub proposed: Vec<ProposedView>,
    /// When it was retired.
    pub retired: Option<Moment>,
    /// Why.
    pub retired_why: Option<String>,
    /// Each seated party's value, in the frame's order.
    pub figures: Vec<PartyFigure>,
    /// The provider's guess.
    pub guess: GuessView,
    /// Costs and risks.
    pub effects: Vec<EffectView>,
    /// What the viewer said last.
    pub yours: Option<YourAssessment>,
    /// Whether the viewer said that it does not concern them.
    pub declined: bool,
    /// The words to which the viewer said either, where they are others than those of now and the viewer
    /// has not said that it still holds.
    pub your_words: Option<EarlierView>,
    /// When the viewer said that it still holds.
    pub your_confirmed: Option<Moment>,
    /// Whether the consumer has said what it is worth.
    pub consumer_spoke: bool,
    /// Parties with users who do not stand by name, and of whom fewer than five have rated: what they
    /// say does not count yet.
    pub users_wait: Vec<PartyId>,
}

/// Words of an outcome that stood before those of now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EarlierView {
    /// The entry with which they came.
    pub wording: u64,
    /// The result; `None` once erased.
    pub statement: Option<String>,
    /// Its objective; `None` once erased.
    pub objective: Option<String>,
    /// Whom it was for.
    pub for_party: PartyId,
    /// From when they stood.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
}

/// Other words for an outcome that somebody proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProposedView {
    /// The proposal.
    pub id: WordingId,
    /// Who proposed them.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// The result; `None` once erased.
    pub statement: Option<String>,
    /// Its objective; `None` once erased.
    pub objective: Option<String>,
    /// Whom it would be for.
    pub for_party: PartyId,
    /// Whether the viewer may take them.
    pub may_take: bool,
    /// Whether the viewer may leave or withdraw them.
    pub may_decline: bool,
}

/// A party and its figure.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PartyFigure {
    /// The party.
    pub party: PartyId,
    /// Its value.
    #[serde(flatten)]
    pub figure: Figure,
}

/// A party's value of an outcome, as the viewer may see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Figure {
    /// Nobody of the party has spoken.
    NotHeard,
    /// The party has spoken; the viewer guesses or skips first.
    GuessFirst,
    /// Everybody of the party who answered says that it does not concern them.
    NoConcern {
        /// Whether they said so of other words than those of now.
        other_words: bool,
    },
    /// What it is worth to the party.
    Said(Said),
}

/// What an outcome is worth to a party. Whole numbers below five raters.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Said {
    /// Median over the roles of the medians over people, 0 to 10.
    pub worth: f64,
    /// The same for benefit alone.
    pub benefit: f64,
    /// The same for usefulness alone.
    pub usefulness: f64,
    /// The same for importance alone.
    pub importance: f64,
    /// People counted.
    pub raters: u32,
    /// Of these, how many spoke after delivery.
    pub realised: u32,
    /// Of these, how many gave it to other words than those of now, and have not said that it still
    /// holds. What users say under their role counts here until all that came with it is of these words.
    pub other_words: u32,
    /// Each role's own figure.
    pub roles: Vec<RoleFigure>,
}

/// What an outcome is worth to a role of a party.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RoleFigure {
    /// The role.
    pub role: Role,
    /// Median over its people.
    pub worth: f64,
    /// People counted.
    pub raters: u32,
    /// Of these, how many gave it to other words than those of now.
    pub other_words: u32,
    /// Minimum, first quartile, median, third quartile, maximum; from five people up.
    pub spread: Option<[f64; 5]>,
    /// How many people at each whole value 0 to 10; from five people up.
    pub histogram: Option<[u32; 11]>,
}

/// The provider's guess beside what the consumer said.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum GuessView {
    /// Nobody has guessed.
    None,
    /// Guesses wait, sealed, for the consumer to speak.
    Sealed {
        /// How many of the provider's people have sealed one.
        people: usize,
        /// The viewer's own.
        yours: Option<f64>,
        /// Whether the viewer's own was made for other words than those of now.
        outdated: bool,
    },
    /// The consumer has spoken; the viewer guesses or skips first.
    YourTurn,
    /// Opened together.
    Revealed {
        /// Median of the provider's guesses.
        guessed: f64,
        /// Value minus guess, once there is a value.
        gap: Option<f64>,
        /// The viewer's own, if they guessed.
        yours: Option<f64>,
        /// Whether it was guessed for other words than those of now.
        other_words: bool,
        /// What both were when they were opened: a later rating changes the value, and not what was said
        /// then.
        opened: Option<OpenedView>,
    },
}

/// Guess and value as they were when the guesses were opened.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct OpenedView {
    /// Median of the provider's guesses.
    pub guessed: f64,
    /// What the consumer had said.
    pub said: f64,
    /// Since when the value is another one, where it is.
    pub moved: Option<MovedSinceView>,
}

/// Since when a value is what it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MovedSinceView {
    /// From when; where users brought it about who stand by role, the beginning of that day.
    pub at: Moment,
    /// That day (UTC), where nothing closer is told.
    pub day: Option<Day>,
}

/// A cost or risk removed or imposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EffectView {
    /// The effect.
    pub id: EffectId,
    /// On which party.
    pub party: PartyId,
    /// Removed or imposed.
    pub direction: Direction,
    /// Cost or risk.
    pub burden: Burden,
    /// What it is; `None` once erased.
    pub what: Option<String>,
    /// Whether it was stated of other words than those of now.
    pub other_words: bool,
    /// Whether the viewer may withdraw it.
    pub yours: bool,
}

/// What the viewer said last of an outcome.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct YourAssessment {
    /// Before or after delivery.
    pub stage: Stage,
    /// The figures.
    #[serde(flatten)]
    pub marks: Marks,
    /// Why; empty when not said or erased.
    pub why: String,
    /// When.
    pub at: Moment,
    /// The figures before these, if any: shown after the new ones, not before.
    pub before: Option<Marks>,
}

/// An outcome with everything the viewer may know of its worth.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OutcomePage {
    /// The outcome.
    #[serde(flatten)]
    pub outcome: OutcomeView,
    /// Each party's value over time.
    pub series: Vec<Series>,
    /// When what users say under their role came to count, or changed, five people or more at a time.
    pub steps: Vec<StepView>,
    /// Who said what, as far as the rule on names allows.
    pub voices: Vec<VoiceView>,
    /// Guesses that are open, by name.
    pub guesses: Vec<GuessSaid>,
    /// Its words before those of now, in order.
    pub earlier: Vec<EarlierView>,
    /// Contributions about it, newest first: the latest of them.
    pub words: Vec<ContributionView>,
    /// How many more there are.
    pub more_words: usize,
    /// The figures by which it is told to be met.
    pub measures: Vec<MeasureView>,
}

/// What users of a party said under their role came to count together, or changed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StepView {
    /// Of which outcome.
    pub outcome: OutcomeId,
    /// The party.
    pub party: PartyId,
    /// The day (UTC).
    pub day: Day,
    /// How many people said something new, or left.
    pub people: u32,
}

/// A party's value over time; each point holds until the next.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Series {
    /// The party.
    pub party: PartyId,
    /// Moments and values.
    pub points: Vec<SeriesPoint>,
}

/// A party's value from one moment on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct SeriesPoint {
    /// From when; where users brought it about who stand by role, the beginning of that day.
    pub at: Moment,
    /// That day (UTC), where nothing closer is told.
    pub day: Option<Day>,
    /// The value; `None` when no figure counts any more.
    pub worth: Option<f64>,
    /// People counted.
    pub raters: u32,
}

/// What one person said of an outcome's worth.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VoiceView {
    /// Who, as far as the rule on names allows.
    pub who: Who,
    /// Their party.
    pub party: PartyId,
    /// Their roles, when by name.
    pub roles: Vec<Role>,
    /// Before or after delivery.
    pub stage: Option<Stage>,
    /// The figures, when they stand by name.
    pub marks: Option<Marks>,
    /// Their mean, whole.
    pub worth: Option<f64>,
    /// Why, if said and within the viewer's reach.
    pub why: Option<String>,
    /// When, if by name.
    pub at: Option<Moment>,
    /// When they said that it still holds, if by name.
    pub confirmed: Option<Moment>,
    /// Whether it was given to other words than those of now; under a role: whether some of what came
    /// together with it was.
    pub other_words: bool,
    /// The entry of those other words, if by name.
    pub words: Option<u64>,
}

/// A guess by name.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GuessSaid {
    /// Who guessed.
    pub person: PersonId,
    /// The figures.
    #[serde(flatten)]
    pub marks: Marks,
    /// Their mean, whole.
    pub worth: f64,
    /// When it was sealed.
    pub at: Moment,
    /// Made after its author could see the value.
    pub late: bool,
    /// The entry of the words for which it was made, where they are others than those of now.
    pub words: Option<u64>,
}

/// A part of the running service and what people would do with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartView {
    /// The part.
    pub id: PartId,
    /// What it is; `None` once erased.
    pub name: Option<String>,
    /// By which party it is made.
    pub made_by: PartyId,
    /// Per party, how many say keep, change, stop.
    pub verdicts: Vec<PartyVerdicts>,
    /// The viewer's own verdict.
    pub yours: Option<Verdict>,
    /// Reasons, as far as the rule on names allows.
    pub reasons: Vec<PartReason>,
}

/// How many of a party's people say keep, change, stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartyVerdicts {
    /// The party.
    pub party: PartyId,
    /// Leave it as it is.
    pub keep: u32,
    /// It should be different.
    pub change: u32,
    /// Do without it.
    pub stop: u32,
}

/// Why somebody would keep, change or stop a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartReason {
    /// Who.
    pub who: Who,
    /// The verdict, when by name.
    pub verdict: Option<Verdict>,
    /// Why.
    pub why: String,
}

impl Seen<'_> {
    /// What the service is worth, and to whom.
    pub fn value(&self) -> ValuePage {
        let mut outcomes: Vec<&Outcome> = self.then.value.outcomes.values().map(|o| &**o).collect();
        outcomes.sort_by_key(|outcome| outcome.added.sequence);
        let (retired, outcomes) = outcomes
            .into_iter()
            .map(|outcome| self.outcome_view(outcome))
            .partition(|outcome| outcome.retired.is_some());
        ValuePage {
            outcomes,
            retired,
            parts: self.parts(),
        }
    }

    /// One outcome with everything the viewer may know of its worth.
    pub fn outcome(&self, id: OutcomeId) -> Option<OutcomePage> {
        let outcome = self.then.value.outcomes.get(&id)?;
        let consumer = self.then.table.consumer;
        let may_see = |party: &PartyId| self.may_see_worth(id, *party);
        let point = |point: &Point| SeriesPoint {
            at: point.at,
            day: point.day,
            worth: point.worth.map(|worth| worth.shown(point.raters as usize)),
            raters: point.raters,
        };
        let ordered = self.then.table.order.iter().filter(|party| may_see(party));
        let series = ordered
            .filter_map(|party| outcome.series.get(party).map(|points| (*party, points)))
            .map(|(party, points)| Series {
                party,
                points: points.iter().map(point).collect(),
            })
            .collect();
        let open = |guess: &&Arc<Guess>| guess.revealed.is_some();
        let guesses = if self.may_see_worth(id, consumer) {
            outcome.guesses.values().flatten().filter(open).collect()
        } else {
            Vec::new()
        };
        let other_at = |sequence| {
            let other = outcome.words.other_at(sequence);
            other.map(|other| other.since.sequence)
        };
        let about = |said: &&Contribution| !said.gone && said.outcomes.contains(&id);
        Some(OutcomePage {
            outcome: self.outcome_view(outcome),
            series,
            steps: self.steps_on(outcome).collect(),
            voices: self.voices_on(outcome),
            guesses: guesses
                .into_iter()
                .map(|guess| GuessSaid {
                    person: guess.stamp.actor,
                    marks: guess.marks,
                    worth: guess.marks.worth().shown(1),
                    at: guess.stamp.at,
                    late: guess.late,
                    words: other_at(guess.stamp.sequence),
                })
                .collect(),
            earlier: outcome
                .words
                .earlier
                .iter()
                .map(|it| earlier_view(it))
                .collect(),
            more_words: self
                .contributions()
                .filter(about)
                .count()
                .saturating_sub(WORDS_ABOUT),
            measures: self.measures(id),
            words: self
                .contributions()
                .rev()
                .filter(about)
                .take(WORDS_ABOUT)
                .map(|said| self.contribution_view(said))
                .collect(),
        })
    }

    /// Every step of users, the oldest outcome first; of one outcome in the order taken.
    pub fn steps(&self) -> Vec<StepView> {
        let outcomes = self.then.value.outcomes.values();
        let mut outcomes: Vec<&Outcome> = outcomes.map(|outcome| &**outcome).collect();
        outcomes.sort_by_key(|outcome| outcome.added.sequence);
        outcomes
            .into_iter()
            .flat_map(|outcome| self.steps_on(outcome))
            .collect()
    }

    fn steps_on<'a>(&'a self, outcome: &'a Outcome) -> impl Iterator<Item = StepView> + 'a {
        let parties = outcome.counted.by_role.iter();
        let seen = parties.filter(|(party, _)| self.may_see_worth(outcome.id, **party));
        seen.flat_map(|(party, steps)| {
            steps.taken.iter().map(|step| StepView {
                outcome: outcome.id,
                party: *party,
                day: step.day,
                people: step.people,
            })
        })
    }

    /// Whether the party has users at the table who do not stand by name, and nothing of what they say
    /// counts yet.
    fn users_wait(&self, outcome: &Outcome, party: PartyId) -> bool {
        // Where something counts nobody waits: that is asked first, as every seat is looked at for the rest.
        let counted = outcome.counted.by_role.get(&party);
        counted.is_none_or(|steps| steps.shown().next().is_none())
            && self.may_see_worth(outcome.id, party)
            && self
                .then
                .table
                .people_of(party)
                .any(|seat| seat.speaks() && !self.then.names.names(seat))
    }

    /// What the outcome said when that entry was made; `None` once erased.
    pub fn statement_at(&self, outcome: OutcomeId, sequence: u64) -> Option<String> {
        let outcome = self.then.value.outcomes.get(&outcome)?;
        outcome.words.at(sequence).statement.clone()
    }

    /// What an outcome says, retired or not; `None` once erased.
    pub fn outcome_statement(&self, outcome: OutcomeId) -> Option<String> {
        let outcome = self.then.value.outcomes.get(&outcome)?;
        outcome.statement().cloned()
    }

    /// What an outcome that there is says, retired or not; the inner one is `None` once erased.
    pub fn outcome_title(&self, outcome: OutcomeId) -> Option<Option<String>> {
        let outcome = self.then.value.outcomes.get(&outcome)?;
        Some(outcome.statement().cloned())
    }

    /// Who put an outcome's words of now; of words that were proposed and taken, who proposed them.
    pub fn worded_by(&self, outcome: OutcomeId) -> Option<PersonId> {
        let outcome = self.then.value.outcomes.get(&outcome)?;
        let since = outcome.words.since;
        let proposed = outcome.taken.get(&since.sequence);
        Some(proposed.unwrap_or(&since).actor)
    }

    /// Every outcome that is not retired, oldest first, by what it says; `None` once erased.
    pub fn outcome_statements(&self) -> Vec<(OutcomeId, Option<String>)> {
        let outcomes = self.then.value.outcomes.values();
        let mut live: Vec<_> = outcomes.filter(|o| o.retired.is_none()).collect();
        live.sort_by_key(|outcome| outcome.added.sequence);
        live.into_iter()
            .map(|outcome| (outcome.id, outcome.statement().cloned()))
            .collect()
    }

    fn outcome_view(&self, outcome: &Outcome) -> OutcomeView {
        let voice = outcome.voices.get(&self.seat.person);
        let figure = |party: PartyId| PartyFigure {
            party,
            figure: self.figure(outcome, party),
        };
        let effect = |(id, effect): (&EffectId, &Arc<Effect>)| EffectView {
            id: *id,
            party: effect.party,
            direction: effect.direction,
            burden: effect.burden,
            what: effect.what.clone(),
            other_words: outcome.words.other_at(effect.stamp.sequence).is_some(),
            yours: self.may::<WithdrawEffect>((outcome.id, *id)),
        };
        OutcomeView {
            id: outcome.id,
            statement: outcome.statement().cloned(),
            objective: outcome.objective().cloned(),
            for_party: outcome.for_party(),
            depends_on: outcome.depends_on,
            delivered: outcome.delivered,
            wording: outcome.words.since.sequence,
            reworded: (!outcome.words.earlier.is_empty()).then_some(outcome.words.since.at),
            proposed: self.proposed_words(outcome),
            retired: outcome.retired.map(|stamp| stamp.at),
            retired_why: outcome.retired_why.clone(),
            figures: self
                .then
                .table
                .seated_parties()
                .map(|party| figure(party.id))
                .collect(),
            guess: self.guess(outcome),
            effects: outcome.effects.iter().map(effect).collect(),
            yours: voice.and_then(|voice| {
                let current = voice.current()?;
                let sequence = current.stamp.sequence;
                let before = voice
                    .assessments
                    .iter()
                    .rev()
                    .find(|a| a.stamp.sequence < sequence);
                Some(YourAssessment {
                    stage: current.stage,
                    marks: current.marks,
                    why: current.why.clone().unwrap_or_default(),
                    at: current.stamp.at,
                    before: before.map(|assessment| assessment.marks),
                })
            }),
            declined: voice.is_some_and(|voice| voice.declined.is_some()),
            your_words: outcome.other_words_of(self.seat.person).map(earlier_view),
            your_confirmed: voice.and_then(Voice::confirmed_at).map(|stamp| stamp.at),
            consumer_spoke: outcome.heard_from.contains(&self.then.table.consumer),
            users_wait: {
                let parties = self.then.table.seated_parties().map(|party| party.id);
                parties
                    .filter(|party| self.users_wait(outcome, *party))
                    .collect()
            },
        }
    }

    pub(crate) fn figure(&self, outcome: &Outcome, party: PartyId) -> Figure {
        let declined = || {
            let people = outcome.voices.keys().copied();
            let own = move |person: &PersonId| {
                self.then.declined_by_name(outcome, *person) == Some(party)
            };
            people.filter(own)
        };
        if !self.may_see_worth(outcome.id, party) {
            return if outcome.heard_from.contains(&party) {
                Figure::GuessFirst
            } else {
                Figure::NotHeard
            };
        }
        match outcome.worth_to(party) {
            Some(worth) => Figure::Said(said(outcome, party, &worth)),
            None if declined().next().is_some() => Figure::NoConcern {
                other_words: declined().all(|person| outcome.other_words_of(person).is_some()),
            },
            None => Figure::NotHeard,
        }
    }

    fn proposed_words(&self, outcome: &Outcome) -> Vec<ProposedView> {
        let mut proposed: Vec<_> = outcome.proposed.iter().collect();
        proposed.sort_by_key(|(_, proposed)| proposed.stamp.sequence);
        let view = |(id, proposed): (&WordingId, &Arc<Proposed>)| ProposedView {
            id: *id,
            person: proposed.stamp.actor,
            at: proposed.stamp.at,
            statement: proposed.words.statement.clone(),
            objective: proposed.words.objective.clone(),
            for_party: proposed.words.for_party,
            may_take: self.may::<TakeWording>((outcome.id, *id)),
            may_decline: self.may::<DeclineWording>((outcome.id, *id)),
        };
        proposed.into_iter().map(view).collect()
    }

    pub(crate) fn guess(&self, outcome: &Outcome) -> GuessView {
        let consumer = self.then.table.consumer;
        let spoken = outcome.heard_from.contains(&consumer);
        let own = outcome
            .guesses
            .get(&self.seat.person)
            .and_then(|all| all.last());
        let yours = own.map(|guess| guess.marks.worth().shown(1));
        let outdated = outcome.has_outdated_guess(self.seat.person);
        let sealed = |people| GuessView::Sealed {
            people,
            yours,
            outdated,
        };
        if spoken && !self.may_see_worth(outcome.id, consumer) {
            // Nobody but the provider's people has a turn; the others wait for the consumer.
            return match (
                self.party() == self.then.table.provider,
                outcome.guesses.len(),
            ) {
                (true, _) => GuessView::YourTurn,
                (false, 0) => GuessView::None,
                (false, people) => sealed(people),
            };
        }
        match outcome.guessed() {
            Some(guessed) => {
                // As shown, so that the three numbers on the page add up.
                let guessed = guessed.shown(1);
                let said = outcome.worth_to(consumer);
                let said = said.map(|worth| worth.worth.shown(1));
                let gap = said.map(|said| said - guessed);
                let opened = outcome.opened.map(|opened| {
                    let then = opened.said.shown(1);
                    let series = outcome.series.get(&consumer);
                    let moved = series.and_then(|series| {
                        let other =
                            |point: &&Point| point.worth.map(|worth| worth.shown(1)) != said;
                        // The first point from which on the value is the one of now.
                        let before = series.iter().rev().position(|point| other(&point));
                        let first = before.map_or(0, |before| series.len() - before);
                        let point = series.get(first)?;
                        Some(MovedSinceView {
                            at: point.at,
                            day: point.day,
                        })
                    });
                    OpenedView {
                        guessed: opened.guessed.shown(1),
                        said: then,
                        moved: moved.filter(|_| said.is_some_and(|said| said != then)),
                    }
                });
                GuessView::Revealed {
                    guessed,
                    gap,
                    yours,
                    other_words: outcome.is_guessed_of_other_words(),
                    opened,
                }
            }
            None => match outcome.sealed_guesses() {
                0 => GuessView::None,
                people => sealed(people),
            },
        }
    }

    /// Outcomes whose guesses lie open to the viewer since they last looked, for the two sides that
    /// guess and are guessed; of these the latter looks once they have said something themselves.
    pub fn unseen_reveals(&self) -> Vec<OutcomeId> {
        let table = &self.today.table;
        if ![table.provider, table.consumer].contains(&self.seat.party) {
            return Vec::new();
        }
        let value = &self.today.value;
        let seen = value.reveals_seen.get(&self.seat.person).copied();
        let is_new = |guess: &Arc<Guess>| {
            guess
                .revealed
                .is_some_and(|at| at.sequence > seen.unwrap_or(0))
        };
        let guessed = self.seat.party == table.consumer;
        let outcomes = value.outcomes.values().filter(|outcome| {
            let voice = outcome.voices.get(&self.seat.person);
            if guessed && voice.is_none_or(|voice| voice.declined.is_some()) {
                return false;
            }
            let open = matches!(
                self.guess(outcome),
                GuessView::Revealed { gap: Some(_), .. }
            );
            outcome.retired.is_none() && open && outcome.guesses.values().flatten().any(is_new)
        });
        outcomes.map(|outcome| outcome.id).collect()
    }

    /// Whether somebody of the viewer's party spoke of the outcome, to the other side too, since its
    /// guesses lie open.
    pub(crate) fn spoke_of_reveal(&self, outcome: &Outcome) -> bool {
        let guesses = outcome.guesses.values().flatten();
        let Some(opened) = guesses
            .filter_map(|guess| guess.revealed)
            .map(|at| at.sequence)
            .min()
        else {
            return false;
        };
        self.contributions().any(|said| {
            let since = said.stamp.sequence > opened && said.outcomes.contains(&outcome.id);
            let aloud = said.audience != Audience::OwnParty && said.audience != Audience::OnlyMe;
            since && aloud && said.party == self.seat.party && said.counts()
        })
    }

    pub(crate) fn voices_on(&self, outcome: &Outcome) -> Vec<VoiceView> {
        let table = &self.then.table;
        let viewer = self.seat.person;
        let others = outcome.counted.all().filter_map(|(person, party, shown)| {
            let said = outcome.assessment(person, shown.word.current)?;
            let reaches = match shown.reach {
                Some(reach) => self.reaches_from(reach),
                None => self.reaches(said.stamp),
            };
            let other_words = outcome.is_of_other_words(person, party, shown);
            (person != viewer).then_some((said, party, reaches, other_words))
        });
        // Of their own word everybody sees the latest, whether it counts yet or not.
        let own = outcome.voices.get(&viewer).and_then(Voice::current);
        let own_words = outcome.other_words_of(viewer).is_some();
        let own = own.map(|said| (said, self.seat.party, true, own_words));
        let mut voices: Vec<VoiceView> = others
            .chain(own)
            .filter_map(|(said, party, reaches, other_words)| {
                if !self.may_see_worth(outcome.id, party) {
                    return None;
                }
                let who = self.who(said.stamp)?;
                let by_name = matches!(who, Who::Person(_));
                let why = said.why.clone().filter(|_| reaches);
                if !by_name && why.is_none() {
                    return None;
                }
                let roles = table.seat(said.stamp.actor).filter(|_| by_name);
                let confirmed = outcome
                    .confirmed_by(said, party, viewer)
                    .filter(|_| by_name);
                let words = outcome.words.other_at(said.stamp.sequence);
                let words = words.filter(|_| by_name && other_words);
                Some(VoiceView {
                    who,
                    party,
                    roles: roles.map_or_else(Vec::new, |seat| seat.roles.iter().copied().collect()),
                    stage: by_name.then_some(said.stage),
                    marks: by_name.then_some(said.marks),
                    worth: by_name.then(|| said.marks.worth().shown(1)),
                    why,
                    at: by_name.then_some(said.stamp.at),
                    confirmed: confirmed.map(|stamp| stamp.at),
                    other_words,
                    words: words.map(|words| words.since.sequence),
                })
            })
            .collect();
        // Voices under a role are in the order of their words: an order of ids or times would name.
        voices.sort_by(|a, b| {
            let place = |voice: &VoiceView| table.order.iter().position(|id| *id == voice.party);
            let key = |voice: &VoiceView| match voice.who {
                Who::Person(person) => (0, Some(person), None),
                Who::Role { .. } => (1, None, voice.why.clone()),
            };
            place(a).cmp(&place(b)).then_with(|| key(a).cmp(&key(b)))
        });
        voices
    }

    pub(crate) fn parts(&self) -> Vec<PartView> {
        let table = &self.then.table;
        let parts = self.then.service.parts.values();
        parts
            .map(|part| {
                let mut verdicts: Vec<PartyVerdicts> = table
                    .seated_parties()
                    .map(|party| PartyVerdicts {
                        party: party.id,
                        keep: 0,
                        change: 0,
                        stop: 0,
                    })
                    .collect();
                let viewer = self.seat.person;
                let own = part.judgements.get(&viewer).and_then(|said| said.last());
                let mut reasons = Vec::new();
                let mut reason = |said: &Judgement, reaches: bool| {
                    let why = said.why.clone().filter(|_| reaches);
                    if let (Some(who), Some(why)) = (self.who(said.stamp), why) {
                        let by_name = matches!(who, Who::Person(_));
                        let verdict = by_name.then_some(said.verdict);
                        reasons.push(PartReason { who, verdict, why });
                    }
                };
                for (person, party, shown) in part.counted.all() {
                    let Some(said) = part.judgement(person, shown.word) else {
                        continue;
                    };
                    if let Some(counts) = verdicts.iter_mut().find(|v| v.party == party) {
                        match said.verdict {
                            Verdict::Keep => counts.keep += 1,
                            Verdict::Change => counts.change += 1,
                            Verdict::Stop => counts.stop += 1,
                        }
                    }
                    let reaches = match shown.reach {
                        Some(reach) => self.reaches_from(reach),
                        None => self.reaches(said.stamp),
                    };
                    if person != viewer {
                        reason(said, reaches);
                    }
                }
                if let Some(own) = own {
                    reason(own, true);
                }
                reasons.sort_by(|a, b| a.why.cmp(&b.why));
                verdicts.retain(|counts| counts.keep + counts.change + counts.stop > 0);
                PartView {
                    id: part.id,
                    name: part.name.clone(),
                    made_by: part.made_by,
                    verdicts,
                    yours: own.map(|own| own.verdict),
                    reasons,
                }
            })
            .collect()
    }
}

fn earlier_view(earlier: &Earlier<OutcomeWords>) -> EarlierView {
    let words = &earlier.words;
    EarlierView {
        wording: earlier.since.sequence,
        statement: words.statement.clone(),
        objective: words.objective.clone(),
        for_party: words.for_party,
        from: earlier.since.at,
        until: earlier.until.at,
    }
}

fn said(outcome: &Outcome, party: PartyId, worth: &PartyWorth) -> Said {
    let other = outcome.other_words(party);
    let raters = worth.raters as usize;
    let [benefit, usefulness, importance] = worth.marks.map(|mark| mark.shown(raters));
    let role_figure = |(role, tally): (Role, &Tally)| {
        let raters = tally.raters as usize;
        let spread = tally.spread();
        Some(RoleFigure {
            role,
            worth: tally.worth()?.shown(raters),
            raters: tally.raters,
            other_words: other.roles.get(&role).copied().unwrap_or(0),
            spread: spread.map(|spread| spread.map(|worth: Worth| worth.shown(raters))),
            histogram: spread.map(|_| tally.histogram()),
        })
    };
    Said {
        worth: worth.worth.shown(raters),
        benefit,
        usefulness,
        importance,
        raters: worth.raters,
        realised: worth.realised,
        other_words: other.people,
        roles: outcome.roles_of(party).filter_map(role_figure).collect(),
    }
}
