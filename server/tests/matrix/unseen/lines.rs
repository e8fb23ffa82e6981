//! What is heard on the live streams.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use service::ports::Bell;

use super::PEOPLE;
use super::addresses::{STREAMS, is_board};
use crate::support::answer::Ask;
use crate::support::house::House;
use crate::support::wire::{Event, Events};
use crate::support::world::{expert_id, id};

/// When somebody was seen at work who never goes.
pub(super) const ALWAYS: i64 = i64::MAX;

/// Somebody on a stream.
pub(super) struct Line {
    who: &'static str,
    stream: &'static str,
    events: Events,
    heard: Vec<Event>,
}

/// Every stream that anybody may open.
pub(super) async fn open(
    house: &House,
    addr: SocketAddr,
    cookies: &BTreeMap<&'static str, String>,
) -> Vec<Line> {
    let mut open = Vec::new();
    for who in PEOPLE {
        for stream in STREAMS {
            let url = stream.replace("$d", house.own.as_str());
            let Ok(mut events) = Ask::get(url).as_(&cookies[who]).listen(addr).await else {
                continue;
            };
            assert_eq!(events.next().await.unwrap().name, "hello", "{who} {stream}");
            if is_board(stream) {
                let first = events.next().await.unwrap();
                assert_eq!(first.name, "at_work", "{who} {stream}");
            }
            open.push(Line { who, stream, events, heard: Vec::new() });
        }
    }
    open
}

/// What was heard since, to the last bell: no word is passed over, and nobody waits for silence. Boards gather what
/// rings within a moment, and a leak would hide in what ends it: so they are asked who is at work first, which
/// they say apart from everything and behind what rang before. Then all sessions end, and so each line behind
/// all it had to tell. `seen` is when somebody is at work from now on. Gives what is wrong.
pub(super) async fn hear(
    house: &House,
    mut lines: Vec<Line>,
    seen: i64,
    may: &[&'static str],
    rings: bool,
) -> Vec<String> {
    let mut wrong = Vec::new();
    // Every line is looked at, as it is once a minute: what came and went without a bell is found then.
    ring(house, Bell::IDENTITY).await;
    at_work(house, 2, seen).await;
    ring(house, Bell::AT_WORK).await;
    for Line { who, stream, events, heard } in &mut lines {
        while is_board(stream) {
            match events.next().await {
                None => {
                    wrong.push(format!("{who} {stream} ends"));
                    break;
                }
                Some(event) if event.name == "at_work" => break,
                Some(event) => heard.push(event),
            }
        }
    }
    // Not by the verb: nobody is to find a session more or less afterwards.
    house.w.tamper("UPDATE session SET revoked_at = 1 WHERE revoked_at IS NULL").await;
    ring(house, Bell::IDENTITY).await;
    let mut told = false;
    for Line { who, stream, events, heard } in &mut lines {
        while let Some(event) = events.next().await {
            heard.push(event);
        }
        heard.retain(|event| event.name != "beat" && event.name != "at_work");
        told |= !heard.is_empty() && may.contains(who);
        if !heard.is_empty() && !may.contains(who) {
            wrong.push(format!("{who} hears {heard:?} on {stream}"));
        }
    }
    if rings && !told {
        wrong.push("nobody hears of it".to_owned());
    }
    house.w.tamper("UPDATE session SET revoked_at = NULL WHERE revoked_at = 1").await;
    wrong
}

/// An expert of each panel was seen at work at a moment and never since, whatever was noted before. No page shows it.
pub(super) async fn at_work(house: &House, expert: usize, seen: i64) {
    for panel in 1..=2 {
        let text = format!("DELETE FROM at_work WHERE expert = '{}'", expert_id(panel, expert));
        house.w.tamper(&text).await;
    }
    let mut work = house.w.service.begin().await.unwrap();
    for panel in 1..=2 {
        work.db.save_at_work(&id(), &expert_id(panel, expert), seen).await.unwrap();
    }
    work.commit().await.unwrap();
}

async fn ring(house: &House, room: &str) {
    let mut work = house.w.service.begin().await.unwrap();
    work.ring(Bell { at: work.now.0, room: room.into(), dossier: None, panel: None });
    work.commit().await.unwrap();
}
