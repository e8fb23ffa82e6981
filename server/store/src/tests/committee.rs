//! Room *committee*.

use domain::policy::{Grant, Role};
use service::ports::committee::{Assignment, Conflict, Member, Signer, StoodDown, Undertaking};
use service::ports::people::MemberRow;

use super::on_both;
use super::world::*;

on_both! {
    async fn experts_and_panels_come_back_as_they_were_stored(bed) {
        bed.furnish().await;
        let mut e = expert(1);
        (e.ties, e.unit) = (vec!["a".into(), "b".into()], "R330000".into());
        let mut w = bed.write().await;
        w.save_expert(&e).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.expert(&e.id).await.unwrap(), Some(e));
        assert_eq!(r.expert(&"e9".into()).await.unwrap(), None);
        assert_eq!(r.panels(&s()).await.unwrap(), [panel(1), panel(2)]);
        drop(r);
        let mut same_number = panel(2);
        same_number.id = "p3".into();
        assert!(bed.write().await.insert_panel(&s(), &same_number).await.is_err());
    }

    async fn seats_are_listed_by_panel_lead_and_name(bed) {
        bed.furnish().await;
        let seat = |n: i64, p: &str, lead, undertaken_at| Member {
            panel: p.into(),
            expert: expert(n),
            lead,
            undertaken_at,
            stood_down: None,
        };
        let mut w = bed.write().await;
        for (e, p, lead) in [("e1", "p2", false), ("e2", "p1", false), ("e3", "p1", true), ("e4", "p1", false)] {
            w.insert_member(&s(), &p.into(), &e.into(), lead).await.unwrap();
        }
        let (expert_2, head) = (Signer::Expert("e2".into()), Signer::Head("a9".into()));
        let signed = |at| Undertaking { at, version: "v".into(), sha256: "00".into() };
        assert_eq!(w.undertaking(&s(), &expert_2).await.unwrap(), None);
        w.save_undertaking(&s(), &expert_2, &signed(44)).await.unwrap();
        w.save_undertaking(&s(), &expert_2, &signed(55)).await.unwrap();
        assert_eq!(w.undertaking(&s(), &expert_2).await.unwrap(), Some(44));
        // A head who is no expert signs by the account.
        assert_eq!(w.undertaking(&s(), &head).await.unwrap(), None);
        w.save_undertaking(&s(), &head, &signed(46)).await.unwrap();
        w.save_undertaking(&s(), &head, &signed(47)).await.unwrap();
        assert_eq!(w.undertaking(&s(), &head).await.unwrap(), Some(46));
        let mut all = w.undertakings(&s()).await.unwrap();
        all.sort();
        assert_eq!(all, ["a9", "e2"]);
        w.forget_undertaking(&"other".into(), &"e2".into()).await.unwrap();
        assert_eq!(w.undertaking(&s(), &expert_2).await.unwrap(), Some(44));
        w.forget_undertaking(&s(), &"e2".into()).await.unwrap();
        assert_eq!(w.undertaking(&s(), &expert_2).await.unwrap(), None);
        w.save_undertaking(&s(), &expert_2, &signed(44)).await.unwrap();
        assert_eq!(w.undertakings(&"other".into()).await.unwrap(), Vec::<String>::new());
        commit(w).await;
        let members = bed.read().await.members(&s()).await.unwrap();
        assert_eq!(
            members,
            [
                seat(3, "p1", true, None),
                seat(2, "p1", false, Some(44)),
                seat(4, "p1", false, None),
                seat(1, "p2", false, None)
            ]
        );
        let second = bed.write().await.insert_member(&s(), &"p2".into(), &"e2".into(), false).await;
        assert!(second.is_err(), "an expert has one seat a season");
    }

    async fn art_19_that_a_member_is_stood_down_stands_at_the_seat(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        for e in ["e1", "e2"] {
            w.insert_member(&s(), &"p1".into(), &e.into(), false).await.unwrap();
        }
        let down = StoodDown { at: 7, reason: "因病住院".into() };
        w.save_stood_down(&s(), &"e2".into(), Some(&down)).await.unwrap();
        let marks = |members: Vec<Member>| members.into_iter().map(|m| m.stood_down).collect::<Vec<_>>();
        assert_eq!(marks(w.members(&s()).await.unwrap()), [None, Some(down.clone())]);
        w.save_stood_down(&s(), &"e2".into(), None).await.unwrap();
        assert_eq!(marks(w.members(&s()).await.unwrap()), [None, None]);
        assert!(w.save_stood_down(&s(), &"e3".into(), Some(&down)).await.is_err(), "no seat");
    }

    async fn art_15_conflicts_are_kept_once_each(bed) {
        bed.furnish().await;
        bed.dossiers(2, &recommended()).await;
        let conflict = |e: &str, d: &str, kind: &str, declared| Conflict {
            expert: e.into(),
            dossier: d.into(),
            kind: kind.into(),
            declared,
            at: 3,
        };
        let all = [
            conflict("e1", "d1", "kinship", true),
            conflict("e1", "d1", "same_uscc", false),
            conflict("e2", "d1", "own_unit", false),
            conflict("e1", "d2", "declared", true),
        ];
        let mut w = bed.write().await;
        for c in [&all[3], &all[2], &all[1], &all[0], &all[1]] {
            w.insert_conflict(&s(), c).await.unwrap();
        }
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.conflicts(&s()).await.unwrap(), all);
        let own = r.conflicts_of(&s(), &"e1".into()).await.unwrap();
        assert_eq!(own, [all[0].clone(), all[1].clone(), all[3].clone()]);
        assert_eq!(r.conflicts_ever_of(&"e1".into()).await.unwrap(), own);
        assert!(r.conflicts_ever_of(&"e4".into()).await.unwrap().is_empty());
        drop(r);
        // By a seat of whatever season, or by the address of the card.
        let mut w = bed.write().await;
        w.insert_account(&account("a2")).await.unwrap();
        w.insert_account(&account("a3")).await.unwrap();
        let grant = |role, scope: &str| Grant { role, scope: scope.into() };
        w.insert_grant(&s(), &"a1".into(), &grant(Role::Chair, "e1")).await.unwrap();
        w.insert_grant(&s(), &"a3".into(), &grant(Role::RecommendingUnit, "e1")).await.unwrap();
        let mut card = w.expert(&"e2".into()).await.unwrap().unwrap();
        card.email = account("a2").email;
        w.save_expert(&card).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.pool_ever_of(&"a1".into()).await.unwrap(), ["e1".into()]);
        assert_eq!(r.pool_ever_of(&"a2".into()).await.unwrap(), ["e2".into()]);
        assert!(r.pool_ever_of(&"a3".into()).await.unwrap().is_empty());
        assert_eq!(r.kept_ever_from(&"d1".into()).await.unwrap(), ["a1".into(), "a2".into()]);
        assert_eq!(r.kept_ever_from(&"d2".into()).await.unwrap(), ["a1".into()]);
    }

    async fn art_15_organisations_of_experts_are_known_by_their_accounts(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_account(&account("a2")).await.unwrap();
        w.insert_organisation(&organisation("o2")).await.unwrap();
        for (account, organisation) in [("a1", "o1"), ("a2", "o2")] {
            let (account, organisation) = (account.into(), organisation.into());
            let row = MemberRow { account, organisation, role: Role::ApplicantReader, since: 1 };
            w.save_member(&row).await.unwrap();
        }
        for (account, role, scope) in [
            ("a1", Role::Expert, "e1"),
            ("a2", Role::ViceChair, "e2"),
            ("a2", Role::PanelLead, "p1"),
            ("a2", Role::Office, ""),
        ] {
            let grant = Grant { role, scope: scope.into() };
            w.insert_grant(&s(), &account.into(), &grant).await.unwrap();
        }
        commit(w).await;
        let mut r = bed.read().await;
        let all = r.belongings(&s()).await.unwrap();
        assert_eq!(all, [("e1".into(), "o1".into()), ("e2".into(), "o2".into())]);
        assert_eq!(r.belongings(&"s2031".into()).await.unwrap(), []);
    }

    async fn an_assignment_is_stored_in_batches_and_pair_by_pair(bed) {
        bed.furnish().await;
        bed.dossiers(300, &recommended()).await;
        let mut pairs: Vec<Assignment> =
            (1..=300).flat_map(|d| (1..=4).map(move |e| pair(d, e))).collect();
        pairs[7].bridging = true;
        let mut w = bed.write().await;
        w.insert_assignments(&s(), &[], 6).await.unwrap();
        w.insert_assignments(&s(), &pairs, 6).await.unwrap();
        w.save_home_panel(&"d1".into(), &"p2".into()).await.unwrap();
        assert!(w.save_home_panel(&"d999".into(), &"p2".into()).await.is_err());
        commit(w).await;
        let mut r = bed.read().await;
        let mut found = r.assignments(&s()).await.unwrap();
        pairs.sort_by(|a, b| (&a.dossier, &a.expert).cmp(&(&b.dossier, &b.expert)));
        found.sort_by(|a, b| (&a.dossier, &a.expert).cmp(&(&b.dossier, &b.expert)));
        assert_eq!(found, pairs);
        assert_eq!(r.dossier(&"d1".into()).await.unwrap().unwrap().panel, Some("p2".into()));
        drop(r);
        assert!(bed.write().await.insert_assignments(&s(), &pairs[..1], 7).await.is_err());
        let mut w = bed.write().await;
        w.delete_assignment(&"d300".into(), &"e4".into()).await.unwrap();
        let left = w.assignments(&s()).await.unwrap();
        let of = |e: &str| left.iter().any(|p| p.dossier.as_str() == "d300" && p.expert.as_str() == e);
        assert_eq!((left.len(), of("e3"), of("e4")), (pairs.len() - 1, true, false));
    }
}
