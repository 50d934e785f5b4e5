//! One service relationship: the fold of its record, and the one place where a command is decided.
//!
//! `decide` may refuse and may change between releases. `apply` cannot fail and never changes
//! meaning: it reads every fact ever released.

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::Uuid;

use crate::command::{Command, Saying};
use crate::dialogue::{Answering, Dialogue};
use crate::fact::*;
use crate::feature::{Features, Sketch};
use crate::ids::*;
use crate::mix::{ComputedMix, Mixes};
use crate::names::Names;
use crate::refusal::Refusal;
use crate::service::Service;
use crate::stamp::{Moment, Stamp};
use crate::table::{self, Opening, Table};
use crate::value::Value;
use crate::words::*;

/// What `decide` may know beyond the record: all of it handed in, so that the same arguments always
/// give the same facts.
pub struct Context<'a> {
    /// The moment of the decision.
    pub at: Moment,
    /// Who acts.
    pub actor: PersonId,
    /// The actor, and the people the command names, as the accounts know them.
    pub people: BTreeMap<PersonId, Standing>,
    /// The entry that the command names, as the record knows it.
    pub entry: Option<Entry>,
    /// The mix that the command asks for, as the engine came to it.
    pub mix: Option<ComputedMix>,
    /// The guest whose link the actor showed just now.
    pub holds: Option<PersonId>,
    /// Whether this server can send mail, and so let somebody prove an address.
    pub mail: bool,
    /// Where new ids come from.
    pub ids: &'a mut dyn FnMut() -> Uuid,
}

/// A person as the accounts know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The organisation they belong to, or are said to belong to.
    pub organisation: OrganisationId,
    /// Whether they have an account, rather than an invitation alone.
    pub account: bool,
    /// Whether the organisation knows them as its own: its people, or the operator, gave the account.
    /// An organisation that only another one named knows nobody.
    pub member: bool,
    /// What they and their organisation are called.
    pub called: SeatText,
    /// The domain at which they were shown to read mail; none where they were not.
    pub mail: Option<String>,
}

/// An entry as the record knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands and who wrote it.
    pub stamp: Stamp,
    /// Whose text it is, where that is not who wrote it: the person whom it seated.
    pub seated: Option<PersonId>,
    /// Whether it still has text.
    pub has_text: bool,
}

impl Context<'_> {
    pub(crate) fn id(&mut self) -> Uuid {
        (self.ids)()
    }

    pub(crate) fn organisation_of(&self, person: PersonId) -> Result<OrganisationId, Refusal> {
        let standing = self
            .people
            .get(&person)
            .ok_or(Refusal::Unknown { what: "person" })?;
        Ok(standing.organisation)
    }

    /// What the person and their organisation are called, unless they were erased.
    pub(crate) fn called(&self, person: PersonId) -> Option<SeatText> {
        let called = self.people.get(&person).map(|standing| &standing.called);
        called.filter(|called| !called.name.is_empty()).cloned()
    }

    /// Whether the person's organisation knows them as its own.
    pub(crate) fn is_member(&self, person: PersonId) -> bool {
        self.people
            .get(&person)
            .is_some_and(|standing| standing.account && standing.member)
    }

    /// The domain at which the person was shown to read mail.
    pub(crate) fn mail_domain(&self, person: PersonId) -> Option<&str> {
        self.people.get(&person)?.mail.as_deref()
    }

    pub(crate) fn has_account(&self, person: PersonId) -> bool {
        self.people
            .get(&person)
            .is_some_and(|standing| standing.account)
    }
}

/// What a command comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Facts to append, in this order, in one transaction. Where one [erases](Fact::erases), the text
    /// goes in the same transaction.
    pub facts: Vec<Fact>,
}

impl From<Vec<Fact>> for Decision {
    fn from(facts: Vec<Fact>) -> Self {
        Self { facts }
    }
}

/// A relationship as its record tells it so far.
///
/// Nothing outside this crate reads its insides: views are made by [`Relationship::seen_by`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    pub(crate) table: Table,
    pub(crate) value: Value,
    pub(crate) service: Service,
    pub(crate) dialogue: Dialogue,
    pub(crate) features: Features,
    pub(crate) mixes: Mixes,
    pub(crate) names: Names,
    pub(crate) last: Stamp,
    /// The last entry that everybody at the table may see.
    pub(crate) seen_by_all: Stamp,
    /// What was recorded since, without its text: of some of it some may know only that it exists.
    pub(crate) since: Vec<(Stamp, Arc<Fact>)>,
    /// Entries with which users took a step: everybody sees that something changed there, and nobody
    /// by whom.
    pub(crate) steps: Vec<u64>,
}

/// Decides the command that opens a relationship.
///
/// # Errors
/// The rule that refuses; any other command is refused as of no seat.
pub fn open(context: &mut Context<'_>, command: Command) -> Result<Decision, Refusal> {
    match command {
        Command::OpenRelationship {
            name,
            side,
            counterpart,
            provider_unit,
            consumer_unit,
            closeness,
            currency,
            time_zone,
            purpose,
        } => table::open(
            context,
            Opening {
                name,
                side,
                counterpart,
                provider_unit,
                consumer_unit,
                closeness,
                currency,
                time_zone,
                purpose,
            },
        )
        .map(Decision::from),
        _ => Err(Refusal::NotSeated),
    }
}

impl Relationship {
    /// The state after the first fact of a record; `None` when that fact opens no relationship.
    pub fn begin(stamp: Stamp, fact: &Fact) -> Option<Self> {
        let Fact::RelationshipOpened(opened) = fact else {
            return None;
        };
        Some(Self {
            table: Table::opened(stamp, opened),
            value: Value::default(),
            service: Service::default(),
            dialogue: Dialogue::default(),
            features: Features::default(),
            mixes: Mixes::default(),
            names: Names::default(),
            last: stamp,
            seen_by_all: stamp,
            since: Vec::new(),
            steps: Vec::new(),
        })
    }

    /// The sequence of the last entry applied.
    pub fn sequence(&self) -> u64 {
        self.last.sequence
    }

    /// The moment of the last entry applied.
    pub fn last_at(&self) -> Moment {
        self.last.at
    }

    /// The moment the relationship was opened.
    pub fn opened_at(&self) -> Moment {
        self.table.opened.at
    }

    /// Everybody who ever had a seat, with their party's organisation.
    pub fn everybody(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.table.seats.keys().copied()
    }

    /// Those who speak for the party whose link led to the person's seat, and so may have made it.
    pub fn makers_of_the_link_to(&self, person: PersonId) -> Vec<PersonId> {
        let Some(link_of) = self.table.seat(person).and_then(|seat| seat.invited_by) else {
            return Vec::new();
        };
        let ever = self
            .table
            .seats
            .values()
            .filter(|seat| seat.party == link_of);
        let speak = ever.filter(|seat| seat.speaks_for_party());
        speak.map(|seat| seat.person).collect()
    }

    /// Whether the person sits at the table now.
    pub fn seats(&self, person: PersonId) -> bool {
        self.table.seat(person).is_some()
    }

    /// Decides a command on this state.
    ///
    /// # Errors
    /// The rule that refuses. Nothing is recorded then.
    pub fn decide(&self, context: &mut Context<'_>, command: Command) -> Result<Decision, Refusal> {
        let actor = context.actor;
        let facts = match command {
            Command::OpenRelationship { .. } => Err(Refusal::NothingNew),
            Command::DescribeRelationship { name, closeness } => {
                self.describe(actor, &name, closeness)
            }
            Command::SayPurpose { purpose } => self.say_purpose(actor, &purpose),
            Command::SayTerms {
                brings,
                expects,
                cannot,
            } => self.say_terms(actor, &brings, &expects, &cannot),
            Command::NameDependency { name } => self.name_dependency(context, &name),
            Command::LeaveDependencyOut { dependency, why } => {
                self.leave_dependency_out(actor, dependency, &why)
            }
            Command::SeatParty {
                organisation,
                kind,
                dependency,
            } => self.seat_party(context, organisation, kind, dependency),
            Command::AdmitPerson {
                person,
                party,
                roles,
                since,
            } => self.admit_person(context, person, party, &roles, since),
            Command::ClaimSeat {} => self.claim_seat(context),
            Command::TakeSeat { from } => self.take_seat(context, from),
            Command::ProveSeat {} => self.prove_seat(context),
            Command::ContestSeat {} => self.contest_seat(actor),
            Command::ShareFigures { party } => self.share_figures(actor, party),
            Command::PassSeatOn { to } => self.pass_seat_on(context, to),
            Command::SetRoles { person, roles } => self.set_roles(actor, person, &roles),
            Command::UnseatPerson { person } => self.unseat_person(actor, person),
            Command::PassFacilitation { to } => self.pass_facilitation(actor, to),
            Command::LeaveTable {} => self.leave_table(actor),
            Command::ConsentToClosing {} => self.consent_to_closing(context),
            Command::WithdrawClosing {} => self.withdraw_closing(actor),
            Command::AddOutcome {
                statement,
                objective,
                for_party,
                depends_on,
                delivered,
            } => self.add_outcome(
                context, &statement, &objective, for_party, depends_on, delivered,
            ),
            Command::RewordOutcome {
                outcome,
                statement,
                objective,
                for_party,
                depends_on,
                delivered,
            } => self.reword_outcome(
                actor, outcome, &statement, &objective, for_party, depends_on, delivered,
            ),
            Command::RetireOutcome { outcome, why } => self.retire_outcome(actor, outcome, &why),
            Command::StateEffect {
                outcome,
                direction,
                burden,
                what,
            } => self.state_effect(context, outcome, direction, burden, &what),
            Command::WithdrawEffect { outcome, effect } => {
                self.withdraw_effect(actor, outcome, effect)
            }
            Command::Assess {
                outcome,
                stage,
                benefit,
                usefulness,
                importance,
                why,
            } => self.assess(
                actor,
                outcome,
                stage,
                [benefit, usefulness, importance],
                &why,
            ),
            Command::DeclineToAssess { outcome } => self.decline_to_assess(actor, outcome),
            Command::SealGuess {
                outcome,
                benefit,
                usefulness,
                importance,
            } => self.seal_guess(actor, outcome, [benefit, usefulness, importance]),
            Command::SkipGuess { outcome } => self.skip_guess(actor, outcome),
            Command::OpenFigures { open } => self.open_figures(actor, open),
            Command::SayBetterOff {
                answer,
                statement,
                audience,
            } => self.say_better_off(actor, answer, &statement, &audience),
            Command::NamePart { name, made_by } => self.name_part(context, &name, made_by),
            Command::JudgePart { part, verdict, why } => {
                self.judge_part(actor, part, verdict, &why)
            }
            Command::Say {
                kind,
                audience,
                words,
                outcomes,
                under,
                limit,
                condition,
                spoken_for,
            } => self.say(
                context,
                Saying {
                    kind,
                    audience,
                    words,
                    outcomes,
                    under,
                    limit,
                    condition,
                    spoken_for,
                },
            ),
            Command::ConfirmSpokenWord { contribution } => {
                self.confirm_spoken_word(context, contribution)
            }
            Command::WithdrawSpokenWord { contribution } => {
                self.withdraw_spoken_word(context, contribution)
            }
            Command::ExplainNeed {
                contribution,
                enables,
            } => self.explain_need(actor, contribution, &enables),
            Command::SayBack {
                contribution,
                words,
            } => self.say_back(context, contribution, &words),
            Command::ConfirmReflection {
                contribution,
                reflection,
            } => self.confirm_reflection(context, contribution, reflection),
            Command::CorrectReflection {
                contribution,
                reflection,
                words,
            } => self.correct_reflection(context, contribution, reflection, &words),
            Command::AcknowledgeCorrection {
                contribution,
                reflection,
            } => self.acknowledge_correction(actor, contribution, reflection),
            Command::NodToBuild { build } => self.nod_to_build(actor, build),
            Command::Answer {
                contribution,
                kind,
                words,
                became_outcome,
                became_contribution,
                became_feature,
                returns,
            } => self.answer(
                context,
                Answering {
                    contribution,
                    kind,
                    words,
                    became_outcome,
                    became_contribution,
                    became_feature,
                    returns,
                },
            ),
            Command::ConfirmAnswer {
                contribution,
                answer,
            } => self.confirm_answer(context, contribution, answer),
            Command::DismissAdvice { advice } => self.dismiss_advice(actor, &advice),
            Command::AddFeatures { features } => self.add_features(context, &features),
            Command::ChangeFeature {
                feature,
                name,
                note,
                origins,
                serves,
                needs,
                excludes,
                must,
            } => {
                let to = Sketch {
                    name: &name,
                    note: &note,
                    origins: &origins,
                    serves: &serves,
                    needs,
                    excludes,
                    must,
                };
                self.change_feature(actor, feature, to)
            }
            Command::PriceFeature {
                feature,
                price,
                bearers,
            } => self.price_feature(actor, feature, price, bearers),
            Command::WithdrawFeature { feature, why } => {
                self.withdraw_feature(actor, feature, &why)
            }
            Command::ChooseEndowments { endowments, why } => {
                self.choose_endowments(actor, endowments, &why)
            }
            Command::RecordMix {
                rule,
                budget,
                read_at,
                note,
            } => self.record_mix(context, rule, budget, read_at, &note),
            Command::TakeBack { contribution } => self.take_back(context, contribution),
            Command::EraseContent { sequence, ground } => {
                self.erase_content(context, sequence, &ground)
            }
        };
        facts.map(Decision::from)
    }

    /// An author erases their own text, whoever was seated what they were called, or a spokesperson that of somebody of their party. This
    /// stands open after closing too: the right to be forgotten does not end with a relationship.
    fn erase_content(
        &self,
        context: &Context<'_>,
        sequence: u64,
        ground: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = self.table.seat(context.actor).ok_or(Refusal::NotSeated)?;
        let unknown = Refusal::Unknown { what: "entry" };
        let entry = context
            .entry
            .filter(|e| e.stamp.sequence == sequence)
            .ok_or(unknown)?;
        let author_id = entry.seated.unwrap_or(entry.stamp.actor);
        if author_id != context.actor {
            let author = self.table.seats.get(&author_id);
            let colleague = author.is_some_and(|author| author.party == seat.party);
            // Which entry holds the reason of somebody who stands by role is only theirs to know.
            let known = self.names.stand_by_name(author_id, sequence);
            if !(colleague && known && seat.speaks_for_party() && seat.claimed) {
                return Err(Refusal::NotAuthor);
            }
        }
        if !entry.has_text {
            return Err(Refusal::NothingToErase);
        }
        let ground = crate::text::line("ground", ground)?;
        Ok(vec![
            ContentErased {
                sequence,
                text: Some(ErasureText { ground }),
            }
            .into(),
        ])
    }

    /// Takes a fact into the state.
    pub fn apply(&mut self, stamp: Stamp, fact: Fact) {
        self.last = stamp;
        if self.stands_by_role(stamp, &fact) {
            self.names.stands_by_role(stamp.sequence);
        }
        let kept = self
            .may_be_sealed(stamp, &fact)
            .then(|| Arc::new(fact.without_text()));
        let stepped = self.take_in(stamp, fact);
        if stepped {
            self.steps.push(stamp.sequence);
        }
        match kept {
            Some(fact) if !stepped => self.since.push((stamp, fact)),
            _ => {
                self.seen_by_all = stamp;
                self.since.clear();
            }
        }
    }

    /// Whether the entry stands under its author's role: what users say of values, and what would tell
    /// when they did.
    fn stands_by_role(&self, stamp: Stamp, fact: &Fact) -> bool {
        let seat = self.table.seats.get(&stamp.actor);
        match fact {
            Fact::AssessmentMade(_)
            | Fact::AssessmentDeclined(_)
            | Fact::PartJudged(_)
            | Fact::GuessesRevealed(_) => seat.is_some_and(table::Seat::is_user_only),
            Fact::ContentErased(fact) => self.names.is_by_role(fact.sequence),
            _ => false,
        }
    }

    /// Whether somebody at the table may be allowed to know no more of the entry than that it exists.
    fn may_be_sealed(&self, stamp: Stamp, fact: &Fact) -> bool {
        match fact {
            Fact::ContributionSaid(fact) => fact.audience != Audience::WholeTable,
            Fact::BetterOffSaid(fact) => fact.audience != Audience::WholeTable,
            Fact::AssessmentMade(_)
            | Fact::AssessmentDeclined(_)
            | Fact::PartJudged(_)
            | Fact::GuessSealed(_)
            | Fact::MixRecorded(_)
            | Fact::AdviceDismissed(_) => true,
            Fact::GuessesRevealed(_) | Fact::ContentErased(_) => {
                self.names.is_by_role(stamp.sequence)
            }
            other => other.contribution().is_some(),
        }
    }

    /// As [`Self::apply`], without how far others may see. Whether users took a step.
    fn take_in(&mut self, stamp: Stamp, fact: Fact) -> bool {
        let Self {
            table,
            value,
            service,
            dialogue,
            features,
            mixes,
            names,
            ..
        } = self;
        if let Some(seat) = table.seats.get_mut(&stamp.actor) {
            seat.acted = Some(stamp.at);
            if names.stand_by_name(stamp.actor, stamp.sequence) {
                seat.seen_acting = Some(stamp.at);
            }
        }
        match fact {
            Fact::RelationshipOpened(_) => {}
            Fact::RelationshipDescribed(fact) => {
                table.closeness = fact.closeness;
                table.name = fact.text.map(|text| text.name);
            }
            Fact::PurposeSaid(fact) => {
                let words = fact.text.map(|text| text.purpose);
                table.purpose = Some(table::Purpose {
                    party: fact.party,
                    words,
                    said: stamp,
                });
            }
            Fact::PartySeated(fact) => {
                let party = table::Party {
                    id: fact.party,
                    organisation: fact.organisation,
                    unit: String::new(),
                    kind: fact.kind,
                    seated: stamp,
                    left: None,
                    terms: None,
                };
                table.order.push(fact.party);
                table.parties.insert(fact.party, party);
                let answered = fact
                    .dependency
                    .and_then(|id| table.dependencies.get_mut(&id));
                if let Some(dependency) = answered {
                    dependency.party = Some(fact.party);
                }
            }
            Fact::TermsSaid(fact) => {
                if let Some(party) = table.parties.get_mut(&fact.party) {
                    party.terms = Some(table::Terms {
                        words: fact.text,
                        said: stamp,
                    });
                }
            }
            Fact::DependencyNamed(fact) => {
                let dependency = table::Dependency {
                    id: fact.dependency,
                    name: fact.text.map(|text| text.name),
                    named: stamp,
                    party: None,
                    left_out: None,
                };
                table.dependencies.insert(fact.dependency, dependency);
            }
            Fact::DependencyLeftOut(fact) => {
                if let Some(dependency) = table.dependencies.get_mut(&fact.dependency) {
                    dependency.left_out = Some(fact.text.map(|t| t.why).unwrap_or_default());
                }
            }
            Fact::PersonSeated(fact) => {
                table.seat_person(stamp, &fact);
                value.resettle(fact.person, table, names, stamp);
                service.resettle(fact.person, table, names, stamp);
            }
            Fact::SeatClaimed(_) => {
                if let Some(seat) = table.seats.get_mut(&stamp.actor) {
                    seat.claimed = true;
                }
            }
            Fact::SeatProved(fact) => {
                if let Some(seat) = table.seats.get_mut(&stamp.actor) {
                    seat.proof = fact.proof;
                    seat.mail_at = fact.text.map(|text| text.at);
                }
            }
            Fact::SeatContested(_) => {
                if let Some(seat) = table.seats.get_mut(&stamp.actor) {
                    seat.contested = Some(stamp);
                }
            }
            Fact::PartyRecognised(fact) => {
                if let Some(party) = table.parties.get_mut(&fact.party) {
                    party.organisation = fact.organisation;
                }
            }
            Fact::FiguresShared(fact) => {
                value.shared_with.insert(fact.party);
            }
            Fact::SeatPassedOn(_) => self.leave(stamp, stamp.actor),
            Fact::RolesSet(fact) => {
                table.set_roles(&fact);
                value.resettle(fact.person, table, names, stamp);
                service.resettle(fact.person, table, names, stamp);
            }
            Fact::PersonUnseated(fact) => self.leave(stamp, fact.person),
            Fact::FacilitationPassed(fact) => table.facilitator = Some(fact.to),
            Fact::PartyLeft(fact) => {
                let people: Vec<_> = table
                    .people_of(fact.party)
                    .map(|seat| seat.person)
                    .collect();
                for person in people {
                    self.leave(stamp, person);
                }
                self.table.closing.remove(&fact.party);
                if let Some(party) = self.table.parties.get_mut(&fact.party) {
                    party.left = Some(stamp);
                }
            }
            Fact::ClosingConsented(fact) => {
                table.closing.insert(fact.party);
            }
            Fact::ClosingWithdrawn(fact) => {
                table.closing.remove(&fact.party);
            }
            Fact::RelationshipClosed(_) => table.closed = Some(stamp),
            Fact::OutcomeAdded(fact) => value.add(stamp, &fact),
            Fact::OutcomeReworded(fact) => value.reword(stamp, &fact),
            Fact::OutcomeRetired(fact) => value.retire(stamp, &fact),
            Fact::EffectStated(fact) => value.state_effect(stamp, &fact),
            Fact::EffectWithdrawn(fact) => value.withdraw_effect(&fact),
            Fact::AssessmentMade(fact) => return value.assess(table, names, stamp, fact),
            Fact::AssessmentDeclined(fact) => return value.decline(table, names, stamp, &fact),
            Fact::GuessSealed(fact) => value.seal_guess(stamp, &fact),
            Fact::GuessSkipped(fact) => value.skip_guess(stamp, &fact),
            Fact::GuessesRevealed(fact) => {
                value.reveal(stamp, &fact);
                // The guesses lie open because users took a step.
                return names.is_by_role(stamp.sequence);
            }
            Fact::FiguresOpened(fact) => {
                names.open(stamp.actor, fact.open);
                value.resettle(stamp.actor, table, names, stamp);
                service.resettle(stamp.actor, table, names, stamp);
            }
            Fact::BetterOffSaid(fact) => value.say_better_off(stamp, fact),
            Fact::PartNamed(fact) => service.name_part(stamp, &fact),
            Fact::PartJudged(fact) => return service.judge_part(table, names, stamp, fact),
            Fact::ContributionSaid(fact) => {
                if let Some(party) = table.seats.get(&stamp.actor).map(|seat| seat.party) {
                    dialogue.say(stamp, party, fact);
                }
            }
            Fact::FeatureAdded(fact) => {
                if let Some(party) = table.seats.get(&stamp.actor).map(|seat| seat.party) {
                    features.add(stamp, party, fact);
                }
            }
            Fact::FeatureChanged(fact) => features.change(stamp, fact),
            Fact::FeaturePriced(fact) => features.price(stamp, fact),
            Fact::FeatureWithdrawn(fact) => features.withdraw(stamp, fact),
            Fact::EndowmentsChosen(fact) => mixes.choose_endowments(stamp, fact),
            Fact::MixRecorded(fact) => mixes.record(stamp, fact),
            Fact::SpokenWordConfirmed(fact) => dialogue.confirm_spoken(&fact),
            Fact::SpokenWordWithdrawn(fact) => dialogue.remove(fact.contribution),
            Fact::NeedExplained(fact) => dialogue.explain(stamp, fact),
            Fact::SaidBack(fact) => dialogue.say_back(stamp, fact),
            Fact::ReflectionConfirmed(fact) => dialogue.confirm_reflection(stamp, &fact),
            Fact::ReflectionCorrected(fact) => dialogue.correct_reflection(stamp, fact),
            Fact::CorrectionAcknowledged(fact) => dialogue.acknowledge_correction(stamp, &fact),
            // What a nod comes to is recorded beside it.
            Fact::BuildNodded(_) => {}
            Fact::ContributionHeard(fact) => dialogue.hear(stamp, &fact),
            Fact::ContributionAnswered(fact) => dialogue.answer(stamp, fact),
            Fact::AnswerConfirmed(fact) => dialogue.confirm_answer(stamp, &fact),
            Fact::AdviceDismissed(fact) => dialogue.dismiss(stamp.actor, fact.advice),
            Fact::ContributionTakenBack(fact) => dialogue.remove(fact.contribution),
            // The text is gone from the record itself; a fold made before must be made anew.
            Fact::ContentErased(_) => {}
            // It says what is gone; what there is stays what it is.
            Fact::RecordRestored(_) => {}
        }
        false
    }

    fn leave(&mut self, stamp: Stamp, person: PersonId) {
        if let Some(seat) = self.table.seats.get_mut(&person) {
            seat.left = Some(stamp);
        }
        let Self {
            table,
            value,
            service,
            names,
            ..
        } = self;
        value.resettle(person, table, names, stamp);
        service.resettle(person, table, names, stamp);
    }

    /// An audience names parties that sit here.
    pub(crate) fn check_audience(&self, audience: &Audience) -> Result<(), Refusal> {
        match audience {
            Audience::Parties(parties)
                if parties.is_empty()
                    || parties.len() > table::PARTIES
                    || parties.iter().any(|id| self.table.party(*id).is_none()) =>
            {
                Err(Refusal::NobodyThere)
            }
            _ => Ok(()),
        }
    }

    /// The kind of party a person belongs to, whether they still sit here or not.
    pub(crate) fn kind_of(&self, party: PartyId) -> Option<PartyKind> {
        self.table.parties.get(&party).map(|party| party.kind)
    }
}
