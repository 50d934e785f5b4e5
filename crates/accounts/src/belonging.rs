//! Whom an organisation knows as its own.
//!
//! It is said of each person. Whoever opens a table brings people "of" their counterpart, and may have made
//! their links long before anybody confirms that organisation: they are its members once one of its
//! administrators takes them in, or whoever runs the server confirms that very person.

use database::Connection;
use domain::ids::{OrganisationId, PersonId, RelationshipId};
use jiff::Timestamp;

use crate::change::{self, By, Change};
use crate::entropy::Entropy;
use crate::person::{self, Person};
use crate::{Accounts, Error, Refusal, invitation, organisation};

/// What a person's organisation says of them. Rights in it come from this and never from its id alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belonging {
    /// It knows them as its own: they founded it, its people brought them, one of its administrators took
    /// them in, or whoever runs the server confirmed them.
    Member,
    /// Whoever brought them says that they belong to it.
    Said,
    /// Its administrators say that they do not.
    Disowned,
}

impl Belonging {
    const ALL: [Self; 3] = [Self::Member, Self::Said, Self::Disowned];

    /// The word it is stored under.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Said => "said",
            Self::Disowned => "disowned",
        }
    }

    pub(crate) fn from_word(word: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|it| it.word() == word);
        found.ok_or(Error::Damaged("belonging"))
    }
}

/// Somebody who is said to belong to an organisation that does not know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// Who.
    pub person: Person,
    /// To which table.
    pub to: Option<RelationshipId>,
    /// By whose link.
    pub by: Option<PersonId>,
    /// Whether that link was used by nobody yet, and works.
    pub awaited: bool,
}

impl Accounts {
    /// Whoever is said to belong to the organisation and was not erased, oldest first: those whom it has not
    /// judged, or those whom it disowned.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn brought_to(
        &self,
        organisation: OrganisationId,
        belongs: Belonging,
        now: Timestamp,
    ) -> Result<Vec<Brought>, Error> {
        let people = self.people_who(organisation, belongs)?;
        self.database.read(|connection| {
            let brought = people.iter().map(|person| {
                let first = invitation::first_of(connection, person.id)?;
                let awaited = first.as_ref().is_some_and(|first| {
                    person.is_guest() && first.is_open(now) && first.last_used_at.is_none()
                });
                Ok(Brought {
                    to: first.as_ref().map(|first| first.relationship),
                    by: first.as_ref().map(|first| first.invited_by),
                    awaited,
                    person: person.clone(),
                })
            });
            Ok(brought.collect())
        })?
    }

    /// Takes somebody in who was said to belong to the organisation of `by`, one of its administrators: from
    /// now on they are one of its own. The other administrators hear of it.
    ///
    /// # Errors
    /// Refuses anybody else, and a guest, whose link somebody outside may know
    /// ([`Refusal::GuestMustClaim`]).
    pub fn take_in(&self, by: PersonId, id: PersonId, now: Timestamp) -> Result<(), Error> {
        self.database.write(|connection| {
            let person = person::of_own_organisation(connection, by, id)?;
            let did = By::of(by, id);
            make_member(connection, &*self.entropy, &person, did, now)
        })
    }

    /// Says that somebody does not belong to the organisation of `by`, one of its administrators. Whatever
    /// links and sessions they have as a guest of it end; an account stays one, and its seats are their
    /// tables' to take.
    ///
    /// # Errors
    /// Refuses anybody else, and of somebody whom it knows as its own ([`Refusal::AlreadyMember`]).
    pub fn disown(&self, by: PersonId, id: PersonId, now: Timestamp) -> Result<(), Error> {
        self.database.write(|connection| {
            let person = person::of_own_organisation(connection, by, id)?;
            match person.belongs {
                Belonging::Member => return Err(Refusal::AlreadyMember.into()),
                Belonging::Disowned => return Ok(()),
                Belonging::Said => {}
            }
            person::set_belongs(connection, id, Belonging::Disowned)?;
            invitation::withdraw_all(connection, id, now)?;
            let (entropy, what) = (&*self.entropy, Change::Disowned);
            change::note(connection, entropy, id, what, By::of(by, id), now)
        })
    }
}

/// Makes an account a member of the organisation that it is said to belong to.
pub(crate) fn make_member(
    connection: &mut dyn Connection,
    entropy: &dyn Entropy,
    person: &Person,
    by: By,
    now: Timestamp,
) -> Result<(), Error> {
    if person.is_guest() {
        return Err(Refusal::GuestMustClaim.into());
    }
    if !person.is_active() {
        return Err(Refusal::Inactive.into());
    }
    if person.is_member() {
        return Ok(());
    }
    person::set_belongs(connection, person.id, Belonging::Member)?;
    change::note(connection, entropy, person.id, Change::TakenIn, by, now)?;
    tell_administrators(connection, entropy, person, Change::MemberTakenIn, by, now)
}

/// Tells the administrators of a person's organisation of somebody who became one of its own; whoever did it
/// knows.
pub(crate) fn tell_administrators(
    connection: &mut dyn Connection,
    entropy: &dyn Entropy,
    about: &Person,
    what: Change,
    by: By,
    now: Timestamp,
) -> Result<(), Error> {
    for administrator in organisation::administrators(connection, about.organisation)? {
        if administrator != about.id && by != By::Person(administrator) {
            change::note_about(connection, entropy, administrator, what, by, about.id, now)?;
        }
    }
    Ok(())
}

/// Who brought somebody, as far as an invitation tells.
pub(crate) fn brought_by(connection: &mut dyn Connection, id: PersonId) -> Result<By, Error> {
    let first = invitation::first_of(connection, id)?;
    Ok(first.map_or(By::Themselves, |first| By::of(first.invited_by, id)))
}
