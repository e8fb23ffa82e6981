//! What whoever reported an incident sees by their link (Art. 24): how it stands, and what became of it.

use domain::incident::case::Step;
use domain::views::incident::IncidentStatus;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, holder};
use crate::error::Api;
use crate::locales::incident::{self, words};
use crate::locales::{common, lang};
use crate::ui::{loaded, title};

/// Page `/incident/status/{token}`.
pub struct IncidentStatusPage;

/// What the page is drawn from.
struct Begun {
    status: Resource<Api<IncidentStatus>>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let token = Memo::new(move |_| params.read().get("token").unwrap_or_default());
        Self { status: Resource::new(move || token.get(), api::status) }
    }
}

#[lazy_route]
impl LazyRoute for IncidentStatusPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.status, move |v| draw(&v))
    }
}

fn draw(v: &IncidentStatus) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let settled = v.settled.as_ref().map(|(outcome, reason)| {
        let result = match outcome {
            Some(outcome) => incident::outcome(lang, *outcome),
            None if v.step == Step::Dropped => w.dropped,
            None => w.declined,
        };
        view! {
            <div><dt>{w.result}</dt><dd>{result}</dd></div>
            <div><dt>{w.reason}</dt><dd>{reason.clone()}</dd></div>
        }
    });
    view! {
        {title(w.status)}
        <div class="narrow stack">
            <h1>{(w.case)(&v.code)}</h1>
            <p class="notice ok">{w.keep}</p>
            <dl class="facts">
                <div><dt>{w.state}</dt><dd>{incident::step(lang, v.step)}</dd></div>
                {holder(lang, &v.title)}
                <div><dt>{w.cause}</dt><dd>{incident::cause(lang, v.cause)}</dd></div>
                <div><dt>{w.received_at}</dt><dd>{v.at.show_minute()}</dd></div>
                <div><dt>{w.files}</dt><dd>{v.files}</dd></div>
                {settled}
            </dl>
            <p class="soft">{w.report_sealed}" "<small>{(common::words(lang).article)("24")}</small></p>
        </div>
    }
    .into_any()
}
