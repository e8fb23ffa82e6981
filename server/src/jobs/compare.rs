//! Has the dossiers before the Office compared with one another when some have come or changed.

use std::time::Duration;

use async_trait::async_trait;
use service::Service;
use tokio::sync::watch;

use super::Job;

/// Compares what has changed. Two servers that do it at the same time find the same.
pub struct Compare(pub Service);

#[async_trait]
impl Job for Compare {
    fn name(&self) -> &'static str {
        "compare"
    }

    /// Not at every recommendation: on a unit's last day there are hundreds.
    fn every(&self) -> Duration {
        Duration::from_secs(5 * 60)
    }

    async fn turn(&self, _: &watch::Receiver<bool>) -> service::Result<()> {
        if self.0.compare_what_changed().await? {
            tracing::info!("the dossiers before the Office were compared");
        }
        Ok(())
    }
}
