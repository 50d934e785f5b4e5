-- What a person hears by mail. hears is NULL until they chose; address is a guest's own, given for
-- this and nothing else. told_at and reminded_for hold the limits: they are moved by compare-and-set.
CREATE TABLE mailings (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    hears TEXT,
    address TEXT,
    chosen_at BIGINT,
    paused_until BIGINT,
    told_at BIGINT,
    reminded_for TEXT
);

-- Mail to send, and what became of it. No row holds a word of what the mail says.
CREATE TABLE mails (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    lease_until BIGINT,
    ended_at BIGINT,
    trouble TEXT,
    stop_hash BLOB UNIQUE
);
CREATE INDEX mails_by_state ON mails (state, due_at);
CREATE INDEX mails_by_person ON mails (person_id);

-- Entries that answer a person's own word. mail_id names the mail that tells of them.
CREATE TABLE news (
    person_id TEXT NOT NULL REFERENCES people (id),
    relationship_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    at BIGINT NOT NULL,
    mail_id TEXT,
    PRIMARY KEY (person_id, relationship_id, sequence)
);
CREATE INDEX news_by_mail ON news (mail_id);

-- How far each record was read for news.
CREATE TABLE news_cursors (
    relationship_id TEXT PRIMARY KEY,
    sequence BIGINT NOT NULL
);

-- Further secrets of an invitation: each stands in one mail to its guest, and ends with it.
CREATE TABLE invitation_links (
    token_hash BLOB PRIMARY KEY,
    invitation_id TEXT NOT NULL REFERENCES invitations (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX invitation_links_by_invitation ON invitation_links (invitation_id);
