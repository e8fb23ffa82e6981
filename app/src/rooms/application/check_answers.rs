//! All answers on one page, what is still wrong, and the button that submits (Art. 16).

use domain::application::check::check_all;
use domain::application::page::Page;
use domain::journey::Stage;
use domain::views::application::DossierView;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::parts::answers::answers;
use super::parts::deadline::deadline;
use crate::error::Api;
use crate::locales::{Lang, application, fields, lang, print};
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// Check your answers.
pub struct CheckPage {
    dossier: Resource<Api<DossierView>>,
    submit: ServerAction<api::Submit>,
}

#[lazy_route]
impl LazyRoute for CheckPage {
    fn data() -> Self {
        let params = use_params_map();
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        Self {
            dossier: Resource::new(move || id.get(), |id| api::dossier(id.into())),
            submit: ServerAction::new(),
        }
    }

    fn view(this: Self) -> AnyView {
        let submit = this.submit;
        loaded(this.dossier, move |d| drawn(&d, submit))
    }
}

fn drawn(d: &DossierView, submit: ServerAction<api::Submit>) -> AnyView {
    let lang = lang();
    let w = application::words(lang);
    let draft = d.standing.stage() == Stage::Draft;
    let wrong = if draft { check_all(&d.answers, &d.context()) } else { Vec::new() };
    let home = format!("/application/{}", d.id);
    view! {
        {title(w.check)}
        <div class="page">
            {crumbs(vec![
                ("/application".into(), w.mine.into()),
                (home.clone(), w.dossier.into()),
                (String::new(), w.check.into()),
            ])}
            <div class="stack">
                {summary(lang, d, &wrong)}
                <h1>{w.check}</h1>
                <p class="lede">{if draft { w.check_lede } else { w.submitted_notice }}</p>
                {draft.then(|| deadline(lang, &d.season, d.now))}
                {Page::ALL.into_iter().map(|p| answers(lang, d, p, draft && d.editable)).collect_view()}
                {draft.then(|| form(lang, d, &wrong, submit))}
                <p class="row">
                    <a href=home>{w.to_tasks}</a>
                    <a href=format!("/application/{}/seal", d.id)>{print::words(lang).link}</a>
                    <a href=format!("/application/{}/dossier.pdf", d.id) rel="external">{w.dossier_pdf}</a>
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// What is wrong, page by page.
fn summary(lang: Lang, d: &DossierView, wrong: &[(Page, usize)]) -> AnyView {
    let w = application::words(lang);
    if wrong.is_empty() {
        return ().into_any();
    }
    let total = wrong.iter().map(|p| p.1).sum();
    let items = wrong
        .iter()
        .map(|(page, n)| {
            let href = format!("/application/{}/{}?check=1", d.id, page.code());
            let text = lang.pick(
                format!("{}：{}", fields::page(lang, *page), (w.page_problems)(*n)),
                format!("{}: {}", fields::page(lang, *page), (w.page_problems)(*n)),
            );
            view! { <li><a href=href>{text}</a></li> }
        })
        .collect_view();
    view! {
        <div class="sum" role="group" tabindex="-1" aria-labelledby="sum-h">
            <h2 id="sum-h">{(w.problems)(total)}</h2>
            <ul>{items}</ul>
        </div>
    }
    .into_any()
}

fn form(
    lang: Lang,
    d: &DossierView,
    wrong: &[(Page, usize)],
    submit: ServerAction<api::Submit>,
) -> AnyView {
    let w = application::words(lang);
    let body = if !d.editable {
        view! { <p class="notice warn">{w.not_editable}</p> }.into_any()
    } else if wrong.is_empty() {
        let busy = submit.pending();
        let id = d.id.to_string();
        view! {
            <p>{w.submit_text}</p>
            <ActionForm action=submit>
                <input type="hidden" name="id" value=id/>
                <button class="btn" aria-busy=move || busy.get().then_some("true")>{w.submit}</button>
            </ActionForm>
        }
        .into_any()
    } else {
        let n = wrong.iter().map(|p| p.1).sum();
        view! { <p class="notice bad">{(w.submit_not_yet)(wrong.len(), n)}</p> }.into_any()
    };
    view! {
        <section class="sheet pad stack">
            <h2>{w.submit_title}</h2>
            <RefusedBy value=submit.value()/>
            {body}
        </section>
    }
    .into_any()
}
