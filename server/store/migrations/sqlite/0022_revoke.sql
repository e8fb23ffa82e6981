-- Incidents and revocations (Art. 24).
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

-- Cases. What whoever reports one typed stands in `data` and never changes.
CREATE TABLE incident (
    id TEXT NOT NULL PRIMARY KEY,
    -- Number of the title, as it stands on the plaque; what it was then stands in `holder`.
    title TEXT NOT NULL REFERENCES title (number),
    holder TEXT NOT NULL,
    organisation TEXT REFERENCES organisation (id),
    dossier TEXT REFERENCES dossier (id),
    at INTEGER NOT NULL,
    -- SHA-256 of the secret of the link by which its author follows it.
    token TEXT NOT NULL UNIQUE,
    -- The account of the author, where that is somebody of the Office or the association.
    reporter TEXT,
    data TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('received', 'declined', 'investigated', 'heard', 'proposed', 'decided')),
    handling TEXT NOT NULL
);
CREATE INDEX incident_at ON incident (at);

-- Files of a report (statement 0), or of a statement.
CREATE TABLE incident_file (
    id TEXT NOT NULL PRIMARY KEY,
    incident TEXT NOT NULL REFERENCES incident (id),
    statement INTEGER NOT NULL CHECK (statement >= 0),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('unscanned', 'held', 'clean', 'infected')),
    at INTEGER NOT NULL
);
CREATE INDEX incident_file_of ON incident_file (incident, at);

-- Who is named to investigate, and who stepped out: they stay out.
CREATE TABLE incident_person (
    incident TEXT NOT NULL REFERENCES incident (id),
    account TEXT NOT NULL,
    named_by TEXT NOT NULL,
    at INTEGER NOT NULL,
    left_at INTEGER,
    PRIMARY KEY (incident, account)
);

-- Notes of the investigation and the report, for good.
CREATE TABLE incident_note (
    incident TEXT NOT NULL REFERENCES incident (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    report INTEGER NOT NULL CHECK (report IN (0, 1)),
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (incident, number)
);

-- Statements of the organisation, for good.
CREATE TABLE statement (
    incident TEXT NOT NULL REFERENCES incident (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (incident, number)
);

-- Titles that were revoked: public, and for good.
CREATE TABLE revocation (
    title TEXT NOT NULL PRIMARY KEY REFERENCES title (number),
    incident TEXT NOT NULL UNIQUE REFERENCES incident (id),
    at INTEGER NOT NULL,
    data TEXT NOT NULL
);

CREATE TRIGGER incident_no_delete BEFORE DELETE ON incident
BEGIN SELECT RAISE(ABORT, 'a report of an incident cannot be deleted'); END;
CREATE TRIGGER incident_no_rewrite BEFORE UPDATE OF id, title, holder, organisation, dossier, at, reporter, data ON incident
BEGIN SELECT RAISE(ABORT, 'a report of an incident cannot be rewritten'); END;
CREATE TRIGGER incident_no_reopen BEFORE UPDATE ON incident WHEN OLD.step IN ('declined', 'decided')
BEGIN SELECT RAISE(ABORT, 'a case that is settled stays so'); END;
CREATE TRIGGER incident_note_no_update BEFORE UPDATE ON incident_note
BEGIN SELECT RAISE(ABORT, 'a note cannot be changed'); END;
CREATE TRIGGER incident_note_no_delete BEFORE DELETE ON incident_note
BEGIN SELECT RAISE(ABORT, 'a note cannot be changed'); END;
CREATE TRIGGER statement_no_update BEFORE UPDATE ON statement
BEGIN SELECT RAISE(ABORT, 'a statement cannot be changed'); END;
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'a statement cannot be changed'); END;
CREATE TRIGGER revocation_no_update BEFORE UPDATE ON revocation
BEGIN SELECT RAISE(ABORT, 'a revocation cannot be taken back'); END;
CREATE TRIGGER revocation_no_delete BEFORE DELETE ON revocation
BEGIN SELECT RAISE(ABORT, 'a revocation cannot be taken back'); END;
