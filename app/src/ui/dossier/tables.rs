//! Tables of the dossier: results with comparison (Art. 8 (3)), attached files.

use domain::application::answer;
use domain::application::field::Field;
use domain::application::page::Page;
use domain::application::results::{begun, improvement};
use domain::views::application::DossierView;
use leptos::prelude::*;

use crate::locales::{Lang, dossier, entry, fields};

/// The rows of the results table that were begun.
pub(super) fn results(lang: Lang, d: &DossierView) -> AnyView {
    let w = dossier::words(lang);
    let columns: Vec<Field> = Page::Results.fields().collect();
    let rows: Vec<Vec<AnyView>> =
        begun(&d.answers).map(|row| cells(lang, d, &columns, row)).collect();
    if rows.is_empty() {
        return view! { <p class="soft">{w.none}</p> }.into_any();
    }
    let mut names: Vec<&'static str> = columns.iter().map(|f| fields::label(lang, *f)).collect();
    names.push(entry::words(lang).change);
    let heads = names.iter().map(|n| view! { <th scope="col">{*n}</th> }).collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=w.results_caption>
            <table class="list">
                <caption class="sr">{w.results_caption}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>
                    {rows.into_iter().map(|cells| row(&names, cells)).collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What was typed, the file that proves it, and how far it went.
fn cells(lang: Lang, d: &DossierView, columns: &[Field], row: usize) -> Vec<AnyView> {
    let mut cells: Vec<AnyView> = columns
        .iter()
        .map(|f| {
            let text = answer(&d.answers, &f.result_key(row)).to_owned();
            match d.file_of(&text).filter(|_| *f == Field::Evidence) {
                Some(file) => view! {
                    <a href=format!("/files/{}", file.id) rel="external" download=file.name.clone()>
                        {file.name.clone()}
                    </a>
                }
                .into_any(),
                None if *f == Field::Evidence => ().into_any(),
                None => text.into_any(),
            }
        })
        .collect();
    let better = improvement(&d.answers, row).map(|i| entry::improvement(lang, &i));
    cells.push(better.unwrap_or_default().into_any());
    cells
}

fn row(names: &[&'static str], cells: Vec<AnyView>) -> AnyView {
    let last = names.len() - 1;
    view! {
        <tr>
            {cells
                .into_iter()
                .zip(names)
                .enumerate()
                .map(|(i, (text, name))| {
                    if i == 0 {
                        view! { <th scope="row" class="title" data-th=*name>{text}</th> }.into_any()
                    } else {
                        let class = (i == last).then_some("change");
                        view! { <td class=class data-th=*name>{text}</td> }.into_any()
                    }
                })
                .collect_view()}
        </tr>
    }
    .into_any()
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
