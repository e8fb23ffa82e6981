//! A dossier's way.

use std::collections::BTreeMap;

use domain::application::page::Page;
use domain::application::sign_off::Outcome;
use domain::formality::correction::Round;
use domain::formality::{Item, Tick};
use domain::stamp::Stamp;
use service::ports::application::{PageRow, VersionRow};
use service::ports::flow::{CorrectionRow, PresenceRow, ReturnRow, SignOffRow};
use service::ports::recommendation::TickRow;

use super::on_both;
use super::world::*;

fn request(n: i64, outcome: Outcome) -> SignOffRow {
    SignOffRow {
        id: format!("q{n}"),
        dossier: "d1".into(),
        token_hash: format!("{n:064}"),
        email: "legal@example.com".into(),
        asked_by: "a1".into(),
        asked_at: n,
        expires_at: 100 + n,
        version: 1,
        sha256: "ab".repeat(32),
        outcome,
        answered_at: (outcome != Outcome::Open).then_some(50 + n),
        name: String::new(),
        reason: String::new(),
    }
}

on_both! {
    async fn a_request_to_sign_is_answered_once_and_replaced_by_the_next(bed) {
        bed.furnish().await;
        bed.dossiers(2, &submitted()).await;
        let id = "d1".into();
        let mut w = bed.write().await;
        w.insert_sign_off(&request(1, Outcome::Open)).await.unwrap();
        commit(w).await;
        // One link at a time for a version, whoever asks.
        assert!(bed.write().await.insert_sign_off(&request(2, Outcome::Open)).await.is_err());
        let mut w = bed.write().await;
        w.replace_sign_offs(&id, 2, 9).await.unwrap();
        assert_eq!(w.sign_off(&id).await.unwrap().unwrap().outcome, Outcome::Open);
        w.replace_sign_offs(&id, 1, 9).await.unwrap();
        w.insert_sign_off(&request(2, Outcome::Open)).await.unwrap();
        let signed = SignOffRow {
            outcome: Outcome::Signed,
            answered_at: Some(60),
            name: "演示法人".into(),
            ..request(2, Outcome::Open)
        };
        w.answer_sign_off(&signed).await.unwrap();
        commit(w).await;
        assert!(bed.write().await.answer_sign_off(&signed).await.is_err());
        let mut r = bed.read().await;
        assert_eq!(r.sign_off(&id).await.unwrap(), Some(signed.clone()));
        assert_eq!(r.sign_off_of(&signed.token_hash).await.unwrap(), Some(signed));
        assert_eq!(r.sign_off_of("").await.unwrap(), None);
        assert_eq!(r.sign_off(&"d2".into()).await.unwrap(), None);
    }

    async fn art_18_a_second_round_of_correction_has_no_place(bed) {
        bed.furnish().await;
        bed.dossiers(1, &recommended()).await;
        let id = "d1".into();
        let items = BTreeMap::from([(Item::Signed, "缺公章 \"'\\".to_owned())]);
        let round = Round { asked: Stamp(3), due: Stamp(9), items, answered: None, infected: vec![] };
        let asked = CorrectionRow { round, by: "a1".into(), before: 1, after: None };
        let mut w = bed.write().await;
        w.insert_correction(&id, &asked).await.unwrap();
        for item in [Item::Signed, Item::Credit] {
            let tick = Tick { yes: true, note: String::new() };
            w.save_tick(&id, &TickRow { item, tick, by: "a1".into(), at: 4 }).await.unwrap();
        }
        w.forget_ticks(&id, &[Item::Signed, Item::Profit]).await.unwrap();
        let left: Vec<Item> = w.ticks(&id).await.unwrap().into_iter().map(|t| t.item).collect();
        assert_eq!(left, [Item::Credit]);
        commit(w).await;
        assert!(bed.write().await.insert_correction(&id, &asked).await.is_err());
        let mut answered = asked.clone();
        answered.round.answered = Some(Stamp(7));
        answered.after = Some(2);
        let mut w = bed.write().await;
        w.answer_correction(&id, &answered).await.unwrap();
        commit(w).await;
        assert!(bed.write().await.answer_correction(&id, &answered).await.is_err());
        assert_eq!(bed.read().await.correction(&id).await.unwrap(), Some(answered));
        assert_eq!(bed.read().await.correction(&"d9".into()).await.unwrap(), None);
    }

    async fn versions_revisions_and_returns_come_back_latest_first(bed) {
        bed.furnish().await;
        bed.dossiers(1, &submitted()).await;
        let id = "d1".into();
        let mut w = bed.write().await;
        assert_eq!(w.last_version(&id).await.unwrap(), 0);
        for n in 1..=2 {
            let v = VersionRow { number: n, at: n, canonical: "{}".into(), sha256: "00".into(), closes: Some(10) };
            w.insert_version(&id, &v).await.unwrap();
            let reason = format!("第{n}次");
            w.insert_return(&id, &ReturnRow { at: n, by: "a1".into(), reason }).await.unwrap();
        }
        for (page, revision, at) in [(Page::Title, 1, 5), (Page::Finance, 1, 6), (Page::Title, 2, 7)] {
            // Whoever saved the page of figures has gone since.
            let by = if page == Page::Finance { "gone" } else { "a1" };
            let row = PageRow { page, revision, saved_at: at, saved_by: by.into(), answers: Default::default() };
            w.save_page(&id, &row).await.unwrap();
        }
        assert_eq!(w.last_version(&id).await.unwrap(), 2);
        let numbers: Vec<i64> = w.versions(&id).await.unwrap().into_iter().map(|v| v.number).collect();
        assert_eq!(numbers, [2, 1]);
        assert_eq!(w.last_return(&id).await.unwrap().unwrap().reason, "第2次");
        let latest = w.revisions(&id, 2).await.unwrap();
        let seen: Vec<_> = latest.iter().map(|r| (r.page, r.revision, r.name.as_str())).collect();
        assert_eq!(seen, [(Page::Title, 2, "演示账户 a1"), (Page::Finance, 1, "")]);
        assert_eq!(w.count_revisions(&id).await.unwrap(), 3);
    }

    async fn whoever_is_not_seen_for_a_while_is_gone(bed) {
        bed.furnish().await;
        bed.dossiers(2, &submitted()).await;
        let id = "d1".into();
        let seen = |account: &str, tab: &str, at| PresenceRow {
            account: account.into(),
            tab: tab.into(),
            name: format!("演示 {account}"),
            page: "title".into(),
            seen_at: at,
        };
        let mut w = bed.write().await;
        w.save_presence(&id, &seen("a1", "t1", 10), 0).await.unwrap();
        w.save_presence(&id, &seen("a1", "t2", 20), 0).await.unwrap();
        w.save_presence(&id, &seen("a2", "t1", 30), 0).await.unwrap();
        w.save_presence(&id, &seen("a1", "t1", 40), 0).await.unwrap();
        let there = w.present(&id, 25).await.unwrap();
        assert_eq!(there, [seen("a1", "t1", 40), seen("a2", "t1", 30)]);
        assert!(w.present(&"d2".into(), 0).await.unwrap().is_empty());
        // What is too old is not kept either.
        w.save_presence(&"d2".into(), &seen("a3", "t1", 50), 25).await.unwrap();
        assert_eq!(w.present(&id, 0).await.unwrap().len(), 2);
    }
}
