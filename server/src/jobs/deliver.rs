//! Sends what waits in the outbox.

use std::time::Duration;

use async_trait::async_trait;
use service::Service;
use service::rooms::mail::outbox::Outcome;
use tokio::sync::watch;

use super::Job;
use crate::mail::Mailer;

/// The job: every mail that is due, one after the other.
pub struct Deliver {
    /// The outbox.
    pub service: Service,
    /// The way out.
    pub mailer: Mailer,
}

#[async_trait]
impl Job for Deliver {
    fn name(&self) -> &'static str {
        "deliver"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(15)
    }

    fn woken_by(&self) -> Option<&'static str> {
        Some("mail")
    }

    async fn turn(&self, stopped: &watch::Receiver<bool>) -> service::Result<()> {
        while !*stopped.borrow() {
            let Some(parcel) = self.service.claim_mail().await? else { break };
            let sent = self.mailer.send(&parcel).await;
            let given_up = self.service.settle_mail(&parcel, &sent.outcome).await?;
            // Identifiers only: addresses are personal data, and what a server answers may
            // repeat them; the whole answer stands in the outbox.
            match &sent.outcome {
                Outcome::Sent => tracing::info!("mail {} sent{}", parcel.name, sent.note),
                Outcome::Later(_) if !given_up => {
                    tracing::warn!(
                        "mail {} not sent, to be tried again: {}",
                        parcel.name,
                        sent.note
                    );
                }
                Outcome::Later(_) | Outcome::Never(_) => {
                    tracing::error!("mail {} given up: {}", parcel.name, sent.note);
                }
            }
            if sent.unreachable {
                // The others would fare no better, and each would lose a try.
                break;
            }
        }
        Ok(())
    }
}
