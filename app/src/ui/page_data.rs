//! What a long page is drawn from, handed to the browser as a block of data within the page.
//!
//! Leptos hands a resource's value over as a JavaScript string, escaped character by character; a thousand rows of
//! Chinese cost more to escape than to draw, and half as much again to send. JSON in an element that
//! no browser runs needs nothing escaped but `<`.

use std::convert::Infallible;

use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::load::{failed, shown};
use crate::error::Api;

/// The element with the data; a page has one resource.
const ID: &str = "page-data";

/// A value that stands in the page, not in the script that wakes it.
pub struct InPage;

impl<T> Encoder<T> for InPage {
    type Error = Infallible;
    type Encoded = String;

    fn encode(_: &T) -> Result<String, Infallible> {
        Ok(String::new())
    }
}

impl<T: DeserializeOwned> Decoder<T> for InPage {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(_: &str) -> Result<T, serde_json::Error> {
        let element = document().get_element_by_id(ID);
        let text = element.as_ref().and_then(|e| e.text_content()).unwrap_or_default();
        let value = serde_json::from_str(&text)?;
        if let Some(element) = element {
            element.set_text_content(None);
        }
        Ok(value)
    }
}

/// Asks for what a page is drawn from, as [`Resource::new`] does.
pub fn in_page<S, T, Fut>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetcher: impl Fn(S) -> Fut + Send + Sync + 'static,
) -> Resource<T, InPage>
where
    S: Send + Sync + Clone + PartialEq + 'static,
    T: DeserializeOwned + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
{
    Resource::new_with_options(source, fetcher, false)
}

/// Draws `view` with what `data` brings, as [`super::loaded`] does, and puts the data beside it.
pub fn loaded_in_page<T, F>(data: Resource<Api<T>, InPage>, view: F) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    shown(data, move |value| {
        let block = block(&value);
        let drawn = match value {
            Ok(value) => view(value),
            Err(e) => failed(e),
        };
        view! { {block}{drawn} }.into_any()
    })
}

/// Draws `view` with what `data` brings; what it hands to a program of its own is the view's affair.
#[cfg(feature = "ssr")]
pub fn loaded_alone<T, F>(data: Resource<Api<T>, InPage>, view: F) -> AnyView
where
    T: Clone + DeserializeOwned + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match data.await {
                        Ok(value) => view(value),
                        Err(e) => failed(e),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

/// The element with the data, empty where the browser draws it.
pub fn block<T: Serialize>(value: &T) -> AnyView {
    let json = if cfg!(feature = "ssr") { text(value) } else { String::new() };
    view! { <script type="application/json" id=ID inner_html=json></script> }.into_any()
}

/// JSON that cannot end the element it stands in.
fn text<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_block_of_data() {
        let hostile = "</script><!-- <script> \u{2028} \" \\ 质量";
        let json = text(&hostile);
        assert!(!json.contains('<'));
        assert_eq!(serde_json::from_str::<String>(&json).ok().as_deref(), Some(hostile));
    }
}
