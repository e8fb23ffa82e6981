//! A page without data of its own.

use super::http::{Client, ENCODINGS};
use super::server::Server;
use super::{Figures, millis, quantile, series};
use crate::say::Outcome;

/// Requests that count.
const REQUESTS: u32 = 400;

/// CPU and time of a public page; for information.
pub fn measure(server: &Server, name: &str, path: &str, figures: &mut Figures) -> Outcome {
    let mut client = Client::new(server.addr);
    let mut run = series(server, REQUESTS, || {
        client.get(path, &[("accept", "text/html"), ("accept-encoding", ENCODINGS)]).map(drop)
    })?;
    figures.tell(&format!("{name}.cpu"), millis(run.cpu), "ms", None);
    figures.tell(&format!("{name}.p50"), millis(quantile(&mut run.times, 0.5)), "ms", None);
    figures.tell(&format!("{name}.p99"), millis(quantile(&mut run.times, 0.99)), "ms", None);
    Ok(())
}
