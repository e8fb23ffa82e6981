//! The experience report: nine sections, each counted, and all together (Art. 8).

use domain::application::answer;
use domain::application::check::report_pages;
use domain::application::field::Field;
use domain::facts::text::count_chars;
use leptos::prelude::*;

use super::form::Form;
use super::question::{area, id_of, message};
use crate::locales::{application, entry, fields};

/// Nine sections and their sum.
pub fn report(form: Form) -> AnyView {
    let sections =
        Field::SECTIONS.iter().enumerate().map(|(i, f)| section(form, i + 1, *f)).collect_view();
    view! {
        {sections}
        {total(form)}
    }
    .into_any()
}

fn section(form: Form, n: usize, field: Field) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let key = field.key();
    let id = id_of(key);
    let class = move || if form.wrong(key) { "q err" } else { "q" };
    view! {
        <div class=class>
            <label for=id.clone()>{(w.section)(n)}{fields::label(lang, field)}</label>
            <p class="hint" id=format!("{id}-h")>{fields::hint(lang, field)}</p>
            {message(form, key)}
            {area(form, field, 8)}
        </div>
    }
    .into_any()
}

fn total(form: Form) -> AnyView {
    let w = application::words(form.lang);
    let (min, max) =
        form.context.with_value(|cx| (cx.season.limits.report_min, cx.season.limits.report_max));
    let n = Memo::new(move |_| {
        form.answers.with(|a| {
            Field::SECTIONS.iter().map(|f| count_chars(answer(a, f.key()))).sum::<usize>()
        })
    });
    let class = move || match n.get() {
        n if n > max => "count over",
        n if n < min => "count under",
        _ => "count",
    };
    let most = form.context.with_value(|cx| cx.season.limits.report_pages);
    let pages = Memo::new(move |_| form.answers.with(report_pages));
    let pages_class = move || if pages.get() > most { "count over" } else { "count" };
    let wrong = move || if form.wrong("report") { "q err" } else { "q" };
    view! {
        <div class=wrong id=id_of("report") tabindex="-1">
            {message(form, "report")}
            <p class=class><b>{move || (w.count_total)(n.get(), min, max)}</b></p>
            <p class=pages_class>{move || (entry::words(form.lang).pages_estimated)(pages.get(), most)}</p>
        </div>
    }
    .into_any()
}
