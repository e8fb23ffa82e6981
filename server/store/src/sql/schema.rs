//! Texts about the schema itself.

/// Not in `ALL`: a CREATE is run, not prepared ahead.
pub const CREATE: &str = "CREATE TABLE IF NOT EXISTS schema_version \
    (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)";

sql! {
    APPLIED = "SELECT version, name, checksum FROM schema_version ORDER BY version";
    RECORD = "INSERT INTO schema_version (version, name, checksum) VALUES ($1, $2, $3)";
}
