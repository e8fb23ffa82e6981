//! The task list of a dossier; after submission its read-only summary.

use domain::application::page::Page;
use domain::journey::{Stage, Standing};
use domain::views::application::DossierView;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::parts::answers::answers;
use super::parts::deadline::deadline;
use super::parts::task_list::{done, task_list};
use crate::error::Api;
use crate::locales::{Lang, application, lang, print};
use crate::ui::{crumbs, loaded, stage_tag, title};

/// The task list.
pub struct TasksPage {
    dossier: Resource<Api<DossierView>>,
}

#[lazy_route]
impl LazyRoute for TasksPage {
    fn data() -> Self {
        let params = use_params_map();
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        Self { dossier: Resource::new(move || id.get(), |id| api::dossier(id.into())) }
    }

    fn view(this: Self) -> AnyView {
        loaded(this.dossier, |d| drawn(&d))
    }
}

fn drawn(d: &DossierView) -> AnyView {
    let lang = lang();
    let w = application::words(lang);
    let body = if d.standing.stage() == Stage::Draft { draft(lang, d) } else { submitted(lang, d) };
    let name = name(lang, d);
    view! {
        {title(name.clone())}
        <div class="page">
            {crumbs(vec![("/application".into(), w.mine.into()), (String::new(), w.dossier.into())])}
            <div class="stack">
                <h1>{name}</h1>
                <p class="row">
                    {stage_tag(d.standing.stage())}
                    <span class="soft">{w.reference} " " <span class="code">{d.reference.clone()}</span></span>
                </p>
                {body}
            </div>
        </div>
    }
    .into_any()
}

/// The dossier's title, or what stands for it.
pub fn name(lang: Lang, d: &DossierView) -> String {
    let title =
        domain::application::answer(&d.answers, domain::application::field::Field::Title.key());
    if title.is_empty() { application::words(lang).untitled.to_owned() } else { title.to_owned() }
}

fn draft(lang: Lang, d: &DossierView) -> AnyView {
    let w = application::words(lang);
    let cx = d.context();
    let done = done(&d.answers, &cx);
    let all = Page::ALL.len();
    view! {
        {deadline(lang, &d.season, d.now)}
        {(!d.editable).then(|| view! { <p class="notice warn">{w.not_editable}</p> })}
        <p class="lede">{(w.tasks_lede)(done, all)}</p>
        {(done == all && d.editable).then(|| view! { <p class="notice ok">{w.all_done}</p> })}
        <h2>{w.tasks}</h2>
        {task_list(lang, &d.id, &d.answers, &cx, None)}
        <p><a class="btn" href=format!("/application/{}/check", d.id)>{w.check_and_submit}</a></p>
        <p class="soft">{w.check_hint}</p>
        {printing(lang, d)}
    }
    .into_any()
}

fn submitted(lang: Lang, d: &DossierView) -> AnyView {
    let w = application::words(lang);
    let at = match &d.standing {
        Standing::Draft { since } => *since,
        Standing::Submitted { at, .. }
        | Standing::Recommended { at, .. }
        | Standing::FormalityPassed { at, .. }
        | Standing::WrittenReview { at, .. } => *at,
    };
    let next = match d.standing.stage() {
        Stage::Draft => w.next_draft,
        Stage::Submitted => w.next_submitted,
        Stage::Recommended => w.next_recommended,
        Stage::FormalityPassed => w.next_checked,
        Stage::WrittenReview => w.next_review,
    };
    view! {
        <div class="notice ok">
            <p>{w.submitted_notice}</p>
            <p>
                <a href=format!("/application/{}/receipt", d.id)>{w.receipt_link}</a>
                " · "
                <a href="/status">{w.status_link}</a>
            </p>
        </div>
        {printing(lang, d)}
        <div class="next"><b>{w.what_next}</b><p>{next}</p><p class="soft">{at.show_minute()}</p></div>
        {Page::ALL.into_iter().map(|p| answers(lang, d, p, false)).collect_view()}
    }
    .into_any()
}

/// The way to paper.
fn printing(lang: Lang, d: &DossierView) -> AnyView {
    let w = application::words(lang);
    view! {
        <p class="row">
            <a href=format!("/application/{}/seal", d.id)>{print::words(lang).link}</a>
            <a href=format!("/application/{}/dossier.pdf", d.id) rel="external">{w.dossier_pdf}</a>
        </p>
    }
    .into_any()
}
