-- At the table of a panel (Art. 19, 20): sheets that were missed, and every version of a report of an on-site
-- verification. The PostgreSQL twin of this file has the same tables, columns and constraints.

-- Why a sheet was not sealed before the phase closed, as its expert says. It is not sealed any more.
CREATE TABLE missed_sheet (
    review TEXT NOT NULL CHECK (review IN ('written', 'defence')),
    dossier TEXT NOT NULL REFERENCES dossier (id),
    expert TEXT NOT NULL REFERENCES expert (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (dossier, expert, review)
);

CREATE TRIGGER missed_sheet_no_update BEFORE UPDATE ON missed_sheet
BEGIN SELECT RAISE(ABORT, 'a sheet that was missed stays so'); END;
CREATE TRIGGER missed_sheet_no_delete BEFORE DELETE ON missed_sheet
BEGIN SELECT RAISE(ABORT, 'a sheet that was missed stays so'); END;

-- What was recorded of a visit, each time; the latest stands in `verification`, too.
CREATE TABLE verification_version (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    number INTEGER NOT NULL CHECK (number > 0),
    on_day TEXT NOT NULL,
    -- JSON of the people sent.
    people TEXT NOT NULL,
    finding TEXT NOT NULL,
    report TEXT NOT NULL,
    -- Why it was recorded again; empty for the first.
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (dossier, number)
);

INSERT INTO verification_version (dossier, number, on_day, people, finding, report, reason, author, at)
SELECT dossier, 1, on_day, people, finding, report, '', author, at FROM verification;

CREATE TRIGGER verification_version_no_update BEFORE UPDATE ON verification_version
BEGIN SELECT RAISE(ABORT, 'a version of a report stays as it was'); END;
CREATE TRIGGER verification_version_no_delete BEFORE DELETE ON verification_version
BEGIN SELECT RAISE(ABORT, 'a version of a report stays as it was'); END;
