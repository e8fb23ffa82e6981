//! Sessions by day and room on a line of time. The table beside it says the same in words.

use domain::stamp::{MINUTE, Stamp};
use domain::views::defence::SessionLine;
use leptos::prelude::*;

use crate::locales::{Lang, defence};
use crate::ui::framed::drawing;

/// Width of the drawing and of the names on its left, in its own units.
const WIDTH: f64 = 960.0;
const NAMES: f64 = 210.0;
/// Room on the right for half of the last hour's name.
const EDGE: f64 = 24.0;
/// Height of a line.
const LINE: f64 = 34.0;
/// Characters of a room that fit beside its line.
const ROOM: usize = 12;

/// Minutes since midnight in Beijing.
fn minute(at: Stamp) -> i64 {
    (at.0 - Stamp::end_of(at.date()).0) / MINUTE + 24 * 60
}

/// A line for each room of a day, a bar for each session in it.
pub(super) fn chart(lang: Lang, all: &[SessionLine]) -> AnyView {
    let w = defence::words(lang);
    let mut lines: Vec<(String, String)> =
        all.iter().map(|s| (s.starts.show_date(), s.room.clone())).collect();
    lines.sort();
    lines.dedup();
    let first = all.iter().map(|s| minute(s.starts) / 60).min().unwrap_or(8);
    // A session may end after midnight: it is drawn to where its own day has come.
    let last = |s: &SessionLine| minute(s.starts) + (s.ends.0 - s.starts.0) / MINUTE;
    let until = all.iter().map(|s| (last(s) + 59) / 60).max().unwrap_or(18).max(first + 1);
    let x = move |minutes: i64| {
        let part = (minutes - first * 60) as f64 / ((until - first) * 60) as f64;
        NAMES + part * (WIDTH - NAMES - EDGE)
    };
    let height = LINE * lines.len() as f64 + 24.0;
    let names = lines.iter().enumerate().map(|(i, (day, room))| {
        let room: String = room.chars().take(ROOM).collect();
        let said = format!("{} {room}", day.get(5..).unwrap_or_default());
        view! { <text x="0" y=px(LINE * i as f64 + 21.0)>{said}</text> }
    });
    let names = names.collect_view();
    let bars = all.iter().map(|s| {
        let line = (s.starts.show_date(), s.room.clone());
        let y = LINE * lines.iter().position(|l| *l == line).unwrap_or(0) as f64;
        let (from, to) = (x(minute(s.starts)), x(last(s)));
        let class = match (s.clashes, s.told) {
            (true, _) => "clash",
            (false, true) => "told",
            (false, false) => "planned",
        };
        let mark = if s.clashes { "⚠ " } else { "" };
        let said = format!("{mark}{} · {}/{}", s.number, s.taken, s.slots);
        view! {
            <g class=class>
                <rect x=px(from) y=px(y + 6.0) width=px((to - from).max(3.0)) height="24" rx="3"></rect>
                <text class="said" x=px(from + 6.0) y=px(y + 23.0)>{said}</text>
            </g>
        }
    });
    let bars = bars.collect_view();
    let step = ((until - first) / 6).max(1);
    let ticks = (first..=until).step_by(usize::try_from(step).unwrap_or(1)).map(|hour| {
        let said = format!("{:02}:00", hour % 24);
        view! { <text class="tick" x=px(x(hour * 60)) y=px(height - 6.0) text-anchor="middle">{said}</text> }
    });
    let ticks = ticks.collect_view();
    let svg = view! {
        <svg class="gantt defence-chart" viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-label=w.drawn>
            {names}
            {bars}
            {ticks}
        </svg>
    };
    drawing(lang, w.drawn, svg)
}

fn px(n: f64) -> String {
    format!("{n:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_stands_at_its_minute_of_the_day_in_beijing() {
        for (typed, expected) in
            [("2026-06-24 00:00", 0), ("2026-06-24 09:30", 570), ("2026-06-24 23:59", 1439)]
        {
            assert_eq!(Stamp::read(typed).map(minute), Some(expected), "{typed}");
        }
    }
}
