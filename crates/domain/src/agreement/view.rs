//! What a viewer sees of the agreement.

use std::collections::BTreeSet;
use std::iter;

use serde::Serialize;
use utoipa::ToSchema;

use super::Fingerprint;
use super::acts::statement;
use super::distance::Distance;
use super::state::{Dissent, Typed, Version};
use crate::act::{self, Act, RecordName};
use crate::audience::Seen;
use crate::commitment::view::CommitmentState;
use crate::day::Day;
use crate::fact::ClauseFixed;
use crate::ids::*;
use crate::measure::Measure;
use crate::refusal::Refusal;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

pub use super::state::AgreementState;

/// Every version of the agreement, and what the viewer may begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgreementPage {
    /// The latest first.
    pub versions: Vec<AgreementLine>,
    /// The version asked for, or the latest.
    pub shown: Option<AgreementView>,
    /// What people have against the agreement now, the oldest first.
    pub dissents: Vec<DissentView>,
    /// The version that the viewer may put together.
    pub composes: Option<u64>,
    /// Whether the viewer may say what they have against it.
    pub may_dissent: bool,
    /// How far the table is from everybody's win.
    pub distance: Distance,
}

/// A version in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgreementLine {
    /// Which version.
    pub version: u64,
    /// How far it is.
    pub state: AgreementState,
    /// Since when.
    pub since: Moment,
}

/// One version of the agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgreementView {
    /// Which version.
    pub version: u64,
    /// How far it is.
    pub state: AgreementState,
    /// Since when.
    pub since: Moment,
    /// The entry with which it was composed as it is.
    pub composed: u64,
    /// When.
    pub composed_at: Moment,
    /// By whom.
    pub composed_by: PersonId,
    /// The outcomes that it is about, in order.
    pub outcomes: Vec<OutcomeId>,
    /// The recorded mix that is built.
    pub mix: Option<MixId>,
    /// The decisions that belong to it, in order.
    pub decisions: Vec<ProposalId>,
    /// The promises that belong to it, in order, as they are today.
    pub commitments: Vec<AgreedCommitmentView>,
    /// Every how many months it is looked at again.
    pub months: u64,
    /// The day on which it is looked at first.
    pub review: Day,
    /// Whether that day has come, and it is in force.
    pub review_due: bool,
    /// What outside has it looked at again at once; as it was composed.
    pub factor: Option<String>,
    /// Which fall of value does.
    pub fall: Option<String>,
    /// What it changes in a contract.
    pub contract: Option<String>,
    /// The parties that it is between.
    pub parties: Vec<PartyId>,
    /// What it says, in order: as things are now, while it is a draft.
    pub clauses: Vec<ClauseView>,
    /// What stands for the text, once that is fixed.
    pub text: Option<Fingerprint>,
    /// What stands for each clause, in order; of that the other is made.
    pub stand_for: Vec<Fingerprint>,
    /// When the text was fixed.
    pub opened: Option<Moment>,
    /// By whom.
    pub opened_by: Option<PersonId>,
    /// The entry with which it was.
    pub opened_entry: Option<u64>,
    /// The signatures, in the order given.
    pub signatures: Vec<SignatureView>,
    /// The parties that have not signed.
    pub missing: Vec<SignatoriesView>,
    /// Who does not sign, and why.
    pub declined: Vec<DeclinedView>,
    /// Signatures that hold no more.
    pub withdrawn: Vec<WithdrawnSignaturesView>,
    /// Since when it is in force.
    pub in_force: Option<Moment>,
    /// The entry with which it came into force.
    pub in_force_entry: Option<u64>,
    /// That it was opened again.
    pub reopened: Option<ReopenedView>,
    /// Since when another version is in force.
    pub superseded: Option<Moment>,
    /// The qualities of which no measure tells.
    pub unmeasured: Vec<Quality>,
    /// Outcomes of the text whose words are others today, or that are looked at no more.
    pub reworded: Vec<OutcomeId>,
    /// Outcomes that the viewer guesses or skips before they see all of the text.
    pub guess_first: Vec<OutcomeId>,
    /// Whether the viewer sees all of the text.
    pub sees_all: bool,
    /// Whether the viewer may fix the text and have it signed.
    pub may_open: bool,
    /// Whether the viewer may sign.
    pub may_sign: bool,
    /// The roles in which the viewer can sign, the one that binds most first.
    pub capacities: Vec<Role>,
    /// Whether the viewer may say that they do not sign.
    pub may_decline: bool,
    /// Whether the viewer may open it again.
    pub may_reopen: bool,
}

/// One clause of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClauseView {
    /// Where it stands, from 1.
    pub place: u64,
    /// What it says.
    pub clause: Clause,
    /// Of which outcome.
    pub outcome: Option<OutcomeId>,
    /// Whether the viewer may not see it before they have guessed, or the consumer has opened its figures.
    pub hidden: bool,
    /// Whether its words were erased.
    pub erased: bool,
    /// Whether that was after it was fixed: what stands for it, and was signed, is made of these words.
    pub erased_since_fixed: bool,
    /// Of or for which party.
    pub party: Option<PartyId>,
    /// The measure.
    pub measure: Option<MeasureId>,
    /// What an outcome depends on, or a measure tells of.
    pub quality: Option<Quality>,
    /// On which side of its target a measure is good.
    pub aim: Option<Aim>,
    /// The target, in thousandths of a unit.
    pub target: Option<i64>,
    /// Whether an outcome removes or imposes something.
    pub direction: Option<Direction>,
    /// What that is.
    pub burden: Option<Burden>,
    /// What the outcome is worth to each party that said so.
    pub worth: Vec<WorthTo>,
    /// The mix.
    pub mix: Option<MixId>,
    /// By which rule it was made.
    pub rule: Option<MixRule>,
    /// For which budget, in minor units.
    pub budget: Option<u64>,
    /// What it costs, in minor units.
    pub cost: Option<u64>,
    /// One of its features.
    pub feature: Option<FeatureId>,
    /// The price that the mix reckoned with, in minor units.
    pub price: Option<u64>,
    /// What of that price each party that agreed to bear some of it pays, or what a decision costs it, in minor units.
    pub bears: Vec<CostTo>,
    /// What was decided.
    pub proposal: Option<ProposalId>,
    /// The promise.
    pub commitment: Option<CommitmentId>,
    /// To which party it was made.
    pub promised_to: Option<PartyId>,
    /// Every how many months the agreement is looked at again.
    pub months: Option<u64>,
    /// The day on which the agreement is looked at first, or a decision again, or by which a promise is kept.
    pub day: Option<Day>,
    /// The dissent.
    pub dissent: Option<DissentId>,
    /// The entry in which its words were said.
    pub cites: Option<u64>,
    /// Whose words they are.
    pub words_of: Option<PersonId>,
    /// Where nothing is known of who said them but that they have a link from another party: which one.
    pub by_link_of: Option<PartyId>,
    /// The words.
    pub words: Option<String>,
    /// When an outcome is good enough; in what a measure is measured; all that was decided.
    pub more: Option<String>,
    /// The entry that is this clause, once it is fixed.
    pub entry: Option<u64>,
    /// What stands for it, once it is fixed.
    pub stands_for: Option<Fingerprint>,
}

/// A promise that belongs to an agreement, as it is today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgreedCommitmentView {
    /// The promise.
    pub commitment: CommitmentId,
    /// How far it is.
    pub state: CommitmentState,
    /// The day by which, as both sides agreed last.
    pub due: Day,
    /// Whether both sides changed it, or gave it up, after the text was fixed.
    pub changed: bool,
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SignatureView {
    /// Who.
    pub person: PersonId,
    /// For which party.
    pub party: PartyId,
    /// In which role.
    pub capacity: Role,
    /// How the server knew who it was.
    pub proved: Proved,
    /// When.
    pub at: Moment,
    /// The entry.
    pub entry: u64,
    /// What stands for the text that was signed.
    pub text: Fingerprint,
    /// What was signed, in base64url.
    pub statement: String,
    /// What the passkey answered, where one did.
    pub assertion: Option<Assertion>,
    /// Where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
    /// When the server first showed the text to whoever signed, on the page on which they signed; none where it
    /// cannot tell.
    pub shown: Option<Moment>,
}

/// A party that has not signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SignatoriesView {
    /// Which.
    pub party: PartyId,
    /// Who can sign for it.
    pub people: Vec<PersonId>,
}

/// That somebody does not sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DeclinedView {
    /// Who.
    pub person: PersonId,
    /// For which party.
    pub party: PartyId,
    /// When.
    pub at: Moment,
    /// Why; `None` once erased.
    pub why: Option<String>,
    /// When they had signed this text, where they take that back.
    pub signed: Option<Moment>,
}

/// That signatures hold no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WithdrawnSignaturesView {
    /// When.
    pub at: Moment,
    /// By whose act.
    pub person: PersonId,
    /// Why.
    pub because: Withdrawal,
    /// Whose signatures.
    pub people: Vec<PersonId>,
}

/// That an agreement in force was opened again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReopenedView {
    /// When.
    pub at: Moment,
    /// By whom.
    pub person: PersonId,
    /// Why, in a word.
    pub because: Reopening,
    /// Why; `None` once erased.
    pub why: Option<String>,
}

/// What somebody has against the agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DissentView {
    /// The dissent.
    pub id: DissentId,
    /// Who.
    pub person: PersonId,
    /// Of which party.
    pub party: PartyId,
    /// When.
    pub at: Moment,
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// Whether the viewer may take it back.
    pub may_withdraw: bool,
}

/// A measure of an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MeasureView {
    /// The measure.
    pub id: MeasureId,
    /// Which of the four qualities it tells of.
    pub quality: Quality,
    /// What is measured; `None` once erased.
    pub name: Option<String>,
    /// In what; `None` once erased.
    pub unit: Option<String>,
    /// How it is read; `None` where nobody said so, or once erased.
    pub how: Option<String>,
    /// On which side of its target it is good.
    pub aim: Aim,
    /// The target, in thousandths of a unit.
    pub target: i64,
    /// The party that named it.
    pub named_by: PartyId,
    /// Where it is asked of people: how.
    pub asked: Option<AskedView>,
    /// Whether the viewer may drop it.
    pub may_drop: bool,
}

/// That a measure is asked of people, who answer by link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AskedView {
    /// Of which party's people.
    pub party: PartyId,
    /// About what.
    pub about: Experience,
    /// How often.
    pub rhythm: Rhythm,
    /// The first day of the earliest month or quarter that was not counted.
    pub period: Day,
    /// When that ends, and can be counted.
    pub until: Moment,
    /// The first day of the latest month or quarter that was counted, whether enough people answered in it or not.
    pub counted: Option<Day>,
    /// The record in which they answer.
    #[serde(skip)]
    pub answers: ConsultationId,
    /// Whether people can answer.
    pub open: bool,
    /// Whether the viewer may count what is over.
    pub may_count: bool,
}

impl Version {
    fn line(&self) -> AgreementLine {
        AgreementLine {
            version: self.number,
            state: self.state(),
            since: self.since(),
        }
    }

    /// Since when it is as far as it is.
    fn since(&self) -> Moment {
        let reopened = self.reopened.as_ref().map(|reopened| reopened.stamp);
        let opened = self.opened.as_ref().map(|opened| opened.stamp);
        let since = self.superseded.or(reopened).or(self.in_force).or(opened);
        // Where a party left, it is a draft again as it was composed before.
        let withdrawn = self.withdrawn.last().map(|withdrawn| withdrawn.stamp);
        let drafted = withdrawn.into_iter().chain([self.composed]);
        let drafted = drafted.max_by_key(|stamp| stamp.sequence);
        since.or(drafted).unwrap_or(self.composed).at
    }
}

impl Seen<'_> {
    /// Whether there is something to see or to begin.
    pub fn has_agreement(&self) -> bool {
        let agreements = &self.then.agreements;
        !agreements.versions.is_empty() || self.may::<act::ComposeAgreement>(())
    }

    /// Every version, and one of them as it is: the one asked for, or the latest.
    pub fn agreement(&self, version: Option<u64>, now: Moment) -> Option<AgreementPage> {
        let agreements = &self.then.agreements;
        let shown = match version {
            Some(number) => Some(self.agreement_version(number, now)?),
            None => self.last_agreement(now),
        };
        let may_compose = self.may::<act::ComposeAgreement>(());
        let standing = agreements.standing_dissents();
        Some(AgreementPage {
            versions: self.agreement_lines(),
            shown,
            dissents: standing.map(|dissent| self.dissent_view(dissent)).collect(),
            composes: self.today.next_agreement().ok().filter(|_| may_compose),
            may_dissent: self.may::<act::SayDissent>(()),
            distance: self.distance(now),
        })
    }

    /// One version, whole.
    pub fn agreement_version(&self, number: u64, now: Moment) -> Option<AgreementView> {
        let version = self.then.agreements.version(number)?;
        Some(self.agreement_view(version, now))
    }

    /// The latest version, whole.
    pub fn last_agreement(&self, now: Moment) -> Option<AgreementView> {
        let last = self.then.agreements.last()?;
        Some(self.agreement_view(last, now))
    }

    /// Every version in a line, the latest first.
    pub fn agreement_lines(&self) -> Vec<AgreementLine> {
        let versions = self.then.agreements.versions.iter().rev();
        versions.map(|it| it.line()).collect()
    }

    /// The latest version, in a line.
    pub fn latest_agreement(&self) -> Option<AgreementLine> {
        self.then.agreements.last().map(Version::line)
    }

    /// What the viewer signs when they sign a text.
    ///
    /// # Errors
    /// The rule that refuses.
    pub fn statement_to_sign(
        &self,
        record: RecordName,
        version: u64,
        text: Fingerprint,
        capacity: Role,
    ) -> Result<signing::Statement, Refusal> {
        let seat = act::SignAgreement::allowed(self.today, self.seat.person, version)?;
        statement(record, version, text, seat, capacity)
    }

    /// The latest version that the viewer may sign.
    pub fn agreement_to_sign(&self) -> Option<u64> {
        let last = self.today.agreements.last()?;
        let person = &self.seat.person;
        let said = last.declined.contains_key(person);
        // Where a colleague has signed, the party is not waited for.
        let missing = last.missing().contains(&self.seat.party);
        (!said && missing && self.may::<act::SignAgreement>(last.number)).then_some(last.number)
    }

    /// The latest version, where the viewer signed it and it is a draft again by what somebody else did, or another
    /// text since; and why that was.
    pub(crate) fn signature_withdrawn(&self) -> Option<(u64, Withdrawal)> {
        let (last, person) = (self.today.agreements.last()?, self.seat.person);
        let said = last.signatures.contains_key(&person) || last.declined.contains_key(&person);
        let mut withdrawn = last.withdrawn.iter().rev();
        let theirs = withdrawn.find(|it| it.people.contains(&person))?;
        let by_another = theirs.stamp.actor != person;
        let holds = last.in_force.is_none() && by_another && !said;
        holds.then_some((last.number, theirs.because))
    }

    /// The text that the viewer's party opened for signature, where somebody else does not sign it and nobody else of
    /// their party has; and of which party.
    pub(crate) fn signing_declined(&self) -> Option<(u64, PartyId)> {
        let last = self.today.agreements.last()?;
        let by = last.open()?.stamp.actor;
        let ours = self.today.table.side_of(by) == Some(self.seat.party);
        let missing = last.missing();
        let others = last.declined.values();
        let others = others.filter(|it| it.stamp.actor != self.seat.person);
        let others = others.filter(|it| missing.contains(&it.party));
        let first = others.min_by_key(|it| it.stamp.sequence)?;
        let may = ours && self.may::<act::ComposeAgreement>(());
        may.then_some((last.number, first.party))
    }

    /// The version in force whose review is due, where the viewer may open it again.
    pub fn agreement_to_review(&self, now: Moment) -> Option<u64> {
        let in_force = self.today.agreements.in_force()?;
        let due = now >= in_force.terms.review.1;
        (due && self.may::<act::ReopenAgreement>(in_force.number)).then_some(in_force.number)
    }

    /// The texts of agreements, with where and when they were said; what several versions say in the same
    /// words, of the latest of them.
    pub(crate) fn agreement_texts(&self) -> Vec<(u64, Moment, Vec<String>)> {
        let mut texts = Vec::new();
        let mut later = BTreeSet::new();
        let agreements = &self.then.agreements;
        for version in agreements.versions.iter().rev() {
            let mut add = |at: Moment, these: &[&Option<String>]| {
                let these: Vec<String> = these.iter().filter_map(|text| (*text).clone()).collect();
                if later.insert(these.clone()) {
                    texts.push((version.number, at, these));
                }
            };
            let terms = &version.terms;
            let typed = [&terms.factor, &terms.fall, &terms.contract];
            for typed in typed.into_iter().flatten() {
                add(typed.said.at, &[&Some(typed.words.clone())]);
            }
            for (stamp, clause) in &version.clauses {
                if self.may_see_mix(&clause.reads) {
                    let (words, more) = said(clause);
                    add(stamp.at, &[&words, &more]);
                }
            }
            for declined in version.declined.values() {
                add(declined.stamp.at, &[&declined.why]);
            }
            if let Some(reopened) = &version.reopened {
                add(reopened.stamp.at, &[&reopened.why]);
            }
        }
        let last = agreements.last().map_or(0, |version| version.number);
        for dissent in agreements.standing_dissents() {
            texts.push((
                last,
                dissent.said.at,
                dissent.words.iter().cloned().collect(),
            ));
        }
        texts
    }

    /// The measures of an outcome.
    pub fn measures(&self, outcome: OutcomeId) -> Vec<MeasureView> {
        let of = self.then.measures.of(outcome).into_iter();
        of.map(|measure| self.measure_view(measure)).collect()
    }

    pub(crate) fn measure_view(&self, measure: &Measure) -> MeasureView {
        MeasureView {
            id: measure.id,
            quality: measure.quality,
            name: measure.name.clone(),
            unit: measure.unit.clone(),
            how: measure.how.clone(),
            aim: measure.aim,
            target: measure.target,
            named_by: measure.party,
            asked: measure.asked.map(|asked| AskedView {
                party: asked.party,
                about: asked.about,
                rhythm: asked.rhythm,
                period: asked.period,
                until: asked.until,
                counted: asked.counted,
                answers: asked.answers,
                open: self.today.takes_answers(measure),
                may_count: self.may::<act::CountAnswers>(measure.id),
            }),
            may_drop: self.may::<act::DropMeasure>(measure.id),
        }
    }

    fn dissent_view(&self, dissent: &Dissent) -> DissentView {
        DissentView {
            id: dissent.id,
            person: dissent.said.actor,
            party: dissent.party,
            at: dissent.said.at,
            words: dissent.words.clone(),
            may_withdraw: self.may::<act::WithdrawDissent>(dissent.id),
        }
    }

    fn agreement_view(&self, version: &Version, now: Moment) -> AgreementView {
        let (then, number) = (self.then, version.number);
        let opened = version.opened.as_ref();
        let clauses: Vec<ClauseView> = match opened {
            Some(opened) => {
                let stand_for = opened
                    .clauses
                    .iter()
                    .map(|it| Some(*it))
                    .chain(iter::repeat(None));
                let fixed = version.clauses.iter().zip(stand_for);
                fixed
                    .map(|((stamp, it), stands)| self.clause_view(it, Some(*stamp), stands))
                    .collect()
            }
            None => {
                let drafted = then.clauses(number, &version.terms);
                drafted
                    .iter()
                    .map(|it| self.clause_view(it, None, None))
                    .collect()
            }
        };
        // How many features a mix chose is for those who may see it.
        let shows = |it: &ClauseView| !(it.hidden && it.clause == Clause::Feature);
        let clauses: Vec<ClauseView> = clauses.into_iter().filter(shows).collect();
        let told: BTreeSet<OutcomeId> = match opened {
            Some(_) => version
                .clauses
                .iter()
                .flat_map(|(_, it)| it.reads.iter().copied())
                .collect(),
            None => then.told_by(&version.terms),
        };
        let consumer = then.table.consumer;
        let hidden = told.iter().filter(|it| !self.may_see_worth(**it, consumer));
        let hidden: Vec<OutcomeId> = hidden.copied().collect();
        let parties = opened.map_or_else(|| then.parties_to_sign(), |it| it.parties.clone());
        let signing = |party: &PartyId| SignatoriesView {
            party: *party,
            people: then
                .table
                .people_of(*party)
                .filter(|seat| seat.signs())
                .map(|seat| seat.person)
                .collect(),
        };
        let measured: BTreeSet<Quality> = clauses
            .iter()
            .filter(|clause| clause.clause == Clause::Measure)
            .filter_map(|clause| clause.quality)
            .collect();
        // Of what no outcome depends on, no measure is missing.
        let depended: BTreeSet<Quality> = clauses
            .iter()
            .filter(|clause| clause.clause == Clause::Outcome)
            .filter_map(|clause| clause.quality)
            .collect();
        let unmeasured = depended.difference(&measured);
        let mut signatures: Vec<_> = version.signatures.values().collect();
        signatures.sort_by_key(|signed| signed.stamp.sequence);
        AgreementView {
            version: number,
            state: version.state(),
            since: version.since(),
            composed: version.composed.sequence,
            composed_at: version.composed.at,
            composed_by: version.composed.actor,
            outcomes: version.terms.outcomes.clone(),
            mix: version.terms.mix,
            decisions: version.terms.decisions.clone(),
            commitments: self.agreed_commitments(version, now),
            months: version.terms.months,
            review: version.terms.review.0,
            review_due: self.then.agreements.in_force() == Some(version)
                && now >= version.terms.review.1,
            factor: typed(&version.terms.factor),
            fall: typed(&version.terms.fall),
            contract: typed(&version.terms.contract),
            reworded: self.reworded_since(version),
            missing: match opened {
                Some(_) => version.missing().iter().map(signing).collect(),
                None => parties.iter().map(signing).collect(),
            },
            parties,
            clauses,
            text: opened.map(|opened| opened.text),
            stand_for: opened
                .map(|opened| opened.clauses.clone())
                .unwrap_or_default(),
            opened: opened.map(|opened| opened.stamp.at),
            opened_by: opened.map(|opened| opened.stamp.actor),
            opened_entry: opened.map(|opened| opened.stamp.sequence),
            signatures: signatures
                .into_iter()
                .map(|signed| SignatureView {
                    person: signed.stamp.actor,
                    party: signed.party,
                    capacity: signed.capacity,
                    proved: signed.proved,
                    at: signed.stamp.at,
                    entry: signed.stamp.sequence,
                    text: signed.text,
                    statement: signed.statement.clone(),
                    assertion: signed.assertion.as_ref().map(|it| (**it).clone()),
                    by_link_of: signed.by_link_of,
                    shown: signed.shown,
                })
                .collect(),
            declined: version
                .declined
                .values()
                .map(|declined| DeclinedView {
                    person: declined.stamp.actor,
                    party: declined.party,
                    at: declined.stamp.at,
                    why: declined.why.clone(),
                    signed: declined.signed,
                })
                .collect(),
            withdrawn: version
                .withdrawn
                .iter()
                .map(|withdrawn| WithdrawnSignaturesView {
                    at: withdrawn.stamp.at,
                    person: withdrawn.stamp.actor,
                    because: withdrawn.because,
                    people: withdrawn.people.clone(),
                })
                .collect(),
            in_force: version.in_force.map(|stamp| stamp.at),
            in_force_entry: version.in_force.map(|stamp| stamp.sequence),
            reopened: version.reopened.as_ref().map(|reopened| ReopenedView {
                at: reopened.stamp.at,
                person: reopened.stamp.actor,
                because: reopened.because,
                why: reopened.why.clone(),
            }),
            superseded: version.superseded.map(|stamp| stamp.at),
            unmeasured: unmeasured.copied().collect(),
            sees_all: hidden.is_empty(),
            guess_first: match self.seat.party == then.table.provider {
                true => hidden,
                false => Vec::new(),
            },
            may_open: self.may::<act::OpenForSignature>(number),
            may_sign: self.may::<act::SignAgreement>(number),
            capacities: self.seat.capacities().collect(),
            may_decline: self.may::<act::DeclineToSign>(number),
            may_reopen: self.may::<act::ReopenAgreement>(number),
        }
    }

    /// The promises of a version's text as they are today; of a draft those that its text would have.
    fn agreed_commitments(&self, version: &Version, now: Moment) -> Vec<AgreedCommitmentView> {
        let opened = version.opened.as_ref().map(|opened| opened.stamp.sequence);
        let fixed = version.clauses.iter();
        let fixed: BTreeSet<CommitmentId> = fixed.filter_map(|(_, it)| it.commitment).collect();
        let promised = version.terms.commitments.iter();
        let promised = promised.filter_map(|id| self.then.commitments.all.get(id));
        let promised = promised.filter(|it| match opened {
            Some(_) => fixed.contains(&it.id),
            None => it.holds(),
        });
        let told = promised.map(|it| AgreedCommitmentView {
            commitment: it.id,
            state: it.state(now),
            due: it.due.0,
            changed: opened.is_some_and(|opened| it.is_other_since(opened)),
        });
        told.collect()
    }

    /// Outcomes whose words have changed since the text was fixed, or that were retired.
    fn reworded_since(&self, version: &Version) -> Vec<OutcomeId> {
        let Some(opened) = &version.opened else {
            return Vec::new();
        };
        let changed = |id: &&OutcomeId| {
            let outcome = self.then.value.outcomes.get(id);
            outcome.is_some_and(|outcome| {
                outcome.retired.is_some() || !outcome.words.hold_since(opened.stamp.sequence)
            })
        };
        version
            .terms
            .outcomes
            .iter()
            .filter(changed)
            .copied()
            .collect()
    }

    fn clause_view(
        &self,
        clause: &ClauseFixed,
        fixed: Option<Stamp>,
        stands_for: Option<Fingerprint>,
    ) -> ClauseView {
        let hidden = !self.may_see_mix(&clause.reads);
        let (words, more) = said(clause);
        let view = ClauseView {
            place: clause.place,
            clause: clause.clause,
            outcome: clause.outcome,
            hidden,
            erased: clause.cites.is_some() && clause.text.is_none(),
            erased_since_fixed: fixed.is_some() && clause.lost_words(),
            party: clause.party,
            measure: clause.measure,
            quality: clause.quality,
            aim: clause.aim,
            target: clause.target,
            direction: clause.direction,
            burden: clause.burden,
            worth: clause.worth.clone(),
            mix: clause.mix,
            rule: clause.rule,
            budget: clause.budget,
            cost: clause.cost,
            feature: clause.feature,
            price: clause.price,
            bears: clause.bears.clone(),
            proposal: clause.proposal,
            commitment: clause.commitment,
            promised_to: clause.promised_to,
            months: clause.months,
            day: clause.day,
            dissent: clause.dissent,
            cites: clause.cites,
            words_of: clause.words_of,
            by_link_of: clause
                .words_of
                .and_then(|who| self.then.table.link_behind(who)),
            words,
            more,
            entry: fixed.map(|stamp| stamp.sequence),
            stands_for,
        };
        match hidden {
            false => view,
            // Which features were chosen, and for how much, tells what the consumer said.
            true => ClauseView {
                party: None,
                worth: Vec::new(),
                rule: None,
                budget: None,
                cost: None,
                feature: None,
                price: None,
                bears: Vec::new(),
                cites: None,
                words_of: None,
                by_link_of: None,
                words: None,
                more: None,
                ..view
            },
        }
    }
}

fn typed(typed: &Option<Typed>) -> Option<String> {
    typed.as_ref().map(|typed| typed.words.clone())
}

fn said(clause: &ClauseFixed) -> (Option<String>, Option<String>) {
    let text = clause.text.as_ref();
    let more = text.map(|text| text.more.clone());
    (
        text.map(|text| text.words.clone()),
        more.filter(|more| !more.is_empty()),
    )
}
