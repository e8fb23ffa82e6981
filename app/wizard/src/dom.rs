//! The page as this program finds it.

use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Event, EventTarget, FocusOptions, HtmlElement, Window};

/// The window this program runs in.
pub fn window() -> Window {
    js_sys::global().unchecked_into()
}

/// The page.
pub fn document() -> Document {
    // A window has its document for as long as a program runs in it.
    window().document().unwrap_or_else(|| JsValue::NULL.unchecked_into())
}

/// An element by its identifier.
pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// All elements below the page that fit.
pub fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|i| found.item(i)?.dyn_into().ok()).collect()
}

/// The first element that fits.
pub fn one(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// Listens for as long as the page stands.
pub fn on(target: &EventTarget, name: &str, hook: impl FnMut(Event) + 'static) {
    let hook = Closure::<dyn FnMut(Event)>::new(hook);
    let _ = target.add_event_listener_with_callback(name, hook.as_ref().unchecked_ref());
    hook.forget();
}

/// The element an event came from.
pub fn target(ev: &Event) -> Option<Element> {
    ev.target()?.dyn_into().ok()
}

/// The nearest element around the one an event came from that fits.
pub fn around(ev: &Event, selector: &str) -> Option<Element> {
    target(ev)?.closest(selector).ok().flatten()
}

/// Sets an attribute, or takes it away, where it stands otherwise.
pub fn set(element: &Element, name: &str, value: Option<&str>) {
    if element.get_attribute(name).as_deref() == value {
        return;
    }
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Writes a text into the element of that identifier.
pub fn tell(id: &str, text: &str) {
    if let Some(element) = by_id(id) {
        element.set_text_content(Some(text));
    }
}

/// Puts markup into the element of that identifier.
pub fn put(id: &str, markup: &str) {
    if let Some(element) = by_id(id) {
        element.set_inner_html(markup);
    }
}

/// Puts the focus on an element and brings it into view, with the question it answers: what is asked and what is
/// wrong stand above it.
pub fn focus(id: &str) {
    let Some(element) = by_id(id) else { return };
    let question = element.closest(".cell, td, [data-q]").ok().flatten();
    question.as_ref().unwrap_or(&element).scroll_into_view();
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Whoever pressed a button that is gone now goes on at `near`, or at the beginning of the page: not nowhere.
pub fn catch_focus(near: Option<Element>) {
    if document().active_element().is_some_and(|e| e.tag_name() != "BODY") {
        return;
    }
    let to = near.or_else(|| by_id("main")).and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(to) = to {
        let still = FocusOptions::new();
        still.set_prevent_scroll(true);
        let _ = to.focus_with_options(&still);
    }
}

/// Milliseconds on a count that nobody can set back.
pub fn count() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}

/// Waits so many milliseconds.
pub async fn pause(ms: i32) {
    let waiting = Promise::new(&mut |done, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms);
    });
    let _ = JsFuture::from(waiting).await;
}
