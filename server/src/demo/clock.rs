//! A clock that starts in the past and is walked forward by the loader.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::stamp::{DAY, Stamp};
use service::ports::Clock;

/// Stands still until it is moved.
pub struct WalkingClock {
    now: i64,
    today: i64,
    at: AtomicI64,
}

impl WalkingClock {
    /// Begins `days` days before a day that lies so far `back`; what is loaded is told by that day.
    pub fn new(days: i64, back: i64) -> Self {
        let now = crate::world::SystemClock.now().0;
        let today = now - back * DAY;
        Self { now, today, at: AtomicI64::new(today - days * DAY) }
    }

    /// Moves to the real now.
    pub fn go_to_today(&self) {
        self.go(Stamp(self.now));
    }

    /// The moment so many days before the day it is told by.
    pub fn days_ago(&self, days: f64) -> Stamp {
        #[allow(clippy::cast_possible_truncation)]
        Stamp(self.today - (days * DAY as f64) as i64)
    }

    /// Moves to a moment, never back.
    pub fn go(&self, to: Stamp) {
        self.at.fetch_max(to.0, Ordering::Relaxed);
    }
}

impl Clock for WalkingClock {
    fn now(&self) -> Stamp {
        Stamp(self.at.load(Ordering::Relaxed))
    }
}
