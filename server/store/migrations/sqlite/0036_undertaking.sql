-- The undertaking as it was signed (Art. 15), panels that are closed and kept with their draws (Art. 12), and
-- names that accounts had before (Art. 13, 16).
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

-- Which text was signed; empty for signatures from before it was noted.
ALTER TABLE undertaking ADD COLUMN version TEXT NOT NULL DEFAULT '';
ALTER TABLE undertaking ADD COLUMN sha256 TEXT NOT NULL DEFAULT '';

-- The same of heads who do not come from the pool.
CREATE TABLE head_undertaking (
    season TEXT NOT NULL REFERENCES season (id),
    account TEXT NOT NULL,
    at INTEGER NOT NULL,
    version TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (season, account)
);

-- A panel for which experts were drawn is not deleted: its draws are there to be seen.
ALTER TABLE panel ADD COLUMN closed_at INTEGER;

-- A name an account had until a moment: what was signed before bears it.
CREATE TABLE former_name (
    account TEXT NOT NULL REFERENCES account (id),
    until INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (account, until)
);
