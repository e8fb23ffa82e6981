//! Written review against defence: a dot a candidate, and the line of those whose figure of both together is
//! that of the last place. The tables beside it say the same.

use domain::views::initial_list::{InitialListView, ListRow};
use leptos::prelude::*;

use super::row::points;
use crate::locales::{Lang, initial_list};

/// The square the dots stand in, units of the drawing.
const LEFT: f64 = 40.0;
const TOP: f64 = 10.0;
const SIDE: f64 = 260.0;

/// The picture.
pub(super) fn chart(lang: Lang, v: &InitialListView) -> AnyView {
    let w = initial_list::words(lang);
    let low = lowest(&v.rows);
    let place = |written: f64, defence: f64| {
        let at = |x: f64| (x - low) / (1000.0 - low) * SIDE;
        (LEFT + at(written), TOP + SIDE - at(defence))
    };
    let dots = v
        .rows
        .iter()
        .filter_map(|r| {
            let (x, y) = place(f64::from(r.written?), f64::from(r.defence?));
            let class = if r.listed { "on" } else { "off" };
            Some(view! { <circle class=class cx=format!("{x:.1}") cy=format!("{y:.1}") r="4"></circle> })
        })
        .collect_view();
    let cut = cut(&v.rows, v.places);
    let line = cut.and_then(|c| ends(f64::from(c), v.percent, low)).map(|[a, b]| {
        let ((ax, ay), (bx, by)) = (place(a.0, a.1), place(b.0, b.1));
        view! { <path class="cutline" d=format!("M{ax:.1} {ay:.1}L{bx:.1} {by:.1}")/> }
    });
    let floor = TOP + SIDE;
    let said = (w.chart_said)(v.rows.len(), v.percent);
    let least = format!("{:.0}", low / 10.0);
    let below = format!("{:.0}", floor + 16.0);
    let axis = format!("M{LEFT} {TOP}V{floor}H{:.0}", LEFT + SIDE);
    let caption = cut.map(|c| (w.cut_said)(v.places, &points(Some(c))));
    view! {
        <figure class="stack tight">
            <figcaption><b>{w.chart}</b>" "<span class="soft">{caption}</span></figcaption>
            <svg class="pairs" viewBox="0 0 310 300" role="img" aria-label=said>
                <path class="axis" d=axis/>
                {line}
                {dots}
                <text x=LEFT.to_string() y=below.clone()>{least.clone()}</text>
                <text x=(LEFT + SIDE).to_string() y=below.clone() text-anchor="end">"100"</text>
                <text x=(LEFT + SIDE / 2.0).to_string() y=below text-anchor="middle">{w.written}</text>
                <text x="34" y=(TOP + 10.0).to_string() text-anchor="end">"100"</text>
                <text x="34" y=floor.to_string() text-anchor="end">{least}</text>
                <text x="34" y=(TOP + SIDE / 2.0).to_string() text-anchor="end">{w.defence}</text>
            </svg>
            <p class="soft">{w.chart_text}</p>
        </figure>
    }
    .into_any()
}

/// Where both axes begin: whole tens of points below the least figure, and never at the top.
fn lowest(rows: &[ListRow]) -> f64 {
    let all = rows.iter().flat_map(|r| [r.written, r.defence]).flatten();
    f64::from(all.min().unwrap_or(0).clamp(0, 900) / 100 * 100)
}

/// The combined figure of the last place, were the list made by it alone.
fn cut(rows: &[ListRow], places: u32) -> Option<i32> {
    let mut all: Vec<i32> = rows.iter().filter_map(|r| r.combined).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    let last = usize::try_from(places).ok()?.min(all.len()).checked_sub(1)?;
    all.get(last).copied()
}

/// Where the line of one combined figure enters and leaves the square from `low` to 1000; none where it
/// does not cross it.
fn ends(cut: f64, percent: u32, low: f64) -> Option<[(f64, f64); 2]> {
    let p = f64::from(percent.min(100)) / 100.0;
    let inside = |x: f64| (low - 1e-9..=1000.0 + 1e-9).contains(&x);
    let mut found: Vec<(f64, f64)> = Vec::new();
    for edge in [low, 1000.0] {
        if p > 0.0 {
            let d = (cut - (1.0 - p) * edge) / p;
            found.extend(inside(d).then_some((edge, d)));
        }
        if p < 1.0 {
            let w = (cut - p * edge) / (1.0 - p);
            found.extend(inside(w).then_some((w, edge)));
        }
    }
    let first = *found.first()?;
    let far = |q: &(f64, f64)| (q.0 - first.0).abs() + (q.1 - first.1).abs();
    let last = found.into_iter().max_by(|a, b| far(a).total_cmp(&far(b)))?;
    (far(&last) > 1e-6).then_some([first, last])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_20_every_point_of_the_line_has_the_same_figure() {
        for percent in [0, 25, 50, 60, 100] {
            for cut in [610.0, 800.0, 950.0] {
                let p = f64::from(percent) / 100.0;
                for (w, d) in ends(cut, percent, 600.0).unwrap() {
                    assert!((w * (1.0 - p) + d * p - cut).abs() < 1e-6, "{percent} {cut}");
                    assert!((599.9..1000.1).contains(&w) && (599.9..1000.1).contains(&d));
                }
            }
        }
        assert_eq!(ends(500.0, 50, 600.0), None);
    }
}
