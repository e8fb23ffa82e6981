//! A form posted to the address of its own page: it leads on, or the page is drawn again in the answer itself, with
//! what was typed and what is wrong with it.

use std::collections::BTreeMap;

use app::ui::form::Typed;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use service::{Error, Fault, Result};

use super::State as Site;
use super::people::redraw;
use super::trouble;

/// What was typed, by the names of the fields.
pub type Fields = BTreeMap<String, String>;
/// A form as it was sent.
pub type Sent = std::result::Result<Form<Fields>, FormRejection>;

/// The text of a field; empty where there is none.
pub fn text<'a>(form: &'a Fields, field: &str) -> &'a str {
    form.get(field).map(String::as_str).unwrap_or_default()
}

/// The fields that are drawn again, of each at most so many characters.
pub fn kept<const N: usize>(form: &Fields, fields: [&str; N], most: usize) -> Fields {
    fields.map(|f| (f.to_owned(), text(form, f).chars().take(most).collect())).into()
}

/// To where a form leads; as for a page that is not there; or the page once more, as `again` makes it of what was
/// refused. Where that page has the form no more, what was typed comes back on one of its own. `form` is what the log
/// calls it.
pub async fn settle(
    site: &Site,
    parts: &Parts,
    form: &str,
    done: Result<String>,
    again: impl FnOnce(Refusal) -> Typed,
) -> Response {
    match done {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(Error::Refused(Refusal::NotYours)) => StatusCode::NOT_FOUND.into_response(),
        Err(Error::Refused(why)) => {
            let page = redraw(site, parts, again(why.clone())).await;
            trouble::told(parts, &why, page).await
        }
        Err(Error::Fault(fault)) => failed(form, &fault),
    }
}

/// Refusals that would tell that there is something are those of what is not there.
pub fn hiding(done: Result<String>, also: impl Fn(&Refusal) -> bool) -> Result<String> {
    done.map_err(|e| match e {
        Error::Refused(why) if also(&why) => Refusal::NotYours.into(),
        e => e,
    })
}

/// It could not be done; the operator reads why.
pub fn failed(form: &str, fault: &Fault) -> Response {
    tracing::error!("{form}: {fault}");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
