//! What stands above and below the questions: what others wrote meanwhile, places for what the
//! program tells, and the state of saving.

use domain::application::page::Page;
use domain::views::application::DossierView;
use leptos::prelude::*;

use crate::drawn::Leaf;
use crate::locales::{Lang, application, flow};

/// Places for text found on this device, for what others wrote, and for what was refused. `told` are
/// keys both have changed: a plain form was answered so.
pub(super) fn notices(leaf: &Leaf, told: &[String]) -> AnyView {
    let w = application::words(leaf.lang);
    let told = (!told.is_empty()).then(|| {
        let words = application::places(leaf.lang, told, &leaf.context.season);
        let history = format!("/application/{}/history", leaf.id);
        view! {
            <p class="notice warn" role="status" id="told">
                {(w.conflict_saved)(&words)} " "
                <a href=history>{flow::words(leaf.lang).history}</a>
            </p>
        }
    });
    view! {
        <div class="follows" id="found"></div>
        <div class="follows" id="merged"></div>
        {told}
        <div class="follows" id="conflicts"></div>
        <div class="follows" id="refused"></div>
    }
    .into_any()
}

/// Places for what became of cells pasted out of a spreadsheet.
pub(super) fn pasted() -> AnyView {
    view! {
        <div role="alert" id="left-over"></div>
        <p class="sr" role="status" id="pasted"></p>
    }
    .into_any()
}

/// The state of saving.
pub(super) fn saving(lang: Lang, d: &DossierView, page: Page) -> AnyView {
    let w = application::words(lang);
    let text = match d.saved.get(&page) {
        None => w.not_saved_yet.to_owned(),
        Some(at) => (w.saved_at)(&at.show_time()),
    };
    view! { <span class="save saved" role="status" id="saving">{text}</span> }.into_any()
}
