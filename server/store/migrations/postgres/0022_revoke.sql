-- Incidents and revocations (Art. 24).
-- The SQLite twin of this file has the same tables, columns and constraints.

-- Cases. What whoever reports one typed stands in `data` and never changes.
CREATE TABLE incident (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    -- Number of the title, as it stands on the plaque; what it was then stands in `holder`.
    title TEXT COLLATE "C" NOT NULL REFERENCES title (number),
    holder TEXT NOT NULL,
    organisation TEXT COLLATE "C" REFERENCES organisation (id),
    dossier TEXT COLLATE "C" REFERENCES dossier (id),
    at BIGINT NOT NULL,
    -- SHA-256 of the secret of the link by which its author follows it.
    token TEXT COLLATE "C" NOT NULL UNIQUE,
    -- The account of the author, where that is somebody of the Office or the association.
    reporter TEXT COLLATE "C",
    data TEXT NOT NULL,
    step TEXT COLLATE "C" NOT NULL CHECK (step IN ('received', 'declined', 'investigated', 'heard', 'proposed', 'decided')),
    handling TEXT NOT NULL
);
CREATE INDEX incident_at ON incident (at);

-- Files of a report (statement 0), or of a statement.
CREATE TABLE incident_file (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    incident TEXT COLLATE "C" NOT NULL REFERENCES incident (id),
    statement BIGINT NOT NULL CHECK (statement >= 0),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL CHECK (size > 0),
    sha256 TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('unscanned', 'held', 'clean', 'infected')),
    at BIGINT NOT NULL
);
CREATE INDEX incident_file_of ON incident_file (incident, at);

-- Who is named to investigate, and who stepped out: they stay out.
CREATE TABLE incident_person (
    incident TEXT COLLATE "C" NOT NULL REFERENCES incident (id),
    account TEXT COLLATE "C" NOT NULL,
    named_by TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    left_at BIGINT,
    PRIMARY KEY (incident, account)
);

-- Notes of the investigation and the report, for good.
CREATE TABLE incident_note (
    incident TEXT COLLATE "C" NOT NULL REFERENCES incident (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    report BIGINT NOT NULL CHECK (report IN (0, 1)),
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (incident, number)
);

-- Statements of the organisation, for good.
CREATE TABLE statement (
    incident TEXT COLLATE "C" NOT NULL REFERENCES incident (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (incident, number)
);

-- Titles that were revoked: public, and for good.
CREATE TABLE revocation (
    title TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES title (number),
    incident TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES incident (id),
    at BIGINT NOT NULL,
    data TEXT NOT NULL
);

CREATE FUNCTION incident_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what was reported, stated or decided stays as it is'; END $$;
CREATE TRIGGER incident_no_delete BEFORE DELETE ON incident FOR EACH ROW EXECUTE FUNCTION incident_refuse();
CREATE TRIGGER incident_no_rewrite BEFORE UPDATE OF id, title, holder, organisation, dossier, at, reporter, data ON incident
    FOR EACH ROW EXECUTE FUNCTION incident_refuse();
CREATE TRIGGER incident_no_reopen BEFORE UPDATE ON incident FOR EACH ROW
    WHEN (OLD.step IN ('declined', 'decided')) EXECUTE FUNCTION incident_refuse();
CREATE TRIGGER incident_note_no_update BEFORE UPDATE ON incident_note FOR EACH ROW EXECUTE FUNCTION incident_refuse();
CREATE TRIGGER incident_note_no_delete BEFORE DELETE ON incident_note FOR EACH ROW EXECUTE FUNCTION incident_refuse();
CREATE TRIGGER statement_no_update BEFORE UPDATE ON statement FOR EACH ROW EXECUTE FUNCTION incident_refuse();
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement FOR EACH ROW EXECUTE FUNCTION incident_refuse();
CREATE TRIGGER revocation_no_update BEFORE UPDATE ON revocation FOR EACH ROW EXECUTE FUNCTION incident_refuse();
CREATE TRIGGER revocation_no_delete BEFORE DELETE ON revocation FOR EACH ROW EXECUTE FUNCTION incident_refuse();
