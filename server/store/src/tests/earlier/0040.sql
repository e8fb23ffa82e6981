-- season CURRENT
SELECT data FROM season WHERE state = 'open' ORDER BY year DESC, id DESC LIMIT 1;
-- season OPENED
SELECT data FROM season WHERE state = 'open' ORDER BY year DESC, id DESC;
-- season PLANNED
SELECT data FROM season WHERE state = 'planned';
-- season BY_ID
SELECT data FROM season WHERE id = $1;
-- season INSERT_PLANNED
INSERT INTO season (id, year, data, state) VALUES ($1, $2, $3, 'planned');
-- season OPEN
UPDATE season SET state = 'open' WHERE id = $1 AND state = 'planned';
-- season COPY_QUOTAS
INSERT INTO quota (season, unit, base, sme_extra, granted, used_large, used_sme) SELECT CAST($2 AS TEXT), unit, base, sme_extra, 0, 0, 0 FROM quota WHERE season = $1;
-- season CARRY_GRANT
INSERT INTO role_grant (season, account, role, scope) SELECT CAST($2 AS TEXT), account, role, scope FROM role_grant WHERE season = $1 AND role = $3 ON CONFLICT (season, account, role, scope) DO NOTHING;
-- season REHEARSAL
SELECT made_at, ahead FROM rehearsal;
-- season SAVE_REHEARSAL
INSERT INTO rehearsal (one, made_at, ahead) VALUES (1, $1, $2) ON CONFLICT (one) DO UPDATE SET ahead = excluded.ahead;
-- season SHIFT_SESSIONS
UPDATE session SET seen_at = seen_at + $1, expires_at = expires_at + $1 WHERE revoked_at IS NULL;
-- season YEARS
SELECT data, reason, author, at FROM calendar_year ORDER BY year;
-- season SAVE_YEAR
INSERT INTO calendar_year (year, data, reason, author, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (year) DO UPDATE SET data = excluded.data, reason = excluded.reason, author = excluded.author, at = excluded.at;
-- season SAVE
INSERT INTO season (id, year, data) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET year = excluded.year, data = excluded.data;
-- season QUOTAS
SELECT unit, base, sme_extra, granted, used_large, used_sme FROM quota WHERE season = $1 ORDER BY unit;
-- season QUOTA
SELECT unit, base, sme_extra, granted, used_large, used_sme FROM quota WHERE season = $1 AND unit = $2;
-- season SAVE_QUOTA
INSERT INTO quota (season, unit, base, sme_extra, granted, used_large, used_sme) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (season, unit) DO UPDATE SET base = excluded.base, sme_extra = excluded.sme_extra, granted = excluded.granted, used_large = excluded.used_large, used_sme = excluded.used_sme;
-- identity INSERT_ACCOUNT
INSERT INTO account (id, email, name, password_hash, lang, claimed, created_at, closed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (email) DO NOTHING;
-- identity ACCOUNT_BY_EMAIL
SELECT a.id, a.email, a.name, a.password_hash, a.lang, a.claimed, a.created_at, a.closed_at FROM account a WHERE a.email = $1;
-- identity ACCOUNT
SELECT a.id, a.email, a.name, a.password_hash, a.lang, a.claimed, a.created_at, a.closed_at FROM account a WHERE a.id = $1;
-- identity SAVE_PASSWORD
UPDATE account SET password_hash = $2 WHERE id = $1;
-- identity SAVE_LANG
UPDATE account SET lang = $2 WHERE id = $1;
-- identity INSERT_GRANT
INSERT INTO role_grant (season, account, role, scope) VALUES ($1, $2, $3, $4) ON CONFLICT (season, account, role, scope) DO NOTHING;
-- identity DELETE_GRANT
DELETE FROM role_grant WHERE season = $1 AND account = $2 AND role = $3 AND scope = $4;
-- identity GRANTS
SELECT role, scope FROM role_grant WHERE season = $1 AND account = $2 UNION ALL SELECT CASE WHEN a.email = a.id OR o.claim <> '' THEN 'registrant' ELSE m.role END AS role, m.organisation AS scope FROM member m JOIN account a ON a.id = m.account JOIN organisation o ON o.id = m.organisation WHERE m.account = $2 ORDER BY scope;
-- identity HOLDERS
SELECT a.id, a.name, a.email, g.scope FROM role_grant g JOIN account a ON a.id = g.account WHERE g.season = $1 AND g.role = $2 UNION ALL SELECT a.id, a.name, a.email, m.organisation AS scope FROM member m JOIN account a ON a.id = m.account WHERE m.role = $2 AND a.email <> a.id ORDER BY scope, name, id;
-- identity HOLDERS_OF
SELECT account AS id FROM role_grant WHERE season = $1 AND role = $2 AND scope = $3 UNION ALL SELECT account AS id FROM member WHERE role = $2 AND organisation = $3 ORDER BY id;
-- identity INSERT_SESSION
INSERT INTO session (token_hash, account, created_at, seen_at, expires_at, revoked_at, device, address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
-- identity SESSION
SELECT s.token_hash, s.account, s.created_at AS opened_at, s.seen_at, s.expires_at, s.revoked_at, s.device, s.address, a.id, a.email, a.name, a.password_hash, a.lang, a.claimed, a.created_at, a.closed_at FROM session s JOIN account a ON a.id = s.account WHERE s.token_hash = $1;
-- identity TOUCH_SESSION
UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2;
-- identity REVOKE_SESSION
UPDATE session SET revoked_at = $2, address = '' WHERE token_hash = $1 AND revoked_at IS NULL;
-- identity REVOKE_SESSIONS
UPDATE session SET revoked_at = $2, address = '' WHERE account = $1 AND revoked_at IS NULL;
-- identity FORGET_ADDRESSES
UPDATE session SET address = '' WHERE account = $1 AND expires_at < $2 AND address <> '';
-- identity INSERT_ORGANISATION
INSERT INTO organisation (id, name, uscc, claim, created_at) VALUES ($1, $2, $3, $4, $5);
-- identity ORGANISATION
SELECT id, name, uscc, claim, created_at FROM organisation WHERE id = $1;
-- identity INSERT_TRY
INSERT INTO sign_in_try (who, at) VALUES ($1, $2);
-- identity TRIES
SELECT COUNT(*) AS n, COALESCE(MAX(at), 0) AS latest FROM sign_in_try WHERE who = $1 AND at >= $2;
-- identity CLEAR_TRIES
DELETE FROM sign_in_try WHERE who = $1 OR at < $2;
-- people CLAIM_ADDRESS
UPDATE account SET claimed = $2 WHERE id = $1;
-- people PROVE_ADDRESS
UPDATE account SET email = $2, claimed = '' WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM account b WHERE b.email = $2 AND b.id <> $1);
-- people ACCOUNT_BY_CLAIM
SELECT a.id, a.email, a.name, a.password_hash, a.lang, a.claimed, a.created_at, a.closed_at FROM account a WHERE a.claimed = $1 AND a.email = a.id AND a.closed_at IS NULL ORDER BY a.created_at DESC, a.id DESC LIMIT 1;
-- people KEEP_NAME
INSERT INTO former_name (account, until, name) SELECT id, CAST($2 AS BIGINT), name FROM account WHERE id = $1;
-- people NAME_AT
SELECT COALESCE((SELECT f.name FROM former_name f WHERE f.account = a.id AND f.until > $2 ORDER BY f.until LIMIT 1), a.name) FROM account a WHERE a.id = $1;
-- people FORMER_NAMES
SELECT name, until FROM former_name WHERE account = $1 ORDER BY until;
-- people SAVE_NAME
UPDATE account SET name = $2 WHERE id = $1;
-- people CLOSE_ACCOUNT
UPDATE account SET email = id, name = '', password_hash = '', claimed = '', closed_at = $2 WHERE id = $1;
-- people DELETE_ACCOUNT
DELETE FROM account WHERE id = $1;
-- people FORGET_SESSIONS
DELETE FROM session WHERE account = $1;
-- people FORGET_ONE_TIMES
DELETE FROM one_time WHERE account = $1;
-- people FORGET_NAMES
DELETE FROM former_name WHERE account = $1;
-- people FORGET_CONSENTS
DELETE FROM consent WHERE account = $1;
-- people FORGET_MEMBER
DELETE FROM member WHERE account = $1;
-- people FORGET_GRANTS
DELETE FROM role_grant WHERE account = $1;
-- people FORGET_INBOX
DELETE FROM inbox WHERE account = $1;
-- people FORGET_OUTBOX
DELETE FROM outbox WHERE account = $1;
-- people FORGET_FACTOR
DELETE FROM second_factor WHERE account = $1;
-- people FORGET_RECOVERY
DELETE FROM recovery_code WHERE account = $1;
-- people FORGET_HALVES
DELETE FROM half_session WHERE account = $1;
-- people FORGET_DISABLED
DELETE FROM account_disabled WHERE account = $1;
-- people FORGET_REQUESTS
DELETE FROM role_request WHERE account = $1;
-- people FORGET_INVITATIONS
DELETE FROM invitation WHERE invited_by = $1;
-- people HAS_ACTED
SELECT COUNT(*) AS n FROM journal WHERE actor = $1 AND dossier <> '';
-- people SESSIONS_OF
SELECT token_hash, account, created_at AS opened_at, seen_at, expires_at, revoked_at, device, address FROM session WHERE account = $1 ORDER BY seen_at DESC, token_hash;
-- people REVOKE_OTHERS
UPDATE session SET revoked_at = $3, address = '' WHERE account = $1 AND token_hash <> $2 AND revoked_at IS NULL;
-- people INSERT_ONE_TIME
INSERT INTO one_time (digest, purpose, account, email, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6);
-- people PRUNE_ONE_TIMES
DELETE FROM one_time WHERE expires_at < $1;
-- people TAKE_ONE_TIME
UPDATE one_time SET used_at = $3 WHERE digest = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3 RETURNING digest, purpose, account, email, created_at, expires_at;
-- people END_ONE_TIMES
UPDATE one_time SET used_at = $3 WHERE account = $1 AND purpose = $2 AND used_at IS NULL;
-- people MEMBER
SELECT account, organisation, role, since FROM member WHERE account = $1;
-- people MEMBERS
SELECT m.account, m.organisation, m.role, m.since, a.id, a.email, a.name, a.password_hash, a.lang, a.claimed, a.created_at, a.closed_at FROM member m JOIN account a ON a.id = m.account WHERE m.organisation = $1 ORDER BY m.since, m.account;
-- people SAVE_MEMBER
INSERT INTO member (account, organisation, role, since) VALUES ($1, $2, $3, $4) ON CONFLICT (account) DO UPDATE SET organisation = excluded.organisation, role = excluded.role, since = excluded.since;
-- people INSERT_INVITATION
INSERT INTO invitation (id, digest, organisation, email, role, invited_by, created_at, expires_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
-- people INVITATION
SELECT id, digest, organisation, email, role, invited_by, created_at, expires_at, ended_at FROM invitation WHERE digest = $1;
-- people INVITATIONS
SELECT id, digest, organisation, email, role, invited_by, created_at, expires_at, ended_at FROM invitation WHERE organisation = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY created_at DESC, id;
-- people END_INVITATION
UPDATE invitation SET ended_at = $3, email = '' WHERE id = $1 AND organisation = $2 AND ended_at IS NULL;
-- people INVITATIONS_BY
SELECT id, digest, organisation, email, role, invited_by, created_at, expires_at, ended_at FROM invitation WHERE invited_by = $1 ORDER BY created_at DESC, id;
-- people INSERT_CONSENT
INSERT INTO consent (account, version, at) VALUES ($1, $2, $3) ON CONFLICT (account, version) DO NOTHING;
-- people CONSENTS
SELECT version, at FROM consent WHERE account = $1 ORDER BY at DESC, version;
-- people ORGANISATION_BY_USCC
SELECT id, name, uscc, claim, created_at FROM organisation WHERE uscc = $1 AND uscc <> '';
-- people CONFIRM_ORGANISATION
UPDATE organisation SET uscc = claim, claim = '' WHERE id = $1 AND claim <> '' AND NOT EXISTS (SELECT 1 FROM organisation b WHERE b.uscc = organisation.claim);
-- people RECLAIM
UPDATE organisation SET name = $2, claim = $3 WHERE id = $1 AND claim <> '';
-- people RELEASE_ORGANISATION
UPDATE organisation SET uscc = '', claim = '' WHERE id = $1;
-- people COUNT_SUBMITTED
SELECT COUNT(*) AS n FROM dossier WHERE organisation = $1 AND stage <> 'draft';
-- guard FACTOR
SELECT secret, confirmed_at, last_step, pending, pending_at FROM second_factor WHERE account = $1;
-- guard ANY_FACTOR
SELECT account, COALESCE(secret, pending) AS sealed FROM second_factor WHERE secret IS NOT NULL OR pending IS NOT NULL ORDER BY account LIMIT 1;
-- guard SAVE_PENDING
INSERT INTO second_factor (account, last_step, pending, pending_at) VALUES ($1, 0, $2, $3) ON CONFLICT (account) DO UPDATE SET pending = excluded.pending, pending_at = excluded.pending_at;
-- guard CONFIRM_FACTOR
UPDATE second_factor SET secret = pending, confirmed_at = $3, last_step = $2, pending = NULL, pending_at = NULL WHERE account = $1 AND pending IS NOT NULL;
-- guard USE_STEP
UPDATE second_factor SET last_step = $2 WHERE account = $1 AND last_step < $2 AND secret IS NOT NULL;
-- guard DELETE_FACTOR
DELETE FROM second_factor WHERE account = $1;
-- guard DELETE_RECOVERY
DELETE FROM recovery_code WHERE account = $1;
-- guard INSERT_RECOVERY
INSERT INTO recovery_code (account, digest) VALUES ($1, $2);
-- guard USE_RECOVERY
UPDATE recovery_code SET used_at = $3 WHERE account = $1 AND digest = $2 AND used_at IS NULL;
-- guard RECOVERY_LEFT
SELECT COUNT(*) AS n FROM recovery_code WHERE account = $1 AND used_at IS NULL;
-- guard PRUNE_HALVES
DELETE FROM half_session WHERE expires_at < $1;
-- guard INSERT_HALF
INSERT INTO half_session (token_hash, account, created_at, expires_at, device) VALUES ($1, $2, $3, $4, $5);
-- guard HALF
SELECT token_hash, account, created_at, expires_at, device FROM half_session WHERE token_hash = $1;
-- guard DELETE_HALVES
DELETE FROM half_session WHERE account = $1;
-- guard DISABLE
INSERT INTO account_disabled (account, at) VALUES ($1, $2) ON CONFLICT (account) DO NOTHING;
-- guard ENABLE
DELETE FROM account_disabled WHERE account = $1;
-- guard DISABLED
SELECT at FROM account_disabled WHERE account = $1;
-- guard ACCOUNTS
SELECT a.id, a.email, a.name, a.password_hash, a.lang, a.claimed, a.created_at, a.closed_at, (SELECT d.at FROM account_disabled d WHERE d.account = a.id) AS disabled_at, CAST((SELECT COUNT(*) FROM second_factor f WHERE f.account = a.id AND f.secret IS NOT NULL) AS BIGINT) AS factors FROM account a WHERE a.closed_at IS NULL AND ($1 = '' OR LOWER(a.name) LIKE $1 ESCAPE '!' OR a.email LIKE $1 ESCAPE '!' OR a.claimed LIKE $1 ESCAPE '!') AND ($2 = '' OR EXISTS (SELECT 1 FROM role_grant g WHERE g.account = a.id AND g.season = $3 AND g.role = $2) OR EXISTS (SELECT 1 FROM member m WHERE m.account = a.id AND m.role = $2)) AND ($4 = 0 OR EXISTS (SELECT 1 FROM account_disabled d WHERE d.account = a.id)) AND (a.created_at < $5 OR (a.created_at = $5 AND a.id < $6)) ORDER BY a.created_at DESC, a.id DESC LIMIT $7;
-- guard ACCOUNTS_ROLES
SELECT g.account, g.role FROM role_grant g WHERE g.season = $3 AND g.account IN (SELECT id FROM (SELECT a.id FROM account a WHERE a.closed_at IS NULL AND ($1 = '' OR LOWER(a.name) LIKE $1 ESCAPE '!' OR a.email LIKE $1 ESCAPE '!' OR a.claimed LIKE $1 ESCAPE '!') AND ($2 = '' OR EXISTS (SELECT 1 FROM role_grant g WHERE g.account = a.id AND g.season = $3 AND g.role = $2) OR EXISTS (SELECT 1 FROM member m WHERE m.account = a.id AND m.role = $2)) AND ($4 = 0 OR EXISTS (SELECT 1 FROM account_disabled d WHERE d.account = a.id)) AND (a.created_at < $5 OR (a.created_at = $5 AND a.id < $6)) ORDER BY a.created_at DESC, a.id DESC LIMIT $7) AS page) UNION ALL SELECT m.account, m.role FROM member m WHERE m.account IN (SELECT id FROM (SELECT a.id FROM account a WHERE a.closed_at IS NULL AND ($1 = '' OR LOWER(a.name) LIKE $1 ESCAPE '!' OR a.email LIKE $1 ESCAPE '!' OR a.claimed LIKE $1 ESCAPE '!') AND ($2 = '' OR EXISTS (SELECT 1 FROM role_grant g WHERE g.account = a.id AND g.season = $3 AND g.role = $2) OR EXISTS (SELECT 1 FROM member m WHERE m.account = a.id AND m.role = $2)) AND ($4 = 0 OR EXISTS (SELECT 1 FROM account_disabled d WHERE d.account = a.id)) AND (a.created_at < $5 OR (a.created_at = $5 AND a.id < $6)) ORDER BY a.created_at DESC, a.id DESC LIMIT $7) AS page) ORDER BY account, role;
-- guard INSERT_REQUEST
INSERT INTO role_request (id, season, account, role, reason, asked_by, asked_at) SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS BIGINT) WHERE NOT EXISTS (SELECT 1 FROM role_request r WHERE r.season = $2 AND r.account = $3 AND r.ended_at IS NULL);
-- guard REQUESTS
SELECT id, account, role, reason, asked_by, asked_at FROM role_request WHERE season = $1 AND ended_at IS NULL ORDER BY asked_at, id;
-- guard END_REQUEST
UPDATE role_request SET ended_by = $2, granted = $3, ended_at = $4 WHERE id = $1 AND ended_at IS NULL;
-- guard NAMES
SELECT id, name FROM account ORDER BY id;
-- guard SEQ_FROM
SELECT COALESCE(MIN(seq), $2) AS seq FROM journal WHERE at >= $1;
-- guard JOURNAL_ALL
SELECT j.seq, j.at, j.actor, j.on_behalf, j.dossier, j.room, j.kind, j.data, j.reason, j.prev_hash, j.hash, COALESCE(a.name, '') AS name, COALESCE(d.reference, '') AS reference FROM journal j LEFT JOIN account a ON a.id = j.actor LEFT JOIN dossier d ON d.id = j.dossier WHERE 1 = 1 AND j.seq >= $1 AND j.seq < $2 AND ($3 = '' OR j.actor = $3) AND ($4 = '' OR j.kind = $4) AND ($5 = '' OR j.room = $5) AND ($6 = '' OR j.dossier = $6) ORDER BY j.seq DESC LIMIT $7;
-- guard JOURNAL_ACTOR
SELECT j.seq, j.at, j.actor, j.on_behalf, j.dossier, j.room, j.kind, j.data, j.reason, j.prev_hash, j.hash, COALESCE(a.name, '') AS name, COALESCE(d.reference, '') AS reference FROM journal j LEFT JOIN account a ON a.id = j.actor LEFT JOIN dossier d ON d.id = j.dossier WHERE j.actor = $3 AND j.seq >= $1 AND j.seq < $2 AND ($3 = '' OR j.actor = $3) AND ($4 = '' OR j.kind = $4) AND ($5 = '' OR j.room = $5) AND ($6 = '' OR j.dossier = $6) ORDER BY j.seq DESC LIMIT $7;
-- guard JOURNAL_KIND
SELECT j.seq, j.at, j.actor, j.on_behalf, j.dossier, j.room, j.kind, j.data, j.reason, j.prev_hash, j.hash, COALESCE(a.name, '') AS name, COALESCE(d.reference, '') AS reference FROM journal j LEFT JOIN account a ON a.id = j.actor LEFT JOIN dossier d ON d.id = j.dossier WHERE j.kind = $4 AND j.seq >= $1 AND j.seq < $2 AND ($3 = '' OR j.actor = $3) AND ($4 = '' OR j.kind = $4) AND ($5 = '' OR j.room = $5) AND ($6 = '' OR j.dossier = $6) ORDER BY j.seq DESC LIMIT $7;
-- guard JOURNAL_DOSSIER
SELECT j.seq, j.at, j.actor, j.on_behalf, j.dossier, j.room, j.kind, j.data, j.reason, j.prev_hash, j.hash, COALESCE(a.name, '') AS name, COALESCE(d.reference, '') AS reference FROM journal j LEFT JOIN account a ON a.id = j.actor LEFT JOIN dossier d ON d.id = j.dossier WHERE j.dossier = $6 AND j.room <> 'consultation' AND j.seq >= $1 AND j.seq < $2 AND ($3 = '' OR j.actor = $3) AND ($4 = '' OR j.kind = $4) AND ($5 = '' OR j.room = $5) AND ($6 = '' OR j.dossier = $6) ORDER BY j.seq DESC LIMIT $7;
-- guard JOURNAL_CHECK
SELECT at, walked, hash, broken_at, damage FROM journal_check WHERE id = 1;
-- guard SAVE_JOURNAL_CHECK
INSERT INTO journal_check (id, at, walked, hash, broken_at, damage) VALUES (1, $1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET at = excluded.at, walked = excluded.walked, hash = excluded.hash, broken_at = excluded.broken_at, damage = excluded.damage;
-- application NEXT_NUMBER
INSERT INTO counter (season, number) VALUES ($1, 1) ON CONFLICT (season) DO UPDATE SET number = counter.number + 1 RETURNING number;
-- application INSERT_DOSSIER
INSERT INTO dossier (id, season, organisation, number, reference, stage, standing, title, org_name, uscc, region, unit, industry, scope, sme, contact_tail, panel, created_at, changed_at, direction) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
-- application DOSSIER
SELECT d.id, d.season, d.organisation, d.number, d.reference, d.standing, d.title, d.org_name, d.uscc, d.region, d.unit, d.industry, d.scope, d.sme, d.direction, d.contact_tail, d.panel, d.created_at, d.changed_at FROM dossier d WHERE d.id = $1;
-- application DOSSIER_BY_REFERENCE
SELECT d.id, d.season, d.organisation, d.number, d.reference, d.standing, d.title, d.org_name, d.uscc, d.region, d.unit, d.industry, d.scope, d.sme, d.direction, d.contact_tail, d.panel, d.created_at, d.changed_at FROM dossier d WHERE d.reference = $1;
-- application DOSSIERS_OF
SELECT d.id, d.season, d.organisation, d.number, d.reference, d.standing, d.title, d.org_name, d.uscc, d.region, d.unit, d.industry, d.scope, d.sme, d.direction, d.contact_tail, d.panel, d.created_at, d.changed_at FROM dossier d WHERE d.season = $1 AND d.organisation = $2 ORDER BY d.number;
-- application DOSSIERS_EVER_OF
SELECT d.id, d.season, d.organisation, d.number, d.reference, d.standing, d.title, d.org_name, d.uscc, d.region, d.unit, d.industry, d.scope, d.sme, d.direction, d.contact_tail, d.panel, d.created_at, d.changed_at FROM dossier d WHERE d.organisation = $1 ORDER BY d.created_at DESC, d.number DESC;
-- application DOSSIERS_AT
SELECT d.id, d.season, d.organisation, d.number, d.reference, d.standing, d.title, d.org_name, d.uscc, d.region, d.unit, d.industry, d.scope, d.sme, d.direction, d.contact_tail, d.panel, d.created_at, d.changed_at FROM dossier d WHERE d.season = $1 AND d.stage IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) ORDER BY d.number;
-- application OTHERS_WITH_USCC
SELECT COUNT(*) FROM dossier WHERE season = $1 AND uscc = $2 AND uscc <> '' AND id <> $3 AND stage NOT IN ('draft', 'withdrawn');
-- application SAVE_STANDING
UPDATE dossier SET stage = $2, standing = $3, changed_at = $4 WHERE id = $1;
-- application SAVE_SUMMARY
UPDATE dossier SET title = $2, org_name = $3, uscc = $4, region = $5, unit = $6, industry = $7, scope = $8, sme = $9, contact_tail = $10, changed_at = $11, direction = $12 WHERE id = $1;
-- application PAGES
SELECT page, revision, saved_at, saved_by, answers FROM dossier_page WHERE dossier = $1 ORDER BY page;
-- application SAVE_PAGE
INSERT INTO dossier_page (dossier, page, revision, saved_at, saved_by, answers) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (dossier, page) DO UPDATE SET revision = excluded.revision, saved_at = excluded.saved_at, saved_by = excluded.saved_by, answers = excluded.answers;
-- application ADD_HISTORY
INSERT INTO dossier_page_history (dossier, page, revision, saved_at, saved_by, answers) VALUES ($1, $2, $3, $4, $5, $6);
-- application PAGE_AT
SELECT page, revision, saved_at, saved_by, answers FROM dossier_page_history WHERE dossier = $1 AND page = $2 AND revision = $3;
-- application FILES
SELECT id, dossier, slot, name, media_type, size, sha256, state, attached_at, attached_by FROM dossier_file WHERE dossier = $1 AND removed_at IS NULL ORDER BY attached_at, id;
-- application FILE
SELECT id, dossier, slot, name, media_type, size, sha256, state, attached_at, attached_by FROM dossier_file WHERE id = $1;
-- application INSERT_FILE
INSERT INTO dossier_file (id, dossier, slot, name, media_type, size, sha256, state, attached_at, attached_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
-- application REMOVE_FILE
UPDATE dossier_file SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL;
-- application INSERT_VERSION
INSERT INTO dossier_version (dossier, number, at, canonical, sha256, closes) VALUES ($1, $2, $3, $4, $5, $6);
-- application VERSION
SELECT number, at, canonical, sha256, closes FROM dossier_version WHERE dossier = $1 AND number = $2;
-- flow INSERT_SIGN_OFF
INSERT INTO sign_off (id, dossier, token_hash, email, asked_by, asked_at, expires_at, version, sha256, outcome, answered_at, name, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
-- flow SIGN_OFF_OF
SELECT id, dossier, token_hash, email, asked_by, asked_at, expires_at, version, sha256, outcome, answered_at, name, reason FROM sign_off WHERE token_hash = $1;
-- flow SIGN_OFF
SELECT id, dossier, token_hash, email, asked_by, asked_at, expires_at, version, sha256, outcome, answered_at, name, reason FROM sign_off WHERE dossier = $1 ORDER BY asked_at DESC, id DESC LIMIT 1;
-- flow ANSWER_SIGN_OFF
UPDATE sign_off SET outcome = $2, answered_at = $3, name = $4, reason = $5 WHERE id = $1 AND outcome = 'open';
-- flow REPLACE_SIGN_OFFS
UPDATE sign_off SET outcome = 'replaced', answered_at = $3 WHERE dossier = $1 AND version = $2 AND outcome IN ('open', 'signed');
-- flow CORRECTION
SELECT round, author, before_version, after_version FROM correction WHERE dossier = $1;
-- flow INSERT_CORRECTION
INSERT INTO correction (dossier, round, author, before_version, after_version) VALUES ($1, $2, $3, $4, $5);
-- flow ANSWER_CORRECTION
UPDATE correction SET round = $2, after_version = $3 WHERE dossier = $1 AND after_version IS NULL;
-- flow FORGET_TICK
DELETE FROM tick WHERE dossier = $1 AND item = $2;
-- flow INSERT_RETURN
INSERT INTO dossier_return (dossier, at, author, reason) VALUES ($1, $2, $3, $4);
-- flow LAST_RETURN
SELECT at, author, reason FROM dossier_return WHERE dossier = $1 ORDER BY at DESC LIMIT 1;
-- flow LAST_VERSION
SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM dossier_version WHERE dossier = $1;
-- flow VERSIONS
SELECT number, at, canonical, sha256, closes FROM dossier_version WHERE dossier = $1 ORDER BY number DESC;
-- flow REVISIONS
SELECT h.page, h.revision, h.saved_at, h.saved_by, COALESCE(a.name, '') AS name FROM dossier_page_history h LEFT JOIN account a ON a.id = h.saved_by WHERE h.dossier = $1 ORDER BY h.saved_at DESC, h.page, h.revision DESC LIMIT $2;
-- flow COUNT_REVISIONS
SELECT COUNT(*) FROM dossier_page_history WHERE dossier = $1;
-- flow FILES_EVER
SELECT id, dossier, slot, name, media_type, size, sha256, state, attached_at, attached_by FROM dossier_file WHERE dossier = $1 ORDER BY attached_at DESC, id DESC;
-- flow SAVE_PRESENCE
INSERT INTO presence (dossier, account, tab, name, page, seen_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (dossier, account, tab) DO UPDATE SET name = excluded.name, page = excluded.page, seen_at = excluded.seen_at;
-- flow FORGET_PRESENCE
DELETE FROM presence WHERE seen_at < $1;
-- flow PRESENT
SELECT account, tab, name, page, seen_at FROM presence WHERE dossier = $1 AND seen_at >= $2 ORDER BY name, account, tab;
-- formality CLAIM
SELECT account, name, at FROM claim WHERE dossier = $1;
-- formality CLAIMS
SELECT c.dossier, c.account, c.name, c.at FROM claim c JOIN dossier d ON d.id = c.dossier WHERE d.season = $1;
-- formality SAVE_CLAIM
INSERT INTO claim (dossier, account, name, at) VALUES ($1, $2, $3, $4) ON CONFLICT (dossier) DO UPDATE SET account = excluded.account, name = excluded.name, at = excluded.at;
-- formality DELETE_CLAIM
DELETE FROM claim WHERE dossier = $1;
-- formality REJECTION
SELECT item, reason, at FROM rejection WHERE dossier = $1;
-- formality INSERT_REJECTION
INSERT INTO rejection (dossier, item, reason, author, at) VALUES ($1, $2, $3, $4, $5);
-- formality LATEST_VERSIONS
SELECT v.dossier, v.number, v.at, v.canonical, v.sha256, v.closes FROM dossier d JOIN dossier_version v ON v.dossier = d.id AND v.number = (SELECT MAX(x.number) FROM dossier_version x WHERE x.dossier = d.id) WHERE d.season = $1 AND d.stage NOT IN ('draft', 'submitted', 'withdrawn') ORDER BY d.number;
-- formality COMPARISON
SELECT at, dossiers, state, found FROM comparison WHERE season = $1;
-- formality SAVE_COMPARISON
INSERT INTO comparison (season, at, dossiers, state, found) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (season) DO UPDATE SET at = excluded.at, dossiers = excluded.dossiers, state = excluded.state, found = excluded.found;
-- formality CLEAR_FINDINGS
DELETE FROM finding WHERE season = $1;
-- formality FINDING
SELECT finding FROM finding WHERE season = $1 AND dossier = $2 AND against = $3 AND kind = $4 ORDER BY place LIMIT 1;
-- formality FINDINGS
SELECT f.finding, d.id AS left_id, d.reference AS left_reference, d.org_name AS left_name, d.stage AS left_stage, o.id AS right_id, o.reference AS right_reference, o.org_name AS right_name, o.stage AS right_stage, l.facts AS look_facts, l.note AS look_note, l.at AS look_at, COALESCE(a.name, '') AS look_name, f.facts FROM finding f JOIN dossier d ON d.id = f.dossier LEFT JOIN dossier o ON o.id = f.other LEFT JOIN finding_look l ON l.season = f.season AND l.dossier = f.dossier AND l.against = f.against AND l.kind = f.kind LEFT JOIN account a ON a.id = l.author WHERE f.season = $1 AND d.stage NOT IN ('draft', 'submitted', 'withdrawn') AND (f.other = '' OR o.stage NOT IN ('draft', 'submitted', 'withdrawn')) AND ($2 = '' OR f.kind = $2) AND ($3 = 1 OR (l.facts IS NULL OR l.facts <> f.facts)) ORDER BY f.place LIMIT $4;
-- formality FINDINGS_OF
SELECT f.finding, d.id AS left_id, d.reference AS left_reference, d.org_name AS left_name, d.stage AS left_stage, o.id AS right_id, o.reference AS right_reference, o.org_name AS right_name, o.stage AS right_stage, l.facts AS look_facts, l.note AS look_note, l.at AS look_at, COALESCE(a.name, '') AS look_name, f.facts FROM finding f JOIN dossier d ON d.id = f.dossier LEFT JOIN dossier o ON o.id = f.other LEFT JOIN finding_look l ON l.season = f.season AND l.dossier = f.dossier AND l.against = f.against AND l.kind = f.kind LEFT JOIN account a ON a.id = l.author WHERE f.season = $1 AND d.stage NOT IN ('draft', 'submitted', 'withdrawn') AND (f.other = '' OR o.stage NOT IN ('draft', 'submitted', 'withdrawn')) AND (f.dossier = $2 OR f.other = $2) ORDER BY f.place LIMIT $3;
-- formality FINDING_COUNTS
SELECT f.kind, COUNT(*) AS n, SUM(CASE WHEN (l.facts IS NULL OR l.facts <> f.facts) THEN 1 ELSE 0 END) AS open FROM finding f JOIN dossier d ON d.id = f.dossier LEFT JOIN dossier o ON o.id = f.other LEFT JOIN finding_look l ON l.season = f.season AND l.dossier = f.dossier AND l.against = f.against AND l.kind = f.kind WHERE f.season = $1 AND d.stage NOT IN ('draft', 'submitted', 'withdrawn') AND (f.other = '' OR o.stage NOT IN ('draft', 'submitted', 'withdrawn')) GROUP BY f.kind;
-- formality SAVE_LOOK
INSERT INTO finding_look (season, dossier, against, kind, facts, note, author, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (season, dossier, against, kind) DO UPDATE SET facts = excluded.facts, note = excluded.note, author = excluded.author, at = excluded.at;
-- formality REJECTED_ITEMS
SELECT r.item FROM rejection r JOIN dossier d ON d.id = r.dossier WHERE d.season = $1 ORDER BY d.number;
-- formality ROUNDS
SELECT c.round FROM correction c JOIN dossier d ON d.id = c.dossier WHERE d.season = $1 ORDER BY d.number;
-- formality STEPS_IN
SELECT j.at, j.data FROM journal j JOIN dossier d ON d.id = j.dossier WHERE j.room = $2 AND j.kind = 'stepped' AND d.season = $1 ORDER BY j.seq;
-- files INSERT_UPLOAD
INSERT INTO upload (id, dossier, slot, account, name, size, mark, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
-- files UPLOAD
SELECT id, dossier, slot, account, name, size, mark, created_at, expires_at FROM upload WHERE id = $1;
-- files UPLOADS_OF
SELECT id, dossier, slot, account, name, size, mark, created_at, expires_at FROM upload WHERE dossier = $1 ORDER BY created_at, id;
-- files EXPIRED
SELECT id, dossier, slot, account, name, size, mark, created_at, expires_at FROM upload WHERE expires_at <= $1 ORDER BY expires_at, id;
-- files DELETE_UPLOAD
DELETE FROM upload WHERE id = $1;
-- files IN_STATE
SELECT id, dossier, slot, name, media_type, size, sha256, state, attached_at, attached_by FROM dossier_file WHERE state = $1 ORDER BY attached_at, id LIMIT $2;
-- files CONTENTS
SELECT sha256, MIN(named) AS named FROM (SELECT sha256, 'file ' || id || ' of dossier ' || dossier AS named FROM dossier_file UNION ALL SELECT sha256, 'slides ' || id || ' of dossier ' || dossier FROM slide UNION ALL SELECT sha256, 'evidence ' || id || ' of objection ' || objection FROM evidence UNION ALL SELECT sha256, 'evidence ' || id || ' of incident ' || incident FROM incident_file) AS c GROUP BY sha256 ORDER BY sha256;
-- files EVIDENCE_SINCE
SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM (SELECT size FROM evidence WHERE at > $1 UNION ALL SELECT size FROM incident_file WHERE at > $1 AND statement = 0) AS e;
-- files SAVE_STATE
UPDATE dossier_file SET state = $2 WHERE id = $1;
-- recommendation UNIT_LIST
SELECT d.id, d.season, d.organisation, d.number, d.reference, d.standing, d.title, d.org_name, d.uscc, d.region, d.unit, d.industry, d.scope, d.sme, d.direction, d.contact_tail, d.panel, d.created_at, d.changed_at, CAST(COALESCE(length(o.body), 0) AS BIGINT) AS n, COALESCE(o.version, 0) AS about, COALESCE(o.unit, '') AS writer, COALESCE(r.place, 0) AS place FROM dossier d LEFT JOIN opinion o ON o.dossier = d.id LEFT JOIN ranking r ON r.dossier = d.id WHERE d.season = $1 AND d.unit = $2 AND d.stage <> 'draft' ORDER BY d.number;
-- recommendation SAVE_PLACE
INSERT INTO ranking (dossier, place) VALUES ($1, $2) ON CONFLICT (dossier) DO UPDATE SET place = excluded.place;
-- recommendation DELETE_PLACE
DELETE FROM ranking WHERE dossier = $1;
-- recommendation OPINION
SELECT body, author, at, version, unit FROM opinion WHERE dossier = $1;
-- recommendation SAVE_OPINION
INSERT INTO opinion (dossier, body, author, at, version, unit) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (dossier) DO UPDATE SET body = excluded.body, author = excluded.author, at = excluded.at, version = excluded.version, unit = excluded.unit;
-- recommendation OVERDRAWN
SELECT sme FROM overdrawn_seat WHERE dossier = $1;
-- recommendation SAVE_OVERDRAWN
INSERT INTO overdrawn_seat (dossier, sme) VALUES ($1, $2) ON CONFLICT (dossier) DO UPDATE SET sme = excluded.sme;
-- recommendation DELETE_OVERDRAWN
DELETE FROM overdrawn_seat WHERE dossier = $1;
-- recommendation FORMALITY_LIST
SELECT d.id, d.season, d.organisation, d.number, d.reference, d.standing, d.title, d.org_name, d.uscc, d.region, d.unit, d.industry, d.scope, d.sme, d.direction, d.contact_tail, d.panel, d.created_at, d.changed_at, (SELECT COUNT(*) FROM tick t WHERE t.dossier = d.id) AS n FROM dossier d WHERE d.season = $1 AND d.stage NOT IN ('draft', 'submitted', 'withdrawn') ORDER BY d.changed_at, d.number;
-- recommendation TICKS
SELECT item, yes, note, author, at FROM tick WHERE dossier = $1;
-- recommendation SAVE_TICK
INSERT INTO tick (dossier, item, yes, note, author, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (dossier, item) DO UPDATE SET yes = excluded.yes, note = excluded.note, author = excluded.author, at = excluded.at;
-- committee EXPERT
SELECT e.id, e.name, e.employer, e.uscc, e.unit, e.fields, e.ties, e.email, e.phone, e.region, e.title, e.methods, e.status, e.status_reason, e.created_at, e.changed_at FROM expert e WHERE e.id = $1;
-- committee INSERT_PANEL
INSERT INTO panel (id, season, number, zh, en, fields) VALUES ($1, $2, $3, $4, $5, $6);
-- committee PANELS
SELECT id, number, zh, en, fields FROM panel WHERE season = $1 AND closed_at IS NULL ORDER BY number;
-- committee INSERT_MEMBER
INSERT INTO panel_member (season, panel, expert, lead) VALUES ($1, $2, $3, $4);
-- committee MEMBERS
SELECT m.panel, m.lead, u.at AS undertaken_at, e.id, e.name, e.employer, e.uscc, e.unit, e.fields, e.ties, e.email, e.phone, e.region, e.title, e.methods, e.status, e.status_reason, e.created_at, e.changed_at FROM panel_member m JOIN panel p ON p.id = m.panel JOIN expert e ON e.id = m.expert LEFT JOIN undertaking u ON u.season = m.season AND u.expert = m.expert WHERE m.season = $1 ORDER BY p.number, m.lead DESC, e.name, e.id;
-- committee SAVE_UNDERTAKING
INSERT INTO undertaking (season, expert, at, version, sha256) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (season, expert) DO NOTHING;
-- committee SAVE_HEAD_UNDERTAKING
INSERT INTO head_undertaking (season, account, at, version, sha256) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (season, account) DO NOTHING;
-- committee UNDERTAKING
SELECT at FROM undertaking WHERE season = $1 AND expert = $2;
-- committee HEAD_UNDERTAKING
SELECT at FROM head_undertaking WHERE season = $1 AND account = $2;
-- committee UNDERTAKINGS
SELECT expert AS signer FROM undertaking WHERE season = $1 UNION SELECT account AS signer FROM head_undertaking WHERE season = $1;
-- committee BELONGINGS
SELECT g.scope AS expert, m.organisation FROM role_grant g JOIN member m ON m.account = g.account WHERE g.season = $1 AND g.role IN ('expert', 'chair', 'vice_chair') AND g.scope <> '' ORDER BY g.scope, m.organisation;
-- committee INSERT_CONFLICT
INSERT INTO conflict (season, expert, dossier, kind, declared, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (dossier, expert, kind) DO NOTHING;
-- committee CONFLICTS
SELECT expert, dossier, kind, declared, at FROM conflict WHERE season = $1 ORDER BY dossier, expert, kind;
-- committee CONFLICTS_OF
SELECT expert, dossier, kind, declared, at FROM conflict WHERE season = $1 AND expert = $2 ORDER BY dossier, kind;
-- committee ASSIGNMENTS
SELECT dossier, expert, panel, bridging FROM assignment WHERE season = $1 ORDER BY dossier, expert;
-- committee DELETE_ASSIGNMENT
DELETE FROM assignment WHERE dossier = $1 AND expert = $2;
-- committee ASSIGNED
SELECT COUNT(*) FROM assignment WHERE dossier = $1 AND expert = $2;
-- committee SAVE_HOME_PANEL
UPDATE dossier SET panel = $2 WHERE id = $1;
-- pairing PAIRINGS
SELECT p.dossier, p.expert, p.wish, p.reason, p.author, p.at FROM pairing p JOIN dossier d ON d.id = p.dossier WHERE d.season = $1 ORDER BY p.dossier, p.expert;
-- pairing SAVE_PAIRING
INSERT INTO pairing (dossier, expert, wish, reason, author, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (dossier, expert) DO UPDATE SET wish = excluded.wish, reason = excluded.reason, author = excluded.author, at = excluded.at;
-- pairing DELETE_PAIRING
DELETE FROM pairing WHERE dossier = $1 AND expert = $2;
-- pairing LOAD_LIMITS
SELECT expert, load_max FROM panel_member WHERE season = $1 AND load_max IS NOT NULL ORDER BY expert;
-- pairing SAVE_LOAD_LIMIT
UPDATE panel_member SET load_max = $3 WHERE season = $1 AND expert = $2;
-- pairing SEALED_PAIRS
SELECT r.dossier, r.expert FROM review r JOIN dossier d ON d.id = r.dossier WHERE d.season = $1 AND r.sealed_at IS NOT NULL ORDER BY r.dossier, r.expert;
-- pool POOL
SELECT e.id, e.name, e.employer, e.uscc, e.unit, e.fields, e.ties, e.email, e.phone, e.region, e.title, e.methods, e.status, e.status_reason, e.created_at, e.changed_at FROM expert e ORDER BY e.id;
-- pool POOL_PAGE
SELECT e.id, e.name, e.employer, e.uscc, e.unit, e.fields, e.ties, e.email, e.phone, e.region, e.title, e.methods, e.status, e.status_reason, e.created_at, e.changed_at, p.number AS panel_number, (SELECT COUNT(*) FROM panel_member h WHERE h.expert = e.id) AS served FROM expert e LEFT JOIN panel_member m ON m.expert = e.id AND m.season = $1 LEFT JOIN panel p ON p.id = m.panel WHERE ($2 = '' OR LOWER(e.name) LIKE $2 ESCAPE '!' OR LOWER(e.employer) LIKE $2 ESCAPE '!' OR e.email LIKE $2 ESCAPE '!') AND ($3 = '' OR e.fields LIKE $3) AND ($4 = '' OR e.unit = $4) AND ($5 = '' OR e.status = $5 OR ($5 = 'seated' AND m.panel IS NOT NULL)) ORDER BY e.name, e.id LIMIT $6 OFFSET $7;
-- pool POOL_COUNT
SELECT COUNT(*) FROM expert e LEFT JOIN panel_member m ON m.expert = e.id AND m.season = $1 LEFT JOIN panel p ON p.id = m.panel WHERE ($2 = '' OR LOWER(e.name) LIKE $2 ESCAPE '!' OR LOWER(e.employer) LIKE $2 ESCAPE '!' OR e.email LIKE $2 ESCAPE '!') AND ($3 = '' OR e.fields LIKE $3) AND ($4 = '' OR e.unit = $4) AND ($5 = '' OR e.status = $5 OR ($5 = 'seated' AND m.panel IS NOT NULL)) ;
-- pool POOL_TOTALS
SELECT COUNT(*) AS n, CAST(COALESCE(SUM(CASE WHEN e.status = 'resting' THEN 1 ELSE 0 END), 0) AS BIGINT) AS resting, CAST(COALESCE(SUM(CASE WHEN m.panel IS NULL THEN 0 ELSE 1 END), 0) AS BIGINT) AS seated FROM expert e LEFT JOIN panel_member m ON m.expert = e.id AND m.season = $1;
-- pool SERVED
SELECT s.year, p.number, p.zh, p.en, m.lead, (SELECT COUNT(*) FROM assignment a WHERE a.season = m.season AND a.expert = m.expert) AS assigned, (SELECT COUNT(*) FROM review r JOIN dossier d ON d.id = r.dossier WHERE d.season = m.season AND r.expert = m.expert AND r.sealed_at IS NOT NULL) AS sealed FROM panel_member m JOIN panel p ON p.id = m.panel JOIN season s ON s.id = m.season WHERE m.expert = $1 ORDER BY s.year DESC, s.id;
-- seating SEATS
SELECT m.panel, m.expert, e.name, e.employer, m.lead, EXISTS (SELECT 1 FROM role_grant g WHERE g.season = m.season AND g.role = 'expert' AND g.scope = m.expert) AS account, (SELECT COUNT(*) FROM assignment a WHERE a.season = m.season AND a.expert = m.expert) AS assigned FROM panel_member m JOIN panel p ON p.id = m.panel JOIN expert e ON e.id = m.expert WHERE m.season = $1 ORDER BY p.number, m.lead DESC, e.name, e.id;
-- seating DELETE_MEMBER
DELETE FROM panel_member WHERE season = $1 AND expert = $2;
-- seating LEAD_NOBODY
UPDATE panel_member SET lead = FALSE WHERE panel = $1 AND lead;
-- seating LEAD_ONE
UPDATE panel_member SET lead = TRUE WHERE panel = $1 AND expert = $2;
-- seating DELETE_PANEL
DELETE FROM panel WHERE id = $1;
-- seating CLOSE_PANEL
UPDATE panel SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL;
-- seating CLOSED_PANELS
SELECT id, number, zh, en, fields FROM panel WHERE season = $1 AND closed_at IS NOT NULL ORDER BY number;
-- seating AT_HOME
SELECT COUNT(*) FROM dossier WHERE panel = $1;
-- seating INSERT_DRAW
INSERT INTO expert_draw (season, id, at, author, panel, fields, seed, size, candidates, drawn, sha256, seated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
-- seating DRAWS
SELECT id, at, author, panel, fields, seed, size, candidates, drawn, sha256, seated_at FROM expert_draw WHERE season = $1 ORDER BY at DESC, id;
-- seating SAVE_DRAW_SEATED
UPDATE expert_draw SET seated_at = $2 WHERE id = $1;
-- review REVIEW
SELECT dossier, expert, revision, form, saved_at, sealed_at, total, sha256 FROM review WHERE dossier = $1 AND expert = $2;
-- review SAVE_REVIEW
INSERT INTO review (dossier, expert, revision, form, saved_at, sealed_at, total, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (dossier, expert) DO UPDATE SET revision = excluded.revision, form = excluded.form, saved_at = excluded.saved_at, sealed_at = excluded.sealed_at, total = excluded.total, sha256 = excluded.sha256 WHERE review.sealed_at IS NULL AND review.revision < excluded.revision;
-- review REVIEW_LIST
SELECT d.id, d.reference, d.title, d.org_name, r.saved_at, r.sealed_at, COALESCE(m.total, r.total) AS total FROM assignment a JOIN dossier d ON d.id = a.dossier LEFT JOIN review r ON r.dossier = a.dossier AND r.expert = a.expert LEFT JOIN (SELECT dossier, expert, MAX(number) AS number FROM amendment GROUP BY dossier, expert) l ON l.dossier = r.dossier AND l.expert = r.expert LEFT JOIN amendment m ON m.dossier = l.dossier AND m.expert = l.expert AND m.number = l.number WHERE a.season = $1 AND a.expert = $2 ORDER BY d.reference;
-- review BOARD
SELECT d.id, d.reference, d.title, d.org_name, d.unit, d.panel, string_agg(a.expert || ' ' || COALESCE(CAST(COALESCE(m.total, r.total) AS TEXT), '-') || ' ' || CAST(COALESCE(m.at, r.sealed_at, a.at) AS TEXT) || ' ' || CAST(COALESCE(m.number, 0) AS TEXT) || ' ' || CAST(COALESCE(r.sealed_at, 0) AS TEXT) || ' ' || CASE WHEN x.at IS NULL THEN '0' ELSE '1' END, ' ' ORDER BY a.expert) AS cells FROM dossier d JOIN assignment a ON a.dossier = d.id LEFT JOIN review r ON r.dossier = a.dossier AND r.expert = a.expert AND r.sealed_at IS NOT NULL LEFT JOIN missed_sheet x ON x.dossier = a.dossier AND x.expert = a.expert AND x.review = 'written' LEFT JOIN (SELECT dossier, expert, MAX(number) AS number FROM amendment GROUP BY dossier, expert) l ON l.dossier = r.dossier AND l.expert = r.expert LEFT JOIN amendment m ON m.dossier = l.dossier AND m.expert = l.expert AND m.number = l.number WHERE d.season = $1 AND d.panel IS NOT NULL GROUP BY d.id, d.number, d.reference, d.title, d.org_name, d.unit, d.panel ORDER BY d.number;
-- review TOTALS_OF
SELECT r.expert, COALESCE(m.total, r.total) AS total FROM review r LEFT JOIN (SELECT dossier, expert, MAX(number) AS number FROM amendment GROUP BY dossier, expert) l ON l.dossier = r.dossier AND l.expert = r.expert LEFT JOIN amendment m ON m.dossier = l.dossier AND m.expert = l.expert AND m.number = l.number WHERE r.dossier = $1 AND r.sealed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = 'written') ORDER BY r.expert;
-- review SEALED_FORMS
SELECT r.dossier, r.expert, COALESCE(m.form, r.form) AS form FROM review r JOIN dossier d ON d.id = r.dossier LEFT JOIN (SELECT dossier, expert, MAX(number) AS number FROM amendment GROUP BY dossier, expert) l ON l.dossier = r.dossier AND l.expert = r.expert LEFT JOIN amendment m ON m.dossier = l.dossier AND m.expert = l.expert AND m.number = l.number WHERE d.season = $1 AND r.sealed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = 'written') ORDER BY r.dossier, r.expert;
-- review ALL_FORMS
SELECT r.dossier, r.expert, CAST(0 AS BIGINT) AS number, r.form, r.sealed_at AS at, '' AS reason, (SELECT x.reason FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = 'written') AS aside FROM review r JOIN dossier d ON d.id = r.dossier WHERE d.season = $1 AND r.sealed_at IS NOT NULL UNION ALL SELECT a.dossier, a.expert, a.number, a.form, a.at, a.reason, NULL FROM amendment a JOIN dossier d ON d.id = a.dossier WHERE d.season = $1 ORDER BY dossier, expert, number;
-- review SEALED_FORMS_OF_PANEL
SELECT r.dossier, r.expert, COALESCE(m.form, r.form) AS form FROM review r JOIN dossier d ON d.id = r.dossier LEFT JOIN (SELECT dossier, expert, MAX(number) AS number FROM amendment GROUP BY dossier, expert) l ON l.dossier = r.dossier AND l.expert = r.expert LEFT JOIN amendment m ON m.dossier = l.dossier AND m.expert = l.expert AND m.number = l.number WHERE d.season = $1 AND d.panel = $2 AND r.sealed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = 'written') ORDER BY r.dossier, r.expert;
-- review SEALED_SHEETS
SELECT r.dossier, r.expert, r.revision, r.form, r.saved_at, r.sealed_at, r.total, r.sha256 FROM review r WHERE r.dossier = $1 AND r.sealed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = 'written') ORDER BY r.expert;
-- review AMENDMENTS_OF
SELECT dossier, expert, number, form, total, sha256, reason, at FROM amendment WHERE dossier = $1 ORDER BY expert, number;
-- review MISS
INSERT INTO missed_sheet (review, dossier, expert, reason, author, at) VALUES ('written', $1, $2, $3, $4, $5);
-- review MISSED
SELECT COUNT(*) FROM missed_sheet WHERE review = 'written' AND dossier = $1 AND expert = $2;
-- review AMENDMENTS
SELECT dossier, expert, number, form, total, sha256, reason, at FROM amendment WHERE dossier = $1 AND expert = $2 ORDER BY number;
-- review INSERT_AMENDMENT
INSERT INTO amendment (dossier, expert, number, form, total, sha256, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
-- review SET_ASIDE
INSERT INTO set_aside (review, dossier, expert, conflict, reason, author, at) VALUES ('written', $1, $2, $3, $4, $5, $6);
-- review SCORES
SELECT COUNT(*) FROM assignment WHERE dossier = $1 AND expert = $2;
-- review of the defence REVIEW
SELECT dossier, expert, revision, form, saved_at, sealed_at, total, sha256 FROM defence_review WHERE dossier = $1 AND expert = $2;
-- review of the defence SAVE_REVIEW
INSERT INTO defence_review (dossier, expert, revision, form, saved_at, sealed_at, total, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (dossier, expert) DO UPDATE SET revision = excluded.revision, form = excluded.form, saved_at = excluded.saved_at, sealed_at = excluded.sealed_at, total = excluded.total, sha256 = excluded.sha256 WHERE defence_review.sealed_at IS NULL AND defence_review.revision < excluded.revision;
-- review of the defence REVIEW_LIST
SELECT d.id, d.reference, d.title, d.org_name, r.saved_at, r.sealed_at, COALESCE(m.total, r.total) AS total FROM defence_assignment a JOIN dossier d ON d.id = a.dossier LEFT JOIN defence_review r ON r.dossier = a.dossier AND r.expert = a.expert LEFT JOIN (SELECT dossier, expert, MAX(number) AS number FROM defence_amendment GROUP BY dossier, expert) l ON l.dossier = r.dossier AND l.expert = r.expert LEFT JOIN defence_amendment m ON m.dossier = l.dossier AND m.expert = l.expert AND m.number = l.number WHERE a.season = $1 AND a.expert = $2 ORDER BY d.reference;
-- review of the defence BOARD
SELECT d.id, d.reference, d.title, d.org_name, d.unit, d.panel, string_agg(a.expert || ' ' || COALESCE(CAST(COALESCE(m.total, r.total) AS TEXT), '-') || ' ' || CAST(COALESCE(m.at, r.sealed_at, a.at) AS TEXT) || ' ' || CAST(COALESCE(m.number, 0) AS TEXT) || ' ' || CAST(COALESCE(r.sealed_at, 0) AS TEXT) || ' ' || CASE WHEN x.at IS NULL THEN '0' ELSE '1' END, ' ' ORDER BY a.expert) AS cells FROM dossier d JOIN defence_assignment a ON a.dossier = d.id LEFT JOIN defence_review r ON r.dossier = a.dossier AND r.expert = a.expert AND r.sealed_at IS NOT NULL LEFT JOIN missed_sheet x ON x.dossier = a.dossier AND x.expert = a.expert AND x.review = 'defence' LEFT JOIN (SELECT dossier, expert, MAX(number) AS number FROM defence_amendment GROUP BY dossier, expert) l ON l.dossier = r.dossier AND l.expert = r.expert LEFT JOIN defence_amendment m ON m.dossier = l.dossier AND m.expert = l.expert AND m.number = l.number WHERE d.season = $1 AND d.panel IS NOT NULL GROUP BY d.id, d.number, d.reference, d.title, d.org_name, d.unit, d.panel ORDER BY d.number;
-- review of the defence TOTALS_OF
SELECT r.expert, COALESCE(m.total, r.total) AS total FROM defence_review r LEFT JOIN (SELECT dossier, expert, MAX(number) AS number FROM defence_amendment GROUP BY dossier, expert) l ON l.dossier = r.dossier AND l.expert = r.expert LEFT JOIN defence_amendment m ON m.dossier = l.dossier AND m.expert = l.expert AND m.number = l.number WHERE r.dossier = $1 AND r.sealed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = 'defence') ORDER BY r.expert;
-- review of the defence SEALED_FORMS
SELECT r.dossier, r.expert, COALESCE(m.form, r.form) AS form FROM defence_review r JOIN dossier d ON d.id = r.dossier LEFT JOIN (SELECT dossier, expert, MAX(number) AS number FROM defence_amendment GROUP BY dossier, expert) l ON l.dossier = r.dossier AND l.expert = r.expert LEFT JOIN defence_amendment m ON m.dossier = l.dossier AND m.expert = l.expert AND m.number = l.number WHERE d.season = $1 AND r.sealed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = 'defence') ORDER BY r.dossier, r.expert;
-- review of the defence ALL_FORMS
SELECT r.dossier, r.expert, CAST(0 AS BIGINT) AS number, r.form, r.sealed_at AS at, '' AS reason, (SELECT x.reason FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = 'defence') AS aside FROM defence_review r JOIN dossier d ON d.id = r.dossier WHERE d.season = $1 AND r.sealed_at IS NOT NULL UNION ALL SELECT a.dossier, a.expert, a.number, a.form, a.at, a.reason, NULL FROM defence_amendment a JOIN dossier d ON d.id = a.dossier WHERE d.season = $1 ORDER BY dossier, expert, number;
-- review of the defence SEALED_FORMS_OF_PANEL
SELECT r.dossier, r.expert, COALESCE(m.form, r.form) AS form FROM defence_review r JOIN dossier d ON d.id = r.dossier LEFT JOIN (SELECT dossier, expert, MAX(number) AS number FROM defence_amendment GROUP BY dossier, expert) l ON l.dossier = r.dossier AND l.expert = r.expert LEFT JOIN defence_amendment m ON m.dossier = l.dossier AND m.expert = l.expert AND m.number = l.number WHERE d.season = $1 AND d.panel = $2 AND r.sealed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = 'defence') ORDER BY r.dossier, r.expert;
-- review of the defence SEALED_SHEETS
SELECT r.dossier, r.expert, r.revision, r.form, r.saved_at, r.sealed_at, r.total, r.sha256 FROM defence_review r WHERE r.dossier = $1 AND r.sealed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = 'defence') ORDER BY r.expert;
-- review of the defence AMENDMENTS_OF
SELECT dossier, expert, number, form, total, sha256, reason, at FROM defence_amendment WHERE dossier = $1 ORDER BY expert, number;
-- review of the defence MISS
INSERT INTO missed_sheet (review, dossier, expert, reason, author, at) VALUES ('defence', $1, $2, $3, $4, $5);
-- review of the defence MISSED
SELECT COUNT(*) FROM missed_sheet WHERE review = 'defence' AND dossier = $1 AND expert = $2;
-- review of the defence AMENDMENTS
SELECT dossier, expert, number, form, total, sha256, reason, at FROM defence_amendment WHERE dossier = $1 AND expert = $2 ORDER BY number;
-- review of the defence INSERT_AMENDMENT
INSERT INTO defence_amendment (dossier, expert, number, form, total, sha256, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
-- review of the defence SET_ASIDE
INSERT INTO set_aside (review, dossier, expert, conflict, reason, author, at) VALUES ('defence', $1, $2, $3, $4, $5, $6);
-- review of the defence SCORES
SELECT COUNT(*) FROM defence_assignment WHERE dossier = $1 AND expert = $2;
-- what counts no more SET_ASIDES
SELECT x.dossier, MAX(x.at) AS at FROM set_aside x JOIN dossier d ON d.id = x.dossier WHERE d.season = $1 GROUP BY x.dossier ORDER BY x.dossier;
-- who is at work SAVE_AT_WORK
INSERT INTO at_work (season, expert, seen_at) VALUES ($1, $2, $3) ON CONFLICT (season, expert) DO UPDATE SET seen_at = excluded.seen_at;
-- who is at work FORGET_AT_WORK
DELETE FROM at_work WHERE seen_at < $1;
-- who is at work AT_WORK
SELECT m.panel, e.id, e.name FROM at_work w JOIN panel_member m ON m.season = w.season AND m.expert = w.expert JOIN expert e ON e.id = w.expert WHERE w.season = $1 AND w.seen_at >= $2 ORDER BY e.name, e.id, m.panel;
-- deliberation DELIBERATIONS
SELECT panel, round, results, exceptions, revision FROM deliberation WHERE season = $1 AND review = $2 ORDER BY panel;
-- deliberation DELIBERATION
SELECT panel, round, results, exceptions, revision FROM deliberation WHERE season = $1 AND review = $2 AND panel = $3;
-- deliberation SAVE_DELIBERATION
INSERT INTO deliberation (season, review, changed_at, panel, round, results, exceptions, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (season, review, panel) DO UPDATE SET round = excluded.round, results = excluded.results, exceptions = excluded.exceptions, revision = excluded.revision, changed_at = excluded.changed_at;
-- deliberation CONCLUSIONS
SELECT number, canonical, sha256, author, at FROM conclusion WHERE season = $1 AND review = $2 AND panel = $3 ORDER BY number;
-- deliberation INSERT_CONCLUSION
INSERT INTO conclusion (season, review, panel, number, canonical, sha256, author, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
-- deliberation DECLINED
SELECT j.dossier, COUNT(*) AS n FROM journal j JOIN dossier d ON d.id = j.dossier WHERE j.room = 'review' AND j.kind = $3 AND d.season = $1 AND d.panel = $2 GROUP BY j.dossier ORDER BY j.dossier;
-- defence SITTINGS
SELECT id, panel, room, starts, slots, breaks, experts, published_at FROM sitting WHERE season = $1 ORDER BY starts, id;
-- defence SAVE_SITTING
INSERT INTO sitting (season, id, panel, room, starts, slots, breaks, experts, published_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET panel = excluded.panel, room = excluded.room, starts = excluded.starts, slots = excluded.slots, breaks = excluded.breaks, experts = excluded.experts, published_at = excluded.published_at;
-- defence SLOTS
SELECT dossier, sitting, number, starts, ends, sequence, confirmed_at, delegates, arrived_at, begun_at, cancelled_at FROM slot WHERE sitting IN (SELECT id FROM sitting WHERE season = $1) ORDER BY sitting, number;
-- defence SLOT
SELECT dossier, sitting, number, starts, ends, sequence, confirmed_at, delegates, arrived_at, begun_at, cancelled_at FROM slot WHERE dossier = $1;
-- defence SAVE_SLOT
INSERT INTO slot (dossier, sitting, number, starts, ends, sequence, confirmed_at, delegates, arrived_at, begun_at, cancelled_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (dossier) DO UPDATE SET sitting = excluded.sitting, number = excluded.number, starts = excluded.starts, ends = excluded.ends, sequence = excluded.sequence, confirmed_at = excluded.confirmed_at, delegates = excluded.delegates, arrived_at = excluded.arrived_at, begun_at = excluded.begun_at, cancelled_at = excluded.cancelled_at;
-- defence DEFENCE_ASSIGNMENTS
SELECT dossier, expert, panel, at FROM defence_assignment WHERE season = $1 ORDER BY dossier, expert;
-- defence ASSIGN_DEFENCE
INSERT INTO defence_assignment (season, dossier, expert, panel, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dossier, expert) DO NOTHING;
-- defence DELETE_SITTING
DELETE FROM sitting WHERE id = $1 AND published_at IS NULL;
-- defence LOTS
SELECT panel, number, seed, drawn, fingerprint, reason, author, at FROM lot WHERE season = $1 ORDER BY panel, number DESC;
-- defence INSERT_LOT
INSERT INTO lot (season, panel, number, seed, drawn, fingerprint, reason, author, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
-- defence SLIDES
SELECT id, dossier, name, media_type, size, sha256, author, at FROM slide WHERE removed_at IS NULL AND dossier IN (SELECT id FROM dossier WHERE season = $1) ORDER BY dossier, at, id;
-- defence SLIDES_OF
SELECT id, dossier, name, media_type, size, sha256, author, at FROM slide WHERE dossier = $1 AND removed_at IS NULL ORDER BY at, id;
-- defence SLIDE
SELECT id, dossier, name, media_type, size, sha256, author, at FROM slide WHERE id = $1 AND removed_at IS NULL;
-- defence INSERT_SLIDE
INSERT INTO slide (id, dossier, name, media_type, size, sha256, author, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
-- defence REMOVE_SLIDE
UPDATE slide SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL;
-- defence VISITS
SELECT dossier, on_day, people, finding, report, author, at FROM verification WHERE dossier IN (SELECT id FROM dossier WHERE season = $1) ORDER BY dossier;
-- defence VISIT
SELECT dossier, on_day, people, finding, report, author, at FROM verification WHERE dossier = $1;
-- defence SAVE_VISIT
INSERT INTO verification (dossier, on_day, people, finding, report, author, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (dossier) DO UPDATE SET on_day = excluded.on_day, people = excluded.people, finding = excluded.finding, report = excluded.report, author = excluded.author, at = excluded.at;
-- defence VISIT_VERSIONS
SELECT number, reason, dossier, on_day, people, finding, report, author, at FROM verification_version WHERE dossier = $1 ORDER BY number;
-- defence INSERT_VISIT_VERSION
INSERT INTO verification_version (number, reason, dossier, on_day, people, finding, report, author, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
-- defence UNASSIGN_DEFENCE
DELETE FROM defence_assignment WHERE dossier = $1 AND expert = $2;
-- initial_list INITIAL_LIST
SELECT draft, round, revision FROM initial_list WHERE season = $1;
-- initial_list SAVE_INITIAL_LIST
INSERT INTO initial_list (season, draft, round, stage, revision, changed_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (season) DO UPDATE SET draft = excluded.draft, round = excluded.round, stage = excluded.stage, revision = excluded.revision, changed_at = excluded.changed_at;
-- initial_list MARKS
SELECT id, sme, industry FROM dossier WHERE season = $1 AND panel IS NOT NULL ORDER BY id;
-- initial_list SIGNED_LIST
SELECT number, canonical, sha256, dossiers, signed_by, signed_at, confirmed_by, confirmed_at FROM signed_list WHERE season = $1 AND NOT EXISTS (SELECT 1 FROM initial_list i WHERE i.season = $1 AND i.stage <> 'confirmed') ORDER BY number DESC LIMIT 1;
-- initial_list SIGNED_LISTS
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM signed_list WHERE season = $1;
-- initial_list INSERT_SIGNED_LIST
INSERT INTO signed_list (season, number, canonical, sha256, dossiers, signed_by, signed_at, confirmed_by, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
-- consultation CONSULTATION
SELECT data FROM consultation WHERE season = $1 AND list = $2;
-- consultation CONSULTATIONS
SELECT data FROM consultation WHERE season = $1 ORDER BY list DESC;
-- consultation SAVE_CONSULTATION
INSERT INTO consultation (season, list, opened_at, due_at, closed_at, data) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (season, list) DO UPDATE SET due_at = excluded.due_at, closed_at = excluded.closed_at, data = excluded.data;
-- exchange ACTIVITY
SELECT data FROM activity WHERE id = $1;
-- exchange ACTIVITIES
SELECT a.data, CAST(COUNT(g.number) AS BIGINT) AS expected FROM activity a LEFT JOIN activity_guest g ON g.activity = a.id AND g.withdrawn_at IS NULL GROUP BY a.id, a.starts_at, a.data ORDER BY a.starts_at DESC, a.id;
-- exchange SAVE_ACTIVITY
INSERT INTO activity (id, starts_at, cancelled_at, data) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET cancelled_at = excluded.cancelled_at, data = excluded.data;
-- exchange GUESTS
SELECT data FROM activity_guest WHERE activity = $1 ORDER BY number;
-- exchange SAVE_GUEST
INSERT INTO activity_guest (activity, number, account, dossier, withdrawn_at, attended, data) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (activity, number) DO UPDATE SET withdrawn_at = excluded.withdrawn_at, attended = excluded.attended, data = excluded.data;
-- exchange ATTENDANCES
SELECT DISTINCT dossier, activity FROM activity_guest WHERE attended = 1 AND dossier IS NOT NULL ORDER BY dossier, activity;
-- exchange REPORTS_OF
SELECT dossier, year, number, data FROM follow_up WHERE dossier = $1 ORDER BY year, number;
-- exchange FIRST_REPORTS
SELECT dossier, year, at FROM follow_up WHERE number = 1 ORDER BY dossier, year;
-- exchange INSERT_REPORT
INSERT INTO follow_up (dossier, year, number, at, data) VALUES ($1, $2, $3, $4, $5);
-- notice NOTICE
SELECT data FROM notice WHERE season = $1;
-- notice NOTICE_OF_YEAR
SELECT data FROM notice WHERE year = $1;
-- notice NOTICES
SELECT data FROM notice ORDER BY year DESC;
-- notice SAVE_NOTICE
INSERT INTO notice (season, year, opened_at, ends_at, data) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (season) DO UPDATE SET ends_at = excluded.ends_at, data = excluded.data;
-- notice PLANNED_NOTICE
SELECT data FROM planned_notice WHERE season = $1;
-- notice SAVE_PLANNED_NOTICE
INSERT INTO planned_notice (season, opens_at, data) VALUES ($1, $2, $3) ON CONFLICT (season) DO UPDATE SET opens_at = excluded.opens_at, data = excluded.data;
-- notice DROP_PLANNED_NOTICE
DELETE FROM planned_notice WHERE season = $1;
-- notice ANNOUNCEMENT
SELECT data FROM announcement WHERE season = $1;
-- notice RELEASED_OF_YEAR
SELECT data FROM announcement WHERE year = $1 AND released_at IS NOT NULL;
-- notice RELEASED
SELECT data FROM announcement WHERE released_at IS NOT NULL ORDER BY year DESC;
-- notice SAVE_ANNOUNCEMENT
INSERT INTO announcement (season, year, released_at, data) VALUES ($1, $2, $3, $4) ON CONFLICT (season) DO UPDATE SET released_at = excluded.released_at, data = excluded.data;
-- objection NEXT
SELECT CAST(COALESCE(MAX(number), 0) + 1 AS BIGINT) FROM objection WHERE season = $1;
-- objection INSERT
INSERT INTO objection (step, id, season, number, dossier, place, at, token, data, handling) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
-- objection OBJECTION
SELECT id, season, number, dossier, place, at, token, data, handling FROM objection WHERE id = $1;
-- objection BY_TOKEN
SELECT id, season, number, dossier, place, at, token, data, handling FROM objection WHERE token = $1;
-- objection OBJECTIONS
SELECT id, season, number, dossier, place, at, token, data, handling FROM objection WHERE season = $1 ORDER BY number;
-- objection SAVE_HANDLING
UPDATE objection SET step = $2, handling = $3 WHERE id = $1;
-- incident INSERT
INSERT INTO incident (title, step, id, holder, organisation, dossier, at, token, reporter, data, handling) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
-- incident INCIDENT
SELECT id, holder, organisation, dossier, at, token, reporter, data, handling FROM incident WHERE id = $1;
-- incident BY_TOKEN
SELECT id, holder, organisation, dossier, at, token, reporter, data, handling FROM incident WHERE token = $1;
-- incident INCIDENTS
SELECT id, holder, organisation, dossier, at, token, reporter, data, handling FROM incident ORDER BY CASE WHEN step IN ('declined', 'decided') THEN 1 ELSE 0 END, at DESC, id LIMIT $1;
-- incident INCIDENTS_OF
SELECT id, holder, organisation, dossier, at, token, reporter, data, handling FROM incident WHERE organisation = $1 ORDER BY at DESC, id;
-- incident SAVE_CASE
UPDATE incident SET step = $2, handling = $3 WHERE id = $1;
-- incident STATEMENTS
SELECT number, author, at, text FROM statement WHERE incident = $1 ORDER BY number;
-- incident INSERT_STATEMENT
INSERT INTO statement (incident, number, author, at, text) VALUES ($1, $2, $3, $4, $5);
-- incident INSERT_REVOCATION
INSERT INTO revocation (title, incident, at, data) VALUES ($1, $2, $3, $4);
-- incident REVOCATION
SELECT r.data FROM title_gone g JOIN revocation r ON r.title = g.original WHERE g.number = $1;
-- incident REVOCATIONS
SELECT data FROM revocation ORDER BY at DESC, title;
-- sealed objections FILES
SELECT id, objection AS of_case, CAST(0 AS BIGINT) AS statement, name, media_type, size, sha256, state, at FROM evidence WHERE objection = $1 ORDER BY at, id;
-- sealed objections FILE
SELECT id, objection AS of_case, CAST(0 AS BIGINT) AS statement, name, media_type, size, sha256, state, at FROM evidence WHERE id = $1;
-- sealed objections INSERT_FILE
INSERT INTO evidence (id, objection, name, media_type, size, sha256, state, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
-- sealed objections HELD_FILES
SELECT id, objection AS of_case, CAST(0 AS BIGINT) AS statement, name, media_type, size, sha256, state, at FROM evidence WHERE state = 'held' ORDER BY at, id LIMIT $1;
-- sealed objections SAVE_FILE_STATE
UPDATE evidence SET state = $2 WHERE id = $1;
-- sealed objections PEOPLE
SELECT account, named_by, at, left_at FROM objection_handler WHERE objection = $1 ORDER BY at, account;
-- sealed objections ALL_PEOPLE
SELECT objection AS of_case, account, named_by, at, left_at FROM objection_handler ORDER BY objection, at, account;
-- sealed objections INSERT_PERSON
INSERT INTO objection_handler (objection, account, named_by, at, left_at) VALUES ($1, $2, $3, $4, $5);
-- sealed objections LEAVE
UPDATE objection_handler SET left_at = $3 WHERE objection = $1 AND account = $2;
-- sealed objections NOTES
SELECT number, report, author, at, text FROM objection_note WHERE objection = $1 ORDER BY number;
-- sealed objections INSERT_NOTE
INSERT INTO objection_note (objection, number, report, author, at, text) VALUES ($1, $2, $3, $4, $5, $6);
-- sealed incidents FILES
SELECT id, incident AS of_case, statement AS statement, name, media_type, size, sha256, state, at FROM incident_file WHERE incident = $1 ORDER BY at, id;
-- sealed incidents FILE
SELECT id, incident AS of_case, statement AS statement, name, media_type, size, sha256, state, at FROM incident_file WHERE id = $1;
-- sealed incidents INSERT_FILE
INSERT INTO incident_file (id, incident, name, media_type, size, sha256, state, at, statement) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
-- sealed incidents HELD_FILES
SELECT id, incident AS of_case, statement AS statement, name, media_type, size, sha256, state, at FROM incident_file WHERE state = 'held' ORDER BY at, id LIMIT $1;
-- sealed incidents SAVE_FILE_STATE
UPDATE incident_file SET state = $2 WHERE id = $1;
-- sealed incidents PEOPLE
SELECT account, named_by, at, left_at FROM incident_person WHERE incident = $1 ORDER BY at, account;
-- sealed incidents ALL_PEOPLE
SELECT incident AS of_case, account, named_by, at, left_at FROM incident_person ORDER BY incident, at, account;
-- sealed incidents INSERT_PERSON
INSERT INTO incident_person (incident, account, named_by, at, left_at) VALUES ($1, $2, $3, $4, $5);
-- sealed incidents LEAVE
UPDATE incident_person SET left_at = $3 WHERE incident = $1 AND account = $2;
-- sealed incidents NOTES
SELECT number, report, author, at, text FROM incident_note WHERE incident = $1 ORDER BY number;
-- sealed incidents INSERT_NOTE
INSERT INTO incident_note (incident, number, report, author, at, text) VALUES ($1, $2, $3, $4, $5, $6);
-- title INSERT
INSERT INTO title (year, serial, added_at, words, number, dossier, organisation, uscc, benchmark, category, direction, region, granted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
-- title TITLE
SELECT number, dossier, organisation, uscc, benchmark, category, direction, region, granted_at FROM title_now WHERE number = $1;
-- title OF_DOSSIER
SELECT number, dossier, organisation, uscc, benchmark, category, direction, region, granted_at FROM title WHERE dossier = $1;
-- title OF_ORGANISATION
SELECT t.number, t.dossier, t.organisation, t.uscc, t.benchmark, t.category, t.direction, t.region, t.granted_at FROM title t JOIN dossier d ON d.id = t.dossier WHERE d.organisation = $1 ORDER BY t.year DESC, t.serial;
-- title GRANTED
SELECT number, dossier, organisation, uscc, benchmark, category, direction, region, granted_at FROM title WHERE dossier IS NOT NULL ORDER BY year DESC, serial;
-- title PAGE
SELECT number, dossier, organisation, uscc, benchmark, category, direction, region, granted_at FROM title_now WHERE ($1 = '' OR words LIKE $1 ESCAPE '!') AND (CAST($2 AS BIGINT) = 0 OR year = $2) AND ($3 = '' OR category = $3) AND ($4 = '' OR region = $4) AND ($5 = '' OR direction_zh = $5) AND ($6 = '' OR ($6 = 'revoked') = (number IN (SELECT g.number FROM title_gone g))) ORDER BY CASE WHEN CAST($7 AS TEXT) = 'organisation' THEN organisation ELSE '' END, CASE WHEN CAST($7 AS TEXT) = 'oldest' THEN year ELSE -year END, serial LIMIT $8 OFFSET $9;
-- title SUMS
SELECT year, category, region, COUNT(*) AS n FROM title_now WHERE ($1 = '' OR words LIKE $1 ESCAPE '!') AND (CAST($2 AS BIGINT) = 0 OR year = $2) AND ($3 = '' OR category = $3) AND ($4 = '' OR region = $4) AND ($5 = '' OR direction_zh = $5) AND ($6 = '' OR ($6 = 'revoked') = (number IN (SELECT g.number FROM title_gone g))) GROUP BY year, category, region ORDER BY year, category, region;
-- title YEARS
SELECT t.year, COUNT(n.number) AS n, MAX(t.serial) AS last FROM title t LEFT JOIN title_now n ON n.number = t.number GROUP BY t.year ORDER BY t.year DESC;
-- title DIRECTIONS
SELECT direction FROM title_now WHERE direction IS NOT NULL GROUP BY direction ORDER BY MAX(year) DESC, direction;
-- title BETWEEN
SELECT number, dossier, organisation, uscc, benchmark, category, direction, region, granted_at FROM title_now WHERE year >= $1 AND year < $2 ORDER BY year DESC, serial;
-- title IMPORTED
SELECT number, dossier, organisation, uscc, benchmark, category, direction, region, granted_at FROM title WHERE dossier IS NULL ORDER BY year DESC, serial;
-- title ORIGINAL
SELECT number, dossier, organisation, uscc, benchmark, category, direction, region, granted_at FROM title WHERE number = $1;
-- title CORRECTIONS
SELECT title, revision, organisation, uscc, benchmark, category, direction, region, replaced_by, author, at, reason FROM title_correction WHERE title = $1 ORDER BY revision;
-- title REPLACED
SELECT title, revision, organisation, uscc, benchmark, category, direction, region, replaced_by, author, at, reason FROM title_correction WHERE replaced_by = $1;
-- title INSERT_CORRECTION
INSERT INTO title_correction (title, revision, organisation, uscc, benchmark, category, direction, region, words, replaced_by, author, at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
-- title REVOKED
SELECT g.number, r.data FROM title_gone g JOIN title_now n ON n.number = g.number JOIN revocation r ON r.title = g.original ORDER BY r.at DESC, g.number;
-- mail INSERT
INSERT INTO outbox (id, at, account, address, dossier, message, urgent, state, bundle, claim, tries, next_at, sent_at, error) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
-- mail DUE
SELECT o.id, o.at, o.account, o.address, o.dossier, o.message, o.urgent, o.state, o.bundle, o.claim, o.tries, o.next_at, o.sent_at, o.error, a.lang FROM outbox o LEFT JOIN account a ON a.id = o.account WHERE o.state = 'waiting' AND o.next_at <= $1 AND (o.urgent = TRUE OR o.bundle <> '' OR o.account IS NULL OR o.at <= $2) ORDER BY o.next_at, o.at, o.id LIMIT $3;
-- mail LOOSE
SELECT o.id, o.at, o.account, o.address, o.dossier, o.message, o.urgent, o.state, o.bundle, o.claim, o.tries, o.next_at, o.sent_at, o.error, a.lang FROM outbox o LEFT JOIN account a ON a.id = o.account WHERE o.account = $1 AND o.state = 'waiting' AND o.urgent = FALSE AND o.bundle = '' ORDER BY o.at, o.id;
-- mail CLAIM
UPDATE outbox SET bundle = $2, claim = $3, tries = tries + 1, next_at = $4 WHERE id = $1 AND state = 'waiting';
-- mail BUNDLED
SELECT o.id, o.at, o.account, o.address, o.dossier, o.message, o.urgent, o.state, o.bundle, o.claim, o.tries, o.next_at, o.sent_at, o.error, a.lang FROM outbox o LEFT JOIN account a ON a.id = o.account WHERE o.bundle = $1 AND o.state = 'waiting' ORDER BY o.at, o.id;
-- mail SETTLE
UPDATE outbox SET message = $3, state = $4, claim = '', next_at = $5, sent_at = $6, error = $7 WHERE id = $1 AND claim = $2 AND state = 'waiting';
-- mail WAITING
SELECT o.id, o.at, o.account, o.address, o.dossier, o.message, o.urgent, o.state, o.bundle, o.claim, o.tries, o.next_at, o.sent_at, o.error, a.lang FROM outbox o LEFT JOIN account a ON a.id = o.account WHERE o.state = 'waiting' ORDER BY o.at, o.id;
-- mail MAILS
SELECT o.id, o.at, o.account, o.address, o.dossier, o.message, o.urgent, o.state, o.bundle, o.claim, o.tries, o.next_at, o.sent_at, o.error, a.lang FROM outbox o LEFT JOIN account a ON a.id = o.account WHERE o.state = $1 ORDER BY o.at DESC, o.id DESC LIMIT $2;
-- mail REOPEN
UPDATE outbox SET state = 'waiting', tries = 0, next_at = $2 WHERE id = $1 AND state = 'failed';
-- mail DISMISS
UPDATE outbox SET state = 'shelved' WHERE state = 'failed';
-- mail GIVEN_UP_SINCE
SELECT COUNT(*) FROM outbox WHERE state = 'failed' AND next_at > $1;
-- mail COUNT
SELECT state, COUNT(*) AS n FROM outbox GROUP BY state ORDER BY state;
-- mail INSERT_INBOX
INSERT INTO inbox (id, account, dossier, message, at, read_at) VALUES ($1, $2, $3, $4, $5, $6);
-- mail INBOX
SELECT id, account, dossier, message, at, read_at FROM inbox WHERE account = $1 ORDER BY at DESC, id DESC LIMIT $2;
-- mail INBOX_ROW
SELECT id, account, dossier, message, at, read_at FROM inbox WHERE account = $1 AND id = $2;
-- mail UNREAD
SELECT COUNT(*) FROM inbox WHERE account = $1 AND read_at IS NULL;
-- mail READ
UPDATE inbox SET read_at = COALESCE(read_at, $3) WHERE account = $1 AND id = $2;
-- mail READ_WHOLE
UPDATE inbox SET read_at = $3 WHERE account = $1 AND at <= $2 AND read_at IS NULL;
-- mail REMINDERS
SELECT r.dossier, r.what FROM reminder r JOIN dossier d ON d.id = r.dossier WHERE d.season = $1;
-- mail INSERT_REMINDER
INSERT INTO reminder (dossier, what, at) VALUES ($1, $2, $3) ON CONFLICT (dossier, what) DO NOTHING;
-- journal LOCK
UPDATE journal_head SET seq = seq WHERE id = 1;
-- journal HEAD
SELECT seq, at, hash FROM journal_head WHERE id = 1;
-- journal SAVE_HEAD
UPDATE journal_head SET seq = $1, at = $2, hash = $3 WHERE id = 1 AND seq < $1;
-- journal APPEND
INSERT INTO journal (seq, at, actor, on_behalf, dossier, room, kind, data, reason, prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
-- journal ENTRIES
SELECT seq, at, actor, on_behalf, dossier, room, kind, data, reason, prev_hash, hash FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2;
-- journal LOUD
SELECT COUNT(*) FROM (SELECT 1 FROM journal WHERE seq > $1 AND seq <= $2 AND kind NOT IN ($3, $4, $5, $6, $7, $8, $9) LIMIT 1) AS found;
-- journal ENTRIES_BY
SELECT seq, at, actor, on_behalf, dossier, room, kind, data, reason, prev_hash, hash FROM journal WHERE actor = $1 AND seq > $2 ORDER BY seq LIMIT $3;
-- journal PUBLISHED
SELECT day, seq, at, hash, signature, key_sha256, public_key FROM published_head WHERE day = $1;
-- journal ALL_PUBLISHED
SELECT day, seq, at, hash, signature, key_sha256, public_key FROM published_head ORDER BY day DESC;
-- journal PUBLISH
INSERT INTO published_head (day, seq, at, hash, signature, key_sha256, public_key) VALUES ($1, $2, $3, $4, $5, $6, $7);
-- journal BACKUP_NOTE
SELECT at FROM backup_note WHERE id = 1;
-- journal NOTE_BACKUP
INSERT INTO backup_note (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = excluded.at;
-- journal ENTRIES_OF
SELECT seq, at, actor, on_behalf, dossier, room, kind, data, reason, prev_hash, hash FROM journal WHERE dossier = $1 ORDER BY seq;
-- schema APPLIED
SELECT version, name, checksum FROM schema_version ORDER BY version;
-- schema RECORD
INSERT INTO schema_version (version, name, checksum) VALUES ($1, $2, $3);
-- check QUOTA_USED
SELECT 'Quota of unit ' || q.unit || ' in season ' || q.season || ' says ' || CAST(q.used_large AS TEXT) || ' large and ' || CAST(q.used_sme AS TEXT) || ' small seats used, but ' || CAST(COALESCE(c.large, 0) AS TEXT) || ' large and ' || CAST(COALESCE(c.small, 0) AS TEXT) || ' small dossiers are recommended.' FROM quota q LEFT JOIN (SELECT d.season, d.unit, COUNT(CASE WHEN COALESCE(o.sme, d.sme) THEN NULL ELSE 1 END) AS large, COUNT(CASE WHEN COALESCE(o.sme, d.sme) THEN 1 END) AS small FROM dossier d LEFT JOIN overdrawn_seat o ON o.dossier = d.id WHERE d.stage NOT IN ('draft', 'submitted', 'withdrawn') GROUP BY d.season, d.unit) c ON c.season = q.season AND c.unit = q.unit WHERE q.used_large <> COALESCE(c.large, 0) OR q.used_sme <> COALESCE(c.small, 0) ORDER BY q.season, q.unit;
-- check QUOTA_MISSING
SELECT 'Dossier ' || d.reference || ' is recommended by unit ' || d.unit || ', which has no quota in season ' || d.season || '.' FROM dossier d WHERE d.stage NOT IN ('draft', 'submitted', 'withdrawn') AND NOT EXISTS (SELECT 1 FROM quota q WHERE q.season = d.season AND q.unit = d.unit) ORDER BY d.reference;
-- check OVERDRAWN
SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage || ' and is noted with a seat of the other kind.' FROM overdrawn_seat o JOIN dossier d ON d.id = o.dossier WHERE o.sme = d.sme OR d.stage NOT IN ('recommended', 'formality_refused') ORDER BY d.reference;
-- check OPINION_OTHERS
SELECT 'Dossier ' || d.reference || ' goes through unit ' || d.unit || ' on the opinion of unit ' || o.unit || '.' FROM opinion o JOIN dossier d ON d.id = o.dossier WHERE o.unit NOT IN ('', d.unit) AND d.stage NOT IN ('draft', 'submitted', 'withdrawn') ORDER BY d.reference;
-- check BACK_WITH_WRITER
SELECT 'Draft ' || d.reference || ' is still ticked, taken or ranked.' FROM dossier d WHERE d.stage = 'draft' AND (EXISTS (SELECT 1 FROM tick t WHERE t.dossier = d.id) OR EXISTS (SELECT 1 FROM claim c WHERE c.dossier = d.id) OR EXISTS (SELECT 1 FROM ranking r WHERE r.dossier = d.id)) ORDER BY d.reference;
-- check PLANNED_USED
SELECT 'Dossier ' || d.reference || ' belongs to season ' || s.id || ', which is only planned.' FROM dossier d JOIN season s ON s.id = d.season WHERE s.state = 'planned' ORDER BY d.reference;
-- check SEALED_ASSIGNED
SELECT 'The sealed review of dossier ' || r.dossier || ' by expert ' || r.expert || ' has no assignment.' FROM review r WHERE r.sealed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.dossier = r.dossier AND a.expert = r.expert) AND NOT EXISTS (SELECT 1 FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = 'written') ORDER BY r.dossier, r.expert;
-- check DEFENCE_SEALED_ASSIGNED
SELECT 'The sealed sheet of the defence of dossier ' || r.dossier || ' by expert ' || r.expert || ' has no assignment.' FROM defence_review r WHERE r.sealed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM defence_assignment a WHERE a.dossier = r.dossier AND a.expert = r.expert) AND NOT EXISTS (SELECT 1 FROM set_aside x WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = 'defence') ORDER BY r.dossier, r.expert;
-- check MISSED_SEALED
SELECT 'The sheet of dossier ' || x.dossier || ' by expert ' || x.expert || ' was missed and is sealed.' FROM missed_sheet x WHERE x.review = 'written' AND EXISTS (SELECT 1 FROM review r WHERE r.dossier = x.dossier AND r.expert = x.expert AND r.sealed_at IS NOT NULL) OR x.review = 'defence' AND EXISTS (SELECT 1 FROM defence_review r WHERE r.dossier = x.dossier AND r.expert = x.expert AND r.sealed_at IS NOT NULL) ORDER BY x.dossier, x.expert;
-- check SET_ASIDE
SELECT 'The score of dossier ' || x.dossier || ' by expert ' || x.expert || ' is set aside without a conflict.' FROM set_aside x WHERE NOT EXISTS (SELECT 1 FROM conflict c WHERE c.dossier = x.dossier AND c.expert = x.expert) ORDER BY x.dossier, x.expert, x.review;
-- check TIED_UNKEPT
SELECT 'Expert ' || t.expert || ' sits on the committee, is tied to dossier ' || d.id || ', and no conflict is kept.' FROM (SELECT season, expert FROM panel_member UNION SELECT season, scope AS expert FROM role_grant WHERE role IN ('chair', 'vice_chair')) t JOIN expert e ON e.id = t.expert JOIN dossier d ON d.season = t.season WHERE t.season = (SELECT id FROM season WHERE state = 'open' ORDER BY year DESC, id DESC LIMIT 1) AND d.stage NOT IN ('draft', 'submitted', 'recommended', 'correction', 'withdrawn', 'formality_refused') AND ((e.uscc <> '' AND e.uscc = d.uscc) OR (e.unit <> '' AND e.unit = d.unit) OR EXISTS (SELECT 1 FROM role_grant g JOIN member m ON m.account = g.account WHERE g.season = t.season AND g.scope = t.expert AND g.role IN ('expert', 'chair', 'vice_chair') AND m.organisation = d.organisation)) AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.expert = t.expert AND c.dossier = d.id) ORDER BY t.expert, d.id;
-- check CONFLICT_ASSIGNED
SELECT 'Dossier ' || c.dossier || ' is assigned to expert ' || c.expert || ' in spite of a conflict (' || c.kind || ').' FROM conflict c JOIN assignment a ON a.dossier = c.dossier AND a.expert = c.expert ORDER BY c.dossier, c.expert, c.kind;
-- check DEFENCE_CONFLICT_ASSIGNED
SELECT 'Dossier ' || c.dossier || ' is assigned in the defence to expert ' || c.expert || ' in spite of a conflict (' || c.kind || ').' FROM conflict c JOIN defence_assignment a ON a.dossier = c.dossier AND a.expert = c.expert ORDER BY c.dossier, c.expert, c.kind;
-- check SLOT_UNTOLD
SELECT 'The slot of dossier ' || s.dossier || ' belongs to session ' || s.sitting || ', which nobody was told of.' FROM slot s JOIN sitting t ON t.id = s.sitting WHERE t.published_at IS NULL ORDER BY s.dossier;
-- check SLOT_CANCELLED
SELECT 'The cancelled slot of dossier ' || s.dossier || ' is still scored by expert ' || a.expert || '.' FROM slot s JOIN defence_assignment a ON a.dossier = s.dossier WHERE s.cancelled_at IS NOT NULL ORDER BY s.dossier, a.expert;
-- check VERSION_MISSING
SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage || ' but has no frozen version.' FROM dossier d WHERE d.stage <> 'draft' AND NOT EXISTS (SELECT 1 FROM dossier_version v WHERE v.dossier = d.id) ORDER BY d.reference;
-- check CORRECTION_OPEN
SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage || ' and its correction is ' || CASE WHEN c.dossier IS NULL THEN 'missing' WHEN c.after_version IS NULL THEN 'open' ELSE 'answered' END || '.' FROM dossier d LEFT JOIN correction c ON c.dossier = d.id WHERE (d.stage = 'correction' AND (c.dossier IS NULL OR c.after_version IS NOT NULL)) OR (c.dossier IS NOT NULL AND c.after_version IS NULL AND d.stage NOT IN ('correction', 'withdrawn', 'formality_refused')) ORDER BY d.reference;
-- check REJECTED
SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage || ' and has ' || CASE WHEN r.dossier IS NULL THEN 'no' ELSE 'a' END || ' reason of a refusal.' FROM dossier d LEFT JOIN rejection r ON r.dossier = d.id WHERE (d.stage = 'formality_refused') <> (r.dossier IS NOT NULL) ORDER BY d.reference;
-- check SIGNED_VERSION
SELECT 'Version ' || CAST(v.number AS TEXT) || ' of dossier ' || v.dossier || ' is not what was signed for it.' FROM dossier_version v JOIN sign_off s ON s.dossier = v.dossier AND s.version = v.number WHERE s.outcome = 'signed' AND s.sha256 <> v.sha256 ORDER BY v.dossier, v.number;
-- check DRAFT_INFECTED
SELECT 'File ' || f.id || ' of draft ' || d.reference || ' is infected and still attached.' FROM dossier_file f JOIN dossier d ON d.id = f.dossier WHERE f.state = 'infected' AND f.removed_at IS NULL AND d.stage = 'draft' ORDER BY f.id;
-- check UPLOAD_ATTACHED
SELECT 'Upload ' || u.id || ' of dossier ' || u.dossier || ' is attached already.' FROM upload u JOIN dossier_file f ON f.id = u.id ORDER BY u.id;
-- check CHAIRS
SELECT 'Season ' || season || ' has ' || CAST(COUNT(*) AS TEXT) || ' accounts in the role ' || role || '.' FROM role_grant WHERE role IN ('chair', 'vice_chair') GROUP BY season, role HAVING COUNT(*) > 1 ORDER BY season, role;
-- check TOTALS
SELECT 'The review of dossier ' || dossier || ' by expert ' || expert || ' has a total of ' || CAST(total AS TEXT) || ' tenths, outside 0 to 1000.' FROM review WHERE total < 0 OR total > 1000 ORDER BY dossier, expert;
-- check DEFENCE_TOTALS
SELECT 'The sheet of the defence of dossier ' || dossier || ' by expert ' || expert || ' has a total of ' || CAST(total AS TEXT) || ' tenths, outside 0 to 1000.' FROM defence_review WHERE total < 0 OR total > 1000 ORDER BY dossier, expert;
-- check LEADERLESS
SELECT 'Organisation ' || organisation || ' has people but nobody who runs it.' FROM member GROUP BY organisation HAVING SUM(CASE WHEN role = 'applicant' THEN 1 ELSE 0 END) = 0 ORDER BY organisation;
-- check CLOSED_MEMBER
SELECT 'The closed account ' || a.id || ' still has a name, an address or a place.' FROM account a WHERE a.closed_at IS NOT NULL AND (a.name <> '' OR a.email <> a.id OR EXISTS (SELECT 1 FROM member m WHERE m.account = a.id) OR EXISTS (SELECT 1 FROM session s WHERE s.account = a.id)) ORDER BY a.id;
-- check ENDED_INVITATION
SELECT 'Invitation ' || id || ' has ended and still names an address.' FROM invitation WHERE ended_at IS NOT NULL AND email <> '' ORDER BY id;
-- check MAIL_SECRET
SELECT 'Mail ' || id || ' is ' || state || ' but still holds its secret.' FROM outbox WHERE state <> 'waiting' AND message LIKE '%"token":%' AND message NOT LIKE '%"token":""%' ORDER BY id;
-- check INBOX_SECRET
SELECT 'Message ' || id || ' in the inbox of account ' || account || ' holds a secret.' FROM inbox WHERE message LIKE '%"token":%' ORDER BY id;
-- check LIST_SIGNERS
SELECT 'Initial list ' || CAST(number AS TEXT) || ' of season ' || season || ' was signed and confirmed by the same person.' FROM signed_list WHERE signed_by = confirmed_by ORDER BY season, number;
-- check LIST_UNSIGNED
SELECT 'The initial list of season ' || i.season || ' is confirmed, but no signed list is kept.' FROM initial_list i WHERE i.stage = 'confirmed' AND NOT EXISTS (SELECT 1 FROM signed_list l WHERE l.season = i.season) ORDER BY i.season;
-- check SIGNED_LISTS
SELECT season, number, canonical, sha256, dossiers FROM signed_list ORDER BY season, number;
-- check NOTICE_UNCONSULTED
SELECT 'The public notice of season ' || n.season || ' was opened without a closed consultation.' FROM notice n WHERE NOT EXISTS (SELECT 1 FROM consultation c WHERE c.season = n.season AND c.closed_at <= n.opened_at) ORDER BY n.season;
-- check CONSULTATIONS
SELECT season, list, data FROM consultation ORDER BY season, list;
-- check LISTED_WITHOUT_NOTICE
SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage || ' but its season has no public notice.' FROM dossier d WHERE d.stage IN ('on_initial_list', 'announced', 'not_listed', 'struck_off') AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.season = d.season) ORDER BY d.reference;
-- check STRUCK_WITHOUT_OBJECTION
SELECT 'Dossier ' || d.reference || ' is struck off without a decided objection.' FROM dossier d WHERE d.stage = 'struck_off' AND NOT EXISTS (SELECT 1 FROM objection o WHERE o.dossier = d.id AND o.step = 'decided') ORDER BY d.reference;
-- check ANNOUNCED_WITHOUT_RELEASE
SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage || ', but the announcement of its season is ' || CASE WHEN a.season IS NULL THEN 'not released' ELSE 'released' END || '.' FROM dossier d LEFT JOIN announcement a ON a.season = d.season AND a.released_at IS NOT NULL WHERE (d.stage = 'announced' AND a.season IS NULL) OR (d.stage = 'on_initial_list' AND a.season IS NOT NULL) ORDER BY d.reference;
-- check ANNOUNCED_OVER_OBJECTION
SELECT 'Objection ' || CAST(o.number AS TEXT) || ' in season ' || o.season || ' is open although the result is announced.' FROM objection o JOIN announcement a ON a.season = o.season WHERE a.released_at IS NOT NULL AND o.step NOT IN ('decided', 'withdrawn') ORDER BY o.season, o.number;
-- check NAMED_SELF
SELECT 'Account ' || h.account || ' named itself to handle objection ' || h.objection || '.' FROM objection_handler h WHERE h.account = h.named_by ORDER BY h.objection, h.account;
-- check INVESTIGATES_SELF
SELECT 'Account ' || p.account || ' named itself to investigate incident ' || p.incident || '.' FROM incident_person p WHERE p.account = p.named_by AND p.left_at IS NULL ORDER BY p.incident, p.account;
-- check REVOKED_UNDECIDED
SELECT 'Title ' || r.title || ' is revoked by case ' || r.incident || ', which is ' || i.step || '.' FROM revocation r JOIN incident i ON i.id = r.incident WHERE i.step <> 'decided' OR i.title <> r.title ORDER BY r.title;
-- check REPORTER_INVESTIGATES
SELECT 'Account ' || p.account || ' reported incident ' || p.incident || ' and investigates it.' FROM incident_person p JOIN incident i ON i.id = p.incident WHERE p.account = i.reporter AND p.left_at IS NULL ORDER BY p.incident;
-- check HEARD_WITHOUT_REPORT
SELECT 'Incident ' || i.id || ' is ' || i.step || ' without a report.' FROM incident i WHERE i.step IN ('heard', 'proposed', 'decided') AND NOT EXISTS (SELECT 1 FROM incident_note n WHERE n.incident = i.id AND n.report = 1) ORDER BY i.id;
-- check TITLE_MISSING
SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage || ' and has ' || CASE WHEN t.number IS NULL THEN 'no title' ELSE 'title ' || t.number END || '.' FROM dossier d LEFT JOIN title t ON t.dossier = d.id WHERE (d.stage = 'announced') <> (t.number IS NOT NULL) ORDER BY d.reference;
-- check TITLE_YEAR
SELECT 'Title ' || t.number || ' is of ' || CAST(t.year AS TEXT) || ', its season of ' || CAST(s.year AS TEXT) || '.' FROM title t JOIN dossier d ON d.id = t.dossier JOIN season s ON s.id = d.season WHERE s.year <> t.year ORDER BY t.number;
-- check CORRECTED_WRONGLY
SELECT 'Title ' || c.title || ' has correction ' || CAST(c.revision AS TEXT) || CASE WHEN t.dossier IS NULL THEN ' after it was replaced.' ELSE ' although it was granted here.' END FROM title_correction c JOIN title t ON t.number = c.title WHERE t.dossier IS NOT NULL OR EXISTS (SELECT 1 FROM title_correction x WHERE x.title = c.title AND x.replaced_by IS NOT NULL AND x.revision < c.revision) ORDER BY c.title, c.revision;
-- check TITLES
SELECT number, year, serial FROM title ORDER BY number;
-- check ADMINISTRATES
SELECT 'Account ' || g.account || ' is ' || g.role || ' in season ' || g.season || ' and holds another role beside it.' FROM role_grant g WHERE g.role IN ('system_admin', 'security_admin', 'audit_admin') AND EXISTS (SELECT 1 FROM role_grant o WHERE o.season = g.season AND o.account = g.account AND o.role <> g.role) ORDER BY g.season, g.account, g.role;
-- check DISABLED_SESSION
SELECT 'Account ' || d.account || ' is disabled and has a session.' FROM account_disabled d WHERE EXISTS (SELECT 1 FROM session s WHERE s.account = d.account AND s.revoked_at IS NULL) ORDER BY d.account;
-- check RECOVERY_ALONE
SELECT 'Account ' || r.account || ' has recovery codes and no second step.' FROM recovery_code r WHERE NOT EXISTS (SELECT 1 FROM second_factor f WHERE f.account = r.account AND f.secret IS NOT NULL) GROUP BY r.account ORDER BY r.account;
-- check PUBLISHED_HEAD
SELECT 'The head published on ' || h.day || ' is not the hash of row ' || CAST(h.seq AS TEXT) || ' of the journal.' FROM published_head h WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.seq = h.seq AND j.hash = h.hash) ORDER BY h.day;
-- check STANDINGS
SELECT reference, stage, standing FROM dossier ORDER BY reference;
