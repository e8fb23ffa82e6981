//! Titles of seasons before this system, out of a table (Art. 23): read from a file or pasted, judged by the server,
//! shown row by row, and taken over as a whole. Plain forms.

use domain::title::import::Line;
use domain::views::title::Preview;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::register::PATH as REGISTER;
use crate::error::Api;
use crate::locales::title::{self as local, words};
use crate::locales::{Lang, common, lang};
use crate::ui::form::Typed;
use crate::ui::import::{self, Names};
use crate::ui::{crumbs, loaded, title};

/// Path of the page, and of its forms.
pub const PATH: &str = "/title/import";

/// Page `/title/import`.
pub struct ImportTitlesPage;

/// What the page is drawn from.
struct Begun {
    allowed: Resource<Api<()>>,
}

impl Begun {
    fn new() -> Self {
        Self { allowed: Resource::new(|| (), |()| api::may_import()) }
    }
}

#[lazy_route]
impl LazyRoute for ImportTitlesPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.allowed, |()| draw())
    }
}

fn draw() -> AnyView {
    let lang = lang();
    let w = words(lang);
    let typed = Typed::of(PATH);
    let preview: Option<Preview> = serde_json::from_str(&typed.value("preview")).ok();
    let preview = preview.map(|p| previewed(lang, &p));
    let names = Names {
        file: (w.file, w.file_hint),
        paste: (w.paste, w.paste_hint),
        look: w.look,
        take: w.take,
    };
    view! {
        {title(w.import_title)}
        <div class="page stack">
            {crumbs(vec![
                (REGISTER.to_owned(), w.register.to_owned()),
                (String::new(), w.import_title.to_owned()),
            ])}
            <h1>{w.import_title}</h1>
            <p class="lede">{w.import_lede}" "<small>{(common::words(lang).article)("23")}</small></p>
            {import::file(lang, PATH, &typed, &names)}
            {import::table(lang, (PATH, REGISTER), &typed, &names, |_| {}, preview)}
        </div>
    }
    .into_any()
}

/// The table as it would be taken over, as the server has judged it.
fn previewed(lang: Lang, p: &Preview) -> AnyView {
    let w = words(lang);
    if let Some(why) = p.no_table {
        return local::no_table(lang, why)
            .map(|said| view! { <p class="notice warn" role="status">{said}</p> })
            .into_any();
    }
    let heads = [w.year, w.organisation, w.uscc, w.benchmark, w.region, w.category];
    let rows = p.lines.iter().map(|l| row(lang, l)).collect_view();
    let table = import::rows(w.preview, (w.row, w.verdict), heads, rows);
    let left = (p.left > 0).then(|| (w.left)(p.left));
    import::preview((w.found)(&p.counts), p.counts.wrong > 0, table, left)
}

fn row(lang: Lang, l: &Line) -> AnyView {
    let w = words(lang);
    let said = if !l.faults.is_empty() {
        import::faults(l.faults.iter().map(|f| local::fault(lang, f)))
    } else if l.known {
        view! { <span class="tag">{w.known}</span> }.into_any()
    } else {
        view! { <span class="tag work">{w.new}</span> }.into_any()
    };
    let year = (l.year > 0).then(|| l.year.to_string());
    let region = (!l.region.is_empty()).then(|| local::region(lang, &l.region));
    let category = l.category.map(|c| local::category(lang, Some(c)));
    view! {
        <tr>
            <td class="num" data-th=w.row>{l.row}</td>
            <td data-th=w.year>{year}</td>
            <th scope="row" class="title" data-th=w.organisation>{l.organisation.clone()}</th>
            <td class="code" data-th=w.uscc>{l.uscc.clone()}</td>
            <td data-th=w.benchmark>{l.benchmark.clone()}</td>
            <td data-th=w.region>{region}</td>
            <td data-th=w.category>{category}</td>
            <td data-th=w.verdict>{said}</td>
        </tr>
    }
    .into_any()
}
