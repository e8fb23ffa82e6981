//! Entry point of the browser side: hydrates the pages the server has drawn.

use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;

/// Set on the document once every control answers: whoever drives the page by program (a test)
/// would otherwise press a button that nothing listens to yet.
const AWAKE: &str = "data-awake";

/// Called by the page once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    let Some(body) = document().body() else { return };
    // As `leptos::mount::hydrate_lazy` does, but it does not tell when it is done: the code of
    // the page may still be on its way.
    wasm_bindgen_futures::spawn_local(async move {
        leptos::mount::hydrate_from_async(body, app::App).await.forget();
        if let Some(root) = document().document_element() {
            // Refused only for names that are not ones.
            let _ = root.set_attribute(AWAKE, "");
        }
    });
}
