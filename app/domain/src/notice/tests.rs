//! Art. 21, with the days of the State Council's notices.

use super::*;
use crate::facts::workdays::SkipReason;
use crate::season::Window;
use crate::season::tests::season;
use crate::stamp::{DAY, SECOND};
use picture::{Mark, days};

fn date(s: &str) -> Date {
    iso_date::parse(s).unwrap()
}

/// Ten o'clock of a day.
fn at(day: &str) -> Stamp {
    Stamp::end_of(date(day)).plus(10 * 3600 * SECOND - DAY)
}

fn entry(unit: &str, organisation: &str) -> Entry {
    Entry {
        place: 0,
        dossier: organisation.into(),
        organisation: organisation.to_owned(),
        title: "演示标杆".into(),
        unit: unit.to_owned(),
    }
}

fn opened(day: &str) -> Result<Notice, Refusal> {
    let mut season = season();
    let (opens, closes) = (Stamp(0), Stamp(i64::MAX));
    season.windows.push(Window { phase: Phase::Notice, opens, closes, changed: None });
    let lines = vec![entry("R370200", "乙"), entry("R110000", "丙"), entry("R370200", "甲")];
    open(&season, Calendar::builtin(), lines, "sha", at(day))
}

#[test]
fn art_21_the_annex_is_in_the_order_of_units_and_names_and_has_no_rank() {
    let notice = opened("2026-07-06").unwrap();
    let names: Vec<_> = notice.entries.iter().map(|e| (e.place, e.organisation.as_str())).collect();
    assert_eq!(names, [(1, "丙"), (2, "乙"), (3, "甲")]);
    assert!(notice.text.before.contains('3') && notice.text.rest().count() > 1);
    assert!(notice.text.rest().any(|p| p.contains("2026年7月20日") && p.contains("10个工作日")));
    assert!(notice.text.heading().contains("公示"));
}

#[test]
fn art_21_where_nothing_remained_of_the_list_no_notice_opens_and_it_is_said() {
    let none = open(&season(), Calendar::builtin(), Vec::new(), "sha", at("2026-07-06"));
    assert_eq!(none, Err(Refusal::NothingRemains));
}

#[test]
fn art_21_no_more_are_put_on_notice_than_the_season_has_places() {
    let planned = crate::season::Planned { industrial: 1, sme: 0, service: 0 };
    let mut fewer = Season { planned, ..season() };
    let (opens, closes) = (at("2026-07-06"), Stamp(i64::MAX));
    fewer.windows.push(Window { phase: Phase::Notice, opens, closes, changed: None });
    let of = |names: &[&str], day: &str| {
        let lines = names.iter().map(|name| entry("R370200", name)).collect();
        open(&fewer, Calendar::builtin(), lines, "sha", at(day))
    };
    // It is said before the phase begins, while it can be mended.
    for day in ["2026-07-03", "2026-07-06"] {
        assert_eq!(of(&["甲", "乙"], day), Err(Refusal::ListOverPlaces { places: 1 }));
    }
    assert!(matches!(of(&["甲"], "2026-07-03"), Err(Refusal::PhaseNotOpen { .. })));
    assert_eq!(of(&["甲"], "2026-07-06").unwrap().entries.len(), 1);
}

#[test]
fn art_21_ten_working_days_may_end_on_a_working_saturday() {
    // Opened on the Friday before, so that the tenth day is the working Saturday after the holiday.
    let day = (1..=31)
        .map(|d| format!("2026-09-{d:02}"))
        .filter(|d| iso_date::parse(d).is_some())
        .find(|d| opened(d).is_ok_and(|n| n.period.last == date("2026-10-10")))
        .unwrap();
    let notice = opened(&day).unwrap();
    let shown = days(notice.start, &notice.period);
    let last = shown.last().unwrap();
    assert_eq!((last.date, last.mark.clone(), last.nth), (date("2026-10-10"), Mark::MakeUp, 10));
    let holiday = |d: &picture::Day| matches!(&d.mark, Mark::Skipped(SkipReason::Holiday { zh, .. }) if zh == "国庆节");
    assert_eq!(shown.iter().filter(|d| holiday(d)).count(), 7);
    assert_eq!(notice.ends_at.plus(-1).show_minute(), "2026-10-10 23:59");
}

#[test]
fn art_21_the_spring_festival_is_passed_over_and_named() {
    let notice = opened("2026-02-09").unwrap();
    let shown = days(notice.start, &notice.period);
    assert_eq!(shown[0].mark, Mark::Start);
    let spring = shown.iter().filter(|d| {
        matches!(&d.mark, Mark::Skipped(SkipReason::Holiday { zh, .. }) if zh.starts_with("春节"))
    });
    assert_eq!(spring.count(), 9);
    // Two Saturdays are worked: the fourteenth and the twenty-eighth.
    let worked: Vec<_> = shown.iter().filter(|d| d.mark == Mark::MakeUp).map(|d| d.date).collect();
    assert_eq!(worked, [date("2026-02-14"), date("2026-02-28")]);
    assert_eq!(shown.last().unwrap().nth, 10);
}

#[test]
fn art_21_a_notice_opens_on_a_working_day_of_a_known_year() {
    assert_eq!(opened("2026-10-03"), Err(Refusal::NotWorkingDay));
    assert_eq!(opened("2026-07-05"), Err(Refusal::NotWorkingDay));
    assert!(opened("2026-10-10").is_ok(), "a working Saturday is a working day");
    assert_eq!(opened("2026-12-28"), Err(Refusal::CalendarUnknown { year: 2027 }));
    assert_eq!(opened("2027-03-01"), Err(Refusal::CalendarUnknown { year: 2027 }));
}

#[test]
fn art_21_the_last_second_is_inside_and_the_next_one_is_not() {
    let notice = opened("2026-07-06").unwrap();
    let midnight = Stamp::end_of(date("2026-07-20"));
    assert_eq!(notice.ends_at, midnight);
    assert_eq!(notice.require_open(midnight.plus(-SECOND)), Ok(()));
    assert_eq!(notice.require_open(midnight.plus(-1)), Ok(()));
    assert_eq!(notice.require_open(midnight), Err(Refusal::NoticeOver { ended: midnight }));
    assert!(!notice.is_open(notice.opened_at.plus(-1)));
}

#[test]
fn art_21_an_extension_has_a_reason_and_a_later_last_day() {
    let notice = opened("2026-07-06").unwrap();
    let calendar = Calendar::builtin();
    let why = "因网站故障中断一天，补足公示时间。";
    let longer = notice.extended(calendar, (2, notice.ends_at), why, at("2026-07-20")).unwrap();
    assert_eq!((longer.period.last, longer.days), (date("2026-07-22"), 12));
    assert_eq!(longer.extensions[0].before, notice.ends_at);
    let short = Err(Refusal::ExtensionShort { max: EXTENSION_MAX });
    assert_eq!(notice.extended(calendar, (0, notice.ends_at), why, at("2026-07-20")), short);
    assert!(notice.extended(calendar, (1, notice.ends_at), "短", at("2026-07-20")).is_err());
    // A form that is sent twice, and a colleague's, name an end that is no more.
    let again = longer.extended(calendar, (2, notice.ends_at), why, at("2026-07-20"));
    assert_eq!(again, Err(Refusal::SeenChanged));
    // Nothing that is over goes on.
    let over = notice.extended(calendar, (2, notice.ends_at), why, notice.ends_at);
    assert_eq!(over, Err(Refusal::NoticeOver { ended: notice.ends_at }));
    assert_ne!(longer.sha256(), notice.sha256());
    assert_eq!(longer.opened_sha256(), notice.sha256());
}
