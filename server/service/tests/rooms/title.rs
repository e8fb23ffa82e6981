//! Art. 22, 23: the announcement grants titles; anybody checks a plaque and reads the register; certificates are for
//! those who hold one; titles of earlier seasons come out of a table.

use domain::journey::Stage;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::title::correction::{Fact, Form};
use domain::title::{Number, Slip};
use domain::views::title::{Found, Wish};

use crate::on_both;
use crate::world::answers::code;
use crate::world::*;

const WHY: &str = "与当年公告的名单核对，导入时有误。";

fn caq(n: u32) -> Actor {
    actor(&format!("caq-{n}"), Role::Caq, "")
}

/// The announcement of these applications, approved by two.
async fn approved(w: &World, ids: &[domain::ids::DossierId]) {
    let open = w.noticed(ids).await;
    w.clock.set(open.ends_at);
    let s = &w.service;
    s.prepare_announcement(&w.office).await.unwrap();
    let sha256 = s.announcement_preparing(&w.office).await.unwrap().prepared.unwrap().1;
    for n in 1..=2 {
        s.approve_announcement(&caq(n), &sha256).await.unwrap();
    }
}

async fn checked(w: &World, number: &str) -> Found {
    w.service.verify_title(number, "1.2.3.4").await.unwrap().found
}

fn number(year: i32, serial: u32) -> Number {
    Number::new(year, serial).unwrap()
}

/// Somebody of the organisation of an application.
async fn own(w: &World, id: &domain::ids::DossierId) -> Actor {
    let mut db = w.service.read().await.unwrap();
    let organisation = db.dossier(id).await.unwrap().unwrap().organisation.to_string();
    actor("own", Role::ApplicantReader, &organisation)
}

on_both! {
    async fn art_22_the_release_grants_a_title_to_each_benchmark_and_not_a_moment_before(w) {
        let ids = w.shortlisted(3).await;
        approved(&w, &ids[..2]).await;
        let s = &w.service;
        // All is approved, and nobody can tell.
        let before = s.title_register(&Wish::default()).await.unwrap();
        assert_eq!((before.all, before.lines.len(), before.years.len()), (0, 0, 0));
        let coming = number(2026, 1);
        assert_eq!(checked(&w, coming.as_str()).await, Found::Unknown { number: coming.clone() });
        let holder = own(&w, &ids[0]).await;
        assert_eq!(s.own_titles(&holder).await.unwrap().titles, []);
        s.release_announcement(&w.office).await.unwrap();
        let register = s.title_register(&Wish::default()).await.unwrap();
        let announced = s.announcement(2026).await.unwrap();
        assert_eq!((register.all, register.found, register.years.as_slice()), (2, 2, &[2026][..]));
        for (line, entry) in register.lines.iter().zip(&announced.lines) {
            assert_eq!(line.number, number(2026, entry.place));
            assert_eq!((&line.organisation, &line.benchmark), (&entry.organisation, &entry.title));
            assert_eq!((line.granted_at, &line.revoked), (announced.released_at, &None));
            assert!(line.category.is_some() && !line.region.is_empty() && !line.uscc.is_empty());
        }
        assert_eq!(register.sums.years, [(2026, 2)]);
        let mut db = s.read().await.unwrap();
        let journal = db.entries(0, 10_000).await.unwrap();
        let granted: Vec<_> = journal.iter().filter(|e| e.kind == "title_granted").collect();
        assert_eq!(granted.len(), 2);
        assert!(granted.iter().all(|e| e.room == "title" && !e.dossier.is_empty()));
        drop(db);
        for (n, id) in ids.iter().enumerate() {
            let dossier = s.read().await.unwrap().dossier(id).await.unwrap().unwrap();
            let (stage, title) = (dossier.standing.stage(), w.title_of(id).await);
            assert_eq!((stage == Stage::Announced, title.is_some()), (n < 2, n < 2));
        }
    }

    async fn art_23_anybody_checks_a_number_and_a_slip_is_told(w) {
        let ids = w.shortlisted(1).await;
        approved(&w, &ids).await;
        w.service.release_announcement(&w.office).await.unwrap();
        let n = number(2026, 1);
        // As it is typed, and as a code leads to it.
        for typed in [n.as_str().to_owned(), n.as_str().replace('-', " "), format!("https://x/title/{n}")] {
            let Found::Title { line, .. } = checked(&w, &typed).await else { panic!("{typed}") };
            assert!(line.number == n && line.revoked.is_none());
        }
        assert_eq!(checked(&w, " ").await, Found::Nothing);
        assert_eq!(checked(&w, "2026").await, Found::Slip { slip: Slip::Length { found: 4 } });
        let wrong = n.as_str().replace("0001", "0010");
        assert_eq!(checked(&w, &wrong).await, Found::Slip { slip: Slip::Check });
        // Whoever asks for many that nobody has, waits; the others do not, nor do they for those there are.
        for serial in 100..160 {
            assert!(matches!(checked(&w, number(2026, serial).as_str()).await, Found::Unknown { .. }));
        }
        let s = &w.service;
        let late = s.verify_title(number(2026, 99).as_str(), "1.2.3.4").await;
        assert!(matches!(refused(late), Refusal::TooManyAttempts { .. }));
        assert!(matches!(checked(&w, n.as_str()).await, Found::Title { .. }));
        s.verify_title(number(2026, 99).as_str(), "5.6.7.8").await.unwrap();
    }

    async fn art_23_a_certificate_is_for_its_organisation_and_the_office(w) {
        let ids = w.shortlisted(2).await;
        approved(&w, &ids[..1]).await;
        let s = &w.service;
        let holder = own(&w, &ids[0]).await;
        let n = number(2026, 1);
        assert_eq!(refused(s.certificate(&holder, n.as_str()).await), Refusal::NotYours);
        s.release_announcement(&w.office).await.unwrap();
        let titles = s.own_titles(&holder).await.unwrap().titles;
        assert_eq!((titles.len(), &titles[0].line.number, &titles[0].dossier), (1, &n, &ids[0]));
        let other = own(&w, &ids[1]).await;
        assert_eq!(s.own_titles(&other).await.unwrap().titles, []);
        for reader in [&holder, &w.office] {
            assert_eq!(s.certificate(reader, n.as_str()).await.unwrap().line, titles[0].line);
        }
        for reader in [&other, &chair(), &unit(), &caq(1)] {
            assert_eq!(refused(s.certificate(reader, n.as_str()).await), Refusal::NotYours);
        }
        assert_eq!(refused(s.certificate(&w.office, number(2026, 2).as_str()).await), Refusal::NotYours);
        assert_eq!(refused(s.certificate(&w.office, "x").await), Refusal::NotYours);
    }

    async fn art_23_earlier_titles_come_out_of_a_table_as_a_whole_or_not_at_all(w) {
        let s = &w.service;
        let table = |rows: &[&str]| format!("年度\t单位\t质量标杆经验\t地区\t类别\n{}", rows.join("\n"));
        let good = table(&["2025\t演示乙公司\t实施乙方法的经验\t青岛\t", "2024\t演示甲公司\t实施甲方法的经验\t浙江省\t中小企业"]);
        for other in [caq(1), chair(), unit()] {
            assert_eq!(refused(s.preview_titles(&other, &good).await), Refusal::NotYours);
            assert_eq!(refused(s.import_titles(&other, &good).await), Refusal::NotYours);
        }
        // A season of this system grants its own: nothing is numbered before its time.
        let bad = table(&["2025\t演示乙公司\t实施乙方法的经验\t\t", "2026\t演示丙\t实施丙方法的经验\t\t"]);
        let rows = Refusal::TitleRowsWrong { rows: vec![3], all: 1 };
        assert_eq!(s.preview_titles(&w.office, &bad).await.unwrap().counts.wrong, 1);
        assert_eq!(refused(s.import_titles(&w.office, &bad).await), rows);
        assert_eq!(s.title_register(&Wish::default()).await.unwrap().all, 0);
        let counts = s.import_titles(&w.office, &good).await.unwrap();
        assert_eq!((counts.new, counts.known), (2, 0));
        let again = s.import_titles(&w.office, &good).await.unwrap();
        assert_eq!((again.new, again.known), (0, 2));
        let register = s.title_register(&Wish::default()).await.unwrap();
        assert_eq!((register.all, register.years.as_slice()), (2, &[2025, 2024][..]));
        assert!(register.lines.iter().all(|l| l.granted_at.is_none()));
        assert_eq!(register.lines[0].number, number(2025, 1));
        // They are titles like the others, but have their certificates on paper.
        assert!(matches!(checked(&w, number(2024, 1).as_str()).await, Found::Title { .. }));
        let certificate = s.certificate(&w.office, number(2024, 1).as_str()).await;
        assert_eq!(refused(certificate), Refusal::NotYours);
        for (wish, found) in [
            (Wish { q: "甲 公司".into(), ..Wish::default() }, 1),
            (Wish { region: "R370200".into(), ..Wish::default() }, 1),
            (Wish { category: "sme".into(), year: 2024, ..Wish::default() }, 1),
            (Wish { year: 2023, ..Wish::default() }, 0),
            // What is none of the choices is left out.
            (Wish { category: "x".into(), region: "x".into(), page: 7, ..Wish::default() }, 2),
        ] {
            let r = s.title_register(&wish).await.unwrap();
            assert_eq!((r.found as usize, r.lines.len(), r.all), (found, found, 2), "{wish:?}");
            assert_eq!(s.whole_register(&wish).await.unwrap().lines, r.lines);
        }
        let mut db = s.read().await.unwrap();
        let imported = db.entries(0, 10_000).await.unwrap();
        assert_eq!(imported.iter().filter(|e| e.kind == "titles_imported").count(), 1);
    }

    async fn art_23_an_earlier_title_is_corrected_with_a_reason_and_nothing_is_overwritten(w) {
        let s = &w.service;
        let table = "年度\t单位\t质量标杆经验\n2025\t演示乙公司\t实施乙方法的经验\n2025\t演示甲公司\t实施甲方法的经验";
        s.import_titles(&w.office, table).await.unwrap();
        let first = s.title_register(&Wish::default()).await.unwrap().lines[0].clone();
        let (n, was) = (first.number.to_string(), first.organisation.clone());
        let form = |organisation: &str, year: &str| Form {
            number: n.clone(),
            year: year.into(),
            organisation: organisation.into(),
            uscc: code(1),
            benchmark: first.benchmark.clone(),
            direction: "方向".into(),
            reason: WHY.into(),
            ..Form::default()
        };
        for other in [caq(1), chair(), unit()] {
            assert_eq!(refused(s.correcting(&other, &n).await), Refusal::NotYours);
            let acts = s.correct_title(&other, &n, &form("演示", "2025"), 0).await;
            assert_eq!(refused(acts), Refusal::NotYours);
        }
        assert_eq!(refused(s.correcting(&w.office, number(2024, 9).as_str()).await), Refusal::NotYours);
        let hasty = Form { reason: String::new(), ..form("演示股份公司", "2025") };
        let slips = s.correct_title(&w.office, &n, &hasty, 0).await.unwrap().unwrap_err();
        assert_eq!(slips.iter().map(|x| x.0).collect::<Vec<_>>(), ["reason"]);
        // Whoever was chosen is told apart by the code, which nobody knew (Art. 24).
        assert!(s.chosen_before(&code(1)).await.unwrap().is_empty());
        s.correct_title(&w.office, &n, &form("演示股份公司", "2025"), 0).await.unwrap().unwrap();
        assert_eq!(s.chosen_before(&code(1)).await.unwrap().len(), 1);
        let late = s.correct_title(&w.office, &n, &form("演示公司", "2025"), 0).await;
        assert_eq!(refused(late), Refusal::SeenChanged);
        let by_direction = Wish { direction: "方向".into(), ..Wish::default() };
        assert_eq!(s.title_register(&by_direction).await.unwrap().found, 1);
        // Everybody reads what was changed and why; who did it is the Office's to know.
        let Found::Title { line, corrections } = checked(&w, &n).await else { panic!("gone") };
        assert_eq!((line.organisation.as_str(), corrections.len()), ("演示股份公司", 1));
        let changed: Vec<Fact> = corrections[0].changes.iter().map(|c| c.fact).collect();
        assert_eq!(changed, [Fact::Organisation, Fact::Uscc, Fact::Direction]);
        assert_eq!((corrections[0].changes[0].from.as_str(), corrections[0].reason.as_str()), (was.as_str(), WHY));
        assert!(corrections[0].by.is_empty());
        // A year that was wrong: another number, to which the old one leads.
        let now = s.correct_title(&w.office, &n, &form("演示股份公司", "2024"), 1).await.unwrap().unwrap();
        assert_eq!(now, number(2024, 1));
        let Found::Replaced { by, reason, .. } = checked(&w, &n).await else { panic!("not replaced") };
        assert_eq!((by, reason.as_str()), (now.clone(), WHY));
        assert_eq!(refused(s.correcting(&w.office, &n).await), Refusal::NotYours);
        assert_eq!(s.correcting(&w.office, now.as_str()).await.unwrap().corrections.len(), 2);
        let register = s.title_register(&Wish::default()).await.unwrap();
        assert_eq!((register.all, register.years.as_slice()), (2, &[2025, 2024][..]));
        // The table that was wrong brings nothing back, and its number is given to nobody else.
        let again = s.import_titles(&w.office, table).await.unwrap();
        assert_eq!((again.new, again.known), (0, 2));
        let third = "年度\t单位\t质量标杆经验\n2025\t演示丁公司\t实施丁方法的经验";
        s.import_titles(&w.office, third).await.unwrap();
        assert!(matches!(checked(&w, number(2025, 3).as_str()).await, Found::Title { .. }));
        let mut db = s.read().await.unwrap();
        let journal = db.entries(0, 10_000).await.unwrap();
        let told: Vec<_> = journal.iter().filter(|e| e.kind == "title_corrected").collect();
        assert_eq!((told.len(), told[0].reason.as_str()), (2, WHY));
        assert!(told[1].data.contains(now.as_str()));
    }

    async fn art_22_what_was_announced_here_is_not_corrected(w) {
        w.entitled(1).await;
        let acts = w.service.correcting(&w.office, number(2026, 1).as_str()).await;
        assert_eq!(refused(acts), Refusal::TitleFollowsAnnouncement);
        let form = Form { number: number(2026, 1).to_string(), reason: WHY.into(), ..Form::default() };
        let acts = w.service.correct_title(&w.office, number(2026, 1).as_str(), &form, 0).await;
        assert_eq!(refused(acts), Refusal::TitleFollowsAnnouncement);
    }

    async fn art_24_a_revocation_goes_along_with_a_corrected_number(w) {
        let s = &w.service;
        let table = format!("年度\t单位\t信用代码\t质量标杆经验\n2025\t演示乙公司\t{}\t实施乙方法的经验", code(1));
        s.import_titles(&w.office, &table).await.unwrap();
        let old = number(2025, 1);
        crate::incident::revoked(&w, old.as_str()).await;
        let valid = Wish { state: "valid".into(), ..Wish::default() };
        assert_eq!(s.title_register(&valid).await.unwrap().found, 0);
        let form = Form {
            number: old.to_string(),
            year: "2024".into(),
            organisation: "演示乙公司".into(),
            uscc: code(1),
            benchmark: "实施乙方法的经验".into(),
            reason: WHY.into(),
            ..Form::default()
        };
        let now = s.correct_title(&w.office, old.as_str(), &form, 0).await.unwrap().unwrap();
        let Found::Title { line, .. } = checked(&w, now.as_str()).await else { panic!("gone") };
        assert!(line.revoked.is_some());
        let revoked = Wish { state: "revoked".into(), ..Wish::default() };
        assert_eq!(s.title_register(&revoked).await.unwrap().lines, [*line]);
        assert_eq!(s.title_register(&valid).await.unwrap().found, 0);
        let bars = s.chosen_before(&code(1)).await.unwrap();
        assert_eq!((bars.len(), bars[0].year, bars[0].revoked), (1, 2024, Some(2026)));
        // Nothing is reported a second time, under whichever number.
        for n in [old.as_str(), now.as_str()] {
            let report = s.report_incident(None, &crate::incident::report(n), &[], "").await;
            assert_eq!(refused(report), Refusal::TitleUnknown);
        }
    }
}
