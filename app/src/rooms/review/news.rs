//! The own list stays on the line: what is assigned anew, or opens and closes, is shown without loading the page again.

use domain::views::review::MyReviews;
use leptos::prelude::*;

/// Brings the list up to date for as long as its page stands.
pub(super) fn follow(list: RwSignal<MyReviews>) {
    // Only in the browser, once it stands: a page that wakes must find what the server drew.
    Effect::new(move |_| {
        #[cfg(feature = "hydrate")]
        browser::listen(list);
        #[cfg(not(feature = "hydrate"))]
        let _ = list;
    });
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;

    use domain::views::review::MyReviews;
    use leptos::prelude::*;

    use crate::rooms::review::api;
    use crate::ui::hand;
    use crate::ui::line::{Told, keep_open, until_left};

    /// Listens until the page is left.
    pub(super) fn listen(list: RwSignal<MyReviews>) {
        let opened = Cell::new(false);
        let told = move |told| {
            let changed = match told {
                Told::Event => true,
                // While the line was cut nobody told of anything.
                Told::Open => opened.replace(true),
                Told::Cut => false,
            };
            if changed {
                leptos::task::spawn_local(load(list));
            }
        };
        until_left(keep_open("/live?list=1", "list", told));
    }

    async fn load(list: RwSignal<MyReviews>) {
        let Some(review) = list.try_with_untracked(|l| l.which.review) else { return };
        if let Ok(now) = api::my_reviews(Some(review)).await {
            hand::off().await;
            // The page may have gone meanwhile.
            list.try_set(now);
        }
    }
}
