//! The ranked table: one row an application, with a closure for what can change in it.

use std::sync::Arc;

use domain::review::board::SortKey;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use super::groups::Groups;
use super::state::{Live, Row, first_descending};
use crate::locales::board::{Words, words};
use crate::locales::sure;

/// Prefix of a row's identifier in the page.
pub const ROW: &str = "a-";

/// Name of a sort key in the address.
pub fn sort_code(key: SortKey) -> &'static str {
    match key {
        SortKey::Rank => "rank",
        SortKey::Title => "title",
        SortKey::Mean => "mean",
        SortKey::Median => "median",
        SortKey::Trimmed => "trimmed",
        SortKey::Spread => "spread",
        SortKey::Missing => "missing",
        SortKey::Reference => "reference",
    }
}

/// Reads `mean` or `-mean` (greatest first).
pub fn sort_of(code: &str) -> (SortKey, bool) {
    let (descending, name) = code.strip_prefix('-').map_or((false, code), |rest| (true, rest));
    let keys = [
        SortKey::Rank,
        SortKey::Title,
        SortKey::Mean,
        SortKey::Median,
        SortKey::Trimmed,
        SortKey::Spread,
        SortKey::Missing,
        SortKey::Reference,
    ];
    keys.into_iter()
        .find(|k| sort_code(*k) == name)
        .map_or((SortKey::Rank, false), |k| (k, descending))
}

/// The table, complete on the server too.
#[component]
pub fn Scores(
    /// State of the board.
    live: Live,
) -> impl IntoView {
    let w = words(live.lang);
    let axis = Memo::new(move |_| live.summary.with(|s| s.axis));
    let owner = Owner::current().unwrap_or_default();
    // One listener for all rows: a thousand closures would have to be made at hydration.
    let choose = move |ev: MouseEvent| {
        let plain = ev.button() == 0 && !ev.ctrl_key() && !ev.meta_key() && !ev.shift_key();
        let Some(target) = ev.target().and_then(|t| t.dyn_into::<leptos::web_sys::Element>().ok())
        else {
            return;
        };
        let link = target.closest("a").ok().flatten();
        let row = target.closest("tr").ok().flatten().map(|r| r.id());
        let Some(id) = row.as_deref().and_then(|id| id.strip_prefix(ROW)) else { return };
        if plain {
            live.select(Some(id.into()));
            if link.is_some() {
                ev.prevent_default();
                super::keys::show_detail_if_below();
            }
        }
    };
    let head = move |key: SortKey, class: &'static str, name: AnyView| {
        let state = move || {
            let (on, descending) = live.view.with(|v| (v.sort == key, v.descending));
            match (on, descending) {
                (false, _) => "none",
                (true, false) => "ascending",
                (true, true) => "descending",
            }
        };
        let value = move || {
            let (on, descending) = live.view.with(|v| (v.sort == key, v.descending));
            let next = if on { !descending } else { first_descending(key) };
            format!("{}{}", if next { "-" } else { "" }, sort_code(key))
        };
        let sort = move |ev: MouseEvent| {
            ev.prevent_default();
            live.sort(key);
        };
        view! {
            <th role="columnheader" scope="col" class=class aria-sort=state>
                <button form="board-view" name="sort" value=value on:click=sort>{name}</button>
            </th>
        }
        .into_any()
    };
    let ranking = move || match live.tried.get() {
        Some(trial) if trial.adjusted => sure::words(live.lang).adjusted_short,
        _ => w.trimmed_short,
    };
    view! {
        <div class="sheet">
            <table class="scores" id="board-rows" role="table" aria-label=w.table on:click=choose>
                <thead role="rowgroup">
                    <tr role="row">
                        {head(SortKey::Rank, "rank", w.rank.into_any())}
                        {head(SortKey::Title, "", w.experience.into_any())}
                        <th role="columnheader" scope="col">{move || (w.scores)(axis.get(), 100)}</th>
                        {head(SortKey::Mean, "num", w.mean.into_any())}
                        {head(SortKey::Median, "num", w.median.into_any())}
                        {head(SortKey::Trimmed, "num", ranking.into_any())}
                        {head(SortKey::Spread, "num", w.spread_short.into_any())}
                        {head(SortKey::Missing, "", w.missing.into_any())}
                    </tr>
                </thead>
                {move || Groups::new(live.order.get(), live.lang, owner.clone())}
            </table>
        </div>
    }
}

/// One row: one closure for its marks and one for its cells. What did not change in the
/// cells is left alone in the page, so the focus stays where it was.
pub(super) fn one(row: Arc<Row>, w: &'static Words) -> impl IntoView {
    let id = format!("{ROW}{}", row.dossier);
    let href = format!("?row={}#detail", row.dossier);
    let (mark, cells) = (row.mark.clone(), row.cells.clone());
    let (class, hidden) = (mark.clone(), mark.clone());
    let (title, under) = (row.title.clone(), row.under.clone());
    view! {
        <tr role="row" id=id class=move || class.get().class() hidden=move || hidden.get().hidden>
            <td class="rank" role="cell">{let cells = cells.clone(); move || cells.get().rank.clone()}</td>
            <td class="title" role="cell">
                <a href=href>{title}</a>
                <small class="soft">" "{under}</small>
                <span inner_html={let cells = cells.clone(); move || cells.get().tags.clone()}></span>
                {move || mark.get().cut.then(|| view! { <span class="sr">{w.cut_here}</span> })}
            </td>
            {move || {
                let c = cells.get();
                view! {
                    <td class="plot" role="cell" inner_html=c.strip.clone()></td>
                    <td class="num mean" role="cell" data-th=w.mean>{c.mean.clone()}</td>
                    <td class="num median" role="cell" data-th=w.median>{c.median.clone()}</td>
                    <td class="num trimmed" role="cell" data-th=w.trimmed_short>{c.trimmed.clone()}</td>
                    <td class="num spread" role="cell" data-th=w.spread_short>{c.spread.clone()}</td>
                    <td class="miss" role="cell" data-th=w.missing>{c.missing.clone()}</td>
                }
            }}
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_in_the_address_is_read_as_it_is_written() {
        assert_eq!(sort_of("-mean"), (SortKey::Mean, true));
        assert_eq!(sort_of("title"), (SortKey::Title, false));
        assert_eq!(sort_of("-median"), (SortKey::Median, true));
        assert_eq!(sort_of("nonsense"), (SortKey::Rank, false));
        assert_eq!(sort_of(sort_code(SortKey::Missing)), (SortKey::Missing, false));
    }
}
