-- Titles (Art. 22, 23): granted by an announcement, or taken over from seasons before this system. For good.
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE title (
    -- Of its plaque: year, running number, check digits.
    number TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    year BIGINT NOT NULL CHECK (year BETWEEN 1000 AND 9999),
    serial BIGINT NOT NULL CHECK (serial BETWEEN 1 AND 9999),
    -- The application that was chosen; none for titles of seasons before this system.
    dossier TEXT COLLATE "C" UNIQUE REFERENCES dossier (id),
    organisation TEXT COLLATE "C" NOT NULL CHECK (organisation <> ''),
    uscc TEXT COLLATE "C" NOT NULL,
    benchmark TEXT COLLATE "C" NOT NULL CHECK (benchmark <> ''),
    category TEXT COLLATE "C" CHECK (category IN ('industrial', 'sme', 'service')),
    -- JSON, as the season named it.
    direction TEXT,
    region TEXT COLLATE "C" NOT NULL,
    granted_at BIGINT,
    -- When it came into the register.
    added_at BIGINT NOT NULL,
    -- What it is found by: narrow, small, without blanks and hyphens.
    words TEXT COLLATE "C" NOT NULL,
    UNIQUE (year, serial),
    CHECK ((dossier IS NULL) = (granted_at IS NULL))
);
CREATE INDEX title_region ON title (region, year);
CREATE INDEX title_uscc ON title (uscc);

CREATE FUNCTION title_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a title cannot be changed'; END $$;
CREATE TRIGGER title_no_update BEFORE UPDATE ON title FOR EACH ROW EXECUTE FUNCTION title_refuse();
CREATE TRIGGER title_no_delete BEFORE DELETE ON title FOR EACH ROW EXECUTE FUNCTION title_refuse();
CREATE TRIGGER title_no_truncate BEFORE TRUNCATE ON title EXECUTE FUNCTION title_refuse();
