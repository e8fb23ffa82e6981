//! Texts of room *deliberation*.

macro_rules! deliberation {
    () => {
        "panel, round, results, exceptions, revision"
    };
}

sql! {
    DELIBERATIONS = "SELECT ", deliberation!(), " FROM deliberation WHERE season = $1 AND review = $2 ",
        "ORDER BY panel";
    DELIBERATION = "SELECT ", deliberation!(), " FROM deliberation ",
        "WHERE season = $1 AND review = $2 AND panel = $3";
    SAVE_DELIBERATION = "INSERT INTO deliberation (season, review, changed_at, ", deliberation!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (season, review, panel) DO UPDATE SET ",
        "round = excluded.round, results = excluded.results, exceptions = excluded.exceptions, ",
        "revision = excluded.revision, changed_at = excluded.changed_at";
    CONCLUSIONS = "SELECT number, canonical, sha256, author, at FROM conclusion ",
        "WHERE season = $1 AND review = $2 AND panel = $3 ORDER BY number";
    INSERT_CONCLUSION = "INSERT INTO conclusion (season, review, panel, number, canonical, sha256, author, at) ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    DECLINED = "SELECT j.dossier, COUNT(*) AS n FROM journal j JOIN dossier d ON d.id = j.dossier ",
        "WHERE j.room = 'review' AND j.kind = $3 AND d.season = $1 AND d.panel = $2 ",
        "GROUP BY j.dossier ORDER BY j.dossier";
}
