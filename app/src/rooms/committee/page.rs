//! The committee as the Office sees it: chairs, panels, and the assignment of reviews.

use domain::policy::Role;
use domain::season::Phase;
use domain::views::committee::{CommitteeView, PanelView, Proposal};
use domain::views::deliberation::SeatLacking;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::panel::panel;
use super::proposal::section;
use crate::error::ApiError;
use crate::locales::{Lang, assignment, board, committee, common, deliberation, lang};
use crate::ui::act::successes;
use crate::ui::phase::phase_window;
use crate::ui::{crumbs, loaded, title};

/// Page `/committee`. `?propose=yes` computes an assignment, `&seed=…` repeats one.
pub struct CommitteePage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    committee: Resource<Result<CommitteeView, ApiError>>,
    assigning: Assigning,
}

/// What the assignment needs on the page.
#[derive(Clone, Copy)]
pub(super) struct Assigning {
    /// The proposal asked for in the address, if any.
    pub(super) proposal: Resource<Result<Option<Proposal>, ApiError>>,
    /// Publishes the proposal that was looked at.
    pub(super) publish: ServerAction<api::Publish>,
}

impl Begun {
    fn new() -> Self {
        let publish = ServerAction::<api::Publish>::new();
        let published = successes(publish.value());
        let query = use_query_map();
        let asked = move || {
            let q = query.read();
            let seed = q.get("seed").and_then(|s| s.trim().parse::<i64>().ok());
            let reviews = q.get("reviews").and_then(|s| s.trim().parse::<u32>().ok());
            (q.get("propose").is_some(), seed, reviews)
        };
        let proposal = Resource::new(asked, |(propose, seed, reviews)| async move {
            if propose { api::propose(seed, reviews).await.map(Some) } else { Ok(None) }
        });
        let committee = Resource::new(move || published.get(), |_| api::committee());
        Self { committee, assigning: Assigning { proposal, publish } }
    }
}

#[lazy_route]
impl LazyRoute for CommitteePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let assigning = this.assigning;
        loaded(this.committee, move |v| draw(v, assigning))
    }
}

fn draw(v: CommitteeView, assigning: Assigning) -> AnyView {
    let lang = lang();
    let w = committee::words(lang);
    let articles =
        ["12", "13", "14", "15"].map(common::words(lang).article).join(lang.pick("、", ", "));
    view! {
        {title(w.title)}
        <div class="page stack">
            {crumbs(vec![(String::new(), w.title.to_owned())])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}" "<small>{articles}</small></p>
            {phase_window(&v.season, Phase::WrittenReview)}
            {super::pool::links(lang)}
            {figures(lang, &v)}
            {chairs(lang, &v)}
            {v.panels.iter().filter_map(|p| lacking(lang, p)).collect_view()}
            {section(lang, &v, assigning)}
            <h2>{w.panels}</h2>
            {panels(lang, &v)}
        </div>
    }
    .into_any()
}

/// A panel that nobody is left to preside over, or to confirm (Art. 13–15): the Office makes room.
fn lacking(lang: Lang, p: &PanelView) -> Option<AnyView> {
    let w = deliberation::words(lang);
    let said = match p.lacking? {
        SeatLacking::Presiding => w.nobody_presides,
        SeatLacking::Confirming => w.nobody_confirms,
    };
    let name = board::panel(lang, p.number, &p.zh, &p.en);
    Some(view! { <p class="notice warn"><b>{name}</b>" "{said}</p> }.into_any())
}

fn figures(lang: Lang, v: &CommitteeView) -> AnyView {
    let w = committee::words(lang);
    let seats = || v.panels.iter().flat_map(|p| &p.seats);
    let (members, signed) = (seats().count(), seats().filter(|s| s.undertaken.is_some()).count());
    let class_of = |n: u32| if n > 0 { "fig warn" } else { "fig" };
    let (class, gaps) = (class_of(v.waiting), class_of(v.gaps));
    view! {
        <div class="figures">
            <p class=class><b>{v.waiting}</b><small>{w.waiting}</small></p>
            <p class="fig"><b>{v.assigned}</b><small>{w.assigned}</small></p>
            <p class=gaps>
                <b>{v.gaps}</b>
                <small>{assignment::words(lang).gaps}</small>
            </p>
            <p class="fig"><b>{members}</b><small>{w.members}</small></p>
            <p class="fig">
                <b>{signed}<small>{format!(" / {members}")}</small></b>
                <small>{w.undertaken}</small>
            </p>
        </div>
    }
    .into_any()
}

fn chairs(lang: Lang, v: &CommitteeView) -> AnyView {
    let w = committee::words(lang);
    let name = |n: &Option<String>, role| match n {
        Some(name) => {
            let waits = v.unsigned.contains(&role);
            let waits = waits.then(|| view! { " " <span class="tag todo">{w.unsigned}</span> });
            view! { {name.clone()}{waits} }.into_any()
        }
        None => view! { <span class="tag bad">{w.vacant}</span> }.into_any(),
    };
    view! {
        <section class="sheet pad stack">
            <h2>{w.chairs}</h2>
            <dl class="facts">
                <div><dt>{common::role(lang, Role::Chair)}</dt><dd>{name(&v.chair, Role::Chair)}</dd></div>
                <div><dt>{common::role(lang, Role::ViceChair)}</dt><dd>{name(&v.vice_chair, Role::ViceChair)}</dd></div>
            </dl>
            <p class="art">{(common::words(lang).article)("13")}" · "{w.one_each}</p>
        </section>
    }
    .into_any()
}

fn panels(lang: Lang, v: &CommitteeView) -> AnyView {
    let w = committee::words(lang);
    if v.panels.is_empty() {
        return view! { <div class="empty"><h3>{w.no_panels}</h3><p>{w.no_panels_text}</p></div> }
            .into_any();
    }
    v.panels.iter().map(|p| panel(lang, p)).collect_view().into_any()
}
