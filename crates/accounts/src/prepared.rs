//! A change of the accounts that is ready to be made: in a transaction of its own, or in one with
//! what a record takes down, so that both are done or neither.

use std::fmt;

use database::Connection;

use crate::person::Person;
use crate::{Accounts, Error, Refusal};

/// Makes the change; may be called again, where a transaction has to be repeated.
pub type PreparedChange = Box<dyn Fn(&mut dyn Connection) -> Result<(), Error> + Send>;

/// A change that is ready, and what comes of it.
pub struct Prepared<T> {
    /// Whom it is about, as they are once it is made.
    pub person: Person,
    /// The change.
    pub change: PreparedChange,
    /// What comes of it, for the person as they are then.
    pub result: Box<dyn FnOnce(Person) -> T + Send>,
}

impl<T> fmt::Debug for Prepared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("person", &self.person.id)
            .finish_non_exhaustive()
    }
}

impl Accounts {
    /// Makes a change by itself.
    ///
    /// # Errors
    /// What refuses it; nothing is changed then.
    pub fn carry_out<T>(&self, prepared: Prepared<T>) -> Result<T, Error> {
        let Prepared {
            person,
            change,
            result,
        } = prepared;
        self.database.write(|connection| change(connection))?;
        let person = self.person(person.id)?;
        Ok(result(person.ok_or(Refusal::Unknown { what: "person" })?))
    }
}
