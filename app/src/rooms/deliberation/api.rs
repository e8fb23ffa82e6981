//! Server functions of room *deliberation*.
#![allow(
    clippy::too_many_arguments,
    reason = "a server function has one for each field of its form"
)]

use domain::deliberation::Review;
use domain::ids::{DossierId, PanelId};
use domain::views::deliberation as view;
use domain::views::sheets::{SheetsView, TableDossier};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// How far the panels are.
#[server(endpoint = "deliberation/panels", input = GetUrl)]
pub async fn panels(
    /// Which review; the one that runs for the viewer when none is named.
    review: Option<Review>,
) -> Result<view::Panels, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let review = crate::enter::answer(service.review_of_table(&actor, review, None).await)?;
    crate::enter::answer(service.deliberations(&actor, review).await)
}

/// The deliberation of a panel.
#[server(endpoint = "deliberation/panel", input = GetUrl)]
pub async fn panel(
    /// Panel.
    panel: PanelId,
    /// Which review; the one that runs for the viewer when none is named.
    review: Option<Review>,
) -> Result<view::DeliberationView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = service.review_of_table(&actor, review, Some(&panel)).await;
    let review = crate::enter::answer(asked)?;
    crate::enter::answer(service.deliberation(&actor, review, &panel).await)
}

/// Every sealed sheet of an application, with its comments.
#[server(endpoint = "deliberation/sheets", input = GetUrl)]
pub async fn sheets(
    /// Panel.
    panel: PanelId,
    /// Application.
    id: DossierId,
    /// Which review; the one that runs for the viewer when none is named.
    review: Option<Review>,
) -> Result<SheetsView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = service.review_of_application(&actor, review, &panel, &id).await;
    let review = crate::enter::answer(asked)?;
    crate::enter::answer(service.sealed_sheets(&actor, review, &panel, &id).await)
}

/// The dossier of an application, for who presides over its panel or confirms.
#[server(endpoint = "deliberation/dossier", input = GetUrl)]
pub async fn dossier(
    /// Panel.
    panel: PanelId,
    /// Application.
    id: DossierId,
    /// Which review; the one that runs for the viewer when none is named.
    review: Option<Review>,
) -> Result<TableDossier, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = service.review_of_application(&actor, review, &panel, &id).await;
    let review = crate::enter::answer(asked)?;
    crate::enter::answer(service.table_dossier(&actor, review, &panel, &id).await)
}

/// Says why own sheets of a panel were not sealed before the phase closed.
#[server(endpoint = "deliberation/missed")]
pub async fn miss_sheets(
    /// Panel.
    panel: PanelId,
    /// Which review; the one that runs for the viewer when none is named.
    #[server(default)]
    review: Option<Review>,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = service.review_of_table(&actor, review, Some(&panel)).await;
    let review = crate::enter::answer(asked)?;
    crate::enter::answer(service.miss_sheets(&actor, review, &panel, &reason).await)?;
    let which = crate::enter::answer(service.which_table(&actor, review, Some(&panel)).await)?;
    leptos_axum::redirect(&which.at(&format!("/deliberation/{panel}")));
    Ok(())
}

/// Records what a panel has agreed on an application.
#[server(endpoint = "deliberation/agree")]
pub async fn agree(
    /// Panel.
    panel: PanelId,
    /// Which review; the one that runs for the viewer when none is named.
    #[server(default)]
    review: Option<Review>,
    /// Application.
    id: DossierId,
    /// Revision the form was drawn from.
    #[server(default)]
    revision: i64,
    /// Code of the verdict.
    #[server(default)]
    verdict: String,
    /// Agreed rank, as typed.
    #[server(default)]
    rank: String,
    /// Why it departs from the ranking.
    #[server(default)]
    reason: String,
    /// Minutes.
    #[server(default)]
    minutes: String,
    /// Why it is decided on although reviews are missing.
    #[server(default)]
    exception: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = service.review_of_table(&actor, review, Some(&panel)).await;
    let review = crate::enter::answer(asked)?;
    use domain::deliberation::agreed::Verdict;
    use domain::facts::text::half_width;
    use domain::refusal::Refusal;
    let bad = |field: &str| Refusal::BadValue { field: field.into() };
    let verdict = Verdict::from_code(&verdict).ok_or_else(|| bad("verdict").into());
    let verdict = crate::enter::answer(verdict)?;
    let rank = half_width(&rank).trim().parse::<u32>().ok().filter(|n| *n > 0);
    let rank = crate::enter::answer(rank.ok_or_else(|| bad("rank").into()))?;
    let typed = service::Agreeing {
        dossier: id.clone(),
        verdict,
        rank,
        reason,
        minutes,
        exception,
        revision,
    };
    crate::enter::answer(service.agree(&actor, review, &panel, &typed).await)?;
    let which = crate::enter::answer(service.which_table(&actor, review, Some(&panel)).await)?;
    leptos_axum::redirect(&which.at(&format!("/deliberation/{panel}#a-{id}")));
    Ok(())
}

/// Fits what was agreed to the scores of now.
#[server(endpoint = "deliberation/refresh")]
pub async fn refresh(
    /// Panel.
    panel: PanelId,
    /// Which review; the one that runs for the viewer when none is named.
    #[server(default)]
    review: Option<Review>,
    /// Revision the page was drawn from.
    #[server(default)]
    revision: i64,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = service.review_of_table(&actor, review, Some(&panel)).await;
    let review = crate::enter::answer(asked)?;
    crate::enter::answer(service.refresh_results(&actor, review, &panel, revision).await)?;
    let which = crate::enter::answer(service.which_table(&actor, review, Some(&panel)).await)?;
    leptos_axum::redirect(&which.at(&format!("/deliberation/{panel}")));
    Ok(())
}

/// Signs the conclusion that was read.
#[server(endpoint = "deliberation/sign")]
pub async fn sign(
    /// Panel.
    panel: PanelId,
    /// Which review; the one that runs for the viewer when none is named.
    #[server(default)]
    review: Option<Review>,
    /// SHA-256 on the page.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = service.review_of_table(&actor, review, Some(&panel)).await;
    let review = crate::enter::answer(asked)?;
    crate::enter::answer(service.sign_conclusion(&actor, review, &panel, &seen).await)?;
    let which = crate::enter::answer(service.which_table(&actor, review, Some(&panel)).await)?;
    leptos_axum::redirect(&which.at(&format!("/deliberation/{panel}")));
    Ok(())
}

/// Confirms it.
#[server(endpoint = "deliberation/confirm")]
pub async fn confirm(
    /// Panel.
    panel: PanelId,
    /// Which review; the one that runs for the viewer when none is named.
    #[server(default)]
    review: Option<Review>,
    /// SHA-256 on the page.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = service.review_of_table(&actor, review, Some(&panel)).await;
    let review = crate::enter::answer(asked)?;
    crate::enter::answer(service.confirm_conclusion(&actor, review, &panel, &seen).await)?;
    let which = crate::enter::answer(service.which_table(&actor, review, Some(&panel)).await)?;
    leptos_axum::redirect(&which.at(&format!("/deliberation/{panel}")));
    Ok(())
}

/// Gives it back to the panel.
#[server(endpoint = "deliberation/return")]
pub async fn give_back(
    /// Panel.
    panel: PanelId,
    /// Which review; the one that runs for the viewer when none is named.
    #[server(default)]
    review: Option<Review>,
    /// What is to be talked over again.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = service.review_of_table(&actor, review, Some(&panel)).await;
    let review = crate::enter::answer(asked)?;
    crate::enter::answer(service.give_back_conclusion(&actor, review, &panel, &reason).await)?;
    let which = crate::enter::answer(service.which_table(&actor, review, Some(&panel)).await)?;
    leptos_axum::redirect(&which.at(&format!("/deliberation/{panel}")));
    Ok(())
}

/// Releases the lists of all panels at once.
#[server(endpoint = "deliberation/release")]
pub async fn release(
    /// Which review; the one that runs for the viewer when none is named.
    #[server(default)]
    review: Option<Review>,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let review = crate::enter::answer(service.review_of_table(&actor, review, None).await)?;
    crate::enter::answer(service.release_lists(&actor, review).await)?;
    let which = crate::enter::answer(service.which_table(&actor, review, None).await)?;
    leptos_axum::redirect(&which.at("/deliberation"));
    Ok(())
}
