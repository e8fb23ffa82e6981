//! Room *review*.

use domain::deliberation::Review;
use domain::ids::{DossierId, ExpertId};
use service::ports::defence::DefenceAssignment;
use service::ports::review::{Amendment, ReviewListRow, SetAside, SheetRow};

use super::on_both;
use super::world::*;

on_both! {
    async fn a_sheet_is_saved_again_and_again_until_it_is_sealed(bed) {
        bed.furnish().await;
        bed.dossiers(1, &recommended()).await;
        let (d, e) = ("d1".into(), "e1".into());
        let mut w = bed.write().await;
        assert_eq!(w.sheet(Review::Written, &d, &e).await.unwrap(), None);
        w.save_sheet(Review::Written, &review(1, 1)).await.unwrap();
        assert_eq!(w.sheet(Review::Written, &d, &e).await.unwrap(), Some(review(1, 1)));
        // Of two that began from the same state, the second changes nothing.
        let late = SheetRow { form: "{\"overall\":\"晚了\"}".into(), ..review(1, 1) };
        assert!(!w.save_sheet(Review::Written, &late).await.unwrap());
        assert_eq!(w.sheet(Review::Written, &d, &e).await.unwrap(), Some(review(1, 1)));
        let mut second = sealed(1, 1, 20, 835);
        second.revision = 2;
        w.save_sheet(Review::Written, &second).await.unwrap();
        assert_eq!(w.totals_of(Review::Written, &d).await.unwrap(), [(e.clone(), 835)]);
        commit(w).await;
        let mut w = bed.write().await;
        let mut third = review(1, 1);
        third.revision = 3;
        assert!(!w.save_sheet(Review::Written, &third).await.unwrap(), "it is sealed");
        commit(w).await;
        assert_eq!(bed.read().await.sheet(Review::Written, &d, &e).await.unwrap(), Some(second));
    }

    /// Art. 19: not even with the database's password, short of dropping the trigger.
    async fn art_19_a_sealed_review_is_immutable(bed) {
        bed.furnish().await;
        bed.dossiers(1, &recommended()).await;
        let mut w = bed.write().await;
        w.save_sheet(Review::Written, &sealed(1, 1, 20, 835)).await.unwrap();
        w.save_sheet(Review::Written, &review(1, 2)).await.unwrap();
        commit(w).await;
        for text in [
            "UPDATE review SET total = 1 WHERE expert = 'e1'",
            "UPDATE review SET sealed_at = NULL, total = NULL WHERE expert = 'e1'",
            "DELETE FROM review",
        ] {
            let refused = bed.tamper(text).await.unwrap_err();
            assert!(refused.contains("a sealed review cannot be changed"), "{refused}");
        }
        bed.tamper("UPDATE review SET form = '{\"a\":1}' WHERE expert = 'e2'").await.unwrap();
        let half = bed.tamper("UPDATE review SET sealed_at = 1 WHERE expert = 'e2'").await;
        assert!(half.unwrap_err().contains("review_sealed"), "sealed without a total");
    }

    async fn art_15_what_counts_no_more_is_found_by_application(bed) {
        bed.furnish().await;
        bed.dossiers(2, &recommended()).await;
        let aside = |expert: &str, at| SetAside {
            dossier: "d1".into(),
            expert: expert.into(),
            conflict: "recorded".into(),
            reason: "演示".into(),
            author: "a1".into(),
            at,
        };
        let mut w = bed.write().await;
        assert!(w.set_asides(&s()).await.unwrap().is_empty());
        w.set_aside(Review::Written, &aside("e1", 30)).await.unwrap();
        w.set_aside(Review::Defence, &aside("e1", 30)).await.unwrap();
        w.set_aside(Review::Defence, &aside("e2", 40)).await.unwrap();
        commit(w).await;
        let mut db = bed.read().await;
        assert_eq!(db.set_asides(&s()).await.unwrap(), [(DossierId::from("d1"), 40)]);
        assert!(db.set_asides(&"s1999".into()).await.unwrap().is_empty());
    }

    async fn an_expert_lists_what_is_assigned_and_how_far_it_is(bed) {
        bed.furnish().await;
        bed.dossiers(3, &recommended()).await;
        let mut w = bed.write().await;
        w.insert_assignments(&s(), &[pair(3, 1), pair(1, 1), pair(2, 1), pair(1, 2)], 6).await.unwrap();
        w.save_sheet(Review::Written, &review(2, 1)).await.unwrap();
        w.save_sheet(Review::Written, &sealed(3, 1, 20, 700)).await.unwrap();
        w.save_sheet(Review::Written, &sealed(1, 2, 20, 100)).await.unwrap();
        commit(w).await;
        let row = |n, saved_at, sealed_at, total| {
            let d = dossier(n, recommended());
            ReviewListRow {
                dossier: d.id,
                reference: d.reference,
                title: d.summary.title,
                org_name: d.summary.org_name,
                saved_at,
                sealed_at,
                total,
            }
        };
        let list = bed.read().await.review_list(Review::Written, &s(), &"e1".into()).await.unwrap();
        let want = [row(1, None, None, None), row(2, Some(10), None, None), row(3, Some(10), Some(20), Some(700))];
        assert_eq!(list, want);
    }

    async fn the_board_gives_whole_applications(bed) {
        bed.furnish().await;
        bed.dossiers(4, &recommended()).await;
        let mut w = bed.write().await;
        // d1 and d3 at home in panel 1, d2 in panel 2; d4 has no home yet.
        for (d, p) in [("d1", "p1"), ("d3", "p1"), ("d2", "p2")] {
            w.save_home_panel(&d.into(), &p.into()).await.unwrap();
        }
        let pairs = [pair(1, 2), pair(1, 1), pair(2, 1), pair(3, 1), pair(3, 2), pair(4, 1)];
        w.insert_assignments(&s(), &pairs, 10).await.unwrap();
        w.save_sheet(Review::Written, &sealed(3, 2, 30, 815)).await.unwrap();
        w.save_sheet(Review::Written, &sealed(2, 1, 20, 600)).await.unwrap();
        w.save_sheet(Review::Written, &review(1, 1)).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        let found = r.board_lines(Review::Written, &s()).await.unwrap();
        let cells: Vec<_> = found
            .iter()
            .flat_map(|l| l.cells.iter().map(|c| (l.dossier.as_str(), c.expert.as_str(), c.total, c.changed_at)))
            .collect();
        let want = [
            ("d1", "e1", None, 10),
            ("d1", "e2", None, 10),
            ("d2", "e1", Some(600), 20),
            ("d3", "e1", None, 10),
            ("d3", "e2", Some(815), 30),
        ];
        assert_eq!(cells, want);
        let d = dossier(3, recommended());
        assert_eq!((&found[2].reference, &found[2].title), (&d.reference, &d.summary.title));
        assert_eq!((&found[2].org_name, &found[2].unit), (&d.summary.org_name, &d.summary.unit));
        assert_eq!(found[2].panel, "p1".into());
        assert!(r.board_lines(Review::Written, &"s2025".into()).await.unwrap().is_empty());
        for line in found {
            let one = r.board_line(Review::Written, &s(), &line.dossier).await.unwrap();
            assert_eq!(one, Some(line), "one by one they are the same");
        }
        // No home, not of the season, not there.
        for (season, dossier) in [("s2026", "d4"), ("s2025", "d1"), ("s2026", "d9")] {
            let one = r.board_line(Review::Written, &season.into(), &dossier.into()).await.unwrap();
            assert_eq!(one, None);
        }
    }

    async fn only_sealed_reviews_are_given_for_an_application(bed) {
        bed.furnish().await;
        bed.dossiers(2, &recommended()).await;
        let mut w = bed.write().await;
        for r in [sealed(1, 1, 30, 1), sealed(1, 2, 20, 2), sealed(2, 1, 20, 3), review(1, 3)] {
            w.save_sheet(Review::Written, &r).await.unwrap();
        }
        let found = w.totals_of(Review::Written, &"d1".into()).await.unwrap();
        assert_eq!(found, [("e1".into(), 1), ("e2".into(), 2)]);
    }

    /// Art. 19: the latest amendment counts, what was sealed and amended before stays.
    async fn art_19_an_amendment_counts_and_changes_nothing_that_was_there(bed) {
        bed.furnish().await;
        bed.dossiers(1, &recommended()).await;
        let mut w = bed.write().await;
        w.save_home_panel(&"d1".into(), &"p1".into()).await.unwrap();
        w.insert_assignments(&s(), &[pair(1, 1), pair(1, 2)], 10).await.unwrap();
        w.save_sheet(Review::Written, &sealed(1, 1, 20, 835)).await.unwrap();
        w.save_sheet(Review::Written, &sealed(1, 2, 21, 700)).await.unwrap();
        let amended = |number: i64, total, at| Amendment {
            dossier: "d1".into(),
            expert: "e1".into(),
            number,
            form: format!("{{\"n\":{number}}}"),
            total,
            sha256: "0".repeat(64),
            reason: "看错一行".into(),
            at,
        };
        for a in [amended(1, 800, 30), amended(2, 790, 40)] {
            w.insert_amendment(Review::Written, &a).await.unwrap();
        }
        commit(w).await;
        let mut r = bed.read().await;
        let (d, e) = ("d1".into(), "e1".into());
        assert_eq!(r.amendments(Review::Written, &d, &e).await.unwrap(), [amended(1, 800, 30), amended(2, 790, 40)]);
        assert_eq!(r.sheet(Review::Written, &d, &e).await.unwrap(), Some(sealed(1, 1, 20, 835)));
        assert_eq!(r.totals_of(Review::Written, &d).await.unwrap(), [("e1".into(), 790), ("e2".into(), 700)]);
        assert_eq!(r.review_list(Review::Written, &s(), &e).await.unwrap()[0].total, Some(790));
        let line = r.board_lines(Review::Written, &s()).await.unwrap().remove(0);
        assert_eq!(r.board_line(Review::Written, &s(), &d).await.unwrap().as_ref(), Some(&line));
        let cells = line.cells;
        let cells: Vec<_> = cells.iter().map(|c| (c.total, c.changed_at, c.amended)).collect();
        assert_eq!(cells, [(Some(790), 40, 2), (Some(700), 21, 0)]);
        drop(r);
        for text in ["UPDATE amendment SET total = 1", "DELETE FROM amendment"] {
            let refused = bed.tamper(text).await.unwrap_err();
            assert!(refused.contains("an amendment cannot be changed"), "{refused}");
        }
        // None twice, none of a sheet that is not there, none without a reason.
        let nobody = Amendment { expert: "e3".into(), ..amended(1, 1, 50) };
        let silent = Amendment { reason: String::new(), ..amended(3, 1, 50) };
        for a in [amended(2, 1, 50), nobody, silent] {
            assert!(bed.write().await.insert_amendment(Review::Written, &a).await.is_err(), "{a:?}");
        }
    }

    /// Art. 20: sheets of the defence stand in tables of their own, as immutable, and neither review
    /// touches the other's.
    async fn art_20_sheets_of_the_defence_are_immutable_and_apart_from_the_written_review(bed) {
        bed.furnish().await;
        bed.dossiers(1, &recommended()).await;
        let (d, e): (DossierId, ExpertId) = ("d1".into(), "e1".into());
        let mut w = bed.write().await;
        w.save_home_panel(&d, &"p1".into()).await.unwrap();
        w.insert_assignments(&s(), &[pair(1, 1)], 5).await.unwrap();
        for n in [1, 2] {
            let expert = format!("e{n}").into();
            let pair = DefenceAssignment { dossier: d.clone(), expert, panel: "p1".into(), at: 6 };
            w.assign_defence(&s(), &pair).await.unwrap();
        }
        w.save_sheet(Review::Written, &sealed(1, 1, 20, 835)).await.unwrap();
        w.save_sheet(Review::Defence, &sealed(1, 1, 30, 700)).await.unwrap();
        w.save_sheet(Review::Defence, &review(1, 2)).await.unwrap();
        let amended = Amendment {
            dossier: d.clone(),
            expert: e.clone(),
            number: 1,
            form: "{}".into(),
            total: 710,
            sha256: "0".repeat(64),
            reason: "看错一行".into(),
            at: 40,
        };
        w.insert_amendment(Review::Defence, &amended).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.sheet(Review::Written, &d, &e).await.unwrap(), Some(sealed(1, 1, 20, 835)));
        assert_eq!(r.sheet(Review::Defence, &d, &e).await.unwrap(), Some(sealed(1, 1, 30, 700)));
        assert_eq!(r.totals_of(Review::Written, &d).await.unwrap(), [(e.clone(), 835)]);
        assert_eq!(r.totals_of(Review::Defence, &d).await.unwrap(), [(e.clone(), 710)]);
        assert!(r.amendments(Review::Written, &d, &e).await.unwrap().is_empty());
        assert_eq!(r.amendments(Review::Defence, &d, &e).await.unwrap(), std::slice::from_ref(&amended));
        let cells = |lines: Vec<service::ports::review::BoardLine>| -> Vec<_> {
            lines.into_iter().flat_map(|l| l.cells).map(|c| (c.expert.to_string(), c.total, c.changed_at)).collect()
        };
        let written = cells(r.board_lines(Review::Written, &s()).await.unwrap());
        assert_eq!(written, [("e1".to_owned(), Some(835), 20)]);
        let defence = cells(r.board_lines(Review::Defence, &s()).await.unwrap());
        assert_eq!(defence, [("e1".to_owned(), Some(710), 40), ("e2".to_owned(), None, 6)]);
        assert_eq!(r.review_list(Review::Defence, &s(), &e).await.unwrap()[0].total, Some(710));
        assert_eq!(r.sealed_forms(Review::Defence, &s()).await.unwrap().len(), 1);
        for (review, expert, scores) in [(Review::Written, 1, true), (Review::Written, 2, false), (Review::Defence, 2, true)] {
            let expert = format!("e{expert}").into();
            assert_eq!(r.scores(review, &d, &expert).await.unwrap(), scores, "{review:?} {expert}");
        }
        drop(r);
        for text in [
            "UPDATE defence_review SET total = 1 WHERE expert = 'e1'",
            "UPDATE defence_review SET sealed_at = NULL, total = NULL WHERE expert = 'e1'",
            "DELETE FROM defence_review",
        ] {
            let refused = bed.tamper(text).await.unwrap_err();
            assert!(refused.contains("a sealed review cannot be changed"), "{refused}");
        }
        for text in ["UPDATE defence_amendment SET total = 1", "DELETE FROM defence_amendment"] {
            let refused = bed.tamper(text).await.unwrap_err();
            assert!(refused.contains("an amendment cannot be changed"), "{refused}");
        }
        let half = bed.tamper("UPDATE defence_review SET sealed_at = 1 WHERE expert = 'e2'").await;
        assert!(half.unwrap_err().contains("defence_review_sealed"), "sealed without a total");
        let mut again = review(1, 1);
        again.revision = 2;
        assert!(!bed.write().await.save_sheet(Review::Defence, &again).await.unwrap());
    }
}
