//! The pages of the room stay on the line: when somebody else signs, confirms or gives back, they are told.

use leptos::prelude::*;

/// Grows with every bell of a table, from when the page is awake: that of one panel, or of all the viewer has to do
/// with where the panel is empty.
pub(super) fn follow(panel: Memo<String>) -> RwSignal<u32> {
    let news = RwSignal::new(0);
    // Only in the browser, once it stands: a page that wakes must find what the server drew.
    Effect::new(move |_| {
        let panel = panel.get();
        #[cfg(feature = "hydrate")]
        browser::listen(&panel, news);
        #[cfg(not(feature = "hydrate"))]
        drop(panel);
    });
    news
}

/// Whether somebody else has done something here that the page does not show yet. What the viewer does oneself is no
/// news: `done` grows with it, and its bell comes with its answer.
pub(super) fn changed(news: RwSignal<u32>, done: Memo<u32>) -> RwSignal<bool> {
    let told = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    browser::tell(news, done, told);
    #[cfg(not(feature = "hydrate"))]
    let _ = (news, done);
    told
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::*;

    use crate::ui::address::escape;
    use crate::ui::line::{Told, keep_open, sleep};

    /// How far apart the answer to an act and its bell may be, milliseconds.
    const OWN: f64 = 3_000.0;

    /// Listens until the page is left.
    pub(super) fn listen(panel: &str, news: RwSignal<u32>) {
        let address = format!("/live?table={}", escape(panel));
        let told = move |told| {
            if told == Told::Event {
                news.try_update(|n| *n += 1);
            }
        };
        let (line, handle) = futures::future::abortable(async move {
            keep_open(&address, "table", told).await;
        });
        leptos::task::spawn_local(async move {
            let _ = line.await;
        });
        on_cleanup(move || handle.abort());
    }

    /// Tells of news that were not the viewer's own.
    pub(super) fn tell(news: RwSignal<u32>, done: Memo<u32>, told: RwSignal<bool>) {
        let acted = StoredValue::new(0.0_f64);
        Effect::new(move |before: Option<u32>| {
            let now = done.get();
            if before.is_some_and(|before| before != now) {
                acted.set_value(js_sys::Date::now());
                told.set(false);
            }
            now
        });
        Effect::new(move |before: Option<u32>| {
            let now = news.get();
            if before.is_some_and(|before| before != now) {
                let rung = js_sys::Date::now();
                leptos::task::spawn_local(async move {
                    sleep(1_500).await;
                    let own = acted.try_get_value().is_none_or(|at| (at - rung).abs() < OWN);
                    if !own {
                        told.try_set(true);
                    }
                });
            }
            now
        });
    }
}
