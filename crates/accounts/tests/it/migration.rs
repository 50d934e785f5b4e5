//! A database of the release before opens with everything in it.

use accounts::{Accounts, Proof, SessionKind, SystemEntropy};
use database::Migration;
use database::testing::{DIALECTS, Fresh};
use domain::ids::PersonId;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::world::{at, relationship};

const BEFORE: &[Migration] = &[Migration {
    name: "0001-accounts",
    sql: include_str!("../../migrations/0001-accounts.sql"),
}];

#[test]
fn who_was_signed_in_before_the_second_factors_still_is() {
    for dialect in DIALECTS {
        let fresh = Fresh::new(dialect);
        let database = fresh.open();
        database.migrate("accounts", BEFORE).unwrap();
        let digest = |secret: &str| Sha256::digest(secret).to_vec();
        let (home, ines, mara) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let (now, end) = (at(0).as_millisecond(), at(60).as_millisecond());
        database
            .write(|connection| {
                connection.execute(
                    "INSERT INTO organisations (id, name, created_at) VALUES (?1, 'Meridian', ?2)",
                    &[home.to_string().into(), now.into()],
                )?;
                for (id, name, claimed) in [(ines, "Ines", Some(now)), (mara, "Mara", None)] {
                    connection.execute(
                        "INSERT INTO people (id, organisation_id, name, language, time_zone, \
                         administrator, host_administrator, created_at, claimed_at) \
                         VALUES (?1, ?2, ?3, 'de', 'Europe/Berlin', 1, 0, ?4, ?5)",
                        &[
                            id.to_string().into(),
                            home.to_string().into(),
                            name.into(),
                            now.into(),
                            claimed.map_or(database::Value::Null, Into::into),
                        ],
                    )?;
                }
                for (id, person, secret, bound) in [
                    (4, ines, "of Ines", None),
                    (5, mara, "of Mara", Some(relationship(9).to_string())),
                ] {
                    connection.execute(
                        "INSERT INTO sessions (id, token_hash, person_id, relationship_id, \
                         created_at, last_seen_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)",
                        &[
                            Uuid::from_u128(id).to_string().into(),
                            digest(secret).into(),
                            person.to_string().into(),
                            bound.map_or(database::Value::Null, Into::into),
                            now.into(),
                            end.into(),
                        ],
                    )?;
                }
                Ok::<_, database::Error>(())
            })
            .unwrap();

        let accounts = Accounts::open(database, SystemEntropy).unwrap();
        let visit = |secret| accounts.visit(secret, at(1)).unwrap().unwrap();
        let of_ines = visit("of Ines");
        assert_eq!(of_ines.person.id, PersonId(ines));
        assert_eq!(of_ines.session.proof, Proof::Password);
        assert!(of_ines.lacks_second_factor(at(1)));
        let of_mara = visit("of Mara");
        assert_eq!(of_mara.session.proof, Proof::Link);
        assert_eq!(of_mara.session.kind, SessionKind::Guest(relationship(9)));
        let ways = accounts.ways_of(PersonId(ines)).unwrap();
        assert!(!ways.is_second_factor());
    }
}
