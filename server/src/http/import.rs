//! A table of seats as a file: read, and drawn again as the text the page shows row by row. Nothing
//! is stored here; the page's own form takes it over.

use std::collections::BTreeMap;

use app::enter::Signed;
use app::rooms::season::import::PATH;
use app::ui::form::Typed;
use axum::Extension;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::recommendation::import::ROWS_MAX;
use domain::refusal::Refusal;
use service::Error;
use tables::{Limits, Sheet, Unreadable};

use super::State as Site;
use super::people::redraw;

/// Bytes of a file at most.
pub(super) const BYTES_MAX: usize = 2 * 1024 * 1024;
/// No table of seats has more columns, or longer cells.
const LIMITS: Limits =
    Limits { bytes: BYTES_MAX, rows: ROWS_MAX as u32 * 2, columns: 40, cell_chars: 200 };

/// Reads the posted file and draws the page with what it holds, or with why it could not be read.
pub async fn quotas(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Response {
    let Some(actor) = signed.0 else {
        return Redirect::to(&format!("/sign-in?next={PATH}")).into_response();
    };
    // Before a byte is looked at.
    match site.service.season_plan(&actor).await {
        Ok(_) => {}
        Err(Error::Refused(_)) => return StatusCode::NOT_FOUND.into_response(),
        Err(Error::Fault(fault)) => {
            tracing::error!("importing: {fault}");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    }
    let mut typed = Typed { page: PATH.into(), values: BTreeMap::new(), slips: Vec::new() };
    let read = match form {
        Ok(form) => sheet(form).await,
        Err(_) => Err(Refusal::FileEmpty),
    };
    match read {
        Ok(sheet) => {
            typed.values.insert("text".into(), text(&sheet));
        }
        Err(why) => typed.slips.push(("file".into(), why)),
    }
    redraw(&site, &parts, typed).await
}

/// The first file of the form as a sheet.
async fn sheet(mut form: Multipart) -> Result<Sheet, Refusal> {
    let max = Refusal::FileTooLarge { max: BYTES_MAX as i64 };
    while let Ok(Some(field)) = form.next_field().await {
        if field.name() != Some("file") {
            continue;
        }
        let bytes = field.bytes().await.map_err(|_| max.clone())?;
        if bytes.is_empty() {
            return Err(Refusal::FileEmpty);
        }
        return as_sheet(bytes).await;
    }
    Err(Refusal::FileEmpty)
}

/// The bytes of a file as a sheet. A workbook is unpacked: off the async threads.
pub(super) async fn as_sheet(bytes: axum::body::Bytes) -> Result<Sheet, Refusal> {
    let read = tokio::task::spawn_blocking(move || tables::read(&bytes, &LIMITS));
    let broken = |_| Refusal::Unreadable { why: "broken".into(), row: 0, column: 0 };
    read.await.map_err(broken)?.map_err(|e| refused(&e))
}

fn refused(why: &Unreadable) -> Refusal {
    if let Unreadable::TooLarge { limit } = why {
        return Refusal::FileTooLarge { max: i64::try_from(*limit).unwrap_or(i64::MAX) };
    }
    let told = serde_json::to_value(why).unwrap_or_default();
    let number = |key: &str| told[key].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    let code = told["code"].as_str().unwrap_or("broken").to_owned();
    Refusal::Unreadable { why: code, row: number("row"), column: number("column") }
}

/// The sheet as a spreadsheet would copy it; rows keep their numbers.
pub(super) fn text(sheet: &Sheet) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|c| c.replace(['\t', '\n', '\r'], " ")).collect();
        cells.join("\t")
    };
    let mut lines = vec![line(&sheet.header)];
    for row in &sheet.rows {
        let blank = (row.number as usize).saturating_sub(lines.len() + 1).min(ROWS_MAX);
        lines.extend(std::iter::repeat_n(String::new(), blank));
        lines.push(line(&row.cells));
    }
    lines.join("\n")
}
