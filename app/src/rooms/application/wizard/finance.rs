//! Amounts of money with their unit, and the grid of three years (Art. 9 (1)).

use domain::application::field::Field;
use domain::application::finance::unit_of;
use domain::application::paste::GRID;
use domain::facts::numbers::MoneyUnit;
use leptos::prelude::*;

use super::notices::pasted;
use super::question::{class, message};
use crate::drawn::{ALL, Leaf, id_of, name};
use crate::locales::{application, entry, fields};

/// An amount: number, unit, and the same amount in the other unit.
pub(super) fn amount(leaf: &Leaf, field: Field, hint: bool) -> AnyView {
    let lang = leaf.lang;
    let w = application::words(lang);
    let key = field.key();
    let label = fields::label_in(lang, field, &leaf.context.season);
    let unit = unit_of(&leaf.answers, field);
    let options = MoneyUnit::ALL
        .into_iter()
        .map(|u| view! { <option value=u.code() selected=u == unit>{fields::money_unit(lang, u)}</option> })
        .collect_view();
    let unit_name = name(&format!("{key}.unit"));
    let unit_label = (w.unit_of)(&label);
    view! {
        <div class="amount">
            <input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                size="10"
                id=id_of(key)
                name=name(key)
                value=leaf.text(key).to_owned()
                aria-describedby=leaf.described(key, hint)
                aria-invalid=leaf.invalid(key)
                aria-label=(!hint).then_some(label)
            />
            <select name=unit_name aria-label=unit_label aria-invalid=leaf.invalid(key)>{options}</select>
            <output class="other" for=id_of(key) data-follows=format!("equals {key}") inner_html=leaf.follow(&format!("equals {key}"))></output>
        </div>
    }
    .into_any()
}

/// Years across, figures down; on phones each figure is a card.
pub(super) fn grid(leaf: &Leaf) -> AnyView {
    let lang = leaf.lang;
    let w = application::words(lang);
    let years = leaf.context.season.figure_years();
    let heads =
        years.into_iter().map(|y| view! { <th scope="col">{(w.year)(y)}</th> }).collect_view();
    let rows = GRID.into_iter().map(|row| {
        let cells = row
            .into_iter()
            .zip(years)
            .map(|(field, year)| {
                view! {
                    <td data-th=(w.year)(year)>
                        <div>
                            {message(leaf, field.key())}
                            {amount(leaf, field, false)}
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
    view! {
        <div class=class(leaf, ALL) data-q=ALL>
            <p class="hint">{entry::words(lang).paste_hint}</p>
            {pasted()}
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
