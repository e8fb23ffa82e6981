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
    SAVE_STATE = "UPDATE dossier_file SET state = $2 WHERE id = $1";
}
