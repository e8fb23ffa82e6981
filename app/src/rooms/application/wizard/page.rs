//! A page as the server draws it, with the data its program wakes with.

use domain::application::field::Field;
use domain::application::page::Page;
use domain::journey::Stage;
use domain::views::application::DossierView;
use domain::views::flow::Present;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::super::parts::answers::answers;
use super::super::parts::deadline::deadline;
use super::super::parts::help::help;
use super::super::parts::presence::{drawn_with, writes};
use super::super::parts::way;
use super::super::{api, flow};
use super::question::follows;
use super::{attachments, declare, finance, notices, question, report};
use crate::drawn::{ALL, Leaf, Told, present, results};
use crate::error::Api;
use crate::locales::{application, common, entry, fields, lang};
use crate::ui::load::not_found;
use crate::ui::page_data::{block, in_page, loaded_alone};
use crate::ui::{crumbs, title};

/// What the page is drawn from: which page, the dossier, who else is there.
type Loaded = (String, DossierView, Vec<Present>);

/// What the address says besides.
#[derive(Clone, Default)]
pub(super) struct Asked {
    /// All problems are to be shown.
    checked: bool,
    /// Keys that somebody else changed too: a plain form was answered so.
    told: Vec<String>,
    /// Why an upload was refused.
    refused: Option<String>,
    /// Rows of results to show: a row was added by a plain form.
    rows: usize,
}

impl Asked {
    fn read() -> Self {
        let query = use_query_map();
        let query = query.read_untracked();
        let keys = query.get("conflict").unwrap_or_default();
        Self {
            checked: query.get("check").is_some(),
            told: keys
                .split(',')
                .filter(|k| Field::of_key(k).is_some())
                .map(str::to_owned)
                .collect(),
            refused: query.get("refused"),
            rows: query.get("rows").and_then(|n| n.parse().ok()).unwrap_or_default(),
        }
    }
}

/// The page at hand.
pub(super) fn page() -> AnyView {
    let (params, asked, writes) = (use_params_map(), Asked::read(), writes());
    let place = Memo::new(move |_| {
        let params = params.read();
        (params.get("id").unwrap_or_default(), params.get("page").unwrap_or_default())
    });
    let dossier = in_page(
        move || place.get(),
        move |(id, page)| async move {
            let d = api::dossier(id.clone().into()).await?;
            Api::<Loaded>::Ok((page, d, drawn_with(id.into(), writes).await))
        },
    );
    loaded_alone(dossier, move |(page, d, others)| match Page::from_code(&page) {
        Some(page) => drawn(&d, page, &asked, presence(writes, &others)),
        None => not_found(),
    })
}

/// Who else is there; whoever writes gives signs of life, and hears of others.
fn presence(writes: bool, others: &[Present]) -> AnyView {
    let to = writes.then_some(flow::BePresent::PATH);
    view! { <div class="follows" data-present=to inner_html=present(lang(), others)></div> }
        .into_any()
}

fn drawn(d: &DossierView, page: Page, asked: &Asked, here: AnyView) -> AnyView {
    let lang = lang();
    let w = application::words(lang);
    let home = format!("/application/{}", d.id);
    let (article, intro) = application::page_intro(lang, page);
    let article = (common::words(lang).article)(article);
    let art = lang.pick(format!("{article}：{intro}"), format!("{article}: {intro}"));
    let told = Told::of(d, page);
    let data = block(&told);
    let leaf = Leaf::new(lang, told, asked.checked, asked.rows);
    let round = leaf.round.as_ref();
    let fixed = d.standing.stage() != Stage::Draft && round.is_none();
    let editable = d.editable && round.is_none_or(|r| r.opens_page(page));
    let body = match (editable, page) {
        (false, _) if round.is_some() => answers(lang, d, page, false),
        (false, _) => {
            let note = if fixed { w.submitted_notice } else { w.not_editable };
            view! { <p class="notice">{note}</p> {answers(lang, d, page, false)} }.into_any()
        }
        (true, Page::Attachments) => attached(&leaf, asked),
        (true, _) => form(&leaf, d),
    };
    view! {
        {title(fields::page(lang, page))}
        {data}
        <div class="page">
            {crumbs(vec![
                ("/application".into(), w.mine.into()),
                (home, w.dossier.into()),
                (String::new(), fields::page(lang, page).into()),
            ])}
            <div class="wizard">
                <div>
                    <div class="stack">
                        {editable.then(|| follows(&leaf, "summary".into()))}
                        <h1>{fields::page(lang, page)}</h1>
                        <p class="art">{art}</p>
                        {here}
                        {editable.then(|| help(lang, page))}
                        {(!fixed && round.is_none()).then(|| match way::waits_for_all(d) {
                            true => deadline(lang, &d.season, d.now),
                            false => way::returned(lang, d),
                        })}
                        {round.map(|r| way::correction_here(lang, r, page))}
                        {editable.then(|| notices::notices(&leaf, &asked.told))}
                    </div>
                    {body}
                </div>
                <nav aria-label=w.tasks>
                    <h2>{w.dossier}</h2>
                    <div data-follows="tasks" inner_html=leaf.follow("tasks")></div>
                </nav>
            </div>
        </div>
    }
    .into_any()
}

/// The attachments: no answers, but files.
fn attached(leaf: &Leaf, asked: &Asked) -> AnyView {
    let w = application::words(leaf.lang);
    let id = &leaf.id;
    view! {
        <div class="form" id="wizard">
            {attachments::attachments(leaf, asked.refused.as_deref())}
            <p class="actions">
                <a class="btn" href=format!("/application/{id}/check")>{w.check_and_submit}</a>
                <a href=format!("/application/{id}")>{w.to_tasks}</a>
            </p>
        </div>
    }
    .into_any()
}

/// A page of questions: a plain form. It tells its program where to keep what is typed, and where to
/// read what others wrote.
fn form(leaf: &Leaf, d: &DossierView) -> AnyView {
    let w = application::words(leaf.lang);
    let page = leaf.page;
    let class = if matches!(page, Page::Results | Page::Finance) { "" } else { "form" };
    let id = d.id.to_string();
    let base = d.revisions.get(&page).copied().unwrap_or_default().to_string();
    view! {
        <form
            id="wizard"
            method="post"
            action=api::Save::PATH
            class=class
            novalidate=true
            data-keep=api::Autosave::PATH
            data-read=api::Dossier::PATH
        >
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="page" value=page.code()/>
            <input type="hidden" name="base" value=base/>
            // The Enter key presses the first button of a form: not one that moves a row.
            {(page == Page::Results).then(|| view! {
                <button class="sr" name="go" value="next" tabindex="-1" aria-hidden="true"></button>
            })}
            {questions(leaf, d)}
            <div class="actions stick">
                <button class="btn" name="go" value="next">{w.save_and_go}</button>
                <button class="btn quiet" name="go" value="tasks">{w.save_and_back}</button>
                {notices::saving(leaf.lang, d, page)}
            </div>
        </form>
    }
    .into_any()
}

fn questions(leaf: &Leaf, d: &DossierView) -> AnyView {
    match leaf.page {
        Page::Finance => finance::grid(leaf),
        Page::Report => report::report(leaf),
        Page::Results => rows(leaf),
        Page::Declarations => declare::declarations(leaf, d),
        Page::Size => view! { {plain(leaf)} {size(leaf, d)} }.into_any(),
        _ => plain(leaf),
    }
}

fn plain(leaf: &Leaf) -> AnyView {
    let asked = leaf.page.fields().filter(|f| leaf.opens(*f));
    asked.map(|f| question::question(leaf, f)).collect_view().into_any()
}

/// The computed size, with the figures it takes from another page.
fn size(leaf: &Leaf, d: &DossierView) -> AnyView {
    let lang = leaf.lang;
    let w = application::words(lang);
    let facts = [Field::Revenue1, Field::Assets1]
        .into_iter()
        .map(|f| {
            let text = fields::value(lang, f, f.key(), &d.answers, &d.season);
            let text = if text.is_empty() { w.unanswered.to_owned() } else { text };
            view! { <div><dt>{fields::label_in(lang, f, &d.season)}</dt><dd>{text}</dd></div> }
        })
        .collect_view();
    view! {
        <p class="hint">
            {w.size_from} " " <a href=format!("/application/{}/finance", d.id)>{w.size_change}</a>
        </p>
        <dl class="facts">{facts}</dl>
        {follows(leaf, "size".into())}
    }
    .into_any()
}

/// The table of results: rows are added, moved and removed by buttons of the form.
fn rows(leaf: &Leaf) -> AnyView {
    let (w, a) = (entry::words(leaf.lang), application::words(leaf.lang));
    let limits = &leaf.context.season.limits;
    let none = leaf.files.is_empty().then(|| {
        let href = format!("/application/{}/attachments", leaf.id);
        view! { <p class="hint">{w.no_files} " " <a href=href>{w.to_files}</a></p> }
    });
    let drawn: String = (1..=leaf.rows).map(|n| results::row(leaf, n)).collect();
    let full = leaf.rows >= limits.result_rows();
    view! {
        <div class=question::class(leaf, ALL) data-q=ALL>
            <p class="hint">{(w.rows_note)(limits.results_min, limits.result_rows())}</p>
            {none}
            {notices::pasted()}
            <div class="result-rows" inner_html=drawn></div>
            <p>
                <button class="btn small quiet" name="go" value="row-add" disabled=full>{a.add_row}</button>
            </p>
        </div>
    }
    .into_any()
}
