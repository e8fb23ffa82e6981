//! Where the keyboard goes on when a page comes without being loaded.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Watches the path: a page that the router brings begins at its beginning, as one that is loaded does. Whoever works by
/// keys or listens would otherwise stand where a link was that is gone.
pub(super) fn watch(path: Memo<String>) {
    // In the browser alone: effects do not run on the server.
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            let main = document().get_element_by_id("main");
            if let Some(main) = main.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
                let _ = main.focus();
            }
        }
        now
    });
}
