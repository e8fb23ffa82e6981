//! Those before the boards that are open while sheets are sealed.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;

use super::http::{Client, encoded};
use super::server::{Server, World};
use crate::say::{Outcome, While};

/// Boards of the whole committee, half of them the chair's and half the vice chair's: as many as two people may have
/// open on one server. Nobody else sees all panels; the other boards are those of leads.
const WHOLE: usize = 80;

/// A board that somebody may open.
pub struct Watcher {
    /// A connection of their session.
    pub client: Client,
    /// Address of its live stream.
    pub stream: String,
    /// Applications on it.
    pub shows: Arc<HashSet<String>>,
}

/// Boards for heads and leads at all servers in turn.
pub fn watchers(world: &World, servers: &[Server], boards: usize) -> Outcome<Vec<Watcher>> {
    let leads = world.known["leads"].as_array().map_or(0, Vec::len);
    let heads = ["/chair", "/vice_chair"].map(|head| (head.to_owned(), None));
    let leads: Vec<_> = (0..leads)
        .map(|n| (format!("/leads/{n}/email"), Some(format!("/leads/{n}/panel"))))
        .collect();
    let (mut whole, mut parts) = (Vec::new(), Vec::new());
    for server in servers {
        for (who, panel) in heads.iter().chain(&leads) {
            let panel = panel.as_ref().map(|at| world.text(at)).transpose()?;
            let seat = Seat::of(world.sign_in(server, who)?, panel)?;
            if panel.is_none() { whole.push(seat) } else { parts.push(seat) }
        }
    }
    let place = |k: usize| match k {
        k if k < WHOLE => &whole[k % whole.len()],
        k => &parts[k % parts.len()],
    };
    Ok((0..boards).map(|k| place(k).watcher()).collect())
}

/// Somebody at a server, and what their board shows.
struct Seat {
    client: Client,
    stream: String,
    shows: Arc<HashSet<String>>,
}

impl Seat {
    fn of(mut client: Client, panel: Option<&str>) -> Outcome<Self> {
        let panel = panel.map(|panel| format!("panel={}&", encoded(panel))).unwrap_or_default();
        let picture: Value =
            serde_json::from_slice(&client.get(&format!("/api/review/board?{panel}"), &[])?.body)
                .doing("read the board")?;
        let board = &picture["board"];
        let since = board["a"].as_i64().ok_or("the board has no moment").doing("read the board")?;
        let rows = board["r"].as_array().into_iter().flatten();
        let shows = rows.filter_map(|row| row["d"].as_str()).map(str::to_owned).collect();
        Ok(Seat { client, stream: format!("/live?{panel}since={since}"), shows: Arc::new(shows) })
    }

    fn watcher(&self) -> Watcher {
        let (client, stream) = (self.client.another(), self.stream.clone());
        Watcher { client, stream, shows: self.shows.clone() }
    }
}
