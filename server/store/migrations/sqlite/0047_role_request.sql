-- The roles of the Office, the association and the ministry are asked for by one and confirmed by another, too
-- (Art. 5, 22; ADR 0041). A bound is widened and nothing else: the program before reads and writes as it did.
-- On SQLite a CHECK goes with its table, which has some rows a year.
-- contract of 0023
-- The PostgreSQL twin of this file leads to the same tables, columns and constraints.

CREATE TABLE role_request_wider (
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
    CONSTRAINT role_request_role CHECK (role IN ('system_admin', 'security_admin', 'audit_admin', 'office', 'caq', 'ministry')),
    CONSTRAINT role_request_own CHECK (asked_by <> account),
    CONSTRAINT role_request_ended CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
    CONSTRAINT role_request_granted CHECK (NOT granted OR (ended_by IS NOT NULL AND ended_by <> asked_by AND ended_by <> account))
);
INSERT INTO role_request_wider (id, season, account, role, reason, asked_by, asked_at, ended_by, ended_at, granted)
SELECT id, season, account, role, reason, asked_by, asked_at, ended_by, ended_at, granted FROM role_request;
DROP TABLE role_request;
ALTER TABLE role_request_wider RENAME TO role_request;
CREATE UNIQUE INDEX role_request_open ON role_request (season, account) WHERE ended_at IS NULL;
