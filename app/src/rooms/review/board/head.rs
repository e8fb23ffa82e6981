//! Head of the board: what is shown, the figures, how current they are.

use domain::ids::PanelId;
use domain::stamp::Stamp;
use leptos::prelude::*;

use super::cells::exact;
use super::line::{LineState, Link};
use super::state::Live;
use crate::locales::board::words;
use crate::locales::common;
use crate::ui::which_review;

/// Title, figures and the state of the line.
#[component]
pub fn Head(
    /// State of the board.
    live: Live,
    /// State of the line.
    state: LineState,
    /// Name of what is shown.
    name: String,
    /// The one panel shown.
    panel: Option<PanelId>,
    /// Panels the viewer may choose from.
    panels: Vec<(PanelId, String)>,
    /// Read across a room.
    projector: bool,
) -> impl IntoView {
    let w = words(live.lang);
    let closes = move || live.closes.get().map(Stamp::show_minute);
    let here = match &panel {
        Some(p) => format!("/review/board/{p}"),
        None => "/review/board".to_owned(),
    };
    let which = live.which;
    let heading = common::phase(live.lang, which.review.phase());
    let both = which_review::switch(which, &here);
    let (other, switch) = if projector {
        (which.at(&here), w.no_projector)
    } else {
        (which.at(&format!("{here}?projector=1")), w.projector)
    };
    let take = panel.as_ref().filter(|_| !projector).map(|p| {
        let to = which.at(&format!("/review/board/{p}/board.xlsx"));
        view! { " · "<a class="no-print" href=to rel="external">{w.take}</a> }
    });
    let several = panels.len() > 1;
    let links = panels
        .into_iter()
        .map(|(id, name)| {
            let current = (panel.as_ref() == Some(&id)).then_some("page");
            view! { <a class="btn small quiet" href=which.at(&format!("/review/board/{id}")) aria-current=current>{name}</a> }
        })
        .collect_view();
    let whole = panel.is_none().then_some("page");
    let sum = move || live.summary.get();
    // Whoever is within the places and below it is on no list (Art. 20).
    let least = Memo::new(move |_| {
        live.version.track();
        live.board.with_value(|board| board.minimum)
    });
    let warn = move || if sum().disagreeing > 0 { "fig warn" } else { "fig" };
    view! {
        <div class="head">
            <div>
                <h1>{format!("{heading} · {name}")}</h1>
                {both}
                <p class="soft">
                    {move || (w.lede)(sum().rows, closes().as_deref(), which.review.article())}" · "
                    <a href=other rel="external">{switch}</a>
                    {take}
                </p>
                {move || (least.get() > 0).then(|| view! { <p class="soft" id="least">{(w.least)(least.get())}</p> })}
                {several.then(|| view! {
                    <details class="more no-projector">
                        <summary>{w.choose_panel}</summary>
                        <nav class="row" aria-label=w.panels>
                            <a class="btn small quiet" href=which.at("/review/board") aria-current=whole>{w.whole}</a>
                            {links}
                        </nav>
                    </details>
                })}
            </div>
            <div class="figures">
                <p class="fig">
                    <b>
                        {move || sum().progress.sealed.to_string()}
                        <small>{move || format!(" / {}", sum().progress.due)}</small>
                    </b>
                    <small>{w.sealed}</small>
                </p>
                <p class="fig">
                    <b>{move || sum().places.to_string()}</b>
                    <small>
                        {move || match sum().cut_score {
                            // Rounded as in the table.
                            Some(score) => (w.cut_score)(which.review, &exact(Some(score))),
                            None => (w.places)(which.review).to_owned(),
                        }}
                    </small>
                </p>
                <p class=warn>
                    <b>{move || sum().disagreeing.to_string()}</b>
                    <small>{w.disagreeing}</small>
                </p>
                <p class="fig">
                    <b>{move || sum().lacking.to_string()}</b>
                    <small>{w.lacking}</small>
                </p>
            </div>
            // Not a live region: it ticks each second. What matters is said below.
            <p class=move || class(&state.link.get())>{move || text(live, state)}</p>
            <p class="sr" role="status" aria-live="polite">{move || state.said.get()}</p>
        </div>
    }
}

fn class(link: &Link) -> &'static str {
    match link {
        Link::Still => "live wait",
        Link::On => "live on",
        Link::Cut(_) | Link::Ended(_) => "live off",
    }
}

fn text(live: Live, state: LineState) -> String {
    let w = words(live.lang);
    match state.link.get() {
        Link::Still => match live.as_of() {
            0 => w.nothing_sealed.to_owned(),
            at => (w.connecting)(&Stamp(at).show_minute()),
        },
        Link::On => match state.heard.get() {
            None => w.live_waiting.to_owned(),
            // Whole seconds; a clock set back counts as now.
            Some(at) => (w.live)(((state.clock.get() - at) / 1_000.0).max(0.0) as i64),
        },
        Link::Cut(at) => (w.cut_off)(&at),
        Link::Ended(why) => why,
    }
}
