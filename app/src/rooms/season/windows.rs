//! The phases with their windows, and the form that moves a closing.

use domain::season::{Phase, Window, WindowState};
use domain::stamp::Stamp;
use domain::views::season::Plan;
use leptos::prelude::*;

use super::api;
use crate::locales::season::state;
use crate::locales::{Lang, common, plan};
use crate::ui::RefusedBy;

/// All phases; below each the form that moves its closing.
pub(super) fn windows(lang: Lang, v: &Plan, act: ServerAction<api::MoveClosing>) -> AnyView {
    let w = plan::words(lang);
    let noticed = v.season.published.notice_ends.is_some();
    let rows = v.season.windows.iter().map(|x| {
        // The end of an open notice is the notice's own (Art. 21).
        let own = noticed && x.phase == Phase::Notice;
        window(lang, x, v.now, own, act)
    });
    let rows = rows.collect_view();
    view! {
        <section class="stack" aria-labelledby="windows">
            <h2 id="windows">{w.windows}</h2>
            <p class="soft">{w.windows_text}</p>
            <RefusedBy value=act.value()/>
            <ol class="sheet plan-phases">{rows}</ol>
        </section>
    }
    .into_any()
}

fn window(
    lang: Lang,
    x: &Window,
    now: Stamp,
    noticed: bool,
    act: ServerAction<api::MoveClosing>,
) -> AnyView {
    let w = plan::words(lang);
    let begun = x.state(now) != WindowState::Future;
    let class = match x.state(now) {
        WindowState::Past => "tag",
        WindowState::Open => "tag done",
        WindowState::Future => "tag todo",
    };
    let article = (common::words(lang).article)(&x.phase.article().to_string());
    let span = (w.span)(&x.opens.show_minute(), &x.closes.show_minute());
    let (phase, stands) = (common::phase(lang, x.phase), state(lang, x.state(now)));
    let changed = x.changed.as_ref().map(|why| {
        let said = (w.changed)(why);
        view! { <p><small>{said}</small></p> }
    });
    let moving = if noticed {
        view! { <p><a href="/notice/prepare">{w.extend}</a></p> }.into_any()
    } else {
        moving(lang, x, begun, act)
    };
    view! {
        <li>
            <div class="row">
                <b>{phase}</b>
                <small>{article}</small>
                <span class=class>{stands}</span>
            </div>
            <p>{span}</p>
            {changed}
            {moving}
        </li>
    }
    .into_any()
}

/// The form that moves a closing.
fn moving(lang: Lang, x: &Window, begun: bool, act: ServerAction<api::MoveClosing>) -> AnyView {
    let w = plan::words(lang);
    let code = serde_json::to_value(x.phase).ok();
    let code = code.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    let (closes, reason) = (format!("closes-{code}"), format!("reason-{code}"));
    let (closes_hint, reason_hint) = (format!("{closes}-h"), format!("{reason}-h"));
    let (field, busy) = (x.closes.show_field(), act.pending());
    view! {
        <details class="more">
            <summary>{w.move_closing}</summary>
            <ActionForm action=act>
                <input type="hidden" name="phase" value=code/>
                <div class="q">
                    <label for=closes.clone()>{w.new_closing}</label>
                    <p class="hint" id=closes_hint.clone()>{w.new_closing_hint}</p>
                    <input
                        id=closes
                        name="closes"
                        type="datetime-local"
                        step="1"
                        required
                        value=field
                        aria-describedby=closes_hint
                    />
                </div>
                <div class="q">
                    <label for=reason.clone()>{w.reason}</label>
                    <p class="hint" id=reason_hint.clone()>{if begun { w.reason_public } else { w.reason_optional }}</p>
                    <input id=reason name="reason" maxlength=domain::reason::MAX.to_string() required=begun aria-describedby=reason_hint/>
                </div>
                <div class="actions">
                    <button class="btn quiet" aria-busy=move || busy.get().then_some("true")>{w.move_closing}</button>
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}
