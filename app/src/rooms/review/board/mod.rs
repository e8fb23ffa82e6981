//! The live board of panel lead, chair and vice chair (Art. 13, 14, 19, 20): complete as it
//! comes from the server, kept current by the stream.

pub mod adjusted;
pub mod aside;
pub mod cells;
pub mod controls;
pub mod days;
pub mod groups;
pub mod head;
pub mod keys;
pub mod line;
pub mod near;
pub mod state;
pub mod strip;
pub mod sure;
pub mod table;
pub mod trial;
pub mod weights;
pub mod what_if;

use std::collections::BTreeSet;

use domain::deliberation::Review;
use domain::deliberation::places::Idle;
use domain::ids::PanelId;
use domain::views::review::BoardView;
use leptos::prelude::*;
use leptos_meta::Html;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use self::aside::{AtWork, Chosen, Legend, Panels, Severities};
use self::controls::{Controls, view_of};
use self::days::OverTime;
use self::head::Head;
use self::line::LineState;
use self::state::Live;
use self::sure::Sure;
use self::table::Scores;
use self::what_if::WhatIf;
use super::api;
use crate::error::ApiError;
use crate::locales::board::{idle as idle_text, panel as panel_name, words};
use crate::locales::{common, lang};
use crate::ui::page_data::{InPage, in_page, loaded_in_page};
use crate::ui::{title, which_review};

/// The live board.
pub struct BoardPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    board: Resource<Result<BoardView, ApiError>, InPage>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let panel = move || params.read().get("panel").map(PanelId::from);
        let query = use_query_map();
        let asked = move || which_review::asked(&query.read());
        let from = move || (asked(), panel());
        Self { board: in_page(from, |(asked, panel)| api::board(asked, panel)) }
    }
}

#[lazy_route]
impl LazyRoute for BoardPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let scope = use_params_map();
        loaded_in_page(this.board, move |data| {
            let asked = scope.read_untracked().get("panel").map(PanelId::from);
            view! { <BoardBody data asked/> }.into_any()
        })
    }
}

/// The board once its data is there.
#[component]
fn BoardBody(
    /// Data.
    data: BoardView,
    /// Panel asked for in the address.
    asked: Option<PanelId>,
) -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let query = use_query_map().get_untracked();
    let projector = query.get_str("projector").is_some_and(|v| v != "0");
    let (panel, which) = (data.panel.clone(), data.which);
    let heading = common::phase(lang, which.review.phase());
    let all_rows = which.at("?all=1");
    let panels: Vec<(PanelId, String)> = data
        .panels
        .iter()
        .map(|(id, n, zh, en)| (id.clone(), panel_name(lang, *n, zh, en)))
        .collect();
    let name = panel
        .as_ref()
        .and_then(|p| panels.iter().find(|x| x.0 == *p))
        .map_or_else(|| w.whole.to_owned(), |x| x.1.clone());
    let numbers: Vec<(PanelId, i64)> = data.panels.iter().map(|p| (p.0.clone(), p.1)).collect();
    let all_panels = panel.is_none() && numbers.len() > 1;
    let selected = query.get_str("row").map(Into::into);
    let whole = query.get_str("all").is_some();
    let live = Live::new(data, asked, view_of(&query), selected, whole);
    let state = LineState::new();
    // Only in the browser: effects do not run on the server.
    Effect::new(move |_| {
        #[cfg(feature = "hydrate")]
        line::keep(live, state);
        keys::listen(live);
        // Not before the page stands: it wakes up to the rows the server drew.
        request_idle_callback(move || live.complete());
    });
    // Cut to the viewer as the rows are: a panel whose one application is kept from them has none here, either.
    let idle = move || {
        live.version.track();
        live.board.with_value(|board| {
            if !all_panels || board.rows.is_empty() {
                return Idle::default();
            }
            let seen: BTreeSet<&str> = board.rows.iter().map(|row| row.panel.as_str()).collect();
            let panels = numbers.iter().map(|(id, number)| (*number, seen.contains(id.as_str())));
            Idle::of(live.real.get().places, panels)
        })
    };
    let idle = move || Some(idle()).filter(|idle| !idle.panels.is_empty());
    let no_rows_text = match which.review {
        Review::Written => w.no_rows_text,
        Review::Defence => w.no_rows_defence,
    };
    let simulated = crate::locales::sure::words(lang).simulated;
    let says = move || if live.tried.with(Option::is_some) { simulated } else { w.as_it_is };
    let empty = move || live.summary.with(|s| s.rows == 0);
    // The first rows are enough to begin with; without script the others are one link away.
    let rest =
        move || !live.whole.get() && live.summary.with(|s| s.shown) > live.order.with(Vec::len);
    let none_shown = move || live.summary.with(|s| s.rows > 0 && s.shown == 0);
    view! {
        {title(format!("{heading} · {name}"))}
        // The document, and not what is in it, says so to the style: to ask a whole page of a thousand rows whether it
        // holds something costs milliseconds whenever anything is put into it.
        {projector.then(|| view! { <Html {..} class="projected"/> })}
        <div class=if projector { "board wide projector" } else { "board wide" }>
            <Head live state name panel panels=panels.clone() projector/>
            <section class="stack tight">
                <Controls live/>
                <WhatIf live/>
                <Sure live/>
                {move || empty().then(|| view! {
                    <div class="empty">
                        <h2>{(w.no_rows)(heading)}</h2>
                        <p>{no_rows_text}</p>
                    </div>
                })}
                // Also on paper, where the sliders are not.
                {move || live.trying.get().then(|| view! { <p class="notice warn">{says}</p> })}
                {move || idle().map(|idle| view! { <p class="soft">{idle_text(lang, &idle)}</p> })}
                {move || none_shown().then(|| view! { <p class="notice" role="status">{w.no_match}</p> })}
                <Scores live/>
                {move || rest().then(|| view! {
                    <p><a href=all_rows.clone() rel="external">{(w.show_all)(live.summary.with(|s| s.shown))}</a></p>
                })}
            </section>
            <aside class="stack">
                <Chosen live/>
                <Panels live panels/>
                <AtWork live state/>
                <OverTime live/>
                <Severities live/>
                <Legend live/>
            </aside>
        </div>
    }
}
