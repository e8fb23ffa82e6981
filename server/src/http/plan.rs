//! A part of a season, changed by a plain form: stored, or drawn again with what was typed and what
//! is wrong with it. Buttons that add, move and take away rows only draw it again.

use app::enter::Signed;
use app::ui::form::Typed;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use domain::refusal::Refusal;
use domain::season::edit::{Form as Fields, Part, act};
use service::Error;

use super::people::redraw;
use super::session::to_sign_in;
use super::{State as Site, posted};

/// Fields of a form at most: the longest rubric has fewer.
const FIELDS_MAX: usize = 2_000;

/// Stores the form, or draws it again.
pub async fn change(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    Path((year, part)): Path<(String, String)>,
    parts: Parts,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let Some(actor) = signed.0 else {
        return to_sign_in(parts.uri.path());
    };
    let (Ok(year), Some(part)) = (year.parse::<i32>(), Part::from_code(&part)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Before anything that was typed is looked at.
    if let Err(e) = site.service.season_draft(&actor, year).await {
        return failed(e);
    }
    let page = format!("/season/plan/{year}/{}", part.code());
    let Ok(Form(pairs)) = form else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let mut fields: Fields =
        pairs.into_iter().take(FIELDS_MAX).filter(|(k, _)| k.len() <= 60).collect();
    let asked = fields.remove("act").unwrap_or_else(|| "save".into());
    let reason = fields.remove("reason").unwrap_or_default();
    let mut slips = Vec::new();
    if asked == "save" {
        match site.service.change_season(&actor, year, part, &fields, &reason).await {
            Ok(()) => return Redirect::to(&format!("{page}?saved=1")).into_response(),
            Err(Error::Refused(r @ (Refusal::TooShort { .. } | Refusal::TooLong { .. }))) => {
                slips.push(("reason".into(), r))
            }
            Err(Error::Refused(r)) => slips.push((String::new(), r)),
            Err(e) => return failed(e),
        }
    } else {
        let base = fields.remove("base");
        act(part, &mut fields, &asked);
        fields.extend(base.map(|b| ("base".to_owned(), b)));
    }
    fields.insert("reason".into(), reason);
    fields.insert("act".into(), asked);
    redraw(&site, &parts, Typed { page, values: fields, slips }).await
}

fn failed(e: Error) -> Response {
    match e {
        Error::Refused(_) => StatusCode::NOT_FOUND.into_response(),
        Error::Fault(fault) => posted::failed("changing a season", &fault),
    }
}
