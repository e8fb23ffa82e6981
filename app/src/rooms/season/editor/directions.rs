//! Directions of the year's focus areas (Art. 6).

use domain::season::rows::{NAME_MAX, rows};
use leptos::prelude::*;

use super::Ctx;
use super::field::Look;
use crate::locales::draft::words;

pub(super) fn draw(ctx: &Ctx) -> AnyView {
    let w = words(ctx.lang);
    let all = rows(&ctx.given, "d");
    let n = all.len();
    let rows = all
        .into_iter()
        .enumerate()
        .map(|(i, row)| {
            let name = (w.number)(i + 1);
            let code = row.get("code").cloned().unwrap_or_default();
            view! {
                <fieldset class="sheet pad editor-row">
                    <legend class="sr">{name.clone()}</legend>
                    <div class="row between"><b aria-hidden="true">{name.clone()}</b>{ctx.row_buttons("", i, n, &name)}</div>
                    <input type="hidden" name=format!("d.{i}.code") value=code/>
                    <div class="cols even">
                        {ctx.field(&format!("d.{i}.zh"), w.zh, "", Look::Line(NAME_MAX))}
                        {ctx.field(&format!("d.{i}.en"), w.en, "", Look::Line(2 * NAME_MAX))}
                    </div>
                </fieldset>
            }
        })
        .collect_view();
    view! {
        {ctx.wrong_whole("")}
        <div class="stack">{rows}</div>
        {ctx.add_button("add".to_owned(), w.add)}
    }
    .into_any()
}
