//! What an act at the table changes beside the record, whoever asks for it: names, which lie in the accounts,
//! and the links of whoever lost their seat.

use accounts::Prepared;
use domain::ids::*;
use domain::{Command, Fact};

use crate::{Act, App, Error, Refused};

impl App {
    /// What an act that puts a name right changes in the accounts, in the same transaction. Whoever has no
    /// seat, and what is not there, is left to the rule that refuses.
    pub(crate) fn renaming(&self, act: &Act) -> Result<Option<Prepared<()>>, Refused> {
        let (table, by) = (act.relationship, act.actor);
        let accounts = self.accounts();
        let prepared = match &act.command {
            Command::RenameParty(renaming) => {
                let relationship = self.relationship(table).map_err(Refused::Failed)?;
                let seen = relationship
                    .as_ref()
                    .and_then(|relationship| relationship.seen_by(by, relationship));
                let Some(seen) = seen else {
                    return Ok(None);
                };
                let parties = seen.frame().parties;
                let party = parties.iter().find(|party| party.id == renaming.party);
                let Some(party) = party else {
                    return Ok(None);
                };
                let here = parties.iter().filter(|party| party.left.is_none());
                let here: Vec<_> = here.map(|party| party.organisation).collect();
                let which = (party.organisation, here.as_slice());
                accounts.prepare_rename_named(by, which, table, &renaming.name)
            }
            Command::RenamePerson(renaming) => {
                accounts.prepare_rename_guest(renaming.person, table, &renaming.name)
            }
            _ => return Ok(None),
        };
        match prepared {
            Ok(prepared) => Ok(Some(prepared)),
            Err(error) => Err(match error.refusal() {
                Some(refusal) => Refused::Account(refusal.clone()),
                None => Refused::Failed(Error::from(error)),
            }),
        }
    }

    /// Withdraws what invites people whose seat somebody else took. The record comes first: a link that is
    /// left opens no seat.
    pub(crate) fn close_doors(&self, table: RelationshipId, by: PersonId, facts: &[Fact]) {
        let mut gone: Vec<PersonId> = Vec::new();
        for fact in facts {
            match fact {
                Fact::PersonUnseated(fact) if fact.person != by => gone.push(fact.person),
                Fact::PartyRemoved(fact) => gone.extend(self.ever_of(table, by, fact.party)),
                _ => {}
            }
        }
        let now = jiff::Timestamp::from_millisecond(self.now().0).unwrap_or_default();
        for person in gone {
            if let Err(error) = self.accounts().withdraw_invitations(person, table, now) {
                tracing::warn!(%error, "a link of somebody without a seat is left");
            }
        }
    }

    /// Everybody who sits or sat in a party.
    fn ever_of(&self, table: RelationshipId, by: PersonId, party: PartyId) -> Vec<PersonId> {
        let relationship = self.relationship(table).ok().flatten();
        let seen = relationship
            .as_ref()
            .and_then(|relationship| relationship.seen_by(by, relationship));
        let sides = seen.map(|seen| seen.frame().sides).unwrap_or_default();
        sides
            .into_iter()
            .filter_map(|(person, side)| (side == party).then_some(person))
            .collect()
    }
}
