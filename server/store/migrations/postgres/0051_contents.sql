-- Contents of files that may belong to nothing: noted before one is kept, and when a file is taken off a draft. From the
-- moment it is due on the note goes where a row names the content, and the content with it where none does (ADR 0069).
-- What was taken off before this has 60 days more: no program of before is at work then that keeps without a note.
-- The SQLite twin of this file has the same table, columns and constraints.
CREATE TABLE content_note (
    sha256 TEXT NOT NULL PRIMARY KEY,
    due BIGINT NOT NULL
);
CREATE INDEX content_note_due ON content_note (due);

INSERT INTO content_note (sha256, due)
SELECT DISTINCT f.sha256, COALESCE((SELECT MAX(j.at) FROM journal j), 0) + 5184000000000
FROM dossier_file f WHERE f.removed_at IS NOT NULL;
