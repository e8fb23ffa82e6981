//! Giving an application back before the own sheet is sealed (Art. 15, 19, 20).

use domain::deliberation::Review;
use domain::views::review::SheetView;
use leptos::prelude::*;

use crate::locales::{assignment, common, lang};
use crate::rooms::review::api::Decline;
use crate::ui::RefusedBy;
use crate::ui::unfolded::refused;
use crate::ui::which_review::field;

/// Folded away until it is wanted; open again when it was refused.
pub(super) fn decline(sheet: &SheetView, act: ServerAction<Decline>) -> AnyView {
    let lang = lang();
    let w = assignment::words(lang);
    let (pending, id) = (act.pending(), sheet.dossier.id.to_string());
    let which = sheet.which;
    let text = match which.review {
        Review::Written => w.decline_text,
        Review::Defence => w.decline_defence,
    };
    view! {
        <details class="more" {..refused(act.value())}>
            <summary>{w.decline}</summary>
            <p>{text}" "<small>{(common::words(lang).article)("15")}</small></p>
            <RefusedBy value=act.value()/>
            <ActionForm action=act attr:class="form">
                <input type="hidden" name="id" value=id/>
                {field(which)}
                <div class="q">
                    <label for="decline-reason">{w.reason}</label>
                    <p class="hint" id="decline-h">{w.reason_hint}</p>
                    <input id="decline-reason" name="reason" maxlength=domain::reason::MAX.to_string() required aria-describedby="decline-h"/>
                </div>
                <div class="actions">
                    <button class="btn danger" aria-busy=move || pending.get().then_some("true")>{w.decline_act}</button>
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}
