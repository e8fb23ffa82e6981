//! Keyboard on work lists: `/` to search, j and k (or the arrows, once inside) to move from
//! row to row, Enter to open. Moving moves the focus, so that every reader can follow.

use leptos::prelude::*;

/// Listens while the list is on the page.
pub fn listen() {
    #[cfg(feature = "hydrate")]
    {
        let handle = StoredValue::new(None::<WindowListenerHandle>);
        Effect::new(move |_| {
            handle.set_value(Some(window_event_listener(leptos::ev::keydown, |ev| {
                if !(ev.ctrl_key() || ev.meta_key() || ev.alt_key()) && act(&ev.key()) {
                    ev.prevent_default();
                }
            })));
        });
        on_cleanup(move || {
            if let Some(handle) = handle.try_update_value(Option::take).flatten() {
                handle.remove();
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = Owner::current();
    }
}

/// Answers a key; whether it was meant for the list.
#[cfg(feature = "hydrate")]
fn act(key: &str) -> bool {
    use wasm_bindgen::JsCast;
    use web_sys::HtmlElement;

    let page = document();
    let focus = |e: web_sys::Element| e.unchecked_into::<HtmlElement>().focus().is_ok();
    let active = page.active_element();
    let tag = active.as_ref().map(web_sys::Element::tag_name).unwrap_or_default();
    let in_search = active.as_ref().is_some_and(|e| e.id() == "list-search");
    let typing = matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT");
    let on_row = active.as_ref().is_some_and(|e| e.has_attribute("data-row"));
    let step = match key {
        "/" if !typing => {
            return page.get_element_by_id("list-search").is_some_and(focus);
        }
        "j" if !typing => 1,
        "k" if !typing => -1,
        "ArrowDown" if on_row || in_search => 1,
        "ArrowUp" if on_row => -1,
        _ => return false,
    };
    let links = page.get_elements_by_tag_name("a");
    let rows: Vec<web_sys::Element> = (0..links.length())
        .filter_map(|i| links.item(i))
        .filter(|e| e.has_attribute("data-row"))
        .collect();
    let here = rows.iter().position(|e| Some(e) == active.as_ref());
    let next = match (here, step) {
        (None, _) => 0,
        (Some(0), -1) => return page.get_element_by_id("list-search").is_some_and(focus),
        (Some(i), -1) => i - 1,
        (Some(i), _) => i + 1,
    };
    rows.into_iter().nth(next).is_some_and(focus)
}
