-- Findings of the comparison one by one (Art. 17, 24): pages read those they show. What was found before
-- is derived and is found anew.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

DELETE FROM comparison;
ALTER TABLE comparison DROP COLUMN findings;
ALTER TABLE comparison ADD COLUMN found INTEGER NOT NULL DEFAULT 0;

-- `other` is the dossier met, blank for an earlier winner; `against` is the key of what was met.
CREATE TABLE finding (
    season TEXT NOT NULL REFERENCES season (id),
    place INTEGER NOT NULL,
    dossier TEXT NOT NULL REFERENCES dossier (id),
    other TEXT NOT NULL,
    against TEXT NOT NULL,
    kind TEXT NOT NULL,
    facts TEXT NOT NULL,
    finding TEXT NOT NULL,
    PRIMARY KEY (season, place)
);
CREATE INDEX finding_dossier ON finding (season, dossier, kind);
CREATE INDEX finding_other ON finding (season, other);
