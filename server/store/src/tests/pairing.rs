//! Room *committee*: how the Office adjusts an assignment.

use domain::committee::pairing::Wish;
use domain::deliberation::Review;
use service::ports::pairing::Pairing;

use super::on_both;
use super::world::*;

on_both! {
    async fn a_pair_has_one_wish_and_the_last_one_stands(bed) {
        bed.furnish().await;
        bed.dossiers(2, &recommended()).await;
        let wish = |d: &str, wish, at| Pairing {
            dossier: d.into(),
            expert: "e1".into(),
            wish,
            reason: "专业对口".into(),
            author: "a1".into(),
            at,
        };
        let mut w = bed.write().await;
        for p in [wish("d2", Wish::Must, 1), wish("d1", Wish::Must, 2), wish("d1", Wish::Never, 3)] {
            w.save_pairing(&p).await.unwrap();
        }
        commit(w).await;
        let kept = bed.read().await.pairings(&s()).await.unwrap();
        assert_eq!(kept, [wish("d1", Wish::Never, 3), wish("d2", Wish::Must, 1)]);
        let mut w = bed.write().await;
        w.delete_pairing(&"d1".into(), &"e1".into()).await.unwrap();
        w.delete_pairing(&"d1".into(), &"e1".into()).await.unwrap();
        assert_eq!(w.pairings(&s()).await.unwrap().len(), 1);
        let nobody = Pairing { expert: "e99".into(), ..wish("d1", Wish::Must, 1) };
        assert!(w.save_pairing(&nobody).await.is_err());
    }

    async fn a_seat_may_have_a_load_limit_of_its_own(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        for e in ["e1", "e2"] {
            w.insert_member(&s(), &"p1".into(), &e.into(), false).await.unwrap();
        }
        w.save_load_limit(&s(), &"e2".into(), Some(3)).await.unwrap();
        assert_eq!(w.load_limits(&s()).await.unwrap(), [("e2".into(), 3)]);
        w.save_load_limit(&s(), &"e2".into(), None).await.unwrap();
        assert_eq!(w.load_limits(&s()).await.unwrap(), []);
        assert!(w.save_load_limit(&s(), &"e3".into(), Some(1)).await.is_err(), "no seat");
        assert!(w.save_load_limit(&s(), &"e1".into(), Some(-1)).await.is_err());
    }

    async fn pairs_with_a_sealed_review_are_told_apart(bed) {
        bed.furnish().await;
        bed.dossiers(2, &recommended()).await;
        let mut w = bed.write().await;
        w.save_sheet(Review::Written, &review(1, 1)).await.unwrap();
        w.save_sheet(Review::Written, &sealed(2, 1, 20, 835)).await.unwrap();
        assert_eq!(w.sealed_pairs(&s()).await.unwrap(), [("d2".into(), "e1".into())]);
    }
}
