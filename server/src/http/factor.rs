//! One's own second step of signing in: a plain route, because recovery codes are shown once, in the
//! answer to the form that made them, and stand in no address and no session.

use std::collections::BTreeMap;

use app::corridor::guard::factor::PATH;
use app::enter::{Session, Signed};
use app::ui::form::Typed;
use axum::Extension;
use axum::Form;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use serde::Deserialize;
use service::Error;

use super::language::local;
use super::people::{redraw, refusal_of};
use super::session::urlencode;
use super::{State as Site, posted};

/// What a form of the page holds.
#[derive(Deserialize)]
pub struct Act {
    #[serde(default)]
    act: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
    next: Option<String>,
}

/// What became of it: a page to go to, or codes to be shown.
enum Done {
    Go(String),
    Show(Vec<String>),
}

/// Does what the form asks for.
pub async fn act(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    Form(form): Form<Act>,
) -> Response {
    let Some(actor) = signed.0 else {
        return Redirect::to(&format!("/sign-in?next={PATH}")).into_response();
    };
    let next = match local(form.next.as_deref()) {
        "/" => "/account",
        next => next,
    };
    let session = parts.extensions.get::<Session>().map(|s| s.0.clone()).unwrap_or_default();
    let service = &site.service;
    let done = match form.act.as_str() {
        "begin" => service
            .begin_factor(&actor, &form.password, &form.code)
            .await
            .map(|()| Done::Go(format!("{PATH}?next={}", urlencode(next)))),
        "confirm" => service.confirm_factor(&actor, &form.code, &session).await.map(Done::Show),
        "codes" => service.new_recovery(&actor, &form.password, &form.code).await.map(Done::Show),
        "remove" => service
            .remove_factor(&actor, &form.password, &form.code)
            .await
            .map(|()| Done::Go(format!("{PATH}?done=removed"))),
        _ => Err(Error::from(Refusal::BadValue { field: "act".into() })),
    };
    let mut values = BTreeMap::from([
        ("act".to_owned(), form.act.chars().take(20).collect::<String>()),
        ("next".to_owned(), next.to_owned()),
    ]);
    let mut slips = Vec::new();
    match done {
        Ok(Done::Go(to)) => return Redirect::to(&to).into_response(),
        Ok(Done::Show(codes)) => drop(values.insert("codes".to_owned(), codes.join(" "))),
        Err(Error::Fault(fault)) => return posted::failed("second step", &fault),
        Err(e) => {
            let refusal = refusal_of(e);
            slips.push((field(&form.act, &refusal).to_owned(), refusal));
        }
    }
    redraw(&site, &parts, Typed { page: PATH.into(), values, slips }).await
}

/// The field a refusal belongs to; the form as a whole otherwise.
fn field(act: &str, refusal: &Refusal) -> &'static str {
    match (act, refusal) {
        ("confirm", Refusal::BadCode) => "code",
        ("begin", Refusal::BadCode) => "begin-code",
        ("codes", Refusal::BadCode) => "codes-code",
        ("remove", Refusal::BadCode) => "remove-code",
        ("begin", Refusal::WrongPassword) => "begin-password",
        ("codes", Refusal::WrongPassword) => "codes-password",
        ("remove", Refusal::WrongPassword) => "remove-password",
        _ => "",
    }
}
