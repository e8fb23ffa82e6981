//! What keeps a panel from its deliberation and what is to be done about it: own sheets that were missed, and seats
//! that nobody is left to take (Art. 13–15, 19).

use domain::deliberation::{REASON_MAX, REASON_MIN};
use domain::views::deliberation::{PanelLine, SeatLacking};
use domain::views::which::Which;
use leptos::prelude::*;

use super::api;
use crate::locales::{Lang, board, common, deliberation};
use crate::ui::{RefusedBy, which_review};

/// Who is lacking at the table of a panel.
pub(super) fn lacking(lang: Lang, l: &PanelLine) -> Option<AnyView> {
    let w = deliberation::words(lang);
    let said = match l.lacking? {
        SeatLacking::Presiding => w.nobody_presides,
        SeatLacking::Confirming => w.nobody_confirms,
    };
    let name = board::panel(lang, l.number, &l.zh, &l.en);
    Some(view! { <p class="notice warn"><b>{name}</b>" "{said}</p> }.into_any())
}

/// The form in which somebody says why own sheets were not sealed, and comes in.
pub(super) fn missed(
    lang: Lang,
    which: Which,
    l: &PanelLine,
    act: ServerAction<api::MissSheets>,
) -> Option<AnyView> {
    if l.missed == 0 {
        return None;
    }
    let w = deliberation::words(lang);
    let (panel, pending) = (l.panel.to_string(), act.pending());
    let id = format!("missed-{}", l.panel);
    let (about, field) = (id.clone(), format!("why-{}", l.panel));
    let hint = format!("{field}-h");
    let said = (common::words(lang).article)(&which.review.article().to_string());
    let view = view! {
        <section class="sheet pad stack tight" aria-labelledby=about>
            <h2 id=id>{(w.missed)(l.missed)}" "<small class="soft">{board::panel(lang, l.number, &l.zh, &l.en)}</small></h2>
            <p>{w.missed_text}" "<small>{said}</small></p>
            <RefusedBy value=act.value()/>
            <ActionForm action=act>
                {which_review::field(which)}
                <input type="hidden" name="panel" value=panel/>
                <div class="q">
                    <label for=field.clone()>{w.missed_reason}</label>
                    <p class="hint" id=hint.clone()>{(w.give_back_hint)(REASON_MIN, REASON_MAX)}</p>
                    <textarea id=field name="reason" rows="3" required minlength=REASON_MIN.to_string() aria-describedby=hint></textarea>
                </div>
                <div class="actions">
                    <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.missed_act}</button>
                </div>
            </ActionForm>
        </section>
    };
    Some(view.into_any())
}
