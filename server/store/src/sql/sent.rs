//! Texts of what was made of forms that add something.

sql! {
    SENT = "SELECT made FROM sent_once WHERE digest = $1";
    INSERT_SENT = "INSERT INTO sent_once (digest, made, at) VALUES ($1, $2, $3)";
    SENT_BEFORE = "SELECT CAST(COUNT(*) AS BIGINT) FROM sent_once WHERE at < $1";
    DELETE_SENT_BEFORE = "DELETE FROM sent_once WHERE at < $1";
}
