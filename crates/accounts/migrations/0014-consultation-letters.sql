-- Links to a consultation that work once, for whoever a party sent one by mail. Of the link only the digest lies here, and
-- nothing leads from it to an address, or to the voice that began by it.
CREATE TABLE consultation_letters (
    digest BLOB NOT NULL PRIMARY KEY,
    consultation_id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    relationship_id TEXT NOT NULL,
    used BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX consultation_letters_by_age ON consultation_letters (made_at);
-- To whom one was sent, so that nobody gets two: a digest under the server's key, until the consultation is over. The
-- addresses themselves are kept nowhere.
CREATE TABLE consultation_addresses (
    consultation_id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    digest BLOB NOT NULL,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (consultation_id, digest)
);
CREATE INDEX consultation_addresses_by_end ON consultation_addresses (until_at);
