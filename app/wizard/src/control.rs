//! Reading and writing the controls of the form. They are written only when text comes from
//! elsewhere: writing back while somebody composes Chinese text would break it.

use app::drawn::{key_of, name};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlInputElement, HtmlOptionElement, HtmlSelectElement, HtmlTextAreaElement,
};

use crate::dom;

/// Key and text of a control; an unticked box has no text.
pub fn typed(control: &Element) -> Option<(String, String)> {
    let name = control.get_attribute("name")?;
    let key = key_of(&name)?.to_owned();
    let text = if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        if input.type_() == "checkbox" && !input.checked() { String::new() } else { input.value() }
    } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else {
        control.dyn_ref::<HtmlSelectElement>()?.value()
    };
    Some((key, text))
}

/// Keys and texts of what stands in the page: lines and areas that hold a text, choices that were
/// made, lists in which something else was chosen than the page came with.
pub fn standing() -> Vec<(String, String)> {
    dom::all("form [name^='a[']")
        .iter()
        .filter(|control| match control.dyn_ref::<HtmlInputElement>() {
            Some(input) if matches!(input.type_().as_str(), "checkbox" | "radio") => {
                input.checked()
            }
            Some(_) => true,
            None if control.is_instance_of::<HtmlSelectElement>() => {
                let chosen = control.query_selector("option:checked").ok().flatten();
                let chosen = chosen.and_then(|o| o.dyn_into::<HtmlOptionElement>().ok());
                chosen.is_some_and(|o| !o.default_selected())
            }
            None => true,
        })
        .filter_map(typed)
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// Writes a text into the control or the group of choices of a key.
pub fn write(key: &str, text: &str) {
    for node in dom::all(&format!("[name=\"{}\"]", name(key))) {
        if let Some(area) = node.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(text);
        } else if let Some(select) = node.dyn_ref::<HtmlSelectElement>() {
            select.set_value(text);
        } else if let Some(input) = node.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "checkbox" | "radio" => input.set_checked(input.value() == text),
                _ => input.set_value(text),
            }
        }
    }
}
