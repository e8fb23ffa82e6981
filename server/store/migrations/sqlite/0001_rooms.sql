-- Identifiers and codes are text, moments are microseconds since 1970 in UTC, JSON is text.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE season (
    id TEXT NOT NULL PRIMARY KEY,
    year INTEGER NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX season_year ON season (year);

-- The last word in a race for a seat (Art. 17) is this table's.
CREATE TABLE quota (
    season TEXT NOT NULL REFERENCES season (id),
    unit TEXT NOT NULL,
    base INTEGER NOT NULL CHECK (base >= 0),
    sme_extra INTEGER NOT NULL CHECK (sme_extra >= 0),
    granted INTEGER NOT NULL CHECK (granted >= 0),
    used_large INTEGER NOT NULL,
    used_sme INTEGER NOT NULL,
    PRIMARY KEY (season, unit),
    CONSTRAINT quota_used CHECK (used_large >= 0 AND used_sme >= 0),
    CONSTRAINT quota_large CHECK (used_large <= base + granted),
    CONSTRAINT quota_all CHECK (used_large + used_sme <= base + granted + sme_extra)
);

CREATE TABLE counter (
    season TEXT NOT NULL PRIMARY KEY REFERENCES season (id),
    number INTEGER NOT NULL
);

CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id),
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
);
CREATE INDEX session_account ON session (account);

CREATE TABLE role_grant (
    season TEXT NOT NULL REFERENCES season (id),
    account TEXT NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    PRIMARY KEY (season, account, role, scope)
);
CREATE INDEX role_grant_role ON role_grant (season, role);
-- One chair and one vice chair a season (Art. 13).
CREATE UNIQUE INDEX role_grant_single ON role_grant (season, role) WHERE role IN ('chair', 'vice_chair');

CREATE TABLE organisation (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    uscc TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE sign_in_try (
    who TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX sign_in_try_who ON sign_in_try (who, at);
CREATE INDEX sign_in_try_at ON sign_in_try (at);

CREATE TABLE panel (
    id TEXT NOT NULL PRIMARY KEY,
    season TEXT NOT NULL REFERENCES season (id),
    number INTEGER NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    fields TEXT NOT NULL,
    UNIQUE (season, number)
);

-- A second dossier of an organisation is possible here on purpose: the formality check
-- (Art. 18) finds it and says so, instead of the database refusing it namelessly.
CREATE TABLE dossier (
    id TEXT NOT NULL PRIMARY KEY,
    season TEXT NOT NULL REFERENCES season (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    number INTEGER NOT NULL,
    reference TEXT NOT NULL UNIQUE,
    stage TEXT NOT NULL,
    standing TEXT NOT NULL,
    title TEXT NOT NULL,
    org_name TEXT NOT NULL,
    uscc TEXT NOT NULL,
    region TEXT NOT NULL,
    unit TEXT NOT NULL,
    industry TEXT NOT NULL,
    scope TEXT NOT NULL,
    sme BOOLEAN NOT NULL,
    contact_tail TEXT NOT NULL,
    panel TEXT REFERENCES panel (id),
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (season, number)
);
CREATE INDEX dossier_organisation ON dossier (season, organisation);
CREATE INDEX dossier_stage ON dossier (season, stage, number);
CREATE INDEX dossier_unit ON dossier (season, unit, number);
CREATE INDEX dossier_uscc ON dossier (season, uscc);
CREATE INDEX dossier_panel ON dossier (season, panel);

CREATE TABLE dossier_page (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    page TEXT NOT NULL,
    revision INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL,
    answers TEXT NOT NULL,
    PRIMARY KEY (dossier, page)
);

CREATE TABLE dossier_page_history (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    page TEXT NOT NULL,
    revision INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL,
    answers TEXT NOT NULL,
    PRIMARY KEY (dossier, page, revision)
);

CREATE TABLE dossier_file (
    id TEXT NOT NULL PRIMARY KEY,
    dossier TEXT NOT NULL REFERENCES dossier (id),
    slot TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    attached_at INTEGER NOT NULL
);
CREATE INDEX dossier_file_dossier ON dossier_file (dossier, attached_at);

CREATE TABLE dossier_version (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    canonical TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (dossier, number)
);

CREATE TABLE opinion (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
    body TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE TABLE tick (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    item TEXT NOT NULL,
    yes BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (dossier, item)
);

CREATE TABLE expert (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    employer TEXT NOT NULL,
    uscc TEXT NOT NULL,
    unit TEXT NOT NULL,
    fields TEXT NOT NULL,
    ties TEXT NOT NULL
);

CREATE TABLE panel_member (
    season TEXT NOT NULL REFERENCES season (id),
    expert TEXT NOT NULL REFERENCES expert (id),
    panel TEXT NOT NULL REFERENCES panel (id),
    lead BOOLEAN NOT NULL,
    PRIMARY KEY (season, expert)
);
CREATE INDEX panel_member_panel ON panel_member (panel);

CREATE TABLE undertaking (
    season TEXT NOT NULL REFERENCES season (id),
    expert TEXT NOT NULL REFERENCES expert (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (season, expert)
);

CREATE TABLE conflict (
    season TEXT NOT NULL REFERENCES season (id),
    expert TEXT NOT NULL REFERENCES expert (id),
    dossier TEXT NOT NULL REFERENCES dossier (id),
    kind TEXT NOT NULL,
    declared BOOLEAN NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (dossier, expert, kind)
);
CREATE INDEX conflict_expert ON conflict (season, expert);

CREATE TABLE assignment (
    season TEXT NOT NULL REFERENCES season (id),
    dossier TEXT NOT NULL REFERENCES dossier (id),
    expert TEXT NOT NULL REFERENCES expert (id),
    panel TEXT NOT NULL REFERENCES panel (id),
    bridging BOOLEAN NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (dossier, expert)
);
CREATE INDEX assignment_expert ON assignment (season, expert);
CREATE INDEX assignment_at ON assignment (season, at);

CREATE TABLE review (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    expert TEXT NOT NULL REFERENCES expert (id),
    revision INTEGER NOT NULL,
    form TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    sealed_at INTEGER,
    total INTEGER,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (dossier, expert),
    CONSTRAINT review_sealed CHECK ((sealed_at IS NULL) = (total IS NULL))
);
CREATE INDEX review_sealed_at ON review (sealed_at);

-- Sealed is sealed, whoever asks (Art. 15, 19).
CREATE TRIGGER review_no_update BEFORE UPDATE ON review WHEN OLD.sealed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a sealed review cannot be changed'); END;
CREATE TRIGGER review_no_delete BEFORE DELETE ON review WHEN OLD.sealed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a sealed review cannot be changed'); END;

CREATE TABLE journal (
    seq INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    on_behalf TEXT NOT NULL,
    dossier TEXT NOT NULL,
    room TEXT NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    reason TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX journal_dossier ON journal (dossier, seq);

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- One row: the end of the journal and, on PostgreSQL, the lock of all writers.
CREATE TABLE journal_head (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO journal_head (id, seq, at, hash)
VALUES (1, 0, 0, '0000000000000000000000000000000000000000000000000000000000000000');
