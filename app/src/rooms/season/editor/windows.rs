//! When each phase opens and closes (Art. 6), drawn as it is typed.

use domain::season::edit::Form;
use domain::season::rows::phase_code;
use domain::season::{Phase, Season, Window};
use domain::stamp::Stamp;
use domain::views::season::Draft;
use leptos::prelude::*;

use super::super::gantt::gantt;
use super::Ctx;
use super::field::Look;
use crate::locales::common;
use crate::locales::draft::words;

pub(super) fn draw(ctx: &Ctx, v: &Draft) -> AnyView {
    let lang = ctx.lang;
    let w = words(lang);
    let rows = Phase::ALL
        .into_iter()
        .map(|phase| {
            let code = phase_code(phase);
            let article = (common::words(lang).article)(&phase.article().to_string());
            view! {
                <fieldset class="editor-row">
                    <legend><b>{common::phase(lang, phase)}</b>" "<small>{article}</small></legend>
                    <div class="cols even">
                        {ctx.field(&format!("{code}.opens"), w.opens, "", Look::Moment)}
                        {ctx.field(&format!("{code}.closes"), w.closes, "", Look::Moment)}
                    </div>
                </fieldset>
            }
        })
        .collect_view();
    let (live, season, now) = (ctx.live, v.season.clone(), v.now);
    let drawn = move || live.with(|form| gantt(lang, &as_typed(&season, form), now));
    view! {
        <p class="soft">{w.moment_hint}</p>
        {drawn}
        <div class="sheet pad">{rows}</div>
    }
    .into_any()
}

/// The windows as far as they can be read.
fn as_typed(season: &Season, form: &Form) -> Season {
    let moment = |phase, end: &str| {
        form.get(&format!("{}.{end}", phase_code(phase))).and_then(|t| Stamp::read(t))
    };
    let window = |phase| {
        let (opens, closes) = (moment(phase, "opens")?, moment(phase, "closes")?);
        Some(Window { phase, opens, closes: closes.max(opens), changed: None })
    };
    Season { windows: Phase::ALL.into_iter().filter_map(window).collect(), ..season.clone() }
}
