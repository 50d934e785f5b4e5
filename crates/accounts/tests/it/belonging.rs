//! Whom an organisation knows as its own: each person is asked about, never the organisation alone.

use accounts::secrecy::ExposeSecret as _;
use accounts::{Belonging, By, Change, Invited, Invitee, Person, Refusal, Side};
use domain::ids::{OrganisationId, PersonId};

use crate::world::{PASSWORD, World, at, new_person, on_both, refused, relationship};

/// Gail and "Planted Paul" of Globex, as Ines brings both before anybody comes.
struct Globex {
    id: OrganisationId,
    gail: PersonId,
    paul: Invited,
}

impl Globex {
    fn brought(world: &World) -> Self {
        let accounts = &world.accounts;
        let invite = |name: &str| {
            let guest = Invitee::GuestOfNamed("Globex".to_owned(), new_person(name));
            let invited = accounts.invite(&guest, relationship(1), world.ines.id, "", at(0));
            invited.unwrap()
        };
        let (gail, paul) = (invite("Gail Globex"), invite("Planted Paul"));
        accounts
            .enter(gail.secret.expose_secret(), None, at(1))
            .unwrap();
        let gail = gail.person;
        accounts
            .claim(gail.id, "gail@globex.example", PASSWORD, at(1))
            .unwrap();
        Self {
            id: gail.organisation,
            gail: gail.id,
            paul,
        }
    }

    fn paul_comes(&self, world: &World, minutes: i64) {
        let link = self.paul.secret.expose_secret();
        world.accounts.enter(link, None, at(minutes)).unwrap();
    }

    fn paul_claims(&self, world: &World, minutes: i64) {
        let paul = self.paul.person.id;
        let email = "paul@evil.example";
        let claimed = world.accounts.claim(paul, email, PASSWORD, at(minutes));
        assert!(!claimed.unwrap().person.administrator);
    }
}

fn person(world: &World, id: PersonId) -> Person {
    world.accounts.person(id).unwrap().unwrap()
}

fn ids(people: &[Person]) -> Vec<PersonId> {
    people.iter().map(|person| person.id).collect()
}

#[test]
fn whoever_others_brought_is_no_member_whenever_they_come_and_claim() {
    // Before the operator confirms, after it, or came before and claimed after.
    for (comes, claims) in [(2, 3), (5, 6), (2, 6)] {
        on_both(|world| {
            let accounts = &world.accounts;
            let globex = Globex::brought(world);
            let paul = globex.paul.person.id;
            let confirm = || {
                accounts
                    .confirm_organisation(globex.id, globex.gail, at(4))
                    .unwrap()
            };
            for minute in 2..=6 {
                if minute == 4 {
                    confirm();
                }
                if minute == comes {
                    globex.paul_comes(world, minute);
                }
                if minute == claims {
                    globex.paul_claims(world, minute);
                }
            }
            let known = person(world, globex.gail);
            assert!(known.is_member() && known.administrator);
            assert!(!person(world, paul).is_member());
            assert_eq!(ids(&accounts.people_of(globex.id).unwrap()), [globex.gail]);
            // He makes no members, brings none of them, and renews nobody's link.
            let gail = Invitee::Person(globex.gail);
            let brings = accounts.invite(&gail, relationship(1), paul, "", at(7));
            assert_eq!(refused(brings), Refusal::NotYourOrganisation);
            let elsewhere = Invitee::Guest(globex.id, new_person("Another Plant"));
            let brings = accounts.invite(&elsewhere, relationship(2), paul, "", at(7));
            assert_eq!(refused(brings), Refusal::NotYourOrganisation);
            let here = accounts
                .invite(&elsewhere, relationship(1), paul, "", at(7))
                .unwrap();
            assert_eq!(here.person.belongs, Belonging::Said);
            assert!(!person(world, here.person.id).is_member());
            let own = Invitee::Guest(globex.id, new_person("Grace Globex"));
            let own = accounts.invite(&own, relationship(1), globex.gail, "", at(7));
            let own = own.unwrap();
            assert!(person(world, own.person.id).is_member());
            for side in [Side::Own, Side::Other] {
                let renewed = accounts.renew_invitation(own.invitation.id, paul, side, at(7));
                assert_eq!(refused(renewed), Refusal::NotYourOrganisation);
            }
            // Nobody administers whom their organisation does not know: he keeps his ways in.
            let gail = globex.gail;
            for outcome in [
                accounts.suspend(gail, paul, at(8)),
                accounts.rename_person(gail, paul, "Somebody Else"),
                accounts.set_administrator(gail, paul, true, at(8)),
                accounts.erase(gail, paul, at(8)),
                accounts
                    .password_link_for_colleague(gail, paul, at(8))
                    .map(|_| ()),
            ] {
                assert_eq!(refused(outcome), Refusal::NotMember);
            }
        });
    }
}

#[test]
fn the_operator_confirms_exactly_the_person_named() {
    on_both(|world| {
        let accounts = &world.accounts;
        let globex = Globex::brought(world);
        globex.paul_comes(world, 2);
        globex.paul_claims(world, 3);
        accounts
            .confirm_organisation(globex.id, globex.gail, at(4))
            .unwrap();
        let waiting = accounts.organisations_to_confirm().unwrap();
        assert_eq!(waiting.len(), 1, "Paul still waits");
        accounts
            .confirm_organisation(globex.id, globex.paul.person.id, at(5))
            .unwrap();
        let paul = person(world, globex.paul.person.id);
        assert!(paul.is_member() && !paul.administrator);
        assert!(accounts.organisations_to_confirm().unwrap().is_empty());
    });
}

#[test]
fn an_administrator_takes_in_whom_others_brought_and_the_others_hear_of_it() {
    on_both(|world| {
        let accounts = &world.accounts;
        let globex = Globex::brought(world);
        accounts
            .confirm_organisation(globex.id, globex.gail, at(2))
            .unwrap();
        let (gail, paul) = (globex.gail, globex.paul.person.id);
        let brought = |belongs| accounts.brought_to(globex.id, belongs, at(3)).unwrap();
        let waits = brought(Belonging::Said).remove(0);
        assert_eq!(waits.person.id, paul);
        assert_eq!(
            (waits.to, waits.by),
            (Some(relationship(1)), Some(world.ines.id))
        );
        assert!(waits.awaited, "the link of Ines still works");
        // Whoever knows that link would come by it as a member.
        let taken = accounts.take_in(gail, paul, at(3));
        assert_eq!(refused(taken), Refusal::GuestMustClaim);
        globex.paul_comes(world, 4);
        globex.paul_claims(world, 5);
        assert!(!brought(Belonging::Said)[0].awaited);
        for nobody in [world.ines.id, paul] {
            let taken = accounts.take_in(nobody, paul, at(6));
            assert!(refused(taken) != Refusal::NotMember);
            assert!(!person(world, paul).is_member());
        }
        let (greta, link) = accounts
            .add_person(gail, &new_person("Greta Globex"), at(6))
            .unwrap();
        assert!(greta.is_member());
        accounts
            .use_password_link(link.secret.expose_secret(), PASSWORD, at(6))
            .unwrap();
        accounts
            .set_administrator(gail, greta.id, true, at(6))
            .unwrap();
        accounts.take_in(gail, paul, at(7)).unwrap();
        assert!(person(world, paul).is_member());
        assert!(brought(Belonging::Said).is_empty());
        let heard = |id| accounts.changes_of(id, 1).unwrap().remove(0);
        let theirs = heard(greta.id);
        assert_eq!(theirs.what, Change::MemberTakenIn);
        assert_eq!((theirs.by, theirs.about), (By::Person(gail), Some(paul)));
        assert_eq!(heard(paul).what, Change::TakenIn);
        assert_ne!(heard(gail).what, Change::MemberTakenIn, "she did it");
        assert_eq!(
            refused(accounts.disown(gail, paul, at(8))),
            Refusal::AlreadyMember
        );
    });
}

#[test]
fn administrators_hear_of_an_account_that_a_colleague_brought() {
    on_both(|world| {
        let accounts = &world.accounts;
        let tom = world.tom().person.id;
        let guest = Invitee::Guest(world.ines.organisation, new_person("Lena Vogt"));
        let lena = accounts
            .invite(&guest, relationship(1), tom, "", at(1))
            .unwrap();
        let lena = lena.person.id;
        accounts
            .claim(lena, "lena@meridian.example", PASSWORD, at(2))
            .unwrap();
        let heard = accounts.changes_of(world.ines.id, 1).unwrap().remove(0);
        assert_eq!(heard.what, Change::MemberJoined);
        assert_eq!((heard.by, heard.about), (By::Person(tom), Some(lena)));
    });
}

#[test]
fn whoever_is_disowned_loses_links_and_brings_nobody_and_can_be_taken_in_after_all() {
    on_both(|world| {
        let accounts = &world.accounts;
        let globex = Globex::brought(world);
        accounts
            .confirm_organisation(globex.id, globex.gail, at(2))
            .unwrap();
        let (gail, paul) = (globex.gail, globex.paul.person.id);
        accounts.disown(gail, paul, at(3)).unwrap();
        let link = globex.paul.secret.expose_secret();
        assert_eq!(
            refused(accounts.enter(link, None, at(4))),
            Refusal::LinkUnusable
        );
        let invitation = globex.paul.invitation.id;
        for by in [world.ines.id, gail] {
            let renewed = accounts.renew_invitation(invitation, by, Side::Own, at(4));
            assert_eq!(refused(renewed), Refusal::NotYourOrganisation);
        }
        accounts
            .claim(paul, "paul@evil.example", PASSWORD, at(5))
            .unwrap();
        let guest = Invitee::Guest(globex.id, new_person("Another Plant"));
        let brings = accounts.invite(&guest, relationship(1), paul, "", at(6));
        assert_eq!(refused(brings), Refusal::NotYourOrganisation);
        let judged = accounts.brought_to(globex.id, Belonging::Disowned, at(6));
        assert_eq!(judged.unwrap().len(), 1);
        accounts.take_in(gail, paul, at(7)).unwrap();
        assert!(person(world, paul).is_member());
    });
}

#[test]
fn whoever_a_guest_passes_the_seat_on_to_is_as_much_of_the_organisation_as_they() {
    on_both(|world| {
        let accounts = &world.accounts;
        let globex = Globex::brought(world);
        let passed = accounts
            .pass_on(
                globex.paul.secret.expose_secret(),
                None,
                &new_person("Pia Plant"),
                at(2),
            )
            .unwrap();
        assert_eq!(person(world, passed.person.id).belongs, Belonging::Said);
        let own = Invitee::Guest(world.ines.organisation, new_person("Lena Vogt"));
        let own = accounts
            .invite(&own, relationship(1), world.ines.id, "", at(2))
            .unwrap();
        let passed = accounts
            .pass_on(
                own.secret.expose_secret(),
                None,
                &new_person("Lea Vogt"),
                at(3),
            )
            .unwrap();
        assert!(person(world, passed.person.id).is_member());
    });
}
