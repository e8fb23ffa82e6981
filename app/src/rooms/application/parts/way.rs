//! Notices about a dossier's way: returned, under correction, withdrawn; and the form that
//! withdraws it.

use domain::application::page::Page;
use domain::formality::correction::Round;
use domain::views::application::DossierView;
use domain::views::flow::Withdraw;
use leptos::prelude::*;

use super::super::flow as api;
use super::deadline::closing;
use crate::locales::{Lang, common, fields, flow, formality};
use crate::ui::RefusedBy;
use crate::ui::unfolded::refused;

/// Why the unit returned a dossier that is a draft again; or that it was taken back.
pub fn returned(lang: Lang, d: &DossierView) -> AnyView {
    let w = flow::words(lang);
    match &d.flow.returned {
        Some(r) => {
            let lines = r.reason.lines().map(|l| view! { <p>{l.to_owned()}</p> }).collect_view();
            view! {
                <section class="notice warn" aria-labelledby="returned">
                    <h2 id="returned">{w.returned}</h2>
                    <p>{(w.returned_text)(&r.at.show_minute())}</p>
                    <blockquote>{lines}</blockquote>
                    {r.until.map(|until| {
                        let at = closing(until);
                        let text = if d.now < until { (w.returned_until)(&at) } else { (w.returned_over)(&at) };
                        view! { <p><b>{text}</b></p> }
                    })}
                </section>
            }
            .into_any()
        }
        None if d.flow.versions > 0 => view! { <p class="notice">{w.taken_back}</p> }.into_any(),
        None => ().into_any(),
    }
}

/// Whether a draft closes as applications do: its unit gave it no time of its own.
pub fn waits_for_all(d: &DossierView) -> bool {
    d.flow.returned.as_ref().is_none_or(|r| r.until.is_none())
}

/// What the Office asked for, with links to the pages concerned.
pub fn correction(lang: Lang, d: &DossierView, round: &Round) -> AnyView {
    let w = flow::words(lang);
    let due = closing(round.due);
    let (class, lede) = if d.editable {
        ("notice warn", (w.correction_lede)(&due, round.items.len()))
    } else {
        ("notice bad", (w.correction_over)(&due))
    };
    let items = round
        .items
        .iter()
        .map(|(item, reason)| {
            let pages = Page::ALL
                .into_iter()
                .filter(|p| round.asked_on(*p).iter().any(|(i, _)| i == item))
                .map(|p| {
                    let href = format!("/application/{}/{}", d.id, p.code());
                    view! { " " <a href=href rel="external">{fields::page(lang, p)}</a> }
                })
                .collect_view();
            let article = (common::words(lang).article)(item.article());
            view! {
                <li>
                    <b>{formality::item(lang, *item)}</b> " " <small>{article}</small>
                    <p class="asked-why">{reason.clone()}</p>
                    <p>{w.to_mend} {pages}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class=class aria-labelledby="correction">
            <h2 id="correction">{w.correction}</h2>
            <p>{lede}</p>
            <ul class="asked">{items}</ul>
        </section>
    }
    .into_any()
}

/// What was asked about one page, above its questions.
pub fn correction_here(lang: Lang, round: &Round, page: Page) -> AnyView {
    let w = flow::words(lang);
    let asked = round.asked_on(page);
    if page == Page::Attachments && !round.infected.is_empty() {
        return view! {
            <section class="notice warn" aria-label=w.correction_here>
                <p>{w.correction_infected}</p>
                <p>{closing(round.due)}</p>
                {asked.into_iter().map(|(_, why)| view! { <p class="asked-why">{why.to_owned()}</p> }).collect_view()}
            </section>
        }
        .into_any();
    }
    if asked.is_empty() {
        return view! { <p class="notice">{w.correction_closed}</p> }.into_any();
    }
    let items = asked
        .into_iter()
        .map(|(item, reason)| {
            view! { <li><b>{formality::item(lang, item)}</b><p class="asked-why">{reason.to_owned()}</p></li> }
        })
        .collect_view();
    view! {
        <section class="notice warn" aria-labelledby="asked-here">
            <h2 id="asked-here">{w.correction_here}</h2>
            <p>{closing(round.due)}</p>
            <ul class="asked">{items}</ul>
        </section>
    }
    .into_any()
}

/// The form that withdraws, where that is still possible.
pub fn withdraw(lang: Lang, d: &DossierView, act: ServerAction<api::Withdraw>) -> AnyView {
    let w = flow::words(lang);
    let Some(what) = d.flow.withdraw else { return ().into_any() };
    let (text, button) = match what {
        Withdraw::ToDraft => (w.withdraw_draft, w.withdraw_button),
        Withdraw::ForGood => (w.withdraw_good, w.withdraw_good_button),
    };
    let (id, busy, value) = (d.id.to_string(), act.pending(), act.value());
    view! {
        <RefusedBy value=act.value()/>
        <details class="more no-print" {..refused(value)}>
            <summary>{w.withdraw}</summary>
            <p id="withdraw-h">{text}</p>
            <ActionForm action=act>
                <input type="hidden" name="id" value=id/>
                <div class="q">
                    <label for="withdraw-reason">{w.reason}</label>
                    <textarea id="withdraw-reason" name="reason" rows="3" maxlength=domain::reason::MAX.to_string() required aria-describedby="withdraw-h"></textarea>
                </div>
                <div class="actions">
                    <button class="btn quiet danger" aria-busy=move || busy.get().then_some("true")>{button}</button>
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}
