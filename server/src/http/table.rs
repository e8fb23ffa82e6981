//! What is taken away from the table of a panel (Art. 19, 20): its board as XLSX, its conclusion as PDF.

use app::enter::Signed;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::deliberation::Review;
use domain::ids::PanelId;
use domain::policy::Actor;
use service::Service;

use super::asked::Asked;
use super::exports::workbook;
use super::print::{answer, language_of, refused};
use super::session::to_sign_in;
use crate::export;
use crate::print::{self, Printer};

/// Who asks, and of which review: asked in where nobody is signed in, and told where the table is not theirs.
async fn reader(
    service: &Service,
    signed: Signed,
    asked: &Asked,
    (panel, back): (&PanelId, &str),
) -> Result<(Actor, Review), Response> {
    let Some(actor) = signed.0 else {
        return Err(to_sign_in(back));
    };
    let review = asked.of_table(service, &actor, Some(panel)).await.map_err(|e| refused(&e))?;
    Ok((actor, review))
}

/// The board of a panel.
pub async fn board(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(panel): Path<PanelId>,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Response {
    let (actor, review) = match reader(&service, signed, &asked, (&panel, "/review/board")).await {
        Ok(reader) => reader,
        Err(answer) => return answer,
    };
    let taken = service.take_board(&actor, review, &panel).await;
    let lang = language_of(&parts);
    workbook("board", taken.map(|taken| export::board(lang, &taken))).await
}

/// The signed conclusion of a panel.
pub async fn conclusion(
    State(service): State<Service>,
    State(printer): State<Printer>,
    Extension(signed): Extension<Signed>,
    Path(panel): Path<PanelId>,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Response {
    let (actor, review) = match reader(&service, signed, &asked, (&panel, "/deliberation")).await {
        Ok(reader) => reader,
        Err(answer) => return answer,
    };
    let printed = match service.print_conclusion(&actor, review, &panel).await {
        Ok(printed) => printed,
        Err(e) => return refused(&e),
    };
    let lang = language_of(&parts);
    let name = format!("conclusion-{}-{}", printed.view.panel.number, review.code());
    answer(lang, &name, printer.print(move || print::conclusion(lang, &printed)).await)
}
