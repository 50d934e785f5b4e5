//! When something was recorded, where in the record it stands, and by whom.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::PersonId;

/// A moment: milliseconds since 1970-01-01T00:00:00Z. Programs are told it as a date and time.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(transparent)]
#[schema(value_type = String, format = DateTime)]
pub struct Moment(pub i64);

impl Moment {
    /// One day, in milliseconds.
    pub const DAY: i64 = 86_400_000;

    /// Whole days from `earlier` to `self`; negative when `earlier` is later.
    pub fn days_since(self, earlier: Moment) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(Self::DAY)
    }
}

impl AsRef<Moment> for Moment {
    fn as_ref(&self) -> &Moment {
        self
    }
}

/// The envelope of an entry, as far as the rules need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Stamp {
    /// Place in the record, dense from 1.
    pub sequence: u64,
    /// Moment of recording; never decreases within a record.
    pub at: Moment,
    /// Who did it.
    pub actor: PersonId,
}
