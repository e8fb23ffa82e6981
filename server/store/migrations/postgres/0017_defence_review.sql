-- Sheets of the defence (Art. 20), and their amendments: twins of `review` and `amendment`. Who scores
-- stands in `defence_assignment`. The functions that refuse are those of the written review.
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE defence_review (
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    expert TEXT COLLATE "C" NOT NULL REFERENCES expert (id),
    revision BIGINT NOT NULL,
    form TEXT COLLATE "C" NOT NULL,
    saved_at BIGINT NOT NULL,
    sealed_at BIGINT,
    total BIGINT,
    sha256 TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (dossier, expert),
    CONSTRAINT defence_review_sealed CHECK ((sealed_at IS NULL) = (total IS NULL))
);

-- Sealed is sealed, whoever asks (Art. 15, 20).
CREATE TRIGGER defence_review_no_update BEFORE UPDATE ON defence_review FOR EACH ROW
WHEN (OLD.sealed_at IS NOT NULL) EXECUTE FUNCTION review_refuse();
CREATE TRIGGER defence_review_no_delete BEFORE DELETE ON defence_review FOR EACH ROW
WHEN (OLD.sealed_at IS NOT NULL) EXECUTE FUNCTION review_refuse();
CREATE TRIGGER defence_review_no_truncate BEFORE TRUNCATE ON defence_review EXECUTE FUNCTION review_refuse();

CREATE TABLE defence_amendment (
    dossier TEXT COLLATE "C" NOT NULL,
    expert TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL CHECK (number >= 1),
    form TEXT NOT NULL,
    total BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    at BIGINT NOT NULL,
    PRIMARY KEY (dossier, expert, number),
    FOREIGN KEY (dossier, expert) REFERENCES defence_review (dossier, expert)
);

CREATE TRIGGER defence_amendment_no_update BEFORE UPDATE ON defence_amendment FOR EACH ROW EXECUTE FUNCTION amendment_refuse();
CREATE TRIGGER defence_amendment_no_delete BEFORE DELETE ON defence_amendment FOR EACH ROW EXECUTE FUNCTION amendment_refuse();
CREATE TRIGGER defence_amendment_no_truncate BEFORE TRUNCATE ON defence_amendment EXECUTE FUNCTION amendment_refuse();
