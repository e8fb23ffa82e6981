//! The computed size class (Art. 10 (4)), as [`crate::drawn::verdict`] draws it.

use domain::facts::sme::{SmeError, Verdict};
use leptos::prelude::*;

use crate::drawn;
use crate::locales::Lang;

/// The judgement as it stands; `None` while no industry is known.
pub fn verdict(lang: Lang, found: Option<Result<Verdict, SmeError>>) -> AnyView {
    let inner = drawn::verdict::section(lang, found.as_ref());
    view! { <div class="follows" inner_html=inner></div> }.into_any()
}
