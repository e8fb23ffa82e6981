//! Experts out of a table (Art. 11): read from a file or pasted, compared with the pool by the
//! server, shown row by row, and taken over as a whole. While the text is being mended the browser
//! says which cells are wrong, by the same reader.

use domain::committee::pool::Column;
use domain::committee::pool::import::{self, Line, Verdict};
use domain::views::pool::{ExpertView, Preview};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api::pool as api;
use crate::error::ApiError;
use crate::locales::{Lang, committee, common, lang, pool, refusal};
use crate::ui::form::Typed;
use crate::ui::{crumbs, loaded, title};

/// Path of the page, and of its forms.
pub const PATH: &str = "/committee/experts/import";
/// Wrong rows shown while the text is being mended.
const MENDING: usize = 200;

/// Page `/committee/experts/import`.
pub struct PoolImportPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    /// Whoever may add an expert may import them.
    allowed: Resource<Result<ExpertView, ApiError>>,
}

impl Begun {
    fn new() -> Self {
        Self { allowed: Resource::new(|| (), |()| api::expert("new".into())) }
    }
}

#[lazy_route]
impl LazyRoute for PoolImportPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.allowed, |_| draw())
    }
}

fn draw() -> AnyView {
    let lang = lang();
    let w = pool::words(lang);
    let typed = Typed::of(PATH);
    let said = |field: &str| {
        let text = typed.slip(field).map(|r| refusal::refusal(lang, r));
        text.map(|text| view! { <p class="notice bad" role="alert">{text}</p> })
    };
    let (of_file, of_table) = (said("file"), said(""));
    let read: Option<Preview> = serde_json::from_str(&typed.value("preview")).ok();
    let given = typed.value("text");
    // What the server has not seen yet; nothing while the text is as it was posted.
    let mended = ArcRwSignal::new(None::<String>);
    let on_input = {
        let (mended, posted) = (mended.clone(), given.clone());
        move |ev| {
            let text = event_target_value(&ev);
            mended.set((text != posted).then_some(text));
        }
    };
    let posted_text = given.clone();
    let preview = move || match mended.get() {
        Some(text) => mending(lang, &text),
        None => match &read {
            Some(read) => previewed(lang, read),
            None => mending(lang, &posted_text),
        },
    };
    view! {
        {title(w.import_title)}
        <div class="page stack">
            {crumbs(vec![
                ("/committee".to_owned(), committee::words(lang).title.to_owned()),
                (super::pool::PATH.to_owned(), w.title.to_owned()),
                (String::new(), w.import_title.to_owned()),
            ])}
            <h1>{w.import_title}</h1>
            <p class="lede">{w.import_lede}" "<small>{(common::words(lang).article)("11")}</small></p>
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
                        on:input=on_input
                        inner_html=crate::ui::markup::area(&given)
                    ></textarea>
                </div>
                {of_table}
                <div class="actions">
                    <button class="btn quiet" name="act" value="look">{w.look}</button>
                    <button class="btn" name="act" value="take">{w.take}</button>
                    <a href=super::pool::PATH>{common::words(lang).back}</a>
                </div>
                {preview}
            </form>
        </div>
    }
    .into_any()
}

/// What the reader finds wrong in a text the pool was not asked about yet.
fn mending(lang: Lang, text: &str) -> AnyView {
    let w = pool::words(lang);
    match import::read(text) {
        Ok(sheet) => {
            let all = sheet.lines.len();
            let wrong: Vec<Line> =
                sheet.lines.into_iter().filter(|l| !l.faults.is_empty()).collect();
            let class = if wrong.is_empty() { "notice" } else { "notice bad" };
            let said = (w.edited)(all, wrong.len());
            let shown = wrong.get(..MENDING.min(wrong.len())).unwrap_or_default();
            let table = (!shown.is_empty()).then(|| table(lang, shown));
            view! { <p class=class role="status">{said}</p> {table} }.into_any()
        }
        Err(why) => pool::no_table(lang, why)
            .map(|said| view! { <p class="notice warn" role="status">{said}</p> })
            .into_any(),
    }
}

/// The table as it would be taken over, as the server has judged it.
fn previewed(lang: Lang, read: &Preview) -> AnyView {
    let w = pool::words(lang);
    let class = if read.counts.wrong > 0 { "notice bad" } else { "notice ok" };
    let left = (read.left > 0).then(|| view! { <p class="soft">{(w.left)(read.left)}</p> });
    view! {
        <p class=class role="status">{(w.found)(&read.counts)}</p>
        {table(lang, &read.lines)}
        {left}
    }
    .into_any()
}

fn table(lang: Lang, lines: &[Line]) -> AnyView {
    let w = pool::words(lang);
    let heads = [Column::Name, Column::Employer, Column::Fields].map(|c| pool::column(lang, c));
    view! {
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
                <tbody>{lines.iter().map(|l| row(lang, l)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(lang: Lang, l: &Line) -> AnyView {
    let w = pool::words(lang);
    let th = |c| pool::column(lang, c);
    let said = if l.faults.is_empty() {
        match &l.verdict {
            Some(Verdict::New) => view! { <span class="tag work">{w.new}</span> }.into_any(),
            Some(Verdict::Changed { what, .. }) => changed(lang, what),
            Some(Verdict::Same { .. }) | None => {
                view! { <span class="tag">{w.same}</span> }.into_any()
            }
        }
    } else {
        let said = l.faults.iter().map(|f| {
            view! { <li><span class="tag bad">{pool::fault(lang, f)}</span></li> }
        });
        view! { <ul class="bare">{said.collect_view()}</ul> }.into_any()
    };
    view! {
        <tr>
            <td class="num" data-th=w.row>{l.row}</td>
            <td class="title" data-th=th(Column::Name)>{l.card.name.clone()}</td>
            <td data-th=th(Column::Employer)>{l.card.employer.clone()}</td>
            <td class="code" data-th=th(Column::Fields)>{l.card.text(Column::Fields)}</td>
            <td data-th=w.verdict>{said}</td>
        </tr>
    }
    .into_any()
}

/// What a row would change, before and after.
fn changed(lang: Lang, what: &[(Column, String, String)]) -> AnyView {
    let w = pool::words(lang);
    let shown = |c: Column, text: &str| match c {
        _ if text.is_empty() => w.blank.to_owned(),
        Column::Unit => common::unit(lang, text),
        Column::Region => pool::region(lang, text),
        _ => text.to_owned(),
    };
    let items = what.iter().map(|(c, before, after)| {
        let name = pool::column(lang, *c);
        view! {
            <li>
                <small class="soft">{name}</small>
                " "
                <del>{shown(*c, before)}</del>
                " → "
                <ins>{shown(*c, after)}</ins>
            </li>
        }
    });
    view! { <span class="tag done">{w.changes}</span> <ul class="bare">{items.collect_view()}</ul> }
        .into_any()
}
