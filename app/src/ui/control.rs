//! Reading and writing the controls of a form in the browser. Controls are not bound to
//! signals: writing back while somebody composes Chinese text would break it. They are
//! written only when text comes from elsewhere.

use leptos::prelude::{document, event_target};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// Name and text of the control an event came from; an unticked box has no text.
pub fn typed(ev: &Event) -> Option<(String, String)> {
    let target: Element = event_target(ev);
    let name = target.get_attribute("name")?;
    let text = if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        if input.type_() == "checkbox" && !input.checked() { String::new() } else { input.value() }
    } else if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else {
        target.dyn_ref::<HtmlSelectElement>()?.value()
    };
    Some((name, text))
}

/// Writes a text into the control or the group of choices of that name.
pub fn write(name: &str, text: &str) {
    let Ok(found) = document().query_selector_all(&format!("[name=\"{name}\"]")) else { return };
    for i in 0..found.length() {
        let Some(node) = found.item(i) else { continue };
        if let Some(input) = node.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "checkbox" | "radio" => input.set_checked(input.value() == text),
                _ => input.set_value(text),
            }
        } else if let Some(area) = node.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(text);
        } else if let Some(select) = node.dyn_ref::<HtmlSelectElement>() {
            select.set_value(text);
        }
    }
}

/// Puts the focus on an element and brings it into view.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// Presses a button.
pub fn press(id: &str) {
    if let Some(button) = document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}
