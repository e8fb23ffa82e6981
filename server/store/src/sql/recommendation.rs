//! Texts of rooms *recommendation* and *formality*.

use super::application::dossier;

sql! {
    UNIT_LIST = "SELECT ", dossier!(), ", CAST(COALESCE(length(o.body), 0) AS BIGINT) AS n, ",
        "COALESCE(o.version, 0) AS about, COALESCE(o.unit, '') AS writer, COALESCE(r.place, 0) AS place FROM dossier d LEFT JOIN opinion o ON o.dossier = d.id ",
        "LEFT JOIN ranking r ON r.dossier = d.id ",
        "WHERE d.season = $1 AND d.unit = $2 AND d.stage <> 'draft' ORDER BY d.number";
    SAVE_PLACE = "INSERT INTO ranking (dossier, place) VALUES ($1, $2) ",
        "ON CONFLICT (dossier) DO UPDATE SET place = excluded.place";
    DELETE_PLACE = "DELETE FROM ranking WHERE dossier = $1";
    OPINION = "SELECT body, author, at, version, unit FROM opinion WHERE dossier = $1";
    SAVE_OPINION = "INSERT INTO opinion (dossier, body, author, at, version, unit) VALUES ($1, $2, $3, $4, $5, $6) ",
        "ON CONFLICT (dossier) DO UPDATE SET body = excluded.body, author = excluded.author, ",
        "at = excluded.at, version = excluded.version, unit = excluded.unit";
    OVERDRAWN = "SELECT sme FROM overdrawn_seat WHERE dossier = $1";
    SAVE_OVERDRAWN = "INSERT INTO overdrawn_seat (dossier, sme) VALUES ($1, $2) ",
        "ON CONFLICT (dossier) DO UPDATE SET sme = excluded.sme";
    DELETE_OVERDRAWN = "DELETE FROM overdrawn_seat WHERE dossier = $1";
    FORMALITY_LIST = "SELECT ", dossier!(), ", ",
        "(SELECT COUNT(*) FROM tick t WHERE t.dossier = d.id) AS n FROM dossier d ",
        "WHERE d.season = $1 AND ", seated!("d"), " ORDER BY d.changed_at, d.number";
    TICKS = "SELECT item, yes, note, author, at FROM tick WHERE dossier = $1";
    SAVE_TICK = "INSERT INTO tick (dossier, item, yes, note, author, at) VALUES ($1, $2, $3, $4, $5, $6) ",
        "ON CONFLICT (dossier, item) DO UPDATE SET yes = excluded.yes, note = excluded.note, ",
        "author = excluded.author, at = excluded.at";
}
