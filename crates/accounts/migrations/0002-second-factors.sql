-- What a session's person showed when it began: link, new_account, password, code, recovery_code,
-- passkey or demo. Sessions of before were made by password or, bound to a relationship, by link.
ALTER TABLE sessions ADD COLUMN proof TEXT NOT NULL DEFAULT 'password';
UPDATE sessions SET proof = 'link' WHERE relationship_id IS NOT NULL;

-- The public half of each passkey, with its counter, as webauthn-rs writes it: nothing here signs in.
CREATE TABLE passkeys (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    credential_id BLOB NOT NULL UNIQUE,
    credential TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX passkeys_by_person ON passkeys (person_id);

-- The secret that a person's authenticator app shares with this server, and the last half minute
-- whose code was used.
CREATE TABLE authenticator_apps (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    secret BLOB NOT NULL,
    last_step BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- A used code is deleted.
CREATE TABLE recovery_codes (
    person_id TEXT NOT NULL REFERENCES people (id),
    code_hash BLOB NOT NULL,
    PRIMARY KEY (person_id, code_hash)
);

-- What was begun and awaits its answer: a challenge to a passkey, an app being added, a second step
-- after the password. Used once, for minutes, on whichever node the answer arrives.
CREATE TABLE ceremonies (
    token_hash BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    person_id TEXT REFERENCES people (id),
    state BLOB NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX ceremonies_by_person ON ceremonies (person_id);
