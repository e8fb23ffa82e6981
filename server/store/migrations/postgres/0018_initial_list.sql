-- The initial list (Art. 20): what is being decided, and the lists that two have signed, for good.
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE initial_list (
    season TEXT COLLATE "C" PRIMARY KEY REFERENCES season (id),
    -- JSON of what is decided, and of where it stands.
    draft TEXT NOT NULL,
    round TEXT NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL CHECK (revision >= 1),
    changed_at BIGINT NOT NULL
);

-- The latest of a season counts, while it is not opened again.
CREATE TABLE signed_list (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    -- The canonical text both have read.
    canonical TEXT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    -- JSON of the dossiers on it, in the order of their references.
    dossiers TEXT NOT NULL,
    signed_by TEXT COLLATE "C" NOT NULL,
    signed_at BIGINT NOT NULL,
    confirmed_by TEXT COLLATE "C" NOT NULL,
    confirmed_at BIGINT NOT NULL,
    PRIMARY KEY (season, number)
);

CREATE FUNCTION signed_list_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a signed list cannot be changed'; END $$;
CREATE TRIGGER signed_list_no_update BEFORE UPDATE ON signed_list FOR EACH ROW EXECUTE FUNCTION signed_list_refuse();
CREATE TRIGGER signed_list_no_delete BEFORE DELETE ON signed_list FOR EACH ROW EXECUTE FUNCTION signed_list_refuse();
CREATE TRIGGER signed_list_no_truncate BEFORE TRUNCATE ON signed_list EXECUTE FUNCTION signed_list_refuse();
