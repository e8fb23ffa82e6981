//! The task list of a dossier; after submission its read-only summary.

use domain::application::page::Page;
use domain::formality::correction::Round;
use domain::journey::Stage;
use domain::recommendation::passed_over::passed_over;
use domain::season::Phase;
use domain::views::application::DossierView;
use domain::views::flow::Present;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::parts::answers::answers;
use super::parts::deadline::deadline;
use super::parts::next::next;
use super::parts::presence::{Presence, drawn_with, presence, writes};
use super::parts::task_list::{done, task_list};
use super::parts::way;
use super::{api, flow};
use crate::error::Api;
use crate::locales::{
    Lang, announcement, application, exchange, flow as words, lang, print, status, title as titles,
};
use crate::ui::act::successes;
use crate::ui::hearings::hearings;
use crate::ui::rejection::rejection;
use crate::ui::tag::stands_tag;
use crate::ui::{crumbs, loaded, title};

/// The task list.
pub struct TasksPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    dossier: Resource<Api<(DossierView, Vec<Present>)>>,
    withdraw: ServerAction<flow::Withdraw>,
    here: Presence,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        let withdraw = ServerAction::<flow::Withdraw>::new();
        let withdrawn = successes(withdraw.value());
        let here = Presence::new(id, Memo::new(|_| String::new()));
        let writes = writes();
        let dossier = Resource::new(
            move || (id.get(), withdrawn.get(), here.heard.get()),
            move |(id, _, _)| async move {
                let d = api::dossier(id.clone().into()).await?;
                Ok((d, drawn_with(id.into(), writes).await))
            },
        );
        Self { dossier, withdraw, here }
    }
}

#[lazy_route]
impl LazyRoute for TasksPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let (withdraw, here) = (this.withdraw, this.here);
        here.provide();
        loaded(this.dossier, move |(d, others)| drawn(&d, withdraw, presence(here, others)))
    }
}

fn drawn(d: &DossierView, withdraw: ServerAction<flow::Withdraw>, here: AnyView) -> AnyView {
    let lang = lang();
    let w = application::words(lang);
    let body = match (d.standing.stage(), &d.flow.correction) {
        (Stage::Draft, _) => draft(lang, d),
        (Stage::Correction, Some(round)) => view! {
            {way::correction(lang, d, round)}
            {tasks(lang, d, Some(round))}
        }
        .into_any(),
        _ => submitted(lang, d),
    };
    let name = name(lang, d);
    view! {
        {title(name.clone())}
        <div class="page">
            {crumbs(vec![("/application".into(), w.mine.into()), (String::new(), w.dossier.into())])}
            <div class="stack">
                <h1>{name}</h1>
                <p class="row">
                    {stands_tag(d.standing.stage(), over(d))}
                    <span class="soft">{w.reference} " " <span class="code">{d.reference.clone()}</span></span>
                </p>
                {here}
                {body}
                {way::withdraw(lang, d, withdraw)}
                <p class="no-print"><a href=format!("/application/{}/history", d.id)>{words::words(lang).history}</a></p>
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
    let done = done(&d.answers, &d.context());
    let all = Page::ALL.len();
    view! {
        {way::returned(lang, d)}
        {way::waits_for_all(d).then(|| deadline(lang, &d.season, d.now))}
        {(!d.editable).then(|| view! { <p class="notice warn">{w.not_editable}</p> })}
        <p class="lede">{(w.tasks_lede)(done, all)}</p>
        {(done == all && d.editable).then(|| view! { <p class="notice ok">{w.all_done}</p> })}
        {tasks(lang, d, None)}
    }
    .into_any()
}

/// The list of pages and the way to hand in.
fn tasks(lang: Lang, d: &DossierView, round: Option<&Round>) -> AnyView {
    let w = application::words(lang);
    view! {
        <h2>{w.tasks}</h2>
        {task_list(lang, &d.id, &d.answers, &d.context(), round)}
        <p><a class="btn" href=format!("/application/{}/check", d.id)>{w.check_and_submit}</a></p>
        <p class="soft">{w.check_hint}</p>
        {printing(lang, d)}
    }
    .into_any()
}

/// Whether it was not recommended, and the phase is over (Art. 17).
fn over(d: &DossierView) -> bool {
    let closes = d.season.window(Phase::Recommendation).map(|w| w.closes);
    passed_over(d.standing.stage(), closes, d.now)
}

fn submitted(lang: Lang, d: &DossierView) -> AnyView {
    let w = application::words(lang);
    let f = words::words(lang);
    let at = d.standing.since();
    let over = over(d);
    let next = next(lang, d.standing.stage(), over);
    let (class, said) = match d.standing.stage() {
        Stage::Withdrawn => ("notice warn", f.withdrawn),
        Stage::FormalityRefused => ("notice bad", f.refused),
        _ if over => ("notice warn", status::not_recommended(lang)),
        _ => ("notice ok", w.submitted_notice),
    };
    let letter = (d.standing.stage() == Stage::Announced).then(|| {
        let href = format!("/application/{}/letter.pdf", d.id);
        let report = format!("/exchange/report/{}", d.id);
        let x = exchange::words(lang);
        view! {
            <p class="row">
                <a class="btn" href="/title/own">{titles::words(lang).own}</a>
                <a class="btn quiet" href=href rel="external">{announcement::words(lang).letter}</a>
            </p>
            <p class="row"><a href="/exchange">{x.title}</a><a href=report>{x.report}</a></p>
        }
    });
    let rejection = d.flow.rejection.as_ref().map(|r| rejection(lang, r));
    let answered = d.flow.correction.as_ref().and_then(|c| c.answered).map(|at| {
        view! { <p>{(f.correction_answered)(&at.show_minute())}</p> }
    });
    let defence = (d.standing.stage() == Stage::Shortlisted).then(|| {
        let href = format!("/defence/slot/{}", d.id);
        view! { <p><a class="btn" href=href>{w.defence_link}</a></p> }
    });
    view! {
        <div class=class>
            <p>{said}</p>
            {defence}
            {letter}
            {rejection}
            {answered}
            <p>
                <a href=format!("/application/{}/receipt", d.id)>{w.receipt_link}</a>
                " · "
                <a href="/status">{w.status_link}</a>
            </p>
        </div>
        {hearings(lang, &d.flow.hearings)}
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
