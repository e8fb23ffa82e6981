//! Cases an organisation is heard in (Art. 24), where its people look for what concerns their title: until when a
//! statement is taken, what was decided, and the page of it.

use domain::views::incident::HearingLine;
use leptos::prelude::*;

use crate::locales::incident::{outcome, words};
use crate::locales::{Lang, common};

/// They, each with its link; nothing where there are none.
pub fn hearings(lang: Lang, all: &[HearingLine]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let w = words(lang);
    let lines = all.iter().map(|h| line(lang, h)).collect_view();
    view! {
        <section class="stack tight" aria-labelledby="hearings">
            <h2 id="hearings">{w.hearings}</h2>
            <p class="art">{(common::words(lang).article)("24")}</p>
            <ul class="findings">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(lang: Lang, h: &HearingLine) -> AnyView {
    let w = words(lang);
    let last = h.due.plus(-1).show_minute();
    let (class, state) = match (h.decided, h.open) {
        (Some(decided), _) => ("notice", outcome(lang, decided).to_owned()),
        (None, true) => ("notice warn", (w.heard_until)(&last)),
        (None, false) => ("notice", (w.heard_over)(&last)),
    };
    let label = if h.open { w.make_statement } else { w.see_statement };
    let href = format!("/incident/statement/{}", h.id);
    view! {
        <li class="sheet pad">
            <p>{w.number}" "<span class="code">{h.number.clone()}</span>" · "{w.case_code}" "<span class="code">{h.code.clone()}</span></p>
            <p class=class>{state}</p>
            <p><a href=href>{label}</a></p>
        </li>
    }
    .into_any()
}
