//! Room *application*.

use domain::application::field::Slot;
use domain::application::files::FileState;
use domain::application::page::Page;
use domain::ids::DossierId;
use domain::journey::{Stage, Standing};
use domain::stamp::Stamp;
use service::ports::application::{FileRow, PageRow, VersionRow};

use super::on_both;
use super::world::*;

fn draft() -> Standing {
    Standing::Draft { since: Stamp(1), until: None }
}

fn page(page: Page, revision: i64, text: &str) -> PageRow {
    PageRow {
        page,
        revision,
        saved_at: 100 + revision,
        saved_by: "a1".into(),
        answers: [("title".to_owned(), text.to_owned())].into(),
    }
}

on_both! {
    async fn numbers_of_a_season_have_no_gaps(bed) {
        bed.furnish().await;
        let mut next = season();
        next.id = "s2027".into();
        let mut w = bed.write().await;
        w.save_season(&next).await.unwrap();
        assert_eq!(w.next_number(&s()).await.unwrap(), 1);
        assert_eq!(w.next_number(&s()).await.unwrap(), 2);
        assert_eq!(w.next_number(&next.id).await.unwrap(), 1);
        commit(w).await;
        // A number taken by a transaction that is undone is taken again.
        let mut w = bed.write().await;
        assert_eq!(w.next_number(&s()).await.unwrap(), 3);
        drop(w);
        let mut w = bed.write().await;
        assert_eq!(w.next_number(&s()).await.unwrap(), 3);
    }

    async fn a_dossier_comes_back_as_it_was_stored(bed) {
        bed.furnish().await;
        let plain = dossier(1, draft());
        let mut full = dossier(2, recommended());
        full.panel = Some("p1".into());
        full.summary.sme = true;
        let mut w = bed.write().await;
        w.insert_dossier(&plain).await.unwrap();
        w.insert_dossier(&full).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.dossier(&plain.id).await.unwrap(), Some(plain.clone()));
        assert_eq!(r.dossier_by_reference(&full.reference).await.unwrap(), Some(full.clone()));
        assert_eq!(r.dossier(&"d9".into()).await.unwrap(), None);
        assert_eq!(r.dossier_by_reference("").await.unwrap(), None);
        let asked = [full.id.clone(), "d9".into(), plain.id.clone()];
        let mut some = r.dossiers(&asked).await.unwrap();
        some.sort_by_key(|d| d.number);
        assert_eq!(some, [plain.clone(), full.clone()]);
        assert_eq!(r.dossiers(&asked[..2]).await.unwrap(), [full.clone()]);
        assert!(r.dossiers(&[]).await.unwrap().is_empty());
        let of = r.dossiers_of(&s(), &"o1".into()).await.unwrap();
        assert_eq!(of, vec![plain, full]);
        assert!(r.dossiers_of(&s(), &"o2".into()).await.unwrap().is_empty());
    }

    async fn references_and_numbers_are_given_once(bed) {
        bed.furnish().await;
        bed.dossiers(1, &draft()).await;
        let mut same_reference = dossier(2, draft());
        same_reference.reference = dossier(1, draft()).reference;
        assert!(bed.write().await.insert_dossier(&same_reference).await.is_err());
        let mut same_number = dossier(3, draft());
        same_number.number = 1;
        assert!(bed.write().await.insert_dossier(&same_number).await.is_err());
    }

    async fn dossiers_are_listed_by_stage_and_number(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        for (n, standing) in [(3, submitted()), (1, recommended()), (2, draft()), (4, submitted())] {
            w.insert_dossier(&dossier(n, standing)).await.unwrap();
        }
        commit(w).await;
        let mut r = bed.read().await;
        let mut numbers = async |stages: &[Stage]| {
            let found = r.dossiers_at(&s(), stages).await.unwrap();
            found.iter().map(|d| d.number).collect::<Vec<_>>()
        };
        assert_eq!(numbers(&[Stage::Submitted]).await, [3, 4]);
        assert_eq!(numbers(&[Stage::Recommended, Stage::Submitted, Stage::Submitted]).await, [1, 3, 4]);
        assert_eq!(numbers(&Stage::ALL).await, [1, 2, 3, 4]);
        assert_eq!(numbers(&[]).await, Vec::<i64>::new());
    }

    async fn a_twin_is_another_submitted_dossier_of_the_same_code(bed) {
        bed.furnish().await;
        let mut blank = dossier(4, submitted());
        blank.summary.uscc = String::new();
        let mut blank2 = blank.clone();
        (blank2.id, blank2.number, blank2.reference) = ("d5".into(), 5, "QB-2026-00005-A".into());
        let mut w = bed.write().await;
        for d in [dossier(1, submitted()), dossier(2, recommended()), dossier(3, draft()), blank, blank2] {
            w.insert_dossier(&d).await.unwrap();
        }
        let uscc = summary().uscc;
        assert_eq!(w.others_with_uscc(&s(), &uscc, &"d1".into()).await.unwrap(), 1);
        assert_eq!(w.others_with_uscc(&s(), &uscc, &"d3".into()).await.unwrap(), 2);
        assert_eq!(w.others_with_uscc(&s(), "x", &"d1".into()).await.unwrap(), 0);
        assert_eq!(w.others_with_uscc(&s(), "", &"d4".into()).await.unwrap(), 0);
    }

    async fn standing_and_summary_are_replaced(bed) {
        bed.furnish().await;
        bed.dossiers(1, &draft()).await;
        let id = "d1".into();
        let mut other = summary();
        (other.title, other.sme) = ("改了".into(), true);
        let mut w = bed.write().await;
        w.save_standing(&id, &submitted(), 50).await.unwrap();
        assert_eq!(w.dossiers_at(&s(), &[Stage::Submitted]).await.unwrap()[0].changed_at, 50);
        w.save_summary(&id, &other, 51).await.unwrap();
        assert!(w.save_standing(&"d9".into(), &submitted(), 50).await.is_err());
        assert!(w.save_summary(&"d9".into(), &other, 50).await.is_err());
        commit(w).await;
        let d = bed.read().await.dossier(&id).await.unwrap().unwrap();
        assert_eq!((d.standing, d.summary, d.changed_at), (submitted(), other, 51));
    }

    async fn a_page_keeps_its_history(bed) {
        bed.furnish().await;
        bed.dossiers(1, &draft()).await;
        let id = "d1".into();
        let mut w = bed.write().await;
        w.save_page(&id, &page(Page::Title, 1, "一")).await.unwrap();
        w.save_page(&id, &page(Page::Title, 2, "二 '\"\\ \u{1F600}")).await.unwrap();
        w.save_page(&id, &page(Page::Finance, 1, "")).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        let mut pages = r.pages(&id).await.unwrap();
        pages.sort_by_key(|p| p.page);
        assert_eq!(pages, [page(Page::Finance, 1, ""), page(Page::Title, 2, "二 '\"\\ \u{1F600}")]);
        let first = r.page_at(&id, Page::Title, 1).await.unwrap();
        assert_eq!(first, Some(page(Page::Title, 1, "一")));
        assert_eq!(r.page_at(&id, Page::Title, 3).await.unwrap(), None);
        drop(r);
        // A revision is written once.
        assert!(bed.write().await.save_page(&id, &page(Page::Title, 2, "x")).await.is_err());
    }

    async fn files_are_listed_by_slot_and_moment(bed) {
        bed.furnish().await;
        bed.dossiers(1, &draft()).await;
        let file = |id: &str, slot, attached_at| FileRow {
            id: id.into(),
            dossier: "d1".into(),
            slot,
            name: "营业执照.pdf".into(),
            media_type: "application/pdf".into(),
            size: 20 * 1024 * 1024 * 1024,
            sha256: "00".into(),
            state: FileState::Clean,
            attached_at,
            attached_by: "a1".into(),
        };
        let all = [file("f3", Slot::Licence, 7), file("f1", Slot::Credit, 3), file("f2", Slot::Credit, 5)];
        let mut w = bed.write().await;
        for f in [&all[2], &all[1], &all[0]] {
            w.insert_file(f).await.unwrap();
        }
        assert_eq!(w.files(&"d1".into()).await.unwrap(), all);
        w.remove_file(&"f1".into(), 9).await.unwrap();
        assert_eq!(w.files(&"d1".into()).await.unwrap(), [all[0].clone(), all[2].clone()]);
        commit(w).await;
        let mut r = bed.read().await;
        // A version may name it: it is still there for whoever reads that version.
        assert_eq!(r.file(&"f1".into()).await.unwrap(), Some(all[1].clone()));
        assert_eq!(r.files_ever(&"d1".into()).await.unwrap().len(), 3);
        assert_eq!(r.file(&"f2".into()).await.unwrap(), Some(all[2].clone()));
    }

    async fn a_version_keeps_its_bytes(bed) {
        bed.furnish().await;
        bed.dossiers(1, &draft()).await;
        // What is hashed must come back byte for byte: order of keys, spaces, signs.
        let canonical = "{\"b\": 1,\"a\":  \"\u{3000}é e\u{301}\\u0000\"}".to_owned();
        let v = VersionRow { number: 1, at: 9, canonical, sha256: "00".into(), closes: Some(10) };
        let mut w = bed.write().await;
        w.insert_version(&"d1".into(), &v).await.unwrap();
        commit(w).await;
        assert_eq!(bed.read().await.version(&"d1".into(), 1).await.unwrap(), Some(v.clone()));
        assert_eq!(bed.read().await.version(&"d1".into(), 2).await.unwrap(), None);
        assert!(bed.write().await.insert_version(&"d1".into(), &v).await.is_err());
    }

    async fn what_was_handed_in_last_is_asked_for_at_once(bed) {
        bed.furnish().await;
        bed.dossiers(3, &draft()).await;
        let v = |number: i64| VersionRow {
            number,
            at: number,
            canonical: format!("{{\"n\":{number}}}"),
            sha256: "00".into(),
            closes: None,
        };
        let mut w = bed.write().await;
        for (dossier, number) in [("d1", 1), ("d1", 2), ("d2", 1)] {
            w.insert_version(&dossier.into(), &v(number)).await.unwrap();
        }
        commit(w).await;
        let mut r = bed.read().await;
        // What was never handed in, and what is not there, is left out.
        let asked = ["d1", "d2", "d3", "d9"].map(DossierId::from);
        let mut last = r.last_versions(&asked).await.unwrap();
        last.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(last, [(asked[0].clone(), v(2)), (asked[1].clone(), v(1))]);
        assert_eq!(r.last_versions(&asked[1..2]).await.unwrap(), [(asked[1].clone(), v(1))]);
        assert!(r.last_versions(&[]).await.unwrap().is_empty());
    }
}
