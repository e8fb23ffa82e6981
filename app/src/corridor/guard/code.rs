//! The second step of signing in: a plain form to a plain route. What is refused is drawn again in
//! the answer itself.

use domain::refusal::Refusal;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::corridor::sign_in::on_this_site;
use crate::locales::factor::{Words, words};
use crate::locales::{Lang, lang, refusal};
use crate::ui::form::{Typed, described, question, summary};
use crate::ui::{address, title};

/// Path of the page.
pub const PATH: &str = "/sign-in/code";

/// Asks for the code.
#[component]
pub fn CodePage() -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let typed = Typed::of(PATH);
    let next = use_query_map().with_untracked(|q| q.get("next")).filter(|n| on_this_site(n));
    let next = next.unwrap_or_else(|| typed.value("next"));
    let over = typed.slips.iter().any(|s| s.1 == Refusal::StepOver);
    let slips = typed.slips.iter().map(|(f, r)| (f.clone(), refusal::refusal(lang, r))).collect();
    let again = address::sign_in(&next);
    let inner = if over {
        view! { <p><a class="btn" href=again rel="external">{w.again}</a></p> }.into_any()
    } else {
        view! {
            <p>{w.step_text}</p>
            {forms(lang, w, &typed, &next)}
            <details class="more">
                <summary>{w.lost}</summary>
                <p>{w.lost_text}</p>
            </details>
            <p><a href=again rel="external">{w.again}</a></p>
        }
        .into_any()
    };
    view! {
        {title(w.step)}
        <div class="narrow stack">
            <h1>{w.step}</h1>
            {summary(w.not_done, slips)}
            {inner}
        </div>
    }
}

fn forms(lang: Lang, w: &'static Words, typed: &Typed, next: &str) -> AnyView {
    let told = |field: &str| typed.slip(field).map(|r| refusal::refusal(lang, r));
    let (wrong, wrong_recovery) = (told("code"), told("recovery"));
    let open = wrong_recovery.is_some();
    let code = digits("code", wrong.is_some());
    let recovery = letters("recovery", wrong_recovery.is_some());
    let (to, to_too) = (next.to_owned(), next.to_owned());
    view! {
        <form class="form" method="post" action="/session/code">
            <input type="hidden" name="next" value=to/>
            {question("code", w.code, w.code_hint, wrong, code)}
            <div class="actions"><button class="btn">{w.step_button}</button></div>
        </form>
        <details class="more" open=open>
            <summary>{w.recovery}</summary>
            <p>{w.recovery_text}</p>
            <form class="form" method="post" action="/session/code">
                <input type="hidden" name="next" value=to_too/>
                {question("recovery", w.recovery_code, w.recovery_hint, wrong_recovery, recovery)}
                <div class="actions"><button class="btn quiet">{w.recovery_button}</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// The field for six digits.
pub(super) fn digits(id: &'static str, wrong: bool) -> AnyView {
    view! {
        <input
            id=id
            name="code"
            type="text"
            inputmode="numeric"
            autocomplete="one-time-code"
            autocapitalize="off"
            spellcheck="false"
            size="12"
            maxlength="12"
            required
            aria-invalid=wrong.then_some("true")
            aria-describedby=described(id, true, wrong)
        />
    }
    .into_any()
}

/// The field for a recovery code, or for either.
pub(super) fn letters(id: &'static str, wrong: bool) -> AnyView {
    view! {
        <input
            id=id
            name=if id == "recovery" { "recovery" } else { "code" }
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            size="24"
            maxlength="40"
            required
            aria-invalid=wrong.then_some("true")
            aria-describedby=described(id, true, wrong)
        />
    }
    .into_any()
}
