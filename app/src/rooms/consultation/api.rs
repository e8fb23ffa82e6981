//! Server function of the consultation. What is done there is posted to the page's own address.

use domain::views::consultation::ConsultationView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The consultation.
#[server(endpoint = "consultation/view", input = GetUrl)]
pub async fn consultation(
    /// The year; of the season that runs where none is named.
    #[server(default)]
    year: Option<i32>,
) -> Result<ConsultationView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.consultation_of(&actor, year).await)
}
