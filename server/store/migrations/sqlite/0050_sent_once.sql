-- A form that adds something, told from the same form sent again (ADR 0068): the digest of what its page bore, of who
-- sent it and of all it said; and what was made of it, sealed with what the form bore. Rows are forgotten after a week.
-- The PostgreSQL twin of this file has the same table, columns and constraints.

CREATE TABLE sent_once (
    digest TEXT NOT NULL PRIMARY KEY,
    made TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX sent_once_at ON sent_once (at);
