//! Server function of the initial list. What is done there is posted to the page's own address.

use domain::views::initial_list::InitialListView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The initial list.
#[server(endpoint = "initial-list/list", input = GetUrl)]
pub async fn list() -> Result<InitialListView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.initial_list(&actor).await)
}
