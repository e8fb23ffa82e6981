//! Texts of the corridor's files: uploads under way, and files by their state.

macro_rules! upload {
    () => {
        "id, dossier, slot, account, name, size, mark, created_at, expires_at"
    };
}

sql! {
    INSERT_UPLOAD = "INSERT INTO upload (", upload!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    UPLOAD = "SELECT ", upload!(), " FROM upload WHERE id = $1";
    UPLOADS_OF = "SELECT ", upload!(), " FROM upload WHERE dossier = $1 ORDER BY created_at, id";
    EXPIRED = "SELECT ", upload!(), " FROM upload WHERE expires_at <= $1 ORDER BY expires_at, id";
    DELETE_UPLOAD = "DELETE FROM upload WHERE id = $1";
    IN_STATE = "SELECT ", super::application::file!(), " FROM dossier_file WHERE state = $1 ",
        "ORDER BY attached_at, id LIMIT $2";
    /// Every content that a row names, with a row that does.
    CONTENTS = "SELECT sha256, MIN(named) AS named FROM (",
        "SELECT sha256, 'file ' || id || ' of dossier ' || dossier AS named FROM dossier_file UNION ALL ",
        "SELECT sha256, 'slides ' || id || ' of dossier ' || dossier FROM slide UNION ALL ",
        "SELECT sha256, 'evidence ' || id || ' of objection ' || objection FROM evidence UNION ALL ",
        "SELECT sha256, 'evidence ' || id || ' of incident ' || incident FROM incident_file) AS c ",
        "GROUP BY sha256 ORDER BY sha256";
    /// What forms that anybody may send have brought; not what an organisation adds to its statement.
    EVIDENCE_SINCE = "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM (",
        "SELECT size FROM evidence WHERE at > $1 UNION ALL ",
        "SELECT size FROM incident_file WHERE at > $1 AND statement = 0) AS e";
    SAVE_STATE = "UPDATE dossier_file SET state = $2 WHERE id = $1";
}
