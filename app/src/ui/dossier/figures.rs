//! Money and size: the three years' table, and the size class with the lines that decided it.

use domain::application::answer;
use domain::application::check::size_verdict;
use domain::application::field::Field;
use domain::application::finance::amount;
use domain::facts::numbers::MoneyUnit;
use domain::facts::sme::{Row, Size, Verdict, standard};
use domain::views::application::DossierView;
use leptos::prelude::*;

use crate::locales::{Lang, dossier, fields};

/// Three years of assets, revenue and profits, in 万元, with 亿元 below each.
pub(super) fn years(lang: Lang, d: &DossierView) -> AnyView {
    let w = dossier::words(lang);
    let rows = [
        (w.assets, [Field::Assets1, Field::Assets2, Field::Assets3]),
        (w.revenue, [Field::Revenue1, Field::Revenue2, Field::Revenue3]),
        (w.operating, [Field::Operating1, Field::Operating2, Field::Operating3]),
        (w.net, [Field::Net1, Field::Net2, Field::Net3]),
    ];
    let heads = d.season.figure_years().map(w.year_value);
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=w.finance_caption>
            <table>
                <caption>{w.finance_caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.year}</th>
                        {heads
                            .into_iter()
                            .map(|y| view! { <th scope="col" class="num">{y}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {rows
                        .into_iter()
                        .map(|(name, fields)| view! {
                            <tr>
                                <th scope="row">{name}</th>
                                {fields
                                    .into_iter()
                                    .map(|f| view! { <td class="num">{money(lang, d, f)}</td> })
                                    .collect_view()}
                            </tr>
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// An amount in 万元 with 亿元 below it; what cannot be read as it was typed.
pub(super) fn money(lang: Lang, d: &DossierView, field: Field) -> AnyView {
    let w = dossier::words(lang);
    match amount(&d.answers, field) {
        Ok(v) => {
            let yi = (w.in_yi)(&v.show(MoneyUnit::Yi));
            view! { {v.show(MoneyUnit::Wan)}<br/><small class="soft">{yi}</small> }.into_any()
        }
        Err(_) => match answer(&d.answers, field.key()) {
            "" => view! { <span class="soft">{w.none}</span> }.into_any(),
            text => view! { {text.to_owned()}<br/><small>{w.unreadable}</small> }.into_any(),
        },
    }
}

/// The computed size class alone; empty where it cannot be computed.
pub(super) fn size(lang: Lang, d: &DossierView) -> String {
    match size_verdict(&d.answers) {
        Some(Ok(v)) => fields::size(lang, v.size).to_owned(),
        _ => String::new(),
    }
}

/// The computed size class (Art. 10 (4)) with its table.
pub(super) fn verdict(lang: Lang, d: &DossierView) -> AnyView {
    let w = dossier::words(lang);
    let Some(Ok(v)) = size_verdict(&d.answers) else {
        return view! { <div class="verdict maybe"><b>{w.verdict_open}</b></div> }.into_any();
    };
    let class = match (v.listed, v.size.is_sme()) {
        (false, _) => "verdict maybe",
        (true, true) => "verdict yes",
        (true, false) => "verdict no",
    };
    let line = lang.pick(v.class_zh.clone(), v.class_en.clone());
    let source = (w.standard)(&standard().title, &standard().doc_no);
    let unlisted = (!v.listed).then(|| view! { <p>{w.unlisted}</p> });
    view! {
        <div class=class>
            <b>{(w.verdict)(fields::size(lang, v.size), &line)}</b>
            {unlisted}
            {lines(lang, &v)}
            <small>{source}</small>
        </div>
    }
    .into_any()
}

fn lines(lang: Lang, v: &Verdict) -> AnyView {
    let w = dossier::words(lang);
    let from = |s: Size| (w.from)(fields::size_short(lang, s));
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=w.verdict_table>
            <table>
                <caption class="sr">{w.verdict_table}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.metric}</th>
                        <th scope="col" class="num">{w.value}</th>
                        <th scope="col" class="num">{from(Size::Small)}</th>
                        <th scope="col" class="num">{from(Size::Medium)}</th>
                        <th scope="col" class="num">{from(Size::Large)}</th>
                        <th scope="col">{w.by_metric}</th>
                    </tr>
                </thead>
                <tbody>
                    {v.rows
                        .iter()
                        .enumerate()
                        .map(|(i, r)| line(lang, r, v.deciding.contains(&i)))
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(lang: Lang, r: &Row, deciding: bool) -> AnyView {
    let w = dossier::words(lang);
    let hit = |rank: Size| if deciding && r.rank == rank { "num hit" } else { "num" };
    let rank = fields::size_short(lang, r.rank);
    let rank = if deciding {
        lang.pick(format!("{rank}（{}）", w.deciding), format!("{rank} ({})", w.deciding))
    } else {
        rank.to_owned()
    };
    let (name, unit) = (fields::metric(lang, r.metric), fields::metric_unit(lang, r.metric));
    let name = lang.pick(format!("{name}（{unit}）"), format!("{name} ({unit})"));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num">{fields::grouped(r.value)}</td>
            <td class=hit(Size::Small)>{fields::grouped(r.small_min)}</td>
            <td class=hit(Size::Medium)>{fields::grouped(r.medium_min)}</td>
            <td class=hit(Size::Large)>{fields::grouped(r.large_min)}</td>
            <td class=if deciding && r.rank == Size::Micro { "hit" } else { "" }>{rank}</td>
        </tr>
    }
    .into_any()
}
