//! A whole review in five minutes: 500 experts, each with a sheet open, seal 5,000 sheets while 200 boards are
//! open (Art. 19).

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::http::{Client, encoded};
use super::live::sheet;
use super::server::{Built, Server, World};
use super::watchers::{Watcher, watchers};
use super::{Figures, millis, quantile};
use crate::say::{self, Outcome, Trouble, While};

/// Boards that are open.
const BOARDS: usize = 200;
/// Experts who send at the same time.
const SENDERS: usize = 24;
/// Time in which all is sealed.
const SPAN: Duration = Duration::from_secs(300);
/// Time within which 99 of 100 seals are answered, and 99 of 100 scores seen on a board, milliseconds.
const P99: f64 = 200.0;
/// Memory may grow by this part between the first third and the end.
const GROWTH: f64 = 1.2;
/// How long the last score may be on its way before it counts as lost.
const PATIENCE: Duration = Duration::from_secs(30);

/// A sheet to seal.
struct Task {
    session: String,
    dossier: String,
    expert: String,
    sheet: Arc<str>,
}

/// What became of it.
#[derive(Default)]
struct Sealed {
    /// When it was due to be sent.
    due: OnceLock<Instant>,
}

/// Loads the world of the load and measures on SQLite, then on PostgreSQL with two servers.
pub fn measure(built: &Built, figures: &mut Figures) -> Outcome {
    let world = World::of(built, None, "load")?;
    one(&world, &[world.serve(built)?], "load.sqlite", figures)?;
    let postgres = crate::postgres::own()?;
    let world = World::of(built, Some(postgres.url.clone()), "load")?;
    one(&world, &[world.serve(built)?, world.serve(built)?], "load.postgres", figures)
}

fn one(world: &World, servers: &[Server], name: &str, figures: &mut Figures) -> Outcome {
    let tasks = tasks(&world.known)?;
    let all: HashMap<(String, String), usize> =
        tasks.iter().enumerate().map(|(n, t)| ((t.dossier.clone(), t.expert.clone()), n)).collect();
    let sealed: Arc<Vec<Sealed>> = Arc::new(tasks.iter().map(|_| Sealed::default()).collect());
    let seen = Arc::new(Seen { all, sealed: sealed.clone() });
    let boards = boards(world, servers, &seen)?;
    sheets(servers, &tasks)?;
    let start = Instant::now();
    let next = Arc::new(AtomicUsize::new(0));
    let tasks = Arc::new(tasks);
    let (tell, hear) = channel();
    for k in 0..SENDERS {
        let (tasks, next, tell, sealed) =
            (tasks.clone(), next.clone(), tell.clone(), sealed.clone());
        let addr = servers[k % servers.len()].addr;
        std::thread::spawn(move || {
            let _ = tell.send(send(addr, &tasks, &next, &sealed, start));
        });
    }
    drop(tell);
    std::thread::sleep(SPAN / 3);
    let early = memory(servers)?;
    let mut times = Vec::with_capacity(tasks.len());
    for sent in hear {
        times.extend(sent?);
    }
    let took = start.elapsed();
    // Each board tells once it has seen every score.
    let mut visible = Vec::with_capacity(tasks.len() * BOARDS);
    for _ in 0..BOARDS {
        visible.extend(boards.recv_timeout(PATIENCE).map_err(|_| {
            Trouble::new(format!(
                "Not every board has seen every score {} s after the last seal.",
                PATIENCE.as_secs()
            ))
        })??);
    }
    let late = memory(servers)?;
    figures.tell(&format!("{name}.seals"), count(times.len()), "sheets", None);
    figures.tell(&format!("{name}.span"), took.as_secs_f64(), "s", None);
    figures.tell(&format!("{name}.seal.p50"), millis(quantile(&mut times, 0.5)), "ms", None);
    figures.tell(&format!("{name}.seal.p99"), millis(quantile(&mut times, 0.99)), "ms", Some(P99));
    figures.tell(&format!("{name}.seal.max"), millis(quantile(&mut times, 1.0)), "ms", None);
    figures.tell(&format!("{name}.seen"), count(visible.len()), "scores on boards", None);
    figures.tell(&format!("{name}.seen.p50"), millis(quantile(&mut visible, 0.5)), "ms", None);
    figures.tell(
        &format!("{name}.seen.p99"),
        millis(quantile(&mut visible, 0.99)),
        "ms",
        Some(P99),
    );
    figures.tell(&format!("{name}.seen.max"), millis(quantile(&mut visible, 1.0)), "ms", None);
    figures.tell(&format!("{name}.memory"), late, "MB", None);
    figures.tell(&format!("{name}.memory.growth"), late / early, "", Some(GROWTH));
    let mut cpu = Duration::ZERO;
    for server in servers {
        cpu += server.cpu()?;
    }
    figures.tell(&format!("{name}.cpu"), cpu.as_secs_f64(), "s", None);
    kept(world, &servers[0], tasks.len())
}

/// Everything that was acknowledged is on the board of somebody who comes afterwards.
fn kept(world: &World, server: &Server, all: usize) -> Outcome {
    let mut chair = world.sign_in(server, "/chair")?;
    let board: Value = serde_json::from_slice(&chair.get("/api/review/board", &[])?.body)
        .doing("read the board")?;
    // A whole board writes the scores of a row as one list, expert and total in turn.
    let scores = board["board"]["r"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| row["s"].as_array().map_or(0, |flat| flat.len() / 2))
        .sum::<usize>();
    if scores == all {
        return Ok(());
    }
    Err(Trouble::new(format!("{all} sheets were sealed and the board holds {scores} scores.")))
}

#[allow(clippy::cast_precision_loss, reason = "far below 2^52")]
fn count(n: usize) -> f64 {
    n as f64
}

fn memory(servers: &[Server]) -> Outcome<f64> {
    servers.iter().map(Server::memory).sum()
}

/// All sheets, one of each expert after the other.
fn tasks(known: &Value) -> Outcome<Vec<Task>> {
    let text = |v: &Value, key: &str| v[key].as_str().map(str::to_owned);
    let mut queues = Vec::new();
    for expert in known["experts"].as_array().into_iter().flatten() {
        let (Some(id), Some(session)) = (text(expert, "id"), text(expert, "session")) else {
            return Err(Trouble::new("The loader says nothing of its experts."));
        };
        let sheet: Arc<str> = sheet(&expert["sheet"]).into();
        let dossiers = expert["dossiers"].as_array().into_iter().flatten();
        let task = |dossier: &Value| {
            Some(Task {
                session: session.clone(),
                dossier: dossier.as_str()?.to_owned(),
                expert: id.clone(),
                sheet: sheet.clone(),
            })
        };
        queues.push(dossiers.filter_map(task).collect::<Vec<_>>());
    }
    let mut all = Vec::new();
    while queues.iter().any(|queue| !queue.is_empty()) {
        all.extend(queues.iter_mut().filter_map(Vec::pop));
    }
    Ok(all)
}

/// Seals one sheet after the other, each when it is due; a late answer makes the next ones late, and
/// that counts.
fn send(
    addr: std::net::SocketAddr,
    tasks: &[Task],
    next: &AtomicUsize,
    sealed: &[Sealed],
    start: Instant,
) -> Outcome<Vec<Duration>> {
    let mut times = Vec::new();
    let mut client = Client::new(addr);
    let step = SPAN / u32::try_from(tasks.len().max(1)).unwrap_or(u32::MAX);
    loop {
        let n = next.fetch_add(1, Ordering::Relaxed);
        let Some(task) = tasks.get(n) else { return Ok(times) };
        let due = start + step * u32::try_from(n).unwrap_or(u32::MAX);
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        let _ = sealed[n].due.set(due);
        client.enter_as(&task.session);
        let form = format!("id={}&seal=yes&{}", encoded(&task.dossier), task.sheet);
        let answer = client.post("/api/review/seal", &form)?;
        if answer.status >= 400 {
            return Err(Trouble::new(format!(
                "A sheet could not be sealed ({}): {}",
                answer.status,
                answer.text()
            )));
        }
        times.push(due.elapsed());
    }
}

/// What boards look scores up in.
struct Seen {
    all: HashMap<(String, String), usize>,
    sealed: Arc<Vec<Sealed>>,
}

/// Opens all boards and waits until they stand; what each tells at its end.
fn boards(
    world: &World,
    servers: &[Server],
    seen: &Arc<Seen>,
) -> Outcome<Receiver<Outcome<Vec<Duration>>>> {
    let (opened, open) = channel();
    let (tell, hear) = channel();
    for watcher in watchers(world, servers, BOARDS)? {
        let (seen, opened, tell) = (seen.clone(), opened.clone(), tell.clone());
        std::thread::spawn(move || {
            let _ = tell.send(board(watcher, &seen, &opened));
        });
    }
    for _ in 0..BOARDS {
        open.recv_timeout(PATIENCE).map_err(|_| Trouble::new("Not every board opened."))?;
    }
    say::step(format_args!("{BOARDS} boards are open"));
    Ok(hear)
}

/// Opens a sheet for each expert: a line that says that they are at work, and tells nothing.
fn sheets(servers: &[Server], tasks: &[Task]) -> Outcome {
    let (opened, open) = channel();
    let sessions: HashSet<&String> = tasks.iter().map(|task| &task.session).collect();
    let experts = sessions.len();
    for (k, session) in sessions.into_iter().enumerate() {
        let mut client = Client::new(servers[k % servers.len()].addr);
        client.enter_as(session);
        let opened = opened.clone();
        std::thread::spawn(move || {
            let Ok(mut events) = client.events("/live?work=1") else { return };
            // Until the server ends.
            while let Ok(Some((event, _))) = events.next() {
                if event == "hello" {
                    let _ = opened.send(());
                }
            }
        });
    }
    for _ in 0..experts {
        open.recv_timeout(PATIENCE).map_err(|_| Trouble::new("Not every sheet opened."))?;
    }
    say::step(format_args!("{experts} sheets are open"));
    Ok(())
}

/// What an open board does in the browser: take the rows that an event brings.
fn board(watcher: Watcher, seen: &Seen, opened: &Sender<()>) -> Outcome<Vec<Duration>> {
    let all = seen.all.keys().filter(|(dossier, _)| watcher.shows.contains(dossier)).count();
    let mut known = HashSet::new();
    let mut times = Vec::with_capacity(all);
    let mut events = watcher.client.events(&watcher.stream)?;
    while let Some((event, data)) = events.next().doing("read the live stream")? {
        match event.as_str() {
            "hello" => {
                let _ = opened.send(());
            }
            "board" => {
                let now = Instant::now();
                let delta: Value = serde_json::from_str(&data).doing("read what changed")?;
                for row in delta["r"].as_array().into_iter().flatten() {
                    let dossier = row["d"].as_str().unwrap_or_default();
                    for score in row["s"].as_array().into_iter().flatten() {
                        let expert = score["e"].as_str().unwrap_or_default();
                        let key = (dossier.to_owned(), expert.to_owned());
                        let Some(n) = seen.all.get(&key) else { continue };
                        if known.insert(*n)
                            && let Some(due) = seen.sealed[*n].due.get()
                        {
                            times.push(now.saturating_duration_since(*due));
                        }
                    }
                }
                if known.len() == all {
                    return Ok(times);
                }
            }
            "reset" => return Err(Trouble::new("A board was told to begin anew: it fell behind.")),
            _ => {}
        }
    }
    Err(Trouble::new("A live stream ended."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn experts_take_turns() {
        let known = serde_json::json!({ "experts": [
            { "id": "a", "session": "s", "sheet": {}, "dossiers": ["1", "2"] },
            { "id": "b", "session": "t", "sheet": {}, "dossiers": ["3"] },
        ] });
        let order: Vec<String> = tasks(&known)
            .expect("tasks")
            .iter()
            .map(|t| format!("{}{}", t.expert, t.dossier))
            .collect();
        assert_eq!(order, ["a2", "b3", "a1"]);
    }
}
