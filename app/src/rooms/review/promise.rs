//! The undertaking as a page of its own (Art. 15): chair and vice chair, who have no work list, sign here before anything
//! opens to them; and here everybody of the committee reads what they have signed and declares what they find later.

use domain::views::review::UndertakingView;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api::{self, Undertake};
use super::undertaking::{Declare, Sign, text};
use crate::error::ApiError;
use crate::locales::review::words;
use crate::locales::{common, lang};
use crate::ui::act::successes;
use crate::ui::{crumbs, loaded, title};

/// The undertaking.
pub struct UndertakingPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    data: Resource<Result<UndertakingView, ApiError>>,
    undertake: ServerAction<Undertake>,
}

impl Begun {
    fn new() -> Self {
        let undertake = ServerAction::<Undertake>::new();
        let signed = successes(undertake.value());
        let data = Resource::new(move || signed.get(), |_| api::undertaking());
        Self { data, undertake }
    }
}

#[lazy_route]
impl LazyRoute for UndertakingPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let undertake = this.undertake;
        loaded(this.data, move |v| {
            if v.undertaken.is_some() {
                view! { <Signed v undertake/> }.into_any()
            } else {
                let w = words(lang());
                let after = if v.scores { w.sign_after } else { w.sign_after_head };
                view! { <Sign applicants=v.applicants years=v.adviser_years after undertake/> }
                    .into_any()
            }
        })
    }
}

/// What was signed, what it opens, and what can still be declared.
#[component]
fn Signed(
    /// Data.
    v: UndertakingView,
    /// Declares further conflicts.
    undertake: ServerAction<Undertake>,
) -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let c = common::words(lang);
    let at = v.undertaken.map(|at| (w.signed_at)(&at.show_minute()));
    let (declared, applicants, years) = (v.declared, v.applicants, v.adviser_years);
    let declares = !applicants.is_empty() || declared > 0;
    view! {
        {title(w.undertaking_title)}
        <div class="narrow stack">
            {crumbs(vec![(String::new(), c.undertaking.to_owned())])}
            <h1>{w.undertaking_title}</h1>
            <p class="notice ok">{at}</p>
            {text(lang)}
            <div class="actions">
                {v.board.then(|| view! { <a class="btn" href="/review/board">{c.board}</a> })}
                {v.scores.then(|| view! { <a class="btn quiet" href="/review">{c.reviews}</a> })}
            </div>
            {declares.then(|| view! { <Declare declared applicants years undertake/> })}
        </div>
    }
}
