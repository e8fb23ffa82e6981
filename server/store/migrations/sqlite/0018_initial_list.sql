-- The initial list (Art. 20): what is being decided, and the lists that two have signed, for good.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE initial_list (
    season TEXT PRIMARY KEY REFERENCES season (id),
    -- JSON of what is decided, and of where it stands.
    draft TEXT NOT NULL,
    round TEXT NOT NULL,
    stage TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    changed_at INTEGER NOT NULL
);

-- The latest of a season counts, while it is not opened again.
CREATE TABLE signed_list (
    season TEXT NOT NULL REFERENCES season (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    -- The canonical text both have read.
    canonical TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    -- JSON of the dossiers on it, in the order of their references.
    dossiers TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    signed_at INTEGER NOT NULL,
    confirmed_by TEXT NOT NULL,
    confirmed_at INTEGER NOT NULL,
    PRIMARY KEY (season, number)
);

CREATE TRIGGER signed_list_no_update BEFORE UPDATE ON signed_list
BEGIN SELECT RAISE(ABORT, 'a signed list cannot be changed'); END;
CREATE TRIGGER signed_list_no_delete BEFORE DELETE ON signed_list
BEGIN SELECT RAISE(ABORT, 'a signed list cannot be changed'); END;
