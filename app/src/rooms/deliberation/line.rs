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

/// Whether somebody else has done something here that the page does not show yet: no bell of a panel's table rings for
/// what its listener has done. `done` grows with that, and the page is brought up to it.
pub(super) fn changed(news: RwSignal<u32>, done: Memo<u32>) -> RwSignal<bool> {
    let told = RwSignal::new(false);
    // Only in the browser: effects do not run on the server.
    Effect::new(move |before: Option<u32>| {
        let now = news.get();
        if before.is_some_and(|before| before != now) {
            told.set(true);
        }
        now
    });
    Effect::new(move |before: Option<u32>| {
        let now = done.get();
        if before.is_some_and(|before| before != now) {
            told.set(false);
        }
        now
    });
    told
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::*;

    use crate::ui::address::escape;
    use crate::ui::line::{Told, keep_open, until_left};

    /// Listens until the page is left.
    pub(super) fn listen(panel: &str, news: RwSignal<u32>) {
        let address = format!("/live?table={}", escape(panel));
        let told = move |told| {
            if told == Told::Event {
                news.try_update(|n| *n += 1);
            }
        };
        until_left(async move { keep_open(&address, "table", told).await });
    }
}
