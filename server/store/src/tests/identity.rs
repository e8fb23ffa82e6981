//! The corridor's identity.

use domain::policy::{Grant, Role};
use service::ports::identity::SessionRow;

use super::on_both;
use super::world::*;

fn grant(role: Role, scope: &str) -> Grant {
    Grant { role, scope: scope.into() }
}

on_both! {
    async fn an_address_belongs_to_one_account(bed) {
        let mut w = bed.write().await;
        assert!(w.insert_account(&account("a1")).await.unwrap());
        let mut twin = account("a2");
        twin.email = account("a1").email;
        assert!(!w.insert_account(&twin).await.unwrap());
        // The refused insert has not spoilt the transaction.
        assert!(w.insert_account(&account("a3")).await.unwrap());
        w.save_password(&"a3".into(), "new").await.unwrap();
        assert!(w.save_password(&"nobody".into(), "new").await.is_err());
        commit(w).await;
        let mut r = bed.read().await;
        let found = r.account_by_email("a1@example.com").await.unwrap();
        assert_eq!(found, Some(account("a1")));
        assert_eq!(r.account(&"a2".into()).await.unwrap(), None);
        assert_eq!(r.account(&"a3".into()).await.unwrap().unwrap().password_hash, "new");
        assert_eq!(r.account_by_email("A1@example.com").await.unwrap(), None);
    }

    async fn grants_come_and_go_and_are_ordered(bed) {
        bed.furnish().await;
        let a = "a1".into();
        let mut w = bed.write().await;
        for g in [
            grant(Role::Expert, "e1"),
            grant(Role::Applicant, "o2"),
            grant(Role::Applicant, "o1"),
            grant(Role::Applicant, "o1"),
            grant(Role::Office, ""),
        ] {
            w.insert_grant(&s(), &a, &g).await.unwrap();
        }
        w.delete_grant(&s(), &a, &grant(Role::Office, "")).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(
            r.grants(&s(), &a).await.unwrap(),
            vec![
                grant(Role::Applicant, "o1"),
                grant(Role::Applicant, "o2"),
                grant(Role::Expert, "e1")
            ]
        );
        assert!(r.grants(&"s2025".into(), &a).await.unwrap().is_empty());
        let holders = r.holders(&s(), "expert").await.unwrap();
        let a1 = account("a1");
        assert_eq!(holders, vec![(a1.id, a1.name, a1.email, "e1".to_owned())]);
        assert!(r.holders(&s(), "office").await.unwrap().is_empty());
    }

    /// For whoever works for a unit: an account that is disabled is nobody.
    async fn who_holds_a_role_is_counted_by_scope_and_who_is_disabled_is_not(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_account(&account("a2")).await.unwrap();
        for (who, scope) in [("a1", "R110000"), ("a2", "R110000"), ("a2", "R370200")] {
            w.insert_grant(&s(), &who.into(), &grant(Role::RecommendingUnit, scope)).await.unwrap();
        }
        w.insert_grant(&s(), &"a1".into(), &grant(Role::Expert, "e1")).await.unwrap();
        let able = async |w: &mut dyn service::ports::Session| {
            let mut found = w.able(&s(), "recommending_unit").await.unwrap();
            found.sort();
            found
        };
        let of = |scope: &str, n: i64| (scope.to_owned(), n);
        assert_eq!(able(&mut *w).await, [of("R110000", 2), of("R370200", 1)]);
        assert_eq!(w.able(&"s2025".into(), "recommending_unit").await.unwrap(), []);
        w.disable(&"a2".into(), 1).await.unwrap();
        assert_eq!(able(&mut *w).await, [of("R110000", 1)]);
        commit(w).await;
    }

    async fn art_13_there_is_one_chair_and_one_vice_chair(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_account(&account("a2")).await.unwrap();
        for role in [Role::Chair, Role::ViceChair, Role::Chair, Role::Ministry] {
            w.insert_grant(&s(), &"a1".into(), &grant(role, "")).await.unwrap();
        }
        w.insert_grant(&s(), &"a2".into(), &grant(Role::Ministry, "")).await.unwrap();
        commit(w).await;
        for role in [Role::Chair, Role::ViceChair] {
            let mut w = bed.write().await;
            assert!(w.insert_grant(&s(), &"a2".into(), &grant(role, "")).await.is_err());
        }
        assert_eq!(bed.read().await.holders(&s(), "chair").await.unwrap().len(), 1);
        assert_eq!(bed.read().await.holders(&s(), "ministry").await.unwrap().len(), 2);
    }

    async fn sessions_live_are_touched_and_end(bed) {
        bed.furnish().await;
        let row = |token: &str, revoked_at| SessionRow {
            token_hash: token.into(),
            account: "a1".into(),
            created_at: 10,
            seen_at: 11,
            expires_at: 12,
            revoked_at,
            device: "Firefox · Linux".into(),
            address: "192.0.2.7".into(),
        };
        let mut w = bed.write().await;
        for t in ["t1", "t2"] {
            w.insert_session(&row(t, None)).await.unwrap();
        }
        w.insert_session(&row("t3", Some(13))).await.unwrap();
        assert_eq!(w.session("t1").await.unwrap(), Some((row("t1", None), account("a1"))));
        assert_eq!(w.session("t3").await.unwrap(), Some((row("t3", Some(13)), account("a1"))));
        assert_eq!(w.session("t4").await.unwrap(), None);
        w.touch_session("t1", 20).await.unwrap();
        w.touch_session("t1", 19).await.unwrap();
        assert_eq!(w.session("t1").await.unwrap().unwrap().0.seen_at, 20);
        w.revoke_session("t1", 21).await.unwrap();
        w.revoke_sessions(&"a1".into(), 22).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        for (t, at) in [("t1", 21), ("t2", 22), ("t3", 13)] {
            let ended = r.session(t).await.unwrap().unwrap().0;
            assert_eq!(ended.revoked_at, Some(at));
            assert_eq!(ended.address.is_empty(), t != "t3", "the address goes with the end");
        }
    }

    async fn an_organisation_is_found_again(bed) {
        bed.furnish().await;
        let mut r = bed.read().await;
        assert_eq!(r.organisation(&"o1".into()).await.unwrap(), Some(organisation("o1")));
        assert_eq!(r.organisation(&"o2".into()).await.unwrap(), None);
    }

    async fn failed_tries_are_counted_per_key_and_forgotten(bed) {
        let mut w = bed.write().await;
        assert_eq!(w.tries("k", 0).await.unwrap(), (0, 0));
        for at in [5, 10, 20] {
            w.insert_try("k", at).await.unwrap();
            w.insert_try("other", at).await.unwrap();
        }
        assert_eq!(w.tries("k", 0).await.unwrap(), (3, 20));
        assert_eq!(w.tries("k", 10).await.unwrap(), (2, 20));
        assert_eq!(w.tries("k", 21).await.unwrap(), (0, 0));
        w.clear_tries("k", 10).await.unwrap();
        assert_eq!(w.tries("k", 0).await.unwrap(), (0, 0));
        assert_eq!(w.tries("other", 0).await.unwrap(), (2, 20));
        for key in ["a_b", "a%b", "axb", "a_b@1", "a_b@2"] {
            w.insert_try(key, 20).await.unwrap();
        }
        w.clear_tries_under("a_b@").await.unwrap();
        for (key, left) in [("a_b", 1), ("a%b", 1), ("axb", 1), ("a_b@1", 0), ("a_b@2", 0)] {
            assert_eq!(w.tries(key, 0).await.unwrap().0, left, "{key}");
        }
    }
}
