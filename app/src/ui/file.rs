//! An attached file as a line: its name leads to its content; size, moment, fingerprint, state
//! and a preview follow. What stands in it is drawn by [`crate::drawn::files`].

use domain::views::application::FileView;
use leptos::prelude::*;

use crate::drawn::files as drawn;
pub use crate::drawn::files::short;
use crate::locales::Lang;

/// The name, to be downloaded, and under it size, moment, fingerprint and state.
pub fn line(lang: Lang, f: &FileView) -> AnyView {
    view! { <p inner_html=drawn::line(lang, f)></p> }.into_any()
}

/// The name, which leads to the content unless that is closed.
pub fn link(f: &FileView) -> AnyView {
    view! { <span inner_html=drawn::link(f)></span> }.into_any()
}

/// The tag of a file's state, where there is something to say.
pub fn tag(lang: Lang, f: &FileView) -> Option<AnyView> {
    let tag = drawn::tag(lang, f);
    (!tag.is_empty()).then(|| view! { <span inner_html=tag></span> }.into_any())
}

/// A picture or a PDF, loaded once somebody unfolds it.
pub fn preview(lang: Lang, f: &FileView) -> Option<AnyView> {
    let inner = drawn::preview(lang, f)?;
    Some(view! { <details class="preview" inner_html=inner></details> }.into_any())
}
