//! Who was chosen, or lost a title, waits.

use super::*;

on_both! {
    async fn art_24_winners_of_the_last_seasons_and_who_lost_a_title_do_not_apply(w) {
        let ids = w.entitled(3).await;
        let s = &w.service;
        let p = People::of(&w, &ids[0]).await;
        let (_, case) = reported(&w, &ids[0]).await;
        let due = heard(&w, &p, &case).await;
        w.clock.set(due);
        s.propose_decision(&p.one, &case, Outcome::Revoked, WHY).await.unwrap();
        s.confirm_decision(&p.other, &case, &mark_of_case(s, &case).await).await.unwrap();
        next_season(&w, |_| {}).await;
        let lost = Bar { year: 2026, revoked: Some(2026), until: 2029 };
        let won = Bar { year: 2026, revoked: None, until: 2029 };
        // Before anything is written: on the eligibility page, without an account.
        let known = s.chosen_before(&code(1)).await.unwrap();
        let limits = s.season().await.unwrap().limits;
        assert_eq!(known.iter().map(|k| limits.bar_of(k)).collect::<Vec<_>>(), [lost]);
        assert_eq!(s.chosen_before(&code(2)).await.unwrap().len(), 1);
        assert!(s.chosen_before(&code(9)).await.unwrap().is_empty());
        assert!(s.chosen_before("x").await.unwrap().is_empty());
        // A dossier is not begun, whoever types the code.
        let typed = Answers::from([("uscc".to_owned(), code(2))]);
        let stranger = w.applicant(8).await;
        assert_eq!(refused(s.start_dossier(&stranger, &typed).await), Refusal::Barred { bar: won });
        assert_eq!(refused(s.start_dossier(&w.applicant(1).await, &Answers::new()).await), Refusal::Barred { bar: lost });
        // Begun under another code and changed later, it is not handed in.
        let (actor, dossier) = w.draft_of(w.applicant(9).await, &answers(9)).await;
        let base = s.dossier(&actor, &dossier).await.unwrap().revisions[&Page::Organisation];
        let dodge = Answers::from_iter(answers(9).into_iter().chain([("uscc".to_owned(), code(2))]));
        s.save_page(&actor, &dossier, Page::Organisation, base, &dodge).await.unwrap();
        let refusal = refused(s.submit(&actor, &dossier).await);
        assert!(matches!(&refusal, Refusal::Incomplete { pages } if *pages == [(Page::Organisation, 1)]), "{refusal:?}");
        // Who was not chosen goes on, and the Office is shown that nothing was found.
        let (_, free) = w.recommended(10).await;
        let lines = s.checklist(&w.office, &free).await.unwrap().lines;
        let line = lines.iter().find(|l| l.item == domain::formality::Item::NotRepeated).unwrap();
        assert_eq!(line.computed, Some((true, domain::formality::Evidence::Winners { found: Vec::new() })));
    }

    async fn art_24_the_office_sees_both_facts_of_who_was_chosen_before(w) {
        let ids = w.entitled(1).await;
        let s = &w.service;
        next_season(&w, |n| n.limits.winner_bar = 0).await;
        // The rule is off while it is handed in, and on again when it is checked.
        let (_, dossier) = w.recommended(1).await;
        let mut season = s.season().await.unwrap();
        season.limits.winner_bar = 3;
        let data = serde_json::to_string(&season).unwrap().replace('\'', "''");
        w.tamper(&format!("UPDATE season SET data = '{data}' WHERE id = 's2027'")).await;
        let lines = s.checklist(&w.office, &dossier).await.unwrap().lines;
        let line = lines.iter().find(|l| l.item == domain::formality::Item::NotRepeated).unwrap();
        let Some((false, domain::formality::Evidence::Winners { found })) = &line.computed else {
            panic!("{:?}", line.computed)
        };
        assert_eq!((found.len(), found[0].year, found[0].uscc.as_str()), (1, 2026, code(1).as_str()));
        assert!(s.compare_what_changed().await.unwrap());
        let asked = domain::views::formality::Asked { kind: None, all: true, most: 100 };
        let rows = s.duplicates(&w.office, asked).await.unwrap().rows;
        assert!(rows.iter().any(|r| r.finding.kind == domain::formality::duplicates::Kind::WinnerUscc));
        assert_eq!(number_of(&w, &ids[0]).await.len(), 12);
        w.clock.pass(MINUTE);
    }
}
