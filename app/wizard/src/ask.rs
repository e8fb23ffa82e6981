//! Asking the server, as plain forms do, and reading its answer as data.

use app::error::{SAID, from_hex};
use app::locales::common;
use domain::lang::Lang;
use serde::Deserialize;
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
) -> Result<Answer<T>, Wrong> {
    let how = RequestInit::new();
    how.set_method("POST");
    how.set_body(form);
    ask(to, &how).await
}

/// Reads.
pub async fn get<T: DeserializeOwned>(from: &str) -> Result<T, Wrong> {
    ask(from, &RequestInit::new()).await.map(|answer| answer.data)
}

async fn ask<T: DeserializeOwned>(to: &str, how: &RequestInit) -> Result<Answer<T>, Wrong> {
    let (answer, text) = send(to, how).await.ok_or(Wrong::Line)?;
    let header = |name: &str| answer.headers().get(name).ok().flatten();
    if !answer.ok() {
        return Err(Wrong::of(answer.status(), &text, header(SAID)));
    }
    let data = serde_json::from_str(&text).map_err(|_| Wrong::Line)?;
    Ok(Answer { data, to: header("location") })
}

async fn send(to: &str, how: &RequestInit) -> Option<(Response, String)> {
    // Whoever takes pages is led to one; this takes data.
    let headers = web_sys::Headers::new().ok()?;
    headers.append("accept", "application/json").ok()?;
    how.set_headers(&headers);
    let answer = JsFuture::from(window().fetch_with_str_and_init(to, how)).await.ok()?;
    let answer: Response = answer.unchecked_into();
    let text = JsFuture::from(answer.text().ok()?).await.ok()?;
    Some((answer, text.as_string()?))
}

/// Why something was not done. Of the many refusals this knows no more than it has to do something
/// about; the server words them.
pub enum Wrong {
    /// The line is down, or who answered was not the server.
    Line,
    /// The session has ended, in the reader's words.
    SignedOut(String),
    /// Something broke; the number is for the operator.
    Fault(String),
    /// Refused, in the reader's words.
    Refused(String),
    /// An upload stands elsewhere than was believed.
    Offset(i64),
    /// Another request is just writing to the upload.
    Busy,
}

#[derive(Deserialize)]
struct Fault {
    #[serde(rename = "Fault")]
    id: String,
}

#[derive(Deserialize)]
struct Elsewhere {
    #[serde(rename = "Refused")]
    refused: Offset,
}

#[derive(Deserialize)]
struct Offset {
    upload_offset: Received,
}

#[derive(Deserialize)]
struct Received {
    received: i64,
}

impl Wrong {
    /// Reads an answer that is none of success.
    pub fn of(status: u16, text: &str, said: Option<String>) -> Self {
        let said = said.and_then(|said| from_hex(&said));
        if status == 401 {
            return Self::SignedOut(said.unwrap_or_default());
        }
        if text == r#"{"Refused":"upload_busy"}"# {
            return Self::Busy;
        }
        if let Ok(elsewhere) = serde_json::from_str::<Elsewhere>(text) {
            return Self::Offset(elsewhere.refused.upload_offset.received);
        }
        if let Ok(fault) = serde_json::from_str::<Fault>(text) {
            return Self::Fault(fault.id);
        }
        said.map_or(Self::Line, Self::Refused)
    }

    /// One sentence in the reader's language.
    pub fn sentence(&self, lang: Lang) -> String {
        let w = common::words(lang);
        match self {
            Self::Fault(id) => (w.fault_text)(id),
            Self::Refused(said) | Self::SignedOut(said) => said.clone(),
            Self::Line | Self::Offset(_) | Self::Busy => w.line_text.to_owned(),
        }
    }
}
