-- Deliberation of panels (Art. 19): what is agreed beside the scores, and what was signed, for good.
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE deliberation (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    review TEXT COLLATE "C" NOT NULL,
    panel TEXT COLLATE "C" NOT NULL REFERENCES panel (id),
    round TEXT NOT NULL,
    results TEXT NOT NULL,
    exceptions TEXT NOT NULL,
    revision BIGINT NOT NULL CHECK (revision >= 1),
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (season, review, panel)
);

-- The canonical text of each conclusion that was signed; the latest one stands.
CREATE TABLE conclusion (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    review TEXT COLLATE "C" NOT NULL,
    panel TEXT COLLATE "C" NOT NULL REFERENCES panel (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    canonical TEXT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (season, review, panel, number)
);

CREATE FUNCTION conclusion_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a signed conclusion cannot be changed'; END $$;
CREATE TRIGGER conclusion_no_update BEFORE UPDATE ON conclusion FOR EACH ROW EXECUTE FUNCTION conclusion_refuse();
CREATE TRIGGER conclusion_no_delete BEFORE DELETE ON conclusion FOR EACH ROW EXECUTE FUNCTION conclusion_refuse();
CREATE TRIGGER conclusion_no_truncate BEFORE TRUNCATE ON conclusion EXECUTE FUNCTION conclusion_refuse();
