//! Bars: a number a line, drawn; and the same as a table beside it. The picture has a name and says
//! no more than the table, so that nobody needs to see it.

use leptos::prelude::*;

/// Units of the drawing: its width, where bars begin at least and at most, where they end at most, the height of a line.
const WIDTH: f64 = 320.0;
const BEGIN: f64 = 92.0;
const BEGIN_MAX: f64 = 160.0;
const END: f64 = 272.0;
const LINE: f64 = 24.0;

/// A line.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it counts.
    pub label: String,
    /// Numbers one after the other, in the order of the series.
    pub parts: Vec<usize>,
}

impl Bar {
    /// A line of one number.
    pub fn of(label: impl Into<String>, n: u32) -> Self {
        Self { label: label.into(), parts: vec![n as usize] }
    }
}

/// Pictures of what was granted side by side, each with its table: identifier, name, lines. The words are those of
/// [`bars`]: what stands on the folds of the tables, what heads sums, and what is counted.
pub fn charts<const N: usize>(
    (table, all, count): (&'static str, &'static str, &'static str),
    groups: [(&'static str, &'static str, Vec<Bar>); N],
) -> AnyView {
    let groups = groups.map(|(id, name, lines)| {
        view! {
            <section class="stack tight" aria-labelledby=id>
                <h3 id=id>{name}</h3>
                {bars(name.to_owned(), name, table, all, &[("ok", count)], &lines)}
            </section>
        }
    });
    view! { <div class="charts">{groups.into_iter().collect_view()}</div> }.into_any()
}

/// A series: class of its colour, and its name.
pub type Series = (&'static str, &'static str);

/// The picture with its table. `said` is its name, `first` heads the labels; `table` stands on the
/// fold that holds the table; `all` heads the sums where there are several series.
pub fn bars(
    said: String,
    first: &'static str,
    table: &'static str,
    all: &'static str,
    series: &[Series],
    lines: &[Bar],
) -> AnyView {
    let sum = |b: &Bar| b.parts.iter().sum::<usize>();
    let most = lines.iter().map(sum).max().unwrap_or(0).max(1) as f64;
    let height = LINE * lines.len() as f64;
    let begin = begin(lines);
    let drawn = lines.iter().enumerate().map(|(i, b)| line(i, b, sum(b), (begin, most), series));
    let drawn = drawn.collect_view();
    let several = series.len() > 1;
    let legend = several.then(|| {
        let names = series.iter().map(|(class, name)| {
            view! { <li><svg class="bars key" viewBox="0 0 10 10" aria-hidden="true"><rect class=*class width="10" height="10"></rect></svg>{*name}</li> }
        });
        view! { <ul class="legend">{names.collect_view()}</ul> }
    });
    let heads = series.iter().map(|s| view! { <th scope="col" class="num">{s.1}</th> });
    let sums = several.then(|| view! { <th scope="col" class="num">{all}</th> });
    let rows = lines.iter().map(|b| {
        let cells = b.parts.iter().map(|n| view! { <td class="num">{*n}</td> }).collect_view();
        let sum = several.then(|| view! { <td class="num">{sum(b)}</td> });
        view! { <tr><th scope="row">{b.label.clone()}</th>{cells}{sum}</tr> }
    });
    view! {
        <svg class="bars" viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-label=said>{drawn}</svg>
        {legend}
        <details class="more">
            <summary>{table}</summary>
            <table>
                <thead><tr><th scope="col">{first}</th>{heads.collect_view()}{sums}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// Where bars begin: beside the longest label.
fn begin(lines: &[Bar]) -> f64 {
    let width = |c: char| if c.is_ascii() { 7.2 } else { 12.0 };
    let widths = lines.iter().map(|b| b.label.chars().map(width).sum::<f64>());
    (widths.fold(0.0, f64::max) + 10.0).clamp(BEGIN, BEGIN_MAX)
}

/// A line of the drawing; `begin` is where bars begin, `most` the sum that fills the width.
fn line(i: usize, b: &Bar, sum: usize, (begin, most): (f64, f64), series: &[Series]) -> AnyView {
    let y = LINE * i as f64;
    let mut x = begin;
    let parts = b.parts.iter().zip(series).filter(|(n, _)| **n > 0).map(|(n, (class, _))| {
        let width = (END - begin) * *n as f64 / most;
        let at = x;
        x += width;
        view! { <rect class=*class x=px(at) y=px(y + 4.0) width=px(width.max(1.0)) height=px(LINE - 8.0)></rect> }
    });
    let parts = parts.collect_view();
    view! {
        <text x=px(begin - 8.0) y=px(y + 16.5) text-anchor="end">{b.label.clone()}</text>
        {parts}
        <text class="val" x=px(x + 6.0) y=px(y + 16.5)>{sum}</text>
    }
    .into_any()
}

fn px(n: f64) -> String {
    format!("{n:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_fills_the_width_and_the_table_says_every_number() {
        let lines = [(vec![3, 1], "一"), (vec![0, 0], "二")]
            .map(|(parts, label)| Bar { label: label.into(), parts });
        let series = [("ok", "通过"), ("bad", "不予通过")];
        Owner::new().with(|| {
            let html = bars("说明".into(), "日期", "表格", "合计", &series, &lines).to_html();
            assert!(html.contains("width=\"135.0\"") && html.contains("width=\"45.0\""), "{html}");
            assert_eq!(
                html.matches("<rect").count(),
                2 + series.len(),
                "nothing has no bar: {html}"
            );
            assert!(html.contains("<td class=\"num\">4") && html.contains("aria-label=\"说明\""));
        });
    }
}
