//! Amending a sealed sheet (Art. 19), and what it has been before.

use domain::reason;
use domain::refusal::Refusal;
use domain::review::sheet::check;
use domain::views::review::{Earlier, SheetView};
use leptos::ev::Event;
use leptos::prelude::*;

use super::amending::{Amending, REASON};
use super::fields::{Judged, criterion_fields, overall_field};
use super::keep::unflat;
use crate::error::ApiError;
use crate::locales::review::{item, words};
use crate::locales::{common, lang, refusal};
use crate::rooms::review::api::AmendSheet;
use crate::rooms::review::page::tenths;
use crate::ui::form::{Told, Typed};
use crate::ui::{ErrorNotice, OwnForm, RefusedBy, address, control, which_review};

/// Identifier of the control of the reason.
const FIELD: &str = "amend-reason";

/// The form, folded away until it is wanted; open again when it was refused, with what was typed.
pub(super) fn amend(sheet: &SheetView, act: ServerAction<AmendSheet>) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let page = sheet.which.at(&format!("/review/{}", sheet.dossier.id));
    // With script what was sent before is the page's own: the form that was posted is done with.
    let taken = act.value().with_untracked(|v| matches!(v, Some(Ok(()))));
    let typed = Some(Typed::of(&page)).filter(|t| !taken && t.value("act") == "amend");
    let sent = typed.as_ref().map(|t| (unflat(&t.values), t.value(REASON)));
    let (shown, reason) = sent.clone().unwrap_or_else(|| (sheet.form.clone(), String::new()));
    let slip = |field: &str| typed.as_ref().and_then(|t| t.slip(field)).cloned();
    let told = slip("").map(ApiError::Refused);
    let wrong = slip(FIELD).map(|why| refusal::refusal(lang, &why));
    let lacking = |e: &ApiError| matches!(e, ApiError::Refused(Refusal::SheetIncomplete { .. }));
    let amending = Amending::new(sheet, sent, taken);
    let (rubric, limits, form) =
        (StoredValue::new(sheet.rubric.clone()), sheet.limits, amending.form);
    let checked = Memo::new(move |_| rubric.with_value(|r| form.with(|f| check(f, r, &limits))));
    let all = RwSignal::new(told.as_ref().is_some_and(lacking));
    let judged = Judged { checked, form, all };
    Effect::new(move |_| {
        act.value().with(|value| match value {
            Some(Ok(())) => amending.taken(),
            // What is missing is said at its field once it was asked for.
            Some(Err(e)) if lacking(e) => all.set(true),
            _ => {}
        });
    });
    let typing = move |ev: Event| {
        if let Some((name, text)) = control::typed(&ev) {
            amending.typed(&name, &text);
        }
    };
    let (pending, id) = (act.pending(), sheet.dossier.id.to_string());
    let (which, review) = (sheet.which, sheet.which.review);
    let (named, article) = (common::phase(lang, review.phase()), review.article().to_string());
    let maximum = sheet.rubric.total_max();
    let criteria = sheet.rubric.criteria.iter();
    let criteria = criteria.map(|c| criterion_fields(c, &shown, limits, judged)).collect_view();
    let overall = overall_field(&shown, limits, judged);
    let why = Told::of(FIELD, true, wrong);
    view! {
        {found(amending)}
        <details class="more" open=move || amending.open.get()>
            <summary>{w.amend}</summary>
            <p>{(w.amend_text)(named)}" "<small>{(common::words(lang).article)(&article)}</small></p>
            {told.map(|error| view! { <ErrorNotice error/> })}
            <RefusedBy value=act.value()/>
            {signed_out(act, page.clone())}
            <div class="stack" on:input=typing>
                <OwnForm action=act page act="amend" class="form">
                    <input type="hidden" name="id" value=id/>
                    {which_review::field(which)}
                    {criteria}
                    {overall}
                    <p class="total">
                        <span>{w.total}</span>
                        <b>{move || checked.with(|c| c.running.to_string())}</b>
                        <small>{(w.out_of)(maximum)}</small>
                    </p>
                    <div class=why.class>
                        <label for=FIELD>{w.amend_reason}</label>
                        <p class="hint" id=format!("{FIELD}-h")>{(w.amend_reason_hint)(reason::TELLING, reason::MAX)}</p>
                        {why.said}
                        <input id=why.id name=REASON required value=reason aria-invalid=why.invalid aria-describedby=why.about/>
                    </div>
                    <div class="actions">
                        <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.amend_act}</button>
                    </div>
                </OwnForm>
            </div>
        </details>
    }
    .into_any()
}

/// What the device holds from before, while it is not decided on.
fn found(amending: Amending) -> impl IntoView {
    let w = words(lang());
    move || {
        amending.found.with(Option::is_some).then(|| {
            view! {
                <div class="notice warn" role="status">
                    <h3>{w.found_here}</h3>
                    <p>{w.amend_found}</p>
                    <p class="row">
                        <button type="button" class="btn small" on:click=move |_| amending.restore()>{w.restore}</button>
                        <button type="button" class="btn small quiet" on:click=move |_| amending.discard()>{w.discard}</button>
                    </p>
                </div>
            }
        })
    }
}

/// Nobody is signed in any more: a way to sign in and come back to what the device keeps.
fn signed_out(act: ServerAction<AmendSheet>, page: String) -> impl IntoView {
    let w = words(lang());
    let way_in = address::sign_in(&page);
    let out = |v: &Option<Result<(), ApiError>>| {
        matches!(v, Some(Err(ApiError::Refused(Refusal::SignIn))))
    };
    move || {
        act.value().with(out).then(|| {
            view! { <p>{w.signed_out}" "<a href=way_in.clone() rel="external">{w.sign_in_again}</a></p> }
        })
    }
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
