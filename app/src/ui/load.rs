//! Pages draw what a resource brings; while it comes they say so, and what went wrong
//! becomes a page of its own with what to do next.

use domain::refusal::Refusal;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::hand::Turns;
use super::page::title;
use crate::corridor::guard::factor::PATH as SECOND_STEP;
use crate::error::{Api, ApiError};
use crate::locales::{common, factor, lang, refusal};

/// Where the undertaking is signed that nothing of the review opens without (Art. 15).
const UNDERTAKING: &str = "/review/undertaking";

/// Draws `view` with what `data` brings. Later refetches keep the old picture until the
/// new one is there and the hand is off the page.
pub fn loaded<T, F>(data: Resource<Api<T>>, view: F) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    shown(data, move |value| match value {
        Ok(value) => view(value),
        Err(e) => failed(e),
    })
}

/// Draws what a resource brings, whatever that is, and says while it comes that it does.
pub(super) fn shown<T, C, F>(data: Resource<Api<T>, C>, view: F) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    C: Send + Sync + 'static,
    F: Fn(Api<T>) -> AnyView + Clone + Send + Sync + 'static,
{
    let w = common::words(lang());
    let turns = Turns::of(move || data.track());
    view! {
        <Transition fallback=move || view! { <p class="soft" role="status">{w.loading}</p> }>
            {move || {
                turns.track();
                let view = view.clone();
                Suspend::new(async move { view(turns.settled(data).await) })
            }}
        </Transition>
    }
    .into_any()
}

/// The page in place of one that could not be drawn.
pub fn failed(e: ApiError) -> AnyView {
    let lang = lang();
    let w = common::words(lang);
    match e {
        ApiError::Refused(Refusal::SignIn) => {
            let here = use_location();
            let next = move || format!("/sign-in?next={}", here.pathname.get());
            view! {
                {title(w.sign_in_first)}
                <div class="narrow stack">
                    <h1>{w.sign_in_first}</h1>
                    <p>{w.sign_in_first_text}</p>
                    <p><a class="btn" href=next rel="external">{w.sign_in}</a></p>
                </div>
            }
            .into_any()
        }
        ApiError::Refused(Refusal::FactorOwed) => view! {
            {title(w.refused)}
            <div class="narrow stack">
                <h1>{w.refused}</h1>
                <p>{refusal::refusal(lang, &Refusal::FactorOwed)}</p>
                <p><a class="btn" href=SECOND_STEP rel="external">{factor::words(lang).account_link}</a></p>
            </div>
        }
        .into_any(),
        ApiError::Refused(Refusal::UndertakingMissing) => view! {
            {title(w.refused)}
            <div class="narrow stack">
                <h1>{w.refused}</h1>
                <p>{refusal::refusal(lang, &Refusal::UndertakingMissing)}</p>
                <p><a class="btn" href=UNDERTAKING>{w.undertaking_first}</a></p>
            </div>
        }
        .into_any(),
        ApiError::Refused(Refusal::NotYours) => not_found(),
        ApiError::Refused(r) => view! {
            {title(w.refused)}
            <div class="narrow stack">
                <h1>{w.refused}</h1>
                <p>{refusal::refusal(lang, &r)}</p>
                <p><a class="btn quiet" href="/">{w.home}</a></p>
            </div>
        }
        .into_any(),
        ApiError::Fault(id) => view! {
            {title(w.went_wrong)}
            <div class="narrow stack">
                <h1>{w.went_wrong}</h1>
                <p>{(w.fault_text)(&id)}</p>
                <p><a class="btn quiet" href="/">{w.home}</a></p>
            </div>
        }
        .into_any(),
        ApiError::Line(_) => view! {
            {title(w.went_wrong)}
            <div class="narrow stack">
                <h1>{w.went_wrong}</h1>
                <p>{w.line_text}</p>
            </div>
        }
        .into_any(),
    }
}

/// The page for what does not exist or may not be seen: one and the same.
pub fn not_found() -> AnyView {
    let w = common::words(lang());
    #[cfg(feature = "ssr")]
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        options.set_status(http::StatusCode::NOT_FOUND);
    }
    view! {
        {title(w.not_found)}
        <div class="narrow stack">
            <h1>{w.not_found}</h1>
            <p>{w.not_found_text}</p>
            <p><a class="btn quiet" href="/">{w.home}</a></p>
        </div>
    }
    .into_any()
}
