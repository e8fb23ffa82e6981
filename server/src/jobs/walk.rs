//! Walks the chain of the journal, so that the audit knows whether it still holds.

use std::time::Duration;

use async_trait::async_trait;
use service::Service;
use tokio::sync::watch;

use super::Job;

/// The job. Walking twice does no harm: the latest walk is noted.
pub struct Walk(pub Service);

#[async_trait]
impl Job for Walk {
    fn name(&self) -> &'static str {
        "walk"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(6 * 60 * 60)
    }

    async fn turn(&self, _stopped: &watch::Receiver<bool>) -> service::Result<()> {
        let found = self.0.walk_journal().await?;
        if let Some((row, how)) = found.broken {
            tracing::error!("the journal is broken at row {row}: {how}");
        }
        Ok(())
    }
}
