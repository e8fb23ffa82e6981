-- Identifiers and codes are text, moments are microseconds since 1970 in UTC, JSON is text
-- (never JSONB: what is hashed must keep its bytes).
-- The SQLite twin of this file has the same tables, columns and constraints.
-- COLLATE "C" orders by code point, as SQLite does, whatever the cluster's locale is.

CREATE TABLE season (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    year BIGINT NOT NULL,
    data TEXT COLLATE "C" NOT NULL
);
CREATE INDEX season_year ON season (year);

-- The last word in a race for a seat (Art. 17) is this table's.
CREATE TABLE quota (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    unit TEXT COLLATE "C" NOT NULL,
    base BIGINT NOT NULL CHECK (base >= 0),
    sme_extra BIGINT NOT NULL CHECK (sme_extra >= 0),
    granted BIGINT NOT NULL CHECK (granted >= 0),
    used_large BIGINT NOT NULL,
    used_sme BIGINT NOT NULL,
    PRIMARY KEY (season, unit),
    CONSTRAINT quota_used CHECK (used_large >= 0 AND used_sme >= 0),
    CONSTRAINT quota_large CHECK (used_large <= base + granted),
    CONSTRAINT quota_all CHECK (used_large + used_sme <= base + granted + sme_extra)
);

CREATE TABLE counter (
    season TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES season (id),
    number BIGINT NOT NULL
);

CREATE TABLE account (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    email TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX session_account ON session (account);

CREATE TABLE role_grant (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    account TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    role TEXT COLLATE "C" NOT NULL,
    scope TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (season, account, role, scope)
);
CREATE INDEX role_grant_role ON role_grant (season, role);
-- One chair and one vice chair a season (Art. 13).
CREATE UNIQUE INDEX role_grant_single ON role_grant (season, role) WHERE role IN ('chair', 'vice_chair');

CREATE TABLE organisation (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    uscc TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE sign_in_try (
    who TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX sign_in_try_who ON sign_in_try (who, at);
CREATE INDEX sign_in_try_at ON sign_in_try (at);

CREATE TABLE panel (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    number BIGINT NOT NULL,
    zh TEXT COLLATE "C" NOT NULL,
    en TEXT COLLATE "C" NOT NULL,
    fields TEXT COLLATE "C" NOT NULL,
    UNIQUE (season, number)
);

-- A second dossier of an organisation is possible here on purpose: the formality check
-- (Art. 18) finds it and says so, instead of the database refusing it namelessly.
CREATE TABLE dossier (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    organisation TEXT COLLATE "C" NOT NULL REFERENCES organisation (id),
    number BIGINT NOT NULL,
    reference TEXT COLLATE "C" NOT NULL UNIQUE,
    stage TEXT COLLATE "C" NOT NULL,
    standing TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    org_name TEXT COLLATE "C" NOT NULL,
    uscc TEXT COLLATE "C" NOT NULL,
    region TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    industry TEXT COLLATE "C" NOT NULL,
    scope TEXT COLLATE "C" NOT NULL,
    sme BOOLEAN NOT NULL,
    contact_tail TEXT COLLATE "C" NOT NULL,
    panel TEXT COLLATE "C" REFERENCES panel (id),
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    UNIQUE (season, number)
);
CREATE INDEX dossier_organisation ON dossier (season, organisation);
CREATE INDEX dossier_stage ON dossier (season, stage, number);
CREATE INDEX dossier_unit ON dossier (season, unit, number);
CREATE INDEX dossier_uscc ON dossier (season, uscc);
CREATE INDEX dossier_panel ON dossier (season, panel);

CREATE TABLE dossier_page (
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    page TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by TEXT COLLATE "C" NOT NULL,
    answers TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (dossier, page)
);

CREATE TABLE dossier_page_history (
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    page TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by TEXT COLLATE "C" NOT NULL,
    answers TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (dossier, page, revision)
);

CREATE TABLE dossier_file (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    slot TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    media_type TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    attached_at BIGINT NOT NULL
);
CREATE INDEX dossier_file_dossier ON dossier_file (dossier, attached_at);

CREATE TABLE dossier_version (
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    canonical TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (dossier, number)
);

CREATE TABLE opinion (
    dossier TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES dossier (id),
    body TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE tick (
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    item TEXT COLLATE "C" NOT NULL,
    yes BOOLEAN NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (dossier, item)
);

CREATE TABLE expert (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    employer TEXT COLLATE "C" NOT NULL,
    uscc TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    fields TEXT COLLATE "C" NOT NULL,
    ties TEXT COLLATE "C" NOT NULL
);

CREATE TABLE panel_member (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    expert TEXT COLLATE "C" NOT NULL REFERENCES expert (id),
    panel TEXT COLLATE "C" NOT NULL REFERENCES panel (id),
    lead BOOLEAN NOT NULL,
    PRIMARY KEY (season, expert)
);
CREATE INDEX panel_member_panel ON panel_member (panel);

CREATE TABLE undertaking (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    expert TEXT COLLATE "C" NOT NULL REFERENCES expert (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (season, expert)
);

CREATE TABLE conflict (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    expert TEXT COLLATE "C" NOT NULL REFERENCES expert (id),
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    kind TEXT COLLATE "C" NOT NULL,
    declared BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (dossier, expert, kind)
);
CREATE INDEX conflict_expert ON conflict (season, expert);

CREATE TABLE assignment (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    expert TEXT COLLATE "C" NOT NULL REFERENCES expert (id),
    panel TEXT COLLATE "C" NOT NULL REFERENCES panel (id),
    bridging BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (dossier, expert)
);
CREATE INDEX assignment_expert ON assignment (season, expert);
CREATE INDEX assignment_at ON assignment (season, at);

CREATE TABLE review (
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    expert TEXT COLLATE "C" NOT NULL REFERENCES expert (id),
    revision BIGINT NOT NULL,
    form TEXT COLLATE "C" NOT NULL,
    saved_at BIGINT NOT NULL,
    sealed_at BIGINT,
    total BIGINT,
    sha256 TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (dossier, expert),
    CONSTRAINT review_sealed CHECK ((sealed_at IS NULL) = (total IS NULL))
);
CREATE INDEX review_sealed_at ON review (sealed_at);

-- Sealed is sealed, whoever asks (Art. 15, 19).
CREATE FUNCTION review_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a sealed review cannot be changed'; END $$;
CREATE TRIGGER review_no_update BEFORE UPDATE ON review FOR EACH ROW
WHEN (OLD.sealed_at IS NOT NULL) EXECUTE FUNCTION review_refuse();
CREATE TRIGGER review_no_delete BEFORE DELETE ON review FOR EACH ROW
WHEN (OLD.sealed_at IS NOT NULL) EXECUTE FUNCTION review_refuse();
CREATE TRIGGER review_no_truncate BEFORE TRUNCATE ON review EXECUTE FUNCTION review_refuse();

CREATE TABLE journal (
    seq BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    on_behalf TEXT COLLATE "C" NOT NULL,
    dossier TEXT COLLATE "C" NOT NULL,
    room TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    data TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    prev_hash TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL
);
CREATE INDEX journal_dossier ON journal (dossier, seq);

CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal EXECUTE FUNCTION journal_refuse();

-- One row: the end of the journal and, in this engine, the lock of all writers.
CREATE TABLE journal_head (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL
);
INSERT INTO journal_head (id, seq, at, hash)
VALUES (1, 0, 0, '0000000000000000000000000000000000000000000000000000000000000000');
