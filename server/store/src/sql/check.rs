//! Invariants: each text gives one English sentence per row that breaks its rule.

// What holds of a review holds of the defence too: the same text over its own tables.
macro_rules! sealed_assigned {
    ($what:literal, $code:literal, $review:literal, $assignment:literal) => {
        concat!(
            "SELECT '",
            $what,
            " of dossier ' || r.dossier || ' by expert ' || r.expert ",
            "|| ' has no assignment.' FROM ",
            $review,
            " r WHERE r.sealed_at IS NOT NULL AND NOT EXISTS ",
            "(SELECT 1 FROM ",
            $assignment,
            " a WHERE a.dossier = r.dossier AND a.expert = r.expert) AND NOT EXISTS (SELECT 1 FROM set_aside x ",
            "WHERE x.dossier = r.dossier AND x.expert = r.expert AND x.review = '",
            $code,
            "') ORDER BY r.dossier, r.expert"
        )
    };
}
macro_rules! conflict_assigned {
    ($is:literal, $assignment:literal) => {
        concat!(
            "SELECT 'Dossier ' || c.dossier || ' ",
            $is,
            " to expert ' || c.expert ",
            "|| ' in spite of a conflict (' || c.kind || ').' FROM conflict c JOIN ",
            $assignment,
            " a ",
            "ON a.dossier = c.dossier AND a.expert = c.expert ORDER BY c.dossier, c.expert, c.kind"
        )
    };
}
macro_rules! totals {
    ($what:literal, $review:literal) => {
        concat!(
            "SELECT '",
            $what,
            " of dossier ' || dossier || ' by expert ' || expert ",
            "|| ' has a total of ' || CAST(total AS TEXT) || ' tenths, outside 0 to 1000.' FROM ",
            $review,
            " WHERE total < 0 OR total > 1000 ORDER BY dossier, expert"
        )
    };
}

sql! {
    /// Art. 17: a unit's meter says what its dossiers say.
    QUOTA_USED = "SELECT 'Quota of unit ' || q.unit || ' in season ' || q.season || ' says ' ",
        "|| CAST(q.used_large AS TEXT) || ' large and ' || CAST(q.used_sme AS TEXT) ",
        "|| ' small seats used, but ' || CAST(COALESCE(c.large, 0) AS TEXT) || ' large and ' ",
        "|| CAST(COALESCE(c.small, 0) AS TEXT) || ' small dossiers are recommended.' ",
        "FROM quota q LEFT JOIN (SELECT d.season, d.unit, ",
        "COUNT(CASE WHEN COALESCE(o.sme, d.sme) THEN NULL ELSE 1 END) AS large, ",
        "COUNT(CASE WHEN COALESCE(o.sme, d.sme) THEN 1 END) AS small ",
        "FROM dossier d LEFT JOIN overdrawn_seat o ON o.dossier = d.id ",
        "WHERE ", seated!("d"), " GROUP BY d.season, d.unit) c ",
        "ON c.season = q.season AND c.unit = q.unit ",
        "WHERE q.used_large <> COALESCE(c.large, 0) OR q.used_sme <> COALESCE(c.small, 0) ",
        "ORDER BY q.season, q.unit";
    QUOTA_MISSING = "SELECT 'Dossier ' || d.reference || ' is recommended by unit ' || d.unit ",
        "|| ', which has no quota in season ' || d.season || '.' FROM dossier d ",
        "WHERE ", seated!("d"), " AND NOT EXISTS ",
        "(SELECT 1 FROM quota q WHERE q.season = d.season AND q.unit = d.unit) ORDER BY d.reference";
    /// Art. 17, 18: whoever holds a seat of the other kind waits for one of the right kind before it passes.
    OVERDRAWN = "SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage ",
        "|| ' and is noted with a seat of the other kind.' ",
        "FROM overdrawn_seat o JOIN dossier d ON d.id = o.dossier WHERE o.sme = d.sme ",
        "OR d.stage NOT IN ('recommended', 'formality_refused') ORDER BY d.reference";
    /// Art. 7, 17: what a unit recommends is recommended on its own opinion. Of one from before this was kept nobody
    /// knows whose it is.
    OPINION_OTHERS = "SELECT 'Dossier ' || d.reference || ' goes through unit ' || d.unit ",
        "|| ' on the opinion of unit ' || o.unit || '.' FROM opinion o JOIN dossier d ON d.id = o.dossier ",
        "WHERE o.unit NOT IN ('', d.unit) AND ", seated!("d"), " ORDER BY d.reference";
    /// Art. 17, 18: what was said of a version ends when the dossier goes back to its writer.
    BACK_WITH_WRITER = "SELECT 'Draft ' || d.reference || ' is still ticked, taken or ranked.' FROM dossier d ",
        "WHERE d.stage = 'draft' AND (EXISTS (SELECT 1 FROM tick t WHERE t.dossier = d.id) ",
        "OR EXISTS (SELECT 1 FROM claim c WHERE c.dossier = d.id) ",
        "OR EXISTS (SELECT 1 FROM ranking r WHERE r.dossier = d.id)) ORDER BY d.reference";
    /// Art. 6: nothing happens in a season that is not open.
    PLANNED_USED = "SELECT 'Dossier ' || d.reference || ' belongs to season ' || s.id ",
        "|| ', which is only planned.' FROM dossier d JOIN season s ON s.id = d.season ",
        "WHERE s.state = 'planned' ORDER BY d.reference";
    /// Art. 15, 19, 20: only assigned experts score.
    SEALED_ASSIGNED = sealed_assigned!("The sealed review", "written", "review", "assignment");
    DEFENCE_SEALED_ASSIGNED =
        sealed_assigned!("The sealed sheet of the defence", "defence", "defence_review", "defence_assignment");
    /// Art. 15: a sealed score is set aside for a conflict, and for nothing else.
    /// What its expert said was missed is not sealed later (Art. 19).
    MISSED_SEALED = "SELECT 'The sheet of dossier ' || x.dossier || ' by expert ' || x.expert ",
        "|| ' was missed and is sealed.' FROM missed_sheet x WHERE ",
        "x.review = 'written' AND EXISTS (SELECT 1 FROM review r WHERE r.dossier = x.dossier ",
        "AND r.expert = x.expert AND r.sealed_at IS NOT NULL) OR ",
        "x.review = 'defence' AND EXISTS (SELECT 1 FROM defence_review r WHERE r.dossier = x.dossier ",
        "AND r.expert = x.expert AND r.sealed_at IS NOT NULL) ORDER BY x.dossier, x.expert";
    SET_ASIDE = "SELECT 'The score of dossier ' || x.dossier || ' by expert ' || x.expert ",
        "|| ' is set aside without a conflict.' FROM set_aside x WHERE NOT EXISTS (SELECT 1 FROM conflict c ",
        "WHERE c.dossier = x.dossier AND c.expert = x.expert) ORDER BY x.dossier, x.expert, x.review";
    /// Art. 15: who sits on the committee of the season that runs is kept away from what their employer, their unit
    /// or their own organisation applies with.
    TIED_UNKEPT = "SELECT 'Expert ' || t.expert || ' sits on the committee, is tied to dossier ' || d.id ",
        "|| ', and no conflict is kept.' FROM (SELECT season, expert FROM panel_member UNION ",
        "SELECT season, scope AS expert FROM role_grant WHERE role IN ('chair', 'vice_chair')) t ",
        "JOIN expert e ON e.id = t.expert JOIN dossier d ON d.season = t.season ",
        "WHERE t.season = (SELECT id FROM season WHERE state = 'open' ORDER BY year DESC, id DESC LIMIT 1) ",
        "AND d.stage NOT IN ", unchecked!(), " ",
        "AND ((e.uscc <> '' AND e.uscc = d.uscc) OR (e.unit <> '' AND e.unit = d.unit) OR EXISTS ",
        "(SELECT 1 FROM role_grant g JOIN member m ON m.account = g.account WHERE g.season = t.season ",
        "AND g.scope = t.expert AND g.role IN ('expert', 'chair', 'vice_chair') ",
        "AND m.organisation = d.organisation)) AND NOT EXISTS (SELECT 1 FROM conflict c ",
        "WHERE c.expert = t.expert AND c.dossier = d.id) ORDER BY t.expert, d.id";
    /// Art. 19: who is stood down is given nothing.
    STOOD_DOWN_GIVEN = "SELECT 'Expert ' || m.expert || ' was stood down and is given dossier ' || a.dossier ",
        "|| ' since.' FROM panel_member m JOIN (SELECT season, expert, dossier, at FROM assignment UNION ALL ",
        "SELECT season, expert, dossier, at FROM defence_assignment) a ON a.season = m.season AND a.expert = m.expert ",
        "WHERE a.at > m.stood_down_at ORDER BY m.expert, a.dossier";
    /// Art. 15: nobody reads where a conflict stands.
    CONFLICT_ASSIGNED = conflict_assigned!("is assigned", "assignment");
    DEFENCE_CONFLICT_ASSIGNED = conflict_assigned!("is assigned in the defence", "defence_assignment");
    /// Art. 20: a slot belongs to a session that was told, and nobody scores what was cancelled.
    SLOT_UNTOLD = "SELECT 'The slot of dossier ' || s.dossier || ' belongs to session ' || s.sitting ",
        "|| ', which nobody was told of.' FROM slot s JOIN sitting t ON t.id = s.sitting ",
        "WHERE t.published_at IS NULL ORDER BY s.dossier";
    SLOT_CANCELLED = "SELECT 'The cancelled slot of dossier ' || s.dossier || ' is still scored by expert ' ",
        "|| a.expert || '.' FROM slot s JOIN defence_assignment a ON a.dossier = s.dossier ",
        "WHERE s.cancelled_at IS NOT NULL ORDER BY s.dossier, a.expert";
    /// Art. 16: what was handed in was frozen.
    VERSION_MISSING = "SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage ",
        "|| ' but has no frozen version.' FROM dossier d WHERE d.stage <> 'draft' AND NOT EXISTS ",
        "(SELECT 1 FROM dossier_version v WHERE v.dossier = d.id) ORDER BY d.reference";
    /// Art. 18: a dossier is reopened exactly while its one correction waits for an answer. One
    /// withdrawn in the middle of it stays unanswered.
    CORRECTION_OPEN = "SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage ",
        "|| ' and its correction is ' || CASE WHEN c.dossier IS NULL THEN 'missing' ",
        "WHEN c.after_version IS NULL THEN 'open' ELSE 'answered' END || '.' ",
        "FROM dossier d LEFT JOIN correction c ON c.dossier = d.id ",
        "WHERE (d.stage = 'correction' AND (c.dossier IS NULL OR c.after_version IS NOT NULL)) ",
        "OR (c.dossier IS NOT NULL AND c.after_version IS NULL ",
        "AND d.stage NOT IN ('correction', 'withdrawn', 'formality_refused')) ORDER BY d.reference";
    /// Art. 18: what was refused has its reason, and nothing else has one.
    REJECTED = "SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage || ' and has ' ",
        "|| CASE WHEN r.dossier IS NULL THEN 'no' ELSE 'a' END || ' reason of a refusal.' ",
        "FROM dossier d LEFT JOIN rejection r ON r.dossier = d.id ",
        "WHERE (d.stage = 'formality_refused') <> (r.dossier IS NOT NULL) ORDER BY d.reference";
    /// Art. 16: what was signed for a version is that version, unless it was replaced.
    SIGNED_VERSION = "SELECT 'Version ' || CAST(v.number AS TEXT) || ' of dossier ' || v.dossier ",
        "|| ' is not what was signed for it.' FROM dossier_version v JOIN sign_off s ",
        "ON s.dossier = v.dossier AND s.version = v.number WHERE s.outcome = 'signed' ",
        "AND s.sha256 <> v.sha256 ORDER BY v.dossier, v.number";
    /// What a virus was found in is gone from a draft; nothing infected is handed in from there.
    DRAFT_INFECTED = "SELECT 'File ' || f.id || ' of draft ' || d.reference || ' is infected and still attached.' ",
        "FROM dossier_file f JOIN dossier d ON d.id = f.dossier ",
        "WHERE f.state = 'infected' AND f.removed_at IS NULL AND d.stage = 'draft' ORDER BY f.id";
    /// A file is attached or on its way, not both.
    UPLOAD_ATTACHED = "SELECT 'Upload ' || u.id || ' of dossier ' || u.dossier || ' is attached already.' ",
        "FROM upload u JOIN dossier_file f ON f.id = u.id ORDER BY u.id";
    /// Art. 13: one chair and one vice chair.
    CHAIRS = "SELECT 'Season ' || season || ' has ' || CAST(COUNT(*) AS TEXT) ",
        "|| ' accounts in the role ' || role || '.' FROM role_grant ",
        "WHERE role IN ('chair', 'vice_chair') GROUP BY season, role HAVING COUNT(*) > 1 ",
        "ORDER BY season, role";
    /// Art. 19, 20: a hundred points are a thousand tenths.
    TOTALS = totals!("The review", "review");
    DEFENCE_TOTALS = totals!("The sheet of the defence", "defence_review");
    /// An organisation with people has somebody who runs it.
    LEADERLESS = "SELECT 'Organisation ' || organisation || ' has people but nobody who runs it.' ",
        "FROM member GROUP BY organisation ",
        "HAVING SUM(CASE WHEN role = 'applicant' THEN 1 ELSE 0 END) = 0 ORDER BY organisation";
    /// Whoever closed their account is nowhere any more.
    CLOSED_MEMBER = "SELECT 'The closed account ' || a.id || ' still has a name, an address or a place.' ",
        "FROM account a WHERE a.closed_at IS NOT NULL AND (a.name <> '' OR a.email <> a.id ",
        "OR EXISTS (SELECT 1 FROM member m WHERE m.account = a.id) ",
        "OR EXISTS (SELECT 1 FROM session s WHERE s.account = a.id)) ORDER BY a.id";
    /// An invitation that has ended keeps no address.
    ENDED_INVITATION = "SELECT 'Invitation ' || id || ' has ended and still names an address.' ",
        "FROM invitation WHERE ended_at IS NOT NULL AND email <> '' ORDER BY id";
    /// A one-time secret is kept no longer than it is needed. JSON is compared as text, as both
    /// engines can.
    MAIL_SECRET = "SELECT 'Mail ' || id || ' is ' || state || ' but still holds its secret.' ",
        "FROM outbox WHERE state <> 'waiting' AND message LIKE '%\"token\":%' ",
        "AND message NOT LIKE '%\"token\":\"\"%' ORDER BY id";
    INBOX_SECRET = "SELECT 'Message ' || id || ' in the inbox of account ' || account ",
        "|| ' holds a secret.' FROM inbox WHERE message LIKE '%\"token\":%' ORDER BY id";
    /// Art. 13, 20: two persons sign the initial list.
    LIST_SIGNERS = "SELECT 'Initial list ' || CAST(number AS TEXT) || ' of season ' || season ",
        "|| ' was signed and confirmed by the same person.' FROM signed_list ",
        "WHERE signed_by = confirmed_by ORDER BY season, number";
    /// Art. 20: what is confirmed was signed for good.
    LIST_UNSIGNED = "SELECT 'The initial list of season ' || i.season || ' is confirmed, but no signed list is kept.' ",
        "FROM initial_list i WHERE i.stage = 'confirmed' AND NOT EXISTS ",
        "(SELECT 1 FROM signed_list l WHERE l.season = i.season) ORDER BY i.season";
    /// Read in code, as the next.
    SIGNED_LISTS = "SELECT season, number, canonical, sha256, dossiers FROM signed_list ORDER BY season, number";
    /// Art. 20: no notice before the ministry was heard.
    NOTICE_UNCONSULTED = "SELECT 'The public notice of season ' || n.season || ' was opened without a closed consultation.' ",
        "FROM notice n WHERE NOT EXISTS (SELECT 1 FROM consultation c WHERE c.season = n.season ",
        "AND c.closed_at <= n.opened_at) ORDER BY n.season";
    /// Read in code, as the next.
    CONSULTATIONS = "SELECT season, list, data FROM consultation ORDER BY season, list";
    /// Art. 20, 21: whoever is listed, or not, was told by a notice; where there is none because nothing remained of the
    /// list, when its consultation was closed.
    LISTED_WITHOUT_NOTICE = "SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage ",
        "|| ' but its season has no public notice.' FROM dossier d WHERE d.stage IN ",
        "('on_initial_list', 'announced', 'not_listed', 'struck_off') AND NOT EXISTS ",
        "(SELECT 1 FROM notice n WHERE n.season = d.season) AND NOT (d.stage = 'not_listed' AND EXISTS ",
        "(SELECT 1 FROM consultation c WHERE c.season = d.season AND c.closed_at IS NOT NULL)) ORDER BY d.reference";
    /// Art. 21: an application is struck off by an objection that was decided, and by nothing else.
    STRUCK_WITHOUT_OBJECTION = "SELECT 'Dossier ' || d.reference || ' is struck off without a decided objection.' ",
        "FROM dossier d WHERE d.stage = 'struck_off' AND NOT EXISTS ",
        "(SELECT 1 FROM objection o WHERE o.dossier = d.id AND o.step = 'decided') ORDER BY d.reference";
    /// Art. 22: benchmarks are announced by an announcement, which leaves no listed application over.
    ANNOUNCED_WITHOUT_RELEASE = "SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage ",
        "|| ', but the announcement of its season is ' || CASE WHEN a.season IS NULL THEN 'not released' ",
        "ELSE 'released' END || '.' FROM dossier d LEFT JOIN announcement a ON a.season = d.season ",
        "AND a.released_at IS NOT NULL WHERE (d.stage = 'announced' AND a.season IS NULL) ",
        "OR (d.stage = 'on_initial_list' AND a.season IS NOT NULL) ORDER BY d.reference";
    /// Art. 21, 22: nothing is announced over an objection that is open.
    ANNOUNCED_OVER_OBJECTION = "SELECT 'Objection ' || CAST(o.number AS TEXT) || ' in season ' || o.season ",
        "|| ' is open although the result is announced.' FROM objection o JOIN announcement a ",
        "ON a.season = o.season WHERE a.released_at IS NOT NULL AND o.step NOT IN ('decided', 'withdrawn') ",
        "ORDER BY o.season, o.number";
    /// Art. 22: what the association gave back is drawn up anew before anything is announced. In a document a quotation
    /// mark that was typed stands behind a backslash.
    RELEASED_THOUGH_RETURNED = "SELECT 'The announcement of season ' || season || ' is released although it was given back.' ",
        "FROM announcement WHERE released_at IS NOT NULL AND data LIKE '%\"returned\":%' ORDER BY season";
    /// Art. 22: letters are kept of what was announced, of all of a release or, before they were kept, of none.
    LETTER_STRAY = "SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage ",
        "|| ' and has the letter of a benchmark.' FROM winner_letter l JOIN dossier d ON d.id = l.dossier ",
        "WHERE d.stage <> 'announced' OR d.season <> l.season ORDER BY d.reference";
    LETTER_MISSING = "SELECT 'Dossier ' || d.reference || ' was announced without the letter others of its season have.' ",
        "FROM dossier d WHERE d.stage = 'announced' AND EXISTS (SELECT 1 FROM winner_letter l ",
        "WHERE l.season = d.season) AND NOT EXISTS (SELECT 1 FROM winner_letter l WHERE l.dossier = d.id) ",
        "ORDER BY d.reference";
    /// Read in code, because digests are.
    LETTERS = "SELECT d.reference, l.text, l.sha256 FROM winner_letter l JOIN dossier d ON d.id = l.dossier ",
        "ORDER BY d.reference";
    /// Art. 21: nobody is named to handle an objection by themselves.
    NAMED_SELF = "SELECT 'Account ' || h.account || ' named itself to handle objection ' || h.objection || '.' ",
        "FROM objection_handler h WHERE h.account = h.named_by ORDER BY h.objection, h.account";
    /// Art. 21, 24: what was added to a case later says by whom, and where it comes from.
    EVIDENCE_UNSAID = "SELECT 'File ' || e.id || ' of objection ' || e.objection || ' was added without a note.' ",
        "FROM evidence e WHERE e.note > 0 AND NOT EXISTS (SELECT 1 FROM objection_note n ",
        "WHERE n.objection = e.objection AND n.number = e.note) UNION ALL ",
        "SELECT 'File ' || f.id || ' of incident ' || f.incident || ' was added without a note.' ",
        "FROM incident_file f WHERE f.note > 0 AND NOT EXISTS (SELECT 1 FROM incident_note n ",
        "WHERE n.incident = f.incident AND n.number = f.note) ORDER BY 1";
    /// Art. 24: nobody is named to investigate an incident by themselves.
    INVESTIGATES_SELF = "SELECT 'Account ' || p.account || ' named itself to investigate incident ' || p.incident || '.' ",
        "FROM incident_person p WHERE p.account = p.named_by AND p.left_at IS NULL ORDER BY p.incident, p.account";
    /// Art. 24: a title is revoked by a case that was decided, and by nothing else.
    REVOKED_UNDECIDED = "SELECT 'Title ' || r.title || ' is revoked by case ' || r.incident || ', which is ' || i.step || '.' ",
        "FROM revocation r JOIN incident i ON i.id = r.incident ",
        "WHERE i.step <> 'decided' OR i.title <> r.title ORDER BY r.title";
    /// Art. 15, 24: whoever reported an incident does not investigate it.
    REPORTER_INVESTIGATES = "SELECT 'Account ' || p.account || ' reported incident ' || p.incident || ' and investigates it.' ",
        "FROM incident_person p JOIN incident i ON i.id = p.incident ",
        "WHERE p.account = i.reporter AND p.left_at IS NULL ORDER BY p.incident";
    /// Art. 24: what was not taken up is not put to anybody, and nobody is heard before a report.
    HEARD_WITHOUT_REPORT = "SELECT 'Incident ' || i.id || ' is ' || i.step || ' without a report.' ",
        "FROM incident i WHERE i.step IN ('heard', 'proposed', 'decided') AND NOT EXISTS ",
        "(SELECT 1 FROM incident_note n WHERE n.incident = i.id AND n.report = 1) ORDER BY i.id";
    /// Art. 22, 23: every benchmark has its title, and no other application of this system has one.
    TITLE_MISSING = "SELECT 'Dossier ' || d.reference || ' stands at ' || d.stage || ' and has ' ",
        "|| CASE WHEN t.number IS NULL THEN 'no title' ELSE 'title ' || t.number END || '.' ",
        "FROM dossier d LEFT JOIN title t ON t.dossier = d.id ",
        "WHERE (d.stage = 'announced') <> (t.number IS NOT NULL) ORDER BY d.reference";
    /// Art. 23: a title stands in the year of its season.
    TITLE_YEAR = "SELECT 'Title ' || t.number || ' is of ' || CAST(t.year AS TEXT) || ', its season of ' ",
        "|| CAST(s.year AS TEXT) || '.' FROM title t JOIN dossier d ON d.id = t.dossier ",
        "JOIN season s ON s.id = d.season WHERE s.year <> t.year ORDER BY t.number";
    /// Art. 22, 23: what was announced here is not corrected, and what was replaced has no correction after that.
    CORRECTED_WRONGLY = "SELECT 'Title ' || c.title || ' has correction ' || CAST(c.revision AS TEXT) ",
        "|| CASE WHEN t.dossier IS NULL THEN ' after it was replaced.' ELSE ' although it was granted here.' END ",
        "FROM title_correction c JOIN title t ON t.number = c.title WHERE t.dossier IS NOT NULL OR EXISTS ",
        "(SELECT 1 FROM title_correction x WHERE x.title = c.title AND x.replaced_by IS NOT NULL ",
        "AND x.revision < c.revision) ORDER BY c.title, c.revision";
    /// Read in code, because check digits are.
    TITLES = "SELECT number, year, serial FROM title ORDER BY number";
    /// Three separated administrators: who holds one of the roles holds nothing else.
    ADMINISTRATES = "SELECT 'Account ' || g.account || ' is ' || g.role || ' in season ' || g.season ",
        "|| ' and holds another role beside it.' FROM role_grant g ",
        "WHERE g.role IN ('system_admin', 'security_admin', 'audit_admin') AND EXISTS ",
        "(SELECT 1 FROM role_grant o WHERE o.season = g.season AND o.account = g.account AND o.role <> g.role) ",
        "ORDER BY g.season, g.account, g.role";
    /// Nobody is signed in with a disabled account.
    DISABLED_SESSION = "SELECT 'Account ' || d.account || ' is disabled and has a session.' FROM account_disabled d ",
        "WHERE EXISTS (SELECT 1 FROM session s WHERE s.account = d.account AND s.revoked_at IS NULL) ",
        "ORDER BY d.account";
    /// Recovery codes belong to a second step that is set up.
    RECOVERY_ALONE = "SELECT 'Account ' || r.account || ' has recovery codes and no second step.' FROM recovery_code r ",
        "WHERE NOT EXISTS (SELECT 1 FROM second_factor f WHERE f.account = r.account AND f.secret IS NOT NULL) ",
        "GROUP BY r.account ORDER BY r.account";
    /// A head that was published is the hash of a row of the journal.
    PUBLISHED_HEAD = "SELECT 'The head published on ' || h.day || ' is not the hash of row ' ",
        "|| CAST(h.seq AS TEXT) || ' of the journal.' FROM published_head h WHERE NOT EXISTS ",
        "(SELECT 1 FROM journal j WHERE j.seq = h.seq AND j.hash = h.hash) ORDER BY h.day";
    /// Read in code, because the engines read JSON differently.
    STANDINGS = "SELECT reference, stage, standing FROM dossier ORDER BY reference";
}

/// The texts that speak for themselves.
pub const SENTENCES: &[&str] = &[
    QUOTA_USED,
    QUOTA_MISSING,
    PLANNED_USED,
    SEALED_ASSIGNED,
    DEFENCE_SEALED_ASSIGNED,
    SET_ASIDE,
    TIED_UNKEPT,
    STOOD_DOWN_GIVEN,
    MISSED_SEALED,
    CONFLICT_ASSIGNED,
    DEFENCE_CONFLICT_ASSIGNED,
    SLOT_UNTOLD,
    SLOT_CANCELLED,
    VERSION_MISSING,
    CORRECTION_OPEN,
    OVERDRAWN,
    OPINION_OTHERS,
    BACK_WITH_WRITER,
    REJECTED,
    SIGNED_VERSION,
    CHAIRS,
    TOTALS,
    DEFENCE_TOTALS,
    LEADERLESS,
    CLOSED_MEMBER,
    ENDED_INVITATION,
    DRAFT_INFECTED,
    UPLOAD_ATTACHED,
    LIST_SIGNERS,
    LIST_UNSIGNED,
    MAIL_SECRET,
    INBOX_SECRET,
    NOTICE_UNCONSULTED,
    LISTED_WITHOUT_NOTICE,
    STRUCK_WITHOUT_OBJECTION,
    ANNOUNCED_WITHOUT_RELEASE,
    ANNOUNCED_OVER_OBJECTION,
    RELEASED_THOUGH_RETURNED,
    LETTER_STRAY,
    LETTER_MISSING,
    NAMED_SELF,
    EVIDENCE_UNSAID,
    INVESTIGATES_SELF,
    REVOKED_UNDECIDED,
    REPORTER_INVESTIGATES,
    HEARD_WITHOUT_REPORT,
    TITLE_MISSING,
    TITLE_YEAR,
    CORRECTED_WRONGLY,
    ADMINISTRATES,
    DISABLED_SESSION,
    RECOVERY_ALONE,
    PUBLISHED_HEAD,
];
