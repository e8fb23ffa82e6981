//! What has to be done for files without anybody asking: forget uploads that were not ended, and
//! have files looked at again that arrived while the scanner was away.

use std::time::Duration;

use service::Service;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

/// Time between two rounds.
const ROUND: Duration = Duration::from_secs(60);
/// Rounds between two sweeps of uploads.
const SWEEP_EVERY: u32 = 60;

/// Runs until the server ends; the first round is at once.
pub async fn run(service: Service, mut stopped: watch::Receiver<bool>) {
    let mut clock = interval(ROUND);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for round in 0u32.. {
        tokio::select! {
            _ = clock.tick() => {}
            _ = stopped.changed() => return,
        }
        if round.is_multiple_of(SWEEP_EVERY) {
            match service.expire_uploads().await {
                Ok(0) => {}
                Ok(n) => tracing::info!("{n} uploads that were not ended are forgotten"),
                Err(e) => tracing::error!("sweeping uploads: {e}"),
            }
        }
        match service.rescan().await {
            Ok(0) => {}
            Ok(n) => tracing::info!("{n} held files were looked at"),
            Err(e) => tracing::error!("looking at held files: {e}"),
        }
    }
}
