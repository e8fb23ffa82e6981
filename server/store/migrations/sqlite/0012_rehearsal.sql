-- What makes a database a rehearsal: one row, for good. Without it the database is the real one.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE rehearsal (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    made_at INTEGER NOT NULL,
    -- How far its clock goes ahead, microseconds; it never goes back.
    ahead INTEGER NOT NULL CHECK (ahead >= 0)
);
