//! Files: forgets uploads that were not ended, and has files looked at again that arrived while
//! the scanner was away.

use std::time::Duration;

use async_trait::async_trait;
use service::Service;
use tokio::sync::watch;

use super::Job;

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

/// Forgets uploads that were not ended.
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
        let forgotten = self.0.expire_uploads().await?;
        if forgotten > 0 {
            tracing::info!("{forgotten} uploads that were not ended are forgotten");
        }
        Ok(())
    }
}
