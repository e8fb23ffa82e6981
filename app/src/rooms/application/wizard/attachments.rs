//! Supporting files: one plain form per slot, so that uploading needs no JavaScript.

use domain::application::field::Slot;
use domain::refusal::Refusal;
use domain::views::application::{DossierView, FileView};
use leptos::prelude::*;

use super::super::api;
use super::super::parts::answers::file_line;
use super::form::Form;
use super::question::{id_of, message};
use crate::locales::{Lang, application, entry, fields, refusal};
use crate::ui::RefusedBy;

/// Bytes in one MB, as limits are told.
const MB: i64 = 1024 * 1024;

/// All slots. `refused` is why the last upload was not taken.
pub fn attachments(
    form: Form,
    d: &DossierView,
    detach: ServerAction<api::Detach>,
    refused: Option<Refusal>,
) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let limits = &d.season.limits;
    let used: i64 = d.files.iter().map(|f| f.size).sum();
    let tenths = (used * 10 + MB / 2) / MB;
    let used =
        (w.used)(&format!("{}.{}", tenths / 10, tenths % 10), &(limits.files_max / MB).to_string());
    let refused = refused.map(|r| {
        view! { <div class="notice bad" role="alert"><p>{refusal::refusal(lang, &r)}</p></div> }
    });
    view! {
        <p class="notice warn">{w.secrets_notice}</p>
        <p class="hint">{(w.files_limits)(limits.file_max / MB, limits.files_max / MB)} " " {(entry::words(lang).evidence_pages)(limits.evidence_pages)} " " {used}</p>
        {refused}
        <RefusedBy value=detach.value()/>
        {Slot::ALL.into_iter().map(|s| slot(form, d, s, detach)).collect_view()}
    }
    .into_any()
}

fn slot(form: Form, d: &DossierView, slot: Slot, detach: ServerAction<api::Detach>) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let key = format!("file.{}", slot.code());
    let id = id_of(&key);
    let files: Vec<AnyView> =
        d.files.iter().filter(|f| f.slot == slot).map(|f| file(lang, d, f, detach)).collect();
    let class = {
        let key = key.clone();
        move || if form.wrong(&key) { "q err" } else { "q" }
    };
    let optional = if d.season.limits.requires(slot) { "" } else { w.file_optional };
    let accept = if slot.pdf_only() { ".pdf" } else { ".pdf,.jpg,.jpeg,.png,.docx" };
    view! {
        <section class=class id=slot.code() aria-labelledby=format!("{id}-t")>
            <h2 id=format!("{id}-t")>{fields::slot(lang, slot)}{optional}</h2>
            <p class="hint" id=format!("{id}-h")>
                {fields::slot_hint(lang, slot)} {slot.pdf_only().then(|| format!(" {}", w.pdf_only))}
            </p>
            {message(form, &key)}
            {files}
            {d.editable.then(|| view! {
                <form class="stack tight" method="post" enctype="multipart/form-data" action=format!("/files/{}/{}", d.id, slot.code())>
                    <label class="sr" for=id.clone()>{(w.choose_file)(fields::slot(lang, slot))}</label>
                    <input
                        type="file"
                        name="file"
                        id=id.clone()
                        accept=accept
                        required=true
                        aria-describedby=format!("{id}-h")
                    />
                    <p><button class="btn small quiet">{w.upload}<span class="sr">{format!(" {}", fields::slot(lang, slot))}</span></button></p>
                </form>
            })}
        </section>
    }
    .into_any()
}

fn file(lang: Lang, d: &DossierView, f: &FileView, detach: ServerAction<api::Detach>) -> AnyView {
    let w = application::words(lang);
    let (id, file, name) = (d.id.to_string(), f.id.to_string(), f.name.clone());
    view! {
        <div class="row between">
            {file_line(lang, f)}
            {d.editable.then(move || view! {
                <ActionForm action=detach>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="file" value=file/>
                    <button class="linkish">{w.remove}<span class="sr">{format!(" {name}")}</span></button>
                </ActionForm>
            })}
        </div>
    }
    .into_any()
}
