-- Sheets of the defence (Art. 20), and their amendments: twins of `review` and `amendment`. Who scores
-- stands in `defence_assignment`.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE defence_review (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    expert TEXT NOT NULL REFERENCES expert (id),
    revision INTEGER NOT NULL,
    form TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    sealed_at INTEGER,
    total INTEGER,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (dossier, expert),
    CONSTRAINT defence_review_sealed CHECK ((sealed_at IS NULL) = (total IS NULL))
);

-- Sealed is sealed, whoever asks (Art. 15, 20).
CREATE TRIGGER defence_review_no_update BEFORE UPDATE ON defence_review WHEN OLD.sealed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a sealed review cannot be changed'); END;
CREATE TRIGGER defence_review_no_delete BEFORE DELETE ON defence_review WHEN OLD.sealed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a sealed review cannot be changed'); END;

CREATE TABLE defence_amendment (
    dossier TEXT NOT NULL,
    expert TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    form TEXT NOT NULL,
    total INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    at INTEGER NOT NULL,
    PRIMARY KEY (dossier, expert, number),
    FOREIGN KEY (dossier, expert) REFERENCES defence_review (dossier, expert)
);

CREATE TRIGGER defence_amendment_no_update BEFORE UPDATE ON defence_amendment
BEGIN SELECT RAISE(ABORT, 'an amendment cannot be changed'); END;
CREATE TRIGGER defence_amendment_no_delete BEFORE DELETE ON defence_amendment
BEGIN SELECT RAISE(ABORT, 'an amendment cannot be changed'); END;
