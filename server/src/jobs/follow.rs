//! The clock of a rehearsal follows what another server of the same database was told.

use std::time::Duration;

use async_trait::async_trait;
use service::Service;
use tokio::sync::watch;

use super::Job;

/// Keeps the clock where the database has it.
pub struct Follow(pub Service);

#[async_trait]
impl Job for Follow {
    fn name(&self) -> &'static str {
        "clock"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(60)
    }

    fn woken_by(&self) -> Option<&'static str> {
        Some("clock")
    }

    async fn turn(&self, _: &watch::Receiver<bool>) -> service::Result<()> {
        if let Some(mark) = self.0.rehearsal().await? {
            self.0.clock.put_ahead(mark.ahead);
        }
        Ok(())
    }
}
