//! Room *incident* (Art. 24): reporting one, investigating it, hearing the organisation, deciding, and the public
//! list of titles that were revoked.

pub mod api;
pub mod case;
pub mod form;
mod groundless;
pub mod list;
pub mod revoked;
pub mod statement;
pub mod status;

use domain::incident::Holder;
use leptos::prelude::*;

use crate::locales::Lang;
use crate::locales::incident::words;

/// A title with whose it is, in rows of a list of facts.
fn holder(lang: Lang, t: &Holder) -> AnyView {
    let w = words(lang);
    let (number, organisation, benchmark) =
        (t.number.clone(), t.organisation.clone(), t.benchmark.clone());
    view! {
        <div><dt>{w.number}</dt><dd>{number}</dd></div>
        <div><dt>{w.organisation}</dt><dd lang="zh-CN">{organisation}</dd></div>
        <div><dt>{w.benchmark}</dt><dd lang="zh-CN">{benchmark}</dd></div>
    }
    .into_any()
}
