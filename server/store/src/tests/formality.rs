//! Art. 18: claims and refusals.

use domain::formality::Item;
use domain::formality::claim::Claim;
use domain::formality::rejection::Rejection;
use domain::stamp::Stamp;

use super::on_both;
use super::world::*;

on_both! {
    async fn a_dossier_is_taken_by_one_person_at_a_time(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_dossier(&dossier(1, recommended())).await.unwrap();
        let id = "d1".into();
        let claim = |at| Claim { account: "a1".into(), name: "甲".into(), at: Stamp(at) };
        assert_eq!(w.claim(&id).await.unwrap(), None);
        w.save_claim(&id, &claim(3)).await.unwrap();
        w.save_claim(&id, &claim(9)).await.unwrap();
        commit(w).await;
        let mut w = bed.write().await;
        assert_eq!(w.claim(&id).await.unwrap(), Some(claim(9)));
        let list = w.formality_list(&s()).await.unwrap();
        assert_eq!(list[0].claim, Some(claim(9)));
        w.delete_claim(&id).await.unwrap();
        assert_eq!(w.claim(&id).await.unwrap(), None);
    }

    async fn a_refusal_is_kept_once_with_its_item_and_reason(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_dossier(&dossier(1, recommended())).await.unwrap();
        let id = "d1".into();
        let why = Rejection { item: Item::Profit, reason: "亏损".into(), at: Stamp(5) };
        assert_eq!(w.rejection(&id).await.unwrap(), None);
        w.insert_rejection(&id, &why, "a1").await.unwrap();
        assert_eq!(w.rejection(&id).await.unwrap(), Some(why.clone()));
        assert!(w.insert_rejection(&id, &why, "a1").await.is_err());
    }
}
