//! A form that was refused and that its page does not draw again: what it was for is over, since somebody else has
//! signed, decided or closed it meanwhile. What was typed comes back all the same.

use app::locales::refusal;
use app::markup;
use axum::body::{Body, to_bytes};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;

use super::kept::{Kept, Written, words};
use super::page::is_password;
use crate::http::language;

/// Says of a page that it does not hold what was typed, and why that was refused.
#[derive(Clone)]
pub(super) struct Undrawn(pub(super) String);

/// The page that was drawn in the answer to a refused form; marked where something that somebody wrote is not on it.
pub async fn told(parts: &Parts, why: &Refusal, page: Response) -> Response {
    let form = parts.extensions.get::<Written>();
    let Some(Written(form)) = form.filter(|_| page.status() == StatusCode::UNPROCESSABLE_ENTITY)
    else {
        return page;
    };
    let (head, body) = page.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let drawn = holds(&String::from_utf8_lossy(&bytes), form);
    let mut page = Response::from_parts(head, Body::from(bytes));
    if !drawn {
        let said = refusal::refusal(language::of(parts), why);
        page.extensions_mut().insert(Undrawn(said));
    }
    page
}

/// Whether all that somebody wrote stands on a page, in a text area or in the attribute of a field.
fn holds(page: &str, form: &Kept) -> bool {
    let shown = shown(page);
    let written = form.fields.iter().filter(|(name, value)| !is_password(name) && words(value));
    written.map(|(_, value)| markup::text(value)).all(|text| {
        // Attributes leave single quotes as they are.
        shown.contains(&text) || shown.contains(&text.replace("&#39;", "'"))
    })
}

/// A page without its scripts: they carry what was typed to the program, whether it is drawn or not.
fn shown(page: &str) -> String {
    let mut parts = page.split("<script");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once("</script>")).fold(first, |all, (_, rest)| all + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(value: &str) -> Kept {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = vec![pair("act", "agree"), pair("reason", value), pair("password", "a b")];
        Kept { fields, files: None }
    }

    #[test]
    fn what_stands_on_a_page_is_told_from_what_its_program_is_given() {
        let typed = form("写到一半<b>'\"");
        let script = "<script nonce=\"x\">[\"写到一半<b>'\"]</script>";
        let area = "<textarea>写到一半&lt;b&gt;&#39;&quot;</textarea>";
        let field = "<input value=\"写到一半&lt;b&gt;'&quot;\">";
        for (page, held) in [
            (format!("{script}<p>已签署</p>"), false),
            (format!("<p>已签署</p>{script}"), false),
            (format!("{script}{area}"), true),
            (format!("{field}{script}"), true),
            (format!("{script}{area}{script}"), true),
        ] {
            assert_eq!(holds(&page, &typed), held, "{page}");
        }
        assert!(holds("<p>已签署</p>", &form("yes")), "codes of the page's own are not looked for");
    }
}
