-- A season is planned before it is open (Art. 6), and years of working days can be imported (Art. 21).
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

ALTER TABLE season ADD COLUMN state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('planned', 'open'));
-- One is planned at a time: the index says so.
CREATE UNIQUE INDEX season_planned ON season (state) WHERE state = 'planned';

CREATE TABLE calendar_year (
    year INTEGER NOT NULL PRIMARY KEY,
    data TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL
);
