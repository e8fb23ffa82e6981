//! Tables of the dossier: results with comparison (Art. 8 (3)), attached files.

use domain::application::answer;
use domain::application::field::Field;
use domain::application::results::{begun, improvement};
use domain::views::application::DossierView;
use leptos::prelude::*;

use crate::locales::{Lang, dossier, entry, fields};

/// What stands in a column of its own; measure, source and evidence stand below the indicator, so
/// that the figures fit beside one another on a desk screen.
const FIGURES: [Field; 4] = [Field::Before, Field::After, Field::Competitor, Field::Benchmark];

/// The rows of the results table that were begun.
pub(crate) fn results(lang: Lang, d: &DossierView) -> AnyView {
    let w = dossier::words(lang);
    let rows = begun(&d.answers).map(|n| row(lang, d, n)).collect::<Vec<_>>();
    if rows.is_empty() {
        return view! { <p class="soft">{w.none}</p> }.into_any();
    }
    let heads = FIGURES.into_iter().map(|f| {
        view! { <th scope="col" class="num">{fields::label(lang, f)}</th> }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=w.results_caption>
            <table class="list results">
                <caption class="sr">{w.results_caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{fields::label(lang, Field::Indicator)}</th>
                        {heads.collect_view()}
                        <th scope="col">{entry::words(lang).change}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What was typed, what proves it, and how far it went.
fn row(lang: Lang, d: &DossierView, n: usize) -> AnyView {
    let typed = |f: Field| answer(&d.answers, &f.result_key(n)).to_owned();
    let figures = FIGURES
        .into_iter()
        .map(|f| view! { <td class="num" data-th=fields::label(lang, f)>{typed(f)}</td> });
    let below = [Field::Measure, Field::Source].into_iter().filter_map(|f| {
        let text = typed(f);
        let said = (dossier::words(lang).named)(fields::label(lang, f), &text);
        (!text.is_empty()).then(|| view! { <small>{said}</small> })
    });
    let below = below.collect_view();
    let better = improvement(&d.answers, n).map(|i| entry::improvement(lang, &i));
    view! {
        <tr>
            <th scope="row" class="title" data-th=fields::label(lang, Field::Indicator)>
                {typed(Field::Indicator)} {below} {evidence(lang, d, &typed(Field::Evidence))}
            </th>
            {figures.collect_view()}
            <td class="change" data-th=entry::words(lang).change>{better.unwrap_or_default()}</td>
        </tr>
    }
    .into_any()
}

/// The file that proves a row.
fn evidence(lang: Lang, d: &DossierView, sha256: &str) -> Option<AnyView> {
    let file = d.file_of(sha256)?;
    let name = (dossier::words(lang).named)(fields::label(lang, Field::Evidence), "");
    let link = view! {
        <small>
            {name} " "
            <a href=format!("/files/{}", file.id) rel="external">
                {file.name.clone()}
            </a>
        </small>
    };
    Some(link.into_any())
}

/// Attached files, each to be downloaded.
pub(super) fn files(lang: Lang, d: &DossierView) -> AnyView {
    let w = dossier::words(lang);
    if d.files.is_empty() {
        return view! { <p class="soft">{w.no_files}</p> }.into_any();
    }
    let rows = d
        .files
        .iter()
        .map(|f| {
            let digest: String = f.sha256.chars().take(12).collect();
            view! {
                <tr>
                    <td class="title" data-th=w.file>
                        {super::super::file::link(f)} " " {super::super::file::tag(lang, f)}
                        {super::super::file::preview(lang, f)}
                    </td>
                    <td data-th=w.slot>{fields::slot(lang, f.slot)}</td>
                    <td class="num" data-th=w.size>{dossier::bytes(f.size)}</td>
                    <td data-th=w.digest><code title=f.sha256.clone()>{digest}</code></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=w.files_caption>
            <table class="list">
                <caption class="sr">{w.files_caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.file}</th>
                        <th scope="col">{w.slot}</th>
                        <th scope="col" class="num">{w.size}</th>
                        <th scope="col">{w.digest}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
