//! Two panes beside one another, each with a scroll of its own, parted by a line that is moved by mouse, touch
//! and keyboard; where it stands is remembered on the device. On narrow screens, on paper and without script
//! there is no line; on narrow ones the second pane follows the first.

use leptos::prelude::*;
use leptos::web_sys::{KeyboardEvent, PointerEvent};

use crate::locales::{lang, work};

/// Where the line may stand, in percent of the width.
const LEAST: u32 = 30;
const MOST: u32 = 75;
/// Where it stands until somebody moves it.
const USUAL: u32 = 60;
/// How far one press of a key moves it.
const STEP: u32 = 5;

/// The panes. `name` is that of the first one; the other should name itself.
pub fn split(name: &'static str, first: AnyView, second: AnyView) -> AnyView {
    let w = work::words(lang());
    let at = ArcRwSignal::new(USUAL);
    let awake = ArcRwSignal::new(false);
    // In an effect, which runs in the browser alone, so that the first picture is the server's.
    Effect::new({
        let (at, awake) = (at.clone(), awake.clone());
        move |_| {
            awake.set(true);
            scroll_back();
            if let Some(kept) = kept() {
                at.set(kept);
            }
        }
    });
    Effect::new({
        let at = at.clone();
        move |before: Option<u32>| {
            let now = at.get();
            if before.is_some_and(|b| b != now) || now != USUAL {
                place(now);
            }
            now
        }
    });
    let set = {
        let at = at.clone();
        move |to: u32| {
            let to = to.clamp(LEAST, MOST);
            at.set(to);
            keep(to);
        }
    };
    let on_key = {
        let (at, set) = (at.clone(), set.clone());
        move |ev: KeyboardEvent| {
            let now = at.get_untracked();
            match ev.key().as_str() {
                "ArrowLeft" => set(now.saturating_sub(STEP)),
                "ArrowRight" => set(now + STEP),
                "Home" => set(LEAST),
                "End" => set(MOST),
                "Enter" => set(USUAL),
                _ => return,
            }
            ev.prevent_default();
        }
    };
    let on_move = {
        let set = set.clone();
        move |ev: PointerEvent| {
            if let Some(to) = dragged(&ev) {
                set(to);
            }
        }
    };
    let now = move || at.get().to_string();
    view! {
        <div class="split" id="split">
            <div class="pane" id="split-first" tabindex="0" role="region" aria-label=name on:scroll=|_| note_scroll()>{first}</div>
            <div
                class="parting no-print"
                role="separator"
                tabindex="0"
                aria-orientation="vertical"
                aria-label=w.parting
                aria-controls="split-first"
                aria-valuemin=LEAST.to_string()
                aria-valuemax=MOST.to_string()
                aria-valuenow=now
                hidden=move || !awake.get()
                on:keydown=on_key
                on:pointerdown=|ev| grasp(&ev)
                on:pointermove=on_move
            ></div>
            <div class="pane" id="split-second" on:scroll=|_| note_scroll()>{second}</div>
        </div>
    }
    .into_any()
}

/// Where the line was left on this device.
fn kept() -> Option<u32> {
    let kept = super::draft::get(&super::draft::key("split", "at"))?;
    kept.get("percent")?.parse().ok().filter(|p| (LEAST..=MOST).contains(p))
}

fn keep(to: u32) {
    let kept = [("percent".to_owned(), to.to_string())].into();
    super::draft::put(&super::draft::key("split", "at"), &kept);
}

/// Moves the line, by a property of our own that the style sheet reads.
fn place(percent: u32) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let split = document().get_element_by_id("split");
        if let Some(split) = split.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = split.style().set_property("--split", &format!("{percent}%"));
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = percent;
}

/// The pointer holds the line until it is let go, wherever it goes.
fn grasp(ev: &PointerEvent) {
    #[cfg(feature = "hydrate")]
    {
        let line: web_sys::Element = event_target(ev);
        let _ = line.set_pointer_capture(ev.pointer_id());
        ev.prevent_default();
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = ev;
}

/// Where the pointer wants the line, while it holds it.
fn dragged(ev: &PointerEvent) -> Option<u32> {
    #[cfg(feature = "hydrate")]
    {
        let line: web_sys::Element = event_target(ev);
        if !line.has_pointer_capture(ev.pointer_id()) {
            return None;
        }
        let place = line.parent_element()?.get_bounding_client_rect();
        let part = (f64::from(ev.client_x()) - place.left()) / place.width() * 100.0;
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped before"
        )]
        return Some(part.clamp(0.0, 100.0).round() as u32);
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = ev;
        None
    }
}

/// Identifiers of the panes.
#[cfg(feature = "hydrate")]
const PANES: [&str; 2] = ["split-first", "split-second"];

#[cfg(feature = "hydrate")]
thread_local! {
    /// Path of the page, and how far its panes are scrolled: an act draws the page anew, and whoever reads
    /// wants to go on where they were.
    static SCROLLED: std::cell::RefCell<(String, [i32; 2])> = const { std::cell::RefCell::new((String::new(), [0; 2])) };
}

/// Notes how far the panes are scrolled.
fn note_scroll() {
    #[cfg(feature = "hydrate")]
    {
        let far = PANES.map(|id| document().get_element_by_id(id).map_or(0, |e| e.scroll_top()));
        let path = window().location().pathname().unwrap_or_default();
        SCROLLED.with(|s| *s.borrow_mut() = (path, far));
    }
}

/// Scrolls the panes of the same page to where they were.
fn scroll_back() {
    #[cfg(feature = "hydrate")]
    {
        let path = window().location().pathname().unwrap_or_default();
        let (before, far) = SCROLLED.with(|s| s.borrow().clone());
        if before == path {
            for (id, far) in PANES.into_iter().zip(far) {
                if let Some(pane) = document().get_element_by_id(id) {
                    pane.set_scroll_top(far);
                }
            }
        }
    }
}
