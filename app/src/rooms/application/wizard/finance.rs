//! Amounts of money with their unit, and the grid of three years (Art. 9 (1)).

use domain::application::answer;
use domain::application::field::Field;
use domain::application::finance::unit_of;
use domain::facts::numbers::{MoneyUnit, Wan};
use leptos::prelude::*;

use super::form::Form;
use super::keeper::name;
use super::question::{described, id_of, message};
use crate::locales::{application, fields};

/// An amount: number, unit, and the same amount in the other unit.
pub fn amount(form: Form, field: Field, hint: bool) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let key = field.key();
    let label = form.context.with_value(|cx| fields::label_in(lang, field, &cx.season));
    let unit = form.answers.with_untracked(|a| unit_of(a, field));
    let other = move || {
        form.answers.with(|a| {
            let unit = unit_of(a, field);
            let other = if unit == MoneyUnit::Wan { MoneyUnit::Yi } else { MoneyUnit::Wan };
            Wan::parse(answer(a, key), unit)
                .map(|m| (w.equals)(&fields::money(lang, m, other)))
                .unwrap_or_default()
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

const GRID: [[Field; 3]; 4] = [
    [Field::Revenue1, Field::Revenue2, Field::Revenue3],
    [Field::Assets1, Field::Assets2, Field::Assets3],
    [Field::Operating1, Field::Operating2, Field::Operating3],
    [Field::Net1, Field::Net2, Field::Net3],
];

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
    view! {
        <div class=class>
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
