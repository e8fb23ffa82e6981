//! Reminds before deadlines.

use std::time::Duration;

use async_trait::async_trait;
use service::Service;
use tokio::sync::watch;

use super::Job;

/// The job.
pub struct Remind(pub Service);

#[async_trait]
impl Job for Remind {
    fn name(&self) -> &'static str {
        "remind"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(10 * 60)
    }

    fn woken_by(&self) -> Option<&'static str> {
        Some("season")
    }

    async fn turn(&self, _: &watch::Receiver<bool>) -> service::Result<()> {
        let reminded = self.0.remind().await?;
        if reminded > 0 {
            tracing::info!("reminded the writers of {reminded} dossiers");
        }
        let reminded = self.0.remind_units().await?;
        if reminded > 0 {
            tracing::info!("reminded of what waits at {reminded} recommending units");
        }
        let told = self.0.tell_not_recommended().await?;
        if told > 0 {
            tracing::info!("told the writers of {told} dossiers that they were not recommended");
        }
        let reminded = self.0.remind_follow_ups().await?;
        if reminded > 0 {
            tracing::info!("reminded the holders of {reminded} titles of their reports");
        }
        Ok(())
    }
}
