//! What the address of a page of one application names.

use domain::deliberation::Review;
use domain::ids::{DossierId, PanelId};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::ui::which_review;

/// Panel, application, and which review; the one that runs where none is named.
pub(super) type Place = (PanelId, DossierId, Option<Review>);

/// The place, as it changes with the address.
pub(super) fn place() -> Memo<Place> {
    let (params, query) = (use_params_map(), use_query_map());
    Memo::new(move |_| {
        let params = params.read();
        let of = |name: &str| params.get(name).unwrap_or_default();
        (of("panel").into(), of("id").into(), which_review::asked(&query.read()))
    })
}
