//! The declarations (Art. 8, 9, 24), each beside the attachment that can prove it, and apart from
//! them the consent to the use of personal data.

use domain::application::field::{Field, Slot};
use domain::views::application::DossierView;
use leptos::prelude::*;

use super::question::agree;
use crate::drawn::Leaf;
use crate::locales::{application, entry, fields};

/// All declarations.
pub(super) fn declarations(leaf: &Leaf, d: &DossierView) -> AnyView {
    let w = application::words(leaf.lang);
    let declared = leaf
        .page
        .fields()
        .filter(|f| *f != Field::Privacy && leaf.opens(*f))
        .map(|f| agree(leaf, f, Slot::behind(f).map(|slot| proof(leaf, d, slot))))
        .collect_view();
    view! {
        <h2>{w.declarations_group}</h2>
        {declared}
        {leaf.opens(Field::Privacy).then(|| view! {
            <h2>{w.privacy_group}</h2>
            {agree(leaf, Field::Privacy, None)}
        })}
    }
    .into_any()
}

/// Where its proof belongs, and whether it is there.
fn proof(leaf: &Leaf, d: &DossierView, slot: Slot) -> AnyView {
    let lang = leaf.lang;
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
