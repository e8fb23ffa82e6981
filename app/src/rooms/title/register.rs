//! The register of all seasons (Art. 22): for everybody, without an account and without script. Searched, filtered and
//! cut into pages by the database; drawn, with the tables beside the pictures.

use domain::facts::units::regional_units;
use domain::season::category::Category;
use domain::title::{Order, Standing};
use domain::views::title::{PAGE, Register, Sums, TitleLine, Wish};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, import};
use crate::error::ApiError;
use crate::locales::title::{self as local, words};
use crate::locales::{Lang, common, lang, years};
use crate::shell::Reader;
use crate::ui::bars::{Bar, charts};
use crate::ui::framed::{self, Text};
use crate::ui::page_data::{InPage, in_page, loaded_in_page};
use crate::ui::{crumbs, search, title};

/// Path of the page.
pub const PATH: &str = "/title";

/// Page `/title`. `?q= &year= &category= &region= &direction= &state=` narrow it, `&order=` and `&page=` go through it.
pub struct RegisterPage;

/// What the address says.
const ASKED: [&str; 8] = ["q", "year", "category", "region", "direction", "state", "order", "page"];

/// What the page is drawn from.
struct Begun {
    register: Resource<Result<Register, ApiError>, InPage>,
    /// What was taken over just now: new, and known before.
    imported: Option<[String; 2]>,
}

impl Begun {
    fn new() -> Self {
        let asked = search::asked(ASKED);
        let imported = search::taken_over(["added", "known"]);
        let register = in_page(
            asked,
            |[q, year, category, region, direction, state, order, page]: [String; 8]| {
                api::register(q, year, category, region, direction, state, order, page)
            },
        );
        Self { register, imported }
    }
}

#[lazy_route]
impl LazyRoute for RegisterPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let imported = this.imported;
        let office = use_context::<Reader>().is_some_and(|r| r.works_for_the_office());
        loaded_in_page(this.register, move |v| draw(&v, office, imported.as_ref()))
    }
}

fn draw(v: &Register, office: bool, imported: Option<&[String; 2]>) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let imported = imported.map(|[new, known]| {
        view! { <p class="notice ok" role="status">{(w.imported)(new, known)}</p> }
    });
    let import = office.then(|| view! { <a class="btn quiet" href=import::PATH>{w.import}</a> });
    let year = v.wish.year;
    let announcement = v.announced.then(|| {
        view! { <a href=format!("/announcement/{year}")>{(years::words(lang).announcement)(year)}</a> }
    });
    let list = if v.lines.is_empty() {
        let said = if v.all == 0 { w.none } else { w.none_fit };
        view! { <div class="empty"><p>{said}</p></div> }.into_any()
    } else {
        table(lang, v)
    };
    view! {
        {title(w.register)}
        <div class="page stack loose">
            <div class="stack">
                {crumbs(vec![(String::new(), w.register.to_owned())])}
                <h1>{w.register}</h1>
                <p class="lede">{w.register_lede}" "<small>{(common::words(lang).article)("22")}</small></p>
                {imported}
                <p class="row no-print">
                    <a class="btn" href=super::verify::PATH>{w.verify}</a>
                    {import}
                    {announcement}
                </p>
            </div>
            <div class="stack">
                {filters(lang, v)}
                {list}
                {search::pages(lang, v.found.div_ceil(PAGE), v.wish.page, |n| address(PATH, &v.wish, n))}
                {open_data(lang, &v.wish)}
            </div>
            {spread(lang, &v.sums)}
        </div>
    }
    .into_any()
}

/// The address of the register, or of a table of it.
fn address(path: &str, wish: &Wish, page: u32) -> String {
    let number = |n: String, shown: bool| if shown { n } else { String::new() };
    let pairs = [
        ("q", wish.q.clone()),
        ("year", number(wish.year.to_string(), wish.year > 0)),
        ("category", wish.category.clone()),
        ("region", wish.region.clone()),
        ("direction", wish.direction.clone()),
        ("state", wish.state.clone()),
        ("order", wish.order.clone()),
        ("page", number(page.to_string(), page > 1)),
    ];
    search::address(path, pairs)
}

fn open_data(lang: Lang, wish: &Wish) -> AnyView {
    let href = |ending: &str| address(&format!("{PATH}/export/register.{ending}"), wish, 1);
    view! {
        <p class="row no-print">
            <span class="soft">{words(lang).open_data}</span>
            <a href=href("xlsx") rel="external">"XLSX"</a>
            <a href=href("csv") rel="external">"CSV"</a>
            <a href=href("json") rel="external">"JSON"</a>
        </p>
    }
    .into_any()
}

fn filters(lang: Lang, v: &Register) -> AnyView {
    let w = words(lang);
    let year = v.wish.year.to_string();
    let years = v.years.iter().map(|y| (y.to_string(), y.to_string()));
    let categories = Category::ALL.into_iter();
    let categories =
        categories.map(|c| (c.code().to_owned(), local::category(lang, Some(c)).to_owned()));
    let regions = regional_units().map(|u| (u.code.clone(), local::region(lang, &u.code)));
    let directions = v.directions.iter().map(|d| (d.zh.clone(), lang.pick(&d.zh, &d.en).clone()));
    let states = Standing::ALL.map(|s| (s.code().to_owned(), local::standing(lang, s).to_owned()));
    let orders = Order::ALL.map(|o| {
        let selected = o.code() == v.wish.order;
        view! { <option value=o.code() selected=selected>{local::order(lang, o)}</option> }
    });
    let (category, region) = (("title-category", "category"), ("title-region", "region"));
    let (direction, state) = (("title-direction", "direction"), ("title-state", "state"));
    let fields = (
        search::words("title-q", w.search, v.wish.q.clone()),
        search::choice(("title-year", "year"), w.year, w.any_year, &year, years),
        search::choice(category, w.category, w.any_category, &v.wish.category, categories),
        search::choice(region, w.region, w.any_region, &v.wish.region, regions),
        search::choice(direction, w.direction, w.any_direction, &v.wish.direction, directions),
        search::choice(state, w.state, w.any_state, &v.wish.state, states),
        view! {
            <div>
                <label for="title-order">{w.order_by}</label>
                <select id="title-order" name="order">{orders.collect_view()}</select>
            </div>
        },
    );
    let of = "title-q title-year title-category title-region title-direction title-state";
    search::form(lang, PATH, fields, Some((of, (w.tally)(v.found, v.all))))
}

fn table(lang: Lang, v: &Register) -> AnyView {
    let w = words(lang);
    let columns = [w.number, w.organisation, w.benchmark, w.category, w.region, w.state];
    let rows = v.lines.iter().map(|l| row(lang, l)).collect_view();
    view! {
        {framed::table(w.register, columns.map(Text), rows)}
        <p class="soft">{w.order}</p>
    }
    .into_any()
}

fn row(lang: Lang, l: &TitleLine) -> AnyView {
    let w = words(lang);
    let href = format!("{PATH}/{}", l.number);
    let uscc =
        (!l.uscc.is_empty()).then(|| view! { <small class="code soft">{l.uscc.clone()}</small> });
    let direction = l.direction.as_ref().map(|d| {
        // Of a season before this system it has one name.
        let zh = (d.zh == d.en).then_some("zh-CN");
        view! { <small class="soft" lang=zh>{lang.pick(d.zh.clone(), d.en.clone())}</small> }
    });
    view! {
        <tr>
            <td class="code" data-th=w.number><a href=href>{l.number.to_string()}</a></td>
            <th scope="row" class="title" data-th=w.organisation><span lang="zh-CN">{l.organisation.clone()}</span>{uscc}</th>
            <td data-th=w.benchmark><span lang="zh-CN">{l.benchmark.clone()}</span>" "{direction}</td>
            <td class="whole" data-th=w.category>{local::category(lang, l.category)}</td>
            <td class="whole" data-th=w.region>{local::region(lang, &l.region)}</td>
            <td data-th=w.state>{state(lang, l)}</td>
        </tr>
    }
    .into_any()
}

/// Whether it stands, by word and shape.
pub(super) fn state(lang: Lang, l: &TitleLine) -> AnyView {
    let w = words(lang);
    match &l.revoked {
        None => view! { <span class="tag done">{w.valid}</span> }.into_any(),
        Some(_) => view! { <span class="tag bad">{w.revoked}</span> }.into_any(),
    }
}

/// How many of what, drawn and as tables.
fn spread(lang: Lang, s: &Sums) -> Option<AnyView> {
    if s.years.is_empty() {
        return None;
    }
    let w = words(lang);
    let years = s.years.iter().map(|(y, n)| Bar::of(y.to_string(), *n)).collect();
    let categories = s.categories.iter().map(|(c, n)| Bar::of(local::category(lang, *c), *n));
    let regions = s.regions.iter().map(|(r, n)| Bar::of(local::region(lang, r), *n)).collect();
    let groups = [
        ("by-year", w.by_year, years),
        ("by-category", w.by_category, categories.collect()),
        ("by-region", w.by_region, regions),
    ];
    let view = view! {
        <section class="stack" aria-labelledby="spread">
            <h2 id="spread">{w.spread}</h2>
            {charts((w.table, w.all, w.count), groups)}
        </section>
    };
    Some(view.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_was_wished_for() {
        let wish = Wish { q: "演示 &".into(), year: 2025, page: 9, ..Wish::default() };
        assert_eq!(address(PATH, &wish, 1), "/title?q=%E6%BC%94%E7%A4%BA%20%26&year=2025");
        assert!(address(PATH, &wish, 3).starts_with("/title?page=3&q="));
        assert_eq!(address(PATH, &Wish::default(), 1), "/title");
        // All that narrows and orders it goes along to the next page, and into the tables.
        let all = Wish {
            q: "x".into(),
            year: 2025,
            category: "sme".into(),
            region: "R370200".into(),
            direction: "d".into(),
            state: "valid".into(),
            order: "oldest".into(),
            page: 1,
        };
        let next = address(PATH, &all, 2);
        for key in ASKED {
            assert!(next.contains(&format!("{key}=")), "{key} in {next}");
        }
    }
}
