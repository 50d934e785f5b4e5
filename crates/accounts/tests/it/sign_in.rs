use accounts::secrecy::ExposeSecret as _;
use accounts::{Proof, Refusal, TokenScope};
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, Version};

use crate::world::{
    HOME, OTHER_PASSWORD, PASSWORD, World, at, on_both, open, refused, relationship, secret,
};

const INES: &str = "ines@meridian.example";

fn stored_hash(world: &World) -> String {
    let sql = "SELECT password_hash FROM people WHERE id = ?1";
    let rows = world
        .database
        .query(sql, &[world.ines.id.to_string().into()])
        .unwrap();
    rows[0].text(0).unwrap().to_owned()
}

#[test]
fn one_signs_in_with_address_in_any_case_and_password() {
    on_both(|world| {
        let signed_in = world
            .sign_in(" INES@meridian.Example ", PASSWORD, 1)
            .unwrap();
        assert_eq!(signed_in.person, world.ines);
        assert!(world.is_signed_in(secret(&signed_in), 2));
        assert_eq!(
            refused(world.sign_in(INES, "Seven dry lanterns", 2)),
            Refusal::SignInFailed
        );
    });
}

#[test]
fn the_answer_does_not_tell_whether_there_is_an_account() {
    on_both(|world| {
        let guest = world.invite_mara(relationship(1)).person;
        assert!(guest.is_guest());
        for email in [
            INES,
            "nobody@meridian.example",
            "",
            "\0",
            &"x".repeat(100_000),
        ] {
            let outcome = world.sign_in(email, "wrong password", 1);
            assert_eq!(refused(outcome), Refusal::SignInFailed, "{email:.20}");
        }
        let endless = "x".repeat(100_000);
        assert_eq!(
            refused(world.sign_in(INES, &endless, 1)),
            Refusal::SignInFailed
        );
        for i in 0..20 {
            // Unknown addresses are limited like known ones.
            let from = [203, 0, 113, i].into();
            let outcome = world
                .accounts
                .sign_in("no@body.example", "wrong", from, None, at(1));
            let tries = usize::from(i);
            let limited = matches!(refused(outcome), Refusal::TooManyAttempts { .. });
            assert_eq!(limited, tries >= 10);
        }
    });
}

#[test]
fn ten_failures_stop_even_the_right_password_for_a_while() {
    on_both(|world| {
        for i in 0..10 {
            let from = [203, 0, 113, i].into();
            let outcome = world.accounts.sign_in(INES, "wrong", from, None, at(0));
            assert_eq!(refused(outcome), Refusal::SignInFailed);
        }
        let outcome = world.sign_in(INES, PASSWORD, 0);
        assert_eq!(refused(outcome), Refusal::TooManyAttempts { seconds: 90 });
        let outcome = world
            .accounts
            .confirm_password(&world.ines, PASSWORD, HOME, at(0));
        assert_eq!(refused(outcome).code(), "too_many_attempts");
        world.sign_in(INES, PASSWORD, 2).unwrap();
        // Success forgives the account.
        for _ in 0..5 {
            assert_eq!(
                refused(world.sign_in(INES, "wrong", 2)),
                Refusal::SignInFailed
            );
        }
    });
}

#[test]
fn one_network_cannot_try_many_accounts() {
    on_both(|world| {
        for i in 0..10 {
            let email = format!("person{i}@meridian.example");
            assert_eq!(
                refused(world.sign_in(&email, "wrong", 0)),
                Refusal::SignInFailed
            );
        }
        assert_eq!(
            refused(world.sign_in(INES, PASSWORD, 0)).code(),
            "too_many_attempts"
        );
        let elsewhere = "2001:db8::1".parse().unwrap();
        world
            .accounts
            .sign_in(INES, PASSWORD, elsewhere, None, at(0))
            .unwrap();
    });
}

#[test]
fn a_hash_with_old_parameters_is_replaced_at_sign_in() {
    on_both(|world| {
        let params = Params::new(8 * 1024, 1, 1, None).unwrap();
        let old = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_with_salt(PASSWORD.as_bytes(), b"sixteen bytes :)")
            .unwrap()
            .to_string();
        let store = |hash: &str| {
            world.database.write(|connection| {
                connection.execute(
                    "UPDATE people SET password_hash = ?2 WHERE id = ?1",
                    &[world.ines.id.to_string().into(), hash.into()],
                )
            })
        };
        store(&old).unwrap();
        assert_eq!(
            refused(world.sign_in(INES, "wrong", 1)),
            Refusal::SignInFailed
        );
        assert_eq!(stored_hash(world), old);
        world.sign_in(INES, PASSWORD, 1).unwrap();
        let new = stored_hash(world);
        assert!(new.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{new}");
        world.sign_in(INES, PASSWORD, 1).unwrap();
        assert_eq!(stored_hash(world), new, "a current hash stays");

        store("not a hash").unwrap();
        assert!(
            world.sign_in(INES, PASSWORD, 1).is_err(),
            "damage is an error, not a panic"
        );
    });
}

#[test]
fn a_new_password_needs_the_old_one_and_shuts_everybody_else_out() {
    on_both(|world| {
        let accounts = &world.accounts;
        let ines = &world.ines;
        let (_, token) = accounts
            .create_token(ines.id, "ci", TokenScope::Write, None, at(10_000), at(0))
            .unwrap();
        let change = |current, new| {
            accounts.change_password(ines, current, new, Proof::Passkey, HOME, at(1))
        };
        assert_eq!(
            refused(change("wrong", OTHER_PASSWORD)),
            Refusal::PasswordWrong
        );
        assert_eq!(
            refused(change(PASSWORD, "short")).code(),
            "password_too_short"
        );
        assert_eq!(
            refused(change(PASSWORD, "password1234")),
            Refusal::PasswordCommon
        );
        assert_eq!(
            refused(change(PASSWORD, "albrecht albrecht")),
            Refusal::PasswordPersonal
        );
        assert!(world.is_signed_in(&world.ines_session, 1));

        let fresh = change(PASSWORD, OTHER_PASSWORD).unwrap();
        assert!(!world.is_signed_in(&world.ines_session, 1));
        assert!(world.is_signed_in(secret(&fresh), 1));
        assert_eq!(fresh.proof, Proof::Passkey, "what was shown stays shown");
        assert!(
            accounts
                .bearer(token.expose_secret(), at(1))
                .unwrap()
                .is_none()
        );
        assert_eq!(
            refused(world.sign_in(INES, PASSWORD, 2)),
            Refusal::SignInFailed
        );
        world.sign_in(INES, OTHER_PASSWORD, 2).unwrap();
    });
}

#[test]
fn a_binding_step_asks_for_the_password_again() {
    on_both(|world| {
        let confirm = |password| {
            world
                .accounts
                .confirm_password(&world.ines, password, HOME, at(1))
        };
        confirm(PASSWORD).unwrap();
        assert_eq!(refused(confirm("wrong")), Refusal::PasswordWrong);
        let guest = world.invite_mara(relationship(1)).person;
        let outcome = world.accounts.confirm_password(&guest, "", HOME, at(1));
        assert_eq!(refused(outcome), Refusal::GuestMustClaim);
    });
}

#[test]
fn a_new_address_needs_the_password_and_must_be_free() {
    on_both(|world| {
        let tom = world.tom().person;
        let change = |password, email| {
            world
                .accounts
                .change_email(&tom, password, email, HOME, at(1))
        };
        assert_eq!(
            refused(change("wrong", "t@meridian.example")),
            Refusal::PasswordWrong
        );
        assert_eq!(refused(change(PASSWORD, "tom")), Refusal::EmailMalformed);
        assert_eq!(
            refused(change(PASSWORD, "INES@meridian.example")),
            Refusal::EmailTaken
        );
        change(PASSWORD, "t@meridian.example").unwrap();
        world.sign_in("t@meridian.example", PASSWORD, 2).unwrap();
        let outcome = world.sign_in("tom@meridian.example", PASSWORD, 2);
        assert_eq!(refused(outcome), Refusal::SignInFailed);
    });
}

#[test]
fn a_reset_link_works_once_for_an_hour_and_shuts_everybody_else_out() {
    on_both(|world| {
        let accounts = &world.accounts;
        let request = |email, minutes| {
            accounts
                .request_password_link(email, HOME, at(minutes))
                .unwrap()
                .map(|(_, link)| link)
        };
        assert!(request("nobody@meridian.example", 0).is_none());
        let replaced = request(INES, 0).unwrap();
        let link = request("INES@meridian.example", 0).unwrap();
        let take = |link: &str, minutes| {
            accounts.use_password_link(link, None, OTHER_PASSWORD, at(minutes))
        };
        let unusable = Refusal::LinkUnusable;
        assert_eq!(refused(take(replaced.secret.expose_secret(), 1)), unusable);
        let link = link.secret.expose_secret();
        assert_eq!(refused(take(link, 60)), unusable, "expired");
        assert_eq!(
            refused(accounts.password_link_holder(link, at(60))),
            unusable
        );
        let weak = accounts.use_password_link(link, None, "weak", at(1));
        assert_eq!(refused(weak).code(), "password_too_short");

        let used = open(take(link, 59).unwrap());
        assert!(world.is_signed_in(secret(&used), 59));
        assert!(!world.is_signed_in(&world.ines_session, 59));
        assert_eq!(refused(take(link, 59)), unusable, "used");
        world.sign_in(INES, OTHER_PASSWORD, 59).unwrap();
    });
}

#[test]
fn reset_links_are_not_asked_for_without_end() {
    on_both(|world| {
        let request = || world.accounts.request_password_link(INES, HOME, at(0));
        for _ in 0..10 {
            request().unwrap();
        }
        assert_eq!(refused(request()), Refusal::TooManyAttempts { seconds: 90 });
        world.sign_in(INES, PASSWORD, 0).unwrap();
    });
}

#[test]
fn a_link_used_twice_at_once_works_once() {
    on_both(|world| {
        let link = world.accounts.password_link(world.ines.id, at(0)).unwrap();
        let take = |password| {
            let link = link.secret.expose_secret();
            world
                .accounts
                .use_password_link(link, None, password, at(1))
                .is_ok()
        };
        let worked = std::thread::scope(|scope| {
            let other = scope.spawn(|| take(PASSWORD));
            usize::from(take(OTHER_PASSWORD)) + usize::from(other.join().unwrap())
        });
        assert_eq!(worked, 1);
    });
}

#[test]
fn no_secret_is_stored_or_printed() {
    on_both(|world| {
        let accounts = &world.accounts;
        let invited = world.invite_mara(relationship(1));
        let signed_in = world.sign_in(INES, PASSWORD, 1).unwrap();
        let link = accounts.password_link(world.ines.id, at(1)).unwrap();
        let (token, token_secret) = accounts
            .create_token(world.ines.id, "ci", TokenScope::Read, None, at(10), at(1))
            .unwrap();
        let printed =
            format!("{invited:?} {signed_in:?} {link:?} {token:?} {token_secret:?} {accounts:?}");
        let set_up = crate::world::set_up_of("ABCD-EFGH");
        let printed = printed + &format!("{set_up:?}");
        for secret in [
            PASSWORD,
            "ABCD-EFGH",
            invited.secret.expose_secret(),
            signed_in.secret.expose_secret(),
            link.secret.expose_secret(),
            token_secret.expose_secret(),
        ] {
            assert!(!printed.contains(secret));
            assert!(!world.is_in_a_file(secret));
        }
    });
}
