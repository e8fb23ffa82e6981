//! Giving an application back before the own sheet is sealed (Art. 15, 19).

use domain::ids::DossierId;
use leptos::prelude::*;

use crate::locales::{assignment, common, lang};
use crate::rooms::review::api::Decline;
use crate::ui::RefusedBy;

/// Folded away until it is wanted; open again when it was refused.
pub(super) fn decline(id: &DossierId, act: ServerAction<Decline>) -> AnyView {
    let lang = lang();
    let w = assignment::words(lang);
    let (pending, id) = (act.pending(), id.to_string());
    let refused = act.value().with_untracked(|v| matches!(v, Some(Err(_))));
    view! {
        <details class="more" open=refused>
            <summary>{w.decline}</summary>
            <p>{w.decline_text}" "<small>{(common::words(lang).article)("15")}</small></p>
            <RefusedBy value=act.value()/>
            <ActionForm action=act attr:class="form">
                <input type="hidden" name="id" value=id/>
                <div class="q">
                    <label for="decline-reason">{w.reason}</label>
                    <p class="hint" id="decline-h">{w.reason_hint}</p>
                    <input id="decline-reason" name="reason" maxlength="500" required aria-describedby="decline-h"/>
                </div>
                <div class="actions">
                    <button class="btn danger" aria-busy=move || pending.get().then_some("true")>{w.decline_act}</button>
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}
