//! Putting an agreement together, saying what one has against it, opening it for signature, signing it, and
//! opening it again.

use signing::{Bytes, Digest, Fault, Signature, Statement};

use super::clauses::{salted, stands_for, text_digest};
use crate::act::{Act, Asks, At, Confirmed, Decided, RecordName, acts, one};
use crate::agreement::*;
use crate::day::Day;
use crate::edits::Edited;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;
use crate::text;
use crate::words::*;

acts! {
    /// Put the agreement together from what is on the table, or otherwise than it is. A text that is open for
    /// signature becomes a draft again, and signatures that were given are withdrawn.
    ComposeAgreement {
        /// Which version it is then: the one that is a draft or open, or the next.
        version: u64,
        /// So many signatures were said to be withdrawn by it.
        #[serde(default)]
        withdraws: u64,
        /// The outcomes that it is about, in order; at least one.
        outcomes: Vec<OutcomeId>,
        /// The recorded mix that is built.
        #[serde(default)]
        mix: Option<MixId>,
        /// The decisions that belong to it, in order; each was adopted.
        #[serde(default)]
        decisions: Vec<ProposalId>,
        /// The promises that belong to it, in order.
        #[serde(default)]
        commitments: Vec<CommitmentId>,
        /// Every how many months it is looked at again: 1 to 60.
        months: u64,
        /// The day on which it is looked at first.
        review: Day,
        /// What outside has it looked at again at once.
        #[serde(default)]
        factor: String,
        /// Which fall of value does.
        #[serde(default)]
        fall: String,
        /// What it changes in a contract; nothing unless it is said here.
        #[serde(default)]
        contract: String,
    }

    /// Say, in one's own words, what one has against the agreement. It stands in the next text that opens for
    /// signature.
    SayDissent {
        /// The words.
        words: String,
    }

    /// Take back what one has against the agreement. A text that is fixed keeps it.
    WithdrawDissent about dissent: DissentId {
        /// Which.
        dissent: DissentId,
    }

    /// Fix the text of a draft, with values as they are now, and have it signed.
    OpenForSignature about version: u64 {
        /// Which version.
        version: u64,
        /// The entry with which it was composed as it was shown.
        composed: u64,
    }

    /// Sign for one's party. The last signature that is missing puts the agreement in force.
    SignAgreement about version: u64 {
        /// Which version.
        version: u64,
        /// What stands for the text that was shown.
        text: Fingerprint,
        /// In which role.
        capacity: Role,
    }

    /// Say that one does not sign, and why. A signature that one has given is taken back.
    DeclineToSign about version: u64 {
        /// Which version.
        version: u64,
        /// Because …
        why: String,
    }

    /// Open an agreement in force again, so that another version can be made. It stays in force until then.
    ReopenAgreement about version: u64 {
        /// Which version.
        version: u64,
        /// Why, in a word.
        because: Reopening,
        /// Why.
        why: String,
    }
}

impl Relationship {
    /// The number of the version that composing makes or changes.
    pub(crate) fn next_agreement(&self) -> Result<u64, Refusal> {
        let Some(last) = self.agreements.last() else {
            return Ok(1);
        };
        match last.state() {
            AgreementState::Draft | AgreementState::Open => Ok(last.number),
            AgreementState::InForce => Err(Refusal::InForce),
            AgreementState::Reopened | AgreementState::Superseded => Ok(last.number + 1),
        }
    }

    fn check_agreed(&self, seat: &Seat, act: &ComposeAgreement) -> Result<(), Refusal> {
        if act.outcomes.is_empty() {
            return Err(Refusal::AgreesNothing);
        }
        if act.outcomes.len() > OUTCOMES {
            return Err(Refusal::Full {
                what: "outcomes",
                limit: OUTCOMES,
            });
        }
        for (place, id) in act.outcomes.iter().enumerate() {
            self.live_outcome(*id)?;
            if act.outcomes[..place].contains(id) {
                return Err(Refusal::NothingNew.within("outcomes", place));
            }
        }
        if let Some(mix) = act.mix {
            self.mix_seen_by(seat.person, mix)?;
        }
        for (place, id) in act.decisions.iter().enumerate() {
            if !self.proposal(*id)?.is_adopted() {
                return Err(Refusal::NotDecided.within("decisions", place));
            }
            if act.decisions[..place].contains(id) {
                return Err(Refusal::NothingNew.within("decisions", place));
            }
        }
        for (place, id) in act.commitments.iter().enumerate() {
            let promised = self.known_commitment(*id)?;
            if !promised.holds() {
                return Err(Refusal::CommitmentEnded.within("commitments", place));
            }
            if act.commitments[..place].contains(id) {
                return Err(Refusal::NothingNew.within("commitments", place));
            }
        }
        match act.months {
            1..=LONGEST_RHYTHM => Ok(()),
            _ => Err(Refusal::Rhythm),
        }
    }

    /// The seat of somebody who signs for a party.
    fn signatory(&self, actor: PersonId) -> Result<&Seat, Refusal> {
        let seat = self.spokesperson(actor)?;
        match seat.signs() {
            true => Ok(seat),
            false => Err(Refusal::NoSignatory),
        }
    }

    /// The seat of somebody who signs for a party that a text is between, and sees all of it.
    fn signatory_of(&self, actor: PersonId, version: u64) -> Result<&Seat, Refusal> {
        let seat = self.signatory(actor)?;
        let (version, opened) = self.signable(version)?;
        if !opened.parties.contains(&seat.party) {
            return Err(Refusal::NotInThis);
        }
        match self.sees_all_of(seat, version) {
            true => Ok(seat),
            false if seat.party == self.table.provider => Err(Refusal::GuessFirst),
            false => Err(Refusal::FiguresClosed),
        }
    }

    /// The parties that an agreement is between: those that sit here and have somebody who signs for them.
    /// Provider and consumer always do.
    pub(crate) fn parties_to_sign(&self) -> Vec<PartyId> {
        let table = &self.table;
        let signs = |party: &PartyId| {
            [table.provider, table.consumer].contains(party)
                || table.people_of(*party).any(Seat::signs)
        };
        let seated = table.seated_parties().map(|party| party.id);
        seated.filter(signs).collect()
    }
}

impl Seat {
    /// Whether the person signs for their party, once they have an account.
    pub fn signs(&self) -> bool {
        self.speaks() && self.roles.iter().any(|role| role.signs())
    }

    /// The roles in which the person can sign, the one that binds most first.
    pub fn capacities(&self) -> impl Iterator<Item = Role> + '_ {
        let order = [
            Role::Sponsor,
            Role::Customer,
            Role::ServiceOwner,
            Role::Representative,
        ];
        order.into_iter().filter(|role| self.roles.contains(role))
    }
}

impl Act for ComposeAgreement {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Agreement(self.version))
    }

    fn asks(&self) -> Asks {
        Asks {
            days: vec![self.review],
            ..Asks::default()
        }
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        match relationship.next_agreement()? {
            next if next > AGREEMENTS as u64 => Err(Refusal::Full {
                what: "versions of the agreement",
                limit: AGREEMENTS,
            }),
            _ => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let relationship = at.relationship;
        if self.version != relationship.next_agreement()? {
            return Err(Refusal::Reworded);
        }
        relationship.check_agreed(at.seat, &self)?;
        let ahead = at.context.ahead(self.review, REVIEW_DAYS);
        let review = ahead.ok_or(Refusal::NoReview)?;
        let mut text = AgreementText {
            factor: text::optional_passage("factor", &self.factor)?,
            fall: text::optional_passage("fall", &self.fall)?,
            contract: text::optional_passage("contract", &self.contract)?,
        };
        let drafted = relationship.agreements.drafted_before(self.version);
        let passages = [
            (Clause::Factor, &mut text.factor),
            (Clause::Fall, &mut text.fall),
            (Clause::Contract, &mut text.contract),
        ];
        let mut keeps = Vec::new();
        for (kind, words) in passages {
            let typed = drafted.and_then(|terms| terms.typed(kind));
            if typed.is_some_and(|typed| typed.words == *words) {
                words.clear();
                keeps.push(kind);
            }
        }
        let before = relationship.agreements.version(self.version);
        let open = before.filter(|version| version.open().is_some());
        let signed = open.map_or(0, |version| version.signatures.len() as u64);
        if signed != self.withdraws {
            return Err(Refusal::SignedMeanwhile);
        }
        let composed = AgreementComposed {
            version: self.version,
            outcomes: self.outcomes,
            mix: self.mix,
            decisions: self.decisions,
            commitments: self.commitments,
            months: self.months,
            review_on: self.review,
            review,
            keeps,
            text: Some(text),
        };
        let withdrawn = open.map(|version| version.withdraw(Withdrawal::Changed));
        Ok(withdrawn.into_iter().chain([composed.into()]).collect())
    }
}

impl Act for SayDissent {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let said = relationship.agreements.standing_dissents();
        let said = said.map(|it| it.said.actor);
        relationship.within_share(seat, 1, ("dissents", DISSENTS), said)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let words = text::passage("words", &self.words)?;
        one(DissentSaid {
            dissent: DissentId(at.context.id()),
            party: at.seat.party,
            text: Some(DissentText { words }),
        })
    }
}

impl Act for WithdrawDissent {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        dissent: DissentId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let mut all = relationship.agreements.dissents.values();
        let said = all.find(|it| it.id == dissent);
        let said = said.ok_or(Refusal::Unknown { what: "dissent" })?;
        match (said.said.actor == actor, said.withdrawn) {
            (false, _) => Err(Refusal::NotAuthor),
            (true, Some(_)) => Err(Refusal::NothingNew),
            (true, None) => Ok(seat),
        }
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        one(DissentWithdrawn {
            dissent: self.dissent,
        })
    }
}

impl Act for OpenForSignature {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        version: u64,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let version = relationship.agreement(version)?;
        match version.state() {
            AgreementState::Draft => {}
            AgreementState::Open => return Err(Refusal::OpenAlready),
            _ => return Err(Refusal::InForce),
        }
        for id in &version.terms.outcomes {
            relationship.live_outcome(*id)?;
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let relationship = at.relationship;
        let version = relationship.agreement(self.version)?;
        if version.composed.sequence != self.composed {
            return Err(Refusal::Reworded);
        }
        let parties = relationship.parties_to_sign();
        let told = relationship.told_by(&version.terms);
        let signs = |seat: &&Seat| seat.signs() && seat.claimed;
        let sees = |seat: &Seat| relationship.sees_worth_of(seat, &told);
        let everybody = parties
            .iter()
            .flat_map(|party| relationship.table.people_of(*party));
        if !everybody.filter(signs).all(sees) {
            return Err(Refusal::SignersGuessFirst);
        }
        let number = version.number;
        let mut clauses = relationship.clauses(number, &version.terms);
        salted(&mut clauses, &at.context.seed);
        let stand_for: Vec<Fingerprint> = clauses.iter().map(stands_for).collect();
        let text = text_digest(number, &parties, &stand_for);
        let opened = AgreementOpened {
            version: number,
            parties,
            clauses: stand_for,
            text,
        };
        let fixed = clauses.into_iter().map(Fact::from);
        Ok(fixed.chain([opened.into()]).collect())
    }
}

impl Act for SignAgreement {
    fn asks(&self) -> Asks {
        Asks {
            record: true,
            ..Asks::default()
        }
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        version: u64,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.signatory_of(actor, version)?;
        match relationship
            .agreement(version)?
            .signatures
            .contains_key(&actor)
        {
            false => Ok(seat),
            true => Err(Refusal::SignedAlready),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (relationship, seat) = (at.relationship, at.seat);
        let (version, opened) = relationship.signable(self.version)?;
        if self.text != opened.text {
            return Err(Refusal::StaleText);
        }
        if !seat.roles.contains(&self.capacity) || !self.capacity.signs() {
            return Err(Refusal::NotInThatCapacity);
        }
        let by_link_of = at.binding_word_of(seat.party)?;
        let record = at.context.record.ok_or(Refusal::ConfirmFirst)?;
        let statement = statement(record, self.version, self.text, seat, self.capacity)?;
        let (proved, assertion) = match at.context.confirmed.take() {
            None
            | Some(Confirmed::ByServer {
                proved: Proved::Passkey,
            }) => return Err(Refusal::ConfirmFirst),
            Some(Confirmed::ByServer { proved }) => (proved, None),
            Some(Confirmed::ByPasskey { owner, signature }) => {
                if owner != at.context.actor {
                    return Err(Refusal::KeyOfAnother);
                }
                let nonce = signature.nonce.to_string();
                if relationship.agreements.nonces.contains(&nonce) {
                    return Err(Refusal::SignedBefore);
                }
                signature.check(&statement).map_err(refusal)?;
                (Proved::Passkey, Some(Assertion::of(&signature)))
            }
        };
        // Nobody was shown a text before it was fixed, or after they signed it, whatever a clock said.
        let shown = at.context.page_shown;
        let shown = shown.filter(|shown| *shown >= opened.stamp.at);
        let signed = AgreementSigned {
            version: version.number,
            text: opened.text,
            party: seat.party,
            capacity: self.capacity,
            proved,
            statement: Bytes(statement.canonical()).to_string(),
            assertion,
            by_link_of,
            shown: shown.map(|shown| shown.min(at.context.at)),
        };
        let mut facts = vec![signed.into()];
        let mut missing = version.missing();
        missing.retain(|party| *party != seat.party);
        if missing.is_empty() {
            let mut people: Vec<PersonId> = version.signatures.keys().copied().collect();
            people.push(seat.person);
            let before = relationship.agreements.in_force();
            let in_force = AgreementInForce {
                version: version.number,
                text: opened.text,
                people,
                supersedes: before.map(|before| before.number),
            };
            facts.push(in_force.into());
        }
        Ok(facts)
    }
}

/// What somebody signs when they sign a text in a capacity.
pub(crate) fn statement(
    record: RecordName,
    version: u64,
    text: Fingerprint,
    seat: &Seat,
    capacity: Role,
) -> Result<Statement, Refusal> {
    Ok(Statement {
        origin: record.origin.into_bytes(),
        relationship: record.relationship.0.into_bytes(),
        version: u32::try_from(version).map_err(|_| Refusal::Unknown { what: "agreement" })?,
        text: Digest(text.0),
        party: seat.party.0.into_bytes(),
        person: seat.person.0.into_bytes(),
        capacity: capacity.word().to_owned(),
    })
}

fn refusal(fault: Fault) -> Refusal {
    match fault {
        Fault::Challenge | Fault::Kind => Refusal::SignedSomethingElse,
        Fault::Site | Fault::Origin | Fault::Framed | Fault::Host => Refusal::SignedElsewhere,
        _ => Refusal::SignatureBroken,
    }
}

impl Assertion {
    /// A signature as the record keeps it.
    pub fn of(signature: &Signature) -> Self {
        Self {
            // A key is a few strings: writing it to memory cannot fail.
            key: serde_json::to_string(&signature.key).unwrap_or_default(),
            origin: signature.origin.clone(),
            nonce: signature.nonce.to_string(),
            authenticator_data: signature.authenticator_data.to_string(),
            client_data: signature.client_data.to_string(),
            signature: signature.signature.to_string(),
        }
    }

    /// The signature; none where these are not the bytes of one.
    pub fn signature(&self) -> Option<Signature> {
        let bytes = |text: &str| text.parse::<Bytes>().ok();
        Some(Signature {
            key: serde_json::from_str(&self.key).ok()?,
            origin: self.origin.clone(),
            nonce: bytes(&self.nonce)?,
            authenticator_data: bytes(&self.authenticator_data)?,
            client_data: bytes(&self.client_data)?,
            signature: bytes(&self.signature)?,
        })
    }
}

impl Act for DeclineToSign {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        version: u64,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.signatory(actor)?;
        let (version, opened) = relationship.signable(version)?;
        if !opened.parties.contains(&seat.party) {
            return Err(Refusal::NotInThis);
        }
        match version.declined.contains_key(&actor) {
            false => Ok(seat),
            true => Err(Refusal::NothingNew),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let why = text::passage("why", &self.why)?;
        one(SigningDeclined {
            version: self.version,
            party: at.seat.party,
            text: Some(SigningDeclinedText { why }),
        })
    }
}

impl Act for ReopenAgreement {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        version: u64,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        match relationship.agreement(version)?.state() {
            AgreementState::InForce => Ok(seat),
            AgreementState::Draft => Err(Refusal::StillDraft),
            _ => Err(Refusal::NothingNew),
        }
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let why = text::passage("why", &self.why)?;
        one(AgreementReopened {
            version: self.version,
            because: self.because,
            text: Some(ReopenedText { why }),
        })
    }
}
