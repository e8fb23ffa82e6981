//! The forms of room *exchange* (Art. 23), posted to their pages: done, or drawn again with what was typed.

use std::collections::BTreeMap;

use app::enter::Signed;
use app::rooms::exchange::{activity, page::PATH, report};
use app::ui::form::Typed;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form as Fields};
use domain::exchange::activity::{Form, Slips};
use domain::exchange::report::Form as ReportForm;
use domain::ids::{ActivityId, DossierId};
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;
use service::{Error, Service};

use super::people::redraw;
use super::{State as Site, posted, way_in};

/// What a form brings: a field may stand in it more than once.
type Body = Result<Fields<Vec<(String, String)>>, FormRejection>;

/// Characters kept of a field that is drawn again.
const VALUE_MAX: usize = 4_000;

/// The Office announces an activity.
pub async fn announce(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Body,
) -> Response {
    let Some(actor) = signed.0 else { return way_in(PATH, PATH) };
    // Before anything that was typed is looked at: who may not is told of nothing.
    if may_run_office(&actor).is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(Fields(form)) = form else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let form = Posted(form);
    let typed = Form {
        title: form.text("title"),
        text: form.text("text"),
        starts: form.text("starts"),
        ends: form.text("ends"),
        place: form.text("place"),
        link: form.text("link"),
        capacity: form.text("capacity"),
        host: form.text("host"),
    };
    match site.service.announce_activity(&actor, &typed, &form.text("once")).await {
        Ok(Ok(id)) => Redirect::to(&activity::path(&id)).into_response(),
        Ok(Err(slips)) => again(&site, &parts, PATH.to_owned(), &form, beside(slips)).await,
        Err(e) => refused(&site, &parts, PATH.to_owned(), &form, e).await,
    }
}

/// Whoever comes registers or withdraws; the Office notes who came, or calls the activity off.
pub async fn act(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<ActivityId>,
    parts: Parts,
    form: Body,
) -> Response {
    let path = activity::path(&id);
    let Some(actor) = signed.0 else { return way_in(&path, PATH) };
    if site.service.activity(Some(&actor), &id).await.is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(Fields(form)) = form else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let form = Posted(form);
    match done(&site.service, &actor, &id, &form).await {
        Ok(()) => Redirect::to(&path).into_response(),
        Err(e) => refused(&site, &parts, path, &form, e).await,
    }
}

async fn done(
    service: &Service,
    actor: &Actor,
    id: &ActivityId,
    form: &Posted,
) -> service::Result<()> {
    match form.text("act").as_str() {
        "register" => service.register_guest(actor, id, &form.text("organisation")).await,
        "withdraw" => service.withdraw_guest(actor, id).await,
        "note" => {
            let present: Vec<i64> = form.all("present").filter_map(|n| n.parse().ok()).collect();
            service.note_attendance(actor, id, &present).await
        }
        "add" => {
            let (name, organisation) = (form.text("name"), form.text("organisation"));
            let (title, once) = (form.text("title"), form.text("once"));
            service.add_guest(actor, id, (&name, &organisation), &title, &once).await
        }
        "cancel" => service.cancel_activity(actor, id, &form.text("reason")).await,
        _ => Err(Refusal::BadValue { field: "act".into() }.into()),
    }
}

/// The holder of a title files the report of a year.
pub async fn file(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<DossierId>,
    parts: Parts,
    form: Body,
) -> Response {
    let path = report::path(&id);
    let Some(actor) = signed.0 else { return way_in(&path, PATH) };
    if site.service.follow_up(&actor, &id).await.is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(Fields(form)) = form else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let form = Posted(form);
    let year = form.text("year");
    let typed = ReportForm {
        kept_up: form.text("kept_up"),
        figures: form.text("figures"),
        shared: form.text("shared"),
    };
    let number = year.parse().unwrap_or(0);
    match site.service.file_report(&actor, &id, number, &typed).await {
        Ok(Ok(())) => Redirect::to(&format!("{path}#y-{number}")).into_response(),
        Ok(Err(slips)) => {
            let slips = slips.into_iter().map(|(f, r)| (format!("{f}-{number}"), r)).collect();
            again(&site, &parts, path, &form, slips).await
        }
        Err(e) => refused(&site, &parts, path, &form, e).await,
    }
}

/// A form as it was posted.
struct Posted(Vec<(String, String)>);

impl Posted {
    fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |p| p.0 == field).map(|p| p.1.as_str())
    }

    fn text(&self, field: &str) -> String {
        self.all(field).next().unwrap_or_default().to_owned()
    }
}

fn beside(slips: Slips) -> Vec<(String, Refusal)> {
    slips.into_iter().map(|(f, r)| (f.to_owned(), r)).collect()
}

/// The page with what was typed, and what is wrong with it.
async fn again(
    site: &Site,
    parts: &Parts,
    page: String,
    form: &Posted,
    slips: Vec<(String, Refusal)>,
) -> Response {
    let kept = |(name, text): &(String, String)| {
        (name.clone(), text.chars().take(VALUE_MAX).collect::<String>())
    };
    let values: BTreeMap<String, String> = form.0.iter().take(20).map(kept).collect();
    redraw(site, parts, Typed { page, values, slips }).await
}

async fn refused(site: &Site, parts: &Parts, page: String, form: &Posted, e: Error) -> Response {
    match e {
        Error::Refused(Refusal::NotYours | Refusal::ReadersOnly | Refusal::AddressUnverified) => {
            StatusCode::NOT_FOUND.into_response()
        }
        Error::Refused(why) => {
            let field = match &why {
                Refusal::BadValue { field }
                    if ["name", "organisation", "title"].contains(&field.as_str()) =>
                {
                    field.clone()
                }
                Refusal::TooShort { .. } | Refusal::TooLong { .. } => "reason".to_owned(),
                _ => String::new(),
            };
            again(site, parts, page, form, vec![(field, why)]).await
        }
        Error::Fault(fault) => posted::failed("exchange", &fault),
    }
}
