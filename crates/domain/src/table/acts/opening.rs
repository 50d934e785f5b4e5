//! Opening a relationship, and what its parties say of it: name, purpose, terms, suppliers without a
//! seat.

use crate::act::{Act, Asks, At, Context, Decided, acts, one};
use crate::edits::Edited;
use crate::fact::*;
use crate::ids::*;
use crate::places;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::{DEPENDENCIES, Seat};
use crate::text;
use crate::words::*;

acts! {
    /// Open a service relationship. The actor sits down on the side named.
    OpenRelationship {
        /// The service, in a few words.
        name: String,
        /// On which side the actor sits: `provider` or `consumer`.
        side: PartyKind,
        /// The organisation on the other side.
        counterpart: OrganisationId,
        /// Unit of the provider, needed where both sides are one organisation.
        #[serde(default)]
        provider_unit: String,
        /// Unit of the consumer, needed where both sides are one organisation.
        #[serde(default)]
        consumer_unit: String,
        /// How close to keep it.
        closeness: Closeness,
        /// ISO 4217 code.
        currency: String,
        /// IANA time zone.
        time_zone: String,
        /// The purpose, as the opener would put it until the consumer says it.
        #[serde(default)]
        purpose: String,
    }

    /// Change the relationship's name and how close it is kept.
    DescribeRelationship {
        /// The service, in a few words.
        name: String,
        /// How close to keep it.
        closeness: Closeness,
    }

    /// Say what the relationship is for.
    SayPurpose {
        /// The purpose.
        purpose: String,
    }

    /// Say what one's own party brings, expects and cannot do.
    SayTerms {
        /// What it brings.
        #[serde(default)]
        brings: String,
        /// What it may expect.
        #[serde(default)]
        expects: String,
        /// What it cannot do.
        #[serde(default)]
        cannot: String,
    }

    /// Name a supplier the service depends on.
    NameDependency {
        /// Who it is and what for.
        name: String,
    }

    /// Say why a supplier that the service depends on has no seat.
    LeaveDependencyOut about dependency: DependencyId {
        /// The dependency.
        dependency: DependencyId,
        /// The reason.
        why: String,
    }
}

/// The one act that has no table yet.
impl OpenRelationship {
    /// What must be known beforehand: the actor's organisation.
    pub fn asks(&self) -> Asks {
        Asks {
            actor: true,
            ..Asks::default()
        }
    }

    /// What begins the record.
    ///
    /// # Errors
    /// The rule that refuses.
    pub fn decide(self, context: &mut Context<'_>) -> Decided {
        let own = context.organisation_of(context.actor)?;
        if !context.is_member(context.actor) {
            return Err(Refusal::OrganisationUnproved);
        }
        let provider_unit = text::optional_line("provider_unit", &self.provider_unit)?;
        let consumer_unit = text::optional_line("consumer_unit", &self.consumer_unit)?;
        let units_differ = !provider_unit.is_empty()
            && !consumer_unit.is_empty()
            && provider_unit.to_lowercase() != consumer_unit.to_lowercase();
        if own == self.counterpart && !units_differ {
            return Err(Refusal::SameOrganisation);
        }
        let currency = places::currency(&self.currency)?;
        let purpose = text::optional_passage("purpose", &self.purpose)?;
        let (provider, consumer) = (PartyId(context.id()), PartyId(context.id()));
        let (party, role, provider_organisation, consumer_organisation) = match self.side {
            PartyKind::Provider => (provider, Role::ServiceOwner, own, self.counterpart),
            PartyKind::Consumer => (consumer, Role::Customer, self.counterpart, own),
            _ => return Err(Refusal::RoleOfAnotherParty),
        };
        let mut facts = vec![
            RelationshipOpened {
                provider,
                provider_organisation,
                consumer,
                consumer_organisation,
                closeness: self.closeness,
                currency,
                time_zone: places::time_zone(&self.time_zone)?,
                text: Some(OpeningText {
                    name: text::line("name", &self.name)?,
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
                in_place_of: None,
                text: context.called(context.actor),
            }
            .into(),
            FacilitationPassed { to: context.actor }.into(),
        ];
        if !purpose.is_empty() {
            let text = Some(PurposeText { purpose });
            facts.push(PurposeSaid { party, text }.into());
        }
        Ok(facts)
    }
}

impl Act for DescribeRelationship {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Description)
    }

    /// The relationship is between provider and consumer: what it is called, on every page and paper, is theirs to
    /// say, and so is how close it is.
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        match [relationship.table.provider, relationship.table.consumer].contains(&seat.party) {
            true => Ok(seat),
            false => Err(Refusal::OnlyTheTwo),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { relationship, .. } = at;
        let name = text::line("name", &self.name)?;
        let closeness = self.closeness;
        if relationship.table.name.as_ref() == Some(&name)
            && relationship.table.closeness == closeness
        {
            return Err(Refusal::NothingNew);
        }
        let text = Some(DescriptionText { name });
        one(RelationshipDescribed { closeness, text })
    }
}

impl Act for SayPurpose {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Purpose)
    }

    /// The purpose is in the consumer's words, and the first clause of what is signed: no guest says it, whom
    /// another side may have chosen. Until the consumer has any, the provider may propose some. Once somebody of
    /// it said it, they and those who speak for the consumer change it.
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let said = relationship.table.purpose.as_ref();
        let said_by_consumer = said.is_some_and(|said| said.party == relationship.table.consumer);
        if seat.party != relationship.table.consumer {
            relationship.spokesperson(actor)?;
            if seat.party != relationship.table.provider || said_by_consumer {
                return Err(Refusal::OnlyConsumer);
            }
        } else if said_by_consumer && said.is_some_and(|said| said.said.actor != actor) {
            relationship.spokesperson(actor)?;
        } else {
            relationship.binding(seat)?;
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { seat, .. } = at;
        let purpose = text::passage("purpose", &self.purpose)?;
        one(PurposeSaid {
            party: seat.party,
            text: Some(PurposeText { purpose }),
        })
    }
}

impl Act for SayTerms {
    fn edits(&self, seat: &Seat) -> Option<Edited> {
        Some(Edited::Terms(seat.party))
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        relationship.spokesperson(actor)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { seat, .. } = at;
        let words = TermsText {
            brings: text::optional_passage("brings", &self.brings)?,
            expects: text::optional_passage("expects", &self.expects)?,
            cannot: text::optional_passage("cannot", &self.cannot)?,
        };
        if words.brings.is_empty() && words.expects.is_empty() && words.cannot.is_empty() {
            return Err(Refusal::Blank { field: "brings" });
        }
        one(TermsSaid {
            party: seat.party,
            text: Some(words),
        })
    }
}

impl Act for NameDependency {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let named = relationship.table.dependencies.values();
        let named = named.map(|it| it.named.actor);
        relationship.within_share(seat, 1, ("named suppliers", DEPENDENCIES), named)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { context, .. } = at;
        let name = text::line("name", &self.name)?;
        one(DependencyNamed {
            dependency: DependencyId(context.id()),
            text: Some(DependencyText { name }),
        })
    }
}

impl Act for LeaveDependencyOut {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: DependencyId,
    ) -> Result<&Seat, Refusal> {
        let provider = relationship.table.provider;
        let other = Refusal::OnlyProviderLeavesOut;
        let seat = relationship.spokesperson_of(actor, provider, other)?;
        relationship.without_a_seat(on)?;
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let why = text::passage("why", &self.why)?;
        one(DependencyLeftOut {
            dependency: self.dependency,
            text: Some(LeftOutText { why }),
        })
    }
}

impl Relationship {
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
