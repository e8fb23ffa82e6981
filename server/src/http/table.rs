//! What is taken away from the table of a panel (Art. 19, 20): its board as XLSX, its conclusion as PDF.

use app::enter::Signed;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::deliberation::Review;
use domain::ids::PanelId;
use domain::policy::Actor;
use serde::Deserialize;
use service::Service;

use super::exports::workbook;
use super::print::{answer, language_of, refused};
use crate::export;
use crate::print::{self, Printer};

/// Which review is meant; the one that runs for the viewer where none is named.
#[derive(Deserialize)]
pub struct Of {
    review: Option<String>,
}

impl Of {
    async fn review(
        &self,
        service: &Service,
        actor: &Actor,
        panel: &PanelId,
    ) -> service::Result<Review> {
        let named = self.review.as_deref().and_then(Review::from_code);
        service.review_of_table(actor, named, Some(panel)).await
    }
}

/// The board of a panel.
pub async fn board(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(panel): Path<PanelId>,
    Query(of): Query<Of>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else {
        return Redirect::to("/sign-in?next=/review/board").into_response();
    };
    let taken = match of.review(&service, &actor, &panel).await {
        Ok(review) => service.take_board(&actor, review, &panel).await,
        Err(e) => Err(e),
    };
    let lang = language_of(&parts);
    workbook("board", taken.map(|taken| export::board(lang, &taken))).await
}

/// The signed conclusion of a panel.
pub async fn conclusion(
    State(service): State<Service>,
    State(printer): State<Printer>,
    Extension(signed): Extension<Signed>,
    Path(panel): Path<PanelId>,
    Query(of): Query<Of>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else {
        return Redirect::to("/sign-in?next=/deliberation").into_response();
    };
    let review = match of.review(&service, &actor, &panel).await {
        Ok(review) => review,
        Err(e) => return refused(&e),
    };
    let printed = match service.print_conclusion(&actor, review, &panel).await {
        Ok(printed) => printed,
        Err(service::Error::Refused(_)) => return StatusCode::NOT_FOUND.into_response(),
        Err(e) => return refused(&e),
    };
    let lang = language_of(&parts);
    let name = format!("conclusion-{}-{}", printed.view.panel.number, review.code());
    answer(lang, &name, printer.print(move || print::conclusion(lang, &printed)).await)
}
