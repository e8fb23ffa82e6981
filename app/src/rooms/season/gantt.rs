//! The year's phases drawn on a line of time.

use domain::season::{Season, WindowState};
use domain::stamp::{DAY, Stamp};
use leptos::prelude::*;

use crate::locales::{Lang, common, plan};
use crate::ui::framed::drawing;

/// Width of the drawing and of the names on its left, in its own units.
const WIDTH: f64 = 960.0;
const NAMES: f64 = 220.0;
/// Height of a line.
const LINE: f64 = 30.0;

/// Bars from opening to closing, a line for now, the days below. The same is said in words beside
/// it, so that it is a picture to screen readers.
pub(super) fn gantt(lang: Lang, season: &Season, now: Stamp) -> AnyView {
    let w = plan::words(lang);
    let first = season.windows.iter().map(|x| x.opens.0).min().unwrap_or(now.0);
    let last = season.windows.iter().map(|x| x.closes.0).max().unwrap_or(now.0).max(first + DAY);
    let x = move |at: i64| {
        let part = (at.clamp(first, last) - first) as f64 / (last - first) as f64;
        NAMES + part * (WIDTH - NAMES - 8.0)
    };
    let height = LINE * season.windows.len() as f64 + 24.0;
    let bars = season.windows.iter().enumerate().map(|(i, window)| {
        let (from, to) = (x(window.opens.0), x(window.closes.0));
        let y = LINE * i as f64;
        let class = match window.state(now) {
            WindowState::Past => "past",
            WindowState::Open => "open",
            WindowState::Future => "future",
        };
        view! {
            <g class=class>
                <text x="0" y=px(y + 19.0)>{common::phase(lang, window.phase)}</text>
                <rect x=px(from) y=px(y + 6.0) width=px((to - from).max(3.0)) height="18" rx="3"></rect>
            </g>
        }
    });
    let bars = bars.collect_view();
    let ticks = (0..=4i64).map(|i| {
        let at = Stamp(first + (last - first) / 4 * i);
        let anchor = match i {
            0 => "start",
            4 => "end",
            _ => "middle",
        };
        view! { <text class="tick" x=px(x(at.0)) y=px(height - 6.0) text-anchor=anchor>{at.show_date()}</text> }
    });
    let ticks = ticks.collect_view();
    let today = (first..=last).contains(&now.0).then(|| {
        view! { <line class="now" x1=px(x(now.0)) x2=px(x(now.0)) y1="0" y2=px(height - 20.0)></line> }
    });
    let svg = view! {
        <svg class="gantt" viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-label=w.drawn>
            {bars}
            {today}
            {ticks}
        </svg>
    };
    drawing(lang, w.drawn, svg)
}

fn px(n: f64) -> String {
    format!("{n:.1}")
}
