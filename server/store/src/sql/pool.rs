//! Texts of the expert pool.

use super::committee::expert;

/// Which experts a list shows: `$1` season, `$2` what to search for, `$3` division, `$4` unit,
/// `$5` status; empty texts leave out.
macro_rules! wanted {
    () => {
        concat!(
            "FROM expert e LEFT JOIN panel_member m ON m.expert = e.id AND m.season = $1 ",
            "LEFT JOIN panel p ON p.id = m.panel ",
            "WHERE ($2 = '' OR LOWER(e.name) LIKE $2 ESCAPE '!' OR LOWER(e.employer) LIKE $2 ESCAPE '!' ",
            "OR e.email LIKE $2 ESCAPE '!') AND ($3 = '' OR e.fields LIKE $3) AND ($4 = '' OR e.unit = $4) ",
            "AND ($5 = '' OR e.status = $5 OR ($5 = 'seated' AND m.panel IS NOT NULL)) "
        )
    };
}

sql! {
    POOL = "SELECT ", expert!(), " FROM expert e ORDER BY e.id";
    POOL_PAGE = "SELECT ", expert!(), ", p.number AS panel_number, ",
        "(SELECT COUNT(*) FROM panel_member h WHERE h.expert = e.id) AS served ", wanted!(),
        "ORDER BY e.name, e.id LIMIT $6 OFFSET $7";
    POOL_COUNT = "SELECT COUNT(*) ", wanted!();
    /// All, those who rest, those with a seat this season.
    POOL_TOTALS = "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(CASE WHEN e.status = 'resting' THEN 1 ELSE 0 END), 0) AS BIGINT) AS resting, ",
        "CAST(COALESCE(SUM(CASE WHEN m.panel IS NULL THEN 0 ELSE 1 END), 0) AS BIGINT) AS seated ",
        "FROM expert e LEFT JOIN panel_member m ON m.expert = e.id AND m.season = $1";
    /// Seasons served; how many were sealed, never what they say.
    SERVED = "SELECT s.year, p.number, p.zh, p.en, m.lead, ",
        "(SELECT COUNT(*) FROM assignment a WHERE a.season = m.season AND a.expert = m.expert) AS assigned, ",
        "(SELECT COUNT(*) FROM review r JOIN dossier d ON d.id = r.dossier WHERE d.season = m.season ",
        "AND r.expert = m.expert AND r.sealed_at IS NOT NULL) AS sealed ",
        "FROM panel_member m JOIN panel p ON p.id = m.panel JOIN season s ON s.id = m.season WHERE m.expert = $1 ORDER BY s.year DESC, s.id";
}

/// Head of the batch that stores experts; the rows of values follow.
pub const SAVE_EXPERTS: &str = "INSERT INTO expert (id, name, employer, uscc, unit, fields, ties, \
    email, phone, region, title, methods, status, status_reason, created_at, changed_at) ";
/// Its end: whoever is there already is changed.
pub const SAVE_EXPERTS_END: &str = " ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
    employer = excluded.employer, uscc = excluded.uscc, unit = excluded.unit, fields = excluded.fields, \
    ties = excluded.ties, email = excluded.email, phone = excluded.phone, region = excluded.region, \
    title = excluded.title, methods = excluded.methods, status = excluded.status, \
    status_reason = excluded.status_reason, changed_at = excluded.changed_at";
