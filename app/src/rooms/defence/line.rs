//! The screen of a room stays on the line: it counts by the server's clock, and looks again when something of
//! its panel's sessions has changed.

use domain::ids::SessionId;
use domain::stamp::Stamp;
use domain::views::defence::RoomView;
use leptos::prelude::*;

use super::api;
use crate::error::Api;
#[cfg(feature = "hydrate")]
use crate::error::ApiError;
use crate::ui::count::count;

/// The server's time as this page counts it on, from the moment it was told. The device's own clock is never
/// believed.
pub(super) fn counting(told: Stamp) -> RwSignal<Stamp> {
    let now = RwSignal::new(told);
    // Only in the browser: the server draws the moment the page was made.
    Effect::new(move |_| {
        let begun = count();
        let tick = move || {
            #[allow(clippy::cast_possible_truncation)] // milliseconds of one visit
            let gone = ((count() - begun) * 1000.0) as i64;
            now.try_set(told.plus(gone));
        };
        let ticking = set_interval_with_handle(tick, std::time::Duration::from_millis(200)).ok();
        on_cleanup(move || {
            if let Some(ticking) = ticking {
                ticking.clear();
            }
        });
    });
    now
}

/// What a screen hears of its room.
#[derive(Clone, Copy)]
pub(super) struct Heard {
    /// Grows when there is something to look at.
    pub news: RwSignal<u32>,
    /// Seconds since the line was cut; `None` while it stands.
    pub cut: RwSignal<Option<i64>>,
}

/// Follows a room. Nothing is heard before the page `stands`: a page that wakes up must find what the server
/// drew. Each time the line opens there is something to look at: nobody tells what rang while there was none,
/// and a device that slept has counted on with a clock that slept, too.
pub(super) fn follow(id: Memo<String>, stands: RwSignal<bool>) -> Heard {
    let heard = Heard { news: RwSignal::new(0), cut: RwSignal::new(None) };
    Effect::new(move |_| {
        let id = id.get();
        if !stands.get() {
            return;
        }
        #[cfg(feature = "hydrate")]
        browser::listen(SessionId::from(id), heard);
        #[cfg(not(feature = "hydrate"))]
        drop(SessionId::from(id));
    });
    heard
}

/// What a room's screen shows. What fails on the way is asked for again: the screen keeps what it has meanwhile,
/// and says so while its line is cut.
pub(super) async fn ask(id: SessionId, again: bool) -> Api<RoomView> {
    let asked = api::room(id.clone()).await;
    #[cfg(feature = "hydrate")]
    if again {
        let mut asked = asked;
        while matches!(asked, Err(ApiError::Line(_) | ApiError::Fault(_))) {
            crate::ui::line::pause(crate::ui::line::AGAIN).await;
            asked = api::room(id.clone()).await;
        }
        return asked;
    }
    let _ = again;
    asked
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;
    use std::rc::Rc;

    use domain::ids::SessionId;
    use leptos::prelude::*;

    use super::Heard;
    use crate::ui::address::escape;
    use crate::ui::line::{Ticking, Told, keep_open, until_left};

    /// Listens until the page is left.
    pub(super) fn listen(id: SessionId, heard: Heard) {
        let address = format!("/live?room={}", escape(id.as_str()));
        let cut_at: Rc<Cell<Option<f64>>> = Rc::default();
        let since = cut_at.clone();
        let told = move |told| match told {
            Told::Open | Told::Event => {
                since.set(None);
                heard.cut.try_set(None);
                heard.news.try_update(|n| *n += 1);
            }
            Told::Cut => since.set(since.get().or_else(|| Some(js_sys::Date::now()))),
        };
        until_left(async move {
            let _ticking = Ticking::start(move || {
                let Some(at) = cut_at.get() else { return };
                #[allow(clippy::cast_possible_truncation)] // seconds of one visit
                let seconds = ((js_sys::Date::now() - at) / 1000.0).max(0.0) as i64;
                heard.cut.try_set(Some(seconds));
            });
            keep_open(&address, "room", told).await;
        });
    }
}
