//! The experience report: nine sections, each counted, and all together (Art. 8).

use domain::application::field::Field;
use leptos::prelude::*;

use super::question::{area, class, follows, message};
use crate::drawn::{Leaf, id_of};
use crate::locales::{application, fields};

/// Nine sections and their sum.
pub(super) fn report(leaf: &Leaf) -> AnyView {
    let sections =
        Field::SECTIONS.iter().enumerate().map(|(i, f)| section(leaf, i + 1, *f)).collect_view();
    view! {
        {sections}
        <div class=class(leaf, "report") data-q="report" id=id_of("report") tabindex="-1">
            {message(leaf, "report")}
            {follows(leaf, "total".into())}
        </div>
    }
    .into_any()
}

fn section(leaf: &Leaf, n: usize, field: Field) -> AnyView {
    let lang = leaf.lang;
    let w = application::words(lang);
    let key = field.key();
    let id = id_of(key);
    view! {
        <div class=class(leaf, key) data-q=key>
            <label for=id.clone()>{(w.section)(n)}{fields::label(lang, field)}</label>
            <p class="hint" id=format!("{id}-h")>{fields::hint(lang, field)}</p>
            {message(leaf, key)}
            {area(leaf, field, 8)}
        </div>
    }
    .into_any()
}
