//! Art. 18: claims and refusals.

use domain::formality::Item;
use domain::formality::claim::Claim;
use domain::formality::correction::Round;
use domain::formality::duplicates::{Against, Finding, Kind};
use domain::formality::rejection::Rejection;
use domain::journey::Standing;
use domain::season::PastWinner;
use domain::stamp::Stamp;
use domain::views::formality::Looked;
use service::ports::application::VersionRow;
use service::ports::flow::CorrectionRow;
use service::ports::formality::{Comparison, FindingCount, LookRow};

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
        assert_eq!(w.claims(&s()).await.unwrap(), [(id.clone(), claim(9))].into());
        assert_eq!(w.claims(&"s1999".into()).await.unwrap(), [].into());
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
                let v = VersionRow { number, at: number, canonical: "{}".into(), sha256, closes: None };
                w.insert_version(&format!("d{n}").into(), &v).await.unwrap();
            }
        }
        let latest = w.latest_versions(&s()).await.unwrap();
        let seen: Vec<_> = latest.iter().map(|(id, v)| (id.as_str(), v.sha256.as_str())).collect();
        assert_eq!(seen, [("d1", "1-2"), ("d2", "2-2")]);
    }

    async fn findings_are_kept_one_by_one_with_whoever_looked_last(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        for (n, standing) in [(1, recommended()), (2, recommended()), (3, submitted())] {
            w.insert_dossier(&dossier(n, standing)).await.unwrap();
        }
        let finding = |kind, of: &str, against: Against| Finding {
            kind,
            dossier: of.into(),
            against,
            percent: 87,
            left: "甲'\"".into(),
            right: "乙\u{1F600}".into(),
        };
        let other = |of: &str| Against::Dossier(of.into());
        let won = Against::Winner(PastWinner {
            year: 2025,
            uscc: String::new(),
            organisation: "演示".into(),
            title: "题".into(), revoked: None });
        let all = [
            finding(Kind::Title, "d1", other("d2")),
            finding(Kind::WinnerTitle, "d1", won.clone()),
            finding(Kind::Uscc, "d2", other("d3")),
            finding(Kind::File, "d2", other("d1")),
        ];
        assert_eq!(w.comparison(&s()).await.unwrap(), None);
        let kept = |at| Comparison { at, dossiers: 2, state: "x".into(), found: 9 };
        w.save_comparison(&s(), &kept(4), &all[..1]).await.unwrap();
        w.save_comparison(&s(), &kept(5), &all).await.unwrap();
        assert_eq!(w.comparison(&s()).await.unwrap(), Some(kept(5)));

        // One names a dossier that is not before the Office.
        let seen = w.findings(&s(), None, false, 9).await.unwrap();
        let found: Vec<&Finding> = seen.iter().map(|f| &f.finding).collect();
        assert_eq!(found, [&all[0], &all[1], &all[3]]);
        assert_eq!(seen[0].left.reference, dossier(1, recommended()).reference);
        assert_eq!(seen[0].right.as_ref().unwrap().id.as_str(), "d2");
        assert_eq!((&seen[1].right, &seen[1].looked), (&None, &None));
        assert_eq!(w.findings(&s(), None, false, 1).await.unwrap().len(), 1);
        assert_eq!(w.findings_of(&s(), &"d1".into(), 9).await.unwrap().len(), 3);
        assert_eq!(w.findings_of(&s(), &"d1".into(), 2).await.unwrap().len(), 2);
        assert_eq!(w.findings(&"s1999".into(), None, true, 9).await.unwrap(), []);
        let asked = w.finding(&s(), &"d2".into(), "d3", Kind::Uscc).await.unwrap();
        assert_eq!(asked.as_ref(), Some(&all[2]));
        assert_eq!(w.finding(&s(), &"d2".into(), "d3", Kind::Name).await.unwrap(), None);

        let look = |f: &Finding, facts: String, by: &str, note: &str, at| LookRow {
            dossier: f.dossier.clone(),
            against: f.against.key(),
            kind: f.kind,
            facts,
            note: note.into(),
            by: by.into(),
            at,
        };
        let of = |f: &Finding| f.facts();
        w.save_look(&s(), &look(&all[1], of(&all[1]), "a1", "一", 1)).await.unwrap();
        w.save_look(&s(), &look(&all[1], of(&all[1]), "gone", "二", 2)).await.unwrap();
        w.save_look(&s(), &look(&all[3], "before".into(), "a1", "三", 3)).await.unwrap();
        let looked = |by: &str, note: &str, at, current| {
            Some(Looked { by: by.into(), at: Stamp(at), note: note.into(), current })
        };
        let seen = w.findings(&s(), None, true, 9).await.unwrap();
        let looks: Vec<_> = seen.into_iter().map(|f| f.looked).collect();
        assert_eq!(looks, [None, looked("", "二", 2, true), looked("演示账户 a1", "三", 3, false)]);
        let open = w.findings(&s(), None, false, 9).await.unwrap();
        let found: Vec<&Finding> = open.iter().map(|f| &f.finding).collect();
        assert_eq!(found, [&all[0], &all[3]]);
        assert_eq!(w.findings(&s(), Some(Kind::WinnerTitle), false, 9).await.unwrap(), []);
        assert_eq!(w.findings(&s(), Some(Kind::WinnerTitle), true, 9).await.unwrap().len(), 1);
        let mut counts = w.finding_counts(&s()).await.unwrap();
        counts.sort_by_key(|c| c.kind);
        let count = |kind, all, open| FindingCount { kind, all, open };
        let expected =
            [count(Kind::WinnerTitle, 1, 0), count(Kind::Title, 1, 1), count(Kind::File, 1, 1)];
        assert_eq!(counts, expected);
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
            infected: vec![],
        };
        let row = CorrectionRow { round: round.clone(), by: "a1".into(), before: 1, after: None };
        w.insert_correction(&"d1".into(), &row).await.unwrap();
        assert_eq!(w.rejected_items(&s()).await.unwrap(), [Item::Profit]);
        assert_eq!(w.rounds(&s()).await.unwrap(), [round]);
        assert_eq!(w.rounds(&"s1999".into()).await.unwrap(), []);
        assert_eq!(w.steps_in(&s(), "formality").await.unwrap(), []);
    }
}
