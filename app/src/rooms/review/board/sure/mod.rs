//! How sure is this list: reckoned in this page when it is asked for, in slices between which the
//! page stays at the reader's service. Nothing of it is sent or stored.

mod findings;
mod interval;
mod run;
mod tables;

use domain::review::stability::RESAMPLES;
use leptos::prelude::*;

use self::run::{Run, Stage};
use super::state::Live;
use crate::locales::sure::{Words, words};

/// The section. Drawn once the page is awake: without script nothing could be reckoned.
#[component]
pub fn Sure(
    /// State of the board.
    live: Live,
) -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move |_| {
        request_idle_callback(move || {
            awake.try_set(true);
        })
    });
    move || awake.get().then(|| section(live))
}

fn section(live: Live) -> AnyView {
    let w = words(live.lang);
    let run = Run::new(live);
    // What is under way is about a board that is no longer there.
    Effect::new(move |before: Option<()>| {
        live.version.track();
        live.tried.track();
        live.real.track();
        if before.is_some() {
            run.overtaken();
        }
    });
    on_cleanup(move || run.leave());
    // One button that stays: the focus is not lost when it has been pressed.
    let press = move |_| match run.stage.get_untracked() {
        Stage::Running => run.stop(),
        _ => run.start(),
    };
    let name = move || match run.stage.get() {
        Stage::Running => w.stop,
        Stage::Rest => w.compute,
        _ => w.again,
    };
    let class = move || if run.stage.get() == Stage::Done { "sure-head" } else { "" };
    // The sentence above then speaks of something else.
    let outdated = move || {
        let stale = run.stage.get() == Stage::Stale;
        stale.then(|| view! { <p class="sure-head">{headline(run, w)}</p> })
    };
    let how = w.how_list.into_iter().map(|one| view! { <li>{one}</li> }).collect_view();
    view! {
        <details class="more no-print no-projector" id="sure">
            <summary>{w.title}</summary>
            <p class="soft">{w.text}</p>
            <p><button type="button" class="btn small" on:click=press>{name}</button></p>
            {move || (run.stage.get() == Stage::Running).then(|| progress(run, w))}
            <p role="status" class=class>{move || said(run, w)}</p>
            {outdated}
            {move || run.found.get().map(|found| tables::tables(live, found))}
            <details class="more">
                <summary>{w.how}</summary>
                <ul>{how}</ul>
            </details>
        </details>
    }
    .into_any()
}

fn progress(run: Run, w: &'static Words) -> impl IntoView {
    let share = move || format!("{}%", run.made.get() * 100 / RESAMPLES);
    view! {
        <div class="progress">
            <label for="sure-progress">{w.progress}</label>
            <progress
                id="sure-progress"
                max=RESAMPLES.to_string()
                value=move || run.made.get().to_string()
            ></progress>
            // Said once when it begins and once when it is through, not a hundred times between.
            <output for="sure-progress" aria-live="off">{share}</output>
        </div>
    }
}

/// One sentence on how things are.
fn said(run: Run, w: &'static Words) -> String {
    let plain = match run.stage.get() {
        Stage::Rest => "",
        Stage::Running => w.running,
        Stage::Stopped => w.stopped,
        Stage::Overtaken => w.overtaken,
        Stage::Little => w.little,
        Stage::Stale => w.stale,
        Stage::Done => return headline(run, w),
    };
    plain.to_owned()
}

fn headline(run: Run, w: &'static Words) -> String {
    run.found.with(|found| found.as_ref().map(|found| found.headline(w))).unwrap_or_default()
}

#[cfg(test)]
mod tests;
