-- What guards accounts: the second step of signing in, disabled accounts, requests for an
-- administrator's role, when the journal was last walked. The PostgreSQL twin of this file has the
-- same tables, columns and constraints.

-- Where a session was opened from, for its owner to recognise.
ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- Secrets are sealed with a key that is not in the database. "last_step" is the step of the code
-- that was used last: none is taken twice.
CREATE TABLE second_factor (
    account TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
    secret TEXT,
    confirmed_at INTEGER,
    last_step INTEGER NOT NULL DEFAULT 0,
    pending TEXT,
    pending_at INTEGER,
    CONSTRAINT second_factor_secret CHECK ((secret IS NULL) = (confirmed_at IS NULL)),
    CONSTRAINT second_factor_pending CHECK ((pending IS NULL) = (pending_at IS NULL))
);

CREATE TABLE recovery_code (
    account TEXT NOT NULL REFERENCES account (id),
    digest TEXT NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (account, digest)
);

-- Whoever has given the password and not yet the code. It is no session and opens nothing.
CREATE TABLE half_session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    device TEXT NOT NULL
);
CREATE INDEX half_session_expires ON half_session (expires_at);
CREATE INDEX half_session_account ON half_session (account);

CREATE TABLE account_disabled (
    account TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
    at INTEGER NOT NULL
);

-- An administrator's role is asked for by one and confirmed by another.
CREATE TABLE role_request (
    id TEXT NOT NULL PRIMARY KEY,
    season TEXT NOT NULL REFERENCES season (id),
    account TEXT NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL REFERENCES account (id),
    asked_at INTEGER NOT NULL,
    ended_by TEXT REFERENCES account (id),
    ended_at INTEGER,
    granted BOOLEAN NOT NULL DEFAULT FALSE,
    CONSTRAINT role_request_role CHECK (role IN ('system_admin', 'security_admin', 'audit_admin')),
    CONSTRAINT role_request_own CHECK (asked_by <> account),
    CONSTRAINT role_request_ended CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
    CONSTRAINT role_request_granted CHECK (NOT granted OR (ended_by IS NOT NULL AND ended_by <> asked_by AND ended_by <> account))
);
CREATE UNIQUE INDEX role_request_open ON role_request (season, account) WHERE ended_at IS NULL;

-- One row: when the chain was walked last, and what was found.
CREATE TABLE journal_check (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL,
    walked INTEGER NOT NULL,
    hash TEXT NOT NULL,
    broken_at INTEGER,
    damage TEXT NOT NULL
);

-- The audit asks by moment, actor and kind.
CREATE INDEX journal_at ON journal (at, seq);
CREATE INDEX journal_kind_seq ON journal (kind, seq);

-- The three administrations exclude each other and everything else. Until now the service alone
-- saw to it; here is the last word.
CREATE UNIQUE INDEX role_grant_administration ON role_grant (season, account)
    WHERE role IN ('system_admin', 'security_admin', 'audit_admin');
CREATE TRIGGER role_grant_apart BEFORE INSERT ON role_grant
WHEN EXISTS (SELECT 1 FROM role_grant g WHERE g.season = NEW.season AND g.account = NEW.account AND g.role <> NEW.role
        AND (g.role IN ('system_admin', 'security_admin', 'audit_admin')
            OR NEW.role IN ('system_admin', 'security_admin', 'audit_admin')))
    OR (NEW.role IN ('system_admin', 'security_admin', 'audit_admin')
        AND EXISTS (SELECT 1 FROM member m WHERE m.account = NEW.account))
BEGIN SELECT RAISE(ABORT, 'an administrator holds no other role'); END;
CREATE TRIGGER member_apart BEFORE INSERT ON member
WHEN EXISTS (SELECT 1 FROM role_grant g WHERE g.account = NEW.account
    AND g.season = (SELECT id FROM season WHERE state = 'open' ORDER BY year DESC, id DESC LIMIT 1)
    AND g.role IN ('system_admin', 'security_admin', 'audit_admin'))
BEGIN SELECT RAISE(ABORT, 'an administrator holds no other role'); END;
