//! The sheet after sealing: read only, with others' totals, and the way on.

use domain::views::review::SheetView;
use leptos::prelude::*;

use super::Place;
use super::amend::history;
use super::keep::device_key;
use crate::locales::lang;
use crate::locales::review::{criterion, item, words};
use crate::rooms::review::api::AmendSheet;
use crate::rooms::review::page::tenths;
use crate::ui::draft;

/// A sealed sheet.
#[component]
pub fn Sealed(
    /// The sheet.
    sheet: SheetView,
    /// Its place on the list.
    place: Place,
    /// Puts another sheet in its place.
    amend: ServerAction<AmendSheet>,
) -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let key = device_key(sheet.which.review, &sheet.dossier.id);
    // What the device still holds is of no use any more.
    Effect::new(move |_| draft::remove(&key));
    let others: Vec<String> = sheet.others.iter().map(|t| tenths(*t)).collect();
    let others = match others.len() {
        0 => w.others_none.to_owned(),
        _ => others.join(lang.pick("、", ", ")),
    };
    let informed = sheet.informed.then(|| view! { " "<span class="tag todo">{w.informed}</span> });
    let table = sheet.table.as_ref().map(|panel| {
        let to = sheet.which.at(&format!("/deliberation/{panel}/{}", sheet.dossier.id));
        view! { <p><a href=to>{w.to_sheets}</a></p> }
    });
    let amended = sheet.amended.as_ref().map(|(at, why)| (w.amended_at)(&at.show_minute(), why));
    let (history, amending) =
        (history(&sheet), sheet.amendable.then(|| super::amend::amend(&sheet, amend)));
    let which = sheet.which;
    let written = sheet.written.map(|mean| (w.written_result)(mean));
    let form = sheet.form;
    let criteria = sheet
        .rubric
        .criteria
        .iter()
        .map(|c| {
            let items = c
                .items
                .iter()
                .map(|i| {
                    let given = form.scores.get(&i.code).cloned().unwrap_or_else(|| "—".to_owned());
                    view! {
                        <div>
                            <dt>{item(lang, i)}</dt>
                            <dd>{given}" "<small>{(w.out_of)(u32::from(i.max))}</small></dd>
                        </div>
                    }
                })
                .collect_view();
            let comment = form.comments.get(&c.code).filter(|t| !t.trim().is_empty()).cloned();
            view! {
                <section>
                    <h3>{criterion(lang, c)}</h3>
                    <dl class="facts">{items}</dl>
                    <p class="soft">{comment.unwrap_or_else(|| w.no_comment.to_owned())}</p>
                </section>
            }
        })
        .collect_view();
    view! {
        <section class="scoresheet sheet pad stack">
            <h2>{w.sealed_heading}</h2>
            <p class="notice ok">{sheet.sealed.map(|at| (w.sealed_at)(&at.show_minute()))}</p>
            {amended.map(|said| view! { <p class="notice">{said}{informed}</p> })}
            <p class="total">
                <span>{w.own_total}</span>
                <b>{sheet.total.map(tenths)}</b>
                <small>{(w.out_of)(sheet.rubric.total_max())}</small>
            </p>
            <section>
                <h3>{w.others}</h3>
                <p>{others}</p>
                <p class="soft">{w.sealed_text}</p>
                {written.map(|said| view! { <p>{said}</p> })}
                {table}
            </section>
            {criteria}
            <section>
                <h3>{w.overall}</h3>
                <p>{form.overall}</p>
            </section>
            {history}
            {amending}
            <p class="soft">{(w.in_list)(place.sealed, place.all)}</p>
            <div class="actions">
                {match place.next {
                    Some((id, reference)) => view! {
                        <a class="btn" href=which.at(&format!("/review/{id}"))>{(w.next_unsealed)(&reference)}</a>
                    }
                    .into_any(),
                    None => view! { <p class="notice ok">{w.all_sealed}</p> }.into_any(),
                }}
                <a class="btn quiet" href=which.at("/review")>{w.back_to_list}</a>
            </div>
        </section>
    }
}
