//! The clock of a rehearsal, moved by a plain form.

use std::collections::BTreeMap;

use app::enter::Signed;
use app::rooms::season::clock::PATH;
use app::ui::form::Typed;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::request::Parts;
use axum::response::Response;
use axum::{Extension, Form};
use serde::Deserialize;

use super::session::to_sign_in;
use super::{State as Site, posted};

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
        return to_sign_in(PATH);
    };
    let to = form.map(|Form(f)| f.to).unwrap_or_default();
    let done = site.service.move_clock(&actor, &to).await.map(|()| PATH.to_owned());
    let again = |why| Typed {
        page: PATH.into(),
        values: BTreeMap::from([("to".to_owned(), to.chars().take(40).collect())]),
        slips: vec![("to".into(), why)],
    };
    posted::settle(&site, &parts, "moving the clock", done, again).await
}
