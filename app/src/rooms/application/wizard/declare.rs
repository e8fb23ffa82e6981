//! The declarations (Art. 8, 9, 24), each beside the attachment that can prove it, and apart from
//! them the consent to the use of personal data.

use domain::application::field::{Field, Slot};
use domain::views::application::DossierView;
use leptos::prelude::*;

use super::form::Form;
use super::question::agree;
use crate::locales::{application, entry, fields};

/// All declarations.
pub fn declarations(form: Form, d: &DossierView) -> AnyView {
    let w = application::words(form.lang);
    let declared = form
        .page
        .fields()
        .filter(|f| *f != Field::Privacy)
        .map(|f| agree(form, f, Slot::behind(f).map(|slot| proof(form, d, slot))))
        .collect_view();
    view! {
        <h2>{w.declarations_group}</h2>
        {declared}
        <h2>{w.privacy_group}</h2>
        {agree(form, Field::Privacy, None)}
    }
    .into_any()
}

/// Where its proof belongs, and whether it is there.
fn proof(form: Form, d: &DossierView, slot: Slot) -> AnyView {
    let lang = form.lang;
    let w = entry::words(lang);
    let n = d.files.iter().filter(|f| f.slot == slot).count();
    let (class, state) = match (n, d.season.limits.requires(slot)) {
        (0, true) => ("tag bad", w.not_attached.to_owned()),
        (0, false) => ("tag todo", w.optional.to_owned()),
        (n, _) => ("tag done", (w.attached)(n)),
    };
    let href = format!("/application/{}/attachments#{}", d.id, slot.code());
    view! {
        <p class="proof">
            {w.proven_by} <a href=href>{fields::slot(lang, slot)}</a> " " <span class=class>{state}</span>
        </p>
    }
    .into_any()
}
