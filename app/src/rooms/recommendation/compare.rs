//! Two dossiers of a unit beside one another. A plain form chooses them; they stand in the address.

use domain::ids::DossierId;
use domain::views::recommendation::{UnitComparison, UnitRow};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::ApiError;
use crate::locales::{Lang, common, lang, recommendation, work};
use crate::ui::dossier::compare::compared;
use crate::ui::keys::go_by_keys;
use crate::ui::{crumbs, loaded, title};

/// Page `/recommendation/compare?a=…&b=…`.
pub struct ComparePage {
    pair: Resource<Result<UnitComparison, ApiError>>,
    asked: Memo<(String, String)>,
}

#[lazy_route]
impl LazyRoute for ComparePage {
    fn data() -> Self {
        let query = use_query_map();
        let asked = Memo::new(move |_| {
            let of = |key: &str| query.with(|q| q.get(key).unwrap_or_default());
            (of("a"), of("b"))
        });
        let pair = Resource::new(
            move || asked.get(),
            |(a, b)| api::unit_compare(DossierId::from(a), DossierId::from(b)),
        );
        Self { pair, asked }
    }

    fn view(this: Self) -> AnyView {
        let asked = this.asked;
        loaded(this.pair, move |v| draw(&v, &asked.get_untracked()))
    }
}

fn draw(v: &UnitComparison, asked: &(String, String)) -> AnyView {
    let lang = lang();
    let w = recommendation::words(lang);
    let article = (common::words(lang).article)("17");
    let same = !asked.0.is_empty() && asked.0 == asked.1;
    let pair = v.pair.as_deref().map(|(a, b)| {
        view! {
            <p class="hint">{w.compare_note}</p>
            {compared(lang, a, b, "/recommendation")}
        }
    });
    go_by_keys(vec![("b", "/recommendation".to_owned())]);
    view! {
        {title(w.compare)}
        <div class="wide stack">
            {crumbs(vec![
                ("/recommendation".to_owned(), w.title.to_owned()),
                (String::new(), w.compare.to_owned()),
            ])}
            <h1>{w.compare}</h1>
            <p class="lede">{w.compare_lede}" "<small>{article}</small></p>
            <form class="filters" method="get" action="/recommendation/compare">
                {choice(lang, v, "a", w.compare_first, &asked.0)}
                {choice(lang, v, "b", w.compare_second, &asked.1)}
                <button class="btn small">{w.compare_show}</button>
            </form>
            {same.then(|| view! { <p class="notice warn">{w.compare_one}</p> })}
            {pair}
            <div class="actions no-print"><a href="/recommendation" aria-keyshortcuts="b">{w.back}</a></div>
            <p class="hint no-print">{work::words(lang).back_key}</p>
        </div>
    }
    .into_any()
}

fn choice(
    lang: Lang,
    v: &UnitComparison,
    name: &'static str,
    label: &'static str,
    chosen: &str,
) -> AnyView {
    let w = recommendation::words(lang);
    let option = |r: &UnitRow| {
        let title = if r.title.is_empty() { w.untitled } else { &r.title };
        let text = format!("{} {} · {title}", r.reference, r.org_name);
        let yes = r.id.as_str() == chosen;
        view! { <option value=r.id.to_string() selected=yes>{text}</option> }
    };
    let options = v.rows.iter().map(option).collect_view();
    view! {
        <div class="field-s">
            <label for=name>{label}</label>
            <select id=name name=name>{options}</select>
        </div>
    }
    .into_any()
}
