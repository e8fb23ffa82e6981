-- Amendments of sealed sheets (Art. 19): what was sealed stays, the latest amendment counts.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE amendment (
    dossier TEXT NOT NULL,
    expert TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    form TEXT NOT NULL,
    total INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    at INTEGER NOT NULL,
    PRIMARY KEY (dossier, expert, number),
    FOREIGN KEY (dossier, expert) REFERENCES review (dossier, expert)
);

CREATE TRIGGER amendment_no_update BEFORE UPDATE ON amendment
BEGIN SELECT RAISE(ABORT, 'an amendment cannot be changed'); END;
CREATE TRIGGER amendment_no_delete BEFORE DELETE ON amendment
BEGIN SELECT RAISE(ABORT, 'an amendment cannot be changed'); END;
