//! Numbers, dates and times of a workbook, as text.

use calamine::ExcelDateTime;
use time::{Date, Month};

use crate::date::iso;

/// Digits a spreadsheet program keeps and shows; what a file says beyond them is rounding.
const DIGITS: usize = 15;
const DAY: f64 = 86_400.0;

/// A number without exponent, and without a point where it is whole.
pub(super) fn plain(number: f64) -> String {
    // In a file 0.3 may be 0.30000000000000004.
    let rounded = format!("{number:.*e}", DIGITS - 1).parse().unwrap_or(number);
    // Zero may be negative.
    format!("{}", rounded + 0.0)
}

/// A date, a time of day, both, or a span of hours. What is no date any calendar has is the
/// number it is stored as.
pub(super) fn moment(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    if moment.is_duration() {
        return span(value);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    // Times of day are stored as parts of a day that is not meant.
    if (0.0..1.0).contains(&value) && value != 0.0 {
        return time;
    }
    let date = Month::try_from(month)
        .ok()
        .and_then(|month| Date::from_calendar_date(i32::from(year), month, day).ok());
    // Beyond either end of the calendar the library answers with the end.
    match date.filter(|_| (0.0..2_958_466.0).contains(&value)) {
        None => plain(value),
        Some(date) => {
            let date = iso(date);
            if time == "00:00:00" { date } else { format!("{date}T{time}") }
        }
    }
}

/// A date that is stored as text, without a time of day nobody has given.
pub(super) fn day(text: &str) -> &str {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let text = text.strip_suffix(".000").unwrap_or(text);
    text.strip_suffix("T00:00:00").unwrap_or(text)
}

fn span(days: f64) -> String {
    let seconds = (days.abs() * DAY).round();
    // Longer than any span the programs show: not one.
    if !seconds.is_finite() || seconds > 1e12 {
        return plain(days);
    }
    let seconds = seconds as u64;
    let sign = if days < 0.0 && seconds > 0 { "-" } else { "" };
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
