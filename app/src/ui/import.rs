//! Tables that are taken over as a whole: the form of a file, the form of what is pasted, the preview row by row. Plain
//! forms; what is pasted can be looked at before it is taken.

use leptos::prelude::*;

use super::form::Typed;
use super::framed::{self, Number, Text};
use super::markup;
use crate::locales::{Lang, common, refusal};

/// What the parts of such a page are called.
pub struct Names {
    /// The file, and what it may be.
    pub file: (&'static str, &'static str),
    /// What is pasted, and its first row.
    pub paste: (&'static str, &'static str),
    /// Looking at it.
    pub look: &'static str,
    /// Taking it over.
    pub take: &'static str,
}

/// What is wrong with a field of the form that was posted.
pub fn said(lang: Lang, typed: &Typed, field: &str) -> Option<AnyView> {
    let text = refusal::refusal(lang, typed.slip(field)?);
    Some(view! { <p class="notice bad" role="alert">{text}</p> }.into_any())
}

/// The form of a file, which is posted to the page itself.
pub fn file(lang: Lang, path: &'static str, typed: &Typed, n: &Names) -> AnyView {
    let (label, hint) = n.file;
    view! {
        <form method="post" action=path enctype="multipart/form-data" class="sheet pad stack">
            {said(lang, typed, "file")}
            <div class="q">
                <label for="file">{label}</label>
                <p class="hint" id="file-h">{hint}</p>
                <input id="file" name="file" type="file" required accept=".xlsx,.csv,.txt" aria-describedby="file-h"/>
            </div>
            <div class="actions"><button class="btn quiet">{n.look}</button></div>
        </form>
    }
    .into_any()
}

/// The field of what is pasted, with what was pasted before; `on_input` hears of every change.
pub fn pasted(n: &Names, given: &str, mut on_input: impl FnMut(String) + 'static) -> AnyView {
    let (label, hint) = n.paste;
    view! {
        <div class="q">
            <label for="text">{label}</label>
            <p class="hint" id="text-h">{hint}</p>
            <textarea
                id="text"
                name="text"
                rows="8"
                spellcheck="false"
                wrap="off"
                aria-describedby="text-h"
                on:input=move |ev| on_input(event_target_value(&ev))
                inner_html=markup::area(given)
            ></textarea>
        </div>
    }
    .into_any()
}

/// The form of what is pasted, likewise posted to the page itself: looked at or taken over; `back` leads to the list.
pub fn table(
    lang: Lang,
    (path, back): (&'static str, &'static str),
    typed: &Typed,
    n: &Names,
    on_input: impl FnMut(String) + 'static,
    preview: impl IntoView + 'static,
) -> AnyView {
    view! {
        <form method="post" action=path enctype="multipart/form-data" class="stack">
            {pasted(n, &typed.value("text"), on_input)}
            {said(lang, typed, "")}
            <div class="actions">
                <button class="btn quiet" name="act" value="look">{n.look}</button>
                <button class="btn" name="act" value="take">{n.take}</button>
                <a href=back>{common::words(lang).back}</a>
            </div>
            {preview}
        </form>
    }
    .into_any()
}

/// The rows as they would be taken over, between what is said of them all and how many are not shown.
pub fn preview(said: String, wrong: bool, table: AnyView, left: Option<String>) -> AnyView {
    let class = if wrong { "notice bad" } else { "notice ok" };
    view! {
        <p class=class role="status">{said}</p>
        {table}
        {left.map(|said| view! { <p class="soft">{said}</p> })}
    }
    .into_any()
}

/// What is wrong with a row.
pub fn faults(said: impl IntoIterator<Item = String>) -> AnyView {
    let said = said.into_iter().map(|text| view! { <li><span class="tag bad">{text}</span></li> });
    view! { <ul class="bare">{said.collect_view()}</ul> }.into_any()
}

/// The table of a preview: the number of each row first, what becomes of it last.
pub fn rows(
    name: &'static str,
    (number, verdict): (&'static str, &'static str),
    between: impl IntoIterator<Item = &'static str>,
    rows: impl IntoView + 'static,
) -> AnyView {
    let between = between.into_iter().map(Text);
    let columns = [Number(number)].into_iter().chain(between).chain([Text(verdict)]);
    framed::table(name, columns, rows)
}
