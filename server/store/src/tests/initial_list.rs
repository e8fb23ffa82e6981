//! The initial list (Art. 20).

use domain::defence::initial_list::round::ListRound;
use domain::defence::initial_list::{Decision, Draft};
use domain::deliberation::panel_round::Signature;
use domain::season::category::Category;
use domain::stamp::Stamp;
use service::ports::initial_list::{InitialListRow, SignedList};

use super::on_both;
use super::world::*;
use crate::tests::world::Bed;

fn signature(by: &str) -> Signature {
    Signature { at: Stamp(5), by: by.into(), sha256: "x".into() }
}

fn row() -> InitialListRow {
    let decision = Decision { listed: false, reason: "理由充分，记录在案。".into() };
    let draft = Draft {
        decisions: [("d1".into(), decision)].into(),
        beyond: [(Category::Sme, "中小企业表现突出，名额另议。".into())].into(),
    };
    InitialListRow { draft, round: ListRound::default(), revision: 1 }
}

fn signed(number: i64, confirmed_by: &str) -> SignedList {
    SignedList {
        number,
        canonical: "{}".into(),
        sha256: "x".into(),
        dossiers: vec!["d1".into()],
        signed_by: "a1".into(),
        signed_at: 5,
        confirmed_by: confirmed_by.into(),
        confirmed_at: 6,
    }
}

async fn stored(bed: &Bed, row: &InitialListRow) {
    let mut w = bed.write().await;
    w.save_initial_list(&s(), row, 7).await.unwrap();
    commit(w).await;
}

on_both! {
    async fn art_20_a_list_is_kept_as_it_is_decided_and_replaced_by_the_next(bed) {
        bed.furnish().await;
        let mut db = bed.read().await;
        assert_eq!(db.initial_list(&s()).await.unwrap(), None);
        stored(&bed, &row()).await;
        let next = InitialListRow {
            round: ListRound::Signed { signed: signature("a1") },
            revision: 2,
            ..row()
        };
        stored(&bed, &next).await;
        let mut db = bed.read().await;
        assert_eq!(db.initial_list(&s()).await.unwrap(), Some(next));
    }

    async fn art_20_a_signed_list_counts_while_it_is_not_opened_again_and_never_changes(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_signed_list(&s(), &signed(1, "a2")).await.unwrap();
        w.insert_signed_list(&s(), &signed(2, "a2")).await.unwrap();
        commit(w).await;
        let mut db = bed.read().await;
        assert_eq!(db.signed_list(&s()).await.unwrap(), Some(signed(2, "a2")));
        assert_eq!(db.signed_lists(&s()).await.unwrap(), 2);
        drop(db);
        stored(&bed, &row()).await;
        let mut db = bed.read().await;
        assert_eq!(db.signed_list(&s()).await.unwrap(), None);
        drop(db);
        let (signed_one, confirmed) = (signature("a1"), signature("a2"));
        let round = ListRound::Confirmed { signed: signed_one, confirmed };
        stored(&bed, &InitialListRow { round, revision: 2, ..row() }).await;
        let mut db = bed.read().await;
        assert_eq!(db.signed_list(&s()).await.unwrap(), Some(signed(2, "a2")));
        drop(db);
        for text in ["UPDATE signed_list SET sha256 = 'y'", "DELETE FROM signed_list"] {
            assert!(bed.tamper(text).await.is_err(), "{text}");
        }
    }

    async fn art_20_a_list_by_one_person_or_of_another_text_is_found(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_signed_list(&s(), &signed(1, "a1")).await.unwrap();
        commit(w).await;
        let found = bed.db.check().await.unwrap().join("\n");
        assert!(found.contains("was signed and confirmed by the same person"), "{found}");
        assert!(found.contains("Initial list 1 of season s2026 cannot be read."), "{found}");
    }
}
