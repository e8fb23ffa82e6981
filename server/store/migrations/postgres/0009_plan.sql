-- A season is planned before it is open (Art. 6), and years of working days can be imported (Art. 21).
-- The SQLite twin of this file has the same tables, columns and constraints.

ALTER TABLE season ADD COLUMN state TEXT COLLATE "C" NOT NULL DEFAULT 'open' CHECK (state IN ('planned', 'open'));
-- One is planned at a time: the index says so.
CREATE UNIQUE INDEX season_planned ON season (state) WHERE state = 'planned';

CREATE TABLE calendar_year (
    year BIGINT NOT NULL PRIMARY KEY,
    data TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);
