-- Openings of public notices that are planned (Art. 21).
-- The SQLite twin of this file has the same tables, columns and constraints.

-- One for a season at most; it goes when the notice opens or the plan is dropped.
CREATE TABLE planned_notice (
    season TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES season (id),
    opens_at BIGINT NOT NULL,
    data TEXT NOT NULL
);
