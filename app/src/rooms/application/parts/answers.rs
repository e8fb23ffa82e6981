//! All answers of a page as a list, with links to change them and what is wrong.

use domain::application::answer;
use domain::application::check::{Level, Problem, check_page};
use domain::application::field::{Field, Kind, RESULT_ROWS, Slot};
use domain::application::page::Page;
use domain::views::application::DossierView;
use leptos::prelude::*;

use crate::locales::{Lang, application, faults, fields};
use crate::ui::file;

/// The answers of a page under its heading. `change` adds links and problems.
pub fn answers(lang: Lang, view: &DossierView, page: Page, change: bool) -> AnyView {
    let w = application::words(lang);
    let problems =
        if change { check_page(page, &view.answers, &view.context()) } else { Vec::new() };
    let errors = problems.iter().filter(|p| p.level() == Level::Error).count();
    let rows: Vec<AnyView> = match page {
        Page::Attachments => {
            Slot::ALL.into_iter().map(|s| slot_row(lang, view, s, &problems, change)).collect()
        }
        Page::Results => result_keys(view)
            .into_iter()
            .map(|(f, key)| row(lang, view, f, key, &problems, change))
            .collect(),
        _ => page
            .fields()
            .map(|f| row(lang, view, f, f.key().to_owned(), &problems, change))
            .collect(),
    };
    // Problems of the page as a whole have no row of their own.
    let loose: Vec<String> = problems
        .iter()
        .filter(|p| {
            p.key == "report"
                || matches!(p.fault, domain::application::check::Fault::TooFewRows { .. })
        })
        .map(|p| faults::sentence(lang, p, &view.answers))
        .collect();
    let href = format!("/application/{}/{}?check=1", view.id, page.code());
    view! {
        <section class="stack tight" id=format!("p-{}", page.code())>
            <h2>
                {fields::page(lang, page)} " "
                {(errors > 0).then(|| view! { <span class="tag bad">{(w.page_problems)(errors)}</span> })}
            </h2>
            {loose
                .into_iter()
                .map(|t| view! { <p class="notice bad">{t} " " <a href=href.clone() rel="external">{w.mend}</a></p> })
                .collect_view()}
            <dl class="answers">{rows}</dl>
        </section>
    }
    .into_any()
}

/// Rows of the results table that were begun.
fn result_keys(view: &DossierView) -> Vec<(Field, String)> {
    (1..=RESULT_ROWS)
        .filter(|n| {
            Page::Results.fields().any(|f| !answer(&view.answers, &f.result_key(*n)).is_empty())
        })
        .flat_map(|n| Page::Results.fields().map(move |f| (f, f.result_key(n))))
        .collect()
}

fn row(
    lang: Lang,
    view: &DossierView,
    field: Field,
    key: String,
    problems: &[Problem],
    change: bool,
) -> AnyView {
    let w = application::words(lang);
    let text = fields::value(lang, field, &key, &view.answers, &view.season);
    let place = fields::place(lang, &key, &view.season);
    let problem = problems.iter().find(|p| p.key == key);
    let bad = problem.is_some_and(|p| p.level() == Level::Error);
    let said = problem.map(|p| faults::sentence(lang, p, &view.answers));
    let href = format!("/application/{}/{}?check=1#f-{key}", view.id, field.page().code());
    let value = if text.is_empty() {
        view! { <dd class="soft">{w.unanswered}</dd> }.into_any()
    } else if let Some(file) = view.file_of(answer(&view.answers, &key)) {
        view! { <dd>{file::line(lang, file)}</dd> }.into_any()
    } else if field.kind() == Kind::Text {
        let paragraphs = text
            .lines()
            .filter(|l| !l.trim().is_empty())
            .map(|l| view! { <p>{l.to_owned()}</p> })
            .collect_view();
        view! { <dd>{paragraphs}</dd> }.into_any()
    } else {
        view! { <dd>{text}</dd> }.into_any()
    };
    view! {
        <div class=bad.then_some("err")>
            <dt>{place.clone()}</dt>
            {value}
            {said.map(|s| {
                let class = if bad { "msg" } else { "soft" };
                view! { <dd><span class=class>{s}</span></dd> }
            })}
            {change.then(|| view! { <dd class="change"><a href=href rel="external">{w.change}<span class="sr">{format!(" {place}")}</span></a></dd> })}
        </div>
    }
    .into_any()
}

fn slot_row(
    lang: Lang,
    view: &DossierView,
    slot: Slot,
    problems: &[Problem],
    change: bool,
) -> AnyView {
    let w = application::words(lang);
    let files: Vec<AnyView> =
        view.files.iter().filter(|f| f.slot == slot).map(|f| file::line(lang, f)).collect();
    let key = format!("file.{}", slot.code());
    let said =
        problems.iter().find(|p| p.key == key).map(|p| faults::sentence(lang, p, &view.answers));
    let href = format!("/application/{}/attachments?check=1#f-{key}", view.id);
    let none = files.is_empty();
    let class = said.is_some().then_some("err");
    // What may be left out does not look as if it were missing.
    let may = if view.season.limits.requires(slot) { "" } else { w.file_optional };
    view! {
        <div class=class>
            <dt>{fields::slot(lang, slot)}</dt>
            <dd>{if none { view! { <span class="soft">{w.no_file}{may}</span> }.into_any() } else { files.into_any() }}</dd>
            {said.map(|s| view! { <dd><span class="msg">{s}</span></dd> })}
            {change.then(|| view! { <dd class="change"><a href=href rel="external">{w.change}<span class="sr">{format!(" {}", fields::slot(lang, slot))}</span></a></dd> })}
        </div>
    }
    .into_any()
}
