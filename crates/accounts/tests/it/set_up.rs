use accounts::secrecy::ExposeSecret as _;
use accounts::{Accounts, Refusal, Setting, SystemEntropy};
use database::testing::{DIALECTS, Fresh};

use crate::world::{PASSWORD, World, at, on_both, refused, secret, set_up_of};

fn on_new_servers(check: impl Fn(&Accounts, &Fresh)) {
    for dialect in DIALECTS {
        let fresh = Fresh::new(dialect);
        check(
            &Accounts::open(fresh.open(), SystemEntropy).unwrap(),
            &fresh,
        );
    }
}

#[test]
fn the_code_makes_the_first_person_an_administrator_of_all_and_is_used_up() {
    on_new_servers(|accounts, _| {
        assert!(!accounts.is_set_up().unwrap());
        let code = accounts.set_up_code().unwrap().unwrap();
        let typed = code.expose_secret().to_lowercase().replace('-', " ");
        accounts.check_set_up_code(&typed).unwrap();
        let first = accounts.set_up(&set_up_of(&typed), at(0)).unwrap();
        assert!(first.person.administrator && first.person.host_administrator);
        assert!(!first.person.is_guest());
        let visit = accounts.visit(secret(&first), at(1)).unwrap().unwrap();
        assert_eq!(visit.person, first.person);
        let operator = accounts.setting(Setting::Operator).unwrap().unwrap();
        assert_eq!(operator, first.person.organisation.to_string());

        assert!(accounts.is_set_up().unwrap());
        assert!(accounts.set_up_code().unwrap().is_none());
        assert_eq!(
            refused(accounts.check_set_up_code(&typed)),
            Refusal::SetUpDone
        );
        assert_eq!(
            refused(accounts.set_up(&set_up_of(&typed), at(1))),
            Refusal::SetUpDone
        );
    });
}

#[test]
fn only_the_code_shown_last_counts() {
    on_new_servers(|accounts, _| {
        let first = accounts.set_up_code().unwrap().unwrap();
        let second = accounts.set_up_code().unwrap().unwrap();
        let outcome = accounts.set_up(&set_up_of(first.expose_secret()), at(0));
        assert_eq!(refused(outcome), Refusal::SetUpCodeWrong);
        assert_eq!(
            refused(accounts.check_set_up_code("")),
            Refusal::SetUpCodeWrong
        );
        accounts.check_set_up_code(second.expose_secret()).unwrap();
    });
}

#[test]
fn a_refused_set_up_leaves_the_code_usable() {
    on_new_servers(|accounts, _| {
        let code = accounts.set_up_code().unwrap().unwrap();
        let mut set_up = set_up_of(code.expose_secret());
        set_up.password = "meridian and on".to_owned().into();
        assert_eq!(
            refused(accounts.set_up(&set_up, at(0))),
            Refusal::PasswordPersonal
        );
        set_up.password = PASSWORD.to_owned().into();
        set_up.person.email = None;
        assert_eq!(
            refused(accounts.set_up(&set_up, at(0))),
            Refusal::EmailMalformed
        );
        accounts
            .set_up(&set_up_of(code.expose_secret()), at(0))
            .unwrap();
    });
}

#[test]
fn of_two_set_ups_at_once_one_wins() {
    on_new_servers(|accounts, _| {
        let code = accounts.set_up_code().unwrap().unwrap();
        let set_up = set_up_of(code.expose_secret());
        let won = std::thread::scope(|scope| {
            let other = scope.spawn(|| accounts.set_up(&set_up, at(0)).is_ok());
            let one = accounts.set_up(&set_up, at(0)).is_ok();
            usize::from(one) + usize::from(other.join().unwrap())
        });
        assert_eq!(won, 1);
    });
}

#[test]
fn settings_are_kept_and_replaced() {
    on_both(|world| {
        let accounts = &world.accounts;
        assert_eq!(accounts.setting(Setting::PublicUrl).unwrap(), None);
        accounts
            .set_setting(Setting::PublicUrl, "http://localhost:1")
            .unwrap();
        accounts
            .set_setting(Setting::PublicUrl, "https://table.example")
            .unwrap();
        let kept = accounts.setting(Setting::PublicUrl).unwrap();
        assert_eq!(kept.as_deref(), Some("https://table.example"));
    });
}

#[test]
fn accounts_outlive_a_restart() {
    on_both(|world: &World| {
        let again = Accounts::open(world.database.clone(), SystemEntropy).unwrap();
        assert!(again.visit(&world.ines_session, at(1)).unwrap().is_some());
        assert!(again.set_up_code().unwrap().is_none());
    });
}
