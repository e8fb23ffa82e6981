//! Exchange activities and the follow-up (Art. 23).

use domain::exchange::activity::{Activity, Cancelled};
use domain::exchange::guest::Guest;
use domain::exchange::report::Report;
use domain::ids::{ActivityId, DossierId};
use domain::stamp::Stamp;
use service::ports::exchange::ReportRow;

use super::on_both;
use super::world::*;

fn activity(id: &str, starts: i64) -> Activity {
    Activity {
        id: id.into(),
        title: "演示交流会".into(),
        text: String::new(),
        starts: Stamp(starts),
        ends: Stamp(starts + 1),
        place: "演示会议中心".into(),
        link: String::new(),
        capacity: 2,
        host: None,
        by: "a1".into(),
        at: Stamp(1),
        cancelled: None,
    }
}

fn guest(number: i64, account: Option<&str>, attended: Option<bool>) -> Guest {
    Guest {
        number,
        account: account.map(Into::into),
        name: "演示甲".into(),
        organisation: "演示企业".into(),
        dossier: Some("d1".into()),
        at: Stamp(2),
        withdrawn: None,
        attended,
    }
}

fn row(year: i32, number: i64, at: i64) -> ReportRow {
    let text = "保持稳定。".to_owned();
    let report = Report {
        kept_up: text.clone(),
        figures: text.clone(),
        shared: text,
        by: "a1".into(),
        at: Stamp(at),
    };
    ReportRow { dossier: "d1".into(), year, number, report }
}

on_both! {
    async fn art_23_activities_are_listed_with_those_who_are_expected(bed) {
        bed.furnish().await;
        bed.dossiers(1, &recommended()).await;
        let mut w = bed.write().await;
        w.save_activity(&activity("x", 10)).await.unwrap();
        w.save_activity(&activity("y", 20)).await.unwrap();
        w.save_guest(&"x".into(), &guest(1, Some("a1"), None)).await.unwrap();
        let gone = Guest { withdrawn: Some(Stamp(3)), ..guest(2, Some("a2"), None) };
        w.save_guest(&"x".into(), &gone).await.unwrap();
        w.save_guest(&"x".into(), &guest(3, None, None)).await.unwrap();
        let of = w.guests_of(&"a2".into()).await.unwrap();
        assert_eq!(of, [("x".into(), gone)]);
        commit(w).await;
        let mut db = bed.read().await;
        let all = db.activities().await.unwrap();
        assert_eq!(all, vec![(activity("y", 20), 0), (activity("x", 10), 2)]);
        assert_eq!(db.guests(&"x".into()).await.unwrap().len(), 3);
        assert!(db.attendances().await.unwrap().is_empty());
        drop(db);
        let mut w = bed.write().await;
        w.save_guest(&"x".into(), &guest(1, Some("a1"), Some(true))).await.unwrap();
        let why = "场地不能使用，另行通知。".to_owned();
        let off = Some(Cancelled { by: "a1".into(), at: Stamp(4), reason: why });
        w.save_activity(&Activity { cancelled: off, ..activity("y", 20) }).await.unwrap();
        commit(w).await;
        let mut db = bed.read().await;
        let came: Vec<(DossierId, ActivityId)> = vec![("d1".into(), "x".into())];
        assert_eq!(db.attendances().await.unwrap(), came);
        assert!(db.activity(&"y".into()).await.unwrap().unwrap().cancelled.is_some());
        assert_eq!(db.activity(&"z".into()).await.unwrap(), None);
        drop(db);
        for text in ["DELETE FROM activity", "UPDATE activity SET data = '' WHERE id = 'y'"] {
            assert!(bed.tamper(text).await.is_err(), "{text}");
        }
    }

    async fn art_23_reports_are_kept_for_good_and_the_first_of_a_year_tells_whether_it_was_late(bed) {
        bed.furnish().await;
        bed.dossiers(1, &recommended()).await;
        let mut w = bed.write().await;
        for r in [row(2027, 1, 5), row(2027, 2, 9), row(2028, 1, 7)] {
            w.insert_report(&r).await.unwrap();
        }
        commit(w).await;
        let mut db = bed.read().await;
        let all = db.reports_of(&"d1".into()).await.unwrap();
        assert_eq!(all, vec![row(2027, 1, 5), row(2027, 2, 9), row(2028, 1, 7)]);
        let first = db.first_reports().await.unwrap();
        let expected: Vec<(DossierId, i32, i64)> =
            vec![("d1".into(), 2027, 5), ("d1".into(), 2028, 7)];
        assert_eq!(first, expected);
        drop(db);
        for text in ["UPDATE follow_up SET data = ''", "DELETE FROM follow_up"] {
            assert!(bed.tamper(text).await.is_err(), "{text}");
        }
    }
}
