//! Naming a measure, taking over its readings, and dropping it.

use std::collections::{BTreeMap, BTreeSet};

use crate::act::{Act, Asks, At, Decided, acts, one};
use crate::day::Day;
use crate::fact::*;
use crate::ids::*;
use crate::measure::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Moment;
use crate::table::Seat;
use crate::text;
use crate::words::*;

acts! {
    /// Name a figure by which an outcome is told to be met.
    NameMeasure about outcome: OutcomeId {
        /// Of which outcome.
        outcome: OutcomeId,
        /// Which of the four qualities it tells of.
        quality: Quality,
        /// What is measured, from where and how often.
        name: String,
        /// In what, such as % or minutes.
        unit: String,
        /// How it is read: over which period and hours, in which zone, what counts while something is pending, and from
        /// where the figures come. It may be left out.
        #[serde(default)]
        how: String,
        /// On which side of the target it is good.
        aim: Aim,
        /// The target, in thousandths of a unit: 99.5 is 99500.
        target: i64,
    }

    /// Take over readings of a measure: one that somebody read, or a file of them. They stand for the actor's own
    /// party, beside those of any other.
    TakeReadings about measure: MeasureId {
        /// Of which measure.
        measure: MeasureId,
        /// From what they come.
        source: ReadingSource,
        /// The readings; what the own party said already adds nothing, and another value takes the place of its own.
        readings: Vec<Reading>,
        /// When somebody looked and there was nothing to read: that is missing, and neither nothing nor the target.
        #[serde(default)]
        unread: Vec<Moment>,
    }

    /// Ask a party's people by link and without an account: how content they are, or how much time they lost. What they
    /// answer is a measure of the outcome, counted from five people on.
    AskPeople about outcome: OutcomeId {
        /// Of which outcome it is a measure.
        outcome: OutcomeId,
        /// The party whose people are asked: its own hand on the link.
        party: PartyId,
        /// What they are asked about.
        about: Experience,
        /// The question, and the name of the measure.
        question: String,
        /// The target, in thousandths: 7 of 10 is 7000, a quarter of an hour 15000.
        target: i64,
        /// How often they are asked.
        rhythm: Rhythm,
        /// The first day of the month or quarter that runs, in the table's zone.
        period: Day,
    }

    /// Count what people answered, of each month or quarter that is over. It becomes the measure's readings, from five
    /// people on.
    CountAnswers about measure: MeasureId {
        /// Of which measure.
        measure: MeasureId,
    }

    /// Look at a measure no more, which one's own party named. What was agreed by it keeps it: while the agreement in force
    /// has it, it is read and counted as before.
    DropMeasure about measure: MeasureId {
        /// Which.
        measure: MeasureId,
    }
}

impl Act for NameMeasure {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        outcome: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let of = relationship.value.outcomes.get(&outcome);
        let of = of.ok_or(Refusal::Unknown { what: "outcome" })?;
        if of.retired.is_some() {
            return Err(Refusal::Retired);
        }
        let measures = &relationship.measures;
        let there = measures.of(outcome).into_iter();
        let there = there.map(|measure| measure.named.actor);
        relationship.within_share(seat, 1, ("measures", MEASURES), there)?;
        let ever = measures.all.values().map(|measure| measure.named.actor);
        relationship.within_share(seat, 1, ("measures", MEASURES_EVER), ever)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let name = text::line("name", &self.name)?;
        let unit = text::optional_line("unit", &self.unit)?;
        let how = text::optional_passage("how", &self.how)?;
        if self.target.unsigned_abs() > FARTHEST_TARGET.unsigned_abs() {
            return Err(Refusal::Target);
        }
        one(MeasureNamed {
            measure: MeasureId(at.context.id()),
            outcome: self.outcome,
            quality: self.quality,
            aim: self.aim,
            target: self.target,
            text: Some(MeasureText { name, unit, how }),
        })
    }
}

impl Act for TakeReadings {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        measure: MeasureId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let measure = relationship.measures.all.get(&measure);
        let measure = measure.ok_or(Refusal::Unknown { what: "measure" })?;
        if !measure.is_looked_at(relationship.agreements.in_force()) {
            return Err(Refusal::MeasureDropped);
        }
        if measure.asked.is_some() {
            return Err(Refusal::PeopleAnswer);
        }
        // A figure stands for a party: whoever is here by a link alone may be of another's choosing.
        match seat.claimed {
            true => Ok(seat),
            false => Err(Refusal::GuestMustClaim),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let measure = at.relationship.measures.all.get(&self.measure);
        let measure = measure.ok_or(Refusal::Unknown { what: "measure" })?;
        if self.readings.len() + self.unread.len() > READINGS_AT_ONCE {
            return Err(Refusal::Full {
                what: "readings at once",
                limit: READINGS_AT_ONCE,
            });
        }
        if self.source == ReadingSource::People {
            return Err(Refusal::PeopleAnswer);
        }
        let latest = at.context.at.0.saturating_add(Moment::DAY);
        let values = possible_in(measure.unit.as_deref().unwrap_or_default());
        let is_past = |at: &Moment| (EARLIEST_READING.0..=latest).contains(&at.0);
        let wrong = |reading: &Reading| !values.contains(&reading.value) || !is_past(&reading.at);
        if let Some(place) = self.readings.iter().position(wrong) {
            return Err(Refusal::NoReading.within("readings", place));
        }
        if let Some(place) = self.unread.iter().position(|at| !is_past(at)) {
            return Err(Refusal::NoReading.within("unread", place));
        }
        let mut taken: BTreeMap<Moment, i64> = BTreeMap::new();
        for (place, reading) in self.readings.iter().enumerate() {
            let before = taken.insert(reading.at, reading.value);
            if before.is_some_and(|before| before != reading.value) {
                return Err(Refusal::TwoReadings.within("readings", place));
            }
        }
        let known = at.relationship.measures.readings.of(self.measure);
        let known = known.by(at.seat.party);
        let mut unread: BTreeSet<Moment> = self.unread.into_iter().collect();
        unread.retain(|at| !taken.contains_key(at));
        if let Some(known) = known {
            taken.retain(|at, value| known.all.get(at) != Some(value));
            unread.retain(|at| !known.all.contains_key(at) && !known.unread.contains(at));
        }
        if taken.is_empty() && unread.is_empty() {
            return Err(Refusal::NothingNew);
        }
        let there = known.map_or(0, |known| known.all.len() + known.unread.len());
        if there + taken.len() + unread.len() > READINGS {
            return Err(Refusal::Full {
                what: "readings of one measure",
                limit: READINGS,
            });
        }
        let taken: Vec<Reading> = taken
            .into_iter()
            .map(|(at, value)| Reading { at, value })
            .collect();
        let nothing = |at| Reading { at, value: 0 };
        let unread: Vec<Reading> = unread.into_iter().map(nothing).collect();
        let mut blocks = Vec::new();
        let (mut taken, mut unread) = (&taken[..], &unread[..]);
        while !taken.is_empty() || !unread.is_empty() {
            let (block, later) = taken.split_at(taken.len().min(READINGS_PER_ENTRY));
            let (gone, later_unread) = unread.split_at(unread.len().min(READINGS_PER_ENTRY));
            (taken, unread) = (later, later_unread);
            let told = if block.is_empty() { gone } else { block };
            let ends = told.first().zip(told.last());
            blocks.extend(ends.map(|(first, last)| {
                Fact::from(ReadingsTaken {
                    measure: measure.id,
                    outcome: measure.outcome,
                    source: self.source,
                    readings: block.len() as u64,
                    first: first.at,
                    last: last.at,
                    packed: Packed::of(block),
                    unread: (!gone.is_empty()).then(|| Packed::of(gone)),
                })
            }));
        }
        Ok(blocks)
    }
}

impl Act for AskPeople {
    fn asks(&self) -> Asks {
        let next = self.rhythm.after(self.period);
        Asks {
            days: [self.period].into_iter().chain(next).collect(),
            ..Asks::default()
        }
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        outcome: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        NameMeasure::allowed(relationship, actor, outcome)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let question = text::line("question", &self.question)?;
        if !(0..=self.about.most()).contains(&self.target) {
            return Err(Refusal::Target);
        }
        at.relationship.seated_party(self.party)?;
        let same = |asked: &AskedOf| (asked.party, asked.about) == (self.party, self.about);
        let all = at.relationship.measures.all.values();
        let asked_before = all.filter(|it| it.asked.as_ref().is_some_and(same));
        let asked_before: Vec<_> = asked_before.collect();
        let mut running = asked_before.iter();
        if running.any(|it| at.relationship.takes_answers(it)) {
            return Err(Refusal::AlreadyAsked);
        }
        let before = asked_before.iter().max_by_key(|it| it.named.sequence);
        let answers = before.and_then(|it| it.asked).map(|asked| asked.answers);
        let begins = |day: Day| at.context.days.get(&day).copied();
        let is_first = self.rhythm.begin_of(self.period) == self.period;
        let ends = self.rhythm.after(self.period).and_then(begins);
        let runs = begins(self.period).is_some_and(|begins| begins <= at.context.at);
        let ends = ends.filter(|ends| is_first && runs && *ends > at.context.at);
        let until = ends.ok_or(Refusal::OtherPeriod)?;
        let measure = MeasureId(at.context.id());
        let named = MeasureNamed {
            measure,
            outcome: self.outcome,
            quality: Quality::Experience,
            aim: self.about.aim(),
            target: self.target,
            text: Some(MeasureText {
                name: question,
                unit: self.about.unit().to_owned(),
                how: String::new(),
            }),
        };
        let asked = PeopleAsked {
            measure,
            outcome: self.outcome,
            party: self.party,
            about: self.about,
            rhythm: self.rhythm,
            period: self.period,
            until,
            goes_on: answers.map(|answers| MeasureId(answers.0)),
        };
        Ok(vec![named.into(), asked.into()])
    }
}

impl Act for CountAnswers {
    fn asks(&self) -> Asks {
        Asks {
            answers: Some(self.measure),
            ..Asks::default()
        }
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        measure: MeasureId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let measure = relationship.measures.all.get(&measure);
        let asked = measure.filter(|measure| measure.asked.is_some());
        let measure = asked.ok_or(Refusal::Unknown { what: "measure" })?;
        match measure.dropped {
            Some(_) => Err(Refusal::MeasureDropped),
            None => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let measure = at.relationship.measures.all.get(&self.measure);
        let asked = measure.and_then(|measure| Some((measure, measure.asked?)));
        let (measure, asked) = asked.ok_or(Refusal::Unknown { what: "measure" })?;
        let mut due = asked.period;
        let mut facts = Vec::new();
        for it in std::mem::take(&mut at.context.answered) {
            // Whoever was faster counted it.
            if it.period != due || it.ends > at.context.at {
                continue;
            }
            due = it.next;
            let people = it.answers.len() as u64;
            let value = asked.about.figure(it.answers);
            facts.push(
                AnswersCounted {
                    measure: measure.id,
                    outcome: measure.outcome,
                    party: asked.party,
                    period: it.period,
                    begins: it.begins,
                    people: value.map_or(0, |_| people),
                    value,
                    next: it.next,
                    until: it.next_ends,
                }
                .into(),
            );
        }
        match facts.is_empty() {
            true => Err(Refusal::PeriodRuns),
            false => Ok(facts),
        }
    }
}

impl Act for DropMeasure {
    /// Who speaks for the party that named it, or whose people it asks; once the first has left, whoever speaks for one.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        measure: MeasureId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let measure = relationship.measures.all.get(&measure);
        let measure = measure.ok_or(Refusal::Unknown { what: "measure" })?;
        if measure.dropped.is_some() {
            return Err(Refusal::NothingNew);
        }
        let here = relationship.table.party(measure.party).is_some();
        let asks_theirs = measure.asked.is_some_and(|it| it.party == seat.party);
        match here && measure.party != seat.party && !asks_theirs {
            true => Err(Refusal::MeasureOfAnother),
            false => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let measure = at.relationship.measures.all.get(&self.measure);
        let measure = measure.ok_or(Refusal::Unknown { what: "measure" })?;
        one(MeasureDropped {
            measure: measure.id,
            outcome: measure.outcome,
        })
    }
}
