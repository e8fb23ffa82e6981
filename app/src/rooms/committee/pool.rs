//! The expert pool as a work list (Art. 11): searched and filtered on the server, a hundred a page.

use domain::committee::pool::{Column, Status};
use domain::facts::{industry, units};
use domain::views::pool::{PoolRow, PoolView, Wish};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api::pool as api;
use super::pool_import;
use crate::error::ApiError;
use crate::locales::{Lang, committee, common, fields, lang, pool, seating, work};
use crate::ui::framed::{self, Number, Text};
use crate::ui::page_data::{InPage, in_page, loaded_in_page};
use crate::ui::{crumbs, search, title};

/// Path of the page.
pub const PATH: &str = "/committee/experts";

/// The way from the committee to its experts.
pub(super) fn links(lang: Lang) -> AnyView {
    let w = pool::words(lang);
    view! {
        <p class="row no-print">
            <a class="btn quiet" href=PATH>{w.title}</a>
            <a class="btn quiet" href=super::draw::PATH>{seating::words(lang).title}</a>
            <a class="btn quiet" href=pool_import::PATH>{w.import}</a>
        </p>
    }
    .into_any()
}

/// Page `/committee/experts`. `?q= &field= &unit= &show= &page=` narrow it.
pub struct PoolPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    pool: Resource<Result<PoolView, ApiError>, InPage>,
    /// What was taken over just now: new, changed, the same, left as they are for their seats.
    imported: Option<[String; 4]>,
}

impl Begun {
    fn new() -> Self {
        let asked = search::asked(["q", "field", "unit", "show", "page"]);
        let imported = search::taken_over(["added", "changed", "same", "stays"]);
        let pool =
            in_page(asked, |[q, field, unit, show, page]| api::pool(q, field, unit, show, page));
        Self { pool, imported }
    }
}

#[lazy_route]
impl LazyRoute for PoolPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let imported = this.imported;
        loaded_in_page(this.pool, move |v| draw(v, imported.clone()))
    }
}

fn draw(v: PoolView, imported: Option<[String; 4]>) -> AnyView {
    let lang = lang();
    let w = pool::words(lang);
    let imported = imported.map(|[added, changed, same, stays]| {
        let left = (stays != "0").then(|| view! { <p class="notice warn">{(w.stayed)(&stays)}</p> });
        view! { <p class="notice ok" role="status">{(w.imported)(&added, &changed, &same)}</p> {left} }
    });
    let list = if v.rows.is_empty() {
        let said = if v.all == 0 { w.none } else { w.none_fit };
        view! { <div class="empty"><p>{said}</p></div> }.into_any()
    } else {
        table(lang, &v)
    };
    view! {
        {title(w.title)}
        <div class="page stack">
            {crumbs(vec![
                ("/committee".to_owned(), committee::words(lang).title.to_owned()),
                (String::new(), w.title.to_owned()),
            ])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}" "<small>{(common::words(lang).article)("11")}</small></p>
            {imported}
            <div class="figures">
                <p class="fig"><b>{v.all}</b><small>{w.in_pool}</small></p>
                <p class="fig"><b>{v.seated}</b><small>{w.seated}</small></p>
                <p class="fig"><b>{v.resting}</b><small>{w.resting}</small></p>
            </div>
            <div class="actions no-print">
                <a class="btn" href=pool_import::PATH>{w.import}</a>
                <a class="btn quiet" href="/committee/experts/new">{w.add}</a>
                {downloads(lang, &v.wish)}
            </div>
            {filters(lang, &v)}
            {list}
            {search::pages(lang, v.pages(), v.wish.page, |n| address(PATH, &v.wish, n))}
        </div>
    }
    .into_any()
}

/// The address of the list, or of a table of it, with another page.
fn address(path: &str, wish: &Wish, page: u32) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let pairs = [
        ("q", wish.q.clone()),
        ("field", wish.field.clone()),
        ("unit", wish.unit.clone()),
        ("show", wish.show.clone()),
        ("page", page),
    ];
    search::address(path, pairs)
}

fn downloads(lang: Lang, wish: &Wish) -> AnyView {
    let href = |ending: &str| address(&format!("{PATH}/list.{ending}"), wish, 1);
    view! {
        <p class="row">
            <span class="soft">{work::words(lang).download}</span>
            <a href=href("xlsx") rel="external">"XLSX"</a>
            <a href=href("csv") rel="external">"CSV"</a>
        </p>
    }
    .into_any()
}

fn filters(lang: Lang, v: &PoolView) -> AnyView {
    let w = pool::words(lang);
    let column = |c| pool::column(lang, c);
    let divisions = industry::sections().iter().flat_map(|s| &s.divisions);
    let divisions = divisions.map(|d| (d.code.clone(), committee_division(lang, &d.code)));
    let of_units = units::units().iter().map(|u| (u.code.clone(), common::unit(lang, &u.code)));
    let statuses = Status::ALL.into_iter().map(|s| (s.code(), pool::status(lang, s)));
    let statuses = statuses.chain([("seated", w.with_seat)]);
    let statuses = statuses.map(|(code, name)| (code.to_owned(), name.to_owned()));
    let (field, unit) = (column(Column::Fields), column(Column::Unit));
    let fields = (
        search::words("pool-q", w.search, v.wish.q.clone()),
        search::choice(("pool-field", "field"), field, w.any_field, &v.wish.field, divisions),
        search::choice(("pool-unit", "unit"), unit, w.any_unit, &v.wish.unit, of_units),
        search::choice(("pool-show", "show"), w.status, w.any_status, &v.wish.show, statuses),
    );
    let found = ("pool-q pool-field pool-unit pool-show", (w.tally)(v.found, v.all));
    search::form(lang, PATH, fields, Some(found))
}

/// Code and name of a division.
pub(super) fn committee_division(lang: Lang, code: &str) -> String {
    match industry::IndustryCode::parse(code) {
        Ok(parsed) => format!("{code} {}", fields::industry(lang, &parsed)),
        Err(_) => {
            let named = industry::division(code).map(|d| d.zh.clone()).filter(|_| lang == Lang::Zh);
            named.map_or_else(|| code.to_owned(), |name| format!("{code} {name}"))
        }
    }
}

fn table(lang: Lang, v: &PoolView) -> AnyView {
    let w = pool::words(lang);
    let card = [Column::Name, Column::Employer, Column::Fields, Column::Email];
    let columns = card.map(|c| Text(pool::column(lang, c))).into_iter();
    let columns = columns.chain([Text(w.panel), Number(w.served), Text(w.status)]);
    framed::table(w.title, columns, v.rows.iter().map(|r| row(lang, r)).collect_view())
}

fn row(lang: Lang, r: &PoolRow) -> AnyView {
    let w = pool::words(lang);
    let th = |c| pool::column(lang, c);
    let class = if r.status == Status::Active { "tag done" } else { "tag todo" };
    view! {
        <tr>
            <td class="title" data-th=th(Column::Name)>
                <a href=format!("{PATH}/{}", r.id)>{r.card.name.clone()}</a>
                <small class="soft">{r.card.title.clone()}</small>
            </td>
            <td data-th=th(Column::Employer)>{r.card.employer.clone()}</td>
            <td class="code" data-th=th(Column::Fields)>{r.card.fields.join(lang.pick("、", ", "))}</td>
            <td data-th=th(Column::Email)>{r.card.email.clone()}</td>
            <td data-th=w.panel>{r.panel.map(|n| (w.panel_number)(n))}</td>
            <td class="num" data-th=w.served>{r.served}</td>
            <td data-th=w.status><span class=class>{pool::status(lang, r.status)}</span></td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_was_wished_for() {
        let wish = Wish { q: "演示 &".into(), field: "36".into(), page: 9, ..Wish::default() };
        assert_eq!(
            address(PATH, &wish, 1),
            "/committee/experts?field=36&q=%E6%BC%94%E7%A4%BA%20%26"
        );
        assert!(address(PATH, &wish, 3).ends_with("&page=3&q=%E6%BC%94%E7%A4%BA%20%26"));
    }
}
