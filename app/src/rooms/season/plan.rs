//! The Office's plan of the year: phases and seats.

use domain::views::season::Plan;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, gantt, quotas, windows};
use crate::error::ApiError;
use crate::locales::{common, lang, plan};
use crate::ui::act::successes;
use crate::ui::{crumbs, loaded, title};

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
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            closing: ServerAction::new(),
            quota: ServerAction::new(),
            grant: ServerAction::new(),
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

    fn view(_: Self) -> AnyView {
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
            {windows::windows(lang, &v, acts.closing)}
            {move || quotas::quotas(lang, &v, unit.get(), acts)}
        </div>
    }
    .into_any()
}
