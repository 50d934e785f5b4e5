-- The link by which a party's people take part in a consultation: derived from the nonce and the server's key, so
-- that it is found again by whoever hands it on; of the link itself only the digest lies here.
CREATE TABLE consultation_links (
    consultation_id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    relationship_id TEXT NOT NULL,
    nonce BLOB NOT NULL,
    digest BLOB NOT NULL UNIQUE,
    PRIMARY KEY (consultation_id, party_id)
);
-- Which voice of a consultation a device has. The record knows the voice alone: once the row is gone, nothing
-- leads from what was said there to a device. The digest is of the device's secret and the consultation, so that
-- the rows of one device in two consultations have nothing in common.
CREATE TABLE consultation_voices (
    consultation_id TEXT NOT NULL,
    digest BLOB NOT NULL,
    voice_id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    PRIMARY KEY (consultation_id, digest)
);
CREATE INDEX consultation_voices_by_voice ON consultation_voices (consultation_id, voice_id);
CREATE INDEX consultation_voices_by_age ON consultation_voices (begun_at);
