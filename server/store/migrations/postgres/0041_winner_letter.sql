-- The letter to each organisation that was chosen (Art. 22), as it was sent with the release of the announcement.
-- Releases from before this table have none: their letters are filled out of the template, as they were until now.
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE winner_letter (
    dossier TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES dossier (id),
    season TEXT COLLATE "C" NOT NULL REFERENCES announcement (season),
    organisation TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    -- Of the text; the journal names it, too.
    sha256 TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);

CREATE FUNCTION winner_letter_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a letter that was sent stays as it was'; END $$;
CREATE TRIGGER winner_letter_no_update BEFORE UPDATE ON winner_letter FOR EACH ROW EXECUTE FUNCTION winner_letter_refuse();
CREATE TRIGGER winner_letter_no_delete BEFORE DELETE ON winner_letter FOR EACH ROW EXECUTE FUNCTION winner_letter_refuse();
CREATE TRIGGER winner_letter_no_truncate BEFORE TRUNCATE ON winner_letter EXECUTE FUNCTION winner_letter_refuse();
