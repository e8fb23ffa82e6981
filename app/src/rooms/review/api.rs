//! Server functions of room *review*.

use std::collections::BTreeMap;

use domain::ids::{DossierId, PanelId};
use domain::review::board::Delta;
use domain::views::review as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The expert's work list.
#[server(endpoint = "review/mine", input = GetUrl)]
pub async fn my_reviews() -> Result<view::MyReviews, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.my_reviews(&actor).await)
}

/// Signs the undertaking and declares conflicts (Art. 15).
#[server(endpoint = "review/undertake")]
pub async fn undertake(
    /// Dossiers of organisations a conflict is declared with.
    #[server(default)]
    conflicts: Vec<DossierId>,
    /// Must be `yes`: the undertaking was read and is signed.
    #[server(default)]
    agree: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    if agree != "yes" {
        return crate::enter::answer(Err(domain::refusal::Refusal::UndertakingMissing.into()));
    }
    crate::enter::answer(service.undertake(&actor, &conflicts).await)?;
    leptos_axum::redirect("/review");
    Ok(())
}

/// The score sheet with the dossier beside it.
#[server(endpoint = "review/sheet", input = GetUrl)]
pub async fn sheet(
    /// Dossier.
    id: DossierId,
) -> Result<view::SheetView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.sheet(&actor, &id).await)
}

/// Saves the sheet as it is.
#[server(endpoint = "review/save")]
pub async fn save_sheet(
    /// Dossier.
    id: DossierId,
    /// Sub-item code → points as typed.
    #[server(default)]
    scores: BTreeMap<String, String>,
    /// Criterion code → comment.
    #[server(default)]
    comments: BTreeMap<String, String>,
    /// Overall comment.
    #[server(default)]
    overall: String,
) -> Result<view::SheetSaved, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let form = domain::review::sheet::SheetForm { scores, comments, overall };
    crate::enter::answer(service.save_sheet(&actor, &id, &form).await)
}

/// Saves the sheet, then seals it. A sheet that is not complete stays saved.
#[server(endpoint = "review/seal")]
pub async fn seal_sheet(
    /// Dossier.
    id: DossierId,
    /// Sub-item code → points as typed.
    #[server(default)]
    scores: BTreeMap<String, String>,
    /// Criterion code → comment.
    #[server(default)]
    comments: BTreeMap<String, String>,
    /// Overall comment.
    #[server(default)]
    overall: String,
    /// `yes` to seal, anything else to save only.
    #[server(default)]
    seal: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let form = domain::review::sheet::SheetForm { scores, comments, overall };
    crate::enter::answer(service.save_sheet(&actor, &id, &form).await)?;
    if seal == "yes" {
        crate::enter::answer(service.seal_sheet(&actor, &id, &form).await)?;
    }
    leptos_axum::redirect(&format!("/review/{id}"));
    Ok(())
}

/// Puts another sheet in the place of a sealed one, which is kept.
#[server(endpoint = "review/amend")]
pub async fn amend_sheet(
    /// Dossier.
    id: DossierId,
    /// Sub-item code → points as typed.
    #[server(default)]
    scores: BTreeMap<String, String>,
    /// Criterion code → comment.
    #[server(default)]
    comments: BTreeMap<String, String>,
    /// Overall comment.
    #[server(default)]
    overall: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let form = domain::review::sheet::SheetForm { scores, comments, overall };
    crate::enter::answer(service.amend_sheet(&actor, &id, &form, &reason).await)?;
    leptos_axum::redirect(&format!("/review/{id}"));
    Ok(())
}

/// Gives an application back before the own sheet is sealed.
#[server(endpoint = "review/decline")]
pub async fn decline(
    /// Dossier.
    id: DossierId,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.decline_review(&actor, &id, &reason).await)?;
    leptos_axum::redirect("/review");
    Ok(())
}

/// The live board.
#[server(endpoint = "review/board", input = GetUrl)]
pub async fn board(
    /// One panel; the viewer's whole scope when there is none.
    panel: Option<PanelId>,
) -> Result<view::BoardView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.board(&actor, panel.as_ref()).await)
}

/// Points of the sub-items behind the totals of the board, to try out other weights.
#[server(endpoint = "review/points", input = GetUrl)]
pub async fn board_points(
    /// One panel; the viewer's whole scope when there is none.
    panel: Option<PanelId>,
) -> Result<domain::review::weights::BoardPoints, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.board_points(&actor, panel.as_ref()).await)
}

/// Rows of the board that changed after a moment the board itself gave.
#[server(endpoint = "review/delta", input = GetUrl)]
pub async fn board_delta(
    /// One panel; the viewer's whole scope when there is none.
    panel: Option<PanelId>,
    /// Moment of the picture at hand, microseconds.
    since: i64,
) -> Result<Delta, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.board_delta(&actor, panel.as_ref(), since).await)
}
