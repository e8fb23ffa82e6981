//! The sheet while it is written: running total, autosave, sealing.

use domain::refusal::Refusal;
use domain::review::sheet::{SheetFault, SheetForm, check};
use domain::views::review::SheetView;
use leptos::ev::{Event, MouseEvent, SubmitEvent};
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::Place;
use super::at_work;
use super::differs::{DIFFERS, differs};
use super::fields::{Judged, criterion_fields, overall_field};
use super::keep::{Keeper, Other, Saving, unflat};
use crate::error::ApiError;
use crate::locales::lang;
use crate::locales::review::{fault, item, words};
use crate::rooms::review::api::SealSheet;
use crate::ui::form::Typed;
use crate::ui::{ErrorNotice, RefusedBy, address, control, which_review};

/// Identifier of the summary of problems.
const SUMMARY: &str = "problems";

/// The sheet's form. Without JavaScript its two buttons save and seal by themselves.
#[component]
pub fn Write(
    /// The sheet.
    sheet: SheetView,
    /// Its place on the list.
    place: Place,
    /// Saves and seals.
    seal: ServerAction<SealSheet>,
) -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let id = sheet.dossier.id.clone();
    let page = sheet.which.at(&format!("/review/{id}"));
    let (typed, action) = (Typed::of(&page), page.clone());
    let refused = refused(&sheet, &typed);
    let shown = refused.as_ref().map_or_else(|| sheet.form.clone(), |r| r.0.clone());
    let told = typed.slip("").cloned().map(ApiError::Refused);
    let lacking = matches!(typed.slip(""), Some(Refusal::SheetIncomplete { .. }));
    let keeper = Keeper::new(&sheet, refused);
    let (rubric, limits) = (StoredValue::new(sheet.rubric.clone()), sheet.limits);
    let checked =
        Memo::new(move |_| rubric.with_value(|r| keeper.form.with(|f| check(f, r, &limits))));
    let asked = use_query_map().with_untracked(|q| q.get_str("check").is_some());
    let all = RwSignal::new(asked || lacking || seal.value().with_untracked(incomplete));
    let judged = Judged { checked, form: keeper.form, all };
    Effect::new(move |_| {
        if seal.value().with(|v| matches!(v, Some(Err(_)))) {
            keeper.take_back();
        }
        if seal.value().with(incomplete) {
            all.set(true);
            to_summary();
        }
    });
    let typing = move |ev: Event| {
        if let Some((name, text)) = control::typed(&ev) {
            keeper.typed(&name, &text);
        }
    };
    let save = move |ev: MouseEvent| {
        ev.prevent_default();
        keeper.send();
    };
    // What is not complete is said here; only a complete sheet is sent to be sealed.
    let seal_now = move |ev: MouseEvent| {
        if keeper.other.with_untracked(Option::is_some) {
            ev.prevent_default();
            control::focus(DIFFERS);
        } else if checked.with_untracked(|c| !c.problems.is_empty()) {
            ev.prevent_default();
            keeper.send();
            all.set(true);
            to_summary();
        }
    };
    let restore = move |_| keeper.restore();
    // What can be sent is sent from here; without JavaScript the form goes to its own page.
    let submit = move |ev: SubmitEvent| {
        if ev.default_prevented() {
            return;
        }
        if let Ok(mut form) = SealSheet::from_event(&ev) {
            ev.prevent_default();
            // A save of this page's own under way is no other page's.
            if keeper.busy() {
                form.base = None;
            }
            keeper.hand_over();
            seal.dispatch(form);
        }
    };
    at_work::hold_line();
    let which = sheet.which;
    let check_all = which.at("?check=1");
    let items = sheet.rubric.items().count();
    let maximum = sheet.rubric.total_max();
    view! {
        // Listeners stand on an element of our own: those that are put on a component stay when the
        // page is drawn anew.
        <div class="scoresheet sheet pad" id="sheet" on:input=typing>
        <form method="post" action=action on:submit=submit>
            <h2>{w.sheet_heading}</h2>
            <input type="hidden" name="id" value=id.to_string()/>
            {which_review::field(which)}
            <input type="hidden" name="base" value=move || keeper.base.get().to_string()/>
            {told.map(|error| view! { <ErrorNotice error/> })}
            <RefusedBy value=seal.value()/>
            {differs(keeper, rubric)}
            {move || keeper.found.with(Option::is_some).then(|| view! {
                <div class="notice warn" role="status">
                    <h3>{w.found_here}</h3>
                    <p>{w.found_here_text}</p>
                    <p class="row">
                        <button type="button" class="btn small" on:click=restore>{w.restore}</button>
                        <button type="button" class="btn small quiet" on:click=move |_| keeper.discard()>{w.discard}</button>
                    </p>
                </div>
            })}
            {move || (all.get() && !checked.with(|c| c.problems.is_empty())).then(|| summary(checked.get(), rubric))}
            {sheet.rubric.criteria.iter().map(|c| criterion_fields(c, &shown, limits, judged)).collect_view()}
            {overall_field(&shown, limits, judged)}
            <p class="total">
                <span>{w.total}</span>
                // Here, because the total stays in sight.
                {saving(keeper, page)}
                <b>{move || checked.with(|c| c.running.to_string())}</b>
                <small>{(w.out_of)(maximum)}</small>
            </p>
            <div class="opts">
                <div class="opt">
                    <input type="checkbox" id="sure" name="sure" value="yes" required/>
                    <label for="sure">{w.seal_confirm}<small>{w.seal_text}</small></label>
                </div>
            </div>
            <div class="actions">
                <button class="btn quiet" formnovalidate on:click=save>{w.save}</button>
                <button
                    class="btn"
                    name="seal"
                    value="yes"
                    on:click=seal_now
                    aria-busy=move || seal.pending().get().then_some("true")
                >
                    {w.seal}
                </button>
                <a class="btn quiet" href=check_all rel="external">{w.check}</a>
            </div>
            <p class="soft">
                {move || (w.scored)(checked.with(|c| c.scores.len()), items)}" · "{w.sheet_lede}
            </p>
            <p class="soft">{(w.in_list)(place.sealed, place.all)}" · "<a href=which.at("/review")>{w.back_to_list}</a></p>
        </form>
        </div>
    }
}

/// Whether sealing was refused because something is missing.
fn incomplete(value: &Option<Result<(), ApiError>>) -> bool {
    matches!(value, Some(Err(ApiError::Refused(Refusal::SheetIncomplete { .. }))))
}

/// Goes to the summary once it is on the page.
fn to_summary() {
    request_animation_frame(|| control::focus(SUMMARY));
}

/// What was typed into a sheet that was sent to its own page and refused, and what it was refused for.
fn refused(sheet: &SheetView, typed: &Typed) -> Option<(SheetForm, Option<Other>)> {
    if typed.values.is_empty() {
        return None;
    }
    let form = unflat(&typed.values);
    let other = match (typed.slip(""), sheet.saved) {
        (Some(Refusal::SheetChanged { fields, .. }), Some(saved)) => {
            Some(Other { form: sheet.form.clone(), saved, fields: fields.clone() })
        }
        _ => None,
    };
    Some((form, other))
}

fn saving(keeper: Keeper, page: String) -> impl IntoView {
    let w = words(lang());
    let class = move || match keeper.saving.get() {
        Saving::Rest(None) => "save",
        Saving::Rest(Some(_)) => "save saved",
        Saving::Busy => "save saving",
        Saving::Here | Saving::Fault(_) | Saving::SignedOut | Saving::Held | Saving::Refused(_) => {
            "save offline"
        }
    };
    let text = move || match keeper.saving.get() {
        Saving::Rest(None) => w.not_saved_yet.to_owned(),
        Saving::Rest(Some(at)) => (w.saved_at)(&at.show_time()),
        Saving::Busy => w.saving.to_owned(),
        Saving::Here => w.kept_here.to_owned(),
        Saving::Fault(why) => format!("{}{why}{}", w.fault_again, w.fault_kept),
        Saving::SignedOut => w.signed_out.to_owned(),
        Saving::Held => w.held.to_owned(),
        Saving::Refused(why) => (w.not_taken)(&why),
    };
    let way_in = address::sign_in(&page);
    let again = move || {
        (keeper.saving.get() == Saving::SignedOut).then(|| {
            view! { " "<a href=way_in.clone() rel="external">{w.sign_in_again}</a> }
        })
    };
    view! { <span class=class role="status">{text}{again}</span> }
}

/// All that keeps the sheet from being sealed, each a link to its field.
fn summary(
    checked: domain::review::sheet::Checked,
    rubric: StoredValue<domain::review::rubric::Rubric>,
) -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let n = checked.problems.len();
    let name = |field: &domain::review::sheet::SheetField| {
        use domain::review::sheet::SheetField as F;
        rubric.with_value(|r| match field {
            F::Score(code) => r.items().find(|i| i.code == *code).map(|i| item(lang, i)),
            F::Comment(code) => r
                .criteria
                .iter()
                .find(|c| c.code == *code)
                .map(|c| crate::locales::review::criterion(lang, c)),
            F::Overall => Some(w.overall.to_owned()),
        })
    };
    let lines = checked
        .problems
        .iter()
        .map(|p| {
            let said = fault(lang, &p.field, &p.fault);
            let text = match name(&p.field) {
                Some(name) if p.fault != SheetFault::NothingToScore => {
                    format!("{name}{}{said}", lang.pick("：", ": "))
                }
                _ => said,
            };
            let (id, href) = (p.field.to_string(), format!("#{}", p.field));
            // The router scrolls to the place; one wants to type there.
            let go = move |ev: MouseEvent| {
                ev.prevent_default();
                control::focus(&id);
            };
            view! { <li><a href=href on:click=go>{text}</a></li> }
        })
        .collect_view();
    view! {
        <div class="sum" role="alert" tabindex="-1" id=SUMMARY aria-labelledby="problems-t">
            <h3 id="problems-t">{(w.problems)(n)}</h3>
            <ul>{lines}</ul>
        </div>
    }
}
