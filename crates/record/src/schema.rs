//! The record's tables.

use database::Migration;

pub(crate) const SCOPE: &str = "record";

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "1 streams of entries",
        sql: "
CREATE TABLE record_origin (
    single BIGINT PRIMARY KEY CHECK (single = 1),
    id BLOB NOT NULL
);
CREATE TABLE record_stream (
    stream BLOB PRIMARY KEY,
    origin BLOB NOT NULL,
    more TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    at BIGINT NOT NULL,
    root BLOB NOT NULL,
    frontier BLOB NOT NULL,
    erasures BIGINT NOT NULL
);
CREATE TABLE record_entry (
    stream BLOB NOT NULL,
    sequence BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor BLOB NOT NULL,
    kind TEXT NOT NULL,
    fact BLOB NOT NULL,
    salt BLOB NOT NULL,
    content BLOB,
    content_salt BLOB,
    content_commitment BLOB NOT NULL,
    signature BLOB,
    signature_salt BLOB,
    signature_commitment BLOB NOT NULL,
    ext BLOB,
    erased_by BIGINT,
    leaf BLOB NOT NULL,
    root BLOB NOT NULL,
    PRIMARY KEY (stream, sequence)
);
CREATE TABLE record_request (
    stream BLOB NOT NULL,
    actor BLOB NOT NULL,
    key TEXT NOT NULL,
    digest BLOB NOT NULL,
    first_sequence BIGINT NOT NULL,
    last_sequence BIGINT NOT NULL,
    PRIMARY KEY (stream, actor, key)
);",
    },
    Migration {
        name: "2 losses",
        sql: "
CREATE TABLE record_loss (
    stream BLOB NOT NULL,
    sequence BIGINT NOT NULL,
    root BLOB NOT NULL,
    shared BIGINT NOT NULL,
    exact BIGINT NOT NULL,
    people TEXT NOT NULL,
    noticed_at BIGINT NOT NULL,
    settled BIGINT NOT NULL,
    declared_by BIGINT,
    PRIMARY KEY (stream, sequence, root)
);",
    },
    Migration {
        name: "3 deleted streams",
        sql: "
CREATE TABLE record_deleted (
    stream BLOB PRIMARY KEY,
    sequence BIGINT NOT NULL,
    root BLOB NOT NULL,
    at BIGINT NOT NULL
);",
    },
    Migration {
        name: "4 files",
        sql: "
CREATE TABLE record_file (
    stream BLOB NOT NULL,
    sequence BIGINT NOT NULL,
    place BIGINT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (stream, sequence, place)
);",
    },
];
