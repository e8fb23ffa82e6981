//! Seats of all units in one grid (Art. 17).

use domain::season::edit::Form;
use domain::season::rows::whole;
use domain::views::season::Draft;
use leptos::prelude::*;

use super::Ctx;
use crate::locales::draft::words;
use crate::locales::{common, plan};
use crate::ui::framed::{self, Number, Text};

pub(super) fn draw(ctx: &Ctx, v: &Draft) -> AnyView {
    let lang = ctx.lang;
    let (w, p) = (words(lang), plan::words(lang));
    let rows = v.quotas.iter().map(|(unit, q)| row(ctx, unit, q.used())).collect_view();
    let live = ctx.live;
    let total = move || {
        let n = |f: &Form| f.values().filter_map(|t| whole(t, 0, 1_000).ok()).sum::<i64>();
        (w.total)(live.with(n))
    };
    view! {
        <p class="soft">{w.taken_hint}</p>
        <p role="status"><b>{total}</b></p>
        {framed::table(p.quotas, [Text(p.unit), Text(p.base), Text(p.sme_extra), Number(p.used)], rows)}
    }
    .into_any()
}

fn row(ctx: &Ctx, unit: &str, used: i64) -> AnyView {
    let p = plan::words(ctx.lang);
    let name = common::unit(ctx.lang, unit);
    let cell = |end: &str, head: &'static str| {
        let key = format!("{unit}.{end}");
        let wrong = ctx.wrong(&key);
        let (id, value, label) = (format!("{key}-e"), ctx.text(&key), format!("{name} · {head}"));
        let described = {
            let id = id.clone();
            move || wrong.with(Option::is_some).then(|| id.clone())
        };
        view! {
            <td data-th=head class=move || if wrong.with(Option::is_some) { "q err" } else { "" }>
                <input id=key.clone() name=key.clone() inputmode="numeric" maxlength="4" size="5" value=value aria-label=label
                    aria-invalid=move || wrong.with(Option::is_some).then_some("true") aria-describedby=described/>
                {move || {
                    let id = id.clone();
                    wrong.get().map(|text| view! { <p class="msg" id=id>{text}</p> })
                }}
            </td>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            {cell("base", p.base)}
            {cell("extra", p.sme_extra)}
            <td class="num" data-th=p.used>{used}</td>
        </tr>
    }
    .into_any()
}
