//! Art. 23: exchange activities with attendance, and the yearly follow-up.

use domain::exchange::activity::Form;
use domain::exchange::report::{Form as ReportForm, State};
use domain::ids::{ActivityId, DossierId};
use domain::mail::Message;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::{Limits, Season};
use domain::stamp::{DAY, Stamp};

use crate::on_both;
use crate::world::*;

const WHY: &str = "场地临时不能使用，改期后另行通知。";

fn at(text: &str) -> Stamp {
    Stamp::read(text).unwrap()
}

/// Two benchmarks of 2026 are announced; somebody writes for each of them.
async fn announced(w: &World) -> (Vec<DossierId>, Vec<Actor>) {
    let ids = w.shortlisted(2).await;
    let mut writers = Vec::new();
    for (n, id) in ids.iter().enumerate() {
        let d = w.service.read().await.unwrap().dossier(id).await.unwrap().unwrap();
        let email = format!("writer-{n}@example.com");
        writers.push(w.account(&email, Role::Applicant, d.organisation.as_str()).await);
    }
    let open = w.noticed(&ids).await;
    w.clock.set(open.ends_at);
    let s = &w.service;
    s.prepare_announcement(&w.office).await.unwrap();
    let caq = |n: u32| actor(&format!("caq-{n}"), Role::Caq, "");
    let seen = s.announcement_preparing(&caq(1)).await.unwrap().prepared.unwrap().1;
    for n in 1..=2 {
        s.approve_announcement(&caq(n), &seen).await.unwrap();
    }
    s.release_announcement(&w.office).await.unwrap();
    (ids, writers)
}

fn form(w: &World, host: &DossierId) -> Form {
    let day = |n: i64| w.service.now().plus(n * DAY).show_minute();
    Form {
        title: "质量标杆经验交流会".into(),
        text: "分享数字化检测的做法。".into(),
        starts: day(10),
        ends: day(11),
        place: "演示会议中心".into(),
        link: "https://meet.example/1".into(),
        capacity: "2".into(),
        host: host.to_string(),
    }
}

async fn held(w: &World, host: &DossierId) -> ActivityId {
    w.service.announce_activity(&w.office, &form(w, host), "").await.unwrap().unwrap()
}

/// News that wait to be sent to an address.
async fn news(w: &World, address: &str) -> Vec<String> {
    let mails = w.service.read().await.unwrap().waiting_mails().await.unwrap();
    let own = mails.into_iter().filter(|m| m.address == address);
    own.filter(|m| matches!(m.message, Message::Exchange { .. }))
        .map(|m| serde_json::to_value(m.message).unwrap()["news"].as_str().unwrap().to_owned())
        .collect()
}

fn report() -> ReportForm {
    let text = "一次交验合格率保持在百分之九十九以上，全年没有质量事故。".to_owned();
    ReportForm { kept_up: text.clone(), figures: text.clone(), shared: text }
}

on_both! {
    async fn art_23_the_office_announces_an_activity_and_the_holders_of_titles_are_told(w) {
        let (ids, writers) = announced(&w).await;
        let s = &w.service;
        assert!(s.activities(None).await.unwrap().lines.is_empty());
        for other in [&writers[0], &chair(), &unit()] {
            assert_eq!(refused(s.announce_activity(other, &form(&w, &ids[0]), "").await), Refusal::NotYours);
        }
        let stranger = Form { host: "nobody".into(), ..form(&w, &ids[0]) };
        let slips = s.announce_activity(&w.office, &stranger, "").await.unwrap().unwrap_err();
        assert_eq!(slips[0].0, "host");
        let id = held(&w, &ids[0]).await;
        for n in 0..2 {
            assert_eq!(news(&w, &format!("writer-{n}@example.com")).await, ["announced"]);
        }
        let all = s.activities(None).await.unwrap();
        assert!(all.lines.len() == 1 && all.winners.is_empty() && !all.announces);
        assert_eq!(s.activities(Some(&w.office)).await.unwrap().winners.len(), 2);
        // Everybody reads it; the link is for those who are registered.
        let open = s.activity(None, &id).await.unwrap();
        assert!(open.link.is_empty() && open.online && open.signed_out && open.guests.is_empty());
        assert_eq!(open.host.unwrap().dossier, ids[0]);
        assert_eq!(refused(s.activity(None, &"nowhere".into()).await), Refusal::NotYours);
        assert!(matches!(refused(s.cancel_activity(&w.office, &id, "短").await), Refusal::TooShort { .. }));
        s.register_guest(&writers[1], &id, "演示企业").await.unwrap();
        assert_eq!(refused(s.cancel_activity(&writers[0], &id, WHY).await), Refusal::NotYours);
        s.cancel_activity(&w.office, &id, WHY).await.unwrap();
        assert_eq!(news(&w, "writer-1@example.com").await, ["announced", "registered", "cancelled"]);
        assert_eq!(news(&w, "writer-0@example.com").await, ["announced"]);
        assert_eq!(refused(s.register_guest(&writers[0], &id, "演示企业").await), Refusal::ActivityOver);
        assert_eq!(s.activity(None, &id).await.unwrap().cancelled.unwrap().reason, WHY);
    }

    /// Whoever has closed the account is gone from every list, and keeps nobody from being told.
    async fn art_23_an_activity_is_called_off_though_a_guest_closed_the_account(w) {
        let (ids, writers) = announced(&w).await;
        let s = &w.service;
        // Whatever this world was made of by a short way.
        let before = w.checked().await;
        let id = held(&w, &ids[0]).await;
        let reader = w.verified(9, "reader@example.com").await;
        s.register_guest(&reader, &id, "演示企业九").await.unwrap();
        s.register_guest(&writers[1], &id, "演示企业").await.unwrap();
        assert_eq!(refused(s.register_guest(&writers[0], &id, "演示企业").await), Refusal::ActivityFull { capacity: 2 });
        s.close_account(&reader, PASSWORD).await.unwrap();
        assert_eq!(s.read().await.unwrap().account(&reader.account).await.unwrap(), None);
        let guests = s.activity(Some(&w.office), &id).await.unwrap().guests;
        assert_eq!((guests[0].name.as_str(), guests[0].organisation.as_str(), guests[0].withdrawn), ("", "", true));
        let named = format!("SELECT COUNT(*) FROM activity_guest WHERE account = '{0}' OR data LIKE '%{0}%'", reader.account);
        assert_eq!(w.number(&named).await, 0);
        // The place is free again.
        s.register_guest(&writers[0], &id, "演示企业").await.unwrap();
        // A list of before, which still names an account that is gone.
        w.tamper(&format!("UPDATE activity_guest SET data = REPLACE(data, '{}', 'gone')", writers[0].account)).await;
        s.cancel_activity(&w.office, &id, WHY).await.unwrap();
        assert_eq!(news(&w, "writer-1@example.com").await, ["announced", "registered", "cancelled"]);
        assert_eq!(w.checked().await, before);
    }

    /// Whether an activity has begun is told by the clock, whatever moment the last row bears.
    async fn art_23_a_clock_that_once_ran_ahead_begins_no_activity(w) {
        let (ids, writers) = announced(&w).await;
        let s = &w.service;
        w.ran_ahead(s.now().plus(20 * DAY)).await;
        let id = held(&w, &ids[0]).await;
        s.register_guest(&writers[0], &id, "演示企业").await.unwrap();
        let early = s.note_attendance(&w.office, &id, &[1]).await;
        assert!(matches!(refused(early), Refusal::ActivityAhead { .. }));
        w.clock.pass(10 * DAY);
        assert_eq!(refused(s.register_guest(&writers[1], &id, "演示企业").await), Refusal::ActivityOver);
        s.note_attendance(&w.office, &id, &[1]).await.unwrap();
    }

    async fn art_23_winners_and_others_register_and_the_office_records_who_came(w) {
        let (ids, writers) = announced(&w).await;
        let s = &w.service;
        let id = held(&w, &ids[0]).await;
        s.register_guest(&writers[0], &id, "演示企业一").await.unwrap();
        assert_eq!(refused(s.register_guest(&writers[0], &id, "演示企业一").await), Refusal::RegisteredAlready);
        let other = w.account("unit@example.com", Role::RecommendingUnit, "R370200").await;
        s.register_guest(&other, &id, "演示推荐单位").await.unwrap();
        assert_eq!(refused(s.register_guest(&writers[1], &id, "演示企业二").await), Refusal::ActivityFull { capacity: 2 });
        assert_eq!(s.activity(Some(&other), &id).await.unwrap().link, "https://meet.example/1");
        s.withdraw_guest(&other, &id).await.unwrap();
        assert_eq!(refused(s.withdraw_guest(&other, &id).await), Refusal::NotYours);
        s.register_guest(&writers[1], &id, "演示企业二").await.unwrap();
        // Nobody has come yet.
        let early = s.note_attendance(&w.office, &id, &[1]).await;
        assert!(matches!(refused(early), Refusal::ActivityAhead { .. }));
        w.clock.pass(10 * DAY);
        assert_eq!(refused(s.withdraw_guest(&writers[0], &id).await), Refusal::ActivityOver);
        assert_eq!(refused(s.note_attendance(&writers[0], &id, &[1]).await), Refusal::NotYours);
        s.note_attendance(&w.office, &id, &[1]).await.unwrap();
        s.add_guest(&w.office, &id, ("演示乙", "演示单位"), "", "").await.unwrap();
        let seen = s.activity(Some(&w.office), &id).await.unwrap();
        assert_eq!((seen.guests.len(), seen.came), (4, Some(2)));
        assert!(seen.guests[0].holder && seen.guests[0].attended == Some(true));
        assert_eq!(seen.guests[2].attended, Some(false));
        // Everybody reads how many came and which holders, by the name of their title; nobody else's name.
        let open = s.activity(None, &id).await.unwrap();
        assert_eq!((open.came, open.holders, open.guests.len()), (Some(2), vec!["演示企业0001有限公司".to_owned()], 0));
        let all = s.follow_ups(&w.office).await.unwrap();
        let came: u32 = all.lines.iter().map(|l| l.came).sum();
        assert_eq!(came, 1);
        assert_eq!(s.follow_up(&writers[0], &ids[0]).await.unwrap().activities.len(), 1);
    }

    async fn art_23_one_form_is_one_activity_and_one_guest(w) {
        let (ids, _) = announced(&w).await;
        let s = &w.service;
        let typed = form(&w, &ids[0]);
        let id = s.announce_activity(&w.office, &typed, ONCE).await.unwrap().unwrap();
        assert_eq!(s.announce_activity(&w.office, &typed, ONCE).await.unwrap().unwrap(), id);
        assert_eq!(s.activities(None).await.unwrap().lines.len(), 1);
        assert_eq!(news(&w, "writer-0@example.com").await, ["announced"]);
        w.clock.pass(10 * DAY);
        for _ in 0..2 {
            s.add_guest(&w.office, &id, ("演示乙", "演示单位"), "", ONCE).await.unwrap();
        }
        let guests = async || s.activity(Some(&w.office), &id).await.unwrap().guests.len();
        assert_eq!(guests().await, 1);
        // Two of one name are two, once the page was drawn anew.
        let anew = ONCE.replace("-0", "-1");
        s.add_guest(&w.office, &id, ("演示乙", "演示单位"), "", &anew).await.unwrap();
        assert_eq!(guests().await, 2);
    }

    async fn art_23_who_walks_in_counts_for_a_title_the_office_chooses(w) {
        let (ids, writers) = announced(&w).await;
        let s = &w.service;
        let id = held(&w, &ids[0]).await;
        let walks_in = async |name: &str, title: &str| {
            s.add_guest(&w.office, &id, (name, "自称的单位名称"), title, "").await
        };
        // Before it has begun nobody has come, and no title can be chosen.
        assert!(s.activity(Some(&w.office), &id).await.unwrap().titles.is_empty());
        assert!(matches!(refused(walks_in("演示乙", ids[1].as_str()).await), Refusal::ActivityAhead { .. }));
        w.clock.pass(10 * DAY);
        let seen = s.activity(Some(&w.office), &id).await.unwrap();
        assert_eq!(seen.titles.iter().map(|h| &h.dossier).collect::<std::collections::BTreeSet<_>>().len(), 2);
        // To choose one of is the Office's alone, and so is adding somebody.
        for other in [Some(&writers[0]), Some(&chair()), None] {
            assert!(s.activity(other, &id).await.unwrap().titles.is_empty());
        }
        let own = s.add_guest(&writers[1], &id, ("演示乙", "演示单位"), ids[1].as_str(), "").await;
        assert_eq!(refused(own), Refusal::NotYours);
        // An application that holds no title is none to come for.
        let unknown = Refusal::BadValue { field: "title".into() };
        assert_eq!(refused(walks_in("演示乙", "nowhere").await), unknown);
        walks_in("演示乙", ids[1].as_str()).await.unwrap();
        walks_in("演示丙", "").await.unwrap();
        let office = s.activity(Some(&w.office), &id).await.unwrap();
        assert_eq!(office.guests.iter().map(|g| g.holder).collect::<Vec<_>>(), [true, false]);
        // The public reads the name of the title, and none that was typed.
        let open = s.activity(None, &id).await.unwrap();
        let name = s.follow_up(&writers[1], &ids[1]).await.unwrap().organisation;
        assert_eq!((open.came, open.holders.clone()), (Some(2), vec![name]));
        assert!(!serde_json::to_string(&open).unwrap().contains("自称的单位名称"));
        // It counts for the title, on the pages of its holder and of the Office.
        assert_eq!(s.follow_up(&writers[1], &ids[1]).await.unwrap().activities.len(), 1);
        assert_eq!(s.follow_up(&writers[0], &ids[0]).await.unwrap().activities.len(), 0);
        let came: u32 = s.follow_ups(&w.office).await.unwrap().lines.iter().map(|l| l.came).sum();
        assert_eq!(came, 1);
        // A title that was revoked before the next one begins is not held at it.
        let next = held(&w, &ids[0]).await;
        let number = w.title_of(&ids[1]).await.unwrap().number;
        crate::incident::revoked(&w, number.as_str()).await;
        let seen = s.activity(Some(&w.office), &next).await.unwrap();
        assert!(w.service.now() > seen.line.starts);
        assert!(seen.titles.iter().any(|h| h.dossier == ids[1]), "revoked after it had begun");
        let later = held(&w, &ids[0]).await;
        w.clock.pass(10 * DAY);
        let seen = s.activity(Some(&w.office), &later).await.unwrap();
        assert_eq!(seen.titles.iter().map(|h| h.dossier.clone()).collect::<Vec<_>>(), [ids[0].clone()]);
        let gone = s.add_guest(&w.office, &later, ("演示乙", "演示单位"), ids[1].as_str(), "").await;
        assert_eq!(refused(gone), unknown);
    }

    async fn art_23_the_holder_reports_each_year_and_the_office_sees_who_is_late(w) {
        let (ids, writers) = announced(&w).await;
        let s = &w.service;
        for other in [&writers[1], &unit(), &chair()] {
            assert_eq!(refused(s.follow_up(other, &ids[0]).await), Refusal::NotYours);
            assert_eq!(refused(s.follow_ups(other).await), Refusal::NotYours);
        }
        let early = s.file_report(&writers[0], &ids[0], 2027, &report()).await;
        assert_eq!(refused(early), Refusal::ReportEarly { year: 2027 });
        assert_eq!(refused(s.file_report(&w.office, &ids[0], 2027, &report()).await), Refusal::NotYours);
        w.clock.set(at("2027-03-29 09:00"));
        assert_eq!(refused(s.file_report(&writers[0], &ids[0], 2030, &report()).await), Refusal::NotYours);
        let empty = s.file_report(&writers[0], &ids[0], 2027, &ReportForm::default()).await.unwrap();
        assert_eq!(empty.unwrap_err().len(), 3);
        // Both are reminded, once for each of the season's days.
        assert_eq!(s.remind_follow_ups().await.unwrap(), 2);
        assert_eq!(s.remind_follow_ups().await.unwrap(), 0);
        s.file_report(&writers[0], &ids[0], 2027, &report()).await.unwrap().unwrap();
        w.clock.set(at("2027-03-31 24:00"));
        assert_eq!(s.remind_follow_ups().await.unwrap(), 1);
        assert_eq!(s.remind_follow_ups().await.unwrap(), 0);
        assert_eq!(news(&w, "writer-0@example.com").await, ["report_due"]);
        assert_eq!(news(&w, "writer-1@example.com").await, ["report_due", "report_late"]);
        let all = s.follow_ups(&w.office).await.unwrap();
        assert_eq!((all.late, all.lines[0].dossier.clone()), (1, ids[1].clone()));
        // Filed again it is still in time, and what was filed first is kept; a late one is marked.
        s.file_report(&writers[0], &ids[0], 2027, &report()).await.unwrap().unwrap();
        s.file_report(&writers[1], &ids[1], 2027, &report()).await.unwrap().unwrap();
        let states = |v: domain::views::exchange::FollowUpView| -> Vec<State> {
            v.years.iter().map(|y| y.state).collect()
        };
        let first = states(s.follow_up(&w.office, &ids[0]).await.unwrap());
        assert_eq!(first, [State::Filed, State::Ahead, State::Ahead]);
        let second = states(s.follow_up(&writers[1], &ids[1]).await.unwrap());
        assert_eq!(second, [State::FiledLate, State::Ahead, State::Ahead]);
        assert_eq!(w.number("SELECT COUNT(*) FROM follow_up").await, 3);
        assert_eq!(s.follow_ups(&w.office).await.unwrap().late, 0);
    }

    async fn art_23_reports_are_due_as_the_season_said_in_which_the_title_was_given(w) {
        let table = "年度\t单位\t质量标杆经验\n2025\t演示往年公司\t实施往年方法的经验";
        w.service.import_titles(&w.office, table).await.unwrap();
        let (ids, writers) = announced(&w).await;
        let s = &w.service;
        // The next season gives titles for a year, with reports in June: those of this one stay as they were.
        let mut work = s.begin().await.unwrap();
        let limits = Limits { title_years: 1, follow_up_month: 6, ..Limits::default() };
        let next = Season { id: "s2027".into(), year: 2027, limits, ..season() };
        work.db.save_season(&next).await.unwrap();
        work.commit().await.unwrap();
        w.clock.set(at("2027-03-30 09:00"));
        assert_eq!(s.season().await.unwrap().year, 2027);
        let seen = s.follow_up(&writers[0], &ids[0]).await.unwrap();
        let due: Vec<String> = seen.years.iter().map(|y| y.due.plus(-1).show_date()).collect();
        assert_eq!(due, ["2027-03-31", "2028-03-31", "2029-03-31"]);
        assert_eq!(s.remind_follow_ups().await.unwrap(), 2);
        w.clock.set(at("2027-03-31 24:00"));
        let all = s.follow_ups(&w.office).await.unwrap();
        // Of earlier titles, whose holders nobody told of reports, none is owed.
        assert_eq!((all.lines.len(), all.late, all.earlier), (2, 2, 1));
        // Two years later the titles still run by their own season: their holders are told of activities.
        w.clock.set(at("2029-02-01 09:00"));
        held(&w, &ids[0]).await;
        assert!(news(&w, "writer-1@example.com").await.contains(&"announced".to_owned()));
    }

    async fn art_24_of_a_revoked_title_no_report_is_asked_any_more(w) {
        let (ids, writers) = announced(&w).await;
        let s = &w.service;
        let number = crate::incident::number_of(&w, &ids[0]).await;
        crate::incident::revoked(&w, &number).await;
        w.clock.set(at("2027-03-31 24:00"));
        // The other one is late; of this one nothing is asked, and it shares nothing any more.
        assert_eq!(s.remind_follow_ups().await.unwrap(), 1);
        let all = s.follow_ups(&w.office).await.unwrap();
        let line = all.lines.iter().find(|l| l.dossier == ids[0]).unwrap();
        assert!(all.late == 1 && line.revoked && line.years.iter().all(|y| y.2 == State::Waived));
        assert!(s.follow_up(&writers[0], &ids[0]).await.unwrap().revoked.is_some());
        let late = s.file_report(&writers[0], &ids[0], 2027, &report()).await;
        assert_eq!(refused(late), Refusal::TitleUnknown);
        let slips = s.announce_activity(&w.office, &form(&w, &ids[0]), "").await.unwrap().unwrap_err();
        assert_eq!(slips[0].0, "host");
    }
}
