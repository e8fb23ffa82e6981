//! When reminders are due, and how often a mail is tried.

use crate::stamp::{DAY, Stamp};

/// Which of the season's reminders is due at `now`: the number of days before the deadline that
/// was passed last. None before the first, none after the deadline, and none that had passed
/// before `since`, when what is reminded of began.
pub fn reminder_due(days: &[i64], closes: Stamp, since: Stamp, now: Stamp) -> Option<i64> {
    let from = |d: i64| closes.plus(-d.saturating_mul(DAY));
    let last = days.iter().copied().filter(|d| *d > 0 && from(*d) <= now).min()?;
    (now < closes && since < from(last)).then_some(last)
}

/// Minutes to wait after the `tries`th failed try before the next: 1, 2, 4 … up to six hours.
pub fn wait_minutes(tries: i64) -> i64 {
    (1i64 << tries.clamp(1, 10).saturating_sub(1)).min(360)
}

/// A mail that could not be delivered in so many tries is given up: with the waits between
/// them about a day and a half, longer than a mail server is usually down.
pub const TRIES_MAX: i64 = 14;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_16_the_reminder_passed_last_is_due_until_the_deadline() {
        let day = |n: i64| Stamp(n * DAY);
        let due = |now| reminder_due(&[14, 3, 1], day(100), day(0), now);
        assert_eq!(due(day(86).plus(-1)), None);
        assert_eq!(due(day(86)), Some(14));
        assert_eq!(due(day(97)), Some(3));
        // Of several that were missed, only the nearest counts.
        assert_eq!(due(day(100).plus(-1)), Some(1));
        assert_eq!(due(day(100)), None);
        // Whoever began after a reminder's day knows the deadline.
        assert_eq!(reminder_due(&[14, 3, 1], day(100), day(86), day(90)), None);
        assert_eq!(reminder_due(&[14, 3, 1], day(100), day(86), day(97)), Some(3));
        assert_eq!(reminder_due(&[], day(100), day(0), day(99)), None);
        assert_eq!(reminder_due(&[0, -1, i64::MAX], day(100), day(0), day(99)), None);
    }

    #[test]
    fn waits_double_and_end() {
        let waits: Vec<i64> = (1..=12).map(wait_minutes).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
        let hours = (1..TRIES_MAX).map(wait_minutes).sum::<i64>() / 60;
        assert!((24..48).contains(&hours), "{hours}");
    }
}
