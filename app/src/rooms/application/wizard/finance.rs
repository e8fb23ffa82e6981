//! Amounts of money with their unit, and the grid of three years (Art. 9 (1)).

use domain::application::answer;
use domain::application::field::Field;
use domain::application::finance::unit_of;
use domain::application::paste::{self, GRID};
use domain::facts::numbers::{MoneyUnit, Wan};
use leptos::prelude::*;
use leptos::web_sys::ClipboardEvent;

use super::form::Form;
use super::keeper::{key_of, name};
use super::question::{described, id_of, message};
use crate::locales::{application, entry, fields};
use crate::ui::control;

/// An amount: number, unit, and the same amount in the other unit.
pub fn amount(form: Form, field: Field, hint: bool) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let key = field.key();
    let label = form.context.with_value(|cx| fields::label_in(lang, field, &cx.season));
    let unit = form.answers.with_untracked(|a| unit_of(a, field));
    // The same amount in the other unit; in both where the text brings a unit of its own.
    let other = move || {
        form.answers.with(|a| {
            let (text, chosen) = (answer(a, key), unit_of(a, field));
            let Ok(amount) = Wan::parse(text, chosen) else { return String::new() };
            let own = Wan::unit_in(text).is_some() || text.contains('元');
            let shown = MoneyUnit::ALL.into_iter().filter(|u| own || *u != chosen);
            shown.map(|u| (w.equals)(&fields::money(lang, amount, u))).collect::<Vec<_>>().join(" ")
        })
    };
    let options = MoneyUnit::ALL
        .into_iter()
        .map(|u| view! { <option value=u.code() selected=u == unit>{fields::money_unit(lang, u)}</option> })
        .collect_view();
    let wrong = move || if form.wrong(key) { "true" } else { "false" };
    view! {
        <div class="amount">
            <input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                size="10"
                id=id_of(key)
                name=name(key)
                value=form.initial(key)
                aria-describedby=described(form, key, hint)
                aria-invalid=wrong
                aria-label=(!hint).then(|| label.clone())
            />
            <select name=name(&format!("{key}.unit")) aria-label=(w.unit_of)(&label) aria-invalid=wrong>{options}</select>
            <output class="other" for=id_of(key)>{other}</output>
        </div>
    }
    .into_any()
}

/// Years across, figures down; on phones each figure is a card.
pub fn grid(form: Form) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let years = form.context.with_value(|cx| cx.season.figure_years());
    let heads =
        years.into_iter().map(|y| view! { <th scope="col">{(w.year)(y)}</th> }).collect_view();
    let rows = GRID.into_iter().map(|row| {
        let cells = row
            .into_iter()
            .zip(years)
            .map(|(field, year)| {
                let key = field.key();
                view! {
                    <td data-th=(w.year)(year)>
                        <div>
                            {message(form, key)}
                            {amount(form, field, false)}
                        </div>
                    </td>
                }
            })
            .collect_view();
        view! {
            <tr>
                <th scope="row">
                    <div class="unit">
                        {fields::label(lang, row[0])} <br/>
                        <small>{fields::hint(lang, row[0])}</small>
                    </div>
                </th>
                {cells}
            </tr>
        }
    });
    let class = move || if form.shown_errors().is_empty() { "q" } else { "q err" };
    let (told, left) = (RwSignal::new(String::new()), RwSignal::new(Vec::new()));
    let on_paste = move |ev: ClipboardEvent| {
        let Some((target, text)) = control::pasted(&ev) else { return };
        let field = key_of(&target).and_then(Field::of_key);
        let (Some(block), Some(field)) = (paste::block(&text), field) else { return };
        ev.prevent_default();
        super::pasted::take(form, paste::finance(&block, field, years), told, left);
    };
    view! {
        <div class=class on:paste=on_paste>
            <p class="hint">{entry::words(lang).paste_hint}</p>
            {super::pasted::left_over(lang, left)}
            <p class="sr" role="status">{told}</p>
            <div class="scroll">
                <table class="list">
                    <caption class="sr">{w.years}</caption>
                    <thead><tr><th scope="col">{w.figure}</th>{heads}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}
