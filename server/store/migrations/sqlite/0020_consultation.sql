-- The consultation of the ministry on a signed initial list (Art. 20).
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE consultation (
    season TEXT NOT NULL,
    -- Number of the signed list it is about.
    list INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL CHECK (due_at > opened_at),
    closed_at INTEGER,
    -- JSON: package, opinions, answers, decisions.
    data TEXT NOT NULL,
    PRIMARY KEY (season, list),
    FOREIGN KEY (season, list) REFERENCES signed_list (season, number)
);

CREATE TRIGGER consultation_no_delete BEFORE DELETE ON consultation
BEGIN SELECT RAISE(ABORT, 'a consultation cannot be taken back'); END;
CREATE TRIGGER consultation_no_change BEFORE UPDATE ON consultation WHEN OLD.closed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a closed consultation cannot be changed'); END;
