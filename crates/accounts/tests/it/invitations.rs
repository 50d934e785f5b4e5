use accounts::secrecy::ExposeSecret as _;
use accounts::{
    Called, Hears, INVITATIONS_PER_HOUR, INVITATIONS_PER_RELATIONSHIP, Invitee, Refusal,
    SessionKind, Side,
};
use domain::ids::{OrganisationId, PersonId};
use uuid::Uuid;

use crate::world::{HOME, PASSWORD, at, days, new_person, on_both, refused, relationship, secret};

const MARA: &str = "mara@northwind.example";

#[test]
fn inviting_makes_the_guest_their_organisation_and_a_link() {
    on_both(|world| {
        let accounts = &world.accounts;
        let invited = world.invite_mara(relationship(1));
        assert!(invited.person.is_guest());
        assert_eq!(invited.person.organisation_name, "Northwind Logistics");
        assert_eq!(invited.invitation.invited_by, world.ines.id);
        let link = invited.secret.expose_secret();
        let (invitation, person) = accounts.invitation_behind(link, at(1)).unwrap();
        assert_eq!(
            (invitation, person),
            (invited.invitation, invited.person.clone())
        );

        let home = invited.person.organisation;
        let invitee = Invitee::Guest(home, new_person("Jonas Berg"));
        let jonas = accounts
            .invite(&invitee, relationship(1), world.ines.id, "", at(1))
            .unwrap();
        assert_eq!(jonas.person.organisation, home);
        let listed = accounts.invitations_to(relationship(1)).unwrap();
        let people: Vec<PersonId> = listed.iter().map(|invitation| invitation.person).collect();
        assert_eq!(people, [jonas.person.id, invited.person.id]);
        assert!(accounts.invitations_to(relationship(2)).unwrap().is_empty());
    });
}

#[test]
fn a_refused_invitation_leaves_nothing_behind() {
    on_both(|world| {
        let invite = |invitee: &Invitee, line: &str| {
            refused(
                world
                    .accounts
                    .invite(invitee, relationship(1), world.ines.id, line, at(0)),
            )
        };
        let nowhere = OrganisationId(Uuid::from_u128(1));
        let unknown = Invitee::Guest(nowhere, new_person("Mara Vogt"));
        assert_eq!(
            invite(&unknown, ""),
            Refusal::Unknown {
                what: "organisation"
            }
        );
        let nobody = Invitee::Person(PersonId(Uuid::from_u128(1)));
        assert_eq!(invite(&nobody, ""), Refusal::Unknown { what: "person" });
        let blank = Invitee::GuestOfNamed(" ".to_owned(), new_person("Mara Vogt"));
        assert_eq!(invite(&blank, "").field(), Some("organisation"));
        let hidden = Invitee::GuestOfNamed("Northwind".to_owned(), new_person("Ma\u{200B}ra"));
        let (field, sign, after) = ("name", "U+200B".to_owned(), "Ma".to_owned());
        assert_eq!(
            invite(&hidden, ""),
            Refusal::Deceptive { field, sign, after }
        );
        let fine = Invitee::GuestOfNamed("Northwind".to_owned(), new_person("Mara Vogt"));
        assert_eq!(invite(&fine, &"x".repeat(501)).field(), Some("line"));
        let rows = world
            .database
            .query("SELECT count(*) FROM people", &[])
            .unwrap();
        assert_eq!(rows[0].integer(0).unwrap(), 1);
    });
}

#[test]
fn a_guest_returns_by_a_link_of_their_own_to_this_relationship_only() {
    on_both(|world| {
        let invited = world.invite_mara(relationship(1));
        let link = invited.secret.expose_secret();
        let accounts = &world.accounts;
        let mara = invited.person.id;
        let own = |minutes| {
            accounts
                .own_way_back(mara, relationship(1), at(minutes))
                .unwrap()
        };
        assert!(own(0).is_none(), "before she came there is none");
        let first = accounts.enter(link, None, at(1)).unwrap().signed_in;
        let way_back = own(1).expect("a way back of her own");
        assert_ne!(way_back.expose_secret(), link);
        let entered = accounts
            .enter(way_back.expose_secret(), Some(secret(&first)), at(days(80)))
            .unwrap();
        let (again, invitation) = (entered.signed_in, entered.invitation);
        assert_eq!(again.person, invited.person);
        assert_eq!(invitation.last_used_at, Some(at(days(80))));
        let visit = world
            .accounts
            .visit(secret(&again), at(days(80)))
            .unwrap()
            .unwrap();
        assert_eq!(visit.session.kind, SessionKind::Guest(relationship(1)));
        assert!(
            !world.is_signed_in(secret(&first), 1),
            "the session presented is replaced"
        );
        assert_eq!(
            visit.session.expires_at, invitation.expires_at,
            "the link's end is its own"
        );
    });
}

#[test]
fn the_link_that_the_inviter_knows_works_once() {
    on_both(|world| {
        let accounts = &world.accounts;
        let invited = world.invite_mara(relationship(1));
        let link = invited.secret.expose_secret();
        assert_eq!(
            refused(accounts.used_invitation_behind(link, at(1))),
            Refusal::LinkUnusable,
            "it was not used yet"
        );
        let won = std::thread::scope(|scope| {
            let other = scope.spawn(|| accounts.enter(link, None, at(1)).is_ok());
            usize::from(accounts.enter(link, None, at(1)).is_ok())
                + usize::from(other.join().unwrap())
        });
        assert_eq!(won, 1);
        let used = Refusal::LinkUsed;
        assert_eq!(refused(accounts.enter(link, None, at(2))), used);
        assert_eq!(refused(accounts.invitation_behind(link, at(2))), used);
        let jonas = new_person("Jonas Berg");
        assert_eq!(refused(accounts.pass_on(link, None, &jonas, at(2))), used);
        let (_, person, _) = accounts.used_invitation_behind(link, at(2)).unwrap();
        assert_eq!(person.id, invited.person.id);
    });
}

#[test]
fn once_a_guest_has_come_their_counterpart_makes_no_further_link_and_shuts_nobody_out() {
    on_both(|world| {
        let accounts = &world.accounts;
        let invited = world.invite_mara(relationship(1));
        let id = invited.invitation.id;
        let link = invited.secret.expose_secret();
        let entered = accounts.enter(link, None, at(1)).unwrap().signed_in;
        let taken = Refusal::LinkTaken;
        let renewed = accounts.renew_invitation(id, world.ines.id, Side::Other, at(2));
        assert_eq!(refused(renewed), taken);
        let withdrawn = accounts.withdraw_invitation(id, world.ines.id, Side::Other, at(2));
        assert_eq!(refused(withdrawn), taken);
        let again = Invitee::Person(invited.person.id);
        let again = accounts.invite(&again, relationship(1), world.ines.id, "", at(2));
        assert_eq!(refused(again), taken);
        assert!(world.is_signed_in(secret(&entered), 2));
        // Withdrawn by her own party, it is still not the counterpart's to make a new one.
        accounts
            .withdraw_invitation(id, world.ines.id, Side::Own, at(3))
            .unwrap();
        let renewed = accounts.renew_invitation(id, world.ines.id, Side::Other, at(4));
        assert_eq!(refused(renewed), taken);
        let (_, new) = accounts
            .renew_invitation(id, world.ines.id, Side::Own, at(4))
            .unwrap();
        accounts.enter(new.expose_secret(), None, at(4)).unwrap();
    });
}

/// Somebody may sit in an organisation's party and speak for it without being of it: by a link that a
/// counterpart made, before the organisation was recognised there.
#[test]
fn nobody_outside_an_organisation_makes_links_to_its_own_guests() {
    on_both(|world| {
        let accounts = &world.accounts;
        let planted = world.invite_mara(relationship(1)).person.id;
        accounts
            .claim(planted, "planted@else.example", PASSWORD, at(0))
            .unwrap();
        let home = world.ines.organisation;
        let own = Invitee::Guest(home, new_person("Otto Kern"));
        let own = accounts
            .invite(&own, relationship(1), world.ines.id, "", at(0))
            .unwrap();
        let id = own.invitation.id;
        for side in [Side::Own, Side::Other] {
            let renewed = accounts.renew_invitation(id, planted, side, at(1));
            assert_eq!(refused(renewed), Refusal::NotYourOrganisation);
            let withdrawn = accounts.withdraw_invitation(id, planted, side, at(1));
            assert_eq!(refused(withdrawn), Refusal::NotYourOrganisation);
        }
        let link = own.secret.expose_secret();
        accounts.enter(link, None, at(2)).unwrap();
    });
}

#[test]
fn a_guest_replaces_their_own_way_back() {
    on_both(|world| {
        let accounts = &world.accounts;
        let invited = world.invite_mara(relationship(1));
        let mara = invited.person.id;
        let link = invited.secret.expose_secret();
        let here = accounts.enter(link, None, at(1)).unwrap().signed_in;
        let own = |minutes| {
            let own = accounts.own_way_back(mara, relationship(1), at(minutes));
            own.unwrap().expect("a way back").expose_secret().to_owned()
        };
        let old = own(1);
        let there = accounts.enter(&old, None, at(2)).unwrap().signed_in;
        accounts
            .renew_way_back(mara, relationship(1), here.session, at(3))
            .unwrap();
        assert!(world.is_signed_in(secret(&here), 3));
        assert!(!world.is_signed_in(secret(&there), 3));
        assert_eq!(
            refused(accounts.enter(&old, None, at(3))),
            Refusal::LinkUnusable
        );
        accounts.enter(&own(3), None, at(3)).unwrap();
    });
}

#[test]
fn nobody_outside_an_organisation_makes_its_members() {
    on_both(|world| {
        let accounts = &world.accounts;
        let mara = world.invite_mara(relationship(1)).person;
        let otto = accounts
            .create_organisation("Orbis Freight", at(0))
            .unwrap();
        let otto = accounts
            .add_guest(otto.id, &new_person("Otto Outside"), at(0))
            .unwrap();
        accounts
            .claim(otto.id, "otto@orbis.example", PASSWORD, at(1))
            .unwrap();
        let yours = Refusal::NotYourOrganisation;
        let invite = |home, to, by| {
            let guest = Invitee::Guest(home, new_person("Planted Guest"));
            accounts.invite(&guest, relationship(to), by, "", at(1))
        };
        // Into an organisation that was founded here: its own people alone.
        assert_eq!(refused(invite(world.ines.organisation, 1, otto.id)), yours);
        invite(world.ines.organisation, 1, world.ines.id).unwrap();
        // Into one that is a name at one table: at no other table.
        assert_eq!(refused(invite(mara.organisation, 2, world.ines.id)), yours);
        invite(mara.organisation, 1, world.ines.id).unwrap();
        // Somebody known: by their own people alone, once more.
        let known = Invitee::Person(world.ines.id);
        let known = accounts.invite(&known, relationship(2), otto.id, "", at(1));
        assert_eq!(refused(known), yours);
    });
}

#[test]
fn an_account_in_an_organisation_that_others_named_administers_nothing_until_the_operator_confirms()
{
    on_both(|world| {
        let accounts = &world.accounts;
        let mara = world.invite_mara(relationship(1)).person;
        let claimed = accounts
            .claim(mara.id, MARA, PASSWORD, at(1))
            .unwrap()
            .person;
        assert!(!claimed.administrator);
        let organisation = |id| accounts.organisation(id).unwrap().unwrap();
        assert!(!organisation(mara.organisation).knows_its_people());
        let waiting = accounts.organisations_to_confirm().unwrap();
        assert_eq!(waiting.len(), 1);
        let outsider = accounts.confirm_organisation(mara.organisation, world.ines.id, at(2));
        assert_eq!(refused(outsider), Refusal::Unknown { what: "person" });
        accounts
            .confirm_organisation(mara.organisation, mara.id, at(2))
            .unwrap();
        assert!(organisation(mara.organisation).knows_its_people());
        assert!(accounts.person(mara.id).unwrap().unwrap().administrator);
        assert!(accounts.organisations_to_confirm().unwrap().is_empty());
        // From now on nobody else brings its people.
        let guest = Invitee::Guest(mara.organisation, new_person("Planted Guest"));
        let planted = accounts.invite(&guest, relationship(1), world.ines.id, "", at(3));
        assert_eq!(refused(planted), Refusal::NotYourOrganisation);
    });
}

#[test]
fn the_same_organisation_named_at_two_tables_is_two_until_both_sides_say_so() {
    on_both(|world| {
        let accounts = &world.accounts;
        let named = |called: &Called, to| {
            accounts
                .name_organisation(called, world.ines.id, relationship(to), at(0))
                .unwrap()
        };
        let by_name = Called::Name("Northwind".to_owned());
        let (here, there) = (named(&by_name, 1), named(&by_name, 2));
        assert_ne!(here.id, there.id);
        assert_eq!(
            named(&Called::Name(" northwind ".to_owned()), 1).id,
            here.id
        );
        let known = named(&Called::Known(here.id), 3);
        assert_ne!(known.id, here.id);
        assert_eq!((known.said_to_be, known.name), (Some(here.id), here.name));
        let known_again = named(&Called::Known(known.id), 4);
        assert_eq!(known_again.said_to_be, Some(here.id));
    });
}

#[test]
fn reading_mail_is_shown_by_a_link_that_went_there() {
    on_both(|world| {
        let accounts = &world.accounts;
        let invited = world.invite_mara(relationship(1));
        let mara = invited.person.id;
        let link = invited.secret.expose_secret();
        let entered = accounts.enter(link, None, at(1)).unwrap();
        assert!(!entered.by_mail && entered.signed_in.person.reads_mail_at.is_none());
        let asker = (mara, HOME);
        let mailed = |minutes| accounts.mailed_way_back(mara, relationship(1), asker, at(minutes));
        assert!(mailed(2).unwrap().is_none(), "she gave no address");
        accounts
            .choose_mail(mara, Hears::OwnWords, MARA, at(2))
            .unwrap();
        let (address, secret) = mailed(2).unwrap().unwrap();
        assert_eq!(address, MARA);
        let entered = accounts.enter(secret.expose_secret(), None, at(3)).unwrap();
        assert!(entered.by_mail);
        let person = entered.signed_in.person;
        assert_eq!(person.mail_domain().as_deref(), Some("northwind.example"));
    });
}

#[test]
fn a_link_ends_when_it_expires() {
    on_both(|world| {
        let invited = world.invite_mara(relationship(1));
        let link = invited.secret.expose_secret();
        world.accounts.enter(link, None, at(days(90) - 1)).unwrap();
        let unusable = Refusal::LinkUnusable;
        assert_eq!(
            refused(world.accounts.enter(link, None, at(days(90)))),
            unusable
        );
        assert_eq!(
            refused(world.accounts.invitation_behind(link, at(days(90)))),
            unusable
        );
        assert_eq!(refused(world.accounts.enter("", None, at(1))), unusable);
    });
}

#[test]
fn a_withdrawn_link_ends_with_the_sessions_it_opened() {
    on_both(|world| {
        let accounts = &world.accounts;
        let (home, ines) = (world.ines.organisation, world.ines.id);
        let invited = Invitee::Guest(home, new_person("Lena Vogt"));
        let invited = accounts
            .invite(&invited, relationship(1), ines, "", at(0))
            .unwrap();
        let lena = Invitee::Person(invited.person.id);
        let second = accounts
            .invite(&lena, relationship(2), ines, "", at(0))
            .unwrap();
        let link = invited.secret.expose_secret();
        let here = accounts.enter(link, None, at(1)).unwrap().signed_in;
        let there = accounts
            .enter(second.secret.expose_secret(), None, at(1))
            .unwrap()
            .signed_in;
        accounts
            .withdraw_invitation(invited.invitation.id, world.ines.id, Side::Own, at(2))
            .unwrap();
        assert!(!world.is_signed_in(secret(&here), 2));
        assert!(world.is_signed_in(secret(&there), 2));
        assert_eq!(
            refused(accounts.enter(link, None, at(2))),
            Refusal::LinkUnusable
        );
        let read = accounts.invitation(invited.invitation.id).unwrap().unwrap();
        assert_eq!(read.withdrawn_at, Some(at(2)));

        accounts
            .withdraw_invitations(invited.person.id, relationship(2), at(3))
            .unwrap();
        assert!(!world.is_signed_in(secret(&there), 3));
        let outcome = accounts.enter(second.secret.expose_secret(), None, at(3));
        assert_eq!(refused(outcome), Refusal::LinkUnusable);
    });
}

#[test]
fn a_renewed_link_replaces_the_old_one() {
    on_both(|world| {
        let accounts = &world.accounts;
        let invited = world.invite_mara(relationship(1));
        let old = invited.secret.expose_secret();
        let entered = accounts.enter(old, None, at(1)).unwrap().signed_in;
        let (renewed, new) = accounts
            .renew_invitation(
                invited.invitation.id,
                world.ines.id,
                Side::Own,
                at(days(10)),
            )
            .unwrap();
        assert_eq!(renewed.expires_at, at(days(100)));
        assert!(!world.is_signed_in(secret(&entered), 2));
        assert_eq!(
            refused(accounts.enter(old, None, at(days(10)))),
            Refusal::LinkUnusable
        );
        accounts
            .enter(new.expose_secret(), None, at(days(99)))
            .unwrap();
    });
}

#[test]
fn the_wrong_person_passes_it_on_within_their_organisation() {
    on_both(|world| {
        let accounts = &world.accounts;
        let invited = world.invite_mara(relationship(1));
        let link = invited.secret.expose_secret();
        let entered = accounts.enter(link, None, at(1)).unwrap().signed_in;
        let own = accounts.own_way_back(invited.person.id, relationship(1), at(1));
        let own = own.unwrap().expect("a way back");
        let link = own.expose_secret();
        let passed = accounts
            .pass_on(link, None, &new_person("Jonas Berg"), at(2))
            .unwrap();
        assert_eq!(passed.person.organisation, invited.person.organisation);
        assert_eq!(passed.person.name.as_deref(), Some("Jonas Berg"));
        let invitation = &passed.invitation;
        assert_eq!(invitation.relationship, relationship(1));
        assert_eq!(invitation.invited_by, world.ines.id);
        assert_eq!(invitation.passed_on_by, Some(invited.person.id));
        assert_eq!(invitation.line, invited.invitation.line);
        assert_eq!(
            accounts.invitation(invitation.id).unwrap().as_ref(),
            Some(invitation),
            "as stored"
        );

        assert!(!world.is_signed_in(secret(&entered), 2));
        assert_eq!(
            refused(accounts.enter(link, None, at(2))),
            Refusal::LinkUnusable
        );
        let outcome = accounts.pass_on(link, None, &new_person("X Y"), at(2));
        assert_eq!(refused(outcome), Refusal::LinkUnusable);
        // Whoever holds the first link can say that it was not them who passed it on.
        let first = invited.secret.expose_secret();
        let (_, sits_there, passed_on) = accounts.used_invitation_behind(first, at(2)).unwrap();
        assert_eq!(sits_there.id, passed.person.id);
        assert!(passed_on);
        accounts
            .enter(passed.secret.expose_secret(), None, at(2))
            .unwrap();
    });
}

#[test]
fn a_link_opens_no_account() {
    on_both(|world| {
        let accounts = &world.accounts;
        let tom = world.tom().person.id;
        let invitee = Invitee::Person(tom);
        let invited = accounts
            .invite(&invitee, relationship(1), world.ines.id, "", at(0))
            .unwrap();
        let link = invited.secret.expose_secret();
        assert_eq!(
            refused(accounts.enter(link, None, at(1))),
            Refusal::SignInFirst
        );
        let jonas = new_person("Jonas Berg");
        for signed_in in [None, Some(world.ines.id)] {
            let outcome = accounts.pass_on(link, signed_in, &jonas, at(1));
            assert_eq!(refused(outcome), Refusal::SignInFirst);
        }
        accounts.pass_on(link, Some(tom), &jonas, at(1)).unwrap();
    });
}

#[test]
fn a_guest_claims_an_account_and_stays_who_they_are() {
    on_both(|world| {
        let accounts = &world.accounts;
        let invited = world.invite_mara(relationship(1));
        let mara = invited.person.id;
        let link = invited.secret.expose_secret();
        let guest = accounts.enter(link, None, at(1)).unwrap().signed_in;
        let own = accounts.own_way_back(mara, relationship(1), at(1));
        let own = own.unwrap().expect("a way back");
        let link = own.expose_secret();
        let claim = |email, password| accounts.claim(mara, email, password, at(2));
        assert_eq!(refused(claim("mara", PASSWORD)), Refusal::EmailMalformed);
        assert_eq!(
            refused(claim("Ines@Meridian.Example", PASSWORD)),
            Refusal::EmailTaken
        );
        assert_eq!(
            refused(claim(MARA, "northwind rules")),
            Refusal::PasswordPersonal
        );
        assert!(world.is_signed_in(secret(&guest), 2));

        let claimed = claim(MARA, PASSWORD).unwrap();
        assert_eq!(claimed.person.id, mara);
        assert_eq!(claimed.person.claimed_at, Some(at(2)));
        let visit = accounts.visit(secret(&claimed), at(2)).unwrap().unwrap();
        assert_eq!(visit.session.kind, SessionKind::Account);
        assert!(
            !world.is_signed_in(secret(&guest), 2),
            "the guest session was replaced"
        );
        assert_eq!(
            refused(accounts.enter(link, None, at(2))),
            Refusal::SignInFirst
        );
        assert_eq!(refused(claim(MARA, PASSWORD)), Refusal::AlreadyClaimed);
        assert_eq!(world.sign_in(MARA, PASSWORD, 3).unwrap().person.id, mara);
        assert_eq!(
            accounts
                .account_by_email("MARA@northwind.example")
                .unwrap()
                .unwrap()
                .id,
            mara
        );
    });
}

#[test]
fn the_first_to_claim_administers_an_organisation_that_has_nobody() {
    on_both(|world| {
        let accounts = &world.accounts;
        let northwind = accounts
            .create_organisation("Northwind Logistics", at(0))
            .unwrap();
        let add = |name| {
            let added = accounts.add_guest(northwind.id, &new_person(name), at(0));
            added.unwrap()
        };
        let (mara, jonas) = (add("Mara Vogt"), add("Jonas Berg"));
        let first = accounts
            .claim(mara.id, MARA, PASSWORD, at(1))
            .unwrap()
            .person;
        let second = accounts
            .claim(jonas.id, "j@northwind.example", PASSWORD, at(1))
            .unwrap();
        assert!(first.administrator && !first.host_administrator);
        assert!(!second.person.administrator);
        assert!(!world.tom().person.administrator, "Meridian has Ines");
    });
}

#[test]
fn of_two_claims_at_once_one_wins() {
    on_both(|world| {
        let mara = world.invite_mara(relationship(1)).person.id;
        let claim = |email| world.accounts.claim(mara, email, PASSWORD, at(1)).is_ok();
        let won = std::thread::scope(|scope| {
            let other = scope.spawn(|| claim("other@northwind.example"));
            usize::from(claim(MARA)) + usize::from(other.join().unwrap())
        });
        assert_eq!(won, 1);
    });
}

#[test]
fn only_so_many_links_of_a_relationship_work_at_once() {
    on_both(|world| {
        let accounts = &world.accounts;
        let (home, ines) = (world.ines.organisation, world.ines.id);
        let lena = Invitee::Guest(home, new_person("Lena Vogt"));
        let lena = accounts
            .invite(&lena, relationship(1), ines, "", at(0))
            .unwrap();
        world
            .database
            .write(|connection| {
                connection.execute(
                "INSERT INTO invitations (id, token_hash, person_id, relationship_id, invited_by, \
                 line, created_at, expires_at) \
                 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2) \
                 SELECT CAST(i AS TEXT), CAST(CAST(i AS TEXT) AS BLOB), CAST(?1 AS TEXT), \
                 CAST(?3 AS TEXT), '', '', 0, CAST(?4 AS BIGINT) FROM n"
                    .replace("CAST(CAST(i AS TEXT) AS BLOB)", match world.database.dialect() {
                        database::Dialect::Sqlite => "CAST(CAST(i AS TEXT) AS BLOB)",
                        database::Dialect::Postgres => "CAST(CAST(i AS TEXT) AS BYTEA)",
                    })
                    .as_str(),
                &[
                    lena.person.id.to_string().into(),
                    (INVITATIONS_PER_RELATIONSHIP as i64 - 1).into(),
                    relationship(1).to_string().into(),
                    at(days(90)).as_millisecond().into(),
                ],
            )
            })
            .unwrap();
        let invite = |to, minutes| {
            let invitee = Invitee::Person(lena.person.id);
            accounts.invite(&invitee, relationship(to), ines, "", at(minutes))
        };
        assert_eq!(refused(invite(1, 0)).code(), "full");
        invite(2, 0).unwrap();
        accounts
            .withdraw_invitation(lena.invitation.id, ines, Side::Own, at(1))
            .unwrap();
        invite(1, 1).unwrap();
        assert_eq!(refused(invite(1, 1)).code(), "full");
        invite(1, days(90)).unwrap();
    });
}

#[test]
fn so_many_are_invited_to_a_table_within_an_hour_mailed_or_not() {
    on_both(|world| {
        let accounts = &world.accounts;
        let (home, ines) = (world.ines.organisation, world.ines.id);
        let invite = |to, minutes| {
            let invitee = Invitee::Guest(home, new_person("Lena Vogt"));
            accounts.invite(&invitee, relationship(to), ines, "", at(minutes))
        };
        for _ in 0..INVITATIONS_PER_HOUR {
            invite(1, 0).unwrap();
        }
        assert_eq!(refused(invite(1, 59)).code(), "too_many_invited");
        // Nobody uses up what the others invite.
        let (tom, paul) = (world.tom().person.id, new_person("Paul Amsel"));
        let others = Invitee::Guest(home, paul);
        accounts
            .invite(&others, relationship(1), tom, "", at(59))
            .unwrap();
        invite(2, 59).unwrap();
        invite(1, 60).unwrap();
    });
}

#[test]
fn whoever_made_a_link_finds_it_until_it_is_used_and_nobody_else_does() {
    on_both(|world| {
        let accounts = &world.accounts;
        let tom = world.tom().person.id;
        let invited = world.invite_mara(relationship(1));
        let (id, ines) = (invited.invitation.id, world.ines.id);
        let shown = |by: PersonId, minutes| {
            let link = accounts.link_of(id, by, at(minutes)).unwrap();
            link.map(|link| link.expose_secret().to_owned())
        };
        let made = invited.secret.expose_secret().to_owned();
        assert_eq!(shown(ines, 1), Some(made.clone()));
        assert_eq!(shown(tom, 1), None, "a colleague");
        assert_eq!(shown(invited.person.id, 1), None, "whom it is for");
        assert_eq!(shown(ines, days(90)), None, "it has ended");
        // Another link, of another number; the one before is found no more.
        let (_, fresh) = accounts
            .renew_invitation(id, ines, Side::Other, at(2))
            .unwrap();
        let fresh = fresh.expose_secret().to_owned();
        assert_ne!(fresh, made);
        assert_eq!(shown(ines, 2), Some(fresh.clone()));
        accounts.enter(&fresh, None, at(3)).unwrap();
        assert_eq!(shown(ines, 3), None, "it is used");
        // Whoever makes the next one finds that, and whoever asked does not.
        let mara = invited.person.id;
        accounts
            .renew_invitation(id, mara, Side::Own, at(4))
            .unwrap();
        assert_eq!(shown(ines, 4), None);
        assert!(shown(mara, 4).is_some());
        let stored = world
            .database
            .query("SELECT token_hash, link_nonce FROM invitations", &[])
            .unwrap();
        for row in &stored {
            for bytes in [row.bytes(0).unwrap(), row.bytes(1).unwrap()] {
                let text = String::from_utf8_lossy(bytes);
                assert!(!text.contains(&made) && !text.contains(&fresh));
            }
        }
    });
}

#[test]
fn a_link_is_derived_from_the_servers_key_and_from_nothing_in_the_database() {
    on_both(|world| {
        let key = |text: &str| secrecy_of(text);
        let sealed = world.accounts.clone().sealed_under(&key("one long key"));
        let sealed = sealed.unwrap();
        let mara = Invitee::GuestOfNamed("Northwind".to_owned(), new_person("Mara Vogt"));
        let ines = world.ines.id;
        let invited = sealed.invite(&mara, relationship(1), ines, "", at(0));
        let invited = invited.unwrap();
        let id = invited.invitation.id;
        let kept = world
            .database
            .query("SELECT key FROM settings WHERE key = 'link_key'", &[])
            .unwrap();
        assert!(kept.is_empty(), "no key lies beside what it opens");
        let shown = |accounts: &accounts::Accounts| accounts.link_of(id, ines, at(1)).unwrap();
        assert!(shown(&sealed).is_some());
        assert!(shown(&world.accounts).is_none(), "without the key");
        let other = world.accounts.clone().sealed_under(&key("another key"));
        assert!(shown(&other.unwrap()).is_none());
        // It works all the same.
        let link = invited.secret.expose_secret();
        assert!(world.accounts.invitation_behind(link, at(1)).is_ok());
        // What was made before there was a key is found under it, too.
        let before = world.invite_mara(relationship(2));
        let found = sealed.link_of(before.invitation.id, ines, at(1)).unwrap();
        assert_eq!(
            found.unwrap().expose_secret(),
            before.secret.expose_secret()
        );
    });
}

fn secrecy_of(text: &str) -> accounts::secrecy::SecretString {
    text.to_owned().into()
}

#[test]
fn whoever_passed_a_link_on_finds_the_next_one_by_what_they_got() {
    on_both(|world| {
        let accounts = &world.accounts;
        let invited = world.invite_mara(relationship(1));
        let link = invited.secret.expose_secret();
        let next = accounts
            .pass_on(link, None, &new_person("Jonas Berg"), at(1))
            .unwrap();
        let (id, receipt) = (next.invitation.id, next.receipt.expose_secret());
        let (_, shown) = accounts.passed_on_behind(id, receipt, at(2)).unwrap();
        assert_eq!(shown.unwrap().expose_secret(), next.secret.expose_secret());
        // Whoever asked first finds neither.
        assert!(
            accounts
                .link_of(id, world.ines.id, at(2))
                .unwrap()
                .is_none()
        );
        for wrong in ["", link, next.secret.expose_secret()] {
            let refused_it = refused(accounts.passed_on_behind(id, wrong, at(2)));
            assert_eq!(refused_it, Refusal::LinkUnusable);
        }
        let first = invited.invitation.id;
        let refused_it = refused(accounts.passed_on_behind(first, receipt, at(2)));
        assert_eq!(refused_it, Refusal::LinkUnusable);
        let secret = next.secret.expose_secret();
        accounts.enter(secret, None, at(3)).unwrap();
        let (_, shown) = accounts.passed_on_behind(id, receipt, at(4)).unwrap();
        assert!(shown.is_none(), "it is used");
        // Once another link was made, it is not theirs.
        let jonas = next.person.id;
        accounts
            .renew_invitation(id, jonas, Side::Own, at(5))
            .unwrap();
        let refused_it = refused(accounts.passed_on_behind(id, receipt, at(5)));
        assert_eq!(refused_it, Refusal::LinkUnusable);
    });
}
