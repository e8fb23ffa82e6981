-- The Office at work (Art. 18): who has taken which dossier, and what was refused and why.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

-- One person at a time: the key says so. A claim is nothing of the record.
CREATE TABLE claim (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE TABLE rejection (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
    item TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL
);
