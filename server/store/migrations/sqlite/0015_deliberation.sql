-- Deliberation of panels (Art. 19): what is agreed beside the scores, and what was signed, for good.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE deliberation (
    season TEXT NOT NULL REFERENCES season (id),
    review TEXT NOT NULL,
    panel TEXT NOT NULL REFERENCES panel (id),
    round TEXT NOT NULL,
    results TEXT NOT NULL,
    exceptions TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (season, review, panel)
);

-- The canonical text of each conclusion that was signed; the latest one stands.
CREATE TABLE conclusion (
    season TEXT NOT NULL REFERENCES season (id),
    review TEXT NOT NULL,
    panel TEXT NOT NULL REFERENCES panel (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    canonical TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (season, review, panel, number)
);

CREATE TRIGGER conclusion_no_update BEFORE UPDATE ON conclusion
BEGIN SELECT RAISE(ABORT, 'a signed conclusion cannot be changed'); END;
CREATE TRIGGER conclusion_no_delete BEFORE DELETE ON conclusion
BEGIN SELECT RAISE(ABORT, 'a signed conclusion cannot be changed'); END;
