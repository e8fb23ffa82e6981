//! When applications close, by the server's clock.

use domain::season::{Phase, Season, WindowState};
use domain::stamp::{DAY, Stamp};
use leptos::prelude::*;

use super::clock::countdown;
use crate::locales::{Lang, application};

/// A closing moment: midnight is 24:00 of the day before, as notices write it.
pub fn closing(at: Stamp) -> String {
    let text = at.show_minute();
    if text.ends_with(" 00:00") { format!("{} 24:00", at.plus(-1).show_date()) } else { text }
}

/// The notice about the phase in which dossiers are written.
pub fn deadline(lang: Lang, season: &Season, now: Stamp) -> AnyView {
    let w = application::words(lang);
    let Some(window) = season.window(Phase::Application) else {
        return ().into_any();
    };
    let clock = now.show_minute();
    let mut left = None;
    let (class, text) = match window.state(now) {
        WindowState::Future => ("notice", (w.opens)(&window.opens.show_minute(), &clock)),
        WindowState::Past => ("notice", (w.closed)(&closing(window.closes), &clock)),
        WindowState::Open => {
            left = Some(countdown(lang, window.closes, now));
            let class = if window.closes.0 - now.0 < 3 * DAY { "notice warn" } else { "notice" };
            (class, (w.deadline)(&closing(window.closes), &clock))
        }
    };
    let changed = window.changed.as_deref().map(w.changed_because);
    view! {
        <div class=class>
            <p>{text} " " {left}</p>
            {changed.map(|c| view! { <p>{c}</p> })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_belongs_to_the_day_it_ends() {
        let day = Stamp(1_782_288_487 * 1_000_000).date();
        assert_eq!(closing(Stamp::end_of(day)), "2026-06-24 24:00");
        assert_eq!(closing(Stamp::end_of(day).plus(-60_000_000)), "2026-06-24 23:59");
    }
}
