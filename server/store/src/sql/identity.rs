//! Texts of the corridor's identity.

use super::people::account;

sql! {
    INSERT_ACCOUNT = "INSERT INTO account (id, email, name, password_hash, lang, claimed, created_at, ",
        "closed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (email) DO NOTHING";
    ACCOUNT_BY_EMAIL = "SELECT ", account!(), " FROM account a WHERE a.email = $1";
    ACCOUNT = "SELECT ", account!(), " FROM account a WHERE a.id = $1";
    SAVE_PASSWORD = "UPDATE account SET password_hash = $2 WHERE id = $1";
    SAVE_LANG = "UPDATE account SET lang = $2 WHERE id = $1";
    INSERT_GRANT = "INSERT INTO role_grant (season, account, role, scope) VALUES ($1, $2, $3, $4) ",
        "ON CONFLICT (season, account, role, scope) DO NOTHING";
    DELETE_GRANT = "DELETE FROM role_grant ",
        "WHERE season = $1 AND account = $2 AND role = $3 AND scope = $4";
    /// A place in an organisation counts in every season. Until address and organisation are
    /// sure, it is that of a registrant.
    GRANTS = "SELECT role, scope FROM role_grant WHERE season = $1 AND account = $2 ",
        "UNION ALL SELECT CASE WHEN a.email = a.id OR o.claim <> '' THEN 'registrant' ",
        "ELSE m.role END AS role, m.organisation AS scope FROM member m ",
        "JOIN account a ON a.id = m.account JOIN organisation o ON o.id = m.organisation ",
        "WHERE m.account = $2 ORDER BY scope";
    /// The same of everybody who was given a role.
    GRANTS_OF_HOLDERS = "SELECT g.account, g.role, g.scope FROM role_grant g WHERE g.season = $1 ",
        "AND g.account IN (SELECT h.account FROM role_grant h WHERE h.season = $1 AND h.role = $2) ",
        "UNION ALL SELECT m.account, CASE WHEN a.email = a.id OR o.claim <> '' THEN 'registrant' ",
        "ELSE m.role END AS role, m.organisation AS scope FROM member m ",
        "JOIN account a ON a.id = m.account JOIN organisation o ON o.id = m.organisation ",
        "WHERE m.account IN (SELECT h.account FROM role_grant h WHERE h.season = $1 AND h.role = $2) ",
        "ORDER BY account, scope";
    HOLDERS = "SELECT a.id, a.name, a.email, g.scope FROM role_grant g ",
        "JOIN account a ON a.id = g.account WHERE g.season = $1 AND g.role = $2 ",
        "UNION ALL SELECT a.id, a.name, a.email, m.organisation AS scope FROM member m ",
        "JOIN account a ON a.id = m.account WHERE m.role = $2 AND a.email <> a.id ",
        "ORDER BY scope, name, id";
    ABLE = "SELECT g.scope, CAST(COUNT(*) AS BIGINT) AS n FROM role_grant g WHERE g.season = $1 AND g.role = $2 ",
        "AND NOT EXISTS (SELECT 1 FROM account_disabled d WHERE d.account = g.account) GROUP BY g.scope";
    ABLE_HOLDERS = "SELECT g.account AS id FROM role_grant g WHERE g.season = $1 AND g.role = $2 ",
        "AND NOT EXISTS (SELECT 1 FROM account_disabled d WHERE d.account = g.account) ORDER BY g.account";
    HOLDERS_OF = "SELECT account AS id FROM role_grant WHERE season = $1 AND role = $2 AND scope = $3 ",
        "UNION ALL SELECT account AS id FROM member WHERE role = $2 AND organisation = $3 ORDER BY id";
    INSERT_SESSION = "INSERT INTO session (token_hash, account, created_at, seen_at, expires_at, revoked_at, ",
        "device, address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    SESSION = "SELECT s.token_hash, s.account, s.created_at AS opened_at, s.seen_at, s.expires_at, ",
        "s.revoked_at, s.device, s.address, ", account!(), " ",
        "FROM session s JOIN account a ON a.id = s.account WHERE s.token_hash = $1";
    /// Never backwards: two requests of one session may arrive out of order.
    TOUCH_SESSION = "UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2";
    RENEW_SESSION = "UPDATE session SET token_hash = $2 WHERE token_hash = $1 AND revoked_at IS NULL";
    REVOKE_SESSION = "UPDATE session SET revoked_at = $2, address = '' WHERE token_hash = $1 AND revoked_at IS NULL";
    REVOKE_SESSIONS = "UPDATE session SET revoked_at = $2, address = '' ",
        "WHERE account = $1 AND revoked_at IS NULL";
    /// Where a session came from is nobody's business once it has run out.
    FORGET_ADDRESSES = "UPDATE session SET address = '' WHERE account = $1 AND expires_at < $2 AND address <> ''";
    INSERT_ORGANISATION = "INSERT INTO organisation (id, name, uscc, claim, created_at) ",
        "VALUES ($1, $2, $3, $4, $5)";
    ORGANISATION = "SELECT id, name, uscc, claim, created_at FROM organisation WHERE id = $1";
    INSERT_TRY = "INSERT INTO sign_in_try (who, at) VALUES ($1, $2)";
    TRIES = "SELECT COUNT(*) AS n, COALESCE(MAX(at), 0) AS latest FROM sign_in_try ",
        "WHERE who = $1 AND at >= $2";
    CLEAR_TRIES = "DELETE FROM sign_in_try WHERE who = $1 OR at < $2";
    CLEAR_TRIES_UNDER = "DELETE FROM sign_in_try WHERE substr(who, 1, length(CAST($1 AS TEXT))) = CAST($1 AS TEXT)";
}
