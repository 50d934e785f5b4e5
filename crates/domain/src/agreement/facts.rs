//! What is recorded of agreements, and what each of these facts changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Fingerprint;
use super::state::{Declined, Dissent, Opened, Reopened, Signed, Terms, Typed, Version, Withdrawn};
use crate::day::Day;
use crate::edits::Edited;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

facts! {
    /// An agreement was put together from what is on the table: a draft, which anybody who speaks for a party
    /// changes.
    "agreement_composed" AgreementComposed reaches Table {
        /// Which version of the agreement.
        version: u64,
        /// The outcomes that it is about, in order.
        outcomes: Vec<OutcomeId>,
        /// The recorded mix that is built.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mix: Option<MixId>,
        /// The decisions that belong to it, in order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        decisions: Vec<ProposalId>,
        /// The promises that belong to it, in order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        commitments: Vec<CommitmentId>,
        /// Every how many months it is looked at again.
        months: u64,
        /// The day on which it is looked at first.
        review_on: Day,
        /// When that day begins at this table.
        review: Moment,
        /// Of what is said below, what reads as it did before: whose words it was, it stays. It lies in the entry in
        /// which it was typed, so that what erases it there erases it in every draft since.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        keeps: Vec<Clause>,
    } says AgreementText {
        /// What outside has it looked at again at once.
        factor: String,
        /// Which fall of value does.
        fall: String,
        /// What it changes in a contract.
        contract: String,
    }

    /// Somebody says something against the agreement, in their own words.
    "dissent_said" DissentSaid reaches Table {
        /// The dissent.
        dissent: DissentId,
        /// The party of whoever says it.
        party: PartyId,
    } says DissentText {
        /// The words.
        words: String,
    }

    /// Whoever said something against the agreement takes it back.
    "dissent_withdrawn" DissentWithdrawn reaches Table {
        /// The dissent.
        dissent: DissentId,
    }

    /// One clause of a text that opens for signature. Its words may be erased; what stands for it stays.
    "clause_fixed" ClauseFixed reaches Mix(reads) {
        /// Of which version of the agreement.
        version: u64,
        /// Where it stands there, from 1.
        place: u64,
        /// What it says.
        clause: Clause,
        /// Of which outcome.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<OutcomeId>,
        /// Of or for which party.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        party: Option<PartyId>,
        /// The measure.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        measure: Option<MeasureId>,
        /// What an outcome depends on, or a measure tells of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quality: Option<Quality>,
        /// On which side of its target a measure is good.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        aim: Option<Aim>,
        /// The target, in thousandths of a unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<i64>,
        /// Whether an outcome removes or imposes something.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        direction: Option<Direction>,
        /// What that is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        burden: Option<Burden>,
        /// What the outcome is worth to each party that said so, when the text was fixed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        worth: Vec<WorthTo>,
        /// The mix.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mix: Option<MixId>,
        /// By which rule it was made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<MixRule>,
        /// For which budget, in minor units.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        budget: Option<u64>,
        /// What it costs, in minor units.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cost: Option<u64>,
        /// One of its features.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        feature: Option<FeatureId>,
        /// The price that the mix reckoned with, in minor units.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        price: Option<u64>,
        /// What of that price each party that agreed to bear some of it pays, or what a decision costs it, in minor units.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        bears: Vec<CostTo>,
        /// What was decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposal: Option<ProposalId>,
        /// The promise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        commitment: Option<CommitmentId>,
        /// To which party it was made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promised_to: Option<PartyId>,
        /// Every how many months the agreement is looked at again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        months: Option<u64>,
        /// The day on which the agreement is looked at first, or a decision again, or by which a promise is kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        day: Option<Day>,
        /// The dissent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dissent: Option<DissentId>,
        /// The entry in which its words were said. What erases them there erases them here.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cites: Option<u64>,
        /// Whose words they are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words_of: Option<PersonId>,
        /// Drawn for this clause, where it has no words to stand with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        salt: Option<Fingerprint>,
        /// The outcomes of which it tells what the consumer says.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        reads: Vec<OutcomeId>,
    } says ClauseText {
        /// The words.
        words: String,
        /// When an outcome is good enough; in what a measure is measured; all that was decided.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        more: String,
        /// Drawn for this clause, and erased with its words.
        salt: String,
    }

    /// The text is fixed and open for signature.
    "agreement_opened" AgreementOpened reaches Table {
        /// Which version.
        version: u64,
        /// The parties that it is between, each of which signs.
        parties: Vec<PartyId>,
        /// What stands for each clause, in order.
        clauses: Vec<Fingerprint>,
        /// What stands for the text: that is signed.
        text: Fingerprint,
    }

    /// Somebody signs for their party.
    "agreement_signed" AgreementSigned reaches Table {
        /// Which version.
        version: u64,
        /// What stands for the text.
        text: Fingerprint,
        /// For which party.
        party: PartyId,
        /// In which role.
        capacity: Role,
        /// How the server knew who it was.
        proved: Proved,
        /// What was signed, byte for byte, in base64url.
        statement: String,
        /// What the passkey answered, where one did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        assertion: Option<Assertion>,
        /// Where the party is here only by links that another party made: which one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_link_of: Option<PartyId>,
        /// When the server first showed this text to whoever signed, on the page on which they signed; none where it
        /// cannot tell.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shown: Option<Moment>,
    }

    /// Somebody who could sign for their party does not, and says why. A signature of theirs is taken back.
    "signing_declined" SigningDeclined reaches Table {
        /// Which version.
        version: u64,
        /// For which party.
        party: PartyId,
    } says SigningDeclinedText {
        /// Because …
        why: String,
    }

    /// The text is open for signature no more; signatures that were given do not hold.
    "signatures_withdrawn" SignaturesWithdrawn reaches Table {
        /// Which version.
        version: u64,
        /// Why.
        because: Withdrawal,
        /// Whose signatures.
        people: Vec<PersonId>,
    }

    /// Every party has signed: the agreement is in force, and the one before is not any more.
    "agreement_in_force" AgreementInForce reaches Table {
        /// Which version.
        version: u64,
        /// What stands for the text.
        text: Fingerprint,
        /// Who signed it.
        people: Vec<PersonId>,
        /// Which version is superseded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        supersedes: Option<u64>,
    }

    /// An agreement in force is opened again. It stays in force until another one is.
    "agreement_reopened" AgreementReopened reaches Table {
        /// Which version.
        version: u64,
        /// Why, in a word.
        because: Reopening,
    } says ReopenedText {
        /// Why.
        why: String,
    }
}

impl Happened for AgreementComposed {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Agreement(self.version))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let agreements = &mut to.agreements;
        let before = agreements.drafted_before(self.version);
        let said = |kind: Clause, text: Option<String>| match self.keeps.contains(&kind) {
            true => before.and_then(|terms| terms.typed(kind)).cloned(),
            false => text
                .filter(|words| !words.is_empty())
                .map(|words| Typed { said: stamp, words }),
        };
        let (factor, fall, contract) = match self.text {
            Some(text) => (Some(text.factor), Some(text.fall), Some(text.contract)),
            None => (None, None, None),
        };
        let factor = said(Clause::Factor, factor);
        let fall = said(Clause::Fall, fall);
        let contract = said(Clause::Contract, contract);
        let terms = Terms {
            outcomes: self.outcomes,
            mix: self.mix,
            decisions: self.decisions,
            commitments: self.commitments,
            months: self.months,
            review: (self.review_on, self.review),
            factor,
            fall,
            contract,
        };
        match agreements.change_if(self.version) {
            Some(version) => {
                version.composed = stamp;
                version.terms = terms;
                version.opened = None;
                version.clauses.clear();
                version.signatures.clear();
                version.declined.clear();
            }
            None => agreements.versions.push_back(Arc::new(Version {
                number: self.version,
                composed: stamp,
                terms,
                clauses: Vec::new(),
                opened: None,
                signatures: BTreeMap::new(),
                declined: BTreeMap::new(),
                withdrawn: Vec::new(),
                in_force: None,
                reopened: None,
                superseded: None,
            })),
        }
    }
}

impl Happened for DissentSaid {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let dissent = Dissent {
            id: self.dissent,
            said: stamp,
            party: self.party,
            words: self.text.map(|text| text.words),
            withdrawn: None,
        };
        to.agreements
            .dissents
            .insert(stamp.sequence, Arc::new(dissent));
    }
}

impl Happened for DissentWithdrawn {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let all = &mut to.agreements.dissents;
        let found = all.iter().find(|(_, it)| it.id == self.dissent);
        let said = found.map(|(sequence, _)| *sequence);
        if let Some(dissent) = said.and_then(|said| all.get_mut(&said)) {
            Arc::make_mut(dissent).withdrawn = Some(stamp);
        }
    }
}

impl Happened for ClauseFixed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(cites) = self.cites.filter(|_| self.text.is_some()) {
            to.agreements
                .cited
                .entry(cites)
                .or_default()
                .push(stamp.sequence);
        }
        to.agreements.change(self.version, |version| {
            if self.place == 1 {
                version.clauses.clear();
            }
            version.clauses.push((stamp, Arc::new(self)));
        });
    }
}

impl Happened for AgreementOpened {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.agreements.change(self.version, |version| {
            version.opened = Some(Opened {
                stamp,
                parties: self.parties,
                clauses: self.clauses,
                text: self.text,
            });
        });
    }
}

impl Happened for AgreementSigned {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let nonce = self.assertion.as_ref().map(|it| it.nonce.clone());
        to.agreements.nonces.extend(nonce);
        let signed = Signed {
            stamp,
            text: self.text,
            party: self.party,
            capacity: self.capacity,
            proved: self.proved,
            statement: self.statement,
            assertion: self.assertion.map(Arc::new),
            by_link_of: self.by_link_of,
            shown: self.shown,
        };
        to.agreements.change(self.version, |version| {
            version.declined.remove(&stamp.actor);
            version.signatures.insert(stamp.actor, signed);
        });
    }
}

impl Happened for SigningDeclined {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let mut declined = Declined {
            stamp,
            party: self.party,
            why: self.text.map(|text| text.why),
            signed: None,
        };
        to.agreements.change(self.version, |version| {
            if let Some(signed) = version.signatures.remove(&stamp.actor) {
                declined.signed = Some(signed.stamp.at);
                version.withdrawn.push(Withdrawn {
                    stamp,
                    because: Withdrawal::Declined,
                    people: vec![stamp.actor],
                    parties: vec![self.party],
                });
            }
            version.declined.insert(stamp.actor, declined);
        });
    }
}

impl Happened for SignaturesWithdrawn {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.agreements.change(self.version, |version| {
            let parties = version.opened.take().map(|opened| opened.parties);
            version.clauses.clear();
            version.signatures.clear();
            version.declined.clear();
            version.withdrawn.push(Withdrawn {
                stamp,
                because: self.because,
                people: self.people,
                parties: parties.unwrap_or_default(),
            });
        });
    }
}

impl Happened for AgreementInForce {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.agreements
            .change(self.version, |version| version.in_force = Some(stamp));
        if let Some(before) = self.supersedes {
            to.agreements
                .change(before, |version| version.superseded = Some(stamp));
        }
    }
}

impl Happened for AgreementReopened {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let reopened = Reopened {
            stamp,
            because: self.because,
            why: self.text.map(|text| text.why),
        };
        to.agreements
            .change(self.version, |version| version.reopened = Some(reopened));
    }
}
