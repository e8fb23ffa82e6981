//! No press and no word is lost when a page draws itself anew ([ADR 0054](../../../docs/adr/0054-a-page-waits-for-the-hand.md)).
//!
//! A page that loads its data again draws it when no button is held down and no word is being composed
//! ([`Turns`], for all that is [`super::loaded`]; `off` for the boards); and a press belongs to what was pressed, even if the page has
//! moved under the pointer before it was let go.

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;

/// When what has been loaded again is drawn.
#[derive(Clone, Copy)]
pub struct Turns {
    /// Grows with every drawing.
    turn: RwSignal<u32>,
    /// A drawing is waiting for its data already: it will take what comes.
    awaited: StoredValue<bool>,
}

impl Turns {
    /// Of what is tracked in `track`.
    pub fn of(track: impl Fn() + 'static) -> Self {
        let this = Self { turn: RwSignal::new(0), awaited: StoredValue::new(false) };
        // Only in the browser: the server draws once.
        Effect::new(move |before: Option<()>| {
            track();
            if before.is_some() && !this.awaited.try_get_value().unwrap_or(true) {
                when_free(move || {
                    this.turn.try_update(|n| *n = n.wrapping_add(1));
                });
            }
        });
        this
    }

    /// Makes whoever draws draw again at every turn.
    pub fn track(self) {
        self.turn.track();
    }

    /// The data as they are when they are there. They are not tracked: that they have changed is told by the turn.
    pub async fn settled<T>(self, data: impl IntoFuture<Output = T>) -> T {
        self.awaited.try_set_value(true);
        let value = ScopedFuture::new_untracked(data.into_future()).await;
        self.awaited.try_set_value(false);
        value
    }
}

/// Does it now, or as soon as the hand is off the page.
fn when_free(draw: impl FnOnce() + 'static) {
    #[cfg(feature = "hydrate")]
    browser::when_free(Box::new(draw));
    #[cfg(not(feature = "hydrate"))]
    draw();
}

/// Comes back when the hand is off the page, for what draws without loading.
#[cfg(feature = "hydrate")]
pub async fn off() {
    let (off, is_off) = futures::channel::oneshot::channel::<()>();
    when_free(move || off.send(()).unwrap_or_default());
    let _ = is_off.await;
}

/// Begins to follow the hand; once for all pages.
pub fn feel() {
    #[cfg(feature = "hydrate")]
    browser::feel();
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::{Cell, RefCell};
    use std::time::Duration;

    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::convert::FromWasmAbi;
    use wasm_bindgen::prelude::Closure;
    use web_sys::{
        Element, Event, EventTarget, HtmlElement, HtmlOptionElement, KeyboardEvent, Node,
        PointerEvent,
    };

    /// What can be pressed.
    const PRESSED: &str = "button, summary, a[href], label, input";
    /// What a space presses when it is let go.
    const BY_SPACE: &str = "button, summary, input[type=checkbox], input[type=radio]";
    /// CSS pixels a hand may move while it presses.
    const STILL: i32 = 8;
    /// After letting go, until a finger's press has become a click.
    const SETTLE: Duration = Duration::from_millis(100);
    /// A press of which no end is heard (let go outside of the window) keeps nothing back for longer.
    const LONGEST: Duration = Duration::from_secs(10);

    /// A pointer that is down: on what, and where.
    struct Press {
        on: HtmlElement,
        at: (i32, i32),
    }

    #[derive(Default)]
    struct Hand {
        down: Cell<bool>,
        composing: Cell<bool>,
        /// Grows with every press and every end of one, so that what was to end an earlier one ends none.
        count: Cell<u32>,
        press: RefCell<Option<Press>>,
        /// Let go, and not clicked yet.
        owed: RefCell<Option<HtmlElement>>,
        waiting: RefCell<Vec<Box<dyn FnOnce()>>>,
    }

    thread_local! {
        static HAND: Hand = Hand::default();
    }

    impl Hand {
        fn free(&self) -> bool {
            !self.down.get() && !self.composing.get()
        }

        fn begin(&self) {
            self.down.set(true);
            self.end_after(LONGEST);
        }

        fn end_after(&self, time: Duration) {
            let count = self.count.get().wrapping_add(1);
            self.count.set(count);
            let end = move || {
                HAND.with(|hand| {
                    if hand.count.get() == count {
                        hand.down.set(false);
                        hand.draw();
                    }
                });
            };
            set_timeout(end, time);
        }

        /// Lets draw who waited for it.
        fn draw(&self) {
            if self.free() {
                let waiting = self.waiting.take();
                waiting.into_iter().for_each(|draw| draw());
            }
        }

        /// A mouse that has pressed and not moved owes a click. The browser makes one at once; where the page has
        /// moved between, it makes one of what is there now, or none, and the one that is owed is made here.
        fn let_go(&self, ev: &PointerEvent) {
            let Some(press) = self.press.take() else { return };
            let (x, y) = press.at;
            let moved = (ev.client_x() - x).abs().max((ev.client_y() - y).abs());
            if moved > STILL || ev.pointer_type() != "mouse" {
                return;
            }
            self.owed.replace(Some(press.on));
            let pay = || {
                let owed = HAND.with(|hand| hand.owed.take());
                if let Some(on) = owed.filter(|on| on.is_connected()) {
                    on.click();
                }
            };
            set_timeout(pay, Duration::ZERO);
        }

        fn clicked(&self, target: Option<EventTarget>) {
            let target = target.and_then(|t| t.dyn_into::<Node>().ok());
            let paid = self.owed.borrow().as_ref().is_some_and(|on| on.contains(target.as_ref()));
            if paid {
                self.owed.take();
            }
        }

        fn give_up(&self) {
            self.press.take();
            self.composing.set(false);
            self.end_after(SETTLE);
        }
    }

    pub(super) fn when_free(draw: Box<dyn FnOnce()>) {
        HAND.with(|hand| {
            if hand.free() {
                draw();
            } else {
                hand.waiting.borrow_mut().push(draw);
            }
        });
    }

    /// What is chosen in a form that is sent stays chosen. A page drawn anew sets the attributes of its elements again, and an
    /// option that was never touched itself follows its own: it would be chosen again in place of what the reader chose.
    fn stays_chosen(target: Option<EventTarget>) {
        let Some(list) = closest(target, "form[method=post] select") else { return };
        let Ok(options) = list.query_selector_all("option") else { return };
        let options = (0..options.length()).filter_map(|i| options.item(i));
        options.filter_map(|o| o.dyn_into::<HtmlOptionElement>().ok()).for_each(|option| {
            option.set_selected(option.selected());
        });
    }

    fn closest(target: Option<EventTarget>, selector: &str) -> Option<Element> {
        target?.dyn_into::<Element>().ok()?.closest(selector).ok()?
    }

    /// Hears an event before anybody on the page does, as long as the document stands.
    fn hear<E: FromWasmAbi + 'static>(name: &str, act: impl Fn(&Hand, E) + 'static) {
        let hook = Closure::<dyn Fn(E)>::new(move |ev: E| HAND.with(|hand| act(hand, ev)));
        let listener = hook.as_ref().unchecked_ref();
        // Refused only for names that are not ones.
        let _ = window().add_event_listener_with_callback_and_bool(name, listener, true);
        hook.forget();
    }

    pub(super) fn feel() {
        hear("pointerdown", |hand, ev: PointerEvent| {
            if ev.button() != 0 || !ev.is_primary() {
                return;
            }
            let on = closest(ev.target(), PRESSED).and_then(|e| e.dyn_into().ok());
            hand.press.replace(on.map(|on| Press { on, at: (ev.client_x(), ev.client_y()) }));
            hand.begin();
        });
        hear("pointerup", |hand, ev: PointerEvent| {
            hand.let_go(&ev);
            hand.end_after(SETTLE);
        });
        hear("click", |hand, ev: Event| hand.clicked(ev.target()));
        hear("pointercancel", |hand, _: Event| hand.give_up());
        hear("blur", |hand, ev: Event| {
            // Heard of every field on its way; the window's own alone means that the hand is elsewhere.
            if ev.target().is_some_and(|t| t.is_instance_of::<web_sys::Window>()) {
                hand.give_up();
            }
        });
        hear("keydown", |hand, ev: KeyboardEvent| {
            if ev.key() == " " && closest(ev.target(), BY_SPACE).is_some() {
                hand.begin();
            }
        });
        hear("keyup", |hand, ev: KeyboardEvent| {
            if ev.key() == " " {
                hand.end_after(SETTLE);
            }
        });
        hear("change", |_, ev: Event| stays_chosen(ev.target()));
        hear("compositionstart", |hand, _: Event| hand.composing.set(true));
        hear("compositionend", |hand, _: Event| {
            hand.composing.set(false);
            hand.end_after(SETTLE);
        });
    }
}
