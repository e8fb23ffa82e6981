//! Room *season*.

use domain::facts::workdays::Calendar;
use domain::policy::{Grant, Role};
use domain::recommendation::Quota;
use service::ports::season::{CalendarYear, Rehearsal};

use super::on_both;
use super::world::*;

on_both! {
    async fn a_rehearsal_is_marked_once_and_its_clock_is_kept(bed) {
        bed.furnish().await;
        assert_eq!(bed.read().await.rehearsal().await.unwrap(), None);
        let mark = |ahead| Rehearsal { made_at: 5, ahead };
        for ahead in [0, 700, 1_000] {
            let mut w = bed.write().await;
            w.save_rehearsal(&mark(ahead)).await.unwrap();
            commit(w).await;
            assert_eq!(bed.read().await.rehearsal().await.unwrap(), Some(mark(ahead)));
        }
        // When it was made stays, whatever is said later.
        let mut w = bed.write().await;
        w.save_rehearsal(&Rehearsal { made_at: 6, ahead: 1_000 }).await.unwrap();
        commit(w).await;
        assert_eq!(bed.read().await.rehearsal().await.unwrap(), Some(mark(1_000)));
        assert!(bed.write().await.save_rehearsal(&mark(-1)).await.is_err());
    }

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
        assert_eq!(bed.read().await.current_season().await.unwrap(), Some(changed.clone()));
        // What is only planned is none of the opened ones.
        let mut planned = season();
        (planned.id, planned.year) = ("s2027".into(), 2027);
        let mut w = bed.write().await;
        w.insert_planned(&planned).await.unwrap();
        commit(w).await;
        assert_eq!(bed.read().await.opened_seasons().await.unwrap(), [changed, earlier]);
    }

    async fn a_season_that_is_over_is_found_by_its_identifier(bed) {
        bed.furnish().await;
        let mut next = season();
        (next.id, next.year) = ("s2027".into(), 2027);
        let mut w = bed.write().await;
        w.save_season(&next).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.season_by_id(&s()).await.unwrap().map(|x| x.year), Some(2026));
        assert_eq!(r.season_by_id(&next.id).await.unwrap(), Some(next));
        assert_eq!(r.season_by_id(&"nowhere".into()).await.unwrap(), None);
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

on_both! {
    /// Art. 6: what is planned is not what runs, and there is one plan.
    async fn art_6_a_planned_season_is_not_the_current_one_until_it_is_opened(bed) {
        bed.furnish().await;
        let mut next = season();
        next.id = "s2027".into();
        next.year = 2027;
        let mut w = bed.write().await;
        let q = Quota { base: 5, sme_extra: 2, granted: 1, used_large: 3, used_sme: 4 };
        w.save_quota(&s(), "R330000", &q).await.unwrap();
        w.insert_planned(&next).await.unwrap();
        w.copy_quotas(&s(), &next.id).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.current_season().await.unwrap(), Some(season()));
        assert_eq!(r.planned_season().await.unwrap(), Some(next.clone()));
        let copied = Quota { base: 5, sme_extra: 2, ..Quota::default() };
        assert_eq!(r.quotas(&next.id).await.unwrap(), [("R330000".to_owned(), copied)]);
        drop(r);
        // Changed, it stays planned; a second one is refused by the table itself.
        next.limits.title_max = 41;
        let mut w = bed.write().await;
        w.save_season(&next).await.unwrap();
        commit(w).await;
        assert_eq!(bed.read().await.planned_season().await.unwrap(), Some(next.clone()));
        let mut w = bed.write().await;
        let other = domain::season::Season { id: "s2028".into(), year: 2028, ..next.clone() };
        assert!(w.insert_planned(&other).await.is_err());
        drop(w);
        let mut w = bed.write().await;
        w.open_season(&next.id).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.current_season().await.unwrap(), Some(next));
        assert_eq!(r.planned_season().await.unwrap(), None);
    }

    async fn standing_roles_are_carried_over_once_and_no_others(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        let mut next = season();
        next.id = "s2027".into();
        w.insert_planned(&next).await.unwrap();
        let grant = |role, scope: &str| Grant { role, scope: scope.into() };
        for g in [grant(Role::Office, ""), grant(Role::Chair, ""), grant(Role::RecommendingUnit, "R330000")] {
            w.insert_grant(&s(), &"a1".into(), &g).await.unwrap();
        }
        let roles = [Role::Office, Role::RecommendingUnit];
        let n = w.carry_grants(&s(), &next.id, &roles).await.unwrap();
        assert_eq!(w.carry_grants(&s(), &next.id, &roles).await.unwrap(), 0);
        let held = w.grants(&next.id, &"a1".into()).await.unwrap();
        assert!(held.contains(&grant(Role::Office, "")) && held.contains(&grant(Role::RecommendingUnit, "R330000")));
        assert!(!held.contains(&grant(Role::Chair, "")) && n >= 2);
        commit(w).await;
    }

    async fn art_21_imported_years_are_kept_in_order_and_replaced(bed) {
        let year = |n: i32, reason: &str| {
            let mut data = Calendar::builtin().year(2026).cloned().unwrap();
            data.year = n;
            CalendarYear { data, reason: reason.into(), author: "a1".into(), at: 7 }
        };
        let mut w = bed.write().await;
        for y in [year(2028, ""), year(2027, ""), year(2028, "更正")] {
            w.save_calendar_year(&y).await.unwrap();
        }
        commit(w).await;
        assert_eq!(bed.read().await.calendar_years().await.unwrap(), [year(2027, ""), year(2028, "更正")]);
    }
}
