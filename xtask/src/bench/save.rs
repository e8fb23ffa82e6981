//! A dossier page saved in the background while it is being written.

use serde_json::Value;

use super::http::{encoded, good};
use super::server::{Server, World};
use super::{Figures, millis, quantile, series};
use crate::say::{Outcome, Trouble, While};

/// Saves that count, of each page.
const REQUESTS: u32 = 200;

/// CPU of one save, milliseconds.
const CPU: f64 = 5.0;

/// The nine sections of the report, the longest page there is, and the title page.
pub fn measure(server: &Server, world: &World, figures: &mut Figures) -> Outcome {
    let mut client = world.sign_in(server, "/writer/email")?;
    let dossier = world.text("/writer/dossier")?;
    let pages = world.known["writer"]["pages"]
        .as_object()
        .ok_or("the loader names no pages")
        .doing("save a page")?;
    for (page, answers) in pages {
        let answers: Vec<(&String, &str)> = answers
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(key, value)| Some((key, value.as_str()?)))
            .collect();
        // The revision the loader left; every save is answered with the next.
        let mut base = 1_i64;
        let mut n = 0_u64;
        let mut run = series(server, REQUESTS, || {
            n += 1;
            let mut form = format!("id={}&page={page}&base={base}", encoded(dossier));
            for (i, (key, value)) in answers.iter().enumerate() {
                // One answer changes each time, as when somebody types.
                let typed = if i == 0 { format!("{value}{n}") } else { (*value).to_owned() };
                form.push_str(&format!("&a%5B{}%5D={}", encoded(key), encoded(&typed)));
            }
            let answer = good("autosave", client.post("/api/application/autosave", &form)?, 200)?;
            let saved: Value = serde_json::from_slice(&answer.body).doing("read what was saved")?;
            if saved["conflicts"].as_array().is_some_and(|conflicts| !conflicts.is_empty()) {
                return Err(Trouble::new("A save ran into a conflict with the one before."));
            }
            base = saved["revision"]
                .as_i64()
                .ok_or("there is no revision in it")
                .doing("read what was saved")?;
            Ok(())
        })?;
        figures.tell(&format!("save.{page}.cpu"), millis(run.cpu), "ms", Some(CPU));
        figures.tell(
            &format!("save.{page}.p50"),
            millis(quantile(&mut run.times, 0.5)),
            "ms",
            None,
        );
        figures.tell(
            &format!("save.{page}.p99"),
            millis(quantile(&mut run.times, 0.99)),
            "ms",
            None,
        );
    }
    Ok(())
}
