//! Server functions of room *review*.

use std::collections::BTreeMap;

use domain::deliberation::Review;
use domain::ids::{DossierId, PanelId};
use domain::review::board::Delta;
use domain::views::review as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The expert's work list.
#[server(endpoint = "review/mine", input = GetUrl)]
pub async fn my_reviews(
    /// Which review; the one that runs for the viewer when none is named.
    review: Option<Review>,
) -> Result<view::MyReviews, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let review = crate::enter::answer(service.review_of_list(&actor, review).await)?;
    crate::enter::answer(service.my_reviews(&actor, review).await)
}

/// The undertaking, to be signed or as it was signed (Art. 15): for everybody of the committee.
#[server(endpoint = "review/undertaking", input = GetUrl)]
pub async fn undertaking() -> Result<view::UndertakingView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.undertaking(&actor).await)
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
    // Chair and vice chair have no work list to come to.
    let scores = actor.expert().is_ok();
    leptos_axum::redirect(if scores { "/review" } else { "/review/undertaking" });
    Ok(())
}

/// The score sheet with the dossier beside it.
#[server(endpoint = "review/sheet", input = GetUrl)]
pub async fn sheet(
    /// Dossier.
    id: DossierId,
    /// Which review; the one that runs for the viewer when none is named.
    review: Option<Review>,
) -> Result<view::SheetView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let review = crate::enter::answer(service.review_of_sheet(&actor, review, &id).await)?;
    crate::enter::answer(service.sheet(&actor, review, &id).await)
}

/// Saves the sheet as it is.
#[server(endpoint = "review/save")]
pub async fn save_sheet(
    /// Dossier.
    id: DossierId,
    /// Which review; the one that runs for the viewer when none is named.
    #[server(default)]
    review: Option<Review>,
    /// Revision the form was drawn from; without it nothing is compared.
    #[server(default)]
    base: Option<i64>,
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
    let review = crate::enter::answer(service.review_of_sheet(&actor, review, &id).await)?;
    let form = domain::review::sheet::SheetForm { scores, comments, overall };
    crate::enter::answer(service.save_sheet(&actor, review, &id, base, &form).await)
}

/// Saves the sheet, then seals it. A sheet that is not complete stays saved.
#[server(endpoint = "review/seal")]
pub async fn seal_sheet(
    /// Dossier.
    id: DossierId,
    /// Which review; the one that runs for the viewer when none is named.
    #[server(default)]
    review: Option<Review>,
    /// Revision the form was drawn from; without it nothing is compared.
    #[server(default)]
    base: Option<i64>,
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
    let review = crate::enter::answer(service.review_of_sheet(&actor, review, &id).await)?;
    let form = domain::review::sheet::SheetForm { scores, comments, overall };
    crate::enter::answer(service.save_sheet(&actor, review, &id, base, &form).await)?;
    if seal == "yes" {
        crate::enter::answer(service.seal_sheet(&actor, review, &id, &form).await)?;
    }
    let which = crate::enter::answer(service.which_sheet(&actor, review, &id).await)?;
    leptos_axum::redirect(&which.at(&format!("/review/{id}")));
    Ok(())
}

/// Puts another sheet in the place of a sealed one, which is kept.
#[server(endpoint = "review/amend")]
pub async fn amend_sheet(
    /// Dossier.
    id: DossierId,
    /// Which review; the one that runs for the viewer when none is named.
    #[server(default)]
    review: Option<Review>,
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
    let review = crate::enter::answer(service.review_of_sheet(&actor, review, &id).await)?;
    let form = domain::review::sheet::SheetForm { scores, comments, overall };
    crate::enter::answer(service.amend_sheet(&actor, review, &id, &form, &reason).await)?;
    let which = crate::enter::answer(service.which_sheet(&actor, review, &id).await)?;
    leptos_axum::redirect(&which.at(&format!("/review/{id}")));
    Ok(())
}

/// Gives an application back before the own sheet is sealed.
#[server(endpoint = "review/decline")]
pub async fn decline(
    /// Dossier.
    id: DossierId,
    /// Which review; the one that runs for the viewer when none is named.
    #[server(default)]
    review: Option<Review>,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let review = crate::enter::answer(service.review_of_sheet(&actor, review, &id).await)?;
    crate::enter::answer(service.decline_review(&actor, review, &id, &reason).await)?;
    let which = crate::enter::answer(service.which_list(&actor, review).await)?;
    leptos_axum::redirect(&which.at("/review"));
    Ok(())
}

/// The live board.
#[server(endpoint = "review/board", input = GetUrl)]
pub async fn board(
    /// Which review; the one that runs for the viewer when none is named.
    review: Option<Review>,
    /// One panel; the viewer's whole scope when there is none.
    panel: Option<PanelId>,
) -> Result<view::BoardView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = service.review_of_table(&actor, review, panel.as_ref()).await;
    let review = crate::enter::answer(asked)?;
    crate::enter::answer(service.board(&actor, review, panel.as_ref()).await)
}

/// Points of the sub-items behind the totals of the board, to try out other weights.
#[server(endpoint = "review/points", input = GetUrl)]
pub async fn board_points(
    /// Which review; the one that runs for the viewer when none is named.
    review: Option<Review>,
    /// One panel; the viewer's whole scope when there is none.
    panel: Option<PanelId>,
) -> Result<domain::review::weights::BoardPoints, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = service.review_of_table(&actor, review, panel.as_ref()).await;
    let review = crate::enter::answer(asked)?;
    crate::enter::answer(service.board_points(&actor, review, panel.as_ref()).await)
}

/// Rows of the board that changed after a moment the board itself gave.
#[server(endpoint = "review/delta", input = GetUrl)]
pub async fn board_delta(
    /// Which review; the one that runs for the viewer when none is named.
    review: Option<Review>,
    /// One panel; the viewer's whole scope when there is none.
    panel: Option<PanelId>,
    /// Moment of the picture at hand, microseconds.
    since: i64,
) -> Result<Delta, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = service.review_of_table(&actor, review, panel.as_ref()).await;
    let review = crate::enter::answer(asked)?;
    crate::enter::answer(service.board_delta(&actor, review, panel.as_ref(), since).await)
}
