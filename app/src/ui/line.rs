//! Lines to the server that stay open, as far as they are alike: what is told, signs of life, and what a browser
//! does not notice by itself.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::unbounded;
use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{EventSource, MessageEvent};

/// Milliseconds before a refused or failed line is tried again.
pub const AGAIN: u64 = 5_000;
/// Milliseconds without a sign of life after which a line counts as cut: the server gives one every 15
/// seconds.
const SILENCE: f64 = 40_000.0;

/// Does something until the page is left.
pub fn until_left(work: impl Future + 'static) {
    let (work, handle) = futures::future::abortable(work);
    leptos::task::spawn_local(async move {
        let _ = work.await;
    });
    on_cleanup(move || handle.abort());
}

/// Waits so many milliseconds.
pub async fn sleep(millis: u64) {
    let (done, waiting) = futures::channel::oneshot::channel::<()>();
    set_timeout(move || done.send(()).unwrap_or_default(), Duration::from_millis(millis));
    let _ = waiting.await;
}

/// Waits so many milliseconds, or until the device is on the net again.
pub async fn pause(millis: u64) {
    let (tx, mut rx) = unbounded();
    let back = tx.clone();
    let _ear = Ear::on("online", move || drop(back.unbounded_send(())));
    set_timeout(move || drop(tx.unbounded_send(())), Duration::from_millis(millis));
    rx.next().await;
}

/// A listener on the window; removed when dropped.
pub struct Ear(Option<WindowListenerHandle>);

impl Ear {
    /// Listens to one kind of event.
    pub fn on(event: &str, hear: impl Fn() + 'static) -> Self {
        Self(Some(window_event_listener_untyped(event, move |_| hear())))
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        if let Some(handle) = self.0.take() {
            handle.remove();
        }
    }
}

/// Something done each second; stopped when dropped.
pub struct Ticking(Option<IntervalHandle>);

impl Ticking {
    /// Begins.
    pub fn start(tick: impl Fn() + 'static) -> Self {
        Self(set_interval_with_handle(tick, Duration::from_secs(1)).ok())
    }
}

impl Drop for Ticking {
    fn drop(&mut self) {
        if let Some(handle) = self.0.take() {
            handle.clear();
        }
    }
}

/// An open stream with its listeners; closed when dropped.
pub struct Line {
    source: EventSource,
    alive: Rc<Cell<f64>>,
    hooks: Vec<Closure<dyn FnMut(MessageEvent)>>,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.source.close();
    }
}

impl Line {
    /// Opens one.
    pub fn open(url: &str) -> Option<Self> {
        let source = EventSource::new(url).ok()?;
        let alive = Rc::new(Cell::new(js_sys::Date::now()));
        let mut line = Self { source, alive, hooks: Vec::new() };
        line.on("beat", |_| ());
        Some(line)
    }

    /// Listens to one kind of event. Each is a sign of life.
    pub fn on(&mut self, name: &str, mut hook: impl FnMut(MessageEvent) + 'static) {
        let alive = self.alive.clone();
        let hook: Box<dyn FnMut(MessageEvent)> = Box::new(move |ev| {
            alive.set(js_sys::Date::now());
            hook(ev);
        });
        let hook = Closure::wrap(hook);
        let _ = self.source.add_event_listener_with_callback(name, hook.as_ref().unchecked_ref());
        self.hooks.push(hook);
    }

    /// Calls when the line is cut, saying whether it is for good: the browser opens one again by itself
    /// unless the answer was no stream.
    pub fn on_cut(&mut self, mut cut: impl FnMut(bool) + 'static) {
        let source = self.source.clone();
        self.on("error", move |_| cut(source.ready_state() == EventSource::CLOSED));
    }

    /// Calls when the device has left the net, or the other end is silent for too long: a stream that is open
    /// notices neither. To be kept as long as the line.
    pub fn on_silence(&self, silent: impl Fn() + Clone + 'static) -> (Ear, Ticking) {
        let alive = self.alive.clone();
        let offline = Ear::on("offline", silent.clone());
        let ticking = Ticking::start(move || {
            if js_sys::Date::now() - alive.get() > SILENCE {
                alive.set(js_sys::Date::now());
                silent();
            }
        });
        (offline, ticking)
    }
}

/// What a line that is kept open tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It is open, for the first time or again: what happened before nobody has told.
    Open,
    /// One of the events happened.
    Event,
    /// It is cut, and tried again.
    Cut,
}

/// Keeps a line open for as long as it is waited for, and tells what comes of one kind of event.
pub async fn keep_open(url: &str, event: &str, hear: impl Fn(Told)) {
    loop {
        let (tx, mut rx) = unbounded();
        let mut line = Line::open(url);
        let _watch = line.as_mut().map(|line| {
            let send = tx.clone();
            line.on("open", move |_| drop(send.unbounded_send(Some(Told::Open))));
            let send = tx.clone();
            line.on(event, move |_| drop(send.unbounded_send(Some(Told::Event))));
            let send = tx.clone();
            line.on_cut(move |ended| {
                drop(send.unbounded_send(Some(Told::Cut)));
                if ended {
                    drop(send.unbounded_send(None));
                }
            });
            line.on_silence(move || drop(tx.unbounded_send(None)))
        });
        while let Some(Some(told)) = rx.next().await {
            hear(told);
        }
        hear(Told::Cut);
        drop(line);
        pause(AGAIN).await;
    }
}

/// Keeps something while the page can be seen, and lets go of it while it cannot: a browser has few
/// connections to one address where it speaks HTTP/1.1, and a tab in the back needs none.
pub async fn while_visible<T>(keep: impl Fn() -> T) {
    loop {
        let (tx, mut rx) = unbounded();
        let turned = move || drop(tx.unbounded_send(()));
        let _ear = Ear::on("visibilitychange", turned);
        let kept = (!document().hidden()).then(&keep);
        rx.next().await;
        drop(kept);
    }
}
