//! What if the list went by adjusted scores: the choice where there are some, the reason where there are
//! none, raw and adjusted places side by side, and what is known of the experts.

use domain::review::board::{ExpertEffect, Move, Place, Swaps, Unadjusted};
use leptos::prelude::*;

use super::cells::{exact, points};
use super::state::Live;
use crate::locales::Lang;
use crate::locales::sure::{Words, words};

/// Applications drawn side by side; the list of codes above holds all that change sides.
const DRAWN: usize = 40;

/// Raw or adjusted, where there is something to choose.
pub fn choice(live: Live, choose: impl Fn(bool) + Copy + Send + 'static) -> AnyView {
    let w = words(live.lang);
    let offered = Memo::new(move |_| {
        live.version.track();
        live.unadjusted().is_none()
    });
    (move || {
        offered.get().then(|| {
            view! {
                <div>
                    <label for="what-if-scores">{w.scores_by}</label>
                    <select
                        id="what-if-scores"
                        on:change=move |ev| choose(event_target_value(&ev) == "adjusted")
                    >
                        <option value="raw" selected=move || !live.trial().adjusted>{w.raw}</option>
                        <option value="adjusted" selected=move || live.trial().adjusted>{w.adjusted}</option>
                    </select>
                </div>
            }
        })
    })
    .into_any()
}

/// Why there is nothing to choose.
pub fn reason(live: Live) -> AnyView {
    let why = Memo::new(move |_| {
        live.version.track();
        live.unadjusted()
    });
    (move || {
        let why = why.get()?;
        Some(view! { <p class="soft" id="what-if-why">{said(live.lang, why)}</p> })
    })
    .into_any()
}

fn said(lang: Lang, why: Unadjusted) -> String {
    let w = words(lang);
    match why {
        Unadjusted::TooFew => w.too_few.to_owned(),
        Unadjusted::Apart { groups } => (w.apart)(groups),
    }
}

/// Raw and adjusted places of what changes sides, and the experts' effects.
pub fn beside(live: Live, swaps: Memo<Option<Swaps>>) -> AnyView {
    let w = words(live.lang);
    let effects = move || {
        live.version.track();
        live.adjusted.with_value(|kept| match kept {
            Some(Ok(kept)) => Some(experts(&kept.experts, w)),
            _ => None,
        })
    };
    view! {
        <p class="soft">{w.untrimmed}</p>
        {move || swaps.with(|swaps| swaps.as_ref().and_then(|swaps| pairs(swaps, w)))}
        <details class="more">
            <summary>{w.effects}</summary>
            <p class="soft">{w.effects_text}</p>
            {effects}
        </details>
    }
    .into_any()
}

fn pairs(swaps: &Swaps, w: &'static Words) -> Option<AnyView> {
    let mut moves: Vec<&Move> = swaps.entering.iter().chain(&swaps.leaving).collect();
    moves.sort_by(|a, b| by_rank(a.would, b.would));
    if moves.is_empty() {
        return None;
    }
    let rank = |place: Place| place.rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string());
    let rows = moves
        .into_iter()
        .take(DRAWN)
        .map(|m| {
            view! {
                <tr>
                    <th scope="row" class="title"><span class="code">{m.code.clone()}</span></th>
                    <td class="num" data-th=w.raw_rank>{rank(m.is)}</td>
                    <td class="num" data-th=w.raw>{exact(m.is.figure)}</td>
                    <td class="num" data-th=w.adjusted_rank>{rank(m.would)}</td>
                    <td class="num" data-th=w.adjusted>{exact(m.would.figure)}</td>
                </tr>
            }
        })
        .collect_view();
    let table = view! {
        <table class="list" id="raw-adjusted">
            <caption>{w.pairs}</caption>
            <thead>
                <tr>
                    <th scope="col">{w.reference}</th>
                    <th scope="col" class="num">{w.raw_rank}</th>
                    <th scope="col" class="num">{w.raw}</th>
                    <th scope="col" class="num">{w.adjusted_rank}</th>
                    <th scope="col" class="num">{w.adjusted}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    };
    Some(table.into_any())
}

/// Those without a rank come last.
fn by_rank(a: Place, b: Place) -> std::cmp::Ordering {
    a.rank.unwrap_or(u32::MAX).cmp(&b.rank.unwrap_or(u32::MAX))
}

/// `+1.2`, `-4.2`.
fn signed(tenths: i32) -> String {
    format!("{}{}", if tenths < 0 { "" } else { "+" }, points(tenths))
}

/// Severe, lenient or neither, in words: the sign alone is easily read the wrong way round.
fn leaning(effect: i32, w: &'static Words) -> &'static str {
    match effect {
        ..=-10 => w.severe,
        10.. => w.lenient,
        _ => w.even,
    }
}

fn experts(list: &[ExpertEffect], w: &'static Words) -> AnyView {
    let rows = list
        .iter()
        .map(|e| {
            view! {
                <tr>
                    <th scope="row">{e.name.clone()}</th>
                    <td class="num">{signed(e.effect)}</td>
                    <td>{leaning(e.effect, w)}</td>
                    <td class="num">{e.n.to_string()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll tall" tabindex="0" role="region" aria-label=w.effects>
            <table>
                <caption class="sr">{w.effects}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.expert}</th>
                        <th scope="col" class="num">{w.effect}</th>
                        <th scope="col">{w.leaning}</th>
                        <th scope="col" class="num">{w.reviews}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_19_an_effect_is_told_by_sign_and_by_word() {
        let w = words(Lang::En);
        let told = [-42, -9, 0, 13].map(|effect| (signed(effect), leaning(effect, w)));
        let expected =
            [("-4.2", w.severe), ("-0.9", w.even), ("+0.0", w.even), ("+1.3", w.lenient)];
        assert_eq!(told, expected.map(|(sign, word)| (sign.to_owned(), word)));
    }

    #[test]
    fn art_19_why_there_is_no_adjusted_list_is_said_in_both_languages() {
        for why in [Unadjusted::TooFew, Unadjusted::Apart { groups: 8 }] {
            crate::locales::tests::assert_said(&said(Lang::Zh, why), &said(Lang::En, why));
        }
        assert!(said(Lang::Zh, Unadjusted::Apart { groups: 8 }).contains("8 组"));
    }
}
