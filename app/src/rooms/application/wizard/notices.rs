//! What stands above and below the questions: the error summary, text found on this
//! device, what others wrote meanwhile, and the state of saving.

use domain::application::Answers;
use domain::application::merge::Conflict;
use domain::application::page::Page;
use domain::ids::DossierId;
use domain::refusal::Refusal;
use domain::views::application::DossierView;
use leptos::prelude::*;

use super::form::Form;
use super::keeper::Status;
use super::question::id_of;
use crate::error::ApiError;
use crate::locales::{application, faults, fields, flow};
use crate::ui::changes::pieces;
use crate::ui::control;
use crate::ui::notice::sentence;

/// Identifier of the error summary.
pub const SUMMARY: &str = "summary";

/// Everything that is wrong, each a link to its place. It takes the focus when the page
/// was checked.
pub fn summary(form: Form) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    // Only once the page was checked: while somebody types, the message at the field will do.
    let errors = move || if form.checked.get() { form.shown_errors() } else { Vec::new() };
    let items = move || {
        let season = form.context.with_value(|cx| cx.season.clone());
        errors()
            .into_iter()
            .map(|p| {
                let id = id_of(&p.key);
                let text = form.answers.with(|a| faults::sentence(lang, &p, a));
                let place = fields::place(lang, &p.key, &season);
                let line = if text.contains(&place) {
                    text
                } else {
                    lang.pick(format!("{place}：{text}"), format!("{place}: {text}"))
                };
                let href = format!("#{id}");
                let go = move |ev: leptos::web_sys::MouseEvent| {
                    ev.prevent_default();
                    control::focus(&id);
                };
                view! { <li><a href=href on:click=go>{line}</a></li> }
            })
            .collect_view()
    };
    let any = Memo::new(move |_| !errors().is_empty());
    Effect::new(move |was: Option<bool>| {
        let checked = form.checked.get();
        if checked && was != Some(true) && any.get_untracked() {
            control::focus(SUMMARY);
        }
        checked
    });
    view! {
        {move || any.get().then(|| view! {
            <div class="sum" id=SUMMARY role="group" tabindex="-1" aria-labelledby="summary-h">
                <h2 id="summary-h">{move || (w.problems)(errors().len())}</h2>
                <ul>{items}</ul>
            </div>
        })}
    }
    .into_any()
}

/// Text found on this device that the server does not have, with what to do about it.
pub fn found(form: Form) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let kept = RwSignal::new(None::<Answers>);
    // In an effect: the server cannot know what the device keeps.
    Effect::new(move |_| kept.set(form.keeper.with_value(|k| k.found())));
    let take = move |_| {
        if let Some(answers) = kept.get_untracked() {
            form.keeper.with_value(|k| k.restore(&answers));
            kept.set(None);
        }
    };
    let drop = move |_| {
        form.keeper.with_value(|k| k.forget());
        kept.set(None);
    };
    view! {
        {move || kept.get().map(|answers| {
            let now = form.keeper.with_value(|k| k.typed());
            let keys: std::collections::BTreeSet<&String> = answers.keys().chain(now.keys()).collect();
            let differ: Vec<String> =
                keys.into_iter().filter(|k| answers.get(*k) != now.get(*k)).cloned().collect();
            let names = form.context.with_value(|cx| application::places(lang, &differ, &cx.season));
            view! {
                <div class="notice warn" role="status">
                    <h2>{w.draft_found}</h2>
                    <p>{(w.draft_text)(&names)}</p>
                    <p class="row">
                        <button type="button" class="btn small" on:click=take>{w.draft_take}</button>
                        <button type="button" class="btn small quiet" on:click=drop>{w.draft_drop}</button>
                    </p>
                </div>
            }
        })}
    }
    .into_any()
}

/// What others wrote at the same time. `told` are keys named in the address, for readers
/// without JavaScript.
pub fn others(form: Form, told: Signal<Vec<String>>, id: &DossierId) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let (conflicts, merged) = form
        .keeper
        .with_value(|k| (RwSignal::from(k.conflicts.clone()), RwSignal::from(k.merged.clone())));
    let season = form.context.with_value(|cx| cx.season.clone());
    let place = {
        let season = season.clone();
        move |key: &str| fields::place(lang, key, &season)
    };
    let words = {
        let season = season.clone();
        move |keys: &[String]| application::places(lang, keys, &season)
    };
    let also = words.clone();
    let history = format!("/application/{id}/history");
    view! {
        {move || {
            let keys = merged.get();
            (!keys.is_empty()).then(|| view! { <p class="notice" role="status">{(w.merged)(&words(&keys))}</p> })
        }}
        {move || {
            let keys = told.get();
            (!keys.is_empty() && conflicts.with(Vec::is_empty))
                .then(|| view! {
                    <p class="notice warn" role="status">
                        {(w.conflict_saved)(&also(&keys))} " "
                        <a href=history.clone()>{flow::words(lang).history}</a>
                    </p>
                })
        }}
        {move || {
            let all = conflicts.get();
            let place = place.clone();
            (!all.is_empty()).then(|| view! {
                <div class="notice warn" role="alert">
                    <h2>{w.conflict}</h2>
                    <p>{w.conflict_text}</p>
                    {all.into_iter().map(|c| one(form, conflicts, place(&c.key), c)).collect_view()}
                </div>
            })
        }}
    }
    .into_any()
}

/// One place both have changed: what both began from, mine and theirs side by side, to choose
/// from. Mine is what is stored until something else is chosen.
fn one(
    form: Form,
    conflicts: RwSignal<Vec<Conflict>>,
    place: String,
    conflict: Conflict,
) -> AnyView {
    let (w, f) = (application::words(form.lang), flow::words(form.lang));
    let Conflict { key, base, theirs } = conflict;
    let mine = form.initial(&key);
    let column = |head: &'static str, text: &str, marked: AnyView| {
        let empty = text.is_empty().then_some(w.emptied);
        view! { <div><h3>{head}</h3><blockquote class="diff">{empty}{marked}</blockquote></div> }
    };
    let settled = {
        let key = key.clone();
        move || conflicts.update(|all| all.retain(|c| c.key != key))
    };
    let take = |text: String| {
        let (key, settled) = (key.clone(), settled.clone());
        move |_| {
            form.keeper.with_value(|k| k.take(&[(key.clone(), text.clone())].into()));
            settled();
        }
    };
    let (take_theirs, take_base) = (take(theirs.clone()), take(base.clone()));
    let keep = move |_| settled();
    let said = |text: &str| {
        let field = domain::application::field::Field::of_key(&key);
        match field {
            Some(f) if !key.ends_with(".unit") && !is_text(f) => {
                let alone = [(key.clone(), text.to_owned())].into();
                form.context.with_value(|cx| fields::value(form.lang, f, &key, &alone, &cx.season))
            }
            _ => text.to_owned(),
        }
    };
    let changed = |text: &str| pieces(&domain::application::diff::text(&said(&base), &said(text)));
    view! {
        <div class="stack tight">
            <p><b>{(w.theirs)(&place)}</b></p>
            <div class="three">
                {column(f.base_text, &base, said(&base).into_any())}
                {column(f.mine_text, &mine, changed(&mine))}
                {column(f.theirs_text, &theirs, changed(&theirs))}
            </div>
            <p class="row">
                <button type="button" class="btn small" on:click=take_theirs>{w.take_theirs}</button>
                <button type="button" class="btn small quiet" on:click=keep>{w.keep_mine}</button>
                <button type="button" class="btn small quiet" on:click=take_base>{f.take_base}</button>
            </p>
        </div>
    }
    .into_any()
}

/// Whether a field holds running text, shown as it was typed.
fn is_text(field: domain::application::field::Field) -> bool {
    use domain::application::field::Kind;
    matches!(field.kind(), Kind::Text | Kind::Line(_))
}

/// The state of saving.
pub fn saving(form: Form, d: &DossierView, page: Page) -> AnyView {
    let w = application::words(form.lang);
    let status = form.keeper.with_value(|k| RwSignal::from(k.status.clone()));
    let back = format!("/sign-in?next=/application/{}/{}", d.id, page.code());
    let class = move || match status.get() {
        Status::Idle(_) | Status::Saved(_) => "save saved",
        Status::Saving => "save saving",
        Status::Failed(_) => "save offline",
    };
    let text = move || match status.get() {
        Status::Idle(None) => w.not_saved_yet.into_any(),
        Status::Idle(Some(at)) | Status::Saved(at) => (w.saved_at)(&at.show_time()).into_any(),
        Status::Saving => w.saving.into_any(),
        Status::Failed(ApiError::Refused(Refusal::SignIn)) => view! {
            {w.signed_out}
            <a href=back.clone() rel="external">{w.sign_in_again}</a>
        }
        .into_any(),
        Status::Failed(ApiError::Line(_)) => w.offline.into_any(),
        Status::Failed(e) => sentence(&e).into_any(),
    };
    view! { <span class=class role="status">{text}</span> }.into_any()
}
