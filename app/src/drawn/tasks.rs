//! The nine pages of a dossier with the state of each.

use domain::application::Answers;
use domain::application::check::Context;
use domain::application::page::{Page, PageState, page_state};
use domain::formality::correction::Round;
use domain::ids::DossierId;

use crate::locales::{Lang, application, fields, flow};
use crate::markup::text;

/// The list of pages; `here` is the one being read. Under correction the pages concerned are
/// marked. Its links leave the page framework: the pages have a program of their own.
pub fn list(
    lang: Lang,
    id: &DossierId,
    answers: &Answers,
    cx: &Context,
    here: Option<Page>,
    round: Option<&Round>,
) -> String {
    let w = application::words(lang);
    let mut out = String::from("<ol class=\"tasks\">");
    let mut complete = true;
    for page in Page::ALL {
        // Under correction a page that is not concerned stays as it was handed in: there is nothing to do.
        let state = match round.is_some_and(|r| !r.opens_page(page)) {
            true => PageState::Done,
            false => page_state(page, answers, cx),
        };
        complete &= state == PageState::Done;
        let (class, said) = match round {
            Some(r) if r.opens_page(page) => ("tag todo", flow::words(lang).to_mend.to_owned()),
            _ => application::state(lang, state),
        };
        let current = if here == Some(page) { " aria-current=\"step\"" } else { "" };
        out += &format!(
            "<li{current}><a href=\"/application/{id}/{}\" rel=\"external\"{current}>{}</a> <span class=\"{class}\">{said}</span></li>",
            page.code(),
            text(fields::page(lang, page))
        );
    }
    out += &format!("<li><a href=\"/application/{id}/check\">{}</a>", w.check_and_submit);
    if !complete {
        let (class, said) = application::state(lang, PageState::NotStarted);
        out += &format!(" <span class=\"{class}\">{said}</span>");
    }
    out += "</li></ol>";
    out
}
