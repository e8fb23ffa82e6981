//! Texts of room *formality*: claims, refusals, what stands twice, what is counted.

sql! {
    CLAIM = "SELECT account, name, at FROM claim WHERE dossier = $1";
    SAVE_CLAIM = "INSERT INTO claim (dossier, account, name, at) VALUES ($1, $2, $3, $4) ",
        "ON CONFLICT (dossier) DO UPDATE SET account = excluded.account, name = excluded.name, ",
        "at = excluded.at";
    DELETE_CLAIM = "DELETE FROM claim WHERE dossier = $1";
    REJECTION = "SELECT item, reason, at FROM rejection WHERE dossier = $1";
    INSERT_REJECTION = "INSERT INTO rejection (dossier, item, reason, author, at) ",
        "VALUES ($1, $2, $3, $4, $5)";
    /// The version the Office reads is the latest: nothing is frozen but by handing it in.
    LATEST_VERSIONS = "SELECT v.dossier, v.number, v.at, v.canonical, v.sha256 FROM dossier d ",
        "JOIN dossier_version v ON v.dossier = d.id AND v.number = ",
        "(SELECT MAX(x.number) FROM dossier_version x WHERE x.dossier = d.id) ",
        "WHERE d.season = $1 AND d.stage NOT IN ('draft', 'submitted', 'withdrawn') ORDER BY d.number";
    COMPARISON = "SELECT at, dossiers, state, findings FROM comparison WHERE season = $1";
    SAVE_COMPARISON = "INSERT INTO comparison (season, at, dossiers, state, findings) ",
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (season) DO UPDATE SET at = excluded.at, ",
        "dossiers = excluded.dossiers, state = excluded.state, findings = excluded.findings";
    /// Whoever has closed their account has no name any more.
    LOOKS = "SELECT l.dossier, l.against, l.kind, l.facts, l.note, l.author, ",
        "COALESCE(a.name, '') AS name, l.at FROM finding_look l LEFT JOIN account a ON a.id = l.author ",
        "WHERE l.season = $1 ORDER BY l.at, l.dossier, l.against, l.kind";
    SAVE_LOOK = "INSERT INTO finding_look (season, dossier, against, kind, facts, note, author, at) ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (season, dossier, against, kind) ",
        "DO UPDATE SET facts = excluded.facts, note = excluded.note, author = excluded.author, ",
        "at = excluded.at";
    REJECTED_ITEMS = "SELECT r.item FROM rejection r JOIN dossier d ON d.id = r.dossier ",
        "WHERE d.season = $1 ORDER BY d.number";
    ROUNDS = "SELECT c.round FROM correction c JOIN dossier d ON d.id = c.dossier ",
        "WHERE d.season = $1 ORDER BY d.number";
    STEPS_IN = "SELECT j.at, j.data FROM journal j JOIN dossier d ON d.id = j.dossier ",
        "WHERE j.room = $2 AND j.kind = 'stepped' AND d.season = $1 ORDER BY j.seq";
}
