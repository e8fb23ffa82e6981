//! Who is at a dossier, and the form that refuses it (Art. 18).

use domain::formality::Item;
use domain::journey::{Stage, Standing};
use domain::reason;
use domain::views::formality::Checklist;
use leptos::prelude::*;

use super::api;
use super::line::{Finding, finding};
use crate::locales::{Lang, common, formality};
use crate::ui::RefusedBy;
use crate::ui::rejection::rejection_notice;
use crate::ui::unfolded::refused;

/// Who has taken it, with the button that takes it or lets it go.
pub(super) fn claimed(
    lang: Lang,
    v: &Checklist,
    works: bool,
    act: ServerAction<api::Claim>,
) -> AnyView {
    if !works {
        return ().into_any();
    }
    let w = formality::words(lang);
    let (said, button) = match &v.claimed {
        Some(c) if c.own => ((w.claimed_own)(&c.at.show_time()), Some(("no", w.let_go))),
        Some(c) => ((w.claimed_by)(&c.by, &c.at.show_time()), None),
        None => (String::new(), Some(("yes", w.take))),
    };
    let class = if button.is_none() { "notice warn" } else { "row" };
    let id = v.dossier.id.to_string();
    let button = button.map(|(take, word)| {
        view! {
            <ActionForm action=act>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="take" value=take/>
                <button class="btn quiet small">{word}</button>
            </ActionForm>
        }
    });
    view! {
        <RefusedBy value=act.value()/>
        <div class=class role="status">
            {(!said.is_empty()).then(|| view! { <p>{said}</p> })}
            {button}
        </div>
    }
    .into_any()
}

/// What came of it when it was refused; otherwise the folded form, once the Office may refuse.
pub(super) fn rejection(
    lang: Lang,
    v: &Checklist,
    open: bool,
    act: ServerAction<api::Reject>,
) -> AnyView {
    let w = formality::words(lang);
    if let Some(r) = &v.dossier.flow.rejection {
        return rejection_notice(lang, r);
    }
    let over = match &v.dossier.standing {
        Standing::Correction { due, .. } => v.dossier.now >= *due,
        standing => standing.stage() == Stage::Recommended,
    };
    if !open || !over {
        return ().into_any();
    }
    // What was found not satisfied is what it is refused for, most likely.
    let found = v.lines.iter().find(|l| finding(l) == Finding::Failed).map(|l| l.item);
    let options = Item::ALL
        .iter()
        .map(|item| {
            let article = (common::words(lang).article)(item.article());
            let name = format!("{article} {}", formality::item(lang, *item));
            view! { <option value=item.code() selected=found == Some(*item)>{name}</option> }
        })
        .collect_view();
    let (id, value, pending) = (v.dossier.id.to_string(), act.value(), act.pending());
    view! {
        <details class="more" id="reject-form" {..refused(value)}>
            <summary>{w.reject}</summary>
            <p>{w.reject_text}</p>
            <RefusedBy value=act.value()/>
            <ActionForm action=act>
                <input type="hidden" name="id" value=id/>
                <div class="q">
                    <label for="reject-item">{w.reject_item}</label>
                    <select id="reject-item" name="item">{options}</select>
                </div>
                <div class="q">
                    <label for="reject-reason">{w.reject_reason}</label>
                    <p class="hint" id="reject-reason-h">{(w.reject_hint)(reason::TELLING, reason::MAX)}</p>
                    <textarea
                        id="reject-reason"
                        name="reason"
                        rows="3"
                        required
                        maxlength=reason::MAX.to_string()
                        aria-describedby="reject-reason-h"
                    ></textarea>
                </div>
                <div class="actions">
                    <button class="btn danger" aria-busy=move || pending.get().then_some("true")>{w.reject_button}</button>
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}
