//! Head of a page: its title and where it is.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::locales::{common, lang};

/// Sets the document's title; the product's name follows.
pub fn title(text: impl Into<String>) -> impl IntoView {
    let product = common::words(lang()).product;
    let text = format!("{} · {product}", text.into());
    view! { <Title text/> }
}

/// A step of the breadcrumb: address (empty for the page itself) and name.
pub type Crumb = (String, String);

/// The breadcrumb; the last crumb is the page itself.
pub fn crumbs(trail: Vec<Crumb>) -> AnyView {
    let w = common::words(lang());
    view! {
        <nav class="crumbs" aria-label=w.breadcrumb>
            <ol>
                <li><a href="/">{w.home}</a></li>
                {trail
                    .into_iter()
                    .map(|(href, name)| {
                        if href.is_empty() {
                            view! { <li aria-current="page">{name}</li> }.into_any()
                        } else {
                            view! { <li><a href=href>{name}</a></li> }.into_any()
                        }
                    })
                    .collect_view()}
            </ol>
        </nav>
    }
    .into_any()
}
