//! The clock of a rehearsal, moved by a plain form.

use std::collections::BTreeMap;

use app::enter::Signed;
use app::rooms::season::clock::PATH;
use app::ui::form::Typed;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use domain::refusal::Refusal;
use serde::Deserialize;
use service::Error;

use super::State as Site;
use super::people::redraw;

/// Where to.
#[derive(Deserialize)]
pub struct To {
    #[serde(default)]
    to: String,
}

/// Moves the clock, or draws the form again.
pub async fn post(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Result<Form<To>, FormRejection>,
) -> Response {
    let Some(actor) = signed.0 else {
        return Redirect::to(&format!("/sign-in?next={PATH}")).into_response();
    };
    let to = form.map(|Form(f)| f.to).unwrap_or_default();
    match site.service.move_clock(&actor, &to).await {
        Ok(()) => Redirect::to(PATH).into_response(),
        Err(Error::Refused(Refusal::NotYours)) => StatusCode::NOT_FOUND.into_response(),
        Err(Error::Refused(r)) => {
            let values = BTreeMap::from([("to".to_owned(), to.chars().take(40).collect())]);
            let typed = Typed { page: PATH.into(), values, slips: vec![("to".into(), r)] };
            redraw(&site, &parts, typed).await
        }
        Err(Error::Fault(fault)) => {
            tracing::error!("moving the clock: {fault}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
