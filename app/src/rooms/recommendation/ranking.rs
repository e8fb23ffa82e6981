//! The unit's order of its candidates (Art. 17): moved by buttons, which work by mouse, touch and
//! keyboard alike and without script; who has a seat in that order, and who waits in reserve.

use domain::journey::Stage;
use domain::recommendation::Quota;
use domain::views::recommendation::{UnitList, UnitRow};
use leptos::prelude::*;

use super::api;
use crate::locales::{Lang, common, recommendation};
use crate::ui::{RefusedBy, control, stage_tag};

/// What can be done with the order.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    /// Moves a candidate.
    pub(super) rank: ServerAction<api::Rank>,
    /// Recommends in that order.
    pub(super) batch: ServerAction<api::RecommendBatch>,
    /// The button pressed last: it keeps the focus when the list is drawn anew.
    pub(super) pressed: RwSignal<String>,
}

/// The order, those without a place below it, and the one act.
pub(super) fn ranking(lang: Lang, v: &UnitList, open: bool, acts: Acts) -> AnyView {
    let w = recommendation::words(lang);
    let mut ranked: Vec<&UnitRow> = v.rows.iter().filter(|r| r.place > 0).collect();
    ranked.sort_by_key(|r| r.place);
    ranked.retain(|r| r.stage == Stage::Submitted || r.stage.seated());
    let rest: Vec<&UnitRow> =
        v.rows.iter().filter(|r| r.place == 0 && r.stage == Stage::Submitted).collect();
    if !open || (ranked.is_empty() && rest.is_empty()) {
        return ().into_any();
    }
    Effect::new(move |_| {
        let id = acts.pressed.get_untracked();
        if !id.is_empty() {
            request_animation_frame(move || control::focus(&id));
        }
    });
    let seats = seats(v.quota, &ranked);
    let last = ranked.len();
    let rows = ranked
        .iter()
        .zip(seats)
        .enumerate()
        .map(|(i, (r, seat))| row(lang, r, i + 1, last, seat, acts))
        .collect_view();
    let rest = (!rest.is_empty()).then(|| {
        let rows = rest.iter().map(|r| unranked(lang, r, last + 1, acts)).collect_view();
        view! {
            <details class="more" open=last == 0>
                <summary>{(w.unranked)(rest.len())}</summary>
                <ul class="ranking">{rows}</ul>
            </details>
        }
    });
    let waiting = ranked.iter().any(|r| r.stage == Stage::Submitted);
    view! {
        <section class="sheet pad stack" aria-labelledby="ranking">
            <h2 id="ranking">{w.ranking}</h2>
            <p class="soft">{w.ranking_text}" "<small>{(common::words(lang).article)("17")}</small></p>
            <RefusedBy value=acts.rank.value()/>
            <RefusedBy value=acts.batch.value()/>
            <ol class="ranking">{rows}</ol>
            {rest}
            {waiting.then(|| batch(lang, v, acts))}
        </section>
    }
    .into_any()
}

/// For each candidate in order: nothing when it is recommended already, whether it has a seat
/// otherwise.
fn seats(mut quota: Quota, ranked: &[&UnitRow]) -> Vec<Option<bool>> {
    ranked
        .iter()
        .map(|r| {
            (r.stage == Stage::Submitted).then(|| match quota.take(r.sme) {
                Ok(next) => {
                    quota = next;
                    true
                }
                Err(_) => false,
            })
        })
        .collect()
}

fn row(
    lang: Lang,
    r: &UnitRow,
    place: usize,
    last: usize,
    seat: Option<bool>,
    acts: Acts,
) -> AnyView {
    let w = recommendation::words(lang);
    let tag = match seat {
        None => stage_tag(r.stage),
        Some(true) => view! { <span class="tag done">{w.has_seat}</span> }.into_any(),
        Some(false) => view! { <span class="tag todo">{w.in_reserve}</span> }.into_any(),
    };
    let lacks = (seat == Some(true) && r.opinion == 0)
        .then(|| view! { " " <span class="tag bad">{w.opinion_no}</span> });
    view! {
        <li>
            {named(lang, r)}
            <span>{tag}{lacks}</span>
            <span class="row">
                {press(r, "up", place - 1, place > 1, w.up, "↑", acts)}
                {press(r, "down", place + 1, place < last, w.down, "↓", acts)}
                {press(r, "out", 0, true, w.out, "×", acts)}
            </span>
        </li>
    }
    .into_any()
}

fn unranked(lang: Lang, r: &UnitRow, place: usize, acts: Acts) -> AnyView {
    let w = recommendation::words(lang);
    view! {
        <li>
            {named(lang, r)}
            <span></span>
            {press(r, "in", place, true, w.join, "+", acts)}
        </li>
    }
    .into_any()
}

fn named(lang: Lang, r: &UnitRow) -> AnyView {
    let w = recommendation::words(lang);
    let title = if r.title.is_empty() { w.untitled.to_owned() } else { r.title.clone() };
    view! {
        <span>
            <a href=format!("/recommendation/{}", r.id)>{title}</a>
            " "
            <small>{r.org_name.clone()}</small>
        </span>
    }
    .into_any()
}

/// A button that gives a candidate a place; it says of which one.
fn press(
    r: &UnitRow,
    what: &'static str,
    to: usize,
    possible: bool,
    word: &'static str,
    sign: &'static str,
    acts: Acts,
) -> AnyView {
    let id = format!("{what}-{}", r.id);
    let name = format!("{word} {}", r.reference);
    let (pressed, of, to) = (id.clone(), r.id.to_string(), to.to_string());
    view! {
        <ActionForm action=acts.rank>
            <input type="hidden" name="id" value=of/>
            <input type="hidden" name="to" value=to/>
            <button
                class="btn quiet small"
                id=id
                disabled=!possible
                aria-label=name
                title=word
                on:click=move |_| acts.pressed.set(pressed.clone())
            >
                {sign}
            </button>
        </ActionForm>
    }
    .into_any()
}

fn batch(lang: Lang, v: &UnitList, acts: Acts) -> AnyView {
    let w = recommendation::words(lang);
    let seen = v.seen.clone();
    let pending = acts.batch.pending();
    view! {
        <ActionForm action=acts.batch>
            <input type="hidden" name="seen" value=seen/>
            <p class="hint" id="batch-hint">{w.batch_text}</p>
            <div class="actions">
                <button class="btn" aria-describedby="batch-hint" aria-busy=move || pending.get().then_some("true")>
                    {w.batch}
                </button>
            </div>
        </ActionForm>
    }
    .into_any()
}
