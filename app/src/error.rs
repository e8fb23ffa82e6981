//! What a server function answers when it does not end well.

use domain::refusal::Refusal;
use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::codec::JsonEncoding;
use serde::{Deserialize, Serialize};

/// Error of every server function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApiError {
    /// Judged and refused; worded by `locales::refusal`.
    Refused(Refusal),
    /// Something broke; the operator finds this number in the log.
    Fault(String),
    /// The line is down, or the server did not understand.
    Line(String),
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        Self::Line(value.to_string())
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(r) => write!(f, "refused: {r:?}"),
            Self::Fault(id) => write!(f, "fault {id}"),
            Self::Line(text) => write!(f, "line: {text}"),
        }
    }
}

impl std::error::Error for ApiError {}

/// Result of every server function.
pub type Api<T> = Result<T, ApiError>;
