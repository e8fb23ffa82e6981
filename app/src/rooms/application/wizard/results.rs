//! The table of results with comparison (Art. 8 (3)).

use domain::application::Answers;
use domain::application::answer;
use domain::application::field::{Field, RESULT_ROWS};
use domain::application::page::Page;
use leptos::prelude::*;

use super::form::Form;
use super::question::{message, named};
use crate::locales::{application, fields};

/// Empty rows that are always at hand.
const SPARE: usize = 3;

/// Rows to show: the filled ones and three more, twelve at most.
fn rows_for(answers: &Answers) -> usize {
    let filled = (1..=RESULT_ROWS)
        .filter(|n| Page::Results.fields().any(|f| !answer(answers, &f.result_key(*n)).is_empty()))
        .max()
        .unwrap_or_default();
    (filled + SPARE).min(RESULT_ROWS)
}

/// The table; rows can be added.
pub fn results(form: Form) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let shown = RwSignal::new(form.answers.with_untracked(rows_for));
    // Restored or merged rows need their place; rows once shown stay.
    let rows = Memo::new(move |_| {
        let filled = form.answers.with(rows_for).saturating_sub(SPARE);
        shown.get().max(filled)
    });
    let min = form.context.with_value(|cx| cx.season.limits.results_min);
    let heads = Page::Results
        .fields()
        .map(|f| {
            view! { <th scope="col">{fields::label(lang, f)}<br/><small>{fields::hint(lang, f)}</small></th> }
        })
        .collect_view();
    let class = move || if form.shown_errors().is_empty() { "q" } else { "q err" };
    let add = move |_| shown.set((rows.get_untracked() + 1).min(RESULT_ROWS));
    view! {
        <div class=class>
            <p class="hint">{(w.rows_note)(min, RESULT_ROWS)}</p>
            <div class="scroll">
                <table class="list">
                    <caption class="sr">{w.results_table}</caption>
                    <thead><tr><th scope="col">"#"</th>{heads}</tr></thead>
                    <tbody>
                        <For each=move || 1..=rows.get() key=|n| *n children=move |n| row(form, n)/>
                    </tbody>
                </table>
            </div>
            <p><button type="button" class="btn small quiet" on:click=add>{w.add_row}</button></p>
        </div>
    }
    .into_any()
}

fn row(form: Form, n: usize) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let cells = Page::Results
        .fields()
        .map(|field| {
            let key = field.result_key(n);
            let size = match field {
                Field::Indicator => 12,
                Field::Source => 9,
                Field::Measure => 3,
                _ => 5,
            };
            let label = form.context.with_value(|cx| fields::place(lang, &key, &cx.season));
            view! {
                <td data-th=fields::label(lang, field)>
                    <div>
                        {message(form, &key)}
                        {named(form, field, &key, Some(size), Some(label))}
                    </div>
                </td>
            }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row"><span class="unit">{(w.row)(n)}</span></th>
            {cells}
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_rows_are_always_spare_until_the_table_is_full() {
        let with =
            |n: usize| -> Answers { [(format!("result.{n}.before"), "1".to_owned())].into() };
        assert_eq!(rows_for(&Answers::new()), 3);
        assert_eq!(rows_for(&with(2)), 5);
        assert_eq!(rows_for(&with(11)), 12);
    }
}
