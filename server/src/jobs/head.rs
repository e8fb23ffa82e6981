//! Publishes the head of the journal, once a day.

use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use service::{Fault, Service};
use tokio::sync::watch;

use super::Job;
use crate::archive::Key;

/// The job.
pub struct PublishHead {
    /// The journal.
    pub service: Service,
    /// File with the key it is signed with.
    pub key: PathBuf,
}

#[async_trait]
impl Job for PublishHead {
    fn name(&self) -> &'static str {
        "journal-head"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(10 * 60)
    }

    async fn turn(&self, _: &watch::Receiver<bool>) -> service::Result<()> {
        // Read each time: it may be replaced while the server runs.
        let key = Key::of(&self.key).map_err(Fault::new)?;
        if self.service.publish_head(&key).await? {
            tracing::info!("the head of the journal is published");
        }
        Ok(())
    }
}
