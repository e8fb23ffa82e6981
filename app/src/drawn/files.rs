//! An attached file as a line: its name leads to its content; size, moment, fingerprint, state
//! and a preview follow. And how much of the season's allowance is used.

use domain::application::files::{FileState, Kind, MB};
use domain::views::application::FileView;

use super::{FOLLOWS, Leaf};
use crate::locales::{Lang, application, dossier, files};
use crate::markup::text;

/// Letters of a fingerprint that are shown.
const SHORT: usize = 12;

/// The beginning of a file's fingerprint.
pub fn short(f: &FileView) -> String {
    f.sha256.chars().take(SHORT).collect()
}

/// What stands in the line of a file: the name, to be downloaded, and under it size, moment,
/// fingerprint and state.
pub fn line(lang: Lang, f: &FileView) -> String {
    let w = files::words(lang);
    let about = format!(
        "{} · {} · SHA-256 {}…",
        dossier::bytes(f.size),
        (w.attached_at)(&f.at.show_minute()),
        short(f)
    );
    format!(
        "{} <small title=\"{}\">{}</small> {}",
        link(f),
        text(&f.sha256),
        text(&about),
        tag(lang, f)
    )
}

/// The name, which leads to the content unless that is closed.
pub fn link(f: &FileView) -> String {
    let name = text(&f.name);
    // Whoever signs by a link is told the names; the contents are for those with an account.
    if f.state == FileState::Infected || f.id.as_str().is_empty() {
        return format!("<span>{name}</span>");
    }
    // The server says that it is to be saved, and by which name; whoever is signed in no longer is led to sign in.
    format!("<a href=\"/files/{}\" rel=\"external\">{name}</a>", f.id)
}

/// The tag of a file's state, where there is something to say.
pub fn tag(lang: Lang, f: &FileView) -> String {
    files::state(lang, f.state)
        .map(|(class, word)| format!("<span class=\"{class}\">{word}</span>"))
        .unwrap_or_default()
}

/// What stands in the preview of a picture or a PDF, loaded once somebody unfolds it; nothing where
/// there is none. The server answers with a policy that keeps it in a sandbox; nothing of it runs in
/// the site's name.
pub fn preview(lang: Lang, f: &FileView) -> Option<String> {
    let kind = f.kind().filter(|k| k.has_preview() && f.state.is_open())?;
    if f.id.as_str().is_empty() {
        return None;
    }
    let w = files::words(lang);
    let (name, title) = (text(&f.name), text(&(w.preview_of)(&f.name)));
    let from = format!("/files/{}/view", f.id);
    let shown = match kind {
        Kind::Pdf => {
            format!("<iframe src=\"{from}\" title=\"{title}\" loading=\"lazy\"></iframe>")
        }
        _ => format!("<img src=\"{from}\" alt=\"{title}\" loading=\"lazy\">"),
    };
    Some(format!("<summary>{}<span class=\"sr\"> {name}</span></summary>{shown}", w.preview))
}

/// What tells an item of a list of files from the others, and from itself in another state.
pub fn mark(f: &FileView) -> String {
    format!("{} {}", f.id, f.state.code())
}

/// What a list of attached files shows of one: its line, its twin, its preview, and the way to take it
/// off, which posts to `remove`.
pub fn item(leaf: &Leaf, f: &FileView, remove: Option<&str>) -> String {
    let w = application::words(leaf.lang);
    let (dossier, id) = (&leaf.id, &f.id);
    let remove = remove
        .map(|to| {
            format!(
                "<form method=\"post\" action=\"{to}\" data-remove><input type=\"hidden\" name=\"id\" value=\"{dossier}\">\
                 <input type=\"hidden\" name=\"file\" value=\"{id}\"><button class=\"linkish\">{}<span class=\"sr\"> {}</span></button></form>",
                w.remove,
                text(&f.name)
            )
        })
        .unwrap_or_default();
    let preview = preview(leaf.lang, f)
        .map(|inner| format!("<details class=\"preview\">{inner}</details>"))
        .unwrap_or_default();
    format!(
        "<div class=\"row between\"><p>{}</p>{remove}</div><div class=\"follows\" {FOLLOWS}=\"twin {id}\">{}</div>{preview}",
        line(leaf.lang, f),
        twin(leaf, id.as_str())
    )
}

/// Where else the same content is.
pub fn twin(leaf: &Leaf, id: &str) -> String {
    let file = leaf.files.iter().find(|f| f.id.as_str() == id);
    file.and_then(|f| f.twin(&leaf.files))
        .map(|t| format!("<p class=\"hint\">{}</p>", text(&files::twin(leaf.lang, t.slot))))
        .unwrap_or_default()
}

/// How much of the season's allowance is used.
pub fn used(leaf: &Leaf) -> String {
    let w = files::words(leaf.lang);
    let limits = &leaf.context.season.limits;
    let (bytes, count) = (limits.files_max, limits.dossier_files_max);
    let all: i64 = leaf.files.iter().map(|f| f.size).sum();
    let tenths = (all * 10 + MB / 2) / MB;
    let used = format!("{}.{}", tenths / 10, tenths % 10);
    let said = format!(
        "{} · {}",
        (w.used_of)(&used, &(bytes / MB).to_string()),
        (w.count_of)(leaf.files.len(), count)
    );
    let class = if all * 10 >= bytes * 9 { "meter full" } else { "meter" };
    format!(
        "<div class=\"{class}\"><label for=\"files-used\">{}</label>\
         <meter id=\"files-used\" min=\"0\" max=\"{bytes}\" value=\"{all}\">{said}</meter><span>{said}</span></div>",
        w.used
    )
}
