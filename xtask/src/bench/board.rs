//! The chair's board of the whole committee: 1,000 applications, five reviews each.

use super::http::ENCODINGS;
use super::server::{Server, World};
use super::{Figures, millis, quantile, series};
use crate::say::Outcome;

/// Requests that count, of each kind.
const REQUESTS: u32 = 200;

/// CPU of one board, milliseconds.
const CPU: f64 = 25.0;
/// Bytes of one board on the wire.
const BYTES: f64 = 150_000.0;

/// The page as it is first opened, and the data as a board fetches it anew.
pub fn measure(server: &Server, world: &World, figures: &mut Figures) -> Outcome {
    let mut client = world.sign_in(server, "/chair")?;
    for (name, path, accept) in [
        ("board.page", "/review/board", "text/html"),
        ("board.data", "/api/review/board", "application/json"),
    ] {
        let mut bytes = 0;
        let mut run = series(server, REQUESTS, || {
            bytes =
                client.get(path, &[("accept", accept), ("accept-encoding", ENCODINGS)])?.body.len();
            Ok(())
        })?;
        figures.tell(&format!("{name}.cpu"), millis(run.cpu), "ms", Some(CPU));
        #[allow(clippy::cast_precision_loss)] // far below 2^52
        figures.tell(&format!("{name}.bytes"), bytes as f64, "B", Some(BYTES));
        figures.tell(&format!("{name}.p50"), millis(quantile(&mut run.times, 0.5)), "ms", None);
        figures.tell(&format!("{name}.p99"), millis(quantile(&mut run.times, 0.99)), "ms", None);
    }
    Ok(())
}
