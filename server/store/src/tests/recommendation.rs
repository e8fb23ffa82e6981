//! Rooms *recommendation* and *formality*.

use domain::formality::{Item, Tick};
use service::ports::recommendation::{Found, Listed, Opinion, TickRow};

use super::on_both;
use super::world::*;

fn tick(item: Item, yes: bool, note: &str) -> TickRow {
    TickRow { item, tick: Tick { yes, note: note.into() }, by: "a1".into(), at: 7 }
}

on_both! {
    async fn a_unit_sees_what_was_submitted_to_it_with_its_opinions(bed) {
        bed.furnish().await;
        let mut foreign = dossier(4, submitted());
        foreign.summary.unit = "R440000".into();
        let draft = dossier(5, domain::journey::Standing::Draft { since: domain::stamp::Stamp(1), until: None });
        let mut w = bed.write().await;
        for d in [dossier(3, submitted()), dossier(1, recommended()), foreign, draft] {
            w.insert_dossier(&d).await.unwrap();
        }
        let mut o = Opinion {
            text: "x".into(),
            by: "a1".into(),
            at: 5,
            version: 1,
            unit: "R330000".into(),
        };
        w.save_opinion(&"d3".into(), &o).await.unwrap();
        o.text = "同意推荐\u{1F600}".into();
        o.version = 2;
        w.save_opinion(&"d3".into(), &o).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        let list = r.unit_list(&s(), "R330000").await.unwrap();
        // Characters, not bytes.
        let listed = |dossier, opinion, about, writer: &str| Listed {
            dossier,
            opinion,
            about,
            writer: writer.into(),
            place: 0,
        };
        let expected = [
            listed(dossier(1, recommended()), 0, 0, ""),
            listed(dossier(3, submitted()), 5, 2, "R330000"),
        ];
        assert_eq!(list, expected);
        drop(r);
        let mut w = bed.write().await;
        w.save_order(&["d3".into(), "d1".into()], None).await.unwrap();
        w.save_order(&["d1".into()], Some(&"d3".into())).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        let places: Vec<i64> =
            r.unit_list(&s(), "R330000").await.unwrap().iter().map(|l| l.place).collect();
        assert_eq!(places, [1, 0]);
        assert_eq!(r.opinion(&"d3".into()).await.unwrap(), Some(o));
        assert_eq!(r.opinion(&"d1".into()).await.unwrap(), None);
    }

    async fn art_17_the_seat_of_the_other_kind_is_noted_and_forgotten(bed) {
        bed.furnish().await;
        let id = "d1".into();
        let mut w = bed.write().await;
        w.insert_dossier(&dossier(1, recommended())).await.unwrap();
        assert_eq!(w.overdrawn(&id).await.unwrap(), None);
        for sme in [true, false] {
            w.save_overdrawn(&id, Some(sme)).await.unwrap();
            assert_eq!(w.overdrawn(&id).await.unwrap(), Some(sme));
        }
        w.save_overdrawn(&id, None).await.unwrap();
        assert_eq!(w.overdrawn(&id).await.unwrap(), None);
    }

    async fn the_office_sees_what_was_recommended_with_its_ticks(bed) {
        bed.furnish().await;
        let mut late = dossier(1, recommended());
        late.changed_at = 99;
        let mut w = bed.write().await;
        for d in [&late, &dossier(2, recommended()), &dossier(3, submitted())] {
            w.insert_dossier(d).await.unwrap();
        }
        let id = "d1".into();
        w.save_tick(&id, &tick(Item::Signed, true, "")).await.unwrap();
        w.save_tick(&id, &tick(Item::OwnUnit, true, "")).await.unwrap();
        w.save_tick(&id, &tick(Item::Signed, false, "无公章")).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        let list = r.formality_list(&s()).await.unwrap();
        let found = |dossier, ticks| Found { dossier, ticks };
        assert_eq!(list, [found(dossier(2, recommended()), 0), found(late, 2)]);
        let ticks = r.ticks(&id).await.unwrap();
        assert_eq!(ticks, [tick(Item::OwnUnit, true, ""), tick(Item::Signed, false, "无公章")]);
        assert!(r.ticks(&"d2".into()).await.unwrap().is_empty());
    }
}
