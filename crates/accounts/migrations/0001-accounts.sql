CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE organisations (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- name and email are NULL once erased. sign_in_email is NULL for guests: only accounts need an
-- address of their own.
CREATE TABLE people (
    id TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    name TEXT,
    email TEXT,
    sign_in_email TEXT UNIQUE,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    password_hash TEXT,
    administrator BIGINT NOT NULL,
    host_administrator BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    claimed_at BIGINT,
    suspended_at BIGINT,
    erased_at BIGINT
);
CREATE INDEX people_by_organisation ON people (organisation_id);

CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES people (id),
    relationship_id TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    passed_on_by TEXT,
    line TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    last_used_at BIGINT
);
CREATE INDEX invitations_by_relationship ON invitations (relationship_id);
CREATE INDEX invitations_by_person ON invitations (person_id);

-- A guest's session names the relationship it is bound to and the invitation it came by.
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES people (id),
    relationship_id TEXT,
    invitation_id TEXT,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id);
CREATE INDEX sessions_by_invitation ON sessions (invitation_id);

CREATE TABLE password_links (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    token_hash BLOB NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);

CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    relationship_id TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    last_used_at BIGINT
);
CREATE INDEX tokens_by_person ON tokens (person_id);

-- A hint for "my relationships", rebuilt from the records whenever in doubt.
CREATE TABLE memberships (
    person_id TEXT NOT NULL,
    relationship_id TEXT NOT NULL,
    PRIMARY KEY (person_id, relationship_id)
);
