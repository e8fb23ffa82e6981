//! The expert pool.

use domain::committee::pool::Status;
use service::ports::committee::Expert;
use service::ports::pool::{PoolWish, Served, Totals};

use super::on_both;
use super::world::*;

fn wish(f: impl FnOnce(&mut PoolWish)) -> PoolWish {
    let mut wish = PoolWish::default();
    f(&mut wish);
    wish
}

on_both! {
    async fn art_11_experts_come_back_as_they_were_stored_and_are_changed_in_batches(bed) {
        bed.furnish().await;
        let many = |changed_at: i64| -> Vec<Expert> {
            (1..=1_100)
                .map(|n| Expert {
                    email: format!("p{n}@example.com"),
                    phone: "010-88880000".into(),
                    region: "R110000".into(),
                    title: "教授级高工".into(),
                    methods: vec!["零缺陷".into(), "\"; --".into()],
                    ties: vec!["91370200MAXT0A1B7P".into()],
                    created_at: 3,
                    changed_at,
                    ..expert(n + 100)
                })
                .collect()
        };
        let mut w = bed.write().await;
        w.save_experts(&[]).await.unwrap();
        w.save_experts(&many(3)).await.unwrap();
        let mut again = many(5);
        again[7].status = Status::Resting;
        again[7].status_reason = "出国".into();
        w.save_experts(&again).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.expert(&again[7].id).await.unwrap().as_ref(), Some(&again[7]));
        let mut all = r.pool().await.unwrap();
        all.retain(|e| !e.email.is_empty());
        again.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(all, again);
        drop(r);
        // An address is one expert's.
        let mut second = expert(1);
        second.email = "p9@example.com".into();
        assert!(bed.write().await.save_expert(&second).await.is_err());
    }

    async fn art_11_a_page_shows_what_is_wished_for_and_counts_it(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        let named = |n: i64, name: &str, employer: &str, field: &str| Expert {
            name: name.into(),
            employer: employer.into(),
            fields: vec![field.into(), "13".into()],
            ..expert(n)
        };
        let mut resting = named(21, "演示 100%_甲", "Demo Works", "36");
        resting.status = Status::Resting;
        let mut of_unit = named(22, "演示乙", "演示厂", "39");
        (of_unit.unit, of_unit.email) = ("R330000".into(), "demo@example.com".into());
        w.save_experts(&[resting, of_unit, named(23, "演示丙", "演示厂", "63")]).await.unwrap();
        w.insert_member(&s(), &"p2".into(), &"e23".into(), true).await.unwrap();
        w.insert_member(&s(), &"p1".into(), &"e1".into(), true).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        for (wish, ids) in [
            (wish(|w| w.search = "demo W".into()), vec!["e21"]),
            (wish(|w| w.search = "0%_".into()), vec!["e21"]),
            (wish(|w| w.search = "%".into()), vec!["e21"]),
            (wish(|w| w.search = "DEMO@".into()), vec!["e22"]),
            (wish(|w| w.search = "!".into()), vec![]),
            (wish(|w| w.field = "63".into()), vec!["e23"]),
            (wish(|w| (w.field, w.status) = ("13".into(), "active".into())), vec!["e23", "e22"]),
            (wish(|w| w.unit = "R330000".into()), vec!["e22"]),
            (wish(|w| w.status = "resting".into()), vec!["e21"]),
            (wish(|w| (w.status, w.field) = ("seated".into(), "63".into())), vec!["e23"]),
            (wish(|w| w.status = "no such".into()), vec![]),
        ] {
            let rows = r.pool_page(&s(), &wish, 100, 0).await.unwrap();
            let mut found: Vec<&str> = rows.iter().map(|p| p.expert.id.as_str()).collect();
            let count = r.pool_count(&s(), &wish).await.unwrap();
            assert_eq!(count, i64::try_from(ids.len()).unwrap(), "{wish:?}");
            let mut ids = ids;
            ids.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, ids, "{wish:?}");
        }
        let all = r.pool_page(&s(), &PoolWish::default(), 100, 0).await.unwrap();
        let paged = r.pool_page(&s(), &PoolWish::default(), 2, 2).await.unwrap();
        assert_eq!(paged, all[2..4]);
        let seated = all.iter().find(|p| p.expert.id.as_str() == "e23").unwrap();
        assert_eq!((seated.panel, seated.served), (Some(2), 1));
        let totals = Totals { all: i64::try_from(all.len()).unwrap(), resting: 1, seated: 2 };
        assert_eq!(r.pool_totals(&s()).await.unwrap(), totals);
    }

    async fn art_11_what_an_expert_served_counts_what_was_sealed(bed) {
        bed.furnish().await;
        bed.dossiers(3, &recommended()).await;
        let mut w = bed.write().await;
        w.insert_member(&s(), &"p1".into(), &"e1".into(), true).await.unwrap();
        w.insert_assignments(&s(), &[pair(1, 1), pair(2, 1), pair(3, 2)], 6).await.unwrap();
        commit(w).await;
        let p = panel(1);
        let expected =
            Served { year: 2026, number: 1, zh: p.zh, en: p.en, lead: true, assigned: 2, sealed: 0 };
        assert_eq!(bed.read().await.served(&"e1".into()).await.unwrap(), [expected]);
        assert_eq!(bed.read().await.served(&"e4".into()).await.unwrap(), []);
        // One lead a panel (Art. 14).
        assert!(bed.write().await.insert_member(&s(), &"p1".into(), &"e2".into(), true).await.is_err());
    }
}
