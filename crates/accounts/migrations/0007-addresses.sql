-- An address that somebody asked for and has not shown to be theirs yet: one at a time per person. It
-- keeps it from nobody. The link in the mail named here shows it; password_hash and relationship_id are
-- those of somebody whose account comes to be with it, by_whom is who made the link by which they came,
-- as in way_changes.
CREATE TABLE address_requests (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    mail_id TEXT NOT NULL,
    address TEXT NOT NULL,
    password_hash TEXT,
    relationship_id TEXT,
    by_whom TEXT,
    expires_at BIGINT NOT NULL
);
CREATE INDEX address_requests_by_mail ON address_requests (mail_id);
DROP TABLE address_links;
