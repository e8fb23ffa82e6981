//! The line that keeps the board current: an event brings the rows that changed; what it does not bring
//! is fetched. Bursts are taken in together and two fetches are never under way at once, because one loop
//! does them all.

use domain::views::review::AtWork;
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
use super::state::Live;

/// How the line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Not opened: the page as it came.
    Still,
    /// It flows.
    On,
    /// Cut since this time of day; the browser tries again.
    Cut(String),
    /// It will not come back by itself: why.
    Ended(String),
}

/// What the head shows of the line.
#[derive(Clone, Copy)]
pub struct LineState {
    /// How it is.
    pub link: RwSignal<Link>,
    /// Moment of the last score that arrived here, by the browser's clock, milliseconds.
    pub heard: RwSignal<Option<f64>>,
    /// The browser's clock, milliseconds, each second; 0 until it runs.
    pub clock: RwSignal<f64>,
    /// What is said to those who do not see the board.
    pub said: RwSignal<String>,
    /// The experts who are at work now.
    pub here: RwSignal<AtWork>,
}

impl LineState {
    /// Nothing open yet.
    pub fn new() -> Self {
        Self {
            link: RwSignal::new(Link::Still),
            heard: RwSignal::new(None),
            clock: RwSignal::new(0.0),
            said: RwSignal::new(String::new()),
            here: RwSignal::new(AtWork::default()),
        }
    }
}

impl Default for LineState {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;
    use std::collections::HashSet;
    use std::rc::Rc;
    use std::time::Duration;

    use domain::ids::DossierId;
    use domain::refusal::Refusal;
    use domain::review::board::Delta;
    use domain::stamp::Stamp;
    use futures::StreamExt;
    use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
    use leptos::prelude::*;

    use super::super::keys::{focus_row, focused_row};
    use super::{LineState, Link, Live};
    use crate::error::ApiError;
    use crate::locales::board::words;
    use crate::rooms::review::api;
    use crate::ui::hand;
    use crate::ui::line::{AGAIN, Ear, Line, Ticking, pause, sleep, until_left};

    /// Milliseconds between two drawings, at least: a burst gathers meanwhile.
    const GATHER: u64 = 100;
    /// Milliseconds a row stays marked.
    const FRESH: u64 = 4_000;
    /// Seconds between two announcements.
    const SAY_EVERY: u32 = 4;

    /// The line is cut as of now.
    fn cut(state: LineState, lang: crate::locales::Lang) {
        if state.link.with_untracked(|l| *l == Link::On) {
            state.link.set(Link::Cut(Stamp(now_micros()).show_time()));
            state.said.set(words(lang).lost.to_owned());
        }
    }

    /// What the stream told.
    enum Ring {
        /// It is open.
        Opened,
        /// Something changed at this moment (microseconds), and the rows where they came along.
        Changed(i64, Option<Delta>),
        /// Rows came or went: take the whole board.
        Reset,
        /// The browser has given up on it.
        Closed,
    }

    /// A line with what it tells, to be kept as long as it stands.
    type Open = (Line, (Ear, Ticking));

    fn open(url: &str, tx: &UnboundedSender<Ring>, live: Live, state: LineState) -> Option<Open> {
        let mut line = Line::open(url)?;
        let send = tx.clone();
        line.on("open", move |_| drop(send.unbounded_send(Ring::Opened)));
        let send = tx.clone();
        line.on("board", move |ev| {
            let at = ev.last_event_id().parse().unwrap_or(0);
            let rows = ev.data().as_string();
            let rows = rows.and_then(|rows| serde_json::from_str(&rows).ok());
            drop(send.unbounded_send(Ring::Changed(at, rows)));
        });
        let send = tx.clone();
        line.on("reset", move |_| drop(send.unbounded_send(Ring::Reset)));
        line.on("at_work", move |ev| {
            let told = ev.data().as_string();
            if let Some(there) = told.and_then(|t| serde_json::from_str(&t).ok()) {
                state.here.set(there);
            }
        });
        let send = tx.clone();
        line.on_cut(move |ended| {
            cut(state, live.lang);
            if ended {
                drop(send.unbounded_send(Ring::Closed));
            }
        });
        let lost = tx.clone();
        let watch = line.on_silence(move || {
            if state.link.with_untracked(|l| *l == Link::On) {
                cut(state, live.lang);
                drop(lost.unbounded_send(Ring::Closed));
            }
        });
        Some((line, watch))
    }

    fn now_micros() -> i64 {
        // Milliseconds since 1970 fit an i64 a million times over.
        (js_sys::Date::now() * 1_000.0) as i64
    }

    /// Opens the line and keeps it until the page goes.
    pub fn keep(live: Live, state: LineState) {
        let arrived = Rc::new(Cell::new(0_usize));
        until_left(run(live, state, arrived.clone()));
        let w = words(live.lang);
        let since = Cell::new(0_u32);
        let tick = move || {
            state.clock.set(js_sys::Date::now());
            since.set(since.get().saturating_add(1));
            if arrived.get() > 0 && since.get() >= SAY_EVERY {
                since.set(0);
                state.said.set((w.arrived)(arrived.take()));
            }
        };
        state.clock.set(js_sys::Date::now());
        let ticking = set_interval_with_handle(tick, Duration::from_secs(1)).ok();
        on_cleanup(move || {
            if let Some(t) = ticking {
                t.clear();
            }
        });
    }

    async fn run(live: Live, state: LineState, arrived: Rc<Cell<usize>>) {
        let of = live.which.review.code();
        let url = || {
            live.panel.with_value(|p| match p {
                None => format!("/live?review={of}&since={}", live.as_of()),
                Some(p) => format!("/live?panel={p}&review={of}&since={}", live.as_of()),
            })
        };
        let (tx, mut rx) = unbounded();
        let mut line = open(&url(), &tx, live, state);
        let mut fetched = 0.0;
        while let Some(first) = rx.next().await {
            // The first bell after a quiet time is answered at once; only in a burst do the
            // next ones wait to be fetched together.
            let rest = GATHER as f64 - (js_sys::Date::now() - fetched);
            if rest > 0.0 {
                sleep(rest as u64).await;
            }
            // Rows do not move away under a button that is held down.
            hand::off().await;
            fetched = js_sys::Date::now();
            let mut gathered = gather(first, &mut rx);
            if gathered.closed {
                drop(line.take());
                pause(AGAIN).await;
            }
            let rows = std::mem::take(&mut gathered.rows);
            match refresh(live, state, &gathered, rows, &arrived).await {
                Ok(()) if gathered.closed => {
                    line = open(&url(), &tx, live, state);
                }
                Ok(()) => {}
                Err(ApiError::Refused(r @ (Refusal::SignIn | Refusal::NotYours))) => {
                    let w = words(live.lang);
                    state.link.set(Link::Ended((w.ended)(&crate::locales::refusal::refusal(
                        live.lang, &r,
                    ))));
                    return;
                }
                Err(_) => {
                    // Asked again after a while; what rings meanwhile is gathered then.
                    pause(AGAIN).await;
                    let again = [
                        Some(Ring::Reset),
                        gathered.opened.then_some(Ring::Opened),
                        gathered.closed.then_some(Ring::Closed),
                    ];
                    again.into_iter().flatten().for_each(|ring| drop(tx.unbounded_send(ring)));
                }
            }
        }
    }

    /// What rang while a burst gathered.
    #[derive(Default)]
    struct Gathered {
        opened: bool,
        reset: bool,
        closed: bool,
        latest: i64,
        /// Rows that came along.
        rows: Vec<Delta>,
        /// Something rang without them.
        untold: bool,
    }

    fn gather(first: Ring, rx: &mut UnboundedReceiver<Ring>) -> Gathered {
        let mut all = Gathered::default();
        let mut next = Some(first);
        while let Some(ring) = next {
            match ring {
                Ring::Opened => all.opened = true,
                Ring::Changed(at, rows) => {
                    all.latest = all.latest.max(at);
                    all.untold |= rows.is_none();
                    all.rows.extend(rows);
                }
                Ring::Reset => all.reset = true,
                Ring::Closed => all.closed = true,
            }
            next = rx.try_recv().ok();
        }
        all
    }

    /// Brings the picture up to date. A bell later than what came back means that rows went, and so does a
    /// board that comes to something else than the server says; a name we lack is on the whole board, too.
    async fn refresh(
        live: Live,
        state: LineState,
        what: &Gathered,
        rows: Vec<Delta>,
        arrived: &Cell<usize>,
    ) -> Result<(), ApiError> {
        let (of, panel) = (Some(live.which.review), live.panel.get_value());
        let focus = focused_row();
        let mut fresh = HashSet::new();
        let mut whole = what.reset;
        let mut count = 0;
        if !whole {
            let (mut deltas, since) = (rows, live.as_of());
            // After a break, and where an event came without its rows, what is missing is asked for.
            let missed = what.opened || what.closed || what.untold;
            if missed {
                deltas.push(api::board_delta(of, panel.clone(), live.as_of()).await?);
            }
            let mut digest = None;
            for delta in deltas {
                // One that is older than what is here says nothing of it.
                if delta.as_of >= live.as_of() {
                    digest = delta.digest;
                }
                let (changed, more) = live.take(delta);
                fresh.extend(changed);
                count += more;
            }
            // A row tells of its last change alone: what came on several days is told apart by the whole board.
            let days = missed && Stamp(since).day() != Stamp(live.as_of()).day();
            whole =
                days || what.latest > live.as_of() || live.names_missing() || live.differs(digest);
        }
        if whole {
            count += live.replace(api::board(of, panel).await?);
        }
        if what.opened {
            if state.link.with_untracked(|l| matches!(l, Link::Cut(_))) {
                state.said.set(words(live.lang).back_again.to_owned());
            }
            state.link.set(Link::On);
        }
        if count > 0 || !fresh.is_empty() {
            arrived.set(arrived.get() + count);
            state.heard.set(Some(js_sys::Date::now()));
            state.clock.set(js_sys::Date::now());
        }
        fade_later(live, fresh);
        keep_focus(focus);
        Ok(())
    }

    fn fade_later(live: Live, rows: HashSet<DossierId>) {
        if rows.is_empty() {
            return;
        }
        let fade = move || {
            // The page may have gone meanwhile.
            if !live.order.is_disposed() {
                live.fade(&rows);
            }
        };
        set_timeout(fade, Duration::from_millis(FRESH));
    }

    /// A row that moves loses the focus; it is given back once the rows stand.
    fn keep_focus(row: Option<String>) {
        if let Some(row) = row {
            request_animation_frame(move || {
                if focused_row().is_none()
                    && document().active_element().is_none_or(|e| e.tag_name() == "BODY")
                {
                    focus_row(&row);
                }
            });
        }
    }
}

#[cfg(feature = "hydrate")]
pub use browser::keep;
