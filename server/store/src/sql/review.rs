//! Texts of room *review*: the same for the written review and for the defence, over tables of their own.

macro_rules! review {
    () => {
        "dossier, expert, revision, form, saved_at, sealed_at, total, sha256"
    };
}

/// The latest amendment `m` of a sealed review `r`, where there is one.
macro_rules! latest {
    ($amendment:literal) => {
        concat!(
            "LEFT JOIN (SELECT dossier, expert, MAX(number) AS number FROM ",
            $amendment,
            " GROUP BY dossier, expert) l ON l.dossier = r.dossier AND l.expert = r.expert LEFT JOIN ",
            $amendment,
            " m ON m.dossier = l.dossier AND m.expert = l.expert AND m.number = l.number "
        )
    };
}
macro_rules! amendment {
    () => {
        "dossier, expert, number, form, total, sha256, reason, at"
    };
}

/// What a board shows of applications `d` and their pairs `a`, up to the amendments `m`.
macro_rules! board {
    ($code:literal, $review:literal, $assignment:literal) => {
        concat!(
            "SELECT d.id, d.reference, d.title, d.org_name, d.unit, d.panel, ",
            "string_agg(a.expert || ' ' || COALESCE(CAST(COALESCE(m.total, r.total) AS TEXT), '-') || ' ' || ",
            "CAST(COALESCE(m.at, r.sealed_at, a.at) AS TEXT) || ' ' || ",
            "CAST(COALESCE(m.number, 0) AS TEXT) || ' ' || ",
            "CAST(COALESCE(r.sealed_at, 0) AS TEXT) || ' ' || ",
            "CASE WHEN x.at IS NULL THEN '0' ELSE '1' END, ' ' ORDER BY a.expert) AS cells ",
            "FROM dossier d JOIN ",
            $assignment,
            " a ON a.dossier = d.id LEFT JOIN ",
            $review,
            " r ON r.dossier = a.dossier AND r.expert = a.expert AND r.sealed_at IS NOT NULL ",
            "LEFT JOIN missed_sheet x ON x.dossier = a.dossier AND x.expert = a.expert AND x.review = '",
            $code,
            "' "
        )
    };
}

/// One row of a board for each application that has a home panel.
macro_rules! lines {
    () => {
        concat!(
            "AND d.panel IS NOT NULL ",
            "GROUP BY d.id, d.number, d.reference, d.title, d.org_name, d.unit, d.panel ORDER BY d.number"
        )
    };
}

/// That a sealed review `r` was not set aside.
macro_rules! counts {
    ($code:literal) => {
        concat!(
            "AND NOT EXISTS (SELECT 1 FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert ",
            "AND x.review = '",
            $code,
            "') "
        )
    };
}

/// The texts over the tables of one review: sheets, amendments, who scores what.
macro_rules! texts {
    ($code:literal, $review:literal, $amendment:literal, $assignment:literal) => {
        sql! {
            REVIEW = "SELECT ", review!(), " FROM ", $review, " WHERE dossier = $1 AND expert = $2";
            /// Changes no row when the stored review is sealed, or was saved meanwhile.
            SAVE_REVIEW = "INSERT INTO ", $review, " (", review!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ",
                "ON CONFLICT (dossier, expert) DO UPDATE SET revision = excluded.revision, ",
                "form = excluded.form, saved_at = excluded.saved_at, sealed_at = excluded.sealed_at, ",
                "total = excluded.total, sha256 = excluded.sha256 WHERE ", $review, ".sealed_at IS NULL ",
                "AND ", $review, ".revision < excluded.revision";
            REVIEW_LIST = "SELECT d.id, d.reference, d.title, d.org_name, r.saved_at, r.sealed_at, ",
                "COALESCE(m.total, r.total) AS total FROM ", $assignment, " a JOIN dossier d ON d.id = a.dossier ",
                "LEFT JOIN ", $review, " r ON r.dossier = a.dossier AND r.expert = a.expert ", latest!($amendment),
                "WHERE a.season = $1 AND a.expert = $2 ORDER BY d.reference";
            /// One row an application: a row each for five thousand pairs would cost more to hand over than
            /// to find. Its pairs stand in one text, six words each: expert, total or `-`, moment, amendments, the
            /// moment at which it was sealed (0 while it is not), and whether its expert has said that it was missed.
            BOARD = board!($code, $review, $assignment), latest!($amendment), "WHERE d.season = $1 ", lines!();
            /// The row of one application. Its amendments are found one by one, not by what all of them come to.
            BOARD_LINE = board!($code, $review, $assignment),
                "LEFT JOIN ", $amendment, " m ON m.dossier = r.dossier AND m.expert = r.expert AND m.number = ",
                "(SELECT MAX(n.number) FROM ", $amendment, " n WHERE n.dossier = r.dossier AND n.expert = r.expert) ",
                "WHERE d.season = $1 AND d.id = $2 ", lines!();
            TOTALS_OF = "SELECT r.expert, COALESCE(m.total, r.total) AS total FROM ", $review, " r ",
                latest!($amendment), "WHERE r.dossier = $1 AND r.sealed_at IS NOT NULL ",
                counts!($code), "ORDER BY r.expert";
            /// What is sealed, as it counts: the latest amendment, where there is one.
            SEALED_FORMS = "SELECT r.dossier, r.expert, COALESCE(m.form, r.form) AS form FROM ", $review, " r ",
                "JOIN dossier d ON d.id = r.dossier ", latest!($amendment),
                "WHERE d.season = $1 AND r.sealed_at IS NOT NULL ", counts!($code), "ORDER BY r.dossier, r.expert";
            /// Whatever was sealed or amended, whether it still counts or not: number 0 is the sheet as it was sealed.
            ALL_FORMS = "SELECT r.dossier, r.expert, CAST(0 AS BIGINT) AS number, r.form, r.sealed_at AS at, '' AS reason, ",
                "(SELECT x.reason FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert ",
                "AND x.review = '", $code, "') AS aside FROM ", $review, " r JOIN dossier d ON d.id = r.dossier ",
                "WHERE d.season = $1 AND r.sealed_at IS NOT NULL UNION ALL ",
                "SELECT a.dossier, a.expert, a.number, a.form, a.at, a.reason, NULL FROM ", $amendment,
                " a JOIN dossier d ON d.id = a.dossier WHERE d.season = $1 ORDER BY dossier, expert, number";
            /// What counts of one panel alone.
            SEALED_FORMS_OF_PANEL = "SELECT r.dossier, r.expert, COALESCE(m.form, r.form) AS form FROM ", $review, " r ",
                "JOIN dossier d ON d.id = r.dossier ", latest!($amendment),
                "WHERE d.season = $1 AND d.panel = $2 AND r.sealed_at IS NOT NULL ", counts!($code),
                "ORDER BY r.dossier, r.expert";
            /// The sheets of one application that count, as they were sealed.
            SEALED_SHEETS = "SELECT r.dossier, r.expert, r.revision, r.form, r.saved_at, r.sealed_at, r.total, r.sha256 ",
                "FROM ", $review, " r WHERE r.dossier = $1 AND r.sealed_at IS NOT NULL ", counts!($code),
                "ORDER BY r.expert";
            AMENDMENTS_OF = "SELECT ", amendment!(), " FROM ", $amendment,
                " WHERE dossier = $1 ORDER BY expert, number";
            MISS = "INSERT INTO missed_sheet (review, dossier, expert, reason, author, at) ",
                "VALUES ('", $code, "', $1, $2, $3, $4, $5)";
            MISSED = "SELECT COUNT(*) FROM missed_sheet WHERE review = '", $code, "' AND dossier = $1 AND expert = $2";
            AMENDMENTS = "SELECT ", amendment!(), " FROM ", $amendment,
                " WHERE dossier = $1 AND expert = $2 ORDER BY number";
            INSERT_AMENDMENT = "INSERT INTO ", $amendment, " (", amendment!(), ") ",
                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
            SET_ASIDE = "INSERT INTO set_aside (review, dossier, expert, conflict, reason, author, at) ",
                "VALUES ('", $code, "', $1, $2, $3, $4, $5, $6)";
            SCORES = "SELECT COUNT(*) FROM ", $assignment, " WHERE dossier = $1 AND expert = $2";
        }
    };
}

/// The written review (Art. 19).
pub mod written {
    texts!("written", "review", "amendment", "assignment");
}

/// The defence (Art. 20).
pub mod defence {
    texts!("defence", "defence_review", "defence_amendment", "defence_assignment");
}

/// What counts no more, of either review.
pub mod aside {
    sql! {
        /// Of each application the last moment at which one was set aside.
        SET_ASIDES = "SELECT x.dossier, MAX(x.at) AS at FROM set_aside x JOIN dossier d ON d.id = x.dossier ",
            "WHERE d.season = $1 GROUP BY x.dossier ORDER BY x.dossier";
    }
}

/// Who is at work on a sheet now: of either review.
pub mod at_work {
    sql! {
        SAVE_AT_WORK = "INSERT INTO at_work (season, expert, seen_at) VALUES ($1, $2, $3) ",
            "ON CONFLICT (season, expert) DO UPDATE SET seen_at = excluded.seen_at ",
            "WHERE at_work.seen_at < excluded.seen_at";
        FORGET_AT_WORK = "DELETE FROM at_work WHERE seen_at < $1";
        IS_AT_WORK = "SELECT seen_at FROM at_work WHERE season = $1 AND expert = $2 AND seen_at >= $3";
        AT_WORK = "SELECT m.panel, e.id, e.name FROM at_work w ",
            "JOIN panel_member m ON m.season = w.season AND m.expert = w.expert JOIN expert e ON e.id = w.expert ",
            "WHERE w.season = $1 AND w.seen_at >= $2 ORDER BY e.name, e.id, m.panel";
    }
}
