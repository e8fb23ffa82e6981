//! Work lists of 1,000 applications.

use super::http::ENCODINGS;
use super::server::{Server, World};
use super::{Figures, millis, quantile, series};
use crate::say::Outcome;

/// Requests that count, of each list.
const REQUESTS: u32 = 100;
/// CPU of one list, milliseconds.
const CPU: f64 = 25.0;

/// Name of the figure, whose list, where.
const LISTS: [(&str, &str, &str); 5] = [
    ("lists.recommendation", "/unit", "/recommendation"),
    ("lists.formality", "/office", "/formality"),
    ("lists.duplicates", "/office", "/formality/duplicates"),
    ("lists.assignment", "/office", "/committee/assignment"),
    ("lists.review", "/expert/email", "/review"),
];

/// Each page as it is first opened.
pub fn measure(server: &Server, world: &World, figures: &mut Figures) -> Outcome {
    for (name, who, path) in LISTS {
        let mut client = world.sign_in(server, who)?;
        let mut bytes = 0;
        let mut run = series(server, REQUESTS, || {
            bytes = client
                .get(path, &[("accept", "text/html"), ("accept-encoding", ENCODINGS)])?
                .body
                .len();
            Ok(())
        })?;
        figures.tell(&format!("{name}.cpu"), millis(run.cpu), "ms", Some(CPU));
        #[allow(clippy::cast_precision_loss)] // far below 2^52
        figures.tell(&format!("{name}.bytes"), bytes as f64, "B", None);
        figures.tell(&format!("{name}.p50"), millis(quantile(&mut run.times, 0.5)), "ms", None);
        figures.tell(&format!("{name}.p99"), millis(quantile(&mut run.times, 0.99)), "ms", None);
    }
    Ok(())
}
