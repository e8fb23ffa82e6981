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
use crate::locales::{Lang, common, lang, refusal};
use crate::ui::form::Typed;
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
    let said = |field: &str| {
        let text = typed.slip(field).map(|r| refusal::refusal(lang, r));
        text.map(|text| view! { <p class="notice bad" role="alert">{text}</p> })
    };
    let (of_file, of_table) = (said("file"), said(""));
    let preview: Option<Preview> = serde_json::from_str(&typed.value("preview")).ok();
    let preview = preview.map(|p| previewed(lang, &p));
    let given = typed.value("text");
    view! {
        {title(w.import_title)}
        <div class="page stack">
            {crumbs(vec![
                (REGISTER.to_owned(), w.register.to_owned()),
                (String::new(), w.import_title.to_owned()),
            ])}
            <h1>{w.import_title}</h1>
            <p class="lede">{w.import_lede}" "<small>{(common::words(lang).article)("23")}</small></p>
            <form method="post" action=PATH enctype="multipart/form-data" class="sheet pad stack">
                {of_file}
                <div class="q">
                    <label for="file">{w.file}</label>
                    <p class="hint" id="file-h">{w.file_hint}</p>
                    <input id="file" name="file" type="file" required accept=".xlsx,.csv,.txt" aria-describedby="file-h"/>
                </div>
                <div class="actions"><button class="btn quiet">{w.look}</button></div>
            </form>
            <form method="post" action=PATH enctype="multipart/form-data" class="stack">
                <div class="q">
                    <label for="text">{w.paste}</label>
                    <p class="hint" id="text-h">{w.paste_hint}</p>
                    <textarea
                        id="text"
                        name="text"
                        rows="8"
                        spellcheck="false"
                        wrap="off"
                        aria-describedby="text-h"
                        inner_html=crate::ui::markup::area(&given)
                    ></textarea>
                </div>
                {of_table}
                <div class="actions">
                    <button class="btn quiet" name="act" value="look">{w.look}</button>
                    <button class="btn" name="act" value="take">{w.take}</button>
                    <a href=REGISTER>{common::words(lang).back}</a>
                </div>
                {preview}
            </form>
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
    let class = if p.counts.wrong > 0 { "notice bad" } else { "notice ok" };
    let left = (p.left > 0).then(|| view! { <p class="soft">{(w.left)(p.left)}</p> });
    let heads = [w.year, w.organisation, w.uscc, w.benchmark, w.region, w.category];
    view! {
        <p class=class role="status">{(w.found)(&p.counts)}</p>
        <div class="sheet scroll" tabindex="0" role="region" aria-label=w.preview>
            <table class="list">
                <caption class="sr">{w.preview}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="num">{w.row}</th>
                        {heads.map(|h| view! { <th scope="col">{h}</th> }).collect_view()}
                        <th scope="col">{w.verdict}</th>
                    </tr>
                </thead>
                <tbody>{p.lines.iter().map(|l| row(lang, l)).collect_view()}</tbody>
            </table>
        </div>
        {left}
    }
    .into_any()
}

fn row(lang: Lang, l: &Line) -> AnyView {
    let w = words(lang);
    let said = if !l.faults.is_empty() {
        let said = l.faults.iter().map(|f| {
            view! { <li><span class="tag bad">{local::fault(lang, f)}</span></li> }
        });
        view! { <ul class="bare">{said.collect_view()}</ul> }.into_any()
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
