//! The nine pages of a dossier with the state of each.

use domain::application::Answers;
use domain::application::check::Context;
use domain::application::page::{Page, PageState, page_state};
use domain::ids::DossierId;
use leptos::prelude::*;

use crate::locales::{Lang, application, fields};

/// How many pages are done.
pub fn done(answers: &Answers, cx: &Context) -> usize {
    Page::ALL.into_iter().filter(|p| page_state(*p, answers, cx) == PageState::Done).count()
}

/// The list of pages; `here` is the one being read.
pub fn task_list(
    lang: Lang,
    id: &DossierId,
    answers: &Answers,
    cx: &Context,
    here: Option<Page>,
) -> AnyView {
    let w = application::words(lang);
    // Judged once: this list is drawn anew at every key.
    let states = Page::ALL.map(|p| (p, page_state(p, answers, cx)));
    let complete = states.iter().all(|(_, state)| *state == PageState::Done);
    let items = states.into_iter().map(|(p, state)| {
        let (class, text) = application::state(lang, state);
        let href = format!("/application/{id}/{}", p.code());
        let current = (here == Some(p)).then_some("step");
        view! {
            <li aria-current=current>
                <a href=href aria-current=current>{fields::page(lang, p)}</a>
                <span class=class>{text}</span>
            </li>
        }
    });
    let (class, text) =
        application::state(lang, if complete { PageState::Done } else { PageState::NotStarted });
    view! {
        <ol class="tasks">
            {items.collect_view()}
            <li>
                <a href=format!("/application/{id}/check")>{w.check_and_submit}</a>
                {(!complete).then(|| view! { <span class=class>{text}</span> })}
            </li>
        </ol>
    }
    .into_any()
}
