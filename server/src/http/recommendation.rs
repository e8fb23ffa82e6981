//! The opinion of a unit (Art. 17) as it is sent without script: posted to the page of its dossier; done, or drawn again
//! with what was typed, beside what a colleague has saved meanwhile.

use app::enter::Signed;
use app::ui::form::Typed;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use domain::ids::DossierId;
use domain::policy::Actor;
use domain::refusal::Refusal;
use service::{Result, Service};

use super::posted::{self, Fields, Sent};
use super::{State as Site, way_in};

/// Where the unit's list is.
const LIST: &str = "/recommendation";
/// Characters kept of a field that is drawn again: all that may be typed, and as much again of what is too long.
const VALUE_MAX: usize = 4_000;
/// Fields that are drawn again; what the form begins from is what stands now, for the page shows it.
const FIELDS: [&str; 2] = ["act", "text"];

/// Does what the form asks for.
pub async fn act(
    State(site): State<Site>,
    Path(id): Path<DossierId>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Sent,
) -> Response {
    let Some(actor) = signed.0 else { return way_in(parts.uri.path(), LIST) };
    // Before anything that was typed is looked at: who may not see it is told of nothing.
    if site.service.unit_reading(&actor, &id).await.is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(Form(form)) = form else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let page = format!("{LIST}/{id}");
    let done = done(&site.service, &actor, &id, &form).await.map(|()| page.clone());
    let again = |why: Refusal| Typed {
        page,
        values: posted::kept(&form, FIELDS, VALUE_MAX),
        slips: vec![(field(&why), why)],
    };
    posted::settle(&site, &parts, "an opinion", done, again).await
}

/// Saves the opinion; with `recommend`, recommends at once.
async fn done(service: &Service, actor: &Actor, id: &DossierId, form: &Fields) -> Result<()> {
    let text = |field: &str| posted::text(form, field);
    if text("act") != "opinion" {
        return Err(Refusal::BadValue { field: "act".into() }.into());
    }
    service.write_opinion_over(actor, id, text("text"), text("base")).await?;
    if text("recommend") == "yes" {
        service.recommend(actor, id).await?;
    }
    Ok(())
}

/// The control a refusal belongs to; empty for the form as a whole.
fn field(why: &Refusal) -> String {
    match why {
        Refusal::TooShort { .. } | Refusal::TooLong { .. } | Refusal::Stale { .. } => "opinion",
        _ => "",
    }
    .to_owned()
}
