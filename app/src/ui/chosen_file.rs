//! A file that was chosen stays chosen ([ADR 0054](../../../docs/adr/0054-a-page-waits-for-the-hand.md)).
//!
//! Drawn anew, an element loses the attributes it had and gets those it has now. A field of files that has no `type` for a
//! moment is none, and forgets what its reader chose.

/// Begins to keep what is chosen; once for all pages.
pub fn keep() {
    #[cfg(feature = "hydrate")]
    browser::keep();
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::RefCell;

    use js_sys::Array;
    use leptos::prelude::*;
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{
        DataTransfer, Event, FileList, HtmlFormElement, HtmlInputElement, MutationObserver,
        MutationObserverInit, MutationRecord,
    };

    thread_local! {
        /// Fields with what was chosen in them.
        static CHOSEN: RefCell<Vec<(HtmlInputElement, FileList)>> = const { RefCell::new(Vec::new()) };
    }

    /// The same files in a list that no field empties.
    fn copied(files: &FileList) -> Option<FileList> {
        let copy = DataTransfer::new().ok()?;
        for file in (0..files.length()).filter_map(|i| files.get(i)) {
            copy.items().add_with_file(&file).ok()?;
        }
        copy.files()
    }

    fn chosen(ev: &Event) {
        let Some(field) = ev.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let Some(files) = field.files() else { return };
        CHOSEN.with_borrow_mut(|chosen| {
            chosen.retain(|(other, _)| other.is_connected() && *other != field);
            if let Some(copy) = copied(&files).filter(|files| files.length() > 0) {
                chosen.push((field, copy));
            }
        });
    }

    /// Whoever empties a form means it.
    fn emptied(ev: &Event) {
        let Some(form) = ev.target().and_then(|t| t.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        CHOSEN.with_borrow_mut(|chosen| chosen.retain(|(field, _)| !form.contains(Some(field))));
    }

    /// Puts back what fields have lost whose `type` went and came back.
    fn drawn(records: &Array) {
        for record in records.iter() {
            let field = record.unchecked_into::<MutationRecord>().target();
            let Some(field) = field.and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else {
                continue;
            };
            if field.files().is_none_or(|files| files.length() > 0) {
                continue;
            }
            CHOSEN.with_borrow(|chosen| {
                if let Some((_, files)) = chosen.iter().find(|(other, _)| *other == field) {
                    field.set_files(Some(files));
                }
            });
        }
    }

    /// Hears an event before anybody on the page does, as long as the document stands.
    fn hear(name: &str, act: fn(&Event)) {
        let hook = Closure::<dyn Fn(Event)>::new(move |ev: Event| act(&ev));
        // Refused only for names that are not ones.
        let _ = window().add_event_listener_with_callback_and_bool(
            name,
            hook.as_ref().unchecked_ref(),
            true,
        );
        hook.forget();
    }

    pub(super) fn keep() {
        hear("change", chosen);
        hear("reset", emptied);
        let hook = Closure::<dyn Fn(Array)>::new(|records: Array| drawn(&records));
        let options = MutationObserverInit::new();
        options.set_subtree(true);
        options.set_attribute_filter(&Array::of1(&JsValue::from_str("type")));
        if let Ok(observer) = MutationObserver::new(hook.as_ref().unchecked_ref()) {
            let _ = observer.observe_with_options(&document(), &options);
        }
        hook.forget();
    }
}
