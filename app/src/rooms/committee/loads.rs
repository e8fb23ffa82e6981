//! How the work is spread over the experts: bars for the eye, a table for everyone.

use leptos::prelude::*;

use crate::locales::{Lang, committee};

/// Height of a bar's line, and where bars begin and end, in units of the picture.
const LINE: usize = 22;
const LEFT: f64 = 96.0;
const RIGHT: f64 = 244.0;

/// Bars and table.
pub(super) fn loads(lang: Lang, loads: &[(String, u32)]) -> AnyView {
    let w = committee::words(lang);
    let high = loads.iter().map(|l| l.1).max().unwrap_or(0);
    let low = loads.iter().map(|l| l.1).min().unwrap_or(0);
    let said = (w.loads_said)(loads.len(), low, high);
    let height = loads.len() * LINE + 4;
    let bars = loads.iter().enumerate().map(|(i, (name, n))| bar(i, name, *n, high)).collect_view();
    let rows = loads
        .iter()
        .map(|(name, n)| {
            view! {
                <tr>
                    <td class="title" data-th=w.member>{name.clone()}</td>
                    <td class="num" data-th=w.reviews>{*n}</td>
                </tr>
            }
        })
        .collect_view();
    let name = format!("{}: {said}", w.loads);
    view! {
        <figure class="stack tight">
            <figcaption><b>{w.loads}</b>" "<span class="soft">{said}</span></figcaption>
            <div class="sheet scroll tall pad" tabindex="0" role="region" aria-label=w.loads>
                <svg class="severity" viewBox=format!("0 0 272 {height}") role="img" aria-label=name>
                    <path class="zero" d=format!("M{LEFT} 0V{height}")/>
                    {bars}
                </svg>
            </div>
        </figure>
        <details class="more">
            <summary>{w.loads_table}</summary>
            <table class="list">
                <caption class="sr">{w.loads}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.member}</th>
                        <th scope="col" class="num">{w.reviews}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

fn bar(i: usize, name: &str, n: u32, high: u32) -> AnyView {
    let width = width(n, high);
    let top = i * LINE + 5;
    let base = (i * LINE + 17).to_string();
    view! {
        <text x="0" y=base.clone()>{shortened(name)}</text>
        <rect class="dev" x=LEFT.to_string() y=top.to_string() width=format!("{width:.1}") height="14"></rect>
        <text class="val" x=format!("{:.1}", LEFT + width + 4.0) y=base>{n}</text>
    }
    .into_any()
}

/// Width of the bar of `n` where the longest stands for `high`.
fn width(n: u32, high: u32) -> f64 {
    f64::from(n) / f64::from(high.max(1)) * (RIGHT - LEFT)
}

/// A name that fits beside its bar, in half-width columns; the table has it in full.
fn shortened(name: &str) -> String {
    const ROOM: usize = 14;
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    if name.chars().map(wide).sum::<usize>() <= ROOM {
        return name.to_owned();
    }
    let mut used = 0;
    let fits = |c: &char| {
        used += wide(*c);
        used <= ROOM - 2
    };
    let mut out: String = name.chars().take_while(fits).collect();
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_fills_the_room_and_none_has_no_width() {
        assert_eq!(width(40, 40), RIGHT - LEFT);
        assert_eq!(width(20, 40), (RIGHT - LEFT) / 2.0);
        assert_eq!(width(0, 0), 0.0);
    }

    #[test]
    fn long_names_are_cut_and_short_ones_are_not() {
        assert_eq!(shortened("演示专家甲"), "演示专家甲");
        assert_eq!(shortened("演示专家甲乙丙丁"), "演示专家甲乙…");
        assert_eq!(shortened("专家03（演示）"), "专家03（演示）");
        assert_eq!(shortened("Demo Expert 123"), "Demo Expert …");
    }
}
