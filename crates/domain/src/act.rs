//! What a person can do at the table, one struct per act. The pages and the JSON API both make these.
//!
//! An act is declared once, in its concept's `acts`: what it holds, what it asks the shell for, who
//! may ([`Act::allowed`], which pages ask before they offer it), and what follows ([`Act::decide`]). All
//! are listed in [`catalogue`](crate::catalogue).

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::day::Day;
use crate::edits::Edited;
use crate::fact::{Fact, SeatText};
use crate::ids::*;
use crate::local_time::LocalTime;
use crate::measure::PeriodAnswered;
use crate::mix::ComputedMix;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::table::Seat;
use crate::words::{MixRule, Proved};

pub use crate::agreement::acts::*;
pub use crate::closing::acts::*;
pub use crate::commitment::acts::*;
pub use crate::consultation::acts::*;
pub use crate::dialogue::acts::*;
pub use crate::factor::acts::*;
pub use crate::feature::acts::*;
pub use crate::measure::acts::*;
pub use crate::meeting::acts::*;
pub use crate::mix::acts::*;
pub use crate::pack::acts::*;
pub use crate::proposal::acts::*;
pub use crate::proposal::hearing::*;
pub use crate::repair::acts::*;
pub use crate::review::acts::*;
pub use crate::service::acts::*;
pub use crate::stage::acts::*;
pub use crate::table::acts::*;
pub use crate::trust::acts::*;
pub use crate::value::acts::*;

/// What an act is about, as far as who may depends on that: said where it is declared.
pub trait About {
    /// The thing, or things; nothing where the same people may everywhere.
    type On: Copy;

    /// What this one is about.
    fn on(&self) -> Self::On;
}

/// One act at the table, decided as a whole: all of its facts are recorded, or none.
pub trait Act: About {
    /// Whether the actor may do this now. Answers with the seat from which they act.
    ///
    /// # Errors
    /// The rule that refuses.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: Self::On,
    ) -> Result<&Seat, Refusal>;

    /// What follows. Only called once [`Self::allowed`] has answered.
    ///
    /// # Errors
    /// The rule that refuses. Nothing is recorded then.
    fn decide(self, at: At<'_, '_>) -> Decided;

    /// What it puts anew, where others may be changing the same.
    fn edits(&self, _: &Seat) -> Option<Edited> {
        None
    }

    /// What the shell must find out beforehand.
    fn asks(&self) -> Asks {
        Asks::default()
    }
}

/// Where an act is decided.
pub struct At<'a, 'c> {
    /// The state on which it is decided.
    pub relationship: &'a Relationship,
    /// What [`Act::allowed`] answered: the seat from which the actor acts.
    pub seat: &'a Seat,
    /// What is known beyond the record.
    pub context: &'a mut Context<'c>,
}

/// The facts that follow, or the rule that refuses.
pub type Decided = Result<Vec<Fact>, Refusal>;

/// One fact follows.
pub(crate) fn one(fact: impl Into<Fact>) -> Decided {
    Ok(vec![fact.into()])
}

/// What an act asks the shell for: what the rules must know that the record does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// Whether the accounts are asked about the actor.
    pub actor: bool,
    /// Whether they are asked about those whose link led to the actor's seat.
    pub makers_of_the_link: bool,
    /// Others about whom they are asked.
    pub people: Vec<PersonId>,
    /// The entry that the act names.
    pub entry: Option<u64>,
    /// The mix that is to be computed.
    pub mix: Option<MixAsked>,
    /// The days of which is asked when they begin at this table.
    pub days: Vec<Day>,
    /// The times of day of which is asked when they are at this table.
    pub times: Vec<LocalTime>,
    /// Those of whom is asked when their pages gave a sign of life last.
    pub signs: Vec<PersonId>,
    /// Whether it is asked which record this is.
    pub record: bool,
    /// The consultation into whose own record the shell looks.
    pub consultation: Option<ConsultationId>,
    /// The measure of which it is asked what people answered.
    pub answers: Option<MeasureId>,
    /// The statement of it of which it is asked what many said.
    pub statement: Option<u64>,
    /// The statement of it of which it is asked whose people said it.
    pub moderates: Option<u64>,
}

impl Asks {
    /// Of the accounts, about the actor and somebody else.
    pub(crate) fn actor_and(person: PersonId) -> Self {
        Self {
            actor: true,
            people: vec![person],
            ..Self::default()
        }
    }
}

/// A mix that an act asks the engine for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MixAsked {
    /// By which rule.
    pub rule: MixRule,
    /// The budget, in minor units.
    pub budget: u64,
    /// The entry up to which the record is read.
    pub read_at: u64,
}

/// What a decision may know beyond the record: all of it handed in, so that the same arguments always
/// give the same facts.
pub struct Context<'a> {
    /// The moment of the decision.
    pub at: Moment,
    /// Who acts.
    pub actor: PersonId,
    /// The people that the act [asks](Asks) about, as the accounts know them.
    pub people: BTreeMap<PersonId, KnownPerson>,
    /// The entry that the act names, as the record knows it.
    pub entry: Option<Entry>,
    /// The mix that the act asks for, as the engine came to it.
    pub mix: Option<ComputedMix>,
    /// When the days that the act names begin in the table's zone.
    pub days: BTreeMap<Day, Moment>,
    /// When the times of day that the act names are in the table's zone; one that clocks skip is missing.
    pub times: BTreeMap<LocalTime, Moment>,
    /// When the people of whom the act asks gave a sign of life last; whoever gave none is missing.
    pub signs: BTreeMap<PersonId, Moment>,
    /// The guest whose link the actor showed just now.
    pub holds: Option<PersonId>,
    /// The entry up to which the actor was shown what is changed; nothing is compared where it is not said.
    pub shown_at: Option<u64>,
    /// That the actor showed again, just now, who they are.
    pub confirmed: Option<Confirmed>,
    /// When the server first showed the actor the text on which they act, where it can tell.
    pub page_shown: Option<Moment>,
    /// What the shell knows of the consultation that the act asks about.
    pub consulted: Option<Consulted>,
    /// The periods that are over and not counted of the measure that the act asks about, in order, with what people
    /// answered.
    pub answered: Vec<PeriodAnswered>,
    /// The record that this goes into.
    pub record: Option<RecordName>,
    /// Drawn for this decision, and known to nobody before.
    pub seed: [u8; 32],
    /// Whether this server can send mail, and so let somebody prove an address.
    pub mail: bool,
    /// Where new ids come from.
    pub ids: &'a mut dyn FnMut() -> Uuid,
}

/// How somebody showed, for one act, that they are who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// The server asked for their password, and for their second factor where they have one.
    ByServer {
        /// What it asked for; never a passkey.
        proved: Proved,
    },
    /// A passkey answered.
    ByPasskey {
        /// Whose passkey it is.
        owner: PersonId,
        /// What it answered, and to which nonce.
        signature: signing::Signature,
    },
}

/// Which record it is, in every installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordName {
    /// The installation in which it began.
    pub origin: Uuid,
    /// Whose record it is.
    pub relationship: RelationshipId,
}

/// A person as the accounts know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// The organisation they belong to, or are said to belong to.
    pub organisation: OrganisationId,
    /// Whether they have an account, rather than an invitation alone.
    pub account: bool,
    /// Whether the organisation knows them as its own: its people brought them or took them in, or the
    /// operator confirmed them. Whoever another party brought is only said to belong to it.
    pub member: bool,
    /// What they and their organisation are called.
    pub called: SeatText,
    /// The domain at which they were shown to read mail; none where they were not.
    pub mail: Option<String>,
}

/// An entry as the record knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it is in the record, and who wrote it.
    pub stamp: Stamp,
    /// What was recorded.
    pub fact: Fact,
    /// Whether it still has text.
    pub has_text: bool,
}

impl Context<'_> {
    pub(crate) fn id(&mut self) -> Uuid {
        (self.ids)()
    }

    /// When a day begins, if it lies ahead, and no more than so many days.
    pub(crate) fn ahead(&self, day: Day, days: i64) -> Option<Moment> {
        let begins = self.days.get(&day).copied();
        let latest = self.at.0.saturating_add(days * Moment::DAY);
        begins.filter(|begins| *begins > self.at && begins.0 <= latest)
    }

    pub(crate) fn organisation_of(&self, person: PersonId) -> Result<OrganisationId, Refusal> {
        let standing = self
            .people
            .get(&person)
            .ok_or(Refusal::Unknown { what: "person" })?;
        Ok(standing.organisation)
    }

    /// What the person and their organisation are called, unless they were erased.
    pub(crate) fn called(&self, person: PersonId) -> Option<SeatText> {
        let called = self.people.get(&person).map(|standing| &standing.called);
        called.filter(|called| !called.name.is_empty()).cloned()
    }

    /// The person, if their organisation knows them as its own.
    fn known(&self, person: PersonId) -> Option<&KnownPerson> {
        self.people.get(&person).filter(|standing| standing.member)
    }

    /// Whether the person speaks for their organisation: by an account that it knows as its own.
    pub(crate) fn is_member(&self, person: PersonId) -> bool {
        self.known(person).is_some_and(|standing| standing.account)
    }

    /// Refuses to decide on somebody whom the party's organisation knows as its own, unless it knows the
    /// actor, too: whoever others planted in the same party, or whom another one knows, shuts nobody out.
    pub(crate) fn may_decide_on(
        &self,
        person: PersonId,
        home: OrganisationId,
    ) -> Result<(), Refusal> {
        let is_known = |id| self.known(id).is_some_and(|it| it.organisation == home);
        if person == self.actor || is_known(self.actor) || !is_known(person) {
            Ok(())
        } else {
            Err(Refusal::OrganisationUnproved)
        }
    }

    /// Refuses to bring somebody whom their organisation knows as its own, unless it knows the actor too:
    /// whoever is only said to belong there has no colleagues in it.
    pub(crate) fn may_bring(&self, person: PersonId) -> Result<(), Refusal> {
        match (self.known(person), self.known(self.actor)) {
            (None, _) => Ok(()),
            (Some(theirs), Some(own)) if theirs.organisation == own.organisation => Ok(()),
            _ => Err(Refusal::OrganisationUnproved),
        }
    }

    /// The domain at which the person was shown to read mail.
    pub(crate) fn mail_domain(&self, person: PersonId) -> Option<&str> {
        self.people.get(&person)?.mail.as_deref()
    }

    pub(crate) fn has_account(&self, person: PersonId) -> bool {
        self.people
            .get(&person)
            .is_some_and(|standing| standing.account)
    }
}

/// What an act comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Facts to append, in this order, in one transaction. Where one [erases](Fact::erases), the text
    /// goes in the same transaction.
    pub facts: Vec<Fact>,
}

impl From<Vec<Fact>> for Decision {
    fn from(facts: Vec<Fact>) -> Self {
        Self { facts }
    }
}

/// Declares acts: documentation and fields, with what a reader of the API must send for each, and which
/// of them it is about.
macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident $(about $($on:ident $(.$measure:ident())?: $of:ty),+)? {
        $($(#[$fdoc:meta])* $field:ident: $type:ty,)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize, utoipa::ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$fdoc])* pub $field: $type,)*
        }

        impl crate::act::About for $name {
            #[allow(unused_parens)]
            type On = ($($($of),+)?);

            #[allow(unused_parens, clippy::unused_unit)]
            fn on(&self) -> Self::On {
                ($($(self.$on$(.$measure())?),+)?)
            }
        }
    )*};
}
pub(crate) use acts;
