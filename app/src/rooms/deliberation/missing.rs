//! What keeps a panel from its deliberation and what is to be done about it: own sheets that were missed, and seats
//! that nobody is left to take (Art. 13–15, 19).

use domain::reason;
use domain::views::deliberation::{PanelLine, SeatLacking};
use domain::views::which::Which;
use leptos::prelude::*;

use super::api;
use crate::locales::{Lang, board, common, deliberation, refusal};
use crate::ui::form::{Told, Typed, long};
use crate::ui::{OwnForm, RefusedBy, which_review};

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
    (act, typed): (ServerAction<api::MissSheets>, &Typed),
) -> Option<AnyView> {
    if l.missed == 0 {
        return None;
    }
    let w = deliberation::words(lang);
    let (panel, pending) = (l.panel.to_string(), act.pending());
    let id = format!("missed-{}", l.panel);
    let (about, field) = (id.clone(), format!("why-{}", l.panel));
    let mine = typed.value("act") == "missed" && typed.value("panel") == panel;
    let reason = if mine { typed.value("reason") } else { String::new() };
    let wrong = typed.slip(&field).map(|slip| refusal::refusal(lang, slip));
    let asked = (w.missed_reason, (w.give_back_hint)(reason::TELLING, reason::MAX));
    let why = long(Told::of(field, true, wrong), "reason", asked, &reason, (reason::MAX, true));
    let said = (common::words(lang).article)(&which.review.article().to_string());
    let view = view! {
        <section class="sheet pad stack tight" aria-labelledby=about>
            <h2 id=id>{(w.missed)(l.missed)}" "<small class="soft">{board::panel(lang, l.number, &l.zh, &l.en)}</small></h2>
            <p>{w.missed_text}" "<small>{said}</small></p>
            <RefusedBy value=act.value()/>
            <OwnForm action=act page=which.at("/deliberation") act="missed">
                {which_review::field(which)}
                <input type="hidden" name="panel" value=panel/>
                {why}
                <div class="actions">
                    <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.missed_act}</button>
                </div>
            </OwnForm>
        </section>
    };
    Some(view.into_any())
}
