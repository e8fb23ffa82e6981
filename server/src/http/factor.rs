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
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use serde::Deserialize;
use service::Error;
use service::rooms::identity::LIFETIME;

use super::language::local;
use super::people::{redraw, refusal_of};
use super::session::{set, to_sign_in, urlencode};
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
    /// The same, and the session goes on under another token.
    Anew(Vec<String>, String),
}

/// Does what the form asks for.
pub async fn act(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    Form(form): Form<Act>,
) -> Response {
    let Some(actor) = signed.0 else {
        return to_sign_in(PATH);
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
        "confirm" => {
            let done = service.confirm_factor(&actor, &form.code, &session).await;
            done.map(|(codes, token)| Done::Anew(codes, token))
        }
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
    let (mut slips, mut cookie) = (Vec::new(), None);
    match done {
        Ok(Done::Go(to)) => return Redirect::to(&to).into_response(),
        Ok(Done::Show(codes)) => drop(values.insert("codes".to_owned(), codes.join(" "))),
        Ok(Done::Anew(codes, token)) => {
            values.insert("codes".to_owned(), codes.join(" "));
            cookie = HeaderValue::from_str(&set(site.secure, &token, LIFETIME)).ok();
        }
        Err(Error::Fault(fault)) => return posted::failed("second step", &fault),
        Err(e) => {
            let refusal = refusal_of(e);
            slips.push((field(&form.act, &refusal).to_owned(), refusal));
        }
    }
    let typed = Typed { page: PATH.into(), values, slips };
    let mut response = redraw(&site, &parts, typed).await;
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
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
