-- Findings of the comparison one by one (Art. 17, 24): pages read those they show. What was found before
-- is derived and is found anew.
-- The SQLite twin of this file has the same tables, columns and constraints.

DELETE FROM comparison;
ALTER TABLE comparison DROP COLUMN findings;
ALTER TABLE comparison ADD COLUMN found BIGINT NOT NULL DEFAULT 0;

-- `other` is the dossier met, blank for an earlier winner; `against` is the key of what was met.
CREATE TABLE finding (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    place BIGINT NOT NULL,
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    other TEXT COLLATE "C" NOT NULL,
    against TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    facts TEXT COLLATE "C" NOT NULL,
    finding TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (season, place)
);
CREATE INDEX finding_dossier ON finding (season, dossier, kind);
CREATE INDEX finding_other ON finding (season, other);
