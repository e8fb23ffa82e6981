-- The Office's work lists (Art. 18): the direction as lists show it, what stands twice and who has looked
-- at it, and the journal by what was done.
-- The SQLite twin of this file has the same tables, columns and constraints.

ALTER TABLE dossier ADD COLUMN direction TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE dossier SET direction = COALESCE((SELECT p.answers::json ->> 'direction' FROM dossier_page p
    WHERE p.dossier = dossier.id AND p.page = 'title'), '');

CREATE INDEX journal_kind ON journal (room, kind);

-- What the comparison of a season's dossiers has found: derived, so it is replaced as a whole.
CREATE TABLE comparison (
    season TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES season (id),
    at BIGINT NOT NULL,
    dossiers BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    findings TEXT COLLATE "C" NOT NULL
);

-- A person has looked at a finding; `facts` is the SHA-256 of what was seen.
CREATE TABLE finding_look (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    against TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    facts TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (season, dossier, against, kind)
);
