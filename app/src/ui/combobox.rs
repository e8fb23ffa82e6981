//! A field that searches a list. Without JavaScript it is an input with the browser's own suggestions; once the page
//! is awake, a list of our own that is searched by code, by name and by initials, and worked by keys as
//! [`crate::drawn::combobox`] says.

use leptos::prelude::*;
use leptos::web_sys::{HtmlInputElement, KeyboardEvent};

use super::control;
use crate::drawn::combobox::{Combobox, Pressed, line_id};
pub use crate::drawn::pick::Choice;
use crate::locales::Lang;

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
    F: Fn(Lang, &str) -> Vec<Choice> + Copy + Send + Sync + 'static,
    P: Fn(&Choice) + Clone + Send + Sync + 'static,
{
    let Setup { id, name, initial, size, list_name, find, pick } = setup;
    let awake = RwSignal::new(false);
    // In an effect, which runs in the browser alone.
    Effect::new(move |_| awake.set(true));
    let state = RwSignal::new(Combobox::default());
    let found = Memo::new(move |_| state.with(|c| c.found().to_vec()));
    let list_id = format!("{id}-l");
    let option_id = {
        let list_id = list_id.clone();
        move |i: usize| line_id(&list_id, i)
    };
    let take = {
        let id = id.clone();
        move |choice: &Choice| {
            control::set(&id, &choice.value);
            pick(choice);
        }
    };
    // For what stands in the field, typed before the page was awake or after.
    let search = move |field: &HtmlInputElement| find(lang, &field.value());
    let show = move |field: HtmlInputElement| state.update(|c| c.open(search(&field)));
    let on_key = {
        let (option_id, take) = (option_id.clone(), take.clone());
        move |ev: KeyboardEvent| {
            let field = event_target::<HtmlInputElement>(&ev);
            let pressed = state.try_maybe_update(|c| {
                let pressed = c.press(&ev.key(), || search(&field));
                (pressed != Pressed::Nothing, pressed)
            });
            match pressed {
                None | Some(Pressed::Nothing) => return,
                Some(Pressed::Turned) => {}
                Some(Pressed::Moved(to)) => control::reveal(&option_id(to)),
                Some(Pressed::Chose(choice)) => take(&choice),
            }
            ev.prevent_default();
        }
    };
    let items = {
        let option_id = option_id.clone();
        move || {
            let take = take.clone();
            found
                .get()
                .into_iter()
                .enumerate()
                .map(|(i, c)| {
                    let take = take.clone();
                    view! {
                        <li
                            role="option"
                            id=option_id(i)
                            aria-selected=move || state.with(|c| c.selected(i))
                            // Before the field loses the focus, which would close the list.
                            on:mousedown=move |ev| {
                                ev.prevent_default();
                                if let Some(choice) = state.try_update(|c| c.choose(i)).flatten() {
                                    take(&choice);
                                }
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
                aria-expanded=move || awake.get().then(|| state.with(Combobox::expanded))
                aria-controls={
                    let list_id = list_id.clone();
                    move || awake.get().then(|| list_id.clone())
                }
                aria-activedescendant=move || state.with(Combobox::active).map(&option_id)
                aria-describedby=described
                aria-invalid=invalid
                on:input=move |ev| show(event_target(&ev))
                on:click=move |ev| show(event_target(&ev))
                on:keydown=on_key
                on:blur=move |_| state.update(Combobox::close)
            />
            <ul role="listbox" id=list_id aria-label=list_name hidden=move || found.with(Vec::is_empty)>
                {items}
            </ul>
            <span class="sr" role="status">{move || state.with(|c| c.told(lang))}</span>
            <datalist id=suggestions>{options}</datalist>
        </div>
    }
    .into_any()
}
