//! Help at the place, folded away until it is wanted, unfolded on paper.

use domain::application::page::Page;
use leptos::prelude::*;

use crate::locales::{Lang, application, common, help};

/// Why a page asks, an example, what often goes wrong, and where its article is explained.
pub fn help(lang: Lang, page: Page) -> AnyView {
    let w = help::words(lang);
    let h = help::help(lang, page);
    let (article, _) = application::page_intro(lang, page);
    let number = article.split('(').next().unwrap_or(article);
    let lines = |all: &'static [&'static str]| {
        all.iter().map(|text| view! { <li>{*text}</li> }).collect_view()
    };
    view! {
        <details class="help">
            <summary>{w.summary}</summary>
            <dl>
                <div>
                    <dt>{w.why}</dt>
                    <dd>
                        <p>{h.why}</p>
                        <p>
                            <a href=format!("/guide#art-{number}")>
                                {(w.rule)(&(common::words(lang).article)(number))}
                            </a>
                        </p>
                    </dd>
                </div>
                <div><dt>{w.example}</dt><dd><ul>{lines(h.example)}</ul></dd></div>
                <div><dt>{w.mistakes}</dt><dd><ul>{lines(h.mistakes)}</ul></dd></div>
            </dl>
        </details>
    }
    .into_any()
}
