//! Server functions of room *formality*.

use std::collections::BTreeMap;

use domain::ids::DossierId;
use domain::views::formality as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// Recommended dossiers, waiting and passed.
#[server(endpoint = "formality/list", input = GetUrl)]
pub async fn formality_list() -> Result<view::FormalityList, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.formality_list(&actor).await)
}

/// A dossier with its checklist.
#[server(endpoint = "formality/checklist", input = GetUrl)]
pub async fn checklist(
    /// Dossier.
    id: DossierId,
) -> Result<view::Checklist, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.checklist(&actor, &id).await)
}

/// Where the applicant of a blind review still gives itself away.
#[server(endpoint = "formality/blind", input = GetUrl)]
pub async fn blind_report(
    /// Dossier.
    id: DossierId,
) -> Result<view::BlindReport, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.blind_report(&actor, &id).await)
}

/// Dossiers of a blind review in which something is found.
#[server(endpoint = "formality/blind_list", input = GetUrl)]
pub async fn blind_list() -> Result<view::BlindList, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.blind_list(&actor).await)
}

/// Ticks an item and returns to its line.
#[server(endpoint = "formality/tick")]
pub async fn tick(
    /// Dossier.
    id: DossierId,
    /// Item code.
    item: String,
    /// `yes` or `no`.
    #[server(default)]
    yes: String,
    /// Why, where it overrules the computation or says no.
    #[server(default)]
    note: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let known = domain::formality::Item::from_code(&item).filter(|_| yes == "yes" || yes == "no");
    let unknown = domain::refusal::Refusal::BadValue { field: item };
    let item = crate::enter::answer(known.ok_or(unknown.into()))?;
    let tick = domain::formality::Tick { yes: yes == "yes", note };
    crate::enter::answer(service.tick(&actor, &id, item, &tick).await)?;
    leptos_axum::redirect(&format!("/formality/{id}#{}", item.code()));
    Ok(())
}

/// Passes the formality check.
#[server(endpoint = "formality/pass")]
pub async fn pass(
    /// Dossier.
    id: DossierId,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.pass(&actor, &id).await)?;
    leptos_axum::redirect("/formality");
    Ok(())
}

/// Takes a dossier to check it, or lets it go.
#[server(endpoint = "formality/claim")]
pub async fn claim(
    /// Dossier.
    id: DossierId,
    /// `no` to let it go.
    #[server(default)]
    take: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.claim(&actor, &id, take != "no").await)?;
    leptos_axum::redirect(&format!("/formality/{id}"));
    Ok(())
}

/// Refuses an application, with the item it fails and the reason.
#[server(endpoint = "formality/reject")]
pub async fn reject(
    /// Dossier.
    id: DossierId,
    /// Item code.
    #[server(default)]
    item: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let known = domain::formality::Item::from_code(&item);
    let unknown = domain::refusal::Refusal::BadValue { field: item };
    let item = crate::enter::answer(known.ok_or(unknown.into()))?;
    crate::enter::answer(service.reject(&actor, &id, item, &reason).await)?;
    leptos_axum::redirect("/formality");
    Ok(())
}

/// Asks for the one correction: items with what is to be mended.
#[server(endpoint = "formality/correction")]
pub async fn ask_correction(
    /// Dossier.
    id: DossierId,
    /// Item code → what is to be mended; blank ones are not asked.
    #[server(default)]
    items: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let mut asked = BTreeMap::new();
    for (code, reason) in items.into_iter().filter(|(_, r)| !r.trim().is_empty()) {
        let unknown = domain::refusal::Refusal::BadValue { field: code.clone() };
        let known = domain::formality::Item::from_code(&code).ok_or(unknown.into());
        asked.insert(crate::enter::answer(known)?, reason);
    }
    crate::enter::answer(service.ask_correction(&actor, &id, &asked).await)?;
    leptos_axum::redirect(&format!("/formality/{id}"));
    Ok(())
}

/// What stands twice, as it was found last.
#[server(endpoint = "formality/duplicates", input = GetUrl)]
pub async fn formality_duplicates(
    /// Kind the list is limited to; blank for all.
    #[server(default)]
    kind: String,
    /// Those somebody has looked at too.
    #[server(default)]
    all: bool,
    /// Findings at most.
    #[server(default)]
    most: u32,
) -> Result<view::Duplicates, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let kind = domain::formality::duplicates::Kind::from_code(&kind);
    let asked = view::Asked { kind, all, most };
    crate::enter::answer(service.duplicates(&actor, asked).await)
}

/// The statistics of the check.
#[server(endpoint = "formality/statistics", input = GetUrl)]
pub async fn formality_statistics() -> Result<view::Statistics, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.statistics(&actor).await)
}

/// Compares all dossiers before the Office now.
#[server(endpoint = "formality/compare")]
pub async fn compare_dossiers() -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.compare(&actor).await)?;
    leptos_axum::redirect("/formality/duplicates");
    Ok(())
}

/// Notes that a finding was looked at, and returns to the list as it was filtered.
#[server(endpoint = "formality/look")]
pub async fn look_at_finding(
    /// Dossier.
    id: DossierId,
    /// Key of what it met.
    #[server(default)]
    against: String,
    /// Kind of finding.
    #[server(default)]
    kind: String,
    /// What was seen.
    #[server(default)]
    note: String,
    /// Kind the list is limited to.
    #[server(default)]
    only: String,
    /// `all` where those looked at are listed too.
    #[server(default)]
    show: String,
    /// Findings listed.
    #[server(default)]
    n: u32,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    use domain::formality::duplicates::Kind;
    let unknown = domain::refusal::Refusal::BadValue { field: "kind".into() };
    let kind = crate::enter::answer(Kind::from_code(&kind).ok_or(unknown.into()))?;
    crate::enter::answer(service.look(&actor, &id, &against, kind, &note).await)?;
    // Nothing that was sent stands in the address but what we know.
    let only = Kind::from_code(&only).map_or("", Kind::code);
    let show = if show == "all" { "all" } else { "" };
    leptos_axum::redirect(&format!("/formality/duplicates?kind={only}&show={show}&n={n}"));
    Ok(())
}
