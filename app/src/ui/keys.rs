//! Keys that lead from page to page: the next of a list, the one before, back to the list. They never act
//! while somebody types.

use leptos::prelude::*;

/// Goes to an address at the press of its key, as long as the drawing stands.
pub fn go_by_keys(ways: Vec<(&'static str, String)>) {
    #[cfg(feature = "hydrate")]
    {
        let navigate = leptos_router::hooks::use_navigate();
        let handle = StoredValue::new(None::<WindowListenerHandle>);
        let ways = StoredValue::new(ways);
        Effect::new(move |_| {
            let navigate = navigate.clone();
            handle.set_value(Some(window_event_listener(leptos::ev::keydown, move |ev| {
                if ev.ctrl_key() || ev.meta_key() || ev.alt_key() || typing() {
                    return;
                }
                let key = ev.key();
                let way =
                    ways.try_with_value(|all| all.iter().find(|w| w.0 == key).map(|w| w.1.clone()));
                if let Some(Some(href)) = way {
                    ev.prevent_default();
                    navigate(&href, Default::default());
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
        drop(ways);
    }
}

/// Whether the focus is where text goes.
#[cfg(feature = "hydrate")]
pub fn typing() -> bool {
    let Some(active) = document().active_element() else { return false };
    matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        || active.get_attribute("contenteditable").is_some_and(|v| v != "false")
}
