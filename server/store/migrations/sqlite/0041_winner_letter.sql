-- The letter to each organisation that was chosen (Art. 22), as it was sent with the release of the announcement.
-- Releases from before this table have none: their letters are filled out of the template, as they were until now.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE winner_letter (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
    season TEXT NOT NULL REFERENCES announcement (season),
    organisation TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    -- Of the text; the journal names it, too.
    sha256 TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE TRIGGER winner_letter_no_update BEFORE UPDATE ON winner_letter
BEGIN SELECT RAISE(ABORT, 'a letter that was sent stays as it was'); END;
CREATE TRIGGER winner_letter_no_delete BEFORE DELETE ON winner_letter
BEGIN SELECT RAISE(ABORT, 'a letter that was sent stays as it was'); END;
