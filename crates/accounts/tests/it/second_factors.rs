use accounts::secrecy::{ExposeSecret as _, SecretString};
use accounts::{
    Accounts, Added, Entrance, Error, GRACE, Proof, Refusal, SignedIn, SystemEntropy, Visit,
};
use data_encoding::BASE32_NOPAD;
use jiff::{SignedDuration, Timestamp};
use totp_rs::{Builder, Secret};

use crate::world::{HOME, OTHER_PASSWORD, PASSWORD, World, at, on_both, refused, secret};

const INES: &str = "ines@meridian.example";

/// An authenticator app.
pub struct App {
    secret: String,
}

impl App {
    pub fn code(&self, at: Timestamp) -> String {
        let secret: [u8; 20] = BASE32_NOPAD
            .decode(self.secret.as_bytes())
            .unwrap()
            .try_into()
            .unwrap();
        let totp = Builder::new().with_secret(Secret::new_stack(secret));
        let seconds = u64::try_from(at.as_second()).unwrap();
        totp.build().unwrap().generate(seconds).to_string()
    }
}

pub fn add_app(world: &World, session: &str, minutes: i64) -> (App, Added) {
    let offer = world.accounts.offer_app(session, at(minutes)).unwrap();
    let app = App {
        secret: offer.secret.expose_secret().to_owned(),
    };
    let code = app.code(at(minutes));
    let offer = offer.offer.expose_secret();
    let added = world.accounts.add_app(session, offer, &code, at(minutes));
    (app, added.unwrap())
}

pub fn step(world: &World, minutes: i64) -> SecretString {
    let entrance = world
        .accounts
        .sign_in(INES, PASSWORD, HOME, None, at(minutes));
    match entrance.unwrap() {
        Entrance::SecondStep(step) => step,
        Entrance::Open(_) => panic!("no second factor was asked for"),
    }
}

pub fn finish(
    world: &World,
    step: &SecretString,
    code: &str,
    minutes: i64,
) -> Result<SignedIn, Error> {
    let step = step.expose_secret();
    world
        .accounts
        .finish_second_step(step, code, HOME, None, at(minutes))
}

#[test]
fn an_app_counts_once_it_has_shown_a_right_code() {
    on_both(|world| {
        let accounts = &world.accounts;
        let offer = accounts.offer_app(&world.ines_session, at(1)).unwrap();
        assert!(!accounts.ways_of(world.ines.id).unwrap().is_second_factor());
        world.sign_in(INES, PASSWORD, 1).unwrap();
        let handle = offer.offer.expose_secret();
        let shown = accounts.app_offer(world.ines.id, handle, at(1)).unwrap();
        assert_eq!(shown.secret.expose_secret(), offer.secret.expose_secret());
        let tom = world.tom();
        let peeking = accounts.app_offer(tom.person.id, handle, at(1));
        assert_eq!(refused(peeking), Refusal::TookTooLong);

        let app = App {
            secret: offer.secret.expose_secret().to_owned(),
        };
        let add = |session: &str, code: &str, minutes| {
            accounts.add_app(session, handle, code, at(minutes))
        };
        for wrong in ["", "000000", "12345", "not a code"] {
            let outcome = add(&world.ines_session, wrong, 1);
            assert_eq!(refused(outcome), Refusal::CodeWrong, "{wrong:?}");
        }
        let outcome = add(secret(&tom), &app.code(at(1)), 1);
        assert_eq!(refused(outcome), Refusal::TookTooLong, "another's offer");
        let other_device = world.sign_in(INES, PASSWORD, 1).unwrap();
        let added = add(&world.ines_session, &app.code(at(1)), 1).unwrap();
        assert_eq!(added.recovery_codes.len(), 10);
        assert_eq!(added.session.proof, Proof::Code);
        assert!(world.is_signed_in(secret(&added.session), 1));
        assert!(!world.is_signed_in(&world.ines_session, 1), "rotated");
        assert!(
            !world.is_signed_in(secret(&other_device), 1),
            "it showed no second factor"
        );
        let again = add(secret(&added.session), &app.code(at(2)), 2);
        assert_eq!(refused(again), Refusal::TookTooLong);
    });
}

#[test]
fn the_password_is_not_enough_where_there_is_a_second_factor() {
    on_both(|world| {
        let (app, _) = add_app(world, &world.ines_session, 1);
        let step = step(world, 2);
        let outcome = finish(world, &step, "000000", 2);
        assert_eq!(refused(outcome), Refusal::CodeWrong);
        let old = world.ines_session.as_str();
        let signed_in = world.accounts.finish_second_step(
            step.expose_secret(),
            &format!(" {} ", app.code(at(2))),
            HOME,
            Some(old),
            at(2),
        );
        let signed_in = signed_in.unwrap();
        assert_eq!(signed_in.person.id, world.ines.id);
        assert_eq!(signed_in.proof, Proof::Code);
        let again = finish(world, &step, &app.code(at(4)), 4);
        assert_eq!(refused(again), Refusal::TookTooLong, "the step is over");
        let late = self::step(world, 5);
        let outcome = finish(world, &late, &app.code(at(15)), 15);
        assert_eq!(refused(outcome), Refusal::TookTooLong);
        let outcome = finish(world, &SecretString::from("no step"), "000000", 5);
        assert_eq!(refused(outcome), Refusal::TookTooLong);
    });
}

#[test]
fn a_code_is_used_once() {
    on_both(|world| {
        let (app, added) = add_app(world, &world.ines_session, 1);
        // The code that proved the app is used already.
        let first = step(world, 1);
        let outcome = finish(world, &first, &app.code(at(1)), 1);
        assert_eq!(refused(outcome), Refusal::CodeWrong);
        let code = app.code(at(2));
        finish(world, &first, &code, 2).unwrap();
        let second = step(world, 2);
        assert_eq!(
            refused(finish(world, &second, &code, 2)),
            Refusal::CodeWrong
        );
        // An earlier half minute than the last one used is over as well.
        let earlier = app.code(at(2) - SignedDuration::from_secs(30));
        let outcome = finish(world, &second, &earlier, 2);
        assert_eq!(refused(outcome), Refusal::CodeWrong);
        drop(added);
    });
}

#[test]
fn one_code_brought_twice_at_once_opens_once() {
    on_both(|world| {
        let (app, _) = add_app(world, &world.ines_session, 1);
        let (first, second) = (step(world, 2), step(world, 2));
        let code = app.code(at(2));
        let opened = std::thread::scope(|scope| {
            let other = scope.spawn(|| finish(world, &first, &code, 2).is_ok());
            let here = finish(world, &second, &code, 2).is_ok();
            usize::from(here) + usize::from(other.join().unwrap())
        });
        assert_eq!(opened, 1);
    });
}

#[test]
fn a_recovery_code_opens_once() {
    on_both(|world| {
        let (_, added) = add_app(world, &world.ines_session, 1);
        let codes = added.recovery_codes;
        let code = codes[3].expose_secret();
        let typed = code.to_lowercase().replace('-', " ");
        let signed_in = finish(world, &step(world, 2), &typed, 2).unwrap();
        assert_eq!(signed_in.proof, Proof::RecoveryCode);
        let ways = world.accounts.ways_of(world.ines.id).unwrap();
        assert_eq!(ways.recovery_codes, 9);
        let outcome = finish(world, &step(world, 2), code, 2);
        assert_eq!(refused(outcome), Refusal::CodeWrong);

        let renewed = world
            .accounts
            .renew_recovery_codes(secret(&signed_in), at(3))
            .unwrap();
        let old = codes[4].expose_secret();
        let outcome = finish(world, &step(world, 3), old, 3);
        assert_eq!(refused(outcome), Refusal::CodeWrong, "earlier ones ended");
        let new = renewed[4].expose_secret();
        finish(world, &step(world, 3), new, 3).unwrap();
        let stored = format!("{codes:?} {renewed:?}");
        for code in codes.iter().chain(&renewed) {
            assert!(!stored.contains(code.expose_secret()));
            assert!(!world.is_in_a_file(code.expose_secret()));
        }
        let none = world
            .accounts
            .renew_recovery_codes(secret(&world.tom()), at(1));
        assert_eq!(refused(none).code(), "unknown");
    });
}

#[test]
fn guessing_codes_is_limited_and_shuts_nobody_out() {
    on_both(|world| {
        let (app, added) = add_app(world, &world.ines_session, 1);
        let guess = |number: u8, code: &str, minutes| {
            // The right password over and over wins no further guesses.
            let step = step(world, minutes);
            let from: std::net::IpAddr = [203, 0, 113, number].into();
            let step = step.expose_secret();
            world
                .accounts
                .finish_second_step(step, code, from, None, at(minutes))
        };
        for number in 0..10 {
            let outcome = guess(number, "000000", 2);
            assert_eq!(refused(outcome), Refusal::CodeWrong);
        }
        let outcome = guess(10, &app.code(at(2)), 2);
        assert_eq!(refused(outcome), Refusal::TooManyAttempts { seconds: 90 });
        // Nobody guesses a recovery code: it opens all the same.
        guess(11, added.recovery_codes[0].expose_secret(), 2).unwrap();
        guess(12, &app.code(at(4)), 4).unwrap();
    });
}

#[test]
fn a_reset_link_replaces_the_password_and_not_the_second_factor() {
    on_both(|world| {
        let (app, _) = add_app(world, &world.ines_session, 1);
        let link = world
            .accounts
            .request_password_link(INES, HOME, at(2))
            .unwrap();
        let link = link.unwrap().1;
        let entrance = world
            .accounts
            .use_password_link(link.secret.expose_secret(), OTHER_PASSWORD, at(2))
            .unwrap();
        let Entrance::SecondStep(step) = entrance else {
            panic!("a mailbox is not two factors");
        };
        finish(world, &step, &app.code(at(3)), 3).unwrap();
    });
}

#[test]
fn the_console_takes_second_factors_away() {
    on_both(|world| {
        let accounts = &world.accounts;
        let (_, added) = add_app(world, &world.ines_session, 1);
        let pending = step(world, 2);
        accounts
            .remove_second_factors(world.ines.id, at(0))
            .unwrap();
        assert!(!world.is_signed_in(secret(&added.session), 2));
        let code = added.recovery_codes[0].expose_secret();
        let outcome = finish(world, &pending, code, 2);
        assert_eq!(refused(outcome), Refusal::TookTooLong);
        let signed_in = world.sign_in(INES, PASSWORD, 3).unwrap();
        assert_eq!(signed_in.proof, Proof::Password);
        let unknown = domain::ids::PersonId(uuid::Uuid::nil());
        let outcome = accounts.remove_second_factors(unknown, at(0));
        assert_eq!(refused(outcome).code(), "unknown");
    });
}

#[test]
fn removing_the_app_ends_nothing_else() {
    on_both(|world| {
        let (_, added) = add_app(world, &world.ines_session, 1);
        let session = secret(&added.session);
        world.accounts.remove_app(session, at(2)).unwrap();
        assert!(world.is_signed_in(session, 2));
        let ways = world.accounts.ways_of(world.ines.id).unwrap();
        assert!(!ways.is_second_factor());
        assert_eq!(ways.recovery_codes, 0);
        world.sign_in(INES, PASSWORD, 2).unwrap();
    });
}

#[test]
fn an_administrator_lacks_a_second_factor_until_one_was_shown() {
    on_both(|world| {
        let accounts = &world.accounts;
        let visit =
            |session: &str, now| -> Visit { accounts.visit(session, now).unwrap().unwrap() };
        let lacks =
            |session: &str, minutes| visit(session, at(minutes)).lacks_second_factor(at(minutes));
        // The first ten minutes are for the first relationship.
        assert!(!lacks(&world.ines_session, 10));
        let late = at(0) + GRACE;
        assert!(visit(&world.ines_session, late).lacks_second_factor(late));
        let signed_in = world.sign_in(INES, PASSWORD, 1).unwrap();
        assert!(lacks(secret(&signed_in), 1));
        let tom = world.tom();
        assert!(!lacks(secret(&tom), 1), "Tom administers nothing");
        accounts
            .set_administrator(world.ines.id, tom.person.id, true, at(0))
            .unwrap();
        let tom = world.sign_in("tom@meridian.example", PASSWORD, 2).unwrap();
        assert!(lacks(secret(&tom), 2));
        let (_, added) = add_app(world, secret(&signed_in), 2);
        assert!(!lacks(secret(&added.session), 3));
        let demo = accounts.demo_session(tom.person.id, at(3)).unwrap();
        assert!(!lacks(secret(&demo), 3));
    });
}

#[test]
fn an_apps_secret_is_sealed_where_there_is_a_key() {
    on_both(|world| {
        let key = SecretString::from("thirty-two and more random characters");
        let open = |key: Option<&SecretString>| {
            let accounts = Accounts::open(world.database.clone(), SystemEntropy).unwrap();
            match key {
                Some(key) => accounts.sealed_under(key).unwrap(),
                None => accounts,
            }
        };
        let sealing = World {
            accounts: open(Some(&key)),
            database: world.database.clone(),
            fresh: database::testing::Fresh::new(world.database.dialect()),
            ines: world.ines.clone(),
            ines_session: world.ines_session.clone(),
        };
        let (app, added) = add_app(&sealing, &world.ines_session, 1);
        let rows = world
            .database
            .query("SELECT secret FROM authenticator_apps", &[])
            .unwrap();
        let plain = BASE32_NOPAD.decode(app.secret.as_bytes()).unwrap();
        let stored = rows[0].bytes(0).unwrap();
        assert!(!stored.windows(plain.len()).any(|window| window == plain));
        finish(&sealing, &step(world, 2), &app.code(at(2)), 2).unwrap();
        // Without the key no code can be checked; a recovery code still opens.
        let keyless = open(None);
        let bring = |code: &str| {
            let step = step(world, 3);
            keyless.finish_second_step(step.expose_secret(), code, HOME, None, at(3))
        };
        assert!(matches!(bring(&app.code(at(3))), Err(Error::Sealed)));
        bring(added.recovery_codes[0].expose_secret()).unwrap();
    });
}

#[test]
fn nothing_of_an_erased_person_signs_in() {
    on_both(|world| {
        let tom = world.tom();
        let (_, added) = add_app(world, secret(&tom), 1);
        world
            .accounts
            .erase(world.ines.id, tom.person.id, at(2))
            .unwrap();
        assert!(!world.is_signed_in(secret(&added.session), 2));
        for table in [
            "passkeys",
            "authenticator_apps",
            "recovery_codes",
            "ceremonies",
        ] {
            let sql = format!("SELECT count(*) FROM {table}");
            let rows = world.database.query(&sql, &[]).unwrap();
            assert_eq!(rows[0].integer(0).unwrap(), 0, "{table}");
        }
    });
}
