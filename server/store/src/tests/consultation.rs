//! The consultation (Art. 20).

use domain::consultation::{Consultation, Consulted, Done};
use domain::notice::Entry;
use domain::notice::handling::{Handling, Outcome};
use domain::season::category::Category;
use domain::stamp::Stamp;
use service::ports::initial_list::SignedList;

use super::on_both;
use super::world::*;
use crate::tests::world::Bed;

fn list(number: i64) -> SignedList {
    SignedList {
        number,
        canonical: "{}".into(),
        sha256: "x".into(),
        dossiers: vec!["d1".into()],
        signed_by: "a1".into(),
        signed_at: 5,
        confirmed_by: "a2".into(),
        confirmed_at: 6,
    }
}

fn done(at: i64) -> Done {
    Done { by: "a1".into(), at: Stamp(at), note: String::new() }
}

fn decided(confirmed_by: &str) -> Handling {
    Handling::Decided {
        outcome: Outcome::Upheld,
        reason: "经核实，数据与原始记录不符。".into(),
        by: "a1".into(),
        confirmed_by: confirmed_by.into(),
        at: Stamp(8),
    }
}

fn consultation(number: i64) -> Consultation {
    let entry = Entry {
        place: 1,
        dossier: "d1".into(),
        organisation: "演示".into(),
        title: "演示标杆".into(),
        unit: "R370200".into(),
    };
    Consultation {
        year: 2026,
        list: number,
        sha256: "x".into(),
        opened: done(7),
        due: Stamp(20),
        moved: Vec::new(),
        template: "函".into(),
        entries: vec![Consulted {
            entry,
            category: Category::Sme,
            opinion: None,
            answer: None,
            referral: None,
        }],
        handed_in: None,
        closed: None,
        due_told: false,
        reminded: None,
    }
}

async fn stored(bed: &Bed, c: &Consultation) {
    let mut w = bed.write().await;
    w.save_consultation(&s(), c).await.unwrap();
    commit(w).await;
}

on_both! {
    async fn art_20_a_consultation_is_kept_with_its_list_and_never_changes_once_closed(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_signed_list(&s(), &list(1)).await.unwrap();
        w.insert_signed_list(&s(), &list(2)).await.unwrap();
        commit(w).await;
        stored(&bed, &consultation(1)).await;
        let next = Consultation { due: Stamp(30), ..consultation(1) };
        stored(&bed, &next).await;
        stored(&bed, &consultation(2)).await;
        let mut db = bed.read().await;
        assert_eq!(db.consultation(&s(), 1).await.unwrap(), Some(next.clone()));
        assert_eq!(db.consultation(&s(), 3).await.unwrap(), None);
        assert_eq!(db.consultations(&s()).await.unwrap(), vec![consultation(2), next.clone()]);
        drop(db);
        stored(&bed, &Consultation { closed: Some(done(31)), ..next }).await;
        let closed = bed.tamper("UPDATE consultation SET due_at = 99 WHERE list = 1").await;
        assert!(closed.is_err());
        assert!(bed.tamper("DELETE FROM consultation WHERE list = 2").await.is_err());
        bed.tamper("UPDATE consultation SET due_at = 99 WHERE list = 2").await.unwrap();
    }

    async fn art_20_an_entry_decided_by_one_person_or_closed_over_is_found(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_signed_list(&s(), &list(1)).await.unwrap();
        commit(w).await;
        let mut alone = consultation(1);
        alone.entries[0].referral = Some(decided("a1"));
        stored(&bed, &alone).await;
        let found = bed.db.check().await.unwrap().join("\n");
        assert!(found.contains("was decided by one person"), "{found}");
        alone.entries[0].referral = Some(Handling::Reported { at: Stamp(8) });
        alone.closed = Some(done(9));
        stored(&bed, &alone).await;
        let found = bed.db.check().await.unwrap().join("\n");
        assert!(found.contains("is closed over something that is open"), "{found}");
    }

    /// Who is not listed was told by the notice or, where nothing remained to put on one, when the consultation was closed.
    async fn art_20_21_who_is_not_listed_without_a_notice_or_a_closed_consultation_is_found(bed) {
        bed.furnish().await;
        bed.dossiers(1, &recommended()).await;
        let mut w = bed.write().await;
        w.insert_signed_list(&s(), &list(1)).await.unwrap();
        commit(w).await;
        stored(&bed, &consultation(1)).await;
        let found = async || {
            let found = bed.db.check().await.unwrap();
            found.iter().any(|f| f.contains("but its season has no public notice."))
        };
        assert!(!found().await);
        bed.tamper("UPDATE dossier SET stage = 'not_listed' WHERE id = 'd1'").await.unwrap();
        assert!(found().await);
        stored(&bed, &Consultation { closed: Some(done(31)), ..consultation(1) }).await;
        assert!(!found().await);
        // Nobody is on a list before everybody without a notice.
        bed.tamper("UPDATE dossier SET stage = 'on_initial_list' WHERE id = 'd1'").await.unwrap();
        assert!(found().await);
    }
}
