-- Public notice, objections to it, announcement (Art. 21, 22).
-- The SQLite twin of this file has the same tables, columns and constraints.

-- The notice of a season: one, as it was opened, with its extensions.
CREATE TABLE notice (
    season TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES season (id),
    year BIGINT NOT NULL UNIQUE,
    opened_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > opened_at),
    data TEXT NOT NULL
);

-- Objections. What whoever objects typed stands in `data` and never changes.
CREATE TABLE objection (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    season TEXT COLLATE "C" NOT NULL REFERENCES notice (season),
    number BIGINT NOT NULL CHECK (number >= 1),
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    place BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- SHA-256 of the secret of the link by which its author follows it.
    token TEXT COLLATE "C" NOT NULL UNIQUE,
    data TEXT NOT NULL,
    step TEXT COLLATE "C" NOT NULL,
    handling TEXT NOT NULL,
    UNIQUE (season, number)
);

-- Files of evidence.
CREATE TABLE evidence (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    objection TEXT COLLATE "C" NOT NULL REFERENCES objection (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL CHECK (size > 0),
    sha256 TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('unscanned', 'held', 'clean', 'infected')),
    at BIGINT NOT NULL
);
CREATE INDEX evidence_objection ON evidence (objection, at);

-- Who is named to handle an objection. Who stepped out stays out.
CREATE TABLE objection_handler (
    objection TEXT COLLATE "C" NOT NULL REFERENCES objection (id),
    account TEXT COLLATE "C" NOT NULL,
    named_by TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    left_at BIGINT,
    PRIMARY KEY (objection, account)
);

-- Notes of the investigation and reports to the committee, for good.
CREATE TABLE objection_note (
    objection TEXT COLLATE "C" NOT NULL REFERENCES objection (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    report BIGINT NOT NULL CHECK (report IN (0, 1)),
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (objection, number)
);

-- The announcement of a season: prepared, approved, released.
CREATE TABLE announcement (
    season TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES notice (season),
    year BIGINT NOT NULL UNIQUE,
    released_at BIGINT,
    data TEXT NOT NULL
);

CREATE FUNCTION notice_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what was published cannot be changed'; END $$;
CREATE TRIGGER notice_no_delete BEFORE DELETE ON notice FOR EACH ROW EXECUTE FUNCTION notice_refuse();
CREATE TRIGGER objection_no_delete BEFORE DELETE ON objection FOR EACH ROW EXECUTE FUNCTION notice_refuse();
CREATE TRIGGER objection_no_rewrite BEFORE UPDATE OF id, season, number, dossier, place, at, data ON objection
    FOR EACH ROW EXECUTE FUNCTION notice_refuse();
CREATE TRIGGER objection_note_no_update BEFORE UPDATE ON objection_note FOR EACH ROW EXECUTE FUNCTION notice_refuse();
CREATE TRIGGER objection_note_no_delete BEFORE DELETE ON objection_note FOR EACH ROW EXECUTE FUNCTION notice_refuse();
CREATE TRIGGER announcement_no_change BEFORE UPDATE ON announcement FOR EACH ROW
    WHEN (OLD.released_at IS NOT NULL) EXECUTE FUNCTION notice_refuse();
CREATE TRIGGER announcement_no_delete BEFORE DELETE ON announcement FOR EACH ROW EXECUTE FUNCTION notice_refuse();
