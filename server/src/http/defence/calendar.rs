//! Slots of the defence as calendars (RFC 5545).

use app::enter::Signed;
use app::locales::defence as words;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::defence::icalendar::{Appointment, calendar};
use domain::defence::session::Slot;
use domain::ids::DossierId;
use domain::refusal::Refusal;
use service::{Appointed, Error};

use super::super::{State as Site, language};
use super::sign_in;

/// An applicant's own slot.
pub async fn slot(
    State(site): State<Site>,
    Path(id): Path<DossierId>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in(&parts) };
    let own = match site.service.defence_slot(&actor, &id).await {
        Ok(own) => own,
        Err(e) => return failed(e),
    };
    let Some(told) = own.slot else { return failed(Refusal::NotYours.into()) };
    // Which of how many it is, is nothing an applicant is told.
    let slot = Slot {
        session: Default::default(),
        number: 1,
        dossier: own.dossier,
        starts: told.starts,
        ends: told.ends,
    };
    let one = Appointed {
        slot,
        sequence: told.sequence,
        cancelled: told.cancelled.is_some(),
        room: told.room,
        reference: own.reference,
        title: own.title,
    };
    sent(&site, &parts, actor.account.as_str(), &[one], true)
}

/// All slots of an expert's sessions.
pub async fn own(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in(&parts) };
    match site.service.own_appointments(&actor).await {
        Ok(all) => sent(&site, &parts, actor.account.as_str(), &all, false),
        Err(e) => failed(e),
    }
}

fn sent(
    site: &Site,
    parts: &Parts,
    recipient: &str,
    all: &[Appointed],
    applicant: bool,
) -> Response {
    let lang = language::of(parts);
    let w = words::words(lang);
    let base = site.base.of(&parts.headers);
    let host = base.rsplit('/').next().unwrap_or_default();
    let texts: Vec<(String, String)> = all
        .iter()
        .map(|a| {
            let link = match applicant {
                true => format!("{base}/defence/slot/{}", a.slot.dossier),
                false => format!("{base}/defence"),
            };
            ((w.ics_summary)(&a.reference), format!("{}\n{}\n{link}", a.reference, a.title))
        })
        .collect();
    let appointments: Vec<Appointment<'_>> = all
        .iter()
        .zip(&texts)
        .map(|(a, (summary, description))| Appointment {
            slot: &a.slot,
            sequence: a.sequence,
            cancelled: a.cancelled,
            summary,
            location: &a.room,
            description,
        })
        .collect();
    let text = calendar(recipient, host, site.service.now(), &appointments);
    let mut headers = HeaderMap::new();
    let kind = header::HeaderValue::from_static("text/calendar; charset=utf-8");
    let named = header::HeaderValue::from_static("attachment; filename=\"defence.ics\"");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CONTENT_DISPOSITION, named);
    (headers, text).into_response()
}

fn failed(e: Error) -> Response {
    match e {
        Error::Refused(_) => StatusCode::NOT_FOUND.into_response(),
        Error::Fault(fault) => {
            tracing::error!("a calendar of the defence: {fault}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
