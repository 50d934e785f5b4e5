//! An address is an account's once mail was read there: until then it is kept from nobody, and whoever
//! types it learns nothing of whose it is.

use accounts::secrecy::ExposeSecret as _;
use accounts::{
    ADDRESS_LIFE, Addressed, By, Change, MailKind, Person, Proof, Refusal, Shown, sign_in_name,
};
use domain::ids::PersonId;
use uuid::Uuid;

use crate::world::{
    HOME, OTHER_PASSWORD, PASSWORD, World, at, new_person, on_both, open, refused, relationship,
    secret,
};

const INES: &str = "Ines@meridian.example";
const MARA: &str = "mara@northwind.example";

/// Mara, who came as a guest, and the session that she has.
fn guest(world: &World) -> (Person, String) {
    let invited = world.invite_mara(relationship(1));
    let link = invited.secret.expose_secret();
    let entered = world.accounts.enter(link, None, at(0)).unwrap();
    (invited.person, secret(&entered.signed_in).to_owned())
}

fn asks(world: &World, guest: &Person, email: &str, minutes: i64) {
    let (id, table) = (guest.id, relationship(1));
    let asked = world
        .accounts
        .ask_for_account(id, table, email, PASSWORD, HOME, at(minutes));
    asked.unwrap();
}

fn now(world: &World, person: &Person) -> Person {
    world.accounts.person(person.id).unwrap().unwrap()
}

#[test]
fn an_account_comes_to_be_when_mail_is_read_at_its_address() {
    on_both(|world| {
        let accounts = &world.accounts;
        let (mara, session) = guest(world);
        asks(world, &mara, MARA, 1);
        let link = world.mailed(1).unwrap();
        // Until then: no account, no second factor, the same seat.
        assert!(now(world, &mara).is_guest());
        assert!(world.is_signed_in(&session, 1));
        assert_eq!(
            refused(accounts.offer_app(&session, at(1))),
            Refusal::GuestMustClaim
        );
        assert_eq!(
            refused(world.sign_in(MARA, PASSWORD, 1)),
            Refusal::SignInFailed
        );
        assert_eq!(
            accounts.asked_address(mara.id, at(1)).unwrap().as_deref(),
            Some(MARA)
        );
        let asked = accounts.asked_behind(&link, at(2)).unwrap();
        assert_eq!(
            (asked.person.id, asked.address.as_str(), asked.relationship),
            (mara.id, MARA, Some(relationship(1)))
        );

        let shown = accounts.prepare_address(&link, Shown::Password(PASSWORD), at(2));
        let signed_in = accounts.carry_out(shown.unwrap()).unwrap().unwrap();
        assert!(signed_in.person.has_shown_address());
        assert!(!world.is_signed_in(&session, 2));
        world.sign_in(MARA, PASSWORD, 3).unwrap();
        assert_eq!(
            refused(accounts.asked_behind(&link, at(3))),
            Refusal::LinkUnusable
        );
        assert_eq!(accounts.asked_address(mara.id, at(3)).unwrap(), None);
    });
}

#[test]
fn the_link_alone_makes_nobody_an_account_with_somebody_elses_password() {
    on_both(|world| {
        let accounts = &world.accounts;
        let (mara, _) = guest(world);
        asks(world, &mara, "victim@elsewhere.example", 1);
        let link = world.mailed(1).unwrap();
        for shown in [
            Shown::Password(""),
            Shown::Password(OTHER_PASSWORD),
            Shown::Session(world.ines.id),
            // Whoever made the link to the seat may have a session of hers, too.
            Shown::Session(mara.id),
        ] {
            let outcome = accounts.prepare_address(&link, shown, at(2));
            assert_eq!(
                outcome.err().unwrap().refusal(),
                Some(&Refusal::PasswordWrong)
            );
        }
        // In another browser, with the password that was chosen.
        let shown = accounts.prepare_address(&link, Shown::Password(PASSWORD), at(3));
        accounts.carry_out(shown.unwrap()).unwrap().unwrap();
    });
}

#[test]
fn asking_keeps_an_address_from_nobody_and_one_who_has_it_is_told() {
    on_both(|world| {
        let accounts = &world.accounts;
        let (mara, _) = guest(world);
        let tom = world.tom().person;
        // Somebody asked first, and comes too late.
        asks(world, &mara, "first@northwind.example", 1);
        let early = world.mailed(1).unwrap();
        world.shows(&tom, PASSWORD, "First@northwind.example", 2);
        let late = accounts.prepare_address(&early, Shown::Password(PASSWORD), at(3));
        assert_eq!(
            refused(accounts.carry_out(late.unwrap())),
            Refusal::EmailTaken
        );
        assert!(now(world, &mara).is_guest());

        // One that somebody signs in with: the same answer, and a mail without a link for them.
        asks(world, &mara, "ines@meridian.EXAMPLE", 4);
        let mails = accounts.due_mails(at(4), 9).unwrap();
        let mail = mails.iter().find(|mail| mail.kind == MailKind::Address);
        match accounts.addressed(mail.unwrap().id, at(4)).unwrap() {
            Some(Addressed::Known(asked, known)) => {
                assert_eq!((asked.person.id, known.id), (mara.id, world.ines.id));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(world.mailed(4), None);
        accounts
            .ask_for_address(&tom, PASSWORD, INES, HOME, at(5))
            .unwrap();
        assert_eq!(world.mailed(5), None);
        assert_eq!(
            now(world, &tom).email.as_deref(),
            Some("First@northwind.example")
        );
    });
}

/// Whether an address has an account is not even looked up while it is asked for: the statements are the
/// same, and so is the work.
#[test]
fn asking_leaves_the_same_behind_whether_the_address_has_an_account_or_not() {
    on_both(|world| {
        let (mara, _) = guest(world);
        let left = |email: &str| {
            asks(world, &mara, email, 1);
            let rows = |sql| world.database.query(sql, &[]).unwrap().len();
            let asked = world.accounts.asked_address(mara.id, at(1)).unwrap();
            assert_eq!(asked.as_deref(), Some(email));
            [
                rows("SELECT 1 FROM address_requests"),
                rows("SELECT 1 FROM mails WHERE state = 'waiting'"),
                rows("SELECT 1 FROM way_changes"),
            ]
        };
        assert_eq!(left(INES), left("nobody@northwind.example"));
        let hashes = accounts::hashed_here();
        asks(world, &mara, INES, 2);
        let known = accounts::hashed_here();
        asks(world, &mara, MARA, 2);
        assert_eq!(accounts::hashed_here() - known, known - hashes);
    });
}

#[test]
fn the_last_address_asked_for_counts_for_a_day_and_mails_have_an_end() {
    on_both(|world| {
        let accounts = &world.accounts;
        let (mara, _) = guest(world);
        asks(world, &mara, "first@northwind.example", 1);
        let first = world.mailed(1).unwrap();
        asks(world, &mara, "second@northwind.example", 2);
        asks(world, &mara, MARA, 2);
        let last = world.mailed(2).unwrap();
        assert_eq!(
            refused(accounts.asked_behind(&first, at(3))),
            Refusal::LinkUnusable
        );
        let end = 2 + ADDRESS_LIFE.as_mins();
        accounts.asked_behind(&last, at(end - 1)).unwrap();
        assert_eq!(
            refused(accounts.asked_behind(&last, at(end))),
            Refusal::LinkUnusable
        );
        asks(world, &mara, MARA, 2);
        asks(world, &mara, MARA, 2);
        let (id, table) = (mara.id, relationship(1));
        let flood = accounts.ask_for_account(id, table, MARA, PASSWORD, HOME, at(2));
        assert_eq!(refused(flood).code(), "too_many_attempts");
        // What is wrong is refused before anything is sent.
        let ask =
            |email, password| accounts.ask_for_account(id, table, email, password, HOME, at(60));
        assert_eq!(refused(ask("mara", PASSWORD)), Refusal::EmailMalformed);
        assert_eq!(
            refused(ask(MARA, "northwind rules")),
            Refusal::PasswordPersonal
        );
        assert_eq!(refused(ask(MARA, "short")).code(), "password_too_short");
        // The link stops no mail.
        assert_eq!(refused(accounts.quieter_link(&last)), Refusal::LinkUnusable);
    });
}

#[test]
fn many_guests_send_no_more_mail_to_one_address_than_one_does_and_hold_back_nobody_elsewhere() {
    on_both(|world| {
        let accounts = &world.accounts;
        let elsewhere = std::net::IpAddr::from([198, 51, 100, 7]);
        let guests: Vec<_> = (0..7).map(|_| world.invite_mara(relationship(1))).collect();
        let ask = |guest: usize, email, from| {
            let id = guests[guest].person.id;
            accounts.ask_for_account(id, relationship(1), email, PASSWORD, from, at(1))
        };
        for guest in 0..5 {
            ask(guest, MARA, HOME).unwrap();
        }
        assert_eq!(refused(ask(5, MARA, HOME)).code(), "too_many_attempts");
        ask(5, "other@northwind.example", HOME).unwrap();
        ask(6, MARA, elsewhere).unwrap();
    });
}

#[test]
fn another_address_takes_effect_once_mail_was_read_there_and_the_old_one_hears_of_both() {
    on_both(|world| {
        let accounts = &world.accounts;
        let tom = world.tom().person;
        let ask = |password, email| accounts.ask_for_address(&tom, password, email, HOME, at(1));
        assert_eq!(
            refused(ask("wrong", "t@meridian.example")),
            Refusal::PasswordWrong
        );
        assert_eq!(refused(ask(PASSWORD, "tom")), Refusal::EmailMalformed);
        ask(PASSWORD, "t@meridian.example").unwrap();
        let link = world.mailed(1).unwrap();
        world.sign_in("tom@meridian.example", PASSWORD, 1).unwrap();
        let (_, reset) = accounts
            .request_password_link("tom@meridian.example", HOME, at(1))
            .unwrap()
            .unwrap();
        let shown = accounts.prepare_address(&link, Shown::Password(OTHER_PASSWORD), at(2));
        assert_eq!(
            shown.err().unwrap().refusal(),
            Some(&Refusal::PasswordWrong)
        );
        let shown = accounts.prepare_address(&link, Shown::Password(PASSWORD), at(2));
        assert!(accounts.carry_out(shown.unwrap()).unwrap().is_none());
        world.sign_in("t@meridian.example", PASSWORD, 2).unwrap();
        let old = world.sign_in("tom@meridian.example", PASSWORD, 2);
        assert_eq!(refused(old), Refusal::SignInFailed);
        assert!(now(world, &tom).has_shown_address());
        // A link on its way to the old address does not outlive it.
        let reset = reset.secret.expose_secret();
        assert_eq!(
            refused(accounts.password_link_holder(reset, at(2))),
            Refusal::LinkUnusable
        );
        let untold = accounts.untold_changes(at(3), 99).unwrap();
        let told = |what| {
            let mut of = untold.iter().filter(|one| one.noted.what == what);
            of.next_back().unwrap().addresses.clone()
        };
        assert_eq!(told(Change::AddressAsked), ["tom@meridian.example"]);
        assert_eq!(
            told(Change::AddressChanged),
            ["t@meridian.example", "tom@meridian.example"]
        );
    });
}

#[test]
fn where_no_mail_goes_out_an_account_signs_in_with_a_name_of_its_own() {
    on_both(|world| {
        let accounts = &world.accounts;
        let mut gus = new_person("Gus  Ünal");
        gus.email = Some(INES.to_owned());
        let gus = accounts
            .add_guest(world.ines.organisation, &gus, at(0))
            .unwrap();
        let name = sign_in_name(&gus);
        assert!(name.starts_with("gus-") && !name.contains('@'), "{name}");
        let claim = accounts.prepare_claim(gus.id, PASSWORD, at(1)).unwrap();
        let claimed = accounts.carry_out(claim).unwrap().person;
        assert_eq!(claimed.signs_in_with, Some(name.clone()));
        // What others typed for them is forgotten: no mail goes where nobody showed that they read it.
        assert_eq!((claimed.email, claimed.reads_mail_at), (None, None));
        assert_eq!(accounts.mailing(gus.id).unwrap().address, None);
        let upper = format!(" {} ", name.to_uppercase());
        world.sign_in(&upper, PASSWORD, 2).unwrap();
        let reset = accounts.request_password_link(&name, HOME, at(2)).unwrap();
        assert!(reset.is_none(), "there is nowhere to send it");
        // Whoever runs the server says which address is theirs; or mail goes out later.
        assert_eq!(
            refused(accounts.set_address(gus.id, INES, at(3))),
            Refusal::EmailTaken
        );
        accounts
            .set_address(gus.id, "gus@meridian.example", at(3))
            .unwrap();
        world.sign_in("gus@meridian.example", PASSWORD, 4).unwrap();
        assert_eq!(accounts.changes_of(gus.id, 1).unwrap()[0].by, By::Operator);
    });
}

#[test]
fn whoever_is_added_joins_with_an_address_that_they_showed() {
    on_both(|world| {
        let accounts = &world.accounts;
        let mut jonas = new_person("Jonas Berg");
        jonas.email = Some("jonas@meridian.example".to_owned());
        let (jonas, link) = accounts.add_person(world.ines.id, &jonas, at(0)).unwrap();
        let link = link.secret.expose_secret();
        let ask = |email, minutes| accounts.ask_to_join(link, email, PASSWORD, HOME, at(minutes));
        ask("typo@meridian.example", 1).unwrap();
        assert!(world.mailed(1).is_some());
        // The link to join is not used up: the address can be mended.
        ask("jonas@meridian.example", 2).unwrap();
        let mailed = world.mailed(2).unwrap();
        assert!(now(world, &jonas).is_guest());
        let shown = accounts.prepare_address(&mailed, Shown::Password(PASSWORD), at(3));
        accounts.carry_out(shown.unwrap()).unwrap().unwrap();
        assert_eq!(refused(ask(MARA, 4)), Refusal::LinkUnusable);
        let made = &accounts.changes_of(jonas.id, 9).unwrap()[0];
        assert_eq!(
            (made.what, made.by),
            (Change::AccountMade, By::Person(world.ines.id))
        );

        // Without mail: by a name of their own, and the link is used up.
        let (lea, link) = accounts
            .add_person(world.ines.id, &new_person("Lea"), at(5))
            .unwrap();
        let link = link.secret.expose_secret();
        open(accounts.use_password_link(link, PASSWORD, at(6)).unwrap());
        world.sign_in(&sign_in_name(&lea), PASSWORD, 7).unwrap();
        assert_eq!(
            refused(accounts.use_password_link(link, PASSWORD, at(7))),
            Refusal::LinkUnusable
        );
    });
}

#[test]
fn nothing_is_left_of_what_an_erased_person_asked_for() {
    on_both(|world| {
        let tom = world.tom().person;
        world
            .accounts
            .ask_for_address(&tom, PASSWORD, "t@meridian.example", HOME, at(1))
            .unwrap();
        let link = world.mailed(1).unwrap();
        world.accounts.erase(world.ines.id, tom.id, at(2)).unwrap();
        assert_eq!(
            refused(world.accounts.asked_behind(&link, at(2))),
            Refusal::LinkUnusable
        );
        let left = world.database.query("SELECT 1 FROM address_requests", &[]);
        assert_eq!(left.unwrap().len(), 0);
    });
}

#[test]
fn one_budget_of_mails_per_address_and_one_per_sender_whatever_is_mailed() {
    on_both(|world| {
        let accounts = &world.accounts;
        let guests: Vec<_> = (0..3).map(|_| world.invite_mara(relationship(1))).collect();
        let sends = |by: usize, address: &str, minutes| {
            let sender = PersonId(Uuid::from_u128(by as u128));
            accounts.begin_letter(sender, address, HOME, at(minutes))
        };
        // Two confirmations and three invitations, by as many people, of one mailbox.
        for (guest, email) in guests.iter().zip([MARA, "MARA@northwind.example"]) {
            asks(world, &guest.person, email, 1);
        }
        for by in 0..3 {
            sends(by, "mara+tag@Northwind.example", 1).unwrap();
        }
        let too_much = |of_sender| {
            move |refused: &Refusal| match refused {
                Refusal::TooMuchMail { of_sender: its, .. } => *its == of_sender,
                _ => false,
            }
        };
        assert!(sends(3, MARA, 1).is_err_and(|it| too_much(false)(&it)));
        let guest = &guests[2].person;
        let asked =
            accounts.ask_for_account(guest.id, relationship(1), MARA, PASSWORD, HOME, at(1));
        assert_eq!(refused(asked).code(), "too_many_attempts");
        sends(3, MARA, 20).unwrap();
        // Of one sender fifty in an hour, to whomever.
        let sent =
            (0..60).filter(|n| sends(9, &format!("driver-{n}@northwind.example"), 30).is_ok());
        assert_eq!(sent.count(), 50);
        assert!(sends(9, "last@northwind.example", 30).is_err_and(|it| too_much(true)(&it)));
        sends(10, "last@northwind.example", 30).unwrap();
        sends(9, "last@northwind.example", 32).unwrap();
    });
}

#[test]
fn another_address_that_was_asked_for_ends_with_the_password_that_asked() {
    on_both(|world| {
        let accounts = &world.accounts;
        let tom = world.tom().person;
        let asks = |password, minutes| {
            accounts
                .ask_for_address(&tom, password, "tom@evil.example", HOME, at(minutes))
                .unwrap();
            world.mailed(minutes).unwrap()
        };
        // Somebody who knew the password asked; its owner changes it.
        let link = asks(PASSWORD, 1);
        accounts
            .change_password(&tom, PASSWORD, OTHER_PASSWORD, Proof::Password, at(2))
            .unwrap();
        let gone = |link: &str, minutes| {
            let shown = Shown::Session(tom.id);
            assert_eq!(
                refused(
                    accounts
                        .prepare_address(link, shown, at(minutes))
                        .map(|_| ())
                ),
                Refusal::LinkUnusable
            );
            assert_eq!(accounts.asked_address(tom.id, at(minutes)).unwrap(), None);
        };
        gone(&link, 3);
        // The same by a link for a forgotten password; a mail that waits is not sent either.
        let link = asks(OTHER_PASSWORD, 4);
        accounts
            .ask_for_address(&tom, OTHER_PASSWORD, "tom@evil.example", HOME, at(5))
            .unwrap();
        let reset = accounts.mailed_password_link(tom.id, at(6)).unwrap();
        accounts
            .use_password_link(reset.secret.expose_secret(), PASSWORD, at(7))
            .unwrap();
        gone(&link, 8);
        assert_eq!(world.mailed(8), None);
        assert_eq!(
            now(world, &tom).email.as_deref(),
            Some("tom@meridian.example")
        );
    });
}
