-- Mail that went out at once, outside the outbox: only what became of it, without whom it was for.
CREATE TABLE direct_mails (
    id TEXT PRIMARY KEY,
    ended_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    trouble TEXT
);
CREATE INDEX direct_mails_by_end ON direct_mails (ended_at);
