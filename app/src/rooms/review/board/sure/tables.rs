//! What came out, as a table of chances and a list of reviews to wait for.

use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::super::keys;
use super::super::state::Live;
use super::findings::{Finding, Findings, Missing};
use super::interval::{Ranks, svg};
use crate::locales::board::words as board_words;
use crate::locales::sure::{Words, percent, words};

/// Rows drawn at once, and between two pictures of the page after that: all of them together would keep
/// it from answering.
const PORTION: usize = 15;

/// Everything under the headline.
pub fn tables(live: Live, found: Arc<Findings>) -> AnyView {
    let w = words(live.lang);
    let b = &found.basis;
    let tied = usize::try_from(b.places).is_ok_and(|places| found.listed > places);
    let tied = tied.then(|| view! { <p>{(w.tied)(found.listed, b.places)}</p> });
    let masked = (found.masked > 0).then(|| view! { <p>{(w.masked)(found.masked)}</p> });
    let basis = (w.basis)(b);
    let telling = telling(live, &found.telling, w);
    let chances = chances(live, found, w);
    view! {
        <p>{w.meaning}</p>
        {tied}
        {masked}
        {telling}
        {chances}
        <p class="soft">{basis}</p>
    }
    .into_any()
}

/// Goes to the row of a link that was followed.
fn follow(live: Live, ev: &MouseEvent) {
    if ev.button() != 0 || ev.ctrl_key() || ev.meta_key() || ev.shift_key() {
        return;
    }
    let target = ev.target().and_then(|t| t.dyn_into::<Element>().ok());
    let link = target.and_then(|t| t.closest("a[data-row]").ok().flatten());
    let Some(id) = link.and_then(|a| a.get_attribute("data-row")) else { return };
    ev.prevent_default();
    live.select(Some(id.as_str().into()));
    keys::focus_row(&id);
    // A row that filter or search leaves out cannot hold the focus; its part of the page can.
    if keys::focused_row().as_deref() != Some(&id) {
        keys::focus_detail();
    }
}

fn link(id: &str, title: &str) -> impl IntoView + use<> {
    let (href, row) = (format!("?row={id}#detail"), id.to_owned());
    view! { <a href=href data-row=row>{title.to_owned()}</a> }
}

fn telling(live: Live, list: &[Missing], w: &'static Words) -> AnyView {
    let body = if list.is_empty() {
        view! { <p class="soft">{w.telling_none}</p> }.into_any()
    } else {
        let items = list
            .iter()
            .map(|one| {
                let link = link(one.dossier.as_str(), &one.title);
                let said = (w.telling_one)(one.missing, &percent(one.chance));
                view! { <li>{link}" "<small>{said}</small></li> }
            })
            .collect_view();
        view! {
            <p class="soft">{w.telling_text}</p>
            <ol on:click=move |ev| follow(live, &ev)>{items}</ol>
        }
        .into_any()
    };
    view! { <section aria-labelledby="sure-telling"><h3 id="sure-telling">{w.telling}</h3>{body}</section> }
        .into_any()
}

fn chances(live: Live, found: Arc<Findings>, w: &'static Words) -> AnyView {
    let (common, all) = (board_words(live.lang), RwSignal::new(false));
    let some_are_left = found.shown(false).count() < found.rows.len();
    let count = found.rows.len();
    let switch = move || {
        if all.get() { w.show_open.to_owned() } else { (common.show_all)(count) }
    };
    let drawn = RwSignal::new(PORTION);
    let counted = found.clone();
    // Whoever reads the table is told while rows are still to come.
    let coming = move || (drawn.get() < counted.shown(all.get()).count()).then_some("true");
    let rows = move || {
        let all = all.get();
        let last = found.shown(all).map(|row| row.sureness.worst).max().unwrap_or(1);
        let ranks = Ranks { last, places: found.basis.places };
        if drawn.get() < found.shown(all).count() {
            draw_more(drawn);
        }
        let rows: Vec<_> =
            found.shown(all).take(drawn.get()).cloned().map(|row| (ranks, row)).collect();
        rows
    };
    // Where the axis becomes another, all pictures do.
    let key = |(ranks, row): &(Ranks, Finding)| (ranks.last, row.dossier.clone());
    let caption = move || if all.get() { w.everything } else { w.open };
    view! {
        <div class="sheet">
            <table class="list chances" aria-busy=coming on:click=move |ev| follow(live, &ev)>
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="num">{common.rank}</th>
                        <th scope="col">{common.experience}</th>
                        <th scope="col">{w.chance}</th>
                        <th scope="col">{w.interval}</th>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=rows
                        key=key
                        children=move |(ranks, row)| line(&row, ranks, common.rank, w)
                    />
                </tbody>
            </table>
        </div>
        {some_are_left.then(|| view! {
            <p>
                <button
                    type="button"
                    class="btn small quiet"
                    on:click=move |_| {
                        drawn.set(PORTION);
                        all.update(|all| *all = !*all);
                    }
                >
                    {switch}
                </button>
            </p>
        })}
    }
    .into_any()
}

/// Lets the page answer, then has a portion more drawn. Nothing where the page was left.
fn draw_more(drawn: RwSignal<usize>) {
    request_idle_callback(move || {
        drawn.try_update(|n| *n += PORTION);
    });
}

fn line(
    row: &Finding,
    ranks: Ranks,
    rank_word: &'static str,
    w: &'static Words,
) -> impl IntoView + use<> {
    let rank = row.rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string());
    let s = row.sureness;
    let value = format!("{:.1}", s.chance * 100.0);
    let picture = svg(ranks, s.best, s.worst, row.rank);
    view! {
        <tr>
            <td class="num" data-th=rank_word>{rank}</td>
            <th scope="row" class="title">
                {link(row.dossier.as_str(), &row.title)}
                <small class="code">{row.code.clone()}</small>
            </th>
            <td class="chance" data-th=w.chance>
                <span>
                    {row.chance()}
                    // Its colour: inside for certain, open, outside for certain.
                    <meter min="0" max="100" low="5" high="95" optimum="100" value=value aria-hidden="true"></meter>
                </span>
            </td>
            <td class="ranks" data-th=w.interval>
                <span>{(w.ranks)(s.best, s.worst)}<span inner_html=picture></span></span>
            </td>
        </tr>
    }
}
