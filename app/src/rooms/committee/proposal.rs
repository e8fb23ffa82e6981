//! The assignment of reviews: compute it, look at it, publish it.

use domain::refusal::Refusal;
use domain::views::committee::{CommitteeView, Proposal};
use leptos::prelude::*;

use super::loads::loads;
use super::page::Assigning;
use crate::error::ApiError;
use crate::locales::{Lang, committee, common};
use crate::ui::{ErrorNotice, RefusedBy};

/// The section with the request, the proposal and the button that publishes it.
pub(super) fn assignment(lang: Lang, v: &CommitteeView, assigning: Assigning) -> AnyView {
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
    let part = if v.waiting > 0 {
        view! { {request(lang)} {proposed(lang, assigning)} }.into_any()
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
            {part}
        </section>
    }
    .into_any()
}

/// A plain question in the address: it changes nothing and can be repeated.
fn request(lang: Lang) -> AnyView {
    let w = committee::words(lang);
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
            <button class="btn quiet">{w.compute}</button>
        </form>
    }
    .into_any()
}

/// What was computed, or why nothing could be. Being told that nothing waits is no error
/// here: it is what follows publishing.
fn proposed(lang: Lang, assigning: Assigning) -> AnyView {
    let loading = common::words(lang).loading;
    view! {
        <Transition fallback=move || view! { <p class="soft" role="status">{loading}</p> }>
            {move || Suspend::new(async move {
                match assigning.proposal.await {
                    Ok(None) | Err(ApiError::Refused(Refusal::NothingToPublish)) => ().into_any(),
                    Ok(Some(p)) => proposal(lang, &p, assigning),
                    Err(error) => view! { <ErrorNotice error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn proposal(lang: Lang, p: &Proposal, assigning: Assigning) -> AnyView {
    let w = committee::words(lang);
    let seed = p.seed.to_string();
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
                <p class="fig"><b>{p.ruled_out}</b><small>{w.ruled_out}</small></p>
                <p class="fig"><b>{p.cost}</b><small>{w.cost}</small></p>
            </div>
            <p class="hint">{w.cost_hint}</p>
            <p>{w.seed_used}" "<code>{seed.clone()}</code></p>
            {loads(lang, &p.loads)}
            <p id="publish-hint">{w.publish_text}</p>
            <ActionForm action=assigning.publish>
                <input type="hidden" name="seed" value=seed/>
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
