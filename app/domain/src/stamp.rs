//! Moments: stored in UTC, shown in Asia/Shanghai (UTC+8, no daylight saving).

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime, UtcOffset};

/// A moment in microseconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Stamp(pub i64);

/// Microseconds in one day.
pub const DAY: i64 = 86_400_000_000;
/// Microseconds in one minute.
pub const MINUTE: i64 = 60_000_000;
/// Microseconds in one second.
pub const SECOND: i64 = 1_000_000;

impl Stamp {
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

    /// `2026-06-24 16:08`.
    pub fn show_minute(self) -> String {
        let d = self.shanghai();
        format!("{} {:02}:{:02}", self.show_date(), d.hour(), d.minute())
    }

    /// `16:08:07`, for "saved at".
    pub fn show_time(self) -> String {
        let d = self.shanghai();
        format!("{:02}:{:02}:{:02}", d.hour(), d.minute(), d.second())
    }

    /// 24:00 Asia/Shanghai of `date`: the first moment that no longer belongs to it.
    pub fn end_of(date: Date) -> Self {
        let start = date.midnight().assume_utc().unix_timestamp();
        Self((start - 8 * 3600 + 86_400) * SECOND)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_in_shanghai() {
        let s = Stamp(1_782_288_487 * SECOND); // 2026-06-24T08:08:07Z
        assert_eq!(s.show_minute(), "2026-06-24 16:08");
        assert_eq!(s.show_time(), "16:08:07");
        assert_eq!(Stamp::end_of(s.date()).plus(-1).show_minute(), "2026-06-24 23:59");
        assert_eq!(Stamp::end_of(s.date()).show_minute(), "2026-06-25 00:00");
    }
}
