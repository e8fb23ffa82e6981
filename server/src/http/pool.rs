//! The forms of an expert and of a panel: posted to the address of its own page, so that a form that is refused is
//! drawn again where it is, with what was typed.

use std::collections::BTreeMap;

use app::enter::Signed;
use app::rooms::committee::draw;
use app::ui::form::Typed;
use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::committee::pool::{Column, card};
use domain::committee::seating::PanelForm;
use domain::ids::ExpertId;
use domain::policy::may_run_office;
use domain::refusal::Refusal;
use service::Error;

use super::State as Site;
use super::people::redraw;
use super::posted::failed;
use super::session::to_sign_in;

/// Characters of one field that are drawn again.
const VALUE_MAX: usize = 2_000;

/// Adds an expert (`new`), or changes what is kept of one.
pub async fn save(
    State(site): State<Site>,
    Path(id): Path<String>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let Some(actor) = signed.0 else {
        return to_sign_in("/committee/experts");
    };
    let ours = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if may_run_office(&actor).is_err() || !ours {
        return StatusCode::NOT_FOUND.into_response();
    }
    let known = (id != "new").then(|| ExpertId::from(id.as_str()));
    // Whether the expert is there comes before what was typed.
    if let Some(known) = &known {
        match site.service.expert(&actor, known).await {
            Ok(_) => {}
            Err(Error::Refused(_)) => return StatusCode::NOT_FOUND.into_response(),
            Err(Error::Fault(fault)) => return failed("saving an expert", &fault),
        }
    }
    let (card, slips) = card(|field| form.get(field).map(String::as_str));
    let kept = |c: Column| {
        let typed = form.get(c.code()).map(String::as_str).unwrap_or_default();
        (c.code().to_owned(), typed.chars().take(VALUE_MAX).collect())
    };
    let reason = form.get("seat-reason").map(String::as_str).unwrap_or_default();
    let reason: String = reason.chars().take(VALUE_MAX).collect();
    let mut typed = Typed {
        page: format!("/committee/experts/{id}"),
        values: Column::ALL
            .into_iter()
            .map(kept)
            .chain([("seat-reason".to_owned(), reason.clone())])
            .collect(),
        slips: slips
            .into_iter()
            .map(|(c, slip)| (c.code().to_owned(), Refusal::Particular { slip }))
            .collect(),
    };
    if typed.slips.is_empty() {
        match site.service.save_expert(&actor, known.as_ref(), &card, &reason).await {
            Ok(id) => {
                let to = format!("/committee/experts/{id}?done=saved");
                return Redirect::to(&to).into_response();
            }
            Err(Error::Refused(why)) => {
                let field = match why {
                    Refusal::SeatMoves { .. } => "seat-reason",
                    Refusal::OfficeSits { .. } => Column::Email.code(),
                    _ => "",
                };
                typed.slips.push((field.to_owned(), why));
            }
            Err(Error::Fault(fault)) => return failed("saving an expert", &fault),
        }
    }
    redraw(&site, &parts, typed).await
}

/// Forms a panel (Art. 14).
pub async fn form_panel(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let Some(actor) = signed.0 else {
        return to_sign_in("/committee/draw");
    };
    if may_run_office(&actor).is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let text = |field: &str| form.get(field).map(String::as_str).unwrap_or_default();
    let (panel, slips) = PanelForm::read(text("zh"), text("en"), text("fields"));
    let kept = |field: &str| (field.to_owned(), text(field).chars().take(VALUE_MAX).collect());
    let mut typed = Typed {
        page: draw::PATH.into(),
        values: ["zh", "en", "fields", "once"].map(kept).into(),
        slips: slips
            .into_iter()
            .map(|(field, slip)| (field.to_owned(), Refusal::Particular { slip }))
            .collect(),
    };
    if typed.slips.is_empty() {
        match site.service.new_panel(&actor, &panel, text("once")).await {
            Ok(_) => return Redirect::to(draw::PATH).into_response(),
            Err(Error::Refused(why)) => typed.slips.push((String::new(), why)),
            Err(Error::Fault(fault)) => return failed("saving an expert", &fault),
        }
    }
    redraw(&site, &parts, typed).await
}
