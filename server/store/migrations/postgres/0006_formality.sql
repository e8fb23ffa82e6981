-- The Office at work (Art. 18): who has taken which dossier, and what was refused and why.
-- The SQLite twin of this file has the same tables, columns and constraints.

-- One person at a time: the key says so. A claim is nothing of the record.
CREATE TABLE claim (
    dossier TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES dossier (id),
    account TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE rejection (
    dossier TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES dossier (id),
    item TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);
