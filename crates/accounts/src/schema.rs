//! The tables. Times are milliseconds since 1970-01-01T00:00:00Z, flags 0 or 1, ids hyphenated
//! UUIDs. A released migration is never edited.

use database::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0001-accounts",
        sql: include_str!("../migrations/0001-accounts.sql"),
    },
    Migration {
        name: "0002-second-factors",
        sql: include_str!("../migrations/0002-second-factors.sql"),
    },
    Migration {
        name: "0003-messages",
        sql: include_str!("../migrations/0003-messages.sql"),
    },
    Migration {
        name: "0004-belonging",
        sql: include_str!("../migrations/0004-belonging.sql"),
    },
    Migration {
        name: "0005-known-devices",
        sql: include_str!("../migrations/0005-known-devices.sql"),
    },
    Migration {
        name: "0006-ways-in",
        sql: include_str!("../migrations/0006-ways-in.sql"),
    },
    Migration {
        name: "0007-addresses",
        sql: include_str!("../migrations/0007-addresses.sql"),
    },
    Migration {
        name: "0008-members",
        sql: include_str!("../migrations/0008-members.sql"),
    },
    Migration {
        name: "0009-links-shown-again",
        sql: include_str!("../migrations/0009-links-shown-again.sql"),
    },
    Migration {
        name: "0010-direct-mail",
        sql: include_str!("../migrations/0010-direct-mail.sql"),
    },
    Migration {
        name: "0011-visits",
        sql: include_str!("../migrations/0011-visits.sql"),
    },
    Migration {
        name: "0012-signs-of-life",
        sql: include_str!("../migrations/0012-signs-of-life.sql"),
    },
    Migration {
        name: "0013-consultations",
        sql: include_str!("../migrations/0013-consultations.sql"),
    },
    Migration {
        name: "0014-consultation-letters",
        sql: include_str!("../migrations/0014-consultation-letters.sql"),
    },
    Migration {
        name: "0015-meeting-mails",
        sql: include_str!("../migrations/0015-meeting-mails.sql"),
    },
];
