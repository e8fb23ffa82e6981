//! The whole year in one piece, each act by the person whose act it is, on the movable clock: from the call to the
//! titles, the next season that some may not apply in, and a title that is revoked.

use domain::application::Answers;
use domain::defence::initial_list::lack::Lack;
use domain::facts::workdays::import::Sheet;
use domain::ids::DossierId;
use domain::incident::Cause;
use domain::incident::case::Outcome as Fate;
use domain::journey::Stage;
use domain::notice::handling::Outcome;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::edit::{Form, Part};
use domain::season::rows::phase_code;
use domain::season::{Bar, Phase};
use domain::stamp::{MINUTE, Stamp};
use service::journal::{Verdict, verify};

use crate::incident::{WHY, number_of, report};
use crate::notice::form;
use crate::on_both;
use crate::world::answers::{answers, code};
use crate::world::*;

/// Applications, of which so many reach the notice.
const APPLICATIONS: usize = 6;

fn vice() -> Actor {
    actor("vice-1", Role::ViceChair, "")
}

async fn stage(w: &World, id: &DossierId) -> Stage {
    let mut db = w.service.read().await.unwrap();
    db.dossier(id).await.unwrap().unwrap().standing.stage()
}

/// The working days of 2027, fictional but for the festivals.
fn days_of_2027() -> Sheet {
    let mut text = "日期\t类型\t名称".to_owned();
    for (day, name) in [
        ("01-01", "元旦"),
        ("02-08", "春节"),
        ("04-05", "清明节"),
        ("05-03", "劳动节"),
        ("06-09", "端午节"),
        ("09-15", "中秋节"),
        ("10-01", "国庆节"),
    ] {
        text += &format!("\n2027-{day}\t放假\t{name}");
    }
    Sheet {
        year: "2027".into(),
        title: "演示通知".into(),
        no: String::new(),
        date: "2026-11-01".into(),
        text,
    }
}

/// Art. 20: two heads make, sign and confirm the initial list.
async fn initial_list(w: &World) -> usize {
    let s = &w.service;
    for lack in s.initial_list(&chair()).await.unwrap().lacks {
        if let Lack::Category { category, .. } = lack {
            let revision = s.initial_list(&chair()).await.unwrap().revision;
            s.explain_category(&chair(), category, WHY, revision).await.unwrap();
        }
    }
    let seen = s.initial_list(&chair()).await.unwrap();
    s.sign_initial_list(&chair(), &seen.sha256).await.unwrap();
    s.confirm_initial_list(&vice(), &seen.sha256).await.unwrap();
    usize::try_from(seen.listed).unwrap()
}

/// Art. 21: two object; one objection is upheld, the other dismissed. Answers who was struck off.
async fn objections(w: &World, names: &Actor, handles: &Actor) -> DossierId {
    let s = &w.service;
    for (place, outcome) in [(1, Outcome::Upheld), (2, Outcome::Dismissed)] {
        s.object(2026, &form(place), &[]).await.unwrap();
        let id = {
            let mut db = s.read().await.unwrap();
            db.objections(&id()).await.unwrap().last().unwrap().id.clone()
        };
        s.name_handler(names, &id, &handles.account).await.unwrap();
        s.note_objection(handles, &id, true, (WHY, "")).await.unwrap();
        s.propose_outcome(&chair(), &id, outcome, WHY).await.unwrap();
        s.confirm_outcome(&vice(), &id, &mark_of_outcome(s, &id).await).await.unwrap();
    }
    let mut db = s.read().await.unwrap();
    db.objections(&id()).await.unwrap()[0].dossier.clone()
}

/// Art. 6: next year's season is planned in this year's autumn and opened with its timetable.
async fn next_season(w: &World) {
    let s = &w.service;
    assert_eq!(s.plan_season(&w.office).await.unwrap(), 2027);
    let mut windows = Form::new();
    for (i, phase) in Phase::ALL.into_iter().enumerate() {
        let code = phase_code(phase);
        windows.insert(format!("{code}.opens"), format!("2027-{:02}-04 09:00", i + 3));
        windows.insert(format!("{code}.closes"), format!("2027-{:02}-28 24:00", i + 3));
    }
    s.change_season(&w.office, 2027, Part::Windows, &windows, "").await.unwrap();
    let early = s.open_planned(&w.office, 2027).await;
    assert!(matches!(refused(early), Refusal::NotReady { .. }));
    assert_eq!(s.import_year(&w.office, &days_of_2027(), "").await.unwrap(), 2027);
    s.open_planned(&w.office, 2027).await.unwrap();
    w.clock.set(Stamp::read("2027-03-08 10:00").unwrap());
}

on_both! {
    async fn a_year_goes_from_the_call_to_the_titles_and_the_next_one_knows_it(w) {
        let s = &w.service;
        // Art. 6, 9: the call, and the eligibility page, on which nothing stands in the way.
        assert_eq!(s.call().await.unwrap().season.year, 2026);
        assert!(s.chosen_before(&code(1)).await.unwrap().is_empty());
        // Art. 16–20: applied, recommended, checked, reviewed, deliberated on, defended.
        let ids = w.candidates(APPLICATIONS, 2, 3).await;
        let names = w.account("office-a@example.com", Role::Office, "").await;
        let handles = w.account("office-b@example.com", Role::Office, "").await;
        for id in &ids {
            assert!(matches!(stage(&w, id).await, Stage::Shortlisted | Stage::Reserve));
        }
        let listed = initial_list(&w).await;
        assert!((3..APPLICATIONS).contains(&listed), "{listed}");
        // Art. 20: the ministry is consulted on it, and nothing goes on before.
        let early = s.notice_preparation(&w.office).await.unwrap().refused;
        assert_eq!(early, Some(Refusal::ConsultationNeeded));
        w.consulted().await;
        // Art. 21: ten working days, two objections.
        w.clock.set(NOTICED);
        let seen = s.notice_preparation(&w.office).await.unwrap().proposed.unwrap().1;
        s.open_notice(&w.office, &seen).await.unwrap();
        let open = s.notice(Some(2026)).await.unwrap().unwrap();
        assert_eq!(open.lines.len(), listed);
        let struck = objections(&w, &names, &handles).await;
        assert_eq!(stage(&w, &struck).await, Stage::StruckOff);
        // Art. 22, 23: one fewer is announced; the titles have numbers.
        w.clock.set(open.ends_at);
        w.announced().await;
        let announced = s.announcement(2026).await.unwrap();
        assert_eq!(announced.lines.len(), listed - 1);
        let mut winners = Vec::new();
        for (n, id) in ids.iter().enumerate() {
            if stage(&w, id).await == Stage::Announced {
                winners.push((n + 1, id.clone()));
            }
        }
        assert_eq!(winners.len(), listed - 1);
        let (lost, won) = (winners[0].clone(), winners[1].clone());
        let number = number_of(&w, &lost.1).await;
        assert!(s.reportable(&number).await.unwrap().is_some());

        // Art. 6, 24: the next season, in which a winner does not apply; somebody else does.
        next_season(&w).await;
        let bar = Bar { year: 2026, revoked: None, until: 2029 };
        let typed = Answers::from([("uscc".to_owned(), code(won.0))]);
        let stranger = w.applicant(21).await;
        assert_eq!(refused(s.start_dossier(&stranger, &typed).await), Refusal::Barred { bar });
        let (actor, next) = w.draft_of(w.applicant(22).await, &answers(22)).await;
        s.submit(&actor, &next).await.unwrap();
        // Who was struck off is free to try again.
        let n = ids.iter().position(|id| *id == struck).unwrap() + 1;
        assert!(s.chosen_before(&code(n)).await.unwrap().is_empty());

        // Art. 24: an incident, the organisation is heard, two of the association revoke the title.
        let own = {
            let mut db = s.read().await.unwrap();
            db.dossier(&lost.1).await.unwrap().unwrap().organisation.to_string()
        };
        let writer = actor_of(&own);
        s.report_incident(None, &report(&number), &[], "").await.unwrap();
        let case = s.read().await.unwrap().incidents(1).await.unwrap()[0].id.clone();
        s.name_investigator(&names, &case, &handles.account).await.unwrap();
        s.screen_incident(&handles, &case, true, "").await.unwrap();
        s.close_investigation(&handles, &case, Cause::Safety, WHY, WHY).await.unwrap();
        s.make_statement(&writer, &case, (WHY, ""), &[]).await.unwrap();
        let due = s.hearing(&writer, &case).await.unwrap().hearing.due;
        assert_eq!(due.plus(-1).show_minute(), "2027-03-15 23:59");
        w.clock.set(due.plus(9 * 60 * MINUTE));
        let caq = |n: u32| crate::world::actor(&format!("caq-{n}"), Role::Caq, "");
        s.propose_decision(&caq(1), &case, Fate::Revoked, WHY).await.unwrap();
        s.confirm_decision(&caq(2), &case, &mark_of_case(s, &case).await).await.unwrap();
        assert_eq!(s.revocations().await.unwrap().lines[0].title.number, number);
        let known = s.chosen_before(&code(lost.0)).await.unwrap();
        let bar = s.season().await.unwrap().limits.bar_of(&known[0]);
        assert_eq!(bar, Bar { year: 2026, revoked: Some(2027), until: 2030 });

        let mut db = s.read().await.unwrap();
        assert!(matches!(verify(&mut *db).await.unwrap(), Verdict::Sound { .. }));
    }
}

/// Somebody who writes for an organisation.
fn actor_of(organisation: &str) -> Actor {
    actor("writer", Role::Applicant, organisation)
}
