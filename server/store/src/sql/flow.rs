//! Texts of a dossier's way.

use super::application::file;

macro_rules! sign_off {
    () => {
        "id, dossier, token_hash, email, asked_by, asked_at, expires_at, version, sha256, outcome, \
         answered_at, name, reason"
    };
}

sql! {
    INSERT_SIGN_OFF = "INSERT INTO sign_off (", sign_off!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    SIGN_OFF_OF = "SELECT ", sign_off!(), " FROM sign_off WHERE token_hash = $1";
    SIGN_OFF = "SELECT ", sign_off!(), " FROM sign_off WHERE dossier = $1 ",
        "ORDER BY asked_at DESC, id DESC LIMIT 1";
    /// Only an open one can be answered, whoever comes first.
    ANSWER_SIGN_OFF = "UPDATE sign_off SET outcome = $2, answered_at = $3, name = $4, reason = $5 ",
        "WHERE id = $1 AND outcome = 'open'";
    REPLACE_SIGN_OFFS = "UPDATE sign_off SET outcome = 'replaced', answered_at = $3 ",
        "WHERE dossier = $1 AND version = $2 AND outcome IN ('open', 'signed')";
    CORRECTION = "SELECT round, author, before_version, after_version FROM correction ",
        "WHERE dossier = $1";
    INSERT_CORRECTION = "INSERT INTO correction (dossier, round, author, before_version, after_version) ",
        "VALUES ($1, $2, $3, $4, $5)";
    ANSWER_CORRECTION = "UPDATE correction SET round = $2, after_version = $3 ",
        "WHERE dossier = $1 AND after_version IS NULL";
    FORGET_TICK = "DELETE FROM tick WHERE dossier = $1 AND item = $2";
    INSERT_RETURN = "INSERT INTO dossier_return (dossier, at, author, reason) VALUES ($1, $2, $3, $4)";
    LAST_RETURN = "SELECT at, author, reason FROM dossier_return WHERE dossier = $1 ",
        "ORDER BY at DESC LIMIT 1";
    LAST_VERSION = "SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM dossier_version WHERE dossier = $1";
    VERSIONS = "SELECT number, at, canonical, sha256, closes FROM dossier_version ",
        "WHERE dossier = $1 ORDER BY number DESC";
    /// Whoever has closed their account has no name any more.
    REVISIONS = "SELECT h.page, h.revision, h.saved_at, h.saved_by, COALESCE(a.name, '') AS name ",
        "FROM dossier_page_history h LEFT JOIN account a ON a.id = h.saved_by ",
        "WHERE h.dossier = $1 ORDER BY h.saved_at DESC, h.page, h.revision DESC LIMIT $2";
    COUNT_REVISIONS = "SELECT COUNT(*) FROM dossier_page_history WHERE dossier = $1";
    FILES_EVER = "SELECT ", file!(), " FROM dossier_file WHERE dossier = $1 ",
        "ORDER BY attached_at DESC, id DESC";
    SAVE_PRESENCE = "INSERT INTO presence (dossier, account, tab, name, page, seen_at) ",
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (dossier, account, tab) DO UPDATE SET ",
        "name = excluded.name, page = excluded.page, seen_at = excluded.seen_at";
    FORGET_PRESENCE = "DELETE FROM presence WHERE seen_at < $1";
    PRESENT = "SELECT account, tab, name, page, seen_at FROM presence ",
        "WHERE dossier = $1 AND seen_at >= $2 ORDER BY name, account, tab";
}
