//! The window of the phase a page works in: open until when, or why nothing can be done.

use domain::season::{Phase, Season, WindowState};
use domain::stamp::Stamp;
use leptos::prelude::*;

use crate::locales::{common, lang, work};

/// Whether the phase is open at `now`.
pub fn is_open(season: &Season, phase: Phase, now: Stamp) -> bool {
    season.window(phase).is_some_and(|w| w.state(now) == WindowState::Open)
}

/// A notice with the phase's window, judged by the server's clock.
pub fn phase_notice(season: &Season, phase: Phase, now: Stamp) -> AnyView {
    let lang = lang();
    let w = work::words(lang);
    let name = common::phase(lang, phase);
    let article = (common::words(lang).article)(&phase.article().to_string());
    let Some(window) = season.window(phase) else {
        return view! { <p class="notice warn">{(w.unplanned)(name)}</p> }.into_any();
    };
    let (class, text) = match window.state(now) {
        WindowState::Future => ("notice warn", (w.future)(name, &window.opens.show_minute())),
        WindowState::Past => ("notice bad", (w.past)(name, &window.closes.show_minute())),
        WindowState::Open => {
            let left = work::left(lang, window.closes.0.saturating_sub(now.0));
            ("notice", (w.open)(name, &window.closes.show_minute(), &left))
        }
    };
    let changed = window.changed.clone().map(|reason| {
        view! { <p><small>{(w.changed)(&reason)}</small></p> }
    });
    view! {
        <div class=class>
            <p>{text}" "<small>{article}</small></p>
            {changed}
        </div>
    }
    .into_any()
}

/// The phase's window alone, where the moment of reading is not known.
pub fn phase_window(season: &Season, phase: Phase) -> AnyView {
    let lang = lang();
    let w = work::words(lang);
    let name = common::phase(lang, phase);
    let article = (common::words(lang).article)(&phase.article().to_string());
    let text = season.window(phase).map_or_else(
        || (w.unplanned)(name),
        |x| (w.window)(name, &x.opens.show_minute(), &x.closes.show_minute()),
    );
    view! { <p class="notice">{text}" "<small>{article}</small></p> }.into_any()
}
