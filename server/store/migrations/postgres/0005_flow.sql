-- The way of a dossier: signature, correction, return, and who is writing just now.
-- The SQLite twin of this file has the same tables, columns and constraints.

-- A file that was taken off stays: a frozen version may name it, and readers of that version
-- go on reading it.
ALTER TABLE dossier_file ADD COLUMN removed_at BIGINT;

-- The link's token is nowhere, only its hash.
CREATE TABLE sign_off (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    token_hash TEXT COLLATE "C" NOT NULL UNIQUE,
    email TEXT COLLATE "C" NOT NULL,
    asked_by TEXT COLLATE "C" NOT NULL,
    asked_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('open', 'signed', 'declined', 'replaced')),
    answered_at BIGINT,
    name TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    CONSTRAINT sign_off_answered CHECK ((outcome = 'open') = (answered_at IS NULL))
);
CREATE INDEX sign_off_dossier ON sign_off (dossier, asked_at);
-- One link at a time for each version: asking again replaces the one before.
CREATE UNIQUE INDEX sign_off_current ON sign_off (dossier, version) WHERE outcome IN ('open', 'signed');

-- One round a dossier (Art. 18): the key says so.
CREATE TABLE correction (
    dossier TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES dossier (id),
    round TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    before_version BIGINT NOT NULL,
    after_version BIGINT
);

CREATE TABLE dossier_return (
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    at BIGINT NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (dossier, at)
);

-- Who has a dossier open: nothing of the record, gone a minute after the last sign of life.
CREATE TABLE presence (
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    account TEXT COLLATE "C" NOT NULL,
    tab TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    page TEXT COLLATE "C" NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (dossier, account, tab)
);
CREATE INDEX presence_seen ON presence (seen_at);
