//! The table of results with comparison (Art. 8 (3)): one card a row.

use domain::application::field::Field;
use domain::application::results::{RowEdit, improvement, last};
use domain::application::{Answers, answer};

use super::{FOLLOWS, Leaf, id_of, name};
use crate::locales::{application, entry, fields};
use crate::markup::text;

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
pub fn rows_for(answers: &Answers, min: usize, max: usize) -> usize {
    let filled = last(answers);
    (filled + 1).max(min).min(max).max(filled)
}

/// A row, ready to be put behind the others.
pub fn row(leaf: &Leaf, n: usize) -> String {
    let lang = leaf.lang;
    let w = entry::words(lang);
    let cells: String = COLUMNS.into_iter().map(|(f, size)| cell(leaf, n, f, size)).collect();
    let max = leaf.context.season.limits.result_rows();
    let buttons = [
        (RowEdit::Up(n), n > 1, w.up, (w.row_up)(n)),
        (RowEdit::Down(n), n < max, w.down, (w.row_down)(n)),
        (RowEdit::Remove(n), true, w.remove, (w.row_remove)(n)),
    ];
    let buttons: String = buttons
        .into_iter()
        .map(|(edit, possible, word, label)| {
            let disabled = if possible { "" } else { " disabled" };
            format!(
                "<button class=\"btn small quiet\" name=\"go\" value=\"{}\" aria-label=\"{label}\"{disabled}>{word}</button>",
                edit.code()
            )
        })
        .collect();
    format!(
        "<fieldset class=\"result-row\" id=\"row-{n}\"><legend>{}</legend>{cells}{}\
         <output class=\"better\" {FOLLOWS}=\"better {n}\">{}</output><div class=\"row-do\">{buttons}</div></fieldset>",
        (application::words(lang).row)(n),
        evidence(leaf, n),
        better(leaf, n),
    )
}

/// What became better in a row.
pub fn better(leaf: &Leaf, n: usize) -> String {
    let w = entry::words(leaf.lang);
    improvement(&leaf.answers, n)
        .map(|i| {
            format!("<span>{} <b>{}</b></span>", w.change, text(&entry::improvement(leaf.lang, &i)))
        })
        .unwrap_or_default()
}

fn message(leaf: &Leaf, key: &str) -> String {
    let inner = super::questions::message(leaf, key);
    format!("<div class=\"follows\" {FOLLOWS}=\"message {key}\">{inner}</div>")
}

/// Attributes of a cell's control.
fn control(leaf: &Leaf, key: &str) -> String {
    let described = leaf
        .described(key, false)
        .map(|d| format!(" aria-describedby=\"{d}\""))
        .unwrap_or_default();
    let label = text(&fields::place(leaf.lang, key, &leaf.context.season));
    format!(
        "id=\"{}\" name=\"{}\" aria-label=\"{label}\" aria-invalid=\"{}\"{described}",
        id_of(key),
        name(key),
        leaf.invalid(key).unwrap_or("false"),
    )
}

fn cell(leaf: &Leaf, n: usize, field: Field, size: u8) -> String {
    let key = field.result_key(n);
    format!(
        "<div class=\"cell {}\"><label for=\"{}\">{}<small>{}</small></label>{}\
         <input type=\"text\" inputmode=\"text\" autocomplete=\"off\" size=\"{size}\" value=\"{}\" {}></div>",
        field.key(),
        id_of(&key),
        text(fields::label(leaf.lang, field)),
        text(fields::hint(leaf.lang, field)),
        message(leaf, &key),
        text(leaf.text(&key)),
        control(leaf, &key),
    )
}

/// The file that proves the row. What was chosen and is gone is shown all the same.
fn evidence(leaf: &Leaf, n: usize) -> String {
    let lang = leaf.lang;
    let w = entry::words(lang);
    let key = Field::Evidence.result_key(n);
    let chosen = answer(&leaf.answers, &key);
    let option = |code: &str, said: &str| {
        let selected = if code == chosen { " selected" } else { "" };
        format!("<option value=\"{}\"{selected}>{}</option>", text(code), text(said))
    };
    let mut options = format!("<option value=\"\">{}</option>", w.choose_file);
    if !chosen.is_empty() && leaf.files.iter().all(|f| f.sha256 != chosen) {
        options += &option(chosen, w.file_gone);
    }
    for f in &leaf.files {
        options += &option(&f.sha256, &format!("{} · {}", f.name, fields::slot(lang, f.slot)));
    }
    format!(
        "<div class=\"cell evidence\"><label for=\"{}\">{}</label>{}<select {}>{options}</select></div>",
        id_of(&key),
        text(fields::label(lang, Field::Evidence)),
        message(leaf, &key),
        control(leaf, &key),
    )
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
