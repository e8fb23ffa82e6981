//! A clock that starts in the past and is walked forward by the loader.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::stamp::{DAY, Stamp};
use service::ports::Clock;

/// Stands still until it is moved.
pub struct WalkingClock {
    today: i64,
    at: AtomicI64,
}

impl WalkingClock {
    /// Begins `days` days before now.
    pub fn new(days: i64) -> Self {
        let today = crate::world::SystemClock.now().0;
        Self { today, at: AtomicI64::new(today - days * DAY) }
    }

    /// The moment so many days before the real now.
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
