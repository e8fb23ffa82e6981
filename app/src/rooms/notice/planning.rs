//! Planning the opening of the notice (Art. 21): for a working day and an hour, after it was seen as it will stand then.

use domain::stamp::Stamp;
use domain::views::notice::Preparation;
use leptos::prelude::*;

use super::prepare::Acts;
use crate::locales::Lang;
use crate::locales::notice::words;
use crate::ui::RefusedBy;

/// For which moment the notice is to be seen.
pub(super) fn choose(lang: Lang, v: &Preparation) -> AnyView {
    let w = words(lang);
    let value = v.at.or(v.planned).map(|at| at.show_field().chars().take(16).collect::<String>());
    view! {
        <section class="stack tight" aria-labelledby="plan">
            <h2 id="plan">{w.plan}</h2>
            <p>{w.plan_text}</p>
            <form method="get" action="/notice/prepare">
                <div class="q">
                    <label for="at">{w.plan_at}</label>
                    <p class="hint" id="at-h">{w.plan_hint}</p>
                    <input id="at" name="at" type="datetime-local" required value=value aria-describedby="at-h"/>
                </div>
                <div class="actions"><button class="btn quiet">{w.plan_look}</button></div>
            </form>
        </section>
    }
    .into_any()
}

/// Plans the opening of what stands above.
pub(super) fn confirm(lang: Lang, at: Stamp, sha256: &str, acts: Acts) -> AnyView {
    let w = words(lang);
    let (seen, shown) = (sha256.to_owned(), at.show_minute());
    let pending = acts.plan.pending();
    view! {
        <section class="stack tight" aria-labelledby="publish">
            <h2 id="publish">{(w.plan_for)(&shown)}</h2>
            <p>{w.publish_text}</p>
            <RefusedBy value=acts.plan.value()/>
            <ActionForm action=acts.plan>
                <input type="hidden" name="at" value=at.show_field()/>
                <input type="hidden" name="seen" value=seen/>
                <button class="btn" aria-busy=move || pending.get().then_some("true")>{(w.plan_for)(&shown)}</button>
            </ActionForm>
            <p><a href="/notice/prepare">{w.plan_not}</a></p>
        </section>
    }
    .into_any()
}

/// When it opens by itself, and how that is called off.
pub(super) fn planned(lang: Lang, at: Stamp, acts: Acts) -> AnyView {
    let w = words(lang);
    let pending = acts.drop.pending();
    view! {
        <section class="stack tight" aria-labelledby="publish">
            <h2 id="publish">{(w.planned)(&at.show_minute())}</h2>
            <p>{w.planned_text}</p>
            <RefusedBy value=acts.drop.value()/>
            <ActionForm action=acts.drop>
                <button class="btn quiet" aria-busy=move || pending.get().then_some("true")>{w.plan_drop}</button>
            </ActionForm>
        </section>
    }
    .into_any()
}
