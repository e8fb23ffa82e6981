//! The assignment of reviews: compute it, look at it, publish it.

use domain::refusal::Refusal;
use domain::season::ReviewSettings;
use domain::views::committee::{CommitteeView, Proposal};
use leptos::prelude::*;

use super::loads::loads;
use super::page::Assigning;
use crate::error::ApiError;
use crate::locales::board::idle;
use crate::locales::{Lang, assignment, committee, common};
use crate::ui::{ErrorNotice, RefusedBy};

/// The section with the request, the proposal and the button that publishes it.
pub(super) fn section(lang: Lang, v: &CommitteeView, assigning: Assigning) -> AnyView {
    let w = committee::words(lang);
    let s = &v.season.review;
    let published = move || {
        assigning.publish.value().with(|value| match value {
            Some(Ok(p)) => Some((w.published)(p.applications, p.pairs)),
            _ => None,
        })
    };
    let published =
        move || published().map(|text| view! { <p class="notice ok" role="status">{text}</p> });
    let other = move || {
        let value = assigning.publish.value();
        value.with(|v| matches!(v, Some(Err(ApiError::Refused(Refusal::SeenChanged)))))
    };
    let changed =
        move || other().then(|| view! { <p class="hint">{assignment::words(lang).changed}</p> });
    let gaps = (v.gaps > 0).then(
        || view! { <p class="notice warn">{(assignment::words(lang).gaps_text)(v.gaps)}</p> },
    );
    let part = if v.waiting > 0 || v.gaps > 0 {
        view! { {gaps} {request(lang, s)} {proposed(lang, assigning, s.reviews)} }.into_any()
    } else {
        view! { <p class="soft">{w.nothing_waits}</p> }.into_any()
    };
    view! {
        <section class="sheet pad stack" id="assignment">
            <h2>{w.assignment}</h2>
            <p>{(w.assignment_text)(s.reviews, s.reviews_min, s.load_max)}</p>
            <p class="art">{(common::words(lang).article)("12")}" · "{w.assignment_rule}</p>
            {published}
            <RefusedBy value=assigning.publish.value()/>
            {changed}
            {part}
            <p><a href=super::assignment::PATH>{assignment::words(lang).see}</a></p>
        </section>
    }
    .into_any()
}

/// A plain question in the address: it changes nothing and can be repeated.
fn request(lang: Lang, s: &ReviewSettings) -> AnyView {
    let w = committee::words(lang);
    let a = assignment::words(lang);
    let numbers = (s.reviews_min..=s.reviews).rev();
    let numbers = numbers.map(|n| view! { <option value=n.to_string()>{n}</option> });
    view! {
        <form method="get" action="/committee#assignment">
            <input type="hidden" name="propose" value="yes"/>
            <div class="q">
                <label for="seed">{w.seed}</label>
                <p class="hint" id="seed-hint">{w.seed_hint}</p>
                <input
                    id="seed"
                    name="seed"
                    size="20"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-describedby="seed-hint"
                />
            </div>
            <div class="q">
                <label for="reviews">{a.reviews_each}</label>
                <p class="hint" id="reviews-hint">{(a.reviews_hint)(s.reviews_min, s.reviews)}</p>
                <select id="reviews" name="reviews" aria-describedby="reviews-hint">{numbers.collect_view()}</select>
            </div>
            <button class="btn quiet">{w.compute}</button>
        </form>
    }
    .into_any()
}

/// What was computed, or why nothing could be. Being told that nothing waits is no error
/// here: it is what follows publishing.
fn proposed(lang: Lang, assigning: Assigning, usual: u32) -> AnyView {
    let loading = common::words(lang).loading;
    view! {
        <Transition fallback=move || view! { <p class="soft" role="status">{loading}</p> }>
            {move || Suspend::new(async move {
                match assigning.proposal.await {
                    Ok(None) | Err(ApiError::Refused(Refusal::NothingToPublish)) => ().into_any(),
                    Ok(Some(p)) => proposal(lang, &p, assigning, usual),
                    Err(error) => view! { <ErrorNotice error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn proposal(lang: Lang, p: &Proposal, assigning: Assigning, usual: u32) -> AnyView {
    let w = committee::words(lang);
    let a = assignment::words(lang);
    let matrix = format!("{}?seed={}&reviews={}", super::assignment::PATH, p.seed, p.reviews);
    let fewer = (p.reviews < usual).then(|| {
        view! {
            <div class="q">
                <label for="fewer">{a.fewer_reason}</label>
                <p class="hint" id="fewer-h">{(a.fewer_hint)(p.reviews)}</p>
                <input id="fewer" name="reason" maxlength=domain::reason::MAX.to_string() required aria-describedby="fewer-h"/>
            </div>
        }
    });
    let (seed, reviews, seen) = (p.seed.to_string(), p.reviews.to_string(), p.mark.clone());
    let pending = assigning.publish.pending();
    view! {
        <div class="stack">
            <h3>{w.proposal}</h3>
            <p class="soft">{w.proposal_text}</p>
            <div class="figures">
                <p class="fig"><b>{p.applications}</b><small>{w.applications}</small></p>
                <p class="fig"><b>{p.pairs}</b><small>{w.pairs}</small></p>
                <p class="fig"><b>{(w.of)(p.fitting, p.pairs)}</b><small>{w.fitting}</small></p>
                <p class="fig"><b>{(w.of)(p.bridging, p.applications)}</b><small>{w.bridging}</small></p>
                <p class="fig"><b>{p.kept}</b><small>{a.kept}</small></p>
                <p class="fig"><b>{p.ruled_out}</b><small>{w.ruled_out}</small></p>
                <p class="fig"><b>{p.cost}</b><small>{w.cost}</small></p>
            </div>
            <p class="hint">{w.cost_hint}</p>
            {(!p.idle.panels.is_empty()).then(|| view! {
                <p class="notice warn">{idle(lang, &p.idle)}" "{w.idle_do}</p>
            })}
            {(!p.unreached.is_empty()).then(|| view! {
                <p class="notice warn">{(w.unreached)(&p.unreached)}</p>
            })}
            <p>{w.seed_used}" "<code>{seed.clone()}</code></p>
            <p><a href=matrix>{a.see}</a></p>
            {loads(lang, &p.loads)}
            <p id="publish-hint">{w.publish_text}</p>
            <ActionForm action=assigning.publish>
                <input type="hidden" name="seed" value=seed/>
                <input type="hidden" name="reviews" value=reviews/>
                <input type="hidden" name="seen" value=seen/>
                {fewer}
                <div class="actions">
                    <button
                        class="btn"
                        aria-describedby="publish-hint"
                        aria-busy=move || pending.get().to_string()
                    >
                        {w.publish}
                    </button>
                    <a class="btn quiet" href="/committee?propose=yes" rel="external">{w.compute_again}</a>
                </div>
            </ActionForm>
        </div>
    }
    .into_any()
}
