-- Exchange activities and the yearly follow-up (Art. 23).
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE activity (
    id TEXT NOT NULL PRIMARY KEY,
    starts_at INTEGER NOT NULL,
    cancelled_at INTEGER,
    data TEXT NOT NULL
);

-- Who comes. Who does not come after all keeps the row.
CREATE TABLE activity_guest (
    activity TEXT NOT NULL REFERENCES activity (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    account TEXT,
    dossier TEXT REFERENCES dossier (id),
    withdrawn_at INTEGER,
    -- 1 came, 0 did not; nothing before it was noted.
    attended INTEGER CHECK (attended IN (0, 1)),
    data TEXT NOT NULL,
    PRIMARY KEY (activity, number)
);
CREATE UNIQUE INDEX activity_guest_once ON activity_guest (activity, account) WHERE withdrawn_at IS NULL;

-- Reports, for good; the latest of a year counts.
CREATE TABLE follow_up (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    year INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (dossier, year, number)
);

CREATE TRIGGER activity_no_delete BEFORE DELETE ON activity
BEGIN SELECT RAISE(ABORT, 'an activity cannot be deleted'); END;
CREATE TRIGGER activity_no_change BEFORE UPDATE ON activity WHEN OLD.cancelled_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what was called off cannot be changed'); END;
CREATE TRIGGER follow_up_no_update BEFORE UPDATE ON follow_up
BEGIN SELECT RAISE(ABORT, 'a report cannot be changed'); END;
CREATE TRIGGER follow_up_no_delete BEFORE DELETE ON follow_up
BEGIN SELECT RAISE(ABORT, 'a report cannot be changed'); END;
