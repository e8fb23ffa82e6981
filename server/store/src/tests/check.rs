//! The invariants.

use domain::deliberation::Review;
use domain::recommendation::Quota;
use service::ports::application::VersionRow;

use super::on_both;
use super::world::*;
use crate::tests::world::Bed;

/// Two recommended dossiers, all in order.
async fn orderly(bed: &Bed) {
    bed.furnish().await;
    bed.dossiers(2, &recommended()).await;
    let mut w = bed.write().await;
    let quota = Quota { base: 5, used_large: 2, ..Quota::default() };
    w.save_quota(&s(), "R330000", &quota).await.unwrap();
    let v = VersionRow {
        number: 1,
        at: 5,
        canonical: "{}".into(),
        sha256: "00".into(),
        closes: Some(10),
    };
    for d in ["d1", "d2"] {
        w.insert_version(&d.into(), &v).await.unwrap();
    }
    w.insert_assignments(&s(), &[pair(1, 1)], 6).await.unwrap();
    w.save_sheet(Review::Written, &sealed(1, 1, 20, 1000)).await.unwrap();
    w.save_sheet(Review::Written, &review(2, 1)).await.unwrap();
    commit(w).await;
    assert_eq!(bed.db.check().await.unwrap(), Vec::<String>::new());
}

on_both! {
    async fn art_15_who_is_tied_to_an_applicant_is_kept_away_from_it(bed) {
        orderly(&bed).await;
        let seat = "INSERT INTO panel_member (season, panel, expert, lead) VALUES ('s2026', 'p1', 'e3', FALSE); \
                    UPDATE expert SET uscc = '91330000MA00000001' WHERE id = 'e3'";
        bed.tamper(seat).await.unwrap();
        let say = "Expert e3 sits on the committee, is tied to dossier d2, and no conflict is kept.".to_owned();
        // What has not come before the committee concerns nobody of it.
        assert!(!bed.db.check().await.unwrap().contains(&say));
        bed.tamper("UPDATE dossier SET stage = 'written_review' WHERE id = 'd2'").await.unwrap();
        assert!(bed.db.check().await.unwrap().contains(&say));
        bed.tamper("UPDATE expert SET uscc = '', unit = 'R330000' WHERE id = 'e3'").await.unwrap();
        assert!(bed.db.check().await.unwrap().contains(&say));
        // Members of the applicant, by the account that holds the seat.
        let member = "UPDATE expert SET unit = '' WHERE id = 'e3'; \
                      INSERT INTO member (account, organisation, role, since) VALUES ('a1', 'o1', 'applicant', 1)";
        bed.tamper(member).await.unwrap();
        assert!(!bed.db.check().await.unwrap().contains(&say));
        let grant = "INSERT INTO role_grant VALUES ('s2026', 'a1', 'expert', 'e3')";
        bed.tamper(grant).await.unwrap();
        assert!(bed.db.check().await.unwrap().contains(&say));
        let kept = "INSERT INTO conflict VALUES ('s2026', 'e3', 'd2', 'own_organisation', FALSE, 1)";
        bed.tamper(kept).await.unwrap();
        assert!(!bed.db.check().await.unwrap().contains(&say));
    }

    async fn each_broken_invariant_is_one_sentence_that_names_the_row(bed) {
        orderly(&bed).await;
        for (harm, say) in [
            (
                "UPDATE quota SET used_large = 1",
                "Quota of unit R330000 in season s2026 says 1 large and 0 small seats used, \
                 but 2 large and 0 small dossiers are recommended.",
            ),
            (
                "UPDATE dossier SET sme = TRUE WHERE id = 'd1'; UPDATE quota SET used_large = 2",
                "Quota of unit R330000 in season s2026 says 2 large and 0 small seats used, \
                 but 1 large and 1 small dossiers are recommended.",
            ),
            (
                "UPDATE dossier SET sme = FALSE; DELETE FROM quota",
                "Dossier QB-2026-00001-A is recommended by unit R330000, which has no quota in \
                 season s2026.",
            ),
            (
                "INSERT INTO conflict VALUES ('s2026', 'e1', 'd1', 'kinship', TRUE, 1)",
                "Dossier d1 is assigned to expert e1 in spite of a conflict (kinship).",
            ),
            (
                "DELETE FROM assignment",
                "The sealed review of dossier d1 by expert e1 has no assignment.",
            ),
            (
                "INSERT INTO defence_review VALUES ('d1', 'e1', 1, '{}', 1, 1, 800, '00')",
                "The sealed sheet of the defence of dossier d1 by expert e1 has no assignment.",
            ),
            (
                "INSERT INTO missed_sheet VALUES ('written', 'd1', 'e1', 'x', 'a1', 1)",
                "The sheet of dossier d1 by expert e1 was missed and is sealed.",
            ),
            (
                "INSERT INTO set_aside VALUES ('written', 'd2', 'e2', 'declared', '', 'a1', 1)",
                "The score of dossier d2 by expert e2 is set aside without a conflict.",
            ),
            (
                "INSERT INTO defence_assignment VALUES ('s2026', 'd2', 'e2', 'p1', 1); \
                 INSERT INTO conflict VALUES ('s2026', 'e2', 'd2', 'kinship', TRUE, 1)",
                "Dossier d2 is assigned in the defence to expert e2 in spite of a conflict (kinship).",
            ),
            (
                "INSERT INTO panel_member (season, panel, expert, lead, stood_down_at) \
                 VALUES ('s2026', 'p1', 'e2', FALSE, 0)",
                "Expert e2 was stood down and is given dossier d2 since.",
            ),
            (
                "INSERT INTO correction VALUES ('d1', '{}', 'a1', 1, NULL)",
                "Dossier QB-2026-00001-A stands at recommended and its correction is open.",
            ),
            (
                "UPDATE dossier SET stage = 'correction' WHERE id = 'd2'",
                "Dossier QB-2026-00002-A stands at correction and its correction is missing.",
            ),
            (
                "INSERT INTO rejection VALUES ('d1', 'profit', 'x', 'a1', 1)",
                "Dossier QB-2026-00001-A stands at recommended and has a reason of a refusal.",
            ),
            (
                "UPDATE dossier SET stage = 'formality_refused' WHERE id = 'd2'",
                "Dossier QB-2026-00002-A stands at formality_refused and has no reason of a refusal.",
            ),
            (
                "UPDATE dossier SET stage = 'recommended' WHERE id = 'd2'; \
                 INSERT INTO sign_off VALUES ('q', 'd2', 'h', 'e', 'a1', 1, 2, 1, 'ff', 'signed', 2, 'n', '')",
                "Version 1 of dossier d2 is not what was signed for it.",
            ),
            (
                "DELETE FROM dossier_version WHERE dossier = 'd2'",
                "Dossier QB-2026-00002-A stands at recommended but has no frozen version.",
            ),
            (
                "DROP INDEX role_grant_single; \
                 INSERT INTO account (id, email, name, password_hash, created_at) \
                 VALUES ('a2', 'b', 'b', 'b', 1); \
                 INSERT INTO role_grant VALUES ('s2026', 'a1', 'chair', ''), ('s2026', 'a2', 'chair', '')",
                "Season s2026 has 2 accounts in the role chair.",
            ),
            (
                "INSERT INTO outbox (id, at, address, message, urgent, state, bundle, claim, tries, \
                 next_at, sent_at, error) VALUES ('m1', 1, 'a@example.com', \
                 '{\"message\":\"verify_address\",\"token\":\"x\"}', TRUE, 'sent', 'm1', '', 1, 1, 1, '')",
                "Mail m1 is sent but still holds its secret.",
            ),
            (
                "INSERT INTO inbox (id, account, message, at) VALUES ('i1', 'a1', \
                 '{\"message\":\"verify_address\",\"token\":\"x\"}', 1)",
                "Message i1 in the inbox of account a1 holds a secret.",
            ),
            (
                "UPDATE review SET sealed_at = 1, total = 1001 WHERE dossier = 'd2'",
                "The review of dossier d2 by expert e1 has a total of 1001 tenths, outside 0 to 1000.",
            ),
            (
                "UPDATE dossier SET stage = 'submitted' WHERE id = 'd2'",
                "Dossier QB-2026-00002-A is listed at stage submitted but stands at recommended.",
            ),
            (
                "INSERT INTO upload VALUES ('f1', 'd1', 'scan', 'a1', 'x.pdf', 9, '', 1, 2); \
                 INSERT INTO dossier_file (id, dossier, slot, name, media_type, size, sha256, attached_at) VALUES ('f1', 'd1', 'scan', 'x.pdf', 'application/pdf', 9, '00', 1)",
                "Upload f1 of dossier d1 is attached already.",
            ),
            (
                "UPDATE dossier SET stage = 'draft' WHERE id = 'd1'; UPDATE dossier_file SET state = 'infected'",
                "File f1 of draft QB-2026-00001-A is infected and still attached.",
            ),
            (
                "INSERT INTO published_head VALUES ('2026-11-27', 7, 1, 'aa', 'bb', 'cc', 'dd')",
                "The head published on 2026-11-27 is not the hash of row 7 of the journal.",
            ),
            (
                "INSERT INTO ranking VALUES ('d1', 1)",
                "Draft QB-2026-00001-A is still ticked, taken or ranked.",
            ),
            (
                "INSERT INTO overdrawn_seat VALUES ('d1', TRUE)",
                "Dossier QB-2026-00001-A stands at draft and is noted with a seat of the other kind.",
            ),
            (
                "UPDATE dossier SET stage = 'recommended' WHERE id = 'd2'; \
                 INSERT INTO opinion (dossier, body, author, at, version, unit) \
                 VALUES ('d2', 'x', 'a1', 1, 1, 'R440000')",
                "Dossier QB-2026-00002-A goes through unit R330000 on the opinion of unit R440000.",
            ),
            (
                "UPDATE dossier SET standing = 'x' WHERE id = 'd1'",
                "The standing of dossier QB-2026-00001-A cannot be read: expected value at line 1 column 1.",
            ),
        ] {
            bed.tamper(harm).await.unwrap();
            let found = bed.db.check().await.unwrap();
            assert!(found.iter().any(|f| f == say), "{say}\nnot in\n{}", found.join("\n"));
        }
    }
}
