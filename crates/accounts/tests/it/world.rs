//! Meridian, set up and administered by Ines: where most tests begin.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use accounts::secrecy::ExposeSecret as _;
use accounts::{
    Accounts, Addressed, Entrance, Entropy, Error, Invited, Invitee, Language, MailKind, NewPerson,
    Person, Refusal, SetUp, Shown, SignedIn,
};
use database::testing::{DIALECTS, Fresh};
use database::{Database, Dialect};
use domain::ids::RelationshipId;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

pub const PASSWORD: &str = "seven dry lanterns";
pub const OTHER_PASSWORD: &str = "eight wet umbrellas";
pub const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

/// Repeats itself: the same calls get the same ids and secrets.
#[derive(Default)]
pub struct Counting(AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Error> {
        for chunk in bytes.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::Relaxed);
            chunk.copy_from_slice(&Sha256::digest(count.to_be_bytes())[..chunk.len()]);
        }
        Ok(())
    }
}

pub struct World {
    pub accounts: Accounts,
    pub database: Database,
    pub fresh: Fresh,
    /// Administers Meridian and the server.
    pub ines: Person,
    pub ines_session: String,
}

/// Runs the check in a world that was set up, on each database.
pub fn on_both(check: impl Fn(&World)) {
    for dialect in DIALECTS {
        check(&World::new(dialect));
    }
}

/// A moment of the test's day.
pub fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap() + SignedDuration::from_mins(minutes)
}

pub fn days(days: i64) -> i64 {
    days * 24 * 60
}

pub fn relationship(number: u128) -> RelationshipId {
    RelationshipId(Uuid::from_u128(number))
}

pub fn new_person(name: &str) -> NewPerson {
    NewPerson {
        name: name.to_owned(),
        email: None,
        language: Language::En,
        time_zone: "Europe/Berlin".to_owned(),
    }
}

pub fn set_up_of(code: &str) -> SetUp {
    let email = Some("Ines@Meridian.example".to_owned());
    SetUp {
        code: code.to_owned().into(),
        organisation: "Meridian Mobile".to_owned(),
        person: NewPerson {
            email,
            ..new_person("Ines Albrecht")
        },
        password: PASSWORD.to_owned().into(),
    }
}

/// The refusal that `outcome` must be.
#[track_caller]
pub fn refused<T>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was allowed"),
    }
}

pub fn secret(signed_in: &SignedIn) -> &str {
    signed_in.secret.expose_secret()
}

/// The session of somebody who needed no second factor.
#[track_caller]
pub fn open(entrance: Entrance) -> SignedIn {
    match entrance {
        Entrance::Open(signed_in) => *signed_in,
        Entrance::SecondStep(_) => panic!("a second factor is asked for"),
    }
}

impl World {
    pub fn new(dialect: Dialect) -> Self {
        let fresh = Fresh::new(dialect);
        let database = fresh.open();
        let accounts = Accounts::open(database.clone(), Counting::default()).unwrap();
        let code = accounts.set_up_code().unwrap().unwrap();
        let ines = accounts
            .set_up(&set_up_of(code.expose_secret()), at(0))
            .unwrap();
        let ines_session = secret(&ines).to_owned();
        Self {
            accounts,
            database,
            fresh,
            ines: ines.person,
            ines_session,
        }
    }

    /// Mara of Northwind, a guest of Ines, and her link.
    pub fn invite_mara(&self, to: RelationshipId) -> Invited {
        let mara = Invitee::GuestOfNamed("Northwind Logistics".to_owned(), new_person("Mara Vogt"));
        self.accounts
            .invite(&mara, to, self.ines.id, "Three minutes?", at(0))
            .unwrap()
    }

    /// Tom, an account of Meridian who administers nothing.
    pub fn tom(&self) -> SignedIn {
        let (_, link) = self
            .accounts
            .add_person(self.ines.id, &new_person("Tom Reuter"), at(-1))
            .unwrap();
        let link = link.secret.expose_secret();
        let joined = open(
            self.accounts
                .use_password_link(link, PASSWORD, at(-1))
                .unwrap(),
        );
        self.shows(&joined.person, PASSWORD, "tom@meridian.example", 0);
        let person = self.accounts.person(joined.person.id).unwrap().unwrap();
        SignedIn { person, ..joined }
    }

    /// The secret of the link that the mail about an address would hold, if it holds one.
    pub fn mailed(&self, minutes: i64) -> Option<String> {
        let mut mails = self.accounts.due_mails(at(minutes), 99).unwrap();
        mails.retain(|mail| mail.kind == MailKind::Address);
        let mail = mails.pop()?;
        assert_eq!(mails, []);
        let addressed = self.accounts.addressed(mail.id, at(minutes)).unwrap();
        let stop = self.accounts.new_mail_secret().unwrap();
        let claimed = self.accounts.claim_mail(mail.id, &stop, &[], at(minutes));
        assert!(claimed.unwrap());
        match addressed {
            Some(Addressed::Free(_)) => Some(stop.secret().expose_secret().to_owned()),
            Some(Addressed::Known(..)) | None => None,
        }
    }

    /// Asks for an address of an account and shows it.
    pub fn shows(&self, person: &Person, password: &str, email: &str, minutes: i64) {
        let accounts = &self.accounts;
        // What changed is told in the order of time.
        let before = at(minutes) - SignedDuration::from_secs(1);
        accounts
            .ask_for_address(person, password, email, HOME, before)
            .unwrap();
        let link = self.mailed(minutes).unwrap();
        let shown = accounts.prepare_address(&link, Shown::Session(person.id), at(minutes));
        assert!(accounts.carry_out(shown.unwrap()).unwrap().is_none());
    }

    pub fn is_signed_in(&self, secret: &str, minutes: i64) -> bool {
        self.accounts.visit(secret, at(minutes)).unwrap().is_some()
    }

    /// Signs in somebody who has no second factor.
    pub fn sign_in(&self, email: &str, password: &str, minutes: i64) -> Result<SignedIn, Error> {
        self.accounts
            .sign_in(email, password, HOME, None, at(minutes))
            .map(open)
    }
}

impl World {
    /// Whether the text is anywhere in the files of a SQLite database.
    pub fn is_in_a_file(&self, text: &str) -> bool {
        self.fresh.files().iter().any(|file| {
            let bytes = std::fs::read(file).unwrap();
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        })
    }
}
