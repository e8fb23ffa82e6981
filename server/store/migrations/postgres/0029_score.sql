-- Sealed scores that count no more, because their expert is in conflict with the application (Art. 15). The sheet
-- itself stays as it was sealed.
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE set_aside (
    review TEXT COLLATE "C" NOT NULL CHECK (review IN ('written', 'defence')),
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    expert TEXT COLLATE "C" NOT NULL REFERENCES expert (id),
    -- Kind of the conflict, as in its own table; why, where somebody wrote it.
    conflict TEXT NOT NULL CHECK (conflict <> ''),
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (dossier, expert, review)
);

CREATE FUNCTION set_aside_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a score that was set aside stays so'; END $$;
CREATE TRIGGER set_aside_no_update BEFORE UPDATE ON set_aside FOR EACH ROW EXECUTE FUNCTION set_aside_refuse();
CREATE TRIGGER set_aside_no_delete BEFORE DELETE ON set_aside FOR EACH ROW EXECUTE FUNCTION set_aside_refuse();
CREATE TRIGGER set_aside_no_truncate BEFORE TRUNCATE ON set_aside EXECUTE FUNCTION set_aside_refuse();
