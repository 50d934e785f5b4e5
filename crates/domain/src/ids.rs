//! Opaque ids. They carry no personal data, so they may be in facts that are never erased;
//! the names behind people and organisations live in `accounts`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// A service relationship, and the stream that records it.
    RelationshipId;
    /// An organisation; it may be provider in one relationship and consumer in the next.
    OrganisationId;
    /// A person, with or without an account.
    PersonId;
    /// An organisation's seat in one relationship.
    PartyId;
    /// A colleague whom somebody would like to see invited.
    SuggestionId;
    /// A result the service enables somebody to have.
    OutcomeId;
    /// A part of the running service.
    PartId;
    /// A supplier that the service depends on and that may have no seat.
    DependencyId;
    /// A cost or risk that an outcome removes from, or imposes on, a party.
    EffectId;
    /// Other words proposed for an outcome.
    WordingId;
    /// An asking to close the relationship.
    ClosingId;
    /// Something that the table may decide.
    ProposalId;
    /// A promise of one party to another.
    CommitmentId;
    /// A meeting of the table.
    MeetingId;
    /// A point on the agenda of a meeting.
    TopicId;
    /// Something outside that may change what is valuable.
    FactorId;
    /// Something that broke and is to be repaired.
    RepairId;
    /// A point of the record, frozen for a review.
    PackId;
    /// A stage at which things are worked on.
    StageId;
    /// A question put to many people.
    ConsultationId;
    /// Somebody who takes part in a consultation: drawn at random.
    VoiceId;
    /// A figure by which an outcome is told to be met.
    MeasureId;
    /// What somebody says against the agreement.
    DissentId;
    /// Something said at the table.
    ContributionId;
    /// Something that could be done.
    FeatureId;
    /// A recorded mix of features.
    MixId;
    /// One telling back of a contribution by another party.
    ReflectionId;
    /// One answer to a need, limit or idea.
    AnswerId;
}
