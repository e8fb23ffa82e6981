//! Asking the server, as plain forms do, and reading its answer as data.

use app::error::ApiError;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response, UrlSearchParams};

use crate::dom::window;

/// Fields of a form.
pub fn fields<'a>(all: impl IntoIterator<Item = (&'a str, &'a str)>) -> UrlSearchParams {
    // Without text to read there is nothing to refuse.
    let fields = UrlSearchParams::new().unwrap_or_else(|never| never.unchecked_into());
    for (name, text) in all {
        fields.append(name, text);
    }
    fields
}

/// What was answered, and where a plain form would have been led.
pub struct Answer<T> {
    /// The data.
    pub data: T,
    /// The address.
    pub to: Option<String>,
}

/// Posts a form.
pub async fn post<T: DeserializeOwned>(
    to: &str,
    form: &UrlSearchParams,
) -> Result<Answer<T>, ApiError> {
    let how = RequestInit::new();
    how.set_method("POST");
    how.set_body(form);
    ask(to, &how).await
}

/// Reads.
pub async fn get<T: DeserializeOwned>(from: &str) -> Result<T, ApiError> {
    ask(from, &RequestInit::new()).await.map(|answer| answer.data)
}

async fn ask<T: DeserializeOwned>(to: &str, how: &RequestInit) -> Result<Answer<T>, ApiError> {
    let (status, to, text) = send(to, how).await.ok_or_else(down)?;
    if (200..300).contains(&status) {
        let data = serde_json::from_str(&text).map_err(|_| down())?;
        return Ok(Answer { data, to });
    }
    // Not our server's words: a proxy between us.
    Err(serde_json::from_str(&text).unwrap_or_else(|_| down()))
}

fn down() -> ApiError {
    ApiError::Line(String::new())
}

async fn send(to: &str, how: &RequestInit) -> Option<(u16, Option<String>, String)> {
    // Whoever takes pages is led to one; this takes data.
    let headers = web_sys::Headers::new().ok()?;
    headers.append("accept", "application/json").ok()?;
    how.set_headers(&headers);
    let answer = JsFuture::from(window().fetch_with_str_and_init(to, how)).await.ok()?;
    let answer: Response = answer.unchecked_into();
    let to = answer.headers().get("location").ok().flatten();
    let text = JsFuture::from(answer.text().ok()?).await.ok()?;
    Some((answer.status(), to, text.as_string()?))
}
