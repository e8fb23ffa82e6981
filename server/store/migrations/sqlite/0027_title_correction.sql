-- Corrections of titles that were taken over from seasons before this system (Art. 23): rows of their own, for good.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE title_correction (
    title TEXT NOT NULL REFERENCES title (number),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    organisation TEXT NOT NULL CHECK (organisation <> ''),
    uscc TEXT NOT NULL,
    benchmark TEXT NOT NULL CHECK (benchmark <> ''),
    category TEXT CHECK (category IN ('industrial', 'sme', 'service')),
    -- JSON, as in the title.
    direction TEXT,
    region TEXT NOT NULL,
    -- What it is found by, as in the title.
    words TEXT NOT NULL,
    -- The title that stands in its place: another number, or another year. The old one stays and leads there.
    replaced_by TEXT UNIQUE REFERENCES title (number),
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    PRIMARY KEY (title, revision),
    CHECK (replaced_by <> title)
);

CREATE TRIGGER title_correction_no_update BEFORE UPDATE ON title_correction
BEGIN SELECT RAISE(ABORT, 'a correction cannot be changed'); END;
CREATE TRIGGER title_correction_no_delete BEFORE DELETE ON title_correction
BEGIN SELECT RAISE(ABORT, 'a correction cannot be changed'); END;
CREATE TRIGGER title_correction_granted BEFORE INSERT ON title_correction
WHEN EXISTS (SELECT 1 FROM title t WHERE t.number = NEW.title AND t.dossier IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a title that was granted here cannot be corrected'); END;
CREATE TRIGGER title_correction_replaced BEFORE INSERT ON title_correction
WHEN EXISTS (SELECT 1 FROM title_correction c WHERE c.title = NEW.title AND c.replaced_by IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a title that was replaced cannot be corrected'); END;

-- The register as it is read: each title as it was corrected last, without those that were replaced.
CREATE VIEW title_now AS
SELECT t.number, t.year, t.serial, t.dossier, t.granted_at, t.added_at,
    CASE WHEN c.title IS NULL THEN t.organisation ELSE c.organisation END AS organisation,
    CASE WHEN c.title IS NULL THEN t.uscc ELSE c.uscc END AS uscc,
    CASE WHEN c.title IS NULL THEN t.benchmark ELSE c.benchmark END AS benchmark,
    CASE WHEN c.title IS NULL THEN t.category ELSE c.category END AS category,
    CASE WHEN c.title IS NULL THEN t.direction ELSE c.direction END AS direction,
    json_extract(CASE WHEN c.title IS NULL THEN t.direction ELSE c.direction END, '$.zh') AS direction_zh,
    CASE WHEN c.title IS NULL THEN t.region ELSE c.region END AS region,
    CASE WHEN c.title IS NULL THEN t.words ELSE c.words END AS words
FROM title t LEFT JOIN title_correction c ON c.title = t.number
    AND c.revision = (SELECT MAX(x.revision) FROM title_correction x WHERE x.title = t.number)
WHERE c.replaced_by IS NULL;

-- Which titles are revoked (Art. 24), those among them that stand in the place of a revoked one.
CREATE VIEW title_gone AS
WITH RECURSIVE gone (number, original) AS (
    SELECT r.title, r.title FROM revocation r
    UNION
    SELECT c.replaced_by, g.original FROM title_correction c JOIN gone g ON c.title = g.number
    WHERE c.replaced_by IS NOT NULL
)
SELECT number, original FROM gone;
