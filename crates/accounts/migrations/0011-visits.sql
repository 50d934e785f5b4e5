-- How far somebody had read when they were last at a table: told to them alone, and no part of the record.
-- What is new begins where their visit before this one ended.
CREATE TABLE visits (
    person_id TEXT NOT NULL REFERENCES people (id),
    relationship_id TEXT NOT NULL,
    before_sequence BIGINT,
    before_at BIGINT,
    last_sequence BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, relationship_id)
);
