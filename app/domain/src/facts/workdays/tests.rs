//! Periods of working days over years that were announced, and over those nobody knows.

use super::*;
use serde_json::Value;

fn date(s: &str) -> Date {
    iso_date::parse(s).expect("a date")
}

fn data() -> Value {
    serde_json::from_str(include_str!("../../../data/cn_workdays.json")).expect("JSON")
}

fn dates(value: &Value) -> Vec<Date> {
    value.as_array().expect("a list").iter().map(|d| date(d.as_str().expect("text"))).collect()
}

/// 2027 as it might be announced, for counting across the end of 2026.
fn with_2027() -> Calendar {
    Calendar::builtin().with_year(YearData {
        year: 2027,
        status: Status::Official,
        notice: None,
        holidays: vec![Holiday {
            zh: "元旦".to_owned(),
            en: "New Year's Day".to_owned(),
            start: date("2027-01-01"),
            end: date("2027-01-03"),
        }],
        makeup_workdays: Vec::new(),
        off_days: Vec::new(),
        workdays_total: None,
    })
}

#[test]
fn only_announced_years_are_known() {
    assert_eq!(Calendar::builtin().known_years(), [2024, 2025, 2026]);
    let held = Calendar::builtin().year(2027).map(|y| y.status);
    assert_eq!(held, Some(Status::Provisional));
}

#[test]
fn an_unknown_year_is_an_error_never_weekends_only() {
    let calendar = Calendar::builtin();
    for (day, year) in [("2023-12-29", 2023), ("2027-01-04", 2027), ("2028-06-01", 2028)] {
        assert_eq!(calendar.is_workday(date(day)), Err(CalendarError::UnknownYear(year)));
    }
    assert_eq!(
        calendar.period(date("2026-12-24"), 10, Counting::NextDay),
        Err(CalendarError::UnknownYear(2027))
    );
    assert_eq!(
        calendar.period(Date::MAX, 1, Counting::NextDay),
        Err(CalendarError::UnknownYear(10_000))
    );
}

#[test]
fn announced_years_have_no_problems() {
    for year in Calendar::builtin().known_years() {
        let data = Calendar::builtin().year(year).expect("known");
        assert_eq!(data.problems(), [], "{year}");
        assert!(
            data.notice.is_some() && data.workdays_total.is_some() && !data.off_days.is_empty()
        );
    }
}

#[test]
fn every_day_of_2024_to_2026_follows_its_notice() {
    let data = data();
    let mut days = 0;
    for year in data["years"].as_array().expect("years") {
        if year["status"] != "official" {
            continue;
        }
        let (off, makeup) = (dates(&year["off_days"]), dates(&year["makeup_workdays"]));
        let number = year["year"].as_i64().expect("a year") as i32;
        let mut worked = 0;
        let mut day = date(&format!("{number}-01-01"));
        while day.year() == number {
            let monday_to_friday = day.weekday().number_from_monday() <= 5;
            let expected = makeup.contains(&day) || (monday_to_friday && !off.contains(&day));
            assert_eq!(Calendar::builtin().is_workday(day), Ok(expected), "{day}");
            worked += i64::from(expected);
            days += 1;
            day = day.next_day().expect("a next day");
        }
        assert_eq!(year["workdays_total"], worked, "{number}");
    }
    assert_eq!(days, 366 + 365 + 365);
}

#[test]
fn art_21_ten_working_days_test_vectors() {
    let data = data();
    let vectors = data["test_vectors_10_working_days"].as_array().expect("vectors");
    assert_eq!(vectors.len(), 12);
    let later = with_2027();
    for vector in vectors {
        let day = |key: &str| date(vector[key].as_str().expect("a date"));
        // One vector runs beyond the announced years.
        let calendar =
            if day("last_day_default").year() == 2027 { &later } else { Calendar::builtin() };
        let start = day("publish");
        assert_eq!(calendar.is_workday(start).ok(), vector["publish_is_workday"].as_bool());
        let period = calendar.period(start, 10, Counting::NextDay).expect("known years");
        assert_eq!((period.first, period.last), (day("day1"), day("last_day_default")), "{vector}");
        let same = calendar.period(start, 10, Counting::SameDay).expect("known years");
        assert_eq!(same.last, day("last_day_alt"), "{vector}");
    }
}

#[test]
fn art_21_the_period_shows_what_it_skipped_and_why() {
    let period =
        Calendar::builtin().period(date("2026-09-18"), 10, Counting::NextDay).expect("known");
    assert_eq!(period.worked_weekends, [date("2026-09-20")]);
    let mid_autumn = SkipReason::Holiday { zh: "中秋节".into(), en: "Mid-Autumn".into() };
    let skipped: Vec<String> = period.skipped.iter().map(|(d, _)| iso_date::show(*d)).collect();
    assert_eq!(
        skipped,
        [
            "2026-09-19",
            "2026-09-25",
            "2026-09-26",
            "2026-09-27",
            "2026-10-01",
            "2026-10-02",
            "2026-10-03",
            "2026-10-04",
            "2026-10-05",
            "2026-10-06",
            "2026-10-07"
        ]
    );
    assert_eq!(period.skipped[0].1, SkipReason::Weekend);
    assert!(period.skipped[1..4].iter().all(|(_, reason)| *reason == mid_autumn));
    assert!(matches!(&period.skipped[10].1, SkipReason::Holiday { zh, .. } if zh == "国庆节"));
}

#[test]
fn every_period_counts_exactly_its_working_days() {
    let calendar = Calendar::builtin();
    for start in days_of(2025) {
        for counting in [Counting::NextDay, Counting::SameDay] {
            let period = calendar.period(start, 10, counting).expect("known years");
            let from = if counting == Counting::SameDay {
                start
            } else {
                start.next_day().expect("a day")
            };
            let span = (period.last - from).whole_days() + 1;
            assert_eq!(span as usize, 10 + period.skipped.len(), "{start}");
            assert_eq!(calendar.is_workday(period.first), Ok(true));
            assert_eq!(calendar.is_workday(period.last), Ok(true));
            assert!(period.skipped.iter().all(|(d, _)| calendar.is_workday(*d) == Ok(false)));
        }
    }
}

#[test]
fn the_period_ends_at_midnight_in_shanghai() {
    let period =
        Calendar::builtin().period(date("2026-07-06"), 10, Counting::NextDay).expect("known");
    assert_eq!(period.last, date("2026-07-20"));
    let end = period.ends_at();
    assert_eq!((end.date(), end.hour(), end.minute()), (date("2026-07-20"), 16, 0));
    assert_eq!(end.offset(), UtcOffset::UTC);
}

#[test]
fn a_period_of_no_days_is_its_start() {
    let period =
        Calendar::builtin().period(date("2026-10-03"), 0, Counting::NextDay).expect("known");
    assert_eq!((period.first, period.last), (date("2026-10-03"), date("2026-10-03")));
    assert!(period.skipped.is_empty());
}

#[test]
fn an_imported_year_becomes_known_and_a_provisional_one_does_not() {
    let calendar = with_2027();
    assert_eq!(calendar.known_years(), [2024, 2025, 2026, 2027]);
    assert_eq!(calendar.is_workday(date("2027-01-01")), Ok(false));
    let mut provisional = calendar.year(2027).expect("held").clone();
    provisional.status = Status::Provisional;
    let back = calendar.with_year(provisional);
    assert_eq!(back.is_workday(date("2027-01-01")), Err(CalendarError::UnknownYear(2027)));
    assert_eq!(Calendar::builtin().known_years(), [2024, 2025, 2026]);
}

#[test]
fn a_new_year_holiday_may_begin_in_december() {
    let mut next = with_2027().year(2027).expect("held").clone();
    next.holidays[0].start = date("2026-12-31");
    assert_eq!(next.problems(), []);
    let calendar = Calendar::builtin().with_year(next);
    assert_eq!(calendar.is_workday(date("2026-12-31")), Ok(false));
    assert_eq!(Calendar::builtin().is_workday(date("2026-12-31")), Ok(true));
}

#[test]
fn the_preview_of_a_new_year_names_what_is_odd() {
    let good = Calendar::builtin().year(2026).expect("known").clone();
    let with = |change: fn(&mut YearData)| {
        let mut year = good.clone();
        change(&mut year);
        year.problems()
    };
    let total = |counted| YearProblem::TotalDiffers { stated: 248, counted };
    assert_eq!(
        with(|y| y.workdays_total = Some(250)),
        [YearProblem::TotalDiffers { stated: 250, counted: 248 }]
    );
    assert_eq!(
        with(|y| y.makeup_workdays.push(date("2026-03-02"))),
        [YearProblem::MakeUpOnWeekday(date("2026-03-02"))]
    );
    assert_eq!(
        with(|y| y.makeup_workdays.push(date("2026-10-03"))),
        [YearProblem::MakeUpInHoliday(date("2026-10-03")), total(249)]
    );
    assert_eq!(
        with(|y| y.makeup_workdays.push(date("2027-03-06"))),
        [YearProblem::OutsideYear(date("2027-03-06"))]
    );
    assert_eq!(
        with(|y| y.off_days.retain(|d| *d != date("2026-01-02"))),
        [YearProblem::OffDayDiffers(date("2026-01-02"))]
    );
    assert_eq!(
        with(|y| y.off_days.push(date("2026-03-02"))),
        [YearProblem::OffDayDiffers(date("2026-03-02"))]
    );
    let backwards = with(|y| y.holidays[0].end = date("2025-12-31"));
    assert!(backwards.contains(&YearProblem::EndsBeforeStart { zh: "元旦".to_owned() }));
}

#[test]
fn stored_forms_read_back_the_same() {
    let period =
        Calendar::builtin().period(date("2026-09-18"), 10, Counting::NextDay).expect("known");
    let text = serde_json::to_string(&period).expect("JSON");
    assert!(
        text.starts_with(
            r#"{"first":"2026-09-20","last":"2026-10-09","skipped":[["2026-09-19","weekend"]"#
        ),
        "{text}"
    );
    assert_eq!(serde_json::from_str::<Period>(&text).ok(), Some(period));
    let text = serde_json::to_string(Calendar::builtin()).expect("JSON");
    assert_eq!(serde_json::from_str::<Calendar>(&text).ok().as_ref(), Some(Calendar::builtin()));
    for text in ["2026-1-02", "2026-02-30", "2026/01/02", "+026-01-02", "２０２６-01-02", ""] {
        assert_eq!(iso_date::parse(text), None, "{text}");
    }
}
