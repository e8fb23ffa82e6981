//! The unit's seats: how many, how many used, and for whom the rest is open.

use domain::recommendation::Quota;
use leptos::prelude::*;

use crate::locales::{Lang, common, recommendation};
use crate::ui::meter::Meter;

/// The meter alone.
pub(super) fn meter(lang: Lang, quota: &Quota) -> AnyView {
    let w = recommendation::words(lang);
    let (used, seats) = (quota.used(), quota.seats());
    view! { <Meter label=w.quota id="quota" used seats said=(w.quota_said)(used, seats)/> }
        .into_any()
}

/// The meter with what its seats are for.
pub(super) fn sheet(lang: Lang, quota: &Quota) -> AnyView {
    let w = recommendation::words(lang);
    let rows = [
        (w.base, quota.base, true),
        (w.sme_extra, quota.sme_extra, true),
        (w.granted, quota.granted, quota.granted != 0),
        (w.free_large, quota.free(false), true),
        (w.free_sme, quota.free(true), true),
    ];
    view! {
        <section class="sheet pad stack">
            <h2>{w.quota}</h2>
            {meter(lang, quota)}
            <dl class="facts">
                {rows
                    .into_iter()
                    .filter(|r| r.2)
                    .map(|(name, n, _)| view! { <div><dt>{name}</dt><dd>{(w.seats)(n)}</dd></div> })
                    .collect_view()}
            </dl>
            <details class="more">
                <summary>{w.quota_how}</summary>
                <p>{w.quota_rule}</p>
                <p class="art">{(common::words(lang).article)("17")}</p>
            </details>
        </section>
    }
    .into_any()
}
