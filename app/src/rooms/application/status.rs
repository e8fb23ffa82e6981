//! Where a dossier stands, for anyone with its reference number and the last four digits of
//! its contact's mobile (Art. 16–22). Small, because it is read on phones.
//!
//! The digits never stand in an address: the form posts them, the server keeps them in a
//! cookie of this page for a quarter of an hour, and the page is drawn from that.

use domain::journey::Stage;
use domain::recommendation::passed_over::passed_over;
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::stamp::Stamp;
use domain::views::application::Status as Seen;
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Script};
use leptos_router::hooks::use_query_map;

use super::api;
use crate::error::ApiError;
use crate::locales::status::{self as local, words};
use crate::locales::{Lang, lang, season};
use crate::ui::{loaded, notice, title};

/// The status page.
#[component]
pub fn Status() -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let look_up = ServerAction::<api::StatusLookUp>::new();
    let forget = ServerAction::<api::StatusForget>::new();
    let (asked, forgotten) = (look_up.version(), forget.version());
    let seen = Resource::new(move || (asked.get(), forgotten.get()), |_| api::status_seen());
    view! {
        {title(w.title)}
        {app(lang)}
        <div class="narrow stack">
            <h1>{w.title}</h1>
            {loaded(seen, move |seen| match seen {
                None => view! {
                    <p class="lede">{w.lede}</p>
                    {form(lang, look_up)}
                    <p class="soft no-print">{w.install}</p>
                }
                .into_any(),
                Some(seen) => view! {
                    {result(lang, &seen, forget)}
                    <details class="more" open=move || look_up.value().with(|v| matches!(v, Some(Err(_))))>
                        <summary>{w.other}</summary>
                        {form(lang, look_up)}
                    </details>
                }
                .into_any(),
            })}
        </div>
    }
}

/// What makes this page an app of its own: its manifest, its icon, and the script that
/// registers its worker. The script is a file, so that the page's policy allows it, and works
/// before and without any WebAssembly.
fn app(lang: Lang) -> impl IntoView {
    let manifest = lang.pick("/manifest.webmanifest", "/manifest.en.webmanifest");
    view! {
        <Link rel="manifest" href=manifest/>
        <Link rel="apple-touch-icon" href="/icon-180.png"/>
        <Meta name="theme-color" content="#b02a1f"/>
        <Script src="/status-app.js" defer="true"/>
    }
}

/// The status last seen on this device, as its worker keeps it for reading without a line: drawn
/// by the server for nobody in particular, without script, so that nothing of anybody who is
/// signed in can be kept (see `server::http`).
#[component]
pub fn Kept() -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let seen = Resource::new(|| (), |()| api::status_seen());
    view! {
        {title(w.kept_title)}
        <div class="narrow stack">
            <h1>{w.kept_title}</h1>
            {loaded(seen, move |seen| match seen {
                // The worker knows by this mark that there is nothing to keep.
                None => view! { <p class="lede" id="nothing">{w.none_kept}</p> }.into_any(),
                Some(seen) => {
                    let at = season::minute(lang, seen.now, year_of(seen.now));
                    view! { <p class="notice">{(w.kept)(&at)}</p> {journey(lang, &seen)} }.into_any()
                }
            })}
            <p><a class="btn" href="/status" rel="external">{w.again}</a></p>
        </div>
    }
}

/// One answer for every reason why nothing is shown, so that nobody learns which it was.
fn refused(lang: Lang, e: &ApiError) -> String {
    let w = words(lang);
    match e {
        ApiError::Refused(Refusal::TooManyAttempts { wait }) => (w.wait)(*wait),
        ApiError::Refused(_) => w.refused.to_owned(),
        ApiError::Fault(_) | ApiError::Line(_) => notice::sentence(e),
    }
}

fn form(lang: Lang, look_up: ServerAction<api::StatusLookUp>) -> AnyView {
    let w = words(lang);
    let value = look_up.value();
    // The code on the receipt brings the number along; the digits are always typed.
    let brought = use_query_map().read_untracked().get("reference").unwrap_or_default();
    let fault = Memo::new(move |_| {
        value.with(|v| v.as_ref().and_then(|v| v.as_ref().err().map(|e| refused(lang, e))))
    });
    let invalid = move || fault.with(Option::is_some).then_some("true");
    // What is wrong is said of both: which of them it is nobody is told.
    let told = move |hint: &'static str| {
        if fault.with(Option::is_some) { format!("{hint} status-e") } else { hint.to_owned() }
    };
    view! {
        <ActionForm action=look_up attr:class="form" attr:novalidate="">
            <div role="alert">{move || fault.get().map(|text| view! { <p class="notice bad" id="status-e">{text}</p> })}</div>
            <div class="q">
                <label for="reference">{w.reference}</label>
                <p class="hint" id="reference-h">{w.reference_hint}</p>
                <input
                    id="reference"
                    name="reference"
                    value=brought
                    size="20"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    aria-invalid=invalid
                    aria-describedby=move || told("reference-h")
                />
            </div>
            <div class="q">
                <label for="tail">{w.tail}</label>
                <p class="hint" id="tail-h">{w.tail_hint}</p>
                <input
                    id="tail"
                    name="tail"
                    size="6"
                    maxlength="8"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=move || told("tail-h")
                />
            </div>
            <div class="actions"><button class="btn">{w.look_up}</button></div>
        </ActionForm>
    }
    .into_any()
}

fn result(lang: Lang, seen: &Seen, forget: ServerAction<api::StatusForget>) -> AnyView {
    let w = words(lang);
    let year = year_of(seen.now);
    view! {
        {journey(lang, seen)}
        <p class="soft">{(w.read)(&season::minute(lang, seen.now, year))}</p>
        <ActionForm action=forget attr:class="row no-print">
            <button class="linkish">{w.forget}</button>
            <small>{w.forget_hint}</small>
        </ActionForm>
    }
    .into_any()
}

/// The stages with their dates, and what happens next.
fn journey(lang: Lang, seen: &Seen) -> AnyView {
    let w = words(lang);
    let year = year_of(seen.now);
    let stage = seen.passed.last().map_or(Stage::Draft, |p| p.0);
    // A draft that has a receipt came back: by its unit, or because its applicant took it back.
    let back = stage == Stage::Draft;
    let over = passed_over(stage, seen.until, seen.now);
    let closing = seen.until.filter(|_| !over).map(|until| {
        let at = season::closing(lang, until, year);
        match (seen.now < until, back) {
            (true, true) => (w.back_until)(&at),
            (false, true) => (w.back_over)(&at),
            (true, false) => (w.until)(&at),
            (false, false) => (w.past)(&at),
        }
    });
    let next = match (back, seen.returned) {
        (true, true) => w.returned,
        (true, false) => w.taken_back,
        (false, _) if over => local::not_recommended_next(lang),
        (false, _) => local::next(lang, stage),
    };
    view! {
        <div>
            <small>{w.reference}</small>
            <p class="ref">{seen.reference.clone()}</p>
        </div>
        <h2 class="sr">{w.journey}</h2>
        {timeline(lang, seen, stage, year)}
        <section class="next" aria-label=w.next>
            <b>{w.next}</b>
            <p>{next}{closing.map(|text| format!(" {text}"))}</p>
        </section>
    }
    .into_any()
}

fn year_of(at: Stamp) -> i32 {
    at.date().year()
}

/// The whole journey: what is behind with its moment, where it is, what is to come.
fn timeline(lang: Lang, seen: &Seen, stage: Stage, year: i32) -> AnyView {
    let when = |at: Stamp| season::minute(lang, at, year);
    // In the review the last stage is where it is, not behind it.
    let in_review = stage == Stage::WrittenReview;
    let behind = seen
        .passed
        .iter()
        .filter(|(s, _)| *s != Stage::Draft && !(in_review && *s == stage))
        .map(|(s, at)| view! { <li class="done"><b>{local::passed(lang, *s)}</b><small>{when(*at)}</small></li> })
        .collect_view();
    let since = seen
        .passed
        .last()
        .filter(|_| in_review)
        .map(|(_, at)| view! { <small>{when(*at)}</small> });
    let over = passed_over(stage, seen.until, seen.now);
    let waiting = match over {
        true => local::not_recommended_waiting(lang),
        false => local::waiting(lang, stage),
    };
    let ahead = to_come(stage, over)
        .iter()
        .map(|p| {
            let planned = seen.planned.iter().find(|w| w.0 == *p).map(|(_, opens, closes)| {
                let span = (words(lang).from)(
                    &season::day(lang, *opens, year),
                    &season::closing(lang, *closes, year),
                );
                view! { <small>{span}</small> }
            });
            view! { <li class="todo"><b>{local::to_come(lang, *p)}</b>{planned}</li> }
        })
        .collect_view();
    view! {
        <ol class="timeline">
            {behind}
            <li class="now" aria-current="step"><b>{waiting}</b>{since}</li>
            {ahead}
        </ol>
    }
    .into_any()
}

/// The phases that follow the one a stage waits in; none where it was passed over.
fn to_come(stage: Stage, over: bool) -> &'static [Phase] {
    if over { &[] } else { stage.next_phases() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_17_who_was_not_recommended_has_nothing_to_come() {
        assert!(!to_come(Stage::Submitted, false).is_empty());
        assert_eq!(to_come(Stage::Submitted, true), &[]);
    }

    #[test]
    fn every_refused_look_up_reads_the_same() {
        let a = refused(Lang::Zh, &ApiError::Refused(Refusal::NotYours));
        let b =
            refused(Lang::Zh, &ApiError::Refused(Refusal::BadValue { field: "reference".into() }));
        assert_eq!(a, b);
        assert_ne!(a, refused(Lang::Zh, &ApiError::Refused(Refusal::TooManyAttempts { wait: 60 })));
    }
}
