//! The table of results with comparison (Art. 8 (3)): one card a row. Rows are added, moved and
//! removed by buttons of the form, so that it needs no JavaScript; with it, at once.

use domain::application::field::{Field, RESULT_ROWS};
use domain::application::results::{RowEdit, improvement, last};
use domain::application::{Answers, answer, paste};
use domain::views::application::DossierView;
use leptos::prelude::*;
use leptos::web_sys::{ClipboardEvent, MouseEvent};

use super::form::Form;
use super::keeper::{key_of, name};
use super::question::{described, id_of, message, named, option};
use crate::locales::{application, entry, fields};
use crate::ui::control;

/// Columns in the order they are typed, with their width in characters.
const COLUMNS: [(Field, u8); 7] = [
    (Field::Indicator, 16),
    (Field::Measure, 5),
    (Field::Before, 7),
    (Field::After, 7),
    (Field::Competitor, 7),
    (Field::Benchmark, 7),
    (Field::Source, 16),
];

/// Rows to show: the filled ones and one more, at least those that are asked for.
fn rows_for(answers: &Answers, min: usize, max: usize) -> usize {
    let filled = last(answers);
    (filled + 1).max(min).min(max).max(filled)
}

/// What the parts of the table share.
#[derive(Clone, Copy)]
struct Table {
    form: Form,
    /// Rows the season takes.
    max: usize,
    /// What has just been done, for those who do not see it.
    told: RwSignal<String>,
    /// What was pasted and found no place.
    left: RwSignal<Vec<String>>,
    /// Files that can be named: SHA-256 and name.
    files: StoredValue<Vec<(String, String)>>,
}

/// The table. `asked` is the number of rows named in the address, for readers without JavaScript.
pub fn results(form: Form, d: &DossierView, asked: usize) -> AnyView {
    let lang = form.lang;
    let w = entry::words(lang);
    let (min, max) = (d.season.limits.results_min, d.season.limits.result_rows());
    let shown =
        RwSignal::new(form.answers.with_untracked(|a| rows_for(a, min, max)).max(asked.min(max)));
    // Restored or merged rows need their place; rows once shown stay.
    let rows = Memo::new(move |_| form.answers.with(last).max(shown.get()).min(RESULT_ROWS));
    let files = d
        .files
        .iter()
        .map(|f| (f.sha256.clone(), format!("{} · {}", f.name, fields::slot(lang, f.slot))))
        .collect();
    let table = Table {
        form,
        max,
        told: RwSignal::new(String::new()),
        left: RwSignal::new(Vec::new()),
        files: StoredValue::new(files),
    };
    let add = move |ev: MouseEvent| {
        ev.prevent_default();
        let n = (rows.get_untracked() + 1).min(max);
        shown.set(n);
        request_focus(Field::Indicator.result_key(n));
    };
    let class = move || if form.shown_errors().is_empty() { "q" } else { "q err" };
    let none = d.files.is_empty().then(|| {
        let href = format!("/application/{}/attachments", d.id);
        view! { <p class="hint">{w.no_files} " " <a href=href>{w.to_files}</a></p> }
    });
    view! {
        <div class=class on:paste=move |ev| on_paste(table, &ev)>
            <p class="hint">{(w.rows_note)(min, max)}</p>
            {none}
            {super::pasted::left_over(lang, table.left)}
            <p class="sr" role="status">{table.told}</p>
            <div class="result-rows">
                <For each=move || 1..=rows.get() key=|n| *n children=move |n| row(table, n)/>
            </div>
            <p>
                <button
                    class="btn small quiet"
                    name="go"
                    value=RowEdit::Add.code()
                    disabled={move || rows.get() >= max}
                    on:click=add
                >
                    {application::words(lang).add_row}
                </button>
            </p>
        </div>
    }
    .into_any()
}

/// Puts the focus on a cell once it stands on the page.
fn request_focus(key: String) {
    if cfg!(feature = "hydrate") {
        request_animation_frame(move || control::focus(&id_of(&key)));
    }
}

fn on_paste(table: Table, ev: &ClipboardEvent) {
    let Some((target, text)) = control::pasted(ev) else { return };
    let Some(key) = key_of(&target) else { return };
    let (Some(block), Some(field)) = (paste::block(&text), Field::of_key(key)) else { return };
    let row = key.split('.').nth(1).and_then(|n| n.parse().ok()).unwrap_or(1);
    ev.prevent_default();
    let placed = paste::results(&block, row, field, table.max);
    super::pasted::take(table.form, placed, table.told, table.left);
}

fn row(table: Table, n: usize) -> AnyView {
    let form = table.form;
    let lang = form.lang;
    let w = entry::words(lang);
    let cells = COLUMNS
        .into_iter()
        .map(|(field, size)| {
            let key = field.result_key(n);
            let label = form.context.with_value(|cx| fields::place(lang, &key, &cx.season));
            let class = format!("cell {}", field.key());
            view! {
                <div class=class>
                    <label for=id_of(&key)>{fields::label(lang, field)}<small>{fields::hint(lang, field)}</small></label>
                    {message(form, &key)}
                    {named(form, field, &key, Some(size), Some(label))}
                </div>
            }
        })
        .collect_view();
    let better = move || {
        form.answers
            .with(|a| improvement(a, n))
            .map(|i| view! { <span>{w.change} " " <b>{entry::improvement(lang, &i)}</b></span> })
    };
    view! {
        <fieldset class="result-row" id=format!("row-{n}")>
            <legend>{application_row(form, n)}</legend>
            {cells}
            {evidence(table, n)}
            <output class="better">{better}</output>
            <div class="row-do">
                {button(table, RowEdit::Up(n), n > 1, w.up, (w.row_up)(n))}
                {button(table, RowEdit::Down(n), n < table.max, w.down, (w.row_down)(n))}
                {button(table, RowEdit::Remove(n), true, w.remove, (w.row_remove)(n))}
            </div>
        </fieldset>
    }
    .into_any()
}

fn application_row(form: Form, n: usize) -> String {
    (application::words(form.lang).row)(n)
}

/// The file that proves the row.
fn evidence(table: Table, n: usize) -> AnyView {
    let form = table.form;
    let lang = form.lang;
    let w = entry::words(lang);
    let key = Field::Evidence.result_key(n);
    let chosen = form.answers.with_untracked(|a| answer(a, &key).to_owned());
    let label = form.context.with_value(|cx| fields::place(lang, &key, &cx.season));
    let files = table.files.get_value();
    let gone = !chosen.is_empty() && files.iter().all(|f| f.0 != chosen);
    let options = files.into_iter().map(|(sha, name)| option(&sha, name, &chosen)).collect_view();
    let id = id_of(&key);
    // Beside a wrong cell, the others say that they are right.
    let right_or_wrong = {
        let key = key.clone();
        move || if form.wrong(&key) { "true" } else { "false" }
    };
    view! {
        <div class="cell evidence">
            <label for=id.clone()>{fields::label(lang, Field::Evidence)}</label>
            {message(form, &key)}
            <select
                id=id
                name=name(&key)
                aria-label=label
                aria-describedby=described(form, &key, false)
                aria-invalid=right_or_wrong
            >
                <option value="">{w.choose_file}</option>
                {gone.then(|| option(&chosen, w.file_gone.to_owned(), &chosen))}
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn button(
    table: Table,
    edit: RowEdit,
    possible: bool,
    word: &'static str,
    label: String,
) -> AnyView {
    let form = table.form;
    let press = move |ev: MouseEvent| {
        ev.prevent_default();
        let answers = form.answers.get_untracked();
        form.take(&edit.apply(&answers));
        let w = entry::words(form.lang);
        let to = edit.row(&answers);
        table.told.set(match edit {
            RowEdit::Remove(n) => (w.removed)(n),
            _ => (w.moved)(to),
        });
        request_focus(Field::Indicator.result_key(to));
    };
    view! {
        <button
            class="btn small quiet"
            name="go"
            value=edit.code()
            aria-label=label
            disabled=!possible
            on:click=press
        >
            {word}
        </button>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_is_always_spare_until_the_table_is_full() {
        let with =
            |n: usize| -> Answers { [(format!("result.{n}.before"), "1".to_owned())].into() };
        assert_eq!(rows_for(&Answers::new(), 3, 12), 3);
        assert_eq!(rows_for(&with(3), 3, 12), 4);
        assert_eq!(rows_for(&with(12), 3, 12), 12);
        // A season may take fewer rows than were typed: they stay to be seen and removed.
        assert_eq!(rows_for(&with(7), 3, 5), 7);
    }
}
