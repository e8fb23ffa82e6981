//! Room *season*.

use domain::recommendation::Quota;

use super::on_both;
use super::world::*;

on_both! {
    async fn the_season_of_the_latest_year_is_current(bed) {
        assert_eq!(bed.read().await.current_season().await.unwrap(), None);
        let mut w = bed.write().await;
        w.save_season(&season()).await.unwrap();
        let mut earlier = season();
        earlier.id = "s2025".into();
        earlier.year = 2025;
        w.save_season(&earlier).await.unwrap();
        let mut changed = season();
        changed.limits.title_max = 41;
        w.save_season(&changed).await.unwrap();
        commit(w).await;
        assert_eq!(bed.read().await.current_season().await.unwrap(), Some(changed));
    }

    async fn quotas_are_kept_and_listed_by_unit(bed) {
        bed.furnish().await;
        let q = Quota { base: 5, sme_extra: 2, granted: 1, used_large: 3, used_sme: 4 };
        let mut w = bed.write().await;
        assert_eq!(w.quota(&s(), "R330000").await.unwrap(), Quota::default());
        w.save_quota(&s(), "R440000", &Quota { base: 1, ..Quota::default() }).await.unwrap();
        w.save_quota(&s(), "R330000", &Quota { base: 9, ..Quota::default() }).await.unwrap();
        w.save_quota(&s(), "R330000", &q).await.unwrap();
        commit(w).await;
        let all = bed.read().await.quotas(&s()).await.unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0], ("R330000".to_owned(), q));
        assert_eq!(all[1].0, "R440000");
    }

    /// Art. 17: whatever a program asks, the table does not take an overdrawn quota.
    async fn art_17_an_overdrawn_quota_is_refused(bed) {
        bed.furnish().await;
        let full = Quota { base: 2, sme_extra: 1, granted: 1, used_large: 3, used_sme: 1 };
        let overdrawn = [
            Quota { used_large: 4, used_sme: 0, ..full },
            Quota { used_sme: 2, ..full },
            Quota { granted: 0, ..full },
            Quota { used_large: -1, ..full },
            Quota { used_sme: -1, ..full },
        ];
        for q in overdrawn {
            let mut w = bed.write().await;
            assert!(w.save_quota(&s(), "R330000", &q).await.is_err(), "{q:?}");
        }
        let mut w = bed.write().await;
        w.save_quota(&s(), "R330000", &full).await.unwrap();
        commit(w).await;
        let set = "UPDATE quota SET used_sme = used_sme + 1 WHERE unit = 'R330000'";
        assert!(bed.tamper(set).await.unwrap_err().contains("quota_all"));
        assert_eq!(bed.read().await.quota(&s(), "R330000").await.unwrap(), full);
    }
}
