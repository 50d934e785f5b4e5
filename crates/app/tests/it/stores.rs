//! One transaction for both stores: whatever stops an act half way stops all of it.

use std::net::{IpAddr, Ipv4Addr};

use accounts::secrecy::ExposeSecret;
use accounts::{NewPerson, Prepared, Refusal};
use app::{Act, Refused};
use domain::words::*;
use domain::{Command, act};
use jiff::Timestamp;
use record::StreamId;

use crate::world::{START, on_both, say};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn new_person(name: &str) -> NewPerson {
    NewPerson {
        name: name.to_owned(),
        email: None,
        language: accounts::Language::En,
        time_zone: "Europe/Berlin".to_owned(),
    }
}

#[test]
fn both_are_done_or_neither() {
    on_both(|world| {
        let (app, accounts) = (&world.app, world.app.accounts());
        let now = Timestamp::from_millisecond(START.0).unwrap();
        // Mara's seat is her own from here on: she seats others.
        world.colleague("Jonas Weil");
        let guest = accounts
            .add_guest(world.northwind, &new_person("Gus Guest"), now)
            .unwrap();
        let admit = Command::AdmitPerson(act::AdmitPerson {
            person: guest.id,
            party: world.consumer,
            roles: vec![Role::User],
            since: Since::Start,
        });
        app.execute(Act::once(world.table, world.mara, admit))
            .unwrap();
        let head = || app.record().head(StreamId(world.table.0)).unwrap();
        let before = head();
        let is_guest = || accounts.person(guest.id).unwrap().unwrap().is_guest();
        let claim = |email: &str| {
            let password = "seven dry lanterns";
            accounts
                .ask_for_account(guest.id, world.table, email, password, HERE, now)
                .unwrap();
            let mail = accounts.due_mails(now, 9).unwrap().pop().unwrap();
            let secret = accounts.new_mail_secret().unwrap();
            accounts.claim_mail(mail.id, &secret, &[], now).unwrap();
            let link = secret.secret().expose_secret();
            let shown = accounts::Shown::Password(password);
            accounts.prepare_address(link, shown, now).unwrap()
        };
        let act = |command| Act::once(world.table, guest.id, command);

        // The accounts refuse: nothing is recorded, and whoever waited beside them is.
        let (refused, said) = std::thread::scope(|scope| {
            let said =
                scope.spawn(|| app.execute(Act::once(world.table, world.mara, say("Beside"))));
            let refused = app.execute_with(
                act(Command::ClaimSeat(act::ClaimSeat {})),
                claim("ines@example.org"),
            );
            (refused, said.join().unwrap())
        });
        assert!(matches!(
            refused,
            Err(Refused::Account(Refusal::EmailTaken))
        ));
        said.unwrap();
        let sequence = |head: Option<record::Head>| head.unwrap().sequence;
        assert_eq!(sequence(head()), sequence(before) + 1);
        assert!(is_guest());

        // The table refuses: no account.
        let before = head();
        let refused = app.execute_with(act(say("")), claim("gus@example.org"));
        assert!(matches!(refused, Err(Refused::Rule(_))));
        assert!(is_guest());

        // A defect, after the facts were written: neither.
        let broken = Prepared {
            change: Box::new(|_| panic!("a defect")),
            ..claim("gus@example.org")
        };
        let refused = app.execute_with(act(Command::ClaimSeat(act::ClaimSeat {})), broken);
        assert!(matches!(refused, Err(Refused::Failed(_))));
        assert!(is_guest());
        assert_eq!(head(), before);

        // Both consent. The same key again is answered, and changes nothing more.
        let claiming = act(Command::ClaimSeat(act::ClaimSeat {}));
        let (again, prepared) = (claim("gus@example.org"), claim("gus@example.org"));
        let (done, session) = app.execute_with(claiming.clone(), prepared).unwrap();
        assert!(!session.flatten().unwrap().person.is_guest());
        let (same, none) = app.execute_with(claiming, again).unwrap();
        assert_eq!((same.first, none.is_none()), (done.first, true));
        assert!(!is_guest());
    });
}
