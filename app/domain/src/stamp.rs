//! Moments: stored in UTC, shown in Asia/Shanghai (UTC+8, no daylight saving).

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime, UtcOffset};

use crate::facts::text::half_width;

/// A moment in microseconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Stamp(pub i64);

/// Microseconds in one day.
pub const DAY: i64 = 86_400_000_000;
/// Microseconds in one hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Microseconds in one minute.
pub const MINUTE: i64 = 60_000_000;
/// Microseconds in one second.
pub const SECOND: i64 = 1_000_000;

impl Stamp {
    /// The midnight with which a day in Beijing begins, counted in days from 1970.
    pub fn of_day(day: i64) -> Self {
        Self(day.saturating_mul(DAY).saturating_sub(8 * HOUR))
    }

    /// The day in Beijing it falls on, counted from 1970.
    pub fn day(self) -> i64 {
        self.0.saturating_add(8 * HOUR).div_euclid(DAY)
    }

    /// The moment `micros` later (or earlier, when negative); saturates at the ends of time.
    pub fn plus(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// The same moment on a clock in Shanghai. Moments outside the years the
    /// calendar can hold are shown as the epoch rather than refused.
    fn shanghai(self) -> OffsetDateTime {
        let offset = UtcOffset::from_hms(8, 0, 0).unwrap_or(UtcOffset::UTC);
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
            .to_offset(offset)
    }

    /// The calendar day in Shanghai.
    pub fn date(self) -> Date {
        self.shanghai().date()
    }

    /// `2026-06-24`.
    pub fn show_date(self) -> String {
        let d = self.shanghai();
        format!("{:04}-{:02}-{:02}", d.year(), u8::from(d.month()), d.day())
    }

    /// The minute it lies in: its beginning, in Shanghai as everywhere.
    pub fn minute(self) -> Self {
        Self(self.0 - self.0.rem_euclid(MINUTE))
    }

    /// `2026-06-24 16:08`.
    pub fn show_minute(self) -> String {
        let d = self.shanghai();
        format!("{} {:02}:{:02}", self.show_date(), d.hour(), d.minute())
    }

    /// `16:08`, where the day is known.
    pub fn show_clock(self) -> String {
        let d = self.shanghai();
        format!("{:02}:{:02}", d.hour(), d.minute())
    }

    /// `16:08:07`, for "saved at".
    pub fn show_time(self) -> String {
        let d = self.shanghai();
        format!("{:02}:{:02}:{:02}", d.hour(), d.minute(), d.second())
    }

    /// A moment typed by a person, on a clock in Shanghai: `2026-06-24 16:08`, with or without
    /// seconds, with a blank or a `T` between; the hour may be 24, the end of the day. Full-width
    /// digits and signs are read like the others. `None` for everything else.
    pub fn read(typed: &str) -> Option<Self> {
        let plain = half_width(typed);
        let (day, clock) = plain.trim().split_once([' ', 'T'])?;
        let day: Vec<&str> = day.split(['-', '/']).collect();
        let [year, month, day] = day[..] else { return None };
        let month = time::Month::try_from(digits(month, 2)? as u8).ok()?;
        let day = Date::from_calendar_date(digits(year, 4)?, month, digits(day, 2)? as u8).ok()?;
        let clock: Vec<&str> = clock.trim().split(':').collect();
        let (hour, minute, second) = match clock[..] {
            [h, m] => (digits(h, 2)?, digits(m, 2)?, 0),
            [h, m, s] => (digits(h, 2)?, digits(m, 2)?, digits(s, 2)?),
            _ => return None,
        };
        if hour > 24 || minute > 59 || second > 59 || (hour == 24 && minute + second > 0) {
            return None;
        }
        let within = i64::from(hour * 3600 + minute * 60 + second) * SECOND;
        Some(Self::end_of(day).plus(within - DAY))
    }

    /// `2026-06-24T16:08:07`, as the browser's field for a moment wants it.
    pub fn show_field(self) -> String {
        format!("{}T{}", self.show_date(), self.show_time())
    }

    /// 24:00 Asia/Shanghai of `date`: the first moment that no longer belongs to it.
    pub fn end_of(date: Date) -> Self {
        let start = date.midnight().assume_utc().unix_timestamp();
        Self((start - 8 * 3600 + 86_400) * SECOND)
    }
}

/// A number of at most `longest` digits and nothing else.
fn digits(text: &str, longest: usize) -> Option<i32> {
    let fits = (1..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_in_shanghai() {
        let s = Stamp(1_782_288_487 * SECOND); // 2026-06-24T08:08:07Z
        assert_eq!(s.show_minute(), "2026-06-24 16:08");
        assert_eq!((s.show_time(), s.show_clock()), ("16:08:07".into(), "16:08".into()));
        assert_eq!(Stamp::end_of(s.date()).plus(-1).show_minute(), "2026-06-24 23:59");
        assert_eq!(Stamp::end_of(s.date()).show_minute(), "2026-06-25 00:00");
    }

    #[test]
    fn a_typed_moment_is_read_on_a_clock_in_shanghai() {
        let s = Stamp(1_782_288_487 * SECOND);
        assert_eq!(Stamp::read("2026-06-24T16:08:07"), Some(s));
        assert_eq!(Stamp::read(&s.show_field()), Some(s));
        assert_eq!(Stamp::read(" ２０２６/6/24　16：08 "), Some(s.plus(-7 * SECOND)));
        assert_eq!(Stamp::read("2026-06-24 24:00"), Some(Stamp::end_of(s.date())));
        let not = [
            "",
            "2026-06-24",
            "2026-02-30 10:00",
            "2026-06-24 24:01",
            "2026-06-24 10:60",
            "26-06-24T1",
            "+026-06-24 10:00",
            "2026-06-24 10:00:00.5",
            "2026-06-24 10:00Z",
            "99999-01-01 00:00",
        ];
        for typed in not {
            assert_eq!(Stamp::read(typed), None, "{typed}");
        }
    }
}
