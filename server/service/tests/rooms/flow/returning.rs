//! What goes back to its writer before the check: until when, and what ends with the version it was about (Art. 17).

use super::*;

fn actor_of(unit: &str) -> Vec<domain::policy::Grant> {
    vec![domain::policy::Grant { role: Role::RecommendingUnit, scope: unit.to_owned() }]
}

on_both! {
    async fn art_17_a_unit_returns_a_dossier_with_reasons_while_it_recommends(w) {
        let (actor, id) = w.submitted(1).await;
        assert_eq!(refused(w.service.return_dossier(&w.office, &id, "x", "").await), Refusal::NotYours);
        assert_eq!(refused(w.service.return_dossier(&unit(), &id, " ", "").await), Refusal::TooShort { min: 1, found: 0 });
        w.service.return_dossier(&unit(), &id, "请补充对比数据\n并核对利润", "").await.unwrap();
        let d = w.service.dossier(&actor, &id).await.unwrap();
        assert!(d.editable && d.standing.stage() == Stage::Draft);
        assert_eq!(d.flow.returned.unwrap().reason, "请补充对比数据\n并核对利润");
        w.sign(&actor, &id).await;
        w.service.submit(&actor, &id).await.unwrap();
        w.clock.set(day(50));
        let late = w.service.return_dossier(&unit(), &id, "x", "").await;
        assert_eq!(refused(late), Refusal::PhaseClosed { phase: Phase::Recommendation, closed: day(50) });
    }

    /// Most dossiers come on the last day: what is returned after it has a time of its own, within the phase.
    async fn art_17_what_is_returned_after_applications_closed_is_handed_in_by_its_time(w) {
        let (actor, id) = w.submitted(1).await;
        let (_, other) = w.submitted(3).await;
        w.clock.set(day(42));
        let back = async |until: String| w.service.return_dossier(&unit(), &id, "请补充对比数据", &until).await;
        let within = Refusal::ReturnUntil { from: day(42).plus(60 * MINUTE), closes: day(50) };
        assert_eq!(refused(back(String::new()).await), within);
        assert_eq!(refused(back(day(51).show_field()).await), within);
        assert_eq!(refused(back("morgen".into()).await), Refusal::BadValue { field: "until".into() });
        back(day(45).show_field()).await.unwrap();
        let d = w.service.dossier(&actor, &id).await.unwrap();
        assert!(d.editable && d.flow.returned.unwrap().until == Some(day(45)));
        save(&w, &actor, &id, Page::Title, &with(1, &[("abstract", "补充了对比数据的摘要")])).await;
        w.sign(&actor, &id).await;
        // To the last second of it, and not after.
        w.clock.set(day(45));
        assert_eq!(refused(w.service.submit(&actor, &id).await), Refusal::ReturnOver { due: day(45) });
        assert!(!w.service.dossier(&actor, &id).await.unwrap().editable);
        w.clock.set(day(45).plus(-SECOND));
        assert_eq!(w.service.submit(&actor, &id).await.unwrap().version, 2);
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        w.service.recommend(&unit(), &id).await.unwrap();
        let list = w.service.checklist(&w.office, &id).await.unwrap();
        let in_time = list.lines.iter().find(|l| l.item == Item::InTime).unwrap();
        assert!(in_time.computed.as_ref().unwrap().0, "its own closing was the unit's");
        // In the last hour nothing is returned, and the page has no time to propose.
        w.clock.set(day(50).plus(-30 * MINUTE));
        assert_eq!(w.service.unit_reading(&unit(), &other).await.unwrap().return_until, None);
        assert!(w.checked().await.is_empty());
    }

    /// The opinion is about a version, the place is among those who wait: both end when it goes back (Art. 7, 17).
    async fn art_17_opinion_and_place_end_when_a_dossier_goes_back_to_its_writer(w) {
        let (actor, id) = w.submitted(1).await;
        let (_, beside) = w.submitted(3).await;
        for id in [&id, &beside] {
            w.service.write_opinion(&unit(), id, OPINION).await.unwrap();
            w.service.rank(&unit(), id, 99).await.unwrap();
        }
        w.service.return_dossier(&unit(), &id, "请补充", "").await.unwrap();
        w.sign(&actor, &id).await;
        w.service.submit(&actor, &id).await.unwrap();
        let list = w.service.unit_list(&unit()).await.unwrap();
        let row = |id: &DossierId| list.rows.iter().find(|r| r.id == *id).map(|r| (r.opinion > 0, r.place)).unwrap();
        assert_eq!((row(&id), row(&beside)), ((false, 0), (true, 1)));
        let reading = w.service.unit_reading(&unit(), &id).await.unwrap();
        assert_eq!((reading.opinion.as_str(), reading.earlier), ("", Some((1, OPINION.to_owned()))));
        // Nothing is recommended on what was written about another version.
        assert_eq!(refused(w.service.recommend(&unit(), &id).await), Refusal::OpinionMissing);
        w.service.rank(&unit(), &id, 1).await.unwrap();
        assert!(matches!(refused(w.at_once(&unit()).await), Refusal::OpinionsLacking { .. }));
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        assert_eq!(w.at_once(&unit()).await.unwrap(), 2);
        assert!(w.checked().await.is_empty());
    }

    async fn art_7_another_unit_reads_no_opinion_of_the_one_before(w) {
        let (actor, id) = w.submitted(1).await;
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        w.service.rank(&unit(), &id, 1).await.unwrap();
        w.service.return_dossier(&unit(), &id, "不属于本地区", "").await.unwrap();
        let association = |u: &&domain::facts::units::Unit| u.kind == domain::facts::units::UnitKind::IndustryAssociation;
        let other = domain::facts::units::units().iter().find(association).unwrap().code.clone();
        save(&w, &actor, &id, Page::Organisation, &with(1, &[("unit", &other)])).await;
        w.sign(&actor, &id).await;
        w.service.submit(&actor, &id).await.unwrap();
        let them = domain::policy::Actor { grants: actor_of(&other), ..unit() };
        let reading = w.service.unit_reading(&them, &id).await.unwrap();
        assert_eq!((reading.opinion.as_str(), reading.earlier, reading.place), ("", None, 0));
        assert_eq!(refused(w.service.recommend(&them, &id).await), Refusal::OpinionMissing);
        assert_eq!(w.service.unit_list(&them).await.unwrap().rows[0].opinion, 0);
    }

    /// What the Office had ticked was of another version (Art. 18).
    async fn art_18_nothing_ticked_outlives_the_version_it_was_ticked_of(w) {
        let (actor, id) = w.recommended(1).await;
        for item in [Item::Credit, Item::NoAccident, Item::Signed] {
            w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
        }
        w.service.withdraw_recommendation(&unit(), &id, "材料须修改").await.unwrap();
        w.service.return_dossier(&unit(), &id, "请修改", "").await.unwrap();
        assert!(w.checked().await.is_empty());
        w.sign(&actor, &id).await;
        w.service.submit(&actor, &id).await.unwrap();
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        w.service.recommend(&unit(), &id).await.unwrap();
        let list = w.service.checklist(&w.office, &id).await.unwrap();
        assert!(list.lines.iter().all(|l| l.tick.is_none()) && list.claimed.is_none());
        assert!(matches!(refused(w.service.pass(&w.office, &id).await), Refusal::ChecklistOpen { .. }));
    }
}
