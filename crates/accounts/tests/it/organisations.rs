use accounts::{Called, NAME_LENGTH, Refusal};
use domain::ids::{OrganisationId, PersonId};
use uuid::Uuid;

use crate::world::{at, new_person, on_both, refused, relationship};

#[test]
fn an_organisation_is_found_by_its_id() {
    on_both(|world| {
        let accounts = &world.accounts;
        let halden = accounts
            .create_organisation("  Halden   Towers ", at(0))
            .unwrap();
        assert_eq!(halden.name, "Halden Towers");
        assert_eq!(
            accounts.organisation(halden.id).unwrap(),
            Some(halden.clone())
        );
        let nobody = OrganisationId(Uuid::from_u128(1));
        assert_eq!(accounts.organisation(nobody).unwrap(), None);
        let found = accounts
            .organisations(&[halden.id, nobody, world.ines.organisation])
            .unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(found[&world.ines.organisation].name, "Meridian Mobile");
        assert!(accounts.organisations(&[]).unwrap().is_empty());
    });
}

#[test]
fn a_name_that_deceives_says_nothing_or_never_ends_is_refused_with_what_to_mend() {
    on_both(|world| {
        let create = |name: &str| refused(world.accounts.create_organisation(name, at(0)));
        assert_eq!(create("Hal\u{202E}den").code(), "deceptive");
        assert_eq!(create("Hal\0den").field(), Some("organisation"));
        assert_eq!(
            create(" \u{A0} "),
            Refusal::Blank {
                field: "organisation"
            }
        );
        let limit = NAME_LENGTH;
        let long = "x".repeat(limit + 1);
        assert_eq!(
            create(&long),
            Refusal::TooLong {
                field: "organisation",
                limit
            }
        );
        assert!(create(&long).to_string().contains("at most 100 characters"));
    });
}

#[test]
fn only_its_administrator_renames_an_organisation() {
    on_both(|world| {
        let tom = world.tom().person;
        let outcome = world.accounts.rename_organisation(tom.id, "Toms");
        assert_eq!(refused(outcome), Refusal::NotAdministrator);
        let renamed = world
            .accounts
            .rename_organisation(world.ines.id, "Meridian")
            .unwrap();
        assert_eq!(renamed.id, world.ines.organisation);
        let tom = world.accounts.person(tom.id).unwrap().unwrap();
        assert_eq!(tom.organisation_name, "Meridian");
    });
}

#[test]
fn many_names_are_looked_up_at_once() {
    on_both(|world| {
        let accounts = &world.accounts;
        let mut ids: Vec<PersonId> = (0..300)
            .map(|i| {
                let guest = new_person(&format!("Driver {i}"));
                accounts
                    .add_guest(world.ines.organisation, &guest, at(0))
                    .unwrap()
                    .id
            })
            .collect();
        ids.push(PersonId(Uuid::from_u128(1)));
        let names = accounts.names(&ids).unwrap();
        assert_eq!(names.len(), 300);
        assert_eq!(names[&ids[299]].name.as_deref(), Some("Driver 299"));
        assert_eq!(names[&ids[0]].organisation, world.ines.organisation);
    });
}

#[test]
fn seats_are_remembered_once_and_forgotten() {
    on_both(|world| {
        let (accounts, ines) = (&world.accounts, world.ines.id);
        for at in [2, 1, 2] {
            accounts.remember_seat(ines, relationship(at)).unwrap();
        }
        let both = vec![relationship(1), relationship(2)];
        assert_eq!(accounts.relationships_of(ines).unwrap(), both);
        accounts.forget_seat(ines, relationship(2)).unwrap();
        assert_eq!(accounts.relationships_of(ines).unwrap(), [relationship(1)]);
        accounts.forget_seats().unwrap();
        assert!(accounts.relationships_of(ines).unwrap().is_empty());
    });
}

#[test]
fn no_organisation_takes_the_name_of_another() {
    on_both(|world| {
        let accounts = &world.accounts;
        accounts
            .create_organisation("Halden Towers", at(0))
            .unwrap();
        let ines = world.ines.id;
        for looks_alike in [
            "halden  towers",
            "Ｈalden Towers",
            "Haldentowers",
            "Halden-Tówers",
            "Hаlden Towers",
            "Ha1den T0wers",
        ] {
            let taken = accounts.rename_organisation(ines, looks_alike);
            let code = refused(taken).code();
            // What mixes two scripts within a word is no name at all.
            assert!(
                matches!(code, "name_taken" | "deceptive"),
                "{looks_alike}: {code}"
            );
            let code = refused(accounts.create_organisation(looks_alike, at(1))).code();
            assert!(
                matches!(code, "name_taken" | "deceptive"),
                "{looks_alike}: {code}"
            );
        }
        // Others may call somebody so at one table; whoever confirms that one is told of the other.
        let called = accounts::Called::Name("Halden Tówers".to_owned());
        let named = accounts
            .name_organisation(&called, ines, relationship(1), at(1))
            .unwrap();
        let namesake = accounts.namesake(&named).unwrap();
        assert_eq!(namesake.unwrap().name, "Halden Towers");
        accounts
            .rename_organisation(ines, "Halden Towers of the North")
            .unwrap();
        accounts
            .rename_organisation(ines, "halden towers of the north")
            .unwrap();
    });
}

#[test]
fn a_name_at_one_table_is_put_right_and_nothing_that_is_more() {
    on_both(|world| {
        let accounts = &world.accounts;
        let ines = world.ines.id;
        let here = relationship(1);
        let named = |called: &Called| {
            let named = accounts.name_organisation(called, ines, here, at(0));
            named.unwrap()
        };
        let wrong = named(&Called::Name("Harbor Clinix".to_owned()));
        let other = named(&Called::Name("Halden Towers".to_owned()));
        let rename = |id, at_table, name: &str| {
            let both = [wrong.id, other.id];
            let prepared = accounts.prepare_rename_named(ines, (id, &both), at_table, name)?;
            accounts.carry_out(prepared)
        };
        rename(wrong.id, here, "Harbour Clinics").unwrap();
        let name = |id| accounts.organisation(id).unwrap().unwrap().name;
        assert_eq!(name(wrong.id), "Harbour Clinics");
        let not_yours = Refusal::NotYoursToRename;
        assert_eq!(refused(rename(wrong.id, relationship(2), "Eve")), not_yours);
        let own = world.ines.organisation;
        assert_eq!(refused(rename(own, here, "Eve")), not_yours);
        assert_eq!(
            refused(rename(wrong.id, here, "hälden-towers")),
            Refusal::NameTaken
        );
        assert_eq!(refused(rename(wrong.id, here, " ")).field(), Some("name"));
        // What is called so from now on is another one, and a second of one name is told apart.
        let again = named(&Called::Name("Harbor Clinix".to_owned()));
        assert_ne!(again.id, wrong.id);
        let second = named(&Called::Another("harbor clinix".to_owned()));
        assert_ne!(second.id, again.id);
        assert_eq!(
            named(&Called::Another("harbor clinix".to_owned())).id,
            second.id
        );
        assert_eq!(
            named(&Called::Name("Harbor Clinix".to_owned())).id,
            again.id
        );
    });
}
