//! The forms of the defence: each posted to the address of its own page, so that a form that is refused is
//! drawn again where it is, with what was typed.

pub mod calendar;
pub mod slides;

use app::enter::Signed;
use app::ui::form::Typed;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use domain::defence::plan::{ROOM_MAX, SessionForm};
use domain::defence::visit::VisitForm;
use domain::ids::{DossierId, ExpertId, FileId, PanelId, SessionId};
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;
use service::{Error, Result};

use super::State as Site;
use super::people::redraw;

/// Fields of a form at most: a panel has fewer members.
const FIELDS_MAX: usize = 200;
/// Characters of one field that are read, and drawn again.
const VALUE_MAX: usize = 6_000;

/// A form as it was posted.
struct Posted(Vec<(String, String)>);

impl Posted {
    fn of(form: std::result::Result<Form<Vec<(String, String)>>, FormRejection>) -> Self {
        let pairs = form.map(|Form(pairs)| pairs).unwrap_or_default();
        let kept = pairs.into_iter().take(FIELDS_MAX).filter(|(k, _)| k.len() <= 40);
        Self(kept.map(|(k, v)| (k, v.chars().take(VALUE_MAX).collect())).collect())
    }

    fn text(&self, field: &str) -> &str {
        self.0.iter().find(|(k, _)| k == field).map(|(_, v)| v.as_str()).unwrap_or_default()
    }

    fn session(&self) -> SessionForm {
        let ticked = self.0.iter().filter(|(k, _)| k == "experts");
        SessionForm {
            room: self.text("room").to_owned(),
            starts: self.text("starts").to_owned(),
            slots: self.text("slots").to_owned(),
            breaks: self.text("breaks").to_owned(),
            experts: ticked.map(|(_, v)| ExpertId::from(v.as_str())).collect(),
        }
    }

    /// As the page draws it again; what was ticked stands in one value.
    fn typed(&self, page: String, why: Refusal) -> Typed {
        let field = field_of(&why, self);
        let mut values = std::collections::BTreeMap::new();
        for (k, v) in &self.0 {
            let of: &mut String = values.entry(k.clone()).or_default();
            if !of.is_empty() {
                of.push(' ');
            }
            of.push_str(v);
        }
        Typed { page, values, slips: vec![(field, why)] }
    }
}

/// The field a refusal belongs to; empty for the form as a whole.
fn field_of(why: &Refusal, form: &Posted) -> String {
    let report = !form.text("report").is_empty() || form.text("act") == "visit";
    match why {
        Refusal::BadValue { field } => field.clone(),
        Refusal::TooLong { max, .. } if *max == ROOM_MAX => "room".into(),
        Refusal::TooShort { .. } | Refusal::TooLong { .. } if report => "report".into(),
        Refusal::TooShort { .. } | Refusal::TooLong { .. } => "reason".into(),
        Refusal::SessionOutside { .. } => "starts".into(),
        Refusal::SlotsTaken { .. } => "slots".into(),
        Refusal::NobodySits => "experts".into(),
        Refusal::DelegatesTooMany { .. } => "delegates".into(),
        _ if form.text("act") == "slides" => "file".into(),
        _ => String::new(),
    }
}

/// To where it leads, or the page again with what is wrong.
async fn settle(
    site: &Site,
    parts: &Parts,
    page: String,
    form: &Posted,
    outcome: Result<String>,
) -> Response {
    match outcome {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(Error::Refused(Refusal::NotYours)) => StatusCode::NOT_FOUND.into_response(),
        Err(Error::Refused(Refusal::ReadersOnly)) => StatusCode::FORBIDDEN.into_response(),
        Err(Error::Refused(why)) => redraw(site, parts, form.typed(page, why)).await,
        Err(Error::Fault(fault)) => {
            tracing::error!("a form of the defence: {fault}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// The way to sign in and back.
fn sign_in(parts: &Parts) -> Response {
    let path = parts.uri.path();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_".contains(c);
    let next = if path.chars().all(plain) { path } else { "/defence" };
    Redirect::to(&format!("/sign-in?next={next}")).into_response()
}

type Sent = std::result::Result<Form<Vec<(String, String)>>, FormRejection>;

/// Plans a session, draws an order, tells of a panel's plan.
pub async fn plan(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Sent,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in(&parts) };
    let form = Posted::of(form);
    let outcome = planned(&site, &actor, &form).await;
    settle(&site, &parts, "/defence".into(), &form, outcome).await
}

async fn planned(site: &Site, actor: &Actor, form: &Posted) -> Result<String> {
    may_run_office(actor)?;
    let panel = PanelId::from(form.text("panel"));
    let s = &site.service;
    match form.text("act") {
        "draw" => s.draw_order(actor, &panel, form.text("reason")).await.map(drop)?,
        "publish" => s.publish_defence(actor, &panel).await?,
        _ => s.plan_session(actor, None, &panel, &form.session(), "").await.map(drop)?,
    }
    Ok(format!("/defence#p-{panel}"))
}

/// Changes a session, or what happens at its door.
pub async fn session(
    State(site): State<Site>,
    Path(id): Path<SessionId>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Sent,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in(&parts) };
    let form = Posted::of(form);
    let outcome = changed(&site, &actor, &id, &form).await;
    settle(&site, &parts, format!("/defence/session/{id}"), &form, outcome).await
}

async fn changed(site: &Site, actor: &Actor, id: &SessionId, form: &Posted) -> Result<String> {
    may_run_office(actor)?;
    let s = &site.service;
    // Whether the session is there comes before what was typed.
    let seen = s.defence_session(actor, id).await?;
    let dossier = DossierId::from(form.text("dossier"));
    let here = format!("/defence/session/{id}");
    match form.text("act") {
        "drop" => {
            s.drop_session(actor, id).await?;
            return Ok("/defence".into());
        }
        "arrive" => s.check_in(actor, &dossier, true).await?,
        "absent" => s.check_in(actor, &dossier, false).await?,
        "cancel" => s.cancel_slot(actor, &dossier, form.text("reason")).await?,
        _ => {
            let form_of = form.session();
            s.plan_session(actor, Some(id), &seen.line.panel, &form_of, form.text("reason"))
                .await?;
        }
    }
    Ok(here)
}

/// Starts the timer of a room.
pub async fn room(
    State(site): State<Site>,
    Path(id): Path<SessionId>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Sent,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in(&parts) };
    let form = Posted::of(form);
    let number = form.text("number").parse().unwrap_or(0);
    let page = format!("/defence/room/{id}");
    let outcome = site.service.begin_slot(&actor, &id, number).await.map(|()| page.clone());
    settle(&site, &parts, page, &form, outcome).await
}

/// An applicant confirms, hands slides in, or takes them back.
pub async fn slot(
    State(site): State<Site>,
    Path(id): Path<DossierId>,
    Extension(signed): Extension<Signed>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let Some(actor) = signed.0 else { return sign_in(&parts) };
    let page = format!("/defence/slot/{id}");
    let request = Request::from_parts(parts.clone(), body);
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    if kind.is_some_and(|k| k.starts_with("multipart/form-data")) {
        let outcome = slides::add(&site.service, &actor, &id, request).await;
        let outcome = outcome.map(|()| format!("{page}#slides"));
        let form = Posted(vec![("act".into(), "slides".into())]);
        return settle(&site, &parts, page, &form, outcome).await;
    }
    let form = Posted::of(Form::from_request(request, &()).await);
    let s = &site.service;
    let outcome = match form.text("act") {
        "remove" => {
            let file = FileId::from(form.text("file"));
            s.remove_slides(&actor, &id, &file).await.map(|()| format!("{page}#slides"))
        }
        _ => {
            let confirmed = s.confirm_slot(&actor, &id, form.text("delegates")).await;
            confirmed.map(|()| format!("{page}?done=1#confirm"))
        }
    };
    settle(&site, &parts, page, &form, outcome).await
}

/// Records a visit.
pub async fn visit(
    State(site): State<Site>,
    Path(id): Path<DossierId>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Sent,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in(&parts) };
    let form = Posted::of(form);
    let page = format!("/defence/visit/{id}");
    let typed = VisitForm {
        on_day: form.text("on_day").to_owned(),
        people: form.text("people").to_owned(),
        finding: form.text("finding").to_owned(),
        report: form.text("report").to_owned(),
    };
    let outcome = site.service.record_visit(&actor, &id, &typed).await;
    settle(&site, &parts, page.clone(), &form, outcome.map(|()| page)).await
}
