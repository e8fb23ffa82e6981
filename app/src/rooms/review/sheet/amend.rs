//! Amending a sealed sheet (Art. 19), and what it has been before.

use domain::deliberation::{REASON_MAX, REASON_MIN};
use domain::refusal::Refusal;
use domain::review::sheet::check;
use domain::views::review::{Earlier, SheetView};
use leptos::ev::Event;
use leptos::prelude::*;

use super::fields::{Judged, criterion_fields, overall_field};
use super::keep::put;
use crate::error::ApiError;
use crate::locales::review::{item, words};
use crate::locales::{common, lang};
use crate::rooms::review::api::AmendSheet;
use crate::rooms::review::page::tenths;
use crate::ui::{RefusedBy, control, which_review};

/// The form, folded away until it is wanted; open again when it was refused.
pub(super) fn amend(sheet: &SheetView, act: ServerAction<AmendSheet>) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let (rubric, limits) = (StoredValue::new(sheet.rubric.clone()), sheet.limits);
    let form = RwSignal::new(sheet.form.clone());
    let checked = Memo::new(move |_| rubric.with_value(|r| form.with(|f| check(f, r, &limits))));
    let refused = act.value().with_untracked(|v| matches!(v, Some(Err(_))));
    let all = RwSignal::new(refused);
    let judged = Judged { checked, form, all };
    // What is missing is said at its field once it was asked for.
    Effect::new(move |_| {
        let lacking = |v: &Option<Result<(), ApiError>>| {
            matches!(v, Some(Err(ApiError::Refused(Refusal::SheetIncomplete { .. }))))
        };
        if act.value().with(lacking) {
            all.set(true);
        }
    });
    let typed = move |ev: Event| {
        if let Some((name, text)) = control::typed(&ev) {
            form.update(|f| put(f, &name, &text));
        }
    };
    let (pending, id) = (act.pending(), sheet.dossier.id.to_string());
    let (which, review) = (sheet.which, sheet.which.review);
    let (named, article) = (common::phase(lang, review.phase()), review.article().to_string());
    let maximum = sheet.rubric.total_max();
    let criteria = sheet.rubric.criteria.iter();
    let criteria =
        criteria.map(|c| criterion_fields(c, &sheet.form, limits, judged)).collect_view();
    let overall = overall_field(&sheet.form, limits, judged);
    view! {
        <details class="more" open=refused>
            <summary>{w.amend}</summary>
            <p>{(w.amend_text)(named)}" "<small>{(common::words(lang).article)(&article)}</small></p>
            <RefusedBy value=act.value()/>
            <div class="stack" on:input=typed>
                <ActionForm action=act attr:class="form">
                    <input type="hidden" name="id" value=id/>
                    {which_review::field(which)}
                    {criteria}
                    {overall}
                    <p class="total">
                        <span>{w.total}</span>
                        <b>{move || checked.with(|c| c.running.to_string())}</b>
                        <small>{(w.out_of)(maximum)}</small>
                    </p>
                    <div class="q">
                        <label for="amend-reason">{w.amend_reason}</label>
                        <p class="hint" id="amend-h">{(w.amend_reason_hint)(REASON_MIN, REASON_MAX)}</p>
                        <input id="amend-reason" name="reason" required aria-describedby="amend-h"/>
                    </div>
                    <div class="actions">
                        <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.amend_act}</button>
                    </div>
                </ActionForm>
            </div>
        </details>
    }
    .into_any()
}

/// What the sheet has been, a column each: as sealed, then each amendment, the last of which counts.
pub(super) fn history(sheet: &SheetView) -> Option<AnyView> {
    let lang = lang();
    let w = words(lang);
    let (at, reason) = sheet.amended.clone()?;
    let (form, total, informed) = (sheet.form.clone(), sheet.total.unwrap_or(0), sheet.informed);
    let now = Earlier { at, reason, form, total, informed };
    let versions: Vec<Earlier> = sheet.earlier.iter().cloned().chain([now]).collect();
    let last = versions.len() - 1;
    let name = |n: usize| match n {
        0 => w.as_sealed.to_owned(),
        n if n == last => format!("{}{}", (w.as_amended)(n), w.counts),
        n => (w.as_amended)(n),
    };
    let heads =
        (0..versions.len()).map(|n| view! { <th scope="col">{name(n)}</th> }).collect_view();
    let row = |head: String, cell: &dyn Fn(&Earlier) -> String| {
        let cells = versions.iter().map(|v| view! { <td>{cell(v)}</td> }).collect_view();
        view! { <tr><th scope="row">{head}</th>{cells}</tr> }
    };
    let given = |code: &str| {
        let code = code.to_owned();
        move |v: &Earlier| v.form.scores.get(&code).cloned().unwrap_or_default()
    };
    let items = sheet
        .rubric
        .items()
        .filter(|i| {
            versions.iter().any(|v| v.form.scores.get(&i.code) != sheet.form.scores.get(&i.code))
        })
        .map(|i| row(item(lang, i), &given(&i.code)))
        .collect_view();
    Some(
        view! {
            <details class="more">
                <summary>{(w.history)(last)}</summary>
                <div class="scroll" tabindex="0" role="region" aria-label=w.history_caption>
                    <table class="list">
                        <caption class="sr">{w.history_caption}</caption>
                        <thead><tr><td></td>{heads}</tr></thead>
                        <tbody>
                            {row(w.when.to_owned(), &|v| v.at.show_minute())}
                            {row(w.why.to_owned(), &|v| v.reason.clone())}
                            {row(w.independence.to_owned(), &|v| match v.informed {
                                true => w.informed.to_owned(),
                                false => "—".to_owned(),
                            })}
                            {row(w.total.to_owned(), &|v| tenths(v.total))}
                            {items}
                        </tbody>
                    </table>
                </div>
            </details>
        }
        .into_any(),
    )
}
