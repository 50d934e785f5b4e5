-- What changed in somebody's ways in. by_whom is NULL for themselves, a person's id, or 'operator'.
-- The addresses are where they are told, and go once they were.
CREATE TABLE way_changes (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    by_whom TEXT,
    address TEXT,
    old_address TEXT,
    told_at BIGINT
);
CREATE INDEX way_changes_by_person ON way_changes (person_id, at);
CREATE INDEX way_changes_by_told ON way_changes (told_at, at);

-- Who made the link, as above; NULL where it was asked for by whoever has the address.
ALTER TABLE password_links ADD COLUMN made_by TEXT;
