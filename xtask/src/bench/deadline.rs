//! The last minute before applications close (Art. 16): 300 complete and signed dossiers are handed in while
//! their writers look at 2,000 pages.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::http::{Client, ENCODINGS, encoded};
use super::server::{Built, Server, World};
use super::{Figures, millis, quantile};
use crate::say::{self, Outcome, Trouble, While};

/// Dossiers that are handed in.
const SENT: usize = 300;
/// Pages that are looked at.
const VIEWS: usize = 2_000;
/// Time in which it happens.
const SPAN: Duration = Duration::from_secs(60);
/// People whose requests may be under way at the same time.
const PEOPLE: usize = 48;
/// Time within which 99 of 100 are answered, milliseconds.
const P99: f64 = 250.0;

/// What somebody does.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Deed {
    Send { dossier: String },
    View { path: String },
}

/// Who does it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Task {
    session: String,
    deed: Deed,
}

/// How long it took, and whether something was handed in.
type Took = (bool, Duration);

/// On SQLite, then on PostgreSQL with two servers.
pub fn measure(built: &Built, figures: &mut Figures) -> Outcome {
    let world = World::of(built, None, "deadline")?;
    one(&world, &[world.serve(built)?], "deadline.sqlite", figures)?;
    let postgres = crate::postgres::own()?;
    let world = World::of(built, Some(postgres.url.clone()), "deadline")?;
    one(&world, &[world.serve(built)?, world.serve(built)?], "deadline.postgres", figures)
}

fn one(world: &World, servers: &[Server], name: &str, figures: &mut Figures) -> Outcome {
    let writers = writers(&world.known)?;
    let (late, warm) = writers.split_at(SENT.min(writers.len()));
    if late.len() < SENT {
        return Err(Trouble::new(format!("{} dossiers are ready; {SENT} are needed.", late.len())));
    }
    // Everything has been drawn once, and something handed in, before the minute begins.
    for (n, (session, dossier)) in warm.iter().enumerate() {
        let mut client = Client::new(servers[n % servers.len()].addr);
        for path in pages(dossier) {
            act(&mut client, &Task { session: session.clone(), deed: Deed::View { path } })?;
        }
        let deed = Deed::Send { dossier: dossier.clone() };
        act(&mut client, &Task { session: session.clone(), deed })?;
    }
    let before = servers.iter().map(Server::cpu).sum::<Outcome<Duration>>()?;
    let tasks = Arc::new(tasks(late));
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let (tell, hear) = channel();
    for k in 0..PEOPLE {
        let (tasks, next, tell) = (tasks.clone(), next.clone(), tell.clone());
        let addr = servers[k % servers.len()].addr;
        std::thread::spawn(move || {
            let _ = tell.send(work(addr, &tasks, &next, start));
        });
    }
    drop(tell);
    let mut took: Vec<Took> = Vec::with_capacity(tasks.len());
    for done in hear {
        took.extend(done?);
    }
    let span = start.elapsed();
    let cpu = servers.iter().map(Server::cpu).sum::<Outcome<Duration>>()?.saturating_sub(before);
    for (kind, is_sent) in [("submit", true), ("page", false)] {
        let mut times: Vec<Duration> =
            took.iter().filter(|t| t.0 == is_sent).map(|t| t.1).collect();
        let figure = |what: &str| format!("{name}.{kind}.{what}");
        figures.tell(&figure("n"), count(times.len()), "", None);
        figures.tell(&figure("p50"), millis(quantile(&mut times, 0.5)), "ms", None);
        figures.tell(&figure("p99"), millis(quantile(&mut times, 0.99)), "ms", Some(P99));
        figures.tell(&figure("max"), millis(quantile(&mut times, 1.0)), "ms", None);
    }
    figures.tell(&format!("{name}.span"), span.as_secs_f64(), "s", None);
    figures.tell(&format!("{name}.cpu"), cpu.as_secs_f64(), "s", None);
    figures.tell(
        &format!("{name}.memory"),
        servers.iter().map(Server::memory).sum::<Outcome<f64>>()?,
        "MB",
        None,
    );
    kept(&servers[0], late)
}

#[allow(clippy::cast_precision_loss, reason = "far below 2^52")]
fn count(n: usize) -> f64 {
    n as f64
}

/// Session and dossier of everybody who has only to hand in.
fn writers(known: &Value) -> Outcome<Vec<(String, String)>> {
    let all = known["writers"].as_array().into_iter().flatten();
    let text = |v: &Value, key: &str| v[key].as_str().map(str::to_owned);
    all.map(|w| Some((text(w, "session")?, text(w, "dossier")?)))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| Trouble::new("The loader says nothing of its writers."))
}

/// Pages that somebody looks at before and after.
fn pages(dossier: &str) -> [String; 6] {
    let of = |page: &str| format!("/application/{dossier}{page}");
    [of(""), of("/check"), of("/report"), of("/title"), "/application".into(), "/".into()]
}

/// Everything in the order in which it is due: what is handed in spread evenly among the views.
fn tasks(late: &[(String, String)]) -> Vec<Task> {
    let all = SENT + VIEWS;
    let (mut sent, mut viewed) = (0, 0);
    (0..all)
        .map(|n| {
            if (n + 1) * SENT / all > sent {
                let (session, dossier) = &late[sent];
                sent += 1;
                let deed = Deed::Send { dossier: dossier.clone() };
                return Task { session: session.clone(), deed };
            }
            // Everybody in turn, each time another page.
            let (session, dossier) = &late[viewed * 7 % late.len()];
            let path = pages(dossier)[viewed % 6].clone();
            viewed += 1;
            Task { session: session.clone(), deed: Deed::View { path } }
        })
        .collect()
}

/// Does one thing after the other, each when it is due; a late answer makes the next ones late, and that
/// counts.
fn work(
    addr: std::net::SocketAddr,
    tasks: &[Task],
    next: &AtomicUsize,
    start: Instant,
) -> Outcome<Vec<Took>> {
    let mut took = Vec::new();
    let mut client = Client::new(addr);
    let step = SPAN / u32::try_from(tasks.len()).unwrap_or(u32::MAX);
    loop {
        let n = next.fetch_add(1, Ordering::Relaxed);
        let Some(task) = tasks.get(n) else { return Ok(took) };
        let due = start + step * u32::try_from(n).unwrap_or(u32::MAX);
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        act(&mut client, task)?;
        took.push((matches!(task.deed, Deed::Send { .. }), due.elapsed()));
    }
}

fn act(client: &mut Client, task: &Task) -> Outcome {
    client.enter_as(&task.session);
    match &task.deed {
        Deed::View { path } => {
            client.get(path, &[("accept", "text/html"), ("accept-encoding", ENCODINGS)])?;
        }
        Deed::Send { dossier } => {
            let form = format!("id={}", encoded(dossier));
            let answer = client.post("/api/application/submit", &form)?;
            if answer.status >= 400 {
                let why = answer.text();
                return Err(Trouble::new(format!(
                    "A dossier is refused ({}): {why}",
                    answer.status
                )));
            }
        }
    }
    Ok(())
}

/// Everything that was acknowledged has its receipt for whoever asks afterwards.
fn kept(server: &Server, late: &[(String, String)]) -> Outcome {
    let mut client = Client::new(server.addr);
    for (session, dossier) in late {
        client.enter_as(session);
        let receipt =
            client.get(&format!("/api/application/receipt?id={}", encoded(dossier)), &[])?;
        let read: Value = serde_json::from_slice(&receipt.body).doing("read a receipt")?;
        if read["receipt"]["sha256"].as_str().is_none_or(|hash| hash.len() != 64) {
            return Err(Trouble::new(format!("The receipt of {dossier} is none.")));
        }
    }
    say::step(format_args!("{} receipts are there", late.len()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_in_is_spread_among_what_is_looked_at() {
        let late: Vec<(String, String)> =
            (0..SENT).map(|n| (format!("s{n}"), format!("d{n}"))).collect();
        let tasks = tasks(&late);
        assert_eq!(tasks.len(), SENT + VIEWS);
        let sent: Vec<usize> =
            (0..tasks.len()).filter(|n| matches!(tasks[*n].deed, Deed::Send { .. })).collect();
        assert_eq!(sent.len(), SENT);
        assert!(sent.windows(2).all(|w| (7..=8).contains(&(w[1] - w[0]))));
        let first = Deed::Send { dossier: "d0".into() };
        assert_eq!(tasks[sent[0]], Task { session: "s0".into(), deed: first });
        let of_dossier = |t: &Task| match &t.deed {
            Deed::View { path } if path.starts_with("/application/") => {
                path.contains(&t.session.replace('s', "/d"))
            }
            _ => true,
        };
        assert!(tasks.iter().all(of_dossier), "nobody looks at another's");
    }
}
