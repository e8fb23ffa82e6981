//! The nine pages of a dossier with the state of each.

use domain::application::Answers;
use domain::application::check::Context;
use domain::application::page::{Page, PageState, page_state};
use domain::formality::correction::Round;
use domain::ids::DossierId;
use leptos::prelude::*;

use crate::drawn;
use crate::locales::Lang;

/// How many pages are done.
pub fn done(answers: &Answers, cx: &Context) -> usize {
    Page::ALL.into_iter().filter(|p| page_state(*p, answers, cx) == PageState::Done).count()
}

/// The list of pages. Under correction the pages concerned are marked.
pub fn task_list(
    lang: Lang,
    id: &DossierId,
    answers: &Answers,
    cx: &Context,
    round: Option<&Round>,
) -> AnyView {
    let list = drawn::tasks::list(lang, id, answers, cx, None, round);
    view! { <div inner_html=list></div> }.into_any()
}
