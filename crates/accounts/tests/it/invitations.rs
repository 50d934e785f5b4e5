use accounts::secrecy::ExposeSecret as _;
use accounts::{INVITATIONS_PER_RELATIONSHIP, Invitee, Refusal, SessionKind};
use domain::ids::{OrganisationId, PersonId};
use uuid::Uuid;

use crate::world::{PASSWORD, at, days, new_person, on_both, refused, relationship, secret};

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
        let blank = Invitee::GuestOfNew(" ".to_owned(), new_person("Mara Vogt"));
        assert_eq!(invite(&blank, "").field(), Some("organisation"));
        let hidden = Invitee::GuestOfNew("Northwind".to_owned(), new_person("Ma\u{200B}ra"));
        assert_eq!(invite(&hidden, ""), Refusal::Deceptive { field: "name" });
        let fine = Invitee::GuestOfNew("Northwind".to_owned(), new_person("Mara Vogt"));
        assert_eq!(invite(&fine, &"x".repeat(501)).field(), Some("line"));
        let rows = world
            .database
            .query("SELECT count(*) FROM organisations", &[])
            .unwrap();
        assert_eq!(rows[0].integer(0).unwrap(), 1);
    });
}

#[test]
fn a_guest_returns_by_the_same_link_to_this_relationship_only() {
    on_both(|world| {
        let invited = world.invite_mara(relationship(1));
        let link = invited.secret.expose_secret();
        let (first, _) = world.accounts.enter(link, None, at(1)).unwrap();
        let (again, invitation) = world
            .accounts
            .enter(link, Some(secret(&first)), at(days(80)))
            .unwrap();
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
        let invited = world.invite_mara(relationship(1));
        let mara = invited.person.id;
        let second = accounts
            .invite(&Invitee::Person(mara), relationship(2), mara, "", at(0))
            .unwrap();
        let link = invited.secret.expose_secret();
        let (here, _) = accounts.enter(link, None, at(1)).unwrap();
        let (there, _) = accounts
            .enter(second.secret.expose_secret(), None, at(1))
            .unwrap();
        accounts
            .withdraw_invitation(invited.invitation.id, at(2))
            .unwrap();
        assert!(!world.is_signed_in(secret(&here), 2));
        assert!(world.is_signed_in(secret(&there), 2));
        assert_eq!(
            refused(accounts.enter(link, None, at(2))),
            Refusal::LinkUnusable
        );
        let read = accounts.invitation(invited.invitation.id).unwrap().unwrap();
        assert_eq!(read.withdrawn_at, Some(at(2)));
        let unknown = Refusal::Unknown { what: "invitation" };
        assert_eq!(refused(accounts.renew_invitation(read.id, at(2))), unknown);

        accounts
            .withdraw_invitations(mara, relationship(2), at(3))
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
        let (entered, _) = accounts.enter(old, None, at(1)).unwrap();
        let (renewed, new) = accounts
            .renew_invitation(invited.invitation.id, at(days(10)))
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
        let (entered, _) = accounts.enter(link, None, at(1)).unwrap();
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
        let (guest, _) = accounts.enter(link, None, at(1)).unwrap();
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
        let mara = world.invite_mara(relationship(1)).person;
        let jonas = accounts
            .add_guest(mara.organisation, &new_person("Jonas Berg"), at(0))
            .unwrap();
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
        let mara = world.invite_mara(relationship(1));
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
                    mara.person.id.to_string().into(),
                    (INVITATIONS_PER_RELATIONSHIP as i64 - 1).into(),
                    relationship(1).to_string().into(),
                    at(days(90)).as_millisecond().into(),
                ],
            )
            })
            .unwrap();
        let invite = |to, minutes| {
            let invitee = Invitee::Person(mara.person.id);
            accounts.invite(&invitee, relationship(to), world.ines.id, "", at(minutes))
        };
        assert_eq!(refused(invite(1, 0)).code(), "full");
        invite(2, 0).unwrap();
        accounts
            .withdraw_invitation(mara.invitation.id, at(1))
            .unwrap();
        invite(1, 1).unwrap();
        assert_eq!(refused(invite(1, 1)).code(), "full");
        invite(1, days(90)).unwrap();
    });
}
