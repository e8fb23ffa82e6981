//! Sends one file, piece by piece, and goes on where a line was cut. The protocol stands beside
//! the server's routes.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use domain::ids::DossierId;
use domain::refusal::Refusal;
use domain::views::application::{FileView, Opened};
use futures::channel::oneshot;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, File, ProgressEvent, XmlHttpRequest};

use super::queue::{Item, State};
use crate::error::ApiError;

/// Bytes of one piece: large enough that asking costs nothing, small enough for every proxy.
const PIECE: i64 = 4 * 1024 * 1024;
/// Time before a cut line is tried again; doubled up to [`PATIENCE`].
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// See [`FIRST_PAUSE`].
const PATIENCE: Duration = Duration::from_secs(8);

/// Why sending stopped.
enum Stop {
    /// The line is down, or the server is: to be tried again.
    Line,
    /// It is refused.
    Refused(ApiError),
}

/// A file somebody chose, and the request that carries it just now.
#[derive(Clone)]
pub struct Chosen {
    file: File,
    request: Rc<RefCell<Option<XmlHttpRequest>>>,
    upload: Rc<RefCell<Option<String>>>,
    given_up: Rc<RefCell<bool>>,
}

impl Chosen {
    /// A file, not sent yet.
    pub fn new(file: File) -> Self {
        Self { file, request: Rc::default(), upload: Rc::default(), given_up: Rc::default() }
    }

    /// Whether its line was taken off.
    pub fn is_given_up(&self) -> bool {
        *self.given_up.borrow()
    }

    /// Stops sending, and tells the server that no more will come.
    pub fn give_up(&self) {
        *self.given_up.borrow_mut() = true;
        if let Some(request) = self.request.borrow_mut().take() {
            let _ = request.abort();
        }
        if let (Some(upload), Ok(request)) =
            (self.upload.borrow_mut().take(), XmlHttpRequest::new())
        {
            let _ = request.open("DELETE", &format!("/uploads/{upload}"));
            let _ = request.send();
        }
    }

    /// Sends until it is attached, refused or given up.
    pub async fn send(&self, dossier: &DossierId, item: &Item) -> Result<FileView, ApiError> {
        let mut wait = FIRST_PAUSE;
        loop {
            let before = item.sent.get_untracked();
            match self.attempt(dossier, item).await {
                Ok(file) => return Ok(file),
                Err(Stop::Refused(error)) => return Err(error),
                Err(Stop::Line) if self.is_given_up() => return Err(ApiError::Line(String::new())),
                Err(Stop::Line) => {
                    if item.sent.get_untracked() > before {
                        wait = FIRST_PAUSE;
                    }
                    item.state.set(State::Broken);
                    pause(wait).await;
                    wait = (wait * 2).min(PATIENCE);
                    if self.is_given_up() {
                        return Err(ApiError::Line(String::new()));
                    }
                    item.state.set(State::Sending);
                }
            }
        }
    }

    async fn attempt(&self, dossier: &DossierId, item: &Item) -> Result<FileView, Stop> {
        let name = String::from(js_sys::encode_uri_component(&item.name));
        #[allow(clippy::cast_possible_truncation)] // milliseconds are whole numbers
        let mark = self.file.last_modified() as i64;
        let begin = format!(
            "/uploads?dossier={dossier}&slot={}&name={name}&size={}&mark={mark}",
            item.slot.code(),
            item.size
        );
        let opened: Opened = self.ask("POST", &begin, None, item).await?;
        let place = format!("/uploads/{}", opened.id);
        *self.upload.borrow_mut() = Some(opened.id.to_string());
        let mut at = opened.received;
        item.sent.set(at);
        while at < opened.size {
            #[allow(clippy::cast_precision_loss)] // far below where that begins
            let piece = self
                .file
                .slice_with_f64_and_f64(at as f64, (at + PIECE).min(opened.size) as f64)
                .map_err(|_| Stop::Refused(ApiError::Refused(Refusal::FileEmpty)))?;
            let now: Opened = match self.ask("PATCH", &place, Some((at, piece)), item).await {
                // Somewhere else than we believed: go on there.
                Err(Stop::Refused(ApiError::Refused(Refusal::UploadOffset { received }))) => {
                    Opened { received, ..opened.clone() }
                }
                Err(Stop::Refused(ApiError::Refused(Refusal::UploadBusy))) => {
                    return Err(Stop::Line);
                }
                other => other?,
            };
            at = now.received;
            item.sent.set(at);
        }
        item.state.set(State::Judging);
        self.ask("POST", &place, None, item).await
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        method: &str,
        url: &str,
        piece: Option<(i64, Blob)>,
        item: &Item,
    ) -> Result<T, Stop> {
        let request = XmlHttpRequest::new().map_err(|_| Stop::Line)?;
        request.open(method, url).map_err(|_| Stop::Line)?;
        let (tell, told) = oneshot::channel::<()>();
        let tell = Rc::new(RefCell::new(Some(tell)));
        let ended = Closure::<dyn Fn()>::new(move || {
            if let Some(tell) = tell.borrow_mut().take() {
                let _ = tell.send(());
            }
        });
        request.set_onloadend(Some(ended.as_ref().unchecked_ref()));
        let (from, sent) = (piece.as_ref().map_or(0, |p| p.0), item.sent.clone());
        let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |ev: ProgressEvent| {
            #[allow(clippy::cast_possible_truncation)] // whole numbers
            sent.set(from + ev.loaded() as i64);
        });
        let begun = if let Some((at, piece)) = &piece {
            if let Ok(upload) = request.upload() {
                upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
            }
            let _ = request.set_request_header("upload-offset", &at.to_string());
            let _ = request.set_request_header("content-type", "application/octet-stream");
            request.send_with_opt_blob(Some(piece))
        } else {
            request.send()
        };
        begun.map_err(|_| Stop::Line)?;
        *self.request.borrow_mut() = Some(request.clone());
        let _ = told.await;
        self.request.borrow_mut().take();
        let status = request.status().unwrap_or(0);
        let text = request.response_text().ok().flatten().unwrap_or_default();
        match status {
            200..=299 => serde_json::from_str(&text).map_err(|_| Stop::Line),
            400..=499 => Err(match serde_json::from_str::<ApiError>(&text) {
                Ok(error) => Stop::Refused(error),
                // Not our server's words: a proxy between us.
                Err(_) => Stop::Line,
            }),
            _ => Err(Stop::Line),
        }
    }
}

async fn pause(time: Duration) {
    let (tell, told) = oneshot::channel::<()>();
    let timer = set_timeout_with_handle(
        move || {
            let _ = tell.send(());
        },
        time,
    );
    if timer.is_ok() {
        let _ = told.await;
    }
}
