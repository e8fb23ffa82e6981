-- Corrections of titles that were taken over from seasons before this system (Art. 23): rows of their own, for good.
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE title_correction (
    title TEXT COLLATE "C" NOT NULL REFERENCES title (number),
    revision BIGINT NOT NULL CHECK (revision >= 1),
    organisation TEXT COLLATE "C" NOT NULL CHECK (organisation <> ''),
    uscc TEXT COLLATE "C" NOT NULL,
    benchmark TEXT COLLATE "C" NOT NULL CHECK (benchmark <> ''),
    category TEXT COLLATE "C" CHECK (category IN ('industrial', 'sme', 'service')),
    -- JSON, as in the title.
    direction TEXT,
    region TEXT COLLATE "C" NOT NULL,
    -- What it is found by, as in the title.
    words TEXT COLLATE "C" NOT NULL,
    -- The title that stands in its place: another number, or another year. The old one stays and leads there.
    replaced_by TEXT COLLATE "C" UNIQUE REFERENCES title (number),
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    PRIMARY KEY (title, revision),
    CHECK (replaced_by <> title)
);

CREATE FUNCTION title_correction_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a correction cannot be changed'; END $$;
CREATE TRIGGER title_correction_no_update BEFORE UPDATE ON title_correction
    FOR EACH ROW EXECUTE FUNCTION title_correction_refuse();
CREATE TRIGGER title_correction_no_delete BEFORE DELETE ON title_correction
    FOR EACH ROW EXECUTE FUNCTION title_correction_refuse();
CREATE TRIGGER title_correction_no_truncate BEFORE TRUNCATE ON title_correction
    EXECUTE FUNCTION title_correction_refuse();
CREATE FUNCTION title_correction_judge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM title t WHERE t.number = NEW.title AND t.dossier IS NOT NULL) THEN
        RAISE EXCEPTION 'a title that was granted here cannot be corrected';
    END IF;
    IF EXISTS (SELECT 1 FROM title_correction c WHERE c.title = NEW.title AND c.replaced_by IS NOT NULL) THEN
        RAISE EXCEPTION 'a title that was replaced cannot be corrected';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER title_correction_granted BEFORE INSERT ON title_correction
    FOR EACH ROW EXECUTE FUNCTION title_correction_judge();

-- The register as it is read: each title as it was corrected last, without those that were replaced.
CREATE VIEW title_now AS
SELECT t.number, t.year, t.serial, t.dossier, t.granted_at, t.added_at,
    CASE WHEN c.title IS NULL THEN t.organisation ELSE c.organisation END AS organisation,
    CASE WHEN c.title IS NULL THEN t.uscc ELSE c.uscc END AS uscc,
    CASE WHEN c.title IS NULL THEN t.benchmark ELSE c.benchmark END AS benchmark,
    CASE WHEN c.title IS NULL THEN t.category ELSE c.category END AS category,
    CASE WHEN c.title IS NULL THEN t.direction ELSE c.direction END AS direction,
    CAST(CASE WHEN c.title IS NULL THEN t.direction ELSE c.direction END AS JSON) ->> 'zh' AS direction_zh,
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
