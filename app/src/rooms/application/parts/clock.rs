//! The time that is left, second by second, by the server's clock. The page comes with the
//! moment it was made; the browser counts on from there and is put right by every answer that
//! tells the time. The device's own clock is never believed.

use domain::stamp::Stamp;
use leptos::prelude::*;

use crate::drawn::time;
use crate::locales::Lang;
use crate::ui::count::count;

/// The server's clock as a page knows it: its moment, and the browser's count at that moment.
#[derive(Clone, Copy, Debug)]
pub struct ServerClock(RwSignal<Option<(Stamp, f64)>>);

impl ServerClock {
    /// Not known yet.
    pub fn unknown() -> Self {
        Self(RwSignal::new(None))
    }

    /// The server said what time it is.
    pub fn set(&self, now: Stamp) {
        self.0.set(Some((now, count())));
    }
}

/// The time left until `closes`. It is not read out second by second.
pub fn countdown(lang: Lang, closes: Stamp, now: Stamp) -> AnyView {
    let left = RwSignal::new(closes.0 - now.0);
    let clock = use_context::<ServerClock>();
    // Only in the browser: the server draws the moment the page was made.
    Effect::new(move |_| {
        let begun = count();
        let tick = move || {
            let told = clock.and_then(|c| c.0.try_get_untracked().flatten());
            let (at, from) = told.unwrap_or((now, begun));
            #[allow(clippy::cast_possible_truncation)] // milliseconds of one visit
            let gone = ((count() - from) * 1000.0) as i64;
            left.try_set(closes.0 - at.0 - gone);
        };
        let ticking = set_interval_with_handle(tick, std::time::Duration::from_secs(1)).ok();
        on_cleanup(move || {
            if let Some(ticking) = ticking {
                ticking.clear();
            }
        });
    });
    let over = move || left.get() <= 0;
    view! {
        <b class="countdown" role="timer" aria-live="off" class:over=over>{move || time::left(lang, left.get())}</b>
    }
    .into_any()
}
