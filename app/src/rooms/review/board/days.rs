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

/// Days that brought any, by their midnights, oldest first, with how many sheets were sealed on each.
pub type Days = Vec<(Stamp, u32)>;

/// The picture with its table; nothing while nothing is sealed.
#[component]
pub fn OverTime(
    /// State of the board.
    live: Live,
) -> impl IntoView {
    let w = words(live.lang);
    let shown =
        Memo::new(move |_| (live.days.get(), live.summary.with(|s| s.progress), live.closes.get()));
    view! {
        <section class="sheet pad stack tight no-projector">
            <h2>{w.over_time}</h2>
            {move || shown.with(|(days, sum, closes)| {
                if days.is_empty() {
                    return view! { <p class="soft">{w.nothing_sealed}</p> }.into_any();
                }
                let (done, due) = paths(days, sum.due, *closes);
                let rows = days
                    .iter()
                    .rev()
                    .scan(sum.sealed, |left, (at, n)| {
                        let by = *left;
                        *left = left.saturating_sub(u64::from(*n));
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

/// Counts sheets that have arrived for the day of a moment.
pub(super) fn count(days: &mut Days, at: Stamp, more: usize) {
    let day = Stamp::of_day(at.day());
    let more = u32::try_from(more).unwrap_or(u32::MAX);
    match days.binary_search_by_key(&day, |known| known.0) {
        Ok(place) => days[place].1 = days[place].1.saturating_add(more),
        Err(place) => days.insert(place, (day, more)),
    }
}

/// The line of what is sealed, and that of what is needed to be through by the closing.
fn paths(days: &Days, due: u64, closes: Option<Stamp>) -> (String, Option<String>) {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Default::default() };
    let end = closes.map_or(last.0.0 + DAY, |c| c.0.max(last.0.0 + DAY));
    let width = (end - first.0.0).max(1) as f64;
    let sealed: u64 = days.iter().map(|d| u64::from(d.1)).sum();
    let most = due.max(sealed).max(1) as f64;
    let x = |at: i64| (at - first.0.0) as f64 / width * WIDTH;
    let y = |n: u64| (HEIGHT - 2.0) - n as f64 / most * (HEIGHT - 4.0);
    let mut done = format!("M0 {:.1}", y(0));
    let mut so_far = 0;
    for (at, n) in days {
        // Flat to the morning of a day, then up to what it brought by its evening.
        let _ = write!(done, "L{:.1} {:.1}", x(at.0), y(so_far));
        so_far += u64::from(*n);
        let _ = write!(done, "L{:.1} {:.1}", x(at.0 + DAY).min(WIDTH), y(so_far));
    }
    let needed = closes.is_some().then(|| format!("M0 {:.1}L{WIDTH} {:.1}", y(0), y(due)));
    (done, needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_arrives_counts_for_its_own_day() {
        let day = |n: i64| Stamp::of_day(20_000 + n);
        let noon = |n: i64| day(n).plus(DAY / 2);
        let mut days = vec![(day(0), 3), (day(2), 2)];
        for (n, more) in [(2, 2), (3, 1), (1, 4), (0, 1)] {
            count(&mut days, noon(n), more);
        }
        assert_eq!(days, [(day(0), 4), (day(1), 4), (day(2), 4), (day(3), 1)]);
        // The first moment of a day is its own, in Beijing.
        count(&mut days, day(3), 1);
        assert_eq!(days[3], (day(3), 2));
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
