-- The consultation of the ministry on a signed initial list (Art. 20).
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE consultation (
    season TEXT COLLATE "C" NOT NULL,
    -- Number of the signed list it is about.
    list BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL CHECK (due_at > opened_at),
    closed_at BIGINT,
    -- JSON: package, opinions, answers, decisions.
    data TEXT NOT NULL,
    PRIMARY KEY (season, list),
    FOREIGN KEY (season, list) REFERENCES signed_list (season, number)
);

CREATE FUNCTION consultation_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a consultation cannot be taken back'; END $$;
CREATE TRIGGER consultation_no_delete BEFORE DELETE ON consultation FOR EACH ROW EXECUTE FUNCTION consultation_refuse();
CREATE TRIGGER consultation_no_change BEFORE UPDATE ON consultation FOR EACH ROW
    WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION consultation_refuse();
