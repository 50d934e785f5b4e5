use accounts::secrecy::ExposeSecret as _;
use accounts::{
    Accounts, Added, Change, Error, PASSKEYS_PER_PERSON, Proof, Refusal, SignedIn, Site,
    SystemEntropy,
};

use crate::authenticator::{Authenticator, ORIGIN};
use crate::world::{HOME, PASSWORD, World, at, on_both, refused, secret};

fn site() -> Site {
    Site::at(ORIGIN).unwrap()
}

fn add(
    world: &World,
    session: &str,
    device: &mut Authenticator,
    minutes: i64,
) -> Result<Added, Error> {
    let accounts = &world.accounts;
    let challenge = accounts.begin_passkey(&site(), session, at(minutes))?;
    let answer = device.create(&challenge);
    let challenge = challenge.secret.expose_secret();
    accounts.add_passkey(&site(), session, challenge, &answer, "Phone", at(minutes))
}

fn sign_in(
    accounts: &Accounts,
    device: &mut Authenticator,
    replaces: Option<&str>,
    minutes: i64,
) -> Result<SignedIn, Error> {
    let challenge = accounts.begin_passkey_sign_in(&site(), HOME, at(minutes))?;
    let answer = device.get(&challenge);
    let challenge = challenge.secret.expose_secret();
    accounts.sign_in_with_passkey(&site(), challenge, &answer, HOME, replaces, at(minutes))
}

#[test]
fn a_passkey_is_added_and_signs_in_without_an_address() {
    on_both(|world| {
        let mut phone = Authenticator::new(1);
        let added = add(world, &world.ines_session, &mut phone, 1).unwrap();
        assert_eq!(added.recovery_codes.len(), 10);
        assert_eq!(added.session.proof, Proof::Passkey);
        assert!(!world.is_signed_in(&world.ines_session, 1), "rotated");
        let before = secret(&added.session);
        assert!(world.is_signed_in(before, 1));

        let signed_in = sign_in(&world.accounts, &mut phone, Some(before), 20).unwrap();
        assert_eq!(signed_in.person.id, world.ines.id);
        assert_eq!(signed_in.proof, Proof::Passkey);
        assert!(!world.is_signed_in(before, 20), "rotated");
        let visit = world.accounts.visit(secret(&signed_in), at(21)).unwrap();
        assert_eq!(visit.unwrap().session.proof, Proof::Passkey);
        let ways = world.accounts.ways_of(world.ines.id).unwrap();
        assert_eq!(ways.passkeys.len(), 1);
        assert_eq!(ways.passkeys[0].name, "Phone");
        assert_eq!(ways.passkeys[0].last_used_at, Some(at(20)));
    });
}

#[test]
fn a_device_must_keep_its_key_and_be_unlocked() {
    on_both(|world| {
        let mut phone = Authenticator::new(1);
        let challenge = world
            .accounts
            .begin_passkey(&site(), &world.ines_session, at(1))
            .unwrap();
        let wanted = &challenge.options["authenticatorSelection"];
        assert_eq!(wanted["residentKey"], "required");
        assert_eq!(wanted["requireResidentKey"], true);
        assert_eq!(wanted["userVerification"], "required");

        phone.unlocked = false;
        let outcome = add(world, &world.ines_session, &mut phone, 1);
        assert_eq!(refused(outcome), Refusal::PasskeyNotAdded);
        phone.unlocked = true;
        add(world, &world.ines_session, &mut phone, 1).unwrap();
        phone.unlocked = false;
        let outcome = sign_in(&world.accounts, &mut phone, None, 2);
        assert_eq!(refused(outcome), Refusal::PasskeyRefused);
    });
}

#[test]
fn a_challenge_is_answered_once_and_within_ten_minutes() {
    on_both(|world| {
        let accounts = &world.accounts;
        let mut phone = Authenticator::new(1);
        add(world, &world.ines_session, &mut phone, 1).unwrap();
        let challenge = accounts
            .begin_passkey_sign_in(&site(), HOME, at(2))
            .unwrap();
        let answer = phone.get(&challenge);
        let bring = |minutes| {
            let challenge = challenge.secret.expose_secret();
            accounts.sign_in_with_passkey(&site(), challenge, &answer, HOME, None, at(minutes))
        };
        assert_eq!(refused(bring(12)), Refusal::TookTooLong);
        bring(3).unwrap();
        assert_eq!(refused(bring(3)), Refusal::TookTooLong);
        // A wrong answer uses it up too.
        let challenge = accounts
            .begin_passkey_sign_in(&site(), HOME, at(4))
            .unwrap();
        let bring = |answer: &str| {
            let challenge = challenge.secret.expose_secret();
            accounts.sign_in_with_passkey(&site(), challenge, answer, HOME, None, at(4))
        };
        assert_eq!(refused(bring(&answer)), Refusal::PasskeyRefused);
        let right = phone.get(&challenge);
        assert_eq!(refused(bring(&right)), Refusal::TookTooLong);
    });
}

#[test]
fn an_answer_to_another_site_or_from_a_stranger_opens_nothing() {
    on_both(|world| {
        let mut phone = Authenticator::new(1);
        add(world, &world.ines_session, &mut phone, 1).unwrap();
        let stranger = sign_in(&world.accounts, &mut Authenticator::new(9), None, 2);
        assert_eq!(refused(stranger), Refusal::PasskeyRefused);
        let mut lured = phone.clone();
        lured.origin = "https://value.example.org.elsewhere.example";
        let outcome = sign_in(&world.accounts, &mut lured, None, 2);
        assert_eq!(refused(outcome), Refusal::PasskeyRefused);
        let mut elsewhere = phone.clone();
        elsewhere.site = Some("example.org");
        let outcome = sign_in(&world.accounts, &mut elsewhere, None, 2);
        assert_eq!(refused(outcome), Refusal::PasskeyRefused, "another site");
        for nonsense in ["", "{}", "null", "[[[", "\u{0}"] {
            let challenge = world.accounts.begin_passkey_sign_in(&site(), HOME, at(2));
            let challenge = challenge.unwrap();
            let outcome = world.accounts.sign_in_with_passkey(
                &site(),
                challenge.secret.expose_secret(),
                nonsense,
                HOME,
                None,
                at(2),
            );
            assert_eq!(refused(outcome), Refusal::PasskeyRefused, "{nonsense:?}");
        }
        // One whose owner takes no part looks the same.
        let tom = world.tom();
        let mut toms = Authenticator::new(2);
        add(world, secret(&tom), &mut toms, 1).unwrap();
        world
            .accounts
            .suspend(world.ines.id, tom.person.id, at(3))
            .unwrap();
        let outcome = sign_in(&world.accounts, &mut toms, None, 3);
        assert_eq!(refused(outcome), Refusal::PasskeyRefused);
    });
}

#[test]
fn nobody_comes_in_as_somebody_else_with_a_key_of_their_own() {
    on_both(|world| {
        let mut iness = Authenticator::new(1);
        add(world, &world.ines_session, &mut iness, 1).unwrap();
        let tom = world.tom();
        let mut toms = Authenticator::new(2);
        let tom = add(world, secret(&tom), &mut toms, 1).unwrap();
        // A device says whose it is; only the key proves it.
        let mut pretender = toms.clone();
        pretender.user.clone_from(&iness.user);
        let outcome = sign_in(&world.accounts, &mut pretender, None, 2);
        assert_eq!(refused(outcome), Refusal::PasskeyRefused);
        // Nor does anybody add a key in the place of whoever was asked.
        let ines = sign_in(&world.accounts, &mut iness, None, 2).unwrap();
        let asked = world.accounts.begin_passkey(&site(), secret(&ines), at(2));
        let asked = asked.unwrap();
        let answer = Authenticator::new(3).create(&asked);
        let asked = asked.secret.expose_secret();
        let session = secret(&tom.session);
        let outcome = world
            .accounts
            .add_passkey(&site(), session, asked, &answer, "Phone", at(2));
        assert_eq!(refused(outcome), Refusal::PasskeyNotAdded);
        let toms_keys = world.accounts.passkeys_of(tom.session.person.id).unwrap();
        assert_eq!(toms_keys.len(), 1);
    });
}

#[test]
fn a_copy_of_a_device_is_noticed_by_its_counter() {
    on_both(|world| {
        let mut phone = Authenticator::new(1);
        add(world, &world.ines_session, &mut phone, 1).unwrap();
        let mut copy = phone.clone();
        sign_in(&world.accounts, &mut phone, None, 2).unwrap();
        sign_in(&world.accounts, &mut phone, None, 3).unwrap();
        let outcome = sign_in(&world.accounts, &mut copy, None, 4);
        assert_eq!(refused(outcome), Refusal::PasskeyCopied);
        sign_in(&world.accounts, &mut phone, None, 5).unwrap();
    });
}

#[test]
fn what_one_node_asked_another_may_hear() {
    on_both(|world| {
        // SQLite has one server at a time; there the second stands for the first after a restart.
        let other = Accounts::open(world.database.clone(), SystemEntropy).unwrap();
        let mut phone = Authenticator::new(1);
        let session = &world.ines_session;
        let asked = world
            .accounts
            .begin_passkey(&site(), session, at(1))
            .unwrap();
        let answer = phone.create(&asked);
        let asked = asked.secret.expose_secret();
        other
            .add_passkey(&site(), session, asked, &answer, "Phone", at(1))
            .unwrap();
        let asked = other.begin_passkey_sign_in(&site(), HOME, at(2)).unwrap();
        let answer = phone.get(&asked);
        let asked = asked.secret.expose_secret();
        let signed_in =
            world
                .accounts
                .sign_in_with_passkey(&site(), asked, &answer, HOME, None, at(2));
        assert_eq!(signed_in.unwrap().person.id, world.ines.id);
    });
}

#[test]
fn a_passkey_opens_whatever_others_tried_at_the_password() {
    on_both(|world| {
        let mut phone = Authenticator::new(1);
        add(world, &world.ines_session, &mut phone, 1).unwrap();
        for _ in 0..10 {
            let _ = world.sign_in("ines@meridian.example", "wrong", 2);
        }
        let locked = world
            .accounts
            .sign_in("ines@meridian.example", PASSWORD, HOME, None, at(2));
        assert_eq!(refused(locked).code(), "too_many_attempts");
        sign_in(&world.accounts, &mut phone, None, 2).unwrap();
    });
}

#[test]
fn challenges_are_not_asked_for_without_end() {
    on_both(|world| {
        let ask = || world.accounts.begin_passkey_sign_in(&site(), HOME, at(1));
        for _ in 0..100 {
            ask().unwrap();
        }
        assert_eq!(refused(ask()), Refusal::TooManyAttempts { seconds: 9 });
        let elsewhere: std::net::IpAddr = [203, 0, 113, 7].into();
        let ask = world
            .accounts
            .begin_passkey_sign_in(&site(), elsewhere, at(1));
        ask.unwrap();
        world.accounts.sweep(at(12)).unwrap();
        let rows = world
            .database
            .query("SELECT count(*) FROM ceremonies", &[])
            .unwrap();
        assert_eq!(rows[0].integer(0).unwrap(), 0);
    });
}

#[test]
fn one_key_belongs_to_one_account() {
    on_both(|world| {
        let mut phone = Authenticator::new(1);
        let ines = add(world, &world.ines_session, &mut phone, 1).unwrap();
        let again = world
            .accounts
            .begin_passkey(&site(), secret(&ines.session), at(1))
            .unwrap();
        let known = &again.options["excludeCredentials"][0]["id"];
        assert!(known.is_string(), "the device is told what it holds");
        let outcome = add(world, secret(&world.tom()), &mut phone, 1);
        assert_eq!(refused(outcome), Refusal::PasskeyNotAdded);
        assert!(
            !world
                .accounts
                .ways_of(world.ines.id)
                .unwrap()
                .passkeys
                .is_empty()
        );
    });
}

#[test]
fn removing_a_passkey_ends_nothing_else() {
    on_both(|world| {
        let accounts = &world.accounts;
        let (mut phone, mut key) = (Authenticator::new(1), Authenticator::new(2));
        let first = add(world, &world.ines_session, &mut phone, 1).unwrap();
        let second = add(world, secret(&first.session), &mut key, 2).unwrap();
        assert!(second.recovery_codes.is_empty(), "they were given before");
        let other = sign_in(accounts, &mut phone, None, 2).unwrap();
        let session = secret(&second.session);
        let ids = accounts.passkeys_of(world.ines.id).unwrap();
        accounts
            .rename_passkey(world.ines.id, ids[1].id, "Key on the ring")
            .unwrap();
        let tom = world.tom();
        accounts
            .rename_passkey(tom.person.id, ids[1].id, "Tom's")
            .unwrap();
        accounts
            .remove_passkey(secret(&tom), ids[0].id, at(2))
            .unwrap();
        accounts.remove_passkey(session, ids[0].id, at(2)).unwrap();
        let left = accounts.ways_of(world.ines.id).unwrap();
        assert_eq!(left.passkeys.len(), 1);
        assert_eq!(left.passkeys[0].name, "Key on the ring");
        assert_eq!(left.recovery_codes, 10);
        assert!(world.is_signed_in(secret(&other), 2));
        let outcome = sign_in(accounts, &mut phone, None, 3);
        assert_eq!(refused(outcome), Refusal::PasskeyRefused);
        sign_in(accounts, &mut key, None, 3).unwrap();

        accounts.remove_passkey(session, ids[1].id, at(3)).unwrap();
        let left = accounts.ways_of(world.ines.id).unwrap();
        assert!(!left.is_second_factor());
        assert_eq!(left.recovery_codes, 0, "nothing they could stand for");
        let noted = accounts.changes_of(world.ines.id, 9).unwrap();
        for what in [Change::PasskeyAdded, Change::PasskeyRemoved] {
            assert_eq!(noted.iter().filter(|noted| noted.what == what).count(), 2);
        }
    });
}

#[test]
fn how_one_signs_in_is_changed_only_just_after_signing_in() {
    on_both(|world| {
        let accounts = &world.accounts;
        let mut phone = Authenticator::new(1);
        let late = add(world, &world.ines_session, &mut phone, 15);
        assert_eq!(refused(late), Refusal::SignInAgain);
        let gone = add(world, "no session", &mut phone, 1);
        assert_eq!(refused(gone), Refusal::SignInAgain);
        let guest = world.invite_mara(crate::world::relationship(1));
        let guest = accounts.enter(guest.secret.expose_secret(), None, at(1));
        let outcome = add(world, secret(&guest.unwrap().signed_in), &mut phone, 1);
        assert_eq!(refused(outcome), Refusal::GuestMustClaim);

        let added = add(world, &world.ines_session, &mut phone, 1).unwrap();
        let id = accounts.passkeys_of(world.ines.id).unwrap()[0].id;
        let remove = |minutes| accounts.remove_passkey(secret(&added.session), id, at(minutes));
        assert_eq!(refused(remove(16)), Refusal::SignInAgain);
        remove(15).unwrap();
    });
}

#[test]
fn there_is_an_end_to_passkeys() {
    on_both(|world| {
        let mut session = world.ines_session.clone();
        for number in 0..PASSKEYS_PER_PERSON {
            let mut device = Authenticator::new(u8::try_from(number).unwrap() + 1);
            let added = add(world, &session, &mut device, 1).unwrap();
            session = secret(&added.session).to_owned();
        }
        let outcome = add(world, &session, &mut Authenticator::new(200), 1);
        assert_eq!(refused(outcome).code(), "full");
    });
}

#[test]
fn passkeys_need_a_name_to_be_bound_to() {
    for good in [ORIGIN, "http://localhost:8080", "https://a.example:8443"] {
        assert!(Site::at(good).is_some(), "{good}");
    }
    for bad in [
        "http://192.168.1.7:8080",
        "https://192.0.2.1",
        "http://value",
        "https://[::1]",
        "",
    ] {
        assert!(Site::at(bad).is_none(), "{bad}");
    }
}
