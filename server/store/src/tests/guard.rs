//! What guards accounts.

use domain::ids::AccountId;
use domain::policy::{Grant, Role};
use service::ports::Entry;
use service::ports::guard::{AccountsWish, CheckRow, HalfRow, JournalWish, RequestRow};
use service::ports::people::MemberRow;
use sqlx::Connection;

use super::on_both;
use super::world::*;

fn grant(role: Role) -> Grant {
    Grant { role, scope: String::new() }
}

fn whole() -> JournalWish {
    JournalWish { to: i64::MAX, before: i64::MAX, ..JournalWish::default() }
}

on_both! {
    async fn a_second_step_is_confirmed_used_and_forgotten(bed) {
        bed.furnish().await;
        let a = "a1".into();
        let mut w = bed.write().await;
        assert_eq!(w.factor(&a).await.unwrap(), None);
        assert_eq!(w.any_factor().await.unwrap(), None);
        assert!(!w.confirm_factor(&a, 1, 1).await.unwrap());
        w.save_pending(&a, "sealed1", 10).await.unwrap();
        w.save_pending(&a, "sealed2", 11).await.unwrap();
        assert!(!w.use_step(&a, 5).await.unwrap(), "what is not confirmed is not used");
        assert!(w.confirm_factor(&a, 5, 12).await.unwrap());
        assert!(!w.confirm_factor(&a, 6, 13).await.unwrap());
        let row = w.factor(&a).await.unwrap().unwrap();
        assert_eq!(row.secret, Some(("sealed2".to_owned(), 12)));
        assert_eq!((row.last_step, row.pending), (5, None));
        for (step, taken) in [(5, false), (6, true), (6, false), (4, false), (8, true), (7, false)] {
            assert_eq!(w.use_step(&a, step).await.unwrap(), taken, "{step}");
        }
        w.save_pending(&a, "sealed3", 14).await.unwrap();
        assert_eq!(w.any_factor().await.unwrap(), Some(("a1".into(), "sealed2".to_owned())));
        w.save_recovery(&a, &["x".to_owned(), "y".to_owned()]).await.unwrap();
        w.save_recovery(&a, &["y".to_owned(), "z".to_owned()]).await.unwrap();
        assert_eq!(w.recovery_left(&a).await.unwrap(), 2);
        for (digest, taken) in [("x", false), ("y", true), ("y", false)] {
            assert_eq!(w.use_recovery(&a, digest, 20).await.unwrap(), taken, "{digest}");
        }
        assert_eq!(w.recovery_left(&a).await.unwrap(), 1);
        assert!(w.delete_factor(&a).await.unwrap());
        assert!(!w.delete_factor(&a).await.unwrap());
        assert_eq!(w.recovery_left(&a).await.unwrap(), 0);
        commit(w).await;
    }

    async fn half_sessions_are_found_and_the_late_ones_forgotten(bed) {
        bed.furnish().await;
        let half = |token: &str, at: i64| HalfRow {
            token_hash: token.into(),
            account: "a1".into(),
            created_at: at,
            expires_at: at + 10,
            device: "Firefox".into(),
        };
        let mut w = bed.write().await;
        w.insert_half(&half("h1", 1)).await.unwrap();
        w.insert_half(&half("h2", 5)).await.unwrap();
        assert_eq!(w.half("h1").await.unwrap(), Some(half("h1", 1)));
        w.insert_half(&half("h3", 12)).await.unwrap();
        assert_eq!(w.half("h1").await.unwrap(), None);
        assert!(w.half("h2").await.unwrap().is_some());
        w.delete_halves(&"a1".into()).await.unwrap();
        assert_eq!(w.half("h3").await.unwrap(), None);
    }

    async fn accounts_are_searched_and_paged_with_their_roles(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        for n in 2..=5 {
            let mut a = account(&format!("a{n}"));
            a.created_at = i64::from(n);
            a.name = format!("演示 Nr_{n}");
            w.insert_account(&a).await.unwrap();
        }
        w.close_account(&"a5".into(), 9).await.unwrap();
        w.disable(&"a3".into(), 7).await.unwrap();
        w.disable(&"a3".into(), 8).await.unwrap();
        w.insert_grant(&s(), &"a2".into(), &grant(Role::Office)).await.unwrap();
        let row = MemberRow { account: "a4".into(), organisation: "o1".into(), role: Role::Applicant, since: 1 };
        w.save_member(&row).await.unwrap();
        let mut ids = async |wish: AccountsWish| {
            let (lines, _) = w.accounts(&s(), &wish, 10).await.unwrap();
            lines.iter().map(|l| l.account.id.to_string()).collect::<Vec<_>>()
        };
        let all = AccountsWish::default();
        let found = ids(all.clone()).await;
        assert!(found.len() == 4 && !found.contains(&"a5".to_owned()), "{found:?}");
        assert_eq!(ids(AccountsWish { like: "%nr!_3%".into(), ..all.clone() }).await, ["a3"]);
        assert_eq!(ids(AccountsWish { like: "%a2@%".into(), ..all.clone() }).await, ["a2"]);
        assert_eq!(ids(AccountsWish { role: "office".into(), ..all.clone() }).await, ["a2"]);
        assert_eq!(ids(AccountsWish { role: "applicant".into(), ..all.clone() }).await, ["a4"]);
        assert_eq!(ids(AccountsWish { disabled: true, ..all.clone() }).await, ["a3"]);
        let before = Some((4, "a4".to_owned()));
        let found = ids(AccountsWish { before, ..all.clone() }).await;
        assert_eq!(found[..2], ["a3", "a2"]);
        let (lines, held) = w.accounts(&s(), &all, 10).await.unwrap();
        assert!(held.contains(&("a2".into(), Role::Office)) && held.contains(&("a4".into(), Role::Applicant)));
        let third = lines.iter().find(|l| l.account.id.as_str() == "a3").unwrap();
        assert_eq!((third.disabled_at, third.factor), (Some(7), false));
        assert_eq!(w.disabled(&"a3".into()).await.unwrap(), Some(7));
        assert!(w.enable(&"a3".into()).await.unwrap());
        assert!(!w.enable(&"a3".into()).await.unwrap());
    }

    async fn accounts_have_names_and_closed_ones_none(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_account(&account("a2")).await.unwrap();
        w.close_account(&"a1".into(), 9).await.unwrap();
        commit(w).await;
        let names = bed.read().await.account_names().await.unwrap();
        let of = |id: &str, name: String| (AccountId::from(id), name);
        assert_eq!(names, [of("a1", String::new()), of("a2", account("a2").name)]);
    }

    async fn a_request_is_open_once_and_ended_once(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        for n in 2..=3 {
            w.insert_account(&account(&format!("a{n}"))).await.unwrap();
        }
        let request = |id: &str| RequestRow {
            id: id.into(),
            account: "a1".into(),
            role: Role::AuditAdmin,
            reason: "新任".into(),
            asked_by: "a2".into(),
            asked_at: 5,
        };
        assert!(w.insert_request(&s(), &request("r1")).await.unwrap());
        assert!(!w.insert_request(&s(), &request("r2")).await.unwrap());
        assert_eq!(w.requests(&s()).await.unwrap(), [request("r1")]);
        assert!(w.end_request("r1", &"a3".into(), true, 6).await.unwrap());
        assert!(!w.end_request("r1", &"a3".into(), false, 7).await.unwrap());
        assert!(w.requests(&s()).await.unwrap().is_empty());
        assert!(w.insert_request(&s(), &request("r2")).await.unwrap());
        commit(w).await;
        // Nobody confirms what they have asked for, whatever the service says.
        let mut w = bed.write().await;
        assert!(w.end_request("r2", &"a2".into(), true, 8).await.is_err());
        drop(w);
        let mut w = bed.write().await;
        assert!(w.end_request("r2", &"a2".into(), false, 8).await.unwrap());
    }

    /// The last word on the three separated administrations is the database's.
    async fn nobody_holds_an_administration_and_anything_else(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        for n in 2..=3 {
            w.insert_account(&account(&format!("a{n}"))).await.unwrap();
        }
        w.insert_grant(&s(), &"a1".into(), &grant(Role::SystemAdmin)).await.unwrap();
        w.insert_grant(&s(), &"a1".into(), &grant(Role::SystemAdmin)).await.unwrap();
        w.insert_grant(&s(), &"a2".into(), &grant(Role::Office)).await.unwrap();
        let member = |account: &str| MemberRow { account: account.into(), organisation: "o1".into(), role: Role::Applicant, since: 1 };
        w.save_member(&member("a3")).await.unwrap();
        commit(w).await;
        for (who, role) in [("a1", Role::AuditAdmin), ("a1", Role::Office), ("a2", Role::SecurityAdmin), ("a3", Role::AuditAdmin)] {
            let mut w = bed.write().await;
            let refused = w.insert_grant(&s(), &who.into(), &grant(role)).await;
            assert!(refused.is_err(), "{who} {role:?}");
        }
        let mut w = bed.write().await;
        assert!(w.save_member(&member("a1")).await.is_err());
        drop(w);
        let past = "INSERT INTO role_grant (season, account, role, scope) VALUES ('s2026', 'a1', 'security_admin', '')";
        assert!(bed.tamper(past).await.is_err());
    }

    async fn the_journal_is_asked_by_moment_actor_kind_and_dossier(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        let mut insert = async |seq: i64, at: i64, actor: &str, kind: &str, dossier: &str| {
            let entry = Entry {
                seq,
                at,
                actor: actor.into(),
                on_behalf: String::new(),
                dossier: dossier.into(),
                room: if kind == "page_saved" { "application".into() } else { "corridor".into() },
                kind: kind.into(),
                data: "{}".into(),
                reason: String::new(),
                prev_hash: String::new(),
                hash: format!("h{seq}"),
            };
            w.append(&entry).await.unwrap();
        };
        for (seq, at, actor, kind, dossier) in [
            (1, 10, "a1", "signed_in", ""),
            (2, 10, "a1", "page_saved", "d1"),
            (3, 20, "system", "page_saved", "d2"),
            (4, 30, "a1", "signed_out", ""),
        ] {
            insert(seq, at, actor, kind, dossier).await;
        }
        let mut seqs = async |wish: JournalWish, limit: i64| {
            let rows = w.journal_page(&wish, limit).await.unwrap();
            rows.iter().map(|l| l.entry.seq).collect::<Vec<_>>()
        };
        assert_eq!(seqs(whole(), 10).await, [4, 3, 2, 1]);
        assert_eq!(seqs(whole(), 2).await, [4, 3]);
        assert_eq!(seqs(JournalWish { before: 3, ..whole() }, 10).await, [2, 1]);
        assert_eq!(seqs(JournalWish { from: 20, ..whole() }, 10).await, [4, 3]);
        assert_eq!(seqs(JournalWish { to: 20, ..whole() }, 10).await, [2, 1]);
        assert_eq!(seqs(JournalWish { from: 11, to: 20, ..whole() }, 10).await, [] as [i64; 0]);
        assert_eq!(seqs(JournalWish { from: 99, ..whole() }, 10).await, [] as [i64; 0]);
        assert_eq!(seqs(JournalWish { actor: "a1".into(), ..whole() }, 10).await, [4, 2, 1]);
        assert_eq!(seqs(JournalWish { kind: "page_saved".into(), ..whole() }, 10).await, [3, 2]);
        assert_eq!(seqs(JournalWish { room: "application".into(), ..whole() }, 10).await, [3, 2]);
        assert_eq!(seqs(JournalWish { room: "application".into(), before: 3, ..whole() }, 10).await, [2]);
        assert_eq!(seqs(JournalWish { room: "calendar".into(), ..whole() }, 10).await, [] as [i64; 0]);
        assert_eq!(seqs(JournalWish { room: "application".into(), actor: "a1".into(), ..whole() }, 10).await, [2]);
        assert_eq!(seqs(JournalWish { dossier: "d2".into(), ..whole() }, 10).await, [3]);
        let rows = w.journal_page(&whole(), 10).await.unwrap();
        assert_eq!((rows[0].name.as_str(), rows[1].name.as_str()), (account("a1").name.as_str(), ""));
    }

    async fn what_a_walk_has_found_is_kept(bed) {
        let mut w = bed.write().await;
        assert_eq!(w.journal_check().await.unwrap(), None);
        let sound = CheckRow { at: 5, walked: 9, hash: "h".into(), broken: None };
        w.save_journal_check(&sound).await.unwrap();
        assert_eq!(w.journal_check().await.unwrap(), Some(sound));
        let broken = CheckRow { at: 6, walked: 3, hash: String::new(), broken: Some((4, "content".into())) };
        w.save_journal_check(&broken).await.unwrap();
        assert_eq!(w.journal_check().await.unwrap(), Some(broken));
    }
}

/// A room of few rows is not sought through all of the journal.
#[tokio::test]
async fn the_journal_of_a_room_is_found_by_its_index() {
    use sqlx::Row;
    let bed = Bed::sqlite().await;
    let mut conn = sqlx::SqliteConnection::connect(&bed.fresh.url).await.unwrap();
    let text =
        sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", crate::sql::guard::JOURNAL_ROOM));
    let plan = sqlx::query(text).fetch_all(&mut conn).await.unwrap();
    let steps: Vec<String> = plan.iter().map(|step| step.get("detail")).collect();
    assert!(steps.iter().any(|step| step.contains("journal_room (room=? AND seq")), "{steps:?}");
    assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{steps:?}");
}
