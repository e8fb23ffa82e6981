//! What was made of forms that add something.

use super::on_both;
use super::world::*;

on_both! {
    async fn what_was_made_of_a_form_is_noted_once_and_forgotten_in_time(bed) {
        let mut w = bed.write().await;
        w.insert_sent("d1", "made of one", 10).await.unwrap();
        w.insert_sent("d2", "made of another", 20).await.unwrap();
        assert_eq!(w.sent("d1").await.unwrap().as_deref(), Some("made of one"));
        assert_eq!(w.sent("d3").await.unwrap(), None);
        commit(w).await;
        let mut twice = bed.write().await;
        assert!(twice.insert_sent("d1", "made again", 30).await.is_err());
        drop(twice);
        let mut w = bed.write().await;
        assert!(!w.has_sent_before(10).await.unwrap() && w.has_sent_before(11).await.unwrap());
        w.delete_sent_before(20).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.sent("d1").await.unwrap(), None);
        assert_eq!(r.sent("d2").await.unwrap().as_deref(), Some("made of another"));
        assert!(!r.has_sent_before(20).await.unwrap());
    }
}
