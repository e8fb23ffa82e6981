//! Lists as XLSX and CSV, for whoever may see the list itself.

use app::enter::Signed;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::policy::Actor;
use domain::views::pool::Wish;
use service::{Error, Service};
use tables::Table;

use super::language;
use crate::export;

/// What a list is written as.
#[derive(Clone, Copy)]
enum Form {
    Xlsx,
    Csv,
}

impl Form {
    fn read(name: &str) -> Option<Self> {
        match name {
            "list.xlsx" => Some(Self::Xlsx),
            "list.csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// The unit's summary sheet.
pub async fn recommendation(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(name): Path<String>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in("recommendation") };
    let lang = language::of(&parts);
    let list = service.unit_list(&actor).await.map(|v| export::recommendation(lang, &v));
    answer(&name, "recommendation", list).await
}

/// The Office's list of the formality check.
pub async fn formality(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(name): Path<String>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in("formality") };
    let lang = language::of(&parts);
    let list = service.formality_list(&actor).await.map(|v| export::formality(lang, &v));
    answer(&name, "formality", list).await
}

/// The expert pool, as far as the address asks for it.
pub async fn pool(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Query(wish): Query<Asked>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in("committee/experts") };
    let lang = language::of(&parts);
    let Asked { q, field, unit, show } = wish;
    let wish = Wish { q, field, unit, show, page: 1 };
    let list = service.export_pool(&actor, &wish).await.map(|v| export::pool(lang, &v));
    let name = parts.uri.path().rsplit('/').next().unwrap_or_default();
    answer(name, "experts", list).await
}

/// Which experts are asked for.
#[derive(serde::Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Asked {
    q: String,
    field: String,
    unit: String,
    show: String,
}

/// The seats of all units.
pub async fn quotas(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(name): Path<String>,
    parts: Parts,
) -> Response {
    let Some(actor): Option<Actor> = signed.0 else { return sign_in("season") };
    let lang = language::of(&parts);
    let list = service.season_plan(&actor).await.map(|v| export::quotas(lang, &v));
    answer(&name, "quotas", list).await
}

fn sign_in(room: &str) -> Response {
    Redirect::to(&format!("/sign-in?next=/{room}")).into_response()
}

/// The list as a download. Writing a workbook takes a while: off the async threads.
async fn answer(name: &str, stem: &str, list: Result<Table, Error>) -> Response {
    let table = match list {
        Ok(table) => table,
        Err(Error::Refused(_)) => return StatusCode::NOT_FOUND.into_response(),
        Err(Error::Fault(fault)) => return failed(&fault.to_string()),
    };
    let Some(form) = Form::read(name) else { return StatusCode::NOT_FOUND.into_response() };
    let written = tokio::task::spawn_blocking(move || match form {
        Form::Xlsx => tables::xlsx(&table).map_err(|e| e.to_string()),
        Form::Csv => Ok(tables::csv(&table)),
    });
    let bytes = match written.await.map_err(|e| e.to_string()).and_then(|w| w) {
        Ok(bytes) => bytes,
        Err(why) => return failed(&why),
    };
    let (media, ending) = match form {
        Form::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        Form::Csv => ("text/csv; charset=utf-8", "csv"),
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{stem}.{ending}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

fn failed(why: &str) -> Response {
    tracing::error!("exporting: {why}");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
