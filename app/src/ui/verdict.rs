//! The computed size class (Art. 10 (4)) with the table it was read from.

use domain::facts::sme::{Row, Size, SmeError, Verdict};
use leptos::prelude::*;

use crate::locales::{Lang, application, fields};

/// The judgement as it stands; `None` while no industry is known.
pub fn verdict(lang: Lang, found: Option<Result<Verdict, SmeError>>) -> AnyView {
    let w = application::words(lang);
    match found {
        None => view! { <section class="verdict maybe" aria-live="polite"><b>{w.verdict_none}</b></section> }.into_any(),
        Some(Err(SmeError::Missing { metric })) => {
            let text = (w.verdict_missing)(fields::metric(lang, metric));
            view! { <section class="verdict maybe" aria-live="polite"><b>{text}</b></section> }.into_any()
        }
        Some(Ok(v)) => told(lang, &v),
    }
}

fn told(lang: Lang, v: &Verdict) -> AnyView {
    let w = application::words(lang);
    let (class, head) = if v.size.is_sme() {
        ("verdict yes", (w.verdict_sme)(fields::size(lang, v.size)))
    } else {
        ("verdict", w.verdict_large.to_owned())
    };
    let name = lang.pick(v.class_zh.clone(), v.class_en.clone());
    let rows = v
        .rows
        .iter()
        .enumerate()
        .map(|(i, r)| line(lang, r, v.deciding.contains(&i)))
        .collect_view();
    view! {
        <section class=class aria-live="polite">
            <b>{head}</b>
            <div class="scroll" tabindex="0" role="region" aria-label=w.verdict_table>
                <table>
                    <caption class="sr">{w.verdict_table}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{name}</th>
                            <th scope="col" class="num">{w.yours}</th>
                            {Size::ALL
                                .into_iter()
                                .map(|s| view! { <th scope="col" class="num">{fields::size_short(lang, s)}</th> })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <small>{why(lang, v)}</small>
            {(!v.listed).then(|| view! { <small>{w.verdict_unlisted}</small> })}
        </section>
    }
    .into_any()
}

fn line(lang: Lang, r: &Row, decides: bool) -> AnyView {
    let w = application::words(lang);
    let bounds = [
        (Size::Micro, format!("< {}", fields::grouped(r.small_min))),
        (Size::Small, format!("≥ {}", fields::grouped(r.small_min))),
        (Size::Medium, format!("≥ {}", fields::grouped(r.medium_min))),
        (Size::Large, format!("≥ {}", fields::grouped(r.large_min))),
    ];
    let unit = fields::metric_unit(lang, r.metric);
    let head = lang.pick(
        format!("{}（{unit}）", fields::metric(lang, r.metric)),
        format!("{} ({unit})", fields::metric(lang, r.metric)),
    );
    let rank = r.rank;
    view! {
        <tr>
            <th scope="row">{head}</th>
            <td class="num">{fields::grouped(r.value)}</td>
            {bounds
                .into_iter()
                .map(|(size, text)| {
                    let hit = decides && size == rank;
                    view! {
                        <td class=if hit { "num hit" } else { "num" }>
                            {text} {hit.then(|| view! { <span class="sr">{w.deciding}</span> })}
                        </td>
                    }
                })
                .collect_view()}
        </tr>
    }
    .into_any()
}

/// Which figure keeps the enterprise from being larger.
fn why(lang: Lang, v: &Verdict) -> String {
    let w = application::words(lang);
    let Some(row) = v.deciding.first().and_then(|i| v.rows.get(*i)) else {
        return String::new();
    };
    let (next, bound) = match v.size {
        Size::Micro => (Size::Small, row.small_min),
        Size::Small => (Size::Medium, row.medium_min),
        Size::Medium => (Size::Large, row.large_min),
        Size::Large => return w.all_large.to_owned(),
    };
    let unit = fields::metric_unit(lang, row.metric);
    let with_unit = |n: i64| match lang {
        Lang::Zh => format!("{} {unit}", fields::grouped(n)),
        Lang::En => format!("{} ({unit})", fields::grouped(n)),
    };
    (w.below)(
        fields::metric(lang, row.metric),
        &with_unit(row.value),
        fields::size(lang, next),
        &with_unit(bound),
    )
}
