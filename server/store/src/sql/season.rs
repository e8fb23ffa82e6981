//! Texts of room *season*.

sql! {
    CURRENT = "SELECT data FROM season ORDER BY year DESC, id DESC LIMIT 1";
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
