//! Texts of the corridor's files: uploads under way, and files by their state.

macro_rules! upload {
    () => {
        "id, dossier, slot, account, name, size, mark, created_at, expires_at"
    };
}

/// Rows that name a content. A file that was taken off a draft holds its own where a version was made while it was there:
/// versions name what was attached at their moment.
macro_rules! named {
    () => {
        "SELECT f.sha256, 'file ' || f.id || ' of dossier ' || f.dossier AS named FROM dossier_file f \
         WHERE f.removed_at IS NULL OR EXISTS (SELECT 1 FROM dossier_version v WHERE v.dossier = f.dossier \
         AND v.at >= f.attached_at AND v.at <= f.removed_at) UNION ALL \
         SELECT sha256, 'slides ' || id || ' of dossier ' || dossier FROM slide UNION ALL \
         SELECT sha256, 'evidence ' || id || ' of objection ' || objection FROM evidence UNION ALL \
         SELECT sha256, 'evidence ' || id || ' of incident ' || incident FROM incident_file"
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
    CONTENTS = "SELECT sha256, MIN(named) AS named FROM (", named!(), ") AS c GROUP BY sha256 ORDER BY sha256";
    CONTENT_NAMED = "SELECT COUNT(*) FROM (", named!(), ") AS c WHERE c.sha256 = $1";
    /// The later of two moments holds.
    NOTE_CONTENT = "INSERT INTO content_note (sha256, due) VALUES ($1, $2) ",
        "ON CONFLICT (sha256) DO UPDATE SET due = CASE WHEN content_note.due > excluded.due ",
        "THEN content_note.due ELSE excluded.due END";
    CONTENT_DUE = "SELECT due FROM content_note WHERE sha256 = $1";
    CONTENTS_DUE = "SELECT sha256 FROM content_note WHERE due <= $1 ORDER BY due, sha256 LIMIT $2";
    FORGET_CONTENT = "DELETE FROM content_note WHERE sha256 = $1";
    CONTENTS_LEFT = "SELECT COUNT(*) FROM content_note WHERE sha256 NOT IN (SELECT c.sha256 FROM (", named!(), ") AS c)";
    /// What forms that anybody may send have brought; not what an organisation adds to its statement, nor what those
    /// who look into a case add.
    EVIDENCE_SINCE = "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM (",
        "SELECT size FROM evidence WHERE at > $1 AND note = 0 UNION ALL ",
        "SELECT size FROM incident_file WHERE at > $1 AND statement = 0 AND note = 0) AS e";
    SAVE_STATE = "UPDATE dossier_file SET state = $2 WHERE id = $1";
}
