//! An attached file as a line: its name leads to its content; size, moment, fingerprint, state
//! and a preview follow.

use domain::application::files::{FileState, Kind};
use domain::views::application::FileView;
use leptos::html::iframe;
use leptos::prelude::*;

use crate::locales::{Lang, dossier, files};

/// Letters of a fingerprint that are shown.
const SHORT: usize = 12;

/// The beginning of a file's fingerprint.
pub fn short(f: &FileView) -> String {
    f.sha256.chars().take(SHORT).collect()
}

/// The name, to be downloaded, and under it size, moment, fingerprint and state.
pub fn line(lang: Lang, f: &FileView) -> AnyView {
    let w = files::words(lang);
    let about = format!(
        "{} · {} · SHA-256 {}…",
        dossier::bytes(f.size),
        (w.attached_at)(&f.at.show_minute()),
        short(f)
    );
    view! {
        <p>
            {link(f)}
            " "
            <small title=f.sha256.clone()>{about}</small>
            " "
            {tag(lang, f)}
        </p>
    }
    .into_any()
}

/// The name, which leads to the content unless that is closed.
pub fn link(f: &FileView) -> AnyView {
    let name = f.name.clone();
    if f.state == FileState::Infected {
        return view! { <span>{name}</span> }.into_any();
    }
    let save = name.clone();
    view! { <a href=format!("/files/{}", f.id) rel="external" download=save>{name}</a> }.into_any()
}

/// The tag of a file's state, where there is something to say.
pub fn tag(lang: Lang, f: &FileView) -> Option<AnyView> {
    let (class, word) = files::state(lang, f.state)?;
    Some(view! { <span class=class>{word}</span> }.into_any())
}

/// A picture or a PDF, loaded once somebody unfolds it. The server answers with a policy that
/// keeps it in a sandbox; nothing of it runs in the site's name.
pub fn preview(lang: Lang, f: &FileView) -> Option<AnyView> {
    let kind = f.kind().filter(|k| k.has_preview() && f.state.is_open())?;
    let w = files::words(lang);
    let from = format!("/files/{}/view", f.id);
    let title = (w.preview_of)(&f.name);
    let shown = match kind {
        // The macro knows no such attribute of a frame.
        Kind::Pdf => iframe().src(from).title(title).attr("loading", "lazy").into_any(),
        _ => view! { <img src=from alt=title loading="lazy"/> }.into_any(),
    };
    let name = format!(" {}", f.name);
    Some(
        view! {
            <details class="preview">
                <summary>{w.preview}<span class="sr">{name}</span></summary>
                {shown}
            </details>
        }
        .into_any(),
    )
}
