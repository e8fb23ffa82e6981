//! From a sealed sheet to every open board.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::http::encoded;
use super::server::{Server, World};
use super::watchers::{Watcher, watchers};
use super::{Figures, millis, quantile};
use crate::say::{Outcome, Trouble, While};

/// Boards that are open. A row is awaited on those that show it.
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
    /// The rows of an event, and when they were there.
    Told(Instant, String),
    /// It cannot go on.
    Broken(Trouble),
}

/// Opens the boards, seals one sheet after the other and waits each time for every board.
pub fn measure(server: &Server, world: &World, figures: &mut Figures) -> Outcome {
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
    let boards = watchers(world, std::slice::from_ref(server), BOARDS)?;
    let shown: Vec<_> = boards.iter().map(|board| board.shows.clone()).collect();
    let (tell, hear) = channel();
    for watcher in boards {
        let tell = tell.clone();
        std::thread::spawn(move || board(watcher, &tell));
    }
    drop(tell);
    let mut open = 0;
    while open < BOARDS {
        match news(&hear)? {
            News::Open => open += 1,
            News::Told(..) => {}
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
        let (mut there, all) = (0, shown.iter().filter(|of| of.contains(*dossier)).count());
        while there < all {
            match news(&hear)? {
                News::Told(at, delta) if delta.contains(&row) && delta.contains(&who) => {
                    there += 1;
                    if n >= WARM {
                        samples.push(at.duration_since(start));
                    }
                }
                News::Broken(trouble) => return Err(trouble),
                // An event about something else.
                News::Told(..) | News::Open => {}
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

/// What an open board does in the browser: hear that something changed, take the rows that come along.
fn board(watcher: Watcher, tell: &Sender<News>) {
    let work = || -> Outcome {
        let mut events = watcher.client.events(&watcher.stream)?;
        while let Some((event, data)) = events.next().doing("read the live stream")? {
            let at = Instant::now();
            let news = match event.as_str() {
                "hello" => News::Open,
                "board" => News::Told(at, data),
                _ => continue,
            };
            if tell.send(news).is_err() {
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
