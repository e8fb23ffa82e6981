-- Amendments of sealed sheets (Art. 19): what was sealed stays, the latest amendment counts.
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE amendment (
    dossier TEXT COLLATE "C" NOT NULL,
    expert TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL CHECK (number >= 1),
    form TEXT NOT NULL,
    total BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    at BIGINT NOT NULL,
    PRIMARY KEY (dossier, expert, number),
    FOREIGN KEY (dossier, expert) REFERENCES review (dossier, expert)
);

CREATE FUNCTION amendment_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'an amendment cannot be changed'; END $$;
CREATE TRIGGER amendment_no_update BEFORE UPDATE ON amendment FOR EACH ROW EXECUTE FUNCTION amendment_refuse();
CREATE TRIGGER amendment_no_delete BEFORE DELETE ON amendment FOR EACH ROW EXECUTE FUNCTION amendment_refuse();
CREATE TRIGGER amendment_no_truncate BEFORE TRUNCATE ON amendment EXECUTE FUNCTION amendment_refuse();
