//! Other weights of the sub-items, tried out in this page: a slider each, and the list moves with it.

use domain::review::rubric::{Rubric, SubItem};
use domain::review::weights::Weights;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::api;
use super::state::Live;
use crate::locales::Lang;
use crate::locales::board::{Words, words};

/// Points a sub-item can be made to weigh, at most.
const MOST: u16 = 60;

/// How far the points of the sub-items have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Points {
    Unasked,
    Coming,
    Failed,
    Here,
}

/// The button that asks for the points, then the sliders. Points that arrive later are asked for by
/// themselves.
pub fn weights(live: Live) -> AnyView {
    let w = words(live.lang);
    let points = RwSignal::new(Points::Unasked);
    let ask = move || {
        if points.get_untracked() == Points::Coming {
            return;
        }
        let first = points.get_untracked() != Points::Here;
        if first {
            points.set(Points::Coming);
        }
        spawn_local(async move {
            let came = api::board_points(Some(live.which.review), live.panel.get_value()).await;
            // The page may have been left meanwhile.
            if points.try_get_untracked().is_none() {
                return;
            }
            match came {
                Ok(found) => {
                    live.take_points(found);
                    points.set(Points::Here);
                }
                Err(_) if first => points.set(Points::Failed),
                Err(_) => {}
            }
        });
    };
    Effect::new(move |_| {
        live.version.track();
        if points.get_untracked() == Points::Here && live.points_missing() {
            ask();
        }
    });
    let shown = move || match points.get() {
        Points::Here => live.points.with_value(|p| p.as_ref().map(|p| sliders(live, &p.rubric, w))),
        now => Some(
            view! {
                <p>
                    <button
                        type="button"
                        class="btn small quiet"
                        id="weights-ask"
                        disabled=now == Points::Coming
                        on:click=move |_| ask()
                    >
                        {w.weights_ask}
                    </button>
                </p>
                {(now == Points::Failed)
                    .then(|| view! { <p class="notice bad" role="alert">{w.weights_failed}</p> })}
            }
            .into_any(),
        ),
    };
    view! {
        <fieldset class="weights" id="weights">
            <legend>{w.weights}</legend>
            <p class="soft">{w.weights_text}</p>
            {shown}
        </fieldset>
    }
    .into_any()
}

/// Weights as they are now: those tried out, or the rubric's.
fn now(live: Live, own: &Weights) -> Weights {
    live.tried.with(|t| t.as_ref().and_then(|t| t.weights.clone())).unwrap_or_else(|| own.clone())
}

fn sliders(live: Live, rubric: &Rubric, w: &'static Words) -> AnyView {
    let own = StoredValue::new(Weights::of(rubric));
    let current = Memo::new(move |_| own.with_value(|own| now(live, own)));
    let set = move |at: usize, points: u16| {
        let mut weights = current.get_untracked().points().to_vec();
        if let Some(weight) = weights.get_mut(at) {
            *weight = points;
        }
        // Where nothing would weigh anything, the last weight stays.
        if let Some(weights) = Weights::chosen(weights) {
            let mut trial = live.trial_untracked();
            trial.weights = Some(weights);
            live.try_at_once(trial);
        }
    };
    let reset = move |_| {
        let mut trial = live.trial_untracked();
        trial.weights = None;
        live.try_at_once(trial);
    };
    let lines = rubric
        .items()
        .enumerate()
        .map(|(at, item)| slider(live.lang, item, at, current, set, w))
        .collect_view();
    view! {
        <div class="weight-lines">{lines}</div>
        <p>
            <button type="button" class="btn small quiet" on:click=reset>{w.weights_own}</button>
        </p>
    }
    .into_any()
}

fn slider(
    lang: Lang,
    item: &SubItem,
    at: usize,
    current: Memo<Weights>,
    set: impl Fn(usize, u16) + Copy + Send + Sync + 'static,
    w: &'static Words,
) -> AnyView {
    let id = format!("weight-{at}");
    let (of, output) = (id.clone(), id.clone());
    let name = lang.pick(item.zh.clone(), item.en.clone());
    let weight = move || current.with(|c| c.points().get(at).copied().unwrap_or_default());
    let said = move || {
        let tenths = current.with(|c| c.share(at));
        (w.weighs)(weight(), f64::from(tenths) / 10.0)
    };
    let input = move |ev| {
        if let Ok(points) = event_target_value(&ev).parse() {
            set(at, points);
        }
    };
    view! {
        <div class="weight">
            <label for=of>{name}</label>
            <input
                type="range"
                id=id
                min="0"
                max=MOST.to_string()
                step="1"
                prop:value=move || weight().to_string()
                aria-valuetext=said
                on:input=input
            />
            <output for=output class="num">{said}</output>
        </div>
    }
    .into_any()
}
