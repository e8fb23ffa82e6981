//! Tables that are read from a file, or pasted, and drawn again as the text the page shows row by
//! row. Looking stores nothing; what takes a table over asks the verb, which judges it anew.

use std::collections::BTreeMap;

use app::enter::Signed;
use app::rooms::committee::pool_import;
use app::rooms::season::import as seats;
use app::rooms::title::import as earlier;
use app::rooms::title::register::PATH as REGISTER;
use app::ui::form::Typed;
use axum::Extension;
use axum::extract::State;
use axum::extract::multipart::MultipartRejection;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::committee::pool::import::ROWS_MAX as EXPERTS_MAX;
use domain::policy::{Actor, may_run_office};
use domain::recommendation::import::ROWS_MAX as SEATS_MAX;
use domain::refusal::Refusal;
use domain::title::import::ROWS_MAX as TITLES_MAX;
use service::Error;
use tables::{Limits, Sheet, Unreadable};

use super::State as Site;
use super::forms::InParts;
use super::people::redraw;
use super::posted::failed;
use super::session::to_sign_in;

/// A table some page takes.
struct Kind {
    /// Path of the page.
    page: &'static str,
    /// What its files may hold.
    limits: Limits,
}

/// No table of seats has more columns, or longer cells.
const SEATS: Kind = Kind {
    page: seats::PATH,
    limits: Limits {
        bytes: 2 * 1024 * 1024,
        rows: SEATS_MAX as u32 * 2,
        columns: 40,
        cell_chars: 200,
    },
};

/// Room for twenty thousand experts.
const EXPERTS: Kind = Kind {
    page: pool_import::PATH,
    limits: Limits {
        bytes: 8 * 1024 * 1024,
        rows: EXPERTS_MAX as u32 * 2,
        columns: 60,
        cell_chars: 2_000,
    },
};

/// Bytes of a posted form of experts: a file, or the text of one.
pub const EXPERTS_BODY: usize = EXPERTS.limits.bytes + 64 * 1024;

/// Names of organisations and methods are longer than those of units.
const TITLES: Kind = Kind {
    page: earlier::PATH,
    limits: Limits { rows: TITLES_MAX as u32 * 2, cell_chars: 500, ..SEATS.limits },
};

/// What a form brought.
#[derive(Default)]
struct Brought {
    /// The table as text: cells with tabs between them.
    text: String,
    /// Whether it is to be taken over, else looked at.
    take: bool,
}

/// The Office is let in before a byte is looked at; to others the page is not there.
fn office(signed: Signed, page: &str) -> Result<Actor, Box<Response>> {
    let Some(actor) = signed.0 else {
        return Err(Box::new(to_sign_in(page)));
    };
    match may_run_office(&actor) {
        Ok(()) => Ok(actor),
        Err(_) => Err(Box::new(StatusCode::NOT_FOUND.into_response())),
    }
}

fn blank(kind: &Kind) -> Typed {
    Typed { page: kind.page.into(), values: BTreeMap::new(), slips: Vec::new() }
}

/// Reads the posted seats and draws the page with what they hold, or with why they could not be
/// read. The page's own form takes them over.
pub async fn quotas(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Result<InParts, MultipartRejection>,
) -> Response {
    if let Err(answer) = office(signed, SEATS.page) {
        return *answer;
    }
    let mut typed = blank(&SEATS);
    match brought(&SEATS, form).await {
        Ok(b) => drop(typed.values.insert("text".into(), b.text)),
        Err(why) => typed.slips.push(("file".into(), why)),
    }
    redraw(&site, &parts, typed).await
}

/// Reads the posted experts: draws the page with what they would change, or takes them over.
pub async fn experts(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Result<InParts, MultipartRejection>,
) -> Response {
    let actor = match office(signed, EXPERTS.page) {
        Ok(actor) => actor,
        Err(answer) => return *answer,
    };
    let mut typed = blank(&EXPERTS);
    let brought = match brought(&EXPERTS, form).await {
        Ok(brought) => brought,
        Err(why) => {
            typed.slips.push(("file".into(), why));
            return redraw(&site, &parts, typed).await;
        }
    };
    if brought.take {
        match site.service.import_experts(&actor, &brought.text).await {
            Ok(c) => {
                let to = format!(
                    "/committee/experts?added={}&changed={}&same={}&stays={}",
                    c.added, c.changed, c.same, c.stays
                );
                return Redirect::to(&to).into_response();
            }
            Err(Error::Refused(why)) => typed.slips.push((String::new(), why)),
            Err(Error::Fault(fault)) => return failed("importing", &fault),
        }
    }
    let preview = match site.service.preview_experts(&actor, &brought.text).await {
        Ok(preview) => preview,
        Err(Error::Refused(_)) => return StatusCode::NOT_FOUND.into_response(),
        Err(Error::Fault(fault)) => return failed("importing", &fault),
    };
    if preview.counts.all > 0 {
        let preview = serde_json::to_string(&preview).unwrap_or_default();
        typed.values.insert("preview".into(), preview);
    }
    typed.values.insert("text".into(), brought.text);
    redraw(&site, &parts, typed).await
}

/// Reads the posted titles of earlier seasons: draws the page with what they would add, or takes them over.
pub async fn titles(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Result<InParts, MultipartRejection>,
) -> Response {
    let actor = match office(signed, TITLES.page) {
        Ok(actor) => actor,
        Err(answer) => return *answer,
    };
    let mut typed = blank(&TITLES);
    let brought = match brought(&TITLES, form).await {
        Ok(brought) => brought,
        Err(why) => {
            typed.slips.push(("file".into(), why));
            return redraw(&site, &parts, typed).await;
        }
    };
    if brought.take {
        match site.service.import_titles(&actor, &brought.text).await {
            Ok(c) => {
                let to = format!("{REGISTER}?added={}&known={}", c.new, c.known);
                return Redirect::to(&to).into_response();
            }
            Err(Error::Refused(why)) => typed.slips.push((String::new(), why)),
            Err(Error::Fault(fault)) => return failed("importing", &fault),
        }
    }
    match site.service.preview_titles(&actor, &brought.text).await {
        Ok(preview) => {
            let preview = serde_json::to_string(&preview).unwrap_or_default();
            typed.values.insert("preview".into(), preview);
        }
        // The season is gone, or the role: the page says so.
        Err(Error::Refused(why)) => typed.slips.push((String::new(), why)),
        Err(Error::Fault(fault)) => return failed("importing", &fault),
    }
    typed.values.insert("text".into(), brought.text);
    redraw(&site, &parts, typed).await
}

/// What stands in the form: a file as text, or the text that was pasted.
async fn brought(
    kind: &Kind,
    form: Result<InParts, MultipartRejection>,
) -> Result<Brought, Refusal> {
    let mut form = form.map_err(|_| Refusal::FileEmpty)?;
    let max = Refusal::FileTooLarge { max: i64::try_from(kind.limits.bytes).unwrap_or(i64::MAX) };
    let mut brought = Brought::default();
    let mut file = None;
    while let Some(part) = form.next().await {
        let part = part.map_err(|_| max.clone())?;
        let name = part.named().0;
        let bytes = part.whole(kind.limits.bytes).await.map_err(|_| max.clone())?;
        match name.as_str() {
            "file" => file = Some(bytes),
            "text" => brought.text = String::from_utf8_lossy(&bytes).into_owned(),
            "act" => brought.take = bytes.as_ref() == b"take",
            _ => {}
        }
    }
    let limits = kind.limits;
    let broken = |_| Refusal::Unreadable { why: "broken".into(), row: 0, column: 0 };
    match file {
        Some(bytes) if bytes.is_empty() => return Err(Refusal::FileEmpty),
        Some(bytes) => {
            brought.text = text(&table_of(bytes, limits).await?, kind);
            brought.take = false;
        }
        // Cells with line breaks are pasted in quotation marks.
        None if brought.text.contains('"') => {
            let pasted = brought.text.clone();
            let read = tokio::task::spawn_blocking(move || tables::pasted(&pasted, &limits));
            if let Ok(sheet) = read.await.map_err(broken)? {
                brought.text = text(&sheet, kind);
            }
        }
        None => {}
    }
    Ok(brought)
}

/// Bytes of a file of the calendar at most; no table of days has more columns, or longer cells.
pub(super) const BYTES_MAX: usize = SEATS.limits.bytes;

/// The bytes of a file as the text of its sheet.
pub(super) async fn as_text(bytes: axum::body::Bytes) -> Result<String, Refusal> {
    Ok(text(&table_of(bytes, SEATS.limits).await?, &SEATS))
}

/// The bytes of a file as a table. A workbook is unpacked: off the async threads.
pub(super) async fn table_of(bytes: axum::body::Bytes, limits: Limits) -> Result<Sheet, Refusal> {
    let read = tokio::task::spawn_blocking(move || tables::read(&bytes, &limits));
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
fn text(sheet: &Sheet, kind: &Kind) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|c| c.replace(['\t', '\n', '\r'], " ")).collect();
        cells.join("\t")
    };
    let mut lines = vec![line(&sheet.header)];
    for row in &sheet.rows {
        let blank = (row.number as usize).saturating_sub(lines.len() + 1);
        lines.extend(std::iter::repeat_n(String::new(), blank.min(kind.limits.rows as usize)));
        lines.push(line(&row.cells));
    }
    lines.join("\n")
}
