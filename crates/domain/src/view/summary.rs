//! A relationship in a list of many: as little of it as its line there and what needs the viewer say.

use std::ops::Range;

use super::{Frame, GuessView};
use crate::audience::Seen;
use crate::fact::Field;
use crate::mix::Borne;
use crate::needs::{GAP_WORTH_A_TALK, Need, REMIND_AFTER_DAYS, STALE_AFTER_DAYS};
use crate::stamp::Moment;
use crate::turns::told_until;
use crate::unheard::OwnWords;
use crate::value::Outcome;

/// A relationship as a list of many tells it to one viewer.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Name, purpose and parties, and the last entry that the viewer may see.
    pub frame: Frame,
    /// Outcomes that are not retired.
    pub outcomes: usize,
    /// Of these, how many have a value that the viewer may see.
    pub valued: usize,
    /// The widest gap between guess and value that is worth a talk.
    pub widest_gap: Option<Gap>,
    /// What became of what the viewer said.
    pub own_words: OwnWords,
    /// What the viewer's party pays of the mix recorded last that they may see, and when that was.
    pub pays: Option<(Moment, Borne)>,
    /// Since when something in the dialogue waits for the viewer: the longest wait.
    pub waits_since: Option<Moment>,
    /// What needs the viewer, most consequential first.
    pub matters: Vec<Matter>,
    /// Whether statements may wait for the viewer in a consultation's own record: of that this one tells nothing.
    pub looks_at_statements: bool,
    /// The moments at which all of this is so as long as nothing is recorded: what comes back by its
    /// date, and what grows old, ends it.
    pub holds: Range<Moment>,
}

/// How far guess and value of an outcome lie apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// What the outcome says; `None` once erased.
    pub statement: Option<String>,
    /// What the provider guessed.
    pub guessed: f64,
    /// Value minus guess.
    pub gap: f64,
}

/// Something that needs the viewer, as one line tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Matter {
    /// What; of several things it names the first.
    pub need: Need,
    /// How many things.
    pub count: usize,
    /// The words, statement or name of the first; `None` where it has none, and once erased.
    pub about: Option<String>,
}

impl Summary {
    /// About how many bytes it takes in memory.
    pub fn weight(&self) -> usize {
        let text = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        let purpose = self.frame.purpose.as_ref();
        let parties = self.frame.parties.iter().map(|party| {
            let terms = party.terms.as_ref();
            let said = party.better_off.as_ref();
            size_of_val(party)
                + party.unit.len()
                + terms.map_or(0, |it| it.brings.len() + it.expects.len() + it.cannot.len())
                + said.map_or(0, |said| text(&said.statement))
        });
        let matters = self.matters.iter();
        size_of::<Self>()
            + text(&self.frame.name)
            + purpose.map_or(0, |purpose| text(&purpose.words))
            + parties.sum::<usize>()
            + self
                .widest_gap
                .as_ref()
                .map_or(0, |gap| text(&gap.statement))
            + matters
                .map(|matter| size_of_val(matter) + text(&matter.about))
                .sum::<usize>()
    }
}

impl Seen<'_> {
    /// The relationship in a list of many, at `now`.
    pub fn summary(&self, now: Moment) -> Summary {
        let mut live: Vec<&Outcome> = self
            .then
            .value
            .outcomes
            .values()
            .map(|outcome| &**outcome)
            .filter(|outcome| outcome.retired.is_none())
            .collect();
        live.sort_by_key(|outcome| outcome.added.sequence);
        let consumer = self.then.table.consumer;
        let gaps = live.iter().filter_map(|outcome| match self.guess(outcome) {
            GuessView::Revealed {
                guessed,
                gap: Some(gap),
                other_words: false,
                ..
            } if outcome.other_words(consumer).people == 0 => Some((outcome, guessed, gap)),
            _ => None,
        });
        let widest = gaps.max_by(|a, b| a.2.abs().total_cmp(&b.2.abs()));
        let has_value = |outcome: &&&Outcome| {
            let mut parties = self.then.table.seated_parties();
            parties.any(|party| {
                self.may_see_worth(outcome.id, party.id) && outcome.worth_to(party.id).is_some()
            })
        };
        let turns = self.turns(now);
        Summary {
            frame: self.frame(),
            outcomes: live.len(),
            valued: live.iter().filter(has_value).count(),
            widest_gap: widest
                .filter(|(_, _, gap)| gap.abs() >= GAP_WORTH_A_TALK)
                .map(|(outcome, guessed, gap)| Gap {
                    statement: outcome.statement().cloned(),
                    guessed,
                    gap,
                }),
            own_words: self.own_words(),
            pays: self
                .last_mix()
                .map(|(at, result)| (at, self.borne_by_now(result).borne_by(self.seat.party))),
            waits_since: turns.since,
            matters: self.matters(self.needs_with(turns, now)),
            looks_at_statements: self.looks_at_statements(now),
            holds: now..self.holds_until(now),
        }
    }

    /// What is needed, as one line each tells it.
    pub fn matters(&self, needs: Vec<Need>) -> Vec<Matter> {
        let matter = |mut need: Need| {
            let count = 1 + need.shorten(1);
            let about = self.about(&need);
            Matter { need, count, about }
        };
        needs.into_iter().map(matter).collect()
    }

    fn about(&self, need: &Need) -> Option<String> {
        match need.about() {
            Field::Contribution(said) => self.words_of(said).map(str::to_owned),
            Field::Outcome(outcome) => {
                let outcome = self.then.value.outcomes.get(&outcome)?;
                outcome.statement().cloned()
            }
            Field::Proposal(proposal) => self.proposal_title(proposal)?,
            Field::Commitment(commitment) => self.commitment_words(commitment)?,
            Field::Meeting(meeting) => self.meeting_title(meeting)?,
            Field::Measure(measure) => self.measure_name(measure)?,
            Field::Factor(factor) => self.factor_words(factor)?,
            Field::Repair(repair) => self.repair_words(repair)?,
            Field::Consultation(consultation) => self.consultation_question(consultation)?,
            Field::Dependency(dependency) => {
                let named = self.then.table.dependencies.get(&dependency)?;
                named.name.clone()
            }
            _ => None,
        }
    }

    /// Up to when what needs the viewer at `now` is the same if nothing is recorded.
    fn holds_until(&self, now: Moment) -> Moment {
        let answered = self
            .contributions()
            .filter_map(|said| Some((said, said.answer()?)));
        let returns = answered.flat_map(|(said, answer)| {
            let own = said.author == self.seat.person;
            [answer.returns, own.then(|| told_until(answer.stamp.at))]
        });
        let returns = returns.flatten().filter(|day| *day > now);
        let outcomes = self.today.value.outcomes.values();
        let ages = outcomes.filter_map(|outcome| {
            let at = outcome.voices.get(&self.seat.person)?.held_at()?;
            // Once it is old, how old it is changes every day.
            let days = (now.days_since(at).saturating_add(1)).max(STALE_AFTER_DAYS);
            Some(Moment(
                at.0.saturating_add(days.saturating_mul(Moment::DAY)),
            ))
        });
        let parties = self.today.table.seated_parties();
        let asked = parties.filter_map(|party| self.asked_last(party.id));
        let reminders = asked
            .map(|at| Moment(at.0.saturating_add(REMIND_AFTER_DAYS * Moment::DAY)))
            .filter(|due| *due > now);
        let proposals = self.today.proposals.all.values();
        let days = proposals.flat_map(|proposal| {
            let review = proposal.version.review.map(|(_, begins)| begins);
            [Some(proposal.version.until.1), review]
        });
        let promised = self.commitment_days(now);
        let meetings = self.meeting_moments(now);
        let agreement = self.today.agreements.in_force();
        let looked_at = agreement.map(|agreement| agreement.terms.review.1);
        let factors = self.factor_days(now);
        let days = days.flatten().chain(promised).chain(meetings);
        let days = days.chain(looked_at).chain(factors);
        let days = days.chain(self.silence_days(now));
        let days = days.chain(self.judgement_days(now));
        let days = days.chain(self.consultation_days());
        let days = days.chain(self.trust_days(now));
        let days = days.chain(self.pack_days());
        let days = days.filter(|day| *day > now);
        let next = returns.chain(ages).chain(reminders).chain(days).min();
        next.unwrap_or(Moment(i64::MAX))
    }
}
