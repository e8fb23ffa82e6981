-- Titles (Art. 22, 23): granted by an announcement, or taken over from seasons before this system. For good.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE title (
    -- Of its plaque: year, running number, check digits.
    number TEXT NOT NULL PRIMARY KEY,
    year INTEGER NOT NULL CHECK (year BETWEEN 1000 AND 9999),
    serial INTEGER NOT NULL CHECK (serial BETWEEN 1 AND 9999),
    -- The application that was chosen; none for titles of seasons before this system.
    dossier TEXT UNIQUE REFERENCES dossier (id),
    organisation TEXT NOT NULL CHECK (organisation <> ''),
    uscc TEXT NOT NULL,
    benchmark TEXT NOT NULL CHECK (benchmark <> ''),
    category TEXT CHECK (category IN ('industrial', 'sme', 'service')),
    -- JSON, as the season named it.
    direction TEXT,
    region TEXT NOT NULL,
    granted_at INTEGER,
    -- When it came into the register.
    added_at INTEGER NOT NULL,
    -- What it is found by: narrow, small, without blanks and hyphens.
    words TEXT NOT NULL,
    UNIQUE (year, serial),
    CHECK ((dossier IS NULL) = (granted_at IS NULL))
);
CREATE INDEX title_region ON title (region, year);
CREATE INDEX title_uscc ON title (uscc);

CREATE TRIGGER title_no_update BEFORE UPDATE ON title
BEGIN SELECT RAISE(ABORT, 'a title cannot be changed'); END;
CREATE TRIGGER title_no_delete BEFORE DELETE ON title
BEGIN SELECT RAISE(ABORT, 'a title cannot be changed'); END;
