//! Texts of what guards accounts.

use super::people::account;

// Which accounts are asked for: those that live, newest first.
macro_rules! accounts_asked {
    () => {
        " FROM account a WHERE a.closed_at IS NULL \
         AND ($1 = '' OR LOWER(a.name) LIKE $1 ESCAPE '!' OR a.email LIKE $1 ESCAPE '!' OR a.claimed LIKE $1 ESCAPE '!') \
         AND ($2 = '' OR EXISTS (SELECT 1 FROM role_grant g WHERE g.account = a.id AND g.season = $3 AND g.role = $2) \
         OR EXISTS (SELECT 1 FROM member m WHERE m.account = a.id AND m.role = $2)) \
         AND ($4 = 0 OR EXISTS (SELECT 1 FROM account_disabled d WHERE d.account = a.id)) \
         AND (a.created_at < $5 OR (a.created_at = $5 AND a.id < $6)) \
         ORDER BY a.created_at DESC, a.id DESC LIMIT $7"
    };
}

// Rows of the journal, with names, after what narrows them most.
macro_rules! journal_asked {
    ($first:literal) => {
        concat!(
            "SELECT j.seq, j.at, j.actor, j.on_behalf, j.dossier, j.room, j.kind, j.data, j.reason, \
             j.prev_hash, j.hash, COALESCE(a.name, '') AS name, COALESCE(d.reference, '') AS reference \
             FROM journal j LEFT JOIN account a ON a.id = j.actor LEFT JOIN dossier d ON d.id = j.dossier \
             WHERE ",
            $first,
            " AND j.seq >= $1 AND j.seq < $2 AND ($3 = '' OR j.actor = $3) AND ($4 = '' OR j.kind = $4) \
             AND ($5 = '' OR j.room = $5) AND ($6 = '' OR j.dossier = $6) ORDER BY j.seq DESC LIMIT $7"
        )
    };
}

sql! {
    FACTOR = "SELECT secret, confirmed_at, last_step, pending, pending_at FROM second_factor WHERE account = $1";
    ANY_FACTOR = "SELECT account, COALESCE(secret, pending) AS sealed FROM second_factor ",
        "WHERE secret IS NOT NULL OR pending IS NOT NULL ORDER BY account LIMIT 1";
    SAVE_PENDING = "INSERT INTO second_factor (account, last_step, pending, pending_at) VALUES ($1, 0, $2, $3) ",
        "ON CONFLICT (account) DO UPDATE SET pending = excluded.pending, pending_at = excluded.pending_at";
    CONFIRM_FACTOR = "UPDATE second_factor SET secret = pending, confirmed_at = $3, last_step = $2, ",
        "pending = NULL, pending_at = NULL WHERE account = $1 AND pending IS NOT NULL";
    /// The last word in a race: of two who bring the same code, one is late.
    USE_STEP = "UPDATE second_factor SET last_step = $2 WHERE account = $1 AND last_step < $2 AND secret IS NOT NULL";
    DELETE_FACTOR = "DELETE FROM second_factor WHERE account = $1";
    DELETE_RECOVERY = "DELETE FROM recovery_code WHERE account = $1";
    INSERT_RECOVERY = "INSERT INTO recovery_code (account, digest) VALUES ($1, $2)";
    USE_RECOVERY = "UPDATE recovery_code SET used_at = $3 WHERE account = $1 AND digest = $2 AND used_at IS NULL";
    RECOVERY_LEFT = "SELECT COUNT(*) AS n FROM recovery_code WHERE account = $1 AND used_at IS NULL";
    PRUNE_HALVES = "DELETE FROM half_session WHERE expires_at < $1";
    INSERT_HALF = "INSERT INTO half_session (token_hash, account, created_at, expires_at, device) ",
        "VALUES ($1, $2, $3, $4, $5)";
    HALF = "SELECT token_hash, account, created_at, expires_at, device FROM half_session WHERE token_hash = $1";
    DELETE_HALVES = "DELETE FROM half_session WHERE account = $1";
    DISABLE = "INSERT INTO account_disabled (account, at) VALUES ($1, $2) ON CONFLICT (account) DO NOTHING";
    ENABLE = "DELETE FROM account_disabled WHERE account = $1";
    DISABLED = "SELECT at FROM account_disabled WHERE account = $1";
    ACCOUNTS = "SELECT ", account!(), ", ",
        "(SELECT d.at FROM account_disabled d WHERE d.account = a.id) AS disabled_at, ",
        "CAST((SELECT COUNT(*) FROM second_factor f WHERE f.account = a.id AND f.secret IS NOT NULL) AS BIGINT) AS factors",
        accounts_asked!();
    ACCOUNTS_ROLES = "SELECT g.account, g.role FROM role_grant g WHERE g.season = $3 AND g.account IN ",
        "(SELECT id FROM (SELECT a.id", accounts_asked!(), ") AS page) ",
        "UNION ALL SELECT m.account, m.role FROM member m WHERE m.account IN ",
        "(SELECT id FROM (SELECT a.id", accounts_asked!(), ") AS page) ORDER BY account, role";
    INSERT_REQUEST = "INSERT INTO role_request (id, season, account, role, reason, asked_by, asked_at) ",
        "SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT), ",
        "CAST($6 AS TEXT), CAST($7 AS BIGINT) WHERE NOT EXISTS ",
        "(SELECT 1 FROM role_request r WHERE r.season = $2 AND r.account = $3 AND r.ended_at IS NULL)";
    REQUESTS = "SELECT id, account, role, reason, asked_by, asked_at FROM role_request ",
        "WHERE season = $1 AND ended_at IS NULL ORDER BY asked_at, id";
    END_REQUEST = "UPDATE role_request SET ended_by = $2, granted = $3, ended_at = $4 ",
        "WHERE id = $1 AND ended_at IS NULL";
    /// A closed account has no name any more.
    NAMES = "SELECT id, name FROM account ORDER BY id";
    /// Numbers of the first row from a moment on, and of the first from another: moments grow with numbers.
    SEQ_FROM = "SELECT COALESCE(MIN(seq), $2) AS seq FROM journal WHERE at >= $1";
    JOURNAL_ALL = journal_asked!("1 = 1");
    /// Who reported an incident is found by nobody: rows of earlier versions have the account.
    JOURNAL_ACTOR = journal_asked!("j.actor = $3 AND (j.kind <> 'incident_received' OR j.actor = 'reporter')");
    JOURNAL_KIND = journal_asked!("j.kind = $4");
    JOURNAL_ROOM = journal_asked!("j.room = $5");
    /// Acts of the consultation are found by no application: they would tell who is on the initial list.
    JOURNAL_DOSSIER = journal_asked!("j.dossier = $6 AND j.room <> 'consultation'");
    JOURNAL_CHECK = "SELECT at, walked, hash, broken_at, damage FROM journal_check WHERE id = 1";
    SAVE_JOURNAL_CHECK = "INSERT INTO journal_check (id, at, walked, hash, broken_at, damage) VALUES (1, $1, $2, $3, $4, $5) ",
        "ON CONFLICT (id) DO UPDATE SET at = excluded.at, walked = excluded.walked, hash = excluded.hash, ",
        "broken_at = excluded.broken_at, damage = excluded.damage";
}
