//! Beside the table: the chosen application, progress of each panel, the experts'
//! severity, the legend.

use std::cmp::Reverse;

use domain::ids::PanelId;
use domain::review::board::{Board, BoardScore, ExpertSeverity, Progress};
use domain::review::statistics::{Statistics, Trim};
use domain::views::review as views;
use leptos::prelude::*;

use super::cells::{exact, figure, points};
use super::line::{LineState, Link};
use super::state::Live;
use super::strip::{Axis, Strip, svg};
use crate::locales::board::{Words, words};
use crate::locales::{Lang, common, sure};

/// Experts drawn in the chart; the table holds all.
const DRAWN: usize = 12;
/// Width of a name that fits beside the bars, in half characters.
const NAME: usize = 14;
/// Height of one expert's line in the chart.
const LINE: usize = 24;

/// The chosen application with each expert's score.
#[component]
pub fn Chosen(
    /// State of the board.
    live: Live,
) -> impl IntoView {
    let w = words(live.lang);
    view! {
        <section class="sheet pad stack tight no-projector" id="detail" tabindex="-1">
            <h2>{w.chosen}</h2>
            {move || {
                live.version.track();
                live.tried.track();
                match live.selected.get() {
                    None => view! { <p class="soft">{w.chosen_none}</p> }.into_any(),
                    Some(id) => detail(live, id.as_str(), w),
                }
            }}
        </section>
    }
}

fn detail(live: Live, id: &str, w: &'static Words) -> AnyView {
    // Before the board is looked at: one look at a time.
    let adjusted = live.tries_adjusted().then(|| {
        let figure = live.with_shown(|board| adjusted_figure(board, id));
        (sure::words(live.lang).adjusted, exact(figure))
    });
    live.board
        .with_value(|board| {
            let row = board.rows.iter().find(|r| r.dossier.as_str() == id)?;
            let totals: Vec<i32> = row.scores.iter().map(|s| s.total).collect();
            let stats = Statistics::of(&totals, board.trim);
            let name = |e: &domain::ids::ExpertId| {
                board.experts.iter().find(|x| x.0 == *e).map_or_else(|| e.to_string(), |x| x.1.clone())
            };
            let score = |s: &BoardScore| (s.total, name(&s.expert), s.amended, s.informed);
            let mut scores: Vec<(i32, String, u16, bool)> = row.scores.iter().map(score).collect();
            scores.sort_by_key(|s| (Reverse(s.0), s.1.clone()));
            let facts = [
                (w.trimmed, exact(stats.trimmed)),
                (w.mean, figure(stats.mean)),
                (w.median, figure(stats.median)),
                (w.spread, figure(stats.spread)),
                (w.deviation, figure(stats.deviation)),
            ];
            let missing = domain::review::statistics::missing(usize::from(row.due), row.sealed());
            let masked = row.masked > 0;
            let whose = [row.code.clone(), row.organisation.clone(), common::unit(live.lang, &row.unit)];
            let whose: Vec<String> = whose.into_iter().filter(|t| !t.is_empty()).collect();
            let whose = whose.join(" · ");
            Some(view! {
                <h3>{row.title.clone()}</h3>
                <p class="soft">
                    {whose}
                </p>
                {masked.then(|| view! { <p class="notice">{w.masked}</p> })}
                {(!scores.is_empty()).then(|| view! {
                    <table>
                        <thead>
                            <tr><th scope="col">{w.expert}</th><th scope="col" class="num">{w.score}</th></tr>
                        </thead>
                        <tbody>
                            {scores
                                .into_iter()
                                .map(|(total, name, amended, informed)| view! {
                                    <tr>
                                        <th scope="row">
                                            {name}
                                            {(amended > 0).then(|| view! { " "<span class="tag">{(w.amended)(amended)}</span> })}
                                            {informed.then(|| view! { " "<span class="tag todo">{w.informed}</span> })}
                                        </th>
                                        <td class="num">{points(total)}</td>
                                    </tr>
                                })
                                .collect_view()}
                        </tbody>
                    </table>
                    <dl class="facts">
                        {adjusted
                            .into_iter()
                            .chain(facts)
                            .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                            .collect_view()}
                    </dl>
                })}
                {(missing > 0).then(|| view! { <p><span class="tag todo">{(w.missing_n)(missing)}</span></p> })}
            }
            .into_any())
        })
        .unwrap_or_else(|| view! { <p class="soft">{w.chosen_none}</p> }.into_any())
}

/// The figure that an application is ranked by while adjusted scores are tried out.
fn adjusted_figure(board: &Board, id: &str) -> Option<f64> {
    let row = board.rows.iter().find(|r| r.dossier.as_str() == id)?;
    let totals: Vec<i32> = row.scores.iter().map(|s| s.total).collect();
    Statistics::of(&totals, board.trim).trimmed
}

/// Who of the panels shown is at work now, as the line tells it; nothing while there is no line.
#[component]
pub fn AtWork(
    /// State of the board.
    live: Live,
    /// State of the line.
    state: LineState,
) -> impl IntoView {
    let w = words(live.lang);
    view! {
        {move || (state.link.get() == Link::On).then(|| {
            let there = state.here.get();
            let count = there.count();
            let (names, text) = match there {
                views::AtWork::Named(names) => (names, w.at_work_text),
                views::AtWork::Counted(_) => (Vec::new(), w.at_work_counted),
            };
            let list = (!names.is_empty()).then(|| {
                let names = names.into_iter().map(|n| view! { <li>{n}</li> }).collect_view();
                view! { <ul class="names">{names}</ul> }
            });
            view! {
                <section class="sheet pad stack tight no-projector no-print" id="at-work">
                    <h2>{w.at_work}" "<small>{count}</small></h2>
                    {(count == 0).then(|| view! { <p class="soft">{w.at_work_none}</p> })}
                    {list}
                    <small>{text}</small>
                </section>
            }
        })}
    }
}

/// A panel to choose: identifier and name.
pub type Choice = (PanelId, String);

/// Progress of each panel on the board.
#[component]
pub fn Panels(
    /// State of the board.
    live: Live,
    /// Panels the viewer may open.
    panels: Vec<Choice>,
) -> impl IntoView {
    let w = words(live.lang);
    let bars = Memo::new(move |_| {
        live.version.track();
        live.board.with_value(|b| {
            let own = b.progress_by_panel();
            own.into_iter().map(|(p, n)| (p.to_owned(), n)).collect::<Vec<(String, Progress)>>()
        })
    });
    view! {
        <section class="sheet pad">
            <h2>{w.progress}</h2>
            <ul class="panelbars">
                {move || {
                    let bars = bars.get();
                    // On one panel's board the others are links without a figure.
                    let named = panels.iter().map(|(id, name)| {
                        let progress = bars.iter().find(|b| b.0 == id.as_str()).map(|b| b.1);
                        (live.which.at(&format!("/review/board/{id}")), name.clone(), progress)
                    });
                    named.map(|(href, name, p)| bar(href, name, p)).collect_view()
                }}
            </ul>
        </section>
    }
}

fn bar(href: String, name: String, progress: Option<Progress>) -> impl IntoView {
    let bar = progress.map(|p| {
        let said = format!("{} / {}", p.sealed, p.due);
        let (max, value) = (p.due.max(1).to_string(), p.sealed.to_string());
        view! {
            <progress max=max value=value aria-label=name.clone()>{said.clone()}</progress>
            <span>{said}</span>
        }
    });
    view! { <li><a href=href>{name}</a>{bar}</li> }
}

/// How each expert scores next to the others.
#[component]
pub fn Severities(
    /// State of the board.
    live: Live,
) -> impl IntoView {
    let w = words(live.lang);
    let list = Memo::new(move |_| {
        live.version.track();
        live.board.with_value(|b| {
            let mut list: Vec<ExpertSeverity> =
                b.severity().into_iter().filter(|e| e.severity.mean.is_some()).collect();
            list.sort_by(|a, b| far(b).total_cmp(&far(a)).then_with(|| a.expert.cmp(&b.expert)));
            (list, f64::from(b.threshold) / 30.0)
        })
    });
    view! {
        <section class="sheet pad stack tight">
            <h2>{w.severity}</h2>
            {move || list.with(|(list, limit)| {
                if list.is_empty() {
                    return view! { <p class="soft">{w.severity_none}</p> }.into_any();
                }
                view! {
                    <small>{w.severity_text}</small>
                    {chart(list, *limit, w)}
                    <details class="more">
                        <summary>{w.severity_table}</summary>
                        {table(list, w)}
                    </details>
                }
                .into_any()
            })}
        </section>
    }
}

/// Distance from the others, either way.
fn far(e: &ExpertSeverity) -> f64 {
    e.severity.mean.unwrap_or_default().abs()
}

/// `+1.2`, `-0.4`.
fn signed(value: f64) -> String {
    format!("{value:+.1}")
}

/// A name that fits beside the bars; the table has it whole.
fn short(name: &str) -> String {
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    if name.chars().map(wide).sum::<usize>() <= NAME {
        return name.to_owned();
    }
    let mut left = NAME - 2;
    let fits = name.chars().take_while(|c| {
        let fits = wide(*c) <= left;
        left = left.saturating_sub(wide(*c));
        fits
    });
    fits.chain(['…']).collect()
}

/// Bars left and right of the others' mean, farthest first.
fn chart(list: &[ExpertSeverity], limit: f64, w: &'static Words) -> impl IntoView + use<> {
    let drawn = &list[..list.len().min(DRAWN)];
    let height = drawn.len() * LINE + 4;
    let scale = 62.0 / drawn.iter().map(far).fold(3.0, f64::max);
    let bars = drawn
        .iter()
        .enumerate()
        .map(|(i, e)| {
            let mean = e.severity.mean.unwrap_or_default();
            let y = i * LINE;
            let length = (mean.abs() * scale).max(1.0);
            let x = if mean < 0.0 { 168.0 - length } else { 168.0 };
            let class = if mean.abs() > limit { "dev far" } else { "dev" };
            // Left bars leave the right side free, where no name is in the way.
            let value_x = if mean < 0.0 { 174.0 } else { 174.0 + length };
            let name = short(&e.name);
            view! {
                <text x="0" y=(y + 18).to_string()>{name}</text>
                <rect
                    class=class
                    x=format!("{x:.1}")
                    y=(y + 7).to_string()
                    width=format!("{length:.1}")
                    height="12"
                ></rect>
                <text class="val" x=format!("{value_x:.1}") y=(y + 18).to_string()>
                    {signed(mean)}
                </text>
            }
        })
        .collect_view();
    view! {
        <svg
            class="severity"
            viewBox=format!("0 0 272 {height}")
            role="img"
            aria-label=(w.severity_label)(drawn.len())
        >
            <path class="zero" d=format!("M168 0V{height}")></path>
            {bars}
        </svg>
    }
}

fn table(list: &[ExpertSeverity], w: &'static Words) -> impl IntoView + use<> {
    let rows = list
        .iter()
        .map(|e| {
            view! {
                <tr>
                    <th scope="row">{e.name.clone()}</th>
                    <td class="num">{signed(e.severity.mean.unwrap_or_default())}</td>
                    <td class="num">{e.severity.n.to_string()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table>
            <caption class="sr">{w.severity_table}</caption>
            <thead>
                <tr>
                    <th scope="col">{w.expert}</th>
                    <th scope="col" class="num">{w.difference}</th>
                    <th scope="col" class="num">{w.compared}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// What the signs of the strip mean, each shown by itself.
#[component]
pub fn Legend(
    /// State of the board.
    live: Live,
) -> impl IntoView {
    // The settings come with the rows: both may change while somebody looks.
    let of = Memo::new(move |_| {
        live.version.track();
        live.board.with_value(|b| (b.trim, b.threshold))
    });
    move || {
        let (trim, threshold) = of.get();
        legend(live.lang, trim, threshold)
    }
}

fn legend(lang: Lang, trim: Trim, threshold: i32) -> AnyView {
    let w = words(lang);
    let totals = [660, 860, 880, 900, 920];
    let stats = Statistics::of(&totals, trim);
    let strip = Strip { totals: &totals, stats: &stats, trim, threshold, label: "" };
    let example = svg(Axis { from: 600, to: 1_000 }, &strip);
    let lines = [
        w.legend_ring.to_owned(),
        w.legend_dropped.to_owned(),
        (w.legend_out)(&points(threshold)),
        w.legend_band.to_owned(),
        w.legend_mean.to_owned(),
        w.legend_trim.to_owned(),
        w.legend_cut.to_owned(),
    ];
    let shapes = ["○", "∘", "◎", "▬", "│", "┃", "▁"];
    view! {
        <section class="sheet pad stack tight no-projector">
            <h2>{w.legend}</h2>
            <div aria-hidden="true" inner_html=example></div>
            <table>
                <caption class="sr">{w.legend}</caption>
                <tbody>
                    {shapes
                        .into_iter()
                        .zip(lines)
                        .map(|(shape, line)| view! { <tr><td aria-hidden="true">{shape}</td><td>{line}</td></tr> })
                        .collect_view()}
                </tbody>
            </table>
            <p class="soft">{w.keys}</p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_by_width_and_short_ones_stay() {
        assert_eq!(short("专家02（演示）"), "专家02（演示）");
        assert_eq!(short("欧阳某某某某某某"), "欧阳某某某某…");
        assert_eq!(short("Expert Fourteen A"), "Expert Fourt…");
    }
}
