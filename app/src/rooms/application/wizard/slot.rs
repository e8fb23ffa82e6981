//! One place for files: what belongs there, what is there, what is on its way, the form.

use domain::application::field::Slot;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::super::api;
use super::question::{class, message};
use crate::drawn::files::{item, mark};
use crate::drawn::{Leaf, id_of};
use crate::locales::{application, common, fields, files};

/// A slot. While it takes files, its list names where a file is taken off.
pub(super) fn slot(leaf: &Leaf, slot: Slot) -> AnyView {
    let lang = leaf.lang;
    let w = application::words(lang);
    let key = format!("file.{}", slot.code());
    let id = id_of(&key);
    let optional = if leaf.context.season.limits.requires(slot) { "" } else { w.file_optional };
    let pdf = slot.pdf_only().then(|| format!(" {}", w.pdf_only));
    let article = (common::words(lang).article)(files::slot_article(slot));
    let opens = leaf.opens_slot(slot);
    let remove = opens.then_some(api::Detach::PATH);
    let there = leaf
        .files
        .iter()
        .filter(|f| f.slot == slot)
        .map(|f| view! { <li data-file=mark(f) inner_html=item(leaf, f, remove)></li> })
        .collect_view();
    let title = format!("{id}-t");
    let titled = title.clone();
    view! {
        <section class=class(leaf, &key) data-q=key.clone() data-slot=opens.then_some(slot.code()) id=slot.code() aria-labelledby=titled>
            <h2 id=title>{fields::slot(lang, slot)}{optional}</h2>
            <p class="hint" id=format!("{id}-h")>
                {fields::slot_hint(lang, slot)} {pdf} " " <span class="soft">{article}</span>
            </p>
            {message(leaf, &key)}
            <ul class="files" data-remove=remove>{there}</ul>
            <ul class="sending"></ul>
            {opens.then(|| send_form(leaf, slot, &id))}
        </section>
    }
    .into_any()
}

/// The plain form; with JavaScript a choice is sent at once.
fn send_form(leaf: &Leaf, slot: Slot, id: &str) -> AnyView {
    let w = files::words(leaf.lang);
    let accept = if slot.pdf_only() { ".pdf" } else { ".pdf,.jpg,.jpeg,.png,.docx" };
    let name = fields::slot(leaf.lang, slot);
    view! {
        <form
            class="stack tight"
            method="post"
            enctype="multipart/form-data"
            action=format!("/files/{}/{}", leaf.id, slot.code())
        >
            <label class="sr" for=id.to_owned()>{(w.choose)(name)}</label>
            <input
                type="file"
                name="file"
                id=id.to_owned()
                accept=accept
                multiple=true
                required=true
                aria-describedby=format!("{id}-h")
            />
            <p class="plain-only">
                <button class="btn small quiet">{w.send}<span class="sr">{format!(" {name}")}</span></button>
            </p>
        </form>
    }
    .into_any()
}
