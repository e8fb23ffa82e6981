//! The time that is left, second by second, by the server's clock. The page comes with the moment it
//! was made; the browser counts on from there and is put right by every answer that tells the time.
//! The device's own clock is never believed.

use std::cell::Cell;

use app::drawn::{Told, time};
use domain::lang::Lang;
use domain::stamp::Stamp;
use wasm_bindgen_futures::spawn_local;

use crate::dom;

thread_local! {
    /// The server's moment, and the browser's count at that moment.
    static TOLD: Cell<(Stamp, f64)> = const { Cell::new((Stamp(0), 0.0)) };
}

/// The server said what time it is.
pub fn set(now: Stamp) {
    TOLD.set((now, dom::count()));
}

/// Counts down where the page does.
pub fn wake(lang: Lang, told: &Told) {
    set(told.now);
    let (Some(shown), Some(window)) = (dom::one(".countdown"), &told.window) else { return };
    let closes = window.closes;
    spawn_local(async move {
        loop {
            dom::pause(1_000).await;
            let (at, from) = TOLD.get();
            #[allow(clippy::cast_possible_truncation)] // milliseconds of one visit
            let gone = ((dom::count() - from) * 1000.0) as i64;
            let left = closes.0 - at.0 - gone;
            shown.set_text_content(Some(&time::left(lang, left)));
            shown.set_class_name(if left <= 0 { "countdown over" } else { "countdown" });
        }
    });
}
