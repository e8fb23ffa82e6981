//! Texts of titles.

macro_rules! title {
    () => {
        "number, dossier, organisation, uscc, benchmark, category, direction, region, granted_at"
    };
}

/// Which titles are wished for: `$1` what to search for, `$2` year, `$3` category, `$4` region; empty texts and 0
/// leave out.
macro_rules! wanted {
    () => {
        concat!(
            "FROM title WHERE ($1 = '' OR words LIKE $1 ESCAPE '!') AND (CAST($2 AS BIGINT) = 0 OR year = $2) ",
            "AND ($3 = '' OR category = $3) AND ($4 = '' OR region = $4) "
        )
    };
}

sql! {
    INSERT = "INSERT INTO title (year, serial, added_at, words, ", title!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    TITLE = "SELECT ", title!(), " FROM title WHERE number = $1";
    OF_DOSSIER = "SELECT ", title!(), " FROM title WHERE dossier = $1";
    OF_ORGANISATION = "SELECT t.number, t.dossier, t.organisation, t.uscc, t.benchmark, t.category, t.direction, ",
        "t.region, t.granted_at FROM title t JOIN dossier d ON d.id = t.dossier ",
        "WHERE d.organisation = $1 ORDER BY t.year DESC, t.serial";
    /// The latest season first, within it in the order of the annex.
    PAGE = "SELECT ", title!(), " ", wanted!(), "ORDER BY year DESC, serial LIMIT $5 OFFSET $6";
    SUMS = "SELECT year, category, region, COUNT(*) AS n ", wanted!(), "GROUP BY year, category, region ",
        "ORDER BY year, category, region";
    YEARS = "SELECT year, COUNT(*) AS n, MAX(serial) AS last FROM title GROUP BY year ORDER BY year DESC";
    BETWEEN = "SELECT ", title!(), " FROM title WHERE year >= $1 AND year < $2 ORDER BY year DESC, serial";
}
