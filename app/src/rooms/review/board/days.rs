//! Progress over time: sheets sealed by the end of each day against what is due by the closing, as a small
//! picture, and each day's number in a table beside it.

use std::fmt::Write;

use domain::stamp::{DAY, Stamp};
use leptos::prelude::*;

use super::state::Live;
use crate::locales::board::words;

/// Units of the picture.
const WIDTH: f64 = 272.0;
const HEIGHT: f64 = 80.0;

/// Days with what was sealed on them, the scores that have arrived since among those of the last.
type Days = Vec<(Stamp, u64)>;

/// The picture with its table; nothing while nothing is sealed.
#[component]
pub fn OverTime(
    /// State of the board.
    live: Live,
    /// Days as they came with the page.
    days: Vec<(Stamp, u32)>,
    /// When the review closes.
    closes: Option<Stamp>,
) -> impl IntoView {
    let w = words(live.lang);
    let came: Days = days.into_iter().map(|(at, n)| (at, u64::from(n))).collect();
    let shown = Memo::new(move |_| {
        let sum = live.summary.with(|s| s.progress);
        (with_arrived(&came, sum.sealed, live.as_of()), sum)
    });
    view! {
        <section class="sheet pad stack tight no-projector">
            <h2>{w.over_time}</h2>
            {move || shown.with(|(days, sum)| {
                if days.is_empty() {
                    return view! { <p class="soft">{w.nothing_sealed}</p> }.into_any();
                }
                let (done, due) = paths(days, sum.due, closes);
                let rows = days
                    .iter()
                    .rev()
                    .scan(sum.sealed, |left, (at, n)| {
                        let by = *left;
                        *left = left.saturating_sub(*n);
                        Some((at.show_date(), *n, by))
                    })
                    .map(|(day, n, by)| view! {
                        <tr><th scope="row">{day}</th><td class="num">{n}</td><td class="num">{by}</td></tr>
                    })
                    .collect_view();
                view! {
                    <svg
                        class="curve"
                        viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                        role="img"
                        aria-label=(w.over_time_said)(sum.sealed, sum.due, days.len())
                    >
                        {due.map(|d| view! { <path class="due" d=d></path> })}
                        <path class="done" d=done></path>
                    </svg>
                    <small>{w.over_time_text}</small>
                    <details class="more">
                        <summary>{w.over_time_table}</summary>
                        <table>
                            <caption class="sr">{w.over_time_table}</caption>
                            <thead>
                                <tr>
                                    <th scope="col">{w.day}</th>
                                    <th scope="col" class="num">{w.sealed_that_day}</th>
                                    <th scope="col" class="num">{w.sealed_by_then}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </details>
                }
                .into_any()
            })}
        </section>
    }
}

/// Adds what has been sealed since the page came to the day of the picture at hand.
fn with_arrived(came: &Days, sealed: u64, as_of: i64) -> Days {
    let mut days = came.clone();
    let known: u64 = days.iter().map(|d| d.1).sum();
    let more = sealed.saturating_sub(known);
    if more > 0 {
        let today = Stamp::of_day((as_of + 8 * DAY / 24).div_euclid(DAY));
        match days.last_mut() {
            Some(last) if last.0 >= today => last.1 += more,
            _ => days.push((today, more)),
        }
    }
    days
}

/// The line of what is sealed, and that of what is needed to be through by the closing.
fn paths(days: &Days, due: u64, closes: Option<Stamp>) -> (String, Option<String>) {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Default::default() };
    let end = closes.map_or(last.0.0 + DAY, |c| c.0.max(last.0.0 + DAY));
    let width = (end - first.0.0).max(1) as f64;
    let sealed: u64 = days.iter().map(|d| d.1).sum();
    let most = due.max(sealed).max(1) as f64;
    let x = |at: i64| (at - first.0.0) as f64 / width * WIDTH;
    let y = |n: u64| (HEIGHT - 2.0) - n as f64 / most * (HEIGHT - 4.0);
    let mut done = format!("M0 {:.1}", y(0));
    let mut so_far = 0;
    for (at, n) in days {
        // Flat to the morning of a day, then up to what it brought by its evening.
        let _ = write!(done, "L{:.1} {:.1}", x(at.0), y(so_far));
        so_far += n;
        let _ = write!(done, "L{:.1} {:.1}", x(at.0 + DAY).min(WIDTH), y(so_far));
    }
    let needed = closes.is_some().then(|| format!("M0 {:.1}L{WIDTH} {:.1}", y(0), y(due)));
    (done, needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_arrives_counts_for_the_day_of_the_picture() {
        let came = vec![(Stamp::of_day(20_000), 3), (Stamp::of_day(20_002), 2)];
        assert_eq!(with_arrived(&came, 5, 0), came);
        let same_day = Stamp::of_day(20_002).0 + DAY / 2;
        assert_eq!(with_arrived(&came, 7, same_day)[1].1, 4);
        let next = with_arrived(&came, 7, same_day + DAY);
        assert_eq!(next[2], (Stamp::of_day(20_003), 2));
    }

    #[test]
    fn the_line_ends_where_all_is_sealed_and_the_review_closes() {
        let days = vec![(Stamp::of_day(10), 5), (Stamp::of_day(19), 5)];
        let (done, due) = paths(&days, 10, Some(Stamp::of_day(20)));
        assert_eq!(done, "M0 78.0L0.0 78.0L27.2 40.0L244.8 40.0L272.0 2.0");
        assert_eq!(due.unwrap(), "M0 78.0L272 2.0");
        assert_eq!(paths(&Vec::new(), 10, None), (String::new(), None));
    }
}
