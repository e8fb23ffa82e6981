//! The board by keyboard: `/` finds, `j` and `k` or the arrows move, Escape lets go.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use super::state::Live;
use super::table::ROW;

/// Listens as long as the board is on the page.
pub fn listen(live: Live) {
    let handle = window_event_listener(leptos::ev::keydown, move |ev| pressed(live, &ev));
    on_cleanup(move || handle.remove());
}

fn pressed(live: Live, ev: &KeyboardEvent) {
    if ev.ctrl_key() || ev.meta_key() || ev.alt_key() || ev.is_composing() {
        return;
    }
    let within = ev.target().and_then(|t| t.dyn_into::<Element>().ok()).map(|e| e.tag_name());
    let typing = matches!(within.as_deref(), Some("INPUT" | "SELECT" | "TEXTAREA"));
    let step = match ev.key().as_str() {
        "Escape" => {
            live.select(None);
            return;
        }
        _ if typing => return,
        "/" => {
            ev.prevent_default();
            focus("board-q");
            return;
        }
        "j" | "ArrowDown" => 1,
        "k" | "ArrowUp" => -1,
        _ => return,
    };
    // Arrows scroll the page until a row is chosen.
    if ev.key().starts_with("Arrow") && live.selected.get_untracked().is_none() {
        return;
    }
    if let Some(next) = live.neighbour(step) {
        ev.prevent_default();
        focus_row(next.as_str());
        live.select(Some(next));
    }
}

/// Puts the focus on the link of a row: the browser scrolls it into sight.
pub fn focus_row(dossier: &str) {
    let row = document().get_element_by_id(&format!("{ROW}{dossier}"));
    let link = row.and_then(|r| r.query_selector("a").ok().flatten());
    if let Some(link) = link.and_then(|l| l.dyn_into::<HtmlElement>().ok()) {
        let _ = link.focus();
    }
}

/// Identifier of the row that holds the focus.
pub fn focused_row() -> Option<String> {
    let active = document().active_element()?;
    let id = active.closest("tr").ok().flatten()?.id();
    Some(id.strip_prefix(ROW)?.to_owned())
}

fn focus(id: &str) {
    if let Some(e) = document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlElement>().ok())
    {
        let _ = e.focus();
    }
}

/// Puts the focus on the chosen row's part of the page.
pub fn focus_detail() {
    focus("detail");
}

/// Where the side column stands below the table (a phone), goes to the chosen row's part.
pub fn show_detail_if_below() {
    let width = window().inner_width().ok().and_then(|w| w.as_f64()).unwrap_or_default();
    if width <= 1100.0
        && let Some(detail) = document().get_element_by_id("detail")
    {
        detail.scroll_into_view();
    }
}
