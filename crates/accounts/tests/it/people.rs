use accounts::secrecy::ExposeSecret as _;
use accounts::{
    Accounts, Language, NewPerson, PEOPLE_PER_ORGANISATION, Person, Refusal, TokenScope,
};
use database::Dialect;

use crate::world::{PASSWORD, World, at, new_person, on_both, open, refused, relationship, secret};

/// Mara, an account and the administrator of Northwind.
fn mara(world: &World) -> Person {
    let northwind = world
        .accounts
        .create_organisation("Northwind Logistics", at(0))
        .unwrap();
    let guest = world
        .accounts
        .add_guest(northwind.id, &new_person("Mara Vogt"), at(0))
        .unwrap();
    world
        .accounts
        .claim(guest.id, "mara@northwind.example", PASSWORD, at(0))
        .unwrap()
        .person
}

#[test]
fn an_administrator_adds_people_who_choose_their_own_password() {
    on_both(|world| {
        let accounts = &world.accounts;
        let typed = NewPerson {
            name: " Tom  Reuter ".to_owned(),
            email: Some("tom@meridian.example".to_owned()),
            language: Language::De,
            time_zone: "europe/oslo".to_owned(),
        };
        let (tom, link) = accounts.add_person(world.ines.id, &typed, at(0)).unwrap();
        assert_eq!(tom.name.as_deref(), Some("Tom Reuter"));
        assert_eq!(tom.organisation, world.ines.organisation);
        assert_eq!(
            (tom.language, tom.time_zone.as_str()),
            (Language::De, "Europe/Oslo")
        );
        assert!(tom.is_guest() && !tom.administrator && !tom.host_administrator);

        let link = link.secret.expose_secret();
        assert_eq!(
            accounts.password_link_holder(link, at(1)).unwrap().id,
            tom.id
        );
        let joined = accounts.use_password_link(link, PASSWORD, at(1));
        let joined = open(joined.unwrap());
        assert_eq!(joined.person.id, tom.id);
        assert!(!joined.person.is_guest() && !joined.person.administrator);
        let name = accounts::sign_in_name(&tom);
        assert!(world.sign_in(&name, PASSWORD, 2).is_ok());
    });
}

#[test]
fn nobody_but_an_administrator_of_the_same_organisation_manages_people() {
    on_both(|world| {
        let accounts = &world.accounts;
        let tom = world.tom().person.id;
        let mara = mara(world).id;
        let ines = world.ines.id;
        let not_administrator = Refusal::NotAdministrator;
        assert_eq!(
            refused(accounts.add_person(tom, &new_person("X Y"), at(0))),
            not_administrator
        );
        assert_eq!(
            refused(accounts.rename_person(tom, ines, "X")),
            not_administrator
        );
        assert_eq!(
            refused(accounts.set_administrator(tom, tom, true, at(0))),
            not_administrator
        );
        assert_eq!(
            refused(accounts.suspend(tom, ines, at(0))),
            not_administrator
        );
        assert_eq!(
            refused(accounts.reinstate(tom, ines, at(0))),
            not_administrator
        );
        assert_eq!(refused(accounts.erase(tom, ines, at(0))), not_administrator);
        assert_eq!(
            refused(accounts.password_link_for_colleague(tom, ines, at(0))),
            not_administrator
        );

        // To the administrator of another organisation, and of the server, they do not exist.
        let unknown = Refusal::Unknown { what: "person" };
        for (by, id) in [(mara, tom), (ines, mara)] {
            assert_eq!(refused(accounts.rename_person(by, id, "X")), unknown);
            assert_eq!(
                refused(accounts.set_administrator(by, id, false, at(0))),
                unknown
            );
            assert_eq!(refused(accounts.suspend(by, id, at(0))), unknown);
            assert_eq!(refused(accounts.reinstate(by, id, at(0))), unknown);
            assert_eq!(refused(accounts.erase(by, id, at(0))), unknown);
            assert_eq!(
                refused(accounts.password_link_for_colleague(by, id, at(0))),
                unknown
            );
        }
    });
}

#[test]
fn one_may_rename_oneself_and_choose_language_and_zone() {
    on_both(|world| {
        let accounts = &world.accounts;
        let tom = world.tom().person.id;
        accounts.rename_person(tom, tom, "Thomas Reuter").unwrap();
        accounts
            .set_locale(tom, Language::De, "Europe/Oslo")
            .unwrap();
        let read = accounts.person(tom).unwrap().unwrap();
        assert_eq!(read.name.as_deref(), Some("Thomas Reuter"));
        assert_eq!(
            (read.language, read.time_zone.as_str()),
            (Language::De, "Europe/Oslo")
        );
        let outcome = accounts.set_locale(tom, Language::De, "Mars/Base");
        assert_eq!(refused(outcome), Refusal::TimeZoneUnknown);
        accounts
            .rename_person(world.ines.id, tom, "Tom R.")
            .unwrap();
    });
}

#[test]
fn the_last_administrator_stays_one() {
    on_both(|world| {
        let (accounts, ines) = (&world.accounts, world.ines.id);
        let last = Refusal::LastAdministrator;
        assert_eq!(
            refused(accounts.set_administrator(ines, ines, false, at(0))),
            last
        );
        assert_eq!(refused(accounts.suspend(ines, ines, at(0))), last);
        assert_eq!(refused(accounts.erase(ines, ines, at(0))), last);

        let guest = accounts
            .add_guest(world.ines.organisation, &new_person("Gast"), at(0))
            .unwrap();
        let outcome = accounts.set_administrator(ines, guest.id, true, at(0));
        assert_eq!(refused(outcome), Refusal::GuestMustClaim);

        let tom = world.tom().person.id;
        accounts.set_administrator(ines, tom, true, at(0)).unwrap();
        accounts.suspend(ines, tom, at(0)).unwrap();
        let outcome = accounts.set_administrator(ines, ines, false, at(0));
        assert_eq!(refused(outcome), last, "a suspended one does not count");
        accounts.reinstate(ines, tom, at(0)).unwrap();
        accounts
            .set_administrator(ines, ines, false, at(0))
            .unwrap();
        assert_eq!(
            refused(accounts.set_administrator(tom, tom, false, at(0))),
            last
        );
    });
}

#[test]
fn of_two_administrators_who_unmake_each_other_at_once_one_stays() {
    on_both(|world| {
        let (accounts, ines) = (&world.accounts, world.ines.id);
        let tom = world.tom().person.id;
        for _ in 0..5 {
            accounts.set_administrator(ines, tom, true, at(0)).unwrap();
            std::thread::scope(|scope| {
                scope.spawn(|| accounts.set_administrator(ines, tom, false, at(0)));
                scope.spawn(|| accounts.set_administrator(tom, ines, false, at(0)));
            });
            let is_administrator = |id| accounts.person(id).unwrap().unwrap().administrator;
            assert!(is_administrator(ines) != is_administrator(tom));
            if is_administrator(tom) {
                accounts.set_administrator(tom, ines, true, at(0)).unwrap();
            }
        }
    });
}

#[test]
fn the_server_keeps_an_administrator() {
    on_both(|world| {
        let (accounts, ines) = (&world.accounts, world.ines.id);
        let tom = world.tom().person.id;
        accounts.set_administrator(ines, tom, true, at(0)).unwrap();
        let last = Refusal::LastHostAdministrator;
        assert_eq!(refused(accounts.suspend(tom, ines, at(0))), last);
        assert_eq!(refused(accounts.erase(tom, ines, at(0))), last);
        assert_eq!(
            refused(accounts.set_host_administrator(ines, ines, false, at(0))),
            last
        );
        let outcome = accounts.set_host_administrator(tom, tom, true, at(0));
        assert_eq!(refused(outcome), Refusal::NotHostAdministrator);
        accounts
            .set_host_administrator(ines, tom, true, at(0))
            .unwrap();
        accounts.suspend(tom, ines, at(0)).unwrap();
    });
}

#[test]
fn a_suspended_person_is_out_at_once_until_reinstated() {
    on_both(|world| {
        let (accounts, ines) = (&world.accounts, world.ines.id);
        let tom = world.tom();
        let id = tom.person.id;
        let expires_at = at(10_000);
        let (_, token) = accounts
            .create_token(id, "ci", TokenScope::Read, None, expires_at, at(0))
            .unwrap();
        accounts.suspend(ines, id, at(1)).unwrap();
        assert!(!world.is_signed_in(secret(&tom), 1));
        assert!(
            accounts
                .bearer(token.expose_secret(), at(1))
                .unwrap()
                .is_none()
        );
        let outcome = world.sign_in("tom@meridian.example", PASSWORD, 1);
        assert_eq!(refused(outcome), Refusal::SignInFailed);
        assert_eq!(
            refused(accounts.password_link(id, at(1))),
            Refusal::Inactive
        );
        let requested =
            accounts.request_password_link("tom@meridian.example", crate::world::HOME, at(1));
        assert!(requested.unwrap().is_none());

        accounts.reinstate(ines, id, at(0)).unwrap();
        assert!(!world.is_signed_in(secret(&tom), 2));
        assert!(
            accounts
                .bearer(token.expose_secret(), at(2))
                .unwrap()
                .is_none()
        );
        assert!(world.sign_in("tom@meridian.example", PASSWORD, 2).is_ok());
    });
}

#[test]
fn a_suspended_guest_has_no_link() {
    on_both(|world| {
        let accounts = &world.accounts;
        let home = world.ines.organisation;
        let guest = accounts
            .add_guest(home, &new_person("Gast Gustav"), at(0))
            .unwrap()
            .id;
        let invitee = accounts::Invitee::Person(guest);
        let invited = accounts
            .invite(&invitee, relationship(1), world.ines.id, "", at(0))
            .unwrap();
        let link = invited.secret.expose_secret();
        let entered = accounts.enter(link, None, at(0)).unwrap().signed_in;
        let own = accounts.own_way_back(guest, relationship(1), at(0));
        let own = own.unwrap().expect("a way back");
        let link = own.expose_secret();
        accounts.suspend(world.ines.id, guest, at(1)).unwrap();
        assert!(!world.is_signed_in(secret(&entered), 1));
        assert_eq!(
            refused(accounts.enter(link, None, at(1))),
            Refusal::LinkUnusable
        );
        accounts.reinstate(world.ines.id, guest, at(0)).unwrap();
        accounts.enter(link, None, at(2)).unwrap();
    });
}

#[test]
fn an_erased_person_leaves_an_id_and_nothing_else() {
    on_both(|world| {
        let (accounts, ines) = (&world.accounts, world.ines.id);
        let tom = world.tom();
        let id = tom.person.id;
        let line = "Dear Tom Reuter";
        let invitee = accounts::Invitee::Person(id);
        let invited = accounts
            .invite(&invitee, relationship(1), ines, line, at(0))
            .unwrap();
        accounts.erase(ines, id, at(1)).unwrap();

        let read = accounts.person(id).unwrap().unwrap();
        assert_eq!((read.name, read.email), (None, None));
        assert_eq!(read.erased_at, Some(at(1)));
        assert_eq!(accounts.names(&[id]).unwrap()[&id].name, None);
        assert!(
            accounts
                .people_of(world.ines.organisation)
                .unwrap()
                .iter()
                .all(|p| p.id != id)
        );
        assert!(!world.is_signed_in(secret(&tom), 1));
        assert_eq!(
            accounts
                .invitation(invited.invitation.id)
                .unwrap()
                .unwrap()
                .line,
            ""
        );
        let outcome = accounts.enter(invited.secret.expose_secret(), None, at(1));
        assert_eq!(refused(outcome), Refusal::LinkUnusable);
        let outcome = world.sign_in("tom@meridian.example", PASSWORD, 1);
        assert_eq!(refused(outcome), Refusal::SignInFailed);
        assert_eq!(
            refused(accounts.reinstate(ines, id, at(0))),
            Refusal::Unknown { what: "person" }
        );

        // The address is free again.
        assert_ne!(world.tom().person.id, id);
        if world.database.dialect() == Dialect::Sqlite {
            accounts
                .erase(
                    ines,
                    accounts
                        .account_by_email("tom@meridian.example")
                        .unwrap()
                        .unwrap()
                        .id,
                    at(2),
                )
                .unwrap();
            assert!(!world.is_in_a_file("Tom Reuter"));
            assert!(!world.is_in_a_file("tom@meridian.example"));
            assert!(
                world.is_in_a_file("Ines Albrecht"),
                "the search finds what is there"
            );
        }
    });
}

#[test]
fn an_organisation_holds_only_so_many_people() {
    on_both(|world| {
        world
            .database
            .write(|connection| {
                connection.execute(
                    "INSERT INTO people (id, organisation_id, language, time_zone, administrator, \
                 host_administrator, created_at) \
                 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2) \
                 SELECT CAST(i AS TEXT), CAST(?1 AS TEXT), 'en', 'UTC', 0, 0, 0 FROM n",
                    &[
                        world.ines.organisation.to_string().into(),
                        (PEOPLE_PER_ORGANISATION as i64 - 1).into(),
                    ],
                )
            })
            .unwrap();
        let full = Refusal::Full {
            what: "people",
            limit: PEOPLE_PER_ORGANISATION,
        };
        let accounts = &world.accounts;
        let outcome = accounts.add_person(world.ines.id, &new_person("X Y"), at(0));
        assert_eq!(refused(outcome), full);
        let outcome = accounts.add_guest(world.ines.organisation, &new_person("X Y"), at(0));
        assert_eq!(refused(outcome), full);
        let invitee = accounts::Invitee::Guest(world.ines.organisation, new_person("X Y"));
        let outcome = accounts.invite(&invitee, relationship(1), world.ines.id, "", at(0));
        assert_eq!(refused(outcome), full);
    });
}

#[test]
fn each_person_has_a_key_for_their_drafts_the_same_on_every_node() {
    on_both(|world| {
        let key = |accounts: &Accounts, person| {
            let key = accounts.draft_key(person).unwrap();
            key.expose_secret().to_owned()
        };
        let (ines, mara) = (world.ines.id, mara(world).id);
        let own = key(&world.accounts, ines);
        assert_eq!(own.len(), 43);
        assert_eq!(key(&world.accounts, ines), own);
        assert_ne!(key(&world.accounts, mara), own);
        let other = Accounts::open(world.database.clone(), accounts::SystemEntropy).unwrap();
        assert_eq!(key(&other, ines), own);
    });
}
