//! How the past is told: a clock that is set, and people who act by it.

use anyhow::Context;
use app::{Act, App, Clock, Done};
use domain::act::{Confirmed, NewFeature};
use domain::ids::*;
use domain::view::AgreementView;
use domain::words::*;
use domain::{Command, Day, Fact, Moment, act};
use jiff::civil::time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Where the demo's people live.
pub const ZONE: &str = "Europe/Berlin";

/// Minutes between one act and the next: nobody says two things in one moment.
const PAUSE: i64 = 3;

/// Tells the past to a product, day by day, ending at the present.
pub struct Teller {
    app: App,
    clock: Clock,
    present: Timestamp,
    zone: TimeZone,
}

impl Teller {
    /// A teller for an app that runs by `clock`.
    pub fn new(app: App, clock: Clock, present: Timestamp) -> anyhow::Result<Self> {
        let zone = TimeZone::get(ZONE)?;
        Ok(Self {
            app,
            clock,
            present,
            zone,
        })
    }

    /// The product that is told to.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The moment that the story has reached.
    pub fn now(&self) -> anyhow::Result<Timestamp> {
        Ok(Timestamp::from_millisecond(self.clock.now().0)?)
    }

    /// Goes on to nine in the morning, this many days ago.
    pub fn days_ago(&self, days: i64) -> anyhow::Result<()> {
        let date = self
            .present
            .to_zoned_datetime(self.zone.clone())
            .date()
            .checked_sub(days.days())?;
        let morning = date
            .to_datetime(time(9, 0, 0, 0))
            .to_zoned_datetime(self.zone.clone())?;
        self.go_on_to(morning.timestamp());
        Ok(())
    }

    /// Goes on to this many hours ago.
    pub fn hours_ago(&self, hours: i64) -> anyhow::Result<()> {
        self.go_on_to(self.present.checked_sub(hours.hours())?);
        Ok(())
    }

    fn go_on_to(&self, moment: Timestamp) {
        let moment = Moment(moment.as_millisecond());
        self.clock.set(moment.max(self.clock.now()));
    }

    /// What somebody at a table does.
    pub fn voice(&self, table: RelationshipId, person: PersonId) -> Voice<'_> {
        Voice {
            teller: self,
            table,
            person,
        }
    }

    /// When what is done next is done.
    fn next(&self) -> Moment {
        let later = self.clock.now().0 + PAUSE * 60_000;
        Moment(later.min(self.present.as_millisecond()))
    }

    fn act(&self, act: Act) -> anyhow::Result<Done> {
        self.clock.set(self.next());
        let command = format!("{:?}", act.command);
        self.app
            .execute(act)
            .with_context(|| format!("the demo's story breaks at {command}"))
    }
}

/// One person at one table. Every method is one act, carried out as from a page.
#[derive(Clone, Copy)]
pub struct Voice<'a> {
    teller: &'a Teller,
    table: RelationshipId,
    person: PersonId,
}

impl Voice<'_> {
    /// Opens the table at which this voice sits; says which parties provider and consumer are.
    pub fn opens(&self, command: impl Into<Command>) -> anyhow::Result<(PartyId, PartyId)> {
        let command = command.into();
        let facts = self.does(command)?;
        facts
            .iter()
            .find_map(|fact| match fact {
                Fact::RelationshipOpened(opened) => Some((opened.provider, opened.consumer)),
                _ => None,
            })
            .context("opening a relationship opens it")
    }

    /// Answers what both sides are asked each quarter: in figures, in a sentence, or both.
    pub fn thinks(&self, marks: Option<[u8; 2]>, sentence: &str) -> anyhow::Result<()> {
        let at = Timestamp::from_millisecond(self.teller.next().0)?;
        let today = at.to_zoned_datetime(self.teller.zone.clone()).date();
        let (year, month, day) = (today.year(), today.month(), today.day());
        let today = Day::new(year.into(), month.into(), day.into()).context("no day")?;
        self.does(act::AnswerTrust {
            quarter: today.quarter(),
            keeps_word: marks.map(|[keeps_word, _]| keeps_word),
            speaks_up: marks.map(|[_, speaks_up]| speaks_up),
            sentence: sentence.to_owned(),
        })?;
        Ok(())
    }

    /// Carries out any command.
    pub fn does(&self, command: impl Into<Command>) -> anyhow::Result<Vec<Fact>> {
        let command = command.into();
        Ok(self
            .teller
            .act(Act::once(self.table, self.person, command))?
            .facts)
    }

    /// Carries out a command for which people are asked again who they are; in the demo, nobody is.
    pub fn does_in_the_demo(&self, command: impl Into<Command>) -> anyhow::Result<Vec<Fact>> {
        let proved = Proved::Demo;
        let act = Act {
            confirmed: Some(Confirmed::ByServer { proved }),
            ..Act::once(self.table, self.person, command)
        };
        Ok(self.teller.act(act)?.facts)
    }

    /// The latest version of the agreement, as this voice sees it.
    pub fn shown(&self) -> anyhow::Result<AgreementView> {
        let app = self.teller.app();
        let relationship = app
            .relationship(self.table)?
            .context("the table is there")?;
        let seen = relationship.seen_by(self.person, &relationship);
        let view = seen.and_then(|seen| seen.last_agreement(app.now()));
        view.context("there is an agreement")
    }

    /// Gives somebody a seat.
    pub fn admits(
        &self,
        person: PersonId,
        party: PartyId,
        role: Role,
        since: Since,
    ) -> anyhow::Result<()> {
        self.does(act::AdmitPerson {
            person,
            party,
            roles: vec![role],
            since,
        })?;
        Ok(())
    }

    /// Makes the seat one's own, having claimed an account.
    pub fn claims_the_seat(&self) -> anyhow::Result<()> {
        self.does(act::ClaimSeat {})?;
        Ok(())
    }

    /// Says that a confirmed address proves the seat.
    pub fn proves_the_seat(&self) -> anyhow::Result<()> {
        self.does(act::ProveSeat {})?;
        Ok(())
    }

    /// Opens the consumer's figures to a party that came later.
    pub fn shares_figures(&self, party: PartyId) -> anyhow::Result<()> {
        self.does(act::ShareFigures { party })?;
        Ok(())
    }

    /// Says what the relationship is for.
    pub fn says_the_purpose(&self, purpose: &str) -> anyhow::Result<()> {
        self.does(act::SayPurpose {
            purpose: purpose.to_owned(),
        })?;
        Ok(())
    }

    /// Says what the own party brings, expects and cannot do.
    pub fn says_the_terms(&self, brings: &str, expects: &str, cannot: &str) -> anyhow::Result<()> {
        self.does(act::SayTerms {
            brings: brings.to_owned(),
            expects: expects.to_owned(),
            cannot: cannot.to_owned(),
        })?;
        Ok(())
    }

    /// Names a supplier that the service depends on.
    pub fn names_a_dependency(&self, name: &str) -> anyhow::Result<DependencyId> {
        let facts = self.does(act::NameDependency {
            name: name.to_owned(),
        })?;
        facts
            .iter()
            .find_map(|fact| match fact {
                Fact::DependencyNamed(named) => Some(named.dependency),
                _ => None,
            })
            .context("naming a dependency names it")
    }

    /// Seats an organisation that answers a named dependency.
    pub fn seats(
        &self,
        organisation: OrganisationId,
        kind: PartyKind,
        dependency: DependencyId,
    ) -> anyhow::Result<PartyId> {
        let dependency = Some(dependency);
        let facts = self.does(act::SeatParty {
            organisation,
            kind,
            dependency,
        })?;
        facts
            .iter()
            .find_map(|fact| match fact {
                Fact::PartySeated(seated) => Some(seated.party),
                _ => None,
            })
            .context("seating a party seats it")
    }

    /// Adds an outcome that is not delivered yet.
    pub fn adds(&self, wish: Wish) -> anyhow::Result<OutcomeId> {
        let facts = self.does(act::AddOutcome {
            statement: wish.statement.to_owned(),
            objective: wish.objective.to_owned(),
            for_party: wish.for_party,
            depends_on: wish.depends_on,
            delivered: wish.delivered,
        })?;
        facts
            .iter()
            .find_map(|fact| match fact {
                Fact::OutcomeAdded(added) => Some(added.outcome),
                _ => None,
            })
            .context("adding an outcome adds it")
    }

    /// Says that an outcome is delivered from now on.
    pub fn has_delivered(&self, outcome: OutcomeId, wish: Wish) -> anyhow::Result<()> {
        self.does(act::DescribeOutcome {
            outcome,
            depends_on: wish.depends_on,
            delivered: true,
        })?;
        Ok(())
    }

    /// Puts an outcome of the own party in other words.
    pub fn rewords(&self, outcome: OutcomeId, wish: Wish) -> anyhow::Result<()> {
        self.does(act::RewordOutcome {
            outcome,
            statement: wish.statement.to_owned(),
            objective: wish.objective.to_owned(),
            for_party: wish.for_party,
            depends_on: wish.depends_on,
            delivered: wish.delivered,
        })?;
        Ok(())
    }

    /// Proposes other words for another party's outcome.
    pub fn proposes_words(&self, outcome: OutcomeId, wish: Wish) -> anyhow::Result<()> {
        self.does(act::ProposeWording {
            outcome,
            statement: wish.statement.to_owned(),
            objective: wish.objective.to_owned(),
            for_party: wish.for_party,
        })?;
        Ok(())
    }

    /// Says that the figures given to an outcome's earlier words still hold.
    pub fn stands_by_figures(&self, outcome: OutcomeId) -> anyhow::Result<()> {
        let table = self.teller.app().relationship(self.table)?;
        let table = table.context("the table is there")?;
        let seen = table.seen_by(self.person, &table);
        let page = seen.and_then(|seen| seen.outcome(outcome));
        let wording = page.context("the outcome is there")?.outcome.wording;
        self.does(act::ConfirmAssessment { outcome, wording })?;
        Ok(())
    }

    /// Stops looking at an outcome.
    pub fn retires(&self, outcome: OutcomeId, why: &str) -> anyhow::Result<()> {
        self.does(act::RetireOutcome {
            outcome,
            why: why.to_owned(),
        })?;
        Ok(())
    }

    /// States a cost or risk that an outcome takes from the own party.
    pub fn is_rid_of(&self, outcome: OutcomeId, burden: Burden, what: &str) -> anyhow::Result<()> {
        self.states(outcome, Direction::Removes, burden, what)
    }

    /// States a cost or risk that an outcome imposes on its own party.
    pub fn bears(&self, outcome: OutcomeId, burden: Burden, what: &str) -> anyhow::Result<()> {
        self.states(outcome, Direction::Imposes, burden, what)
    }

    fn states(
        &self,
        outcome: OutcomeId,
        direction: Direction,
        burden: Burden,
        what: &str,
    ) -> anyhow::Result<()> {
        self.does(act::StateEffect {
            outcome,
            direction,
            burden,
            what: what.to_owned(),
        })?;
        Ok(())
    }

    /// Guesses benefit, usefulness and importance to the consumer.
    pub fn guesses(&self, outcome: OutcomeId, marks: [u8; 3]) -> anyhow::Result<()> {
        let [benefit, usefulness, importance] = marks;
        self.does(act::SealGuess {
            outcome,
            benefit,
            usefulness,
            importance,
            wording: None,
        })?;
        Ok(())
    }

    /// Rates before delivery: benefit, usefulness, importance, and why.
    pub fn expects(&self, outcome: OutcomeId, marks: [u8; 3], why: &str) -> anyhow::Result<()> {
        self.rates(outcome, Stage::Expected, marks, why)
    }

    /// Rates after delivery.
    pub fn finds(&self, outcome: OutcomeId, marks: [u8; 3], why: &str) -> anyhow::Result<()> {
        self.rates(outcome, Stage::Realised, marks, why)
    }

    fn rates(
        &self,
        outcome: OutcomeId,
        stage: Stage,
        marks: [u8; 3],
        why: &str,
    ) -> anyhow::Result<()> {
        let [benefit, usefulness, importance] = marks;
        let why = why.to_owned();
        self.does(act::Assess {
            outcome,
            stage,
            benefit,
            usefulness,
            importance,
            why,
            wording: None,
        })?;
        Ok(())
    }

    /// Says that an outcome does not concern them.
    pub fn is_not_concerned(&self, outcome: OutcomeId) -> anyhow::Result<()> {
        self.does(act::DeclineToAssess { outcome })?;
        Ok(())
    }

    /// Lets one's name stand beside one's figures.
    pub fn opens_figures(&self) -> anyhow::Result<()> {
        self.does(act::OpenFigures { open: true })?;
        Ok(())
    }

    /// Says whether the own party is better off.
    pub fn says_better_off(
        &self,
        answer: Balance,
        audience: Audience,
        statement: &str,
    ) -> anyhow::Result<()> {
        self.does(act::SayBetterOff {
            answer,
            audience,
            statement: statement.to_owned(),
        })?;
        Ok(())
    }

    /// Names a part of the running service.
    pub fn names_a_part(&self, name: &str, made_by: PartyId) -> anyhow::Result<PartId> {
        let facts = self.does(act::NamePart {
            name: name.to_owned(),
            made_by,
        })?;
        facts
            .iter()
            .find_map(|fact| match fact {
                Fact::PartNamed(named) => Some(named.part),
                _ => None,
            })
            .context("naming a part names it")
    }

    /// Says what to do with a part.
    pub fn would(&self, verdict: Verdict, part: PartId, why: &str) -> anyhow::Result<()> {
        self.does(act::JudgePart {
            part,
            verdict,
            why: why.to_owned(),
        })?;
        Ok(())
    }

    /// Says whether the own party bears the share of a feature that another put on it.
    pub fn answers_for_share(&self, feature: &str, bears: bool, why: &str) -> anyhow::Result<()> {
        let today = self.teller.app.relationship(self.table)?;
        let today = today.context("no such table")?;
        let seen = today.seen_by(self.person, &today).context("no seat")?;
        let page = seen.features();
        let mut features = page.features.iter();
        let feature = features.find(|one| one.name.as_deref() == Some(feature));
        let feature = feature.context("no such feature")?;
        let own = seen.party();
        let share = feature.bearing.iter().find(|one| one.party == own);
        self.does(act::AnswerShare {
            feature: feature.id,
            share: share.context("no share is asked")?.share,
            bears,
            why: why.to_owned(),
        })?;
        Ok(())
    }

    /// Puts features on the table that a party would do.
    pub fn offers(&self, offered_by: PartyId, offers: &[Offer<'_>]) -> anyhow::Result<()> {
        let feature = |offer: &Offer<'_>| {
            let bearers = offer.price.map_or(&[][..], |(_, bearers)| bearers).iter();
            NewFeature {
                name: offer.name.to_owned(),
                note: offer.note.to_owned(),
                offered_by,
                origins: offer.origins.to_vec(),
                serves: offer
                    .serves
                    .iter()
                    .map(|(outcome, strength)| Serves {
                        outcome: *outcome,
                        strength: *strength,
                    })
                    .collect(),
                price: offer.price.map(|(price, _)| Price {
                    low: price * 100,
                    high: price * 100,
                }),
                bearers: Bearers::Percent(
                    bearers
                        .map(|(party, share)| Bearer {
                            party: *party,
                            share: *share,
                        })
                        .collect(),
                ),
                needs: Vec::new(),
                needs_added: Vec::new(),
                excludes: Vec::new(),
                excludes_added: Vec::new(),
                must: false,
            }
        };
        self.does(act::AddFeatures {
            features: offers.iter().map(feature).collect(),
        })?;
        Ok(())
    }

    /// Begins a thread.
    pub fn says(
        &self,
        kind: ContributionKind,
        audience: Audience,
        outcomes: &[OutcomeId],
        words: &str,
    ) -> anyhow::Result<ContributionId> {
        self.contributes(act::Say {
            outcomes: outcomes.to_vec(),
            ..act::Say::new(kind, audience, words)
        })
    }

    /// Names a limit to the whole table, and what would lift it.
    pub fn is_limited(
        &self,
        limit: LimitKind,
        outcomes: &[OutcomeId],
        words: &str,
        lifted_by: &str,
    ) -> anyhow::Result<ContributionId> {
        self.contributes(act::Say {
            outcomes: outcomes.to_vec(),
            limit: Some(limit),
            condition: lifted_by.to_owned(),
            ..act::Say::new(ContributionKind::Limit, Audience::WholeTable, words)
        })
    }

    /// Says something to what was said, to the same audience.
    pub fn replies(
        &self,
        under: ContributionId,
        kind: ContributionKind,
        audience: Audience,
        words: &str,
    ) -> anyhow::Result<ContributionId> {
        self.contributes(act::Say {
            under: Some(under),
            ..act::Say::new(kind, audience, words)
        })
    }

    /// Says a need for an absent colleague, to the whole table.
    pub fn speaks_for(
        &self,
        absent: PersonId,
        outcomes: &[OutcomeId],
        words: &str,
    ) -> anyhow::Result<ContributionId> {
        self.contributes(act::Say {
            outcomes: outcomes.to_vec(),
            spoken_for: Some(absent),
            ..act::Say::new(ContributionKind::Need, Audience::WholeTable, words)
        })
    }

    /// Says something in any way.
    pub fn contributes(&self, saying: act::Say) -> anyhow::Result<ContributionId> {
        let facts = self.does(saying)?;
        facts
            .iter()
            .find_map(|fact| match fact {
                Fact::ContributionSaid(said) => Some(said.contribution),
                _ => None,
            })
            .context("saying something says it")
    }

    /// Stands by what a colleague said for them.
    pub fn stands_by(&self, contribution: ContributionId) -> anyhow::Result<()> {
        self.does(act::ConfirmSpokenWord { contribution })?;
        Ok(())
    }

    /// Says what their need would let them do.
    pub fn explains(&self, contribution: ContributionId, enables: &str) -> anyhow::Result<()> {
        self.does(act::ExplainNeed {
            contribution,
            enables: enables.to_owned(),
        })?;
        Ok(())
    }

    /// Says back what they understood.
    pub fn says_back(
        &self,
        contribution: ContributionId,
        words: &str,
    ) -> anyhow::Result<ReflectionId> {
        let facts = self.does(act::SayBack {
            contribution,
            words: words.to_owned(),
        })?;
        facts
            .iter()
            .find_map(|fact| match fact {
                Fact::SaidBack(told) => Some(told.reflection),
                _ => None,
            })
            .context("saying back says back")
    }

    /// Yes, that is it.
    pub fn confirms(
        &self,
        contribution: ContributionId,
        reflection: ReflectionId,
    ) -> anyhow::Result<()> {
        self.does(act::ConfirmReflection {
            contribution,
            reflection,
        })?;
        Ok(())
    }

    /// Not quite …
    pub fn corrects(
        &self,
        contribution: ContributionId,
        reflection: ReflectionId,
        words: &str,
    ) -> anyhow::Result<()> {
        self.does(act::CorrectReflection {
            contribution,
            reflection,
            words: words.to_owned(),
        })?;
        Ok(())
    }

    /// Takes a correction in.
    pub fn acknowledges(
        &self,
        contribution: ContributionId,
        reflection: ReflectionId,
    ) -> anyhow::Result<()> {
        self.does(act::AcknowledgeCorrection {
            contribution,
            reflection,
        })?;
        Ok(())
    }

    /// Nods to a build on their idea.
    pub fn nods_to(&self, build: ContributionId) -> anyhow::Result<()> {
        self.does(act::NodToBuild { build })?;
        Ok(())
    }

    /// Takes it up, as this outcome if it became one.
    pub fn takes_up(
        &self,
        contribution: ContributionId,
        became: Option<OutcomeId>,
        words: &str,
    ) -> anyhow::Result<()> {
        self.answers(contribution, AnswerKind::TakenUp, became, None, words)
    }

    /// Tries it.
    pub fn tries(&self, contribution: ContributionId, words: &str) -> anyhow::Result<()> {
        self.answers(contribution, AnswerKind::Tried, None, None, words)
    }

    /// Not now, because …; it comes back after this many days.
    pub fn puts_off(
        &self,
        contribution: ContributionId,
        days: i64,
        words: &str,
    ) -> anyhow::Result<()> {
        let returns = Moment(self.teller.clock.now().0 + days * Moment::DAY).day_in_utc();
        self.answers(contribution, AnswerKind::NotNow, None, Some(returns), words)
    }

    fn answers(
        &self,
        contribution: ContributionId,
        kind: AnswerKind,
        became_outcome: Option<OutcomeId>,
        returns: Option<Day>,
        words: &str,
    ) -> anyhow::Result<()> {
        self.does(act::Answer {
            contribution,
            kind,
            words: words.to_owned(),
            became_outcome,
            became_contribution: None,
            became_feature: None,
            returns,
        })?;
        Ok(())
    }
}

/// A feature as somebody offers or wishes it.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// What it is, in a few words.
    pub name: &'static str,
    /// At length.
    pub note: &'static str,
    /// Where it comes from.
    pub origins: &'a [Origin],
    /// The outcomes it serves.
    pub serves: &'a [(OutcomeId, Strength)],
    /// The table price in whole units of the currency, and who bears which per cent of it.
    pub price: Option<(u64, &'a [(PartyId, u64)])>,
}

/// An outcome as somebody puts it.
#[derive(Clone, Copy)]
pub struct Wish {
    /// The result.
    pub statement: &'static str,
    /// When it is good enough.
    pub objective: &'static str,
    /// Whom it is for.
    pub for_party: PartyId,
    /// What it depends on mainly.
    pub depends_on: Quality,
    /// Whether the running service has it already.
    pub delivered: bool,
}
