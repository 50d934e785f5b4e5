-- When somebody's page of a table that sits together gave a sign of life last: whoever leads and gives none can
-- be relieved. Not in a node's memory, since pages of one table hang on several nodes; no part of the record.
CREATE TABLE signs_of_life (
    relationship_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (relationship_id, person_id)
);
