//! A scanner that takes its time: while it looks, the clock is moved on.

use std::sync::Arc;

use async_trait::async_trait;
use domain::stamp::Stamp;
use service::Service;
use service::ports::files::{Content, Scan, Scanner};

use super::World;
use super::ports::HandClock;

/// Finds nothing, and is done at a moment.
struct Slow {
    clock: Arc<HandClock>,
    done: Stamp,
}

#[async_trait]
impl Scanner for Slow {
    async fn scan(&self, _: Content) -> Scan {
        self.clock.set(self.done);
        Scan::Clean
    }
}

impl World {
    /// The same server, whose scanner is done with a file at a moment.
    pub fn scanned_until(&self, done: Stamp) -> Service {
        let slow = Slow { clock: self.clock.clone(), done };
        Service { scanner: Some(Arc::new(slow)), ..self.service.clone() }
    }
}
