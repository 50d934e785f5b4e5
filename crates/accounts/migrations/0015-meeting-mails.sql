-- The calendar mail to a person about a meeting: for which number of it (its changes of time and place) one was asked
-- for last, for which one was handed to the mail server last, and which mail that is. What it says is found out when it
-- is written.
CREATE TABLE meeting_mails (
    person_id TEXT NOT NULL REFERENCES people (id),
    relationship_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    asked BIGINT NOT NULL,
    told BIGINT,
    mail_id TEXT NOT NULL,
    PRIMARY KEY (person_id, relationship_id, meeting_id)
);
CREATE INDEX meeting_mails_by_mail ON meeting_mails (mail_id);
