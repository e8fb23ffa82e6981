//! Filter and search. A plain form that works by itself; in the browser it acts at once.

use domain::review::board::{Filter, View};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use super::state::Live;
use super::table::sort_of;
use crate::locales::board::{Words, words};

/// Name of a filter in the address.
fn filter_code(filter: Filter) -> &'static str {
    match filter {
        Filter::All => "all",
        Filter::Missing => "missing",
        Filter::Disagreement => "disagreement",
        Filter::AboveCut => "above",
        Filter::BelowCut => "below",
    }
}

const FILTERS: [Filter; 5] =
    [Filter::All, Filter::Missing, Filter::Disagreement, Filter::AboveCut, Filter::BelowCut];

fn filter_of(code: &str) -> Filter {
    FILTERS.into_iter().find(|f| filter_code(*f) == code).unwrap_or_default()
}

fn filter_name(w: &'static Words, filter: Filter) -> &'static str {
    match filter {
        Filter::All => w.all,
        Filter::Missing => w.only_missing,
        Filter::Disagreement => w.only_disagreement,
        Filter::AboveCut => w.above_cut,
        Filter::BelowCut => w.below_cut,
    }
}

/// The view an address asks for.
pub fn view_of(query: &ParamsMap) -> View {
    let (sort, descending) = sort_of(query.get_str("sort").unwrap_or_default());
    View {
        sort,
        descending,
        filter: filter_of(query.get_str("show").unwrap_or_default()),
        query: query.get_str("q").unwrap_or_default().chars().take(60).collect(),
        panel: None,
    }
}

/// The toolbar over the table.
#[component]
pub fn Controls(
    /// State of the board.
    live: Live,
) -> impl IntoView {
    let w = words(live.lang);
    let first = live.view.get_untracked();
    let chosen = first.filter;
    view! {
        <search>
            <form class="filters" id="board-view" method="get" on:submit=move |ev| ev.prevent_default()>
                <div class="field-s">
                    <label for="board-q">{w.find}</label>
                    <input
                        type="search"
                        id="board-q"
                        name="q"
                        maxlength="60"
                        value=first.query
                        on:input=move |ev| live.look(|v| v.query = event_target_value(&ev))
                    />
                </div>
                <div>
                    <label for="board-show">{w.show}</label>
                    <select
                        id="board-show"
                        name="show"
                        on:change=move |ev| live.look(|v| v.filter = filter_of(&event_target_value(&ev)))
                    >
                        {FILTERS
                            .into_iter()
                            .map(|f| {
                                view! {
                                    <option value=filter_code(f) selected=f == chosen>{filter_name(w, f)}</option>
                                }
                            })
                            .collect_view()}
                    </select>
                </div>
                <button class="btn small quiet">{w.apply}</button>
                <output class="tally" aria-live="polite">
                    {move || live.summary.with(|s| (w.tally)(s.shown, s.rows))}
                </output>
            </form>
        </search>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_can_stand_in_the_address() {
        for f in FILTERS {
            assert_eq!(filter_of(filter_code(f)), f);
        }
        assert_eq!(filter_of("nonsense"), Filter::All);
    }
}
