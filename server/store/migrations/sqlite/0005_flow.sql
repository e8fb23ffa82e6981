-- The way of a dossier: signature, correction, return, and who is writing just now.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

-- A file that was taken off stays: a frozen version may name it, and readers of that version
-- go on reading it.
ALTER TABLE dossier_file ADD COLUMN removed_at INTEGER;

-- The link's token is nowhere, only its hash.
CREATE TABLE sign_off (
    id TEXT NOT NULL PRIMARY KEY,
    dossier TEXT NOT NULL REFERENCES dossier (id),
    token_hash TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('open', 'signed', 'declined', 'replaced')),
    answered_at INTEGER,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT sign_off_answered CHECK ((outcome = 'open') = (answered_at IS NULL))
);
CREATE INDEX sign_off_dossier ON sign_off (dossier, asked_at);
-- One link at a time for each version: asking again replaces the one before.
CREATE UNIQUE INDEX sign_off_current ON sign_off (dossier, version) WHERE outcome IN ('open', 'signed');

-- One round a dossier (Art. 18): the key says so.
CREATE TABLE correction (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
    round TEXT NOT NULL,
    author TEXT NOT NULL,
    before_version INTEGER NOT NULL,
    after_version INTEGER
);

CREATE TABLE dossier_return (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (dossier, at)
);

-- Who has a dossier open: nothing of the record, gone a minute after the last sign of life.
CREATE TABLE presence (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    account TEXT NOT NULL,
    tab TEXT NOT NULL,
    name TEXT NOT NULL,
    page TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (dossier, account, tab)
);
CREATE INDEX presence_seen ON presence (seen_at);
