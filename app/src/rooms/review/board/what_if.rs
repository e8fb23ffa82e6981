//! What if: other places, another trimming, other weights or adjusted scores, tried out in this page with the very code
//! that reckons the board. A simulation: nothing of it is sent or stored.

use domain::application::Answers;
use domain::deliberation::Review;
use domain::policy::Role;
use domain::review::board::{Move, Swaps, Terms};
use domain::review::statistics::Trim;
use domain::season::edit::Part;
use domain::season::settings::Setting;
use leptos::prelude::*;

use super::adjusted::{beside, choice, reason};
use super::state::Live;
use super::trial::Trial;
use super::weights::weights;
use crate::locales::board::words;
use crate::locales::{Lang, common, lang};
use crate::shell::Reader;
use crate::ui::address;

/// Every trimming a season may have.
fn choices() -> impl Iterator<Item = Trim> {
    std::iter::once(Trim::Never).chain(Trim::FROM.map(|from| Trim::OneEachEnd { from }))
}

/// The terms as a choice: `never`, or the least number of reviews.
fn code(trim: Trim) -> String {
    match trim {
        Trim::Never => "never".to_owned(),
        Trim::OneEachEnd { from } => from.to_string(),
    }
}

fn trim_of(code: &str) -> Trim {
    code.parse().map_or(Trim::Never, |from| Trim::OneEachEnd { from })
}

/// Sliders and choices, and what they come to. Drawn once the page is awake: it is of no use before.
#[component]
pub fn WhatIf(
    /// State of the board.
    live: Live,
) -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move |_| request_idle_callback(move || awake.set(true)));
    move || awake.get().then(|| panel(live))
}

fn panel(live: Live) -> AnyView {
    let w = words(live.lang);
    let terms = move || live.trial().terms;
    let change = move |with: &dyn Fn(&mut Trial)| {
        let mut trial = live.trial_untracked();
        with(&mut trial);
        live.try_at_once(trial);
    };
    let places = move |ev| {
        if let Ok(n) = event_target_value(&ev).parse() {
            change(&|trial: &mut Trial| trial.terms.places = n);
        }
    };
    let trim = move |ev| {
        let chosen = trim_of(&event_target_value(&ev));
        change(&|trial: &mut Trial| trial.terms.trim = chosen);
    };
    let adjusted = move |on: bool| change(&|trial: &mut Trial| trial.adjusted = on);
    let end = move |_| {
        live.trying.set(false);
        live.try_out(Trial::of(live.real.get_untracked()));
    };
    let most = move || live.summary.with(|s| s.rows.max(1)).to_string();
    let options = choices()
        .map(|one| {
            let said = match one {
                Trim::Never => w.trim_never.to_owned(),
                Trim::OneEachEnd { from } => (w.trim_from)(from),
            };
            view! { <option value=code(one) selected=move || terms().trim == one>{said}</option> }
        })
        .collect_view();
    // Once an event, for the list of codes and for the table under it.
    let swaps = Memo::new(move |_| {
        live.version.track();
        live.swaps()
    });
    // Adjusting takes longer than the rest, so not before somebody looks.
    let opened = RwSignal::new(false);
    let open = move |_| {
        if !opened.get_untracked() {
            opened.set(true);
        }
    };
    let untrimmed = move || live.trial().adjusted;
    // Weights are none of what is handed over: a step of their sliders draws nothing of it. On the way through what
    // the season has it keeps its place, so that the list does not jump.
    let tried = Memo::new(move |_| live.trying.get().then(|| live.trial().terms));
    view! {
        <details class="more no-print no-projector" id="what-if" on:toggle=open>
            <summary>
                {w.what_if}
                {move || live.tried.get().map(|_| view! { " "<span class="tag warn">{w.what_if_on}</span> })}
            </summary>
            <p class="soft">{w.what_if_text}</p>
            <div class="filters">
                <div class="slide">
                    <label for="what-if-places">{w.what_if_places}</label>
                    <input
                        type="range"
                        id="what-if-places"
                        min="1"
                        max=most
                        step="1"
                        prop:value=move || terms().places.to_string()
                        on:input=places
                    />
                    <output for="what-if-places">{move || terms().places.to_string()}</output>
                </div>
                <div>
                    <label for="what-if-trim">{w.trim}</label>
                    <select id="what-if-trim" disabled=untrimmed on:change=trim>{options}</select>
                </div>
                {move || opened.get().then(|| choice(live, adjusted))}
                <button type="button" class="btn small quiet" on:click=end>{w.what_if_end}</button>
            </div>
            {move || opened.get().then(|| reason(live))}
            {move || opened.get().then(|| weights(live))}
            <div role="status">
                {move || swaps.with(|swaps| live.trying.get().then(|| outcome(swaps.as_ref())))}
            </div>
            {move || tried.get().map(|terms| adopt(live, terms))}
            {move || live.trial().adjusted.then(|| beside(live, swaps))}
        </details>
    }
    .into_any()
}

/// The page of the season's rules with what is tried out filled in, and its reason: only the Office opens it,
/// and only what it saves there counts (Art. 6). The places of one panel (`whole` is not set) are a share of the
/// season's and are not handed over: the Office would take them for all.
fn rules(
    lang: Lang,
    (year, which): (i32, Review),
    whole: bool,
    real: Terms,
    tried: Terms,
) -> Option<String> {
    let tried = if whole { tried } else { Terms { places: real.places, ..tried } };
    if real == tried {
        return None;
    }
    let mut asked = Answers::new();
    if real.places != tried.places {
        asked.insert("places".to_owned(), tried.places.to_string());
        asked.insert("review".to_owned(), which.code().to_owned());
    }
    if real.trim != tried.trim {
        let from = code(tried.trim);
        asked.insert(Setting::ReviewTrim.key().to_owned(), from.replace("never", "0"));
    }
    asked.insert("reason".to_owned(), words(lang).adopt_reason.to_owned());
    Some(address::with_answers(&format!("/season/plan/{year}/{}", Part::Limits.code()), &asked))
}

/// The way on for whoever wants it so: the address that the Office opens. It says so where there is nothing to hand over.
fn adopt(live: Live, tried: Terms) -> AnyView {
    let w = words(live.lang);
    let real = live.real.get();
    let share = (live.share && real.places != tried.places)
        .then(|| view! { <p class="hint" id="adopt-share">{w.adopt_share}</p> });
    let to = rules(live.lang, (live.year, live.which.review), !live.share, real, tried);
    let me = use_context::<Reader>().unwrap_or_default().me;
    let office = me.is_some_and(|m| m.grants.iter().any(|g| g.role == Role::Office));
    let whole = match &to {
        Some(to) => format!("{}{to}", window().location().origin().unwrap_or_default()),
        None => w.adopt_none.to_owned(),
    };
    let way = office.then(|| match to {
        Some(to) => view! { <p><a href=to rel="external">{w.adopt_open}</a></p> }.into_any(),
        None => view! { <p class="soft">{w.adopt_none}</p> }.into_any(),
    });
    view! {
        <div class="q" id="adopt">
            <label for="adopt-address">{w.adopt}" "<small>{(common::words(live.lang).article)("6")}</small></label>
            <p class="hint" id="adopt-h">{w.adopt_text}</p>
            {share}
            <input id="adopt-address" readonly value=whole aria-describedby="adopt-h"/>
            {way}
        </div>
    }
    .into_any()
}

fn outcome(swaps: Option<&Swaps>) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let says = if swaps.is_some() { w.simulation } else { w.as_it_is };
    let none = Swaps::default();
    let swaps = swaps.unwrap_or(&none);
    let list = |moves: &[Move]| match moves {
        [] => w.nobody.to_owned(),
        moves => {
            let codes: Vec<&str> = moves.iter().map(|m| m.code.as_str()).collect();
            codes.join(lang.pick("、", ", "))
        }
    };
    let colon = lang.pick("：", ": ");
    view! {
        <div class="notice warn swaps" tabindex="0" role="region" aria-labelledby="what-if-says">
            <p><b id="what-if-says">{says}</b></p>
            <p>{(w.entering)(swaps.entering.len())}{colon}{list(&swaps.entering)}</p>
            <p>{(w.leaving)(swaps.leaving.len())}{colon}{list(&swaps.leaving)}</p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trimming_can_be_chosen() {
        for trim in choices() {
            assert_eq!(trim_of(&code(trim)), trim);
        }
        assert_eq!(trim_of("nonsense"), Trim::Never);
        // What a season may set is offered to its last: otherwise the season's own would not be among them.
        let last = Trim::OneEachEnd { from: 15 };
        assert!(choices().any(|trim| trim == last) && choices().any(|trim| trim == Trim::Never));
    }

    #[test]
    fn art_6_what_is_tried_out_is_handed_over_with_a_reason_and_nothing_else() {
        let real = Terms { places: 60, trim: Trim::OneEachEnd { from: 5 } };
        let rules = |whole, tried| rules(Lang::En, (2026, Review::Written), whole, real, tried);
        let to = |tried| rules(true, tried);
        assert_eq!(to(real), None);
        let places = to(Terms { places: 64, ..real }).unwrap();
        assert!(places.starts_with("/season/plan/2026/limits?places=64&reason="), "{places}");
        assert!(places.ends_with("&review=written"), "{places}");
        let trim = to(Terms { trim: Trim::Never, ..real }).unwrap();
        assert!(trim.ends_with("&trim=0") && !trim.contains("places"), "{trim}");
        // A panel's places are its share of the season's: the Office would take them for all.
        let share = Terms { places: 12, ..real };
        assert_eq!(rules(false, share), None);
        assert_eq!(rules(false, Terms { trim: Trim::Never, ..share }).unwrap(), trim);
    }
}
