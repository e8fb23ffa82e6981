//! Art. 24: what the clock says of a case: that a statement is nearly due, and that the time for it is over.

use super::*;

/// Asked on a Wednesday, the organisation is heard to the end of the 8th of October: the National Day lies before its last
/// day, and before that the Mid-Autumn holiday.
const ASKED: &str = "2026-09-23 10:00";

fn at(typed: &str) -> Stamp {
    Stamp::read(typed).unwrap()
}

async fn reminded(w: &World) -> usize {
    got(w, "writer@example.com", |l| matches!(l, Letter::HearingDue { .. })).await
}

/// How often each of the two who decide, somebody who investigates, and a writer of the organisation were told that the
/// time is over.
async fn over(w: &World) -> [usize; 4] {
    let mut told = [0; 4];
    let people = ["caq-a", "caq-b", "office-b", "writer"];
    for (n, name) in people.into_iter().enumerate() {
        let to = format!("{name}@example.com");
        told[n] = got(w, &to, |l| matches!(l, Letter::HearingOver { .. })).await;
    }
    told
}

on_both! {
    async fn art_24_a_statement_is_reminded_of_on_the_working_day_before_over_the_national_day(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        w.clock.set(at(ASKED));
        let due = heard(&w, &p, &case).await;
        assert_eq!(due, at("2026-10-09 00:00"));
        let before = w.checked().await;
        // On the day before the last nobody works: the organisation hears it on the last day before the holiday.
        let from = at("2026-09-30 00:00");
        w.clock.set(from.plus(-SECOND));
        assert_eq!(s.remind_hearings().await.unwrap(), 0);
        w.clock.set(from);
        let second = w.second().await;
        let (one, two) = tokio::join!(s.remind_hearings(), second.remind_hearings());
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        w.clock.set(due.plus(-SECOND));
        assert_eq!(s.remind_hearings().await.unwrap(), 0);
        assert_eq!((reminded(&w).await, over(&w).await), (1, [0; 4]));
        let sent = letters(&w).await;
        let number = number_of(&w, &ids[0]).await;
        let letter = sent.iter().find_map(|(_, l)| match l {
            Letter::HearingDue { number, due, id, .. } => Some((number.clone(), *due, id.clone())),
            _ => None,
        });
        assert_eq!(letter, Some((number, due, case.to_string())));
        // Those who decide hear once that the time is over, and nobody else does.
        w.clock.set(due);
        let (one, two) = tokio::join!(s.remind_hearings(), second.remind_hearings());
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        w.clock.pass(DAY);
        assert_eq!(s.remind_hearings().await.unwrap(), 0);
        assert_eq!((reminded(&w).await, over(&w).await), (1, [1, 1, 0, 0]));
        // Nor once more where a decision was given back.
        s.propose_decision(&p.one, &case, Outcome::Kept, WHY).await.unwrap();
        s.give_back_decision(&p.other, &case, &mark_of_case(s, &case).await).await.unwrap();
        assert_eq!(s.remind_hearings().await.unwrap(), 0);
        assert_eq!(over(&w).await, [1, 1, 0, 0]);
        assert_eq!(w.checked().await, before);
    }

    async fn art_24_who_has_stated_something_is_not_reminded_and_who_stands_apart_hears_nothing(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        w.clock.set(at(ASKED));
        let due = heard(&w, &p, &case).await;
        s.make_statement(&p.writer, &case, (WHY, ""), &[]).await.unwrap();
        w.clock.set(at("2026-09-30 09:00"));
        assert_eq!(s.remind_hearings().await.unwrap(), 0);
        // One of those who would decide has stepped out (Art. 15).
        s.leave_incident(&p.other, &case).await.unwrap();
        w.clock.set(due);
        assert_eq!(s.remind_hearings().await.unwrap(), 1);
        assert_eq!((reminded(&w).await, over(&w).await), (0, [1, 0, 0, 0]));
    }

    async fn art_24_what_is_proposed_or_decided_is_reminded_of_no_more(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        w.clock.set(at(ASKED));
        let due = heard(&w, &p, &case).await;
        // The association was quicker than the clock.
        w.clock.set(due);
        s.propose_decision(&p.one, &case, Outcome::Kept, WHY).await.unwrap();
        assert_eq!(s.remind_hearings().await.unwrap(), 0);
        s.confirm_decision(&p.other, &case, &mark_of_case(s, &case).await).await.unwrap();
        assert_eq!(s.remind_hearings().await.unwrap(), 0);
        assert_eq!((reminded(&w).await, over(&w).await), (0, [0; 4]));
    }

    async fn art_24_a_title_of_an_earlier_year_has_nobody_to_remind_and_is_decided_in_time(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let table = "年度\t单位\t质量标杆经验\n2024\t演示甲公司\t实施甲方法的经验";
        s.import_titles(&w.office, table).await.unwrap();
        let wish = domain::views::title::Wish { year: 2024, ..Default::default() };
        let number = s.title_register(&wish).await.unwrap().lines[0].number.to_string();
        s.report_incident(None, &report(&number), &[], "").await.unwrap();
        let row = s.read().await.unwrap().incidents(1).await.unwrap().remove(0);
        assert_eq!((row.dossier, row.organisation), (None, None));
        w.clock.set(at(ASKED));
        s.name_investigator(&p.names, &row.id, &p.handles.account).await.unwrap();
        s.screen_incident(&p.handles, &row.id, true, "").await.unwrap();
        s.close_investigation(&p.handles, &row.id, Cause::Safety, REPORT, CHARGE).await.unwrap();
        // It is told on paper, and so it is reminded.
        w.clock.set(at("2026-09-30 09:00"));
        s.remind_hearings().await.unwrap();
        assert!(!letters(&w).await.iter().any(|(_, l)| matches!(l, Letter::HearingDue { .. })));
        w.clock.set(at("2026-10-09 00:00"));
        assert_eq!(s.remind_hearings().await.unwrap(), 1);
        assert_eq!(s.remind_hearings().await.unwrap(), 0);
        assert_eq!(over(&w).await, [1, 1, 0, 0]);
    }
}
