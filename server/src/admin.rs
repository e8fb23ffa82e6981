//! The operator's own listener: figures, whether the program lives, whether it can do its work. It belongs on
//! an address that the public does not reach.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use service::Service;
use service::rooms::mail::outbox::Pulse;
use store::Database;

use crate::config::Config;
use crate::metrics::Metrics;

/// Longer than this no question to the database takes here: whoever asks asks again.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is looked at.
#[derive(Clone)]
pub struct Admin {
    /// The figures.
    pub metrics: Arc<Metrics>,
    /// The database.
    pub database: Arc<Database>,
    /// The verbs.
    pub service: Service,
    /// What lies on a disk: its name and where.
    places: Vec<(&'static str, PathBuf)>,
    disk_min: u64,
    /// Whether contents of files are in the backups.
    contents: bool,
}

impl Admin {
    /// What a server of this configuration looks at.
    pub fn new(
        config: &Config,
        metrics: Arc<Metrics>,
        database: Arc<Database>,
        service: Service,
    ) -> Self {
        let mut places = vec![("files", config.files.clone())];
        if let Some(file) = store::file(&config.database_url) {
            places.push(("database", file));
        }
        let (disk_min, contents) = (config.disk_min, config.s3.is_none());
        Self { metrics, database, service, places, disk_min, contents }
    }

    /// The routes.
    pub fn router(self) -> Router {
        Router::new()
            .route("/metrics", get(metrics))
            .route("/health", get(|| async { "ok\n" }))
            .route("/ready", get(ready))
            .with_state(self)
    }

    /// Why this server cannot do its work; empty when it can.
    async fn lacks(&self) -> Vec<String> {
        let mut lacks = Vec::new();
        match tokio::time::timeout(PATIENCE, self.database.current()).await {
            // Within a step of the version it goes on: whoever sends visitors by this must not lose both servers
            // while one of them is replaced.
            Ok(Ok(later)) => self.metrics.newer(later.is_some()),
            Ok(Err(line)) => lacks.push(line),
            Err(_) => lacks.push("the database does not answer".into()),
        }
        for (of, place) in &self.places {
            let Some(free) = free(place) else { continue };
            self.metrics.free(of, free);
            if free < self.disk_min {
                let (free, min) = (free / 1024 / 1024, self.disk_min / 1024 / 1024);
                lacks.push(format!("{free} MiB are free for {of}, less than {min}"));
            }
        }
        lacks
    }

    async fn pulse(&self) -> Option<Pulse> {
        tokio::time::timeout(PATIENCE, self.service.pulse()).await.ok()?.ok()
    }
}

/// All figures.
async fn metrics(State(admin): State<Admin>) -> Response {
    let pulse = admin.pulse().await;
    if let Ok(Ok(later)) = tokio::time::timeout(PATIENCE, admin.database.current()).await {
        admin.metrics.newer(later.is_some());
    }
    admin.metrics.stands(admin.database.readers(), pulse, admin.contents);
    for (of, place) in &admin.places {
        if let Some(free) = free(place) {
            admin.metrics.free(of, free);
        }
    }
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], admin.metrics.text()).into_response()
}

/// `ready`, or a line for each reason why not.
async fn ready(State(admin): State<Admin>) -> Response {
    let lacks = admin.lacks().await;
    if lacks.is_empty() {
        return "ready\n".into_response();
    }
    let lines: String = lacks.iter().map(|line| format!("{line}\n")).collect();
    tracing::warn!("not ready: {}", lacks.join("; "));
    (StatusCode::SERVICE_UNAVAILABLE, lines).into_response()
}

/// Bytes a user without privileges may still write where something lies, or will lie.
#[cfg(unix)]
pub(crate) fn free(place: &Path) -> Option<u64> {
    let there = place.ancestors().find(|p| p.exists()).unwrap_or(Path::new("."));
    let disk = rustix::fs::statvfs(there).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Where it cannot be asked for, nobody is warned.
#[cfg(not(unix))]
pub(crate) fn free(_: &Path) -> Option<u64> {
    None
}
