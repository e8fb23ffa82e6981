-- What is told to persons: the mail that waits for a mail server, and the inbox on the site.

ALTER TABLE account ADD COLUMN lang TEXT NOT NULL DEFAULT 'zh';

-- A row is written in the transaction it tells of. "account" is empty for an address that
-- belongs to nobody here. "bundle" is empty until the first try: then it names the mail the
-- row goes out in, which stays the same however often it is tried.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    account TEXT REFERENCES account (id),
    address TEXT NOT NULL,
    dossier TEXT REFERENCES dossier (id),
    message TEXT NOT NULL,
    urgent BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    bundle TEXT NOT NULL,
    claim TEXT NOT NULL,
    tries INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    sent_at INTEGER,
    error TEXT NOT NULL,
    CONSTRAINT outbox_state CHECK (state IN ('waiting', 'sent', 'failed', 'shelved')),
    CONSTRAINT outbox_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX outbox_due ON outbox (state, next_at);
CREATE INDEX outbox_account ON outbox (account, state);
CREATE INDEX outbox_bundle ON outbox (bundle);

CREATE TABLE inbox (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id),
    dossier TEXT REFERENCES dossier (id),
    message TEXT NOT NULL,
    at INTEGER NOT NULL,
    read_at INTEGER
);
CREATE INDEX inbox_account ON inbox (account, at);

-- What has been reminded of: once each.
CREATE TABLE reminder (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    what TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (dossier, what)
);
