//! No way in changes in silence.

use accounts::secrecy::ExposeSecret as _;
use accounts::{By, CHANGES_KEPT, CHANGES_TOLD, Change, Proof, TokenScope};
use domain::ids::PersonId;

use crate::second_factors::{add_app, finish, step};
use crate::world::{
    HOME, OTHER_PASSWORD, PASSWORD, World, at, days, new_person, on_both, open, secret,
};

const INES: &str = "ines@meridian.example";

/// What is noted of somebody, oldest first.
fn noted(world: &World, person: PersonId) -> Vec<(Change, By)> {
    let mut noted = world.accounts.changes_of(person, 99).unwrap();
    noted.reverse();
    noted
        .into_iter()
        .map(|noted| (noted.what, noted.by))
        .collect()
}

fn addresses(world: &World, minutes: i64) -> Vec<(Change, Vec<String>)> {
    let untold = world.accounts.untold_changes(at(minutes), 99).unwrap();
    untold
        .into_iter()
        .map(|untold| (untold.noted.what, untold.addresses))
        .collect()
}

#[test]
fn what_one_changes_oneself_is_noted() {
    on_both(|world| {
        let accounts = &world.accounts;
        let mut ines = world.ines.clone();
        let (app, added) = add_app(world, &world.ines_session, 1);
        let codes = accounts
            .renew_recovery_codes(secret(&added.session), at(2))
            .unwrap();
        let entered = finish(world, &step(world, 3), codes[0].expose_secret(), 3).unwrap();
        let entered = accounts
            .change_password(&ines, PASSWORD, OTHER_PASSWORD, entered.proof, at(4))
            .unwrap();
        world.shows(&ines, OTHER_PASSWORD, "falk@meridian.example", 5);
        ines = accounts.person(ines.id).unwrap().unwrap();
        let (token, _) = accounts
            .create_token(
                ines.id,
                "export",
                TokenScope::Read,
                None,
                at(days(2)),
                at(6),
            )
            .unwrap();
        accounts.revoke_token(ines.id, token.id, at(7)).unwrap();
        accounts.revoke_token(ines.id, token.id, at(7)).unwrap();
        assert_eq!(entered.proof, Proof::RecoveryCode);
        let step = {
            let entrance =
                accounts.sign_in("falk@meridian.example", OTHER_PASSWORD, HOME, None, at(8));
            match entrance.unwrap() {
                accounts::Entrance::SecondStep(step) => step,
                accounts::Entrance::Open(_) => panic!("no second factor was asked for"),
            }
        };
        let entered = finish(world, &step, &app.code(at(8)), 8).unwrap();
        accounts.remove_app(secret(&entered), at(9)).unwrap();
        let (_, link) = accounts
            .request_password_link("FALK@meridian.example", HOME, at(10))
            .unwrap()
            .unwrap();
        let link = link.secret.expose_secret();
        open(accounts.use_password_link(link, PASSWORD, at(11)).unwrap());
        let themselves = [
            Change::AppAdded,
            Change::CodesRenewed,
            Change::CodeUsed,
            Change::PasswordChanged,
            Change::AddressAsked,
            Change::AddressChanged,
            Change::TokenMade,
            Change::TokenRevoked,
            Change::AppRemoved,
            Change::PasswordSet,
        ];
        let expected: Vec<_> = themselves.map(|what| (what, By::Themselves)).into();
        assert_eq!(noted(world, ines.id), expected);

        // Told at the address of the time, and at the old one when it changes.
        let told = addresses(world, 12);
        assert_eq!(told.len(), expected.len());
        for (what, addresses) in told {
            let (old, new) = (INES.to_owned(), "falk@meridian.example".to_owned());
            let before = themselves.iter().position(|one| *one == what).unwrap() < 5;
            let expected = match what {
                Change::AddressChanged => vec![new, old],
                _ if before => vec![old],
                _ => vec![new],
            };
            let addresses: Vec<_> = addresses.iter().map(|a| a.to_lowercase()).collect();
            assert_eq!(addresses, expected, "{what:?}");
        }
    });
}

#[test]
fn what_others_change_names_them() {
    on_both(|world| {
        let (accounts, ines) = (&world.accounts, world.ines.id);
        let tom = world.tom().person.id;
        let by = By::Person(ines);
        accounts.set_administrator(ines, tom, true, at(1)).unwrap();
        accounts.set_administrator(ines, tom, false, at(2)).unwrap();
        accounts
            .set_host_administrator(ines, tom, true, at(3))
            .unwrap();
        accounts
            .set_host_administrator(ines, tom, false, at(4))
            .unwrap();
        accounts.suspend(ines, tom, at(5)).unwrap();
        accounts.reinstate(ines, tom, at(6)).unwrap();
        // An administrator's link, whoever uses it.
        let link = accounts
            .password_link_for_colleague(ines, tom, at(7))
            .unwrap();
        let used = link.secret.expose_secret();
        open(
            accounts
                .use_password_link(used, OTHER_PASSWORD, at(8))
                .unwrap(),
        );
        // The operator's.
        let link = accounts.password_link(tom, at(9)).unwrap();
        let used = link.secret.expose_secret();
        open(accounts.use_password_link(used, PASSWORD, at(10)).unwrap());
        accounts.remove_second_factors(tom, at(11)).unwrap();
        // One asked for by mail replaces one of an administrator, and is nobody else's.
        accounts
            .password_link_for_colleague(ines, tom, at(12))
            .unwrap();
        let (_, link) = accounts
            .request_password_link("tom@meridian.example", HOME, at(13))
            .unwrap()
            .unwrap();
        let used = link.secret.expose_secret();
        open(
            accounts
                .use_password_link(used, OTHER_PASSWORD, at(14))
                .unwrap(),
        );
        assert_eq!(
            noted(world, tom),
            [
                (Change::AccountMade, by),
                (Change::AddressAsked, By::Themselves),
                (Change::AddressChanged, By::Themselves),
                (Change::Administrator, by),
                (Change::NoAdministrator, by),
                (Change::Host, by),
                (Change::NoHost, by),
                (Change::Suspended, by),
                (Change::Reinstated, by),
                (Change::LinkMade, by),
                (Change::PasswordSet, by),
                (Change::LinkMade, By::Operator),
                (Change::PasswordSet, By::Operator),
                (Change::FactorsRemoved, By::Operator),
                (Change::LinkMade, by),
                (Change::PasswordSet, By::Themselves),
            ]
        );
        // What is refused changed nothing.
        let before = noted(world, ines);
        assert!(accounts.suspend(tom, ines, at(15)).is_err());
        assert!(
            accounts
                .set_administrator(tom, ines, false, at(15))
                .is_err()
        );
        assert!(
            accounts
                .password_link_for_colleague(tom, ines, at(15))
                .is_err()
        );
        assert_eq!(noted(world, ines), before);
    });
}

#[test]
fn whoever_was_given_an_address_hears_that_an_account_was_made_with_another() {
    on_both(|world| {
        let mut mara = new_person("Mara Vogt");
        mara.email = Some("mara@northwind.example".to_owned());
        let invitee = accounts::Invitee::GuestOfNamed("Northwind".to_owned(), mara);
        let invited = world
            .accounts
            .invite(
                &invitee,
                crate::world::relationship(1),
                world.ines.id,
                "",
                at(0),
            )
            .unwrap();
        let claimed = world
            .accounts
            .claim(
                invited.person.id,
                "other@elsewhere.example",
                PASSWORD,
                at(1),
            )
            .unwrap();
        assert_eq!(
            noted(world, claimed.person.id),
            [(Change::AccountMade, By::Themselves)]
        );
        let told = addresses(world, 2);
        let both = ["other@elsewhere.example", "mara@northwind.example"].map(str::to_owned);
        assert_eq!(told, [(Change::AccountMade, both.to_vec())]);
    });
}

#[test]
fn a_change_is_told_once_and_its_addresses_are_forgotten() {
    on_both(|world| {
        let (accounts, ines) = (&world.accounts, &world.ines);
        world.shows(ines, PASSWORD, "falk@meridian.example", 1);
        for untold in accounts.untold_changes(at(2), 9).unwrap() {
            assert!(accounts.claim_change(untold.id, at(2)).unwrap());
            assert!(!accounts.claim_change(untold.id, at(2)).unwrap());
        }
        assert_eq!(addresses(world, 2), []);
        let rows = world
            .database
            .query("SELECT address, old_address FROM way_changes", &[]);
        for row in rows.unwrap() {
            assert_eq!(
                (row.optional_text(0).unwrap(), row.optional_text(1).unwrap()),
                (None, None)
            );
        }
        assert_eq!(noted(world, ines.id).len(), 2, "the page still says so");
    });
}

#[test]
fn what_is_old_is_mailed_no_more_and_forgotten_in_the_end() {
    on_both(|world| {
        let (accounts, ines) = (&world.accounts, &world.ines);
        world.shows(ines, PASSWORD, "falk@meridian.example", 0);
        let told = CHANGES_TOLD.as_mins();
        let kept = CHANGES_KEPT.as_mins();
        assert_eq!(addresses(world, told - 1).len(), 2);
        assert_eq!(addresses(world, told), []);
        accounts.sweep(at(told)).unwrap();
        assert_eq!(noted(world, ines.id).len(), 2);
        accounts.sweep(at(kept)).unwrap();
        assert_eq!(noted(world, ines.id), []);
    });
}

#[test]
fn nothing_is_left_of_a_person_who_was_erased() {
    on_both(|world| {
        let tom = world.tom().person.id;
        assert!(!noted(world, tom).is_empty());
        world.accounts.erase(world.ines.id, tom, at(1)).unwrap();
        assert_eq!(noted(world, tom), []);
    });
}
