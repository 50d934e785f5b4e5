-- Browsers on which somebody was signed in, by the hash of a secret that each keeps. It opens
-- nothing: it tells its owner's next try from a stranger's.
CREATE TABLE devices (
    token_hash BLOB NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    last_used_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash, person_id)
);
CREATE INDEX devices_by_person ON devices (person_id);

-- Several password links of one person at a time: asking for another must not end the one that its
-- owner is about to open.
CREATE TABLE password_links_of (
    token_hash BLOB PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    expires_at BIGINT NOT NULL
);
INSERT INTO password_links_of (token_hash, person_id, expires_at)
    SELECT token_hash, person_id, expires_at FROM password_links;
DROP TABLE password_links;
ALTER TABLE password_links_of RENAME TO password_links;
CREATE INDEX password_links_by_person ON password_links (person_id);
