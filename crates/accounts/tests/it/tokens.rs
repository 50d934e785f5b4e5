use accounts::secrecy::ExposeSecret as _;
use accounts::{Refusal, TOKENS_PER_PERSON, TokenScope};

use crate::world::{at, days, on_both, refused, relationship};

#[test]
fn a_token_acts_in_its_persons_name_within_its_scope() {
    on_both(|world| {
        let accounts = &world.accounts;
        let to = Some(relationship(1));
        let (token, secret) = accounts
            .create_token(
                world.ines.id,
                " Nightly  export ",
                TokenScope::Read,
                to,
                at(days(30)),
                at(0),
            )
            .unwrap();
        assert!(secret.expose_secret().starts_with("covalue_"));
        let bearer = accounts
            .bearer(secret.expose_secret(), at(1))
            .unwrap()
            .unwrap();
        assert_eq!(bearer.person, world.ines);
        assert_eq!(bearer.token.id, token.id);
        assert_eq!(bearer.token.name, "Nightly export");
        assert_eq!(
            (bearer.token.scope, bearer.token.relationship),
            (TokenScope::Read, to)
        );
        for unknown in ["", "covalue_", "\0", &world.ines_session] {
            assert!(accounts.bearer(unknown, at(1)).unwrap().is_none());
        }
        let as_session = accounts.visit(secret.expose_secret(), at(1)).unwrap();
        assert!(as_session.is_none(), "a token is no session");
    });
}

#[test]
fn a_token_ends_when_it_expires_or_is_revoked() {
    on_both(|world| {
        let (accounts, ines) = (&world.accounts, world.ines.id);
        let make = |name| {
            accounts
                .create_token(ines, name, TokenScope::Write, None, at(10), at(0))
                .unwrap()
        };
        let works = |secret: &accounts::secrecy::SecretString, minutes| {
            accounts
                .bearer(secret.expose_secret(), at(minutes))
                .unwrap()
                .is_some()
        };
        let (first, secret) = make("first");
        let (_, other) = make("other");
        let tom = world.tom().person.id;
        accounts.revoke_token(tom, first.id, at(1)).unwrap();
        assert!(works(&secret, 1), "nobody revokes another's");
        accounts.revoke_token(ines, first.id, at(2)).unwrap();
        assert!(!works(&secret, 2));
        assert!(works(&other, 9));
        assert!(!works(&other, 10));
        let listed = accounts.tokens_of(ines).unwrap();
        assert_eq!(listed.len(), 2);
        let first = listed.iter().find(|token| token.id == first.id).unwrap();
        assert_eq!(
            (first.revoked_at, first.last_used_at),
            (Some(at(2)), Some(at(1)))
        );
    });
}

#[test]
fn a_token_needs_an_account_a_name_and_an_end() {
    on_both(|world| {
        let accounts = &world.accounts;
        let make = |owner, name, expires| {
            accounts.create_token(owner, name, TokenScope::Read, None, at(expires), at(0))
        };
        let guest = world.invite_mara(relationship(1)).person.id;
        assert_eq!(refused(make(guest, "ci", 10)), Refusal::GuestMustClaim);
        assert_eq!(refused(make(world.ines.id, " ", 10)).field(), Some("name"));
        for expires in [-1, 0, days(367)] {
            assert_eq!(
                refused(make(world.ines.id, "ci", expires)).code(),
                "expiry_out_of_range"
            );
        }
        make(world.ines.id, "ci", days(366)).unwrap();
    });
}

#[test]
fn a_person_has_only_so_many_working_tokens() {
    on_both(|world| {
        let (accounts, ines) = (&world.accounts, world.ines.id);
        let make = |minutes| {
            let (name, until) = ("ci", at(minutes + 10));
            accounts.create_token(ines, name, TokenScope::Read, None, until, at(minutes))
        };
        for _ in 1..TOKENS_PER_PERSON {
            make(0).unwrap();
        }
        let (last, _) = make(0).unwrap();
        let full = Refusal::Full {
            what: "tokens",
            limit: TOKENS_PER_PERSON,
        };
        assert_eq!(refused(make(0)), full);
        accounts.revoke_token(ines, last.id, at(0)).unwrap();
        make(0).unwrap();
        make(10).unwrap();
    });
}
