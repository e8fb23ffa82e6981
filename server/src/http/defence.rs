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
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use domain::defence::plan::{ROOM_MAX, SessionForm};
use domain::defence::visit::{REPORT_MAX, REPORT_MIN, VisitForm};
use domain::ids::{DossierId, ExpertId, FileId, PanelId, SessionId};
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;
use service::{Error, Result};

use super::{State as Site, posted};

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

    /// What the page showed of the slot: its `sequence`; none where the form names nothing that was seen.
    fn shown(&self) -> Option<u32> {
        self.text("seen").parse().ok()
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
    let report = form.text("act") == "visit";
    match why {
        Refusal::BadValue { field } => field.clone(),
        Refusal::TooLong { max, .. } if *max == ROOM_MAX => "room".into(),
        Refusal::TooShort { min: REPORT_MIN, .. } | Refusal::TooLong { max: REPORT_MAX, .. }
            if report =>
        {
            "report".into()
        }
        Refusal::TooShort { .. } | Refusal::TooLong { .. } => "reason".into(),
        Refusal::SessionOutside { .. } => "starts".into(),
        Refusal::SlotsTaken { .. } => "slots".into(),
        Refusal::SlotTaken => "place".into(),
        Refusal::NobodySits => "experts".into(),
        Refusal::DelegatesTooMany { .. } => "delegates".into(),
        _ if form.text("act") == "slides" => "file".into(),
        _ => String::new(),
    }
}

/// A form of these pages, and who posts it.
pub struct Posting {
    actor: Actor,
    parts: Parts,
    form: Posted,
}

impl FromRequest<Site> for Posting {
    type Rejection = Response;

    async fn from_request(request: Request, _: &Site) -> std::result::Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let signed = parts.extensions.get::<Signed>().and_then(|s| s.0.clone());
        let Some(actor) = signed else { return Err(sign_in(&parts)) };
        let form = Form::from_request(Request::from_parts(parts.clone(), body), &()).await;
        Ok(Self { actor, parts, form: Posted::of(form) })
    }
}

impl Posting {
    /// To where it leads, or the page again with what is wrong.
    async fn settle(&self, site: &Site, page: String, outcome: Result<String>) -> Response {
        if matches!(outcome, Err(Error::Refused(Refusal::ReadersOnly))) {
            return StatusCode::FORBIDDEN.into_response();
        }
        let again = |why| self.form.typed(page, why);
        posted::settle(site, &self.parts, "a form of the defence", outcome, again).await
    }
}

/// The way to sign in and back.
fn sign_in(parts: &Parts) -> Response {
    super::way_in(parts.uri.path(), "/defence")
}

/// Plans a session, draws an order, tells of a panel's plan.
pub async fn plan(State(site): State<Site>, posting: Posting) -> Response {
    let outcome = planned(&site, &posting.actor, &posting.form).await;
    posting.settle(&site, "/defence".into(), outcome).await
}

async fn planned(site: &Site, actor: &Actor, form: &Posted) -> Result<String> {
    may_run_office(actor)?;
    let panel = PanelId::from(form.text("panel"));
    let s = &site.service;
    match form.text("act") {
        "draw" => {
            let seen = form.text("seen").parse().unwrap_or(0);
            s.draw_order(actor, &panel, form.text("reason"), seen).await.map(drop)?;
        }
        "publish" => s.publish_defence(actor, &panel).await?,
        _ => {
            let (session, once) = (form.session(), form.text("once"));
            s.plan_session(actor, None, &panel, &session, ("", once)).await.map(drop)?;
        }
    }
    Ok(format!("/defence#p-{panel}"))
}

/// Changes a session, or what happens at its door.
pub async fn session(
    State(site): State<Site>,
    Path(id): Path<SessionId>,
    posting: Posting,
) -> Response {
    let outcome = changed(&site, &posting.actor, &id, &posting.form).await;
    posting.settle(&site, format!("/defence/session/{id}"), outcome).await
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
        "cancel" => s.cancel_slot(actor, &dossier, form.text("reason"), form.shown()).await?,
        "place" => {
            let (to, number) = form.text("place").rsplit_once(':').unwrap_or_default();
            let (to, number) = (SessionId::from(to), number.parse().unwrap_or(0));
            let reason = form.text("reason");
            s.place_slot(actor, &dossier, &to, number, reason, form.shown()).await?;
            // The page that has it now.
            return Ok(format!("/defence/session/{to}"));
        }
        _ => {
            let form_of = form.session();
            let why = (form.text("reason"), "");
            s.plan_session(actor, Some(id), &seen.line.panel, &form_of, why).await?;
        }
    }
    Ok(here)
}

/// Starts the timer of a room, or takes back that it was started.
pub async fn room(
    State(site): State<Site>,
    Path(id): Path<SessionId>,
    posting: Posting,
) -> Response {
    let page = format!("/defence/room/{id}");
    let begun = match posting.form.text("back") {
        "" => {
            let number = posting.form.text("number").parse().unwrap_or(0);
            site.service.begin_slot(&posting.actor, &id, number).await
        }
        back => site.service.unbegin_slot(&posting.actor, &id, back.parse().unwrap_or(0)).await,
    };
    posting.settle(&site, page.clone(), begun.map(|()| page)).await
}

/// An applicant hands slides in, in a form of their own; or confirms, or takes slides back.
pub async fn slot(
    State(site): State<Site>,
    Path(id): Path<DossierId>,
    Extension(signed): Extension<Signed>,
    request: Request,
) -> Response {
    let page = format!("/defence/slot/{id}");
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    if kind.is_some_and(|k| k.starts_with("multipart/form-data")) {
        let (parts, body) = request.into_parts();
        let Some(actor) = signed.0 else { return sign_in(&parts) };
        let request = Request::from_parts(parts.clone(), body);
        let outcome = slides::add(&site.service, &actor, &id, request).await;
        let form = Posted(vec![("act".into(), "slides".into())]);
        let posting = Posting { actor, parts, form };
        return posting
            .settle(&site, page.clone(), outcome.map(|()| format!("{page}#slides")))
            .await;
    }
    let posting = match Posting::from_request(request, &site).await {
        Ok(posting) => posting,
        Err(refused) => return refused,
    };
    let (s, actor, form) = (&site.service, &posting.actor, &posting.form);
    let outcome = match form.text("act") {
        "remove" => {
            let file = FileId::from(form.text("file"));
            s.remove_slides(actor, &id, &file).await.map(|()| format!("{page}#slides"))
        }
        _ => {
            let confirmed = s.confirm_slot(actor, &id, form.text("delegates")).await;
            confirmed.map(|()| format!("{page}?done=1#confirm"))
        }
    };
    posting.settle(&site, page.clone(), outcome).await
}

/// Records a visit.
pub async fn visit(
    State(site): State<Site>,
    Path(id): Path<DossierId>,
    posting: Posting,
) -> Response {
    let form = &posting.form;
    let typed = VisitForm {
        on_day: form.text("on_day").to_owned(),
        people: form.text("people").to_owned(),
        finding: form.text("finding").to_owned(),
        report: form.text("report").to_owned(),
    };
    let page = format!("/defence/visit/{id}");
    let (base, reason) = (form.text("base").parse().unwrap_or(0), form.text("reason"));
    let recorded = site.service.record_visit(&posting.actor, &id, &typed, base, reason).await;
    posting.settle(&site, page.clone(), recorded.map(|()| page)).await
}
