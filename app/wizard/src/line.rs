//! Sends one file, piece by piece, and goes on where a line was cut. The protocol stands beside
//! the server's routes.

use std::rc::Rc;

use app::error::SAID;
use domain::ids::DossierId;
use domain::views::application::{FileView, Opened};
use js_sys::Promise;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

use crate::ask::Wrong;
use crate::attach::{Item, State};
use crate::dom;

/// Bytes of one piece: large enough that asking costs nothing, small enough for every proxy.
const PIECE: i64 = 4 * 1024 * 1024;
/// Milliseconds before a cut line is tried again; doubled up to [`PATIENCE`].
const FIRST_PAUSE: i32 = 1_000;
/// See [`FIRST_PAUSE`].
const PATIENCE: i32 = 8_000;

/// Stops sending, and tells the server that no more will come.
pub fn give_up(item: &Item) {
    item.given_up.set(true);
    if let Some(request) = item.request.take() {
        let _ = request.abort();
    }
    if let (Some(upload), Ok(request)) = (item.upload.take(), XmlHttpRequest::new()) {
        let _ = request.open("DELETE", &format!("/uploads/{upload}"));
        let _ = request.send();
    }
}

/// Sends until it is attached, refused or given up.
pub async fn send(dossier: &DossierId, item: &Rc<Item>) -> Result<FileView, Wrong> {
    let mut wait = FIRST_PAUSE;
    loop {
        let before = item.sent();
        match attempt(dossier, item).await {
            Ok(file) => return Ok(file),
            Err(Wrong::Line | Wrong::Busy) => {
                if item.sent() > before {
                    wait = FIRST_PAUSE;
                }
                if !item.given_up.get() {
                    item.turn(State::Broken);
                    dom::pause(wait).await;
                    wait = (wait * 2).min(PATIENCE);
                }
                if item.given_up.get() {
                    return Err(Wrong::Line);
                }
                item.turn(State::Sending);
            }
            Err(refused) => return Err(refused),
        }
    }
}

async fn attempt(dossier: &DossierId, item: &Rc<Item>) -> Result<FileView, Wrong> {
    let name = String::from(js_sys::encode_uri_component(&item.file.name()));
    #[allow(clippy::cast_possible_truncation)] // milliseconds are whole numbers
    let mark = item.file.last_modified() as i64;
    let begin = format!(
        "/uploads?dossier={dossier}&slot={}&name={name}&size={}&mark={mark}",
        item.slot.code(),
        item.size
    );
    let opened: Opened = ask("POST", &begin, None, item).await?;
    let place = format!("/uploads/{}", opened.id);
    *item.upload.borrow_mut() = Some(opened.id.to_string());
    let mut at = opened.received;
    item.set_sent(at);
    while at < opened.size {
        #[allow(clippy::cast_precision_loss)] // far below where that begins
        let piece = item
            .file
            .slice_with_f64_and_f64(at as f64, (at + PIECE).min(opened.size) as f64)
            .map_err(|_| Wrong::Line)?;
        at = match ask::<Opened>("PATCH", &place, Some((at, piece)), item).await {
            Ok(now) => now.received,
            // Somewhere else than we believed: go on there.
            Err(Wrong::Offset(received)) => received,
            Err(wrong) => return Err(wrong),
        };
        item.set_sent(at);
    }
    item.turn(State::Judging);
    ask("POST", &place, None, item).await
}

async fn ask<T: DeserializeOwned>(
    method: &str,
    url: &str,
    piece: Option<(i64, Blob)>,
    item: &Rc<Item>,
) -> Result<T, Wrong> {
    let (status, text, said) = carry(method, url, piece, item).await.ok_or(Wrong::Line)?;
    match status {
        200..=299 => serde_json::from_str(&text).map_err(|_| Wrong::Line),
        // A server that is busy or restarting: to be tried again.
        500.. => Err(Wrong::Line),
        _ => Err(Wrong::of(status, &text, said)),
    }
}

/// One request, the piece of a file in it with its progress; nothing where it did not come through.
async fn carry(
    method: &str,
    url: &str,
    piece: Option<(i64, Blob)>,
    item: &Rc<Item>,
) -> Option<(u16, String, Option<String>)> {
    let request = XmlHttpRequest::new().ok()?;
    request.open(method, url).ok()?;
    let from = piece.as_ref().map_or(0, |p| p.0);
    let sent = Rc::clone(item);
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |ev: ProgressEvent| {
        #[allow(clippy::cast_possible_truncation)] // whole numbers
        sent.set_sent(from + ev.loaded() as i64);
    });
    if let (Some(_), Ok(upload)) = (&piece, request.upload()) {
        upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    }
    let ended = Promise::new(&mut |done, _| request.set_onloadend(Some(&done)));
    match &piece {
        Some((at, piece)) => {
            let _ = request.set_request_header("upload-offset", &at.to_string());
            let _ = request.set_request_header("content-type", "application/octet-stream");
            request.send_with_opt_blob(Some(piece)).ok()?;
        }
        None => request.send().ok()?,
    }
    *item.request.borrow_mut() = Some(request.clone());
    let _ = JsFuture::from(ended).await;
    item.request.take();
    let text = request.response_text().ok().flatten().unwrap_or_default();
    Some((request.status().unwrap_or(0), text, request.get_response_header(SAID).ok().flatten()))
}
