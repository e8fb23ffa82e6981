-- The order a unit gives its candidates (Art. 17). Whoever has no row has no place.
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE ranking (
    dossier TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES dossier (id),
    place BIGINT NOT NULL CHECK (place > 0)
);
