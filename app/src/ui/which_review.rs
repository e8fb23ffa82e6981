//! Which of the two reviews a page shows (Art. 19, 20): from its address, and the way to the other one for
//! whoever has something in both.

use domain::deliberation::Review;
use domain::views::which::Which;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::locales::{common, lang};

/// The review an address asks for; none where it does not say.
pub fn asked(query: &ParamsMap) -> Option<Review> {
    query.get_str("review").and_then(Review::from_code)
}

/// The switch between the two on a page that both have; nothing where there is but one. Pages are loaded
/// anew: what was typed into one must not be taken for the other's.
pub fn switch(which: Which, page: &str) -> Option<AnyView> {
    if !which.both {
        return None;
    }
    let lang = lang();
    let links = Review::ALL
        .into_iter()
        .map(|review| {
            let current = (review == which.review).then_some("page");
            let (href, name) = (which.of(review).at(page), common::phase(lang, review.phase()));
            view! {
                <a class="btn small quiet" href=href rel="external" aria-current=current>{name}</a>
            }
        })
        .collect_view();
    let label = lang.pick("选择评审", "Which review");
    Some(view! { <nav class="row no-print no-projector" aria-label=label>{links}</nav> }.into_any())
}

/// The field by which a form says of which review it is.
pub fn field(which: Which) -> AnyView {
    view! { <input type="hidden" name="review" value=which.review.code()/> }.into_any()
}
