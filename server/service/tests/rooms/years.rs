//! Art. 6, 15, 20–24: more than one season. The one that runs is finished before the next is opened, and what is
//! over stays what it was.

use domain::application::Answers;
use domain::application::page::Page;
use domain::ids::DossierId;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::edit::{Form, Part};
use domain::season::ready::Lack;
use domain::season::rows::phase_code;
use domain::season::unfinished::Open;
use domain::season::{Phase, Season};
use domain::stamp::DAY;

use crate::incident::{WHY, number_of, report};
use crate::notice::form;
use crate::on_both;
use crate::world::answers::{answers, tail};
use crate::world::*;

/// Next year's season is planned and lacks nothing.
async fn planned(w: &World) {
    assert_eq!(w.service.plan_season(&w.office).await.unwrap(), 2027);
    let mut windows = Form::new();
    for (i, phase) in Phase::ALL.into_iter().enumerate() {
        let code = phase_code(phase);
        windows.insert(format!("{code}.opens"), format!("2026-{:02}-03 09:00", i + 4));
        windows.insert(format!("{code}.closes"), format!("2026-{:02}-28 24:00", i + 4));
    }
    w.service.change_season(&w.office, 2027, Part::Windows, &windows, "").await.unwrap();
}

/// The season after, opened without the ceremony of planning, its applications open.
async fn next_season(w: &World) -> Season {
    let mut next = w.service.season().await.unwrap();
    (next.id, next.year) = ("s2027".into(), 2027);
    next.published = Default::default();
    next.directions.truncate(1);
    next.directions[0].zh = "另一年的方向".into();
    let ahead = w.service.now().0 - START.0;
    for window in &mut next.windows {
        window.opens = window.opens.plus(ahead);
        window.closes = window.closes.plus(ahead);
    }
    w.service.open_season(&w.office, &next).await.unwrap();
    w.clock.pass(35 * DAY);
    next
}

/// Somebody who writes for the organisation of a dossier.
async fn own(w: &World, id: &DossierId) -> Actor {
    let d = w.service.read().await.unwrap().dossier(id).await.unwrap().unwrap();
    actor("own", Role::Applicant, d.organisation.as_str())
}

/// What keeps the next season from being opened, by the act and by its page.
async fn kept(w: &World) -> Open {
    let refusal = refused(w.service.open_planned(&w.office, 2027).await);
    let lacks = w.service.season_draft(&w.office, 2027).await.unwrap().lacks;
    assert_eq!(refusal, Refusal::NotReady { lacks: lacks.clone() });
    match lacks.as_slice() {
        [Lack::Unfinished { year: 2026, open }] => open.clone(),
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn art_6_an_unfinished_season_keeps_the_next_from_being_opened(w) {
        let s = &w.service;
        let ids = w.shortlisted(2).await;
        planned(&w).await;
        let closes = s.season().await.unwrap().windows.iter().map(|x| x.closes).max().unwrap();
        assert_eq!(kept(&w).await, Open::Underway { applications: 2, closes });
        w.listed(&ids).await;
        assert_eq!(kept(&w).await, Open::Unnoticed);
        w.consulted().await;
        assert_eq!(kept(&w).await, Open::Unnoticed);
        let open = w.opened().await;
        assert_eq!(kept(&w).await, Open::Notice { ends: open.ends_at });
        // The operator's command keeps to the same rule.
        let mut next = s.season().await.unwrap();
        (next.id, next.year) = ("other".into(), 2027);
        let refusal = refused(s.open_season(&w.office, &next).await);
        assert!(matches!(refusal, Refusal::NotReady { .. }), "{refusal:?}");
        let token = s.object(2026, &form(1), &[]).await.unwrap();
        w.clock.set(open.ends_at);
        assert_eq!(kept(&w).await, Open::Objections { numbers: vec![1] });
        s.withdraw_objection(&token, "", "1.2.3.4").await.unwrap();
        assert_eq!(kept(&w).await, Open::Unannounced);
        w.announced().await;
        // Art. 24: an incident is about a title. Whoever reports one holds up no season, and it is dealt with in
        // whatever season runs.
        let names = w.account("office-a@example.com", Role::Office, "").await;
        let handles = w.account("office-b@example.com", Role::Office, "").await;
        let number = number_of(&w, &ids[0]).await;
        s.report_incident(None, &report(&number), &[], "").await.unwrap();
        let case = s.read().await.unwrap().incidents(1).await.unwrap()[0].id.clone();
        s.name_investigator(&names, &case, &handles.account).await.unwrap();
        s.open_planned(&w.office, 2027).await.unwrap();
        assert_eq!(s.season().await.unwrap().year, 2027);
        s.screen_incident(&handles, &case, true, "").await.unwrap();
        s.close_investigation(&handles, &case, domain::incident::Cause::Safety, WHY, WHY).await.unwrap();
    }

    async fn art_6_a_season_that_came_to_no_list_is_left_when_its_timetable_is_over(w) {
        let s = &w.service;
        w.submitted(1).await;
        planned(&w).await;
        let Open::Underway { applications: 1, closes } = kept(&w).await else { panic!() };
        w.clock.set(closes);
        s.open_planned(&w.office, 2027).await.unwrap();
    }

    async fn art_6_a_dossier_is_shown_and_judged_by_its_own_season(w) {
        let s = &w.service;
        let (late, left) = w.begun(9).await;
        let ids = w.entitled(2).await;
        let writer = own(&w, &ids[0]).await;
        let before = s.dossier(&writer, &ids[0]).await.unwrap();
        let call = s.call().await.unwrap().season;
        let receipt = s.receipt(&writer, &ids[0]).await.unwrap();
        let next = next_season(&w).await;
        assert_eq!(s.season().await.unwrap().directions, next.directions);
        // The dossier and its print: the years of the figures, the directions, the limits.
        for reader in [&writer, &w.office, &unit()] {
            let d = s.dossier(reader, &ids[0]).await.unwrap();
            assert_eq!((d.season.year, d.season.figure_years()), (2026, [2025, 2024, 2023]));
            assert_eq!(d.season.directions, before.season.directions);
            let print = s.print(reader, &ids[0]).await.unwrap();
            assert_eq!(print.dossier.season, d.season);
            assert_eq!(print.frozen.unwrap().sha256, receipt.sha256);
        }
        assert_eq!(s.history(&writer, &ids[0], "", "").await.unwrap().season.year, 2026);
        // The status page tells that season's timetable.
        let status = s.status(&receipt.reference, &tail(1), "a").await.unwrap();
        let planned: Vec<_> = call.windows.iter().map(|x| (x.phase, x.opens, x.closes)).collect();
        assert_eq!(status.planned, planned);
        // The start page has a way to it and to its receipt.
        let mine = s.my_dossiers(&writer).await.unwrap();
        assert_eq!((mine.season.year, mine.cards.len(), mine.earlier.len()), (2027, 0, 1));
        let earlier = &mine.earlier[0];
        assert_eq!((earlier.year, &earlier.card.id, earlier.received), (2026, &ids[0], true));
        assert_eq!(s.receipt(&writer, &earlier.card.id).await.unwrap(), receipt);
        // Art. 16: what was left behind is not written on while another season's applications are open.
        let typed = answers(9);
        let saved = s.save_page(&late, &left, Page::Title, 0, &typed).await;
        assert!(matches!(refused(saved), Refusal::PhaseClosed { phase: Phase::Application, .. }));
        assert!(!s.dossier(&late, &left).await.unwrap().editable);
        let again = s.start_dossier(&late, &Answers::new()).await.unwrap();
        assert_eq!(s.dossier(&late, &again).await.unwrap().season.year, 2027);
        let mine = s.my_dossiers(&late).await.unwrap();
        assert_eq!((mine.cards[0].id.clone(), mine.earlier[0].card.id.clone()), (again, left));
        assert!(!mine.earlier[0].received);
    }

    async fn art_20_21_what_was_said_and_decided_stays_readable_after_the_year_and_is_only_read(w) {
        let s = &w.service;
        let ids = w.shortlisted(2).await;
        w.listed(&ids).await;
        // Those who head the committee this year, and who head it next year.
        let head = s.holders(Role::Chair).await.unwrap().remove(0).0;
        let office = w.account("office-a@example.com", Role::Office, "").await;
        let handles = w.account("office-b@example.com", Role::Office, "").await;
        w.consulted().await;
        let open = w.opened().await;
        s.object(2026, &form(1), &[]).await.unwrap();
        let o = s.objections(&office).await.unwrap().lines[0].id.clone();
        s.name_handler(&office, &o, &handles.account).await.unwrap();
        s.note_objection(&handles, &o, true, (WHY, "")).await.unwrap();
        s.propose_outcome(&chair(), &o, domain::notice::handling::Outcome::Dismissed, WHY).await.unwrap();
        s.confirm_outcome(&vice_chair(), &o, &mark_of_outcome(s, &o).await).await.unwrap();
        w.clock.set(open.ends_at);
        w.announced().await;
        let before = s.consultation(&w.office).await.unwrap();
        next_season(&w).await;
        // Of the season that runs there is nothing yet.
        assert_eq!((s.consultation(&w.office).await.unwrap().year, s.objections(&office).await.unwrap().lines.len()), (2027, 0));
        for reader in [&w.office, &ministry()] {
            let v = s.consultation_of(reader, Some(2026)).await.unwrap();
            assert_eq!((v.year, v.earlier, v.years.clone()), (2026, true, vec![2027, 2026]));
            assert_eq!((v.rows.len(), &v.closed), (before.rows.len(), &before.closed));
            assert!(v.acts == Default::default() && v.rows.iter().all(|r| r.acts == Default::default()));
        }
        let list = s.objections_of(&office, Some(2026)).await.unwrap();
        assert!(list.earlier && list.lines.len() == 1 && list.staff.is_empty());
        assert!(list.lines[0].known.is_none(), "sealed from those who were not named, for good");
        assert!(s.objections_of(&handles, Some(2026)).await.unwrap().lines[0].known.is_some());
        assert_eq!(s.objection(&handles, &o).await.unwrap().year, 2026);
        // Art. 15: who headed the committee of that year reads on; next year's heads were never asked about conflicts.
        let was = Actor { account: head, name: "演示".into(), grants: Vec::new() };
        assert_eq!(s.consultation_of(&was, Some(2026)).await.unwrap().rows.len(), 2);
        assert_eq!(s.objections_of(&was, Some(2026)).await.unwrap().lines.len(), 1);
        assert!(s.objection(&was, &o).await.is_ok());
        assert_eq!(refused(s.consultation(&was).await), Refusal::NotYours);
        let next = actor("chair-2027", Role::Chair, "");
        assert_eq!(refused(s.consultation_of(&next, Some(2026)).await), Refusal::NotYours);
        assert_eq!(refused(s.objections_of(&next, Some(2026)).await), Refusal::NotYours);
        assert_eq!(refused(s.objection(&next, &o).await), Refusal::NotYours);
        for (year, who) in [(2025, &w.office), (2026, &unit())] {
            assert_eq!(refused(s.consultation_of(who, Some(year)).await), Refusal::NotYours);
            assert_eq!(refused(s.objections_of(who, Some(year)).await), Refusal::NotYours);
        }
    }

    async fn art_21_22_earlier_notices_and_announcements_are_found(w) {
        let s = &w.service;
        w.entitled(1).await;
        next_season(&w).await;
        let page = s.noticed(None).await.unwrap();
        assert_eq!((page.notice, page.years, page.announced), (None, vec![2026], vec![2026]));
        assert_eq!(s.noticed(Some(2026)).await.unwrap().notice.unwrap().year, 2026);
        assert_eq!(s.announcement(2026).await.unwrap().years, [2026]);
        assert_eq!(refused(s.noticed(Some(2027)).await), Refusal::NotYours);
        // The register leads to the announcement its titles come from, where there was one here.
        for (year, announced) in [(2026, true), (2025, false), (0, false)] {
            let wish = domain::views::title::Wish { year, ..Default::default() };
            assert_eq!(s.title_register(&wish).await.unwrap().announced, announced, "{year}");
        }
    }

    async fn art_22_the_letter_stays_when_the_next_season_has_begun(w) {
        let ids = w.entitled(1).await;
        let writer = own(&w, &ids[0]).await;
        let before = w.service.winner_letter(&writer, &ids[0]).await.unwrap().text;
        next_season(&w).await;
        let letter = w.service.winner_letter(&writer, &ids[0]).await.unwrap();
        assert_eq!(letter.text, before);
        assert!(letter.text.contains("2026年全国质量标杆"));
        let stranger = w.applicant(30).await;
        assert_eq!(refused(w.service.winner_letter(&stranger, &ids[0]).await), Refusal::NotYours);
    }
}
