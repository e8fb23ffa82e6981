-- How the Office adjusts an assignment (Art. 12): wishes about pairs, and what one expert can take.
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE pairing (
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    expert TEXT COLLATE "C" NOT NULL REFERENCES expert (id),
    wish TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (dossier, expert)
);
CREATE INDEX pairing_expert ON pairing (expert);

-- No number means the season's.
ALTER TABLE panel_member ADD COLUMN load_max BIGINT CHECK (load_max >= 0);
