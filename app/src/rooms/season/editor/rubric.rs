//! A rubric (Art. 8): criteria with their sub-items, and a running sum of the points.

use domain::review::rubric::FULL_MARKS;
use domain::season::edit::Form;
use domain::season::rows::{rows, whole};
use domain::season::rubric::sum;
use leptos::prelude::*;

use super::Ctx;
use super::field::Look;
use crate::locales::draft::words;

pub(super) fn draw(ctx: &Ctx) -> AnyView {
    let w = words(ctx.lang);
    let all = rows(&ctx.given, "c");
    let n = all.len();
    let criteria = all.iter().enumerate().map(|(i, row)| criterion(ctx, i, n, row)).collect_view();
    view! {
        {ctx.wrong_whole("")}
        <div class="stack">{criteria}</div>
        {ctx.add_button("add".to_owned(), w.add_criterion)}
        {running(ctx)}
    }
    .into_any()
}

/// What the points add up to now.
fn running(ctx: &Ctx) -> AnyView {
    let (live, w) = (ctx.live, words(ctx.lang));
    let total = Memo::new(move |_| live.with(sum));
    let class = move || {
        if total.get() == FULL_MARKS { "notice ok sum-line" } else { "notice warn sum-line" }
    };
    view! { <p class=class role="status">{move || (w.sum)(total.get())}</p> }.into_any()
}

fn criterion(ctx: &Ctx, i: usize, n: usize, row: &Form) -> AnyView {
    let w = words(ctx.lang);
    let name = (w.criterion)(i + 1);
    let at = format!("c.{i}");
    let code = row.get("code").cloned().unwrap_or_default();
    let items = rows(row, "i");
    let m = items.len();
    let items =
        items.iter().enumerate().map(|(j, item)| sub_item(ctx, (i, j), m, item)).collect_view();
    let live = ctx.live;
    let points = move || {
        let here = |f: &Form| rows(f, "c").get(i).map(sum_of).unwrap_or_default();
        (w.criterion_points)(live.with(here))
    };
    view! {
        <fieldset class="sheet pad editor-row">
            <legend class="sr">{name.clone()}</legend>
            <div class="row between">
                <b aria-hidden="true">{name.clone()}</b>
                <small>{points}</small>
                {ctx.row_buttons("", i, n, &name)}
            </div>
            <input type="hidden" name=format!("{at}.code") value=code/>
            <div class="cols even">
                {ctx.field(&format!("{at}.zh"), w.zh, "", Look::Line(40))}
                {ctx.field(&format!("{at}.en"), w.en, "", Look::Line(80))}
                {ctx.field(&format!("{at}.article"), w.article, w.article_hint, Look::Line(20))}
            </div>
            {ctx.wrong_whole(&at)}
            {items}
            {ctx.add_button(format!("{i}/add"), w.add_item)}
        </fieldset>
    }
    .into_any()
}

fn sum_of(criterion: &Form) -> u32 {
    let points = |i: Form| i.get("max").and_then(|t| whole(t, 0, 100).ok()).unwrap_or(0);
    rows(criterion, "i").into_iter().map(points).sum::<i64>().try_into().unwrap_or_default()
}

fn sub_item(ctx: &Ctx, (i, j): (usize, usize), m: usize, item: &Form) -> AnyView {
    let w = words(ctx.lang);
    let name = format!("{} · {}", (w.criterion)(i + 1), (w.item)(j + 1));
    let at = format!("c.{i}.i.{j}");
    let code = item.get("code").cloned().unwrap_or_default();
    view! {
        <fieldset class="editor-item">
            <legend class="sr">{name.clone()}</legend>
            <div class="row between">
                <b aria-hidden="true">{(w.item)(j + 1)}</b>
                {ctx.row_buttons(&format!("{i}/"), j, m, &name)}
            </div>
            <input type="hidden" name=format!("{at}.code") value=code/>
            <div class="cols even">
                {ctx.field(&format!("{at}.zh"), w.zh, "", Look::Line(40))}
                {ctx.field(&format!("{at}.en"), w.en, "", Look::Line(80))}
                {ctx.field(&format!("{at}.max"), w.points, "", Look::Number(""))}
            </div>
            <div class="cols even">
                {ctx.field(&format!("{at}.look_zh"), w.look_zh, "", Look::Area(2, 400))}
                {ctx.field(&format!("{at}.look_en"), w.look_en, "", Look::Area(2, 800))}
            </div>
        </fieldset>
    }
    .into_any()
}
