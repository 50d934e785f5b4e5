//! Setting up a new server: whoever can read its console becomes its administrator.

use data_encoding::HEXLOWER;
use domain::ids::{OrganisationId, PersonId};
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;

use crate::belonging::Belonging;
use crate::organisation::Organisation;
use crate::person::NewPerson;
use crate::session::{Proof, SignedIn};
use crate::setting::{self, Setting};
use crate::{
    Accounts, Error, Refusal, entropy, organisation, password, person, secret, sign_in, stored,
    text,
};

const CODE: &str = "set_up_code";

/// The first organisation and its first person, as typed.
#[derive(Clone, Debug)]
pub struct SetUp {
    /// The code that the server showed when it started.
    pub code: SecretString,
    /// The organisation that runs the server.
    pub organisation: String,
    /// Its first person; the e-mail address is needed.
    pub person: NewPerson,
    /// Their password.
    pub password: SecretString,
}

impl Accounts {
    /// A one-time code to show on the console of a server that was not set up yet; none
    /// afterwards. Only its hash is kept, so every start shows a new one and the last counts.
    ///
    /// # Errors
    /// Only when the database or the random generator fails.
    pub fn set_up_code(&self) -> Result<Option<SecretString>, Error> {
        let issued = secret::issue_code(&*self.entropy)?;
        let hash = HEXLOWER.encode(&issued.digest);
        let is_set_up = self.is_set_up()?;
        if is_set_up {
            return Ok(None);
        }
        self.database
            .write(|connection| setting::write(connection, CODE, &hash))?;
        Ok(Some(issued.secret))
    }

    /// Whether this is the code shown last: for a first page that asks for nothing else.
    ///
    /// # Errors
    /// Refuses a wrong code, and any once set-up was done.
    pub fn check_set_up_code(&self, code: &str) -> Result<(), Error> {
        self.database
            .read(|connection| Ok(check_code(connection, code)))?
    }

    /// Sets the server up: its first organisation, whose first person administers it and the
    /// server, and signs in. The code is used up.
    ///
    /// # Errors
    /// Refuses a wrong code, a server that was set up before, bad text and a weak password.
    pub fn set_up(&self, set_up: &SetUp, now: Timestamp) -> Result<SignedIn, Error> {
        let code = set_up.code.expose_secret();
        // Checked first, so that a stranger learns nothing and costs no hash.
        self.check_set_up_code(code)?;
        let name = text::name("organisation", &set_up.organisation)?;
        let person = set_up.person.checked()?;
        let email = text::email(person.email.as_deref().unwrap_or_default())?;
        let password = set_up.password.expose_secret();
        password::check(password, &[&person.name, &email, &name])?;
        let organisation =
            Organisation::founded(OrganisationId(entropy::id(&*self.entropy)?), name);
        let id = PersonId(entropy::id(&*self.entropy)?);
        let hash = self.hashing.hash(&*self.entropy, password)?;
        let session = self.new_session(Proof::NewAccount, now)?;
        let first = self.database.write(|connection| {
            check_code(connection, code)?;
            // Of two that come this far at once, the second finds nothing to delete.
            let used =
                connection.execute("DELETE FROM settings WHERE key = ?1", &[stored::text(CODE)])?;
            if used == 0 {
                return Err(Refusal::SetUpDone.into());
            }
            organisation::insert(connection, &organisation, None, now)?;
            let belongs = Belonging::Member;
            person::insert_guest(connection, id, organisation.id, belongs, &person, now)?;
            let guest = person::existing(connection, id)?;
            sign_in::make_account(connection, &guest, Some(&email), &hash, now)?;
            person::set(connection, id, "administrator", stored::flag(true))?;
            person::set(connection, id, "host_administrator", stored::flag(true))?;
            let operator = organisation.id.to_string();
            setting::write_of(connection, Setting::Operator, &operator)?;
            let done_at = now.as_millisecond().to_string();
            setting::write_of(connection, Setting::SetUpAt, &done_at)?;
            session.store_for_account(connection, id)?;
            person::existing(connection, id)
        });
        Ok(session.into_signed_in(first.map_err(sign_in::address_taken)?))
    }
}

fn check_code(connection: &mut dyn database::Connection, code: &str) -> Result<(), Error> {
    let Some(stored) = setting::read(connection, CODE)? else {
        return Err(Refusal::SetUpDone.into());
    };
    let typed = HEXLOWER.encode(&secret::digest_of_code(code));
    if bool::from(stored.as_bytes().ct_eq(typed.as_bytes())) {
        Ok(())
    } else {
        Err(Refusal::SetUpCodeWrong.into())
    }
}
