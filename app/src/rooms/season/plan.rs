//! The Office's plan of the year: phases and seats.

use domain::views::season::Plan;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, gantt, quotas, windows};
use crate::error::ApiError;
use crate::locales::{Lang, common, draft, lang, plan};
use crate::ui::act::successes;
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// Page `/season`. `?unit=…` opens the forms of a unit.
pub struct PlanPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    plan: Resource<Result<Plan, ApiError>>,
    acts: Acts,
}

/// What the Office may do here.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    /// Moves a closing.
    pub(super) closing: ServerAction<api::MoveClosing>,
    /// Sets a unit's seats.
    pub(super) quota: ServerAction<api::SetQuota>,
    /// Grants further ones.
    pub(super) grant: ServerAction<api::GrantSeats>,
    /// Plans the next season.
    pub(super) next: ServerAction<api::PlanSeason>,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            closing: ServerAction::new(),
            quota: ServerAction::new(),
            grant: ServerAction::new(),
            next: ServerAction::new(),
        };
        let closed = successes(acts.closing.value());
        let (set, granted) = (successes(acts.quota.value()), successes(acts.grant.value()));
        let changed = move || (closed.get(), set.get(), granted.get());
        Self { plan: Resource::new(changed, |_| api::season_plan()), acts }
    }
}

#[lazy_route]
impl LazyRoute for PlanPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let acts = this.acts;
        let query = use_query_map();
        let unit = Memo::new(move |_| query.read().get("unit"));
        loaded(this.plan, move |v| draw(v, unit, acts))
    }
}

fn draw(v: Plan, unit: Memo<Option<String>>, acts: Acts) -> AnyView {
    let lang = lang();
    let w = plan::words(lang);
    let articles = ["6", "17"].map(common::words(lang).article).join(lang.pick("、", ", "));
    view! {
        {title(w.title)}
        <div class="wide stack loose">
            <div class="stack">
                {crumbs(vec![(String::new(), w.title.to_owned())])}
                <h1>{(w.heading)(v.season.year)}</h1>
                <p class="lede">{w.lede}" "<small>{articles}</small></p>
            </div>
            {gantt::gantt(lang, &v.season, v.now)}
            {next(lang, &v, acts.next)}
            {windows::windows(lang, &v, acts.closing)}
            {move || quotas::quotas(lang, &v, unit.get(), acts)}
        </div>
    }
    .into_any()
}

/// The way to the rules of this season, and to the next one.
fn next(lang: Lang, v: &Plan, act: ServerAction<api::PlanSeason>) -> AnyView {
    let w = draft::words(lang);
    let year = v.season.year;
    let busy = act.pending();
    let on = match v.planned {
        Some(planned) => view! {
            <p><a class="btn" href=format!("/season/plan/{planned}")>{(w.go_on)(planned)}</a></p>
        }
        .into_any(),
        None => view! {
            <p class="soft">{(w.new_text)(year + 1)}</p>
            <RefusedBy value=act.value()/>
            <ActionForm action=act>
                <button class="btn quiet" aria-busy=move || busy.get().then_some("true")>{w.new}</button>
            </ActionForm>
        }
        .into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="rules">
            <h2 id="rules">{w.rules}</h2>
            <p class="row">
                <a class="btn quiet" href=format!("/season/plan/{year}")>{w.change}</a>
                <a class="btn quiet" href="/season/calendar">{w.calendar}</a>
            </p>
            {on}
        </section>
    }
    .into_any()
}
