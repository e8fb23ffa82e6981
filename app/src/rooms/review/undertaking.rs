//! The undertaking of confidentiality and the declaration of conflicts (Art. 15).

use std::collections::HashSet;

use domain::views::review::Applicant;
use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;

use super::api::Undertake;
use crate::locales::review::words;
use crate::locales::{Lang, common, lang};
use crate::ui::unfolded::refused;
use crate::ui::{RefusedBy, crumbs, title};

/// The undertaking to sign. Nothing but names of organisations is on this page.
#[component]
pub fn Sign(
    /// Organisations to declare conflicts with.
    applicants: Vec<Applicant>,
    /// Years for which advice counts (Art. 15).
    years: u32,
    /// What opens to the reader by signing.
    after: &'static str,
    /// Signs and declares.
    undertake: ServerAction<Undertake>,
) -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    view! {
        {title(w.undertaking_title)}
        <div class="narrow stack">
            {crumbs(vec![(String::new(), common::words(lang).undertaking.to_owned())])}
            <h1>{w.undertaking_title}</h1>
            <p class="lede">{w.undertaking_lede}</p>
            <RefusedBy value=undertake.value()/>
            {text(lang)}
            <ActionForm action=undertake attr:class="form">
                <Conflicts applicants years/>
                <div class="q">
                    <div class="opts">
                        <div class="opt">
                            <input type="checkbox" id="agree" name="agree" value="yes" required/>
                            <label for="agree">{w.agree}</label>
                        </div>
                    </div>
                </div>
                <div class="actions">
                    <button class="btn" aria-busy=move || undertake.pending().get().then_some("true")>{w.sign}</button>
                    <p class="soft">{after}</p>
                </div>
            </ActionForm>
        </div>
    }
}

/// The text that is signed.
pub fn text(lang: Lang) -> impl IntoView {
    let w = words(lang);
    view! {
        <section class="sheet pad">
            <ol>{w.undertaking.map(|line| view! { <li>{line}</li> }).collect_view()}</ol>
            <p class="art">{(common::words(lang).article)("15")}</p>
        </section>
    }
}

/// Declares further conflicts after the undertaking was signed.
#[component]
pub fn Declare(
    /// How many conflicts the reader has declared.
    declared: u32,
    /// Organisations to declare conflicts with.
    applicants: Vec<Applicant>,
    /// Years for which advice counts (Art. 15).
    years: u32,
    /// Declares.
    undertake: ServerAction<Undertake>,
) -> impl IntoView {
    let w = words(lang());
    view! {
        <details class="more" {..refused(undertake.value())}>
            <summary>{w.declare_more}</summary>
            <p>{w.declare_more_text}" "{(declared > 0).then(|| (w.declared_so_far)(declared))}</p>
            <RefusedBy value=undertake.value()/>
            <ActionForm action=undertake attr:class="form">
                <input type="hidden" name="agree" value="yes"/>
                <Conflicts applicants years/>
                <div class="actions">
                    <button class="btn danger" aria-busy=move || undertake.pending().get().then_some("true")>
                        {w.declare}
                    </button>
                </div>
            </ActionForm>
        </details>
    }
}

/// Names of all applicants with a box each; the search only hides, so what is ticked
/// stays ticked and in sight.
#[component]
fn Conflicts(
    /// Applicants.
    applicants: Vec<Applicant>,
    /// Years for which advice counts (Art. 15).
    years: u32,
) -> impl IntoView {
    let w = words(lang());
    let query = RwSignal::new(String::new());
    let ticked = RwSignal::new(HashSet::<String>::new());
    let names: Vec<(String, String)> =
        applicants.iter().map(|a| (a.dossier.to_string(), a.org_name.to_lowercase())).collect();
    let shown = Memo::new(move |_| {
        let words = query.with(|q| q.to_lowercase());
        let words: Vec<&str> = words.split_whitespace().collect();
        ticked.with(|ticked| {
            let fits = |(id, name): &&(String, String)| {
                ticked.contains(id.as_str()) || words.iter().all(|word| name.contains(word))
            };
            names.iter().filter(fits).map(|n| n.0.clone()).collect::<HashSet<String>>()
        })
    });
    let tick = move |ev: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&ev);
        ticked.update(|t| {
            if input.checked() {
                t.insert(input.value());
            } else {
                t.remove(&input.value());
            }
        });
    };
    if applicants.is_empty() {
        return view! { <p class="notice">{w.conflicts_none}</p> }.into_any();
    }
    view! {
        <fieldset class="q">
            <legend>{w.conflicts}</legend>
            <p class="hint">{(w.conflicts_hint)(years)}</p>
            <div class="filters">
                <div class="field-s">
                    <label for="conflicts-q">{w.conflicts_find}</label>
                    <input
                        type="search"
                        id="conflicts-q"
                        maxlength="60"
                        on:input=move |ev| query.set(event_target_value(&ev))
                    />
                </div>
                <output class="tally" aria-live="polite">
                    {move || (w.conflicts_chosen)(ticked.with(HashSet::len), shown.with(HashSet::len))}
                </output>
            </div>
            <div class="sheet pad scroll tall" tabindex="0" role="region" aria-label=w.conflicts>
                <div class="opts" on:change=tick>
                    {applicants.into_iter().map(|a| one(a, shown)).collect_view()}
                </div>
            </div>
        </fieldset>
    }
    .into_any()
}

fn one(a: Applicant, shown: Memo<HashSet<String>>) -> impl IntoView {
    let id = format!("c-{}", a.dossier);
    let value = a.dossier.to_string();
    let key = value.clone();
    let hidden = move || shown.with(|s| !s.contains(key.as_str()));
    view! {
        <div class="opt" hidden=hidden>
            <input type="checkbox" id=id.clone() name="conflicts[]" value=value/>
            <label for=id>{a.org_name}</label>
        </div>
    }
}
