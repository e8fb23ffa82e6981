//! Taking the sheet along and bringing it back (Art. 19, 20): a download, and a plain form that works
//! without JavaScript. What is wrong with a file is listed beside it; the page stays as it was.

use domain::refusal::Refusal;
use domain::review::offline::Column;
use domain::review::rubric::Rubric;
use domain::review::sheet::SheetField;
use domain::views::review::SheetView;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::locales::review::{criterion, item};
use crate::locales::{Lang, common, lang, offline, refusal, review};
use crate::ui::form::Typed;
use crate::ui::unfolded::unfolded;

/// The section of a sheet that is not sealed, and what became of the last upload.
pub(super) fn offline(sheet: &SheetView) -> AnyView {
    let lang = lang();
    let w = offline::words(lang);
    let page = sheet.which.at(&format!("/review/{}", sheet.dossier.id));
    let typed = Typed::of(&page);
    let said = typed.slip("file").map(|why| told(lang, why, &sheet.rubric));
    if sheet.sealed.is_some() {
        return said.into_any();
    }
    let taken = use_query_map().with_untracked(|q| q.get_str("taken").is_some());
    let taken = (taken && said.is_none())
        .then(|| view! { <p class="notice ok" role="status">{w.taken}</p> });
    let open = said.is_some();
    let from = sheet.which.at(&format!("/review/{}/sheet.xlsx", sheet.dossier.id));
    let article = sheet.which.review.article().to_string();
    view! {
        {taken}
        <details class="more" id="offline" {..unfolded(open)}>
            <summary>{w.title}</summary>
            <p>{w.text}" "<small>{(common::words(lang).article)(&article)}</small></p>
            <p><a class="btn quiet" href=from rel="external">{w.download}</a></p>
            {said}
            // To the page itself: what is refused is drawn again where it is.
            <form method="post" action=page enctype="multipart/form-data" class="form">
                <div class="q">
                    <label for="sheet-file">{w.file}</label>
                    <p class="hint" id="sheet-file-h">{w.file_hint}</p>
                    <input
                        id="sheet-file"
                        name="file"
                        type="file"
                        required
                        accept=".xlsx,.csv,.txt"
                        aria-describedby="sheet-file-h"
                    />
                </div>
                <div class="opts">
                    <div class="opt">
                        <input type="checkbox" id="overwrite" name="overwrite" value="yes"/>
                        <label for="overwrite">{w.overwrite}<small>{w.overwrite_hint}</small></label>
                    </div>
                </div>
                <div class="actions"><button class="btn">{w.take}</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// Why a file was not taken over: every place, or every field in which it differs.
fn told(lang: Lang, why: &Refusal, rubric: &Rubric) -> AnyView {
    let w = offline::words(lang);
    let (heading, lines, next) = match why {
        Refusal::SheetFileWrong { problems } => {
            let lines = problems.iter().map(|p| offline::problem(lang, p)).collect::<Vec<_>>();
            ((w.problems)(lines.len()), lines, None)
        }
        Refusal::SheetFileStale { fields, .. } => {
            let lines = fields.iter().map(|f| name(lang, f, rubric)).collect();
            let heading = format!("{}{}", refusal::refusal(lang, why), w.differ);
            (heading, lines, Some(w.again))
        }
        _ => (refusal::refusal(lang, why), Vec::new(), None),
    };
    let list = (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <ul>{lines}</ul> }
    });
    view! {
        <div class="notice bad" role="alert">
            <p>{heading}</p>
            {list}
            {next.map(|next| view! { <p>{next}</p> })}
        </div>
    }
    .into_any()
}

/// What a field of the sheet is called.
pub(super) fn name(lang: Lang, field: &SheetField, rubric: &Rubric) -> String {
    let named = match field {
        SheetField::Score(code) => rubric.items().find(|i| i.code == *code).map(|i| item(lang, i)),
        SheetField::Comment(code) => rubric.criteria.iter().find(|c| c.code == *code).map(|c| {
            format!("{} · {}", criterion(lang, c), offline::column(lang, Column::Comment))
        }),
        SheetField::Overall => Some(review::words(lang).overall.to_owned()),
    };
    named.unwrap_or_else(|| field.to_string())
}
