//! Texts of room *season*.

sql! {
    CURRENT = "SELECT data FROM season WHERE state = 'open' ORDER BY year DESC, id DESC LIMIT 1";
    OPENED = "SELECT data FROM season WHERE state = 'open' ORDER BY year DESC, id DESC";
    PLANNED = "SELECT data FROM season WHERE state = 'planned'";
    BY_ID = "SELECT data FROM season WHERE id = $1";
    INSERT_PLANNED = "INSERT INTO season (id, year, data, state) VALUES ($1, $2, $3, 'planned')";
    OPEN = "UPDATE season SET state = 'open' WHERE id = $1 AND state = 'planned'";
    COPY_QUOTAS = "INSERT INTO quota (season, unit, base, sme_extra, granted, used_large, used_sme) ",
        "SELECT CAST($2 AS TEXT), unit, base, sme_extra, 0, 0, 0 FROM quota WHERE season = $1";
    CARRY_GRANT = "INSERT INTO role_grant (season, account, role, scope) ",
        "SELECT CAST($2 AS TEXT), account, role, scope FROM role_grant WHERE season = $1 AND role = $3 ",
        "ON CONFLICT (season, account, role, scope) DO NOTHING";
    REHEARSAL = "SELECT made_at, ahead FROM rehearsal";
    SAVE_REHEARSAL = "INSERT INTO rehearsal (one, made_at, ahead) VALUES (1, $1, $2) ",
        "ON CONFLICT (one) DO UPDATE SET ahead = excluded.ahead";
    SHIFT_SESSIONS = "UPDATE session SET seen_at = seen_at + $1, expires_at = expires_at + $1 ",
        "WHERE revoked_at IS NULL";
    YEARS = "SELECT data, reason, author, at FROM calendar_year ORDER BY year";
    SAVE_YEAR = "INSERT INTO calendar_year (year, data, reason, author, at) VALUES ($1, $2, $3, $4, $5) ",
        "ON CONFLICT (year) DO UPDATE SET data = excluded.data, reason = excluded.reason, ",
        "author = excluded.author, at = excluded.at";
    SAVE = "INSERT INTO season (id, year, data) VALUES ($1, $2, $3) ",
        "ON CONFLICT (id) DO UPDATE SET year = excluded.year, data = excluded.data";
    QUOTAS = "SELECT unit, base, sme_extra, granted, used_large, used_sme FROM quota ",
        "WHERE season = $1 ORDER BY unit";
    QUOTA = "SELECT unit, base, sme_extra, granted, used_large, used_sme FROM quota ",
        "WHERE season = $1 AND unit = $2";
    SAVE_QUOTA = "INSERT INTO quota (season, unit, base, sme_extra, granted, used_large, used_sme) ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7) ",
        "ON CONFLICT (season, unit) DO UPDATE SET base = excluded.base, ",
        "sme_extra = excluded.sme_extra, granted = excluded.granted, ",
        "used_large = excluded.used_large, used_sme = excluded.used_sme";
}
