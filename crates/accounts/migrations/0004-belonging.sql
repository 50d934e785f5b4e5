-- An organisation that another one named, for one relationship and no other: who named it, and which
-- organisation it is said to be. It knows nobody as its own until the operator confirms it.
ALTER TABLE organisations ADD COLUMN named_by TEXT;
ALTER TABLE organisations ADD COLUMN named_for TEXT;
ALTER TABLE organisations ADD COLUMN said_to_be TEXT;
ALTER TABLE organisations ADD COLUMN confirmed_at BIGINT;

-- The link that an inviter knows works once.
ALTER TABLE invitations ADD COLUMN used_at BIGINT;

-- A guest's own way back can be shown to them again, so it is sealed beside its hash; a link that went
-- out by mail says to which address, since whoever comes by it reads mail there.
ALTER TABLE invitation_links ADD COLUMN sealed BLOB;
ALTER TABLE invitation_links ADD COLUMN mailed_to TEXT;

-- The address at which the person was shown to read mail.
ALTER TABLE people ADD COLUMN reads_mail_at TEXT;

-- Links that show that their reader reads mail at an address. One at a time per person.
CREATE TABLE address_links (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    token_hash BLOB NOT NULL UNIQUE,
    address TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
