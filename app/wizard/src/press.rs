//! A press belongs to what was pressed ([ADR 0054](../../../docs/adr/0054-a-page-waits-for-the-hand.md)). Who presses a
//! button leaves the field they were in; what is told there then moves the button before it is let go, and a browser makes a
//! click of a press and a release over the same element alone.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlElement, MouseEvent, Node};

use crate::dom;

/// What can be pressed.
const PRESSED: &str = "button, summary, a[href], label, input";
/// CSS pixels a hand may move while it presses.
const STILL: i32 = 8;

thread_local! {
    /// What a mouse has pressed, and where.
    static PRESS: RefCell<Option<(HtmlElement, (i32, i32))>> = const { RefCell::new(None) };
    /// Let go, and not clicked yet.
    static OWED: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// Follows the mouse for as long as the page stands.
pub fn feel() {
    hear("mousedown", |ev| {
        let on = dom::around(ev, PRESSED).and_then(|e| e.dyn_into::<HtmlElement>().ok());
        PRESS.set(on.zip(place(ev)));
    });
    hear("mouseup", |ev| {
        let (Some((on, (x, y))), Some((to_x, to_y))) = (PRESS.take(), place(ev)) else { return };
        // Moving away takes a press back.
        if (to_x - x).abs().max((to_y - y).abs()) > STILL {
            return;
        }
        OWED.set(Some(on));
        spawn_local(async {
            // The browser clicks at once, or not at all.
            dom::pause(0).await;
            if let Some(on) = OWED.take().filter(|on| on.is_connected()) {
                on.click();
            }
        });
    });
    hear("click", |ev| {
        let target = ev.target().and_then(|t| t.dyn_into::<Node>().ok());
        let paid = |on: &HtmlElement| on.contains(target.as_ref());
        if OWED.with_borrow(|on| on.as_ref().is_some_and(paid)) {
            OWED.set(None);
        }
    });
}

/// Where the first button of a mouse is pressed or let go.
fn place(ev: &Event) -> Option<(i32, i32)> {
    let mouse = ev.dyn_ref::<MouseEvent>().filter(|mouse| mouse.button() == 0)?;
    Some((mouse.client_x(), mouse.client_y()))
}

/// Hears an event before anybody on the page does.
fn hear(name: &str, hook: impl Fn(&Event) + 'static) {
    let hook = Closure::<dyn Fn(Event)>::new(move |ev: Event| hook(&ev));
    let listener = hook.as_ref().unchecked_ref();
    // Refused only for names that are not ones.
    let _ = dom::window().add_event_listener_with_callback_and_bool(name, listener, true);
    hook.forget();
}
