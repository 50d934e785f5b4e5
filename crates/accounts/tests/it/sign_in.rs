use accounts::secrecy::ExposeSecret as _;
use accounts::secrecy::SecretString;
use accounts::{Caller, Proof, Refusal, TokenScope};
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, Version};

use crate::world::{
    HOME, OTHER_PASSWORD, PASSWORD, World, at, days, on_both, open, refused, relationship, secret,
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
            let from: std::net::IpAddr = [203, 0, 113, i].into();
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
fn guessing_at_an_account_is_slow_from_wherever_one_has_guessed() {
    on_both(|world| {
        let try_from = |last: u8, password| {
            let from: std::net::IpAddr = [203, 0, 113, last].into();
            world.accounts.sign_in(INES, password, from, None, at(0))
        };
        for last in 0..10 {
            assert_eq!(refused(try_from(last, "wrong")), Refusal::SignInFailed);
        }
        // The right one is no exception there.
        for last in 0..10 {
            let outcome = try_from(last, PASSWORD);
            assert_eq!(refused(outcome), Refusal::TooManyAttempts { seconds: 90 });
        }
    });
}

#[test]
fn nobody_is_locked_out_by_what_others_try() {
    on_both(|world| {
        let wrong = |number: u8, minutes| {
            let from: std::net::IpAddr = [10, number, 7, 1].into();
            let outcome = world
                .accounts
                .sign_in(INES, "wrong", from, None, at(minutes));
            refused(outcome)
        };
        let device = world
            .accounts
            .remember_device(world.ines.id, None, at(-60))
            .unwrap()
            .unwrap();
        // From changing addresses, minute after minute.
        for number in 0..130 {
            wrong(number, i64::from(number) / 3);
        }
        let now = 43;
        // The session that Ines has is not asked about it.
        world
            .accounts
            .confirm_password(&world.ines, PASSWORD, at(now))
            .unwrap();
        // From a network that did nothing wrong, though everybody else's tries are spent.
        for number in 0..32 {
            let from: std::net::IpAddr = [172, 16, number, 1].into();
            world
                .accounts
                .sign_in(INES, PASSWORD, from, None, at(now))
                .unwrap();
            for other in 130..145 {
                wrong(other, now);
            }
        }
        // On her device even from where others were wrong a moment ago, however often.
        let from: std::net::IpAddr = [10, 144, 7, 1].into();
        for number in 0..20 {
            let _ = world
                .accounts
                .sign_in("no@body.example", "wrong", from, None, at(now));
            let caller = Caller {
                from,
                device: Some(device.expose_secret()),
            };
            let outcome = world
                .accounts
                .sign_in(INES, PASSWORD, caller, None, at(now));
            assert!(outcome.is_ok(), "{number}");
        }
        // What is tried on the device itself counts there.
        let caller = Caller {
            from: HOME,
            device: Some(device.expose_secret()),
        };
        let wrong_there = || world.accounts.sign_in(INES, "wrong", caller, None, at(now));
        for _ in 0..10 {
            assert_eq!(refused(wrong_there()), Refusal::SignInFailed);
        }
        assert_eq!(refused(wrong_there()).code(), "too_many_attempts");
    });
}

#[test]
fn a_device_is_known_for_whoever_signed_in_on_it_and_opens_nothing() {
    on_both(|world| {
        let accounts = &world.accounts;
        let tom = world.tom().person;
        let remember = |person, presented: Option<&str>, minutes| {
            accounts
                .remember_device(person, presented, at(minutes))
                .unwrap()
        };
        let shared = remember(world.ines.id, None, 0).unwrap();
        let shared = shared.expose_secret();
        assert!(
            remember(tom.id, Some(shared), 1).is_none(),
            "the same device"
        );
        assert!(remember(tom.id, Some("made up"), 1).is_some());
        assert!(!world.is_signed_in(shared, 1));
        assert!(!world.is_in_a_file(shared));

        let spend = |email: &str, device: Option<&str>| {
            let caller = Caller {
                from: [198, 51, 100, 1].into(),
                device,
            };
            refused(accounts.sign_in(email, "wrong", caller, None, at(2)))
        };
        let other = remember(tom.id, None, 1).unwrap();
        for _ in 0..12 {
            spend(INES, Some(other.expose_secret()));
        }
        // Tom's own device is a stranger at Ines' account.
        assert_eq!(spend(INES, None).code(), "too_many_attempts");
        assert_eq!(spend(INES, Some(shared)), Refusal::SignInFailed);

        // The twenty used last are known, and none for longer than cookies last.
        let many: Vec<_> = (0..25)
            .map(|minute| remember(world.ines.id, None, 10 + minute).unwrap())
            .collect();
        let is_known = |device: &SecretString| accounts.is_device(device.expose_secret()).unwrap();
        assert!(!is_known(&many[4]) && is_known(&many[5]) && is_known(&many[24]));
        assert!(accounts.is_device(shared).unwrap(), "Tom's still");
        accounts.erase(world.ines.id, tom.id, at(50)).unwrap();
        assert!(!accounts.is_device(shared).unwrap());
        accounts.sweep(at(days(401))).unwrap();
        assert!(!is_known(&many[24]));
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
        let elsewhere: std::net::IpAddr = "2001:db8::1".parse().unwrap();
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
        let change =
            |current, new| accounts.change_password(ines, current, new, Proof::Passkey, at(1));
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
                .confirm_password(&world.ines, password, at(1))
        };
        confirm(PASSWORD).unwrap();
        assert_eq!(refused(confirm("wrong")), Refusal::PasswordWrong);
        let guest = world.invite_mara(relationship(1)).person;
        let outcome = world.accounts.confirm_password(&guest, "", at(1));
        assert_eq!(refused(outcome), Refusal::GuestMustClaim);
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
        let earlier = request(INES, 0).unwrap();
        let link = request("INES@meridian.example", 0).unwrap();
        let take =
            |link: &str, minutes| accounts.use_password_link(link, OTHER_PASSWORD, at(minutes));
        let unusable = Refusal::LinkUnusable;
        let link = link.secret.expose_secret();
        assert_eq!(refused(take(link, 60)), unusable, "expired");
        assert_eq!(
            refused(accounts.password_link_holder(link, at(60))),
            unusable
        );
        let weak = accounts.use_password_link(link, "weak", at(1));
        assert_eq!(refused(weak).code(), "password_too_short");

        let used = open(take(link, 59).unwrap());
        assert!(world.is_signed_in(secret(&used), 59));
        assert!(!world.is_signed_in(&world.ines_session, 59));
        assert_eq!(refused(take(link, 59)), unusable, "used");
        let earlier = earlier.secret.expose_secret();
        assert_eq!(refused(take(earlier, 59)), unusable, "with the one used");
        world.sign_in(INES, OTHER_PASSWORD, 59).unwrap();
    });
}

#[test]
fn reset_links_are_not_asked_for_without_end() {
    on_both(|world| {
        let request = || world.accounts.request_password_link(INES, HOME, at(0));
        for _ in 0..5 {
            request().unwrap();
        }
        assert_eq!(
            refused(request()),
            Refusal::TooManyAttempts { seconds: 180 }
        );
        world.sign_in(INES, PASSWORD, 0).unwrap();
    });
}

#[test]
fn what_others_ask_for_keeps_nobody_from_a_link_of_their_own() {
    on_both(|world| {
        let accounts = &world.accounts;
        let device = accounts
            .remember_device(world.ines.id, None, at(0))
            .unwrap()
            .unwrap();
        let ask = |from: [u8; 4], device: Option<&str>, minutes| {
            let caller = Caller {
                from: from.into(),
                device,
            };
            accounts.request_password_link(INES, caller, at(minutes))
        };
        let first = ask([192, 0, 2, 7], None, 0).unwrap().unwrap().1;
        let mut mailed = 0;
        for number in 0..200 {
            mailed += usize::from(ask([10, number, 7, 1], None, 1).is_ok());
        }
        assert!(mailed <= 20, "an address is not flooded: {mailed}");
        // On her device always, and a minute later from anywhere that did not ask.
        let known = ask([10, 1, 7, 1], Some(device.expose_secret()), 1);
        assert!(known.unwrap().is_some());
        ask([198, 51, 100, 1], None, 2).unwrap();
        // The link that was on its way meanwhile still opens.
        let holder = accounts.password_link_holder(first.secret.expose_secret(), at(2));
        assert_eq!(holder.unwrap().id, world.ines.id);
    });
}

/// Sixty networks ask every minute for an hour. Whenever the owner asks, from anywhere and on no device that
/// is known, a link is made, or one was mailed to her address within three minutes and opens for most of an
/// hour: it goes to her mailbox, whoever asked for it.
#[test]
fn whoever_asks_for_links_to_an_address_only_sends_its_owner_links() {
    on_both(|world| {
        let accounts = &world.accounts;
        let ask = |from: [u8; 4], minute| {
            let from = std::net::IpAddr::from(from);
            accounts.request_password_link(INES, from, at(minute))
        };
        let mut mailed = Vec::new();
        for minute in 0..60 {
            for network in 0..60 {
                let from = [10, u8::try_from(minute).unwrap(), network, 1];
                if let Ok(Some((_, link))) = ask(from, minute) {
                    mailed.push((minute, link));
                }
            }
            if ask([198, 51, 100, 7], minute).is_err() {
                let (when, link) = mailed.last().unwrap();
                assert!(minute - when <= 3, "minute {minute}: mailed at {when}");
                let link = link.secret.expose_secret();
                accounts
                    .password_link_holder(link, at(minute + 56))
                    .unwrap();
            }
        }
        assert!(
            mailed.len() <= 120,
            "an address is not flooded: {}",
            mailed.len()
        );
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
                .use_password_link(link, password, at(1))
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
