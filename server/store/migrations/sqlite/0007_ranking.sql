-- The order a unit gives its candidates (Art. 17). Whoever has no row has no place.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE ranking (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
    place INTEGER NOT NULL CHECK (place > 0)
);
