-- Heads of the journal that were published, one a day (ADR 0042).
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE published_head (
    -- Day in Asia/Shanghai, 2026-11-27.
    day TEXT NOT NULL PRIMARY KEY,
    -- Row of the journal; it and its moment are not published.
    seq BIGINT NOT NULL UNIQUE,
    at BIGINT NOT NULL,
    hash TEXT NOT NULL,
    signature TEXT NOT NULL,
    key_sha256 TEXT NOT NULL,
    public_key TEXT NOT NULL
);

CREATE FUNCTION published_head_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a published head is for good'; END $$;
CREATE TRIGGER published_head_no_update BEFORE UPDATE ON published_head FOR EACH ROW EXECUTE FUNCTION published_head_refuse();
CREATE TRIGGER published_head_no_delete BEFORE DELETE ON published_head FOR EACH ROW EXECUTE FUNCTION published_head_refuse();
CREATE TRIGGER published_head_no_truncate BEFORE TRUNCATE ON published_head EXECUTE FUNCTION published_head_refuse();
