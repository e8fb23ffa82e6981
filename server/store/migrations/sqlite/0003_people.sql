-- People of an organisation. The twin of this file for the other engine has the same tables,
-- columns and constraints.

-- An address belongs to the account that has proved it. Until then the account's own identifier
-- stands in "email" (it has no '@', so it is nobody's address), and what was typed waits in
-- "claimed", where any number of accounts may say the same. So registering an address that has an
-- account looks and costs the same as registering a new one. A closed account is emptied likewise.
ALTER TABLE account ADD COLUMN claimed TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN closed_at INTEGER;
CREATE INDEX account_claimed ON account (claimed, created_at);

ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';

-- A credit code belongs to the organisation that was confirmed under it; until then it waits in
-- "claim". An organisation entered by an operator has neither.
ALTER TABLE organisation ADD COLUMN claim TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX organisation_uscc ON organisation (uscc) WHERE uscc <> '';

-- One organisation a person at a time. It outlives the season.
CREATE TABLE member (
    account TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL,
    since INTEGER NOT NULL,
    CONSTRAINT member_role CHECK (role IN ('applicant', 'applicant_editor', 'applicant_reader', 'legal_representative'))
);
CREATE INDEX member_organisation ON member (organisation, since);

-- Links that prove an address or set a password, by the SHA-256 of their secret. One without an
-- account was sent to nobody: asking for an unknown address costs the same as for a known one.
CREATE TABLE one_time (
    digest TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    account TEXT REFERENCES account (id),
    email TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
);
CREATE INDEX one_time_account ON one_time (account, purpose);
CREATE INDEX one_time_expires ON one_time (expires_at);

CREATE TABLE invitation (
    id TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    invited_by TEXT NOT NULL REFERENCES account (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    CONSTRAINT invitation_role CHECK (role IN ('applicant', 'applicant_editor', 'applicant_reader', 'legal_representative'))
);
CREATE INDEX invitation_organisation ON invitation (organisation, created_at);
CREATE INDEX invitation_by ON invitation (invited_by);

CREATE TABLE consent (
    account TEXT NOT NULL REFERENCES account (id),
    version TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (account, version)
);

-- Who has written for an organisation until now belongs to it from now on, whatever the season.
INSERT INTO member (account, organisation, role, since)
SELECT g.account, MIN(g.scope), 'applicant', MIN(a.created_at)
FROM role_grant g JOIN account a ON a.id = g.account JOIN organisation o ON o.id = g.scope
WHERE g.role = 'applicant' GROUP BY g.account;
DELETE FROM role_grant WHERE role = 'applicant';

-- What one person has caused, for the copy of their own data.
CREATE INDEX journal_actor ON journal (actor, seq);
