//! Server functions of room *application*. Uploads and downloads are plain routes.

use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use domain::application::page::Page;
use domain::ids::{DossierId, FileId};
use domain::views::application as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The start page of the actor's organisation.
#[server(endpoint = "application/mine", input = GetUrl)]
pub async fn mine() -> Result<view::Mine, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.my_dossiers(&actor).await)
}

/// Begins the dossier of the season and goes to its task list.
#[server(endpoint = "application/start")]
pub async fn start(
    /// What the eligibility page was told; flows into the dossier.
    #[server(default)]
    told: BTreeMap<String, String>,
) -> Result<DossierId, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let id = crate::enter::answer(service.start_dossier(&actor, &told).await)?;
    leptos_axum::redirect(&format!("/application/{id}"));
    Ok(id)
}

/// A dossier for its writer or a reader.
#[server(endpoint = "application/dossier", input = GetUrl)]
pub async fn dossier(
    /// Which.
    id: DossierId,
) -> Result<view::DossierView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.dossier(&actor, &id).await)
}

/// Saves a page by a plain form and goes on to `go` (a path on this site), or back to the
/// page with its problems shown when it still has some.
#[server(endpoint = "application/save")]
pub async fn save(
    /// Dossier.
    id: DossierId,
    /// Page code.
    page: String,
    /// Revision the writer started from.
    #[server(default)]
    base: i64,
    /// What was typed: field key → text.
    #[server(default)]
    a: BTreeMap<String, String>,
    /// Where to go: `next`, or `tasks`.
    #[server(default)]
    go: String,
) -> Result<view::Saved, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let page = known_page(&page)?;
    let saved = crate::enter::answer(service.save_page(&actor, &id, page, base, &a).await)?;
    let view = crate::enter::answer(service.dossier(&actor, &id).await)?;
    let wrong = domain::application::check::check_page(page, &view.answers, &view.context())
        .iter()
        .any(|p| p.level() == domain::application::check::Level::Error);
    let to = match (go.as_str(), page.next()) {
        ("tasks", _) => format!("/application/{id}"),
        _ if wrong => format!("/application/{id}/{}?check=1", page.code()),
        (_, Some(next)) => format!("/application/{id}/{}", next.code()),
        (_, None) => format!("/application/{id}/check"),
    };
    leptos_axum::redirect(&to);
    Ok(saved)
}

/// Saves a page in the background while it is being written.
#[server(endpoint = "application/autosave")]
pub async fn autosave(
    /// Dossier.
    id: DossierId,
    /// Page code.
    page: String,
    /// Revision the writer started from.
    base: i64,
    /// What was typed: field key → text.
    #[server(default)]
    a: BTreeMap<String, String>,
) -> Result<view::Saved, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let page = known_page(&page)?;
    crate::enter::answer(service.save_page(&actor, &id, page, base, &a).await)
}

/// Takes a file off a draft and returns to the attachments.
#[server(endpoint = "application/detach")]
pub async fn detach(
    /// Dossier.
    id: DossierId,
    /// File.
    file: FileId,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.detach(&actor, &id, &file).await)?;
    leptos_axum::redirect(&format!("/application/{id}/attachments"));
    Ok(())
}

/// Submits the dossier and goes to the receipt.
#[server(endpoint = "application/submit")]
pub async fn submit(
    /// Dossier.
    id: DossierId,
) -> Result<view::Receipt, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let receipt = crate::enter::answer(service.submit(&actor, &id).await)?;
    leptos_axum::redirect(&format!("/application/{id}/receipt"));
    Ok(receipt)
}

/// The receipt of what was submitted.
#[server(endpoint = "application/receipt", input = GetUrl)]
pub async fn receipt(
    /// Dossier.
    id: DossierId,
) -> Result<view::Receipt, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.receipt(&actor, &id).await)
}

/// The status by reference number and last four digits. Public, limited in rate.
#[server(endpoint = "application/status")]
pub async fn status(
    /// Reference number as typed.
    reference: String,
    /// Last four digits of the contact's mobile as typed.
    tail: String,
) -> Result<view::Status, ApiError> {
    let from = crate::enter::from();
    crate::enter::answer(crate::enter::open()?.status(&reference, &tail, &from).await)
}

#[cfg(feature = "ssr")]
fn known_page(code: &str) -> Result<Page, ApiError> {
    let refusal = domain::refusal::Refusal::BadValue { field: "page".into() };
    Page::from_code(code).ok_or(ApiError::Refused(refusal))
}
