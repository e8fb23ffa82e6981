-- What makes a database a rehearsal: one row, for good. Without it the database is the real one.
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE rehearsal (
    one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    made_at BIGINT NOT NULL,
    -- How far its clock goes ahead, microseconds; it never goes back.
    ahead BIGINT NOT NULL CHECK (ahead >= 0)
);
