-- The Office's work lists (Art. 18): the direction as lists show it, what stands twice and who has looked
-- at it, and the journal by what was done.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

ALTER TABLE dossier ADD COLUMN direction TEXT NOT NULL DEFAULT '';
UPDATE dossier SET direction = COALESCE((SELECT json_extract(p.answers, '$.direction') FROM dossier_page p
    WHERE p.dossier = dossier.id AND p.page = 'title'), '');

CREATE INDEX journal_kind ON journal (room, kind);

-- What the comparison of a season's dossiers has found: derived, so it is replaced as a whole.
CREATE TABLE comparison (
    season TEXT NOT NULL PRIMARY KEY REFERENCES season (id),
    at INTEGER NOT NULL,
    dossiers INTEGER NOT NULL,
    state TEXT NOT NULL,
    findings TEXT NOT NULL
);

-- A person has looked at a finding; `facts` is the SHA-256 of what was seen.
CREATE TABLE finding_look (
    season TEXT NOT NULL REFERENCES season (id),
    dossier TEXT NOT NULL REFERENCES dossier (id),
    against TEXT NOT NULL,
    kind TEXT NOT NULL,
    facts TEXT NOT NULL,
    note TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (season, dossier, against, kind)
);
