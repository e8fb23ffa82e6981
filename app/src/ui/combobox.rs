//! A field that searches a list (the combobox pattern of ARIA 1.2). Without JavaScript it is an
//! input with the browser's own suggestions; once the page is awake, a list of our own that is
//! searched by code, by name and by initials, and worked by keys.

use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;

use super::control;
pub use crate::drawn::pick::Choice;
use crate::drawn::pick::SHOWN;
use crate::locales::{Lang, entry};

/// What a combobox is told.
pub struct Setup<F, P> {
    /// Identifier of the input.
    pub id: String,
    /// Its name in the form; none where it only helps to fill another control.
    pub name: Option<String>,
    /// What it begins with.
    pub initial: String,
    /// Width in characters.
    pub size: &'static str,
    /// Name of the list.
    pub list_name: &'static str,
    /// The list for what was typed.
    pub find: F,
    /// Something was chosen.
    pub pick: P,
}

/// The input with its list. `described` and `invalid` are as for any other control; `options`
/// are the browser's suggestions while there is no JavaScript.
pub fn combobox<F, P>(
    lang: Lang,
    setup: Setup<F, P>,
    described: impl Fn() -> Option<String> + Send + Sync + 'static,
    invalid: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
    options: AnyView,
) -> AnyView
where
    F: Fn(Lang, &str) -> Vec<Choice> + Send + Sync + 'static,
    P: Fn(&Choice) + Clone + Send + Sync + 'static,
{
    let w = entry::words(lang);
    let Setup { id, name, initial, size, list_name, find, pick } = setup;
    let awake = RwSignal::new(false);
    // In an effect, which runs in the browser alone.
    Effect::new(move |_| awake.set(true));
    let typed = RwSignal::new(initial.clone());
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let found = Memo::new(move |_| {
        if !open.get() {
            return Vec::new();
        }
        let mut all = typed.with(|t| find(lang, t));
        all.truncate(SHOWN);
        all
    });
    let list_id = format!("{id}-l");
    let option_id = {
        let list_id = list_id.clone();
        move |i: usize| format!("{list_id}-{i}")
    };
    let choose = {
        let id = id.clone();
        move |i: usize| {
            let Some(choice) = found.with_untracked(|all| all.get(i).cloned()) else { return };
            open.set(false);
            active.set(None);
            typed.set(choice.value.clone());
            control::set(&id, &choice.value);
            pick(&choice);
        }
    };
    let go = {
        let option_id = option_id.clone();
        move |to: usize| {
            active.set(Some(to));
            control::reveal(&option_id(to));
        }
    };
    let on_key = {
        let choose = choose.clone();
        move |ev: KeyboardEvent| {
            let n = found.with_untracked(Vec::len);
            let at = active.get_untracked();
            match ev.key().as_str() {
                "ArrowDown" if !open.get_untracked() => open.set(true),
                "ArrowDown" if n > 0 => go(at.map_or(0, |i| (i + 1) % n)),
                "ArrowUp" if n > 0 => go(at.map_or(n - 1, |i| (i + n - 1) % n)),
                "Enter" if open.get_untracked() && at.is_some() => choose(at.unwrap_or(0)),
                "Escape" if open.get_untracked() => {
                    open.set(false);
                    active.set(None);
                }
                _ => return,
            }
            ev.prevent_default();
        }
    };
    let items = {
        let option_id = option_id.clone();
        move || {
            let choose = choose.clone();
            found
                .get()
                .into_iter()
                .enumerate()
                .map(|(i, c)| {
                    let choose = choose.clone();
                    view! {
                        <li
                            role="option"
                            id=option_id(i)
                            aria-selected=move || if active.get() == Some(i) { "true" } else { "false" }
                            // Before the field loses the focus, which would close the list.
                            on:mousedown=move |ev| {
                                ev.prevent_default();
                                choose(i);
                            }
                        >
                            {c.text}
                            {(!c.zh.is_empty()).then(|| view! { " " <span lang="zh-CN">{c.zh}</span> })}
                        </li>
                    }
                })
                .collect_view()
        }
    };
    let told = move || match (open.get(), found.with(Vec::len)) {
        (false, _) => String::new(),
        (true, 0) => w.none_found.to_owned(),
        (true, n) => (w.found)(n),
    };
    let suggestions = format!("{id}-s");
    view! {
        <div class="combo">
            <input
                type="text"
                autocomplete="off"
                spellcheck="false"
                id=id
                name=name
                value=initial
                size=size
                list={
                    let suggestions = suggestions.clone();
                    move || (!awake.get()).then(|| suggestions.clone())
                }
                role=move || awake.get().then_some("combobox")
                aria-autocomplete=move || awake.get().then_some("list")
                aria-expanded=move || awake.get().then(|| if open.get() { "true" } else { "false" })
                aria-controls={
                    let list_id = list_id.clone();
                    move || awake.get().then(|| list_id.clone())
                }
                aria-activedescendant=move || active.get().filter(|_| open.get()).map(&option_id)
                aria-describedby=described
                aria-invalid=invalid
                on:input=move |ev| {
                    typed.set(event_target_value(&ev));
                    active.set(None);
                    open.set(true);
                }
                on:click=move |_| open.set(true)
                on:keydown=on_key
                on:blur=move |_| open.set(false)
            />
            <ul role="listbox" id=list_id aria-label=list_name hidden=move || found.with(Vec::is_empty)>
                {items}
            </ul>
            <span class="sr" role="status">{told}</span>
            <datalist id=suggestions>{options}</datalist>
        </div>
    }
    .into_any()
}
