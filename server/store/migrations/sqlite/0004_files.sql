-- How far the look for viruses has come, and who attached a file.
ALTER TABLE dossier_file ADD COLUMN state TEXT NOT NULL DEFAULT 'unscanned'
    CHECK (state IN ('unscanned', 'held', 'clean', 'infected'));
ALTER TABLE dossier_file ADD COLUMN attached_by TEXT NOT NULL DEFAULT '';
CREATE INDEX dossier_file_state ON dossier_file (state, attached_at) WHERE state = 'held';

-- Uploads that were begun and not ended; their bytes lie beside the store of contents.
CREATE TABLE upload (
    id TEXT NOT NULL PRIMARY KEY,
    dossier TEXT NOT NULL REFERENCES dossier (id),
    slot TEXT NOT NULL,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    mark TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);
CREATE INDEX upload_dossier ON upload (dossier, created_at);
CREATE INDEX upload_expires ON upload (expires_at);
