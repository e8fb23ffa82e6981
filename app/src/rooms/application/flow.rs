//! Server functions of a dossier's way: signature, withdrawal, history, presence.

use domain::ids::DossierId;
use domain::stamp::Stamp;
use domain::views::{application, flow as view};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;
use crate::ui::qr::Qr;

/// A link to sign by, as it is shown once to whoever asked for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its address.
    pub url: String,
    /// The same as a code.
    pub qr: Option<Qr>,
    /// Until when it is good.
    pub expires: Stamp,
}

/// A receipt with the way to the status page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The receipt.
    pub receipt: application::Receipt,
    /// Code that opens the status page.
    pub qr: Option<Qr>,
}

/// Name of the cookie that keeps a fresh link for the page that shows it.
#[cfg(feature = "ssr")]
const LINK: &str = "sign_link";

/// Sends the legal representative a link and shows it on the check page. The secret is kept in
/// a cookie of a quarter of an hour, never in an address of this side.
#[server(endpoint = "application/sign_off_ask")]
pub async fn sign_off_ask(
    /// Dossier.
    id: DossierId,
    /// Where to send it, as typed.
    #[server(default)]
    email: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let token = crate::enter::answer(service.ask_sign_off(&actor, &id, &email).await)?;
    super::api::keep(LINK, &token, 900);
    leptos_axum::redirect(&format!("/application/{id}/check#sign-off"));
    Ok(())
}

/// The link sent a moment ago from this browser, while it is good.
#[server(endpoint = "application/sign_off_link", input = GetUrl)]
pub async fn sign_off_link(
    /// Dossier.
    id: DossierId,
) -> Result<Option<Link>, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let token = super::api::kept(LINK).unwrap_or_default();
    let open = crate::enter::answer(service.sign_off_link(&actor, &id, &token).await)?;
    Ok(open.map(|expires| {
        let url = format!("{}/sign/{token}", crate::enter::base());
        Link { qr: Qr::of(&url), url, expires }
    }))
}

/// What a link asks to sign. Public: the secret is the permission. Looking uses nothing up.
#[server(endpoint = "application/sign_view")]
pub async fn sign_view(
    /// Secret of the link.
    #[server(default)]
    token: String,
) -> Result<view::SignView, ApiError> {
    crate::enter::answer(crate::enter::open()?.sign_view(&token).await)
}

/// Signs what a link shows. Public: the secret is the permission.
#[server(endpoint = "application/sign")]
pub async fn sign(
    /// Secret of the link.
    #[server(default)]
    token: String,
    /// Name as typed.
    #[server(default)]
    name: String,
    /// `yes` when the declaration is ticked.
    #[server(default)]
    agree: String,
) -> Result<(), ApiError> {
    let service = crate::enter::open()?;
    crate::enter::answer(service.sign(&token, &name, agree == "yes").await)?;
    leptos_axum::redirect("/sign/signed");
    Ok(())
}

/// Declines to sign, with a reason. Public: the secret is the permission.
#[server(endpoint = "application/sign_decline")]
pub async fn sign_decline(
    /// Secret of the link.
    #[server(default)]
    token: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    crate::enter::answer(crate::enter::open()?.decline(&token, &reason).await)?;
    leptos_axum::redirect("/sign/declined");
    Ok(())
}

/// The receipt, with a code to the status page.
#[server(endpoint = "application/receipt", input = GetUrl)]
pub async fn receipt(
    /// Dossier.
    id: DossierId,
) -> Result<Received, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let receipt = crate::enter::answer(service.receipt(&actor, &id).await)?;
    let url = format!("{}/status?reference={}", crate::enter::base(), receipt.reference);
    Ok(Received { receipt, qr: Qr::of(&url) })
}

/// Withdraws: back to a draft, or for good.
#[server(endpoint = "application/withdraw")]
pub async fn withdraw(
    /// Dossier.
    id: DossierId,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.withdraw(&actor, &id, &reason).await)?;
    leptos_axum::redirect(&format!("/application/{id}"));
    Ok(())
}

/// Versions, saved pages, and what differs between two of them.
#[server(endpoint = "application/history", input = GetUrl)]
pub async fn history(
    /// Dossier.
    id: DossierId,
    /// Code of the earlier state; empty for the one most likely asked for.
    #[server(default)]
    from: String,
    /// Code of the later state.
    #[server(default)]
    to: String,
) -> Result<view::History, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.history(&actor, &id, &from, &to).await)
}

/// A sign of life of one tab: answers who else is there.
#[server(endpoint = "application/present")]
pub async fn be_present(
    /// Dossier.
    id: DossierId,
    /// Page code; empty outside the pages.
    #[server(default)]
    page: String,
    /// Which of the account's tabs.
    #[server(default)]
    tab: String,
) -> Result<view::Here, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let others = crate::enter::answer(service.be_present(&actor, &id, &page, &tab).await)?;
    Ok(view::Here { now: service.now(), others })
}

/// Who else is there, for a page without script.
#[server(endpoint = "application/others", input = GetUrl)]
pub async fn others(
    /// Dossier.
    id: DossierId,
) -> Result<Vec<view::Present>, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.present(&actor, &id).await)
}
