//! The statistics of the check: by unit, region, scope, size and direction, and what stood in the way.

use domain::formality::progress::{By, Obstacle, Tally};
use domain::views::formality::Statistics;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::ApiError;
use crate::locales::{Lang, common, formality, lang, statistics};
use crate::ui::downloads::named_downloads;
use crate::ui::framed::{self, Number, Text};
use crate::ui::{crumbs, loaded, title};

/// Page `/formality/statistics`.
pub struct StatisticsPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    data: Resource<Result<Statistics, ApiError>>,
}

impl Begun {
    fn new() -> Self {
        Self { data: Resource::new(|| (), |()| api::formality_statistics()) }
    }
}

#[lazy_route]
impl LazyRoute for StatisticsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.data, draw)
    }
}

fn draw(v: Statistics) -> AnyView {
    let lang = lang();
    let w = statistics::words(lang);
    let article = (common::words(lang).article)("18");
    let groups = v.groups.iter().map(|(by, lines)| group(lang, &v, *by, lines)).collect_view();
    view! {
        {title(w.title)}
        <div class="wide stack">
            {crumbs(vec![
                ("/formality".to_owned(), formality::words(lang).title.to_owned()),
                (String::new(), w.title.to_owned()),
            ])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}" "<small>{article}</small></p>
            {figures(lang, &v.total)}
            <p class="hint">{w.rate_text}</p>
            {obstacles(lang, &v.obstacles)}
            {groups}
            {named_downloads("formality", "statistics", &["xlsx", "csv"])}
        </div>
    }
    .into_any()
}

fn figures(lang: Lang, t: &Tally) -> AnyView {
    let w = statistics::words(lang);
    let rate = t
        .rate()
        .map(|r| view! { <p class="fig ok"><b>{format!("{r}%")}</b><small>{w.rate}</small></p> });
    view! {
        <div class="figures">
            <p class="fig"><b>{t.all()}</b><small>{w.total}</small></p>
            <p class="fig"><b>{t.waiting}</b><small>{w.waiting}</small></p>
            <p class="fig"><b>{t.correction}</b><small>{w.correction}</small></p>
            <p class="fig ok"><b>{t.passed}</b><small>{w.passed}</small></p>
            <p class="fig"><b>{t.refused}</b><small>{w.refused}</small></p>
            {rate}
        </div>
    }
    .into_any()
}

fn obstacles(lang: Lang, all: &[Obstacle]) -> AnyView {
    let w = statistics::words(lang);
    if all.is_empty() {
        return view! { <h2>{w.obstacles}</h2><p class="soft">{w.no_obstacles}</p> }.into_any();
    }
    let rows = all.iter().map(|o| {
        view! {
            <tr>
                <th scope="row" class="title" data-th=w.item>{formality::item(lang, o.item)}</th>
                <td data-th=w.article>{(common::words(lang).article)(o.item.article())}</td>
                <td class="num" data-th=w.refused>{o.refused}</td>
                <td class="num" data-th=w.asked>{o.asked}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <h2>{w.obstacles}</h2>
        <p class="soft">{w.obstacles_text}</p>
        {framed::table(w.obstacles, [Text(w.item), Text(w.article), Number(w.refused), Number(w.asked)], rows)}
    }
    .into_any()
}

fn group(lang: Lang, v: &Statistics, by: By, lines: &[Tally]) -> AnyView {
    let w = statistics::words(lang);
    let name = statistics::by(lang, by);
    let heads = [w.waiting, w.correction, w.passed, w.refused, w.total, w.rate];
    let rows = lines.iter().map(|t| {
        let numbers =
            [t.waiting, t.correction, t.passed, t.refused, t.all()].map(|n| n.to_string());
        let rate = t.rate().map_or_else(|| "–".to_owned(), |r| format!("{r}%"));
        let cells = numbers.into_iter().chain([rate]).zip(heads);
        let cells = cells.map(|(n, head)| view! { <td class="num" data-th=head>{n}</td> });
        let name = statistics::group(lang, by, &t.key, &v.season);
        view! {
            <tr>
                <th scope="row" class="title" data-th=w.group>{name}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    let rows = rows.collect_view();
    let heads = heads.into_iter().map(|h| view! { <th scope="col" class="num">{h}</th> });
    let heads = heads.collect_view();
    view! {
        <h2 id=by.code()>{name}</h2>
        <div class="sheet scroll" tabindex="0" role="region" aria-label=name>
            <table class="list">
                <caption class="sr">{name}</caption>
                <thead><tr><th scope="col">{w.group}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
