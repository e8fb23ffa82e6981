//! Art. 17, 18, 24: what stands twice, and the statistics of the check.

use domain::formality::Item;
use domain::formality::duplicates::Kind;
use domain::formality::progress::By;
use domain::journey::Stage;
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::season::PastWinner;
use domain::views::formality::{Asked, FindingView};

use crate::on_both;
use crate::world::answers::{answers, organisation, title};
use crate::world::*;

/// A dossier with a seat, whose answers differ from those of `n`.
async fn copied(w: &World, n: usize, changes: &[(&str, &str)]) -> domain::ids::DossierId {
    let mut own = answers(n);
    for (k, v) in changes {
        own.insert((*k).to_owned(), (*v).to_owned());
    }
    let (actor, id) = w.draft_of(w.applicant(n).await, &own).await;
    w.service.submit(&actor, &id).await.unwrap();
    w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
    w.service.recommend(&unit(), &id).await.unwrap();
    id
}

/// Everything that was found.
fn everything() -> Asked {
    Asked { kind: None, all: true, most: 9_999 }
}

/// Kinds of the findings, but for the files and texts all dossiers of the tests share.
async fn kinds(w: &World) -> Vec<Kind> {
    let all = w.service.duplicates(&w.office, everything()).await.unwrap().rows;
    all.iter().map(|f| f.finding.kind).filter(|k| told_apart(*k)).collect()
}

fn told_apart(kind: Kind) -> bool {
    !matches!(kind, Kind::File | Kind::Abstract | Kind::Report | Kind::Title)
}

on_both! {
    async fn art_17_the_same_organisation_through_two_dossiers_is_listed_with_both_facts(w) {
        let (_, one) = w.recommended(1).await;
        w.recommended(2).await;
        let seen = w.service.duplicates(&w.office, everything()).await.unwrap();
        assert_eq!((seen.compared, seen.stale, seen.rows.len()), (None, true, 0));
        w.service.compare(&w.office).await.unwrap();
        assert_eq!(kinds(&w).await, []);
        let code = answers(1)["uscc"].clone();
        let two = copied(&w, 3, &[("uscc", &code)]).await;
        // Until they are compared again the list says that it is old.
        assert!(w.service.duplicates(&w.office, everything()).await.unwrap().stale);
        assert!(w.service.compare_what_changed().await.unwrap());
        assert!(!w.service.compare_what_changed().await.unwrap(), "nothing has changed since");
        let seen = w.service.duplicates(&w.office, everything()).await.unwrap();
        assert_eq!((seen.stale, seen.compared.map(|c| c.1)), (false, Some(3)));
        let found: Vec<&FindingView> = seen.rows.iter().filter(|f| told_apart(f.finding.kind)).collect();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].finding.kind, &found[0].finding.left, &found[0].finding.right), (Kind::Uscc, &code, &code));
        assert_eq!((&found[0].left.id, &found[0].right.as_ref().unwrap().id), (&one, &two));
        // Both checklists tell of it.
        for id in [&one, &two] {
            let told = w.service.checklist(&w.office, id).await.unwrap().findings;
            assert!(told.iter().any(|f| f.finding.kind == Kind::Uscc));
        }
    }

    /// Titles differ in a number, abstracts and files not at all.
    async fn art_24_what_was_copied_is_found_over_the_versions_that_were_handed_in(w) {
        w.recommended(1).await;
        w.recommended(2).await;
        w.service.compare(&w.office).await.unwrap();
        let all = w.service.duplicates(&w.office, everything()).await.unwrap().rows;
        let of = |k: Kind| all.iter().find(|f| f.finding.kind == k);
        assert_eq!(of(Kind::Abstract).unwrap().finding.percent, 100);
        assert!(of(Kind::File).unwrap().finding.left.contains("演示-"));
        let report = &of(Kind::Report).unwrap().finding;
        assert!(report.percent >= 15 && !report.left.is_empty(), "{report:?}");
        // A draft, and what is not recommended, are compared with nothing.
        w.submitted(3).await;
        w.draft(4).await;
        assert!(!w.service.duplicates(&w.office, everything()).await.unwrap().stale);
    }

    async fn art_24_winners_of_the_last_seasons_are_found_and_older_ones_are_not(w) {
        let (_, one) = w.recommended(1).await;
        let winner = |year, uscc: &str, organisation: &str, title: &str| PastWinner {
            year,
            uscc: uscc.into(),
            organisation: organisation.into(),
            title: title.into(), revoked: None };
        let mut season = season();
        season.limits.past_winners = vec![
            winner(2025, "", "另一家演示公司", &title(1)),
            winner(2020, &answers(1)["uscc"], &organisation(1), "x"),
        ];
        // Into the season that runs, past the verbs, and after what it would have refused was handed in.
        let data = serde_json::to_string(&season).unwrap().replace('\'', "''");
        w.tamper(&format!("UPDATE season SET data = '{data}' WHERE id = '{}'", id())).await;
        w.service.compare(&w.office).await.unwrap();
        let seen = w.service.duplicates(&w.office, everything()).await.unwrap();
        let found: Vec<_> = seen.rows.iter().map(|f| (f.finding.kind, f.finding.percent)).collect();
        assert_eq!(found, [(Kind::WinnerTitle, 100)]);
        assert!(seen.rows[0].right.is_none() && seen.rows[0].left.id == one);
        assert!(seen.season.limits.past_winners.is_empty(), "the list does not travel with the page");
        let lines = w.service.checklist(&w.office, &one).await.unwrap().lines;
        let line = lines.into_iter().find(|l| l.item == Item::NotRepeated).unwrap();
        assert!(!line.computed.unwrap().0);
    }

    async fn art_24_who_has_looked_notes_it_and_looks_again_when_the_facts_change(w) {
        w.recommended(1).await;
        let code = answers(1)["uscc"].clone();
        let two = copied(&w, 3, &[("uscc", &code)]).await;
        w.service.compare(&w.office).await.unwrap();
        let of = |rows: Vec<FindingView>| rows.into_iter().find(|f| f.finding.kind == Kind::Uscc).unwrap();
        let f = of(w.service.duplicates(&w.office, everything()).await.unwrap().rows);
        let (dossier, against) = (f.finding.dossier.clone(), f.finding.against.key());
        let look = |actor, kind, against: String, note: &str| {
            let (service, dossier, note) = (w.service.clone(), dossier.clone(), note.to_owned());
            async move { service.look(&actor, &dossier, &against, kind, &note).await }
        };
        for other in [unit(), chair(), actor("m", Role::Ministry, "")] {
            assert_eq!(refused(look(other.clone(), Kind::Uscc, against.clone(), "x").await), Refusal::NotYours);
            assert_eq!(refused(w.service.duplicates(&other, everything()).await), Refusal::NotYours);
            assert_eq!(refused(w.service.compare(&other).await), Refusal::NotYours);
            assert_eq!(refused(w.service.statistics(&other).await), Refusal::NotYours);
        }
        let office = w.office.clone();
        assert_eq!(refused(look(office.clone(), Kind::Uscc, "nowhere".into(), "x").await), Refusal::NotYours);
        assert_eq!(refused(look(office.clone(), Kind::Name, against.clone(), "x").await), Refusal::NotYours);
        let blank = refused(look(office.clone(), Kind::Uscc, against.clone(), " \u{0} ").await);
        assert_eq!(blank, Refusal::TooShort { min: 1, found: 0 });
        look(office, Kind::Uscc, against.clone(), "同一企业经两家推荐单位申报，已通知。").await.unwrap();
        let f = of(w.service.duplicates(&w.office, everything()).await.unwrap().rows);
        assert!(!f.open() && f.looked.unwrap().note.starts_with("同一企业"));
        let entries = w.service.read().await.unwrap().entries_of(&dossier).await.unwrap();
        let last = entries.last().unwrap();
        assert_eq!((last.kind.as_str(), last.room.as_str(), last.reason.as_str()), ("finding_looked", "formality", "同一企业经两家推荐单位申报，已通知。"));
        // The other one is withdrawn by its unit: nothing stands twice any more.
        w.service.withdraw_recommendation(&unit(), &two, "重复申报").await.unwrap();
        let rows = w.service.duplicates(&w.office, everything()).await.unwrap().rows;
        assert!(rows.iter().all(|f| f.left.id != two && f.right.as_ref().is_none_or(|p| p.id != two)));
    }

    async fn art_18_statistics_add_up_and_name_what_stood_in_the_way(w) {
        let (_, refused_one) = w.recommended(1).await;
        let (_, asked) = w.recommended(2).await;
        w.recommended(3).await;
        w.passed(4).await;
        let why = "近三年有一年亏损，不符合连续盈利的要求。";
        w.service.reject(&w.office, &refused_one, Item::Profit, why).await.unwrap();
        let items = [(Item::Signed, "缺公章".to_owned())].into();
        w.service.ask_correction(&w.office, &asked, &items).await.unwrap();
        let s = w.service.statistics(&w.office).await.unwrap();
        assert_eq!((s.total.waiting, s.total.correction, s.total.passed, s.total.refused), (1, 1, 1, 1));
        assert_eq!(s.total.rate(), Some(50));
        for (by, lines) in &s.groups {
            assert_eq!(lines.iter().map(|t| t.all()).sum::<usize>(), 4, "{by:?}");
        }
        let of = |by: By| s.groups.iter().find(|g| g.0 == by).unwrap().1.iter().map(|t| t.key.as_str()).collect::<Vec<_>>();
        assert_eq!((of(By::Direction), of(By::Size)), (vec!["d1"], vec!["large", "sme"]));
        let stood: Vec<_> = s.obstacles.iter().map(|o| (o.item, o.refused, o.asked)).collect();
        assert_eq!(stood, [(Item::Profit, 1, 0), (Item::Signed, 0, 1)]);
        // The same day's work as it is drawn.
        let list = w.service.formality_list(&w.office).await.unwrap();
        let today = list.days.last().unwrap();
        assert_eq!((today.passed, today.asked, today.refused), (1, 1, 1));
        let due = list.rows.iter().find(|r| r.stage == Stage::Correction).unwrap().due;
        assert!(due.is_some_and(|d| d > list.now));
    }
}
