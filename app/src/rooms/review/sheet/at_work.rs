//! While a sheet is open it holds a line to the server: boards say who is at work. Nothing comes over it, and
//! nothing is asked again and again.

use leptos::prelude::*;

/// Holds the line until the page goes, while it can be seen: a sheet in a tab at the back is not being worked on.
pub(super) fn hold_line() {
    // Only in the browser: effects do not run on the server.
    Effect::new(move |_| {
        #[cfg(feature = "hydrate")]
        {
            use crate::ui::line::{Line, until_left, while_visible};
            until_left(while_visible(|| Line::open("/live?work=1")));
        }
    });
}
