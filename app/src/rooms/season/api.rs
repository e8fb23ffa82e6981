//! Server functions of room *season*.

use domain::views as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The public call. Public.
#[server(endpoint = "season/call", input = GetUrl)]
pub async fn call() -> Result<view::Call, ApiError> {
    crate::enter::answer(crate::enter::open()?.call().await)
}
