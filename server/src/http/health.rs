//! Whether the server can do its work, and what is said when it could not.

use std::any::Any;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use service::Service;

/// `ok` when the database answers.
pub async fn health(State(service): State<Service>) -> Response {
    match service.season().await {
        Ok(_) | Err(service::Error::Refused(_)) => (StatusCode::OK, "ok\n").into_response(),
        Err(e) => {
            tracing::error!("health: {e}");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// A panic becomes a log line and a plain answer; the connection lives on.
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!("panic: {text}");
    (StatusCode::INTERNAL_SERVER_ERROR, "internal error / 系统内部错误\n").into_response()
}
