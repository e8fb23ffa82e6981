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

/// Whoever acts at the table of a panel, or at all of them.
#[cfg(feature = "ssr")]
struct Table {
    service: service::Service,
    actor: domain::policy::Actor,
    review: Review,
    panel: Option<PanelId>,
}

#[cfg(feature = "ssr")]
impl Table {
    /// In the review that is named, or in the one that runs for who acts.
    async fn of(
        (service, actor): (service::Service, domain::policy::Actor),
        review: Option<Review>,
        panel: Option<PanelId>,
    ) -> Result<Self, ApiError> {
        let asked = service.review_of_table(&actor, review, panel.as_ref()).await;
        let review = crate::enter::answer(asked)?;
        Ok(Self { service, actor, review, panel })
    }

    /// Answers what became of an act: done, it leads back to the page, to a place on it.
    async fn answer(self, done: service::Result<()>, place: &str) -> Result<(), ApiError> {
        crate::enter::answer(done)?;
        let Self { service, actor, review, panel } = self;
        let which = service.which_table(&actor, review, panel.as_ref()).await;
        let page = panel.map_or("/deliberation".to_owned(), |of| format!("/deliberation/{of}"));
        let to = crate::enter::answer(which)?.at(&format!("{page}{place}"));
        leptos_axum::redirect(&to);
        Ok(())
    }
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
    let table = Table::of((service, actor), review, Some(panel.clone())).await?;
    let done = table.service.miss_sheets(&table.actor, table.review, &panel, &reason).await;
    table.answer(done, "").await
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
    let table = Table::of((service, actor), review, Some(panel.clone())).await?;
    use domain::deliberation::agreed::{Verdict, read_rank};
    let verdict = crate::enter::judged(Verdict::read(&verdict))?;
    let rank = crate::enter::judged(read_rank(&rank))?;
    let typed = service::Agreeing {
        dossier: id.clone(),
        verdict,
        rank,
        reason,
        minutes,
        exception,
        revision,
    };
    let done = table.service.agree(&table.actor, table.review, &panel, &typed).await;
    table.answer(done, &format!("#a-{id}")).await
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
    let table = Table::of((service, actor), review, Some(panel.clone())).await?;
    let done = table.service.refresh_results(&table.actor, table.review, &panel, revision).await;
    table.answer(done, "").await
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
    let table = Table::of((service, actor), review, Some(panel.clone())).await?;
    let done = table.service.sign_conclusion(&table.actor, table.review, &panel, &seen).await;
    table.answer(done, "").await
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
    let table = Table::of((service, actor), review, Some(panel.clone())).await?;
    let done = table.service.confirm_conclusion(&table.actor, table.review, &panel, &seen).await;
    table.answer(done, "").await
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
    /// SHA-256 on the page.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let table = Table::of((service, actor), review, Some(panel.clone())).await?;
    let said = (seen.as_str(), reason.as_str());
    let done = table.service.give_back_conclusion(&table.actor, table.review, &panel, said).await;
    table.answer(done, "").await
}

/// Releases the lists of all panels at once.
#[server(endpoint = "deliberation/release")]
pub async fn release(
    /// Which review; the one that runs for the viewer when none is named.
    #[server(default)]
    review: Option<Review>,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let table = Table::of((service, actor), review, None).await?;
    let done = table.service.release_lists(&table.actor, table.review).await;
    table.answer(done, "").await
}
