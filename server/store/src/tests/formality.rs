//! Art. 18: claims and refusals.

use domain::formality::Item;
use domain::formality::claim::Claim;
use domain::formality::correction::Round;
use domain::formality::duplicates::{Against, Finding, Kind};
use domain::formality::rejection::Rejection;
use domain::journey::Standing;
use domain::stamp::Stamp;
use service::ports::application::VersionRow;
use service::ports::flow::CorrectionRow;
use service::ports::formality::{Comparison, LookRow};

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

    async fn what_was_compared_is_the_latest_version_of_what_the_office_reads(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        for (n, standing) in [(2, recommended()), (1, recommended()), (3, submitted())] {
            w.insert_dossier(&dossier(n, standing)).await.unwrap();
            for number in 1..=2 {
                let sha256 = format!("{n}-{number}");
                let v = VersionRow { number, at: number, canonical: "{}".into(), sha256 };
                w.insert_version(&format!("d{n}").into(), &v).await.unwrap();
            }
        }
        let latest = w.latest_versions(&s()).await.unwrap();
        let seen: Vec<_> = latest.iter().map(|(id, v)| (id.as_str(), v.sha256.as_str())).collect();
        assert_eq!(seen, [("d1", "1-2"), ("d2", "2-2")]);
        let finding = Finding {
            kind: Kind::Title,
            dossier: "d1".into(),
            against: Against::Dossier("d2".into()),
            percent: 87,
            left: "甲'\"".into(),
            right: "乙\u{1F600}".into(),
        };
        assert_eq!(w.comparison(&s()).await.unwrap(), None);
        let kept = |at, findings| Comparison { at, dossiers: 2, state: "x".into(), findings };
        w.save_comparison(&s(), &kept(5, vec![finding.clone()])).await.unwrap();
        assert_eq!(w.comparison(&s()).await.unwrap(), Some(kept(5, vec![finding])));
        w.save_comparison(&s(), &kept(6, vec![])).await.unwrap();
        assert_eq!(w.comparison(&s()).await.unwrap(), Some(kept(6, vec![])));
    }

    async fn the_last_who_looked_at_a_finding_is_kept_with_their_name(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_dossier(&dossier(1, recommended())).await.unwrap();
        let look = |by: &str, name: &str, kind, note: &str, at| LookRow {
            dossier: "d1".into(),
            against: "w-1".into(),
            kind,
            facts: "f".into(),
            note: note.into(),
            by: by.into(),
            name: name.into(),
            at,
        };
        w.save_look(&s(), &look("a1", "", Kind::WinnerName, "一", 1)).await.unwrap();
        w.save_look(&s(), &look("gone", "", Kind::WinnerName, "二", 2)).await.unwrap();
        w.save_look(&s(), &look("a1", "", Kind::WinnerTitle, "三", 3)).await.unwrap();
        let expected = [look("gone", "", Kind::WinnerName, "二", 2), look("a1", "演示账户 a1", Kind::WinnerTitle, "三", 3)];
        assert_eq!(w.looks(&s()).await.unwrap(), expected);
        assert_eq!(w.looks(&"s1999".into()).await.unwrap(), []);
    }

    async fn what_stood_in_the_way_is_counted_by_season(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        let unit = "R330000".to_owned();
        let out = Standing::FormalityRefused { at: Stamp(6), version: 1, unit };
        w.insert_dossier(&dossier(2, out)).await.unwrap();
        w.insert_dossier(&dossier(1, recommended())).await.unwrap();
        let why = Rejection { item: Item::Profit, reason: "亏损".into(), at: Stamp(5) };
        w.insert_rejection(&"d2".into(), &why, "a1").await.unwrap();
        let round = Round {
            asked: Stamp(1),
            due: Stamp(9),
            items: [(Item::Signed, "缺公章".to_owned())].into(),
            answered: None,
        };
        let row = CorrectionRow { round: round.clone(), by: "a1".into(), before: 1, after: None };
        w.insert_correction(&"d1".into(), &row).await.unwrap();
        assert_eq!(w.rejected_items(&s()).await.unwrap(), [Item::Profit]);
        assert_eq!(w.rounds(&s()).await.unwrap(), [round]);
        assert_eq!(w.rounds(&"s1999".into()).await.unwrap(), []);
        assert_eq!(w.steps_in(&s(), "formality").await.unwrap(), []);
    }
}
