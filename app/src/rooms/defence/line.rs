//! The screen of a room stays on the line: it counts by the server's clock, and looks again when something of
//! its panel's sessions has changed.

use domain::ids::SessionId;
use domain::stamp::Stamp;
use leptos::prelude::*;

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

/// Milliseconds on a count that nobody can set back.
fn count() -> f64 {
    #[cfg(feature = "hydrate")]
    return window().performance().map_or(0.0, |p| p.now());
    #[cfg(not(feature = "hydrate"))]
    0.0
}

/// Follows a room; the count grows when there is something to look at. Nothing is heard before the page
/// `stands`: a page that wakes up must find what the server drew.
pub(super) fn follow(id: Memo<String>, stands: RwSignal<bool>) -> RwSignal<u32> {
    let heard = RwSignal::new(0);
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

#[cfg(feature = "hydrate")]
mod browser {
    use domain::ids::SessionId;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;
    use web_sys::{EventSource, MessageEvent};

    use crate::ui::address::escape;

    /// An open line; closed when dropped.
    struct Line {
        source: EventSource,
        _hook: Closure<dyn FnMut(MessageEvent)>,
    }

    impl Drop for Line {
        fn drop(&mut self) {
            self.source.close();
        }
    }

    /// Listens until the page is left. A line that was cut is opened again by the browser.
    pub(super) fn listen(id: SessionId, heard: RwSignal<u32>) {
        let address = format!("/live?room={}", escape(id.as_str()));
        let line = EventSource::new(&address).ok().map(|source| {
            let hook: Box<dyn FnMut(MessageEvent)> = Box::new(move |_| {
                heard.try_update(|n| *n += 1);
            });
            let hook = Closure::wrap(hook);
            let _ = source.add_event_listener_with_callback("room", hook.as_ref().unchecked_ref());
            Line { source, _hook: hook }
        });
        let line = StoredValue::new_local(line);
        on_cleanup(move || line.dispose());
    }
}
