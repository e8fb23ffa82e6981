//! A year of working days, from a file or pasted: drawn again with its preview, or imported.

use std::collections::BTreeMap;

use app::enter::Signed;
use app::rooms::season::calendar::PATH;
use app::ui::form::Typed;
use axum::Extension;
use axum::extract::State;
use axum::extract::multipart::MultipartRejection;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::facts::workdays::import::Sheet;
use domain::refusal::Refusal;
use service::Error;

use super::forms::InParts;
use super::import::as_text;
use super::people::redraw;
use super::session::to_sign_in;
use super::{State as Site, posted};

/// Bytes of a pasted table at most.
const TEXT_MAX: usize = 64 * 1024;

/// Reads the form; imports when that is what was asked.
pub async fn post(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Result<InParts, MultipartRejection>,
) -> Response {
    let Some(actor) = signed.0 else {
        return to_sign_in(PATH);
    };
    // Before a byte is looked at.
    if let Err(e) = site.service.calendar_years(&actor).await {
        return failed(e);
    }
    let mut typed = Typed { page: PATH.into(), values: BTreeMap::new(), slips: Vec::new() };
    let file = match form {
        Ok(form) => fields(form, &mut typed.values).await,
        Err(_) => Err(Refusal::FileEmpty),
    };
    match file {
        Ok(None) => {}
        Ok(Some(bytes)) => match as_text(bytes).await {
            Ok(text) => drop(typed.values.insert("text".into(), text)),
            Err(why) => typed.slips.push(("file".into(), why)),
        },
        Err(why) => typed.slips.push(("file".into(), why)),
    }
    if typed.slips.is_empty() && typed.value("act") == "take" {
        let sheet = Sheet {
            year: typed.value("year"),
            title: typed.value("title"),
            no: typed.value("no"),
            date: typed.value("date"),
            text: typed.value("text"),
        };
        match site.service.import_year(&actor, &sheet, &typed.value("reason")).await {
            Ok(year) => return Redirect::to(&format!("{PATH}?done={year}")).into_response(),
            Err(Error::Refused(r @ (Refusal::TooShort { .. } | Refusal::TooLong { .. }))) => {
                typed.slips.push(("reason".into(), r))
            }
            Err(Error::Refused(r)) => typed.slips.push((String::new(), r)),
            Err(e) => return failed(e),
        }
    }
    redraw(&site, &parts, typed).await
}

/// The texts of the form, and the bytes of its file where one was chosen.
async fn fields(
    mut form: InParts,
    values: &mut BTreeMap<String, String>,
) -> Result<Option<axum::body::Bytes>, Refusal> {
    let mut file = None;
    let max = || Refusal::FileTooLarge { max: super::import::BYTES_MAX as i64 };
    while let Some(part) = form.next().await {
        let part = part.map_err(|_| max())?;
        let name = part.named().0;
        let bytes = part.whole(super::import::BYTES_MAX).await.map_err(|_| max())?;
        match name.as_str() {
            "file" if bytes.is_empty() => {}
            "file" => file = Some(bytes),
            "year" | "title" | "no" | "date" | "text" | "reason" | "act" => {
                let longest = match name.as_str() {
                    "text" | "reason" => TEXT_MAX,
                    _ => 1_000,
                };
                let kept = String::from_utf8_lossy(&bytes[..bytes.len().min(longest)]).into_owned();
                values.insert(name, kept.replace("\r\n", "\n"));
            }
            _ => {}
        }
    }
    Ok(file)
}

fn failed(e: Error) -> Response {
    match e {
        Error::Refused(_) => StatusCode::NOT_FOUND.into_response(),
        Error::Fault(fault) => posted::failed("importing a year", &fault),
    }
}
