//! Texts of room *review*.

macro_rules! review {
    () => {
        "dossier, expert, revision, form, saved_at, sealed_at, total, sha256"
    };
}

sql! {
    REVIEW = "SELECT ", review!(), " FROM review WHERE dossier = $1 AND expert = $2";
    /// Changes no row when the stored review is sealed.
    SAVE_REVIEW = "INSERT INTO review (", review!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ",
        "ON CONFLICT (dossier, expert) DO UPDATE SET revision = excluded.revision, ",
        "form = excluded.form, saved_at = excluded.saved_at, sealed_at = excluded.sealed_at, ",
        "total = excluded.total, sha256 = excluded.sha256 WHERE review.sealed_at IS NULL";
    REVIEW_LIST = "SELECT d.id, d.reference, d.title, d.org_name, r.saved_at, r.sealed_at, r.total ",
        "FROM assignment a JOIN dossier d ON d.id = a.dossier ",
        "LEFT JOIN review r ON r.dossier = a.dossier AND r.expert = a.expert ",
        "WHERE a.season = $1 AND a.expert = $2 ORDER BY d.reference";
    /// One row an application: a row each for five thousand pairs would cost more to hand over than
    /// to find. Its pairs stand in one text, three words each: expert, total or `-`, moment.
    BOARD = "SELECT d.id, d.reference, d.title, d.org_name, d.unit, d.panel, ",
        "string_agg(a.expert || ' ' || COALESCE(CAST(r.total AS TEXT), '-') || ' ' || ",
        "CAST(COALESCE(r.sealed_at, a.at) AS TEXT), ' ' ORDER BY a.expert) AS cells ",
        "FROM dossier d JOIN assignment a ON a.dossier = d.id ",
        "LEFT JOIN review r ON r.dossier = a.dossier AND r.expert = a.expert AND r.sealed_at IS NOT NULL ",
        "WHERE d.season = $1 AND d.panel IS NOT NULL ",
        "GROUP BY d.id, d.number, d.reference, d.title, d.org_name, d.unit, d.panel ORDER BY d.number";
    SEALED_OF = "SELECT ", review!(), " FROM review WHERE dossier = $1 AND sealed_at IS NOT NULL ",
        "ORDER BY sealed_at, expert";
}
