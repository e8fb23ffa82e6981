//! The audit reads what happened, and whether the chain of the journal holds.

use domain::views::guard::JournalAsked;

use super::*;

on_both! {
    /// The audit reads everything that happened, cut; it is asked for by what it names.
    async fn art_15_the_audit_reads_what_happened_and_no_score(w) {
        let (system, security, audit) = three(&w).await;
        let dossiers = w.reviewing(1, 1, 3).await;
        let expert = expert_actor(1, 1);
        w.service.seal_sheet(&expert, Review::Written, &dossiers[0], &sheet(87)).await.unwrap();
        for who in [&system, &security, &w.office] {
            assert_eq!(refused(w.service.audit(who, JournalAsked::default()).await), Refusal::NotYours);
            assert_eq!(refused(w.service.export_journal(who, JournalAsked::default()).await), Refusal::NotYours);
            assert_eq!(refused(w.service.audit_verify(who).await), Refusal::NotYours);
        }
        let asked = JournalAsked { kind: "review_sealed".into(), ..JournalAsked::default() };
        let view = w.service.audit(&audit, asked.clone()).await.unwrap();
        assert_eq!(view.rows.len(), 1);
        assert!(view.rows[0].cut && view.rows[0].reference.starts_with("QB-2026-"));
        let text = format!("{:?}", view.rows);
        assert!(!text.contains("total"), "{text}");
        let taken = w.service.export_journal(&audit, asked).await.unwrap();
        assert_eq!(taken.rows, view.rows);
        assert_eq!(events(&w, "journal_exported").await, [Event::JournalExported { rows: 1 }]);
        // Page by page everything comes once, the latest first.
        let (mut seqs, mut before) = (Vec::new(), String::new());
        loop {
            let asked = JournalAsked { before, ..JournalAsked::default() };
            let page = w.service.audit(&audit, asked).await.unwrap();
            seqs.extend(page.rows.iter().map(|r| r.seq));
            let Some(next) = page.next else { break };
            before = next.to_string();
        }
        let all: Vec<i64> = (1..=w.service.read().await.unwrap().head().await.unwrap().seq).rev().collect();
        assert_eq!(seqs, all);
        let by = async |actor: &str, reference: &str, from: &str| {
            let (actor, reference, from) = (actor.into(), reference.into(), from.into());
            let asked = JournalAsked { actor, reference, from, ..JournalAsked::default() };
            w.service.audit(&audit, asked).await.unwrap()
        };
        assert!(by("audit@example.com", "", "").await.rows.iter().all(|r| r.actor == audit.account.as_str()));
        assert!(by("nobody@example.com", "", "").await.rows.is_empty());
        let reference = view.rows[0].reference.to_lowercase();
        let of = by("", &reference, "").await.rows;
        assert!(of.len() > 3 && of.iter().all(|r| r.reference == view.rows[0].reference));
        assert!(by("", "QB-1999-00001-X", "").await.rows.is_empty());
        assert_eq!(by("", "", "yesterday").await.wrong, ["from"]);
        assert!(by("", "", "2099-01-01").await.rows.is_empty());
        // Whom something was done to is named, and the table keeps the identifier.
        let asked = JournalAsked { kind: "role_granted".into(), ..JournalAsked::default() };
        let rows = w.service.audit(&audit, asked.clone()).await.unwrap().rows;
        let own = rows.iter().find(|r| r.facts.contains(&("account".to_owned(), audit.account.to_string())));
        assert_eq!(own.unwrap().named, "演示");
        assert_eq!(w.service.export_journal(&audit, asked).await.unwrap().rows, rows);
        let nobody = by("", &reference, "").await.rows;
        assert!(nobody.iter().all(|r| r.named.is_empty()), "nothing of an application names an account");
        // The chain.
        w.service.audit_verify(&audit).await.unwrap();
        let found = by("", "", "").await.checked.unwrap();
        assert!(found.broken.is_none() && found.rows > 10);
    }

    async fn a_broken_chain_is_told_with_its_row(w) {
        let (.., audit) = three(&w).await;
        let drop_guard = if w.fresh.engine == "postgres" { "DROP TRIGGER journal_no_update ON journal" } else { "DROP TRIGGER journal_no_update" };
        w.tamper(&format!("{drop_guard}; UPDATE journal SET reason = 'x' WHERE seq = 2")).await;
        let found = w.service.walk_journal().await.unwrap();
        assert_eq!(found.broken, Some((2, "content".to_owned())));
        let view = w.service.audit(&audit, JournalAsked::default()).await.unwrap();
        assert_eq!(view.checked.unwrap().broken, Some(2));
    }
}
