//! Standing an expert down in the middle of a review, and up again (Art. 12, 19).

use domain::views::pool::ExpertView;
use domain::views::seating::Engagement;
use leptos::prelude::*;

use super::expert::Acts;
use crate::locales::{Lang, common, pool, seating};
use crate::ui::RefusedBy;

/// Where it is done on the page.
pub(super) const PLACE: &str = "#standing-down";

/// The section of the expert's page, of one who sits on a panel.
pub(super) fn standing_down(lang: Lang, v: &ExpertView, now: &Engagement, acts: Acts) -> AnyView {
    let w = seating::words(lang);
    let form = match &now.stood_down {
        None => down(lang, v, acts),
        Some((at, reason)) => {
            let said = (w.stood_down)(&at.show_minute(), reason);
            view! {
                <p class="notice warn">{said}</p>
                <p>
                    {w.stood_down_text}
                    " " <a href="/committee#assignment">{w.fill_reviews}</a>
                    {lang.pick("，", ", ")} <a href="/defence">{w.fill_sessions}</a>
                </p>
                {up(lang, v, acts)}
            }
            .into_any()
        }
    };
    view! {
        <section class="sheet pad stack" id="standing-down" aria-labelledby="standing-down-h">
            <h2 id="standing-down-h">{w.standing_down}</h2>
            <p class="art">{["12", "19"].map(common::words(lang).article).join(lang.pick("、", ", "))}</p>
            <RefusedBy value=acts.down.value()/>
            <RefusedBy value=acts.up.value()/>
            {form}
        </section>
    }
    .into_any()
}

fn down(lang: Lang, v: &ExpertView, acts: Acts) -> AnyView {
    let w = seating::words(lang);
    let (id, pending) = (v.id.to_string(), acts.down.pending());
    view! {
        <p class="soft">{w.stand_down_text}</p>
        <ActionForm action=acts.down>
            <input type="hidden" name="id" value=id/>
            {reason(lang, "down-reason")}
            <div class="actions">
                <button class="btn quiet danger" aria-busy=move || pending.get().then_some("true")>{w.stand_down}</button>
            </div>
        </ActionForm>
    }
    .into_any()
}

fn up(lang: Lang, v: &ExpertView, acts: Acts) -> AnyView {
    let w = seating::words(lang);
    let (id, pending) = (v.id.to_string(), acts.up.pending());
    view! {
        <p class="soft">{w.stand_up_text}</p>
        <ActionForm action=acts.up>
            <input type="hidden" name="id" value=id/>
            {reason(lang, "up-reason")}
            <div class="actions">
                <button class="btn quiet" aria-busy=move || pending.get().then_some("true")>{w.stand_up}</button>
            </div>
        </ActionForm>
    }
    .into_any()
}

fn reason(lang: Lang, field: &'static str) -> AnyView {
    let name = pool::words(lang).reason;
    view! {
        <div class="q">
            <label for=field>{name}</label>
            <input id=field name="reason" maxlength=domain::reason::MAX.to_string() required/>
        </div>
    }
    .into_any()
}
