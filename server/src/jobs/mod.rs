//! What the server does without being asked: one place for periodic work. Each job runs in a
//! task of its own, at once when the server starts, then ever again; a job that fails or
//! panics is logged and tried at its next turn. All end with the server.
//!
//! Several servers may run on one database, so a job must bear company: what is to be done
//! once is claimed in the database (as mails are) or noted there (as reminders are).

mod compare;
mod deliver;
mod files;
mod follow;
mod head;
mod notice;
mod remind;
mod walk;

use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::views::system::Ended;
use futures::FutureExt;
use service::Service;
use service::ports::Bell;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::task::JoinSet;

pub use compare::Compare;
pub use deliver::Deliver;
pub use files::{Contents, Rescan, Sweep};
pub use follow::Follow;
pub use head::PublishHead;
pub use notice::Notices;
pub use remind::Remind;
pub use walk::Walk;

use crate::mail::Mailer;
use crate::metrics::Metrics;

/// How long a job may go on after the server was told to end.
const GRACE: Duration = Duration::from_secs(10);

/// Periodic work.
#[async_trait]
pub trait Job: Send + Sync + 'static {
    /// For the log.
    fn name(&self) -> &'static str;
    /// From the end of one turn to the next.
    fn every(&self) -> Duration;
    /// A bell of this room begins the next turn at once.
    fn woken_by(&self) -> Option<&'static str> {
        None
    }
    /// One turn. Long ones look at `stopped` between steps.
    async fn turn(&self, stopped: &watch::Receiver<bool>) -> service::Result<()>;
}

/// The jobs of a running server.
pub struct Jobs(JoinSet<()>);

impl Jobs {
    /// Starts them all. Without a mailer mail waits in the outbox; without a file with a key no head of the
    /// journal is published.
    pub fn start(
        service: &Service,
        mailer: Option<Mailer>,
        key: Option<PathBuf>,
        rehearsal: bool,
        metrics: &Arc<Metrics>,
        stopped: &watch::Receiver<bool>,
    ) -> Self {
        let mut jobs: Vec<Box<dyn Job>> = vec![
            Box::new(Remind(service.clone())),
            Box::new(Rescan(service.clone())),
            Box::new(Sweep(service.clone())),
            Box::new(Contents { service: service.clone(), metrics: metrics.clone() }),
            Box::new(Compare(service.clone())),
            Box::new(Notices(service.clone())),
            Box::new(Walk(service.clone())),
        ];
        if rehearsal {
            jobs.push(Box::new(Follow(service.clone())));
        } else if let Some(key) = key {
            // The journal of a rehearsal is a copy that goes its own way.
            jobs.push(Box::new(PublishHead { service: service.clone(), key }));
        }
        if let Some(mailer) = mailer {
            jobs.push(Box::new(Deliver { service: service.clone(), mailer }));
        }
        let mut set = JoinSet::new();
        for job in jobs {
            metrics.begun_job(job.name(), job.every());
            set.spawn(repeat(job, service.store.bells(), metrics.clone(), stopped.clone()));
        }
        Self(set)
    }

    /// Waits until all have ended, which they do when the server stops.
    pub async fn ended(mut self) {
        while let Some(one) = self.0.join_next().await {
            if let Err(e) = one {
                tracing::error!("a job ended badly: {e}");
            }
        }
    }
}

/// Turn after turn until the server stops.
async fn repeat(
    job: Box<dyn Job>,
    mut bells: broadcast::Receiver<Bell>,
    metrics: Arc<Metrics>,
    mut stopped: watch::Receiver<bool>,
) {
    while !*stopped.borrow() {
        // What rings during the turn begins another one.
        let turn = AssertUnwindSafe(job.turn(&stopped)).catch_unwind();
        let mut stop = stopped.clone();
        let late = async {
            // An error means that the server is gone already.
            let _ = stop.wait_for(|s| *s).await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            outcome = turn => {
                let ended = match outcome {
                    Ok(Ok(())) => Ended::Done,
                    Ok(Err(e)) => {
                        tracing::error!("job {}: {e}", job.name());
                        Ended::Failed
                    }
                    Err(_) => {
                        tracing::error!("job {} panicked", job.name());
                        Ended::Panicked
                    }
                };
                metrics.turned(job.name(), ended);
            }
            () = late => {
                tracing::warn!("job {} was broken off: the server ends", job.name());
                return;
            }
        }
        tokio::select! {
            _ = stopped.wait_for(|s| *s) => {}
            () = tokio::time::sleep(job.every()) => {}
            () = rung(&mut bells, job.woken_by()) => {}
        }
    }
}

/// Returns when the job's bell rings; never, when there is none.
async fn rung(bells: &mut broadcast::Receiver<Bell>, room: Option<&'static str>) {
    let Some(room) = room else { return std::future::pending().await };
    loop {
        match bells.recv().await {
            Ok(bell) if bell.room == room || bell.room == "resync" => return,
            Ok(_) => {}
            // Something was missed: look rather than wait.
            Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => return std::future::pending().await,
        }
    }
}
