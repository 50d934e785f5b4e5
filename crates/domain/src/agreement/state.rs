//! The versions of the agreement so far.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::{OrdMap, OrdSet, Vector};

use super::Fingerprint;
use crate::day::Day;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::table::Seat;
use crate::words::*;

/// One version of the agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Counted from 1.
    pub number: u64,
    /// When it was put together as it is, and by whom.
    pub composed: Stamp,
    /// What it was put together from.
    pub terms: Terms,
    /// Its text, once that was fixed; none while it is a draft.
    pub clauses: Vec<(Stamp, Arc<ClauseFixed>)>,
    /// That the text is fixed: open for signature, or signed.
    pub opened: Option<Opened>,
    /// The signatures that hold.
    pub signatures: BTreeMap<PersonId, Signed>,
    /// Those who could sign and do not.
    pub declined: BTreeMap<PersonId, Declined>,
    /// Signatures that hold no more, by what withdrew them.
    pub withdrawn: Vec<Withdrawn>,
    /// Since when it is in force.
    pub in_force: Option<Stamp>,
    /// That it was opened again.
    pub reopened: Option<Reopened>,
    /// Since when another version is in force.
    pub superseded: Option<Stamp>,
}

/// What an agreement is put together from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The outcomes that it is about, in order.
    pub outcomes: Vec<OutcomeId>,
    /// The recorded mix that is built.
    pub mix: Option<MixId>,
    /// The decisions that belong to it, in order.
    pub decisions: Vec<ProposalId>,
    /// The promises that belong to it, in order.
    pub commitments: Vec<CommitmentId>,
    /// Every how many months it is looked at again.
    pub months: u64,
    /// When first.
    pub review: (Day, Moment),
    /// What outside has it looked at again at once, where that was said and not erased.
    pub factor: Option<Typed>,
    /// Which fall of value does.
    pub fall: Option<Typed>,
    /// What it changes in a contract.
    pub contract: Option<Typed>,
}

/// What somebody typed into a draft. It stays theirs when somebody else puts the draft together otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// When, and by whom.
    pub said: Stamp,
    /// The words.
    pub words: String,
}

/// That a text is fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// When and by whom.
    pub stamp: Stamp,
    /// The parties that it is between.
    pub parties: Vec<PartyId>,
    /// What stands for each clause.
    pub clauses: Vec<Fingerprint>,
    /// What stands for the text.
    pub text: Fingerprint,
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// When and by whom.
    pub stamp: Stamp,
    /// What stands for the text that was signed.
    pub text: Fingerprint,
    /// For which party.
    pub party: PartyId,
    /// In which role.
    pub capacity: Role,
    /// How the server knew who it was.
    pub proved: Proved,
    /// What was signed, in base64url.
    pub statement: String,
    /// What the passkey answered, where one did.
    pub assertion: Option<Arc<Assertion>>,
    /// Where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
    /// When the server first showed the text to whoever signed, on the page on which they signed.
    pub shown: Option<Moment>,
}

/// That somebody does not sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declined {
    /// When and by whom.
    pub stamp: Stamp,
    /// For which party.
    pub party: PartyId,
    /// Why; `None` once erased.
    pub why: Option<String>,
    /// When they had signed this text, where they take that back.
    pub signed: Option<Moment>,
}

/// That signatures hold no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// When and by whom.
    pub stamp: Stamp,
    /// Why.
    pub because: Withdrawal,
    /// Whose.
    pub people: Vec<PersonId>,
    /// The parties that the text was between.
    pub parties: Vec<PartyId>,
}

/// That an agreement in force was opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopened {
    /// When and by whom.
    pub stamp: Stamp,
    /// Why, in a word.
    pub because: Reopening,
    /// Why; `None` once erased.
    pub why: Option<String>,
}

/// What somebody says against the agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dissent {
    /// The dissent.
    pub id: DissentId,
    /// When and by whom.
    pub said: Stamp,
    /// Of which party that person was.
    pub party: PartyId,
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// When it was taken back.
    pub withdrawn: Option<Stamp>,
}

/// Every version, and what is said against the agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreements {
    /// In order.
    pub versions: Vector<Arc<Version>>,
    /// By the entry in which it was said.
    pub dissents: OrdMap<u64, Arc<Dissent>>,
    /// The entries of clauses that still have words, by the entry that these come from.
    pub cited: OrdMap<u64, Vec<u64>>,
    /// What was drawn for signatures by passkey: each is used once.
    pub nonces: OrdSet<String>,
}

/// How far a version is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgreementState {
    /// Whoever speaks for a party may change it.
    Draft,
    /// Its text is fixed and waits for signatures.
    Open,
    /// Every party has signed.
    InForce,
    /// In force, and opened again: another version is being made.
    Reopened,
    /// Another version is in force.
    Superseded,
}

impl Version {
    /// How far it is.
    pub fn state(&self) -> AgreementState {
        match (&self.opened, self.in_force) {
            (None, _) => AgreementState::Draft,
            (Some(_), None) => AgreementState::Open,
            _ if self.superseded.is_some() => AgreementState::Superseded,
            _ if self.reopened.is_some() => AgreementState::Reopened,
            _ => AgreementState::InForce,
        }
    }

    /// Whether its fixed text has this measure.
    pub fn has_measure(&self, measure: MeasureId) -> bool {
        let mut clauses = self.clauses.iter();
        clauses.any(|(_, it)| it.measure == Some(measure))
    }

    /// Whether its fixed text says something in a section.
    pub fn has_section(&self, section: AgreementSection) -> bool {
        let mut clauses = self.clauses.iter();
        clauses.any(|(_, it)| it.clause.section() == section)
    }

    /// The text, while it waits for signatures.
    pub fn open(&self) -> Option<&Opened> {
        self.opened.as_ref().filter(|_| self.in_force.is_none())
    }

    /// The parties that it is between and of which nobody has signed.
    pub fn missing(&self) -> Vec<PartyId> {
        let opened = self.opened.iter();
        let parties = opened.flat_map(|opened| opened.parties.iter().copied());
        let signed: BTreeSet<PartyId> = self.signatures.values().map(|it| it.party).collect();
        parties.filter(|party| !signed.contains(party)).collect()
    }
}

impl Terms {
    /// What was typed for a clause of this kind.
    pub(super) fn typed(&self, kind: Clause) -> Option<&Typed> {
        match kind {
            Clause::Factor => self.factor.as_ref(),
            Clause::Fall => self.fall.as_ref(),
            Clause::Contract => self.contract.as_ref(),
            _ => None,
        }
    }
}

impl Agreements {
    /// What whoever puts a version together begins with: the version as it is, or the one before.
    pub(super) fn drafted_before(&self, number: u64) -> Option<&Terms> {
        let before = self.version(number).or_else(|| self.last());
        before.map(|version| &version.terms)
    }

    /// The last version.
    pub fn last(&self) -> Option<&Version> {
        self.versions.last().map(|version| &**version)
    }

    /// A version.
    pub fn version(&self, number: u64) -> Option<&Version> {
        let place = usize::try_from(number.checked_sub(1)?).ok()?;
        self.versions.get(place).map(|version| &**version)
    }

    /// The version in force.
    pub fn in_force(&self) -> Option<&Version> {
        let mut all = self.versions.iter().rev();
        let found = all.find(|version| version.in_force.is_some() && version.superseded.is_none());
        found.map(|version| &**version)
    }

    /// What is said against the agreement and was not taken back, the oldest first.
    pub(crate) fn standing_dissents(&self) -> impl Iterator<Item = &Dissent> {
        let all = self.dissents.values().map(|dissent| &**dissent);
        all.filter(|dissent| dissent.withdrawn.is_none())
    }

    /// The entries of clauses that repeat the words of an entry, of texts that were changed since, too.
    pub(crate) fn citing(&self, sequence: u64) -> &[u64] {
        self.cited.get(&sequence).map_or(&[], Vec::as_slice)
    }

    pub(super) fn change(&mut self, number: u64, change: impl FnOnce(&mut Version)) {
        if let Some(version) = self.change_if(number) {
            change(version);
        }
    }

    pub(super) fn change_if(&mut self, number: u64) -> Option<&mut Version> {
        let place = usize::try_from(number.checked_sub(1)?).ok()?;
        self.versions.get_mut(place).map(Arc::make_mut)
    }
}

impl Relationship {
    /// A version of the agreement.
    pub(crate) fn agreement(&self, version: u64) -> Result<&Version, Refusal> {
        let version = self.agreements.version(version);
        version.ok_or(Refusal::Unknown { what: "agreement" })
    }

    /// A version whose text waits for signatures.
    pub(crate) fn signable(&self, version: u64) -> Result<(&Version, &Opened), Refusal> {
        let version = self.agreement(version)?;
        match (version.state(), version.open()) {
            (_, Some(opened)) => Ok((version, opened)),
            (AgreementState::Draft, None) => Err(Refusal::StillDraft),
            (_, None) => Err(Refusal::InForce),
        }
    }

    /// Whether a text that waits for signatures is between this party and others.
    pub(crate) fn is_waited_for_to_sign(&self, party: PartyId) -> bool {
        let open = self.agreements.last().and_then(Version::open);
        open.is_some_and(|opened| opened.parties.contains(&party))
    }

    /// Whether somebody sees all that a version says; the text of now, where it is fixed.
    pub(crate) fn sees_all_of(&self, seat: &Seat, version: &Version) -> bool {
        let told = match version.opened {
            Some(_) => version
                .clauses
                .iter()
                .flat_map(|(_, clause)| clause.reads.iter().copied())
                .collect(),
            None => self.told_by(&version.terms),
        };
        self.sees_worth_of(seat, &told)
    }

    /// What follows when a party leaves: a text between it and others waits for signatures no more.
    pub(crate) fn agreement_left_by(&self, party: PartyId) -> Vec<Fact> {
        let open = self
            .agreements
            .last()
            .filter(|_| self.is_waited_for_to_sign(party));
        let withdraw = |version: &Version| version.withdraw(Withdrawal::PartyLeft);
        open.map(withdraw).into_iter().collect()
    }
}

impl Version {
    /// That its signatures hold no more.
    pub(crate) fn withdraw(&self, because: Withdrawal) -> Fact {
        SignaturesWithdrawn {
            version: self.number,
            because,
            people: self.signatures.keys().copied().collect(),
        }
        .into()
    }
}
