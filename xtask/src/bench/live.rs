//! From a sealed sheet to every open board.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::http::{Client, encoded};
use super::server::{Server, World};
use super::{Figures, millis, quantile};
use crate::say::{Outcome, Trouble, While};

/// Boards that are open.
const BOARDS: usize = 200;
/// Sheets that are sealed, the first of them to warm up.
const SEALS: usize = 26;
const WARM: usize = 2;
/// Time within which 99 of 100 boards hold the changed row, milliseconds.
const P99: f64 = 200.0;
/// How long the slowest board may take before the measurement is given up.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a board has to say.
enum News {
    /// The stream is open.
    Open,
    /// What was fetched after an event, and when it was there.
    Fetched(Instant, String),
    /// It cannot go on.
    Broken(Trouble),
}

/// Opens the boards, seals one sheet after the other and waits each time for every board.
pub fn measure(server: &Server, world: &World, figures: &mut Figures) -> Outcome {
    let mut chair = world.sign_in(server, "/chair")?;
    let mut expert = world.sign_in(server, "/expert/email")?;
    let dossiers: Vec<&str> = world.known["expert"]["dossiers"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if dossiers.len() < SEALS {
        return Err(Trouble::new(format!(
            "The expert has {} sheets left; {SEALS} are needed.",
            dossiers.len()
        )));
    }
    let picture: Value = serde_json::from_slice(&chair.get("/api/review/board", &[])?.body)
        .doing("read the board")?;
    let as_of =
        picture["board"]["a"].as_i64().ok_or("the board has no moment").doing("read the board")?;
    let (tell, hear) = channel();
    for _ in 0..BOARDS {
        let (stream, fetch, tell) = (chair.another(), chair.another(), tell.clone());
        std::thread::spawn(move || board(stream, fetch, as_of, &tell));
    }
    drop(tell);
    let mut open = 0;
    while open < BOARDS {
        match news(&hear)? {
            News::Open => open += 1,
            News::Fetched(..) => {}
            News::Broken(trouble) => return Err(trouble),
        }
    }
    let sheet = sheet(&world.known["expert"]["sheet"]);
    let who = format!("\"e\":\"{}\"", world.text("/expert/id")?);
    let mut samples = Vec::with_capacity(BOARDS * SEALS);
    for (n, dossier) in dossiers.iter().take(SEALS).enumerate() {
        let row = format!("\"d\":\"{dossier}\"");
        let start = Instant::now();
        let answer = expert
            .post("/api/review/seal", &format!("id={}&seal=yes&{sheet}", encoded(dossier)))?;
        if answer.status >= 400 {
            return Err(Trouble::new(format!(
                "A sheet could not be sealed ({}): {}",
                answer.status,
                answer.text()
            )));
        }
        let mut there = 0;
        while there < BOARDS {
            match news(&hear)? {
                News::Fetched(at, delta) if delta.contains(&row) && delta.contains(&who) => {
                    there += 1;
                    if n >= WARM {
                        samples.push(at.duration_since(start));
                    }
                }
                News::Broken(trouble) => return Err(trouble),
                // An event about something else.
                News::Fetched(..) | News::Open => {}
            }
        }
    }
    figures.tell("live.p50", millis(quantile(&mut samples, 0.5)), "ms", None);
    figures.tell("live.p99", millis(quantile(&mut samples, 0.99)), "ms", Some(P99));
    figures.tell("live.max", millis(quantile(&mut samples, 1.0)), "ms", None);
    Ok(())
}

fn news(hear: &Receiver<News>) -> Outcome<News> {
    hear.recv_timeout(PATIENCE).map_err(|_| {
        Trouble::new(format!(
            "Not every board heard of a sealed sheet within {} s.",
            PATIENCE.as_secs()
        ))
    })
}

/// What an open board does in the browser: hear that something changed, fetch what.
fn board(stream: Client, mut fetch: Client, as_of: i64, tell: &Sender<News>) {
    let mut since = as_of;
    let work = || -> Outcome {
        let mut events = stream.events("/live")?;
        while let Some((event, _)) = events.next().doing("read the live stream")? {
            if event == "hello" {
                let _ = tell.send(News::Open);
                continue;
            }
            let answer = fetch.get(
                &format!("/api/review/delta?since={since}"),
                &[("accept", "application/json")],
            )?;
            let at = Instant::now();
            let text = answer.text();
            let delta: Value = serde_json::from_str(&text).doing("read what changed")?;
            since = delta["a"].as_i64().unwrap_or(since);
            if tell.send(News::Fetched(at, text)).is_err() {
                return Ok(());
            }
        }
        Err(Trouble::new("The live stream ended."))
    };
    if let Err(trouble) = work() {
        let _ = tell.send(News::Broken(trouble));
    }
}

/// The sheet's fields as the page posts them.
pub(super) fn sheet(form: &Value) -> String {
    let group = |name: &str| -> Vec<String> {
        let entries = form[name].as_object().into_iter().flatten();
        entries
            .filter_map(|(key, value)| {
                Some(format!("{name}%5B{}%5D={}", encoded(key), encoded(value.as_str()?)))
            })
            .collect()
    };
    let mut fields = group("scores");
    fields.extend(group("comments"));
    fields.push(format!("overall={}", encoded(form["overall"].as_str().unwrap_or_default())));
    fields.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_posted_field_by_field() {
        let form = serde_json::json!({ "scores": { "a.b": "7.5" }, "comments": { "a": "好" }, "overall": "o k" });
        assert_eq!(sheet(&form), "scores%5Ba.b%5D=7.5&comments%5Ba%5D=%E5%A5%BD&overall=o%20k");
    }
}
