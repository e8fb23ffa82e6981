//! Texts of the corridor's people.

macro_rules! account {
    () => {
        "a.id, a.email, a.name, a.password_hash, a.lang, a.claimed, a.created_at, a.closed_at"
    };
}
pub(super) use account;

macro_rules! one_time {
    () => {
        "digest, purpose, account, email, created_at, expires_at"
    };
}
macro_rules! invitation {
    () => {
        "id, digest, organisation, email, role, invited_by, created_at, expires_at, ended_at"
    };
}

sql! {
    CLAIM_ADDRESS = "UPDATE account SET claimed = $2 WHERE id = $1";
    PROVE_ADDRESS = "UPDATE account SET email = $2, claimed = '' WHERE id = $1 AND NOT EXISTS ",
        "(SELECT 1 FROM account b WHERE b.email = $2 AND b.id <> $1)";
    ACCOUNT_BY_CLAIM = "SELECT ", account!(), " FROM account a WHERE a.claimed = $1 ",
        "AND a.email = a.id AND a.closed_at IS NULL ORDER BY a.created_at DESC, a.id DESC LIMIT 1";
    KEEP_NAME = "INSERT INTO former_name (account, until, name) ",
        "SELECT id, CAST($2 AS BIGINT), name FROM account WHERE id = $1";
    /// The name an account had at a moment: the first of those that were given up later, else that of now.
    NAME_AT = "SELECT COALESCE((SELECT f.name FROM former_name f WHERE f.account = a.id AND f.until > $2 ",
        "ORDER BY f.until LIMIT 1), a.name) FROM account a WHERE a.id = $1";
    FORMER_NAMES = "SELECT name, until FROM former_name WHERE account = $1 ORDER BY until";
    SAVE_NAME = "UPDATE account SET name = $2 WHERE id = $1";
    CLOSE_ACCOUNT = "UPDATE account SET email = id, name = '', password_hash = '', claimed = '', ",
        "closed_at = $2 WHERE id = $1";
    DELETE_ACCOUNT = "DELETE FROM account WHERE id = $1";
    FORGET_SESSIONS = "DELETE FROM session WHERE account = $1";
    FORGET_ONE_TIMES = "DELETE FROM one_time WHERE account = $1";
    FORGET_NAMES = "DELETE FROM former_name WHERE account = $1";
    FORGET_CONSENTS = "DELETE FROM consent WHERE account = $1";
    FORGET_MEMBER = "DELETE FROM member WHERE account = $1";
    FORGET_GRANTS = "DELETE FROM role_grant WHERE account = $1";
    FORGET_INBOX = "DELETE FROM inbox WHERE account = $1";
    FORGET_OUTBOX = "DELETE FROM outbox WHERE account = $1";
    FORGET_FACTOR = "DELETE FROM second_factor WHERE account = $1";
    FORGET_RECOVERY = "DELETE FROM recovery_code WHERE account = $1";
    FORGET_HALVES = "DELETE FROM half_session WHERE account = $1";
    FORGET_DISABLED = "DELETE FROM account_disabled WHERE account = $1";
    FORGET_REQUESTS = "DELETE FROM role_request WHERE account = $1";
    FORGET_INVITATIONS = "DELETE FROM invitation WHERE invited_by = $1";
    /// In a dossier, or by looking into a sealed case: what is stored there names the account for good.
    HAS_ACTED = "SELECT (SELECT COUNT(*) FROM journal WHERE actor = $1 AND dossier <> '') + ",
        "(SELECT COUNT(*) FROM objection_handler WHERE account = $1 OR named_by = $1) + ",
        "(SELECT COUNT(*) FROM incident_person WHERE account = $1 OR named_by = $1) AS n";
    SESSIONS_OF = "SELECT token_hash, account, created_at AS opened_at, seen_at, expires_at, ",
        "revoked_at, device, address FROM session WHERE account = $1 ORDER BY seen_at DESC, token_hash";
    REVOKE_OTHERS = "UPDATE session SET revoked_at = $3, address = '' ",
        "WHERE account = $1 AND token_hash <> $2 AND revoked_at IS NULL";
    INSERT_ONE_TIME = "INSERT INTO one_time (", one_time!(), ") VALUES ($1, $2, $3, $4, $5, $6)";
    PRUNE_ONE_TIMES = "DELETE FROM one_time WHERE expires_at < $1";
    TAKE_ONE_TIME = "UPDATE one_time SET used_at = $3 WHERE digest = $1 AND purpose = $2 ",
        "AND used_at IS NULL AND expires_at > $3 RETURNING ", one_time!();
    END_ONE_TIMES = "UPDATE one_time SET used_at = $3 ",
        "WHERE account = $1 AND purpose = $2 AND used_at IS NULL";
    MEMBER = "SELECT account, organisation, role, since FROM member WHERE account = $1";
    MEMBERS = "SELECT m.account, m.organisation, m.role, m.since, ", account!(),
        " FROM member m JOIN account a ON a.id = m.account ",
        "WHERE m.organisation = $1 ORDER BY m.since, m.account";
    SAVE_MEMBER = "INSERT INTO member (account, organisation, role, since) VALUES ($1, $2, $3, $4) ",
        "ON CONFLICT (account) DO UPDATE SET organisation = excluded.organisation, ",
        "role = excluded.role, since = excluded.since";
    INSERT_INVITATION = "INSERT INTO invitation (", invitation!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    INVITATION = "SELECT ", invitation!(), " FROM invitation WHERE digest = $1";
    INVITATIONS = "SELECT ", invitation!(), " FROM invitation WHERE organisation = $1 ",
        "AND ended_at IS NULL AND expires_at > $2 ORDER BY created_at DESC, id";
    END_INVITATION = "UPDATE invitation SET ended_at = $3, email = '' ",
        "WHERE id = $1 AND organisation = $2 AND ended_at IS NULL";
    INVITATIONS_BY = "SELECT ", invitation!(), " FROM invitation WHERE invited_by = $1 ",
        "ORDER BY created_at DESC, id";
    INSERT_CONSENT = "INSERT INTO consent (account, version, at) VALUES ($1, $2, $3) ",
        "ON CONFLICT (account, version) DO NOTHING";
    CONSENTS = "SELECT version, at FROM consent WHERE account = $1 ORDER BY at DESC, version";
    ORGANISATION_BY_USCC = "SELECT id, name, uscc, claim, created_at FROM organisation ",
        "WHERE uscc = $1 AND uscc <> ''";
    CONFIRM_ORGANISATION = "UPDATE organisation SET uscc = claim, claim = '' ",
        "WHERE id = $1 AND claim <> '' AND NOT EXISTS ",
        "(SELECT 1 FROM organisation b WHERE b.uscc = organisation.claim)";
    RECLAIM = "UPDATE organisation SET name = $2, claim = $3 WHERE id = $1 AND claim <> ''";
    RENAME_ORGANISATION = "UPDATE organisation SET name = $2 WHERE id = $1";
    RELEASE_ORGANISATION = "UPDATE organisation SET uscc = '', claim = '' WHERE id = $1";
    COUNT_SUBMITTED = "SELECT COUNT(*) AS n FROM dossier WHERE organisation = $1 AND stage <> 'draft'";
}

/// Head of the question who the people of some organisations are; their identifiers follow.
pub const MEMBERS_OF_ALL: &str = concat!(
    "SELECT m.account, m.organisation, m.role, m.since, ",
    account!(),
    " FROM member m JOIN account a ON a.id = m.account WHERE m.organisation IN ("
);

/// Its end.
pub const BY_ORGANISATION: &str = ") ORDER BY m.organisation, m.since, m.account";

/// Head of the question what some accounts are and were called; their identifiers follow.
pub const NAMES_EVER: &str = "SELECT a.id, a.name, f.name AS former, f.until FROM account a \
     LEFT JOIN former_name f ON f.account = a.id WHERE a.id IN (";

/// Its end.
pub const BY_ACCOUNT: &str = ") ORDER BY a.id, f.until";
