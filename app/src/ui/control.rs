//! Reading and writing the controls of a form in the browser. Controls are not bound to
//! signals: writing back while somebody composes Chinese text would break it. They are
//! written only when text comes from elsewhere.

use leptos::prelude::{document, event_target};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{
    Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
};

/// Name and text of the control an event came from; an unticked box has no text.
pub fn typed(ev: &Event) -> Option<(String, String)> {
    let target: Element = event_target(ev);
    let name = target.get_attribute("name")?;
    Some((name, text_of(&target)?))
}

fn text_of(control: &Element) -> Option<String> {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        let off = input.type_() == "checkbox" && !input.checked();
        return Some(if off { String::new() } else { input.value() });
    }
    if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        return Some(area.value());
    }
    Some(control.dyn_ref::<HtmlSelectElement>()?.value())
}

/// The text in the control or the group of choices of that name.
pub fn read(name: &str) -> Option<String> {
    let find =
        |more: &str| document().query_selector(&format!("[name=\"{name}\"]{more}")).ok().flatten();
    let first = find("")?;
    let radio = first.dyn_ref::<HtmlInputElement>().is_some_and(|i| i.type_() == "radio");
    if radio {
        Some(find(":checked").as_ref().and_then(text_of).unwrap_or_default())
    } else {
        text_of(&first)
    }
}

/// Writes a text into the control or the group of choices of that name.
pub fn write(name: &str, text: &str) {
    let find =
        |more: &str| document().query_selector(&format!("[name=\"{name}\"]{more}")).ok().flatten();
    let Some(node) = find("") else { return };
    if let Some(area) = node.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    } else if let Some(select) = node.dyn_ref::<HtmlSelectElement>() {
        select.set_value(text);
    } else if let Some(input) = node.dyn_ref::<HtmlInputElement>() {
        if !matches!(input.type_().as_str(), "checkbox" | "radio") {
            return input.set_value(text);
        }
        let check = |node: Option<Element>, yes: bool| {
            if let Some(input) = node.as_ref().and_then(|n| n.dyn_ref::<HtmlInputElement>()) {
                input.set_checked(yes);
            }
        };
        check(find(":checked"), false);
        let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
        check(find(&format!("[value=\"{quoted}\"]")), true);
    }
}

/// Writes a text into the input of that identifier.
pub fn set(id: &str, text: &str) {
    let input = document().get_element_by_id(id);
    if let Some(input) = input.and_then(|e| e.dyn_into::<HtmlInputElement>().ok()) {
        input.set_value(text);
    }
}

/// Brings an element into view without moving more than it must.
pub fn reveal(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view_with_bool(false);
    }
}

/// Puts the focus on an element and brings it into view.
pub fn focus(id: &str) {
    if let Some(element) =
        document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlElement>().ok())
    {
        element.scroll_into_view();
        let _ = element.focus();
    }
}
