//! Dossiers handed in, each with 20 files.

use super::http::encoded;
use super::server::{Server, World};
use super::{Figures, millis, quantile, series};
use crate::say::{Outcome, Trouble, While};

/// Hand-ins that count; the loader has made as many dossiers and a tenth more to warm up.
const REQUESTS: u32 = 30;

/// CPU of one, milliseconds.
const CPU: f64 = 50.0;

/// Freezes the version, its hash, the receipt and its mail, over HTTP.
pub fn measure(server: &Server, world: &World, figures: &mut Figures) -> Outcome {
    // Everybody has signed in before the first hands in: passwords are slow on purpose.
    let senders = world.known["senders"].as_array().map_or(0, Vec::len);
    let mut waiting = Vec::with_capacity(senders);
    for n in 0..senders {
        let client = world.sign_in(server, &format!("/senders/{n}/email"))?;
        waiting.push((client, world.text(&format!("/senders/{n}/dossier"))?));
    }
    let mut run = series(server, REQUESTS, || {
        let (mut client, id) =
            waiting.pop().ok_or("there are too few dossiers").doing("hand in")?;
        let answer = client.post("/api/application/submit", &format!("id={}", encoded(id)))?;
        if answer.status >= 400 {
            let why = answer.text();
            return Err(Trouble::new(format!("A dossier is refused ({}): {why}", answer.status)));
        }
        Ok(())
    })?;
    figures.tell("submit.cpu", millis(run.cpu), "ms", Some(CPU));
    figures.tell("submit.p50", millis(quantile(&mut run.times, 0.5)), "ms", None);
    figures.tell("submit.p99", millis(quantile(&mut run.times, 0.99)), "ms", None);
    Ok(())
}
