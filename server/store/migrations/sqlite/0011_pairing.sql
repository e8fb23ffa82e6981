-- How the Office adjusts an assignment (Art. 12): wishes about pairs, and what one expert can take.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE pairing (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    expert TEXT NOT NULL REFERENCES expert (id),
    wish TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (dossier, expert)
);
CREATE INDEX pairing_expert ON pairing (expert);

-- No number means the season's.
ALTER TABLE panel_member ADD COLUMN load_max INTEGER CHECK (load_max >= 0);
