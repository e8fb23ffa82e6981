//! What if: other places or another trimming, tried out in this page with the very code that reckons
//! the board. A simulation: nothing of it is sent or stored.

use domain::review::board::{Swaps, Terms};
use domain::review::statistics::Trim;
use leptos::prelude::*;

use super::state::Live;
use crate::locales::board::words;
use crate::locales::lang;

/// Numbers of reviews from which the ends may be dropped.
const FROM: std::ops::RangeInclusive<u32> = 3..=7;

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
    let w = words(lang());
    let terms = move || live.tried.get().unwrap_or_else(|| live.real.get());
    let change = move |with: &dyn Fn(&mut Terms)| {
        let mut terms = live.tried.get_untracked().unwrap_or_else(|| live.real.get_untracked());
        with(&mut terms);
        live.try_out(terms);
    };
    let places = move |ev| {
        if let Ok(n) = event_target_value(&ev).parse() {
            change(&|terms: &mut Terms| terms.places = n);
        }
    };
    let trim = move |ev| {
        let chosen = trim_of(&event_target_value(&ev));
        change(&|terms: &mut Terms| terms.trim = chosen);
    };
    let most = move || live.summary.with(|s| s.rows.max(1)).to_string();
    let options = std::iter::once(Trim::Never)
        .chain(FROM.map(|from| Trim::OneEachEnd { from }))
        .map(|one| {
            let said = match one {
                Trim::Never => w.trim_never.to_owned(),
                Trim::OneEachEnd { from } => (w.trim_from)(from),
            };
            view! { <option value=code(one) selected=move || terms().trim == one>{said}</option> }
        })
        .collect_view();
    let swaps = move || {
        live.version.track();
        live.tried.get().map(|_| {
            let real = live.real.get_untracked();
            live.board.with_value(|board| board.swaps(real))
        })
    };
    view! {
        <details class="more no-print no-projector" id="what-if">
            <summary>{w.what_if}</summary>
            <p class="soft">{w.what_if_text}</p>
            <div class="filters">
                <div>
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
                    <select id="what-if-trim" on:change=trim>{options}</select>
                </div>
                <button type="button" class="btn small quiet" on:click=move |_| live.try_out(live.real.get_untracked())>
                    {w.what_if_end}
                </button>
            </div>
            <div role="status">{move || swaps().map(|swaps| outcome(&swaps))}</div>
        </details>
    }
    .into_any()
}

fn outcome(swaps: &Swaps) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let list = |codes: &[String]| match codes {
        [] => w.nobody.to_owned(),
        codes => codes.join(lang.pick("、", ", ")),
    };
    let colon = lang.pick("：", ": ");
    view! {
        <div class="notice warn">
            <p><b>{w.simulation}</b></p>
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
        for trim in std::iter::once(Trim::Never).chain(FROM.map(|from| Trim::OneEachEnd { from })) {
            assert_eq!(trim_of(&code(trim)), trim);
        }
        assert_eq!(trim_of("nonsense"), Trim::Never);
    }
}
