//! Whether the agreements of a record hold, found out from its entries alone: what was signed is the text that is
//! there, and who signed it is who it says. Needs no server.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fingerprint, commitment, text_digest};
use crate::act::RecordName;
use crate::fact::*;
use crate::ids::*;
use crate::words::Proved;

/// Reads a record from its first entry to its last.
#[derive(Clone, Debug)]
pub struct Check {
    record: RecordName,
    /// What stands for clauses that have not been put into a text yet, by version and place; none where the words
    /// were erased.
    pending: BTreeMap<(u64, u64), Option<Fingerprint>>,
    open: BTreeMap<u64, Text>,
    nonces: BTreeSet<String>,
    found: Vec<Checked>,
}

#[derive(Clone, Debug)]
struct Text {
    text: Fingerprint,
    parties: Vec<PartyId>,
    /// For which party, and where that is among what was found.
    signed: BTreeMap<PersonId, (PartyId, usize)>,
}

/// What was found of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The entry.
    pub sequence: u64,
    /// Of which version.
    pub version: u64,
    /// What it was, and what is so.
    pub what: Finding,
}

/// What is so of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A text was opened for signature, and is what stands for it.
    Opened {
        /// How many clauses.
        clauses: usize,
        /// Of these, how many were erased since.
        erased: usize,
        /// How many this copy of the record does not show.
        unseen: usize,
    },
    /// Somebody signed it.
    Signed {
        /// Who.
        person: PersonId,
        /// How they showed who they are.
        proved: Proved,
        /// Where their party was here only by links that another party made: which one.
        by_link_of: Option<PartyId>,
        /// The entry that withdrew it, if one did.
        withdrawn: Option<u64>,
    },
    /// Every party signed the text that is in force.
    InForce,
    /// It does not hold, because …
    Fault(String),
}

impl Check {
    /// Of which record.
    pub fn new(record: RecordName) -> Self {
        Self {
            record,
            pending: BTreeMap::new(),
            open: BTreeMap::new(),
            nonces: BTreeSet::new(),
            found: Vec::new(),
        }
    }

    /// Whether entries of this kind are looked at: all others may be left out.
    pub fn reads(kind: &str) -> bool {
        [
            ClauseFixed::KIND,
            AgreementOpened::KIND,
            AgreementSigned::KIND,
            SigningDeclined::KIND,
            SignaturesWithdrawn::KIND,
            AgreementInForce::KIND,
        ]
        .contains(&kind)
    }

    /// Reads one entry: who made it, and its bytes as they are kept.
    pub fn entry(
        &mut self,
        sequence: u64,
        actor: PersonId,
        kind: &str,
        fact: &[u8],
        content: Option<&[u8]>,
    ) {
        if !Self::reads(kind) {
            return;
        }
        let (version, what) = match Fact::decode(kind, fact, content) {
            Ok(Fact::ClauseFixed(clause)) => {
                let kept = clause.salt.is_some() || content.is_some();
                let stands = kept.then(|| commitment(fact, content));
                self.pending.insert((clause.version, clause.place), stands);
                return;
            }
            Ok(Fact::AgreementOpened(opened)) => (opened.version, self.opened(opened)),
            Ok(Fact::AgreementSigned(signed)) => (signed.version, self.signed(actor, &signed)),
            Ok(Fact::SigningDeclined(declined)) => {
                let open = self.open.get_mut(&declined.version);
                let signed = open.and_then(|open| open.signed.remove(&actor));
                self.withdrawn(signed, sequence);
                return;
            }
            Ok(Fact::SignaturesWithdrawn(withdrawn)) => {
                let open = self.open.remove(&withdrawn.version);
                let signed = open.map(|open| open.signed).unwrap_or_default();
                self.withdrawn(signed.into_values(), sequence);
                return;
            }
            Ok(Fact::AgreementInForce(in_force)) => (in_force.version, self.in_force(&in_force)),
            Ok(_) => return,
            Err(error) => (0, Err(error.to_string())),
        };
        self.found.push(Checked {
            sequence,
            version,
            what: what.unwrap_or_else(Finding::Fault),
        });
    }

    /// These signatures are withdrawn with this entry.
    fn withdrawn(&mut self, signed: impl IntoIterator<Item = (PartyId, usize)>, sequence: u64) {
        for (_, place) in signed {
            if let Some(Finding::Signed { withdrawn, .. }) =
                self.found.get_mut(place).map(|found| &mut found.what)
            {
                *withdrawn = Some(sequence);
            }
        }
    }

    /// Everything found, in the order of the record.
    pub fn finish(self) -> Vec<Checked> {
        self.found
    }

    fn opened(&mut self, opened: AgreementOpened) -> Result<Finding, String> {
        let version = opened.version;
        let fixed: BTreeMap<u64, Option<Fingerprint>> = std::mem::take(&mut self.pending)
            .into_iter()
            .filter(|((of, _), _)| *of == version)
            .map(|((_, place), stands)| (place, stands))
            .collect();
        let clauses = opened.clauses.len();
        let (mut erased, mut unseen) = (0, 0);
        for (place, stands_for) in (1..).zip(&opened.clauses) {
            match fixed.get(&place) {
                None => unseen += 1,
                Some(None) => erased += 1,
                Some(Some(stands)) if stands == stands_for => {}
                Some(Some(_)) => {
                    return Err(format!("clause {place} is not the one that was signed"));
                }
            }
        }
        if fixed
            .keys()
            .any(|place| *place == 0 || *place > clauses as u64)
        {
            return Err("there are clauses that were not signed".to_owned());
        }
        if text_digest(version, &opened.parties, &opened.clauses) != opened.text {
            return Err("what stands for the text is not made of its clauses".to_owned());
        }
        let text = Text {
            text: opened.text,
            parties: opened.parties,
            signed: BTreeMap::new(),
        };
        self.open.insert(version, text);
        Ok(Finding::Opened {
            clauses,
            erased,
            unseen,
        })
    }

    fn signed(&mut self, actor: PersonId, signed: &AgreementSigned) -> Result<Finding, String> {
        let open = self
            .open
            .get_mut(&signed.version)
            .filter(|open| open.text == signed.text);
        let open = open.ok_or("the text that was signed is not the one that was open")?;
        let statement = signing::Statement {
            origin: self.record.origin.into_bytes(),
            relationship: self.record.relationship.0.into_bytes(),
            version: u32::try_from(signed.version).map_err(|_| "there is no such version")?,
            text: signing::Digest(signed.text.0),
            party: signed.party.0.into_bytes(),
            person: actor.0.into_bytes(),
            capacity: signed.capacity.word().to_owned(),
        };
        if signing::Bytes(statement.canonical()).to_string() != signed.statement {
            return Err("what was signed is not what the entry says".to_owned());
        }
        match (signed.proved, &signed.assertion) {
            (Proved::Passkey, Some(assertion)) => {
                let signature = assertion.signature();
                let signature = signature.ok_or("the passkey's answer cannot be read")?;
                if !self.nonces.insert(assertion.nonce.clone()) {
                    return Err("the passkey's answer was used before".to_owned());
                }
                signature
                    .check(&statement)
                    .map_err(|fault| fault.to_string())?;
            }
            (Proved::Passkey, None) => return Err("the passkey's answer is missing".to_owned()),
            (_, Some(_)) => {
                return Err("there is a passkey's answer that nobody speaks of".to_owned());
            }
            (_, None) => {}
        }
        open.signed.insert(actor, (signed.party, self.found.len()));
        Ok(Finding::Signed {
            person: actor,
            proved: signed.proved,
            by_link_of: signed.by_link_of,
            withdrawn: None,
        })
    }

    fn in_force(&self, in_force: &AgreementInForce) -> Result<Finding, String> {
        let open = self
            .open
            .get(&in_force.version)
            .filter(|open| open.text == in_force.text);
        let open = open.ok_or("the text in force is not the one that was open")?;
        let signed: BTreeSet<PartyId> = open.signed.values().map(|(party, _)| *party).collect();
        if open.parties.iter().all(|party| signed.contains(party)) {
            Ok(Finding::InForce)
        } else {
            Err("it is in force without the signature of a party".to_owned())
        }
    }
}
