-- A dossier's way between its writer, its unit and the Office (Art. 7, 16-18): see docs/adr/0057.
-- The SQLite twin of this file has the same tables, columns and constraints.

-- What an opinion is about: one version, read by one unit. One from before is about the latest version that was there
-- when it was written, and of the unit the journal names.
ALTER TABLE opinion ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE opinion ADD COLUMN unit TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE opinion SET
    version = COALESCE((SELECT MAX(v.number) FROM dossier_version v
        WHERE v.dossier = opinion.dossier AND v.at <= opinion.at), 0),
    unit = COALESCE((SELECT j.on_behalf FROM journal j
        WHERE j.dossier = opinion.dossier AND j.kind = 'opinion_written'
        ORDER BY j.seq DESC LIMIT 1), '');

-- The moment a version had to be there by, as it held when it was handed in. Versions from before have none: what was
-- late was never taken.
ALTER TABLE dossier_version ADD COLUMN closes BIGINT;

-- An application that holds a seat of another kind than its corrected figures ask for, because none is free: the kind
-- it holds. It cannot pass the check until there is one.
CREATE TABLE overdrawn_seat (
    dossier TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES dossier (id),
    sme BOOLEAN NOT NULL
);

-- What was ticked, taken and ranked of a dossier ends when it goes back to its writer.
DELETE FROM tick WHERE dossier IN (SELECT id FROM dossier WHERE stage = 'draft');
DELETE FROM claim WHERE dossier IN (SELECT id FROM dossier WHERE stage = 'draft');
DELETE FROM ranking WHERE dossier IN (SELECT id FROM dossier WHERE stage = 'draft');
