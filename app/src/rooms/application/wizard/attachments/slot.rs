//! One place for files: what belongs there, what is there, what is on its way, the form.

use domain::application::field::Slot;
use domain::views::application::{DossierView, FileView};
use leptos::prelude::*;

use super::queue::Queue;
use super::sending;
use crate::locales::{Lang, application, common, fields, files};
use crate::rooms::application::api;
use crate::rooms::application::wizard::form::Form;
use crate::rooms::application::wizard::question::{id_of, message};
use crate::ui::file;

/// A slot.
pub fn slot(
    form: Form,
    d: &DossierView,
    slot: Slot,
    detach: ServerAction<api::Detach>,
    queue: Queue,
) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let key = format!("file.{}", slot.code());
    let id = id_of(&key);
    let over = RwSignal::new(false);
    let class = {
        let key = key.clone();
        move || {
            let wrong = if form.wrong(&key) { "q err" } else { "q" };
            if over.get() { format!("{wrong} over") } else { wrong.to_owned() }
        }
    };
    let optional = if d.season.limits.requires(slot) { "" } else { w.file_optional };
    let pdf = slot.pdf_only().then(|| format!(" {}", w.pdf_only));
    let article = (common::words(lang).article)(files::slot_article(slot));
    let (editable, dossier) = (d.editable, d.id.to_string());
    let mine = move || form.files.get().into_iter().filter(|f| f.slot == slot).collect::<Vec<_>>();
    let line = {
        let dossier = dossier.clone();
        move |f: FileView| attached(lang, form, &dossier, f, editable.then_some(detach))
    };
    let sender = editable.then(|| send_form(lang, &dossier, slot, &id, queue));
    view! {
        <section
            class=class
            id=slot.code()
            aria-labelledby=format!("{id}-t")
            on:dragover=move |ev| drag(&ev, over, editable)
            on:dragleave=move |_| over.set(false)
            on:drop=move |ev| dropped(&ev, over, editable, slot, queue)
        >
            <h2 id=format!("{id}-t")>{fields::slot(lang, slot)}{optional}</h2>
            <p class="hint" id=format!("{id}-h")>
                {fields::slot_hint(lang, slot)} {pdf} " " <span class="soft">{article}</span>
            </p>
            {message(form, &key)}
            <ul class="files">
                <For each=mine key=|f| (f.id.clone(), f.state.code()) children=line/>
            </ul>
            {sending::lines(lang, slot, queue)}
            {sender}
        </section>
    }
    .into_any()
}

/// The plain form; with JavaScript a choice is sent at once.
fn send_form(lang: Lang, dossier: &str, slot: Slot, id: &str, queue: Queue) -> AnyView {
    let w = files::words(lang);
    let accept = if slot.pdf_only() { ".pdf" } else { ".pdf,.jpg,.jpeg,.png,.docx" };
    let name = fields::slot(lang, slot);
    // What was chosen before the page was awake.
    let early = id.to_owned();
    Effect::new(move |_| waiting(&early, slot, queue));
    view! {
        <form
            class="stack tight"
            method="post"
            enctype="multipart/form-data"
            action=format!("/files/{dossier}/{}", slot.code())
        >
            <label class="sr" for=id.to_owned()>{(w.choose)(name)}</label>
            <input
                type="file"
                name="file"
                id=id.to_owned()
                accept=accept
                multiple=true
                required=true
                aria-describedby=format!("{id}-h {id}-d")
                on:change=move |ev| chosen(&ev, slot, queue)
            />
            <p class="hint" id=format!("{id}-d")>{w.choose_hint}</p>
            <p class="plain-only">
                <button class="btn small quiet">{w.send}<span class="sr">{format!(" {name}")}</span></button>
            </p>
        </form>
    }
    .into_any()
}

/// A file that is there: its line, its twin, its preview, the way to take it off.
fn attached(
    lang: Lang,
    form: Form,
    dossier: &str,
    f: FileView,
    detach: Option<ServerAction<api::Detach>>,
) -> AnyView {
    let w = application::words(lang);
    let twin = {
        let f = f.clone();
        move || form.files.with(|all| f.twin(all).map(|t| files::twin(lang, t.slot)))
    };
    let remove = detach.map(|action| {
        let (id, file, name) = (dossier.to_owned(), f.id.to_string(), f.name.clone());
        view! {
            <ActionForm action>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="file" value=file/>
                <button class="linkish">{w.remove}<span class="sr">{format!(" {name}")}</span></button>
            </ActionForm>
        }
    });
    view! {
        <li>
            <div class="row between">
                {file::line(lang, &f)}
                {remove}
            </div>
            {move || twin().map(|t| view! { <p class="hint">{t}</p> })}
            {file::preview(lang, &f)}
        </li>
    }
    .into_any()
}

/// Files were chosen: they are sent at once, and the control is empty again.
fn chosen(ev: &leptos::web_sys::Event, slot: Slot, queue: Queue) {
    #[cfg(feature = "hydrate")]
    take(&event_target(ev), slot, queue);
    #[cfg(not(feature = "hydrate"))]
    let _ = (ev, slot, queue);
}

/// Files that wait in the control.
fn waiting(id: &str, slot: Slot, queue: Queue) {
    #[cfg(feature = "hydrate")]
    if let Some(control) = document().get_element_by_id(id) {
        take(wasm_bindgen::JsCast::unchecked_ref(&control), slot, queue);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (id, slot, queue);
}

#[cfg(feature = "hydrate")]
fn take(input: &web_sys::HtmlInputElement, slot: Slot, queue: Queue) {
    if let Some(files) = input.files().filter(|files| files.length() > 0) {
        queue.add(slot, &files);
        input.set_value("");
    }
}

/// Something is dragged over the slot.
fn drag(ev: &leptos::web_sys::DragEvent, over: RwSignal<bool>, editable: bool) {
    if editable {
        ev.prevent_default();
        over.set(true);
    }
}

/// Something is dropped on the slot.
fn dropped(
    ev: &leptos::web_sys::DragEvent,
    over: RwSignal<bool>,
    editable: bool,
    slot: Slot,
    queue: Queue,
) {
    over.set(false);
    if !editable {
        return;
    }
    ev.prevent_default();
    #[cfg(feature = "hydrate")]
    if let Some(files) = ev.data_transfer().and_then(|data| data.files()) {
        queue.add(slot, &files);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (slot, queue);
}
