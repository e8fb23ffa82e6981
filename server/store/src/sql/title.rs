//! Texts of titles. The register is read through the view `title_now`: each title as it was corrected last, without those
//! that were replaced.

macro_rules! title {
    () => {
        "number, dossier, organisation, uscc, benchmark, category, direction, region, granted_at"
    };
}

/// Which titles are wished for: `$1` what to search for, `$2` year, `$3` category, `$4` region, `$5` Chinese name of the
/// direction, `$6` `valid` or `revoked`; empty texts and 0 leave out.
macro_rules! wanted {
    () => {
        concat!(
            "FROM title_now WHERE ($1 = '' OR words LIKE $1 ESCAPE '!') AND (CAST($2 AS BIGINT) = 0 OR year = $2) ",
            "AND ($3 = '' OR category = $3) AND ($4 = '' OR region = $4) AND ($5 = '' OR direction_zh = $5) ",
            "AND ($6 = '' OR ($6 = 'revoked') = (number IN (SELECT g.number FROM title_gone g))) "
        )
    };
}

sql! {
    INSERT = "INSERT INTO title (year, serial, added_at, words, ", title!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    TITLE = "SELECT ", title!(), " FROM title_now WHERE number = $1";
    OF_ORGANISATION = "SELECT t.number, t.dossier, t.organisation, t.uscc, t.benchmark, t.category, t.direction, ",
        "t.region, t.granted_at FROM title t JOIN dossier d ON d.id = t.dossier ",
        "WHERE d.organisation = $1 ORDER BY t.year DESC, t.serial";
    GRANTED = "SELECT ", title!(), " FROM title WHERE dossier IS NOT NULL ORDER BY year DESC, serial";
    /// `$7` is the order: `oldest` season first, by `organisation`, else the latest season first; within it that of the
    /// annex.
    PAGE = "SELECT ", title!(), " ", wanted!(),
        "ORDER BY CASE WHEN CAST($7 AS TEXT) = 'organisation' THEN organisation ELSE '' END, ",
        "CASE WHEN CAST($7 AS TEXT) = 'oldest' THEN year ELSE -year END, serial LIMIT $8 OFFSET $9";
    SUMS = "SELECT year, category, region, COUNT(*) AS n ", wanted!(), "GROUP BY year, category, region ",
        "ORDER BY year, category, region";
    /// Numbers of those that were replaced are given to no other.
    YEARS = "SELECT t.year, COUNT(n.number) AS n, MAX(t.serial) AS last FROM title t ",
        "LEFT JOIN title_now n ON n.number = t.number GROUP BY t.year ORDER BY t.year DESC";
    /// The latest season that named it first.
    DIRECTIONS = "SELECT direction FROM title_now WHERE direction IS NOT NULL ",
        "GROUP BY direction ORDER BY MAX(year) DESC, direction";
    BETWEEN = "SELECT ", title!(), " FROM title_now WHERE year >= $1 AND year < $2 ORDER BY year DESC, serial";
    /// As they were taken over, whatever was corrected since.
    IMPORTED = "SELECT ", title!(), " FROM title WHERE dossier IS NULL ORDER BY year DESC, serial";
    ORIGINAL = "SELECT ", title!(), " FROM title WHERE number = $1";
    CORRECTIONS = "SELECT title, revision, organisation, uscc, benchmark, category, direction, region, replaced_by, ",
        "author, at, reason FROM title_correction WHERE title = $1 ORDER BY revision";
    /// The last correction of the title another stands in the place of.
    REPLACED = "SELECT title, revision, organisation, uscc, benchmark, category, direction, region, replaced_by, ",
        "author, at, reason FROM title_correction WHERE replaced_by = $1";
    INSERT_CORRECTION = "INSERT INTO title_correction (title, revision, organisation, uscc, benchmark, category, ",
        "direction, region, words, replaced_by, author, at, reason) ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    /// Titles that are revoked, by the number they have now.
    REVOKED = "SELECT g.number, r.data FROM title_gone g JOIN title_now n ON n.number = g.number ",
        "JOIN revocation r ON r.title = g.original ORDER BY r.at DESC, g.number";
}
