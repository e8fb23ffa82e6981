-- Public notice, objections to it, announcement (Art. 21, 22).
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

-- The notice of a season: one, as it was opened, with its extensions.
CREATE TABLE notice (
    season TEXT NOT NULL PRIMARY KEY REFERENCES season (id),
    year INTEGER NOT NULL UNIQUE,
    opened_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > opened_at),
    data TEXT NOT NULL
);

-- Objections. What whoever objects typed stands in `data` and never changes.
CREATE TABLE objection (
    id TEXT NOT NULL PRIMARY KEY,
    season TEXT NOT NULL REFERENCES notice (season),
    number INTEGER NOT NULL CHECK (number >= 1),
    dossier TEXT NOT NULL REFERENCES dossier (id),
    place INTEGER NOT NULL,
    at INTEGER NOT NULL,
    -- SHA-256 of the secret of the link by which its author follows it.
    token TEXT NOT NULL UNIQUE,
    data TEXT NOT NULL,
    step TEXT NOT NULL,
    handling TEXT NOT NULL,
    UNIQUE (season, number)
);

-- Files of evidence.
CREATE TABLE evidence (
    id TEXT NOT NULL PRIMARY KEY,
    objection TEXT NOT NULL REFERENCES objection (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('unscanned', 'held', 'clean', 'infected')),
    at INTEGER NOT NULL
);
CREATE INDEX evidence_objection ON evidence (objection, at);

-- Who is named to handle an objection. Who stepped out stays out.
CREATE TABLE objection_handler (
    objection TEXT NOT NULL REFERENCES objection (id),
    account TEXT NOT NULL,
    named_by TEXT NOT NULL,
    at INTEGER NOT NULL,
    left_at INTEGER,
    PRIMARY KEY (objection, account)
);

-- Notes of the investigation and reports to the committee, for good.
CREATE TABLE objection_note (
    objection TEXT NOT NULL REFERENCES objection (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    report INTEGER NOT NULL CHECK (report IN (0, 1)),
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (objection, number)
);

-- The announcement of a season: prepared, approved, released.
CREATE TABLE announcement (
    season TEXT NOT NULL PRIMARY KEY REFERENCES notice (season),
    year INTEGER NOT NULL UNIQUE,
    released_at INTEGER,
    data TEXT NOT NULL
);

CREATE TRIGGER notice_no_delete BEFORE DELETE ON notice
BEGIN SELECT RAISE(ABORT, 'a public notice cannot be taken back'); END;
CREATE TRIGGER objection_no_delete BEFORE DELETE ON objection
BEGIN SELECT RAISE(ABORT, 'an objection cannot be deleted'); END;
CREATE TRIGGER objection_no_rewrite BEFORE UPDATE OF id, season, number, dossier, place, at, data ON objection
BEGIN SELECT RAISE(ABORT, 'an objection cannot be rewritten'); END;
CREATE TRIGGER objection_note_no_update BEFORE UPDATE ON objection_note
BEGIN SELECT RAISE(ABORT, 'a note cannot be changed'); END;
CREATE TRIGGER objection_note_no_delete BEFORE DELETE ON objection_note
BEGIN SELECT RAISE(ABORT, 'a note cannot be changed'); END;
CREATE TRIGGER announcement_no_change BEFORE UPDATE ON announcement WHEN OLD.released_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what was announced cannot be changed'); END;
CREATE TRIGGER announcement_no_delete BEFORE DELETE ON announcement
BEGIN SELECT RAISE(ABORT, 'what was announced cannot be changed'); END;
