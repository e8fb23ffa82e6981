//! Opens a notice at the moment that was planned, reminds of the consultation and of statements, tells the Office that it or a
//! notice is over and the association that a hearing is, and has evidence that is held looked at again. A notice closes without
//! it, by the clock.

use std::time::Duration;

use async_trait::async_trait;
use service::Service;
use tokio::sync::watch;

use super::Job;

/// The job.
pub struct Notices(pub Service);

#[async_trait]
impl Job for Notices {
    fn name(&self) -> &'static str {
        "notice"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(60)
    }

    fn woken_by(&self) -> Option<&'static str> {
        Some("season")
    }

    async fn turn(&self, _: &watch::Receiver<bool>) -> service::Result<()> {
        if self.0.open_planned_notice().await? {
            tracing::info!("the moment came for which a public notice was planned");
        }
        if self.0.tell_closed_notice().await? {
            tracing::info!("a public notice is over; the Office was told");
        }
        if self.0.remind_consultation().await? {
            tracing::info!("news of the consultation were told");
        }
        let told = self.0.remind_hearings().await?;
        if told > 0 {
            tracing::info!("said of {told} cases that a hearing ends soon, or is over");
        }
        self.0.rescan_evidence().await?;
        Ok(())
    }
}
