//! Files: forgets uploads that were not ended, removes contents that belong to nothing, and has files looked at again
//! that arrived while the scanner was away.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use service::Service;
use tokio::sync::watch;

use super::Job;
use crate::metrics::Metrics;

/// Has held files looked at again.
pub struct Rescan(pub Service);

#[async_trait]
impl Job for Rescan {
    fn name(&self) -> &'static str {
        "rescan"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(60)
    }

    async fn turn(&self, _: &watch::Receiver<bool>) -> service::Result<()> {
        let settled = self.0.rescan().await?;
        if settled > 0 {
            tracing::info!("{settled} held files were looked at");
        }
        Ok(())
    }
}

/// Forgets uploads that were not ended, and forms that nobody sends again.
pub struct Sweep(pub Service);

#[async_trait]
impl Job for Sweep {
    fn name(&self) -> &'static str {
        "sweep"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(60 * 60)
    }

    async fn turn(&self, _: &watch::Receiver<bool>) -> service::Result<()> {
        self.0.forget_sent().await?;
        let forgotten = self.0.expire_uploads().await?;
        if forgotten > 0 {
            tracing::info!("{forgotten} uploads that were not ended are forgotten");
        }
        Ok(())
    }
}

/// Removes contents that belong to nothing.
pub struct Contents {
    /// The service.
    pub service: Service,
    /// Where it is counted.
    pub metrics: Arc<Metrics>,
}

#[async_trait]
impl Job for Contents {
    fn name(&self) -> &'static str {
        "contents"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(60 * 60)
    }

    async fn turn(&self, _: &watch::Receiver<bool>) -> service::Result<()> {
        let removed = self.service.sweep_contents().await?;
        if removed > 0 {
            tracing::info!("{removed} contents of files that belonged to nothing are removed");
            self.metrics.swept(removed);
        }
        Ok(())
    }
}
