-- At the table of a panel (Art. 19, 20): sheets that were missed, and every version of a report of an on-site
-- verification. The SQLite twin of this file has the same tables, columns and constraints.

-- Why a sheet was not sealed before the phase closed, as its expert says. It is not sealed any more.
CREATE TABLE missed_sheet (
    review TEXT COLLATE "C" NOT NULL CHECK (review IN ('written', 'defence')),
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    expert TEXT COLLATE "C" NOT NULL REFERENCES expert (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (dossier, expert, review)
);

CREATE FUNCTION missed_sheet_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a sheet that was missed stays so'; END $$;
CREATE TRIGGER missed_sheet_no_update BEFORE UPDATE ON missed_sheet FOR EACH ROW EXECUTE FUNCTION missed_sheet_refuse();
CREATE TRIGGER missed_sheet_no_delete BEFORE DELETE ON missed_sheet FOR EACH ROW EXECUTE FUNCTION missed_sheet_refuse();
CREATE TRIGGER missed_sheet_no_truncate BEFORE TRUNCATE ON missed_sheet EXECUTE FUNCTION missed_sheet_refuse();

-- What was recorded of a visit, each time; the latest stands in `verification`, too.
CREATE TABLE verification_version (
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    number BIGINT NOT NULL CHECK (number > 0),
    on_day TEXT COLLATE "C" NOT NULL,
    -- JSON of the people sent.
    people TEXT NOT NULL,
    finding TEXT COLLATE "C" NOT NULL,
    report TEXT NOT NULL,
    -- Why it was recorded again; empty for the first.
    reason TEXT NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (dossier, number)
);

INSERT INTO verification_version (dossier, number, on_day, people, finding, report, reason, author, at)
SELECT dossier, 1, on_day, people, finding, report, '', author, at FROM verification;

CREATE FUNCTION verification_version_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a version of a report stays as it was'; END $$;
CREATE TRIGGER verification_version_no_update BEFORE UPDATE ON verification_version
    FOR EACH ROW EXECUTE FUNCTION verification_version_refuse();
CREATE TRIGGER verification_version_no_delete BEFORE DELETE ON verification_version
    FOR EACH ROW EXECUTE FUNCTION verification_version_refuse();
CREATE TRIGGER verification_version_no_truncate BEFORE TRUNCATE ON verification_version
    EXECUTE FUNCTION verification_version_refuse();
