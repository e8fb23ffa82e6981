-- Sealed scores that count no more, because their expert is in conflict with the application (Art. 15). The sheet
-- itself stays as it was sealed.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE set_aside (
    review TEXT NOT NULL CHECK (review IN ('written', 'defence')),
    dossier TEXT NOT NULL REFERENCES dossier (id),
    expert TEXT NOT NULL REFERENCES expert (id),
    -- Kind of the conflict, as in its own table; why, where somebody wrote it.
    conflict TEXT NOT NULL CHECK (conflict <> ''),
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (dossier, expert, review)
);

CREATE TRIGGER set_aside_no_update BEFORE UPDATE ON set_aside
BEGIN SELECT RAISE(ABORT, 'a score that was set aside stays so'); END;
CREATE TRIGGER set_aside_no_delete BEFORE DELETE ON set_aside
BEGIN SELECT RAISE(ABORT, 'a score that was set aside stays so'); END;
