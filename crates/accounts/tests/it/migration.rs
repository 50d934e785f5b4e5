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

/// What was released or lies on somebody's disk before people were asked about one by one.
const UNTIL_ADDRESSES: [Migration; 7] = [
    BEFORE[0],
    Migration {
        name: "0002-second-factors",
        sql: include_str!("../../migrations/0002-second-factors.sql"),
    },
    Migration {
        name: "0003-messages",
        sql: include_str!("../../migrations/0003-messages.sql"),
    },
    Migration {
        name: "0004-belonging",
        sql: include_str!("../../migrations/0004-belonging.sql"),
    },
    Migration {
        name: "0005-known-devices",
        sql: include_str!("../../migrations/0005-known-devices.sql"),
    },
    Migration {
        name: "0006-ways-in",
        sql: include_str!("../../migrations/0006-ways-in.sql"),
    },
    Migration {
        name: "0007-addresses",
        sql: include_str!("../../migrations/0007-addresses.sql"),
    },
];

#[test]
fn of_the_people_of_before_those_are_members_whom_nobody_outside_brought() {
    for dialect in DIALECTS {
        let fresh = Fresh::new(dialect);
        let database = fresh.open();
        database.migrate("accounts", &UNTIL_ADDRESSES).unwrap();
        let id = |n: u128| Uuid::from_u128(n).to_string();
        let now = at(0).as_millisecond();
        // Founded; named and confirmed; only named.
        let homes = [
            (1, None, None),
            (2, Some(id(99)), Some(now)),
            (3, Some(id(99)), None),
        ];
        // Whom, of which, administering, and by whom they were invited.
        let people = [
            (11, 1, 1, None),
            (12, 1, 0, None),
            (13, 1, 0, Some(11)),
            (21, 2, 1, Some(11)),
            (22, 2, 0, Some(11)),
            (23, 2, 0, Some(21)),
            (24, 2, 0, Some(22)),
            (25, 2, 0, None),
            (31, 3, 0, Some(11)),
            (32, 3, 0, Some(31)),
        ];
        database
            .write(|connection| {
                for (home, named, confirmed) in &homes {
                    connection.execute(
                        "INSERT INTO organisations (id, name, created_at, named_for, confirmed_at) \
                         VALUES (?1, 'Somewhere', 0, ?2, ?3)",
                        &[
                            id(*home).into(),
                            named.clone().map_or(database::Value::Null, Into::into),
                            confirmed.map_or(database::Value::Null, Into::into),
                        ],
                    )?;
                }
                for (person, home, administrator, by) in people {
                    connection.execute(
                        "INSERT INTO people (id, organisation_id, name, language, time_zone, \
                         administrator, host_administrator, created_at, claimed_at) \
                         VALUES (?1, ?2, 'Somebody', 'de', 'Europe/Berlin', ?3, 0, 0, 0)",
                        &[
                            id(person).into(),
                            id(home).into(),
                            i64::from(administrator).into(),
                        ],
                    )?;
                    let Some(by) = by else { continue };
                    connection.execute(
                        "INSERT INTO invitations (id, token_hash, person_id, relationship_id, \
                         invited_by, line, created_at, expires_at) \
                         VALUES (?1, ?2, ?1, ?3, ?4, '', 0, 0)",
                        &[
                            id(person).into(),
                            id(person).into_bytes().into(),
                            id(99).into(),
                            id(by).into(),
                        ],
                    )?;
                }
                Ok::<_, database::Error>(())
            })
            .unwrap();
        let accounts = Accounts::open(database, SystemEntropy).unwrap();
        let members = people
            .map(|(person, ..)| person)
            .into_iter()
            .filter(|person| {
                let id = PersonId(Uuid::from_u128(*person));
                accounts.person(id).unwrap().unwrap().is_member()
            });
        assert_eq!(members.collect::<Vec<_>>(), [11, 12, 13, 21, 23, 25]);
    }
}

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
