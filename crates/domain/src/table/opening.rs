//! Opening a relationship, and what its parties say of it: name, purpose, terms, suppliers without a
//! seat.

use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};
use crate::text;
use crate::words::*;

use super::DEPENDENCIES;

/// What opens a relationship: the one act that has no table yet.
pub(crate) struct Opening {
    pub name: String,
    pub side: PartyKind,
    pub counterpart: OrganisationId,
    pub provider_unit: String,
    pub consumer_unit: String,
    pub closeness: Closeness,
    pub currency: String,
    pub time_zone: String,
    pub purpose: String,
}

pub(crate) fn open(context: &mut Context<'_>, opening: Opening) -> Result<Vec<Fact>, Refusal> {
    let own = context.organisation_of(context.actor)?;
    if !context.is_member(context.actor) {
        return Err(Refusal::OrganisationUnproved);
    }
    let provider_unit = text::optional_line("provider_unit", &opening.provider_unit)?;
    let consumer_unit = text::optional_line("consumer_unit", &opening.consumer_unit)?;
    let units_differ = !provider_unit.is_empty()
        && !consumer_unit.is_empty()
        && provider_unit.to_lowercase() != consumer_unit.to_lowercase();
    if own == opening.counterpart && !units_differ {
        return Err(Refusal::SameOrganisation);
    }
    let currency = opening.currency.trim().to_uppercase();
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(Refusal::Currency);
    }
    let purpose = text::optional_passage("purpose", &opening.purpose)?;
    let (provider, consumer) = (PartyId(context.id()), PartyId(context.id()));
    let (party, role, provider_organisation, consumer_organisation) = match opening.side {
        PartyKind::Provider => (provider, Role::ServiceOwner, own, opening.counterpart),
        PartyKind::Consumer => (consumer, Role::Customer, opening.counterpart, own),
        _ => return Err(Refusal::RoleOfAnotherParty),
    };
    let mut facts = vec![
        RelationshipOpened {
            provider,
            provider_organisation,
            consumer,
            consumer_organisation,
            closeness: opening.closeness,
            currency,
            time_zone: text::line("time_zone", &opening.time_zone)?,
            text: Some(OpeningText {
                name: text::line("name", &opening.name)?,
                provider_unit,
                consumer_unit,
            }),
        }
        .into(),
        PersonSeated {
            person: context.actor,
            party,
            roles: vec![role],
            since: Since::Start,
            invited_by: None,
            claimed: true,
            proof: Proof::Account,
            text: context.called(context.actor),
        }
        .into(),
        FacilitationPassed { to: context.actor }.into(),
    ];
    if !purpose.is_empty() {
        facts.push(
            PurposeSaid {
                party,
                text: Some(PurposeText { purpose }),
            }
            .into(),
        );
    }
    Ok(facts)
}

impl Relationship {
    pub(crate) fn describe(
        &self,
        actor: PersonId,
        name: &str,
        closeness: Closeness,
    ) -> Result<Vec<Fact>, Refusal> {
        self.spokesperson(actor)?;
        let name = text::line("name", name)?;
        if self.table.name.as_ref() == Some(&name) && self.table.closeness == closeness {
            return Err(Refusal::NothingNew);
        }
        Ok(vec![
            RelationshipDescribed {
                closeness,
                text: Some(DescriptionText { name }),
            }
            .into(),
        ])
    }

    /// The purpose is in the consumer's words. Until it has any, the provider may propose some.
    pub(crate) fn say_purpose(&self, actor: PersonId, purpose: &str) -> Result<Vec<Fact>, Refusal> {
        let seat = self.speaker(actor)?;
        let said_by_consumer = self
            .table
            .purpose
            .as_ref()
            .is_some_and(|p| p.party == self.table.consumer);
        if seat.party != self.table.consumer {
            self.spokesperson(actor)?;
            if seat.party != self.table.provider || said_by_consumer {
                return Err(Refusal::OnlyConsumer);
            }
        }
        let purpose = text::passage("purpose", purpose)?;
        Ok(vec![
            PurposeSaid {
                party: seat.party,
                text: Some(PurposeText { purpose }),
            }
            .into(),
        ])
    }

    pub(crate) fn say_terms(
        &self,
        actor: PersonId,
        brings: &str,
        expects: &str,
        cannot: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = self.spokesperson(actor)?;
        let words = TermsText {
            brings: text::optional_passage("brings", brings)?,
            expects: text::optional_passage("expects", expects)?,
            cannot: text::optional_passage("cannot", cannot)?,
        };
        if words.brings.is_empty() && words.expects.is_empty() && words.cannot.is_empty() {
            return Err(Refusal::Blank { field: "brings" });
        }
        Ok(vec![
            TermsSaid {
                party: seat.party,
                text: Some(words),
            }
            .into(),
        ])
    }

    pub(crate) fn name_dependency(
        &self,
        context: &mut Context<'_>,
        name: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(context.actor)?;
        if self.table.dependencies.len() >= DEPENDENCIES {
            return Err(Refusal::Full {
                what: "named suppliers",
                limit: DEPENDENCIES,
            });
        }
        let name = text::line("name", name)?;
        let dependency = DependencyId(context.id());
        Ok(vec![
            DependencyNamed {
                dependency,
                text: Some(DependencyText { name }),
            }
            .into(),
        ])
    }

    pub(crate) fn leave_dependency_out(
        &self,
        actor: PersonId,
        dependency: DependencyId,
        why: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        self.spokesperson_of(actor, self.table.provider)?;
        self.without_a_seat(dependency)?;
        let why = text::passage("why", why)?;
        Ok(vec![
            DependencyLeftOut {
                dependency,
                text: Some(LeftOutText { why }),
            }
            .into(),
        ])
    }

    /// Refuses a supplier that nobody named, or that sits at the table already.
    pub(super) fn without_a_seat(&self, dependency: DependencyId) -> Result<(), Refusal> {
        let named = self.table.dependencies.get(&dependency);
        let named = named.ok_or(Refusal::Unknown {
            what: "named supplier",
        })?;
        match self.table.seat_of(named) {
            Some(_) => Err(Refusal::AlreadySeated),
            None => Ok(()),
        }
    }
}
