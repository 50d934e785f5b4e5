//! How an address becomes an account's: somebody asks for it, a link is mailed there, and whoever opens
//! it reads mail there.
//!
//! Until then the address is kept from nobody, and asking does the same work and gets the same answer
//! whether anybody signs in with it or not: that is looked up when the mail is written. Who does already
//! is told so instead. The link alone is not enough: it takes the browser, or the password, of whoever
//! asked, so that nobody is talked into confirming an account that somebody else has the password of.

use std::net::IpAddr;

use database::{Connection, Row};
use domain::ids::{PersonId, RelationshipId};
use jiff::{SignedDuration, Timestamp};

use crate::attempts::Trier;
use crate::change::{self, By, Change};
use crate::outbox::{self, MailId, MailKind};
use crate::password::Verdict;
use crate::password_link::{self, check_for};
use crate::person::{self, Person};
use crate::prepared::Prepared;
use crate::session::SignedIn;
use crate::sign_in::{self, NewAccount};
use crate::{Accounts, Error, Refusal, entropy, secret, stored, text};

/// How long an address is awaited, and the link to it works: time to find the mail.
pub const ADDRESS_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// An address that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Who.
    pub person: Person,
    /// Which.
    pub address: String,
    /// At which table they sit, where their account comes to be with it.
    pub relationship: Option<RelationshipId>,
}

/// Whom a mail about an address reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addressed {
    /// Nobody signs in with it: whoever opens the link reads mail there.
    Free(Asked),
    /// Somebody does, and is told that it was asked for.
    Known(Asked, Box<Person>),
}

/// By what whoever opens the link shows that it was them who asked.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'a> {
    /// A session of this person's, where they have an account already.
    Session(PersonId),
    /// A password.
    Password(&'a str),
}

/// How a guest comes to ask for an account.
struct Door {
    relationship: Option<RelationshipId>,
    by: By,
    from: IpAddr,
}

/// What the account of a guest will be made of.
struct Account {
    hash: String,
    relationship: Option<RelationshipId>,
    by: By,
}

impl Accounts {
    /// Asks for an account with this address and password, for a guest of this table.
    ///
    /// # Errors
    /// Refuses a person who has an account or takes no part, an address that is malformed, a weak
    /// password, and too many requests.
    pub fn ask_for_account(
        &self,
        guest: PersonId,
        at: RelationshipId,
        email: &str,
        password: &str,
        from: IpAddr,
        now: Timestamp,
    ) -> Result<(), Error> {
        let guest = self
            .person(guest)?
            .ok_or(Refusal::Unknown { what: "person" })?;
        let door = Door {
            relationship: Some(at),
            by: By::Themselves,
            from,
        };
        self.ask_as_guest(&guest, door, email, password, now)
    }

    /// The same for somebody who was added by a colleague and holds the link to join. It works until the
    /// account comes to be.
    ///
    /// # Errors
    /// As [`Self::ask_for_account`]; and refuses a link that is unknown, used or expired.
    pub fn ask_to_join(
        &self,
        link: &str,
        email: &str,
        password: &str,
        from: IpAddr,
        now: Timestamp,
    ) -> Result<(), Error> {
        let person = self.password_link_holder(link, now)?;
        let by = self
            .database
            .read(|connection| Ok(password_link::made_by(connection, link)))??;
        let door = Door {
            relationship: None,
            by,
            from,
        };
        self.ask_as_guest(&person, door, email, password, now)
    }

    fn ask_as_guest(
        &self,
        guest: &Person,
        door: Door,
        email: &str,
        password: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        sign_in::may_claim(guest)?;
        let email = text::email(email)?;
        let claimed = Person {
            email: Some(email.clone()),
            ..guest.clone()
        };
        check_for(&claimed, password)?;
        self.begin_asking(guest.id, &email, door.from, now)?;
        let hash = self.hashing.hash(&*self.entropy, password)?;
        let account = Account {
            hash,
            relationship: door.relationship,
            by: door.by,
        };
        self.ask(guest.id, &email, Some(account), now)
    }

    /// Asks for another address of an account, or to show that one reads mail at its present one. The
    /// present one hears of it.
    ///
    /// # Errors
    /// Refuses a guest, a wrong password, an address that is malformed, and too many requests.
    pub fn ask_for_address(
        &self,
        person: &Person,
        password: &str,
        email: &str,
        from: IpAddr,
        now: Timestamp,
    ) -> Result<(), Error> {
        let email = text::email(email)?;
        self.confirm_password(person, password, now)?;
        self.begin_asking(person.id, &email, from, now)?;
        self.ask(person.id, &email, None, now)
    }

    /// Asks to show that one reads mail at the address that one's account has.
    ///
    /// # Errors
    /// Refuses a guest and an account without one ([`Refusal::GuestMustClaim`]), and too many requests.
    pub fn ask_to_show_address(
        &self,
        person: &Person,
        from: IpAddr,
        now: Timestamp,
    ) -> Result<(), Error> {
        let email = person.email.as_deref().filter(|_| !person.is_guest());
        let email = email.ok_or(Refusal::GuestMustClaim)?;
        self.begin_asking(person.id, email, from, now)?;
        self.ask(person.id, email, None, now)
    }

    /// Each request is a mail to whatever address was typed: not as often as one likes, and not as
    /// often as many guests together like, of whom one person may have made several.
    fn begin_asking(
        &self,
        person: PersonId,
        address: &str,
        from: IpAddr,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let asker = Trier::holder(&format!("addresses of {person}"));
        self.address_requests.begin(&asker, now)?;
        self.begin_mail_to(address, from, now)
    }

    /// A mail to an address because somebody typed it there.
    fn begin_mail_to(&self, address: &str, from: IpAddr, now: Timestamp) -> Result<(), Refusal> {
        let anybody = Trier::at_account(None, &text::mailbox(address), from);
        self.address_requests.begin(&anybody, now).map(|_| ())
    }

    /// A mail with a link to a table, which somebody has sent to an address: not to one that had many lately,
    /// whoever asked for them and of whatever kind, and not as often as one likes. Asked before the mail goes
    /// out; what it would have said can be handed over in another way.
    ///
    /// # Errors
    /// Refuses one too many ([`Refusal::TooMuchMail`]).
    pub fn begin_letter(
        &self,
        sender: PersonId,
        address: &str,
        from: IpAddr,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let too_much = |of_sender| {
            move |refusal| match refusal {
                Refusal::TooManyAttempts { seconds } => Refusal::TooMuchMail { seconds, of_sender },
                other => other,
            }
        };
        let trier = Trier::holder(&format!("letters of {sender}"));
        let counted = self.letters.begin(&trier, now);
        counted.map_err(too_much(true))?;
        let counted = self.begin_mail_to(address, from, now);
        counted.map_err(too_much(false))
    }

    fn ask(
        &self,
        id: PersonId,
        address: &str,
        account: Option<Account>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mail = MailId(entropy::id(&*self.entropy)?);
        let (hash, relationship, by) = match &account {
            Some(account) => (
                Some(account.hash.as_str()),
                account.relationship,
                account.by.store(),
            ),
            None => (None, None, None),
        };
        self.database.write(|connection| {
            let person = person::active(connection, id)?;
            if person.is_guest() != account.is_some() {
                return Err(Refusal::AlreadyClaimed.into());
            }
            // One at a time: an earlier mail that waits is not sent, and one that was opens nothing.
            forget(connection, id, now)?;
            outbox::insert(connection, mail, id, MailKind::Address, now)?;
            connection.execute(
                "INSERT INTO address_requests (person_id, mail_id, address, password_hash, \
                 relationship_id, by_whom, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
                 ON CONFLICT (person_id) DO UPDATE SET mail_id = excluded.mail_id, \
                 address = excluded.address, password_hash = excluded.password_hash, \
                 relationship_id = excluded.relationship_id, by_whom = excluded.by_whom, \
                 expires_at = excluded.expires_at",
                &[
                    stored::id(id),
                    stored::id(mail),
                    stored::text(address),
                    stored::optional_text(hash),
                    stored::optional_id(relationship),
                    stored::optional_text(by.as_deref()),
                    stored::at(now + ADDRESS_LIFE),
                ],
            )?;
            if !person.is_guest() && person.email.as_deref() != Some(address) {
                let what = Change::AddressAsked;
                change::note(connection, &*self.entropy, id, what, By::Themselves, now)?;
            }
            Ok(())
        })
    }

    /// The address that the person asked for and has not shown yet.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn asked_address(&self, id: PersonId, now: Timestamp) -> Result<Option<String>, Error> {
        let rows = self.database.query(
            "SELECT address FROM address_requests WHERE person_id = ?1 AND expires_at > ?2",
            &[stored::id(id), stored::at(now)],
        )?;
        let row = rows.first();
        Ok(row.map(|row| row.text(0)).transpose()?.map(str::to_owned))
    }

    /// Whom a mail about an address is to reach, and what it is to say; none where the request it is
    /// about is no more. Its link is made of the mail's [secret](crate::MailSecret).
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn addressed(&self, mail: MailId, now: Timestamp) -> Result<Option<Addressed>, Error> {
        self.database.read(|connection| {
            Ok((|| {
                let sql = select("WHERE r.mail_id = ?1 AND r.expires_at > ?2");
                let rows = connection.query(&sql, &[stored::id(mail), stored::at(now)])?;
                let Some(row) = rows.first() else {
                    return Ok(None);
                };
                let (asked, _) = from_row(row)?;
                if !asked.person.is_active() {
                    return Ok(None);
                }
                let known = person::by_sign_in(connection, &asked.address)?;
                let known = known.filter(|known| known.id != asked.person.id);
                Ok(Some(match known {
                    Some(known) => Addressed::Known(asked, Box::new(known)),
                    None => Addressed::Free(asked),
                }))
            })())
        })?
    }

    /// What a link is to show: for the page behind it, which changes nothing.
    ///
    /// # Errors
    /// Refuses a link that is unknown, used or expired, or after which another address was asked for.
    pub fn asked_behind(&self, secret: &str, now: Timestamp) -> Result<Asked, Error> {
        self.database
            .read(|connection| Ok(behind(connection, secret, now)))?
            .map(|(asked, _)| asked)
    }

    /// The address becomes the person's, and a guest's account comes to be, with a session; ready to be
    /// made together with what the record takes down.
    ///
    /// # Errors
    /// As [`Self::asked_behind`]; and refuses whoever does not show that they asked
    /// ([`Refusal::PasswordWrong`]), and an address that has become somebody's meanwhile.
    pub fn prepare_address(
        &self,
        secret: &str,
        shown: Shown<'_>,
        now: Timestamp,
    ) -> Result<Prepared<Option<SignedIn>>, Error> {
        let (asked, account) = self
            .database
            .read(|connection| Ok(behind(connection, secret, now)))??;
        self.show_who_asked(&asked, account.as_ref(), shown, now)?;
        let link = secret.to_owned();
        let address = asked.address.clone();
        let take = move |connection: &mut dyn Connection| {
            let (still, _) = behind(connection, &link, now)?;
            let taken = connection.execute(
                "DELETE FROM address_requests WHERE person_id = ?1 AND address = ?2",
                &[stored::id(still.person.id), stored::text(&address)],
            )?;
            match taken {
                1 => Ok(()),
                _ => Err(Refusal::LinkUnusable.into()),
            }
        };
        let Some(account) = account else {
            return Ok(self.prepare_change(asked, take, now));
        };
        let new = NewAccount {
            email: Some(asked.address.clone()),
            reads_mail_there: true,
            hash: account.hash,
        };
        let made = move |connection: &mut dyn Connection| {
            take(connection)?;
            Ok(account.by)
        };
        let claim = self.new_account(&asked.person, new, made, now)?;
        Ok(Prepared {
            person: claim.person,
            change: claim.change,
            result: Box::new(move |person| Some((claim.result)(person))),
        })
    }

    fn prepare_change(
        &self,
        asked: Asked,
        take: impl Fn(&mut dyn Connection) -> Result<(), Error> + Send + 'static,
        now: Timestamp,
    ) -> Prepared<Option<SignedIn>> {
        let person = Person {
            email: Some(asked.address.clone()),
            reads_mail_at: Some(asked.address.clone()),
            ..asked.person
        };
        let (accounts, id, address) = (self.clone(), person.id, asked.address);
        let change = move |connection: &mut dyn Connection| {
            take(connection)?;
            accounts.change_address(connection, id, &address, By::Themselves, now)?;
            person::set(connection, id, "reads_mail_at", stored::text(&address))
        };
        Prepared {
            person,
            change: Box::new(move |connection| change(connection).map_err(sign_in::address_taken)),
            result: Box::new(|_| None),
        }
    }

    fn change_address(
        &self,
        connection: &mut dyn Connection,
        id: PersonId,
        address: &str,
        by: By,
        now: Timestamp,
    ) -> Result<(), Error> {
        let was = person::active(connection, id)?.email;
        sign_in::set_email(connection, id, address)?;
        if was.as_deref() == Some(address) {
            return Ok(());
        }
        // A link on its way to the old address must not outlive it.
        password_link::remove(connection, id)?;
        let (entropy, was) = (&*self.entropy, was.as_deref());
        change::note_from(
            connection,
            entropy,
            id,
            Change::AddressChanged,
            by,
            was,
            now,
        )
    }

    /// Gives an account this address on the word of whoever runs the server's command line.
    ///
    /// # Errors
    /// Refuses a guest, and an address that is malformed or taken.
    pub fn set_address(&self, id: PersonId, email: &str, now: Timestamp) -> Result<(), Error> {
        let email = text::email(email)?;
        let set = self.database.write(|connection| {
            if person::active(connection, id)?.is_guest() {
                return Err(Refusal::GuestMustClaim.into());
            }
            self.change_address(connection, id, &email, By::Operator, now)
        });
        set.map_err(sign_in::address_taken)
    }

    fn show_who_asked(
        &self,
        asked: &Asked,
        account: Option<&Account>,
        shown: Shown<'_>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let password = match shown {
            // A guest's session may be shared with whoever made the link, and so may the password that was
            // asked for: whoever reads the mail says which one is theirs.
            Shown::Session(person) if person == asked.person.id && account.is_none() => {
                return Ok(());
            }
            Shown::Session(_) => return Err(Refusal::PasswordWrong.into()),
            Shown::Password(password) => password,
        };
        let Some(account) = account else {
            return self.confirm_password(&asked.person, password, now);
        };
        let trier = Trier::holder(&format!("address of {}", asked.person.id));
        self.sign_ins.attempt(&trier, now, || {
            match self.hashing.verify(password, Some(&account.hash))? {
                Verdict::Wrong => Err(Refusal::PasswordWrong.into()),
                Verdict::Right | Verdict::RightButOutdated => Ok(()),
            }
        })
    }
}

/// Ends what the person asked for: the mail that waits is not sent, and one that was opens nothing.
pub(crate) fn forget(
    connection: &mut dyn Connection,
    id: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    connection.execute(
        "UPDATE mails SET state = 'dropped', ended_at = ?2 \
         WHERE person_id = ?1 AND kind = 'address' AND state = 'waiting'",
        &[stored::id(id), stored::at(now)],
    )?;
    connection.execute(
        "DELETE FROM address_requests WHERE person_id = ?1",
        &[stored::id(id)],
    )?;
    Ok(())
}

/// What [`from_row`] reads.
fn select(condition: &str) -> String {
    format!(
        "SELECT r.address, r.relationship_id, r.password_hash, r.by_whom, {} \
         FROM address_requests r JOIN people p ON p.id = r.person_id \
         JOIN organisations o ON o.id = p.organisation_id {condition}",
        person::COLUMNS
    )
}

fn from_row(row: &Row) -> Result<(Asked, Option<Account>), Error> {
    let relationship = stored::read_optional_id(row, 1)?;
    let asked = Asked {
        address: row.text(0)?.to_owned(),
        relationship,
        person: person::from_row(row, 4)?,
    };
    let account = match row.optional_text(2)? {
        Some(hash) => Some(Account {
            hash: hash.to_owned(),
            relationship,
            by: By::read(row, 3)?,
        }),
        None => None,
    };
    Ok((asked, account))
}

/// The request that the link is about, as long as it may be granted.
fn behind(
    connection: &mut dyn Connection,
    secret: &str,
    now: Timestamp,
) -> Result<(Asked, Option<Account>), Error> {
    let sql = select(
        "JOIN mails e ON e.id = r.mail_id \
         WHERE e.stop_hash = ?1 AND e.kind = 'address' AND r.expires_at > ?2",
    );
    let params = [secret::digest(secret).into(), stored::at(now)];
    let rows = connection.query(&sql, &params)?;
    let (asked, account) = from_row(rows.first().ok_or(Refusal::LinkUnusable)?)?;
    // Whoever made an account meanwhile in another way has one.
    if !asked.person.is_active() || asked.person.is_guest() != account.is_some() {
        return Err(Refusal::LinkUnusable.into());
    }
    Ok((asked, account))
}

/// Deletes what was asked for and not shown in time.
pub(crate) fn sweep(connection: &mut dyn Connection, now: Timestamp) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM address_requests WHERE expires_at <= ?1",
        &[stored::at(now)],
    )?;
    Ok(())
}
